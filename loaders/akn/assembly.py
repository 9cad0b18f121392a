"""The document as it grows, and what it is in the end: units as frozen values, footnotes tied to their markers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mandategraph.loaders.akn.blocks import Block
from mandategraph.loaders.akn.outline import Outline, Part, open_section
from mandategraph.loaders.akn.passages import invisible, shown
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
from mandategraph.loaders.labels import Label
from mandategraph.loaders.passage import Passage, Span
from mandategraph.loaders.text.items import split_paragraphs
from mandategraph.loaders.text.structure import Structure


@dataclass(slots=True)
class Growing:
    """The source text, and what of the document was found in it so far."""

    text: str
    outline: Outline = field(default_factory=Outline)
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    matter: list[Matter] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)

    @property
    def last(self) -> Paragraph | None:
        """The last paragraph that is no footnote."""
        return next((one for one in reversed(self.paragraphs) if one.kind is not Kind.FOOTNOTE), None)


# --- growing ------------------------------------------------------------------------------------------------------


def add(
    growing: Growing,
    part: Part,
    block: Block,
    kind: Kind,
    path: str,
    *,
    number: str | None = None,
    parent: str | None = None,
) -> None:
    """Add a paragraph with its footnotes; one that shows only its number has that for its text."""
    part.fresh = False
    text, printed = _text_and_label(block)
    growing.paragraphs.append(
        Paragraph(
            path=path,
            kind=kind,
            passage=text,
            position=0,
            component=part.component.path,
            number=number,
            label=printed,
            section=part.section,
            parent=parent,
            marks=_marks(block, text),
        )
    )
    add_notes(growing, part, block, path)


def add_section(growing: Growing, part: Part, block: Block, number: Label | None, rank: int) -> None:
    """Open a section with a heading, and add its footnotes."""
    path = open_section(part, rank, number.readings[0][0] if number is not None else "")
    text, printed = _text_and_label(block)
    growing.sections.append(
        Section(
            path=path,
            passage=text,
            position=part.counts["sec"],
            component=part.component.path,
            level=len(part.heads),
            number=None if number is None else number.text,
            label=printed,
            parent=part.heads[-2].path if len(part.heads) > 1 else None,
            marks=_marks(block, text),
        )
    )
    add_notes(growing, part, block, path)


def add_matter(growing: Growing, part: Part, block: Block, role: str) -> None:
    """Add a piece of front or back matter, a heading's number included."""
    growing.matter.append(Matter(role, part.component.path, block.whole))
    add_notes(growing, part, block, None)


def add_furniture(growing: Growing, part: Part, block: Block, kind: str) -> None:
    """Set a block aside as what `kind` names."""
    growing.furniture += [Furniture(kind, piece.source) for piece in block.whole.pieces]
    add_notes(growing, part, block, None)


def add_notes(growing: Growing, part: Part, block: Block, parent: str | None) -> None:
    """Add the footnotes of a block, tied to the paragraph or section that it is, if it is one."""
    for note in block.notes:
        text = shown(growing.text, note.text.lines)
        if not text.pieces:
            continue
        path = growing.outline.unique(f"{part.prefix}note/{note.marker}")
        if parent is None:
            detail = f"the marker {note.marker} stands in no paragraph and no heading"
            growing.outline.findings.append(Finding("footnote-without-marker", path, detail))
        growing.paragraphs.append(
            Paragraph(path, Kind.FOOTNOTE, text, 0, part.component.path, number=note.marker, parent=parent)
        )


def _text_and_label(block: Block) -> tuple[Passage, tuple[Span, ...]]:
    if not block.text.pieces:
        return block.label, ()
    return block.text, tuple(piece.source for piece in block.label.pieces)


def _marks(block: Block, text: Passage) -> tuple[Mark, ...]:
    return tuple(Mark(note.marker, text.place_of(note.at)) for note in block.notes)


# --- grown --------------------------------------------------------------------------------------------------------


def assemble(growing: Growing, path: str, structure: Structure, symbol: str) -> Document:
    """The document that has grown; raises `StructureError` if there is no paragraph in it."""
    if growing.last is None:
        raise StructureError(path, "no paragraph was found: its preamble and main body are empty")
    markup = (Furniture("markup", span) for span in invisible(growing.text))
    return Document(
        symbol=symbol,
        language=structure.language,
        source=growing.text,
        components=tuple(_titled(part.component, growing.matter) for part in growing.outline.parts),
        sections=tuple(growing.sections),
        paragraphs=tuple(_positioned(_split_all(growing, structure))),
        matter=tuple(growing.matter),
        furniture=(*growing.furniture, *markup),
        findings=tuple(growing.outline.findings),
    )


def _titled(component: Component, matter: Sequence[Matter]) -> Component:
    """The component with its title: the last one that is printed."""
    titles = [part.passage.text for part in matter if part.role == "title" and part.component == component.path]
    return replace(component, title=titles[-1]) if titles else component


def _split_all(growing: Growing, structure: Structure) -> Iterator[Paragraph]:
    """The paragraphs, those split into the sub-items that their text lists of which the file marks none."""
    parents = {one.parent for one in growing.paragraphs if one.kind is Kind.SUB_ITEM}
    for family in _families(growing.paragraphs):
        yield from family if family[0].path in parents else split_paragraphs(family, growing.text, structure)


def _families(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, ...]]:
    """The paragraphs, each with the footnotes that come after it."""
    family: tuple[Paragraph, ...] = ()
    for paragraph in paragraphs:
        if family and paragraph.kind is not Kind.FOOTNOTE:
            yield family
            family = ()
        family = (*family, paragraph)
    yield family


def _positioned(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    for position, paragraph in enumerate(paragraphs, 1):
        yield replace(paragraph, position=position)
