"""Writing a graph to a file: whole or not at all, and the same bytes for the same quads."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from mandategraph.server.errors import UnwritableError
from mandategraph.server.names import PREFIXES
from mandategraph.shapes.reading import FORMATS


def output_format(path: Path) -> RdfFormat:
    """The format that the suffix of a path names; raises `UnwritableError` if it names none.

    >>> output_format(Path("graph.trig")).media_type
    'application/trig'
    """
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise UnwritableError(str(path), f"suffix {path.suffix!r} is none of {' '.join(FORMATS)}")
    return found


def write(quads: Iterable[Quad], path: Path) -> int:
    """Write quads in the format of the path's suffix, in order, and return how many statements that are.

    A format without named graphs (Turtle, N-Triples, RDF/XML) gets the union of the graphs. The file is replaced in
    one step: a reader sees the old graph or the new one. Raises `UnwritableError` if the suffix names no format or
    the place cannot be written, and leaves what was there.
    """
    format_ = output_format(path)
    statements = _statements(quads, format_)
    try:
        with _replacement(path) as new:
            serialize(statements, new, format_, prefixes=dict(PREFIXES))
    except OSError as error:
        raise UnwritableError(str(path), error.strerror or str(error)) from error
    return len(statements)


@contextmanager
def _replacement(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place at the end of the block, and goes away if the block fails."""
    new = path.with_name(f".{path.name}.partial")
    try:
        yield new
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _statements(quads: Iterable[Quad], format_: RdfFormat) -> list[Quad] | list[Triple]:
    if format_.supports_datasets:
        return sorted(set(quads), key=_place)
    return [quad.triple for quad in sorted({Quad(*quad.triple) for quad in quads}, key=_place)]


def _place(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
