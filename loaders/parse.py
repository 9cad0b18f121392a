"""Blocks → document: which block is a heading, a paragraph, a footnote, a formula, or the rest of one cut by a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from mandategraph.loaders.blocks import Block, blocks, line_marker
from mandategraph.loaders.document import (
    Component,
    ComponentType,
    Document,
    Finding,
    Furniture,
    Kind,
    Mark,
    Matter,
    Paragraph,
    Section,
)
from mandategraph.loaders.errors import StructureError
from mandategraph.loaders.items import split_items
from mandategraph.loaders.lines import Line, read_lines, shown
from mandategraph.loaders.notes import attach_notes
from mandategraph.loaders.passage import Passage, Span, cut
from mandategraph.loaders.source import Source
from mandategraph.loaders.structure import Structure

_HEADING_CHARACTERS = 60
"""An unnumbered or digit-numbered block longer than this is not taken for a heading."""

_SIGNATURE_BLOCKS = 8
"""A signature takes no more blocks than this."""


class _Zone(Enum):
    """Where in a component the reader is."""

    FRONT = auto()
    PREAMBLE = auto()
    NUMBERED = auto()


@dataclass(slots=True)
class _Unit:
    """A unit as it grows: the lines that it has so far, the label that its first line begins with, and what it is."""

    kind: Kind | None
    role: str
    component: str
    lines: list[Line]
    number: str | None = None
    label: int = 0
    level: int = 0
    path: str = ""
    section: str | None = None
    parent: str | None = None


@dataclass(slots=True)
class _Reader:
    """The state of reading one document, block by block."""

    text: str
    structure: Structure
    components: list[Component] = field(default_factory=lambda: [Component("", ComponentType.MAIN)])
    units: list[_Unit] = field(default_factory=list)
    zone: _Zone = _Zone.FRONT
    last_number: int = 0
    headings: list[tuple[str, int, str]] = field(default_factory=list)  # open: kind, ordinal, path
    counts: dict[str, int] = field(default_factory=dict)
    enacted: bool = False

    @property
    def component(self) -> str:
        return self.components[-1].path

    @property
    def open_unit(self) -> _Unit | None:
        """The last unit of the running text: footnotes and what stands between do not close it."""
        return next((unit for unit in reversed(self.units) if unit.kind is not Kind.FOOTNOTE), None)


def parse(source: Source, structure: Structure, symbol: str) -> Document:
    """The document that a source's text is, every character accounted for.

    Raises `StructureError` if the text has not one paragraph.
    """
    lines, furniture = read_lines(source.text, structure)
    reader = _Reader(source.text, structure)
    sequence = blocks(source.text, lines, structure)
    for index, block in enumerate(sequence):
        _take(reader, block, sequence[index + 1 :])
    return _document(reader, source, symbol, structure, furniture)


# --- one block ----------------------------------------------------------------------------------------------------


def _take(reader: _Reader, block: Block, following: Sequence[Block]) -> None:
    """Give a block its place: the first reading that fits is taken."""
    if _take_component(reader, block) or _take_note(reader, block) or _take_enacting(reader, block):
        return
    if _take_numbered(reader, block, following) or _take_heading(reader, block, following):
        return
    _take_unlabelled(reader, block, following)


def _take_component(reader: _Reader, block: Block) -> bool:
    for type_, pattern in reader.structure.components:
        if pattern.fullmatch(block.text):
            path = f"annex/{len(reader.components)}"
            reader.components.append(Component(path, type_))
            _add(reader, None, block, role="component-heading")
            reader.zone, reader.last_number, reader.headings, reader.enacted = _Zone.FRONT, 0, [], False
            return True
    return False


def _take_note(reader: _Reader, block: Block) -> bool:
    """A footnote begins with a marker, or with the plain number that comes next in the notes."""
    number = line_marker(block.lines[0])
    last = reader.counts.get(f"{reader.component}note", 0)
    label = 0
    if number is None and last:
        match = re.match(rf"{last + 1}\s", block.text)
        number, label = (str(last + 1), match.end()) if match else (None, 0)
    if number is None:
        return False
    reader.counts[f"{reader.component}note"] = max(last, int(number))
    _add(reader, Kind.FOOTNOTE, block, number=number, label=label, path=f"note/{number}")
    return True


def _take_enacting(reader: _Reader, block: Block) -> bool:
    if reader.zone is not _Zone.FRONT or not reader.structure.enacting.fullmatch(block.text):
        return False
    _add(reader, None, block, role="enacting-formula")
    reader.zone, reader.enacted = _Zone.PREAMBLE, True
    return True


def _take_numbered(reader: _Reader, block: Block, following: Sequence[Block]) -> bool:
    match = reader.structure.number.match(block.text)
    if match is None:
        return False
    number = int(next(filter(None, match.groups())))
    if number != reader.last_number + 1 or _heads(reader, block, match, following):
        return False
    kind = Kind.OPERATIVE if reader.enacted else Kind.NUMBERED
    _add(reader, kind, block, number=str(number), label=match.end(), path=f"para/{number}")
    reader.zone, reader.last_number = _Zone.NUMBERED, number
    return True


def _heads(reader: _Reader, block: Block, match: re.Match[str], following: Sequence[Block]) -> bool:
    """Whether a block that bears the next paragraph number is a heading all the same: the number comes again at once."""
    return (
        reader.structure.ends_open(block.text)
        and len(block.text) < _HEADING_CHARACTERS
        and bool(following)
        and following[0].text.startswith(match.group())
    )


def _take_heading(reader: _Reader, block: Block, following: Sequence[Block]) -> bool:
    for kind, pattern in (*reader.structure.headings, ("digit", reader.structure.number)):
        match = pattern.match(block.text)
        if match is None or not reader.structure.ends_open(_without_markers(block)):
            continue
        number = next(filter(None, match.groups()))
        ordinal = _ordinal(reader, kind, number)
        if ordinal is None or (kind == "digit" and not _leads(reader, following)):
            continue
        _add_section(reader, block, kind, ordinal, number=number, label=match.end())
        return True
    return False


def _ordinal(reader: _Reader, kind: str, number: str) -> int | None:
    """The place of a heading's number in its series if it is the next of an open one or begins a new one, else none."""
    ordinal = _value(kind, number, reader.structure)
    opened = next((last for open_kind, last, _ in reversed(reader.headings) if open_kind == kind), 0)
    return ordinal if ordinal in (opened + 1, 1) else None


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _value(kind: str, number: str, structure: Structure) -> int:
    if kind == "digit":
        return int(number)
    if kind == "letter":
        return ord(number) - ord("A") + 1
    if kind == "roman":
        values = [_ROMAN[letter] for letter in number]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    tens, ten, units = number.rpartition(structure.ten)
    digit = {numeral: value for value, numeral in enumerate(structure.numerals, 1)}
    return (10 * digit.get(tens, 1) if ten else 0) + digit.get(units, 0)


