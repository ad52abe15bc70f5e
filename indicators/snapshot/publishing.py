"""Data folder → published snapshot: one at a time, all or nothing."""

import contextlib
import itertools
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import duckdb

from indicators.snapshot import changing, contents, past, recipe
from indicators.snapshot.changing import Change, Touch
from indicators.snapshot.failure import PublishFailed, database_in_one_sentence, one_sentence
from indicators.snapshot.keeping import thin_out
from indicators.snapshot.locking import one_at_a_time, user
from indicators.snapshot.making import Made, Step, Then, make
from indicators.snapshot.past import Publication
from indicators.snapshot.pointing import (
    LOCKED,
    current,
    digest_of,
    folder,
    newest_first,
    number_of,
    open_to_readers_of,
    point_to,
    pointed_number,
    sound_digests,
    sync,
)
from indicators.vocabulary import Finding

SETTING: Final = "CHI_TIEU_ILLUSTRATIVE"
"""The environment variable that leaves the illustrative figures out: 0; blank or 1 lets them in."""
_SETTLING: Final = 10.0
"""Seconds that a reader of the data folder waits for a change that is being put into it."""
_NOTHING: Final = Change()


@dataclass(frozen=True)
class Published:
    """What ``publish`` did: the snapshot that is served now, and what stood in the way."""

    path: Path | None
    changed: bool
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    """What should be known of the folder, though it was published."""


def illustrative_wanted() -> bool:
    """What the environment says of the illustrative figures; PublishFailed when it says neither."""
    said = os.environ.get(SETTING, "")
    if said not in ("", "0", "1"):
        raise PublishFailed(
            f"{SETTING} là «{said}»; chỉ dùng được 0 (bỏ số minh họa) hoặc 1 (giữ lại).",
            f"{SETTING} is “{said}”; it can be 0 (leave illustrative figures out) or 1 (keep).",
        )
    return said != "0"


def check_there(data: Path) -> None:
    """PublishFailed where there is no data folder."""
    if not data.is_dir():
        raise PublishFailed(
            f"Không có thư mục số liệu {data}; hãy xem lại đường dẫn sau --data.",
            f"There is no data folder {data}; check the path after --data.",
        )


def publish(
    data: Path,
    step: Step = lambda _name: None,
    *,
    force: bool = False,
    illustrative: bool | None = None,
    change: Change = _NOTHING,
    candidate: Path | None = None,
    strict: bool = False,
    wait: float = 0,
) -> Published:
    """Make the data folder, with the change in it, the published state, unless it already is.

    ``step`` is told the name of each stage as it begins: read, build, check, publish; and wait,
    where another publication is under way and ``wait`` says for how many seconds to wait for it.
    ``illustrative`` says whether made-up figures are part of it; None: what the environment says.
    ``candidate`` is what trying the same change has made: used if it still is what would be made.
    ``strict``: where it is not, since something in the folder was edited, nothing is published.

    With findings, nothing is published, no file is changed and the earlier snapshot stays.
    PublishFailed when the folder cannot be written, another publication is under way, another
    snapshot than ``change.base`` is served, or a file is not any more as ``change.read`` says. A
    change is in the data folder and served once this returns; whatever cuts it off before, the next
    call finishes it or it never was.
    """
    wanted = illustrative_wanted() if illustrative is None else illustrative
    check_there(data)
    with one_sentence(data):
        if not folder(data).is_dir():
            folder(data).mkdir()
            open_to_readers_of(data, folder(data))
            sync(data)
        with one_at_a_time(data, change.who or user(), wait, step):
            finished = _roll_forward(data)
            try:
                with database_in_one_sentence(data):
                    tried = _Tried(candidate, strict)
                    done = _Publication(data, step, force, wanted, change, tried).run()
            finally:
                # What was published is published; the next one sweeps before it begins.
                with contextlib.suppress(OSError):
                    _sweep(folder(data))
            return replace(done, changed=done.changed or finished)


def unpublished(data: Path, served: Path) -> tuple[str, ...]:
    """The files of the data folder that are not as the snapshot ``served`` holds them.

    Whatever is published next publishes them too. PublishFailed as ``publish``.
    """
    with one_sentence(data):
        return contents.edited(served, recipe.state(data, illustrative=illustrative_wanted()))


def never_published(files: Sequence[str]) -> PublishFailed:
    """Why a rollback does not go on: what it would take away stands in no snapshot."""
    names = ", ".join(files)
    return PublishFailed(
        f"Có thay đổi chưa công bố trong {names}; hãy công bố hoặc dời tệp đi rồi làm lại.",
        f"There are changes that were never published in {names}; publish them or move the files "
        "away, then try again.",
    )


def settle(data: Path) -> None:
    """Finish a change that was accepted and cut off, so that the data folder is whole again.

    One that is being put into the folder just now is waited for. PublishFailed as ``publish``.
    """
    if (folder(data) / changing.ACCEPTED).is_dir():
        with one_sentence(data), one_at_a_time(data, user(), _SETTLING, lambda _name: None):
            _roll_forward(data)
            with contextlib.suppress(OSError):
                _sweep(folder(data))


def _roll_forward(data: Path) -> bool:
    try:
        return changing.roll_forward(data)
    except OSError as error:
        reason = error.strerror or str(error)
        where = Path(os.fsdecode(error.filename)).parent if error.filename else folder(data)
        raise PublishFailed(
            f"Thay đổi đã được nhận và giữ an toàn, nhưng chưa ghi xong vào {where} ({reason}); "
            "hãy kiểm tra quyền ghi và chỗ trống, lần công bố sau sẽ ghi nốt.",
            f"The change is accepted and kept safe, but could not be written to {where} "
            f"({reason}); check permissions and free space, the next publication finishes it.",
        ) from error


