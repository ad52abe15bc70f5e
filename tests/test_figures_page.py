"""The page of figures: who may publish, what it lists, what the address does not say."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from streamlit import config
from streamlit.runtime.context import ContextProxy, StreamlitHeaders
from streamlit.testing.v1 import AppTest

from indicators import snapshot
from indicators.page.figures import KEY
from indicators.snapshot import locking
from tests.screen import opened, written
from tests.small_folder import Folder, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Published twice, so that there is a way back."""
    made = small_folder(tmp_path / "data")
    snapshot.publish(made.path)
    made.write("observations", [{"value": 7}])
    snapshot.publish(made.path)
    return made


def page(folder: Folder, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    screen = opened("figures", folder.path, monkeypatch, **query)
    sound(screen)
    return screen


def sound(screen: AppTest) -> None:
    assert [each.value for each in [*screen.exception, *screen.error]] == []


def until(screen: AppTest, there: Callable[[], object]) -> None:
    """Draw the page again until something stands there: commands run beside it."""
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end, [str(one.value) for one in screen.error]
        time.sleep(0.1)
        screen.run()


def can_restore(screen: AppTest) -> bool:
    return any(button.key == "restore-look" for button in screen.button)


def drawn(screen: AppTest) -> str:
    return "".join(str(one.proto.body) for one in screen.get("html"))


@pytest.mark.parametrize(
    ("address", "may"),
    [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False), (None, False)],
)
def test_without_a_key_only_a_server_of_its_own_machine_publishes(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, address: str | None, may: bool
) -> None:
    monkeypatch.delenv(KEY, raising=False)
    before = config.get_option("server.address")
    config.set_option("server.address", address)
    try:
        screen = page(folder, monkeypatch)
        assert can_restore(screen) is may
        assert any("CHI_TIEU_KEY" in str(one.value) for one in screen.info) is not may
    finally:
        config.set_option("server.address", before)


def test_a_key_is_asked_for_even_on_the_own_machine(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    page_of_figures = sys.modules["indicators.page.figures"]
    monkeypatch.setattr(page_of_figures, "time", SimpleNamespace(sleep=pauses.append))
    monkeypatch.setenv(KEY, "khóa bí mật")
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    try:
        screen = page(folder, monkeypatch)
        assert not can_restore(screen)
        screen.text_input(key="keeper").set_value("khóa").run()
        assert [one.value for one in screen.error] == ["Mã không đúng."]
        assert not can_restore(screen)
        screen.run()
        assert pauses == [1.0], "once for each wrong key"
        screen.text_input(key="keeper").set_value("khóa bí mật").run()
        assert can_restore(screen)
        assert pauses == [1.0]
    finally:
        config.set_option("server.address", before)


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Real-IP"])
def test_without_a_key_nobody_publishes_through_another_server(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    monkeypatch.delenv(KEY, raising=False)
    told = StreamlitHeaders([(header.lower(), "203.0.113.7")])
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _self: told))
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    try:
        screen = page(folder, monkeypatch)
        assert not can_restore(screen)
        assert any("CHI_TIEU_KEY" in str(one.value) for one in screen.info)
    finally:
        config.set_option("server.address", before)


