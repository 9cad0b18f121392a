"""What is measured of a server, and the figures that come back."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sparql.asked import JSON, Asked
from sparql.load import Load, Look, load, look, looks
from sparql.peers import OURS, Peer

CLIENTS = (1, 8, 32)
"""How many clients ask at once."""

COLD, REPEATED = "cold", "repeated"

EVERYTHING, THRICE = "SELECT ?s ?p ?o { ?s ?p ?o }", "SELECT ?s ?p ?o { VALUES ?n { 1 2 3 } ?s ?p ?o }"
"""The answer that is as large as the graph, and one three times as long."""

_LOOKS = 6
_TARGETS = 2_000
_LONGER = 3
_ROUND = 1_000_000
_TICK = 0.05


@dataclass(frozen=True, slots=True)
class Measure:
    """Figures of one server for one query, asked in one way by so many clients."""

    server: str
    query: str
    way: str
    clients: int
    load: Load


@dataclass(frozen=True, slots=True)
class Seen:
    """What a single client saw of one server's answers to one query: medians."""

    server: str
    query: str
    way: str
    look: Look


@dataclass(frozen=True, slots=True)
class Weight:
    """The MiB that a server had, loaded and after all queries; and how many more while the graph streamed."""

    server: str
    loaded: float
    after: float
    streaming: float
    thrice: float
    streamed: Look


Figure = Measure | Seen | Weight


def measure_server(name: str, peer: Peer, queries: Sequence[Asked], seconds: float) -> Iterator[Figure]:
    """The figures of a server for all queries, and its weight."""
    loaded = peer.running.memory()
    for each in queries:
        yield from _measure(name, peer, each, seconds)
    after = peer.running.memory()
    streaming, streamed = _streamed(peer, EVERYTHING)
    yield Weight(name, loaded, after, streaming, _streamed(peer, THRICE)[0], streamed)


def _measure(name: str, peer: Peer, one: Asked, seconds: float) -> Iterator[Figure]:
    targets = [peer.endpoint.target(one.nth(n)) for n in range(_LOOKS, _LOOKS + _TARGETS)]
    seen = looks(peer.endpoint, [peer.endpoint.target(one.nth(n)) for n in range(_LOOKS)], one.accept)
    yield Seen(name, one.name, COLD, seen)
    ways = {COLD: targets, REPEATED: targets[:1]} if name == OURS else {COLD: targets}
    # What takes longer than a load lasts is looked at, and that is all.
    for way, asked in ways.items():
        for place, clients in enumerate(CLIENTS if seen.whole < seconds else ()):
            lasting = min(max(seconds, seen.whole * clients), _LONGER * seconds)
            told = load(peer.endpoint, asked, one.accept, clients, lasting, (place + 1) * _ROUND)
            yield Measure(name, one.name, way, clients, told)
    if name == OURS:
        yield Seen(name, one.name, REPEATED, looks(peer.endpoint, targets[:1] * _LOOKS, one.accept))


def measure_questions(name: str, peer: Peer, queries: Sequence[Asked], times: int) -> Iterator[Figure]:
    """The figures of a server for the questions, of one client."""
    for each in queries:
        targets = [peer.endpoint.target(each.nth(n)) for n in range(times + 1)]
        yield Seen(name, each.name, COLD, looks(peer.endpoint, targets, each.accept))
        if name == OURS:
            yield Seen(name, each.name, REPEATED, looks(peer.endpoint, targets[:1] * (times + 1), each.accept))


def measure_noop(name: str, peer: Peer, seconds: float) -> Iterator[Figure]:
    """The figures of the route that does nothing."""
    for clients in CLIENTS:
        target = peer.endpoint.target("ASK {}")
        yield Measure(name, "no-op", COLD, clients, load(peer.endpoint, [target], "*/*", clients, seconds))


def _streamed(peer: Peer, query: str) -> tuple[float, Look]:
    """How many MiB more than before a server had at most while it answered, and what the client saw of the answer."""
    before, over = peer.running.memory(), threading.Event()
    most = [before]

    def watch() -> None:
        while not over.wait(_TICK):
            most.append(peer.running.memory())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        seen = look(peer.endpoint, peer.endpoint.target(query), JSON)
    finally:
        over.set()
        watching.join()
    return max(most) - before, seen
