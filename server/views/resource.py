"""The page of any other IRI, its properties and what points at it; of a named graph; of the vocabulary."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from mandategraph.server.graph import TYPE, Text
from mandategraph.server.guide import Guide, Link
from mandategraph.server.names import term

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A property and its values; `more` counts those not shown."""

    name: Link
    values: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """Whatever an IRI names."""

    iri: str
    name: Text
    properties: tuple[Row, ...]
    incoming: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of the vocabulary: its `anchor` is the fragment of its IRI."""

    anchor: str
    name: Text
    short: str
    definition: Text | None
    properties: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """The vocabulary, its terms in groups by what sort of term they are."""

    iri: str
    name: Text
    properties: tuple[Row, ...]
    groups: tuple[tuple[Link, tuple[TermEntry, ...]], ...]


@dataclass(frozen=True, slots=True)
class GraphPage:
    """A named graph: how many statements it has, and of how many things of what class."""

    iri: str
    short: str
    size: int
    classes: tuple[tuple[Link, int], ...]
    properties: tuple[Row, ...]


def resource_page(guide: Guide, node: NamedNode) -> ResourcePage:
    """The page of `node`."""
    return ResourcePage(
        iri=node.value,
        name=guide.name(node),
        properties=_rows(guide, guide.graph.about(node)),
        incoming=_incoming(guide, node),
    )


def vocabulary_page(guide: Guide, node: NamedNode) -> VocabularyPage:
    """The page of the vocabulary `node`, each term under the first of its types."""
    groups: dict[NamedNode, list[TermEntry]] = {}
    for each in guide.graph.terms(node):
        kinds = sorted(guide.graph.nodes(each, TYPE), key=lambda kind: (_ORDER.get(kind, 9), kind.value))
        groups.setdefault(kinds[0] if kinds else TYPE, []).append(_term(guide, node, each))
    order = sorted(groups, key=lambda kind: (_ORDER.get(kind, 9), kind.value))
    return VocabularyPage(
        iri=node.value,
        name=guide.name(node),
        properties=_rows(guide, guide.graph.about(node)),
        groups=tuple((guide.link(kind), tuple(groups[kind])) for kind in order),
    )


_ORDER = {
    term("owl:Class"): 0,
    term("owl:ObjectProperty"): 1,
    term("owl:DatatypeProperty"): 2,
    term("owl:AnnotationProperty"): 3,
    term("owl:NamedIndividual"): 10,
}


def graph_page(guide: Guide, node: NamedNode) -> GraphPage:
    """The overview of the named graph `node`."""
    triples = guide.graph.within(node)
    counts = Counter(each.object for each in triples if each.predicate == TYPE and isinstance(each.object, NamedNode))
    classes = sorted(counts.items(), key=lambda item: (-item[1], item[0].value))
    return GraphPage(
        iri=node.value,
        short=node.value.removeprefix(guide.base),
        size=len(triples),
        classes=tuple((guide.link(name), count) for name, count in classes),
        properties=_rows(guide, guide.graph.about(node)),
    )


def _term(guide: Guide, vocabulary: NamedNode, node: NamedNode) -> TermEntry:
    hidden = {term("rdfs:label"), term("skos:definition"), term("rdfs:isDefinedBy"), TYPE}
    triples = (each for each in guide.graph.about(node) if each.predicate not in hidden)
    return TermEntry(
        anchor=node.value.removeprefix(f"{vocabulary.value}#"),
        name=guide.name(node),
        short=guide.short(node.value),
        definition=guide.graph.text(node, term("skos:definition"), guide.lang),
        properties=_rows(guide, triples),
    )


def _rows(guide: Guide, triples: Iterable[Triple]) -> tuple[Row, ...]:
    values: dict[NamedNode, list[Link]] = {}
    for triple in triples:
        shown = guide.show(triple.object)
        if shown is not None:
            values.setdefault(triple.predicate, []).append(shown)
    return _limited(guide, values)


def _incoming(guide: Guide, node: NamedNode) -> tuple[Row, ...]:
    values: dict[NamedNode, list[Link]] = {}
    for triple in guide.graph.pointing_at(node):
        if isinstance(triple.subject, NamedNode):
            values.setdefault(triple.predicate, []).append(guide.link(triple.subject))
    return _limited(guide, values)


def _limited(guide: Guide, values: dict[NamedNode, list[Link]]) -> tuple[Row, ...]:
    return tuple(
        Row(guide.link(name), tuple(found[:_SHOWN]), max(len(found) - _SHOWN, 0))
        for name, found in sorted(values.items(), key=lambda item: (item[0] != TYPE, item[0].value))
    )
