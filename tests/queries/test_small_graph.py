"""Every question, asked of the hand-made graph in data/fixture.trig, against the tables in data/answers."""

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Store

from mandategraph.queries import Question, Value, bind, question, questions

ANSWERS = Path(__file__).parent / "data" / "answers"

Table = tuple[tuple[str, ...], ...]
by_name = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)


def test_every_question_has_a_table_and_every_table_a_question() -> None:
    assert {path.stem for path in ANSWERS.glob("*.tsv")} == {asked.name for asked in questions()}


@by_name
def test_oxigraph_gives_the_rows_of_the_table_in_its_order(
    asked: Question,
    small_store: Store,
    answer: Callable[[Store, str], Table],
    table: Callable[[Path], Table],
) -> None:
    expected = table(ANSWERS / f"{asked.name}.tsv")
    assert len(expected) > 1
    assert answer(small_store, asked.text) == expected


@by_name
def test_rdflib_gives_the_rows_of_the_table_in_its_order(
    asked: Question,
    small_graph: rdflib.Graph,
    answer_in_rdflib: Callable[[rdflib.Graph, str], Table],
    table: Callable[[Path], Table],
) -> None:
    assert answer_in_rdflib(small_graph, asked.text) == table(ANSWERS / f"{asked.name}.tsv")


@by_name
def test_the_order_of_loading_does_not_change_the_rows(
    asked: Question,
    small_store: Store,
    answer: Callable[[Store, str], Table],
    table: Callable[[Path], Table],
) -> None:
    reloaded = Store()
    for quad in sorted(small_store, key=str, reverse=True):
        reloaded.add(quad)
    assert answer(reloaded, asked.text) == table(ANSWERS / f"{asked.name}.tsv")


@pytest.mark.parametrize(
    ("changed", "column", "expected"),
    [
        (
            ("acts-by-document", {"language": "zh"}),
            "actName",
            ["将", "请", "决定", "要求", "指示", "重申", "请", "促请", "决定", "强调"],
        ),
        (
            ("actor-profile", {"actor": "https://w3id.org/mandategraph/actor/security-council"}),
            "number",
            ["12", "46"],
        ),
        (("capacity", {"topic": "https://w3id.org/mandategraph/topic/none"}), "number", []),
        (
            ("deadlines-calendar", {"from": "2018-03-31"}),
            "due",
            ["2018-03", "2018-06-30", "2021-12-31"],
        ),
        (("deadlines-calendar", {"until": "2018-03-30"}), "due", ["2018-03-30"] * 3),
        (("human-rights-qualified", {"words": "酌情"}), "number", ["11"]),
        (("human-rights-qualified", {"words": "HUMAN RIGHTS"}), "act", ["act/decide"]),
        (
            ("member-state-obligations", {"language": "zh"}),
            "action",
            ["要求航空公司提供预报旅客资料", "将其绳之以法", "报告"],
        ),
        (("most-cited", {"least": 4}), "cited", []),
        (
            ("most-cited", {"least": 1}),
            "citedName",
            ["S/RES/2178(2014)"] * 3
            + ["S/RES/2195(2014)", "S/RES/2195(2015)", "S/RES/2396(2017)", "Chicago Convention"],
        ),
        (("text-reuse", {"least": "5"}), "length", ["15", "12", "5"]),
        (
            ("working-together", {"collective": "true"}),
            "other",
            ["actor/member-states", "actor/unoct", "actor/cted"],
        ),
    ],
)
def test_a_parameter_changes_the_answer(
    changed: tuple[str, dict[str, Value]],
    column: str,
    expected: list[str],
    small_store: Store,
    answer: Callable[[Store, str], Table],
) -> None:
    name, values = changed
    header, *found = answer(small_store, bind(question(name), values))
    at = header.index(column)
    assert [row[at] for row in found] == expected