@pytest.fixture
def own_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever looks may publish."""
    monkeypatch.delenv(KEY, raising=False)
    rerun = streamlit.rerun
    # Here a page is only ever drawn whole.
    monkeypatch.setattr(streamlit, "rerun", lambda **_scope: rerun())
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    yield
    config.set_option("server.address", before)


@pytest.mark.usefixtures("own_machine")
def test_what_a_restored_snapshot_would_change_is_said_before_it_is_published(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    (box,) = [one for one in screen.selectbox if one.key == "restore-which"]
    (offered,) = box.options
    now = datetime.now().astimezone()
    assert offered.startswith("000001 · ")
    assert f"{now:%d/%m/%Y} (UTC" in offered
    assert offered.endswith("Công bố thư mục")

    def can_publish() -> bool:
        return any(button.key == "restore-now" for button in screen.button)

    assert not can_publish(), "nothing is published unseen"
    screen.button(key="restore-look").click().run()
    until(screen, lambda: can_publish() or screen.error)
    assert "số liệu: 0 số có lại, 1 số đổi, 0 số mất đi; 0 tình trạng đổi" in written(screen)
    assert "Số liệu, kế hoạch sẽ đổi" in written(screen)
    assert 'data-column="Thay đổi">Đổi<' in drawn(screen)
    assert 'data-column="Đang dùng">Giá trị: 7<' in drawn(screen)
    assert 'data-column="Sẽ là">Giá trị: 100<' in drawn(screen)
    screen.text_input(key="restore-who").set_value("Chi")
    screen.button(key="restore-now").click().run()
    until(screen, lambda: any("000003" in str(one.value) for one in screen.success))
    newest = snapshot.history(folder.path)[0]
    assert (newest.action, newest.who) == ("rollback", "Chi")


@pytest.mark.usefixtures("own_machine")
@pytest.mark.parametrize(
    ("language", "said"), [("vi", "bản số liệu khác"), ("en", "Another snapshot was published")]
)
def test_what_commands_complain_of_is_in_the_language_of_the_page(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    screen = page(folder, monkeypatch, lang=language)
    screen.button(key="restore-look").click().run()
    until(screen, lambda: any(button.key == "restore-now" for button in screen.button))
    folder.write("observations", [{"value": 6}])
    snapshot.publish(folder.path)
    screen.text_input(key="restore-who").set_value("Chi")
    screen.button(key="restore-now").click().run()
    until(screen, lambda: screen.error)
    assert said in str(screen.error[0].value)
    given = [("a.csv", FIGURE.format(8).encode(), "text/csv")]
    screen.file_uploader(key="given-files").set_value(given).run()
    until(screen, lambda: any(button.key == "publish" for button in screen.button))
    folder.write("observations", [{"value": 9}])
    snapshot.publish(folder.path)
    assert screen.text_input(key="who").value == "Chi", "typed once on this page"
    screen.button(key="publish").click().run()
    until(screen, lambda: len(screen.error) > 1)
    assert all(said in str(one.value) for one in screen.error)


@pytest.mark.usefixtures("own_machine")
def test_changes_say_since_when_they_are_known_and_long_tables_how_long_they_are(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    head, new = FIGURE.format(8).splitlines()
    revised = new.replace("2023", "2022").replace(",8,", ",6,")
    years = [new.replace("2023", str(year)) for year in range(1990, 2002)]
    content = "\n".join([head, *years, revised, ""])
    given = [("a.csv", content.encode(), "text/csv")]
    screen.file_uploader(key="given-files").set_value(given).run()
    until(screen, lambda: any(button.key == "publish" for button in screen.button))
    shown = drawn(screen)
    assert 'data-column="Được biết từ">27/02/2023<' in shown
    now = datetime.now().astimezone()
    assert f", {now:%d/%m/%Y} (UTC" in shown.split('data-column="Được biết từ"')[-1]
    assert "13 dòng; cuộn trong khung để xem hết." in shown
    assert shown.count("ct-table tall") == 1, "a short table never scrolls"
    assert "Được biết từ" in written(screen).split("Xem thay đổi")[-1]


HEAD = "area_code,indicator_code,period,value,whole,qualifier,resolution,status,source_code"
FIGURE = f"{HEAD}\n020,output,2023,{{}},,,,official,report\n"


def test_two_files_may_ask_at_the_same_cell(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    files = [
        ("a.csv", FIGURE.format("18.500").encode(), "text/csv"),
        ("b.csv", FIGURE.replace("2023", "2024").format("19.500").encode(), "text/csv"),
    ]
    screen.file_uploader(key="given-files").set_value(files).run()
    until(screen, lambda: len(screen.radio) or len(screen.error))
    sound(screen)
    places = [one.label.replace("\\", "").partition(":")[0] for one in screen.radio]
    assert places == ["Tệp a.csv, ô D2", "Tệp b.csv, ô D2"]


def test_a_question_is_chosen_by_words_and_asked_without_the_codes_of_answers(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    named = FIGURE.replace("area_code", "area_name").replace("020", "Thử Nghiệmm")
    content = named.format("18.500") + named.splitlines()[1].format(7).replace("2023", "2024")
    screen.file_uploader(key="given-files").set_value([("a.csv", content.encode(), "text/csv")])
    screen.run()
    until(screen, lambda: len(screen.radio) or len(screen.error))
    sound(screen)
    labels = [one.label.replace("\\", "") for one in screen.radio]
    assert labels[0].startswith("Ô A2: không có địa bàn «Thử Nghiệmm»"), labels
    assert [one.options for one in screen.radio] == [["Thử Nghiệm (020)"], ["18.500", "18,5"]]
    assert labels[1].startswith("Ô D2: ")
    assert labels[1].endswith("18.500 hay 18,5?")
    shown = drawn(screen)
    assert ">Không có địa bàn «Thử Nghiệmm»" in shown
    assert "(18500)" not in shown


@pytest.mark.usefixtures("own_machine")
def test_two_files_of_one_name_are_answered_and_told_apart(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("observations", [{"period": "2021", "value": 6}, {"value": 7}])
    snapshot.publish(folder.path)
    screen = page(folder, monkeypatch)
    blank = FIGURE.format("")
    files = [
        ("biểu.csv", blank.replace("2023", year).encode(), "text/csv") for year in ("2021", "2022")
    ]
    screen.file_uploader(key="given-files").set_value(files).run()
    until(screen, lambda: len(screen.radio) or len(screen.error))
    sound(screen)
    for radio, answer in zip(screen.radio, ("keep", "withdraw"), strict=True):
        radio.set_value(answer)
    next(one for one in screen.button if one.label == "Trả lời và xem lại").click().run()
    until(screen, lambda: any(button.key == "publish" for button in screen.button))
    sound(screen)
    shown = drawn(screen).split('data-column="Từ ô"')[1:]
    assert [one.removeprefix(">").partition("<")[0] for one in shown] == ["[biểu (2).csv]D2"]


def test_more_files_than_can_be_looked_at_at_once_are_refused(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    files = [(f"{at}.csv", b"x", "text/csv") for at in range(21)]
    screen.file_uploader(key="given-files").set_value(files).run()
    assert [str(one.value)[:30] for one in screen.error] == ["Mỗi lần nộp không quá 20 tệp; "]


def test_publication_that_came_too_late_can_be_repeated_on_the_page(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY, raising=False)
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    rerun = streamlit.rerun
    # Here a page is only ever drawn whole.
    monkeypatch.setattr(streamlit, "rerun", lambda **_scope: rerun())
    try:
        screen = page(folder, monkeypatch)
        given = [("a.csv", FIGURE.format(8).encode(), "text/csv")]
        screen.file_uploader(key="given-files").set_value(given).run()

        def offered() -> bool:
            return any(button.key == "publish" for button in screen.button)

        until(screen, offered)
        assert screen.text_input(key="who").proto.max_chars == 80
        folder.write("observations", [{"value": 6}])
        snapshot.publish(folder.path)
        screen.text_input(key="who").set_value("Bình")
        screen.button(key="publish").click().run()
        until(screen, lambda: offered() and screen.error)
        assert "bản số liệu khác được công bố" in str(screen.error[0].value)
        assert screen.text_input(key="who").value == "Bình", "typed once, kept"
        screen.button(key="publish").click().run()
        until(screen, lambda: any("000004" in str(one.value) for one in screen.success))
        sound(screen)
    finally:
        config.set_option("server.address", before)


@pytest.mark.usefixtures("own_machine")
def test_a_file_that_comes_while_another_is_published_waits_and_loses_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rerun = streamlit.rerun
    monkeypatch.setattr(streamlit, "rerun", lambda **_scope: rerun())
    screen = page(folder, monkeypatch)
    first, second = (
        (f"{name}.csv", FIGURE.replace("2023", name).format(8).encode(), "text/csv")
        for name in ("2023", "2024")
    )
    screen.file_uploader(key="given-files").set_value([first]).run()
    until(screen, lambda: any(button.key == "publish" for button in screen.button))
    screen.text_input(key="who").set_value("Bình")
    with locking.one_at_a_time(folder.path, "Hương", 0, lambda _step: None):
        screen.button(key="publish").click().run()
        screen.file_uploader(key="given-files").set_value([first, second]).run()
        time.sleep(1)
        screen.run()
        assert not any(button.key == "publish" for button in screen.button), "it is not looked at"
        assert not screen.success
    until(screen, lambda: any("000003" in str(one.value) for one in screen.success))
    sound(screen)
    until(screen, lambda: any(button.key == "publish" for button in screen.button))
    assert any("000003" in str(one.value) for one in screen.success), "still said"


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "000002 (đang dùng)"), ("en", "000002 (served)")]
)
def test_the_history_names_what_is_served(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    assert said in drawn(page(folder, monkeypatch, lang=language))


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", 'Thay đổi">số liệu: 1 sửa<'), ("en", 'Changes">figures: 1 revised<')],
)
def test_the_history_names_only_what_there_was_of_changes(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    assert said in drawn(page(folder, monkeypatch, lang=language))


def test_a_damaged_snapshot_is_said_and_the_one_before_is_shown(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = snapshot.current(folder.path)
    assert broken is not None
    content = bytearray(broken.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)
    screen = opened("economy", folder.path, monkeypatch)
    (said,) = [str(each.value).replace("\\", "") for each in screen.error]
    now = datetime.now().astimezone()
    # First what it means for who looks, then what to do for who looks after it.
    means, does = said.split(" Người quản trị: ")
    assert means.startswith("Số liệu đang xem là bản công bố lúc ")
    assert f"{now:%d/%m/%Y}" in means
    assert means.endswith("không phải bản mới nhất.")
    assert "indicators-000002" in does
    assert "indicators-000001" in does
    assert "python -m indicators publish" in does
    # The wall says what it means, too.
    wall = opened("wall", folder.path, monkeypatch)
    (told,) = [json.loads(one.proto.bytes) for one in wall.get("bidi_component")]
    assert told["note"].startswith(means)
    assert "publish" not in told["note"]


def test_a_period_that_is_none_is_named_and_gives_no_template(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    screen.text_input(key="template-period").set_value("2023-13").run()
    assert any("2023" in str(one.value) for one in screen.warning)
    assert screen.button(key="make-template").disabled


def test_template_is_made_then_offered(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = page(folder, monkeypatch)
    assert screen.get("download_button") == []
    screen.button(key="make-template").click().run()
    until(screen, lambda: screen.get("download_button") or screen.error)
    sound(screen)
    (button,) = screen.get("download_button")
    assert "so-lieu-2023.xlsx" in button.proto.label
    screen.text_input(key="template-period").set_value("2022").run()
    assert screen.get("download_button") == []


def test_template_that_cannot_be_made_is_said_in_a_sentence(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    screen.text_input(key="template-period").set_value("1990").run()
    screen.button(key="make-template").click().run()
    until(screen, lambda: screen.error)
    assert "1990" in str(screen.error[0].value)
    assert screen.get("download_button") == []
