"""Lines → blocks: hard-wrapped lines rejoined, flowed lines taken as they are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from mandategraph.loaders.passage import Passage
from mandategraph.loaders.text.lines import Line, line_marker, shown, width
from mandategraph.loaders.text.structure import Structure

_WRAP_COLUMNS = 130
"""No printed page is wider: a text whose lines all stay below was broken at the page's edge."""

_FULL = 0.8
"""A wrapped line that, with the next word, would have left a fifth of the page free was ended by its author."""

_BROKEN_OFF = 0.2
"""So many of the full lines of a wrapped text, at least, break off in mid-sentence or hang over the next one."""

_FIRST_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+|\S")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together on the page: a paragraph, a heading, or a part of one cut off by a page break.

    `begins` is what the blank lines above it or else its indent say, if they say something: whether a paragraph begins
    with it. In a text that is not wrapped a line is a paragraph, unless a page begins with it or one before it breaks off.
    """

    lines: tuple[Line, ...]
    passage: Passage
    begins: bool | None = None

    @property
    def text(self) -> str:
        """What the block shows."""
        return self.passage.text

    @property
    def page_break(self) -> bool:
        """Whether the block is the first on a page."""
        return self.lines[0].page_break


@dataclass(frozen=True, slots=True)
class _Layout:
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


def blocks(text: str, lines: tuple[Line, ...], structure: Structure) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    if not is_wrapped(lines, structure):
        return tuple(
            Block((line,), shown(text, (line,)), not (line.page_break or structure.ends_open(before.text)) or None)
            for before, line in pairwise((*lines[:1], *lines))
        )
    layout = _layout(lines, structure)
    groups = _wrapped(lines, layout, structure)
    return tuple(Block(group, shown(text, group), _evidence(group[0], layout)) for group in groups)


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
    first = 1 if structure.ends_open(lines[0].text) and _number(lines[0].text, structure) is None else 0
    return dropwhile(lambda pair: all(structure.ends_open(line.text) for line in pair), pairwise(lines[first:]))


def _hangs_over(line: Line, after: Line) -> bool:
    """Whether a line stands out from the next as the first of a paragraph does: by its indent or the blanks above."""
    return after.indent < line.indent or (after.gap < line.gap and not line.page_break)


def _explained(line: Line, after: Line, structure: Structure) -> bool:
    """Whether a line may break off for another reason than the margin: it is a heading, or the page ends."""
    return after.page_break or _is_heading(line.text, structure) or _number(after.text, structure) is not None


def _columns(lines: Sequence[Line]) -> int:
    widths = sorted(line.indent + line.width for line in lines)
    return widths[len(widths) * 95 // 100]


def _wrapped(lines: Sequence[Line], layout: _Layout, structure: Structure) -> Iterator[tuple[Line, ...]]:
    last_number = 0
    group = [lines[0]]
    for before, line, after in _triples(lines):
        clues = _clues(before, line, after, layout, structure)
        if _starts(group, before, line, clues, structure, expected=clues.number == last_number + 1):
            yield tuple(group)
            group = []
            if _is_component(line.text, structure):
                last_number = 0
            elif clues.number is not None:
                last_number = clues.number
        group.append(line)
    yield tuple(group)


# --- what the text does as a rule ---------------------------------------------------------------------------------


def _layout(lines: Sequence[Line], structure: Structure) -> _Layout:
    columns = _columns(lines)
    running: list[Line] = []
    topping: list[Line] = []
    starting: list[Line] = []
    numbered: list[Line] = []
    for before, line, after in _triples(lines):
        short, opened = _is_short(before, line, columns), structure.ends_open(before.text)
        headed = not opened or short or _is_heading(before.text, structure)
        if headed and _number(line.text, structure) is not None and not line.page_break:
            numbered.append(line)
        elif opened and not short and not (line.page_break and line_marker(line)):
            (topping if line.page_break else running).append(line)
        elif short and not (opened or line.page_break or _is_title(line, after, structure)):
            starting.append(line)
    gap = _usual(
        (line.gap for line in running), min((line.gap for line in lines[1:] if not line.page_break), default=0)
    )
    tops = [line for line in running if line.gap < gap]
    indent = _usual((line.indent for line in running if line.gap >= gap), 0)
    apart = _usual((line.gap for line in lines[1:] if line.gap > gap and not line.page_break), gap)
    first = _usual((line.indent for line in starting), indent)
    return _Layout(
        columns=columns,
        running=indent,
        starting=first if first != indent else _usual((line.indent for line in numbered), indent),
        page_shift=_usual((line.indent for line in [*topping, *tops]), indent) - indent,
        gap=gap,
        parting=_usual((line.gap for line in [*starting, *numbered]), apart),
    )


def _triples(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, Line | None]]:
    """Every line but the first, with the line before and the line after it."""
    return zip(lines, lines[1:], (*lines[2:], None), strict=False)


def _announces(line: Line, after: Line | None, structure: Structure) -> bool:
    """Whether a line looks like a heading without a number, above a paragraph that has one."""
    if after is None:
        return False
    return structure.ends_open(line.text) and _number(after.text, structure) is not None


def _is_title(line: Line, after: Line | None, structure: Structure) -> bool:
    return _is_heading(line.text, structure) or _announces(line, after, structure)


def _usual(values: Iterable[int], default: int) -> int:
    return max(Counter(values).items(), key=lambda item: (item[1], -item[0]), default=(default, 0))[0]


# --- one line -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clues:
    """What shows whether a line begins a paragraph.

    `short`: the line before was ended by its author; `number`: the paragraph number it bears; `titled`: it looks like a
    heading; `alone`: its author ended it in mid-sentence, as titles and signatures end; `parted`: what the blank lines
    say; `evidence`: what they or else the indent say.
    """

    short: bool
    number: int | None
    titled: bool
    alone: bool
    parted: bool | None
    evidence: bool | None


def _clues(before: Line, line: Line, after: Line | None, layout: _Layout, structure: Structure) -> _Clues:
    return _Clues(
        short=_is_short(before, line, layout.columns),
        number=_number(line.text, structure),
        titled=_is_title(line, after, structure),
        alone=after is not None and structure.ends_open(line.text) and _is_short(line, after, layout.columns),
        parted=_parted(line, layout),
        evidence=_evidence(line, layout),
    )


def _starts(
    group: Sequence[Line], before: Line, line: Line, clues: _Clues, structure: Structure, *, expected: bool
) -> bool:
    """Whether `line` begins a block of its own; `expected` says that it bears the number that comes next."""
    if _is_component(line.text, structure) or _is_component(before.text, structure) or line_marker(line):
        return True
    if (line_marker(group[0]) and line.page_break) or _is_bare_number(before.text, structure):
        return True
    if not structure.ends_open(before.text):
        return _starts_after_closed(before, line, clues, structure)
    if _is_front(before.text, structure) or (clues.short and _is_front(line.text, structure)):
        return True
    if clues.short:
        return clues.number is not None or clues.titled or bool(clues.evidence)
    return _starts_inside(group, before, line, clues, structure, expected=expected)


def _starts_after_closed(before: Line, line: Line, clues: _Clues, structure: Structure) -> bool:
    """Whether a line begins a block where the one before ends as a sentence or a clause does."""
    if clues.alone and _is_front(before.text + line.text, structure):
        return False
    titled = clues.titled and clues.parted is not False
    if clues.short or clues.number is not None or titled or (clues.alone and clues.parted is None):
        return True
    return line.page_break if clues.evidence is None else clues.evidence


def _starts_inside(
    group: Sequence[Line], before: Line, line: Line, clues: _Clues, structure: Structure, *, expected: bool
) -> bool:
    """Whether a line begins a block where the one before is full, and breaks off in mid-sentence."""
    if _is_heading(line.text if clues.alone else group[0].text, structure) and _is_labelled(line.text, structure):
        return True
    if expected:
        return clues.evidence is not False
    if clues.parted is None and line.indent == before.indent:
        return False
    return bool(clues.evidence) and not line.page_break


def _evidence(line: Line, layout: _Layout) -> bool | None:
    """What blank lines, or else the indent, say about a line: it begins a paragraph, it does not, or nothing."""
    parted = _parted(line, layout)
    return _indented(line, layout) if parted is None else parted


def _indented(line: Line, layout: _Layout) -> bool | None:
    """What the indent alone says about a line: it begins a paragraph, or it does not; nothing where all are alike."""
    if layout.starting == layout.running:
        return None
    indent = line.indent - (layout.page_shift if _is_first_on_page(line, layout) else 0)
    return abs(indent - layout.starting) < abs(indent - layout.running)


def _parted(line: Line, layout: _Layout) -> bool | None:
    """What blank lines say about a line; nothing at the top of a page, and where all lines stand equally apart."""
    if layout.parting <= layout.gap or _is_first_on_page(line, layout):
        return None
    return line.gap > layout.gap


def _is_first_on_page(line: Line, layout: _Layout) -> bool:
    return line.page_break or line.gap < layout.gap


def _is_short(before: Line, line: Line, columns: int) -> bool:
    """Whether the first word of a line would have had room on the line before it."""
    word = _FIRST_WORD.match(line.text)
    needed = before.indent + before.width + (width(word.group()) if word else 0)
    return needed < columns * _FULL


def _number(text: str, structure: Structure) -> int | None:
    match = structure.number.match(text)
    return int(next(filter(None, match.groups()))) if match else None


def _is_front(text: str, structure: Structure) -> bool:
    """Whether a line is the enacting formula, or front or back matter that is known by its words."""
    named = (*structure.matter, *structure.closings)
    return any(pattern.fullmatch(text) for pattern in (structure.enacting, *(pattern for _, pattern in named)))


def _is_labelled(text: str, structure: Structure) -> bool:
    return _number(text, structure) is not None or _is_heading(text, structure)


def _is_heading(text: str, structure: Structure) -> bool:
    return any(pattern.match(text) for _, pattern in structure.headings) or structure.component(text) is not None


def _is_bare_number(text: str, structure: Structure) -> bool:
    """Whether a line is the number of a heading, whose title stands on the next line."""
    return any(pattern.fullmatch(text) for _, pattern in structure.headings)


def _is_component(text: str, structure: Structure) -> bool:
    """Whether a line is the heading of an annex or enclosure and no title stands with it."""
    match = structure.component(text)
    return match is not None and match[1]["title"] is None
