"""What a worker answers, passed on frame by frame."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from mandategraph.server.front.cache import Answer, Header
from mandategraph.server.front.delivery import Delivery
from mandategraph.server.front.link import Link
from mandategraph.server.front.refusals import too_large_answer
from mandategraph.server.front.spool import Spool
from mandategraph.server.front.wire import Kind

_STALLED = 120.0
"""Seconds that a client may take nothing of its answer."""

Headers = tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Relayed:
    """What was passed on: what the worker said at the end, and the answer if it is short enough to be kept.

    `sending` is there while the client has not taken all of it.
    """

    answer: Answer | None
    note: bytes
    sending: "asyncio.Task[None] | None" = None


async def head(link: Link) -> tuple[int, Headers]:
    """The status and the headers that a worker begins with; raises what the link failed with."""
    _, payload = await link.read()
    return heading(payload)


@lru_cache(maxsize=256)
def heading(payload: bytes) -> tuple[int, Headers]:
    """The status and the headers that a worker tells.

    Few of these are different from all before; to know one again takes less time than to read it.
    """
    told = json.loads(payload)
    return told["status"], tuple(
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in told["headers"]
    )


async def collect(link: Link, limit: int) -> tuple[Answer, bytes]:
    """A whole answer, not passed on, and what the worker said at the end.

    Raises RefusedError where it has more bytes than the limit.
    """
    status, headers = await head(link)
    parts: list[bytes] = []
    size = 0
    while True:
        kind, payload = await link.read()
        if kind == Kind.END:
            return Answer(status, headers, b"".join(parts)), payload
        parts.append(payload)
        size += len(payload)
        if size > limit:
            raise too_large_answer(limit)


@dataclass(slots=True)
class Relay:
    """Passes an answer of up to `limit` bytes on as it comes, and keeps it if it has no more than `kept` bytes."""

    link: Link
    delivery: Delivery
    limit: int
    kept: int
    spool: Spool

    async def run(self, status: int, headers: Headers) -> Relayed:
        """Pass the body on, after this head, until the worker is done with it.

        Raises RefusedError where it is too long, or what the link failed with.
        """
        length = Answer(status, headers, b"").header(b"content-length")
        if length.isdigit() and int(length) > self.limit:
            raise too_large_answer(self.limit)
        kind, payload = await self.link.read()
        if kind == Kind.END:
            return await self._whole(Answer(status, headers, b""), payload)
        ended = self.link.next_if_there()
        if ended is not None and ended[0] == Kind.END:
            return await self._whole(Answer(status, headers, payload), ended[1])
        await self.delivery.start(status, list(headers))
        sending = asyncio.ensure_future(self._send())
        try:
            return await self._take(
                Answer(status, headers, b""), [payload] if ended is None else [payload, ended[1]], sending
            )
        except BaseException:
            await drop(sending)
            raise

    async def _whole(self, answer: Answer, note: bytes) -> Relayed:
        await self.delivery.whole(answer)
        return Relayed(answer, note)

    async def _take(self, begun: Answer, parts: list[bytes], sending: "asyncio.Task[None]") -> Relayed:
        """Take the parts from the worker, these first, for the client to be sent at its own pace."""
        keeping: list[bytes] = []
        taken = 0
        while True:
            for part in parts:
                taken += len(part)
                if taken > self.limit:
                    raise too_large_answer(self.limit)
                self.spool.put(part)
                if taken <= self.kept:
                    keeping.append(part)
            kind, payload = await self.link.read()
            if kind == Kind.END:
                self.spool.end()
                kept = replace(begun, body=b"".join(keeping)) if taken <= self.kept else None
                return Relayed(kept, payload, sending)
            parts = [payload]

    async def _send(self) -> None:
        """Send what is taken; where the client takes nothing for long, leave it without an end."""
        try:
            async with asyncio.timeout(_STALLED) as patience:
                while part := await self.spool.get():
                    await self.delivery.part(part, more=True)
                    patience.reschedule(asyncio.get_running_loop().time() + _STALLED)
                await self.delivery.part(b"", more=False)
        except TimeoutError:
            return
        finally:
            self.spool.close()


async def drop(sending: "asyncio.Task[None]") -> None:
    """End a sending in the midst of it."""
    sending.cancel()
    with suppress(asyncio.CancelledError):
        await sending
