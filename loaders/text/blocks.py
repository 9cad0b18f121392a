"""Lines → blocks: hard-wrapped lines rejoined, flowed lines taken as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mandategraph.loaders.passage import Passage
from mandategraph.loaders.text.layout import Layout, is_title, is_wrapped, learnt, triples
from mandategraph.loaders.text.lines import Line, line_marker, shown
from mandategraph.loaders.text.structure import Structure


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together on the page: a paragraph, a heading, or a part of one cut off by a page break.

    `begins` is what the blank lines above it or else its indent say, if they say something: whether a paragraph begins
    with it. Where lines are not wrapped each begins one, but one after a page's end or one that breaks off.
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


def blocks(text: str, lines: tuple[Line, ...], structure: Structure) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    if not is_wrapped(lines, structure):
        return tuple(
            Block((line,), shown(text, (line,)), not (line.page_break or structure.ends_open(before.text)) or None)
            for before, line in pairwise((*lines[:1], *lines))
        )
    layout = learnt(lines, structure)
    groups = _wrapped(lines, layout, structure)
    return tuple(Block(group, shown(text, group), layout.evidence(group[0])) for group in groups)


def _wrapped(lines: Sequence[Line], layout: Layout, structure: Structure) -> Iterator[tuple[Line, ...]]:
    last_number = 0
    group = [lines[0]]
    for before, line, after in triples(lines):
        clues = _clues(before, line, after, layout, structure)
        if _starts(group, before, line, clues, structure, expected=clues.number == last_number + 1):
            yield tuple(group)
            group = []
            if structure.is_component(line.text):
                last_number = 0
            elif clues.number is not None:
                last_number = clues.number
        group.append(line)
    yield tuple(group)


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


def _clues(before: Line, line: Line, after: Line | None, layout: Layout, structure: Structure) -> _Clues:
    return _Clues(
        short=layout.is_short(before, line),
        number=structure.paragraph_number(line.text),
        titled=is_title(line, after, structure),
        alone=after is not None and structure.ends_open(line.text) and layout.is_short(line, after),
        parted=layout.parted(line),
        evidence=layout.evidence(line),
    )


def _starts(
    group: Sequence[Line], before: Line, line: Line, clues: _Clues, structure: Structure, *, expected: bool
) -> bool:
    """Whether `line` begins a block of its own; `expected` says that it bears the number that comes next."""
    if structure.is_component(line.text) or structure.is_component(before.text) or line_marker(line):
        return True
    if (line_marker(group[0]) and line.page_break) or structure.is_heading_number(before.text):
        return True
    if not structure.ends_open(before.text):
        return _starts_after_closed(before, line, clues, structure)
    if structure.is_front(before.text) or (clues.short and structure.is_front(line.text)):
        return True
    if clues.short:
        return clues.number is not None or clues.titled or bool(clues.evidence)
    return _starts_inside(group, before, line, clues, structure, expected=expected)


def _starts_after_closed(before: Line, line: Line, clues: _Clues, structure: Structure) -> bool:
    """Whether a line begins a block where the one before ends as a sentence or a clause does."""
    if clues.alone and structure.is_front(before.text + line.text):
        return False
    titled = structure.is_front(line.text) or (clues.titled and clues.parted is not False)
    if clues.short or clues.number is not None or titled or (clues.alone and clues.parted is None):
        return True
    return line.page_break if clues.evidence is None else clues.evidence


def _starts_inside(
    group: Sequence[Line], before: Line, line: Line, clues: _Clues, structure: Structure, *, expected: bool
) -> bool:
    """Whether a line begins a block where the one before is full, and breaks off in mid-sentence."""
    labelled = clues.number is not None or structure.is_heading(line.text)
    if labelled and structure.is_heading(line.text if clues.alone else group[0].text):
        return True
    if expected:
        return clues.evidence is not False
    if clues.parted is None and line.indent == before.indent:
        return False
    return bool(clues.evidence) and not line.page_break
