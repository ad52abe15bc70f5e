"""Processes that publish and may be killed, and what a folder must be afterwards; no tests here."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from indicators import snapshot
from tests.conftest import ROOT
from tests.publishing import NEW, OLD, files_of, litter, served

# One process that has the library imported, and makes a copy of itself for every publication. It
# opens no database itself: what has threads cannot be copied. Where a copy is told to, it kills
# itself, as kill -9 does, before the so-manieth call of a step that touches the disk.
PUBLISHER = """
import json, os, resource, shutil, signal, sys, time
from pathlib import Path
import duckdb
from indicators import snapshot
from indicators.snapshot import building
from tests.publishing import change_of

CHANGING = [(Path, name) for name in ("rename", "replace", "unlink", "mkdir", "write_bytes")]
CHANGING += [(os, "fsync"), (shutil, "rmtree"), (os, "ftruncate"), (Path, "read_bytes")]
CHANGING += [(duckdb, "connect"), (building, "compute")]
seen = {"step": "", "calls": 0}

def count(owner, name, order):
    original = getattr(owner, name)
    def counted(*arguments, **more):
        if seen["step"] == order.get("step"):
            seen["calls"] += 1
            if seen["calls"] == order.get("call"):
                os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **more)
    setattr(owner, name, counted)

def step(name):
    seen.update(step=name, calls=0)

def work(order, said):
    data = Path(order["data"])
    for owner, name in CHANGING if "step" in order else ():
        count(owner, name, order)
    if order.get("user"):
        # Python itself, and the SQL, may lie where only root reads: all is read once before.
        snapshot.publish(Path(shutil.copytree(data, data.parent / "first")), force=True)
        snapshot.recipe.QUERIES = Path(shutil.copytree(snapshot.QUERIES, data.parent / "queries"))
        os.setgroups([]), os.setgid(order["user"]), os.setuid(order["user"])
    if "room" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["room"], order["room"]))
    change = change_of(data) if order["change"] else snapshot.Change()
    try:
        done = snapshot.publish(data, step, change=change, wait=order.get("wait", 0))
        answer = {"changed": done.changed, "findings": len(done.findings)}
    except snapshot.PublishFailed as failure:
        answer = {"failed": [failure.vi, str(failure)]}
    os.write(said, json.dumps(answer | {"calls": seen["calls"]}).encode())

for line in sys.stdin:
    order = json.loads(line)
    heard, said = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(order, said)
        except BaseException as error:
            os.write(said, json.dumps({"broken": repr(error)}).encode())
        os._exit(0)
    os.close(said)
    if "after" in order:
        time.sleep(order["after"])
        os.kill(child, signal.SIGKILL)
    answer = os.read(heard, 100_000)
    os.close(heard)
    status = os.waitpid(child, 0)[1]
    killed = os.WIFSIGNALED(status)
    print(json.dumps({"killed": killed} | json.loads(answer or b"{}")), flush=True)
"""


@dataclass(frozen=True)
class Publisher:
    """Publishes in processes of its own."""

    process: subprocess.Popen[str]

    def publish(self, data: Path, *, change: bool = True, **order: object) -> dict[str, object]:
        """What came of it: ``changed`` and ``findings``, or ``failed``, unless it was killed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        line = json.dumps({"data": str(data), "change": change, **order})
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        # Once in hundreds, under load, an empty line came before an answer; whose is not known.
        said = next(line for line in self.process.stdout if line.startswith("{"))
        answer: dict[str, object] = json.loads(said)
        assert "broken" not in answer, answer
        return answer


def talking(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A process that runs the program, to be spoken with."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def check_whole(
    data: Path, states: dict[str, dict[str, bytes]], *, acknowledged: bool = False
) -> Literal["old", "new"]:
    """Old or new as a whole, served and in the folder, now and after the next call."""
    assert served(data) in (OLD, NEW)
    done = snapshot.publish(data)
    assert done.findings == ()
    state: Literal["old", "new"] = "new" if served(data) == NEW else "old"
    assert served(data) == (NEW if state == "new" else OLD)
    assert files_of(data) == states[state]
    assert done.path == snapshot.current(data)
    assert done.path is not None
    assert snapshot.digest_of(done.path) == snapshot.digest(data)
    assert snapshot.damaged(data) == ""
    assert litter(data) == set()
    assert state == "new" or not acknowledged
    return state
