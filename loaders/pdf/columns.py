"""The reading order of a page: two columns of running text are read one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor
from statistics import median

from mandategraph.loaders.pdf.words import Run, Word

_MIDDLE = (0.3, 0.7)
"""The gap between two columns lies in this part of the width of the text."""

_LINES = 4
"""Two columns stand side by side for so many lines, at least."""

_FILLED = 0.6
"""A line of running text takes this share of its column."""

_COLUMN = 0.3
"""A column takes this share of the width of the text, at least."""

_GAP = 0.12
"""The gap between two columns takes this share of it, at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a column as printed."""

    words: tuple[Word, ...]

    @property
    def run(self) -> Run:
        """Its words as one run, for what a run tells of place and size."""
        return Run(self.words)


@dataclass(frozen=True, slots=True)
class Column:
    """Rows that are read from top to bottom: those of a page, of one of its columns, or of what spans them.

    `left` is where its text begins; it is none where the text is as wide as the page.
    """

    rows: tuple[Row, ...]
    left: float | None


def columns(runs: Sequence[Run]) -> tuple[Column, ...]:
    """The columns of a page, in reading order; one if its text is not set in two."""
    gap = _gap(runs)
    if gap is None:
        return (Column(_rows(runs), None),) if runs else ()
    parts: list[Column] = []
    for spanning, band in groupby(_bands(runs, gap), key=lambda band: band.spanning):
        rows = [run for part in band for run in part.runs]
        parts += [Column(_rows(rows), None)] if spanning else _halves(rows, gap)
    return tuple(parts)


def _halves(runs: Sequence[Run], gap: float) -> list[Column]:
    sides = [run for run in runs if run.x1 <= gap], [run for run in runs if run.x0 >= gap]
    return [Column(_rows(side), min(run.x0 for run in side)) for side in sides]


def _rows(runs: Sequence[Run]) -> tuple[Row, ...]:
    lines = groupby(sorted(runs, key=lambda run: (-run.y, run.x0)), key=lambda run: run.y)
    return tuple(Row(tuple(word for run in line for word in run.words)) for _, line in lines)


# --- where the gap is ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Band:
    """Runs from top to bottom, in two columns unless they are `spanning`."""

    runs: tuple[Run, ...]
    spanning: bool


def _gap(runs: Sequence[Run]) -> float | None:
    """Where the right column begins; none if no place has enough text on both sides."""
    if not runs:
        return None
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    inside = (left + _MIDDLE[0] * (right - left), left + _MIDDLE[1] * (right - left))
    places = sorted({floor(run.x0) for run in runs if inside[0] <= run.x0 <= inside[1]})
    weights = {place: sum(len(band.runs) for band in _bands(runs, place) if not band.spanning) for place in places}
    best = max(places, key=lambda place: (weights[place], place), default=None)
    return best if best is not None and weights[best] else None


def _bands(runs: Sequence[Run], gap: float) -> Iterator[_Band]:
    """The runs from top to bottom: those in two columns if the right one begins at `gap`, and the others."""
    width = max(run.x1 for run in runs) - min(run.x0 for run in runs)
    for spans, group in groupby(runs, key=lambda run: run.x0 < gap < run.x1):
        band = tuple(group)
        yield _Band(band, spans or not _is_twofold(band, gap, width))


def _is_twofold(runs: Sequence[Run], gap: float, width: float) -> bool:
    """Whether running text stands on both sides of a gap."""
    left = [run for run in runs if run.x1 <= gap]
    right = [run for run in runs if run.x0 >= gap]
    if min(len(left), len(right)) < _LINES or left[0].y < right[-1].y or right[0].y < left[-1].y:
        return False
    apart = min(run.x0 for run in right) - max(run.x1 for run in left)
    return apart <= _GAP * width and _fills(left, width) and _fills(right, width)


def _fills(side: Sequence[Run], width: float) -> bool:
    """Whether most lines of a column are full, and the column is wide enough for running text."""
    own = max(run.x1 for run in side) - min(run.x0 for run in side)
    return own >= _COLUMN * width and median(run.x1 - run.x0 for run in side) >= _FILLED * own
