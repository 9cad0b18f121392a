"""The requests that run long: beside the others, at the lowest priority, and only some of them at a time."""

import asyncio
import os
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from mandategraph.server.front.readers import Reader
from mandategraph.server.front.refusals import too_many_long
from mandategraph.server.front.worker import TIRED

_AGAIN = 5.0


@dataclass(eq=False, slots=True)
class Work:
    """A request that a reader works on: whose it is, whether it runs long, and how it ended."""

    client: str
    reader: Reader
    is_long: bool = False
    note: bytes | None = None
    timer: asyncio.TimerHandle | None = None

    @property
    def is_done(self) -> bool:
        """Whether the reader has answered to the end, and can take another request."""
        return self.note is not None and self.note != TIRED and not self.is_long


@dataclass(slots=True)
class Lane:
    """Lets `places` requests run and up to `most` further ones rest in the midst of what they do.

    Where there is no room for another, the last one of the client that has most of them here is ended.
    """

    places: int
    most: int
    running: list[Work] = field(default_factory=list)
    resting: deque[Work] = field(default_factory=deque)

    def __len__(self) -> int:
        return len(self.running) + len(self.resting)

    def __iter__(self) -> Iterator[Work]:
        return chain(self.running, self.resting)

    def enter(self, work: Work) -> None:
        """Take in a request that runs long."""
        work.is_long = True
        work.reader.keeper.command("yield", work.reader)
        if len(self.running) < self.places:
            self.running.append(work)
            return
        work.reader.keeper.command("rest", work.reader)
        self.resting.append(work)
        if len(self.resting) > self.most:
            self._greediest().reader.link.fail(too_many_long(_AGAIN))

    def leave(self, work: Work) -> None:
        """Let go of a request, however it ended, and have another go on."""
        if work in self.resting:
            self.resting.remove(work)
            return
        self.running.remove(work)
        if self.resting:
            following = self.resting.popleft()
            following.reader.keeper.command("go-on", following.reader)
            self.running.append(following)

    def _greediest(self) -> Work:
        here = [each for each in self if each.reader.link.failure is None]
        counts = Counter(each.client for each in here)
        return max(reversed(here), key=lambda each: counts[each.client])


def seconds_worked(pid: int) -> float | None:
    """The seconds of processor time that a process has had, None where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
