"""Sentences that put communes beside each other, in both languages. No figure is computed here."""

from collections.abc import Sequence
from typing import Final

from indicators.frames import Indicator
from indicators.vocabulary import Language, Period
from indicators.wording import numbers
from indicators.wording.words import lower_first, word

_SAID: Final[dict[str, tuple[str, str]]] = {
    "last": ("thấp nhất", "lowest"),
    "last_of_lower": ("cao nhất", "highest"),
    "first": ("cao nhất", "highest"),
    "whole_district": ("Toàn huyện", "District"),
    "whole_reported": ("Các xã đã báo cáo", "Communes that reported"),
    "median": ("Trung vị các xã", "Median of communes"),
    "silent": ("chưa có số liệu", "no figure"),
    "better": ("tốt lên", "better"),
    "worse": ("kém đi", "worse"),
    "ahead": ("giúp đạt kế hoạch", "helps to meet the plan"),
    "short": ("kéo lùi", "holds back"),
    "no_change": ("không đổi", "no change"),
    "place": ("Hạng", "Place"),
    "alone": ("riêng kỳ", "the period alone"),
    "to_date": ("lũy kế từ đầu năm", "since January"),
    "map": ("Bản đồ xã, thị trấn", "Map of communes"),
    "rank": ("Xếp hạng xã, thị trấn", "Communes in order"),
    "trend": ("Diễn biến theo thời gian", "Over time"),
    "gap": ("Khoảng cách so với kế hoạch", "Distance from the plan"),
    "pace": ("Nhịp độ cần có để đạt kế hoạch", "Pace needed to meet the plan"),
    "listing": ("Bảng số liệu theo xã, thị trấn", "Table by commune"),
    "profile": ("Mọi chỉ tiêu của một đơn vị", "Every indicator of one commune"),
    "pace_so_far": ("Nhịp độ đến nay", "Pace so far"),
    "pace_needed": ("Nhịp độ cần có", "Pace needed"),
    "a_month": ("tháng", "month"),
    "plan_met": ("đã đạt kế hoạch", "plan met"),
    "plan_start": ("Kế hoạch", "Plan"),
    "plan_path": ("Kế hoạch đến hết kỳ này", "Plan to the end of this period"),
    "achieved": ("Thực hiện", "Achieved"),
    "rate": ("Mức so sánh", "Level compared"),
    "before": ("Tỷ lệ hoặc giá trị kỳ so sánh", "Level in the period compared with"),
    "before_standing": ("Tính chất số kỳ so sánh", "Standing of the level compared with"),
    "qualifier": ("Trên hoặc gần", "Above or nearly"),
    "plan_form": ("Dạng kế hoạch", "Form of the plan"),
    "plan_high": ("Kế hoạch, cận trên", "Plan, upper end"),
    "plan_period": ("Kỳ kế hoạch", "Plan's period"),
    "plan_standing": ("Tính chất kế hoạch", "Standing of the plan"),
    "fewer_is_ahead": (
        "Chỉ tiêu này thấp hơn là tốt hơn: số dương là tốt hơn kế hoạch, số âm là kém hơn.",
        "Lower is better here: above zero is better than planned, below zero is worse.",
    ),
    "difference": ("Chênh lệch", "Difference"),
    "some_made_up": ("Một phần là số minh họa", "Some of them illustrative"),
    "some_made_up_sentence": (
        "Một phần là số minh họa do chương trình tạo ra, không phải số liệu thật.",
        "Some of them are illustrative figures made by a program, not real data.",
    ),
    "no_districts_sum": (
        "Chỉ tiêu này không cộng được giữa các xã, nên không có phần đóng góp của từng xã.",
        "This indicator does not add up over communes, so no commune has a part in a total.",
    ),
    "mean_not_summed": (
        "Chỉ tiêu này là số bình quân: không cộng được, chỉ gộp được theo trọng số.",
        "This indicator is a mean: it cannot be added up, only combined by its weight.",
    ),
    "no_plan": (
        "Chưa có kế hoạch giao cho từng xã ở kỳ này, nên không có khoảng cách để tính.",
        "No plan was assigned to communes for this period, so there is no distance to tell.",
    ),
    "alone_no_plan": (
        "Kế hoạch được đánh giá theo số lũy kế từ đầu năm; hãy chọn cách tính đó để xem.",
        "Plans are judged by what has piled up since January; choose that way of counting.",
    ),
    "no_pace": (
        "Chỉ tiêu này không tích lũy dần, hoặc chưa biết mức ban đầu: không tính được nhịp độ.",
        "This indicator does not build up, or its start is not known: no pace can be told.",
    ),
    "plan_over": (
        "Kỳ kế hoạch đã kết thúc: không còn tháng nào để tính nhịp độ cần có.",
        "The plan's period is over: no month is left to tell a pace for.",
    ),
    "none_chosen": (
        "Chưa chọn đơn vị nào: đang xem ba đơn vị đứng cuối.",
        "No commune is chosen: these are the three that stand last.",
    ),
}


