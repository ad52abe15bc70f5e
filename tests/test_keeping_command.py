"""The commands that make a template and a new folder: what they write, and what they refuse."""

from pathlib import Path

import openpyxl
import pytest
import typer
from typer.testing import CliRunner, Result

from indicators.commands.keeping import new, template
from indicators.importing.headings import SHEETS
from tests.conftest import ROOT

app = typer.Typer()
app.command()(template)
app.command()(new)


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def one_line(done: Result, code: int) -> str:
    assert done.exit_code == code, done.output
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_a_template_is_written_for_areas_and_indicators(published: Path, tmp_path: Path) -> None:
    file = tmp_path / "so lieu.xlsx"
    asked = ["--area", "020", "--area", "00640", "--indicator", "budget_revenue"]
    done = call("template", "--data", published, *asked, "--period", "2023", "--output", file)
    assert (done.exit_code, done.stdout) == (0, f"{file}\n"), done.output
    sheet = openpyxl.load_workbook(file)["Số liệu"]
    found = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in found] == ["020", "00640"]
    assert {row[2] for row in found} == {"budget_revenue"}
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_without_an_area_the_district_is_meant(published: Path, tmp_path: Path) -> None:
    file = tmp_path / "F.xlsx"
    asked = ["--data", published, "--period", "2023", "--output", file, "--language", "en"]
    assert call("template", *asked).exit_code == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [english for _, english in SHEETS.values()]
    assert {row[0].value for row in book["Figures"].iter_rows(min_row=2)} == {"020"}


def test_a_file_is_replaced_only_when_asked(published: Path, tmp_path: Path) -> None:
    file = tmp_path / "F.xlsx"
    file.write_bytes(b"mine")
    asked = ["template", "--data", published, "--period", "2023", "--output", file]
    assert "--force" in one_line(call(*asked), 1)
    assert file.read_bytes() == b"mine"
    assert call(*asked, "--force").exit_code == 0
    assert file.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("changed", "code", "vi"),
    [
        ({"--period": "năm 2023"}, 2, "không phải là kỳ"),
        ({"--area": "999"}, 2, "không có địa bàn «999»"),
        ({"--indicator": "nothing"}, 2, "Không có chỉ tiêu «nothing»"),
        ({"--output": "F.xls"}, 2, "phải kết thúc bằng .xlsx"),
        ({"--output": "nowhere/F.xlsx"}, 1, "Không ghi được"),
        ({"--output": "."}, 2, "phải kết thúc bằng .xlsx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_no_file(
    published: Path, tmp_path: Path, changed: dict[str, str], code: int, vi: str
) -> None:
    asked = {"--area": "020", "--period": "2023", "--output": "F.xlsx"} | changed
    asked["--output"] = str(tmp_path / asked["--output"])
    pairs = [text for pair in asked.items() for text in pair]
    assert vi in one_line(call("template", "--data", published, *pairs), code)
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_is_made_and_what_to_fill_in_first_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "gia lam"
    done = call("new", folder, "--data", ROOT / "data")
    assert done.exit_code == 0, done.output
    assert all(Path(line).is_file() for line in done.stdout.splitlines())
    assert "areas.csv" in done.stderr
    readme = (folder / "README.md").read_text("utf-8")
    vietnamese, english = readme.split("# The data folder")
    assert vietnamese.startswith("# Thư mục số liệu\n")
    for name in ("sources.csv", "areas.csv", "indicators.csv", "template"):
        assert name in vietnamese.split("**Bắt đầu**")[1]
        assert name in english
    again = one_line(call("new", folder, "--data", ROOT / "data", "--language", "en"), 1)
    assert "is not empty" in again
