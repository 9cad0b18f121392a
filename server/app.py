"""The web application: its addresses, its headers, and how it says no."""

from collections.abc import Sequence
from types import MappingProxyType

import pyoxigraph
from flask import Flask, Request, Response, jsonify, redirect, render_template, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from mandategraph.queries import Question
from mandategraph.server.endpoint import question, sparql
from mandategraph.server.errors import BusyError, RequestError
from mandategraph.server.evaluation import Evaluator
from mandategraph.server.formats import HTML, prefers_html
from mandategraph.server.graph import Graph
from mandategraph.server.limits import Limits
from mandategraph.server.names import BASE
from mandategraph.server.pages import home, resource
from mandategraph.server.site import Site
from mandategraph.server.words import languages

_TEXT = "text/plain; charset=utf-8"
_KEPT = {"Allow", "Retry-After"}
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"


def create_app(
    store: pyoxigraph.Store,
    questions: Sequence[Question],
    base: str = BASE,
    limits: Limits | None = None,
) -> Flask:
    """The application that serves `store`: SPARQL, every IRI below `base`, and the questions."""
    bounds = Limits() if limits is None else limits
    site = Site(
        graph=Graph(store),
        evaluator=Evaluator(store, bounds),
        questions=MappingProxyType({each.name: each for each in questions}),
        base=base,
    )
    app = Flask("mandategraph.server")
    app.config["MAX_CONTENT_LENGTH"] = bounds.body
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

    @app.get("/queries")
    def all_questions() -> WerkzeugResponse:
        return redirect(f"{site.guide(request).here('')}#questions", code=303)

    @app.get("/queries/<name>")
    def one_question(name: str) -> Response:
        return question(site, request, name)

    @app.get("/<path:path>")
    def iri(path: str) -> Response:
        return resource(site, request, path)


def _add_refusals(app: Flask, site: Site) -> None:
    @app.errorhandler(RequestError)
    def refusal(error: RequestError) -> Response:
        response = _refusal(site, request, error.status, str(error))
        if isinstance(error, BusyError):
            response.headers["Retry-After"] = "5"
        return response

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> WerkzeugResponse:
        """An error of the framework, with its headers (Allow); what is no error stays as it is."""
        response = error.get_response()
        if error.code is None or error.code < 400:
            return response
        said = _refusal(site, request, error.code, f"{error.code} {error.name}")
        said.headers.extend((name, value) for name, value in response.headers if name in _KEPT)
        return said


def _refusal(site: Site, request: Request, status: int, reason: str) -> Response:
    """What went wrong: to a browser a page, to others a line of text."""
    if not prefers_html(request.headers.get("Accept", "")):
        return Response(f"{reason}\n", status=status, content_type=_TEXT)
    page = render_template("error.html", guide=site.guide(request), status=status, reason=reason)
    return Response(page, status=status, content_type=HTML.content_type)


def _with_headers(response: Response) -> Response:
    """Anybody's scripts may read what is served; caches keep apart what differs by format and language."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.vary.update(("Accept", "Accept-Language"))
    if response.mimetype == "text/html":
        response.headers["Content-Security-Policy"] = _POLICY
    return response