def said(key: str, language: Language) -> str:
    """A fixed phrase of the commune pages; KeyError when there is none."""
    return _SAID[key][0 if language == "vi" else 1]


def rate(value: float, indicator: Indicator, language: Language, *, shared: bool) -> str:
    """What communes are compared by: ``87,7 %`` of a whole, else number and unit."""
    if shared:
        return numbers.share(value, language)
    return numbers.amount(value, indicator, language)


def bare_rate(value: float, indicator: Indicator, language: Language, *, shared: bool) -> str:
    """As ``rate``, without a unit."""
    if shared:
        return numbers.share(value, language)
    return numbers.bare(value, indicator, language)


def figure(
    value: float,
    whole: float | None,
    value_rate: float | None,
    indicator: Indicator,
    language: Language,
) -> str:
    """All of it: ``4/5 trường (80 %)``; ``67,7 triệu đồng/người/năm``."""
    if whole is None or indicator.kind == "rank":
        return numbers.amount(value, indicator, language)
    parts = numbers.out_of(value, whole, language, indicator.decimals)
    text = f"{parts}{numbers.NBSP}{numbers.unit(whole, indicator, language)}".strip()
    return text if value_rate is None else f"{text} ({numbers.share(value_rate, language)})"


def change(value: float, indicator: Indicator, language: Language, *, shared: bool) -> str:
    """A difference of two rates with its sign: ``+4,2 điểm %``, ``−1,5``."""
    decimals = 1 if shared or indicator.kind == "percent" else indicator.decimals
    size = numbers.number(abs(value), decimals, language)
    if float(numbers.round_half_up(value, decimals)) == 0:
        return said("no_change", language)
    sign = "+" if value > 0 else numbers.MINUS
    points = {"vi": f"{numbers.NBSP}điểm{numbers.NBSP}%", "en": f"{numbers.NBSP}pp"}[language]
    return f"{sign}{size}{points if shared or indicator.kind == 'percent' else ''}"


def place(number: int, tied: int, language: Language) -> str:
    """``3``; ``3=`` where others share it."""
    return numbers.number(number, 0, language) + ("=" if tied > 1 else "")


def place_of(number: int, count: int, language: Language) -> str:
    """``hạng 3/16``; ``place 3 of 16``."""
    if language == "vi":
        return f"hạng{numbers.NBSP}{number}/{count}"
    return f"place{numbers.NBSP}{number} of {count}"


def coverage(reported: int, asked: int, excused: int, language: Language) -> str:
    """``14/16 đơn vị có số liệu; 1 đơn vị không áp dụng.``"""
    if language == "vi":
        text = f"{reported}/{asked} đơn vị đã có số liệu"
        return text + (f"; {excused} đơn vị không áp dụng." if excused else ".")
    text = f"{reported} of {asked} units reported"
    return text + (f"; it does not apply to {excused}." if excused else ".")


def stretch(period: str, to_date: bool, language: Language) -> str:
    """A period in words; what has piled up since January is said to: ``7 tháng đầu năm 2022``."""
    parsed = Period.parse(period)
    if not to_date or parsed.frequency == "A":
        return numbers.period(period, language)
    months, year = parsed.end.month, parsed.year
    if language == "vi":
        return f"{months} tháng đầu năm{numbers.NBSP}{year}" if months < 12 else f"năm {year}"
    return f"first {months} months of {year}" if months < 12 else str(year)


def since(period: str, to_date: bool, language: Language) -> str:
    """``so với năm 2021``; ``since 2021``; as far into the year as what it is told of."""
    text = stretch(period, to_date, language)
    return f"so với {text}" if language == "vi" else f"since {text}"


def ranking(
    what: str,
    when: str,
    way: str,
    named: Sequence[str],
    since_said: str,
    median: str,
    language: Language,
) -> str:
    """``Trường chuẩn năm 2022: thấp nhất là A (40 %; …) và B (…), so với năm 2021; trung vị …``"""
    listed = numbers.listed(named, language)
    tail = (f", {since_said}" if since_said else "") + (f"; {median}" if median else "")
    if language == "vi":
        return f"{what} {when}: {way} là {listed}{tail}."
    return f"{what}, {when}: {way} in {listed}{tail}."


def alike(what: str, when: str, count: int, value: str, language: Language) -> str:
    """Where all stand at the same level, nobody is last."""
    if language == "vi":
        return f"{what} {when}: cả {count} đơn vị có số liệu đều {value}."
    return f"{what}, {when}: all {count} units with a figure have {value}."


def only_one(what: str, when: str, who: str, value: str, of: int, language: Language) -> str:
    """Where one alone has a figure, it stands nowhere: the figure, and how many were asked."""
    if language == "vi":
        return f"{what} {when}: {who} {value}; mới 1/{of} đơn vị có số liệu."
    return f"{what}, {when}: {who} {value}; only 1 of {of} units reported."


