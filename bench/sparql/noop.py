"""A Flask route that does nothing: what the framework and a server cost by themselves."""

from flask import Flask, Response

application = Flask("noop")


@application.get("/sparql")
def nothing() -> Response:
    return Response('{"head":{},"boolean":true}', content_type="application/sparql-results+json")
