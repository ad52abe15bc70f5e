"""Revisions on the pages: as known on a day, plans as first assigned, what changed since."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.screen import boards, boxes, opened, title, written
from tests.small_folder import Cells, small_folder

REVISED: Cells = {"source_code": "later", "known_from": "2023-06-12"}


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two snapshots: a plan of 100 that was amended to 90, a figure of 92 revised to 95.

    What was not touched is the indicator ``steady``.
    """
    path = tmp_path_factory.mktemp("revised") / "data"
    path.mkdir()
    steady: Cells = {"indicator_code": "steady", "value": 7}
    plan: Cells = {"value": 100}
    folder = small_folder(
        path,
        sources=[{}, {"source_code": "later", "published_on": "2023-06-10"}],
        indicators=[{}, {"indicator_code": "steady", "position": 2}],
        observations=[{"value": 92}, steady],
        plans=[plan],
    )
    folder.published().close()
    folder.write("observations", [{"value": 92}, {"value": 95, **REVISED}, steady])
    folder.write("plans", [plan, {"value": 90, "known_from": "2023-03-05", "source_code": "later"}])
    folder.published().close()
    return path


def labels(screen: AppTest) -> dict[str, list[str]]:
    assert not screen.exception
    return {box.label: box.options for box in screen.selectbox}


def test_choices_stand_only_where_there_is_something_to_choose(
    revised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("indicator", revised, monkeypatch)
    offered = labels(screen)
    assert offered["Biết đến ngày"] == ["Hiện nay", "12/06/2023", "05/03/2023", "27/02/2023"]
    assert offered["Kế hoạch"] == ["Như đã điều chỉnh", "Như giao lần đầu"]
    assert "95,0" in title(screen)
    assert "như biết đến" not in written(screen)
    versions = boxes(screen)["indicator-versions"]
    assert versions["headline"] == "Số liệu đã thay đổi 1 lần, kế hoạch 1 lần"
    assert [row[-1] for row in versions["table"]["rows"]] == ["", "Có", "", "Có"]
    # What a version says, since when and by whom stand first, in a box as wide as the page.
    assert versions["table"]["columns"][:5] == [
        *("Kỳ", "Là gì", "Giá trị", "Biết từ ngày", "Nguồn"),
    ]
    sections = [section for board in boards(screen) for section in board]
    (alone,) = [one for one in sections if versions in (box for g in one["groups"] for box in g)]
    assert (alone["kind"], len(alone["groups"])) == ("stack", 1)
    steady = opened("indicator", revised, monkeypatch, indicator="steady")
    assert {"Biết đến ngày", "Kế hoạch"} & {*labels(steady)} == set()
    assert "indicator-versions" not in boxes(steady)


def test_link_names_the_day_and_the_plans_and_everything_says_so(
    revised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("indicator", revised, monkeypatch, known_on="2023-02-27")
    assert "92 %" in title(screen)
    # Links of old name the day otherwise.
    of_old = opened("indicator", revised, monkeypatch, known="2023-02-27")
    assert title(of_old) == title(screen)
    assert {**of_old.query_params} == {**screen.query_params}
    both = opened("indicator", revised, monkeypatch, known="2020-01-01", known_on="2023-02-27")
    assert title(both) == title(screen)
    said = "Số liệu như biết đến hết 27/02/2023."
    assert said in written(screen)
    shown = boxes(screen)
    assert shown
    for code, box in shown.items():
        assert said in box["notes"][-1], code
        assert box["name"].endswith("-2023-02-27"), code
        if box["csv"]:
            assert ",2023-02-27,amended" in box["csv"], code
        if "picture" in box:
            assert "27/02/2023." in str(box["picture"]), code
    first = opened("indicator", revised, monkeypatch, plan_version="first", lang="en")
    assert "95%" in title(first)
    assert "Judged by the plans as first assigned." in written(first)


def test_choice_is_kept_in_the_link_and_can_be_let_go(
    revised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("indicator", revised, monkeypatch)
    days = next(box for box in screen.selectbox if box.label == "Biết đến ngày")
    days.select("2023-03-05").run()
    assert screen.query_params["known_on"] == "2023-03-05"
    assert "102,2 %" in title(screen)
    next(button for button in screen.button if button.key == "back-to-now").click().run()
    assert "known_on" not in screen.query_params
    assert "105,6 %" in title(screen)


def test_any_day_may_be_asked_for_and_what_is_none_is_named(
    revised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = opened("indicator", revised, monkeypatch, known_on="2023-03-04")
    assert "04/03/2023" in labels(between)["Biết đến ngày"]
    assert "92 %" in title(between)
    before = opened("indicator", revised, monkeypatch, known_on="2020-01-01")
    assert "Chưa có số liệu".lower() in title(before).lower()
    strange = opened("indicator", revised, monkeypatch, known_on="hôm qua", plan_version="<b>")
    assert len(strange.warning) == 2
    assert "hôm qua" in strange.warning[0].value
    assert "105,6 %" in title(strange)


def test_sources_show_what_changed_since_the_snapshot_asked_for(
    revised: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("sources", revised, monkeypatch)
    assert labels(screen)["So với bản"] == ["Bản\u00a01"]
    box = boxes(screen)["changes"]
    headline = box["headline"].replace("\u00a0", " ")
    assert headline.startswith("1 chỉ tiêu đổi tình trạng từ bản 1 (")
    assert headline.endswith("sản lượng từ không đạt sang vượt kế hoạch")
    assert box["table"]["rows"][0][-1] == "Số liệu được sửa; kế hoạch được điều chỉnh"
    assert "không đạt" in box["alt"]
    named = opened("sources", revised, monkeypatch, since="000001")
    assert boxes(named)["changes"]["headline"] == box["headline"]
    strange = opened("sources", revised, monkeypatch, since="000009")
    assert "000009" in strange.warning[0].value
    assert boxes(strange)["changes"]["headline"] == box["headline"]


def test_first_snapshot_says_that_there_is_none_before(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("sources", published, monkeypatch)
    assert "So với bản" not in labels(screen)
    note = boxes(screen)["changes"]
    assert "Chưa có bản số liệu nào trước bản này" in note["subtitle"]
