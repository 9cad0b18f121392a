"""What is uploaded to the graph store: one graph, several in one form, or a dataset, read whole before it is used."""

from collections.abc import Iterator
from types import MappingProxyType

import pyoxigraph
from flask import Request
from pyoxigraph import RdfFormat

from mandategraph.server.errors import BadRequestError, MalformedQueryError, WrongMediaTypeError
from mandategraph.server.formats import DATASETS, GRAPHS

_FORM = "multipart/form-data"
_READ = MappingProxyType(
    {media: each.graph for each in (*GRAPHS, *DATASETS) for media in (each.media, *each.aliases) if each.graph}
)


def uploaded(request: Request, base: str) -> pyoxigraph.Store:
    """The quads of a request's body, in a store of their own; `base` resolves the relative IRIs in it.

    Raises WrongMediaTypeError, MalformedQueryError, and BadRequestError for a form without a file.
    """
    store = pyoxigraph.Store()
    if request.mimetype != _FORM:
        _load(store, request.get_data(), request.mimetype, base)
        return store
    files = tuple(_files(request))
    if not files:
        raise BadRequestError("no file in the form")
    for media, content in files:
        _load(store, content, media, base)
    return store


def is_dataset(request: Request) -> bool:
    """Whether the body is in a format that can name graphs."""
    found = _READ.get(request.mimetype)
    return found is not None and found.supports_datasets


def _files(request: Request) -> Iterator[tuple[str, bytes]]:
    for each in request.files.values():
        yield each.mimetype, each.read()


def _load(store: pyoxigraph.Store, content: bytes, media: str, base: str) -> None:
    format_ = _READ.get(media)
    if format_ is None:
        raise WrongMediaTypeError(media, (*(each.media for each in (*GRAPHS, *DATASETS) if each.graph), _FORM))
    try:
        store.load(content, format_, base_iri=base)
    except SyntaxError as error:
        raise _malformed(content, error, format_) from None
    except (ValueError, RuntimeError, OSError) as error:
        raise BadRequestError(f"not {format_.name}: {' '.join(str(error).split())}") from None


def _malformed(content: bytes, error: SyntaxError, format_: RdfFormat) -> MalformedQueryError:
    reason = str(error.msg or error).partition(": ")[2] or str(error)
    reason = reason.rpartition(" (")[0] or reason
    lines = content.decode(errors="replace").split("\n")
    if error.lineno is None or error.offset is None or not 0 < error.lineno <= len(lines):
        return MalformedQueryError(None, None, reason, kind=format_.name)
    line = lines[error.lineno - 1]
    start = error.offset - 1
    token = line[start : max(error.end_offset or 0, error.offset + 1) - 1]
    return MalformedQueryError(error.lineno, error.offset, reason, token=token, kind=format_.name)
