"""The vocabulary (OWL) and the authority files (SKOS/ORG): every fact the loaders know, as Turtle."""

from collections.abc import Iterable
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from typing import Final

import pyoxigraph as ox
from rdflib import Graph, Literal, Namespace, URIRef

BASE: Final = "https://w3id.org/mandategraph/"
MG: Final = Namespace(f"{BASE}ont#")
VOCABULARY: Final = "core.ttl"

_STRING = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")


def files() -> tuple[Traversable, ...]:
    """The Turtle files of this room, in the order of their names.

    >>> [file.name for file in files()][:3]
    ['actors.ttl', 'acts.ttl', 'core.ttl']
    """
    found = (file for file in package_files(__name__).iterdir() if file.name.endswith(".ttl"))
    return tuple(sorted(found, key=lambda file: file.name))


def vocabulary() -> Graph:
    """The vocabulary: classes, properties and value sets."""
    return _graph(file for file in files() if file.name == VOCABULARY)


def authorities() -> Graph:
    """The authority files together: actors, acts, instruments, listings, qualifiers and the others."""
    return _graph(file for file in files() if file.name != VOCABULARY)


def everything() -> Graph:
    """The vocabulary and the authority files in one graph, sooner than by adding the one to the other."""
    return _graph(files())


def _graph(sources: Iterable[Traversable]) -> Graph:
    """One graph of what the Turtle files state."""
    graph = Graph()
    for source in sources:
        for quad in ox.parse(source.read_bytes(), format=ox.RdfFormat.TURTLE):
            graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> URIRef | Literal:
    """A term as rdflib has it; Oxigraph reads Turtle in a fraction of the time."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        plain = term.language is not None or term.datatype == _STRING
        return Literal(term.value, lang=term.language, datatype=None if plain else URIRef(term.datatype.value))
    raise TypeError(f"a file of the ontology names every node, which {term} is not: give it an IRI")
