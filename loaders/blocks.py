"""Lines → blocks: hard-wrapped lines rejoined, flowed lines taken as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mandategraph.loaders.lines import Line, shown
from mandategraph.loaders.passage import Passage
from mandategraph.loaders.structure import Structure

_WRAP_COLUMNS = 130
"""No printed page is wider: a text whose lines all stay below was broken at the page's edge."""

_SHORT = 0.8
"""A wrapped line that leaves a fifth of the page free was ended by its author, not by the margin."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together on the page: a paragraph, a heading, or a part of one cut off by a page break."""

    lines: tuple[Line, ...]
    passage: Passage

    @property
    def text(self) -> str:
        """What the block shows."""
        return self.passage.text

    @property
    def page_break(self) -> bool:
        """Whether the block is the first on a page."""
        return self.lines[0].page_break or self.lines[0].gap > 1


@dataclass(frozen=True, slots=True)
class _Page:
    """What one text's lines have in common: the columns of a full line, the indent of a page's first line."""

    columns: int
    page_indent: int
    spaced: bool


def blocks(text: str, lines: tuple[Line, ...], structure: Structure) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    groups = (
        _wrapped(text, lines, structure)
        if is_wrapped(text, lines, structure)
        else ((line,) for line in lines)
    )
    return tuple(Block(group, shown(text, group)) for group in groups)


def is_wrapped(text: str, lines: tuple[Line, ...], structure: Structure) -> bool:
    """Whether lines were broken at the margin: none is wider than a page, and many break off in mid-sentence."""
    if len(lines) < 2:
        return False
    widths = sorted(line.width for line in lines)
    if widths[len(widths) * 95 // 100] > _WRAP_COLUMNS:
        return False
    open_ended = sum(structure.ends_open(shown(text, (line,)).text) for line in lines)
    return open_ended > len(lines) * 0.3


def _wrapped(text: str, lines: tuple[Line, ...], structure: Structure) -> Iterator[tuple[Line, ...]]:
    page = _page(lines)
    texts = [shown(text, (line,)).text for line in lines]
    last_number = 0
    group = [lines[0]]
    for (before, line), (text_before, text_of) in zip(pairwise(lines), pairwise(texts), strict=True):
        number = _number(text_of, structure)
        if _starts(before, line, text_before, text_of, page, structure) or number == last_number + 1:
            yield tuple(group)
            group = []
            last_number = number or (0 if _is_component(text_of, structure) else last_number)
        group.append(line)
    yield tuple(group)


def _page(lines: tuple[Line, ...]) -> _Page:
    widths = sorted(line.width for line in lines)
    gaps = sum(line.gap > 0 for line in lines)
    spaced = gaps > len(lines) * 0.6
    firsts = [line.indent for line in lines[1:] if line.page_break or (spaced and line.gap == 0)]
    return _Page(widths[len(widths) * 9 // 10], min(firsts) if len(firsts) > 2 else 0, spaced)


def _starts(before: Line, line: Line, text_before: str, text: str, page: _Page, structure: Structure) -> bool:
    """Whether `line` begins a block of its own rather than going on from the line before it."""
    if _is_component(text, structure) or _is_component(text_before, structure):
        return True
    first_on_page = line.page_break or (page.spaced and line.gap == 0)
    indented = line.indent > (page.page_indent if first_on_page else 0)
    short = before.width < page.columns * _SHORT
    closed = not structure.ends_open(text_before)
    labelled = _number(text, structure) is not None or _is_heading(text, structure) or bool(line_marker(line))
    if closed:
        return short or indented or labelled or (not page.spaced and line.gap > 0)
    return short and (indented or labelled)


def line_marker(line: Line) -> str | None:
    """The footnote number with which the line begins, or none."""
    first = line.fragments[0].start
    return next((marker.note for marker in line.markers if marker.span.start < first), None)


def _number(text: str, structure: Structure) -> int | None:
    match = structure.number.match(text)
    return int(next(filter(None, match.groups()))) if match else None


def _is_heading(text: str, structure: Structure) -> bool:
    return any(pattern.match(text) for _, pattern in structure.headings)


def _is_component(text: str, structure: Structure) -> bool:
    return any(pattern.fullmatch(text) for _, pattern in structure.components)
