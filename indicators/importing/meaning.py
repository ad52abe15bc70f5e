"""What rows that would change something may mean: one row at a time, by its indicator and its day.

A row that says what is published already is not judged again. How a value stands beside the period
before is asked in jumps, how parts stand beside their total in adding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from indicators.frames import Indicator
from indicators.importing import speaking
from indicators.importing.asking import Doubt, Notes, also
from indicators.importing.comparing import DROP, KEEP, Difference
from indicators.importing.headings import said
from indicators.importing.known import COLUMNS, Kept, Key, Known, period_of
from indicators.importing.rows import Entry
from indicators.vocabulary import Period


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows may be asked about: which cell of a row, if any, and why in Vietnamese and English.

    The sentences are made only where they are said: of many rows, of the first.
    """

    rule: str
    doubt_of: Callable[[Difference], Doubt | None]
    why: Callable[[Difference], tuple[str, str]]


_FREQUENCIES = {
    "A": ("năm", "years"),
    "S": ("nửa năm", "half-years"),
    "Q": ("quý", "quarters"),
    "M": ("tháng", "months"),
}


@dataclass
class Judge:
    """The rules for the rows of one table."""

    table: str
    known: Known
    kept: dict[Key, Kept]
    today: date
    notes: Notes
    _spans: dict[tuple[str, str], tuple[Period, bool, date | None]] = field(default_factory=dict)

    def judged(self, differences: Sequence[Difference]) -> list[Difference]:
        """The rows that may go on: no error, and no question that left them out."""
        rule = {"observations": self._observation, "plans": self._plan}.get(self.table)
        going = [each for each in differences if each.kind == "withdrawn" or self._in_force(each)]
        if rule is not None:
            going = [each for each in going if each.kind == "withdrawn" or rule(each)]
            if any(turn for _, _, turn in self._spans.values()):
                going = self._answered(going, self._straddling())
            going = self._answered(going, self._older())
            going = self._answered(going, self._off_calendar(going))
            self._instead_of_made_up(going)
        return going

    # One row at a time

    def _error(self, entry: Entry, column: str, rule: str, vi: str, en: str) -> bool:
        place = entry.place(column)
        self.notes.error(place, rule, entry.get(column), vi, en)
        return False

    def _in_force(self, each: Difference) -> bool:
        code, _, text, *_ = each.key
        period, in_force, _ = self._span(code, text)
        if not in_force:
            last = max((area.valid_to for area in self.known.by_code[code] if area.valid_to),
                       default=None)  # fmt: skip
            until, until_en = "", ""
            if last:
                last_vi, last_en = speaking.day(last)
                until, until_en = f" (đến {last_vi})", f" (until {last_en})"
            return self._error(
                each.entry,
                "area_code",
                "area-not-in-force",
                f"mã «{code}» không phải là một đơn vị hành chính vào cuối kỳ {text}{until}; hãy "
                "xem lại kỳ hoặc địa bàn.",
                f"code “{code}” names no administrative unit at the end of {text}{until_en}; check "
                "the period or the area.",
            )
        if self.table != "plans" and period.start > self.today:
            return self._error(
                each.entry,
                "period",
                "period-not-begun",
                f"kỳ {text} chưa bắt đầu nên chưa thể có số; hãy xem lại kỳ.",
                f"the period {text} has not begun, so there can be no figure; check the period.",
            )
        return True

    def _span(self, code: str, text: str) -> tuple[Period, bool, date | None]:
        """The period, whether the area is in force, and the day in it when the code turns."""
        found = self._spans.get((code, text))
        if found is None:
            period = period_of(text)
            day = period.end
            if self.table == "plans":
                day = max(period.start, min(day, self.known.as_of))
            in_force = self.known.area_at(code, day) is not None
            found = period, in_force, self.known.changes_of(code, period)
            self._spans[code, text] = found
        return found

    def _observation(self, each: Difference) -> bool:
        entry = each.entry
        _, code, text, value, whole, _, resolution, status, *_ = entry.cells
        indicator = self.known.indicators[code]
        if status == "illustrative":
            return self._error(
                entry,
                "status",
                "illustrative-figure",
                "số minh họa không nhập được: nó chỉ ở thư mục illustrative; hãy sửa tính chất.",
                "illustrative figures cannot be imported, they stay in their own folder; correct "
                "the status.",
            )
        if status == "not_applicable" and value:
            return self._error(
                entry,
                "value",
                "value-not-applicable",
                "tính chất là không áp dụng nên ô giá trị phải trống; hãy sửa một trong hai.",
                "the status says not applicable, so the value must be blank; correct one of them.",
            )
        if status == "derived" and not value:
            return self._error(
                entry,
                "value",
                "blank-cell",
                "số suy ra thì không được để trống; hãy điền giá trị.",
                "a derived figure cannot be blank; fill in the value.",
            )
        if resolution and float(resolution) <= 0:
            return self._error(
                entry,
                "resolution",
                "impossible-value",
                "mức làm tròn phải lớn hơn 0; để trống nếu số là chính xác.",
                "the rounding must be above 0; leave it blank where the figure is exact.",
            )
        if not value:
            return True
        return (
            self._possible(entry, indicator, value)
            and self._within(entry, value, whole)
            and self._hundred(entry, indicator, value, bool(whole))
            and self._over(entry, text, status)
        )

    def _possible(self, entry: Entry, indicator: Indicator, value: str) -> bool:
        match indicator.kind:
            case "count":
                wrong = value[0] == "-" or "." in value
            case "rank":
                wrong = "." in value or float(value) < 1
            case "flag":
                wrong = value not in ("0", "1")
            case "percent":
                wrong = value[0] == "-" and self._is_share(indicator)
            case _:
                wrong = False
        if not wrong:
            return True
        why = {
            "count": ("số đếm là số nguyên không âm", "a count is whole and not negative"),
            "rank": ("thứ hạng là số nguyên từ 1", "a rank is whole and at least 1"),
            "flag": ("có-không là 1 hoặc 0", "a yes-no is 1 or 0"),
            "percent": ("tỷ trọng không âm", "a share is not negative"),
        }[indicator.kind]
        told = speaking.number(value)
        return self._error(
            entry,
            "value",
            "impossible-value",
            f"giá trị {told[0]} không thể có: {why[0]}; hãy sửa.",
            f"a value of {told[1]} cannot be: {why[1]}; correct it.",
        )

    def _within(self, entry: Entry, value: str, whole: str) -> bool:
        if not whole or 0 < float(whole) >= float(value):
            return True
        (part_vi, part_en), (all_vi, all_en) = speaking.number(value), speaking.number(whole)
        return self._error(
            entry,
            "value" if float(whole) > 0 else "whole",
            "part-above-whole",
            f"{part_vi} / {all_vi}: phần lớn hơn tổng thể, hoặc tổng thể không dương; hãy sửa.",
            f"{part_en} / {all_en}: the part is above its whole, or the whole is not positive; "
            "correct it.",
        )

    def _is_share(self, indicator: Indicator) -> bool:
        """Whether 100 % bounds it: a part of a total, or that total."""
        return indicator.kind == "percent" and (
            indicator.part_of is not None or indicator.indicator_code in self.known.parts
        )

    def _hundred(self, entry: Entry, indicator: Indicator, value: str, has_whole: bool) -> bool:
        if indicator.kind != "percent" or has_whole or float(value) <= 100 or entry.affirmed:
            return True
        said_vi, said_en = speaking.number(value)
        if self._is_share(indicator):
            return self._error(
                entry,
                "value",
                "percent-over-100",
                f"{said_vi} %: một phần không thể quá 100 %; hãy sửa.",
                f"{said_en} %: a part cannot be above 100 %; correct it.",
            )
        mended = scaled(value, -1)
        choices = (value, mended) if float(mended) <= 100 else (value, scaled(value, -2))
        chosen = speaking.choices(choices, speaking.OR)
        answer = self.notes.ask(
            Doubt(entry.place("value"), value, choices),
            "percent-over-100",
            f"{said_vi} % quá 100 %: đúng là {chosen[0]}?",
            f"{said_en} % is above 100 %: is it {chosen[1]}?",
        )
        if answer is not None:
            entry.put("value", answer)
        return answer is not None

    def _over(self, entry: Entry, text: str, status: str) -> bool:
        period = period_of(text)
        if period.end >= self.today and status == "official":
            self.notes.warn(
                entry.place("period"),
                "period-not-over",
                text,
                f"kỳ {text} chưa hết mà số ghi là «{said('status', status, 'vi')}»; nếu là số ước "
                "thì sửa tính chất.",
                f"the period {text} is not over and the figure is “{said('status', status, 'en')}”;"
                " if it is estimated, correct the status.",
            )
        return True

    def _plan(self, each: Difference) -> bool:
        entry = each.entry
        cells = dict(zip(COLUMNS["plans"], entry.cells, strict=True))
        indicator = self.known.indicators[cells["indicator_code"]]
        form, value, high = cells["form"], cells["value"], cells["value_high"]
        if indicator.better in ("band", "none") and form in ("level", "change", "growth"):
            return self._error(
                entry,
                "form",
                "plan-without-direction",
                "chỉ tiêu này không có chiều tốt lên, nên kế hoạch chỉ có thể là khoảng hoặc giữ "
                "nguyên; hãy sửa hình thức.",
                "this indicator has no direction of good, so its plan can only be a band or "
                "maintain; correct the form.",
            )
        if form == "band" and not (value and high and float(value) <= float(high)):
            return self._error(
                entry,
                "value_high",
                "band-without-ends",
                "khoảng cần đủ giá trị dưới và giá trị trên, dưới không lớn hơn trên; hãy sửa.",
                "a band needs both its ends, the lower not above the upper; correct it.",
            )
        if form != "band" and high:
            return self._error(
                entry,
                "value_high",
                "band-without-ends",
                "chỉ kế hoạch hình thức khoảng mới có giá trị trên; hãy sửa.",
                "only a plan that is a band has an upper value; correct it.",
            )
        if value and form in ("level", "band", "maintain"):
            return self._possible(entry, indicator, value)
        return True

    # Many rows for one reason

    def _answered(self, going: Sequence[Difference], reason: Reason) -> list[Difference]:
        """The rows without those that an answer, or none, leaves out."""
        asked = {
            id(doubt): (doubt, each)
            for each in going
            if (doubt := reason.doubt_of(each)) is not None
        }
        if not asked:
            return list(going)

        def say(doubt: Doubt, others: Sequence[str]) -> tuple[str, str]:
            vi, en = reason.why(asked[id(doubt)][1])
            more_vi, more_en = also(others)
            chosen_vi, _ = speaking.choices(doubt.choices, speaking.OR)
            return (
                f"{vi}: {chosen_vi}?{more_vi}",
                f"{en}: keep it, or drop it?{more_en}",
            )

        answers = self.notes.ask_all([doubt for doubt, _ in asked.values()], reason.rule, say)
        rows = zip(asked.values(), answers, strict=True)
        out = {id(each) for (_, each), answer in rows if answer != KEEP}
        return [each for each in going if id(each) not in out]

    def _straddling(self) -> Reason:
        def turn_of(each: Difference) -> date | None:
            return self._span(each.key[0], each.key[2])[2]

        def doubt_of(each: Difference) -> Doubt | None:
            if turn_of(each) is None or each.kind == "withdrawn" or self.table == "plans":
                return None
            return Doubt(each.entry.place("period"), each.key[2], (KEEP, DROP))

        def why(each: Difference) -> tuple[str, str]:
            code, _, text, *_ = each.key
            day_vi, day_en = speaking.day(turn_of(each) or self.today)
            return (
                f"mã {code} đổi địa bàn vào {day_vi}, giữa kỳ {text}; số sẽ là của địa bàn cuối kỳ",
                f"code {code} changes its area on {day_en}, within {text}; the last one's is meant",
            )

        return Reason("straddles-area-change", doubt_of, why)

    def _older(self) -> Reason:
        source = COLUMNS[self.table].index("source_code")

        def sources(each: Difference) -> list[tuple[str, date | None]]:
            """The row's and the published one's, each with the day on which it came out."""
            codes = each.cells[source], each.kept.cells[source] if each.kept else ""
            return [(code, self.known.published_on(code)) for code in codes]

        def doubt_of(each: Difference) -> Doubt | None:
            if each.kept is None or each.kept.made_up or each.kind != "changed":
                return None
            (code, came), (before, stood) = sources(each)
            if code == before or came is None or stood is None or came >= stood:
                return None
            return Doubt(each.entry.place("source_code"), code, (KEEP, DROP))

        def why(each: Difference) -> tuple[str, str]:
            (code, came), (before, stood) = sources(each)
            (vi, en), (before_vi, before_en) = (
                speaking.day(day or self.today) for day in (came, stood)
            )
            published = f"“{before}” ({before_en}), the published one's source"
            return (
                f"nguồn «{code}» ({vi}) cũ hơn nguồn của số đang dùng, «{before}» ({before_vi})",
                f"“{code}” ({en}) is older than {published}",
            )

        return Reason("older-source", doubt_of, why)

    def _off_calendar(self, going: Sequence[Difference]) -> Reason:
        """Asks about periods of a kind that neither the plans nor the figures of it have.

        Not about the one that a template was made for: somebody asked for it.
        """
        calendar: dict[str, set[str]] = {}
        codes = {each.key[1] for each in going}
        plans = self.known.kept("plans", codes) if self.table != "plans" and codes else {}
        for rows in (self.kept, plans):
            for key, kept in rows.items():
                if not kept.made_up and not kept.withdrawn:
                    calendar.setdefault(key[1], set()).add(period_of(key[2]).frequency)

        def doubt_of(each: Difference) -> Doubt | None:
            _, code, text, *_ = each.key
            usual = calendar.get(code)
            if not usual or period_of(text).frequency in usual or each.kind != "new":
                return None
            if each.entry.part.asked == text:
                return None
            return Doubt(each.entry.place("period"), text, (KEEP, DROP))

        def why(each: Difference) -> tuple[str, str]:
            _, code, text, *_ = each.key
            vi, en = (
                ", ".join(_FREQUENCIES[one][language] for one in "ASQM" if one in calendar[code])
                for language in (0, 1)
            )
            return (
                f"số liệu và kế hoạch của chỉ tiêu này theo {vi}, còn {text} thì không",
                f"the figures and plans of this indicator are by {en}, and {text} is not",
            )

        return Reason("off-calendar", doubt_of, why)

    def _instead_of_made_up(self, going: Sequence[Difference]) -> None:
        replaced = [each for each in going if each.kept is not None and each.kept.made_up]
        columns: dict[tuple[str, str], list[Difference]] = {}
        for each in replaced:
            columns.setdefault((each.entry.part.file, each.entry.part.sheet), []).append(each)
        for some in columns.values():
            vi, en = also([each.entry.cell("value") for each in some[1:]])
            self.notes.warn(
                some[0].entry.place("value"),
                "replaces-illustrative",
                some[0].entry.get("value"),
                f"thay cho số minh họa đang có ở đây{vi}.",
                f"takes the place of an illustrative figure{en}.",
            )


def scaled(value: str, power: int) -> str:
    """A number times a power of ten, as the data folder types it."""
    text = format(Decimal(value).scaleb(power), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text or "0"
