"""Lists: labels at the beginning of lines, nested as they count, become sub-items of the paragraph before them."""

import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import Document, Kind
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})


def read(text: str, language: str = "eng") -> Document:
    document = parse(Source("x", "", "utf-8", text), STRUCTURES[language], "S/RES/2400(2018)")
    assert unaccounted(document) == ()
    return document


NESTED = [
    ("eng", ["1. Decides:", "(a) To light:", "(i) The islands;", "(ii) The capes;", "(b) To report."],
     ["para/1", "para/1/a", "para/1/a/i", "para/1/a/ii", "para/1/b"]),
    ("zho", ["1. 决定：", "(a) 照亮：", "㈠ 岛屿；", "㈡ 海角；", "(b) 提交报告。"],
     ["para/1", "para/1/a", "para/1/a/i", "para/1/a/ii", "para/1/b"]),
    ("zho", ["1. 决定：", "(a) 照亮：", "(一) 岛屿；", "(二) 海角。"],
     ["para/1", "para/1/a", "para/1/a/i", "para/1/a/ii"]),
    ("eng", ["1. Decides:", "a. To light the islands;", "b. To report."], ["para/1", "para/1/a", "para/1/b"]),
    ("eng", ["1. Decides:", "– To light the islands;", "– To report."], ["para/1", "para/1/1", "para/1/2"]),
    ("eng", ["1. Decides:", "(1) To light the islands;", "(2) To report."], ["para/1", "para/1/1", "para/1/2"]),
    ("eng", ["1. Decides:", "1. To light the islands;", "2. Reports."], ["para/1", "para/1/1", "para/2"]),
    ("eng", ["1. Decides:", "(b) of its resolution applies."], ["para/1"]),
    ("eng", ["The General Assembly,", "Recalling:", "(a) Its resolutions,", "(b) Its decisions,", "1. Acts."],
     ["pre/1", "pre/1/a", "pre/1/b", "para/1"]),
    ("eng", ["1. Decides: (a) to act; (b) to report;", "(c) to end."],
     ["para/1", "para/1/a", "para/1/b", "para/1/c"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "blocks", "expected"), NESTED)
def test_items_are_nested_as_their_labels_count(language: str, blocks: list[str], expected: list[str]) -> None:
    assert [part.path for part in read("\n\n".join(blocks), language).paragraphs] == expected


def test_an_item_keeps_its_number_its_text_and_its_parent() -> None:
    document = read("1. Decides:\n\n(a) To light:\n\n(i) The islands;¹\n\n(ii) The capes.\n\n¹ All of them.\n")
    items = [(part.number, part.text, part.parent) for part in document.paragraphs if part.kind is Kind.SUB_ITEM]
    assert items == [
        ("a", "To light:", "para/1"),
        ("i", "The islands;", "para/1/a"),
        ("ii", "The capes.", "para/1/a"),
    ]
    (note,) = [part for part in document.paragraphs if part.kind is Kind.FOOTNOTE]
    assert note.parent == "para/1/a/i"


def test_a_label_is_the_source_that_it_was_printed_as() -> None:
    document = read("1. Decides:\n\n(a) To light;\n\n(b) To report.\n")
    labels = ["".join(span.of(document.source) for span in part.label) for part in document.paragraphs]
    assert labels == ["1.", "(a)", "(b)"]


def test_a_label_in_mid_sentence_at_a_line_s_beginning_begins_no_item() -> None:
    document = read(
        "1. Decides that the measures which are set out in paragraph 3\n"
        "(a) of its resolution shall stay in force for a year.\n\n"
        "2. Decides to remain seized of the matter.\n"
    )
    assert [part.path for part in document.paragraphs] == ["para/1", "para/2"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [(("h", "i", "j"), ["h", "i", "j"]), (("h", "i", "ii", "i"), ["h", "h/i", "h/ii", "i"])],
)
def test_an_i_is_a_letter_or_a_numeral_as_the_next_label_says(labels: tuple[str, ...], expected: list[str]) -> None:
    before = "abcdefg"
    document = read("\n\n".join(["1. Decides:", *(f"({letter}) To act;" for letter in (*before, *labels))]))
    paths = [part.path for part in document.paragraphs]
    assert paths == ["para/1", *(f"para/1/{letter}" for letter in (*before, *expected))]


def test_the_letters_go_on_after_z() -> None:
    letters = [chr(ord("a") + at) for at in range(26)] + ["aa", "bb"]
    document = read("\n\n".join(["1. Decides:", *(f"({letter}) To act;" for letter in letters)]))
    assert [part.path for part in document.paragraphs][1:] == [f"para/1/{letter}" for letter in letters]
