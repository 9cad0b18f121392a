"""How the server says no: to a browser a page, to a program that asks for JSON a problem (RFC 9457), else a line."""

import json
from http import HTTPStatus

from flask import Request, Response, render_template

from mandategraph.server.errors import MalformedQueryError, RequestError
from mandategraph.server.formats import HTML, prefers_html, prefers_json
from mandategraph.server.site import Site

_TEXT = "text/plain; charset=utf-8"
_PROBLEM = "application/problem+json"


def refusal(site: Site, request: Request, error: RequestError) -> Response:
    """What is wrong with a request, with the headers that its status calls for."""
    place: dict[str, int | str | None] = {}
    if isinstance(error, MalformedQueryError) and error.line is not None:
        place = {"line": error.line, "column": error.column, "token": error.token}
    response = plain_refusal(site, request, error.status, str(error), **place)
    response.headers.update(error.headers)
    return response


def plain_refusal(site: Site, request: Request, status: int, reason: str, **place: int | str | None) -> Response:
    """The same of a status, a reason, and what a program is told of the place."""
    accept = request.headers.get("Accept", "")
    if prefers_html(accept):
        page = render_template("error.html", guide=site.guide(request), status=status, reason=reason)
        return Response(page, status=status, content_type=HTML.content_type)
    if prefers_json(accept):
        problem = {"title": HTTPStatus(status).phrase, "status": status, "detail": reason, **place}
        return Response(json.dumps(problem, ensure_ascii=False), status=status, content_type=_PROBLEM)
    return Response(f"{reason}\n", status=status, content_type=_TEXT)
