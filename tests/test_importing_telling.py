"""A proposal in words holds no more than a page can show, however much a file holds."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indicators.engine import Engine
from indicators.importing import telling
from indicators.importing.proposing import proposed
from indicators.importing.telling import plain
from tests.filled import Sheets, free, of
from tests.importing_folder import figures, look
from tests.small_folder import small_folder

NOW = datetime(2024, 2, 1, 8, 30, tzinfo=UTC)
HEAD = "area_code,indicator_code,period,value,status,source_code,note_vi\n"


def told(folder: Path, source: Engine, text: str) -> dict[str, object]:
    path = folder.parent / "long.csv"
    path.write_text(HEAD + text, "utf-8")
    with proposed([path], folder, source, now=NOW) as proposal:
        return plain(proposal, source)


def test_cells_and_sentences_are_cut(tmp_path: Path) -> None:
    folder = small_folder(tmp_path / "data", observations=[{"value": 100}])
    source = folder.published()
    note = "dài " * 20_000
    said = told(folder.path, source, f"020,output,2021,90,official,report,{note}\n")
    assert "dài dài" in json.dumps(said, ensure_ascii=False)
    assert len(json.dumps(said, ensure_ascii=False)) < 5000
    wrong = told(folder.path, source, f"020,output,2021,{note},official,report,\n")
    assert len(json.dumps(wrong, ensure_ascii=False)) < 5000


def test_statuses_that_are_not_told_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = ("2021", "2022")
    folder = small_folder(
        tmp_path / "data",
        observations=[{"period": year, "value": 100} for year in years],
        plans=[{"period": year, "value": 90} for year in years],
    )
    source = folder.published()
    monkeypatch.setattr(telling, "_MOST", 1)
    rows = (f"020,output,{year},80,official,report,\n" for year in years)
    said = told(folder.path, source, "".join(rows))
    assert isinstance(said["statuses"], list)
    assert (len(said["statuses"]), said["changed_statuses"]) == (1, 2)


def test_a_source_is_counted_as_no_figure(source: Engine, published: Path, tmp_path: Path) -> None:
    book = Sheets(source, tmp_path / "2023.xlsx", "2023", indicators=["income_per_person"])
    book.fill(
        "sources",
        free,
        Mã_nguồn="report_2024",
        Tên_tài_liệu="Báo cáo năm 2023",
        Nơi_công_bố="UBND huyện",
        Ngày_công_bố="15/01/2024",
    )
    book.fill(
        "observations",
        of("income_per_person"),
        Giá_trị=70.5,
        Tính_chất="Số nguồn công bố",
        Mã_nguồn="report_2024",
    )
    with proposed([book.saved()], published, source, now=NOW) as proposal:
        said = plain(proposal, source)["summary"]
    assert isinstance(said, dict)
    assert "1 số mới" in said["vi"]
    assert "Thêm 1 nguồn mới." in said["vi"]


def test_words_of_a_column_are_those_of_that_column(tmp_path: Path) -> None:
    folder = small_folder(tmp_path / "data", observations=[{"value": 100}])
    said = told(folder.path, folder.published(), "020,output,2021,90,official,report,official\n")
    after = json.dumps(said["changes"], ensure_ascii=False)
    assert "Số nguồn công bố" in after
    assert ": official" in after


def test_questions_of_two_files_at_one_place_are_told_apart(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    paths = [
        figures(tmp_path / f"{year}.xlsx", {"Kỳ": str(year), "Giá trị": "2.300"})
        for year in (2021, 2023)
    ]
    assert [one.rule for one in look(source, published, *paths).findings] == [
        "ambiguous-number",
        "ambiguous-number",
    ]
    with proposed(paths, published, source, now=NOW) as proposal:
        findings = plain(proposal, source)["findings"]
    places = [one["place"] for one in findings] if isinstance(findings, list) else []
    assert places == ["[2021.xlsx]Số liệu!G2", "[2023.xlsx]Số liệu!G2"]


def test_change_is_told_with_its_file_where_there_are_several(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    paths = [
        figures(tmp_path / f"{year}.xlsx", {"Kỳ": str(year), "Giá trị": 2301})
        for year in (2021, 2023)
    ]
    # Of two files, though only one changes anything.
    for given, place in (
        (paths, "[2021.xlsx]Số liệu!G2"),
        ([paths[0], figures(tmp_path / "f.xlsx")], "[2021.xlsx]Số liệu!G2"),
        (paths[:1], "Số liệu!G2"),
    ):
        with proposed(given, published, source, now=NOW) as proposal:
            changes = plain(proposal, source)["changes"]
        assert [one["place"] for one in changes][:1] == [place]
