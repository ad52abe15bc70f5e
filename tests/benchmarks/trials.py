"""The trials: each runs the dashboard and one other program in turn and returns measurements.

A trial may answer several rows of the table of goals, when one run gives several values.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page
from websockets.exceptions import WebSocketException

from tests.benchmarks import application
from tests.benchmarks.browser import (
    CHARTS,
    DRAWN,
    ECHO,
    Watch,
    browser,
    figures_after,
    find_filter,
    fresh_page,
    load,
    settled_figures,
)
from tests.benchmarks.district import PERIODS
from tests.benchmarks.evidence import Proof, derivable, proofs
from tests.benchmarks.measuring import Measurement, Step, in_turn, percentile
from tests.benchmarks.servers import Command, Server, running, settle
from tests.benchmarks.sessions import ANSWER_WITHIN, Answer, Session, session


@dataclass(frozen=True)
class Data:
    """The data folders there are: a district, and where a trial needs it, a nation."""

    district: Path
    nation: Path


Results = Mapping[str, Measurement]
Trial = Callable[[Data, int, Step], Results]
Allowed = Mapping[str, set[str]]
"""The numbers that charts of an option, or of any option, may print."""

SESSIONS = 50
EVERY = 2.0
TOGETHER_FOR = 12.0
ALONE_FOR, ALONE_EVERY = 6.0, 0.3


def start(data: Data, rounds: int, step: Step) -> Results:
    """Time ``./run`` on a set-up folder, and an empty page, from the command to HTTP 200."""

    def seconds(command: Command) -> float:
        with running(command) as server:
            return server.seconds_to_ready

    ours, theirs = application.run_command(data.district), application.floor("empty.py")
    seconds(ours), seconds(theirs)
    values = in_turn(lambda: seconds(ours), lambda: seconds(theirs), rounds, step)
    return {"start": Measurement("s", "one start of each", *values)}


def cold(data: Data, rounds: int, step: Step) -> Results:
    """Time the overview in a fresh browser context against a page with one chart."""
    with ExitStack() as stack:
        ours = stack.enter_context(running(application.dashboard(data.district))).url()
        theirs = stack.enter_context(running(application.floor("one_chart.py"))).url()
        launched = stack.enter_context(browser())
        with fresh_page(launched) as page:
            page.goto(ours)
            settled_figures(page, DRAWN, at_least=1)
            drawn = page.locator(DRAWN.selector).count()
        load(launched, theirs, DRAWN)
        every_chart = replace(DRAWN, at_least=drawn)
        loads: list[list[float]] = []

        def headline() -> float:
            loads.append(load(launched, ours, application.HEADLINE, every_chart))
            return loads[-1][0]

        values = in_turn(headline, lambda: load(launched, theirs, DRAWN)[0], rounds, step)
    warm_up = "one visit of each page; the browser keeps running, its cache does not"
    facts = {"charts on the overview": drawn}
    return {
        "cold_headline": Measurement("ms", warm_up, *values, facts=facts),
        "cold_charts": Measurement(
            "ms", warm_up, tuple(times[1] for times in loads), values[1], facts=facts
        ),
    }


def five_charts(data: Data, rounds: int, step: Step) -> Results:
    """Time the filter of a page of charts against a page with a selectbox only."""
    return {"filter_five": against_selectbox(data, application.FIVE_CHARTS, rounds, step)}


def one_chart(data: Data, rounds: int, step: Step) -> Results:
    """Time the filter of one chart in its fragment against a page with a selectbox only."""
    return {"filter_one": against_selectbox(data, application.ONE_CHART, rounds, step)}


def communes(data: Data, rounds: int, step: Step) -> Results:
    """Time the choice of another indicator on the page of the communes in the same way."""
    return {"communes": against_selectbox(data, application.COMMUNES, rounds, step)}


def against_selectbox(
    data: Data, filtered: application.FilteredPage, rounds: int, step: Step
) -> Measurement:
    """Time a filter of the dashboard and the selectbox of the peer in turn."""
    with ExitStack() as stack:
        ours = stack.enter_context(running(application.dashboard(data.district)))
        theirs = stack.enter_context(running(application.floor("selectbox.py")))
        launched = stack.enter_context(browser())
        allowed = derivable(data.district)
        mine = stack.enter_context(chooser(launched, ours, filtered, allowed))
        echo = {period: replace(ECHO, proofs=(Proof((period,)),)) for period in PERIODS}
        page = stack.enter_context(opened(launched, theirs.url()))
        other = by_turns(page, "", echo)
        for _ in PERIODS:
            other()
        values = in_turn(mine, other, rounds, step)
    return Measurement("ms", "each option once, on each page", *values)


def five_charts_dash(data: Data, rounds: int, step: Step) -> Results:
    """Time the filter of a page of charts against the same charts by Dash."""
    filtered = application.FIVE_CHARTS
    with ExitStack() as stack:
        ours = stack.enter_context(running(application.dashboard(data.district)))
        theirs = stack.enter_context(running(application.dash(data.district)))
        launched = stack.enter_context(browser())
        allowed = derivable(data.district)
        mine = stack.enter_context(chooser(launched, ours, filtered, allowed))
        page = replace(filtered, path="", label="")
        other = stack.enter_context(chooser(launched, theirs, page, allowed))
        values = in_turn(mine, other, rounds, step)
    return {"filter_dash": Measurement("ms", "each period once, on each page", *values)}


@contextmanager
def opened(launched: Browser, url: str) -> Iterator[Page]:
    """Open a page and keep it open."""
    with fresh_page(launched) as page:
        page.goto(url)
        yield page


@contextmanager
def chooser(
    launched: Browser, server: Server, filtered: application.FilteredPage, allowed: Allowed
) -> Iterator[Callable[[], float]]:
    """Open a page, learn what proves each option, and give a function that times the next one."""
    with opened(launched, server.url(filtered.path)) as page:
        chosen = find_filter(page, filtered.label, filtered.options[0])
        settled_figures(page, CHARTS, filtered.charts)
        shown = {
            option: figures_after(chosen, option, CHARTS, filtered.charts)
            for option in filtered.options
        }
        proving = proofs(shown, allowed, filtered.charts)
        watches = {option: replace(CHARTS, proofs=proving[option]) for option in filtered.options}
        yield by_turns(page, filtered.label, watches)


def by_turns(page: Page, label: str, watches: Mapping[str, Watch]) -> Callable[[], float]:
    """Return a function that chooses the next option at every call and times it."""
    chosen = find_filter(page, label, next(iter(watches)))
    options = cycle(watches)

    def next_one() -> float:
        option = next(options)
        return chosen.choose(option, watches[option])

    return next_one


def server_cost(data: Data, rounds: int, step: Step) -> Results:
    """Take the server's wall clock and CPU for one change of the filter, without a browser."""
    return asyncio.run(server_cost_of(data, rounds, step))


