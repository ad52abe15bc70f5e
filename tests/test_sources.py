"""The list of observations: whole where it can be read, and cut with a word where it cannot."""

from dataclasses import replace

import pytest

from indicators.engine import Engine
from indicators.exhibits import sources
from indicators.vocabulary import Language
from tests.answers import facts

SAID = {
    "vi": (
        "Cả 108 quan sát, mỗi số một nguồn",
        "Mọi quan sát",
        "20 quan sát mới nhất trong số 108, mỗi số một nguồn",
        "Quan sát mới nhất",
        (
            "Danh sách chỉ nêu 20 quan sát của các kỳ mới nhất trong tổng số 108; "
            "phần còn lại nằm ở trang của từng chỉ tiêu và trong thư mục số liệu."
        ),
    ),
    "en": (
        "All 108 observations, each with its source",
        "All observations",
        "The newest 20 of 108 observations, each with its source",
        "Newest observations",
        (
            "The list holds 20 observations of the newest periods, of 108 in all; "
            "the others stand on the page of each indicator and in the data folder."
        ),
    ),
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_list_that_is_cut_says_how_many_there_are_and_where(
    source: Engine, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = facts(source, language)
    headline, name, cut_headline, cut_name, remark = SAID[language]
    whole = sources.observations(found)
    assert (whole.headline, whole.name) == (headline, name)
    assert remark not in whole.remarks
    monkeypatch.setattr(sources, "MOST", 20)
    cut = sources.observations(found)
    assert (cut.headline, cut.name) == (cut_headline, cut_name)
    assert cut.remarks == (remark, *whole.remarks)
    assert cut.table == replace(whole.table, rows=whole.table.rows[:20])
    assert cut.records == whole.records[:20]


def test_list_of_as_many_as_fit_is_not_cut(source: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    found = facts(source, "en")
    whole = sources.observations(found)
    monkeypatch.setattr(sources, "MOST", len(whole.records))
    again = sources.observations(found)
    assert (again.headline, again.remarks) == (whole.headline, whole.remarks)
    assert again.records == whole.records
