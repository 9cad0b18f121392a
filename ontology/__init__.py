"""The vocabulary (OWL) and the authority files (SKOS/ORG): every fact the loaders know, as Turtle."""

from collections.abc import Iterable
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from typing import Final

from rdflib import Graph, Namespace

BASE: Final = "https://w3id.org/mandategraph/"
MG: Final = Namespace(f"{BASE}ont#")
VOCABULARY: Final = "core.ttl"


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


def _graph(sources: Iterable[Traversable]) -> Graph:
    """One graph of what the Turtle files state."""
    graph = Graph()
    for source in sources:
        graph.parse(data=source.read_text(encoding="utf-8"), format="turtle")
    return graph
