"""Laying sequences side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.align.sequences import merged, paired, places

SHORT = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        ("", "", ()),
        ("ab", "ab", ((0, 0), (1, 1))),
        ("ab", "b", ((0, None), (1, 0))),
        ("b", "ab", ((None, 0), (0, 1))),
        ("axb", "ayb", ((0, 0), (1, 1), (2, 2))),
        ("ab", "ba", ((0, None), (1, 0), (None, 1))),
        ("abcd", "abxcd", ((0, 0), (1, 1), (None, 2), (2, 3), (3, 4))),
    ],
)
def test_equal_things_are_side_by_side_and_differing_ones_rather_than_alone(
    first: str, second: str, pairs: tuple[tuple[int | None, int | None], ...]
) -> None:
    assert paired(first, second) == pairs


@given(SHORT, SHORT)
def test_side_by_side_everything_stands_once_and_in_order(first: str, second: str) -> None:
    pairs = paired(first, second)
    assert [one for one, _ in pairs if one is not None] == list(range(len(first)))
    assert [other for _, other in pairs if other is not None] == list(range(len(second)))
    assert (None, None) not in pairs


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_one_order_has_everything_once_and_keeps_the_first(first: list[int], second: list[int]) -> None:
    order = merged(first, second)
    assert sorted(order) == sorted({*first, *second})
    assert [each for each in order if each in first] == first


@given(SHORT, SHORT)
def test_numbers_are_those_of_the_first_or_further_ones_each_once(first: str, second: str) -> None:
    numbers = places(first, second)
    assert len(set(numbers)) == len(numbers)
    for thing, number in zip(second, numbers, strict=True):
        assert number > len(first) or first[number - 1] == thing
