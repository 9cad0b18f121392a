"""The store: every graph by its name, and all of them merged once."""

import io

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from mandategraph.server.evaluation import Evaluator, Query
from mandategraph.server.limits import Limits
from mandategraph.server.policy import Policy
from mandategraph.server.store import Copy
from tests.conftest import MakeCopy

S, P, G, H = (NamedNode(f"urn:{name}") for name in "spgh")
QUADS = (
    Quad(S, P, Literal("both"), G),
    Quad(S, P, Literal("both"), H),
    Quad(S, P, Literal("one"), H),
    Quad(G, P, S, H),
    Quad(S, P, Literal("GRAPH")),
)


@pytest.fixture(scope="module")
def copy(copied: MakeCopy) -> Copy:
    return copied(QUADS)


def counted(store: Store, pattern: str) -> int:
    found = store.query(f"SELECT * {{ {pattern} }}")
    assert isinstance(found, QuerySolutions)
    return sum(1 for _ in found)


def test_the_default_graph_has_every_triple_once(copy: Copy) -> None:
    assert counted(copy.store, "?s ?p ?o") == 4


def test_a_named_graph_has_its_own(copy: Copy) -> None:
    assert counted(copy.store, "GRAPH <urn:g> { ?s ?p ?o }") == 1
    assert counted(copy.store, "GRAPH ?g { ?s ?p ?o }") == 4


def test_the_default_graph_stands_apart_too(copy: Copy) -> None:
    assert copy.merged is not None
    assert (counted(copy.merged, "?s ?p ?o"), counted(copy.merged, "GRAPH ?g { ?s ?p ?o }")) == (4, 0)


PLAIN = (
    "SELECT * { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s <urn:p>* ?o }",
    "SELECT ?s { ?s ?p ?o MINUS { ?s ?p 'GRAPH' } FILTER NOT EXISTS { ?s <urn:from> <urn:graph> } }",
    "ASK { ?graph ?from 'one' } # FROM",
    "CONSTRUCT { ?o ?p ?s } { ?s ?p ?o FILTER(isIRI(?o)) }",
    "DESCRIBE <urn:s>",
)
OF_GRAPHS = (
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . graph<urn:h> { ?s ?p 'one' } }",
    "SELECT * { ?x ?q 'GRAPH'GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { { SELECT * { ?s ?p ?o } } FILTER EXISTS{GRAPH <urn:g> { ?s ?p ?o }} }",
    "SELECT * FROM <urn:h> { ?s ?p ?o }",
    "SELECT*FROM NAMED<urn:h>{ GRAPH ?g { ?s ?p ?o } }",
    "ASKFROM<urn:h>{ ?s ?p 'one' }",
    "SELECT * { ?s ?p trueGRAPH ?g { ?x ?y ?z } }",
    "DESCRIBE*FROM<urn:g>{ ?s ?p ?o }",
    "CONSTRUCTFROM<urn:h>WHERE{ ?s ?p ?o }",
)


def said(copy: Copy, merged: Store | None, query: Query) -> list[bytes]:
    """The lines of an answer, in some order of theirs."""
    out = io.BytesIO()
    evaluator = Evaluator(copy.store, Limits(), Policy(), merged)
    evaluator.answer(query, lambda offered: next(each for each in offered if each.name in {"csv", "nt"})).write(out)
    return sorted(out.getvalue().splitlines())


@pytest.mark.parametrize("text", PLAIN + OF_GRAPHS)
def test_a_query_is_answered_as_if_all_stood_in_one_store(copy: Copy, text: str) -> None:
    assert said(copy, copy.merged, Query(text)) == said(copy, None, Query(text))


@pytest.mark.parametrize("graphs", [{"default_graphs": (H,)}, {"named_graphs": (G,)}])
def test_graphs_that_the_protocol_names_are_seen(copy: Copy, graphs: dict[str, tuple[NamedNode, ...]]) -> None:
    query = Query("SELECT * { { ?s ?p ?o } UNION { ?s ?q ?o } }", **graphs)
    assert said(copy, copy.merged, query) == said(copy, None, query)


@pytest.mark.parametrize("text", PLAIN)
def test_what_asks_nothing_of_named_graphs_does_not_go_through_them(copy: Copy, text: str) -> None:
    assert said(Copy(Store()), copy.merged, Query(text)) == said(copy, None, Query(text))


@pytest.mark.parametrize("text", OF_GRAPHS)
def test_what_may_ask_of_named_graphs_goes_through_all(copy: Copy, text: str) -> None:
    assert said(copy, Store(), Query(text)) == said(copy, None, Query(text))
