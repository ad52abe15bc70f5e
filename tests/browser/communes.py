"""What stands on the page of communes and how a reader acts there; no tests here."""

import io
from itertools import pairwise

from PIL import Image
from playwright.sync_api import Locator, Page

from indicators import theme
from tests.benchmarks.servers import Server
from tests.browser.visit import link, rest
from tests.plain import plain


def visit(page: Page, server: Server, params: dict[str, str], path: str = "communes") -> None:
    page.goto(link(server, path, params))
    rest(page)


def changed(page: Page, key: str, value: str | None) -> None:
    """Wait until the address says so and the page shows it."""
    page.wait_for_function(
        "([key, value]) => new URL(location.href).searchParams.get(key) === value",
        arg=[key, value],
    )
    rest(page)


def box(page: Page, exhibit: str) -> Locator:
    return page.locator(f".ct-box[data-exhibit={exhibit}]")


# What stands in a figure, as a reader sees it: each text once, its lines joined, with its weight.
_LABELS = """figure => [...figure.querySelectorAll("text")].map((one) => {
  const lines = [...one.querySelectorAll("tspan.line")];
  const text = (lines.length ? lines : [one]).map((each) => each.textContent).join(" ");
  const { x, y, width, height } = one.getBoundingClientRect();
  return { text, weight: getComputedStyle(one).fontWeight, x, y, width, height };
})"""


def labels(page: Page, exhibit: str) -> list[dict[str, str | float]]:
    figure = box(page, exhibit).locator(".js-plotly-plot")
    found: list[dict[str, str | float]] = figure.evaluate(_LABELS)
    return [one | {"text": plain(str(one["text"]))} for one in found]


def strong(page: Page, exhibit: str, names: list[str]) -> list[str]:
    """The communes that stand out by their weight."""
    found = labels(page, exhibit)
    return [str(one["text"]) for one in found if one["text"] in names and one["weight"] == "700"]


def near(colour: object, other: tuple[int, ...]) -> bool:
    """Whether two colours are the same but for an edge that lies between two px."""
    assert isinstance(colour, tuple)
    return all(abs(one - two) <= 45 for one, two in zip(colour, other, strict=True))


def framed(page: Page, names: list[str]) -> list[str]:
    """The communes of the map with a dark frame, that is three px of ink in a row at their edge."""
    figure = box(page, "map").locator(".js-plotly-plot")
    page.mouse.move(0, 0)  # what is pointed at has a note beside it
    figure.scroll_into_view_if_needed()
    picture = Image.open(io.BytesIO(figure.screenshot())).convert("RGB")
    ink = tuple(bytes.fromhex(theme.INK.removeprefix("#")))
    origin = figure.bounding_box()
    assert origin is not None
    tiles = {str(one["text"]): one for one in labels(page, "map") if one["text"] in names}
    middles = {
        name: (
            float(one["x"]) + float(one["width"]) / 2 - origin["x"],
            float(one["y"]) + float(one["height"]) / 2 - origin["y"],
        )
        for name, one in tiles.items()
    }
    across = sorted({round(x) for x, _ in middles.values()})
    half = min(after - before for before, after in pairwise(across) if after - before > 20) / 2
    found = []
    for name, (x, y) in middles.items():
        edge = [(round(x - half) + step, round(y)) for step in range(12)]
        dark = ["#" if at[0] >= 0 and near(picture.getpixel(at), ink) else " " for at in edge]
        if "###" in "".join(dark):
            found.append(name)
    return found


def rows(page: Page, exhibit: str = "listing") -> list[list[str]]:
    """The table that is on the screen, row by row."""
    read = "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    found: list[list[str]] = box(page, exhibit).locator("tbody tr").evaluate_all(read)
    return [[plain(cell) for cell in row] for row in found]


def heads(page: Page) -> list[str]:
    return [plain(text) for text in box(page, "listing").locator("th").all_inner_texts()]


def click(page: Page, exhibit: str, name: str) -> None:
    """Click on the mark of a commune: its tile, its bar."""
    figure = box(page, exhibit).locator(".js-plotly-plot")
    figure.scroll_into_view_if_needed()
    (label,) = [one for one in labels(page, exhibit) if one["text"] == name]
    plot = figure.locator(".nsewdrag").first.bounding_box()
    assert plot is not None
    across = float(label["x"]) + float(label["width"]) / 2
    across = min(max(across, plot["x"] + 12), plot["x"] + plot["width"] - 12)
    down = float(label["y"]) + float(label["height"]) / 2
    # A hand moves there before it presses.
    page.mouse.move(across + 3, down)
    page.mouse.move(across, down)
    page.mouse.click(across, down)


def combobox(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-pick-{key}").get_by_role("combobox")
