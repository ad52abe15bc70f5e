"""The overview: its tiles, its list of plans and its headline, of the shipped data and of another
district.
"""

from pathlib import Path

from indicators.exhibits import overview, tiles
from indicators.exhibits.facts import Facts
from indicators.wording import numbers
from indicators.wording.words import word
from tests.answers import facts, texts
from tests.small_folder import small_folder


def test_the_status_of_a_tile_is_that_of_its_worst_part(other: Facts) -> None:
    small = {tile.code: tile for tile in tiles.tiles(other)}
    assert [*small] == ["output", "roads", "branches", "hardship", "schooling", "index"]
    # 92 % of the province's plan and 102.2 % of the council's; met, exceeded and missed.
    assert small["roads"].status == "missed"
    assert small["hardship"].status == "missed"
    # A part that failed is named, though the tile states another one.
    accidents = other.catalogue.indicators["accidents"].short(other.language)
    assert accidents.lower() in small["hardship"].note.lower()
    assert {one.status for one in small["roads"].judgements} == {"missed", "exceeded"}
    # Of two plans it is said whose was missed.
    missed = next(by for row, by in other.judged(other.catalogue.indicators["roads_mended"])
                  if row.status == "missed")  # fmt: skip
    assert small["roads"].word.endswith(f" ({missed.short(other.language)})")
    assert small["schooling"].status == "missed"
    assert small["branches"].status == "no_plan"
    for tile in small.values():
        assert tile.word.startswith(word(tile.status, other.language))
        assert 'role="img"' in tile.strip


def test_a_tile_is_named_after_what_it_shows(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        exhibits=[{"form": "plan", "tile_position": 1, "short_vi": "Xóa nghèo"}],
        indicators=[
            {"short_vi": "Hộ thoát nghèo"},
            {"indicator_code": "near", "position": 2, "short_vi": "Giảm hộ cận nghèo"},
        ],
        observations=[{"period": "2021", "value": 1}, {"indicator_code": "near", "value": 2}],
    ).published()
    labels = [
        next(tile.label for tile in tiles.tiles(facts(source, "vi", period, "020")))
        for period in ("2021", "2022")
    ]
    assert labels == ["Xóa nghèo", "Giảm hộ cận nghèo"]


def test_the_list_of_plans_begins_with_what_is_most_behind(other: Facts) -> None:
    progress = overview.progress(other)
    assert progress is not None
    shown = texts(progress.figure)
    names = ["accidents", "safe_schools", "gross_output", "roads_mended", "schools", "poor"]
    places = []
    for code in names:
        short = other.catalogue.indicators[code].short(other.language)
        places.append(next(place for place, text in enumerate(shown) if short in text))
    assert places == sorted(places)
    # Twelve plans are over; one is late, one is due in 2026.
    counted = {"vi": ("6/12", "1 kế hoạch báo cáo trễ"), "en": ("6 of 12", "1 reported late")}
    assert all(part in progress.headline for part in counted[other.language])


def test_evidence_compares_like_with_like(other: Facts) -> None:
    progress = overview.progress(other)
    assert progress is not None
    shown = " | ".join(texts(progress.figure)).replace(numbers.NBSP, " ")
    wanted = {
        "vi": ["giảm 65 hộ so với giảm 60 hộ", "tăng 11,1 % so với tăng 12,5 %",
               "thứ 4 so với thứ 3", "| Kế hoạch 95 % |"],
        "en": ["down 65 households against down 60 households", "up 11.1% against up 12.5%",
               "4th against 3rd", "| Plan 95% |"],
    }[other.language]  # fmt: skip
    assert all(part in shown for part in wanted)


def test_one_assigner_can_be_chosen(other: Facts) -> None:
    assert [by.assigner_code for by in overview.assigners(other)] == ["province", "council"]
    only = overview.progress(other, "council")
    assert only is not None
    assert overview.progress(other, "nobody") is None
    council = other.catalogue.assigners["council"]
    assert council.name(other.language) in only.subtitle


def test_an_outlier_is_cut_and_its_number_printed(shipped: Facts) -> None:
    progress = overview.progress(shipped)
    assert progress is not None
    assert progress.figure is not None
    ends = [
        start + length
        for trace in progress.figure["data"]
        if trace["type"] == "bar"
        for start, length in zip(
            trace.get("base") or [0] * len(trace["x"]), trace["x"], strict=True
        )
    ]
    assert max(ends) <= 135
    shown = " ".join(texts(progress.figure))
    assert numbers.percent(525, shipped.language) in shown
    assert word("cut", shipped.language)[:20] in shown


def test_a_district_without_that_exhibit_counts_its_own_plans(other: Facts) -> None:
    assert overview.HEADLINE not in other.catalogue.entries
    headline = overview.headline(other)
    rows = [row for rows in other.progress.values() for row in rows if row.plan is not None]
    met = sum(1 for row in rows if row.status in ("met", "exceeded"))
    missed = sum(1 for row in rows if row.status == "missed")
    assert (headline.met, headline.whole) == (met, met + missed) == (6, 12)
    assert headline.status == "missed"
    assert headline.number == "6/12"
    assert headline.text.startswith("Sông Trà")


def test_the_shipped_district_is_counted_as_its_source_counts(shipped: Facts) -> None:
    headline = overview.headline(shipped)
    assert (headline.number, headline.status) == ("22/22", "met")
    assert headline.note
