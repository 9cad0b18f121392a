"""Hostile queries among good ones: whether anybody notices but who sends them.

    PYTHONPATH=bench python -m soak [--seconds N] [--quads N] [--timeout S] [--slower TIMES] [--left MIB] [--json OUT]

Good clients ask questions, whose answers are known, first alone and then beside hostile ones; all come from addresses
of their own. The exit status is 1 if a good query fails, if the 99th percentile of the good ones is more than TIMES
that of the quiet time, or if memory does not return.
"""

import argparse
import json
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random

from fuzz.campaign import settle
from fuzz.queries import GREEDY, NESTS, nest
from fuzz.shot import Manner, Shot, get, posted, shot
from fuzz.wire import Outcome, fire
from running import Running, serving
from sparql import graph
from sparql.asked import Asked, asked

GROWTH = 1.2
"""How much more memory there may be at the end than after the quiet time."""

GOOD, HOSTILE = 4, 6
"""How many clients there are of each sort."""

_PAUSE = 0.02
_SMALL = ("ASK", "10 rows", "3-way join")
_PATIENCE = 120.0
_QUIET = 5


@dataclass(slots=True)
class Tally:
    """What clients of one sort saw: seconds by kind, ends by kind, and what was wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, came: Outcome) -> None:
        """Take down what came of a request."""
        self.seconds.setdefault(kind, []).append(came.seconds)
        self.ends[kind, came.end if came.status is None else f"{came.status}{' cut' * (came.end == 'cut')}"] += 1


Client = Callable[[tuple[str, int], str, Random, Tally], None]
"""Sends one request to an address, from another, and notes what came of it."""


@dataclass(frozen=True, slots=True)
class Good:
    """Clients that ask small queries; each answer must be the one that it was when all was quiet."""

    queries: tuple[Asked, ...]
    answers: dict[str, bytes]

    def __call__(self, server: tuple[str, int], source: str, rng: Random, tally: Tally) -> None:
        one = rng.choice(self.queries)
        n = rng.randrange(50)
        # One in four asks what has been asked before.
        text = one.nth(n) + ("" if rng.random() < 0.25 else f" {rng.randrange(10**9)}")
        came = fire(server, get(one.name, text.encode(), one.accept), _PATIENCE, source)
        tally.note(one.name, came)
        if came.status != 200 or came.body != self.answers[f"{one.name} {n}"]:
            tally.wrong.append(f"{one.name}: {came.status} {came.end} after {came.seconds:.2f} s: {came.body[:200]!r}")
        time.sleep(_PAUSE)


def answers(server: Running, queries: Sequence[Asked]) -> dict[str, bytes]:
    """The answers to all that good clients ask."""
    found = {}
    for one in queries:
        for n in range(50):
            came = fire((server.host, server.port), get(one.name, one.nth(n).encode(), one.accept), _PATIENCE)
            if came.status != 200:
                raise RuntimeError(f"{one.name}: {came.status}: {came.body[:300]!r}")
            found[f"{one.name} {n}"] = came.body
    return found


def hostile(server: tuple[str, int], source: str, rng: Random, tally: Tally) -> None:
    """A client that means no good."""
    one = rng.choice(_HOSTILE)(rng)
    came = fire(server, one, _PATIENCE, source)
    tally.note(one.kind, came)
    if came.end == "hang" or (came.status is not None and came.status >= 500 and came.status != 503):
        tally.wrong.append(f"{one.kind}: {came.status} {came.end}: {one.head[:200]!r} {one.body[:200]!r}")
    # Whoever is refused comes back as soon as a client may that does what it is told.
    time.sleep(1 if came.status == 503 else _PAUSE)


def _greedy(rng: Random) -> Shot:
    return posted("greedy", f"{rng.choice(GREEDY)} # {rng.random()}".encode(), "application/sparql-results+json")


def _nested(rng: Random) -> Shot:
    name = rng.choice(tuple(NESTS))
    return posted("nested", nest(NESTS[name], rng.choice((1_000, 10_000, 50_000))))


def _values(rng: Random) -> Shot:
    return posted("values", b"SELECT * { VALUES ?x { " + b"%d " % rng.randrange(10**6) * 130_000 + b"} ?s ?p ?x }")


def _leaving(rng: Random) -> Shot:
    return replace(_greedy(rng), kind="leaving", manner=Manner.LEAVING)


def _sipping(rng: Random) -> Shot:
    text = f"SELECT * {{ ?s ?p ?o }} # {rng.random()}".encode()
    return replace(get("sipping", text, "text/csv"), manner=Manner.SIPPING)


def _dripping(_: Random) -> Shot:
    return replace(shot("dripping", "GET", "/sparql?query=ASK%7B%7D"), manner=Manner.DRIPPING)


_HOSTILE = (_greedy, _greedy, _greedy, _nested, _values, _leaving, _sipping, _dripping)


def _act(act: Client, server: tuple[str, int], count: int, network: int, over: Event, told: Connection) -> None:
    """So many clients of one sort, in a process of their own, until it is over."""
    tally, lock = Tally(), threading.Lock()

    def go(number: int) -> None:
        rng = Random(number)  # noqa: S311
        while not over.is_set():
            own = Tally()
            act(server, f"127.0.{network}.{number + 1}", rng, own)
            with lock:
                _add(tally, own)

    clients = [threading.Thread(target=go, args=(number,), daemon=True) for number in range(count)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    told.send(tally)


def _add(tally: Tally, other: Tally) -> None:
    for kind, seconds in other.seconds.items():
        tally.seconds.setdefault(kind, []).extend(seconds)
    tally.ends.update(other.ends)
    tally.wrong += other.wrong


def phase(server: Running, seconds: float, acts: Sequence[tuple[Client, int]]) -> tuple[list[Tally], list[float]]:
    """What clients of several sorts saw in some seconds, and the memory of the server in that time."""
    forked = multiprocessing.get_context("fork")
    over, running, memory = forked.Event(), [], []
    for network, (act, count) in enumerate(acts, start=2):
        ours, theirs = forked.Pipe(duplex=False)
        process = forked.Process(
            target=_act, args=(act, (server.host, server.port), count, network, over, theirs), daemon=True
        )
        process.start()
        running.append((process, ours))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        memory.append(server.memory())
        time.sleep(1)
    over.set()
    tallies = [told.recv() for _, told in running]
    for process, _ in running:
        process.join()
    return tallies, memory


def run(server: Running, seconds: float, quads: int, slower: float, left: float) -> Iterator[str]:
    """The whole run, told as it goes; what is wrong begins with a mark."""
    queries = tuple(each for each in asked(quads) if each.name in _SMALL)
    good = Good(queries, answers(server, queries))
    (quiet,), _ = phase(server, max(seconds / _QUIET, 4), [(good, GOOD)])
    before, _ = settle(server, 0, seconds=1)
    (busy, foes), memory = phase(server, seconds, [(good, GOOD), (hostile, HOSTILE)])
    after, _ = settle(server, before * GROWTH + left)
    yield from _told("quiet", quiet)
    yield from _told("beside hostile clients", busy)
    yield from (f"  {kind:12}{end:10}{n:8,}" for (kind, end), n in sorted(foes.ends.items()))
    yield f"memory: {before:.0f} MiB before, {max(memory):.0f} at most, {after:.0f} after"
    yield from (f"WRONG good query: {each}" for each in (*quiet.wrong, *busy.wrong))
    yield from (f"WRONG hostile query: {each}" for each in foes.wrong)
    for kind, times in busy.seconds.items():
        was = _late(quiet.seconds[kind])
        if _late(times) > slower * was:
            yield f"WRONG {kind}: p99 {_late(times) * 1000:.1f} ms is {_late(times) / was:.1f} times the quiet figure"
    if after > before * GROWTH + left:
        yield f"WRONG memory: {before:.0f} MiB before, {after:.0f} after"


def _told(name: str, tally: Tally) -> Iterator[str]:
    yield f"{name}: {sum(map(len, tally.seconds.values())):,} good queries, {len(tally.wrong)} failed"
    for kind, seconds in sorted(tally.seconds.items()):
        late, longest = _late(seconds) * 1000, max(seconds) * 1000
        yield (
            f"  {kind:12}{len(seconds):8,}   median {statistics.median(seconds) * 1000:8.1f} ms   p99 {late:8.1f} ms"
            f"   longest {longest:8.1f} ms"
        )


def _late(seconds: Sequence[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)]


def main() -> int:
    parser = argparse.ArgumentParser(description="Hostile queries among good ones.")
    parser.add_argument("--seconds", type=float, default=600, help="how long the hostile clients stay (600)")
    parser.add_argument("--quads", type=int, default=1_000_000, help="how large the graph is (1,000,000)")
    parser.add_argument("--timeout", default="30", help="the deadline of the server (30)")
    parser.add_argument("--slower", type=float, default=3, help="how many times slower good queries may become (3)")
    parser.add_argument("--left", type=float, default=50, help="how many MiB beside a fifth may be left behind (50)")
    parser.add_argument("--json", type=Path, help="write what was found here too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nq"
        graph.write(path, given.quads)
        with serving("--no-check", "--timeout", given.timeout, path) as server:
            told = list(run(server, given.seconds, given.quads, given.slower, given.left))
    print(*told, sep="\n")
    if given.json is not None:
        given.json.write_text(json.dumps(told, indent=1), "utf-8")
    return 1 if any(line.startswith("WRONG") for line in told) else 0


if __name__ == "__main__":
    sys.exit(main())
