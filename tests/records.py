"""Records as queries answer them, with the columns that a test does not care about filled in."""

from dataclasses import fields, replace
from typing import Any

from indicators.frames import Assigner, Indicator, Progress, Reconciliation, Value

CITY = Assigner("city", "Thành phố giao", "assigned by the City", "Thành phố giao", "City")
COUNCIL = Assigner("council", "HĐND huyện giao", "assigned by the council", "HĐND huyện", "Council")
YEARLY = Assigner("plan", "kế hoạch đề ra", "set for the year", "Kế hoạch đề ra", "Plan")

BUDGET = Indicator(
    indicator_code="budget",
    sector_code="economy",
    exhibit_code="budget",
    name_vi="Thu ngân sách",
    name_en="Budget revenue",
    short_vi="Thu ngân sách",
    short_en="Budget revenue",
    unit_code="billion_dong",
    kind="amount",
    unit_vi="tỷ đồng",
    unit_en="billion dong",
    decimals=0,
    better="higher",
    over_areas="sum",
    over_time="sum",
    weight_code=None,
    numerator_code=None,
    denominator_code=None,
    part_of=None,
    definition_vi="Thu trong kỳ.",
    definition_en="Collected in the period.",
)
INCOME = replace(
    BUDGET,
    name_vi="Thu nhập bình quân",
    name_en="Income per person",
    unit_vi="triệu đồng/người/năm",
    unit_en="million dong per person per year",
    decimals=1,
)
HOUSEHOLDS = replace(
    BUDGET,
    name_vi="Số hộ thoát nghèo",
    name_en="Households lifted out of poverty",
    unit_vi="hộ",
    unit_en="households",
    kind="count",
)
POOR = replace(HOUSEHOLDS, name_vi="Số hộ nghèo", name_en="Poor households", better="lower")
SHARE = replace(
    BUDGET, name_vi="Tỷ trọng", name_en="Share", unit_vi="%", unit_en="%", kind="percent",
    decimals=1,
)  # fmt: skip
RANK = replace(
    BUDGET, name_vi="Thứ hạng", name_en="Place", unit_vi="thứ hạng", unit_en="place", kind="rank",
    better="lower",
)  # fmt: skip
OPEN = replace(
    BUDGET, name_vi="Mở thứ bảy", name_en="Open on Saturday", unit_vi="có/không",
    unit_en="yes/no", kind="flag", better="none",
)  # fmt: skip

_PLAIN: dict[str, Any] = {
    "indicator_code": "budget",
    "period": "2022",
    "status": "official",
    "source_code": "report",
}


def value(number: float | None, **known: Any) -> Value:
    """An observation of 2022; ``known`` names the other columns that matter."""
    return Value(**{**dict.fromkeys(_names(Value)), **_PLAIN, "value": number, **known})


def against(number: float | None, plan: float | None, **known: Any) -> Progress:
    """An observation of 2022 against a plan of the City's, a level unless ``known`` says else."""
    usual = {
        **_PLAIN,
        "value": number,
        "plan": plan,
        "achieved": number,
        "form": "level",
        "assigner_code": "city",
        "plan_period": "2022",
        "status": "met",
        "standing": "official",
    }
    if "baseline" in known:
        usual["baseline_used"] = known["baseline"]
    if "plan_derivation" in known:
        usual["plan_based_on"] = number
    made = {**dict.fromkeys(_names(Progress)), **usual, **known}
    return Progress(**{name: made[name] for name in _names(Progress)})


def published(measure: str, printed: float, again: float | None, **known: Any) -> Reconciliation:
    """A published figure beside the recomputed one, differing unless ``known`` says else."""
    usual = {**_PLAIN, "published": printed, "recomputed": again, "measure": measure, "half": 0.05}
    made = {
        **dict.fromkeys(_names(Reconciliation)),
        **usual,
        "verdict": "differs",
        "file": "published_figures/all.csv",
        "line": 2,
        **known,
    }
    return Reconciliation(**{name: made[name] for name in _names(Reconciliation)})


def _names(row: type[Any]) -> list[str]:
    return [field.name for field in fields(row)]
