"""The SPARQL 1.1 protocol: the ways to send a query, and every way to be refused."""

import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Store

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.limits import Limits

BASE = "https://w3id.org/mandategraph/"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


def _count(text: str) -> int:
    return int(json.loads(text)["results"]["bindings"][0]["n"]["value"])


def test_a_query_can_be_sent_in_three_ways(client: FlaskClient, small_store: Store) -> None:
    answers = (
        client.get("/sparql", query_string={"query": COUNT}),
        client.post("/sparql", data={"query": COUNT}),
        client.post("/sparql", data=COUNT, content_type=QUERY),
        client.post("/sparql", data=COUNT, content_type=f"{QUERY}; charset=utf-8"),
    )
    for answer in answers:
        assert answer.status_code == 200
        assert _count(answer.text) == len({quad.triple for quad in small_store})


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    answer = client.head("/sparql", query_string={"query": COUNT})
    assert (answer.status_code, answer.data) == (200, b"")


def test_the_default_graph_is_the_union_of_the_named_graphs(client: FlaskClient) -> None:
    across = f"""ASK {{ <{BASE}doc/S/RES/2396(2017)> <{BASE}ont#issuedBy> ?body .
        ?body <http://www.w3.org/2004/02/skos/core#prefLabel> "安全理事会"@zh }}"""
    assert client.get("/sparql", query_string={"query": across}).json == {"head": {}, "boolean": True}


@pytest.mark.parametrize("way", ["protocol", "FROM"])
def test_a_client_can_choose_the_graph(client: FlaskClient, small_store: Store, way: str) -> None:
    graph = f"{BASE}graph/derivation"
    from_query = COUNT.replace("WHERE", f"FROM <{graph}> WHERE")
    fields = {"query": COUNT, "default-graph-uri": graph} if way == "protocol" else {"query": from_query}
    found = _count(client.get("/sparql", query_string=fields).text)
    assert found == len(list(small_store.quads_for_pattern(None, None, None, NamedNode(graph))))


