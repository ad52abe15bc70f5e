"""The painter's process: ``python -m indicators.slides.painter BROWSER FOLDER``, and one Chromium.

Here belongs what talks to the browser: Kaleido, the page that draws, the answers to requests. Who
asks, how long it may take and what a user is told belong to painting, which starts this: standard
input is its socket. Everything is written below FOLDER, which is removed when painting is gone.
"""

import asyncio
import base64
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Final

import plotly
from choreographer.browsers import Chromium
from kaleido import Kaleido

from indicators.slides.wire import BROWSER_LOG, HEAD, PAINTED, READY, REFUSED

FLAGS: Final = (
    "--disable-background-networking",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-quic",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--in-process-gpu",
)
"""Beside those of Choreographer: no name is looked up in a network, nothing starts unasked."""
EVERY: Final = 1.0
"""Seconds between two looks at whether the parent lives."""

# plotly.js of the installed package: static/ holds a copy of it, but only where ./run was run.
PAGE: Final = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<style id="paper"></style>
<script src="{library}"></script>
<script>{drawing}</script>
</head>
<body><div id="sheet"></div></body>
</html>
"""


class Page:
    """The page that Kaleido opens; it stays, where Kaleido would load it anew for every picture."""

    def generate_index(self) -> str:
        library = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        drawing = Path(__file__).with_name("painter.js").read_text(encoding="utf-8")
        return PAGE.format(library=library.as_uri(), drawing=drawing)


class Companion(Chromium):
    """Chromium in the group of this process, so that one signal ends both.

    A shell hands it the pipe where Choreographer would start a second Python first, and keeps what
    it says for painting.
    """

    def get_cli(self) -> Sequence[str]:
        command = [*super().get_cli()]
        own = command[command.index(str(self.path)) :]
        log = Path(tempfile.gettempdir(), BROWSER_LOG)
        script = 'exec 2>"$0" 3<&0 4>&1 </dev/null >/dev/null "$@"'
        return ("/bin/sh", "-c", script, str(log), *own, *FLAGS)

    def get_popen_args(self) -> Mapping[str, Any]:
        return {**super().get_popen_args(), "start_new_session": False}

    def get_env(self) -> MutableMapping[str, str]:
        home = tempfile.gettempdir()
        own = {f"XDG_{name}_HOME": f"{home}/.{name.lower()}" for name in ("CACHE", "CONFIG")}
        return {**super().get_env(), "HOME": home, **own}


class Refused(Exception):
    """The page cannot draw this figure, and why."""


def main(browser: str, folder: str) -> None:
    tempfile.tempdir = folder  # and no other, should it be full
    with socket.socket(fileno=sys.stdin.fileno()) as link:
        asyncio.run(serve(link, browser, folder))


async def serve(link: socket.socket, browser: str, folder: str) -> None:
    """Start the browser and answer requests; the process ends when either side is gone."""
    requests: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def hand_on(line: bytes) -> None:
        loop.call_soon_threadsafe(requests.put_nowait, line.decode())

    threading.Thread(target=listen, args=(link, hand_on, folder), daemon=True).start()
    kaleido = Kaleido(path=browser, browser_cls=Companion, page_generator=Page(), timeout=None)
    await kaleido.open()
    threading.Thread(target=end_with, args=(kaleido.subprocess,), daemon=True).start()
    tab = (await kaleido.tabs_ready.get()).tab
    tab.subscribe("Inspector.targetCrashed", end_now)
    answer(link, READY)
    while True:
        try:
            picture = await painted(tab, await requests.get())
        except Refused as problem:
            answer(link, REFUSED, str(problem).encode())
        else:
            answer(link, PAINTED, picture)


async def painted(tab: Any, request: str) -> bytes:
    """The bytes of the picture that a request asks for."""
    said = await result(
        *(tab, "Runtime.evaluate"),
        {"expression": f"draw(...{request})", "awaitPromise": True, "returnByValue": True},
    )
    if "exceptionDetails" in said:
        raise Refused(str(said["exceptionDetails"]))
    form, image = said["result"]["value"]
    if form == "svg":
        return str(image).encode()
    if form == "pdf":
        # Margins are the page's own; what stood over would be cut off, not carried to a page two.
        printing = {"preferCSSPageSize": True, "printBackground": True, "pageRanges": "1"}
        image = (await result(tab, "Page.printToPDF", printing))["data"]
    return base64.b64decode(image)


async def result(tab: Any, command: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    reply: Mapping[str, Any] = await tab.send_command(command, parameters)
    if "error" in reply:
        raise Refused(str(reply["error"]))
    return dict(reply["result"])


def answer(link: socket.socket, kind: bytes, content: bytes = b"") -> None:
    link.sendall(HEAD.pack(kind, len(content)) + content)


def listen(link: socket.socket, hand_on: Callable[[bytes], None], folder: str) -> None:
    """Hand on every request; when the parent is gone, however it went, end everything."""
    parent = os.getppid()
    pending = b""
    while os.getppid() == parent:
        if select.select([link], [], [], EVERY)[0]:
            received = link.recv(1 << 20)
            if not received:
                break
            *lines, pending = (pending + received).split(b"\n")
            for line in lines:
                hand_on(line)
    end_all(folder)


def end_all(folder: str) -> None:
    """End the whole group, this process with it, and remove what it wrote."""
    command = 'kill -s KILL -- "-$1"; rm -rf -- "$2" || { sleep 1; rm -rf -- "$2"; }'
    subprocess.Popen(
        ("/bin/sh", "-c", command, "sh", str(os.getpgrp()), folder),
        start_new_session=True,
    )


def end_with(process: subprocess.Popen[bytes]) -> None:
    """End this process when the browser has ended; painting starts both anew."""
    process.wait()
    os._exit(1)


async def end_now(_event: object) -> None:
    """End this process: the page is gone, though the browser is not."""
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
