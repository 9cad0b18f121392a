"""An answer on its way to the client."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from mandategraph.server.front.asked import Receive, Send
from mandategraph.server.front.cache import Answer, Header

SOON = 0.05
"""Seconds in which most requests are answered, and after which it is seen to it that the client is still there."""
BODILESS = frozenset({204, 304})
"""The statuses of answers that have no body."""


@dataclass(slots=True)
class Delivery:
    """What the client is sent: the status once it has begun, and how many bytes of the body.

    `body` is that of the request once it is read; `cached` says that no worker was asked.
    """

    send: Send
    head_only: bool
    body: bytes = b""
    status: int = 0
    sent: int = 0
    ended: bool = False
    cached: bool = False

    @classmethod
    def sent_at_once(cls, answer: Answer, *, cached: bool) -> "Delivery":
        """That of a whole answer which is sent already, to a request without a body."""
        return cls(_nowhere, False, b"", answer.status, len(answer.body), ended=True, cached=cached)

    @property
    def started(self) -> bool:
        """Whether the client has the status already."""
        return self.status != 0

    async def whole(self, answer: Answer) -> None:
        """Send a whole answer."""
        headers = list(answer.headers)
        told = any(name == b"content-length" for name, _ in headers)
        if not (told or self.head_only or answer.status in BODILESS):
            headers.append((b"content-length", b"%d" % len(answer.body)))
        await self.start(answer.status, headers)
        await self.part(answer.body, more=False)

    async def start(self, status: int, headers: list[Header]) -> None:
        """Send the status and the headers."""
        self.status = status
        await self._say({"type": "http.response.start", "status": status, "headers": headers})

    async def part(self, body: bytes, *, more: bool) -> None:
        """Send a part of the body; `more` says whether another follows."""
        self.sent += len(body)
        await self._say({"type": "http.response.body", "body": body, "more_body": more})
        self.ended = not more

    async def _say(self, message: dict[str, Any]) -> None:
        """Send a message; raises ConnectionResetError where the client went away in this very moment."""
        try:
            await self.send(message)
        except RuntimeError as error:
            # So the loop says that the connection has ended, until it has told the server.
            raise ConnectionResetError from error


async def _nowhere(_: dict[str, Any]) -> None:
    """All is sent."""


@dataclass(slots=True)
class WhileThere:
    """A block that is left when the client goes away, after a moment in which most requests are answered."""

    receive: Receive
    _task: "asyncio.Task[object] | None" = None
    _timer: asyncio.TimerHandle | None = None
    _watching: "asyncio.Task[None] | None" = None
    _gone: bool = False

    async def __aenter__(self) -> None:
        loop = asyncio.get_running_loop()
        self._task = asyncio.current_task(loop)
        self._timer = loop.call_later(SOON, self._begin)

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        if kind is asyncio.CancelledError and self._gone and self._task is not None:
            self._task.uncancel()
            raise ConnectionResetError from None

    def _begin(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        if self._task is not None:
            self._task.cancel()
