"""What changed, since when it is known, and from which snapshot to which: words and sentences."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from indicators.frames import (
    Cause,
    Edition,
    Indicator,
    KeptObservation,
    ObservationVersion,
    PlanStanding,
    StatusChange,
)
from indicators.vocabulary import WITHDRAWN, Language
from indicators.wording import numbers
from indicators.wording.numbers import NBSP
from indicators.wording.words import lower_first, upper_first, word

_WORDS: Final[dict[str, tuple[str, str]]] = {
    Cause.NEW_ACTUAL: ("Có số thực hiện mới", "New actual"),
    Cause.REVISED: ("Số liệu được sửa", "Figure revised"),
    Cause.WITHDRAWN: ("Số liệu không còn", "Figure no longer there"),
    Cause.NEW_PLAN: ("Kế hoạch mới giao", "New plan"),
    Cause.AMENDED: ("Kế hoạch được điều chỉnh", "Plan amended"),
    Cause.PLAN_WITHDRAWN: ("Kế hoạch không còn", "Plan no longer there"),
    Cause.AREA: ("Địa bàn thay đổi", "Area changed"),
    Cause.RULE: ("Ngưỡng hoặc cách đánh giá thay đổi", "Threshold or rule changed"),
    Cause.TIME: ("Chỉ do thời gian trôi qua", "Only time passed"),
    Cause.OTHER: ("Lý do khác", "Another reason"),
    "changes_since": (
        f"Thay đổi so với bản{NBSP}{{number}}",
        f"Changes since snapshot{NBSP}{{number}}",
    ),
    "changes_subtitle": (
        "Tình trạng của từng kế hoạch trước và sau, và vì sao khác",
        "The status of each plan before and after, and why it is another one",
    ),
    "before": ("Trước", "Before"),
    "after": ("Sau", "After"),
    "value_before": ("Số trước", "Value before"),
    "value_after": ("Số sau", "Value after"),
    "cause": ("Lý do", "Cause"),
    "not_there": ("Chưa có kế hoạch", "No plan yet"),
    "same": ("Tình trạng không đổi", "Status unchanged"),
    "gone": ("Không còn kế hoạch", "Plan gone"),
    "versions": ("Các lần thay đổi", "Versions"),
    "versions_subtitle": (
        "Mọi số và kế hoạch từng được ghi, biết từ ngày nào và được thay khi nào",
        "Every figure and plan ever recorded, since when it is known and when it was replaced",
    ),
    "amount": ("Giá trị", "Amount"),
    "what": ("Là gì", "What"),
    "known_since": ("Biết từ ngày", "Known since"),
    "replaced": ("Được thay bằng", "Replaced by"),
    "counts": ("Đang dùng", "Counts"),
    "figure": ("Số thực hiện", "Actual"),
    "now": ("Hiện nay", "Now"),
    "plans_amended": ("Như đã điều chỉnh", "As amended"),
    "plans_first": ("Như giao lần đầu", "As first assigned"),
    "known_on": ("Biết đến ngày", "As known on"),
    "plan_version": ("Kế hoạch", "Plans"),
    "looking_back": ("Đang dựng lại số liệu của khi đó", "Building the figures of that time"),
    "snapshot_number": (f"bản{NBSP}{{number}}", f"snapshot{NBSP}{{number}}"),
    "back_to_now": ("Xem số liệu hiện nay", "Show what is known now"),
    "since_snapshot": ("So với bản", "Compared with snapshot"),
    "nothing_before": (
        "Chưa có bản số liệu nào trước bản này để so sánh.",
        "There is no snapshot before this one to compare with.",
    ),
}


def said(key: str, language: Language) -> str:
    """The word for ``key``; KeyError when there is none."""
    return _WORDS[key][0 if language == "vi" else 1]


def as_known(known_on: date | None, plans: str, language: Language) -> str:
    """What was chosen, as a sentence: ``Số liệu như biết đến hết 01/03/2023.``; blank for nothing.

    ``plans`` is ``first`` or ``amended``.
    """
    parts = []
    if known_on is not None:
        day = numbers.day(known_on, language)
        parts.append(
            f"số liệu như biết đến hết {day}"
            if language == "vi"
            else f"figures as known at the end of {day}"
        )
    if plans == "first":
        parts.append(
            "đánh giá theo kế hoạch giao lần đầu"
            if language == "vi"
            else "judged by the plans as first assigned"
        )
    return f"{upper_first('; '.join(parts))}." if parts else ""


def clock(known: datetime, language: Language) -> str:
    """A moment of UTC by the clock of this machine: ``08:15, 23/11/2026 (UTC+7)``."""
    here = known.replace(tzinfo=UTC).astimezone()
    return f"{here:%H:%M}, {numbers.day(here.date(), language)} ({_zone(here)})"


def _zone(here: datetime) -> str:
    """How far a clock is from UTC: ``UTC+7``, ``UTC−3:30``; ``UTC`` where it is not."""
    minutes = round((here.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else numbers.MINUS
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def moment(known: datetime, language: Language) -> str:
    """A moment of UTC as a day; where it has a time, by the clock of this machine."""
    if known.time() == datetime.min.time():
        return numbers.day(known.date(), language)
    return clock(known, language)


def times_changed(figures: int, plans: int, language: Language) -> str:
    """``Số liệu đã thay đổi 1 lần, kế hoạch 2 lần``."""
    if language == "vi":
        parts = [f"số liệu đã thay đổi {figures} lần"] if figures else []
        parts += [f"kế hoạch{'' if figures else ' đã thay đổi'} {plans} lần"] if plans else []
    else:
        times = {1: "once", 2: "twice"}
        parts = [f"the figures changed {times.get(figures, f'{figures} times')}"] if figures else []
        said_ = f"the plans {'' if figures else 'changed '}{times.get(plans, f'{plans} times')}"
        parts += [said_] if plans else []
    return upper_first(", ".join(parts))


def snapshot_named(
    edition: Edition, known_on: date | None, plans: str, language: Language, *, dated: bool
) -> str:
    """``bản 41 (12/07/2024)``: its number and, ``dated``, the day that it was made; of a vintage
    what was chosen of it."""
    number = int(edition.snapshot_id.rpartition("-")[2])
    named = said("snapshot_number", language).format(number=number)
    if choice := as_known(known_on, plans, language):
        return f"{named} ({lower_first(choice.removesuffix('.'))})"
    made = edition.created_at.replace(tzinfo=UTC).astimezone().date()
    return f"{named} ({numbers.day(made, language)})" if dated else named


def both_named(before: str, after: str, days: tuple[date, date], language: Language) -> str:
    """The line below a comparison: which two states, and up to which day the figures of each."""
    was, now = (numbers.day(one, language) for one in days)
    if language == "vi":
        return f"So sánh {before}, số công bố đến {was}, với {after}, số công bố đến {now}."
    return f"{upper_first(before)}, published up to {was}, and {after}, published up to {now}."


def not_comparable(number: str, language: Language) -> str:
    shown = number.lstrip("0") or number
    return (
        f"Không so sánh được với bản {shown}: bản này không còn, bị hỏng hoặc do một phiên bản "
        "khác của chương trình tạo ra."
        if language == "vi"
        else f"Snapshot {shown} cannot be compared with: it is gone, damaged or made by another "
        "version of the program."
    )


def more_changes(count: int, language: Language) -> str:
    return (
        f"Còn {count} thay đổi khác trong bảng số liệu."
        if language == "vi"
        else f"{count} more in the data table."
    )


def nothing_changed(before: str, after: str, language: Language) -> str:
    return (
        f"Không có tình trạng nào đổi, cũng không có bản sửa nào của số liệu hay kế hoạch, từ "
        f"{before} đến {after}."
        if language == "vi"
        else f"No status changed, and no figure or plan has a further version, from {before} to "
        f"{after}."
    )


def headline(
    changed: int,
    new: int,
    gone: int,
    before: str,
    after: str,
    told: Sequence[str],
    language: Language,
    others: tuple[int, int] | tuple[()] = (),
) -> str:
    """``3 chỉ tiêu đổi tình trạng từ bản 41 (…) đến bản 42 (…): thu ngân sách không đạt (…)``.

    ``changed`` counts indicators, ``new`` and ``gone`` plans; ``told`` are the weightiest changes.
    Where there are none, ``others`` counts revised figures and amended plans.
    """
    parts = []
    if others:
        parts = _others(*others, language)
        unchanged = lower_first(said("same", language))
        told = [unchanged] if language == "vi" else ["no status changed"]
    if language == "vi":
        span = f"từ {before} đến {after}"
        if changed:
            parts.append(f"{changed} chỉ tiêu đổi tình trạng")
        if new:
            parts.append(f"{new} kế hoạch mới")
        if gone:
            parts.append(f"{gone} kế hoạch không còn")
    else:
        span = f"from {before} to {after}"
        if changed:
            parts.append(f"{changed} indicator{'s'[: changed > 1]} changed status")
        if new:
            parts.append(f"{new} new plan{'s'[: new > 1]}")
        if gone:
            parts.append(f"{gone} plan{'s'[: gone > 1]} gone")
    text = f"{numbers.listed(parts, language)} {span}"
    return f"{text}: {'; '.join(told)}" if told else text


def _others(figures: int, plans: int, language: Language) -> list[str]:
    parts = []
    if figures:
        plural = "s"[: figures > 1]
        parts.append(
            f"{figures} số liệu được sửa"
            if language == "vi"
            else f"{figures} figure{plural} revised"
        )
    if plans:
        plural = "s"[: plans > 1]
        parts.append(
            f"{plans} kế hoạch được điều chỉnh"
            if language == "vi"
            else f"{plans} plan{plural} amended"
        )
    return parts


def also_revised(figures: int, plans: int, language: Language) -> str:
    """Beside other statuses: ``Ngoài ra 2 số liệu được sửa, tình trạng không đổi.``"""
    listed = numbers.listed(_others(figures, plans, language), language)
    if language == "vi":
        return f"Ngoài ra {listed}, tình trạng không đổi."
    return f"Besides, {listed} without a change of status."


def from_to(name: str, was: str, now: str, language: Language) -> str:
    """``dân số từ 65 nghìn thành 66 nghìn``."""
    return f"{name} từ {was} thành {now}" if language == "vi" else f"{name} from {was} to {now}"


def recorded(
    row: KeptObservation | ObservationVersion, indicator: Indicator, language: Language
) -> str:
    """What a version of a figure says; that it was taken back, or says nothing, in words."""
    if row.status == WITHDRAWN:
        return lower_first(word(WITHDRAWN, language))
    if row.value is None:
        absent = "not_applicable" if row.status == "not_applicable" else "not_recorded"
        return lower_first(word(absent, language))
    if row.whole is not None:
        text = numbers.out_of(row.value, row.whole, language, indicator.decimals)
    else:
        text = numbers.amount(row.value, indicator, language, row.resolution)
    return numbers.hedged(text, row.qualifier, language)


def told(name: str, change: StatusChange, language: Language) -> str:
    """``thu ngân sách từ đúng tiến độ sang chậm tiến độ``."""
    words = [
        lower_first(word(side.status, language))
        for side in (change.before, change.after)
        if side is not None
    ]
    if change.before is None:
        return f"{name}: {lower_first(said(Cause.NEW_PLAN, language))}, {words[0]}"
    if change.after is None:
        return f"{name}: {lower_first(said('gone', language))}"
    joined = (
        f"từ {words[0]} sang {words[1]}" if language == "vi" else f"from {words[0]} to {words[1]}"
    )
    return f"{name} {joined}"


def causes(change: StatusChange, language: Language) -> str:
    """Why, in few words: ``Có số thực hiện mới; kế hoạch được điều chỉnh``."""
    first, *others = (said(cause, language) for cause in change.causes)
    return "; ".join([first, *(lower_first(one) for one in others)])


def value_of(row: PlanStanding | None, indicator: Indicator, language: Language) -> str:
    """The figure that a plan was judged by; blank where there is none."""
    if row is None or row.value is None:
        return ""
    if row.whole is not None and row.form == "level":
        text = numbers.out_of(row.value, row.whole, language, indicator.decimals)
    else:
        text = numbers.amount(row.value, indicator, language)
    return numbers.hedged(text, row.qualifier, language)


def plan_of(row: PlanStanding | None, indicator: Indicator, language: Language) -> str:
    """The plan in its own form, marked where it was derived; blank where there is none."""
    if row is None:
        return ""
    text = planned(row.form, row.plan, row.band_high, indicator, language)
    return f"≈ {text}" if text and row.plan_derivation else text


def plan_then(change: StatusChange, indicator: Indicator, language: Language) -> str:
    """The plan; where it was another one, what it was: ``90 tỷ đồng, trước là 100 tỷ đồng``."""
    old, new = (plan_of(side, indicator, language) for side in (change.before, change.after))
    return changed_plan(old, new, language)


def changed_plan(old: str, new: str, language: Language) -> str:
    """``90 tỷ đồng, trước là 100 tỷ đồng``; one of them where the other is the same, or blank."""
    if old and new and old != new:
        return f"{new}, trước là {old}" if language == "vi" else f"{new}, was {old}"
    return new or old


def planned(
    form: str, value: float | None, high: float | None, indicator: Indicator, language: Language
) -> str:
    """A plan in its own form: ``90 tỷ đồng``, ``giảm 4 hộ``, ``5–7 tỷ``; blank without one."""
    if value is None:
        return ""
    if form in ("change", "growth"):
        ways = ("tăng", "giảm") if language == "vi" else ("up", "down")
        size = (
            numbers.percent(abs(value), language)
            if form == "growth"
            else numbers.change(value, indicator, language)
        )
        return f"{ways[value < 0]} {size}"
    text = numbers.amount(value, indicator, language)
    if form == "band" and high is not None:
        ends = numbers.bare(value, indicator, language), numbers.amount(high, indicator, language)
        return "–".join(ends)
    return text


def difference(change: StatusChange, indicator: Indicator, language: Language) -> str:
    """What is another number: ``kế hoạch từ 100 tỷ thành 90 tỷ``; blank where none is."""
    old, new = change.before, change.after
    pairs = (
        (word("value", language), *(value_of(side, indicator, language) for side in (old, new))),
        (word("plan", language), *(plan_of(side, indicator, language) for side in (old, new))),
    )
    out_of, into = ("từ", "thành") if language == "vi" else ("from", "to")
    parts = []
    for name, was, now in pairs:
        if was and now and was != now:
            parts.append(f"{lower_first(name)} {out_of} {was} {into} {now}")
        elif now and not was:
            parts.append(f"{lower_first(name)} {now}")
    return "; ".join(parts)
