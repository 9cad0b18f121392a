"""Requests that read: in turn, by a reader, within the bounds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from mandategraph.server.front.asked import Asked
from mandategraph.server.front.lane import Lane, Work, seconds_worked
from mandategraph.server.front.readers import Reader, Readers
from mandategraph.server.front.refusals import broken, busy, not_ready, too_slow
from mandategraph.server.front.settings import Bounds
from mandategraph.server.front.snapshots import Snapshots
from mandategraph.server.front.standing import Standing
from mandategraph.server.front.telemetry import Telemetry
from mandategraph.server.front.turns import Turns

_AGAIN = 5.0
_SOON = 0.01


@dataclass(slots=True)
class Reading:
    """Who reads, whose turn it is, and which requests run long.

    Clients that ask for much have turns of their own, `last`, and what is done for them is done at the lowest priority
    from the start: so others find a place, and a processor, as if they were alone.
    """

    bounds: Bounds
    snapshots: Snapshots
    first: Turns
    last: Turns
    standing: Standing
    telemetry: Telemetry
    lane: Lane

    @property
    def waiting(self) -> int:
        """How many requests wait for their turn."""
        return self.first.queued + self.last.queued

    @property
    def running(self) -> int:
        """How many requests readers work on, but for those that run long."""
        return 2 * self.bounds.readers - self.first.places - self.last.places

    def at_once(self, asked: Asked) -> Work | None:
        """A reader that has been given a request without a body, where its client need not wait for it; else None.

        Whoever has it says when it is answered, by `leave`, or has it minded by `work`, and that soon.
        """
        now = asyncio.get_running_loop().time()
        if self.first.places <= 0 or self.standing.is_bad(asked.client, now):
            return None
        reader = self.snapshots.current.take_at_once(fresh=False)
        if reader is None:
            return None
        self.first.places -= 1
        return _given(Work(asked.client, reader, self.first, now), asked, b"")

    @asynccontextmanager
    async def work(self, asked: Asked, body: bytes, seconds: float, begun: Work | None = None) -> AsyncIterator[Work]:
        """A reader that has been given a request, be it before, for as long as the block lasts.

        Whoever leaves the block before the answer is at its end ends the reader. Raises RefusedError where no reader
        is to be had; in the block, where the request breaks a bound or its reader.
        """
        loop = asyncio.get_running_loop()
        end = (loop.time() if begun is None else begun.since) + seconds
        work = await self._begun(asked, body, end) if begun is None else begun
        try:
            # Most are answered before this: so there is one timer, and the others are set when it runs out.
            first = min(end, work.since + self.bounds.long_after)
            work.timer = loop.call_at(first, self._mind, work, end, seconds)
            try:
                yield work
            except EOFError:
                death = await work.reader.keeper.death(work.reader)
                self.telemetry.ended(death)
                raise broken(death, self.bounds.memory) from None
            finally:
                for each in (work.timer, work.deadline):
                    if each is not None:
                        each.cancel()
        finally:
            self.leave(work)

    async def _begun(self, asked: Asked, body: bytes, end: float) -> Work:
        loop = asyncio.get_running_loop()
        is_last = self.standing.is_bad(asked.client, loop.time())
        turns = self.last if is_last else self.first
        await turns.take_before(asked.client, end)
        reader = None
        try:
            reader = await _reader(self.snapshots.current, end, fresh=is_last)
        finally:
            if reader is None:
                turns.give()
        if is_last:
            reader.lower()
        return _given(Work(asked.client, reader, turns, loop.time()), asked, body)

    def leave(self, work: Work) -> None:
        """Let go of a reader that has answered, or is to be ended; its place is the next one's."""
        if work.is_long:
            self.lane.leave(work)
        else:
            work.turns.give()
        readers = work.reader.keeper
        if work.is_done:
            readers.give(work.reader)
            return
        broke = isinstance(work.reader.link.failure, EOFError)
        if work.note is None and (broke or work.is_long):
            self.standing.worsen(work.client, asyncio.get_running_loop().time())
        if work.note is None and not broke:
            readers.command("kill", work.reader)
            self.telemetry.killed()
        readers.drop(work.reader)

    def _mind(self, work: Work, end: float, seconds: float) -> None:
        """Have a request that is not answered at once keep its deadline, and leave its place where it works long."""
        work.deadline = asyncio.get_running_loop().call_at(end, work.reader.link.fail, too_slow(seconds))
        self._look(work, work.before)

    def _look(self, work: Work, before: float | None) -> None:
        """Let a request that has worked long leave its place to another; look again where it has not."""
        now = seconds_worked(work.reader.pid)
        left = 0.0 if now is None or before is None else before + self.bounds.long_after - now
        if left > _SOON:
            work.timer = asyncio.get_running_loop().call_later(left, self._look, work, before)
            return
        self.lane.enter(work)
        work.turns.give()


def _given(work: Work, asked: Asked, body: bytes) -> Work:
    """The work, when its reader has the request."""
    work.before = seconds_worked(work.reader.pid) or 0.0
    work.reader.link.transport.write(asked.frames(body))
    return work


async def _reader(readers: Readers, end: float, *, fresh: bool) -> Reader:
    at_once = readers.take_at_once(fresh=fresh)
    if at_once is not None:
        return at_once
    try:
        async with asyncio.timeout_at(end):
            return await readers.take(fresh=fresh)
    except TimeoutError:
        raise busy(_AGAIN) from None
    except (OSError, EOFError):
        raise not_ready() from None
