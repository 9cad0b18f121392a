"""Sub-items: a list from (a) on is split into its items, and what only names items is left alone."""

import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})


def read(text, language="zho"):
    document = parse(Source("x", "", "utf-8", text), STRUCTURES[language], "S/2018/80")
    assert unaccounted(document) == ()
    return document


def units(text, language="zho"):
    return [(part.path, part.text) for part in read(text, language).paragraphs]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "1. 将：(a) 继续监测；(b) 继续协助。",
            "zho",
            [("para/1", "将："), ("para/1/a", "继续监测；"), ("para/1/b", "继续协助。")],
        ),
        (
            "1. 将：（a）继续监测；以及（b）继续协助。",
            "zho",
            [("para/1", "将："), ("para/1/a", "继续监测；以及"), ("para/1/b", "继续协助。")],
        ),
        (
            "1. 应当确保:\n\n(a) 将罪行定罪;\n\n(b) 加强培训",
            "zho",
            [("para/1", "应当确保:"), ("para/1/a", "将罪行定罪;"), ("para/1/b", "加强培训")],
        ),
        (
            "1. States should: (a) Share information; and (b) Use biometrics.",
            "eng",
            [("para/1", "States should:"), ("para/1/a", "Share information; and"), ("para/1/b", "Use biometrics.")],
        ),
        (
            "1. Requests the Committee:\n\n(a) To report;\n\n(b) To visit.",
            "eng",
            [("para/1", "Requests the Committee:"), ("para/1/a", "To report;"), ("para/1/b", "To visit.")],
        ),
        (
            "1. Will (a) monitor, and (b) assist.",
            "eng",
            [("para/1", "Will"), ("para/1/a", "monitor, and"), ("para/1/b", "assist.")],
        ),
    ],
)
def test_a_list_is_split_into_its_items(text, language, expected):
    assert units(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1. 第 8(a)段和第 8 (b)段要求采取措施。", "zho"),
        ("1. 第 8 段(a)项和(b)项要求采取措施。", "zho"),
        ("1. 将：(a) 继续监测。", "zho"),
        ("1. 将：(b) 继续监测；(c) 继续协助。", "zho"),
        ("1. 见(a)、(b)和(c)。", "zho"),
        ("1. As requested in paragraphs 8 (a) and 9 (b) above.", "eng"),
        ("1. In (a), (b) and (c) above.", "eng"),
    ],
)
def test_what_names_items_or_is_no_series_is_no_list(text, language):
    assert [path for path, _ in units(text, language)] == ["para/1"]


def test_letters_that_a_list_lacks_end_it():
    assert [path for path, _ in units("1. 将：(a) 继续监测；(b) 继续协助；(d) 继续报告。")] == [
        "para/1",
        "para/1/a",
        "para/1/b",
    ]


def test_an_item_knows_its_parent_its_letter_its_section_and_the_source_of_its_label():
    document = read("一. 导言\n\n1. 将：(a) 继续监测；(b) 继续协助。")
    item = document.paragraphs[1]
    assert (item.kind.value, item.parent, item.number, item.section) == ("sub-item", "para/1", "a", "sec/1")
    assert [span.of(document.source).strip() for span in item.label] == ["(a)"]


def test_footnote_markers_go_with_their_item():
    document = read("1. 将¹：(a) 继续监测²；(b) 继续协助³。\n\n¹ 见甲。\n\n² 见乙。\n\n³ 见丙。")
    marks = [(part.path, mark.note, part.text[: mark.at]) for part in document.paragraphs for mark in part.marks]
    assert marks == [("para/1", "1", "将"), ("para/1/a", "2", "继续监测"), ("para/1/b", "3", "继续协助")]
