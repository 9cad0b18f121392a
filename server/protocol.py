"""The SPARQL 1.1 protocol: what a request asks, read strictly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl

from flask import Request
from pyoxigraph import NamedNode

from mandategraph.server.errors import BadRequestError, RefusedQueryError, WrongMediaTypeError
from mandategraph.server.evaluation import Query

QUERY_TYPE = "application/sparql-query"
FORM_TYPE = "application/x-www-form-urlencoded"
UPDATE_TYPE = "application/sparql-update"
_READ_ONLY = "this endpoint is read-only: it answers queries and takes no updates"

Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Submission:
    """What was sent: the fields of the URL or form; `query` is None where there is no query in it."""

    query: Query | None
    fields: Fields = field(default_factory=lambda: MappingProxyType({}))

    def first(self, name: str) -> str | None:
        """The first value of a field."""
        return next(iter(self.fields.get(name, ())), None)


def read(request: Request) -> Submission:
    """What a GET, HEAD or POST asks.

    Raises BadRequestError (bytes that are no UTF-8, two queries, a graph that is no IRI), RefusedQueryError
    (an update) and WrongMediaTypeError.
    """
    fields = _fields(request.query_string)
    if request.method == "POST":
        fields = _merged(fields, _body(request))
    if "update" in fields:
        raise RefusedQueryError(_READ_ONLY)
    queries = fields.get("query", ())
    if len(queries) > 1:
        raise BadRequestError(f"{len(queries)} queries in one request; send one")
    if not queries or not queries[0].strip():
        return Submission(None, fields)
    graphs = {name: _graphs(fields, name) for name in ("default-graph-uri", "named-graph-uri")}
    return Submission(Query(queries[0], *graphs.values()), fields)


def _body(request: Request) -> Fields:
    read_body = _BODIES.get(request.mimetype)
    if read_body is None:
        raise WrongMediaTypeError(request.mimetype, (QUERY_TYPE, FORM_TYPE))
    return read_body(request.get_data())


def _query(body: bytes) -> Fields:
    return {"query": (_decoded(body),)}


def _update(_: bytes) -> Fields:
    raise RefusedQueryError(_READ_ONLY)


def _fields(raw: bytes) -> Fields:
    """The fields of a URL's query string or a form, every value kept."""
    try:
        pairs = parse_qsl(_decoded(raw), keep_blank_values=True, errors="strict", max_num_fields=200)
    except UnicodeDecodeError:
        raise BadRequestError("not UTF-8 once its percent signs are decoded") from None
    except ValueError as error:
        raise BadRequestError(str(error)) from None
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return fields


_BODIES: Mapping[str, Callable[[bytes], Fields]] = MappingProxyType(
    {QUERY_TYPE: _query, FORM_TYPE: _fields, UPDATE_TYPE: _update}
)


def _merged(one: Fields, other: Fields) -> Fields:
    return {name: (*one.get(name, ()), *other.get(name, ())) for name in (*one, *other)}


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequestError(f"not UTF-8: byte {error.start + 1}") from None


def _graphs(fields: Fields, name: str) -> tuple[NamedNode, ...]:
    try:
        return tuple(NamedNode(value) for value in fields.get(name, ()))
    except ValueError as error:
        raise BadRequestError(f"{name}: {error}") from None
