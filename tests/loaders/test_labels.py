"""A printed number is read in the style it is written in, and names its paragraph alike in every language."""

import doctest

import pytest

from mandategraph.loaders import labels
from mandategraph.loaders.labels import label, leading, roman
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})


@pytest.mark.parametrize(
    ("language", "printed", "text", "name", "reading"),
    [
        ("eng", "1.", "1", "1", ("digit", 1)),
        ("eng", " 12 ", "12", "12", ("digit", 12)),
        ("eng", "(1)", "1", "1", ("(digit", 1)),
        ("eng", "(a)", "a", "a", ("letter", 1)),
        ("eng", "a.", "a", "a", ("letter", 1)),
        ("eng", "(aa)", "aa", "aa", ("letter", 27)),
        ("eng", "(ii)", "ii", "ii", ("letter", 35)),
        ("eng", "(iv)", "iv", "iv", ("roman", 4)),
        ("eng", "xlix)", "xlix", "xlix", ("roman", 49)),
        ("eng", "A.", "A", "A", ("capital", 1)),
        ("eng", "XIV", "XIV", "XIV", ("capital-roman", 14)),
        ("eng", "1.2.", "1.2", "1.2", ("dotted", 2)),
        ("eng", "–", "–", None, ("dash", 0)),
        ("eng", "•", "•", None, ("dash", 0)),
        ("eng", "no", "no", "no", ("other", 0)),
        ("eng", "(no/1)", "no/1", "no-1", ("other", 0)),
        ("zho", "㈣", "四", "iv", ("roman", 4)),
        ("zho", "（十二）", "十二", "xii", ("roman", 12)),
        ("zho", "二十.", "二十", "XX", ("capital-roman", 20)),
        ("zho", "(㈣", "四", "iv", ("roman", 4)),
        ("zho", "(a)", "a", "a", ("letter", 1)),
    ],
)
def test_a_label_is_read_as_it_is_written(
    language: str, printed: str, text: str, name: str | None, reading: tuple[str, int]
) -> None:
    read = label(printed, STRUCTURES[language])
    assert read is not None
    assert (read.text, read.name, read.readings[0]) == (text, name, reading)


@pytest.mark.parametrize("printed", ["", " \t", "\u3000"])
def test_what_shows_nothing_is_no_label(printed: str) -> None:
    assert label(printed, STRUCTURES["eng"]) is None


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("eng", "(a) To act", "(a) "),
        ("eng", "(iii) To act", "(iii) "),
        ("eng", "1. Asks", "1. "),
        ("eng", "– To act", "– "),
        ("eng", "• To act", "• "),
        ("zho", "㈠ 采取", "㈠ "),
        ("zho", "(二)采取", "(二)"),
        ("zho", "–采取", "–"),
        ("zho", "1. 请", "1. "),
        ("eng", "(see above) Act", ""),
        ("eng", "–5 degrees", ""),
        ("eng", "A. Smith", ""),
        ("eng", "1.5 million", ""),
        ("zho", "二十个国家", ""),
        ("eng", "(a)", ""),
    ],
)
def test_a_label_that_the_file_does_not_mark_is_found_in_the_text(language: str, text: str, found: str) -> None:
    assert text[: leading(text, STRUCTURES[language])] == found


@pytest.mark.parametrize(("value", "numeral"), [(1, "i"), (4, "iv"), (9, "ix"), (28, "xxviii"), (90, "xc")])
def test_roman_numerals(value: int, numeral: str) -> None:
    assert roman(value) == numeral


def test_the_examples_in_the_docstrings_run() -> None:
    assert doctest.testmod(labels).failed == 0
