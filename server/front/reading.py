"""Requests that read: in turn, by a reader, within the bounds."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from mandategraph.server.front.asked import Asked
from mandategraph.server.front.readers import Reader, Readers
from mandategraph.server.front.refusals import broken, busy, not_ready, too_many_long, too_slow
from mandategraph.server.front.settings import Bounds
from mandategraph.server.front.snapshots import Snapshots
from mandategraph.server.front.telemetry import Telemetry
from mandategraph.server.front.turns import Turns
from mandategraph.server.front.worker import TIRED

_AGAIN = 5.0


@dataclass(eq=False, slots=True)
class Work:
    """A request that a reader works on: whose it is, whether it runs long, and how it ended."""

    client: str
    reader: Reader
    is_long: bool = False
    note: bytes | None = None

    @property
    def is_done(self) -> bool:
        """Whether the reader has answered to the end, and can take another request."""
        return self.note is not None and self.note != TIRED and not self.is_long


@dataclass(slots=True)
class Reading:
    """Who reads, whose turn it is, and which requests run long."""

    bounds: Bounds
    snapshots: Snapshots
    turns: Turns
    telemetry: Telemetry
    long: list[Work] = field(default_factory=list)

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
            timers = (
                loop.call_at(end, link.fail, too_slow(seconds)),
                loop.call_later(self.bounds.long_after, self._lengthen, work),
            )
            link.transport.write(asked.frames(body))
            try:
                yield work
            except EOFError:
                death = await work.reader.keeper.death(work.reader)
                self.telemetry.ended(death)
                raise broken(death, self.bounds.memory) from None
            finally:
                for each in timers:
                    each.cancel()
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
            self.long.remove(work)
        if work is None:
            return
        readers = work.reader.keeper
        if work.is_done:
            readers.give(work.reader)
            return
        if work.note is None and not isinstance(work.reader.link.failure, EOFError):
            readers.kill(work.reader)
            self.telemetry.killed()
        readers.drop(work.reader, replace=not work.is_long)

    def _lengthen(self, work: Work) -> None:
        """Let a request that runs long leave its place to another; where too many do, one of them is ended."""
        self.long.append(work)
        work.is_long = True
        readers = work.reader.keeper
        readers.slow_down(work.reader)
        readers.replace()
        self.turns.give()
        if len(self.long) > self.bounds.long:
            self._greediest().reader.link.fail(too_many_long(_AGAIN))

    def _greediest(self) -> Work:
        """The last request of the client that has most of them running long."""
        running = [each for each in self.long if each.reader.link.failure is None]
        counts = Counter(each.client for each in running)
        return max(reversed(running), key=lambda each: counts[each.client])


async def _reader(readers: Readers) -> Reader:
    try:
        return await readers.take()
    except (OSError, EOFError):
        raise not_ready() from None
