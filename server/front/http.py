"""The HTTP server that takes requests in, and the bounds on what comes before a request is whole."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from mandategraph.server.front.asked import LENGTHS
from mandategraph.server.front.cache import Answer, Header
from mandategraph.server.front.delivery import BODILESS
from mandategraph.server.front.gateway import Application, Gateway
from mandategraph.server.front.prompt import takes

HEADERS = 64 * 2**10
"""How many bytes the line and the headers of a request may have."""

HEADER_SECONDS = 20.0
"""How long they may take to come."""

_KEEP_ALIVE = 30
_BACKLOG = 1024
_CLOSE = (b"connection", b"close")
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Connection(HttpToolsProtocol):
    """A connection that ends when the headers of a request are too long, or do not come."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._unread = 0
        self._in_head = True
        self._timer: asyncio.TimerHandle | None = None
        self._coming: RequestResponseCycle | None = None
        self._is_next = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """As asyncio calls it."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """As asyncio calls it."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """As asyncio calls it."""
        if self._in_head:
            self._unread += len(data)
            if self._unread > HEADERS + len(data):
                self._refuse()
                return
        super().data_received(data)
        if self._in_head and self._unread:
            self._wait()

    def on_message_begin(self) -> None:
        """As the parser calls it."""
        self._in_head, self._unread = True, max(self._unread, 1)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """As the parser calls it."""
        self._in_head, self._unread = False, 0
        self._stop_waiting()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """As the parser calls it."""
        self._in_head = True
        super().on_message_complete()
        cycle, self._coming = self._coming, None
        if cycle is not None and not takes(self.app, _Client(self, cycle), cycle.scope):
            self.go_on(cycle, self.app)

    def on_response_complete(self) -> None:
        """As an answer that has been sent calls it."""
        # What was sent before its turn is answered by a task: else one call would stand on another for each.
        self._is_next = True
        super().on_response_complete()
        self._is_next = False

    def go_on(self, cycle: RequestResponseCycle, application: Any) -> None:
        """Answer in a task."""
        super()._start_asgi_task(cycle, application)

    def reply(self, cycle: RequestResponseCycle, answer: Answer) -> None:
        """Send a whole answer in one piece."""
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        if not cycle.disconnected:
            own = cycle.default_headers if cycle.keep_alive else [*cycle.default_headers, _CLOSE]
            self.transport.write(_bytes(answer, own))
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        cycle.on_response = _nothing

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        bodiless = not any(name in LENGTHS for name, _ in self.headers)
        if bodiless and isinstance(app, Gateway) and cycle.keep_alive and not self._is_next:
            self._coming = cycle
        else:
            self.go_on(cycle, app)

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

    def _refuse(self) -> None:
        self.transport.write(_TOO_LARGE)
        self.transport.close()


@dataclass(frozen=True, slots=True)
class _Client:
    """Who sent a request over a connection."""

    connection: Connection
    cycle: RequestResponseCycle

    @property
    def is_waiting(self) -> bool:
        """Whether what is sent now is sent at once."""
        return not self.connection.flow.write_paused

    def reply(self, answer: Answer) -> None:
        """Send a whole answer."""
        self.connection.reply(self.cycle, answer)

    def go_on(self, application: Application) -> None:
        """Have an application answer in a task."""
        self.connection.go_on(self.cycle, application)


def _bytes(answer: Answer, own: Sequence[Header]) -> bytes:
    """A whole answer as it is sent, with headers of the server's own."""
    parts = [STATUS_LINE[answer.status]]
    for name, value in (*own, *answer.headers):
        if name != b"content-length":
            parts += name, b": ", value, b"\r\n"
    if answer.status not in BODILESS:
        parts.append(b"content-length: %d\r\n" % len(answer.body))
    parts += b"\r\n", answer.body
    return b"".join(parts)


def _nothing() -> None:
    """What an answer calls that nobody waits for any more."""


def _is_a_fault(record: logging.LogRecord) -> bool:
    """Whether what uvicorn says is news: an answer that is left without its end was cut, and is counted and logged."""
    return "without completing response" not in record.getMessage()


def server(application: Any, grace: float, proxies: tuple[str, ...]) -> uvicorn.Server:
    """A server of the application, which when it is to stop lets requests take so many seconds more.

    From a proxy at one of the addresses it takes the client's address and the scheme as the proxy tells them.
    """
    faults = logging.getLogger("uvicorn.error")
    faults.setLevel(logging.ERROR)
    faults.addFilter(_is_a_fault)
    return uvicorn.Server(
        uvicorn.Config(
            application,
            http=Connection,
            loop="uvloop",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            server_header=False,
            backlog=_BACKLOG,
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=max(1, round(grace)),
        )
    )
