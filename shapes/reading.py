"""Graph files as quads: N-Quads, TriG, Turtle, N-Triples, JSON-LD and RDF/XML, told apart by their suffix."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Dataset, Quad, RdfFormat, parse

from mandategraph.shapes.errors import UnreadableGraphError

FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
"""The format of a graph file by its suffix, in lower case."""


def read_graph(paths: Iterable[Path]) -> Dataset:
    """The quads of all files together; blank nodes of two files stay apart.

    Raises `UnreadableGraphError` for the first file that is missing, of an unknown suffix or not well-formed.
    """
    return Dataset(graph_quads(paths))


def graph_quads(paths: Iterable[Path]) -> Iterator[Quad]:
    """The quads of all files, one after the other as they are read, as `read_graph` has them together."""
    for path in paths:
        yield from _quads(path)


def _quads(path: Path) -> Iterator[Quad]:
    try:
        yield from parse(path=path, format=_format(path), rename_blank_nodes=True)
    except OSError as error:
        raise UnreadableGraphError(path, error.strerror or str(error)) from error
    except (SyntaxError, ValueError) as error:
        raise UnreadableGraphError(path, str(error)) from error


def _format(path: Path) -> RdfFormat:
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise UnreadableGraphError(path, f"suffix {path.suffix!r} is none of {' '.join(FORMATS)}")
    return found
