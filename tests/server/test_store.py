"""The store: every graph by its name, and all of them merged once."""

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from mandategraph.server.store import open_store

S, P, G, H = (NamedNode(f"urn:{name}") for name in "spgh")
STORE = open_store([Quad(S, P, Literal("both"), G), Quad(S, P, Literal("both"), H), Quad(S, P, Literal("one"), H)])


def counted(store: Store, pattern: str) -> int:
    found = store.query(f"SELECT * {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    return sum(1 for _ in found)


def test_the_default_graph_has_every_triple_once() -> None:
    assert counted(STORE, "?s ?p ?o") == 2


def test_a_named_graph_has_its_own() -> None:
    assert counted(STORE, "GRAPH <urn:g> { ?s ?p ?o }") == 1
    assert counted(STORE, "GRAPH ?g { ?s ?p ?o }") == 3


def test_triples_that_came_without_a_graph_are_in_the_default_graph() -> None:
    assert counted(open_store([Quad(S, P, Literal("none"))]), "?s ?p ?o") == 1
