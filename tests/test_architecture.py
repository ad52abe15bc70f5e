"""Which room may know which: read from the source, held for every file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

DISPLAY = {"streamlit", "plotly"}
FILES = {"io", "os", "pathlib", "shutil", "tempfile"}

# Each room, and the rooms of ours that it may call. ``pages`` is dashboard.py and pages/.
MAY_CALL: dict[str, set[str]] = {
    "vocabulary": set(),
    "workbook": {"vocabulary"},
    "spelling": {"vocabulary"},
    "validation": {"workbook", "vocabulary"},
    "boundaries": {"vocabulary"},
    "snapshot": {"boundaries", "validation", "workbook", "vocabulary"},
    "engine": {"snapshot", "vocabulary"},
    "frames": {"engine", "vocabulary"},
    "theme": {"vocabulary"},
    "strips": {"theme", "vocabulary"},
    "charts": {"theme", "vocabulary"},
    "wording": {"frames", "vocabulary"},
    "files": {"wording", "vocabulary"},
    "importing": {
        "snapshot", "validation", "workbook", "spelling", "frames", "engine", "wording",
        "vocabulary",
    },
    "exhibits": {
        "files", "charts", "strips", "theme", "wording", "frames", "engine", "vocabulary",
    },
    "slides": {
        "exhibits", "files", "charts", "theme", "wording", "frames", "engine", "vocabulary",
    },
    "page": {
        "slides", "exhibits", "files", "charts", "strips", "theme", "wording", "frames", "engine",
        "vocabulary",
    },
    "commands": {
        "importing", "slides", "exhibits", "wording", "frames", "engine", "snapshot", "vocabulary",
    },
    "pages": {"page"},
}  # fmt: skip
MAY_CALL["__main__"] = {*MAY_CALL} - {"pages"}
MAY_CALL["__init__"] = set()

# What stands outside and a room may not touch. Rooms that are not named may touch anything.
MAY_NOT_TOUCH: dict[str, set[str]] = {
    "vocabulary": DISPLAY | FILES | {"duckdb", "pyarrow"},
    "workbook": DISPLAY | {"duckdb"},
    "spelling": DISPLAY | FILES | {"duckdb", "pyarrow"},
    "validation": DISPLAY | {"duckdb"},
    "importing": DISPLAY | {"duckdb"},
    "boundaries": DISPLAY | {"duckdb", "pyarrow"},
    "snapshot": DISPLAY,
    "engine": DISPLAY,
    "frames": DISPLAY | {"duckdb"},
    "theme": DISPLAY | {"duckdb"} | FILES,
    "strips": DISPLAY | {"duckdb"} | FILES,
    "charts": {"streamlit", "duckdb"} | FILES,
    "wording": DISPLAY | {"duckdb"} | FILES,
    "files": DISPLAY | {"duckdb"} | FILES - {"io"},
    "exhibits": {"streamlit", "duckdb"},
    "slides": {"streamlit", "duckdb"},
    "page": {"duckdb"},
    "commands": DISPLAY,
    "pages": DISPLAY | {"duckdb", "pyarrow"} | FILES,
}
NO_SQL = {
    "boundaries", "files", "frames", "charts", "wording", "exhibits", "slides", "page", "pages",
    "commands",
}  # fmt: skip
NO_FILES = {"theme", "strips", "charts", "wording", "files", "pages"}
LONGEST_PAGE = 60

SQL = re.compile(r"\bselect\b.+\bfrom\b|\binsert into\b|\bcreate (table|view)\b", re.I | re.S)
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}


def room_of(path: str) -> str:
    """The room of a file, by its path below the project."""
    first, _, rest = path.partition("/")
    if first != "indicators":
        return "pages"
    return rest.partition("/")[0].removesuffix(".py")


def imported(tree: ast.AST, path: str) -> Iterator[str]:
    """Every module that a source imports, wherever the import stands, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                here = path.split("/")[: -node.level]
                module = ".".join([*here, module] if module else here)
            if module == "indicators":
                yield from (f"indicators.{alias.name}" for alias in node.names)
            else:
                yield module


def text_of(node: ast.AST) -> str:
    """The text of a string or of the fixed pieces of an f-string; empty for all else."""
    pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
    constants = [piece.value for piece in pieces if isinstance(piece, ast.Constant)]
    return " ".join(value for value in constants if isinstance(value, str))


