"""The table of goals: what is measured, against what, and the ratio that it may reach."""

from dataclasses import dataclass

from tests.benchmarks import imports, large, pictures, trials


@dataclass(frozen=True)
class Row:
    """One line of the table; ``goal`` is the largest median ratio, None where nothing is asked."""

    name: str
    what: str
    against: str
    goal: float | None


@dataclass(frozen=True)
class Group:
    """The rows that one trial answers, and how many pairs it takes unless told otherwise.

    One that is ``large`` is not run unless asked for; it may need the made-up ``nation``.
    """

    rows: tuple[Row, ...]
    trial: trials.Trial
    rounds: int
    large: bool = False
    nation: bool = False


SELECTBOX = "a page with one selectbox, its value echoed"
USUAL = "the same charts by Streamlit, pandas and Plotly Express, written the usual way"
IMAGE = "one image by Plotly's write_image, in a process of its own"

GROUPS = (
    Group(
        (Row("start", "a set-up ./run to HTTP ready", "an empty Streamlit page", 1.3),),
        trials.start,
        7,
    ),
    Group(
        (
            Row(
                "cold_headline",
                "cold overview in a browser, headline number readable",
                "an empty page with one Plotly chart, drawn",
                1.3,
            ),
            Row(
                "cold_charts",
                "cold overview in a browser, every chart drawn",
                "an empty page with one Plotly chart, drawn",
                None,
            ),
        ),
        trials.cold,
        9,
    ),
    Group(
        (Row("filter_five", "filter to five charts updated, in the browser", SELECTBOX, 5),),
        trials.five_charts,
        25,
    ),
    Group(
        (Row("filter_one", "filter to one chart in its fragment", SELECTBOX, 2),),
        trials.one_chart,
        25,
    ),
    Group(
        (
            Row(
                "communes",
                "another indicator of the communes: compared, ranked, mapped, in the browser",
                SELECTBOX,
                3,
            ),
        ),
        trials.communes,
        25,
    ),
    Group(
        (
            Row("server_wall", "filter to page answered, server wall clock", USUAL, 0.5),
            Row("server_cpu", "filter to page answered, server CPU", USUAL, 0.03),
        ),
        trials.server_cost,
        25,
    ),
    Group(
        (
            Row(
                "filter_dash",
                "the same five charts in the browser",
                "Dash 4, one callback, plain figures",
                2,
            ),
        ),
        trials.five_charts_dash,
        25,
    ),
    Group(
        (
            Row(
                "sessions",
                "50 sessions changing a filter every 2 s: p95, none failed",
                "one session alone: p50",
                2,
            ),
        ),
        trials.many_sessions,
        3,
    ),
    Group(
        (
            Row(
                "slides_png", "16 slides as PNG of 1920 × 1080, browser start included", IMAGE, 1.3
            ),
            Row("slides_next", "each further slide as PNG", IMAGE, 0.1),
            Row("slides_pptx", "the yearly deck as PPTX, without a browser", IMAGE, 1),
        ),
        pictures.slides,
        7,
    ),
    Group(
        (
            Row(
                "import_xlsx",
                "a workbook of 100,000 rows, checked and published",
                "python-calamine alone, reading it",
                4,
            ),
        ),
        imports.imports,
        5,
    ),
    Group(
        (
            Row(
                "import_memory",
                "most memory of the app's process, an import of 100,000 rows included",
                "the same process before it, ten rows imported",
                1.1,
            ),
        ),
        imports.memory,
        3,
    ),
    Group(
        (
            Row(
                "import_csv",
                "a CSV of 1,000,000 rows, checked and published",
                "DuckDB alone, reading, sorting and storing it",
                3,
            ),
        ),
        imports.long_imports,
        3,
        large=True,
    ),
    Group(
        (
            Row(
                "communes_large",
                "the same filter among all communes of a nation",
                "the district's own page",
                1.5,
            ),
            Row("communes_memory", "most memory that its server took", "1 GB", 1),
        ),
        large.communes,
        25,
        large=True,
        nation=True,
    ),
)
