"""Headings: told by their number's series, or by what stands around them."""

import pytest

from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})


def outline(text, language="zho"):
    document = parse(Source("x", "", "utf-8", text), STRUCTURES[language], "S/2018/80")
    return [(part.level, part.number, part.passage.text) for part in document.sections]


def blocks(*lines):
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    ("lines", "language", "expected"),
    [
        (["一. 导言", "1. 甲。", "二、评估", "2. 乙。"], "zho", [(1, "一", "导言"), (1, "二", "评估")]),
        (
            ["一. 导言", "A. 概述", "1. 甲。", "B. 趋势", "2. 乙。"],
            "zho",
            [(1, "一", "导言"), (2, "A", "概述"), (2, "B", "趋势")],
        ),
        (["一. 导言", "A. 概述", "1. 中东", "1. 甲。"], "zho", [(1, "一", "导言"), (2, "A", "概述"), (3, "1", "中东")]),
        (
            ["I. Introduction", "1. One.", "II. Threat", "2. Two."],
            "eng",
            [(1, "I", "Introduction"), (1, "II", "Threat")],
        ),
        (["1. 甲；", "边界安全", "2. 乙。"], "zho", [(1, None, "边界安全")]),
        (["1. One;", "Border security", "2. Two."], "eng", [(1, None, "Border security")]),
    ],
)
def test_headings_nest_in_the_order_in_which_their_series_open(lines, language, expected):
    assert outline(blocks(*lines), language) == expected


@pytest.mark.parametrize(
    ("last", "number"),
    [("九", "十"), ("十", "十一"), ("十九", "二十"), ("二十", "二十一")],
)
def test_chinese_numerals_count_on_beyond_ten(last, number):
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    numerals += [f"十{n}" for n in numerals[:9]] + ["二十"] + [f"二十{n}" for n in numerals[:9]]
    series = numerals[: numerals.index(number) + 1]
    text = blocks(*(f"{numeral}. 部分\n\n{n}. 甲。" for n, numeral in enumerate(series, 1)))
    assert [found[1] for found in outline(text)][-2:] == [last, number]


def test_roman_numerals_are_read_by_their_value():
    romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"]
    text = blocks(*(f"{roman}. Part\n\n{n}. One." for n, roman in enumerate(romans, 1)))
    assert [number for _, number, _ in outline(text, "eng")] == romans


@pytest.mark.parametrize(
    "lines",
    [
        ["1. 甲；", "C. 概述", "2. 乙。"],
        ["1. 甲；", "五. 概述", "2. 乙。"],
        ["1. 甲；", "A. 概述。", "2. 乙。"],
        ["1. 甲；", "边界安全。", "2. 乙。"],
        ["1. 甲；", "边界安全", "乙。", "2. 丙。"],
        ["1. 甲；", "边" * 61, "2. 乙。"],
        ["1. 甲和", "边界安全", "2. 乙。"],
    ],
)
def test_what_is_out_of_series_or_ends_as_a_sentence_or_leads_to_no_number_is_no_numbered_heading(lines):
    assert all(number is None for _, number, _ in outline(blocks(*lines)))


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["1. 甲；", "边界安全。", "2. 乙。"], 0),
        (["1. 甲；", "边" * 61, "2. 乙。"], 0),
        (["1. 甲；", "边" * 60, "2. 乙。"], 1),
        (["1. 甲和", "边界安全", "2. 乙。"], 0),
    ],
)
def test_a_heading_without_a_number_is_short_open_at_its_end_and_between_paragraphs(lines, count):
    assert len(outline(blocks(*lines))) == count


def test_an_annex_begins_its_headings_anew():
    text = blocks("一. 导言", "1. 甲。", "附件", "方案", "一. 导言", "1. 甲。")
    assert outline(text) == [(1, "一", "导言"), (1, "一", "导言")]


def test_a_footnote_between_a_heading_and_its_paragraph_is_passed_over():
    text = blocks("1. 甲；¹", "边界安全", "¹ 见附件。", "2. 乙。")
    assert outline(text) == [(1, None, "边界安全")]