def faults(path: str, source: str) -> list[str]:
    """What a file does that its room may not; ``path`` is its place below the project."""
    room = room_of(path)
    tree = ast.parse(source)
    found = []
    for name in imported(tree, path):
        first, _, rest = name.partition(".")
        ours = rest.partition(".")[0]
        if first == "indicators" and ours != room and ours not in MAY_CALL[room]:
            found.append(f"{room} imports {ours or 'indicators'}")
        if first in MAY_NOT_TOUCH.get(room, set()):
            found.append(f"{room} imports {first}")
        if first == "importlib":
            found.append(f"{room} imports by name")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and room in NO_FILES:
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in OPENING:
                found.append(f"{room} opens a file")
        if room in NO_SQL and SQL.search(text_of(node)):
            found.append(f"{room} holds SQL")
    if room == "pages" and len(source.splitlines()) > LONGEST_PAGE:
        found.append(f"a page is longer than {LONGEST_PAGE} lines")
    return found


def sources() -> list[str]:
    paths = [*(ROOT / "indicators").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in [*paths, ROOT / "dashboard.py"])


@pytest.mark.parametrize("path", sources())
def test_every_file_keeps_to_its_room(path: str) -> None:
    assert room_of(path) in MAY_CALL, "a new room: say above what it may call"
    assert faults(path, (ROOT / path).read_text(encoding="utf-8")) == []


def test_no_room_calls_one_that_calls_it() -> None:
    open_rooms = {room: set(calls) for room, calls in MAY_CALL.items()}
    while leaves := {room for room, calls in open_rooms.items() if not calls & {*open_rooms}}:
        open_rooms = {room: calls for room, calls in open_rooms.items() if room not in leaves}
    assert open_rooms == {}


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        ("indicators/vocabulary.py", "from indicators import frames", "vocabulary imports frames"),
        (
            "indicators/engine.py",
            "from indicators.exhibits.facts import Facts",
            "engine imports ex",
        ),
        ("indicators/charts/rank.py", "from indicators import wording", "charts imports wording"),
        ("indicators/charts/rank.py", "import indicators.frames as f", "charts imports frames"),
        ("indicators/charts/rank.py", "from ..frames import Value", "charts imports frames"),
        ("indicators/charts/rank.py", "from .. import frames", "charts imports frames"),
        (
            "indicators/wording/words.py",
            "from indicators.charts import Figure",
            "wording imports c",
        ),
        ("indicators/exhibits/forms.py", "from indicators import snapshot", "exhibits imports sn"),
        ("indicators/exhibits/forms.py", "import streamlit as st", "exhibits imports streamlit"),
        ("indicators/exhibits/forms.py", "import indicators", "exhibits imports indicators"),
        ("indicators/exhibits/forms.py", "def f():\n    import duckdb", "exhibits imports duckdb"),
        ("indicators/exhibits/forms.py", "Q = 'select value from series'", "exhibits holds SQL"),
        ("indicators/exhibits/forms.py", "Q = f'SELECT {1}\\nFROM x'", "exhibits holds SQL"),
        ("indicators/page/overview.py", "from indicators import workbook", "page imports workbook"),
        ("indicators/page/overview.py", "import duckdb", "page imports duckdb"),
        ("indicators/charts/rank.py", "open('x')", "charts opens a file"),
        ("indicators/charts/rank.py", "from pathlib import Path", "charts imports pathlib"),
        ("indicators/frames.py", "from plotly import graph_objects", "frames imports plotly"),
        ("indicators/validation.py", "import duckdb", "validation imports duckdb"),
        ("indicators/boundaries/reading.py", "import pyarrow", "boundaries imports pyarrow"),
        ("indicators/files/rows.py", "from pathlib import Path", "files imports pathlib"),
        ("indicators/files/rows.py", "from indicators import exhibits", "files imports exhibits"),
        ("indicators/files/rows.py", "open('x')", "files opens a file"),
        ("indicators/workbook/folder.py", "import importlib", "workbook imports by name"),
        ("indicators/slides/deck.py", "import streamlit as st", "slides imports streamlit"),
        ("indicators/slides/deck.py", "import duckdb", "slides imports duckdb"),
        ("indicators/slides/deck.py", "from indicators import page", "slides imports page"),
        ("indicators/exhibits/forms.py", "from indicators import slides", "exhibits imports sl"),
        ("indicators/commands/export.py", "from indicators import page", "commands imports page"),
        ("pages/economy.py", "from indicators import engine", "pages imports engine"),
        ("pages/economy.py", "import plotly.graph_objects as go", "pages imports plotly"),
        ("dashboard.py", "x = 1\n" * 61, "a page is longer than 60 lines"),
    ],
)
def test_a_fault_is_found(path: str, source: str, fault: str) -> None:
    assert [each for each in faults(path, source) if each.startswith(fault)]