def _leads(reader: _Reader, following: Sequence[Block]) -> bool:
    """Whether the next block is a heading or the paragraph that the numbering waits for."""
    for block in following:
        if line_marker(block.lines[0]) is None:
            match = reader.structure.number.match(block.text)
            expected = match is not None and match.group(1) == str(reader.last_number + 1)
            return expected or any(pattern.match(block.text) for _, pattern in reader.structure.headings)
    return False


def _take_unlabelled(reader: _Reader, block: Block, following: Sequence[Block]) -> None:
    last = reader.open_unit
    if reader.zone is _Zone.NUMBERED:
        if _is_signature(reader, block, following):
            _add(reader, None, block, role="signature")
        elif _is_bare_heading(reader, block, following):
            _add_section(reader, block, "bare", 1)
        else:
            _extend(last, block)
    elif reader.zone is _Zone.PREAMBLE:
        if last is not None and last.kind is Kind.PREAMBULAR and _goes_on(reader, last, block):
            _extend(last, block)
        else:
            _add_counted(reader, Kind.PREAMBULAR, block, "pre")
    else:
        _take_front(reader, block, following)


def _take_front(reader: _Reader, block: Block, following: Sequence[Block]) -> None:
    """Before the first number or enacting formula: front matter, or the unnumbered paragraphs of a letter."""
    last = reader.open_unit
    role = _matter_role(reader, block)
    if role is not None:
        _add(reader, None, block, role=role)
    elif last is not None and last.kind is Kind.UNNUMBERED and _goes_on(reader, last, block):
        _extend(last, block)
    elif _is_signature(reader, block, following):
        _add(reader, None, block, role="signature")
    elif reader.structure.ends_open(_without_markers(block)):
        _add(reader, None, block, role="title")
    else:
        _add_counted(reader, Kind.UNNUMBERED, block, "unnumbered")


