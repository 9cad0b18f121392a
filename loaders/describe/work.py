"""A document in all languages that it is there in, as the quads of its one named graph."""

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from mandategraph.loaders.align.work import align
from mandategraph.loaders.describe.document import describe
from mandategraph.loaders.describe.structure import marker_place
from mandategraph.loaders.describe.terms import DCTERMS, ELI, MG, RDF, Triples, graph_of, integer, part
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


def describe_work(expressions: Sequence[Loaded]) -> Iterator[Quad]:
    """Everything that is known of one document, from the same text in one or two languages.

    In two, what corresponds has one name and is said once; English leads.
    """
    if len(expressions) == 1:
        yield from _described(expressions[0])
        return
    first, second = align(*sorted(expressions, key=lambda loaded: LEADING.index(loaded.language)))
    said: set[Quad] = set()
    taken: set[tuple[object, ...]] = set()
    for quad in _described(first):
        said.add(quad)
        taken.add(_slot(quad))
        yield quad
    for quad in _described(second):
        if quad not in said and (_slot(quad) not in taken or not _is_single(quad)):
            yield quad
    graph = graph_of(first.symbol)
    yield from (Quad(*triple, graph) for triple in _wordings(first.reading.document, second.reading.document))


def _described(loaded: Loaded) -> Iterator[Quad]:
    return describe(loaded.reading, loaded.facts, loaded.annotations)


def _slot(quad: Quad) -> tuple[object, ...]:
    """What a statement is about: subject, property, and the language of a text."""
    language = quad.object.language if isinstance(quad.object, Literal) else None
    return quad.subject, quad.predicate, language


def _is_single(quad: Quad) -> bool:
    """Whether there can be one such statement: of the property, or of the property in a language."""
    return quad.predicate in _SINGLE or (isinstance(quad.object, Literal) and quad.object.language is not None)


def _wordings(first: Document, second: Document) -> Triples:
    """Where the paragraphs that are there in both languages stand in the source of the second."""
    there = {paragraph.path for paragraph in first.paragraphs}
    for paragraph in second.paragraphs:
        if paragraph.path in there:
            whole = part(second.symbol, paragraph.path)
            subject = NamedNode(f"{whole.value}/{second.language}")
            yield subject, RDF.type, MG.Wording
            yield subject, MG.wordingOf, whole
            yield subject, DCTERMS.language, Literal(TAGS[second.language])
            yield subject, MG.sourceStart, integer(paragraph.passage.source.start)
            yield subject, MG.sourceEnd, integer(paragraph.passage.source.end)
            place = marker_place(second, paragraph) if paragraph.kind is Kind.FOOTNOTE else None
            if place is not None:
                yield subject, MG.markerAt, integer(place)
