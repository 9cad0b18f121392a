"""A document in all languages that it is there in, as the quads of its one named graph, in lines of N-Quads."""

from collections.abc import Iterator, Sequence

from mandategraph.loaders.align.work import align
from mandategraph.loaders.describe.document import describe
from mandategraph.loaders.describe.structure import marker_place
from mandategraph.loaders.describe.terms import (
    DCTERMS,
    ELI,
    MG,
    RDF,
    Term,
    Triples,
    below,
    graph_of,
    integer,
    language_of,
    lines,
    part,
    plain,
)
from mandategraph.loaders.document import Document, Kind
from mandategraph.loaders.languages import LEADING, TAGS
from mandategraph.loaders.loaded import Loaded

_SINGLE = frozenset(
    {
        *(ELI[name] for name in ("date_document", "is_part_of", "number")),
        *(
            MG[name]
            for name in (
                "abstentions",
                "act",
                "bindingReason",
                "bindingness",
                "chapterVII",
                "committeeReport",
                "componentType",
                "documentType",
                "draftSymbol",
                "inSection",
                "intensified",
                "issuedBy",
                "kind",
                "level",
                "markerAt",
                "meetingRecord",
                "modality",
                "position",
                "procedural",
                "repeated",
                "restated",
                "sourceEnd",
                "sourceStart",
                "vote",
                "votesAgainst",
                "votesInFavour",
            )
        ),
    }
)
"""Properties of which there is one value whatever the language: the leading language's stands where two differ."""


def describe_work(expressions: Sequence[Loaded]) -> Iterator[str]:
    """Everything that is known of one document, from the same text in one or two languages, quad by quad.

    In two, what corresponds has one name and is said once; English leads.
    """
    said = _described(expressions[0]) if len(expressions) == 1 else _merged(expressions)
    return lines(said, graph_of(expressions[0].symbol))


def _merged(expressions: Sequence[Loaded]) -> Triples:
    first, second = align(*sorted(expressions, key=lambda loaded: LEADING.index(loaded.language)))
    said: set[tuple[Term, Term, Term]] = set()
    taken: set[tuple[object, ...]] = set()
    for triple in _described(first):
        said.add(triple)
        taken.add(_slot(*triple))
        yield triple
    for triple in _described(second):
        if triple not in said and (_slot(*triple) not in taken or not _is_single(*triple)):
            yield triple
    yield from _wordings(first.reading.document, second.reading.document)


def _described(loaded: Loaded) -> Triples:
    return describe(loaded.reading, loaded.facts, loaded.annotations)


def _slot(subject: Term, property_: Term, value: Term) -> tuple[object, ...]:
    """What a statement is about: subject, property, and the language of a text."""
    return subject, property_, language_of(value)


def _is_single(_subject: Term, property_: Term, value: Term) -> bool:
    """Whether there can be one such statement: of the property, or of the property in a language."""
    return property_ in _SINGLE or language_of(value) is not None


def _wordings(first: Document, second: Document) -> Triples:
    """Where the paragraphs that are there in both languages stand in the source of the second."""
    there = {paragraph.path for paragraph in first.paragraphs}
    for paragraph in second.paragraphs:
        if paragraph.path in there:
            whole = part(second.symbol, paragraph.path)
            subject = below(whole, second.language)
            yield subject, RDF.type, MG.Wording
            yield subject, MG.wordingOf, whole
            yield subject, DCTERMS.language, plain(TAGS[second.language])
            yield subject, MG.sourceStart, integer(paragraph.passage.source.start)
            yield subject, MG.sourceEnd, integer(paragraph.passage.source.end)
            place = marker_place(second, paragraph) if paragraph.kind is Kind.FOOTNOTE else None
            if place is not None:
                yield subject, MG.markerAt, integer(place)
