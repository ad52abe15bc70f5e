"""The command line: what it answers, in which language, and how it says that something is wrong."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from indicators import engine, frames, snapshot
from indicators.__main__ import app
from indicators.engine import Engine
from tests.conftest import ROOT
from tests.small_folder import small_folder


def real(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command as a user starts it: a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "indicators", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def one_line(done: Result, code: int) -> str:
    """What a command says when it stops: one line, no traceback, nothing on standard output."""
    assert done.exit_code == code, done.output
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_publish_query_report_and_check_run_as_real_processes(tmp_path: Path) -> None:
    data = small_folder(tmp_path, observations=[{"value": 12.25}]).path
    done = real("publish", "--data", data)
    assert (done.returncode, done.stdout) == (0, "Đã công bố indicators-000001.\n")
    done = real("query", "values", "--data", data, "--format", "csv")
    assert done.returncode == 0
    assert [row["value"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["12.25"]
    done = real("check", "--data", data, "--language", "en")
    assert (done.returncode, done.stdout.endswith("no findings.\n")) == (0, True)


def test_every_query_answers_as_was_known_on_a_day_and_by_plans_as_first_assigned(
    tmp_path: Path,
) -> None:
    later = {"source_code": "later", "known_from": "2023-06-12"}
    small_folder(
        tmp_path,
        sources=[{}, {"source_code": "later", "published_on": "2023-06-10"}],
        observations=[{"value": 92}, {"value": 95, **later}],
        plans=[{"value": 100}, {"value": 90, **later}],
    ).published().close()

    def asked(name: str, *pairs: str) -> list[dict[str, str]]:
        done = call("query", name, *pairs, "--data", tmp_path, "--format", "csv")
        assert done.exit_code == 0, done.output
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def judged(*pairs: str) -> tuple[str, str, str]:
        (row,) = asked("progress", *pairs)
        return row["value"], row["plan"], row["status"]

    assert judged() == ("95.0", "90.0", "exceeded")
    assert judged("known_on=2023-06-11") == ("92.0", "100.0", "missed")
    assert judged("plan_version=first") == ("95.0", "100.0", "missed")
    assert judged("known_on=2023-06-12", "plan_version=amended") == judged()
    for name in engine.names():
        given = ["indicator=output"] if "indicator" in engine.parameters_of(name) else []
        assert asked(name, *given, "known_on=2023-06-12", "plan_version=amended") == (
            asked(name, *given)
        ), name


def test_mistake_in_a_real_process_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    done = real("query", "nothing", "--data", tmp_path, "--language", "en")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("There is no query “nothing”")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [
        ("vi", "Đã công bố indicators-000001.", "Số liệu không đổi, vẫn dùng indicators-000001."),
        ("en", "Published indicators-000001.", "Nothing changed, indicators-000001 stays."),
    ],
)
def test_publish_says_what_it_did(tmp_path: Path, language: str, first: str, again: str) -> None:
    data = small_folder(tmp_path).path
    for said in (first, again):
        done = call("publish", "--data", data, "--language", language)
        assert (done.exit_code, done.stdout.strip()) == (0, said)
    assert "000002" in call("publish", "--data", data, "--force").stdout


@pytest.mark.parametrize(
    ("language", "finding", "end"),
    [
        ("vi", "observations/rows.csv, dòng 2, cột value: «12,5» không phải là số",
         "bản đang dùng vẫn là: chưa có."),
        ("en", "observations/rows.csv, line 2, column value: “12,5” is no number",
         "still served: none yet."),
    ],
)  # fmt: skip
def test_publish_with_findings_names_each_and_exits_1(
    tmp_path: Path, language: str, finding: str, end: str
) -> None:
    data = small_folder(tmp_path, observations=[{"value": "12,5"}]).path
    done = call("publish", "--data", data, "--language", language)
    assert (done.exit_code, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(finding)
    assert lines[1].endswith(end)


@pytest.mark.parametrize(
    ("table", "rows", "place", "says"),
    [
        ("observations", [{"indicator_code": "ouptut"}], ("observations/rows.csv, line 2, "
         "column indicator_code"), "is it “output”?"),
        ("observations", [{"area_code": "0200"}], ("observations/rows.csv, line 2, "
         "column area_code"), "is it “020”?"),
        ("observations", [{"value": 1}, {"value": 2}], ("observations/rows.csv, line 3, "
         "column area_code"), "repeats observations/rows.csv:2"),
        ("plans", [{"period": "2021", "value": 5}], ("plans/rows.csv, line 2, "
         "column indicator_code"), "no observation answers it"),
        ("plans", [{"value": "five"}], "plans/rows.csv, line 2, column value", "is no number"),
    ],
)  # fmt: skip
def test_bad_data_leave_the_last_snapshot_served_and_name_the_cell(
    tmp_path: Path, table: str, rows: list[dict[str, object]], place: str, says: str
) -> None:
    folder = small_folder(tmp_path)
    before = snapshot.publish(tmp_path).path
    folder.write(table, rows)
    done = call("publish", "--data", tmp_path, "--language", "en")
    assert done.exit_code == 1
    first, last = done.stderr.splitlines()
    assert first.startswith(place)
    assert says in first
    assert last.endswith("still served: indicators-000001.")
    assert snapshot.current(tmp_path) == before


FILES = {
    "missing": (None, "catalogue/units.csv: this file is missing"),
    "empty": (b"", "catalogue/units.csv: the file is empty"),
    "malformed": (
        b'unit_code,name_vi,name_en,kind\namount,"ty,bn,amount\n',
        "catalogue/units.csv, line 2: a double quote",
    ),
    "non-UTF-8": (
        "unit_code,name_vi,name_en,kind\namount,tỷ,bn,amount\n".encode("cp1258", "replace")
        + b"x,\xfd\xff,y,amount\n",
        "catalogue/units.csv, line 3: cannot be read as UTF-8",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FILES)
def test_broken_file_gives_its_one_finding_and_changes_nothing(tmp_path: Path, fault: str) -> None:
    content, said = FILES[fault]
    folder = small_folder(tmp_path)
    before = snapshot.publish(tmp_path).path
    path = folder.path / "catalogue/units.csv"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    done = call("publish", "--data", tmp_path, "--language", "en")
    assert done.exit_code == 1
    first, _last = done.stderr.splitlines()
    assert first.startswith(said)
    assert snapshot.current(tmp_path) == before


@pytest.mark.parametrize("command", [["query", "areas"], ["report"], ["check"]])
def test_folder_without_snapshot_says_how_to_publish(tmp_path: Path, command: list[str]) -> None:
    said = one_line(call(*command, "--data", tmp_path, "--language", "en"), 1)
    assert said.endswith(f"python -m indicators publish --data {tmp_path}")
    assert "chưa có bản số liệu" in one_line(call(*command, "--data", tmp_path), 1)


def test_publish_of_no_folder_says_so(tmp_path: Path) -> None:
    assert "Không có thư mục" in one_line(call("publish", "--data", tmp_path / "x"), 1)


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (["query", "nothing"], "Không có truy vấn «nothing»", "There is no query “nothing”"),
        (["query", "values", "colour=red"], "không có khóa «colour»", "has no key “colour”"),
        (["query", "values", "area"], "không có khóa «area»", "has no key “area”"),
        (["query", "areas", "area=020"], "không có khóa «area»", "has no key “area”"),
        (["query", "values", "known_on=x"], "«x» không phải là ngày", "“x” is no day"),
        (["query", "areas", "plan_version=x"], "có: amended, first.", "there are: amended, first."),
        (["query", "history"], "cần khóa «indicator»", "needs the key “indicator”"),
        (["query", "history", "indicator=x"], "Không có indicator «x»", "no indicator “x”"),
        (["query", "values", "area=x"], "Không có area «x»", "There is no area “x”"),
        (["query", "values", "period=2022-13"], "không phải là kỳ", "is no period"),
        (["report", "--period", "Q1"], "không phải là kỳ", "is no period"),
        (["report", "--period", "1999"], "có số liệu: 2022.", "with figures: 2022."),
        (["report", "--area", "x"], "Không có số liệu của «x»", "There are no figures of “x”"),
    ],
)  # fmt: skip
def test_mistyped_command_exits_2_with_one_line_in_the_language_asked(
    published: Path, arguments: list[str], vi: str, en: str
) -> None:
    assert vi in one_line(call(*arguments, "--data", published), 2)
    assert en in one_line(call(*arguments, "--data", published, "--language", "en"), 2)


@pytest.mark.parametrize(
    "arguments",
    [["unknown"], ["query"], ["query", "values", "--format", "xml"], ["check", "--language", "fr"]],
)
def test_unknown_command_or_option_exits_2_without_traceback(arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Usage" in done.stderr
    assert "Traceback" not in done.stderr


def keys(name: str) -> list[str]:
    if "indicators" in engine.parameters_of(name):
        return ["indicators=near_poor_reduction,standard_schools"]
    if "indicator" not in engine.parameters_of(name):
        return []
    # What communes are compared by, or what the district has.
    return [f"indicator={'population' if 'commune' in name else 'near_poor_reduction'}"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("frequency", "W"),
        ("illustrative", "yes"),
        ("assigner", "nobody"),
        ("before", "last year"),
    ],
)
def test_a_value_that_a_key_cannot_have_is_named(published: Path, key: str, value: str) -> None:
    name = {"before": "commune_ranking", "assigner": "commune_plans"}.get(key, "commune_spread")
    done = call("query", name, *keys(name), f"{key}={value}", "--data", published)
    assert done.exit_code == 2
    assert value in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("name", engine.names())
def test_json_gives_back_every_row_unrounded(published: Path, source: Engine, name: str) -> None:
    done = call("query", name, *keys(name), "--data", published, "--format", "json")
    assert done.exit_code == 0
    given = dict(pair.split("=") for pair in keys(name))
    usual = {"area": "020", "period": "2022", "frequency": "A", "illustrative": "1"}
    asked = usual | {"before": "", "areas": "", "assigner": "", "day": "2022-12-31"}
    asked |= {"most": "1000000"} | given
    wanted = {key: asked[key] for key in engine.parameters_of(name)}
    rows = source.query(name, **wanted).to_pylist()
    expected = [
        {k: v if v is None or isinstance(v, (str, int, float)) else str(v) for k, v in row.items()}
        for row in rows
    ]
    assert json.loads(done.stdout) == expected


@pytest.mark.parametrize("name", engine.names())
def test_csv_gives_back_every_row_unrounded(published: Path, name: str) -> None:
    arguments = ["query", name, *keys(name), "--data", published, "--format"]
    rows = json.loads(call(*arguments, "json").stdout)
    table = list(csv.DictReader(io.StringIO(call(*arguments, "csv").stdout)))
    assert table == [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]


def test_numbers_are_printed_with_every_digit(published: Path, source: Engine) -> None:
    row = next(row for row in frames.progress(source, "020", "2022") if row.plan_high == 240)
    done = call("query", "progress", "--data", published, "--format", "csv")
    assert f",{row.plan!r}," in done.stdout
    assert len(repr(row.plan)) > 10


def test_table_shows_names_and_blanks(published: Path) -> None:
    done = call("query", "plans", "indicator=near_poor_reduction", "--data", published)
    assert done.exit_code == 0
    assert "239.37" in done.stdout
    assert "None" not in done.stdout


def test_data_folder_is_taken_from_the_environment(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHI_TIEU_DATA", str(published))
    assert (
        json.loads(call("query", "edition", "--format", "json").stdout)[0]["as_of"] == "2023-02-27"
    )


def test_report_is_prose_in_both_languages(published: Path) -> None:
    texts = [call("report", "--data", published, "--language", one).stdout for one in ("vi", "en")]
    assert "67,7" in texts[0]
    assert "67.7" in texts[1]
    assert texts[0] != texts[1]


def test_check_counts_the_rules_that_hold(published: Path) -> None:
    count = len(snapshot.check_files())
    assert call("check", "--data", published).stdout == f"Đạt cả {count} quy tắc, không có lỗi.\n"


def test_check_names_what_a_newer_rule_finds(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = tmp_path / "no_figures.sql"
    rule.write_text(
        "-- vi: có «{typed}».\n-- en: holds “{typed}”.\n"
        "select file, line, 'value' as column_name, 'one' as typed from observations limit 1",
        "utf-8",
    )
    monkeypatch.setattr(snapshot.recipe, "check_files", lambda: [rule])
    said = one_line(call("check", "--data", published, "--language", "en"), 1)
    assert said.startswith("observations/")
    assert said.endswith("column value: holds “one”.")


@pytest.mark.parametrize("command", [["query", "areas"], ["report"], ["check"]])
def test_snapshot_of_another_version_says_to_publish_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    snapshot.publish(small_folder(tmp_path).path)
    monkeypatch.setattr(snapshot.recipe, "mark", lambda: "another")
    said = one_line(call(*command, "--data", tmp_path, "--language", "en"), 1)
    assert "another version of the program; publish again" in said
    assert "hãy công bố lại" in one_line(call(*command, "--data", tmp_path), 1)


def test_older_snapshot_that_fits_answers_and_says_to_publish_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_folder(tmp_path)
    snapshot.publish(tmp_path)
    folder.write("observations", [{"value": 7}])
    monkeypatch.setattr(snapshot.recipe, "mark", lambda: "another")
    snapshot.publish(tmp_path)
    monkeypatch.undo()
    done = call("query", "values", "--data", tmp_path, "--format", "json", "--language", "en")
    assert (done.exit_code, json.loads(done.stdout)[0]["value"]) == (0, 100)
    assert len(done.stderr.splitlines()) == 1
    assert "publish again" in done.stderr


@pytest.mark.parametrize("command", [["query", "areas"], ["report"], ["check"]])
def test_what_the_database_cannot_do_is_one_line(
    published: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise duckdb.OutOfMemoryException("Out of memory\nlong story")

    for name in ("query", "broken_rules"):
        monkeypatch.setattr(Engine, name, fail)
    said = one_line(call(*command, "--data", published, "--language", "en"), 1)
    assert said.startswith("The snapshot cannot be read (Out of memory)")
    assert "Không đọc được bản số liệu" in one_line(call(*command, "--data", published), 1)


def test_table_prints_what_a_cell_holds(tmp_path: Path) -> None:
    titles = {"title_vi": "[red]Đỏ[/red] :smile:", "title_en": "[/]"}
    data = small_folder(tmp_path, sources=[titles]).path
    snapshot.publish(data)
    done = call("query", "sources", "--data", data)
    assert done.exit_code == 0
    assert "[red]Đỏ[/red]" in done.stdout
    assert ":smile:" in done.stdout
    assert "[/]" in done.stdout


def test_help_says_that_csv_is_for_programs() -> None:
    assert "are for programs" in " ".join(call("query", "--help").stdout.split())


def test_help_lists_every_query_with_its_question() -> None:
    text = " ".join(call("query", "--help").stdout.split())
    for name in engine.names():
        assert f"{name} " in text or f"{name}:" in text
    assert "which areas are there" in text