def _matter_role(reader: _Reader, block: Block) -> str | None:
    roles = (role for role, pattern in reader.structure.matter if pattern.fullmatch(block.text))
    return next(roles, None)


def _is_bare_heading(reader: _Reader, block: Block, following: Sequence[Block]) -> bool:
    """Whether an unnumbered block is a heading: short, open at its end, after a closed paragraph, before a number."""
    last = reader.open_unit
    return (
        last is not None
        and not reader.structure.ends_open(_unit_text(reader, last))
        and reader.structure.ends_open(_without_markers(block))
        and len(block.text) <= _HEADING_CHARACTERS
        and _leads(reader, following)
    )


def _is_signature(reader: _Reader, block: Block, following: Sequence[Block]) -> bool:
    """Whether a block belongs to a signature: from here to the signature mark, no block is a closed sentence."""
    for candidate in (block, *following[:_SIGNATURE_BLOCKS]):
        if reader.structure.signature.fullmatch(candidate.text):
            return True
        if not reader.structure.ends_open(candidate.text):
            return False
    return False


def _goes_on(reader: _Reader, last: _Unit, block: Block) -> bool:
    """Whether a block is the rest of the unit before it, cut off by a page break.

    Either the unit breaks off in mid-sentence; or a page begins here, and the block does not begin as a preambular
    paragraph does.
    """
    if reader.structure.ends_open(_unit_text(reader, last)):
        return True
    return (
        last.kind is Kind.PREAMBULAR
        and block.lines[0].page_break
        and reader.structure.openers.match(block.text) is None
    )


# --- units --------------------------------------------------------------------------------------------------------


def _add(reader: _Reader, kind: Kind | None, block: Block, *, role: str = "", number: str | None = None,
         label: int = 0, path: str = "") -> _Unit:  # fmt: skip
    prefix = f"{reader.component}/" if reader.component else ""
    section = reader.headings[-1][2] if reader.headings else None
    unit = _Unit(
        kind, role, reader.component, list(block.lines), number, label, path=prefix + path, section=section
    )
    reader.units.append(unit)
    return unit


def _add_counted(reader: _Reader, kind: Kind, block: Block, stem: str) -> None:
    _add(reader, kind, block, path=f"{stem}/{_count(reader, stem)}")


def _add_section(reader: _Reader, block: Block, kind: str, ordinal: int, *, number: str | None = None,
                 label: int = 0) -> None:  # fmt: skip
    """Open a section: it closes the open one of its own kind and all below it, and stands in what is left open."""
    kinds = [open_kind for open_kind, _, _ in reader.headings]
    if kind in kinds:
        del reader.headings[kinds.index(kind) :]
    unit = _add(
        reader, None, block, role="section", number=number, label=label, path=f"sec/{_count(reader, 'sec')}"
    )
    unit.parent = reader.headings[-1][2] if reader.headings else None
    reader.headings.append((kind, ordinal, unit.path))
    unit.level = len(reader.headings)


def _count(reader: _Reader, stem: str) -> int:
    key = f"{reader.component}{stem}"
    reader.counts[key] = reader.counts.get(key, 0) + 1
    return reader.counts[key]


def _extend(unit: _Unit | None, block: Block) -> None:
    if unit is None:
        raise AssertionError(f"nothing to continue with {block.text!r}")
    unit.lines.extend(block.lines)


def _unit_text(reader: _Reader, unit: _Unit) -> str:
    return shown(reader.text, tuple(unit.lines[-1:])).text


def _without_markers(block: Block) -> str:
    """A block's text without a plain footnote number at its end."""
    return re.sub(r"\s?\d{1,3}$", "", block.text)


# --- the document -------------------------------------------------------------------------------------------------


