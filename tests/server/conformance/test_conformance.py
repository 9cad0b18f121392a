"""Our own cases in the form of the W3C's, run over HTTP against a server, and the harness held to its word."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from tests.server.conformance.__main__ import EXCEPTIONS, serving
from tests.server.conformance.client import Client
from tests.server.conformance.manifest import Case, Suite, cases
from tests.server.conformance.running import RUNS, run
from tests.server.conformance.solutions import same_graph, same_rows, same_table

FOLDER = Path(__file__).with_name("cases")
SUITE = Suite(FOLDER)
CASES = tuple(cases(SUITE, FOLDER / "manifest.ttl"))


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with serving() as running:
        yield running


def test_the_cases_have_every_kind() -> None:
    assert {case.kind.removesuffix("11") for case in CASES} == {kind.removesuffix("11") for kind in RUNS}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.rpartition("#")[2])
def test_a_case_passes(client: Client, case: Case) -> None:
    assert run(client, SUITE, case) is None


@pytest.mark.slow
def test_a_case_fails_whose_expectation_is_another(client: Client) -> None:
    (update,) = (case for case in CASES if case.name.endswith("#update-graph"))
    wrong = Case(update.name, update.kind, update.action, update.data, after=update.data)
    assert run(client, SUITE, wrong) is not None
    (select,) = (case for case in CASES if case.name.endswith("#select"))
    more = Case(select.name, select.kind, select.action, result=select.result)
    assert run(client, SUITE, more) is not None


A, B = BlankNode("a"), BlankNode("b")
ONE, OTHER = NamedNode("urn:1"), NamedNode("urn:2")
ROWS = (
    # rows                               other rows                          same
    ([{"x": A}, {"x": B}], [{"x": B}, {"x": A}], True),
    ([{"x": A, "y": A}], [{"x": B, "y": B}], True),
    ([{"x": A, "y": A}], [{"x": A, "y": B}], False),
    ([{"x": ONE}, {"x": ONE}], [{"x": ONE}], False),
    ([{"x": ONE}], [{"x": OTHER}], False),
    ([{"x": ONE}], [{"y": ONE}], False),
    ([{"x": Literal(1)}], [{"x": Literal("01", datatype=Literal(1).datatype)}], True),
    ([{"x": Literal(1)}], [{"x": Literal("1")}], False),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), ROWS)
def test_rows_are_the_same_but_for_the_names_of_blank_nodes(one: list, other: list, same: bool) -> None:  # type: ignore[type-arg]
    assert same_rows(one, other) is same


def test_order_counts_only_where_it_is_asked_for() -> None:
    rows, reverse = [{"x": ONE}, {"x": OTHER}], [{"x": OTHER}, {"x": ONE}]
    assert (same_rows(rows, reverse), same_rows(rows, reverse, ordered=True)) == (True, False)
    assert same_rows([*rows, *rows], rows, lax=True)


def test_graphs_and_tables_are_compared_by_what_they_say() -> None:
    def graph(text: str) -> list:  # type: ignore[type-arg]
        return list(parse(text, RdfFormat.TURTLE))

    assert same_graph(graph("[] <urn:p> [] ."), graph("_:x <urn:p> _:y ."))
    assert not same_graph(graph("[] <urn:p> [] ."), graph("_:x <urn:p> _:x ."))
    assert same_table("a,b\r\n1,_:x\r\n", "b,a\n_:y,1\n")
    assert not same_table("a,b\n1,2\n", "a,b\n2,1\n")


def test_every_exception_is_told_with_its_reason() -> None:
    page = (Path(__file__).parents[3] / "docs" / "conformance.md").read_text(encoding="utf-8")
    listed = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["exception"]
    assert len(listed) > 5
    for each in listed:
        assert f"| {each['reason']} |" in page
        assert each.get("upstream", "") in page
    passed, total = (int(each.replace(",", "")) for each in re.findall(r"^\| all \| (\S+) \| (\S+) \|", page, re.M)[0])
    assert total - passed == sum(len(each["tests"]) for each in listed)
