"""The start page: what is in the graph."""

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.server.graph import TYPE, Text
from mandategraph.server.guide import Guide, Link
from mandategraph.server.names import MG, term
from mandategraph.server.views.norms import IN_PARAGRAPH, STATED_IN
from mandategraph.server.views.paragraph import IN_DOCUMENT, PARAGRAPH, TITLE

_TOP = 12


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and how much is in it."""

    link: Link
    title: Text | None
    date: str
    paragraphs: int
    norms: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, how many norms are addressed to it and how often it is mentioned."""

    link: Link
    asked: int
    mentioned: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """What is in the graph."""

    documents: tuple[DocumentRow, ...]
    totals: tuple[tuple[Link, int], ...]
    actors: tuple[ActorRow, ...]
    quads: int


def home_page(guide: Guide) -> HomePage:
    """The start page; counted anew each time, as the store may have been loaded since."""
    return HomePage(_documents(guide), _totals(guide), _actors(guide), guide.graph.size())


def _documents(guide: Guide) -> tuple[DocumentRow, ...]:
    graph = guide.graph
    paragraphs = Counter(
        document for each in graph.subjects(TYPE, PARAGRAPH) for document in graph.nodes(each, IN_DOCUMENT)
    )
    norms = Counter(
        document
        for norm in graph.subjects(TYPE, term("mg:Norm"))
        for clause in graph.nodes(norm, STATED_IN)
        for paragraph in graph.nodes(clause, IN_PARAGRAPH)
        for document in graph.nodes(paragraph, IN_DOCUMENT)
    )
    rows = (
        DocumentRow(
            link=guide.place(each),
            title=graph.text(each, TITLE, guide.lang),
            date=graph.value(each, term("eli:date_document")) or "",
            paragraphs=paragraphs[each],
            norms=norms[each],
        )
        for each in graph.subjects(TYPE, term("mg:Document"))
    )
    return tuple(sorted(rows, key=lambda row: (row.date, row.link.words)))


def _totals(guide: Guide) -> tuple[tuple[Link, int], ...]:
    """How many things there are of each class of the vocabulary, of the classes the vocabulary speaks of."""
    kinds = (triple.object for triple in guide.graph.pairs(TYPE))
    counts = Counter(kind for kind in kinds if isinstance(kind, NamedNode) and kind.value.startswith(MG))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].value))
    return tuple((guide.link(kind), count) for kind, count in ordered)


def _actors(guide: Guide) -> tuple[ActorRow, ...]:
    asked, mentioned = _tally(guide, "mg:addressee"), _tally(guide, "mg:mentions")
    top = sorted({*asked, *mentioned}, key=lambda each: (-asked[each], -mentioned[each], each.value))[:_TOP]
    return tuple(ActorRow(guide.link(each), asked[each], mentioned[each]) for each in top)


def _tally(guide: Guide, predicate: str) -> Counter[NamedNode]:
    """How many subjects name each IRI as the value of a property."""
    objects = (triple.object for triple in guide.graph.pairs(term(predicate)))
    return Counter(object_ for object_ in objects if isinstance(object_, NamedNode))
