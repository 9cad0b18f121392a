"""A run of many requests, by several clients at once, beside a client that must not notice."""

import itertools
import json
import math
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from urllib.parse import quote

from running import Running

from fuzz import frames, queries, uploads
from fuzz.shot import Shot, shot, update
from fuzz.wire import Outcome, fire

KINDS: Mapping[Callable[[Random], Shot], int] = MappingProxyType({**queries.KINDS, **uploads.KINDS, **frames.KINDS})
"""All that is made, and how often beside the others."""

ALLOWED = frozenset({501, 505})
"""Errors above 500 that say no more than that something is not offered."""

_CLEAN_EVERY = 400
_BEAT = 0.05
_SHOWN = 300
_ENOUGH = 3
_NOISE = 32.0

GROWTH = 1.2
"""How much more memory a server may have in the last third of a run than it had in the third before."""


def nth(seed: int, number: int) -> Shot:
    """The request of this number in the run of this seed."""
    rng = Random(f"{seed}-{number}")  # noqa: S311
    return rng.choices(tuple(KINDS), tuple(KINDS.values()))[0](rng)


def fault(one: Shot, came: Outcome) -> str | None:
    """What is wrong with what came of a request, if something is."""
    if came.end == "hang":
        return "hang"
    if came.status is None:
        return f"no answer ({came.end})" if one.lawful and came.end != "left" else None
    if came.status == 503:
        return None if came.retry_after else "503 without Retry-After"
    return str(came.status) if came.status >= 500 and came.status not in ALLOWED else None


@dataclass(frozen=True, slots=True)
class Fault:
    """A request of which nothing good came."""

    number: int
    kind: str
    what: str
    head: bytes
    body: bytes
    said: bytes

    def __str__(self) -> str:
        parts = (self.head, self.body, self.said)
        shown = " | ".join(repr(each[:_SHOWN])[1:] + ("…" if len(each) > _SHOWN else "") for each in parts)
        return f"{self.number} {self.kind}: {self.what}: {shown}"


@dataclass(slots=True)
class Told:
    """What a run tells: faults, how often each kind had which end, and the longest seconds of each kind."""

    faults: list[Fault] = field(default_factory=list)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    longest: dict[str, float] = field(default_factory=dict)
    good: list[float] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    memory: list[tuple[float, ...]] = field(default_factory=list)

    def note(self, number: int, one: Shot, came: Outcome) -> None:
        """Take down what came of a request."""
        self.ends[one.kind, came.end if came.status is None else str(came.status)] += 1
        self.longest[one.kind] = max(self.longest.get(one.kind, 0), came.seconds)
        what = fault(one, came)
        if what is not None:
            self.faults.append(Fault(number, one.kind, what, one.head, one.body, came.body))
            print(self.faults[-1], file=sys.stderr, flush=True)

    def note_good(self, came: Outcome, expected: object) -> None:
        """Take down what came of a good request."""
        self.good.append(came.seconds)
        if came.status != 200 or json.loads(came.body)["boolean"] is not expected:
            self.bad.append(f"{came.status} {came.end} after {came.seconds:.2f} s: {came.body[:_SHOWN]!r}")


@dataclass(slots=True)
class Campaign:
    """Requests of one seed against two servers: one to read from, one that takes writes too."""

    reading: Running
    writing: Running
    seed: int
    patience: float
    told: Told = field(default_factory=Told)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self, numbers: Iterator[int], clients: int) -> Told:
        """Send them all; what comes back is what came of it."""
        lock = threading.Lock()
        canaries = [
            threading.Thread(target=self._watch, args=(each,), daemon=True) for each in (self.reading, self.writing)
        ]
        shooting = [threading.Thread(target=self._shoot, args=(numbers, lock, n), daemon=True) for n in range(clients)]
        for each in (*canaries, *shooting):
            each.start()
        for each in shooting:
            each.join()
        self.over.set()
        for each in canaries:
            each.join()
        return self.told

    def _shoot(self, numbers: Iterator[int], lock: threading.Lock, client: int) -> None:
        source = f"127.0.1.{client + 1}"
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            one = nth(self.seed, number)
            came = self._fire(one, source)
            with lock:
                self.told.note(number, one, came)
            if number % _CLEAN_EVERY == 0:
                self.clean()
                self.told.memory.append((self.reading.memory(), self.writing.memory()))
                print(f"{number:,} sent, {len(self.told.faults)} faults", file=sys.stderr, flush=True)

    def clean(self) -> None:
        """Take out all that was written."""
        self._fire(update("clean", b"CLEAR ALL"), "127.0.0.1")

    def _fire(self, one: Shot, source: str) -> Outcome:
        server = self.writing if one.writes else self.reading
        return fire((server.host, server.port), one, self.patience, source)

    def _watch(self, server: Running) -> None:
        for n in itertools.count():
            query = f"ASK {{ FILTER({n} = {n - n % 2}) }}"
            one = shot("good", "GET", f"/sparql?query={quote(query)}", {"Accept": "application/json"})
            came = fire((server.host, server.port), one, self.patience, "127.0.0.9")
            self.told.note_good(came, n % 2 == 0)
            if self.over.wait(_BEAT):
                return


def grown(memory: Sequence[float]) -> bool:
    """Whether a server has grown: the least it had in the last third of the time is more than in the third before.

    >>> grown([100, 180, 300, 290, 310, 300, 295, 320, 300]), grown([100, 200, 300, 400, 500, 600, 700, 800, 900])
    (False, True)
    """
    third = len(memory) // 3
    before, after = memory[third : 2 * third], memory[-third:]
    return third >= _ENOUGH and min(after) > GROWTH * min(before) + _NOISE


def settle(server: Running, memory: float, files: float = math.inf, seconds: float = 30.0) -> tuple[float, int]:
    """The MiB and the open files of a server at rest: as soon as both are within bounds, or after some seconds."""
    end = time.monotonic() + seconds
    while True:
        now = server.memory(), server.files()
        if (now[0] <= memory and now[1] <= files) or time.monotonic() >= end:
            return now
        time.sleep(0.5)
