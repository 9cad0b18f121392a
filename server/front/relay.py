"""What a worker answers, passed on frame by frame."""

import json
from dataclasses import dataclass

from mandategraph.server.front.cache import Answer, Header
from mandategraph.server.front.delivery import Delivery
from mandategraph.server.front.link import Link
from mandategraph.server.front.refusals import too_large_answer
from mandategraph.server.front.wire import Kind

Headers = tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Relayed:
    """What was passed on: the answer if it is short enough to be kept, and what the worker said at the end."""

    answer: Answer | None
    note: bytes


async def head(link: Link) -> tuple[int, Headers]:
    """The status and the headers that a worker begins with; raises what the link failed with."""
    _, payload = await link.read()
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

    async def run(self, status: int, headers: Headers) -> Relayed:
        """Pass the body on, after this head; raises RefusedError where it is too long, or what the link failed with."""
        length = Answer(status, headers, b"").header(b"content-length")
        if length.isdigit() and int(length) > self.limit:
            raise too_large_answer(self.limit)
        kind, payload = await self.link.read()
        if kind == Kind.END:
            answer = Answer(status, headers, b"")
            await self.delivery.whole(answer)
            return Relayed(answer, payload)
        ended = self.link.next_if_there()
        if ended is not None and ended[0] == Kind.END:
            answer = Answer(status, headers, payload)
            await self.delivery.whole(answer)
            return Relayed(answer, ended[1])
        await self.delivery.start(status, list(headers))
        first = [payload] if ended is None else [payload, ended[1]]
        return await self._stream(status, headers, first)

    async def _stream(self, status: int, headers: Headers, first: list[bytes]) -> Relayed:
        keeping: list[bytes] | None = []
        waiting = first
        while True:
            for payload in waiting:
                if self.delivery.sent + len(payload) > self.limit:
                    raise too_large_answer(self.limit)
                await self.delivery.part(payload, more=True)
                keeping = self._keep(keeping, payload)
            kind, payload = await self.link.read()
            if kind == Kind.END:
                await self.delivery.part(b"", more=False)
                return Relayed(None if keeping is None else Answer(status, headers, b"".join(keeping)), payload)
            waiting = [payload]

    def _keep(self, keeping: list[bytes] | None, payload: bytes) -> list[bytes] | None:
        if keeping is None or self.delivery.sent > self.kept:
            return None
        keeping.append(payload)
        return keeping
