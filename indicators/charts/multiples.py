"""One commune over all its indicators: a small panel each, every one with a scale of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.key import DASH, DASHES, Sign, key, statuses, stroke_of
from indicators.charts.scale import Scale, alone
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

_LEAST_PANEL = 220
_FEWEST_COLUMNS = 2
_MOST_COLUMNS = 5
_GUTTER = 24
_LINE = 42
_TITLE = theme.SIZE_NOTE
_VALUE = theme.SIZE_NUMBER
_LEAST_VALUE = theme.SIZE_NAME
_SMALL = theme.SIZE_SMALL
_RING = 16
"""What the sign of a made-up number takes before it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator: the commune's values and the medians of all communes, one a period.

    ``value_text`` words the last value, ``place_text`` the place ("hạng 3/16"). ``first_label``
    and ``last_label`` name the ends of the time shown. A click yields ``code``.

    ``illustrative`` is whether what ``value_text`` says is made up; ``made_up`` which values are,
    one truth a period, blank for all as ``illustrative`` is.
    """

    code: str
    title: str
    value_text: str
    place_text: str
    values: tuple[float | None, ...] = ()
    medians: tuple[float | None, ...] = ()
    first_label: str = ""
    last_label: str = ""
    status: str = ""
    hover: str = ""
    illustrative: bool = False
    made_up: tuple[bool, ...] = ()


def multiples(
    panels: Sequence[Panel],
    name_label: str = "",
    median_label: str = "",
    status_words: Mapping[str, str] | None = None,
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """The panels in as many columns as ``least_width`` has room for, row by row.

    ``name_label`` and ``median_label`` word the two lines, once, ``status_words`` the marks that
    occur, below. ValueError where a panel's
    medians or truths are not as many as its values.
    """
    if any(len(panel.medians) not in (0, len(panel.values)) for panel in panels):
        raise ValueError("there is one median a value")
    if any(len(panel.made_up) not in (0, len(panel.values)) for panel in panels):
        raise ValueError("there is one truth a value")
    columns = min(
        max(least_width // _LEAST_PANEL, _FEWEST_COLUMNS), _MOST_COLUMNS, len(panels) or 1
    )
    # Columns are apart by their gutter, the last one has none: so units are those of a column.
    wide = (least_width + _GUTTER) / columns
    sheet = Sheet((0, columns - _GUTTER / wide))
    entries: list[tuple[Sign, str]] = []
    if any(_known(panel.values) for panel in panels) and name_label:
        entries.append((stroke_of(theme.NAVY, 2.5), name_label))
    if any(_known(panel.medians) for panel in panels) and median_label:
        entries.append((stroke_of(theme.MUTED, 2, DASHES), median_label))
    down = key(sheet, 0.0, entries, least_width) + (10 if entries else 0)
    for first in range(0, len(panels), columns):
        row = panels[first : first + columns]
        heads = [_title(panel, wide) for panel in row]
        numbers = [_number(panel, wide) for panel in row]
        titles, values = max(map(len, heads)), max(len(number[1]) for number in numbers)
        lines = any(_known(panel.values) or _known(panel.medians) for panel in row)
        tall = titles * _TITLE * theme.LEADING + 50 + (_LINE + 30 if lines else 6)
        tall += (values - 1) * _LEAST_VALUE * theme.LEADING
        for column, (panel, head, number) in enumerate(zip(row, heads, numbers, strict=True)):
            _panel(sheet, panel, head, number, column, down, (titles, values), wide)
            sheet.hover(
                *(column, column + 1 - _GUTTER / wide, down + tall / 2, tall),
                panel.hover,
                panel.code,
            )
        down += tall + 14
    bottom = max(down - 14, 0)
    marks = statuses((panel.status for panel in panels), status_words or {})
    return sheet.figure(key(sheet, bottom + 4, marks, least_width), illustrative_label)


def _known(values: Sequence[float | None]) -> bool:
    return any(finite(value) is not None for value in values)


def _title(panel: Panel, wide: float) -> tuple[str, ...]:
    return theme.wrapped(panel.title, _TITLE, 600, wide - _GUTTER)


def _number(panel: Panel, wide: float) -> tuple[float, tuple[str, ...]]:
    """The value as large as it fits in one line, else small and in several."""
    room = wide - _GUTTER - (28 if panel.status else 0) - (_RING if panel.illustrative else 0)
    fitting = _VALUE * min(1.0, room / max(theme.text_width(panel.value_text, _VALUE, 700), 1.0))
    if fitting >= _LEAST_VALUE:
        return round(fitting, 1), (panel.value_text,)
    return _LEAST_VALUE, theme.wrapped(panel.value_text, _LEAST_VALUE, 700, room)


def _panel(
    sheet: Sheet,
    panel: Panel,
    head: Sequence[str],
    number: tuple[float, tuple[str, ...]],
    column: int,
    top: float,
    heights: tuple[int, int],
    wide: float,
) -> None:
    """``heights``: how many lines title and value take in this row of panels."""
    end = column + 1 - _GUTTER / wide
    sheet.box(column, end, top, top + 1, theme.BORDER, below=True)
    baseline = top + 20
    sheet.text("\n".join(head), column, baseline, size=_TITLE, weight=600)
    baseline += (heights[0] - 1) * _TITLE * theme.LEADING + 27
    size, texts = number
    beside = 0.0
    if panel.illustrative:
        beside = _RING / wide
        sheet.symbol(
            "circle", column, baseline - size * 0.36, 6, theme.NAVY, radius=4.5, dotted=True
        )
    sheet.text("\n".join(texts), column + beside, baseline, size=size, weight=700)
    if panel.status:
        sheet.mark(panel.status, end, baseline - 7, -10, 9)
    baseline += (heights[1] - 1) * _LEAST_VALUE * theme.LEADING + 20
    sheet.text(panel.place_text, column, baseline, size=_SMALL, colour=theme.MUTED)
    _lines(sheet, panel, column, wide, baseline + 12)


def _lines(sheet: Sheet, panel: Panel, column: int, wide: float, top: float) -> None:
    values = [finite(value) for value in panel.values]
    medians = [finite(value) for value in panel.medians]
    known = [value for value in (*values, *medians) if value is not None]
    if not known:
        return
    scale = Scale(min(known), max(known), top + 6, _LINE - 12)
    inset = 7 / wide
    span = 1 - _GUTTER / wide - 2 * inset
    last = max(len(values) - 1, 1)

    def across(place: int) -> float:
        return column + inset + (place / last if len(values) > 1 else 0.5) * span

    def points(line: Sequence[float | None]) -> list[tuple[float, float | None]]:
        return [
            (across(place), None if value is None else scale.down(value))
            for place, value in enumerate(line)
        ]

    if _known(medians):
        sheet.curve(points(medians), theme.MUTED, width=1.5, dash=DASH, sizes=_sizes(medians, 5, 0))
    if _known(values):
        made_up = panel.made_up or (panel.illustrative,) * len(values)
        sizes = _sizes(values, 8, 9)
        told = [each for each, value in zip(made_up, values, strict=True) if value is not None]
        if not all(told):
            # Where all are made up, the end says it of all; between real ones each says so.
            sizes = [
                size or 7.0 if each and value is not None else size
                for size, each, value in zip(sizes, made_up, values, strict=True)
            ]
        sheet.curve(
            points(values),
            theme.NAVY,
            width=2.5,
            sizes=sizes,
            dotted=made_up if any(told) else (),
        )
    baseline = top + _LINE + 13
    small, grey = theme.SIZE_AXIS, theme.MUTED
    if len(values) > 1:
        sheet.text(panel.first_label, column, baseline, size=small, colour=grey)
    sheet.text(
        *(panel.last_label, column + 1 - _GUTTER / wide, baseline),
        size=small,
        colour=grey,
        anchor="right",
    )


def _sizes(values: Sequence[float | None], single: float, last: float) -> list[float]:
    """The size of each point's marker: only the last, and those no line reaches, have one."""
    end = max(place for place, value in enumerate(values) if value is not None)
    return [
        last if last and place == end else single if alone(values, place) else 0.0
        for place in range(len(values))
    ]
