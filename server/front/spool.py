"""What a worker has answered and the client has not taken yet: a little in memory, the rest on disk."""

import asyncio
import tempfile
from collections import deque
from dataclasses import dataclass, field
from typing import IO

from mandategraph.server.front.refusals import no_room

_PIECE = 2**18


@dataclass(slots=True)
class Room:
    """How many bytes of all answers may wait on disk, and how many do."""

    limit: int
    used: int = 0

    def take(self, size: int) -> None:
        """Take so many bytes; raises RefusedError where there are not so many left."""
        if self.used + size > self.limit:
            raise no_room()
        self.used += size


@dataclass(slots=True)
class Spool:
    """The parts of one answer, in order: up to `backlog` bytes in memory, and in a file of its own what is more.

    So a worker is free as soon as it has answered, however slowly its client reads.
    """

    backlog: int
    room: Room
    _parts: deque[bytes] = field(default_factory=deque)
    _size: int = 0
    _file: IO[bytes] | None = None
    _read: int = 0
    _written: int = 0
    _ended: bool = False
    _waiter: "asyncio.Future[None] | None" = None

    def put(self, part: bytes) -> None:
        """Add a part; raises RefusedError where there is no room for it."""
        if self._size + len(part) <= self.backlog and self._read == self._written:
            self._parts.append(part)
            self._size += len(part)
        else:
            self._store(part)
        self._wake()

    def end(self) -> None:
        """Say that no further part comes."""
        self._ended = True
        self._wake()

    def close(self) -> None:
        """Give up what is left."""
        self.room.used -= self._written - self._read
        self._read = self._written
        if self._file is not None:
            self._file.close()

    async def get(self) -> bytes:
        """The next part, once it is there; nothing after the last."""
        while not self._parts and self._read == self._written and not self._ended:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        if self._parts:
            part = self._parts.popleft()
            self._size -= len(part)
            return part
        return self._restored()

    def _store(self, part: bytes) -> None:
        self.room.take(len(part))
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="mandategraph-", buffering=0)  # noqa: SIM115
        self._file.seek(self._written)
        self._file.write(part)
        self._written += len(part)

    def _restored(self) -> bytes:
        if self._file is None or self._read == self._written:
            return b""
        self._file.seek(self._read)
        part = self._file.read(min(_PIECE, self._written - self._read))
        self._read += len(part)
        self.room.used -= len(part)
        if self._read == self._written:
            self._file.truncate(0)
            self._read = self._written = 0
        return part

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
