"""Layout: what a text does at the start of a paragraph and inside one, learnt from the lines whose place is clear."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from mandategraph.loaders.text.lines import Line, line_marker, width
from mandategraph.loaders.text.structure import Structure

_WRAP_COLUMNS = 130
"""No printed page is wider: a text whose lines all stay below was broken at the page's edge."""

_FULL = 0.8
"""A wrapped line that, with the next word, would have left a fifth of the page free was ended by its author."""

_BROKEN_OFF = 0.2
"""So many of the full lines of a wrapped text, at least, break off in mid-sentence or hang over the next one."""

_FIRST_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+|\S")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a wrapped text does at the start of a paragraph and what inside one, as learnt from its clear cases.

    `columns` is the width of a full line. `starting` and `running` are the indents of lines that begin and that
    continue a paragraph, the same if the text does not tell them apart so; `page_shift` is what the first line of
    a page has on top. `gap` is the number of blank lines inside a paragraph, `parting` that between paragraphs.
    """

    columns: int
    starting: int
    running: int
    page_shift: int
    gap: int
    parting: int

    def evidence(self, line: Line) -> bool | None:
        """What blank lines, or else the indent, say about a line: it begins a paragraph, it does not, or nothing."""
        parted = self.parted(line)
        return self.indented(line) if parted is None else parted

    def indented(self, line: Line) -> bool | None:
        """What the indent alone says about a line; nothing where all lines are alike."""
        if self.starting == self.running:
            return None
        indent = line.indent - (self.page_shift if self._is_first_on_page(line) else 0)
        return abs(indent - self.starting) < abs(indent - self.running)

    def parted(self, line: Line) -> bool | None:
        """What blank lines say about a line; nothing at the top of a page, and where all lines stand equally apart."""
        if self.parting <= self.gap or self._is_first_on_page(line):
            return None
        return line.gap > self.gap

    def is_short(self, before: Line, line: Line) -> bool:
        """Whether the first word of a line would have had room on the line before it."""
        return _is_short(before, line, self.columns)

    def _is_first_on_page(self, line: Line) -> bool:
        return line.page_break or line.gap < self.gap


def is_wrapped(lines: Sequence[Line], structure: Structure) -> bool:
    """Whether lines were broken at the margin: none is wider than a page, and many full ones break off."""
    if len(lines) < 2:
        return False
    columns = _columns(lines)
    if columns > _WRAP_COLUMNS:
        return False
    full = [
        (line, after)
        for line, after in _below_titles(lines, structure)
        if line.indent + line.width >= columns * _FULL and not _explained(line, after, structure)
    ]
    broken_off = sum(structure.ends_open(line.text) or _hangs_over(line, after) for line, after in full)
    return broken_off > len(full) * _BROKEN_OFF


def _below_titles(lines: Sequence[Line], structure: Structure) -> Iterator[tuple[Line, Line]]:
    """Every line with the next one, without the titles at the head; the last of many may begin the running text."""
    first = 1 if structure.ends_open(lines[0].text) and structure.paragraph_number(lines[0].text) is None else 0
    return dropwhile(lambda pair: all(structure.ends_open(line.text) for line in pair), pairwise(lines[first:]))


def _hangs_over(line: Line, after: Line) -> bool:
    """Whether a line stands out from the next as the first of a paragraph does: by its indent or the blanks above."""
    return after.indent < line.indent or (after.gap < line.gap and not line.page_break)


def _explained(line: Line, after: Line, structure: Structure) -> bool:
    """Whether a line may break off for another reason than the margin: it is a heading, or the page ends."""
    return after.page_break or structure.is_heading(line.text) or structure.paragraph_number(after.text) is not None


def _columns(lines: Sequence[Line]) -> int:
    widths = sorted(line.indent + line.width for line in lines)
    return widths[len(widths) * 95 // 100]


def learnt(lines: Sequence[Line], structure: Structure) -> Layout:
    """The layout of a wrapped text, from the lines that surely begin a paragraph or surely go on with one."""
    columns = _columns(lines)
    running: list[Line] = []
    topping: list[Line] = []
    starting: list[Line] = []
    numbered: list[Line] = []
    for before, line, after in triples(lines):
        short, opened = _is_short(before, line, columns), structure.ends_open(before.text)
        headed = not opened or short or structure.is_heading(before.text)
        if headed and structure.paragraph_number(line.text) is not None and not line.page_break:
            numbered.append(line)
        elif opened and not short and not (line.page_break and line_marker(line)):
            (topping if line.page_break else running).append(line)
        elif short and not (opened or line.page_break or is_title(line, after, structure)):
            starting.append(line)
    gap = _usual(
        (line.gap for line in running), min((line.gap for line in lines[1:] if not line.page_break), default=0)
    )
    tops = [line for line in running if line.gap < gap]
    indent = _usual((line.indent for line in running if line.gap >= gap), 0)
    apart = _usual((line.gap for line in lines[1:] if line.gap > gap and not line.page_break), gap)
    first = _usual((line.indent for line in starting), indent)
    return Layout(
        columns=columns,
        running=indent,
        starting=first if first != indent else _usual((line.indent for line in numbered), indent),
        page_shift=_usual((line.indent for line in [*topping, *tops]), indent) - indent,
        gap=gap,
        parting=_usual((line.gap for line in [*starting, *numbered]), apart),
    )


def triples(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, Line | None]]:
    """Every line but the first, with the line before and the line after it."""
    return zip(lines, lines[1:], (*lines[2:], None), strict=False)


def is_title(line: Line, after: Line | None, structure: Structure) -> bool:
    """Whether a line looks like a heading, numbered or not."""
    return structure.is_heading(line.text) or _announces(line, after, structure)


def _announces(line: Line, after: Line | None, structure: Structure) -> bool:
    """Whether a line looks like a heading without a number, above a paragraph that has one."""
    if after is None:
        return False
    return structure.ends_open(line.text) and structure.paragraph_number(after.text) is not None


def _usual(values: Iterable[int], default: int) -> int:
    return max(Counter(values).items(), key=lambda item: (item[1], -item[0]), default=(default, 0))[0]


def _is_short(before: Line, line: Line, columns: int) -> bool:
    """Whether the first word of a line would have had room on the line before it."""
    word = _FIRST_WORD.match(line.text)
    needed = before.indent + before.width + (width(word.group()) if word else 0)
    return needed < columns * _FULL
