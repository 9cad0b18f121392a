"""The HTTP server that takes requests in, and the bounds on what comes before a request is whole."""

import asyncio
import logging
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADERS = 64 * 2**10
"""How many bytes the line and the headers of a request may have."""

HEADER_SECONDS = 20.0
"""How long they may take to come."""

_KEEP_ALIVE = 30
_BACKLOG = 1024
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Connection(HttpToolsProtocol):
    """A connection that ends when the headers of a request are too long, or do not come."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._unread = 0
        self._in_head = True
        self._timer: asyncio.TimerHandle | None = None

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


def server(application: Any, grace: float, proxies: tuple[str, ...]) -> uvicorn.Server:
    """A server of the application, which when it is to stop lets requests take so many seconds more.

    From a proxy at one of the addresses it takes the client's address and the scheme as the proxy tells them.
    """
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
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
