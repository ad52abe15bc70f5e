"""The first and the last line of a row, as several forms share them."""

from indicators import theme
from indicators.charts.sheet import Sheet, plain


def head(
    sheet: Sheet,
    top: float,
    name: str,
    number: str,
    least_width: int,
    *,
    number_size: float = theme.SIZE_NUMBER,
    rest: str = "",
) -> float:
    """A row's first line: its name left, its number right, ``rest`` of the number lighter.

    A long name takes several lines at ``least_width``. Returns where the row goes on, px down.
    """
    numbers = theme.text_width(number, number_size, 700) + theme.text_width(rest, number_size)
    room = least_width - numbers - (14 if number else 0)
    lines = theme.wrapped(name, theme.SIZE_NAME, 600, max(room, 90))
    baseline = top + number_size
    sheet.text("\n".join(lines), "left", baseline, weight=600)
    if number:
        sheet.text(
            f"<b>{plain(number)}</b>{plain(rest)}",
            "right",
            baseline,
            size=number_size,
            anchor="right",
            marked_up=True,
        )
    return baseline + (len(lines) - 1) * theme.SIZE_NAME * theme.LEADING + 7


def foot(
    sheet: Sheet, top: float, evidence: str, status: str, word: str, least_width: int
) -> float:
    """A row's last line: evidence left, status mark and ``word`` right.

    Where both do not fit at ``least_width``, the evidence is broken, or the status goes below.
    Returns the bottom of what was written, px down.
    """
    if not evidence and not word:
        return top
    size = theme.SIZE_SMALL
    baseline = top + 17
    step = size * theme.LEADING
    taken = theme.text_width(word, size, 600) + (22 if status else 0)
    room = least_width - taken - 14 if word else least_width
    if evidence and room < min(140, theme.text_width(evidence, size)):
        lines = theme.wrapped(evidence, size, 400, least_width)
        below = baseline + step * len(lines) + 2
    else:
        lines = theme.wrapped(evidence, size, 400, room)
        below = baseline
    sheet.text("\n".join(lines), "left", baseline, size=size, colour=theme.MUTED)
    if word:
        colour = theme.LOOKS[status].text if status else theme.MUTED
        sheet.text(word, "right", below, size=size, weight=600, colour=colour, anchor="right")
    if word and status:
        sheet.mark(status, "right", below - size * 0.36, -taken + 8)
    return max(baseline + step * (len(lines) - 1), below) + 5
