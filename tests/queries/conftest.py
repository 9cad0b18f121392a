"""The hand-made graph and the tables that say what it answers."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse, serialize

from tests.conftest import MakeCopy

BASE = "https://w3id.org/mandategraph/"
DATA = Path(__file__).parent / "data"

Table = tuple[tuple[str, ...], ...]
"""A header and rows as text: IRIs without the base, literals by their lexical form, "" where unbound."""


def cell(term: object) -> str:
    """A term as a table shows it; a tab or a line break in a literal is a space."""
    match term:
        case None:
            return ""
        case NamedNode() | Literal() | BlankNode():
            text = term.value
        case _:
            text = str(term)
    return " ".join(text.split("\n")).replace("\t", " ").removeprefix(BASE)


def rows(solutions: Iterable[Iterable[object]]) -> Table:
    return tuple(tuple(cell(term) for term in solution) for solution in solutions)


@pytest.fixture(scope="session")
def table() -> Callable[[Path], Table]:
    """Reads a table: the header line first."""
    return lambda path: tuple(
        tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    )


@pytest.fixture(scope="session")
def answer() -> Callable[[Store, str], Table]:
    """Asks a store and gives header and rows in the order they came."""

    def ask(store: Store, query: str) -> Table:
        solutions = store.query(query)
        assert isinstance(solutions, QuerySolutions)
        return (tuple(variable.value for variable in solutions.variables), *rows(solutions))

    return ask


@pytest.fixture(scope="session")
def answer_in_rdflib() -> Callable[[rdflib.Graph, str], Table]:
    """The same of an rdflib graph."""

    def ask(graph: rdflib.Graph, query: str) -> Table:
        result = graph.query(query)
        assert result.vars is not None
        return (tuple(str(variable) for variable in result.vars), *rows(result))

    return ask


@pytest.fixture(scope="session")
def small_store(copied: MakeCopy) -> Store:
    return copied(parse(path=DATA / "fixture.trig", format=RdfFormat.TRIG)).store


@pytest.fixture(scope="session")
def small_graph(small_store: Store) -> rdflib.Graph:
    """The same as one rdflib graph: the union of the named ones."""
    triples = serialize((quad.triple for quad in small_store), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=triples, format="nt")
