"""Whatever is sent, the server answers or says what is wrong with it: never a 500."""

import re
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.formats import GRAPHS, RESULTS
from mandategraph.server.front.worker import with_stack
from mandategraph.server.policy import Policy

STATUSES = {200, 303, 308, 400, 403, 404, 405, 406, 413, 415}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE")
PATHS = (
    "/", "/sparql", "/queries", "/queries/actor-profile", "/health", "/ont", "/static/style.css", "/static/../app.py",
    "/doc/S/RES/2396(2017)", "/doc/S/RES/2396(2017)/para/11", "/actor/cted", "/graph/derivation", "/graph/",
    "/graph", "/openapi.json",
    "/https://undocs.org/S/RES/2396(2017)", "//doc//S", "/doc/S/2018/80.ttl", "/.ttl", "/https:/", "/doc/%2e%2e/%00",
)  # fmt: skip
MEDIA = (
    *(each.media for each in (*RESULTS, *GRAPHS)),
    "*/*",
    "text/*",
    "image/png",
    "",
    ",;=",
    "text/html;q=x",
    "a/b;q=2",
)
KEYWORDS = r"""
    SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED SERVICE SILENT GRAPH UNION OPTIONAL MINUS FILTER BIND VALUES AS LIMIT
    OFFSET HAVING PREFIX BASE INSERT DELETE CLEAR COUNT(*) REGEX( EXISTS NOT IN UNDEF true
    { } ( ) [ ] << >> . ; , * + / | ^ ! ?x $y _:b a <urn:x> <http://[> <> mg:Norm mg: : @en ^^ 1 -1 1e999 "x"
    ' " # \ \u0022 \ud800 字"""
WORDS = (
    *KEYWORDS.split(),
    "ORDER BY",
    "GROUP BY",
    "9" * 30,
    '"""',
    "'''",
    "\n",
    "\r",
    "\x00",
    "😀",
    "\ufeff",
    "\u202e",
)

text = st.text(st.characters(codec="utf-8"), max_size=40)
path = st.sampled_from(PATHS) | st.text(st.characters(codec="utf-8", exclude_characters="?#"), max_size=40).map(
    lambda each: f"/{each}"
)
query = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | text
name = st.sampled_from(
    ("query", "format", "lang", "default-graph-uri", "named-graph-uri", "update", "actor", "language")
)
fields = st.lists(st.tuples(name | text, query | st.sampled_from(("ttl", "html", "csv", "urn:x"))), max_size=4)
accept = st.lists(st.sampled_from(MEDIA), max_size=3).map(",".join) | st.text(
    st.characters(codec="latin-1"), max_size=20
)
header_text = accept.map(lambda each: re.sub(r"[\r\n\x00]", " ", each))

quickly = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def strict_app(small_store: Store) -> Flask:
    """The server whose own errors reach the test."""
    app = create_app(small_store, questions())
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app


@quickly
@given(path=path, method=st.sampled_from(METHODS), fields=fields, accept=header_text, lang=header_text)
@example(path="/doc/\ud7ff", method="GET", fields=[], accept="", lang="")
def test_any_request_is_answered_or_refused(
    strict_app: Flask, path: str, method: str, fields: list[tuple[str, str]], accept: str, lang: str
) -> None:
    headers = {"Accept": accept, "Accept-Language": lang}
    with strict_app.test_client().open(path, method=method, query_string=fields, headers=headers) as answer:
        assert answer.status_code in STATUSES
        assert answer.status_code == 405 or answer.data is not None


