"""The files that somebody has handed in, kept aside for as long as the tab is open.

They lie in a folder of their own until they are published or replaced; nothing is read here.
"""

import re
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from indicators.page.command import Command
from indicators.vocabulary import Language

_KEPT: Final = "given"
_PREFIX: Final = "chi-tieu-"
_LONGEST_NAME: Final = 200
"""Bytes: no disk takes more than 255."""
_NEVER_IN_NAMES: Final = re.compile(r"[\x00-\x1f\x7f/]")
_NAMELESS: Final = "tệp"


class Given:
    """Some files handed in together, the answers given so far, and the commands run on them."""

    def __init__(
        self,
        files: Sequence[UploadedFile],
        data: Path,
        language: Language = "vi",
        after: Command | None = None,
    ) -> None:
        self.ids = ids_of(files)
        self.data = data
        self.language = language
        """In which the commands complain; what they find they say in both."""
        self.after = after
        """The publication of the files handed in before, where these came while it was at work."""
        self.answers: dict[str, str] = {}
        self.publishing: Command | None = None
        self.complaint: str | None = None
        """What the last publication said that came to nothing; blank where it said nothing."""
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self.paths: list[Path] = []
        self._names: dict[str, str] = {}
        for number, file in enumerate(files):
            # The name is somebody's; the folder keeps two of one name apart.
            place = self._folder / str(number) / stored_name(file.name)
            place.parent.mkdir()
            place.write_bytes(file.getbuffer())
            self.paths.append(place)
            self._names.setdefault(place.name, file.name)
        self.checking = self._check()

    @property
    def busy(self) -> bool:
        """Whether they are being published: how that ends is still to be said."""
        return self.publishing is not None and not self.publishing.over

    def name_of(self, file: str) -> str:
        """What whoever handed it in calls a file that a finding names."""
        return self._names.get(file, file)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Look at the files again with these answers too."""
        self.answers |= answers
        self.complaint = None
        self.checking = self._check()

    def publish(self, who: str, base: str) -> None:
        """Begin to publish what was checked against the snapshot ``base``."""
        if self.publishing is None or self.publishing.over:
            self.complaint = None
            options = ["--yes", "--who", who, "--base", base]
            # It is finished though the tab be closed: until then the files must stay.
            self.publishing = Command(
                self._arguments("import", *options), heeds_reader=False, holding=self
            ).start()

    def look_again(self) -> None:
        """After a publication that came to nothing: keep what it said, and check anew.

        It may have been refused since another snapshot is served by now.
        """
        if self.publishing is not None and self.publishing.over:
            self.complaint = self.publishing.complaint if self.publishing.failed else None
            self.publishing = None
            self.checking = self._check()

    def _check(self) -> Command:
        return Command(self._arguments("check")).start()

    def _arguments(self, name: str, *options: str) -> list[str]:
        told = [f"--answer={place}={answer}" for place, answer in self.answers.items()]
        paths = [str(path) for path in self.paths]
        spoken = ["--language", self.language, "--format", "json"]
        return [name, "--data", str(self.data), *spoken, *options, *told, *paths]


def stored_name(name: str) -> str:
    """A name that any disk takes, as like the one given as can be."""
    name = _NEVER_IN_NAMES.sub("_", PurePosixPath(name).name)
    if name in ("", ".", ".."):
        return _NAMELESS
    whole = name.encode("utf-8", "replace")
    ending = PurePosixPath(whole.decode()).suffix.encode()
    if len(whole) > _LONGEST_NAME and len(ending) < _LONGEST_NAME // 4:
        whole = whole[: -len(ending) or None][: _LONGEST_NAME - len(ending)]
        return whole.decode("utf-8", "ignore") + ending.decode()
    return whole[:_LONGEST_NAME].decode("utf-8", "ignore")


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
