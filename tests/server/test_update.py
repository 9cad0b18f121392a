"""SPARQL updates over HTTP: who may, in which ways, on which graphs, and what is refused."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from pyoxigraph import DefaultGraph, NamedNode, Store

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.policy import Policy

TOKEN = "a secret of the keeper"  # noqa: S105 - it is the secret of this test alone
BEARER = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = "application/sparql-update"
DATA = """
    INSERT DATA {
      <urn:s> <urn:p> 'default' .
      GRAPH <urn:g> { <urn:s> <urn:p> 'g' }
      GRAPH <urn:h> { <urn:s> <urn:p> 'h' }
    }"""

Opened = tuple[Store, FlaskClient]


def opened(policy: Policy) -> Opened:
    store = Store()
    store.update(DATA)
    return store, create_app(store, questions(), policy).test_client()


@pytest.fixture
def writable() -> Opened:
    """A server that may be written to, with a default graph of its own."""
    return opened(Policy(token=TOKEN, union=False))


def said(store: Store, graph: str = "") -> set[str]:
    """The objects of all triples in a graph."""
    place = NamedNode(graph) if graph else DefaultGraph()
    return {quad.object.value for quad in store.quads_for_pattern(None, None, None, place)}


INSERT = "INSERT DATA { <urn:s> <urn:p> 'new' }"
WAYS: dict[str, Callable[[FlaskClient], object]] = {
    "form": lambda client: client.post("/sparql", data={"update": INSERT}, headers=BEARER),
    "direct": lambda client: client.post("/sparql", data=INSERT, content_type=UPDATE, headers=BEARER),
    "direct with a charset": lambda client: client.post(
        "/sparql", data=INSERT, content_type=f"{UPDATE}; charset=utf-8", headers=BEARER
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_update_can_be_sent_in_two_ways(writable: Opened, way: str) -> None:
    store, client = writable
    assert getattr(WAYS[way](client), "status_code", None) == 204
    assert said(store) == {"default", "new"}


STRANGERS = (
    # what                      Authorization                   status  challenge
    ("no token", None, 401, 'Bearer realm="mandategraph"'),
    ("another token", "Bearer guess", 401, 'Bearer realm="mandategraph", error="invalid_token"'),
    ("a part of the token", f"Bearer {TOKEN[:-1]}", 401, 'Bearer realm="mandategraph", error="invalid_token"'),
    ("a name and password", "Basic YTpi", 401, 'Bearer realm="mandategraph"'),
    ("the token without its scheme", TOKEN, 401, 'Bearer realm="mandategraph"'),
    ("an empty token", "Bearer ", 401, 'Bearer realm="mandategraph", error="invalid_token"'),
    ("a token of no ASCII", "Bearer \xe9", 401, 'Bearer realm="mandategraph", error="invalid_token"'),
)


@pytest.mark.parametrize(("what", "shown", "status", "challenge"), STRANGERS, ids=[row[0] for row in STRANGERS])
def test_who_has_no_token_changes_nothing(
    writable: Opened, what: str, shown: str | None, status: int, challenge: str
) -> None:
    store, client = writable
    headers = {} if shown is None else {"Authorization": shown}
    for answer in (
        client.post("/sparql", data={"update": INSERT}, headers=headers),
        client.post("/sparql", data=INSERT, content_type=UPDATE, headers=headers),
        client.put("/graph?default", data="", content_type="text/turtle", headers=headers),
        client.delete("/graph?graph=urn:g", headers=headers),
    ):
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (status, challenge), what
    assert (said(store), said(store, "urn:g")) == ({"default"}, {"g"})


def test_a_server_without_a_token_is_read_only() -> None:
    store, client = opened(Policy())
    answer = client.post("/sparql", data={"update": INSERT}, headers=BEARER)
    assert (answer.status_code, "read-only" in answer.text, said(store)) == (403, True, {"default"})


USING = (
    # update                                                               graphs seen        then in urn:n
    ("INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { ?s ?p ?o }", [], {"default"}),
    ("INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { ?s ?p ?o }", ["using-graph-uri=urn:g"], {"g"}),
    ("INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { ?s ?p ?o }", ["using-graph-uri=urn:g", "using-graph-uri=urn:h"],
     {"g", "h"}),
    ("INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { ?s ?p ?o }", ["using-named-graph-uri=urn:g"], set()),
    ("INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", ["using-named-graph-uri=urn:h"], {"h"}),
    ("INSERT { GRAPH <urn:n> { ?s ?p 'WHERE' } } # WHERE\nWHERE{?s ?p ?o}", ["using-graph-uri=urn:g"], {"WHERE"}),
    ("INSERT { GRAPH <urn:n> { ?s ?p ?WHERE } } where { ?s ?p ?WHERE { SELECT * WHERE {} } }",
     ["using-graph-uri=urn:g"], {"g"}),
    ("INSERT DATA { GRAPH <urn:n> { <urn:s> <urn:p> 'WHERE {' } }", ["using-graph-uri=urn:g"], {"WHERE {"}),
    ("INSERT { GRAPH <urn:n> { ?with ?using 'WITH' } } WHERE { ?with ?using ?o }", ["using-graph-uri=urn:g"], {"WITH"}),
    ("INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { ?s ?p ?o }; DELETE # all\nWHERE { GRAPH <urn:n> { ?s ?p ?o } }",
     ["using-graph-uri=urn:g", "using-named-graph-uri=urn:n"], set()),
)  # fmt: skip


@pytest.mark.parametrize(("update", "graphs", "found"), USING)
def test_a_client_can_choose_the_graphs_an_update_sees(
    writable: Opened, update: str, graphs: list[str], found: set[str]
) -> None:
    store, client = writable
    answer = client.post(f"/sparql?{'&'.join(graphs)}", data=update, content_type=UPDATE, headers=BEARER)
    assert answer.status_code == 204, answer.text
    assert said(store, "urn:n") == found


REFUSED = (
    # update                                                                        with  why
    ("INSERT DATA { <urn:s> <urn:p> ?o }", "", "malformed update: line 1, column 34: at '}'"),
    ("CLEAR ALL;\nCLEAR XYZ", "", "malformed update: line 2, column 7: at 'XYZ'"),
    ("SELECT * {}", "", "malformed update: line 1, column 1: at 'SELECT'"),
    ("INSERT DATA { _:a <urn:p> 1 }; INSERT DATA { _:a <urn:p> 1 }", "", "blank node"),
    ("CREATE GRAPH <urn:g>", "", "already exists"),
    ("CLEAR ALL; DROP GRAPH <urn:none>", "", "does not exist"),
    ("CLEAR ALL; LOAD <http://127.0.0.1/>", "", "LOAD is not offered"),
    ("CLEAR ALL; load silent <file:///etc/passwd>", "", "LOAD is not offered"),
    ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "", "SERVICE is not offered"),
    ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "using-graph-uri=urn:h", "in one of the two ways"),
    ("DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }", "using-named-graph-uri=urn:h", "in one of the two ways"),
    ("CLEAR ALL", "default-graph-uri=urn:g", "not for an update"),
    ("CLEAR ALL", "using-graph-uri=g", "using-graph-uri"),
    ("DELETE { ?s ?p ?o } WHERE {" + "{" * 40 + "?s ?p ?o" + "}" * 40 + "}", "", "nested 41 deep"),
    ("DELETE WHERE { ?s ?p ?o };" * 70, "using-graph-uri=urn:g", "70 patterns"),
)


@pytest.mark.parametrize(("update", "graphs", "why"), REFUSED)
def test_an_update_that_is_refused_changes_nothing(writable: Opened, update: str, graphs: str, why: str) -> None:
    store, client = writable
    answer = client.post(f"/sparql?{graphs}", data=update, content_type=UPDATE, headers=BEARER)
    assert (answer.status_code, why in answer.text) == (400, True), answer.text
    assert (said(store), said(store, "urn:g"), said(store, "urn:h")) == ({"default"}, {"g"}, {"h"})


PROLOGUES = (
    # update                                                              then in the default graph
    ("PREFIX a: <urn:> INSERT DATA { a:s a:p '1' }; PREFIX b: <urn:> INSERT DATA { b:s a:p '2' }", {"1", "2"}),
    ("CLEAR ALL;\n# ; PREFIX\nPREFIX a: <urn:>\nINSERT DATA { a:s a:p '; PREFIX a: <b>' }", {"; PREFIX a: <b>"}),
    ("VERSION '1.2' PREFIX a: <urn:> INSERT DATA { a:s a:p '1' }; PREFIX a: <urn:> CLEAR ALL", set()),
)  # fmt: skip


@pytest.mark.parametrize(("update", "found"), PROLOGUES)
def test_every_operation_can_have_a_prologue(writable: Opened, update: str, found: set[str]) -> None:
    store, client = writable
    answer = client.post("/sparql", data=update, content_type=UPDATE, headers=BEARER)
    assert answer.status_code == 204, answer.text
    assert said(store) - {"default"} == found


def test_relative_iris_are_those_of_the_server() -> None:
    store, client = opened(Policy(base="https://example.org/here/", token=TOKEN))
    client.post("/sparql", data="INSERT DATA { <urn:s> <urn:p> <doc/1> }", content_type=UPDATE, headers=BEARER)
    assert "https://example.org/here/doc/1" in said(store)


def test_an_update_may_be_longer_than_a_query_may(writable: Opened) -> None:
    store, client = writable
    long = "INSERT DATA { " + "".join(f"<urn:s> <urn:p> '{number}' . " for number in range(20_000)) + "}"
    assert client.post("/sparql", data=long, content_type=UPDATE, headers=BEARER).status_code == 204
    assert len(said(store)) == 20_001
