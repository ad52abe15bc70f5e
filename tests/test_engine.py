"""Named queries answer from one snapshot; the pointer is followed; damage is stepped over."""

import gc
import hashlib
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from indicators import engine, frames, snapshot
from indicators.engine import Engine, UnknownQuery, WrongParameters, asking, serving
from indicators.snapshot import pointing, recipe
from tests.small_folder import small_folder

AREA = {"area": "020"}


def test_every_query_opens_with_its_question_grain_and_nulls() -> None:
    files = [snapshot.QUERIES / f"{name}.sql" for name in engine.names()]
    beside = [
        path for room in ("views", "vintages") for path in (snapshot.QUERIES / room).glob("*")
    ]
    for path in [*files, *snapshot.check_files(), *beside]:
        heads = [line.split(":")[0] for line in path.read_text("utf-8").splitlines()[:5]]
        assert heads[0] == "-- question", path
        assert "-- grain" in heads, path
        assert "-- null" in heads, path


def test_names_are_the_files_of_the_folder_but_the_schema() -> None:
    stems = {path.stem for path in snapshot.QUERIES.glob("*.sql")}
    assert stems - set(engine.names()) == {"schema"}


def test_parameters_are_read_from_the_sql() -> None:
    assert engine.parameters_of("communes") == ("area", "indicator", "period")
    assert engine.parameters_of("edition") == ()


@pytest.mark.parametrize("name", ["", "nothing", "schema", "../schema", "views/01_recorded"])
def test_unknown_query_is_refused(source: Engine, name: str) -> None:
    with pytest.raises(UnknownQuery):
        source.query(name)


@pytest.mark.parametrize("given", [{}, {"area": "020", "period": "2022"}, {"place": "020"}])
def test_wrong_parameters_are_refused_with_the_right_ones(
    source: Engine, given: dict[str, str]
) -> None:
    with pytest.raises(WrongParameters, match=r"^area$"):
        source.query("periods", **given)


@pytest.mark.parametrize("typed", ["020' or '1'='1", "'; drop table observations; --", "%", ""])
def test_parameter_is_a_value_never_sql(source: Engine, typed: str) -> None:
    assert source.query("periods", area=typed).num_rows == 0
    assert source.query("periods", **AREA).num_rows > 0


