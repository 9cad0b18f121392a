"""Footnotes: tied to the place of their marker, also where that is a plain digit."""

import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import Kind
from mandategraph.loaders.text.notes import plain_markers
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})


def read(*blocks, language="zho"):
    document = parse(Source("x", "", "utf-8", "\n\n".join(blocks)), STRUCTURES[language], "S/2018/80")
    assert unaccounted(document) == ()
    return document


def marks(document):
    units = (*document.paragraphs, *document.sections)
    return [(unit.path, mark.note, unit.passage.text[: mark.at]) for unit in units for mark in unit.marks]


def notes(document):
    return [(note.path, note.parent) for note in document.paragraphs if note.kind is Kind.FOOTNOTE]


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("威胁评估3", "3", ["威胁评估"]),
        ("伊黎伊斯兰国 4 在伊拉克", "4", ["伊黎伊斯兰国 "]),
        ("力度减弱。6 会员国", "6", ["力度减弱。"]),
        ("4 名战斗人员", "4", []),
        ("他们 4 名战斗人员", "4", []),
        ("2017 年 4 月", "4", []),
        ("第 4 段", "4", []),
        ("第4和第5段", "5", []),
        ("指纹、4、5", "4", []),
        ("A/4 号", "4", []),
        ("14 和 45", "4", []),
        ("减少了 4%", "4", []),
        ("在 4.5 亿", "4", []),
        ("the threat 4 in", "4", []),
    ],
)
def test_a_plain_digit_is_a_marker_where_it_neither_counts_nor_numbers(text, number, found):
    assert [text[: span.start] for span in plain_markers(text, number, STRUCTURES["zho"])] == found


def test_a_marker_is_a_place_in_the_text_and_its_note_knows_the_paragraph():
    document = read("1. 威胁¹ 仍在,² 甲。", "2. 乙。<sup>3</sup>", "¹ 见甲。", "² 见乙。", "<sup>3</sup> 见丙。")
    assert marks(document) == [
        ("para/1", "1", "威胁"),
        ("para/1", "2", "威胁仍在,"),
        ("para/2", "3", "乙。"),
    ]
    assert notes(document) == [("note/1", "para/1"), ("note/2", "para/1"), ("note/3", "para/2")]


def test_a_plain_marker_between_its_neighbours_is_found_and_taken_out():
    document = read("1. 威胁¹ 甲。", "2. 该团体 2 在当地。", "3. 丙³ 丁。", "¹ 见甲。", "² 见乙。", "³ 见丙。")
    assert ("para/2", "2", "该团体") in marks(document)
    assert document.paragraphs[1].text == "该团体在当地。"
    assert document.findings == ()


def test_a_marker_in_a_heading_belongs_to_the_section():
    document = read("一. 评估1", "1. 甲。", "¹ 见甲。")
    assert marks(document) == [("sec/1", "1", "评估")]
    assert notes(document) == [("note/1", "sec/1")]


@pytest.mark.parametrize(
    ("paragraphs", "why"),
    [(("1. 甲。", "2. 乙。"), "none"), (("1. 国家 1 在甲。", "2. 国家 1 在乙。"), "two")],
)
def test_a_footnote_whose_marker_cannot_be_told_is_reported_and_has_no_parent(paragraphs, why):
    document = read(*paragraphs, "¹ 见附件。")
    assert why
    assert notes(document) == [("note/1", None)]
    assert [(finding.kind, finding.path) for finding in document.findings] == [("footnote-without-marker", "note/1")]
    assert marks(document) == []


def test_a_missing_footnote_is_reported():
    document = read("1. 甲¹ 乙² 丙³ 丁。", "¹ 见甲。", "³ 见丙。")
    assert [(finding.kind, finding.path) for finding in document.findings] == [("missing-footnote", "note/2")]


def test_a_footnote_printed_on_two_pages_is_told_apart_and_each_knows_its_paragraph():
    document = read("1. 甲¹。", "¹ 见附件。", "3/17", "2. 乙¹。", "¹ 见附件。")
    assert notes(document) == [("note/1", "para/1"), ("note/1-2", "para/2")]
    assert [finding.kind for finding in document.findings] == ["repeated-number"]


def test_a_footnote_does_not_end_the_paragraph_that_a_page_cuts():
    document = read("1. 伊黎伊斯兰国¹ 的收入自", "¹ 见附件。", "18-01399 (C) 3/17", "2015 年以来减少。", "2. 乙。")
    texts = [part.text for part in document.paragraphs]
    assert texts == ["伊黎伊斯兰国的收入自2015 年以来减少。", "见附件。", "乙。"]


def test_every_annex_numbers_its_footnotes_for_itself():
    document = read("1. 甲¹。", "¹ 见甲。", "附件", "方案", "1. 乙¹。", "¹ 见乙。")
    assert notes(document) == [("note/1", "para/1"), ("annex/1/note/1", "annex/1/para/1")]


def test_markers_after_a_plain_one_move_with_the_text():
    document = read("1. 国家 1 在甲² 乙。", "¹ 见甲。", "² 见乙。")
    assert marks(document) == [("para/1", "1", "国家"), ("para/1", "2", "国家在甲")]
