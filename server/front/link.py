"""One wire to a worker, as the front sees it."""

import asyncio
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import cast

from mandategraph.server.front.wire import Frame, Kind, take

_ENOUGH = 2**18
_FEW = 4


class Link(asyncio.Protocol):
    """Frames come in, and are read one after the other; who reads slowly makes the worker wait."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport
        self.failure: Exception | None = None
        self.watcher: Callable[[], None] | None = None
        self._buffer = bytearray()
        self._frames: deque[Frame] = deque()
        self._size = 0
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """As asyncio calls it."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """As asyncio calls it."""
        self._buffer += data
        for each in take(self._buffer):
            self._frames.append(each)
            self._size += len(each[1])
        if self._size > _ENOUGH and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def connection_lost(self, _: Exception | None) -> None:
        """As asyncio calls it."""
        self.fail(EOFError())

    def fail(self, failure: Exception) -> None:
        """Raise this to who reads, once what came before it is read; the first failure counts."""
        self.failure = self.failure or failure
        self._wake()

    def abort(self) -> None:
        """End it, for whom nobody reads any more.

        An error knows who raised and passed it, with all that these had in hand, and they the link: as long as that
        knows the error, all of it stays in memory until garbage is collected.
        """
        self.failure = None
        self.transport.abort()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        elif self.watcher is not None:
            self.watcher()

    async def read(self) -> Frame:
        """The next frame; raises what the link failed with."""
        while not self._frames:
            if self.failure is not None:
                raise self.failure
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        return self._taken()

    def next_if_there(self) -> Frame | None:
        """The next frame, if it has come already."""
        return self._taken() if self._frames else None

    def whole(self) -> tuple[bytes, bytes, bytes] | None:
        """The head, the body and the end of an answer that has come whole in a few frames, else None.

        Where it is None, nothing is taken.
        """
        frames = self._frames
        if self.failure is not None or not frames or frames[-1][0] != Kind.END or len(frames) > _FEW:
            return None
        (_, head), *parts, (_, note) = (self._taken() for _ in range(len(frames)))
        return head, b"".join(part for _, part in parts), note

    def _taken(self) -> Frame:
        found = self._frames.popleft()
        self._size -= len(found[1])
        if self._paused and self._size < _ENOUGH // 2 and not self.transport.is_closing():
            self._paused = False
            self.transport.resume_reading()
        return found


async def connected(path: Path, kind: type[Link] = Link) -> Link:
    """A link to the process that listens at `path`; raises OSError where none does."""
    _, link = await asyncio.get_running_loop().create_unix_connection(kind, str(path))
    return link
