"""The OpenAPI description of the server, made of its questions, formats and bounds."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from mandategraph.queries import Parameter, ParameterType, Question
from mandategraph.server.formats import DATASETS, GRAPHS, RESULTS, TRIPLES, Format
from mandategraph.server.routing import ENDPOINT, FORM_TYPE, QUERY_TYPE, UPDATE_TYPE
from mandategraph.server.routing import GRAPHS as STORE
from mandategraph.server.site import Site, in_language
from mandategraph.server.words import languages

Node = dict[str, Any]

_SCHEMAS: Mapping[ParameterType, Node] = MappingProxyType(
    {
        ParameterType.IRI: {"type": "string", "format": "iri"},
        ParameterType.STRING: {"type": "string"},
        ParameterType.INTEGER: {"type": "integer"},
        ParameterType.DATE: {"type": "string", "format": "date"},
        ParameterType.BOOLEAN: {"type": "boolean"},
    }
)
_PROBLEM: Node = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "token": {"type": "string"},
    },
}
_READ = ("400", "404", "406", "408", "413", "503")
_WRITE = ("400", "401", "403", "404", "408", "413", "415", "503")
_IRI: Node = {"type": "string", "format": "iri"}
_TEXT: Node = {"type": "string"}
_BEARER: list[Node] = [{"bearer": []}]


@cache
def _words() -> Node:
    text = files("mandategraph.server").joinpath("openapi.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def description(site: Site) -> Node:
    """The description, as OpenAPI 3.1 has it."""
    words = _words()
    return {
        "openapi": "3.1.0",
        "info": {"title": words["title"], "description": words["description"], "version": version("mandategraph")},
        "servers": [{"url": "/"}],
        "paths": {
            ENDPOINT: _endpoint(),
            STORE: _store(),
            **{f"/queries/{each.name}": {"get": _question(each)} for each in site.questions.values()},
            "/health": {"get": _operation("health", ("application/json",), ())},
            "/openapi.json": {"get": _operation("openapi", ("application/json",), ())},
        },
        "components": {
            "schemas": {"Problem": _PROBLEM},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _endpoint() -> Node:
    graphs = ("default-graph-uri", "named-graph-uri")
    form = {name: _several(_IRI) for name in (*graphs, "using-graph-uri", "using-named-graph-uri")}
    fields = {"query": _TEXT, "update": _TEXT, **form, "format": _TEXT, "timeout": {"type": "number"}}
    answers = (*_media(RESULTS), *_media(TRIPLES))
    given = (
        _parameter("query", _TEXT),
        *(_parameter(name, _several(_IRI)) for name in graphs),
        _formats((*RESULTS, *TRIPLES)),
        _parameter("timeout", {"type": "number", "exclusiveMinimum": 0}),
    )
    post = _operation("query_form", answers, _WRITE, success=("200", "204"))
    bodies = {FORM_TYPE: {"type": "object", "properties": fields}, QUERY_TYPE: _TEXT, UPDATE_TYPE: _TEXT}
    post["requestBody"] = {"required": True, "content": {media: {"schema": each} for media, each in bodies.items()}}
    post["security"] = [{}, *_BEARER]
    return {"get": {**_operation("query", answers, _READ), "parameters": list(given)}, "post": post}


def _store() -> Node:
    written = (*_media(GRAPHS[:-1]), *_media(DATASETS))
    which = [_parameter("graph", _IRI), {**_parameter("default", _TEXT), "allowEmptyValue": True}]
    body = {"required": True, "content": {media: {} for media in (*written, "multipart/form-data")}}
    sent = {"requestBody": body, "security": _BEARER, "parameters": which}
    return {
        "get": {
            **_operation("get_graph", written, _READ),
            "parameters": [*which, _formats((*GRAPHS[:-1], *DATASETS))],
        },
        "put": {**_operation("put_graph", (), _WRITE, success=("201", "204")), **sent},
        "post": {**_operation("post_graph", (), _WRITE, success=("201", "204")), **sent},
        "delete": {
            **_operation("delete_graph", (), _WRITE, success=("204",)),
            "security": _BEARER,
            "parameters": which,
        },
    }


def _question(asked: Question) -> Node:
    answers = _media(RESULTS)
    operation = _operation(asked.name, answers, _READ)
    first = next(iter(languages()))
    operation["summary"] = in_language(asked.title, first)
    operation["description"] = in_language(asked.description, first)
    lang = _parameter("lang", {"type": "string", "enum": list(languages())})
    operation["parameters"] = [*(_asked(each, first) for each in asked.parameters), _formats(RESULTS), lang]
    return operation


def _asked(parameter: Parameter, lang: str) -> Node:
    schema = {**_SCHEMAS[parameter.type], "default": _default(parameter)}
    title = in_language(parameter.title, lang) or parameter.name
    return {"name": parameter.name, "in": "query", "description": title, "schema": schema}


def _default(parameter: Parameter) -> str | int | bool:
    if parameter.type is ParameterType.INTEGER:
        return int(parameter.default)
    return parameter.default == "true" if parameter.type is ParameterType.BOOLEAN else parameter.default


def _operation(name: str, media: Iterable[str], errors: Iterable[str], success: tuple[str, ...] = ("200",)) -> Node:
    words = _words()
    content: Node = {each: {} for each in media}
    responses: Node = {each: {"description": words["response"][each]} for each in success}
    if content:
        responses["200"]["content"] = content
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/plain": {}}
    for each in errors:
        responses[each] = {"description": words["response"][each], "content": problem}
    told = {"summary": words[name]["summary"]} if name in words else {}
    return {"operationId": name, **told, "responses": responses}


def _parameter(name: str, schema: Node) -> Node:
    return {"name": name, "in": "query", "description": _words()["parameter"][name], "schema": schema}


def _formats(offered: Iterable[Format]) -> Node:
    return _parameter("format", {"type": "string", "enum": list(dict.fromkeys(each.name for each in offered))})


def _several(schema: Node) -> Node:
    return {"type": "array", "items": schema}


def _media(offered: Iterable[Format]) -> tuple[str, ...]:
    return tuple(each.media for each in offered)
