"""The graph store: graphs put, added to, read and deleted, named in the URL or by it."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, RdfFormat, Store, parse

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.policy import Policy
from tests.conftest import MakeCopy

BASE = "https://example.org/"
BEARER = {"Authorization": "Bearer t"}
TURTLE = "text/turtle"
ONE = "<urn:s> <urn:p> 'one' ."
NEW = "<urn:s> <urn:p> 'new' ."


@pytest.fixture
def store() -> Store:
    store = Store()
    store.update(
        f"INSERT DATA {{ <urn:s> <urn:p> 'default' . GRAPH <{BASE}graph/a> {{ {ONE} }} GRAPH <urn:g> {{ {ONE} }} }}"
    )
    return store


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return create_app(store, questions(), Policy(base=BASE, token="t", union=False)).test_client()  # noqa: S106


def said(store: Store, graph: str = "") -> set[str]:
    place = NamedNode(graph) if graph else DefaultGraph()
    return {quad.object.value for quad in store.quads_for_pattern(None, None, None, place)}


PLACES = (
    # path                               graph
    ("/graph?default", ""),
    ("/graph?graph=urn:g", "urn:g"),
    (f"/graph?graph={BASE}graph/a", f"{BASE}graph/a"),
    ("/graph/a", f"{BASE}graph/a"),
)


@pytest.mark.parametrize(("path", "graph"), PLACES)
def test_a_graph_is_read_in_every_format(client: FlaskClient, store: Store, path: str, graph: str) -> None:
    for name, form in (("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("rdf", RdfFormat.RDF_XML)):
        answer = client.get(f"{path}{'&' if '?' in path else '?'}format={name}")
        assert answer.status_code == 200
        assert {quad.object.value for quad in parse(answer.data, form)} == said(store, graph)
    assert client.head(path, headers={"Accept": TURTLE}).status_code == 200


@pytest.mark.parametrize(("path", "graph"), PLACES)
def test_a_graph_is_replaced(client: FlaskClient, store: Store, path: str, graph: str) -> None:
    assert client.put(path, data=NEW, content_type=TURTLE, headers=BEARER).status_code == 204
    assert said(store, graph) == {"new"}
    assert sum(map(len, (said(store), said(store, "urn:g"), said(store, f"{BASE}graph/a")))) == 3


@pytest.mark.parametrize(("path", "graph"), PLACES)
def test_a_graph_is_added_to(client: FlaskClient, store: Store, path: str, graph: str) -> None:
    before = said(store, graph)
    assert client.post(path, data=NEW, content_type=TURTLE, headers=BEARER).status_code == 204
    assert said(store, graph) == {*before, "new"}


@pytest.mark.parametrize(("path", "graph"), PLACES)
def test_a_graph_is_deleted(client: FlaskClient, store: Store, path: str, graph: str) -> None:
    assert client.delete(path, headers=BEARER).status_code == 204
    assert said(store, graph) == set()
    assert client.delete(path, headers=BEARER).status_code == (404 if graph else 204)
    assert client.get(path, headers={"Accept": TURTLE}).status_code == (404 if graph else 200)


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize(
    ("path", "graph"), [("/graph?graph=urn:n", "urn:n"), ("/graph/n%20o/p", f"{BASE}graph/n%20o/p")]
)
@pytest.mark.parametrize("content", [NEW, ""])
def test_a_graph_that_was_not_there_is_made(
    client: FlaskClient, store: Store, method: str, path: str, graph: str, content: str
) -> None:
    answer = client.open(path, method=method, data=content, content_type=TURTLE, headers=BEARER)
    assert answer.status_code == 201
    assert store.contains_named_graph(NamedNode(graph))
    assert said(store, graph) == ({"new"} if content else set())


def test_what_is_posted_to_no_graph_becomes_one(client: FlaskClient, store: Store) -> None:
    places = [client.post("/graph", data=NEW, content_type=TURTLE, headers=BEARER) for _ in range(2)]
    assert [answer.status_code for answer in places] == [201, 201]
    first, second = (answer.headers["Location"] for answer in places)
    assert first != second
    assert said(store, first) == said(store, second) == {"new"}
    assert client.get(first.removeprefix(BASE[:-1]), headers={"Accept": TURTLE}).status_code == 200


def test_a_form_of_several_files_is_one_graph(client: FlaskClient, store: Store) -> None:
    files = {
        "one": (io.BytesIO(ONE.encode()), "one.ttl", TURTLE),
        "two": (io.BytesIO(b'<urn:s> <urn:p> "two" .'), "two.nt", "application/n-triples"),
    }
    answer = client.put("/graph?graph=urn:g", data=files, headers=BEARER)
    assert (answer.status_code, said(store, "urn:g")) == (204, {"one", "two"})


QUADS = '<urn:s> <urn:p> "quad" <urn:q> .\n<urn:s> <urn:p> "triple" .'
NQUADS = "application/n-quads"


def test_a_dataset_is_added_to_all_graphs_or_replaces_them(client: FlaskClient, store: Store) -> None:
    assert client.post("/graph", data=QUADS, content_type=NQUADS, headers=BEARER).status_code == 204
    assert (said(store), said(store, "urn:q"), said(store, "urn:g")) == ({"default", "triple"}, {"quad"}, {"one"})
    assert client.put("/graph", data=QUADS, content_type="application/trig", headers=BEARER).status_code == 400
    assert client.put("/graph", data=QUADS, content_type=NQUADS, headers=BEARER).status_code == 204
    assert (said(store), said(store, "urn:q"), said(store, "urn:g")) == ({"triple"}, {"quad"}, set())


@pytest.mark.parametrize(
    ("name", "form"), [("trig", RdfFormat.TRIG), ("nq", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)]
)
def test_all_graphs_are_read_as_a_dataset(client: FlaskClient, store: Store, name: str, form: RdfFormat) -> None:
    read = set(parse(client.get(f"/graph?format={name}").data, form))
    assert read == set(store)


def test_the_union_of_all_graphs_is_not_read_as_one_of_them(store: Store, copied: MakeCopy) -> None:
    merged = copied(store).store
    client = create_app(merged, questions(), Policy(base=BASE)).test_client()
    assert set(parse(client.get("/graph?format=nq").data, RdfFormat.N_QUADS)) == set(store)
    assert set(parse(client.get("/graph?default&format=nt").data, RdfFormat.N_TRIPLES)) == {
        quad for quad in merged if quad.graph_name == DefaultGraph()
    }


BLANK = '@prefix : <urn:> . :s :p [ :q [ :r <<( :s :p \'x\'@en--ltr )>> ] ] . # LOAD, SERVICE\n:s :p """a\n\'\\\\b""" .'


