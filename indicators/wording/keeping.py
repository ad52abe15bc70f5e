"""What is said while figures are kept: imported, published, rolled back, written out."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from indicators.vocabulary import Language
from indicators.wording import numbers

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "step_examine": ("Đọc tệp, xem từng ô", "Reading the files, cell by cell"),
    "step_read": ("Đọc thư mục số liệu", "Reading the data folder"),
    "step_build": ("Dựng bản số liệu", "Building the snapshot"),
    "step_check": ("Kiểm tra các quy tắc", "Checking the rules"),
    "step_compare": ("So với bản đang dùng", "Comparing with what is served"),
    "step_wait": ("Chờ lần công bố khác", "Waiting for another publication"),
    "step_publish": ("Công bố", "Publishing"),
    "no_such_file": (
        "Không có tệp {name}; hãy xem lại đường dẫn.",
        "There is no file {name}; check the path.",
    ),
    "no_answer": (
        "«{pair}» không phải là câu trả lời; viết như 'Số liệu!H7=18500'.",
        "“{pair}” is no answer; write it like 'Số liệu!H7=18500'.",
    ),
    "nothing_imported": (
        "Chưa nhập gì; hãy sửa các lỗi và trả lời các câu hỏi trên rồi làm lại.",
        "Nothing was imported; mend what is named above, answer the questions, and try again.",
    ),
    "published_meanwhile": (
        "Trong lúc đó đã có bản số liệu khác được công bố; hãy kiểm tra lại tệp.",
        "Another snapshot was published meanwhile; check the files again.",
    ),
    "not_confirmed": ("Đã thôi, chưa nhập gì.", "Left as it is, nothing was imported."),
    "say_yes": (
        "Không có ai để hỏi lại; thêm --yes để công bố ngay.",
        "There is nobody to ask; add --yes to publish at once.",
    ),
    "confirm": ("Công bố các thay đổi này?", "Publish these changes?"),
    "published": ("Đã công bố {name}.", "Published {name}."),
    "unchanged": ("Số liệu không đổi, vẫn dùng {name}.", "Nothing changed, {name} stays."),
    "nothing_to_change": (
        "Các tệp khớp với bản đang dùng; không có gì để thay đổi.",
        "The files say what is served already; there is nothing to change.",
    ),
    "title": ("Số liệu: nhập, công bố, lấy lại", "Figures: import, publish, restore"),
    "how": (
        (
            "Lấy mẫu, điền trong Excel, nộp tệp: mọi lỗi được nêu theo trang và ô; chưa bấm nút "
            "thì chưa có gì được công bố."
        ),
        (
            "Take a template, fill it in with Excel, hand it in: every mistake is named by sheet "
            "and cell, and nothing is published before you press the button."
        ),
    ),
    "template_title": ("1. Lấy mẫu", "1. Take a template"),
    "template_period": ("Kỳ cần nhập", "Period to fill in"),
    "template_areas": ("Địa bàn", "Areas"),
    "template_make": ("Làm mẫu Excel", "Make the Excel template"),
    "making": ("Đang làm mẫu…", "Making the template…"),
    "template_take": ("Tải {name}", "Download {name}"),
    "template_broken": (
        (
            "Không làm được mẫu; hãy thử lại, nếu vẫn lỗi thì báo người quản trị (chi tiết nằm "
            "trong nhật ký máy chủ)."
        ),
        (
            "The template could not be made; try again, and if it fails again tell the "
            "administrator (the details are in the server's log)."
        ),
    ),
    "template_district": ("Cả huyện", "The district"),
    "template_communes": ("Các xã, thị trấn", "The communes"),
    "not_a_period": (
        "«{period}» không phải là kỳ; viết như 2023, 2023-S1, 2023-Q3 hay 2023-07.",
        "“{period}” is no period; write 2023, 2023-S1, 2023-Q3 or 2023-07.",
    ),
    "give_title": ("2. Nộp tệp", "2. Hand in files"),
    "give": (
        "Tệp Excel (.xlsx) hoặc CSV, mỗi tệp không quá 20 MB",
        "Excel (.xlsx) or CSV files, each at most 20 MB",
    ),
    "turn": ("Chờ đến lượt…", "Waiting for its turn…"),
    "too_many": (
        "Mỗi lần nộp không quá {most} tệp; hãy bỏ bớt rồi nộp tiếp sau.",
        "At most {most} files can be handed in at once; take some away and hand them in later.",
    ),
    "looking": ("Đang xem tệp…", "Looking at the files…"),
    "cancel": ("Thôi", "Cancel"),
    "cancelled": (
        "Đã thôi xem tệp; bỏ tệp ra rồi nộp lại để xem.",
        "Looking at the files was cancelled; take them away and hand them in again to look.",
    ),
    "broken": (
        (
            "Không xem được tệp; hãy thử lại, nếu vẫn lỗi thì báo người quản trị (chi tiết nằm "
            "trong nhật ký máy chủ)."
        ),
        (
            "The files could not be looked at; try again, and if it fails again tell the "
            "administrator (the details are in the server's log)."
        ),
    ),
    "findings_title": ("3. Sửa lỗi, trả lời câu hỏi", "3. Mend mistakes, answer questions"),
    "no_findings": ("Không có lỗi nào.", "Nothing is wrong."),
    "counted": (
        "{errors} lỗi, {questions} câu hỏi, {warnings} lưu ý.",
        "Mistakes: {errors}; questions: {questions}; notes: {warnings}.",
    ),
    "more": (
        "… và {count} mục nữa; sửa các mục trên rồi nộp lại để thấy tiếp.",
        "… and {count} more; mend these and hand in again to see the rest.",
    ),
    "more_changes": ("… và {count} thay đổi nữa.", "… and {count} more changes."),
    "error": ("Lỗi", "Mistake"),
    "question": ("Câu hỏi", "Question"),
    "warning": ("Lưu ý", "Note"),
    "column_kind": ("Loại", "Kind"),
    "column_file": ("Tệp", "File"),
    "column_sheet": ("Trang", "Sheet"),
    "column_cell": ("Ô", "Cell"),
    "column_column": ("Cột", "Column"),
    "column_typed": ("Đang ghi", "As typed"),
    "column_said": ("Sai ở đâu, làm gì", "What is wrong, what to do"),
    "answer": ("Trả lời và xem lại", "Answer and look again"),
    "choice_keep": ("vẫn nhập như vậy", "keep it so"),
    "choice_keep_or_drop": ("nhập theo tệp", "take what the file says"),
    "choice_drop": ("không nhập dòng này", "leave this row out"),
    "choice_keep_or_withdraw": ("giữ số đang dùng", "keep what is served"),
    "choice_withdraw": ("rút lại số đang dùng", "withdraw what is served"),
    "changes_title": ("4. Xem thay đổi rồi công bố", "4. See what changes, then publish"),
    "table_observations": ("Thực hiện", "Actual"),
    "table_plans": ("Kế hoạch", "Plan"),
    "table_published_figures": ("Số đã in", "Printed"),
    "table_sources": ("Nguồn", "Source"),
    "new": ("Mới", "New"),
    "changed": ("Sửa", "Revised"),
    "withdrawn": ("Rút lại", "Withdrawn"),
    "column_change": ("Thay đổi", "Change"),
    "column_row": ("Chỉ tiêu, địa bàn, kỳ", "Indicator, area, period"),
    "column_before": ("Đang dùng", "Served now"),
    "column_after": ("Sẽ là", "Would be"),
    "column_place": ("Từ ô", "From cell"),
    "statuses_title": ("Tình trạng sẽ đổi", "Statuses that would change"),
    "who": ("Người công bố", "Published by"),
    "who_missing": ("Hãy ghi tên người công bố.", "Say who publishes."),
    "publish": ("Công bố {count} thay đổi", "Publish {count} changes"),
    "done": (
        (
            "Đã công bố {name}. Mọi trang đang mở sẽ thấy trong ít giây; tình trạng nào đã đổi và "
            "vì sao, xem ở trang Nguồn."
        ),
        (
            "Published {name}. Every open page shows it within seconds; the page Sources says "
            "which statuses changed, and why."
        ),
    ),
    "history_title": ("Lịch sử công bố", "History of publications"),
    "column_snapshot": ("Bản", "Snapshot"),
    "column_when": ("Lúc", "When"),
    "column_action": ("Việc", "Action"),
    "column_who": ("Ai", "Who"),
    "column_files": ("Từ tệp", "From files"),
    "column_counts": ("Thay đổi", "Changes"),
    "action_publish": ("Công bố thư mục", "Published the folder"),
    "action_import": ("Nhập tệp", "Imported files"),
    "action_rollback": ("Lấy lại bản {of}", "Restored snapshot {of}"),
    "no_history": ("Chưa có lần công bố nào.", "Nothing was published yet."),
    "exported": (
        "Đã ghi toàn bộ {name} vào {target}.",
        "Wrote the whole of {name} into {target}.",
    ),
    "count_figures": ("số liệu", "figures"),
    "count_plans": ("kế hoạch", "plans"),
    "counts_new": ("{count} mới", "{count} new"),
    "counts_changed": ("{count} sửa", "{count} revised"),
    "counts_withdrawn": ("{count} rút lại", "{count} withdrawn"),
    "served": ("đang dùng", "served"),
    "gone": ("đã dọn", "removed"),
    "back": ("Lấy lại một bản trước", "Restore an earlier snapshot"),
    "back_choose": ("Bản cần lấy lại", "Snapshot to restore"),
    "back_do": ("Lấy lại bản {number}", "Restore snapshot {number}"),
    "back_sure": (
        "Bản {number} được công bố lại thành bản mới; không bản nào bị xóa.",
        "Snapshot {number} is published again as a new one; none is deleted.",
    ),
    "place_file": ("tệp {name}", "file {name}"),
    "place_sheet": ("trang {name}", "sheet {name}"),
    "place_cell": ("ô {name}", "cell {name}"),
    "place_column": ("cột {name}", "column {name}"),
    "key": ("Mã của người giữ số liệu", "Key of those who keep the figures"),
    "key_wrong": ("Mã không đúng.", "The key is wrong."),
    "key_needed": (
        (
            "Ai cũng xem và kiểm tra tệp được; muốn công bố cần mã. Người quản trị đặt mã trong "
            "biến CHI_TIEU_KEY; không cần mã khi máy chủ chỉ phục vụ chính máy này."
        ),
        (
            "Anyone may look, and check files; publishing takes a key. The administrator sets it "
            "in CHI_TIEU_KEY; a server that serves its own machine only needs none."
        ),
    ),
    "not_ready": (
        "Chưa nhập được: còn lỗi phải sửa hoặc câu hỏi phải trả lời.",
        "It cannot be imported yet: mistakes are to be mended, or questions answered.",
    ),
    "sources_too": ("Thêm {count} nguồn mới.", "And {count} new sources."),
    "would_change": (
        (
            "Sẽ thay đổi so với {base}: {new} số mới, {changed} số sửa, {withdrawn} số rút lại; "
            "{statuses} tình trạng đổi."
        ),
        (
            "It would change {base}: {new} new, {changed} revised, {withdrawn} withdrawn; "
            "{statuses} statuses change."
        ),
    ),
    "column_known_from": ("Được biết từ", "Known from"),
    "known_from_rule": (
        (
            "Bản sửa được tính từ lúc ghi ở «Được biết từ»; trang Chỉ tiêu, khi xem như biết đến "
            "trước lúc ấy, vẫn thấy số cũ."
        ),
        (
            "A revision counts from what stands under “Known from”; the page Indicator still shows "
            "the earlier figure as known before that."
        ),
    ),
    "rows": ("{count} dòng; cuộn trong khung để xem hết.", "{count} rows; scroll to see them all."),
    "more_rows": ("… và {count} dòng nữa.", "… and {count} more rows."),
    "back_look": ("Xem sẽ đổi gì", "See what would change"),
    "back_would": (
        "Lấy lại bản {number} ({told}) thay cho {base}: {changes}.",
        "Restoring snapshot {number} ({told}) in place of {base}: {changes}.",
    ),
    "back_counts": (
        "{what}: {new} số có lại, {changed} số đổi, {withdrawn} số mất đi",
        "{what}: {new} come back, {changed} change, {withdrawn} go",
    ),
    "back_new": ("Có lại", "Comes back"),
    "back_changed": ("Đổi", "Changes"),
    "back_withdrawn": ("Mất đi", "Goes"),
    "back_rows": ("Số liệu, kế hoạch sẽ đổi", "Figures and plans that would change"),
    "back_statuses": ("{count} tình trạng đổi", "{count} statuses change"),
    "back_uncounted": (
        "không tính trước được thay đổi, vì bản ấy do một phiên bản khác của chương trình tạo ra",
        "what changes cannot be told, as another version of the program made that snapshot",
    ),
    "back_same": ("không số liệu, kế hoạch nào đổi", "no figure and no plan changes"),
    "back_confirm": ("Công bố lại bản này?", "Publish this snapshot again?"),
    "back_broken": (
        "Không lấy lại được; hãy thử lại, nếu vẫn lỗi thì báo người quản trị.",
        "That did not work; try again, and if it fails again tell the administrator.",
    ),
    "back_left": ("Đã thôi, chưa lấy lại gì.", "Left as it is, nothing was restored."),
    "no_folder": (
        "Không có thư mục số liệu {path}; hãy xem lại đường dẫn sau --data.",
        "There is no data folder {path}; check the path after --data.",
    ),
    "upload_choose": ("Chọn tệp", "Choose files"),
    "upload_drop": ("Thả tệp vào đây", "Drop the files here"),
    "upload_limit": (
        "hoặc kéo tệp vào đây; mỗi tệp đến {most} MB",
        "or drop files here; up to {most} MB each",
    ),
    "upload_add": ("Thêm tệp", "Add files"),
    "upload_remove": ("Bỏ tệp {name}", "Remove {name}"),
    "upload_stop": ("Thôi gửi {name}", "Cancel upload of {name}"),
    "upload_error": ("Lỗi", "Mistake"),
    "upload_too_large": ("Tệp lớn hơn {most} MB.", "The file is larger than {most} MB."),
    "upload_not_sent": (
        "Không gửi được tệp; hãy bỏ ra rồi nộp lại.",
        "The file could not be sent; take it away and hand it in again.",
    ),
    "older_shown": (
        "Số liệu đang xem là bản công bố lúc {time}, không phải bản mới nhất.",
        "These figures were published at {time}; they are not the newest.",
    ),
    "older_mend": (
        (
            "Người quản trị: bản mới nhất ({name}) bị hỏng nên đang dùng {served}; hãy công bố lại "
            "bằng lệnh python -m indicators publish."
        ),
        (
            "Administrator: the newest snapshot ({name}) is damaged, {served} is served in its "
            "place; publish again with python -m indicators publish."
        ),
    ),
}


def sentence(key: str, values: Mapping[str, object] | None = None) -> tuple[str, str]:
    """What is said, in Vietnamese and in English; without ``values`` names stay in braces."""
    return say(key, "vi", values), say(key, "en", values)


def say(key: str, language: Language, values: Mapping[str, object] | None = None) -> str:
    """What is said in one language, with its names filled in."""
    text = _SENTENCES[key][0 if language == "vi" else 1]
    return text.format(**values) if values else text


def place_said(file: str, sheet: str, cell: str, language: Language) -> str:
    """Where something stands, in words: ``trang Số liệu, ô C7``; a cell without a number is a
    column. What is blank is not said."""
    parts = {"file": file, "sheet": sheet, "column" if cell.isalpha() else "cell": cell}
    said = (say(f"place_{key}", language, {"name": name}) for key, name in parts.items() if name)
    return ", ".join(said)


def without_codes(text: str, choices: Sequence[str]) -> str:
    """A question for those who choose an answer by its words: none needs the codes behind them."""
    for choice in choices:
        text = text.replace(f" ({choice})", "")
    return text


def choice_said(
    choice: str, language: Language, choices: Sequence[str] = (), asked: str = ""
) -> str:
    """One answer to a question: a number as the language writes it, a word, or what it is.

    What is kept is told by the other ``choices``: what the file says, or what is served. A code has
    the name that stands behind it in what is ``asked``: ``00655 «Tam Hiệp»``.
    """
    for key in (*(f"choice_{choice}_or_{other}" for other in choices), f"choice_{choice}"):
        if key in _SENTENCES:
            return say(key, language)
    named = re.search(rf"(?<!\w){re.escape(choice)} [«“]([^»”]+)[»”]", asked)
    if named:
        return f"{named[1]} ({choice})"
    return number_said(choice, language) or choice


def number_said(text: str, language: Language) -> str:
    """A number of the data folder as the language writes it, digit by digit; "" for what is none,
    and for one of more digits than a number here can have."""
    if not _NUMBER.fullmatch(text) or sum(map(str.isdecimal, text)) > _DIGITS:
        return ""
    return numbers.number(float(text), len(text.partition(".")[2]), language)


_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?")
_DIGITS: Final = 15
