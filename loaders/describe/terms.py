"""The IRIs and literals that quads are made of, as N-Quads writes them.

Every IRI comes from content (design: symbol, printed number, key). Most quads are made to be written, and to join texts
to a line takes a fraction of the time of making an object of each quad; who needs objects parses the lines.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from mandategraph.loaders.languages import TAGS
from mandategraph.ontology import BASE

Term = str
"""An IRI or a literal: `<https://w3id.org/mandategraph/act/decide>`, `"Decides"@en`."""

Triples = Iterator[tuple[Term, Term, Term]]

_KEPT = 4096
"""So many terms of a kind are kept to be used again: the same few stand in every document."""


class Vocabulary:
    """A namespace whose attributes and items are its terms."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __getattr__(self, name: str) -> Term:
        """The term `name`, made when it is first asked for."""
        term = self[name]
        setattr(self, name, term)
        return term

    def __getitem__(self, name: str) -> Term:
        """The term `name`, for names that are no Python names."""
        return iri(self._prefix + name)


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


def iri(value: str) -> Term:
    """An IRI; raises `ValueError` if the value is none."""
    return str(NamedNode(value))


@lru_cache(maxsize=_KEPT)
def work(symbol: str) -> Term:
    """The IRI of a document by its canonical symbol.

    >>> work("S/RES/2396(2017)")
    '<https://w3id.org/mandategraph/doc/S/RES/2396(2017)>'
    """
    return iri(f"{BASE}doc/{symbol}")


@lru_cache(maxsize=_KEPT)
def part(symbol: str, path: str) -> Term:
    """The IRI of a part of a document by its path; an empty path is the document itself."""
    return iri(f"{BASE}doc/{symbol}/{path}") if path else work(symbol)


def below(whole: Term, path: str) -> Term:
    """The IRI of what stands below another by a path.

    >>> below(part("S/RES/2396(2017)", "para/11"), "zho")
    '<https://w3id.org/mandategraph/doc/S/RES/2396(2017)/para/11/zho>'
    """
    return f"{whole[:-1]}/{path}>"


def graph_of(symbol: str) -> NamedNode:
    """The IRI of the named graph that holds what is said about a document."""
    return NamedNode(f"{BASE}graph/doc/{symbol}")


@lru_cache(maxsize=_KEPT)
def entity(scheme: str, key: str) -> Term:
    """The IRI of an entry of an authority file.

    >>> entity("actor", "cted")
    '<https://w3id.org/mandategraph/actor/cted>'
    """
    return iri(f"{BASE}{scheme}/{key}")


@lru_cache(maxsize=_KEPT)
def individual(name: str) -> Term:
    """The individual of the vocabulary that a hyphenated value names.

    >>> individual("council-decision-to-states")
    '<https://w3id.org/mandategraph/ont#CouncilDecisionToStates>'
    """
    return MG["".join(word.capitalize() if word != "vii" else "VII" for word in name.split("-"))]


def text(value: str, language: str) -> Term:
    """A text in a language (an ISO 639-3 code)."""
    return tagged(value, TAGS[language])


def tagged(value: str, tag: str) -> Term:
    """A text in a language (a BCP 47 tag)."""
    return str(Literal(value, language=tag))


@lru_cache(maxsize=_KEPT)
def plain(value: str) -> Term:
    r"""A text in no language.

    >>> plain('say "yes"')
    '"say \\"yes\\""'
    """
    return str(Literal(value))


@lru_cache(maxsize=_KEPT)
def integer(value: int) -> Term:
    """An xsd:integer."""
    return _typed(str(value), XSD.integer)


@lru_cache(maxsize=_KEPT)
def count(value: int) -> Term:
    """An xsd:nonNegativeInteger, as Web Annotation selectors have it."""
    return _typed(str(value), XSD.nonNegativeInteger)


@lru_cache(maxsize=_KEPT)
def boolean(value: bool) -> Term:
    """An xsd:boolean."""
    return _typed("true" if value else "false", XSD.boolean)


def decimal(value: float) -> Term:
    """An xsd:decimal with three digits."""
    return _typed(f"{value:.3f}", XSD.decimal)


def duration(value: str) -> Term:
    """An xsd:duration."""
    return _typed(value, XSD.duration)


_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def date(value: str) -> Term:
    """An xsd:date, xsd:gYearMonth or xsd:gYear, by the precision of an ISO date.

    >>> date("2018-04")
    '"2018-04"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    return _typed(value, XSD[_DATE_TYPES[len(value)]])


def _typed(value: str, datatype: Term) -> Term:
    """A literal of a type whose values need no escapes."""
    return f'"{value}"^^{datatype}'


def language_of(term: Term) -> str | None:
    """The language (a BCP 47 tag) of a text; None for any other term.

    >>> language_of(text("决定", "zho"))
    'zh'
    """
    return None if term.endswith(('"', ">")) else term.rpartition("@")[2]


def lines(triples: Triples, graph: NamedNode) -> Iterator[str]:
    """The lines of N-Quads that say triples in a graph."""
    behind = f"{graph} .\n"
    return (f"{subject} {property_} {value} {behind}" for subject, property_, value in triples)


def as_objects(lines: Iterable[str]) -> Iterator[Quad]:
    """The quads that lines of N-Quads say, as objects."""
    return parse("".join(lines), format=RdfFormat.N_QUADS)
