"""A page with boxes to choose in and nothing else, for the tests of the browser."""

import streamlit as st

from indicators.page.opening import _STYLE
from indicators.page.picker import Option, pick

COMMUNES = """Vạn Phúc|Duyên Hà|Yên Mỹ|Đông Mỹ|Ngũ Hiệp|Tứ Hiệp|Vĩnh Quỳnh|Ngọc Hồi|Liên Ninh|
Đại Áng|Tả Thanh Oai|Hữu Hòa|Tam Hiệp|Thanh Liệt|Tân Triều|Văn Điển"""

HOSTILE = '<img src=x onerror="document.title=1"> **b** $& {name} \N{ZERO WIDTH NO-BREAK SPACE}x'

communes = [
    Option(f"{640 + place:05}", name.strip(), also=(f"{640 + place:05}",))
    for place, name in enumerate(["Huyện Thanh Trì", *COMMUNES.split("|")])
]
grouped = [
    Option(f"{group}-{place}", f"{name} {place}", group, note="tỷ đồng" if place % 2 else "%")
    for group in ("Kinh tế", "Đời sống", "Giáo dục, văn hóa")
    for place, name in enumerate(["Thu ngân sách", "Thu nhập bình quân đầu người", "Hộ nghèo"])
]
grouped.append(
    Option(
        "long",
        "Tỷ lệ dân số được cung cấp nước sạch đạt quy chuẩn qua hệ thống cấp nước tập trung của "
        "thành phố",
        "Đô thị, nông thôn",
        "phần trăm số hộ",
    )
)
many = [
    Option(f"{n:05}", f"{one.name} {n}", f"Tỉnh {n // 200}")
    for n in range(3321)
    for one in [communes[n % len(communes)]]
]
many[3000] = Option("hidden", "Xã Đắk Ơ", "Tỉnh 15")
hostile = [Option("hostile", HOSTILE, HOSTILE, HOSTILE), Option("plain", "Thường")]

BOXES = {
    "one": ("Địa bàn", communes, 1),
    "few": ("Các xã để so sánh", communes, 4),
    "grouped": ("Chỉ tiêu", grouped, 1),
    "long": ("Mọi xã", many, 20),
    "hostile": ("Chữ lạ", hostile, 2),
}
FIRST = {"one": "00640", "grouped": "Kinh tế-0"}


def draw() -> None:
    st.set_page_config(page_title="Picker", layout="wide")
    st.html(_STYLE)
    left, right = st.columns(2)
    for place, (key, (label, options, most)) in enumerate(BOXES.items()):
        asked = st.query_params.get(key, FIRST.get(key, ""))
        with left if place % 2 else right:
            picked = pick(
                key, label, options, asked.split(",") if asked else [], most=most, language="vi"
            )
            if picked is not None:
                st.query_params[key] = ",".join(picked)
                st.session_state["told"] = [*st.session_state.get("told", []), picked]
                st.rerun()
    st.write(len(st.session_state.get("told", [])))


if __name__ == "__main__":
    draw()