async def server_cost_of(data: Data, rounds: int, step: Step) -> Results:
    """Do as ``server_cost`` says."""
    filtered = application.FIVE_CHARTS
    pages = (filtered, replace(filtered, path="", label=""))
    commands = (application.dashboard(data.district), application.usual(data.district))
    wall: tuple[list[float], list[float]] = ([], [])
    cpu: tuple[list[float], list[float]] = ([], [])
    failures = 0
    with ExitStack() as stack:
        servers = [stack.enter_context(running(command)) for command in commands]
        async with AsyncExitStack() as connections:
            opened_sessions = [
                await connections.enter_async_context(session(server, page.path))
                for server, page in zip(servers, pages, strict=True)
            ]
            proving = [
                await learn(one, page, data)
                for one, page in zip(opened_sessions, pages, strict=True)
            ]
            for _, period in zip(range(rounds), cycle(PERIODS), strict=False):
                for side, one in enumerate(opened_sessions):
                    settle(servers)
                    before = servers[side].cpu_seconds()
                    answer = await one.choose(period)
                    settle(servers)
                    wall[side].append(answer.seconds * 1000)
                    cpu[side].append((servers[side].cpu_seconds() - before) * 1000)
                    failures += not answer.holds(proving[side][period])
                step()
    warm_up = "each period once, on each page"
    return {
        "server_wall": Measurement("ms", warm_up, tuple(wall[0]), tuple(wall[1]), failures),
        "server_cpu": Measurement("ms", warm_up, tuple(cpu[0]), tuple(cpu[1]), failures),
    }


