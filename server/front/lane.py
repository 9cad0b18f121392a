"""The requests that run long: beside the others, at the lowest priority, and only so many of them."""

import asyncio
import resource
import time
from collections import Counter
from dataclasses import dataclass, field

from mandategraph.server.front.readers import Reader
from mandategraph.server.front.refusals import too_many_long, too_much_memory
from mandategraph.server.front.standing import Standing
from mandategraph.server.front.turns import Turns
from mandategraph.server.front.worker import TIRED

_AGAIN = 5.0
_LOOK = 0.1
_MUCH = 1.0
"""How many seconds of processor time are so much that the client is served after others for a while."""
_PAGE = resource.getpagesize()

_PROCESS_CLOCK = 2
"""With the number of a process, as Linux counts, the clock of its processor time."""


@dataclass(eq=False, slots=True)
class Work:
    """A request that a reader works on: whose it is, whose turn it was, whether it runs long, and how it ended."""

    client: str
    reader: Reader
    turns: Turns
    since: float
    before: float = 0.0
    is_long: bool = False
    note: bytes | None = None
    timer: asyncio.TimerHandle | None = None
    deadline: asyncio.TimerHandle | None = None

    @property
    def is_done(self) -> bool:
        """Whether the reader has answered to the end, and can take another request."""
        return self.note is not None and self.note != TIRED


@dataclass(slots=True)
class Lane:
    """Lets up to `places` requests run long, which may grow by `memory` bytes together from when they come here.

    Where there is no room for another, the last one of the client that has most of them here is ended; where there is
    no memory, the one that has grown most.
    """

    places: int
    memory: int
    standing: Standing
    works: dict[Work, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.works)

    def enter(self, work: Work) -> None:
        """Take in a request that runs long."""
        work.is_long = True
        work.reader.lower()
        if not self.works:
            asyncio.get_running_loop().call_later(_LOOK, self._look)
        self.works[work] = _resident(work.reader.pid)
        if len(self.works) > self.places:
            self._greediest().reader.link.fail(too_many_long(_AGAIN))

    def leave(self, work: Work) -> None:
        """Let go of a request, however it ended."""
        del self.works[work]

    def _greediest(self) -> Work:
        here = self._going()
        counts = Counter(each.client for each in here)
        return max(reversed(here), key=lambda each: counts[each.client])

    def _look(self) -> None:
        now = asyncio.get_running_loop().time()
        for each in self.works:
            worked = seconds_worked(each.reader.pid)
            if worked is None or worked - each.before > _MUCH:
                self.standing.worsen(each.client, now)
        grown = {each: _resident(each.reader.pid) - self.works[each] for each in self._going()}
        if sum(grown.values()) > self.memory:
            max(grown, key=grown.__getitem__).reader.link.fail(too_much_memory(_AGAIN))
        if self.works:
            asyncio.get_running_loop().call_later(_LOOK, self._look)

    def _going(self) -> list[Work]:
        return [each for each in self.works if each.reader.link.failure is None]


def _resident(pid: int) -> int:
    """The bytes of memory of a process, 0 where the system does not say."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * _PAGE
    except OSError:
        return 0


def seconds_worked(pid: int) -> float | None:
    """The seconds of processor time that a process has had, None where the system does not say."""
    try:
        return time.clock_gettime(~pid << 3 | _PROCESS_CLOCK)
    except OSError:
        return None
