"""The short way of a query answers as the application does, and leaves to it what it cannot answer."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.test import Client, EnvironBuilder

from mandategraph.server.evaluation import Evaluator
from mandategraph.server.limits import Limits
from mandategraph.server.policy import Policy
from mandategraph.server.shortcut import Shortcut
from mandategraph.server.store import Copy

ASK, ROWS, BUILT = "ASK { ?s ?p ?o }", "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 3", "CONSTRUCT WHERE { ?s ?p ?o }"
RELATIVE = "SELECT (<x> AS ?iri) {}"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"

SHORT: tuple[tuple[str, dict[str, str]], ...] = (
    (ASK, {}),
    (ASK, {"Accept": "*/*"}),
    (ASK, {"Accept": "application/sparql-results+xml", "Accept-Encoding": "gzip"}),
    (ROWS, {"Accept": "text/csv"}),
    (ROWS, {"Accept": "text/csv;q=0.1, text/tab-separated-values", "Accept-Encoding": "identity"}),
    (RELATIVE, {}),
    (BUILT, {"Accept": "application/n-triples"}),
    (BUILT, {"Accept": "text/turtle", "Accept-Encoding": "zstd, br"}),
    ("SELECT ?service {}", {}),
)
LONG: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("GET", f"query={quote(ASK)}", {"Accept": BROWSER}),
    ("GET", f"query={quote(ASK)}", {"Accept": "text/turtle, text/html;q=0.5"}),
    ("GET", f"query={quote(ASK)}&format=csv", {}),
    ("GET", f"query={quote(ASK)}&default-graph-uri=urn:g", {}),
    ("GET", f"query={quote(ASK)}&query={quote(ASK)}", {}),
    ("GET", "query=%20", {}),
    ("GET", "query=%FF", {}),
    ("GET", "query=SELEKT", {}),
    ("GET", f"query={quote('ASK { SERVICE <urn:x> { ?s ?p ?o } }')}", {}),
    ("GET", f"query={quote('ASK ' + '{' * 40 + '}' * 40)}", {}),
    ("GET", f"query={quote(ASK)}", {"Accept": "image/png"}),
    ("GET", "", {}),
    ("HEAD", f"query={quote(ASK)}", {}),
    ("POST", f"query={quote(ASK)}", {}),
)


class Whole:
    """The application, which notes that it was asked."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.asked = 0

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        return self.app(environ, start_response)


@pytest.fixture
def whole(small_app: Flask) -> Whole:
    return Whole(small_app)


@pytest.fixture
def short(whole: Whole, small_copy: Copy) -> Client:
    return Client(Shortcut(whole, Evaluator(small_copy.store, Limits(), Policy(), small_copy.merged)))


def both(short: Client, whole: Whole, method: str, query: str, headers: dict[str, str]) -> None:
    """Have both answer, and see that nothing tells them apart."""
    sent = {"path": "/sparql", "query_string": query, "method": method, "headers": headers}
    mine, theirs = short.open(EnvironBuilder(**sent)), Client(whole.app).open(EnvironBuilder(**sent))
    assert (mine.status_code, mine.data) == (theirs.status_code, theirs.data)
    assert sorted(mine.headers.items()) == sorted(theirs.headers.items())


@pytest.mark.parametrize(("query", "headers"), SHORT)
@pytest.mark.parametrize("more", ["", "&timeout=3"])
def test_a_plain_query_is_answered_as_by_the_application(
    short: Client, whole: Whole, query: str, headers: dict[str, str], more: str
) -> None:
    both(short, whole, "GET", f"query={quote(query)}{more}", headers)
    assert whole.asked == 0


@pytest.mark.parametrize(("method", "query", "headers"), LONG)
def test_all_else_is_left_to_the_application(
    short: Client, whole: Whole, method: str, query: str, headers: dict[str, str]
) -> None:
    both(short, whole, method, query, headers)
    assert whole.asked == 1


def test_another_address_is_left_to_the_application(short: Client, whole: Whole) -> None:
    assert short.get("/openapi.json").status_code == 200
    assert whole.asked == 1
