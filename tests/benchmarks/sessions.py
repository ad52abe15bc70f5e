"""Streamlit sessions without a browser: the protocol's own messages over a websocket.

A session asks for a page, finds the filter among the answers, and changes it as the browser would.
A time starts when the message is sent and ends when the script is said to be finished.
"""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.benchmarks.evidence import Proof, figures_in
from tests.benchmarks.servers import HOST, Server

ANSWER_WITHIN = 30.0
FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


@dataclass(frozen=True)
class Answer:
    """What came back from one run: how long it took, and the messages that draw."""

    seconds: float
    elements: tuple[Element, ...]

    def charts(self) -> list[set[str]]:
        """Return the figures in each chart, in the order of the page."""
        return [shown_by(figure) for element in self.elements for figure in figures_of(element)]

    def holds(self, proofs: tuple[Proof, ...]) -> bool:
        """Tell whether its proof holds in every chart."""
        charts = self.charts()
        return len(charts) == len(proofs) and all(
            proof.holds(chart) for proof, chart in zip(proofs, charts, strict=True)
        )


@dataclass
class Session:
    """An open session on one page; its state is what a browser would send: page, URL, widgets."""

    connection: ClientConnection
    state: ClientState
    widget: str = ""
    options: tuple[str, ...] = ()
    is_list: bool = False
    fragments: dict[str, str] = field(default_factory=dict)
    """Of every widget the fragment that it stands in; blank where it stands in none."""

    async def open(self, label: str, value: str) -> Answer:
        """Run the page and find the filter that has an option with ``value`` in it.

        Raises RuntimeError when the page fails or has no such filter.
        """
        answer = await self.run()
        for element in answer.elements:
            kind = element.WhichOneof("type")
            if kind == "selectbox":
                options = tuple(element.selectbox.options)
                found = element.selectbox.id, element.selectbox.label
            elif kind == "button_group":
                options = tuple(option.content for option in element.button_group.options)
                found = element.button_group.id, element.button_group.label
            else:
                continue
            if label in found[1] and any(value in option for option in options):
                self.widget, self.options = found[0], options
                self.is_list = kind == "button_group"
                return answer
        raise RuntimeError(f"the page has no filter {label!r} with an option {value!r}")

    async def choose(self, value: str) -> Answer:
        """Change the filter and wait for its fragment, or for the page where it is in none."""
        option = next(option for option in self.options if value in option)
        del self.state.widget_states.widgets[:]
        widget = self.state.widget_states.widgets.add(id=self.widget)
        if self.is_list:
            widget.string_array_value.data.append(option)
        else:
            widget.string_value = option
        self.state.fragment_id = self.fragments[self.widget]
        return await self.run()

    async def run(self) -> Answer:
        """Ask for a run with the present state.

        Raises RuntimeError when the script shows an exception or does not finish well, and
        TimeoutError when it does not answer.
        """
        message = BackMsg(rerun_script=self.state).SerializeToString()
        elements: list[Element] = []
        started = time.perf_counter()
        await self.connection.send(message)
        async with asyncio.timeout(ANSWER_WITHIN):
            while True:
                received = await self.connection.recv()
                if isinstance(received, str):
                    continue
                answer = ForwardMsg.FromString(received)
                kind = answer.WhichOneof("type")
                if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                    element = answer.delta.new_element
                    elements.append(element)
                    kind = element.WhichOneof("type")
                    if kind in ("selectbox", "button_group"):
                        self.fragments[getattr(element, kind).id] = answer.delta.fragment_id
                elif kind == "navigation":
                    self.state.page_script_hash = answer.navigation.page_script_hash
                    self.state.page_name = ""
                elif kind == "page_info_changed":
                    self.state.query_string = answer.page_info_changed.query_string
                elif kind == "script_finished":
                    break
        seconds = time.perf_counter() - started
        if answer.script_finished not in FINISHED:
            raise RuntimeError(f"the script ended with {answer.script_finished}")
        for element in elements:
            if element.WhichOneof("type") == "exception":
                raise RuntimeError(f"the page shows: {element.exception.message}")
        return Answer(seconds, tuple(elements))


@asynccontextmanager
async def session(server: Server, path: str) -> AsyncIterator[Session]:
    """Open a session on a page of a server; ``path`` is the page's name in the address."""
    address = f"ws://{HOST}:{server.port}/_stcore/stream"
    async with connect(
        address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None
    ) as connection:
        name, _, query = path.partition("?")
        yield Session(connection, ClientState(page_name=name, query_string=query))


def figures_of(element: Element) -> Iterator[Mapping[str, Any]]:
    """Return the Plotly figures that an element carries, whichever component draws it."""
    kind = element.WhichOneof("type")
    if kind == "plotly_chart":
        yield from figures_within(json.loads(element.plotly_chart.spec))
    elif kind == "bidi_component":
        # A component may be told several things, each a line of JSON.
        for line in element.bidi_component.bytes.splitlines():
            yield from figures_within(json.loads(line))


def figures_within(value: Any) -> Iterator[Mapping[str, Any]]:
    """Return every object in a JSON value that has the parts of a Plotly figure."""
    if isinstance(value, dict):
        if "data" in value and "layout" in value:
            yield value
        else:
            for part in value.values():
                yield from figures_within(part)
    elif isinstance(value, list):
        for part in value:
            yield from figures_within(part)
    elif isinstance(value, str) and value.startswith(("{", "[")):
        try:
            inner = json.loads(value)
        except ValueError:
            return
        yield from figures_within(inner)


def shown_by(value: Any) -> set[str]:
    """Return every number in a figure: written in its texts, or plain, or packed in base64."""
    if isinstance(value, dict):
        if "bdata" in value and "dtype" in value:
            packed = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
            return {f"{number:.12g}" for number in packed.tolist()}
        found: set[str] = set()
        return found.union(*(shown_by(part) for key, part in value.items() if key != "template"))
    if isinstance(value, list):
        return set[str]().union(*map(shown_by, value))
    if isinstance(value, str):
        return figures_in(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {f"{abs(value):.12g}"}
    return set()
