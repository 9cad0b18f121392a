"""The web application: its addresses, its headers, and how it says no."""

from collections.abc import Sequence
from types import MappingProxyType

import pyoxigraph
from flask import Flask, Response, jsonify, redirect, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from mandategraph.queries import Question
from mandategraph.server import graphstore
from mandategraph.server.authorization import authorize
from mandategraph.server.compression import chosen, is_worth_it
from mandategraph.server.endpoint import question, sparql
from mandategraph.server.errors import RequestError
from mandategraph.server.evaluation import Evaluator
from mandategraph.server.graph import Graph
from mandategraph.server.headers import EVERYWHERE, VARYING
from mandategraph.server.journal import Journal
from mandategraph.server.limits import Limits
from mandategraph.server.openapi import description
from mandategraph.server.pages import home, resource
from mandategraph.server.policy import Policy
from mandategraph.server.problems import plain_refusal, refusal
from mandategraph.server.site import Site
from mandategraph.server.streaming import encode
from mandategraph.server.words import languages

_KEPT = {"Allow", "Retry-After"}
_PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
_WRITERS = MappingProxyType({"PUT": graphstore.put, "POST": graphstore.post, "DELETE": graphstore.delete})


class Application(Flask):
    """An application that fails where Python is refused memory: who bounds that knows what to answer."""

    def handle_exception(self, e: Exception) -> Response:
        """As Flask calls it, for what nothing else has handled."""
        if isinstance(e, MemoryError):
            raise e
        return super().handle_exception(e)


def create_app(
    store: pyoxigraph.Store,
    questions: Sequence[Question],
    policy: Policy | None = None,
    limits: Limits | None = None,
    journal: Journal | None = None,
    merged: pyoxigraph.Store | None = None,
) -> Flask:
    """The application that serves `store`: SPARQL, the graph store, every IRI below the base, and the questions.

    The `journal`, where there is one, is told of what is written. `merged`, where it is there, has the default graph
    alone.
    """
    bounds = Limits() if limits is None else limits
    allowed = Policy() if policy is None else policy
    site = Site(
        graph=Graph(store),
        evaluator=Evaluator(store, bounds, allowed, merged),
        questions=MappingProxyType({each.name: each for each in questions}),
        policy=allowed,
        limits=bounds,
        journal=journal,
    )
    app = Application("mandategraph.server")
    app.url_map.merge_slashes = False
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.jinja_env.globals["languages"] = languages()
    _add_routes(app, site)
    _add_refusals(app, site)
    app.after_request(_with_headers)
    return app


def _add_routes(app: Flask, site: Site) -> None:
    @app.get("/")
    def start() -> Response:
        return home(site, request)

    @app.get("/health")
    def health() -> Response:
        return jsonify(status="ok", triples=site.graph.size())

    @app.route("/sparql", methods=["GET", "POST"])
    def endpoint() -> Response:
        return sparql(site, request)

    @app.get("/openapi.json")
    def openapi() -> Response:
        return jsonify(description(site))

    @app.get("/.well-known/void")
    def void() -> WerkzeugResponse:
        return redirect(site.guide(request).here(""), code=303)

    @app.get("/queries")
    def all_questions() -> WerkzeugResponse:
        return redirect(f"{site.guide(request).here('')}#questions", code=303)

    @app.get("/queries/<name>")
    def one_question(name: str) -> Response:
        return question(site, request, name)

    @app.get("/<path:path>")
    def iri(path: str) -> Response:
        return resource(site, request, path)

    _add_graph_routes(app, site)


def _add_graph_routes(app: Flask, site: Site) -> None:
    @app.get("/graph")
    def graphs() -> Response:
        return graphstore.get(site, request, graphstore.target(request))

    @app.route("/graph", methods=list(_WRITERS))
    def change() -> Response:
        authorize(request, site.policy)
        return _WRITERS[request.method](site, request, graphstore.target(request))

    @app.route("/graph/<path:path>", methods=list(_WRITERS))
    def change_direct(path: str) -> Response:
        authorize(request, site.policy)
        return _WRITERS[request.method](site, request, graphstore.direct(site, path))


def _add_refusals(app: Flask, site: Site) -> None:
    @app.errorhandler(RequestError)
    def refused(error: RequestError) -> Response:
        return refusal(site, request, error)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> WerkzeugResponse:
        """An error of the framework, with its headers (Allow); what is no error stays as it is."""
        response = error.get_response()
        if error.code is None or error.code < 400:
            return response
        said = plain_refusal(site, request, error.code, f"{error.code} {error.name}")
        said.headers.extend((name, value) for name, value in response.headers if name in _KEPT)
        return said


def _with_headers(response: Response) -> Response:
    """Anybody's scripts may read what is served; caches keep apart what differs by format, language and coding."""
    for name, value in EVERYWHERE:
        response.headers[name] = value
    response.vary.update(VARYING)
    coding = chosen(request.accept_encodings)
    if coding is not None and is_worth_it(response):
        encode(response, coding)
    if response.mimetype == "text/html":
        response.headers["Content-Security-Policy"] = _PAGE_POLICY
    return response