@dataclass(frozen=True)
class _Tried:
    """What trying the change has made, and whether nothing else may be published."""

    candidate: Path | None
    strict: bool


@dataclass(frozen=True)
class _Publication:
    """One publication, under the lock, of a data folder in which nothing is left to finish."""

    data: Path
    step: Step
    force: bool
    illustrative: bool
    change: Change
    tried: _Tried

    def run(self) -> Published:
        _sweep(folder(self.data))
        with contextlib.ExitStack() as stack:
            if (pointed := current(self.data)) is not None:
                # Held open, since it is looked at often: what opens it again costs nothing then.
                with contextlib.suppress(duckdb.Error):
                    stack.enter_context(
                        duckdb.connect(str(pointed), read_only=True, config=dict(LOCKED))
                    )
            return self._run()

    def _run(self) -> Published:
        where = folder(self.data)
        standing = dict(itertools.islice(sound_digests(self.data, again=True), 2))
        served = next(iter(standing), None)
        self._check_base(served)
        touched = changing.touches(self.data, self.change)
        changing.check_as_read(touched, self.change)
        root = self.data
        if touched:
            self._check_published(touched, served)
            root = where / "change.building.data"
            changing.lay_over(self.data, self.change, root)
        state = recipe.state(root, illustrative=self.illustrative)
        made_from = recipe.digest_from(state)
        made = next((path for path, digest in standing.items() if digest == made_from), None)
        if made is not None and not (self.force or touched or self._goes_back(served)):
            if made != current(self.data):
                # A publication was cut off once its snapshot had its name, or the pointer was lost.
                point_to(made, self.data)
            return Published(made, changed=made != served)
        earlier = past.known(self.data)
        this = self._named(self._number(earlier), state, served)

        def record(connection: duckdb.DuckDBPyConnection) -> None:
            past.record(connection, earlier, this, served)

        aside = where / f"{this.snapshot_id}.building"
        built = self._build(aside, root, state, made_from, record)
        if built.findings:
            return Published(served, changed=False, findings=built.findings)
        open_to_readers_of(self.data, aside)
        self.step("publish")
        path = where / f"{this.snapshot_id}.duckdb"
        sync(aside)
        if touched:
            changing.accept(self.data, self.change, touched, aside, this.snapshot_id)
            _roll_forward(self.data)
        else:
            aside.rename(path)
            point_to(path, self.data)
        made_at = {each.snapshot_id: each.published_at for each in (*earlier, this)}
        with contextlib.suppress(OSError):  # what cannot be removed stays
            thin_out(self.data, made_at, this.published_at)
        return Published(path, changed=True, warnings=built.warnings)

    def _check_base(self, served: Path | None) -> None:
        base, now = self.change.base, served.stem if served else ""
        if base and base != now:
            raise PublishFailed(
                f"Trong lúc đó đã có người công bố {now or 'lại'} (trước là {base}); chưa có gì "
                "thay đổi, hãy xem lại thay đổi so với bản mới rồi làm lại.",
                f"Somebody published meanwhile: {now or 'nothing'} is served, no longer {base}; "
                "nothing was changed, look at the change against the new snapshot and try again.",
            )

    def _check_published(self, touched: tuple[Touch, ...], served: Path | None) -> None:
        """A rollback takes files away: what stands in no snapshot would be lost for good."""
        if self.change.action != "rollback":
            return
        last = current(self.data) or served
        held = contents.hashes(last) if last else {}
        lost = [each.path for each in touched if each.before not in ("", held.get(each.path))]
        if lost:
            raise never_published(lost)

    def _goes_back(self, served: Path | None) -> bool:
        of = self.change.of
        return self.change.action == "rollback" and (served is None or served.stem != of)

    def _number(self, earlier: list[Publication]) -> int:
        """The next number: none is used twice, whichever snapshots are gone."""
        there = [number_of(path) for path in newest_first(folder(self.data))[:1]]
        return 1 + max(
            (*there, *(each.number for each in earlier), pointed_number(self.data)), default=0
        )

    def _named(self, number: int, state: Mapping[str, str], served: Path | None) -> Publication:
        files = self.change.sources
        if self.change.action == "publish":
            before = contents.hashes(served) if served else {}
            files = tuple(
                (path, state.get(path, ""))
                for path in sorted({*before, *state})
                if before.get(path) != state.get(path)
            )
        return Publication(
            f"indicators-{number:06d}",
            past.now(),
            self.change.action,
            self.change.who or user(),
            self.change.of,
            files=files,
        )

    def _build(
        self, aside: Path, root: Path, state: Mapping[str, str], made_from: str, record: Then
    ) -> Made:
        candidate = self.tried.candidate
        if candidate is None or digest_of(candidate) != made_from:
            if self.tried.strict:
                raise PublishFailed(
                    "Thư mục số liệu vừa được sửa sau khi xem trước thay đổi; chưa có gì được công "
                    "bố, hãy kiểm tra lại rồi công bố.",
                    "The data folder was edited after the change was looked at; nothing was "
                    "published, check again, then publish.",
                )
            return make(aside, root, state, self.step, illustrative=self.illustrative, then=record)
        shutil.copyfile(candidate, aside)
        aside.chmod(0o600)
        with duckdb.connect(str(aside)) as connection:
            record(connection)
            connection.execute("checkpoint")
        return Made()


def _sweep(where: Path) -> None:
    """Remove what a publication that was cut off has left behind."""
    leftovers = (*where.glob("*.building"), *where.glob("*.building.*"))
    for leftover in (*leftovers, where / "current.new", where / changing.STAGED):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)
