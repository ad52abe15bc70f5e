"""What the first sheet of a template says to whoever fills it in, in both languages."""

import re
from collections.abc import Iterable
from typing import Final

from indicators.importing.headings import SHEETS, said, sheet
from indicators.vocabulary import Language

_VI: Final = """\
# Cách điền

Chỉ điền vào ô nền trắng. Ô nền xám là mã, tên, đơn vị, kỳ và số của kỳ trước để so sánh; các ô
này bị khóa, không cần mật khẩu để mở nhưng không nên sửa.

Trang «{observations}»: số thực hiện. Trang «{plans}»: số kế hoạch được giao. Trang «{sources}»:
tài liệu mà số liệu lấy từ đó. Trang «{lists}»: mã và từ dùng trong các danh sách thả xuống.

Cột có dấu * ở tiêu đề phải điền ở mỗi dòng có số. Giá trị chỉ để trống khi nguồn chưa có số.

Số nào cũng phải có nguồn. Tài liệu chưa có trong trang «{sources}» thì thêm vào một dòng trống ở
cuối trang đó, tự đặt mã bằng chữ không dấu, chữ số và dấu gạch dưới (ví dụ bao_cao_2023), rồi
chọn mã ấy. Ngày công bố viết ngày trước tháng sau: 10/12/2022. Tên tiếng Anh để trống cũng được:
trang tiếng Anh khi đó dùng tên tiếng Việt.

Một chỉ tiêu được nhiều cấp giao kế hoạch thì dùng các dòng trống ở cuối trang «{plans}» cho cấp
giao thứ hai trở đi.

# Ô trống nghĩa là gì

Ô trống là chưa biết hoặc nguồn không nêu, không bao giờ là số 0. Bằng không thì gõ 0.

Dòng chưa điền gì vào ô nền trắng thì bỏ qua: số đang có không đổi. Dòng kế hoạch chỉ có sẵn Hình
thức và Cấp giao cũng được bỏ qua.

Nguồn nói rõ là chưa có hoặc không áp dụng: để trống Giá trị, chọn Tính chất (ví dụ
«{not_applicable}») và Mã nguồn.

Muốn bỏ một số đã nhập: xóa Giá trị, chọn Tính chất hay Hình thức «{withdrawn}». Xóa dòng thì số
cũ vẫn còn.

# Cách viết số

Viết theo đơn vị của cột Đơn vị: 14.563 tỷ đồng ở dòng có đơn vị tỷ đồng thì gõ 14563.

Không gõ dấu phân cách hàng nghìn. Dấu thập phân gõ như Excel trên máy này quen dùng; gõ đúng thì
số nằm sát lề phải của ô.

Số dạng chữ như 67,7 hay 1.234,5 vẫn đọc được. Nếu một số có hai cách hiểu, ví dụ 18.500, chương
trình sẽ hỏi lại chứ không đoán.

Ghi đúng số nguồn nêu, không tự làm tròn. Nguồn viết «trên», «hơn» hay «gần» thì chọn ở Mức nêu;
nguồn làm tròn đến nghìn («77 nghìn») thì gõ 77000 và Làm tròn đến 1000.

Tổng thể là số mà giá trị nằm trong đó: 64/73 trường thì Giá trị 64, Tổng thể 73. Giá trị cao chỉ
dùng khi kế hoạch là một khoảng; Giá trị gốc là mức xuất phát.

# Khi nhập tệp này

Chương trình kiểm tra mọi ô trước. Mỗi lỗi được nêu rõ trang, ô, giá trị đã gõ và cách sửa. Còn
lỗi thì chưa có gì thay đổi.

Trước khi công bố, chương trình cho xem từng số mới, số thay đổi và số rút lại.

Số cũ không mất: số sửa được giữ thành một phiên bản mới, và luôn có thể quay lại bản đã công bố
trước đó.

Tệp chưa sửa gì mà nhập vào thì không có gì thay đổi. Cột «Số có sẵn từ» để chương trình biết số
nào đã có người sửa sau khi làm mẫu: số ấy được hỏi lại, không bị ghi đè.
"""