def test_what_is_put_comes_back(client: FlaskClient) -> None:
    client.put("/graph/b", data=BLANK, content_type=TURTLE, headers=BEARER)
    back = Dataset(parse(client.get("/graph/b?format=nt").data, RdfFormat.N_TRIPLES))
    sent = Dataset(parse(BLANK, RdfFormat.TURTLE))
    for each in (back, sent):
        each.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    assert back == sent


def test_relative_iris_are_those_of_the_graph(client: FlaskClient, store: Store) -> None:
    client.put("/graph/b", data="<#x> <urn:p> <c> .", content_type=TURTLE, headers=BEARER)
    assert said(store, f"{BASE}graph/b") == {f"{BASE}graph/c"}


REFUSED: tuple[tuple[str, int, str, str, dict[str, Any]], ...] = (
    # what                       status  method  path                arguments
    ("broken Turtle", 400, "PUT", "/graph?graph=urn:g", {"data": "<urn:s> <urn:p> x:y .", "content_type": TURTLE}),
    ("Turtle called RDF/XML", 400, "PUT", "/graph?graph=urn:g", {"data": NEW, "content_type": "application/rdf+xml"}),
    ("no UTF-8", 400, "PUT", "/graph?graph=urn:g", {"data": b"<urn:s> <urn:p> '\xff' .", "content_type": TURTLE}),
    ("several graphs for one", 400, "PUT", "/graph?graph=urn:g", {"data": QUADS, "content_type": NQUADS}),
    ("a graph without an IRI", 400, "POST", "/graph", {"data": "_:g { <urn:s> <urn:p> 1 }",
                                                      "content_type": "application/trig"}),
    ("a form without a file", 400, "PUT", "/graph?graph=urn:g", {"data": {"x": "y"},
                                                                "content_type": "multipart/form-data"}),
    ("all graphs deleted", 400, "DELETE", "/graph", {}),
    ("two graphs", 400, "PUT", "/graph?graph=urn:g&graph=urn:h", {"data": NEW, "content_type": TURTLE}),
    ("a picture", 415, "PUT", "/graph?graph=urn:g", {"data": b"x", "content_type": "image/png"}),
    ("no type", 415, "PUT", "/graph?graph=urn:g", {"data": b"x"}),
    ("a picture in a form", 415, "PUT", "/graph?graph=urn:g", {"data": {"f": (io.BytesIO(b"x"), "x", "image/png")}}),
)  # fmt: skip


@pytest.mark.parametrize(("what", "status", "method", "path", "arguments"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused_changes_nothing(
    client: FlaskClient, store: Store, what: str, status: int, method: str, path: str, arguments: dict[str, Any]
) -> None:
    before = set(store)
    answer = client.open(path, method=method, headers=BEARER, **arguments)
    assert (answer.status_code, set(store)) == (status, before), answer.text


def test_a_broken_graph_is_refused_with_its_position(client: FlaskClient) -> None:
    answer = client.put(
        "/graph/b",
        data="<urn:s> <urn:p> 1 .\n<urn:s> <urn:p> x:y .",
        content_type=TURTLE,
        headers={**BEARER, "Accept": "application/json"},
    )
    assert answer.json is not None
    assert {key: answer.json[key] for key in ("line", "column", "token")} == {"line": 2, "column": 17, "token": "x:y"}


def test_an_unknown_format_of_a_graph_is_told_the_known(client: FlaskClient) -> None:
    assert client.get("/graph?graph=urn:g", headers={"Accept": "image/png"}).status_code == 406
    assert "trig" in client.get("/graph?format=exe").text