def test_named_graphs_can_be_asked_for_by_name(client: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    found = client.get("/sparql", query_string={"query": query}).json
    assert found is not None
    assert len(found["results"]["bindings"]) == 5


MALFORMED = (
    # query                                                line  column  token      reason
    ("SELECT * {\n  ?s ?p\n}", 3, 1, "}", "possible, among others"),
    ("SELECT * {\r\n  ?s ?p\r\n}", 3, 1, "}", "possible, among others"),
    ("SELECT ?x {\n ?x a mg:Norm }", 2, 7, "mg:Norm", "prefix not found"),
    ("SELECT ?y (COUNT(?x) AS ?n) { ?x a ?y }", 1, 40, "", "unbound"),
    ("ASK { ?s ?p '安全理事会'@zh . ?x }", 1, 29, "}", "cannot be read on"),
    ("FOO", 1, 1, "FOO", "CONSTRUCT"),
    ("ASK {} ASK {}", 1, 8, "ASK", "VALUES"),
    ("SELECT * { ?s foo ?o }", 1, 15, "foo", "cannot be read on"),
    ("SELECT * { ?s ?p ?o # } FILTER\n} ORDER ?s", 2, 9, "?s", "BY"),
    ("SELECT * { FILTER(STRLEN(?o, ?s) > 1) }", 1, 28, ",", "cannot be read on"),
    ("SELECT * { ?s ?p 'open }", 1, 25, "", "cannot be read on"),
    ("SELECT * { ?s ?p ?o", 1, 20, "", '"}"'),
)


@pytest.mark.parametrize(("query", "line", "column", "token", "reason"), MALFORMED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_malformed_query_is_refused_with_its_position(
    client: FlaskClient, query: str, line: int, column: int, token: str, reason: str, method: str
) -> None:
    answer = client.open("/sparql", method=method, **{"query_string" if method == "GET" else "data": {"query": query}})
    first, *shown = answer.text.splitlines()
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert first.startswith(f"malformed query: line {line}, column {column}: {f'at {token!r}: ' if token else ''}")
    assert reason in first
    assert "\\u{" not in first
    assert shown[-1].index("^") == column - 1
    assert shown[0] == query.splitlines()[line - 1]


def test_a_program_is_told_the_position_as_data(client: FlaskClient) -> None:
    answer = client.get("/sparql?query=ASK{%0A?s foo ?o}", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    said = json.loads(answer.text)
    assert (said["status"], said["line"], said["column"], said["token"]) == (400, 2, 4, "foo")
    assert said["detail"].startswith("malformed query: line 2, column 4")


def test_a_browser_sees_the_position_above_the_query_it_sent(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": "SELECT <", "format": "html", "lang": "zh"})
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert "第 1 行第 " in answer.text
    assert "SELECT &lt;</textarea>" in answer.text


REFUSED = (
    # what                             status  method  path       arguments
    ("no query", 400, "POST", "/sparql", {"data": {"q": "ASK {}"}}),
    ("no query in the URL", 400, "GET", "/sparql?q=ASK{}", {}),
    ("a blank query", 400, "GET", "/sparql?query=%20", {}),
    ("two queries", 400, "GET", "/sparql?query=ASK{}&query=ASK{}", {}),
    ("one in the URL, one in the body", 400, "POST", "/sparql?query=ASK{}", {"data": {"query": "ASK{}"}}),
    ("no UTF-8 in the URL", 400, "GET", "/sparql?query=ASK%FF", {}),
    ("no UTF-8 in the body", 400, "POST", "/sparql", {"data": b"ASK {} # \xff", "content_type": QUERY}),
    ("no UTF-8 in a form", 400, "POST", "/sparql", {"data": b"query=%FF", "content_type": FORM}),
    ("a graph that is no IRI", 400, "GET", "/sparql?query=ASK{}&default-graph-uri=x", {}),
    ("an unknown format", 400, "GET", "/sparql?query=ASK{}&format=exe", {}),
    ("an update as a query", 400, "GET", "/sparql?query=CLEAR%20ALL", {}),
    ("an update in the URL", 400, "GET", "/sparql?update=CLEAR%20ALL", {}),
    ("an update posted in the URL", 400, "POST", "/sparql?update=CLEAR%20ALL", {"data": "x", "content_type": UPDATE}),
    ("an update as an update", 403, "POST", "/sparql", {"data": {"update": "CLEAR ALL"}}),
    ("an update sent directly", 403, "POST", "/sparql", {"data": "CLEAR ALL", "content_type": UPDATE}),
    ("a query and an update", 400, "POST", "/sparql", {"data": {"update": "CLEAR ALL", "query": "ASK{}"}}),
    ("two updates", 400, "POST", "/sparql", {"data": {"update": ["CLEAR ALL", "CLEAR ALL"]}}),
    ("graphs of an update for a query", 400, "GET", "/sparql?query=ASK{}&using-graph-uri=urn:x", {}),
    ("a query in UTF-16", 415, "POST", "/sparql", {"data": "ASK{}", "content_type": f"{QUERY}; charset=UTF-16"}),
    ("a graph put", 403, "PUT", "/graph?graph=urn:x", {"data": "", "content_type": "text/turtle"}),
    ("a graph put directly", 403, "PUT", "/graph/x", {"data": "", "content_type": "text/turtle"}),
    ("a graph deleted", 403, "DELETE", "/graph?default", {}),
    ("an unknown graph", 404, "GET", "/graph?graph=urn:x", {}),
    ("a graph that has no IRI", 400, "GET", "/graph?graph=x", {}),
    ("two graphs", 400, "GET", "/graph?graph=urn:x&default", {}),
    ("a patch of a graph", 405, "PATCH", "/graph/x", {}),
    ("another server", 400, "GET", "/sparql?query=" + quote("ASK{SERVICE<http://127.0.0.1/>{?s ?p ?o}}"), {}),
    ("another server, silently", 400, "GET", "/sparql?query=" + quote("ASK{service silent<http://[::1]/>{}}"), {}),
    ("nested too deep", 400, "GET", "/sparql?query=ASK" + "{" * 200 + "}" * 200, {}),
    ("many fields", 400, "GET", "/sparql?" + "a=1&" * 300, {}),
    ("a bad value", 400, "GET", "/queries/deadlines-calendar?from=today", {"headers": {"Accept": "text/csv"}}),
    ("an unknown IRI", 404, "GET", "/doc/S/RES/9999(2099)", {}),
    ("an unknown question", 404, "GET", "/queries/nothing", {}),
    ("an unknown foreign IRI", 404, "GET", "/https://example.org/x", {}),
    ("no path of an IRI", 404, "GET", "/%3C%3E%22", {}),
    ("a null byte", 404, "GET", "/doc/%00", {}),
    ("posting to a document", 405, "POST", "/doc/S/2018/80", {}),
    ("putting a query", 405, "PUT", "/sparql", {"data": "ASK{}"}),
    ("deleting the start page", 405, "DELETE", "/", {}),
    ("a picture of a document", 406, "GET", "/doc/S/2018/80", {"headers": {"Accept": "image/png"}}),
    ("a graph of solutions", 406, "GET", "/sparql?query=ASK{}", {"headers": {"Accept": "text/turtle"}}),
    ("a query too long", 413, "GET", "/sparql?query=ASK{}" + "%20" * 2**17, {}),
    ("a query too long, posted", 413, "POST", "/sparql", {"data": {"query": "ASK{}" + " " * 2**17}}),
    ("a body of JSON", 415, "POST", "/sparql", {"json": {"query": "ASK{}"}}),
    (
        "a body of many parts",
        415,
        "POST",
        "/sparql",
        {"data": {"query": "ASK{}"}, "content_type": "multipart/form-data"},
    ),
    ("a body of no type", 415, "POST", "/sparql", {"data": b"ASK{}"}),
)


@pytest.mark.parametrize(("what", "status", "method", "path", "arguments"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_answered_is_refused_in_words(
    client: FlaskClient, what: str, status: int, method: str, path: str, arguments: dict[str, object]
) -> None:
    answer = client.open(path, method=method, **arguments)
    assert (answer.status_code, answer.content_type) == (status, "text/plain; charset=utf-8"), what
    assert answer.text.strip()


WITHOUT_QUERY = {"no query", "no query in the URL", "a blank query"}
"""To a browser these are the page with the empty form."""


@pytest.mark.parametrize(
    ("what", "status", "method", "path", "arguments"),
    [pytest.param(*row, id=row[0]) for row in REFUSED if "headers" not in row[-1]],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_browser_is_refused_with_a_page(
    client: FlaskClient, what: str, status: int, method: str, path: str, arguments: dict[str, object], lang: str
) -> None:
    headers = {"Accept": "text/html", "Accept-Language": lang}
    answer = client.open(path, method=method, headers=headers, **arguments)
    assert answer.status_code == (200 if what in WITHOUT_QUERY else status), what
    assert answer.mimetype == "text/html"
    assert f'<html lang="{lang}">' in answer.text


def test_a_refused_method_says_which_are_allowed(client: FlaskClient) -> None:
    assert {"GET", "HEAD", "OPTIONS", "POST"} == set(client.put("/sparql").allow)
    assert "POST" not in client.post("/ont").allow


def test_a_wrong_content_type_is_told_the_right_ones(client: FlaskClient) -> None:
    assert {QUERY, FORM} <= set(client.post("/sparql", json={}).text.splitlines())


def test_a_long_table_is_cut_on_the_page_and_whole_in_the_download(small_store: Store) -> None:
    client = create_app(small_store, questions(), limits=Limits(rows=5)).test_client()
    fields = {"query": "SELECT * { ?s ?p ?o }"}
    page = client.get("/sparql", query_string={**fields, "format": "html"}).text
    assert page.count("<tr>") == 6
    assert "5+ rows" in page
    whole = client.get("/sparql", query_string={**fields, "format": "csv"}).text
    assert len(whole.splitlines()) > 6


def test_anybodys_scripts_may_read(client: FlaskClient) -> None:
    answer = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


def test_the_endpoint_describes_itself_to_who_reads_graphs(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.mimetype) == (200, "text/turtle")
    assert "sd:UnionDefaultGraph" in answer.text


def test_a_word_that_only_looks_like_federation_is_answered(client: FlaskClient) -> None:
    query = "SELECT ?service { ?service ?p 'SERVICE' } # service"
    assert client.get("/sparql", query_string={"query": query}).status_code == 200
