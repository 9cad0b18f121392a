"""The questions asked of the five documents, against the hand-verified tables in expected/ (its README)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from mandategraph.queries import question

EXPECTED = Path(__file__).parent / "expected"

Table = tuple[tuple[str, ...], ...]


@pytest.mark.parametrize("path", sorted(EXPECTED.glob("*.tsv")), ids=lambda path: path.stem)
def test_the_five_documents_answer_with_exactly_the_verified_rows(
    path: Path,
    corpus_store: Store,
    answer: Callable[[Store, str], Table],
    table: Callable[[Path], Table],
) -> None:
    columns, *expected = table(path)
    header, *found = answer(corpus_store, question(path.stem).text)
    places = [header.index(column) for column in columns]
    assert {tuple(row[place] for place in places) for row in found} == set(expected)
