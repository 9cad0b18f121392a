"""Requests that write: one after the other, by the writer, and answered when what they wrote can be read."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mandategraph.server.front.asked import Asked
from mandategraph.server.front.cache import Answer
from mandategraph.server.front.deaths import Death
from mandategraph.server.front.link import Link, connected
from mandategraph.server.front.readers import KeeperFailedError
from mandategraph.server.front.refusals import RefusedError, broken, no_writer, not_shown, too_slow
from mandategraph.server.front.relay import collect
from mandategraph.server.front.settings import Bounds
from mandategraph.server.front.snapshots import Snapshots, SupervisorLink
from mandategraph.server.front.telemetry import Telemetry
from mandategraph.server.front.turns import Turns

_PATIENCE = 10.0
_PAUSE = 0.05
_NOTICE = 10.0


@dataclass(slots=True)
class Writing:
    """The writer that listens at `path`, and whose turn it is with it."""

    path: Path
    bounds: Bounds
    snapshots: Snapshots
    supervisor: SupervisorLink
    turns: Turns
    telemetry: Telemetry

    async def answer(self, asked: Asked, body: bytes, seconds: float) -> Answer:
        """What the writer answers; if it has written, then when the new version is read.

        The seconds are those of the wait for its turn and of the writing. Raises RefusedError where a bound or the
        writer breaks: then nothing is written, unless it was at its very end.
        """
        end = asyncio.get_running_loop().time() + seconds
        await self.turns.take_before(asked.client, end)
        try:
            answer = await self._written(asked, body, seconds, end)
        finally:
            self.turns.give()
        if answer.status < 300:
            await self._shown()
        return answer

    async def _shown(self) -> None:
        try:
            await self.snapshots.renew()
        except (KeeperFailedError, OSError, EOFError):
            raise not_shown() from None

    async def _written(self, asked: Asked, body: bytes, seconds: float, end: float) -> Answer:
        link = await self._open(end)
        timer = asyncio.get_running_loop().call_at(end, link.fail, too_slow(seconds))
        with self.supervisor.watching() as death:
            link.transport.write(asked.frames(body))
            try:
                answer, _ = await collect(link, self.bounds.result)
            except EOFError:
                ended = await _told(death)
                self.telemetry.ended(ended)
                raise broken(ended, self.bounds.memory) from None
            except (RefusedError, asyncio.CancelledError):
                self.supervisor.end_writer()
                self.telemetry.killed()
                # The next one's turn comes when this writer is gone: else it would be killed in that one's place.
                await _told(death)
                raise
            finally:
                timer.cancel()
                link.abort()
        return answer

    async def _open(self, end: float) -> Link:
        """A link to the writer, when that is ready for a request."""
        try:
            async with asyncio.timeout_at(min(end, asyncio.get_running_loop().time() + _PATIENCE)):
                while (link := await _opened(self.path)) is None:
                    await asyncio.sleep(_PAUSE)
        except TimeoutError:
            raise no_writer() from None
        return link


async def _told(death: "asyncio.Future[Death]") -> Death | None:
    with suppress(TimeoutError):
        return await asyncio.wait_for(death, _NOTICE)
    return None


async def _opened(path: Path) -> Link | None:
    link = None
    greeted = False
    try:
        link = await connected(path)
        await link.read()
        greeted = True
    except (OSError, EOFError):
        pass
    finally:
        if link is not None and not greeted:
            link.abort()
    return link if greeted else None