HEAD = re.compile(
    r"-- question: .+\?\n(--   .+\n)*-- grain: .+\n(--   .+\n)*-- null: .+\n(--   .+\n)*(?!--   )"
)
UNPORTABLE = re.compile(
    r"\b(asof|pivot|unpivot|generate_series|qualify|list|quantile_cont)\b|\*\s*exclude"
    r"|\b(group|order) by all\b",
    re.I,
)
LITERAL = re.compile(r"'[^']*'")


def sql_faults(text: str) -> list[str]:
    """What a file of queries does that it may not."""
    body = re.sub(r"--.*", "", text)
    bare = LITERAL.sub("''", body)
    found = [] if HEAD.match(text) else ["does not open with question, grain and null"]
    if match := UNPORTABLE.search(bare):
        found.append(f"is not portable: {match[0]}")
    if re.search(r"\bround\s*\(|\bformat\s*\(|\bprintf\s*\(", bare, re.I):
        found.append("rounds or formats")
    if re.search(r"#[0-9a-f]{3}", body, re.I):
        found.append("names a colour")
    named = [literal for literal in LITERAL.findall(body) if re.search(r"[a-z] [a-z]", literal)]
    if named or not body.isascii():
        found.append("holds a label")
    if bare != bare.lower():
        found.append("is not in lower case")
    return found


def queries() -> list[str]:
    paths = (ROOT / "queries").rglob("*.sql")
    return sorted(path.relative_to(ROOT / "queries").as_posix() for path in paths)


@pytest.mark.parametrize("path", queries())
def test_every_query_keeps_to_its_room(path: str) -> None:
    text = (ROOT / "queries" / path).read_text(encoding="utf-8")
    assert sql_faults(text) == []


@pytest.mark.parametrize("path", [path for path in queries() if not path.startswith("checks/")])
def test_every_answer_has_an_order(path: str) -> None:
    text = (ROOT / "queries" / path).read_text(encoding="utf-8")
    assert path == "schema.sql" or "\norder by" in text


@pytest.mark.parametrize("path", [path for path in queries() if path.startswith("checks/")])
def test_every_check_says_what_to_do_in_both_languages(path: str) -> None:
    lines = (ROOT / "queries" / path).read_text(encoding="utf-8").splitlines()
    assert [line[:6] for line in lines[3:5]] == ["-- vi:", "-- en:"]
    assert all(line.endswith(".") for line in lines[3:5])


GOOD = "-- question: what?\n-- grain: one row\n-- null: none\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("-- grain: one row\nselect 1", "does not open"),
        ("-- question: what?\n-- grain: one row\nselect 1", "does not open"),
        (GOOD + "select round(value, 1) from series", "rounds"),
        (GOOD + "select a from b asof join c", "is not portable"),
        (GOOD + "select * exclude (a) from b", "is not portable"),
        (GOOD + "select a, sum(b) from c group by all", "is not portable"),
        (GOOD + "select a from b qualify row_number() over () = 1", "is not portable"),
        (GOOD + "pivot a on b using sum(c)", "is not portable"),
        (GOOD + "select i from generate_series(1, 3) as g (i)", "is not portable"),
        (GOOD + "select 'Chậm tiến độ' as status", "holds a label"),
        (GOOD + "select 'plan missed' as status", "holds a label"),
        (GOOD + "select '#8E1028' as colour", "names a colour"),
        (GOOD + "SELECT 1", "is not in lower case"),
    ],
)
def test_a_fault_of_a_query_is_found(text: str, fault: str) -> None:
    assert [each for each in sql_faults(text) if each.startswith(fault)]


def test_a_sound_query_has_no_fault() -> None:
    assert sql_faults(GOOD + "select a, b from c where d = 'not_due' order by a") == []


def test_nothing_of_ours_is_left_out() -> None:
    below = {path.split("/")[0] for path in sources()}
    assert below == {"dashboard.py", "indicators", "pages"}
    assert len(sources()) > 40
    assert Path(__file__).parent == ROOT / "tests"
