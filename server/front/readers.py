"""The readers of one version of the data, as the front sees them."""

import asyncio
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from mandategraph.server.front.deaths import Death
from mandategraph.server.front.link import Link, connected
from mandategraph.server.front.wire import Kind, frame

_NOTICE = 2.0
_SPARE = 2
"""How many readers there are ahead of those who need them."""


class KeeperFailedError(Exception):
    """The keeper of a version ended before it had loaded it."""


@dataclass(eq=False, slots=True)
class Reader:
    """A reader: its link, its process and the thread that works in it, and whose it is."""

    link: Link
    pid: int
    thread: int
    keeper: "Readers"
    is_low: bool = False

    def lower(self) -> None:
        """Have it work only where nobody else wants to, on systems that have such a priority."""
        if sys.platform == "linux" and not self.is_low:
            self.is_low = True
            with suppress(ProcessLookupError):
                os.sched_setscheduler(self.thread, os.SCHED_IDLE, os.sched_param(0))

    async def rise(self) -> None:
        """Have it work as others do again; raises what the link failed with."""
        self.link.transport.write(frame(Kind.RISE))
        self.thread = (await _hello(self.link))["thread"]
        self.is_low = False


class Commander(asyncio.Protocol):
    """The wire over which a keeper is told what to do, and says what happened, each in a line."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport
        self.ready: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.deaths: dict[int, asyncio.Future[Death | None]] = {}
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.on_disk = False
        self.need = 0
        self.following: asyncio.Future[Path] = asyncio.get_running_loop().create_future()
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """As asyncio calls it."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """As asyncio calls it."""
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for line in lines:
            said = json.loads(line)
            if "ready" in said:
                self.on_disk, self.need = said["on_disk"], said["need"]
                self.ready.set_result(said["ready"])
            elif "next" in said:
                self.following.set_result(Path(said["next"]))
            else:
                self._died(Death(**said))

    def connection_lost(self, _: Exception | None) -> None:
        """As asyncio calls it."""
        self.gone.set_result(None)
        for awaited in (self.ready, self.following):
            if not awaited.done():
                awaited.set_exception(KeeperFailedError())
                # That nobody waits for it is no fault.
                awaited.exception()
        for each in self.deaths.values():
            if not each.done():
                each.set_result(None)

    def command(self, verb: str, pid: int) -> None:
        """Have something done to a reader."""
        self.transport.write(f"{verb} {pid}\n".encode())

    def expect(self, pid: int) -> None:
        """Remember how this reader ends, until it is forgotten."""
        self.deaths[pid] = asyncio.get_running_loop().create_future()

    def _died(self, death: Death) -> None:
        told = self.deaths.get(death.pid)
        if told is not None and not told.done():
            told.set_result(death)


@dataclass(eq=False, slots=True)
class Readers:
    """The readers of one keeper: those that wait for work, the one that had some last at the end, and how many work.

    What a reader has read is in memory of its own from then on, so that it finds it sooner than a fresh one. No more
    than `most` wait, and some are forked ahead of those who need them.
    """

    path: Path
    version: str
    commander: Commander
    most: int
    idle: deque[Reader] = field(default_factory=deque)
    coming: int = 0
    working: int = 0
    retired: bool = False
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    async def open(cls, path: Path, version: str, count: int) -> "Readers":
        """Those of the keeper at `path`, for `count` requests at once, when it has loaded its data.

        Raises KeeperFailedError where it cannot.
        """
        _, commander = await asyncio.get_running_loop().create_unix_connection(Commander, str(path))
        await commander.ready
        readers = cls(path, version, commander, count + _SPARE)
        for _ in range(readers.most):
            readers.idle.append(await readers._forked())
        return readers

    def take_at_once(self, *, fresh: bool) -> Reader | None:
        """As `take`, but None where none waits."""
        reader = self._waiting(fresh=fresh)
        if reader is not None:
            self.working += 1
            self._replenish()
        return reader

    async def take(self, *, fresh: bool) -> Reader:
        """A reader that has nothing to do: the one that had something to do last, or a fresh one if there is any."""
        self.working += 1
        reader = None
        try:
            reader = self._waiting(fresh=fresh) or await self._forked()
            return reader
        finally:
            if reader is None:
                # Whoever wanted it may have gone while it was forked.
                self.working -= 1
                self._close_when_done()
            self._replenish()

    def _waiting(self, *, fresh: bool) -> Reader | None:
        while self.idle:
            reader = self.idle.popleft() if fresh else self.idle.pop()
            if reader.link.failure is None:
                return reader
            self._forget(reader)
        return None

    def give(self, reader: Reader) -> None:
        """Take a reader back that has done its work."""
        self.working -= 1
        if self.retired:
            reader.link.transport.close()
        elif reader.link.failure is not None:
            # Its deadline came with the end of its answer.
            self._forget(reader)
        elif reader.is_low:
            self._soon(self._rise(reader))
        else:
            self._keep(reader)
        self._close_when_done()

    def drop(self, reader: Reader) -> None:
        """Let a reader go that ends by itself, or has ended."""
        self.working -= 1
        self._forget(reader)
        self._replenish()
        self._close_when_done()

    def command(self, verb: str, reader: Reader) -> None:
        """Have the keeper do something to a reader in the midst of its work: `kill`."""
        if not self.commander.gone.done():
            self.commander.command(verb, reader.pid)
        elif verb == "kill":
            with suppress(ProcessLookupError):
                os.kill(reader.pid, signal.SIGKILL)

    async def next(self) -> Path:
        """Where the keeper listens that is to make the next version of this one; raises KeeperFailedError.

        It can be asked for once.
        """
        if self.commander.following.done():
            raise KeeperFailedError
        self.commander.command("next", 0)
        return await self.commander.following

    async def death(self, reader: Reader) -> Death | None:
        """How a reader ended, None where that is not known."""
        try:
            return await asyncio.wait_for(self.commander.deaths[reader.pid], _NOTICE)
        except TimeoutError:
            return None

    def retire(self) -> None:
        """End the readers that wait now, the others when they have done their work, and the keeper after them."""
        self.retired = True
        while self.idle:
            self.idle.pop().link.transport.close()
        self._close_when_done()

    def _close_when_done(self) -> None:
        if self.retired and self.working == 0:
            self.commander.transport.close()

    def _forget(self, reader: Reader) -> None:
        reader.link.abort()
        self.commander.deaths.pop(reader.pid, None)

    def _replenish(self) -> None:
        """Have so many readers wait that the next ones who need some need not wait."""
        while len(self.idle) + self.coming < _SPARE and not self.retired:
            self.coming += 1
            self._soon(self._add())

    def _soon(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _add(self) -> None:
        try:
            reader = await self._forked()
        except (OSError, EOFError):
            return
        finally:
            self.coming -= 1
        if self.retired:
            reader.link.transport.close()
        else:
            self.idle.appendleft(reader)

    async def _rise(self, reader: Reader) -> None:
        try:
            await reader.rise()
        except EOFError:
            self._forget(reader)
        else:
            self._keep(reader)

    def _keep(self, reader: Reader) -> None:
        self.idle.append(reader)
        if self.retired:
            self.idle.pop().link.transport.close()
        elif len(self.idle) > self.most:
            self._forget(self.idle.popleft())

    async def _forked(self) -> Reader:
        link = await connected(self.path)
        told = None
        try:
            told = await _hello(link)
        finally:
            if told is None:
                link.abort()
        self.commander.expect(told["pid"])
        return Reader(link, told["pid"], told["thread"], self)


async def _hello(link: Link) -> dict[str, int]:
    """What a reader says that is ready for work; raises what the link failed with."""
    kind, payload = await link.read()
    assert kind == Kind.HELLO  # noqa: S101
    told: dict[str, int] = json.loads(payload)
    return told
