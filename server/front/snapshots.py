"""Which version of the data is read, and how the next one takes its place."""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar, cast

from mandategraph.server.front.deaths import Death
from mandategraph.server.front.readers import KeeperFailedError, Readers
from mandategraph.server.front.refusals import not_ready
from mandategraph.server.front.telemetry import Telemetry

Told = TypeVar("Told")

_AGAIN = 1.0


class SupervisorLink(asyncio.Protocol):
    """The wire to the first process."""

    def __init__(self, reload: Callable[[], None]) -> None:
        self.transport: asyncio.Transport
        self._reload = reload
        self._buffer = b""
        self._keepers: list[asyncio.Future[Path]] = []
        self._deaths: list[asyncio.Future[Death]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """As asyncio calls it."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """As asyncio calls it."""
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for said in map(json.loads, lines):
            if "keeper" in said:
                _settle(self._keepers, Path(said["keeper"]))
            elif "writer" in said:
                _settle(self._deaths, Death(**said["writer"]))
            else:
                self._reload()

    async def keeper(self) -> Path:
        """Where a new keeper of the data as they are now listens."""
        self.transport.write(b"keeper\n")
        return await _next(self._keepers)

    def end_writer(self) -> None:
        """Have the writer ended in the midst of what it does."""
        self.transport.write(b"end-writer\n")

    @contextmanager
    def watching(self) -> "Iterator[asyncio.Future[Death]]":
        """How the writer ends, if it ends meanwhile: it may be told before the wire to the writer is seen to break."""
        told: asyncio.Future[Death] = asyncio.get_running_loop().create_future()
        self._deaths.append(told)
        try:
            yield told
        finally:
            told.cancel()
            with suppress(ValueError):
                self._deaths.remove(told)


async def _next(waiting: "list[asyncio.Future[Told]]") -> Told:
    told: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
    waiting.append(told)
    return await told


def _settle(waiting: "list[asyncio.Future[Told]]", value: Told) -> None:
    for told in waiting:
        if not told.done():
            told.set_result(value)
    waiting.clear()


class Snapshots:
    """The version that is read now.

    A new one is made beside it, of a copy of it if it can be, and takes its place at once; the old one ends when the
    last request that reads it is answered.
    """

    def __init__(
        self, supervisor: SupervisorLink, readers: int, changed: Callable[[], None], telemetry: Telemetry
    ) -> None:
        self._supervisor = supervisor
        self._count = readers
        self._changed = changed
        self._telemetry = telemetry
        self._start = secrets.token_hex(4)
        self._asked = 0
        self._loaded = 0
        self._anew = False
        self._loading: asyncio.Task[None] | None = None
        self._watching: set[asyncio.Task[None]] = set()
        self._current: Readers | None = None

    @property
    def ready(self) -> bool:
        """Whether there is a version to read."""
        return self._current is not None

    @property
    def version(self) -> str:
        """The name of the version, which no other version has; raises RefusedError where there is none yet."""
        return self.current.version

    @property
    def current(self) -> Readers:
        """The readers of the version; raises RefusedError where there is none yet."""
        if self._current is None:
            raise not_ready()
        return self._current

    async def renew(self, *, anew: bool = False) -> None:
        """Have the data read as they are now, or later; raises KeeperFailedError where that fails.

        They are loaded `anew` if that is wanted, or if they cannot be made of the version that is read.
        """
        self._asked += 1
        ticket = self._asked
        self._anew = self._anew or anew
        while self._loaded < ticket:
            if self._loading is None:
                self._loading = asyncio.ensure_future(self._load())
            await asyncio.shield(self._loading)

    async def _load(self) -> None:
        aim, anew = self._asked, self._anew
        self._anew = False
        version = f"{self._start}-{aim}"
        try:
            fresh = None if anew else await self._followed(version)
            followed = fresh is not None
            if fresh is None:
                fresh = await Readers.open(await self._supervisor.keeper(), version, self._count)
        finally:
            self._loading = None
        old, self._current = self._current, fresh
        self._loaded = aim
        self._changed()
        self._telemetry.renewed(fresh.commander.ready.result(), followed=followed)
        self._watch(fresh)
        if old is not None:
            old.retire()

    async def _followed(self, version: str) -> Readers | None:
        """The next version made of the one that is read, None where that cannot be."""
        if self._current is None or self._current.commander.gone.done():
            return None
        try:
            return await Readers.open(await self._current.next(), version, self._count)
        except (KeeperFailedError, OSError, EOFError):
            return None

    def _watch(self, readers: Readers) -> None:
        task = asyncio.ensure_future(self._mourn(readers))
        self._watching.add(task)
        task.add_done_callback(self._watching.discard)

    async def _mourn(self, readers: Readers) -> None:
        """Load the data again if their keeper ends though they are still read."""
        await readers.commander.gone
        while self._current is readers:
            try:
                await self.renew()
            except (KeeperFailedError, OSError, EOFError):
                await asyncio.sleep(_AGAIN)