async def learn(
    one: Session, filtered: application.FilteredPage, data: Data
) -> dict[str, tuple[Proof, ...]]:
    """Open a session, choose every period once, and return what proves each."""
    await one.open(filtered.label, PERIODS[0])
    shown = {period: (await one.choose(period)).charts() for period in PERIODS}
    return proofs(shown, derivable(data.district), filtered.charts)


def many_sessions(data: Data, rounds: int, step: Step) -> Results:
    """Let 50 sessions change a filter every two seconds, and one session alone, in turn."""
    return asyncio.run(many_sessions_of(data, rounds, step))


async def many_sessions_of(data: Data, rounds: int, step: Step) -> Results:
    """Do as ``many_sessions`` says; pairs are p95 of all sessions and p50 of one alone."""
    filtered = application.FIVE_CHARTS
    together: list[float] = []
    alone: list[float] = []
    changes = failures = 0
    with running(application.dashboard(data.district)) as server:
        async with AsyncExitStack() as connections:
            everyone = [
                await connections.enter_async_context(session(server, filtered.path))
                for _ in range(SESSIONS)
            ]
            proving = await learn(everyone[0], filtered, data)
            for one in everyone[1:]:
                await one.open(filtered.label, PERIODS[0])
            for _ in range(rounds):
                single = await switching(everyone[0], 0.0, ALONE_EVERY, ALONE_FOR, proving)
                waits = [EVERY * place / SESSIONS for place in range(SESSIONS)]
                many = await asyncio.gather(
                    *(
                        switching(one, wait, EVERY, TOGETHER_FOR, proving)
                        for one, wait in zip(everyone, waits, strict=True)
                    )
                )
                times = [seconds for one in many for seconds in one]
                good = [seconds for seconds in times if seconds is not None]
                lone = [seconds for seconds in single if seconds is not None]
                if not good or not lone:
                    raise RuntimeError("no session got a right answer")
                changes += len(times) + len(single)
                failures += len(times) - len(good) + len(single) - len(lone)
                together.append(percentile(good, 0.95) * 1000)
                alone.append(median(lone) * 1000)
                step()
    return {
        "sessions": Measurement(
            "ms",
            "each session's first page; each period once in one of them",
            tuple(together),
            tuple(alone),
            failures,
            {"sessions": SESSIONS, "changes of the filter": changes, "failed": failures},
        )
    }


async def switching(
    one: Session,
    wait: float,
    every: float,
    duration: float,
    proving: Mapping[str, tuple[Proof, ...]],
) -> list[float | None]:
    """Change the filter every so many seconds; return each time, None for a wrong answer.

    A change that was due before the last one was answered counts from when it was due; one that
    is too late to be sent at all has failed.
    """
    clock = asyncio.get_running_loop().time
    due = clock() + wait
    until = due + duration
    times: list[float | None] = []
    while due < until:
        period = PERIODS[len(times) % len(PERIODS)]
        late = max(0.0, clock() - due)
        await asyncio.sleep(due - clock())
        answer: Answer | None = None
        with suppress(RuntimeError, TimeoutError, OSError, WebSocketException):
            if late < ANSWER_WITHIN:
                answer = await one.choose(period)
        right = answer is not None and answer.holds(proving[period])
        times.append(late + answer.seconds if answer and right else None)
        due += every
    return times