@pytest.mark.parametrize(
    "sql",
    [
        "delete from observations",
        "create table mine (x integer)",
        "select * from read_csv('/etc/passwd')",
        "copy observations to '/tmp/observations.csv'",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_reader_can_neither_write_nor_reach_outside(
    source: Engine, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.setattr(asking, "sql_of", lambda _name: sql)
    monkeypatch.setattr(asking, "parameters_of", lambda _name: ())
    with pytest.raises(duckdb.Error):
        source.query("edition")


def test_threads_that_share_one_engine_get_right_answers(source: Engine) -> None:
    calls: list[tuple[str, dict[str, str]]] = [
        *(
            ("history", {**AREA, "indicator": indicator.indicator_code})
            for indicator in frames.indicators(source)
        ),
        *(("values", {**AREA, "period": period}) for period in ("2021", "2022")),
        *(("progress", {**AREA, "period": period}) for period in ("2022", "2025")),
        ("observations", {"most": "500"}),
    ]
    alone = [source.query(name, **given) for name, given in calls]
    start = threading.Barrier(8)

    def ask(shift: int) -> list[int]:
        start.wait()
        places = [(place + shift * 7) % len(calls) for place in range(len(calls))]
        return [
            at for at in places if not source.query(calls[at][0], **calls[at][1]).equals(alone[at])
        ]

    with ThreadPoolExecutor(8) as pool:
        assert [wrong for wrongs in pool.map(ask, range(8)) for wrong in wrongs] == []


def test_threads_that_ask_first_get_one_engine(tmp_path: Path) -> None:
    small_folder(tmp_path).published().close()
    start = threading.Barrier(8)

    def ask(_place: int) -> Engine | None:
        start.wait()
        return engine.current(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        assert len({id(one) for one in pool.map(ask, range(8))}) == 1


def test_engines_of_one_snapshot_are_equal_and_of_two_are_not(two: list[Path]) -> None:
    first, again, second = Engine(two[0]), Engine(two[0]), Engine(two[1])
    assert (first == again, hash(first) == hash(again), first == second) == (True, True, False)


def test_nothing_published_is_no_engine(tmp_path: Path) -> None:
    assert engine.current(tmp_path) is None
    assert engine.current(tmp_path / "nowhere") is None


def output(source: Engine | None) -> float | None:
    assert source is not None
    return frames.values(source, "020", "2022")[0].value


def test_pointer_is_followed_and_the_old_engine_goes_on(tmp_path: Path) -> None:
    folder = small_folder(tmp_path, observations=[{"value": 1}])
    folder.published().close()
    old = engine.current(tmp_path)
    assert engine.current(tmp_path) is old
    folder.write("observations", [{"value": 2}])
    folder.published().close()
    new = engine.current(tmp_path)
    assert (output(old), output(new)) == (1, 2)


def test_only_the_two_newest_engines_are_kept_and_an_old_one_lives_while_it_is_held(
    tmp_path: Path,
) -> None:
    folder = small_folder(tmp_path)
    seen: list[weakref.ref[Engine]] = []

    def follow(number: int) -> Engine:
        folder.write("observations", [{"value": number}])
        folder.published().close()
        opened = engine.current(tmp_path)
        assert opened is not None
        seen.append(weakref.ref(opened))
        return opened

    held = follow(0)
    for number in range(1, 5):
        follow(number)
    gc.collect()
    assert [reference() is not None for reference in seen] == [True, False, False, True, True]
    assert output(held) == 0


def test_engine_that_is_let_go_in_the_middle_of_a_query_still_answers(tmp_path: Path) -> None:
    folder = small_folder(tmp_path, observations=[{"value": 1}])
    folder.published().close()
    asked, go_on = threading.Event(), threading.Event()

    def ask() -> float | None:
        source = engine.current(tmp_path)
        asked.set()
        go_on.wait(30)
        return output(source)

    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(ask)
        asked.wait(30)
        for number in range(2, 5):
            folder.write("observations", [{"value": number}])
            folder.published().close()
            engine.current(tmp_path)
        go_on.set()
        assert answer.result() == 1


def test_engine_has_a_limit_of_memory(source: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = "select current_setting('memory_limit') as allowed"
    monkeypatch.setattr(asking, "sql_of", lambda _name: limit)
    assert source.query("edition").to_pylist() == [{"allowed": "366.2 MiB"}]


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    """Two snapshots, never opened by an engine: the value is 1 in the first, 2 in the second."""
    folder = small_folder(tmp_path, observations=[{"value": 1}])
    first = snapshot.publish(tmp_path).path
    folder.write("observations", [{"value": 2}])
    second = snapshot.publish(tmp_path).path
    assert first is not None
    assert second is not None
    return [first, second]


@pytest.mark.parametrize(
    "damage", [b"", b"no database", b"\0" * 50_000], ids=["empty", "text", "zeros"]
)
def test_damaged_snapshot_is_stepped_over(tmp_path: Path, two: list[Path], damage: bytes) -> None:
    two[1].write_bytes(damage)
    assert output(engine.current(tmp_path)) == 1


def test_damage_is_not_looked_for_again_at_every_question(
    tmp_path: Path, two: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    two[1].write_bytes(b"no database")
    hashed: list[Path] = []
    hash_of = recipe.hash_of

    def counted(path: Path) -> str:
        hashed.append(path)
        return hash_of(path)

    monkeypatch.setattr(pointing, "hash_of", counted)
    assert [output(engine.current(tmp_path)) for _ in range(3)] == [1, 1, 1]
    assert hashed == [two[1]]


def test_history_is_read_once_until_something_is_published(
    tmp_path: Path, two: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    history = snapshot.history

    def counted(data: Path) -> tuple[snapshot.Publication, ...]:
        read.append(data)
        return history(data)

    monkeypatch.setattr(snapshot, "history", counted)
    assert [len(engine.history(tmp_path)) for _ in range(3)] == [2, 2, 2]
    assert len(read) == 1
    snapshot.publish(tmp_path, force=True)
    newest = engine.history(tmp_path)[0]
    assert (newest.number, newest.served, len(read)) == (3, True, 2)
    content = hashlib.sha256(two[0].read_bytes()).hexdigest()
    (two[0].parent / "current").write_text(f"{two[0].name} {content}\n", "utf-8")
    assert [one.served for one in engine.history(tmp_path)] == [False, False, True]


def test_snapshot_cut_short_is_stepped_over(tmp_path: Path, two: list[Path]) -> None:
    two[1].write_bytes(two[1].read_bytes()[:-4096])
    assert output(engine.current(tmp_path)) == 1


def test_snapshot_with_one_changed_byte_is_stepped_over(tmp_path: Path, two: list[Path]) -> None:
    content = bytearray(two[1].read_bytes())
    content[len(content) // 2] ^= 1
    two[1].write_bytes(content)
    assert output(engine.current(tmp_path)) == 1


def test_pointer_to_a_missing_file_serves_the_newest_sound_one(
    tmp_path: Path, two: list[Path]
) -> None:
    two[1].unlink()
    assert output(engine.current(tmp_path)) == 1


@pytest.mark.parametrize(
    "pointer", ["", "\n", "nothing\n", "../../etc/passwd x\n", "indicators-000009.duckdb abc\n"]
)
def test_pointer_that_names_nothing_serves_the_newest_sound_one(
    tmp_path: Path, two: list[Path], pointer: str
) -> None:
    (two[0].parent / "current").write_text(pointer, "utf-8")
    assert output(engine.current(tmp_path)) == 2


def test_snapshot_of_another_schema_is_stepped_over(
    tmp_path: Path, two: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not snapshot.outdated(tmp_path)
    monkeypatch.setattr(snapshot.recipe, "mark", lambda: "another")
    assert engine.current(tmp_path) is None
    assert snapshot.outdated(tmp_path)
    small_folder(tmp_path, observations=[{"value": 3}])
    third = snapshot.publish(tmp_path).path
    assert third is not None
    assert third.name != two[1].name
    assert output(engine.current(tmp_path)) == 3
    monkeypatch.undo()
    serving._engines.clear()
    # Back to the code of before: what fits it is the newest one that it made.
    assert snapshot.outdated(tmp_path)
    assert output(engine.current(tmp_path)) == 2


def test_snapshot_from_before_there_were_marks_is_stepped_over(
    tmp_path: Path, two: list[Path]
) -> None:
    with duckdb.connect(str(two[1])) as connection:
        connection.execute("alter table snapshot drop column mark")
    content = hashlib.sha256(two[1].read_bytes()).hexdigest()
    (two[1].parent / "current").write_text(f"{two[1].name} {content}\n", "utf-8")
    assert output(engine.current(tmp_path)) == 1
    assert snapshot.outdated(tmp_path)


def test_older_snapshot_is_served_when_the_pointer_names_it(
    tmp_path: Path, two: list[Path]
) -> None:
    content = hashlib.sha256(two[0].read_bytes()).hexdigest()
    (two[0].parent / "current").write_text(f"{two[0].name} {content}\n", "utf-8")
    assert output(engine.current(tmp_path)) == 1


def test_every_snapshot_damaged_is_no_engine(tmp_path: Path, two: list[Path]) -> None:
    for path in two:
        path.write_bytes(b"no database")
    assert engine.current(tmp_path) is None


def test_a_third_pin_drives_out_only_the_one_asked_for_longest_ago(tmp_path: Path) -> None:
    numbers = [f"{number:06d}" for number in range(1, 5)]
    for number in numbers:
        small_folder(tmp_path, observations=[{"value": int(number)}]).published().close()
    current = engine.current(tmp_path)
    first, second = (engine.pinned(tmp_path, number) for number in numbers[:2])
    assert engine.pinned(tmp_path, numbers[0]) is first
    third = engine.pinned(tmp_path, numbers[2])
    assert engine.current(tmp_path) is current
    assert engine.pinned(tmp_path, numbers[0]) is first
    assert engine.pinned(tmp_path, numbers[2]) is third
    again = engine.pinned(tmp_path, numbers[1])
    assert again is not second
    assert again == second
    assert [one is not None and engine.kept(one) for one in (current, first, third, again)] == [
        True, False, True, True,
    ]  # fmt: skip


def test_a_pin_that_cannot_be_served_is_looked_at_once_until_its_file_is_another(
    tmp_path: Path, two: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = two[0].read_bytes()
    two[0].write_bytes(b"no database")
    looked: list[Path] = []
    digest_of = snapshot.digest_of

    def look(path: Path) -> str | None:
        looked.append(path)
        return digest_of(path)

    monkeypatch.setattr(snapshot, "digest_of", look)
    for _ in range(3):
        assert engine.pinned(tmp_path, "000001") is None
    assert looked == [two[0]]
    two[0].write_bytes(whole)
    assert output(engine.pinned(tmp_path, "000001")) == 1
    assert output(engine.pinned(tmp_path, "000001")) == 1
    assert looked == [two[0]] * 2


@pytest.mark.usefixtures("two")
def test_nobody_waits_while_a_pin_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = engine.current(tmp_path)
    looking, go_on = threading.Event(), threading.Event()

    def look(_path: Path) -> None:
        looking.set()
        go_on.wait(30)

    monkeypatch.setattr(snapshot, "digest_of", look)
    with ThreadPoolExecutor(2) as pool:
        pinned = pool.submit(engine.pinned, tmp_path, "000001")
        assert looking.wait(30)
        try:
            assert pool.submit(engine.current, tmp_path).result(10) is current
        finally:
            go_on.set()
        assert pinned.result(30) is None
