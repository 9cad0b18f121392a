"""Columns → text: rows with their indents, blank lines where rows stand apart, words broken at a line's end whole."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mandategraph.loaders.pdf.columns import Column, Row
from mandategraph.loaders.pdf.words import Word, is_gap
from mandategraph.loaders.text.fill import Known, Line, filled
from mandategraph.loaders.text.lines import width

_APART = 1.2
"""Rows farther apart than this share of the usual distance have a blank line between them."""

_LEADING = 1.2
"""The distance of rows, in type sizes, where the text does not tell it."""

_TABLE_GAP = 2.5
"""A gap of so many type sizes is kept as four blanks: a cell of a table, or the other end of a masthead."""

_COMMON = 0.03
"""The text begins where at least this share of its rows do."""

_NOTE_SIZE = 0.95
"""Type smaller than this share of that of the text is that of a footnote."""

_NARROW = 0.25
"""A blank takes this share of the type size."""

_INDENT = (2, 12)
"""The first line of a paragraph stands so many columns from the margin, from – to."""

_WIDEST_PITCH = 2.5
"""Rows farther apart than so many type sizes are of two paragraphs."""

_MOST = 0.97
"""So many rows of a text end at its right margin or before it; tables and heads may reach beyond."""

_RAGGED = 2.0
"""A line that ends no farther from the margin than so many type sizes is full."""

_CHARACTER = 2.0
"""A Chinese character, with the mark that may not be parted from it, takes so many type sizes."""

_CLOSEST = 0.5
"""Rows closer than this share of the type size are no lines one below the other."""

_MARKER = re.compile(r"[\s,;]*(\d{1,3})[\s,;]*")


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where the text of a file begins and ends, its type size, how far rows stand apart by type size, all in points."""

    left: float
    right: float
    size: float
    pitch: Mapping[int, float]


def text_of(pages: Sequence[Sequence[Column]], misleads: Known) -> str:
    """The text of pages, each a sequence of columns in reading order; a form feed parts pages and columns.

    Inside a paragraph, no line begins with a text that `misleads`.
    """
    columns = [column for page in pages for column in page]
    measure = _measure(columns)
    solid = _is_solid(columns, measure)
    lines = [line for page in pages for line in _page(page, measure, solid=solid)]
    whole = "".join(_printed(line) for line in filled(lines, misleads)).lstrip("\f\n")
    return f"{whole}\n" if whole else ""


def _printed(line: Line) -> str:
    return ("\f" if line.feed else "\n\n" if line.gap else "\n") + " " * line.indent + line.text


# --- measures -----------------------------------------------------------------------------------------------------


def _measure(columns: Sequence[Column]) -> _Measure:
    sizes: Counter[float] = Counter()
    starts: Counter[int] = Counter()
    distances: defaultdict[int, list[float]] = defaultdict(list)
    for column in columns:
        for row in column.rows:
            sizes[row.run.size] += len(row.run.text)
            if column.left is None:
                starts[round(row.run.x0)] += 1
        for before, after in pairwise(column.rows):
            if _size(before) == _size(after) and before.run.y - after.run.y > _CLOSEST * after.run.size:
                distances[_size(after)].append(before.run.y - after.run.y)
    common = max(2.0, _COMMON * starts.total())
    left = min((x for x, times in starts.items() if times >= common), default=min(starts, default=0))
    usual = max(sizes, key=lambda size: (sizes[size], size), default=1.0)
    ends = sorted(row.run.x1 for column in columns if column.left is None for row in column.rows)
    right = ends[int(len(ends) * _MOST)] if ends else 0.0
    return _Measure(left, right, usual, {size: _pitch(all_, size / 2) for size, all_ in distances.items()})


def _pitch(distances: Sequence[float], size: float) -> float:
    """How far the rows of a paragraph stand apart, by the distances of all rows of a type size."""
    return min(sorted(distances)[len(distances) // 4], _WIDEST_PITCH * size)


def _size(row: Row) -> int:
    """The type size of a row in half points."""
    return round(2 * row.run.size)


def _is_apart(before: Row, after: Row, measure: _Measure) -> bool:
    pitches = (measure.pitch.get(_size(row), _LEADING * row.run.size) for row in (before, after))
    return before.run.y - after.run.y > _APART * max(pitches)


def _is_solid(columns: Sequence[Column], measure: _Measure) -> bool:
    """Whether a text tells its paragraphs by an indent alone: most that begin with one have no space above."""
    apart = [
        _is_apart(before, row, measure)
        for column in columns
        for before, row in pairwise(column.rows)
        if _indent(before, column, measure) == 0 and _is_first(_indent(row, column, measure))
    ]
    return sum(apart) < len(apart) / 2


def _begins(before: Row, row: Row, column: Column, measure: _Measure, *, begun: bool) -> bool:
    """Whether a row begins a paragraph of such a text: it is indented, and the one above is not, or has `begun` one."""
    here, above = _indent(row, column, measure), _indent(before, column, measure)
    alone = begun or not _takes_up(before, row, column, measure)
    return _is_first(here) and (above == 0 or (above == here and alone))


def _is_first(indent: int) -> bool:
    return _INDENT[0] <= indent <= _INDENT[1]


def _indent(row: Row, column: Column, measure: _Measure) -> int:
    """How many columns a row is indented."""
    left = measure.left if column.left is None else column.left
    return max(0, round((row.run.x0 - left) / (measure.size / 2)))


# --- rows ---------------------------------------------------------------------------------------------------------


def _page(columns: Sequence[Column], measure: _Measure, *, solid: bool) -> Iterator[Line]:
    before: Row | None = None
    begun = False
    for column in columns:
        right = _right(column, measure)
        for row in column.rows:
            feed = before is None or row.run.y > before.run.y
            begun = before is not None and solid and _begins(before, row, column, measure, begun=begun)
            gap = not feed and before is not None and (begun or _is_apart(before, row, measure))
            yield Line(
                text=_text(row.words),
                feed=feed,
                gap=gap,
                indent=_indent(row, column, measure),
                small=_is_small(row, measure),
                full=row.run.x1 > right - _RAGGED * row.run.size,
                goes_on=before is not None and not (gap or feed) and _takes_up(before, row, column, measure),
            )
            before = row


def _is_small(row: Row, measure: _Measure) -> bool:
    return row.run.size < _NOTE_SIZE * measure.size


def _right(column: Column, measure: _Measure) -> float:
    return measure.right if column.left is None else max(row.run.x1 for row in column.rows)


def _takes_up(before: Row, row: Row, column: Column, measure: _Measure) -> bool:
    """Whether a row begins no farther right than the one above it, which had no room for its first word or character.

    A row of small type that begins with a marker is a footnote.
    """
    first = row.words[0]
    if first.raised and _is_small(row, measure):
        return False
    unbroken = _CHARACTER * first.size if width(first.text[:1]) > 1 else first.x1 - first.x0 + _NARROW * first.size
    return row.run.x0 <= before.run.x0 + 1 and before.run.x1 + unbroken > _right(column, measure)


def _text(words: Sequence[Word]) -> str:
    shown = [_shown(words[0])]
    for before, word in pairwise(words):
        wide = word.x0 - before.x1 > _TABLE_GAP * max(before.size, word.size)
        shown += ["    " if wide else " " if is_gap(before, word) else "", _shown(word)]
    return "".join(shown)


def _shown(word: Word) -> str:
    """What a word shows, the numbers of a superscript as footnote markers."""
    return _MARKER.sub(r"<sup>\1</sup>", word.text) if word.raised else word.text
