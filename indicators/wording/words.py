"""The fixed words of the screen, in both languages: statuses, labels, standings, sectors."""

from typing import Final

from indicators.vocabulary import Language

_WORDS: Final[dict[str, tuple[str, str]]] = {
    # Statuses
    "exceeded": ("Vượt kế hoạch", "Plan exceeded"),
    "met": ("Đạt kế hoạch", "Plan met"),
    "on_track": ("Đúng tiến độ", "On track"),
    "at_risk": ("Có nguy cơ", "At risk"),
    "behind": ("Chậm tiến độ", "Behind"),
    "missed": ("Không đạt", "Missed"),
    "late": ("Báo cáo trễ", "Report late"),
    "no_plan": ("Không có kế hoạch", "No plan"),
    "no_data": ("Chưa có số liệu", "No data yet"),
    "not_due": ("Chưa đến hạn", "Not due yet"),
    "not_applicable": ("Không áp dụng", "Not applicable"),
    "withdrawn": ("Đã rút lại", "Withdrawn"),
    # Standing of a number
    "official": ("Số nguồn công bố", "As published"),
    "estimated": ("Số ước", "Estimated"),
    "provisional": ("Số sơ bộ", "Provisional"),
    "derived": ("Số suy ra", "Derived"),
    "illustrative": ("Số minh họa", "Illustrative"),
    "made_up": ("minh họa", "illustrative"),
    # Sectors
    "economy": ("Kinh tế", "Economy"),
    "living": ("Đời sống", "Living standards"),
    "education": ("Giáo dục, văn hóa", "Education, culture"),
    "administration": ("Hành chính", "Administration"),
    "transition": ("Đô thị, nông thôn", "Urban, rural"),
    "emulation": ("Thi đua", "Emulation"),
    # Pages and menu
    "overview": ("Tổng quan", "Overview"),
    "indicator": ("Chỉ tiêu", "Indicator"),
    "sources": ("Nguồn", "Sources"),
    "communes": ("Xã, thị trấn", "Communes"),
    "commune": ("Xã, thị trấn", "Commune"),
    "wall": ("Màn hình", "Screen"),
    "slides": ("Bản trình chiếu", "Slides"),
    "figures": ("Số liệu", "Figures"),
    "menu": ("Các trang", "Pages"),
    "language": ("Ngôn ngữ", "Language"),
    "language_vi": ("Tiếng Việt", "Vietnamese"),
    "language_en": ("Tiếng Anh", "English"),
    "period": ("Kỳ", "Period"),
    "area": ("Địa bàn", "Area"),
    # Exhibits
    "source": ("Nguồn", "Source"),
    "as_of": ("Công bố đến", "Published up to"),
    "snapshot": ("Bản số liệu", "Snapshot"),
    "table": ("Bảng số liệu", "Data table"),
    "download": ("Tải CSV", "Download CSV"),
    "data": ("Số liệu", "Data"),
    "close": ("Đóng", "Close"),
    "at_plan": ("Đúng bằng kế hoạch", "Exactly the plan"),
    "above_plan": ("Vượt", "Above by"),
    "short_of_plan": ("Còn thiếu", "Short by"),
    "higher_than_plan": ("Cao hơn kế hoạch", "Higher than planned by"),
    "lower_than_plan": ("Thấp hơn kế hoạch", "Lower than planned by"),
    "nothing_checkable": (
        "Số đã công bố: không có số nào đối chiếu được",
        "Published figures: none can be checked",
    ),
    "no_difference": (
        "Số đã công bố và số tính lại: không có sai khác",
        "Published against recomputed: no difference",
    ),
    "differences": (
        "Số đã công bố và số tính lại: {count} sai khác",
        "Published against recomputed: {count} not in agreement",
    ),
    "computed": ("tự tính", "computed"),
    "reference": ("Tra cứu", "Reference"),
    "coverage": (
        "{known}/{whole} đơn vị có số liệu.",
        "{known} of {whole} units have a figure.",
    ),
    "more_remarks": ("Còn {count} ghi chú ở nút Số liệu.", "{count} more notes under Data."),
    "save_picture": ("Tải ảnh PNG 1920×1080", "Save as PNG, 1920×1080"),
    "no_picture": (
        "Không tải được hình; hãy tải lại trang, hoặc đọc bảng ở nút Số liệu.",
        "The figure could not be loaded; reload the page, or read the table under Data.",
    ),
    "filter_plans": ("Kế hoạch của", "Plans of"),
    "all_plans": ("Mọi kế hoạch", "All plans"),
    "plan_tick": ("Kế hoạch = 100 %", "Plan = 100%"),
    "cut": (
        "Thanh có vạch chéo được cắt ngắn; số in ở cuối là số đúng.",
        "A bar with slanted marks is cut short; the number at its end is the true one.",
    ),
    "attention": ("Cần quan tâm", "Needs attention"),
    "plan": ("Kế hoạch", "Plan"),
    "value": ("Thực hiện", "Actual"),
    "whole": ("Tổng số", "Out of"),
    "unit": ("Đơn vị tính", "Unit"),
    "completion": ("Tỷ lệ so với kế hoạch", "Share of plan"),
    "status": ("Đánh giá", "Status"),
    "standing": ("Tính chất số liệu", "Standing"),
    "note": ("Ghi chú", "Note"),
    "assigner": ("Cấp giao", "Assigned by"),
    "published": ("Theo nguồn", "By the source"),
    "recomputed": ("Tính lại", "Recomputed"),
    "verdict": ("Kết luận", "Verdict"),
    "measure": ("Số đo", "Measure"),
    "definition": ("Định nghĩa", "Definition"),
    "interval": ("Khoảng có thể", "Interval"),
    "decision": ("Quyết định", "Decision"),
    "file": ("Tệp, dòng", "File, line"),
    "title": ("Tài liệu", "Title"),
    "publisher": ("Nơi công bố", "Publisher"),
    "published_on": ("Ngày công bố hoặc thời điểm số liệu", "Published, or the day it speaks of"),
    "observations": ("Số quan sát", "Observations"),
    "change": ("Mức thay đổi", "Change"),
    "growth": ("Tốc độ tăng", "Growth"),
    "excess": ("Mức vượt kế hoạch", "Excess over plan"),
    "share": ("Tỷ lệ", "Share"),
    "sum": ("Tổng các phần", "Sum of the parts"),
    "agrees": ("Khớp", "Agrees"),
    "differs": ("Không khớp", "Does not agree"),
    "used": ("Dùng để tính ngược, không đối chiếu được", "Used to derive, cannot be checked"),
    "not_checkable": ("Nguồn không đủ số để tính", "Source gives too little to compute"),
    "not_recorded": ("Chưa có số liệu", "No figure"),
    "yes": ("Có", "Yes"),
    "no": ("Không", "No"),
    "more": ("Chi tiết", "Details"),
    "all_sectors": ("Mọi lĩnh vực", "Every sector"),
    "all_communes": ("Mọi xã, thị trấn", "Every commune"),
    "sector": ("Lĩnh vực", "Sector"),
    "since": ("So với kỳ", "Compared with"),
    "counted": ("Cách tính kỳ", "Counted"),
    "frequency": ("Theo", "By"),
    "frequency_A": ("Năm", "Year"),
    "frequency_S": ("Nửa năm", "Half-year"),
    "frequency_Q": ("Quý", "Quarter"),
    "frequency_M": ("Tháng", "Month"),
    "areas": ("Xã, thị trấn", "Communes"),
    "show_illustrative": ("Cả số minh họa", "With illustrative figures"),
    "clear_filters": ("Bỏ mọi bộ lọc", "Clear all filters"),
    "form_level": ("Mức", "Level"),
    "form_change": ("Mức tăng, giảm", "Change"),
    "form_growth": ("Tốc độ tăng, %", "Growth, %"),
    "form_band": ("Trong khoảng", "Band"),
    "form_maintain": ("Giữ vững", "Maintain"),
    "qualifier_above": ("trên", "above"),
    "qualifier_nearly": ("gần", "nearly"),
    "copy_link": ("Sao chép liên kết", "Copy link"),
    "link_copied": ("Đã sao chép", "Copied"),
    "take": ("Tải", "Download"),
    "area_code": ("Mã địa bàn", "Area code"),
    "indicator_code": ("Mã chỉ tiêu", "Indicator code"),
    "coverage_name": ("Mức đầy đủ", "Coverage"),
    "link": ("Liên kết", "Link"),
    "everything": ("Xem chi tiết chỉ tiêu", "All about this indicator"),
    "magnified": ("phóng to quanh mức kế hoạch", "magnified around the plan"),
    "illustrative_sentence": (
        "Số minh họa do chương trình tạo ra, không phải số liệu thật.",
        "Illustrative figures made by a program, not real data.",
    ),
    "before_illustrative": ("Kỳ so sánh là số minh họa", "The earlier period is illustrative"),
    "before_sentence": (
        "Số của kỳ so sánh là số minh họa do chương trình tạo ra; số của kỳ này là số thật.",
        "The earlier period's figures are illustrative, made by a program; this period's are real.",
    ),
    "pick_type": ("Gõ để tìm", "Type to search"),
    "pick_remove": ("Bỏ chọn {name}", "Remove {name}"),
    "pick_clear": ("Bỏ chọn hết", "Clear all"),
    "pick_chosen": ("Đã chọn", "Chosen"),
    "pick_more": ("Còn {count} mục nữa; hãy gõ để tìm.", "{count} more; type to find them."),
    "pick_none": ("Không tìm thấy mục nào.", "Nothing found."),
    "pick_most": (
        "Đã chọn đủ {count} mục; bỏ bớt một mục để chọn mục khác.",
        "All {count} are chosen; remove one to choose another.",
    ),
    # The marks of a figure, reached by keys
    "pick_on_figure": (
        "Chọn đơn vị trên hình, phím mũi tên để chuyển",
        "Choose on the figure, arrow keys to move",
    ),
    # Meeting mode
    "pin": ("Ghim bản số liệu này", "Pin this snapshot"),
    "unpin": ("Bỏ ghim", "Unpin"),
    "pinned": (
        "Đang ghim bản số liệu {number}, công bố {time}.",
        "Pinned to snapshot {number}, published {time}.",
    ),
    "pin_gone": (
        "Không có hoặc không đọc được bản số liệu {number} đã ghim; đang xem bản {current}.",
        "The pinned snapshot {number} is gone or cannot be read; this is {current}.",
    ),
    # Slides on a screen
    "slide": ("Trang {number}", "Slide {number}"),
    "previous": ("Trang trước", "Previous slide"),
    "next": ("Trang sau", "Next slide"),
    "enlarge": ("Xem lớn", "Enlarge"),
    "pause": ("Tạm dừng", "Pause"),
    "resume": ("Chạy tiếp", "Resume"),
    "paused": ("Đang tạm dừng", "Paused"),
    "full_screen": ("Toàn màn hình", "Full screen"),
    "back_to_pages": ("Về các trang", "Back to the pages"),
    "connection_lost": (
        "Mất kết nối máy chủ, đang hiện số liệu lúc {time}",
        "Connection lost, showing the figures of {time}",
    ),
    "slide_failed": (
        "Chưa vẽ được trang tiếp theo, đang thử lại.",
        "The next slide could not be drawn yet, trying again.",
    ),
    "deck": ("Bộ trang", "Deck"),
    "every": ("Số giây mỗi trang", "Seconds a slide"),
    "every_unknown": (
        "Số giây mỗi trang phải từ {least} đến {most}, không phải «{asked}»; đang dùng {used}.",
        "Seconds a slide can be {least} to {most}, not “{asked}”; this is {used}.",
    ),
    "no_slides": (
        "Chưa có gì để trình chiếu: không biết số liệu nào của các trang trong bộ này.",
        "Nothing to show: no figure of this deck's slides is known.",
    ),
    "progress": ("Tiến độ so với kế hoạch", "Progress against plan"),
    "changes": ("Thay đổi so với bản trước", "Changes since the snapshot before"),
    "own_deck": ("Tự chọn nội dung", "Contents of my own"),
    "content": ("Nội dung", "Content"),
    "contents": ("Nội dung, theo thứ tự trình chiếu", "Contents, in the order shown"),
    "nothing_chosen": (
        "Chưa chọn nội dung nào; hãy chọn ít nhất một ở trên.",
        "Nothing is chosen yet; choose at least one above.",
    ),
    "no_area_then": (
        "Địa bàn của bộ trang không có trong kỳ này; hãy chọn kỳ khác.",
        "The deck's area does not exist in this period; choose another one.",
    ),
    "move_slide": ("Đổi thứ tự", "Change the order"),
    "sooner": ("Lên trước", "Sooner"),
    "later": ("Ra sau", "Later"),
    "left_out": (
        "Chưa có số liệu nên để ra ngoài: {names}.",
        "Left out, as there are no figures: {names}.",
    ),
    "slides_listed": ("Các trang", "The slides"),
    "show_on_wall": ("Chiếu lên màn hình", "Show on the wall screen"),
    # Exporting slides
    "format": ("Định dạng", "Format"),
    "size": ("Cỡ ảnh", "Size"),
    "kind_pptx": ("PPTX, sửa được", "PPTX, editable"),
    "kind_pdf": ("PDF", "PDF"),
    "kind_png": ("Ảnh PNG", "PNG images"),
    "kind_svg": ("Ảnh SVG", "SVG images"),
    "export": ("Xuất", "Export"),
    "export_begun": ("Đang chuẩn bị xuất", "About to export"),
    "export_waiting": ("Đang đợi các lượt xuất khác xong", "Waiting for other exports to end"),
    "export_other": (
        "Tệp đã xuất {name} không phải của những gì đang chọn; hãy xuất lại.",
        "The exported file {name} is not of what is chosen now; export again.",
    ),
    "export_at": (
        "Đang xuất trang {number}/{count}: {name}",
        "Exporting slide {number}/{count}: {name}",
    ),
    "export_stopping": ("Đang dừng, đợi xong trang này", "Stopping after this slide"),
    "export_cancel": ("Hủy", "Cancel"),
    "export_broken": (
        "Xuất không xong vì lỗi của chương trình; hãy thử lại, nếu vẫn lỗi thì báo người quản trị.",
        "The export failed for a fault of the program; try again, else tell the administrator.",
    ),
    "no_decks": (
        "Thư mục số liệu chưa có bộ trang trình chiếu nào (decks/*.toml).",
        "The data folder holds no deck of slides yet (decks/*.toml).",
    ),
}


def word(key: str, language: Language) -> str:
    """The word for ``key``; KeyError when there is none, so that no key reaches a screen."""
    return _WORDS[key][0 if language == "vi" else 1]


def lower_first(text: str) -> str:
    """``text`` as it reads inside a sentence: its first letter small, abbreviations kept."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


_SYMBOLS: Final = ("m", "m²", "km", "km²", "ha")
"""Units that are written small wherever they stand."""


def upper_first(text: str) -> str:
    first = text.split(" ", 1)[0].rstrip(",")
    return text if first in _SYMBOLS else text[:1].upper() + text[1:]