def silent_ones(count: int, language: Language) -> str:
    """Those without a figure that are not listed one by one."""
    number = numbers.number(count, 0, language)
    if language == "vi":
        return f"{number} đơn vị khác chưa có số liệu"
    return f"{number} others have no figure"


def only_some(shown: int, count: int, language: Language) -> str:
    """That a table holds a part, and where the whole is."""
    parts = numbers.number(shown, 0, language), numbers.number(count, 0, language)
    if language == "vi":
        return f"Bảng chỉ liệt kê {parts[0]}/{parts[1]} đơn vị; tệp tải về có đủ."
    return f"The table lists {parts[0]} of {parts[1]} units; the files hold all."


def passed_over(count: int, language: Language) -> str:
    """Rows of a long list that are not shown here."""
    number = numbers.number(count, 0, language)
    return f"… {number} xã khác" if language == "vi" else f"… {number} other communes"


def units(count: int, language: Language) -> str:
    """``5 đơn vị``."""
    if language == "vi":
        return f"{count} đơn vị"
    return f"{count} commune" if count == 1 else f"{count} communes"


def between(what: str, when: str, least: str, most: str, language: Language) -> str:
    """From the lowest to the highest."""
    if language == "vi":
        return f"{what} {when}: từ {least} đến {most}."
    return f"{what}, {when}: from {least} to {most}."


def unknown(what: str, asked: str, language: Language) -> str:
    """Something in a link that there is not; ``what`` it was to be."""
    if language == "vi":
        return f"Đường dẫn nêu {what} «{asked}» không có trong số liệu; đã bỏ qua."
    return f"The link names {what} “{asked}”, which is not in the data; it is left out."


def others(count: int, language: Language) -> str:
    return f"{count} chỉ tiêu khác" if language == "vi" else f"{count} others"


def first_on(listed: str, language: Language) -> str:
    return f"đứng đầu về {listed}" if language == "vi" else f"first on {listed}"


def last_on(listed: str, language: Language) -> str:
    return f"đứng cuối về {listed}" if language == "vi" else f"last on {listed}"


def known_of(count: int, language: Language) -> str:
    return f"{count} chỉ tiêu có số liệu" if language == "vi" else f"{count} indicators known"


def too_many(most: int, language: Language) -> str:
    """That a link names more communes than can be told apart."""
    if language == "vi":
        return f"Đường dẫn nêu quá {most} đơn vị; chỉ {most} đơn vị đầu được so sánh."
    return f"The link names more than {most} communes; the first {most} are compared."


def unknown_areas(named: str, more: int, language: Language) -> str:
    """Communes in a link that there are not: some by name, the ``more`` by number."""
    if language == "vi":
        rest = f" và {more} mã khác" if more else ""
        return f"Đường dẫn nêu xã, thị trấn «{named}»{rest} không có trong số liệu; đã bỏ qua."
    rest = f" and {more} more" if more else ""
    return f"The link names communes that are not in the data: “{named}”{rest}; left out."


def crowd(count: int, value: str, language: Language) -> str:
    """Where too many share the last place to be named."""
    return f"{count} đơn vị ({value})" if language == "vi" else f"{count} communes ({value})"


def as_many(count: int, language: Language) -> str:
    """More that are as far back as the last one named."""
    return f"{count} đơn vị khác cùng mức" if language == "vi" else f"{count} more by as much"


def selection(chosen: int, reported: int, value: str, over_areas: str, language: Language) -> str:
    """What the chosen communes come to together, and by which rule."""
    rule = {
        "sum": ("cộng lại", "together"),
        "ratio_of_sums": ("gộp lại (tổng trên tổng)", "together (sum over sum)"),
        "weighted_mean": ("bình quân có trọng số", "weighted mean"),
    }[over_areas][0 if language == "vi" else 1]
    if language == "vi":
        some = f", {reported} có số liệu" if reported < chosen else ""
        return f"{chosen} đơn vị đã chọn{some}, {rule}: {value}."
    some = f", {reported} with a figure" if reported < chosen else ""
    return f"{chosen} chosen units{some}, {rule}: {value}."


def not_summed(over_areas: str, language: Language) -> str:
    """Why there is no sum over communes; blank where there is one."""
    key = {"none": "no_districts_sum", "weighted_mean": "mean_not_summed"}.get(over_areas)
    return said(key, language) if key else ""


def place_change(before: int, now: int, language: Language) -> str:
    """``từ hạng 9 lên hạng 5``; blank where nothing changed."""
    if before == now:
        return ""
    if language == "vi":
        return f"từ hạng {before} {'lên' if now < before else 'xuống'} hạng {now}"
    return f"{'up' if now < before else 'down'} from place {before} to {now}"


def standing(status: str | None, language: Language) -> str:
    """`` (số minh họa)`` where a figure is one that must be named; else nothing."""
    if status in ("illustrative", "estimated", "provisional"):
        return f" ({lower_first(word(status, language))})"
    return ""
