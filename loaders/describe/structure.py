"""A document's structure as triples: the work, its expression, components, sections and paragraphs."""

from mandategraph.loaders.describe.terms import (
    DCTERMS,
    ELI,
    MG,
    RDF,
    Triples,
    individual,
    integer,
    part,
    plain,
    text,
    work,
)
from mandategraph.loaders.describe.terms import LANGUAGE as LANGUAGES
from mandategraph.loaders.document import Component, ComponentType, Document, Kind, Paragraph, Section
from mandategraph.loaders.languages import TAGS

_MATTER = {"enacting-formula": MG.enactingFormula, "signature": MG.signature}
"""Front and back matter that the graph holds as literals of the document, by role."""


def describe_structure(document: Document) -> Triples:
    """What a document consists of, in reading order."""
    yield from _expression(document)
    yield from _matter(document)
    for component in document.components:
        if component.type is not ComponentType.MAIN:
            yield from _component(document, component)
    for section in document.sections:
        yield from _section(document, section)
    for paragraph in document.paragraphs:
        yield from _paragraph(document, paragraph)


def _expression(document: Document) -> Triples:
    subject = part(document.symbol, document.language)
    yield subject, RDF.type, ELI.LegalExpression
    yield subject, ELI.realizes, work(document.symbol)
    yield subject, ELI.language, LANGUAGES[document.language.upper()]
    yield subject, DCTERMS.language, plain(TAGS[document.language])


def _matter(document: Document) -> Triples:
    """Formulas and names around the text; the lines of one signature are one literal."""
    found: dict[str, list[str]] = {}
    for piece in document.matter:
        if piece.role in _MATTER:
            found.setdefault(piece.role, []).append(piece.passage.text)
    for role, lines in found.items():
        shown = "\n".join(lines) if role == "signature" else lines[0]
        yield work(document.symbol), _MATTER[role], text(shown, document.language)


def _component(document: Document, component: Component) -> Triples:
    subject = part(document.symbol, component.path)
    yield subject, RDF.type, MG.Component
    yield subject, RDF.type, ELI.LegalResourceSubdivision
    yield subject, MG.componentType, individual(component.type.value)
    yield subject, ELI.is_part_of, work(document.symbol)
    yield work(document.symbol), ELI.has_part, subject
    yield subject, MG.inDocument, work(document.symbol)
    yield subject, MG.position, integer(document.components.index(component))
    if component.title is not None:
        yield subject, DCTERMS.title, text(component.title, document.language)


def _section(document: Document, section: Section) -> Triples:
    subject = part(document.symbol, section.path)
    whole = part(document.symbol, section.parent if section.parent is not None else section.component)
    yield subject, RDF.type, MG.Section
    yield subject, ELI.is_part_of, whole
    yield whole, ELI.has_part, subject
    yield subject, MG.inDocument, work(document.symbol)
    yield subject, DCTERMS.title, text(section.passage.text, document.language)
    yield subject, MG.level, integer(section.level)
    yield subject, MG.position, integer(section.position)
    if section.number is not None:
        yield subject, ELI.number, plain(section.number)


def _paragraph(document: Document, paragraph: Paragraph) -> Triples:
    subject = part(document.symbol, paragraph.path)
    whole = part(document.symbol, paragraph.parent if paragraph.parent is not None else paragraph.component)
    yield subject, RDF.type, MG.Paragraph
    yield subject, RDF.type, ELI.LegalResourceSubdivision
    yield subject, ELI.is_part_of, whole
    yield whole, ELI.has_part, subject
    yield subject, MG.inDocument, work(document.symbol)
    yield subject, MG.kind, individual(paragraph.kind.value)
    yield subject, MG.position, integer(paragraph.position)
    yield subject, MG.text, text(paragraph.text, document.language)
    yield subject, MG.sourceStart, integer(paragraph.passage.source.start)
    yield subject, MG.sourceEnd, integer(paragraph.passage.source.end)
    if paragraph.number is not None:
        yield subject, ELI.number, plain(paragraph.number)
    if paragraph.section is not None:
        yield subject, MG.inSection, part(document.symbol, paragraph.section)
    if paragraph.kind is Kind.FOOTNOTE:
        yield from _marker(document, paragraph)


def _marker(document: Document, note: Paragraph) -> Triples:
    place = marker_place(document, note)
    if place is not None:
        yield part(document.symbol, note.path), MG.markerAt, integer(place)


def marker_place(document: Document, note: Paragraph) -> int | None:
    """Where in the text of what it belongs to a footnote's marker stands; None if it belongs to nothing."""
    units: tuple[Paragraph | Section, ...] = (*document.paragraphs, *document.sections)
    return next(
        (mark.at for unit in units if unit.path == note.parent for mark in unit.marks if mark.note == note.number), None
    )
