"""Reading the store: what it says of an IRI, in an order that does not change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from mandategraph.server.evaluation import Term
from mandategraph.server.formats import Format
from mandategraph.server.names import PREFIXES, term

TYPE = term("rdf:type")
_LABELS = tuple(term(name) for name in ("skos:prefLabel", "rdfs:label", "mg:symbol", "dcterms:title", "skos:notation"))
_ANNOTATES = tuple(term(name) for name in ("mg:inParagraph", "mg:citingParagraph", "mg:reusing", "mg:statedIn"))
_PARTNERSHIP = term("mg:partnership")
_MERGED = DefaultGraph()
_DEFINED_BY = term("rdfs:isDefinedBy")


@dataclass(frozen=True, slots=True)
class Text:
    """Words and their language tag, None where there is none."""

    words: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """All graphs of a store merged, as its default graph has them. Every answer is sorted and without doubles."""

    store: Store

    def about(self, node: NamedNode) -> tuple[Triple, ...]:
        """The triples with `node` as subject."""
        return _distinct(self.store.quads_for_pattern(node, None, None, _MERGED))

    def pointing_at(self, node: NamedNode) -> tuple[Triple, ...]:
        """The triples with `node` as object."""
        return _distinct(self.store.quads_for_pattern(None, None, node, _MERGED))

    def size(self) -> int:
        """How many triples there are."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, _MERGED))

    def pairs(self, predicate: NamedNode) -> tuple[Triple, ...]:
        """The triples with `predicate`."""
        return _distinct(self.store.quads_for_pattern(None, predicate, None, _MERGED))

    def within(self, name: NamedNode) -> tuple[Triple, ...]:
        """The triples of the named graph `name`."""
        return _distinct(self.store.quads_for_pattern(None, None, None, name))

    def objects(self, subject: NamedNode, predicate: NamedNode) -> tuple[Term, ...]:
        """The objects of one property."""
        found = {quad.object for quad in self.store.quads_for_pattern(subject, predicate, None, _MERGED)}
        return tuple(sorted(found, key=str))

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """Those objects of one property that are IRIs."""
        return tuple(each for each in self.objects(subject, predicate) if isinstance(each, NamedNode))

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """The first IRI that is an object of one property."""
        return next(iter(self.nodes(subject, predicate)), None)

    def texts(self, subject: NamedNode, predicate: NamedNode) -> tuple[Text, ...]:
        """The literals of one property."""
        found = (each for each in self.objects(subject, predicate) if isinstance(each, Literal))
        return tuple(Text(each.value, each.language) for each in found)

    def text(self, subject: NamedNode, predicate: NamedNode, lang: str) -> Text | None:
        """The literal of one property in `lang`, else one without a language, else any."""
        found = self.texts(subject, predicate)
        return min(found, key=lambda each: (each.lang != lang, each.lang is not None), default=None)

    def value(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The first literal of one property, as printed."""
        return next((each.words for each in self.texts(subject, predicate)), None)

    def number(self, subject: NamedNode, predicate: NamedNode) -> int | None:
        """The first literal of one property that is a whole number."""
        return next((int(each.words) for each in self.texts(subject, predicate) if each.words.isdecimal()), None)

    def true(self, subject: NamedNode, predicate: NamedNode) -> bool:
        """Whether one property says true."""
        return self.value(subject, predicate) in {"true", "1"}

    def subjects(self, predicate: NamedNode, object_: Term) -> tuple[NamedNode, ...]:
        """The IRIs of which one property says `object_`."""
        quads = self.store.quads_for_pattern(None, predicate, object_, _MERGED)
        return tuple(sorted({quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str))

    def is_a(self, node: NamedNode, *classes: NamedNode) -> bool:
        """Whether `node` has one of the classes as a type."""
        return not set(classes).isdisjoint(self.nodes(node, TYPE))

    def mentions(self, node: NamedNode) -> bool:
        """Whether any triple has `node` as subject or object."""
        patterns = ((node, None, None, _MERGED), (None, None, node, _MERGED))
        return any(next(self.store.quads_for_pattern(*pattern), None) is not None for pattern in patterns)

    def has_graph(self, name: NamedNode) -> bool:
        """Whether there is a named graph of that name."""
        return self.store.contains_named_graph(name)

    def names(self) -> tuple[NamedNode, ...]:
        """The names of the named graphs."""
        return tuple(sorted((each for each in self.store.named_graphs() if isinstance(each, NamedNode)), key=str))

    def label(self, node: NamedNode, lang: str) -> Text | None:
        """What the graph calls `node`: its label, symbol or title, in `lang` where there is one."""
        texts = (self.text(node, predicate, lang) for predicate in _LABELS)
        return next((text for text in texts if text is not None), None)

    def annotations(self, node: NamedNode) -> tuple[NamedNode, ...]:
        """What is said about a paragraph, at IRIs below its own: clauses, norms, citations, mentions."""
        below = [each for predicate in _ANNOTATES for each in self.subjects(predicate, node)]
        below += self.nodes(node, _PARTNERSHIP)
        return tuple(found for each in below for found in (each, *self.annotations(each)))

    def terms(self, vocabulary: NamedNode) -> tuple[NamedNode, ...]:
        """The terms that a vocabulary defines."""
        return tuple(each for each in self.subjects(_DEFINED_BY, vocabulary) if each != vocabulary)

    def description(self, node: NamedNode) -> tuple[Triple, ...]:
        """What a machine is told of an IRI.

        The triples with it as subject, and those of what belongs to it: the clauses, norms, partnerships,
        citations, mentions and reuses of a paragraph (not their selectors, which have IRIs of their own) and
        the terms of a vocabulary. Paragraphs do not belong to their document here: the document's named graph
        has them all. An IRI that is only pointed at is described by what points at it. A named graph is its
        whole content.
        """
        if self.has_graph(node):
            return self.within(node)
        parts = (node, *self.annotations(node), *self.terms(node))
        triples = tuple(dict.fromkeys(triple for part in parts for triple in self.about(part)))
        return triples or self.pointing_at(node)


def write(triples: Iterable[Triple], chosen: Format) -> bytes:
    """Triples in a format of graphs."""
    return pyoxigraph.serialize(triples, format=chosen.graph, prefixes=dict(PREFIXES)) or b""


def _distinct(quads: Iterator[Quad]) -> tuple[Triple, ...]:
    return tuple(sorted({quad.triple for quad in quads}, key=str))
