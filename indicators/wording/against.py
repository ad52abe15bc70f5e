"""Sentences that hold communes against their plans: distance and pace, or why there is none.

No figure is computed here. One plan and its sum are said in ``planned``.
"""

from collections.abc import Sequence

from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.comparing import said, units


def left_out(count: int, language: Language) -> str:
    """How many have no part in a distance, and why."""
    if language == "vi":
        return f"{count} đơn vị chưa có số liệu hoặc kế hoạch nên không được tính."
    verb = "is" if count == 1 else "are"
    return f"{units(count, language)} without a figure or a plan {verb} not counted."


def plans_missed(missed: int, planned: int, listed: str, language: Language) -> str:
    """How many plans of how many were missed, and which; or that none was."""
    if language == "vi":
        if not missed:
            return f"đạt hoặc đúng tiến độ cả {planned} kế hoạch"
        return f"chưa đạt {missed}/{planned} kế hoạch: {listed}"
    if not missed:
        return f"all {planned} plans met or on track"
    return f"{missed} of {planned} plans not met: {listed}"


def distance(
    total: str, verdict: bool, named: Sequence[str], language: Language, *, fewer: bool = False
) -> str:
    """``Các xã cộng lại còn thiếu 34,2 tỷ đồng so với kế hoạch, nhiều nhất ở A (…) và B (…).``"""
    listed = numbers.listed(named, language)
    if language == "vi":
        state = f"vượt {total}" if verdict else f"còn thiếu {total}"
        if fewer:
            state = f"{'ít' if verdict else 'nhiều'} hơn {total}"
        most = f"; kéo lùi nhiều nhất là {listed}" if named else ""
        return f"Các xã, thị trấn cộng lại {state} so với kế hoạch{most}."
    state = f"{total} ahead of" if verdict else f"{total} short of"
    if fewer:
        state = f"{total} {'below' if verdict else 'above'}"
    most = f"; furthest back: {listed}" if named else ""
    return f"The communes together are {state} the plan{most}."


def exactly_met(language: Language) -> str:
    return {
        "vi": "Các xã, thị trấn cộng lại đúng bằng kế hoạch.",
        "en": "The communes together are exactly on the plan.",
    }[language]


def pace(count: int, of: int, months: int, language: Language) -> str:
    """How many must go faster than they have, and for how long."""
    if language == "vi":
        if not count:
            return f"Giữ nhịp độ đến nay, cả {of} đơn vị sẽ đạt kế hoạch sau {months} tháng nữa."
        return f"{count}/{of} đơn vị phải nhanh hơn nhịp độ đến nay trong {months} tháng còn lại."
    months_said = f"{months} month" + ("s" if months != 1 else "")
    if not count:
        return f"At the pace so far all {of} units meet the plan in the {months_said} left."
    return f"{count} of {of} units must go faster than so far in the {months_said} left."


def pace_text(needed: str, times: str, language: Language) -> str:
    """``cần 12,3/tháng, gấp 1,4 lần``."""
    a_month = said("a_month", language)
    text = f"cần {needed}/{a_month}" if language == "vi" else f"needs {needed} a {a_month}"
    if not times:
        return text
    return f"{text}, gấp {times} lần" if language == "vi" else f"{text}, {times} times"


def share_of_gap(percent: str, language: Language) -> str:
    """What part of the shortfall one commune accounts for."""
    return f"{percent} phần thiếu" if language == "vi" else f"{percent} of the shortfall"


def plans_not_summed(language: Language) -> str:
    """Why plans give no sum though the indicator does."""
    return {
        "vi": "Kế hoạch của các xã không cùng một kiểu, hoặc là tốc độ tăng, khoảng giá trị: "
        "không cộng được.",
        "en": "The communes' plans are not of one kind, or are rates of growth or ranges: "
        "they do not add up.",
    }[language]


def without_path(count: int, language: Language) -> str:
    """Those left out, as nobody can say how far their plan should have led by now."""
    if language == "vi":
        return f"{count} đơn vị chưa rõ lộ trình đến hết kỳ này nên không được tính."
    return (
        f"{units(count, language)} whose plan says nothing up to the end of this period "
        f"{'is' if count == 1 else 'are'} not counted."
    )


def excess_no_pace(language: Language) -> str:
    """Why a plan for more than last year's sum has no pace."""
    return {
        "vi": "Kế hoạch là lượng tăng, giảm so với năm trước của một số cộng dồn: "
        "không tính được nhịp độ từng tháng.",
        "en": "The plan is a change from the year before of a running sum: "
        "no pace by the month can be told.",
    }[language]
