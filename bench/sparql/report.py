"""Figures side by side, with ratios, and how they stand to what is aimed at."""

import math
from collections.abc import Iterator, Sequence

from sparql.figures import COLD, REPEATED, Figure, Measure, Seen, Weight
from sparql.peers import DISK, MEMORY, NOOP, OURS

SMALL = 0.005
"""Seconds that a query takes of the disk's server, up to which it is called small."""

FASTER_THAN_DISK, NEAR_MEMORY, NEAR_NOOP, SOON, CONSTANT = 2.0, 0.9, 1.3, 0.05, 32.0
"""What is aimed at: times the disk's server and the memory's, times the no-op route, seconds to the first byte of a
large answer, and MiB that a large answer may take."""

_WEIGHTS = (("memory", 24), ("loaded MiB", 12), ("after MiB", 12), ("streaming: more", 17), ("thrice", 9),
            ("streamed MB", 13), ("s", 8), ("status", 8))  # fmt: skip
_LOOKS = (("one client, a connection a request", 60), ("first ms", 10), ("whole ms", 12), ("bytes", 14), ("× disk", 9),
          ("× memory", 10))  # fmt: skip
_LARGE = ("100,000 rows", "50,000 triples")


def tables(figures: Sequence[Figure]) -> Iterator[str]:
    """All figures, in lines."""
    measures = [each for each in figures if isinstance(each, Measure)]
    for query in dict.fromkeys(each.query for each in measures):
        yield f"\n{query:40}{'median ms':>12}{'p99 ms':>10}{'a second':>12}{'failed':>8}{'× disk':>9}{'× memory':>10}"
        for each in (one for one in measures if one.query == query):
            what = f"{each.server}, {each.way}, {each.clients} client{'s' * (each.clients > 1)}"
            load = each.load
            ratios = "".join(_ratio(measures, each, peer, wide) for peer, wide in ((DISK, 9), (MEMORY, 10)))
            yield (
                f"{what:40}{load.median * 1000:12.2f}{load.p99 * 1000:10.2f}{load.rate:12,.1f}{load.failed:8}{ratios}"
            )
    yield from _seen([each for each in figures if isinstance(each, Seen)])
    yield "\n" + "".join(f"{head:>{wide}}" for head, wide in _WEIGHTS)
    for each in figures:
        if isinstance(each, Weight):
            seen = each.streamed
            yield (
                f"{each.server:24}{each.loaded:12,.0f}{each.after:12,.0f}{each.streaming:17,.0f}{each.thrice:9,.0f}"
                f"{seen.size / 1e6:13,.0f}{seen.whole:8.2f}{seen.status:8}"
            )
    costs = [each.load.cost for each in measures if each.load.requests > 1_000]
    if costs:
        yield f"\nthe generator took {min(costs) * 1e6:.0f} to {max(costs) * 1e6:.0f} µs of a core a request"


def _seen(seen: Sequence[Seen]) -> Iterator[str]:
    yield "\n" + "".join(f"{head:>{wide}}" for head, wide in _LOOKS)
    for each in sorted(seen, key=lambda one: one.query):
        what = f"{each.query}: {each.server}, {each.way}"
        ratios = ""
        for peer, wide in ((DISK, 9), (MEMORY, 10)):
            other = next((one for one in seen if (one.server, one.query) == (peer, each.query)), None)
            ratios += f"{'':{wide}}" if other is None else f"{other.look.whole / each.look.whole:{wide}.2f}"
        failed = "" if each.look.status == 200 else f"  {each.look.status}!"
        times = f"{each.look.first * 1000:10.1f}{each.look.whole * 1000:12.2f}"
        yield f"{what:60}{times}{each.look.size:14,}{ratios}{failed}"


def _ratio(measures: Sequence[Measure], one: Measure, peer: str, wide: int) -> str:
    other = _find(measures, peer, one.query, one.clients)
    known = other is not None and other.load.rate > 0
    return f"{one.load.rate / other.load.rate:{wide}.2f}" if known and other is not None else " " * wide


def _find(measures: Sequence[Measure], server: str, query: str, clients: int, way: str = COLD) -> Measure | None:
    wanted = (server, query, clients, way)
    return next((one for one in measures if (one.server, one.query, one.clients, one.way) == wanted), None)


def aims(figures: Sequence[Figure]) -> Iterator[str]:
    """How our figures stand to what is aimed at, a line each."""
    measures = [each for each in figures if isinstance(each, Measure)]
    for one in (each for each in measures if each.server == OURS):
        disk, memory = (_find(measures, peer, one.query, one.clients) for peer in (DISK, MEMORY))
        single = _find(measures, DISK, one.query, 1)
        noop = _find(measures, NOOP, "no-op", one.clients)
        what = f"{one.query}, {one.clients} clients"
        small = single is not None and single.load.median <= SMALL
        if one.way == REPEATED and noop is not None and one.query not in _LARGE:
            yield _line(f"{what}, repeated: × no-op route", _times(one, noop), 1.0)
        elif one.way == COLD and small and noop is not None:
            yield _line(f"{what}: × no-op route", _times(one, noop), 1 / NEAR_NOOP)
        elif one.way == COLD and not small and disk is not None and memory is not None:
            yield _line(f"{what}: × oxigraph on disk", _times(one, disk), FASTER_THAN_DISK)
            yield _line(f"{what}: × oxigraph in memory", _times(one, memory), NEAR_MEMORY)
    for one in figures:
        if isinstance(one, Seen) and one.server == OURS and one.query in _LARGE and one.way == COLD:
            yield _line(f"{one.query}: ms to the first byte", one.look.first * 1000, SOON * 1000, most=True)
        if isinstance(one, Weight) and one.server == OURS:
            yield _line("the whole graph streamed: MiB more", one.streaming, CONSTANT, most=True)
            yield _line(
                "three times as much streamed: MiB more than once", one.thrice - one.streaming, CONSTANT, most=True
            )


def _times(one: Measure, other: Measure) -> float:
    """How many times as many answers; where the other had none in the time, infinitely many."""
    return one.load.rate / other.load.rate if other.load.rate else math.inf


def _line(what: str, figure: float, aim: float, *, most: bool = False) -> str:
    met = figure <= aim if most else figure >= aim
    return f"{'met ' if met else 'MISSED'} {what}: {figure:.2f} ({'at most' if most else 'at least'} {aim:.2f})"
