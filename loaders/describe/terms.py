"""The IRIs and literals that quads are made of; every IRI comes from content (design: symbol, printed number, key)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from mandategraph.loaders.languages import TAGS
from mandategraph.ontology import BASE

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Triples = Iterator[Triple]


_KEPT = 4096
"""So many terms of a kind are kept to be used again: the same few stand in every document."""


class Vocabulary:
    """A namespace whose attributes and items are its terms."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __getattr__(self, name: str) -> NamedNode:
        """The term `name`, made when it is first asked for."""
        term = NamedNode(self._prefix + name)
        setattr(self, name, term)
        return term

    def __getitem__(self, name: str) -> NamedNode:
        """The term `name`, for names that are no Python names."""
        return NamedNode(self._prefix + name)


MG: Final = Vocabulary(f"{BASE}ont#")
ELI: Final = Vocabulary("http://data.europa.eu/eli/ontology#")
OA: Final = Vocabulary("http://www.w3.org/ns/oa#")
PROV: Final = Vocabulary("http://www.w3.org/ns/prov#")
DCTERMS: Final = Vocabulary("http://purl.org/dc/terms/")
XSD: Final = Vocabulary("http://www.w3.org/2001/XMLSchema#")
RDF: Final = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
SKOS: Final = Vocabulary("http://www.w3.org/2004/02/skos/core#")
LANGUAGE: Final = Vocabulary("http://publications.europa.eu/resource/authority/language/")

ONTOLOGY_GRAPH: Final = NamedNode(f"{BASE}graph/ontology")
AUTHORITIES_GRAPH: Final = NamedNode(f"{BASE}graph/authorities")
DERIVATION_GRAPH: Final = NamedNode(f"{BASE}graph/derivation")


def work(symbol: str) -> NamedNode:
    """The IRI of a document by its canonical symbol.

    >>> work("S/RES/2396(2017)").value
    'https://w3id.org/mandategraph/doc/S/RES/2396(2017)'
    """
    return NamedNode(f"{BASE}doc/{symbol}")


@lru_cache(maxsize=_KEPT)
def part(symbol: str, path: str) -> NamedNode:
    """The IRI of a part of a document by its path; an empty path is the document itself."""
    return NamedNode(f"{BASE}doc/{symbol}/{path}") if path else work(symbol)


def graph_of(symbol: str) -> NamedNode:
    """The IRI of the named graph that holds what is said about a document."""
    return NamedNode(f"{BASE}graph/doc/{symbol}")


@lru_cache(maxsize=_KEPT)
def entity(scheme: str, key: str) -> NamedNode:
    """The IRI of an entry of an authority file.

    >>> entity("actor", "cted").value
    'https://w3id.org/mandategraph/actor/cted'
    """
    return NamedNode(f"{BASE}{scheme}/{key}")


@lru_cache(maxsize=_KEPT)
def individual(name: str) -> NamedNode:
    """The individual of the vocabulary that a hyphenated value names.

    >>> individual("council-decision-to-states").value
    'https://w3id.org/mandategraph/ont#CouncilDecisionToStates'
    """
    return MG["".join(word.capitalize() if word != "vii" else "VII" for word in name.split("-"))]


def text(value: str, language: str) -> Literal:
    """A text in a language (an ISO 639-3 code)."""
    return Literal(value, language=TAGS[language])


@lru_cache(maxsize=_KEPT)
def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


@lru_cache(maxsize=_KEPT)
def count(value: int) -> Literal:
    """An xsd:nonNegativeInteger, as Web Annotation selectors have it."""
    return Literal(str(value), datatype=XSD.nonNegativeInteger)


@lru_cache(maxsize=_KEPT)
def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def decimal(value: float) -> Literal:
    """An xsd:decimal with three digits."""
    return Literal(f"{value:.3f}", datatype=XSD.decimal)


def duration(value: str) -> Literal:
    """An xsd:duration."""
    return Literal(value, datatype=XSD.duration)


_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def date(value: str) -> Literal:
    """An xsd:date, xsd:gYearMonth or xsd:gYear, by the precision of an ISO date.

    >>> date("2018-04").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    return Literal(value, datatype=XSD[_DATE_TYPES[len(value)]])
