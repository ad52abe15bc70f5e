"""Publications in words: of the history, of one that is to be had back, of a change proposed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Protocol

from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.keeping import say
from indicators.wording.revisions import clock, moment

_SENTENCES: Final[dict[str, tuple[str, str]]] = {
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
    "own_folder": (
        "{path} là chính thư mục số liệu đang dùng; hãy chọn một thư mục mới để ghi ra.",
        "{path} is the data folder itself; choose a new folder to write into.",
    ),
    "not_empty": (
        "{path} đã có tệp; hãy chọn một thư mục mới hoặc trống.",
        "{path} holds files already; choose a new folder, or an empty one.",
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


def phrase(key: str, language: Language, values: Mapping[str, object] | None = None) -> str:
    """What is said in one language, with its names filled in."""
    text = _SENTENCES[key][0 if language == "vi" else 1]
    return text.format(**values) if values else text


def both(key: str, values: Mapping[str, object]) -> tuple[str, str]:
    """What is said, in Vietnamese and in English."""
    return phrase(key, "vi", values), phrase(key, "en", values)


class Counts(Protocol):
    """Rows that are new, changed or withdrawn; None: not known."""

    @property
    def new(self) -> int | None: ...
    @property
    def changed(self) -> int | None: ...
    @property
    def withdrawn(self) -> int | None: ...


class Publication(Protocol):
    """What a history says of one publication."""

    @property
    def snapshot_id(self) -> str: ...
    @property
    def published_at(self) -> datetime: ...
    @property
    def action(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def of_snapshot(self) -> str: ...
    @property
    def observations(self) -> Counts: ...
    @property
    def plans(self) -> Counts: ...
    @property
    def files(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def there(self) -> bool: ...
    @property
    def served(self) -> bool: ...


_HASH = 12
"""So many of the first letters of a file's SHA-256 tell it from others."""
_FILES = 6


def told(one: Publication, language: Language) -> tuple[str, str, str, str, str, str]:
    """Snapshot, when, what was done, who, how much changed, from which files."""
    number = one.snapshot_id.rpartition("-")[2]
    state = "served" if one.served else "" if one.there else "gone"
    files = [f"{name} ({content[:_HASH]})" if content else name for name, content in one.files]
    more = [f"… +{len(files) - _FILES}"] if len(files) > _FILES else []
    return (
        f"{number} ({say(state, language)})" if state else number,
        clock(one.published_at, language),
        _done(one, language),
        one.who or "–",
        _counted(one, language),
        "; ".join(files[:_FILES] + more) or "–",
    )


def _done(one: Publication, language: Language) -> str:
    return say(f"action_{one.action}", language, {"of": one.of_snapshot.rpartition("-")[2]})


def named(one: Publication, language: Language) -> str:
    """When, by whom and what it was, in one line: ``08:15, 23/11/2026 (UTC+7), Bình, Nhập tệp:
    2023.xlsx``."""
    # A publication of the folder names every data file that was another before.
    file = one.files[0][0] if one.action == "import" and one.files else ""
    more = f" +{len(one.files) - 1}" if file and len(one.files) > 1 else ""
    done = _done(one, language) + (f": {file}{more}" if file else "")
    return ", ".join(part for part in (clock(one.published_at, language), one.who, done) if part)


def would_restore(
    one: Publication,
    base: str,
    figures: Counts,
    plans: Counts,
    statuses: int | None,
    language: Language,
) -> str:
    """What publishing an earlier snapshot again does to what is served, in one sentence.

    ``statuses`` is how many become others; None, like counts that are None: it cannot be told.
    """
    parts = []
    for key, counts in (("figures", figures), ("plans", plans)):
        each = {"new": counts.new, "changed": counts.changed, "withdrawn": counts.withdrawn}
        if None in each.values():
            parts = [phrase("back_uncounted", language)]
            break
        if any(each.values()):
            written = {
                kind: numbers.number(count or 0, 0, language) for kind, count in each.items()
            }
            what = say(f"count_{key}", language)
            parts.append(phrase("back_counts", language, {"what": what, **written}))
    if statuses is not None:
        parts = parts or [phrase("back_same", language)]
        parts.append(phrase("back_statuses", language, {"count": statuses}))
    values = {
        "number": one.snapshot_id.rpartition("-")[2],
        "told": named(one, language),
        "base": base,
        "changes": "; ".join(parts or [phrase("back_same", language)]),
    }
    return phrase("back_would", language, values)


def known_since(text: str, language: Language) -> str:
    """The cell ``known_from`` of a data file, a day or a moment of UTC, as people read it."""
    return moment(datetime.fromisoformat(text), language) if text else ""


def _counted(one: Publication, language: Language) -> str:
    said = []
    for key, counts in (("figures", one.observations), ("plans", one.plans)):
        each = (counts.new, counts.changed, counts.withdrawn)
        if any(each):
            numbers_of = " / ".join(numbers.number(count or 0, 0, language) for count in each)
            said.append(f"{say(f'count_{key}', language)}: {numbers_of}")
    return "; ".join(said) or "–"
