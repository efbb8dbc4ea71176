"""A visitor of a Streamlit app without a browser: it speaks the framework's protocol over a real websocket.

What it sends is what the browser sends for an address, for Back, and for a link of the dashboard; as the browser does, it
keeps large messages and tells the server which.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

EDITION = re.compile(rb'"edition": ?"([^"]+)"')


@dataclass
class Screen:
    """What a run has sent: its bytes, title, edition of the data, and the text of what went wrong."""

    size: int = 0
    title: str = ""
    edition: str = ""
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Memory:
    """What a browser knows of an app after a run: the pages, and the large messages that need not be sent again."""

    pages: dict[str, str] = field(default_factory=dict)
    messages: set[str] = field(default_factory=set)

    def ask(self, path: str, query: str) -> bytes:
        """The message that asks for a screen by its path and its filter."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = query
        if path in self.pages:
            state.page_script_hash = self.pages[path]
            state.is_history_navigation = True
        else:
            state.page_name = path
        state.cached_message_hashes.extend(sorted(self.messages))
        state.context_info.timezone = "Asia/Ho_Chi_Minh"
        state.context_info.locale = "vi-VN"
        state.context_info.color_scheme = "light"
        return message.SerializeToString()

    def take(self, frame: bytes, screen: Screen) -> bool:
        """Note on the screen what the server sent; whether that ends the run."""
        message = ForwardMsg.FromString(frame)
        screen.size += len(frame)
        kind = message.WhichOneof("type")
        if message.metadata.cacheable and kind != "ref_hash":
            self.messages.add(message.hash)
        if kind == "delta":
            element: Any = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                screen.errors.append(f"{element.exception.type}: {element.exception.message}")
            elif found := EDITION.search(frame):
                screen.edition = found[1].decode()
        elif kind == "page_config_changed":
            screen.title = message.page_config_changed.title or screen.title
        elif kind == "navigation":
            self.pages = {
                "" if page.is_default else page.url_pathname: page.page_script_hash
                for page in message.navigation.app_pages
            }
        elif kind == "page_not_found":
            screen.errors.append(f"not found: {message.page_not_found.page_name}")
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                screen.errors.append("compile error")
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False


class Heard(Memory):
    """A browser's memory that forgets nothing of what it heard."""

    def __init__(self) -> None:
        super().__init__()
        self.frames: list[bytes] = []

    def take(self, frame: bytes, screen: Screen) -> bool:
        self.frames.append(frame)
        return super().take(frame, screen)

    def found(self, what: re.Pattern[bytes], since: int = 0) -> set[str]:
        """What the frames say, or those from one on."""
        return {each.decode() for frame in self.frames[since:] for each in what.findall(frame)}

    @property
    def text(self) -> str:
        return b"".join(self.frames).decode(errors="replace")

    def last(self, what: re.Pattern[bytes]) -> str:
        """What was said last; empty if it never was."""
        found = what.findall(b"".join(self.frames))
        return found[-1].decode() if found else ""


class Lately(Memory):
    """A browser's memory that keeps what the last run said, once it has ended."""

    def __init__(self) -> None:
        super().__init__()
        self._coming: list[bytes] = []
        self._frames: list[bytes] = []

    def take(self, frame: bytes, screen: Screen) -> bool:
        self._coming.append(frame)
        ended = super().take(frame, screen)
        if ended:
            self._frames, self._coming = self._coming, []
        return ended

    @property
    def text(self) -> str:
        return b"".join(self._frames).decode(errors="replace")

    def elements(self) -> Iterator[Any]:
        """What was drawn: the widgets have an `id`, which ends with their key."""
        for frame in self._frames:
            message = ForwardMsg.FromString(frame)
            if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                yield getattr(element, element.WhichOneof("type") or "")


class Visitor:
    """One tab."""

    def __init__(self, socket: ClientConnection, memory: Memory | None = None) -> None:
        self._socket = socket
        self._memory = memory or Memory()
        self._turn = asyncio.Lock()
        self.at = ("", "")
        self.edition = ""

    async def open(self, path: str, query: str = "") -> Screen:
        """Follow a link, and wait until the app has run."""
        async with self._turn:
            self.at = (path, query)
            await self._socket.send(self._memory.ask(path, query))
            return await self._run()

    async def _run(self) -> Screen:
        screen, began = Screen(), time.perf_counter()
        async for frame in self._socket:
            if self._memory.take(frame if isinstance(frame, bytes) else frame.encode(), screen):
                break
        screen.seconds = time.perf_counter() - began
        self.edition = screen.edition or self.edition
        return screen

    async def send(self, message: BackMsg) -> Screen:
        """Send any other message that makes the app run, and wait until it has run."""
        async with self._turn:
            await self._socket.send(message.SerializeToString())
            return await self._run()

    async def set(self, *widgets: WidgetState) -> Screen:
        """Set fields of the page, press its buttons."""
        path, query = self.at
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = self._memory.pages[path]
        message.rerun_script.widget_states.widgets.extend(widgets)
        return await self.send(message)

    async def again(self) -> Screen:
        """The screen where it is, as for newer data."""
        return await self.open(*self.at)


@asynccontextmanager
async def visiting(
    url: str, cookie: str = "", trust: ssl.SSLContext | None = None, memory: Memory | None = None
) -> AsyncIterator[Visitor]:
    """A tab that is closed afterwards. `cookie`: what its browser sends; `trust`: where the address is encrypted; `memory`:
    what the browser knows already."""
    address = f"{'wss' if trust else 'ws'}://{urlsplit(url).netloc}/_stcore/stream"
    # A browser sends no pings, and the server's answers may be large.
    async with connect(
        address,
        ssl=trust,
        additional_headers={"Cookie": cookie} if cookie else None,
        subprotocols=[Subprotocol("streamlit")],
        ping_interval=None,
        max_size=None,
        compression=None,
        proxy=None,
        open_timeout=60,
    ) as socket:
        yield Visitor(socket, memory)


class Poll:
    """Asks for the edition of the data, as an open tab does (frame.js), over one connection. `cookie`, `account`: where
    somebody signs in."""

    def __init__(self, url: str, cookie: str = "", account: str = "") -> None:
        self._home = urlsplit(url)
        self._asks = (
            f"GET /edition?account={account}&shown=%s HTTP/1.1\r\n"
            f"Host: {self._home.netloc}\r\nCookie: {cookie}\r\n\r\n"
        )
        self._lines: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def edition(self, shown: str = "") -> str:
        """The edition to show; `shown` is that on the screen."""
        for first in (True, False):
            try:
                return await self._ask(shown)
            except (OSError, asyncio.IncompleteReadError):
                self.close()  # the server ends connections that were quiet
                if not first:
                    raise
        raise AssertionError

    async def _ask(self, shown: str) -> str:
        if self._lines is None:
            self._lines = await asyncio.open_connection(self._home.hostname, self._home.port)
        reader, writer = self._lines
        writer.write((self._asks % shown).encode())
        return await body_of(reader)

    def close(self) -> None:
        if self._lines:
            self._lines[1].close()
        self._lines = None


async def body_of(reader: asyncio.StreamReader) -> str:
    """The body of an answer that says its length; OSError for one that is no success."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = re.search(r"^content-length: *(\d+)", head, re.IGNORECASE | re.MULTILINE)
    body = await reader.readexactly(int(length[1]) if length else 0)
    if not re.match(r"HTTP/1\.1 2", head):
        raise OSError(head.splitlines()[0])
    return body.decode()
