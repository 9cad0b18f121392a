"""The readers of one version of the data, as the front sees them."""

import asyncio
import json
import os
import signal
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from mandategraph.server.front.deaths import Death
from mandategraph.server.front.link import Link, connected
from mandategraph.server.front.wire import Kind

_NOTICE = 2.0


class KeeperFailedError(Exception):
    """The keeper of a version ended before it had loaded it."""


@dataclass(eq=False, slots=True)
class Reader:
    """A reader: its link and its process, and whose it is."""

    link: Link
    pid: int
    keeper: "Readers"


class Commander(asyncio.Protocol):
    """The wire over which a keeper is told what to do, and says what happened, each in a line."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport
        self.ready: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.deaths: dict[int, asyncio.Future[Death | None]] = {}
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
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
                self.ready.set_result(said["ready"])
            else:
                self._died(Death(**said))

    def connection_lost(self, _: Exception | None) -> None:
        """As asyncio calls it."""
        self.gone.set_result(None)
        if not self.ready.done():
            self.ready.set_exception(KeeperFailedError())
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
    """The readers of one keeper: those that wait for work, and how many there are."""

    path: Path
    version: str
    commander: Commander
    idle: deque[Reader] = field(default_factory=deque)
    working: int = 0
    retired: bool = False
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    async def open(cls, path: Path, version: str, count: int) -> "Readers":
        """Those of the keeper at `path`, `count` of them, once it has loaded its data.

        Raises KeeperFailedError where it cannot.
        """
        _, commander = await asyncio.get_running_loop().create_unix_connection(Commander, str(path))
        await commander.ready
        readers = cls(path, version, commander)
        for _ in range(count):
            readers.idle.append(await readers._forked())
        return readers

    async def take(self) -> Reader:
        """A reader that has nothing to do."""
        self.working += 1
        while self.idle:
            reader = self.idle.pop()
            if reader.link.failure is None:
                return reader
            self._forget(reader)
        try:
            return await self._forked()
        except (OSError, EOFError):
            self.working -= 1
            raise

    def give(self, reader: Reader) -> None:
        """Take a reader back that has done its work."""
        self.working -= 1
        if self.retired:
            reader.link.transport.close()
            self._close_when_done()
        else:
            self.idle.append(reader)

    def drop(self, reader: Reader, *, replace: bool) -> None:
        """Let a reader go that ends by itself, or has ended; `replace` says whether to have another in its place."""
        self.working -= 1
        self._forget(reader)
        if self.retired:
            self._close_when_done()
        elif replace:
            self.replace()

    def command(self, verb: str, reader: Reader) -> None:
        """Have the keeper do something to a reader in the midst of its work: `kill`, `yield`, `rest`, `go-on`."""
        if not self.commander.gone.done():
            self.commander.command(verb, reader.pid)
        elif verb == "kill":
            with suppress(ProcessLookupError):
                os.kill(reader.pid, signal.SIGKILL)

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
        if self.working == 0:
            self.commander.transport.close()

    def _forget(self, reader: Reader) -> None:
        reader.link.transport.abort()
        self.commander.deaths.pop(reader.pid, None)

    def replace(self) -> None:
        """Have another reader wait for work."""
        task = asyncio.ensure_future(self._add())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _add(self) -> None:
        try:
            reader = await self._forked()
        except (OSError, EOFError):
            return
        if self.retired:
            reader.link.transport.close()
        else:
            self.idle.append(reader)

    async def _forked(self) -> Reader:
        link = await connected(self.path)
        kind, payload = await link.read()
        assert kind == Kind.HELLO  # noqa: S101
        pid = json.loads(payload)["pid"]
        self.commander.expect(pid)
        return Reader(link, pid, self)
