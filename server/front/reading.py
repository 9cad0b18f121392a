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
from mandategraph.server.front.telemetry import Telemetry
from mandategraph.server.front.turns import Turns

_AGAIN = 5.0
_SOON = 0.01


@dataclass(slots=True)
class Reading:
    """Who reads, whose turn it is, and which requests run long."""

    bounds: Bounds
    snapshots: Snapshots
    turns: Turns
    telemetry: Telemetry
    lane: Lane

    @property
    def running(self) -> int:
        """How many requests readers work on, but for those that run long."""
        return self.bounds.readers - self.turns.places

    @asynccontextmanager
    async def work(self, asked: Asked, body: bytes, seconds: float) -> AsyncIterator[Work]:
        """A reader that has been given a request, for as long as the block lasts.

        Whoever leaves the block before the answer is at its end ends the reader. Raises RefusedError where no reader
        is to be had; in the block, where the request breaks a bound or its reader.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        await self._turn(asked.client, end)
        work = None
        try:
            work = Work(asked.client, await _reader(self.snapshots.current))
            link = work.reader.link
            deadline = loop.call_at(end, link.fail, too_slow(seconds))
            before = seconds_worked(work.reader.pid)
            work.timer = loop.call_later(self.bounds.long_after, self._look, work, before)
            link.transport.write(asked.frames(body))
            try:
                yield work
            except EOFError:
                death = await work.reader.keeper.death(work.reader)
                self.telemetry.ended(death)
                raise broken(death, self.bounds.memory) from None
            finally:
                deadline.cancel()
                if work.timer is not None:
                    work.timer.cancel()
        finally:
            self._leave(work)

    async def _turn(self, client: str, end: float) -> None:
        try:
            async with asyncio.timeout_at(end):
                await self.turns.take(client)
        except TimeoutError:
            raise busy(_AGAIN) from None

    def _leave(self, work: Work | None) -> None:
        if work is None or not work.is_long:
            self.turns.give()
        else:
            self.lane.leave(work)
        if work is None:
            return
        readers = work.reader.keeper
        if work.is_done:
            readers.give(work.reader)
            return
        if work.note is None and not isinstance(work.reader.link.failure, EOFError):
            readers.command("kill", work.reader)
            self.telemetry.killed()
        readers.drop(work.reader, replace=not work.is_long)

    def _look(self, work: Work, before: float | None) -> None:
        """Let a request that has worked long leave its place to another; look again where it has not."""
        now = seconds_worked(work.reader.pid)
        left = 0.0 if now is None or before is None else before + self.bounds.long_after - now
        if left > _SOON:
            work.timer = asyncio.get_running_loop().call_later(left, self._look, work, before)
            return
        self.lane.enter(work)
        work.reader.keeper.replace()
        self.turns.give()


async def _reader(readers: Readers) -> Reader:
    try:
        return await readers.take()
    except (OSError, EOFError):
        raise not_ready() from None
