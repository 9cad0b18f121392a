"""The questions asked of the five documents, against the tables that readers made by hand in expected/ (its README)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from mandategraph.queries import question

EXPECTED = Path(__file__).parent / "expected"
TABLES = sorted(EXPECTED.glob("*.tsv"))

Table = tuple[tuple[str, ...], ...]
Rows = set[tuple[str, ...]]


@pytest.fixture(params=TABLES, ids=lambda path: path.stem)
def read_and_found(
    request: pytest.FixtureRequest,
    corpus_store: Store,
    answer: Callable[[Store, str], Table],
    table: Callable[[Path], Table],
) -> tuple[dict[str, Rows], Rows]:
    """The rows of a table by the reader's word on each, and the rows that the graph answers."""
    columns, *rows = table(request.param)
    assert columns[-1] == "reading"
    header, *found = answer(corpus_store, question(request.param.stem).text)
    places = [header.index(column) for column in columns[:-1]]
    read: dict[str, Rows] = {"sure": set(), "doubt": set(), "missed": set(), "excess": set()}
    for *cells, reading in rows:
        read[reading].add(tuple(cells))
    return read, {tuple(row[place] for place in places) for row in found}


def test_every_row_that_a_reader_is_sure_of_is_found(read_and_found: tuple[dict[str, Rows], Rows]) -> None:
    read, found = read_and_found
    assert sorted(read["sure"] - found) == []


def test_nothing_is_found_that_a_reader_does_not_know_of(read_and_found: tuple[dict[str, Rows], Rows]) -> None:
    read, found = read_and_found
    assert sorted(found - read["sure"] - read["doubt"] - read["excess"]) == []


def test_shortfalls_are_still_those_on_record(read_and_found: tuple[dict[str, Rows], Rows]) -> None:
    read, found = read_and_found
    assert sorted(read["missed"] & found) == []
    assert sorted(read["excess"] - found) == []


def test_fifteen_questions_and_more_have_verified_answers() -> None:
    assert len(TABLES) >= 15
