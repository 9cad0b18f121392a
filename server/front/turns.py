"""Whose turn it is: a bounded queue that is fair between clients."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from mandategraph.server.front.refusals import busy

_AGAIN, _LATER = 2.0, 5.0

Waiting = deque[asyncio.Future[None]]


@dataclass(slots=True)
class Turns:
    """So many `places` at once, and so many waiting (`most`).

    A client that has fewer requests waiting is served before one that has more, by going round the clients. When no
    further request can wait, the last one of the client that has most of them waiting is refused, be it this one.
    """

    places: int
    most: int
    waiting: dict[str, Waiting] = field(default_factory=dict)

    @property
    def queued(self) -> int:
        """How many wait."""
        return sum(map(len, self.waiting.values()))

    async def take_before(self, client: str, end: float) -> None:
        """Wait for a place until a moment of the loop's clock; raises RefusedError where there is none by then."""
        if self.places > 0:
            self.places -= 1
            return
        try:
            async with asyncio.timeout_at(end):
                await self.take(client)
        except TimeoutError:
            raise busy(_LATER) from None

    async def take(self, client: str) -> None:
        """Wait for a place; raises RefusedError where too many wait."""
        if self.places > 0:
            self.places -= 1
            return
        if self.queued >= self.most:
            self._make_room(client)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.setdefault(client, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(client, turn)
            raise

    def give(self) -> None:
        """Give a place to the next client in the round, or back."""
        while self.waiting:
            client = next(iter(self.waiting))
            turns = self.waiting.pop(client)
            turn = turns.popleft()
            if turns:
                self.waiting[client] = turns
            if not turn.done():
                turn.set_result(None)
                return
        self.places += 1

    def _make_room(self, client: str) -> None:
        greediest = max(self.waiting, key=lambda each: len(self.waiting[each]), default=client)
        if len(self.waiting.get(greediest, ())) <= len(self.waiting.get(client, ())) + 1:
            raise busy(_AGAIN)
        turn = self.waiting[greediest].pop()
        if not turn.done():
            turn.set_exception(busy(_AGAIN))

    def _give_up(self, client: str, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled() and turn.exception() is None:
            self.give()
        turns = self.waiting.get(client)
        if turns is not None and turn in turns:
            turns.remove(turn)
            if not turns:
                del self.waiting[client]