_EN: Final = """\
# How to fill in

Fill in the white cells only. Grey cells are codes, names, units, periods and the figure of the
period before, for comparison; they are locked, without a password, and should stay as they are.

Sheet “{observations}”: what was achieved. Sheet “{plans}”: what was asked for. Sheet “{sources}”:
the documents that figures come from. Sheet “{lists}”: the codes and words of the drop-downs.

A column with * in its heading must be filled in wherever a row holds a figure. Leave the value
blank only where the source has none yet.

Every figure needs a source. One that sheet “{sources}” does not have goes into a blank row at its
end, with a code of your own in plain letters, digits and underscores (for example report_2023);
then choose that code. Type the day of publication like 2022-12-10. English names may be left
blank: English pages then show the Vietnamese ones.

For a second body that assigns a plan for the same indicator, use the blank rows at the end of
sheet “{plans}”.

# What a blank means

A blank is not known, or not said by the source; it is never zero. Type 0 for zero.

A row with nothing in its white cells is passed over: what is known stays. So is a plan's row that
holds only the form and the assigner that were already there.

Where the source says that there is no figure yet, or none applies: leave the value blank, choose
a status (for example “{not_applicable}”) and a source.

To take a figure back: clear its value and choose “{withdrawn}” as its status, or as a plan's
form. Deleting the row keeps the old figure.

# How to write numbers

In the unit of the column Unit: 14,563 billion dong in a row of billion dong is 14563.

Do not group thousands. Use the decimal mark that Excel uses on this machine; a number that was
understood stands at the right of its cell.

Texts such as 67,7 or 1.234,5 are read all the same. Where a number can be read in two ways, such
as 18.500, you are asked; nothing is guessed.

Type what the source prints, without rounding. Where it says “above” or “nearly”, choose that as
hedge; where it rounds to thousands (“77 thousand”), type 77000 and 1000 in Rounded to.

Out of is what the value is part of: for 64 of 73 schools the value is 64, out of 73. Upper value
is for a plan that is a band; Baseline is where a plan starts from.

# When this file is imported

Every cell is checked first. Each mistake is named by sheet and cell, with what was typed and what
to do. While there are mistakes nothing changes.

Before anything is published you see every new, changed and withdrawn figure.

Nothing is lost: a revised figure is kept as a further version, and an earlier published state can
always be had back.

Importing this file as it is changes nothing. By the column “Known already since” figures are told
that somebody revised after the template was made: you are asked about them, none is overwritten.
"""

_MEANINGS: Final[dict[str, tuple[str, str]]] = {
    "status": ("Tính chất: số này vững đến đâu", "Status: how firm a number is"),
    "status_official": ("Số như nguồn công bố", "As the source published it"),
    "status_estimated": ("Nguồn viết «ước»", "The source says that it is an estimate"),
    "status_provisional": ("Còn có thể thay đổi", "May still change"),
    "status_derived": ("Suy ra từ số khác của nguồn", "Follows from other numbers of the source"),
    "status_not_applicable": (
        "Chỉ tiêu không áp dụng cho địa bàn này; để trống Giá trị",
        "The indicator does not apply to this area; leave the value blank",
    ),
    "status_withdrawn": (
        "Bỏ số đã nhập trước đây; để trống Giá trị",
        "Takes an earlier figure back; leave the value blank",
    ),
    "qualifier": ("Mức nêu: nguồn nói «trên» hay «gần»", "Hedge: above or nearly"),
    "qualifier_above": (
        "Nguồn viết «trên», «hơn»: số thật cao hơn số nêu ra",
        "The true number is above the one that is printed",
    ),
    "qualifier_nearly": (
        "Nguồn viết «gần»: số thật thấp hơn một chút",
        "The true number is a little below the one that is printed",
    ),
    "form": ("Hình thức: kế hoạch nói điều gì", "Form: what a plan asks for"),
    "form_level": ("Đạt đến giá trị này", "Reach the value"),
    "form_change": (
        "Tăng hay giảm chừng này; giảm thì gõ số âm",
        "Change by so much; a decrease is negative",
    ),
    "form_growth": (
        "Tăng hay giảm chừng này phần trăm; giảm thì gõ số âm",
        "Change by so many per cent; a decrease is negative",
    ),
    "form_band": ("Nằm giữa Giá trị và Giá trị cao", "Stay between value and upper value"),
    "form_maintain": ("Giữ vững ở giá trị này", "Keep at the value"),
    "form_withdrawn": (
        "Bỏ kế hoạch đã nhập trước đây; để trống Giá trị",
        "Takes an earlier plan back; leave the value blank",
    ),
    "assigner_code": ("Cấp giao: ai giao kế hoạch", "Assigned by: who assigned a plan"),
    "area_code": ("Địa bàn", "Areas"),
    "indicator_code": ("Chỉ tiêu", "Indicators"),
}


def meaning(key: str, language: Language) -> str:
    """What a list of the sheet of lists is called, and what each of its words means."""
    return _MEANINGS[key][0 if language == "vi" else 1]


_MADE: Final[dict[Language, str]] = {
    "vi": "Mẫu hỏi số liệu kỳ {period}, làm từ bản {base}.",
    "en": "Asks for figures of {period}, made from {base}.",
}
_ASKED: Final = tuple(
    re.compile(re.escape(text).replace(r"\{period\}", "([0-9A-Z-]+)").replace(r"\{base\}", ".*"))
    for text in _MADE.values()
)


def made_for(period: str, base: str, language: Language) -> str:
    """Of which period a template is, and from which snapshot it was made; ``asked_in`` reads it."""
    return _MADE[language].format(period=period, base=base)


def asked_in(texts: Iterable[str]) -> str:
    """The period that a template was made for, by the texts of its first sheet; blank: not said."""
    found = (one.fullmatch(text.strip()) for text in texts for one in _ASKED)
    return next((match[1] for match in found if match), "")


def instructions(language: Language) -> list[tuple[str, list[str]]]:
    """Chapters, each a title and its paragraphs."""
    words = {key: sheet(key, language) for key in SHEETS}
    words |= {code: said("status", code, language) for code in ("not_applicable", "withdrawn")}
    text = (_VI if language == "vi" else _EN).format(**words)
    chapters: list[tuple[str, list[str]]] = []
    for block in text.strip().split("\n\n"):
        if block.startswith("# "):
            chapters.append((block.removeprefix("# "), []))
        else:
            chapters[-1][1].append(" ".join(block.split()))
    return chapters
