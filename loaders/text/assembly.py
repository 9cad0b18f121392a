"""Units → document: the grown units as frozen values, with their labels, footnotes, sub-items and positions."""

from collections.abc import Iterator
from dataclasses import replace

from mandategraph.loaders.document import (
    Component,
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
from mandategraph.loaders.passage import Passage, Span, cut
from mandategraph.loaders.text.items import split_items
from mandategraph.loaders.text.lines import line_marker, shown
from mandategraph.loaders.text.lists import listed
from mandategraph.loaders.text.notes import attach_notes
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import Structure
from mandategraph.loaders.text.units import Reader, Unit


def assemble(reader: Reader, source: Source, symbol: str, furniture: tuple[Furniture, ...]) -> Document:
    """The document that the reader's units make; raises `StructureError` if there is no paragraph among them."""
    paragraphs = tuple(_paragraphs(reader, source.text))
    if not paragraphs:
        raise StructureError(source.path, "no paragraph was found: no number, no enacting formula, no full sentence")
    matter = tuple(_matter(reader, source.text))
    document = Document(
        symbol=symbol,
        language=reader.structure.language,
        source=source.text,
        components=tuple(_titled(component, matter) for component in reader.components),
        sections=tuple(_sections(reader, source.text)),
        paragraphs=paragraphs,
        matter=matter,
        furniture=furniture,
        findings=(*reader.findings, *_gaps(paragraphs)),
    )
    document = split_items(attach_notes(document, reader.structure), reader.structure)
    return replace(document, paragraphs=tuple(_positioned(document.paragraphs)))


def _paragraphs(reader: Reader, text: str) -> Iterator[Paragraph]:
    for unit in reader.units:
        if unit.kind is None:
            continue
        whole = shown(text, unit.lines)
        paragraph = Paragraph(
            path=unit.path,
            kind=unit.kind,
            passage=cut(whole, Span(unit.label, len(whole))),
            position=0,
            component=unit.component,
            number=unit.number,
            label=_label(whole, unit.label),
            section=unit.section if unit.kind is not Kind.FOOTNOTE else None,
            marks=tuple(_marks(unit, whole)),
        )
        if unit.kind is Kind.FOOTNOTE:
            yield paragraph
        else:
            yield from listed(paragraph, _starts(unit, paragraph, reader.structure), text, reader.structure)


def _starts(unit: Unit, paragraph: Paragraph, structure: Structure) -> list[int]:
    """Where in a paragraph's text those of its lines begin with which an item can: a block's first, or after a stop."""
    places = {piece.source.start: piece.at for piece in paragraph.passage.pieces}
    lines = [
        line
        for at, line in enumerate(unit.lines)
        if at in unit.starts or (at and not structure.ends_open(unit.lines[at - 1].text))
    ]
    return [places[start] for line in lines if (start := line.fragments[0].start) in places]


def _sections(reader: Reader, text: str) -> Iterator[Section]:
    for unit in reader.units:
        if not unit.is_section:
            continue
        whole = shown(text, unit.lines)
        yield Section(
            path=unit.path,
            passage=cut(whole, Span(unit.label, len(whole))),
            position=int(unit.path.rpartition("/")[2]),
            component=unit.component,
            level=unit.level,
            number=unit.number,
            label=_label(whole, unit.label),
            parent=unit.parent,
            marks=tuple(_marks(unit, whole)),
        )


def _matter(reader: Reader, text: str) -> Iterator[Matter]:
    for unit in reader.units:
        if unit.kind is None and not unit.is_section:
            yield Matter(unit.role, unit.component, shown(text, unit.lines))


def _titled(component: Component, matter: tuple[Matter, ...]) -> Component:
    """The component with its title: all title blocks of an annex, the last one of the main text."""
    titles = [part.passage.text for part in matter if part.role == "title" and part.component == component.path]
    if not titles:
        return component
    return replace(component, title=_joined(titles) if component.path else titles[-1])


def _joined(titles: list[str]) -> str:
    separator = " " if all(title.isascii() for title in titles) else ""
    return separator.join(titles)


def _label(whole: Passage, length: int) -> tuple[Span, ...]:
    return tuple(piece.source for piece in cut(whole, Span(0, length)).pieces)


def _marks(unit: Unit, whole: Passage) -> Iterator[Mark]:
    """The footnote markers inside a unit, each with its place in the unit's text; a footnote's own is not one."""
    own = line_marker(unit.lines[0]) if unit.kind is Kind.FOOTNOTE else None
    length = len(cut(whole, Span(unit.label, len(whole))))
    for line in unit.lines:
        for marker in line.markers:
            if marker.note == own and marker.span.start < line.fragments[0].start:
                continue
            at = whole.place_of(marker.span.start) - unit.label
            yield Mark(marker.note, min(max(0, at), length))


def _gaps(paragraphs: tuple[Paragraph, ...]) -> Iterator[Finding]:
    """A footnote number that is missing from its series."""
    for component in dict.fromkeys(paragraph.component for paragraph in paragraphs):
        notes = {
            int(note.number)
            for note in paragraphs
            if note.kind is Kind.FOOTNOTE and note.number and note.component == component
        }
        prefix = f"{component}/" if component else ""
        for number in range(min(notes, default=1), max(notes, default=0)):
            if number not in notes:
                yield Finding("missing-footnote", f"{prefix}note/{number}", f"footnote {number} is not in the text")


def _positioned(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    for position, paragraph in enumerate(paragraphs, 1):
        yield replace(paragraph, position=position)