def _document(
    reader: _Reader, source: Source, symbol: str, structure: Structure, furniture: tuple[Furniture, ...]
) -> Document:
    paragraphs = tuple(_paragraphs(reader))
    if not paragraphs:
        raise StructureError(
            source.path, "no paragraph was found: no number, no enacting formula, no full sentence"
        )
    sections = tuple(_section(reader, unit) for unit in reader.units if unit.role == "section")
    matter = tuple(_matter(reader, unit) for unit in reader.units if unit.role not in ("", "section"))
    document = Document(
        symbol=symbol,
        language=structure.language,
        source=source.text,
        components=tuple(_titled(component, matter) for component in reader.components),
        sections=sections,
        paragraphs=paragraphs,
        matter=matter,
        furniture=furniture,
        findings=tuple(_gaps(paragraphs)),
    )
    document = split_items(attach_notes(document, structure), structure.item)
    return replace(document, paragraphs=tuple(_positioned(document.paragraphs)))


def _paragraphs(reader: _Reader) -> Iterator[Paragraph]:
    for unit in reader.units:
        if unit.kind is None:
            continue
        whole = shown(reader.text, tuple(unit.lines))
        yield Paragraph(
            path=unit.path,
            kind=unit.kind,
            passage=cut(whole, Span(unit.label, len(whole))),
            position=0,
            component=unit.component,
            number=unit.number,
            label=_label(whole, unit.label),
            section=unit.section if unit.kind is not Kind.FOOTNOTE else None,
            marks=_marks(reader, unit, whole),
        )


def _section(reader: _Reader, unit: _Unit) -> Section:
    whole = shown(reader.text, tuple(unit.lines))
    ordinal = int(unit.path.rpartition("/")[2])
    return Section(
        path=unit.path,
        passage=cut(whole, Span(unit.label, len(whole))),
        position=ordinal,
        component=unit.component,
        level=unit.level,
        number=unit.number,
        label=_label(whole, unit.label),
        parent=unit.parent,
        marks=_marks(reader, unit, whole),
    )


def _matter(reader: _Reader, unit: _Unit) -> Matter:
    return Matter(unit.role, unit.component, shown(reader.text, tuple(unit.lines)))


def _titled(component: Component, matter: tuple[Matter, ...]) -> Component:
    """The component with its title: all title blocks of an annex, the last one of the main text."""
    titles = [
        part.passage.text for part in matter if part.role == "title" and part.component == component.path
    ]
    if not titles:
        return component
    return replace(component, title="".join(titles) if component.path else titles[-1])


def _label(whole: Passage, length: int) -> tuple[Span, ...]:
    return tuple(piece.source for piece in cut(whole, Span(0, length)).pieces)


def _marks(reader: _Reader, unit: _Unit, whole: Passage) -> tuple[Mark, ...]:
    """The footnote markers inside a unit, each with its place in the unit's text; a footnote's own is not one."""
    start = len(cut(whole, Span(0, unit.label)).text)
    lead = unit.label if unit.label else start
    own = line_marker(unit.lines[0])
    found = []
    for line in unit.lines:
        for marker in line.markers:
            if (
                unit.kind is Kind.FOOTNOTE
                and marker.note == own
                and marker.span.start < line.fragments[0].start
            ):
                continue
            found.append(Mark(marker.note, max(0, _place(whole, marker.span.start) - lead)))
    return tuple(found)


def _place(whole: Passage, at: int) -> int:
    """Where in a passage's text the source offset `at`, which is not itself in it, falls."""
    before = [piece.at + len(piece.source) for piece in whole.pieces if piece.source.end <= at]
    return max(before, default=0)


def _gaps(paragraphs: tuple[Paragraph, ...]) -> Iterator[Finding]:
    """A footnote number that is missing from its series."""
    notes = {int(note.number) for note in paragraphs if note.kind is Kind.FOOTNOTE and note.number}
    for number in sorted(set(range(1, max(notes, default=0) + 1)) - notes):
        yield Finding("missing-footnote", f"note/{number}", f"footnote {number} is not in the text")


def _positioned(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    for position, paragraph in enumerate(paragraphs, 1):
        yield replace(paragraph, position=position)
