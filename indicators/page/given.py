"""The files that somebody has handed in, kept aside for as long as the tab is open.

They lie in a folder of their own until they are published or replaced; nothing is read here.
"""

import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from indicators.page.command import Command

_KEPT: Final = "given"
_PREFIX: Final = "chi-tieu-"


class Given:
    """Some files handed in together, the answers given so far, and the commands run on them."""

    def __init__(self, files: Sequence[UploadedFile], data: Path) -> None:
        self.ids = ids_of(files)
        self.data = data
        self.answers: dict[str, str] = {}
        self.publishing: Command | None = None
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self.paths: list[Path] = []
        for number, file in enumerate(files):
            # The name is somebody's; the folder keeps two of one name apart.
            place = self._folder / str(number) / (Path(file.name).name or "tệp")
            place.parent.mkdir()
            place.write_bytes(file.getbuffer())
            self.paths.append(place)
        self.checking = self._check()

    def answer(self, answers: Mapping[str, str]) -> None:
        """Look at the files again with these answers too."""
        self.answers |= answers
        self.checking = self._check()

    def publish(self, who: str, base: str) -> None:
        """Begin to publish what was checked against the snapshot ``base``."""
        if self.publishing is None or self.publishing.over:
            options = ["--yes", "--who", who, "--base", base]
            self.publishing = Command(
                self._arguments("import", *options), heeds_reader=False
            ).start()

    def _check(self) -> Command:
        return Command(self._arguments("check")).start()

    def _arguments(self, name: str, *options: str) -> list[str]:
        told = [f"--answer={place}={answer}" for place, answer in self.answers.items()]
        paths = [str(path) for path in self.paths]
        return [name, "--data", str(self.data), "--format", "json", *options, *told, *paths]


def ids_of(files: Sequence[UploadedFile]) -> tuple[str, ...]:
    """What tells these files from any others."""
    return tuple(file.file_id for file in files)


def kept() -> Given | None:
    """What this session has handed in."""
    given = st.session_state.get(_KEPT)
    return given if isinstance(given, Given) else None


def keep(given: Given | None) -> None:
    """Keep what is handed in, in place of what was."""
    earlier = kept()
    if earlier is not None and earlier is not given:
        earlier.checking.stop()
    st.session_state[_KEPT] = given
