"""Decks: the shipped ones read, and whatever is wrong in one is named by file and line."""

from pathlib import Path

import pytest

from indicators.engine import Engine
from indicators.exhibits.facts import Catalogue, catalogue
from indicators.slides.deck import Deck, DeckFault, decks, read
from tests.conftest import ROOT

SOUND = """\
title_vi = "Báo cáo"
title_en = "Report"
area = "020"
period = "2022"

[[slides]]
exhibit = "budget"

[[slides]]
exhibits = ["income", "poverty"]

[[slides]]
exhibit = "ranking"
indicator = "population"
period = "2019"
"""


@pytest.fixture(scope="module")
def known(source: Engine) -> Catalogue:
    return catalogue(source)


def own(data: Path) -> Path:
    """The file of a deck in a data folder."""
    (data / "decks").mkdir(exist_ok=True)
    return data / "decks" / "mine.toml"


def test_the_shipped_decks_read(known: Catalogue) -> None:
    found = decks(ROOT / "data", known)
    assert set(found) == {"yearly", "commune"}
    assert all(isinstance(one, Deck) for one in found.values())


def test_a_deck_keeps_the_order_of_its_slides(tmp_path: Path, known: Catalogue) -> None:
    own(tmp_path).write_text(SOUND, encoding="utf-8")
    deck = read(own(tmp_path), known)
    assert [item.exhibits for item in deck.items] == [
        ("budget",),
        ("income", "poverty"),
        ("ranking",),
    ]
    assert (deck.items[2].indicator, deck.items[2].period) == ("population", "2019")
    assert not deck.takes_commune


def test_a_slide_of_changes_may_name_the_snapshot_to_compare_with(
    tmp_path: Path, known: Catalogue
) -> None:
    text = SOUND.replace('exhibit = "budget"', 'exhibit = "changes"\nsince = "000041"')
    own(tmp_path).write_text(text, encoding="utf-8")
    assert [item.since for item in read(own(tmp_path), known).items] == ["000041", "", ""]


def test_a_deck_can_be_one_that_takes_a_commune(known: Catalogue) -> None:
    deck = decks(ROOT / "data", known)["commune"]
    assert isinstance(deck, Deck)
    assert deck.takes_commune


@pytest.mark.parametrize(
    ("typed", "instead", "line", "said"),
    [
        ('"budget"', '"budgt"', 7, "«budgt»; có phải «budget»?"),
        ('["income", "poverty"]', '["income", "porverty"]', 10, "«porverty»"),
        ('["income", "poverty"]', '["income", "poverty", "budget"]', 9, "1 đến 2 mã"),
        ('["income", "poverty"]', "[]", 9, "1 đến 2 mã"),
        ('["income", "poverty"]', "7", 9, "1 đến 2 mã"),
        ('"population"', '"populaton"', 14, "có phải «population»?"),
        ('indicator = "population"\n', "", 13, "cần một chỉ tiêu"),
        ('"2019"', '"2019-Q5"', 15, "không phải một kỳ"),
        ('"020"', '"999"', 3, "không có «999»"),
        ('period = "2022"\n', "", 1, "còn thiếu period"),
        ('period = "2022"', "period = 2022", 4, 'period = "2022"'),
        ('title_en = "Report"\n', "", 1, "còn thiếu title_en"),
        ('exhibit = "budget"', 'exhibits = "budget"', 6, "exhibits = [...]"),
        ('exhibit = "budget"', 'exhibt = "budget"', 7, "có phải «exhibit»?"),
        ('exhibit = "budget"', 'exhibit = "profile"', 7, "không có «profile»"),
        ("[[slides]]", "[[slide]]", 6, "«slide»"),
        ('exhibit = "budget"', "exhibit = budget", 7, "TOML"),
        ('["income", "poverty"]', '["income", "overview"]', 10, "«overview» cần cả một trang"),
        ('["income", "poverty"]', '["map", "income"]\nindicator = "households"', 10, "«map» cần"),
        ('exhibit = "budget"', 'exhibit = "budget"\nindicator = "population"', 8, "chỉ dùng với"),
        ('exhibit = "budget"', 'exhibit = "budget"\nsince = "000041"', 8, "chỉ dùng với changes"),
        ('exhibit = "budget"', 'exhibit = "changes"\nsince = "41"', 8, "sáu chữ số như 000041"),
        ('exhibit = "budget"', 'exhibit = "changes"\nsince = 41', 8, 'since = "41"'),
        ('["income", "poverty"]', '["income", "changes"]', 10, "«changes» cần cả một trang"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, known: Catalogue, typed: str, instead: str, line: int, said: str
) -> None:
    assert typed in SOUND
    own(tmp_path).write_text(SOUND.replace(typed, instead), encoding="utf-8")
    with pytest.raises(DeckFault) as caught:
        read(own(tmp_path), known)
    found = {finding.line: finding.say("vi") for finding in caught.value.findings}
    assert line in found, found
    assert found[line].startswith(f"decks/mine.toml, dòng {line}")
    assert said in found[line]
    assert "Traceback" not in caught.value.say("en")


def test_every_fault_of_a_deck_is_named_not_only_the_first(
    tmp_path: Path, known: Catalogue
) -> None:
    text = SOUND.replace('"budget"', '"a"').replace('"population"', '"b"').replace('"020"', '"c"')
    own(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(DeckFault) as caught:
        read(own(tmp_path), known)
    assert [finding.line for finding in caught.value.findings] == [3, 7, 14]


def test_a_deck_without_slides_or_text_is_named(tmp_path: Path, known: Catalogue) -> None:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "empty.toml").write_text(SOUND.partition("[[")[0], encoding="utf-8")
    (folder / "old.toml").write_bytes('title_vi = "Báo cáo"'.encode("utf-16"))
    (folder / "sound.toml").write_text(SOUND, encoding="utf-8")
    found = decks(tmp_path, known)
    assert isinstance(found["sound"], Deck)
    empty, old = found["empty"], found["old"]
    assert isinstance(empty, DeckFault)
    assert "chưa có trang nào" in empty.say("vi")
    assert isinstance(old, DeckFault)
    assert "UTF-8" in old.say("vi")


def test_a_missing_deck_is_named(tmp_path: Path, known: Catalogue) -> None:
    with pytest.raises(DeckFault, match=r"decks/none\.toml"):
        read(tmp_path / "decks" / "none.toml", known)


def test_a_deck_from_elsewhere_is_named_by_its_path(tmp_path: Path, known: Catalogue) -> None:
    elsewhere = tmp_path / "mine.toml"
    elsewhere.write_text(SOUND.replace('"budget"', '"budgt"'), encoding="utf-8")
    with pytest.raises(DeckFault) as caught:
        read(elsewhere, known)
    assert caught.value.say("vi").startswith(f"{elsewhere}, dòng 7")


def test_the_name_of_ones_own_contents_is_taken(tmp_path: Path, known: Catalogue) -> None:
    kept = own(tmp_path).with_name("own.toml")
    kept.write_text(SOUND, encoding="utf-8")
    with pytest.raises(DeckFault, match="rename the file"):
        read(kept, known)