@quickly
@given(query=query, accept=header_text, way=st.sampled_from(("GET", "form", "direct")))
@example(query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?x HAVING (?n > 1)", accept="", way="GET")
@example(query="ASK { BIND(IRI('x') AS ?y) }", accept="", way="GET")
@example(query="SELECT (1/0 AS ?x) {}", accept="text/html", way="GET")
@example(query="SELECT * { ?s <urn:a>*/<urn:b>+ ?o }", accept="text/csv", way="form")
@example(query="CONSTRUCT { ?s ?p _:b } WHERE { ?s ?p 'x' }", accept="application/rdf+xml", way="direct")
@example(query="CONSTRUCT { <urn:s> <urn:1> 'x' } WHERE {}", accept="application/rdf+xml", way="direct")
@example(query="SELECT (<< <urn:s> <urn:p> <urn:o> >> AS ?t) {}", accept="text/csv", way="form")
@example(query="SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '((a*)*)*b{999}') }", accept="", way="form")
@example(
    query="BASE <http://x/> PREFIX : <#> SELECT * FROM <g> FROM NAMED <h> { :a ^!(:b|^:c)? [] }", accept="", way="GET"
)
def test_any_query_is_answered_or_refused(strict_app: Flask, query: str, accept: str, way: str) -> None:
    client, headers = strict_app.test_client(), {"Accept": accept}
    answer = {
        "GET": lambda: client.get("/sparql", query_string={"query": query}, headers=headers),
        "form": lambda: client.post("/sparql", data={"query": query}, headers=headers),
        "direct": lambda: client.post(
            "/sparql", data=query.encode(), content_type="application/sparql-query", headers=headers
        ),
    }[way]()
    assert answer.status_code in STATUSES


@quickly
@given(body=st.binary(max_size=60), kind=st.sampled_from(MEDIA) | header_text, raw=st.binary(max_size=30))
def test_any_bytes_are_answered_or_refused(strict_app: Flask, body: bytes, kind: str, raw: bytes) -> None:
    answer = strict_app.test_client().post(f"/sparql?{quote(raw)}", data=body, content_type=kind)
    assert answer.status_code in STATUSES


@pytest.fixture(scope="module")
def open_app() -> Flask:
    """A server that may be written to, whose own errors reach the test."""
    app = create_app(Store(), questions(), Policy(token="t"))  # noqa: S106
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app


@quickly
@given(
    target=st.sampled_from(("/graph", "/graph?default", "/graph?graph=urn:g", "/graph/x", "/graph?graph=")),
    method=st.sampled_from(("PUT", "POST", "DELETE", "GET")),
    kind=st.sampled_from(MEDIA) | header_text,
    body=st.binary(max_size=60)
    | query.map(str.encode)
    | st.sampled_from((b"<urn:s> <urn:p> 1 .", b"<urn:g> { }", b"{}")),
)
def test_any_upload_is_taken_or_refused(open_app: Flask, target: str, method: str, kind: str, body: bytes) -> None:
    headers = {"Authorization": "Bearer t"}
    answer = open_app.test_client().open(target, method=method, data=body, content_type=kind, headers=headers)
    assert answer.status_code in {*STATUSES, 201, 204}


@quickly
@given(update=query, graphs=st.lists(st.sampled_from(("using-graph-uri=urn:g", "using-named-graph-uri=urn:g", "x=y"))))
@example(update="INSERT DATA { <urn:s> <urn:p> 'WHERE' } ; WHERE", graphs=["using-graph-uri=urn:g"])
@example(update="DELETE WHERE { GRAPH ?x { ?x a ?x } } # }", graphs=["using-graph-uri=urn:g"])
@example(update="; PREFIX a: <urn:x> ; BASE <urn:y> ;", graphs=[])
def test_any_update_is_done_or_refused(open_app: Flask, update: str, graphs: list[str]) -> None:
    headers, kind = {"Authorization": "Bearer t"}, "application/sparql-update"
    path = f"/sparql?{'&'.join(graphs)}"
    answer = open_app.test_client().post(path, data=update.encode(), content_type=kind, headers=headers)
    assert answer.status_code in {*STATUSES, 204}


@quickly
@given(values=st.dictionaries(st.sampled_from(["actor", "language", "other"]), text, max_size=3))
def test_any_value_of_a_parameter_is_answered_or_refused(strict_app: Flask, values: dict[str, str]) -> None:
    for accept in ("text/html", "text/csv"):
        answer = strict_app.test_client().get("/queries/actor-profile", query_string=values, headers={"Accept": accept})
        assert answer.status_code in {200, 400}


LENGTH = 2**14
CHAINS = {
    # a part that is repeated, between a start and an end; what runs on instead is a test of the front
    "&&": ("ASK { FILTER(true", " && true", ") }"),
    "+": ("ASK { FILTER(1", " + 1", " > 0) }"),
    "UNION": ("ASK { {}", " UNION {}", " }"),
    "MINUS": ("ASK { ", "MINUS {} ", "}"),
    "FILTER": ("ASK { ", "FILTER(true) ", "}"),
    "OPTIONAL": ("ASK { ", "OPTIONAL {} ", "}"),
    "BIND": ("ASK { ", "BIND(1 AS ?x) ", "}"),
    "ORDER BY": ("SELECT * { ?s ?p ?o } ORDER BY ?s", " ?p", ""),
    "IN": ("ASK { FILTER(1 IN (1", ", 1", ")) }"),
    "!": ("ASK { FILTER(", "!", "true) }"),
    "alternatives": ("ASK { ?s <urn:p>", "|<urn:p>", " ?o }"),
    "brackets": ("ASK { FILTER(", "(", ""),
    "blank nodes": ("ASK { ", "[ <urn:p> ", ""),
    "lists": ("ASK { ?s ?p ", "(", ""),
    "strings": ('ASK { ?s ?p "', "\\\\", '" }'),
    "quotes": ("ASK { ?s ?p ", '"', ""),
    "prefixes": ("", "PREFIX a: <urn:a> ", "ASK {}"),
}


@pytest.mark.parametrize("shape", CHAINS)
def test_a_long_query_of_any_shape_does_not_end_the_process(strict_app: Flask, shape: str) -> None:
    start, part, end = CHAINS[shape]
    query = start + part * ((LENGTH - len(start + end)) // len(part)) + end
    assert LENGTH - 20 < len(query) <= LENGTH
    statuses = []
    assert with_stack(lambda: statuses.append(strict_app.test_client().post("/sparql", data={"query": query})))
    assert statuses[0].status_code in {200, 400}
