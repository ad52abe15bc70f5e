"""Questions: which are asked together, and which answer is to which of them."""

from pathlib import Path

import pytest

from indicators.importing.asking import Doubt, Notes, Place
from indicators.vocabulary import Severity
from tests.importing_folder import look
from tests.small_folder import small_folder


def test_two_questions_at_one_cell_are_answered_apart() -> None:
    place = Place("f.xlsx", "S", "value", "C", 7)
    doubt = Doubt(place, "7", ("keep", "drop"))

    def asked(answers: dict[str, str], **how: bool) -> tuple[list[str | None], list[str]]:
        notes = Notes(answers)
        said_ = [notes.ask(doubt, rule, "x", "y") for rule in ("one", "two")]
        return said_, [finding.place for finding in notes.finished(**how)]

    assert asked({}) == ([None, None], ["S!C7 (one)", "S!C7 (two)"])
    assert asked({"S!C7": "keep"}) == (["keep", None], ["S!C7 (two)"])
    both = {"S!C7": "keep", "S!C7 (two)": "drop"}
    assert asked(both) == (["keep", "drop"], [])
    assert asked({"S!C7 (two)": "drop"}) == ([None, "drop"], ["S!C7"])
    assert asked({}, several=True)[1] == ["[f.xlsx]S!C7 (one)", "[f.xlsx]S!C7 (two)"]
    whole = {"[f.xlsx]S!C7 (one)": "keep", "[f.xlsx]S!C7 (two)": "drop"}
    assert asked(whole, several=True) == (["keep", "drop"], [])


def test_doubts_of_more_choices_are_not_answered_with_the_others() -> None:
    doubts = [
        Doubt(Place("f.xlsx", "S", "area_code", "C", row), "6", ("a", "b")[: 1 + (row < 8)])
        for row in range(3, 13)
    ]
    notes = Notes({"S!C3": "b"})
    answers = notes.ask_all(doubts, "zeros", lambda _doubt, others: ("".join(others), ""))
    assert answers == ["b"] * 5 + [None] * 5
    assert [(one.place, one.vi) for one in notes.finished()] == [("S!C8", "C9C10C11C12")]


@pytest.mark.parametrize(
    ("count", "of_count", "of_amounts"), [("a_count", "D2", "D3"), ("f_count", "D6", "D2")]
)
def test_answer_about_a_count_settles_no_amount(
    tmp_path: Path, count: str, of_count: str, of_amounts: str
) -> None:
    codes = sorted([count, "b", "c", "d", "e"])
    folder = small_folder(
        tmp_path / "data",
        indicators=[
            {"indicator_code": code, "name_vi": code, "position": place,
             "unit_code": "count" if code == count else "amount"}
            for place, code in enumerate(codes, 1)
        ],
        observations=[{"indicator_code": code, "value": 67} for code in codes],
    )  # fmt: skip
    path = tmp_path / "f.csv"
    lines = [f"020,{code},2023,678,official,report" for code in codes]
    head = "area_code,indicator_code,period,value,status,source_code"
    path.write_text("\n".join([head, *lines, ""]), "utf-8")
    source = folder.published()
    questions = {one.place: one.choices for one in look(source, folder.path, path).findings}
    assert questions == {of_count: ("678", "drop"), of_amounts: ("678", "67.8")}
    answers = {of_count: "drop", of_amounts: "678"}
    found = look(source, folder.path, path, answers=answers)
    assert found.ready
    assert [one.after["value"] for one in found.changes] == ["678"] * 4
    answers = {of_count: "678", of_amounts: "67.8"}
    found = look(source, folder.path, path, answers=answers)
    values = {one.key[1].code: one.after["value"] for one in found.changes}
    assert values == {code: "678" if code == count else "67.8" for code in codes}


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    years = ("2019", "2020", "2021")
    folder = small_folder(
        tmp_path / "data", observations=[{"period": year, "value": 9} for year in years]
    )
    source = folder.published()
    head = "area_code,indicator_code,period,value,status,source_code\n"
    paths = []
    for year, name in zip(years, ("bieu.csv", "bieu.csv", "bieu (2).csv"), strict=True):
        paths.append(tmp_path / year / name)
        paths[-1].parent.mkdir()
        paths[-1].write_text(f"{head}020,output,{year},,official,report\n", "utf-8")
    names = ["bieu.csv", "bieu (3).csv", "bieu (2).csv"]
    found = look(source, folder.path, *paths)
    assert [(one.file, one.place) for one in found.findings] == [
        (name, f"[{name}]D2") for name in names
    ]
    answers = {"[bieu.csv]D2": "keep", "[bieu (3).csv]D2": "withdraw", "[bieu (2).csv]D2": "keep"}
    found = look(source, folder.path, *paths, answers=answers)
    assert found.findings == ()
    assert [(one.kind, one.after["period"], one.file) for one in found.changes] == [
        ("withdrawn", "2020", "bieu (3).csv")
    ]
    assert [name for name, _ in found.sources] == names
    # What cannot be read at all is of one file, too.
    paths[1].write_bytes(b"")
    (fault, *_) = look(source, folder.path, *paths, answers=answers).findings
    assert (fault.file, fault.severity) == ("bieu (3).csv", Severity.ERROR)
