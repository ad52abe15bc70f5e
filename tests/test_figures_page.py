"""The page of figures: who may publish, what it lists, what the address does not say."""

from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from indicators import snapshot
from indicators.page.figures import KEY
from tests.screen import opened
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
    assert [each.value for each in [*screen.exception, *screen.error]] == []
    return screen


def can_restore(screen: AppTest) -> bool:
    return any(button.key == "restore-now" for button in screen.button)


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
    monkeypatch.setenv(KEY, "khóa bí mật")
    before = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")
    try:
        screen = page(folder, monkeypatch)
        assert not can_restore(screen)
        screen.text_input(key="keeper").set_value("khóa").run()
        assert [one.value for one in screen.error] == ["Mã không đúng."]
        assert not can_restore(screen)
        screen.text_input(key="keeper").set_value("khóa bí mật").run()
        assert can_restore(screen)
    finally:
        config.set_option("server.address", before)


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "000002 (đang dùng)"), ("en", "000002 (served)")]
)
def test_the_history_names_what_is_served(
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
    (said,) = [str(each.value) for each in screen.error]
    assert "indicators-000002" in said
    assert "indicators-000001" in said.replace("\\", "")


def test_a_period_that_is_none_is_named_and_gives_no_template(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = page(folder, monkeypatch)
    screen.text_input(key="template-period").set_value("2023-13").run()
    assert any("2023" in str(one.value) for one in screen.warning)
    (button,) = screen.get("download_button")
    assert button.proto.disabled
