"""The SPARQL 1.1 protocol: what a request asks, read strictly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl

from flask import Request
from pyoxigraph import NamedNode

from mandategraph.server.errors import BadRequestError, WrongMediaTypeError
from mandategraph.server.evaluation import Query
from mandategraph.server.routing import FORM_TYPE, QUERY_TYPE, UPDATE_TYPE
from mandategraph.server.update import Update

Fields = Mapping[str, tuple[str, ...]]

_SEEN_BY_QUERY = ("default-graph-uri", "named-graph-uri")
_SEEN_BY_UPDATE = ("using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class Submission:
    """What was sent: the fields of the URL or form, and the query or the update in it, or None."""

    query: Query | None
    update: Update | None = None
    fields: Fields = field(default_factory=lambda: MappingProxyType({}))

    def first(self, name: str) -> str | None:
        """The first value of a field."""
        return next(iter(self.fields.get(name, ())), None)


def read(request: Request) -> Submission:
    """What a GET, HEAD or POST asks.

    Raises BadRequestError (bytes that are no UTF-8, two queries, an update that is not posted, a graph that is no
    IRI, graphs for the other sort of operation) and WrongMediaTypeError.
    """
    asked = fields(request.query_string)
    if "update" in asked:
        raise BadRequestError("an update in the URL: send it by POST, as a form or as application/sparql-update")
    if request.method == "POST":
        asked = _merged(asked, _body(request))
    text = _only(asked, "query")
    update = _only(asked, "update")
    if text is not None and update is not None:
        raise BadRequestError("a query and an update in one request; send one")
    if update is not None:
        _refuse_fields(asked, _SEEN_BY_QUERY, "an update")
        return Submission(None, Update(update, *(_graphs(asked, name) for name in _SEEN_BY_UPDATE)), asked)
    _refuse_fields(asked, _SEEN_BY_UPDATE, "a query")
    if text is None or not text.strip():
        return Submission(None, None, asked)
    return Submission(Query(text, *(_graphs(asked, name) for name in _SEEN_BY_QUERY)), None, asked)


def fields(raw: bytes) -> Fields:
    """The fields of a URL's query string or a form, every value kept; raises BadRequestError."""
    try:
        pairs = parse_qsl(_decoded(raw), keep_blank_values=True, errors="strict", max_num_fields=200)
    except UnicodeDecodeError:
        raise BadRequestError("not UTF-8 once its percent signs are decoded") from None
    except ValueError as error:
        raise BadRequestError(str(error)) from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return found


def _body(request: Request) -> Fields:
    read_body = _BODIES.get(request.mimetype)
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if read_body is None or charset not in {"utf-8", "utf8"}:
        raise WrongMediaTypeError(request.content_type or "", (QUERY_TYPE, UPDATE_TYPE, FORM_TYPE))
    return read_body(request.get_data())


def _query(body: bytes) -> Fields:
    return {"query": (_decoded(body),)}


def _update(body: bytes) -> Fields:
    return {"update": (_decoded(body),)}


_BODIES: Mapping[str, Callable[[bytes], Fields]] = MappingProxyType(
    {QUERY_TYPE: _query, FORM_TYPE: fields, UPDATE_TYPE: _update}
)


def _only(asked: Fields, name: str) -> str | None:
    values = asked.get(name, ())
    if len(values) > 1:
        raise BadRequestError(f"{name} is given {len(values)} times in one request; send one")
    return next(iter(values), None)


def _refuse_fields(asked: Fields, names: tuple[str, ...], what: str) -> None:
    for name in names:
        if name in asked:
            raise BadRequestError(f"{name} is not for {what}")


def _merged(one: Fields, other: Fields) -> Fields:
    return {name: (*one.get(name, ()), *other.get(name, ())) for name in (*one, *other)}


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequestError(f"not UTF-8: byte {error.start + 1}") from None


def _graphs(asked: Fields, name: str) -> tuple[NamedNode, ...]:
    try:
        return tuple(NamedNode(value) for value in asked.get(name, ()))
    except ValueError as error:
        raise BadRequestError(f"{name}: {error}") from None
