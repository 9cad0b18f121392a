"""Laying sequences side by side: what stands in both, in one order."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import count
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

Pair = tuple[int | None, int | None]
"""The places of a thing in two sequences; None where it is not."""

_GAP = 0.8
"""What it costs that a thing has no counterpart: two that differ are rather one thing (1) than two without (1.6)."""


def merged(first: Sequence[T], second: Sequence[T]) -> tuple[T, ...]:
    """What stands in either of two sequences, in the order of the first.

    What only the second has comes behind what it follows there.

    >>> merged("abd", "abcde")
    ('a', 'b', 'c', 'd', 'e')
    """
    order = list(first)
    known = set(first)
    for before, thing in zip((None, *second), second, strict=False):
        if thing not in known:
            known.add(thing)
            order.insert(0 if before is None else order.index(before) + 1, thing)
    return tuple(order)


def paired(first: Sequence[T], second: Sequence[T]) -> tuple[Pair, ...]:
    """The things of two sequences side by side in order, those that are equal together as far as can be.

    >>> paired(["urge", "decide"], ["call-upon", "note", "decide"])
    ((0, 0), (None, 1), (1, 2))
    """
    costs = _costs(first, second)
    pairs: list[Pair] = []
    one, two = len(first), len(second)
    while one or two:
        here = costs[one, two]
        if one and two and here == costs[one - 1, two - 1] + _difference(first[one - 1], second[two - 1]):
            one, two = one - 1, two - 1
            pairs.append((one, two))
        elif two and here == costs[one, two - 1] + _GAP:
            two -= 1
            pairs.append((None, two))
        else:
            one -= 1
            pairs.append((one, None))
    return tuple(reversed(pairs))


def _costs(first: Sequence[T], second: Sequence[T]) -> dict[tuple[int, int], float]:
    """What the best pairing of the beginnings of two sequences costs, by their lengths."""
    costs = {(0, 0): 0.0}
    for one in range(len(first) + 1):
        for two in range(len(second) + 1):
            ways = [costs[one - 1, two] + _GAP] if one else []
            ways += [costs[one, two - 1] + _GAP] if two else []
            if one and two:
                ways.append(costs[one - 1, two - 1] + _difference(first[one - 1], second[two - 1]))
            costs[one, two] = min(ways, default=0.0)
    return costs


def _difference(one: T, other: T) -> float:
    return 0.0 if one == other else 1.0


def places(first: Sequence[T], second: Sequence[T]) -> tuple[int, ...]:
    """For each thing of the second sequence its number: that of the same thing in the first, else a further one.

    Numbers count from 1. The nth of several equal things is the nth of them in the other sequence too.

    >>> places(["ctc", "cted", "ctc"], ["cted", "ctc", "fatf"])
    (2, 1, 4)
    """
    free: dict[T, list[int]] = defaultdict(list)
    for number, thing in enumerate(first, 1):
        free[thing].append(number)
    further = count(len(first) + 1)
    return tuple(free[thing].pop(0) if free[thing] else next(further) for thing in second)
