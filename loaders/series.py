"""Series of sub-items: which open one a printed label goes on with, in text and mark-up alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mandategraph.loaders.labels import Label


@dataclass(frozen=True, slots=True)
class Open:
    """An open sub-item: how its series is written, its place in it, how many lists it stands in, and its path."""

    style: str
    value: int
    depth: int
    path: str


def level(items: Sequence[Open], label: Label, depth: int) -> tuple[int, tuple[str, int]]:
    """How many open sub-items stay open above a new one, and by which reading of its label."""
    for found in following(items, label, depth):
        return found
    first = next((reading for reading in label.readings if reading[1] == 1), None)
    if first is None:
        for at in reversed(range(len(items))):
            for style, value in label.readings:
                if items[at].style == style and items[at].depth == depth:
                    return at, (style, value)
    return len(items), first or label.readings[0]


def following(items: Sequence[Open], label: Label, depth: int) -> Iterator[tuple[int, tuple[str, int]]]:
    """The open series, innermost first, in which a label is the next one."""
    for at in reversed(range(len(items))):
        for style, value in label.readings:
            deeper = len(label.readings) > 1 and depth > items[at].depth
            if items[at].style == style and items[at].value + 1 == value and not deeper:
                yield at, (style, value)
