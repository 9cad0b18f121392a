"""Lines: page furniture, left-over mark-up and footnote markers are set apart, and all characters are kept."""

import pytest

from mandategraph.loaders.text.lines import line_marker, read_lines, shown, width
from mandategraph.loaders.text.structure import structures

ZHO, ENG = structures({})["zho"], structures({})["eng"]


def texts(source, grammar=ZHO, symbol=""):
    return [line.text for line in read_lines(source, grammar, symbol)[0]]


def furniture(source, grammar=ZHO, symbol=""):
    return [(piece.kind, piece.span.of(source)) for piece in read_lines(source, grammar, symbol)[1]]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("https://undocs.org/ch/S/RES/1373(2001)", "link"),
        ("  www.un.org/securitycouncil  ", "link"),
        ("---", "rule"),
        ("_____", "rule"),
        ("3/17", "page-number"),
        ("**7/17**", "page-number"),
        ("- 2 -", "page-number"),
        ("Page 3", "page-number"),
        ("第 3 页", "page-number"),
        ("18-01399 (C)", "job-number"),
        ("18-01399 (C) 3/17", "job-number"),
        ("9/15 18-03734 (C)", "job-number"),
        ("18-03734 (E)    220318", "job-number"),
        ("*1803734*", "bar-code"),
    ],
)
def test_a_line_of_the_page_is_furniture_by_its_kind(line, kind):
    source = f"决定采取措施\n{line}\n以防止。"
    assert furniture(source) == [(kind, line.strip())]
    first, second = read_lines(source, ZHO)[0]
    assert (first.page_break, second.page_break) == (False, True)


@pytest.mark.parametrize(
    "line", ["3/17 段", "1. 3/17", "见 https://undocs.org/S/2018/80", "2018 年", "S/2018/80，第 3 段", "-- 又及"]
)
def test_a_line_that_says_more_is_text(line):
    assert texts(f"{line}\n。") == [line, "。"]


@pytest.mark.parametrize(
    ("source", "symbol", "heads"),
    [
        ("决定\nS/2018/80\n采取措施。", "S/2018/80", ["S/2018/80"]),
        ("决定\nS/RES/2396 (2017)\n采取措施。", "S/RES/2396(2017)", ["S/RES/2396 (2017)"]),
        ("S/2018/14\n决定\nS/2018/14\n采取措施。", "S/2018/80", ["S/2018/14", "S/2018/14"]),
        ("决定\nS/2018/14\n3/17\n采取措施。", "S/2018/80", ["S/2018/14"]),
        ("见\nS/2018/14\n采取措施。", "S/2018/80", []),
    ],
)
def test_a_symbol_alone_on_a_line_is_a_running_head_if_it_is_the_document_s_or_recurs_or_stands_by_furniture(
    source, symbol, heads
):
    assert [text for kind, text in furniture(source, ZHO, symbol) if kind == "running-head"] == heads


@pytest.mark.parametrize(
    ("source", "shows", "hidden"),
    [
        ("按照 [S/PRST/2015/11](#) 的要求", "按照 S/PRST/2015/11 的要求", ["[", "](#)"]),
        ("[第 1373 号](https://undocs.org/ch/S/RES/1373(2001))决议", "第 1373 号决议", None),
        ("联合国 $\\mathbf{S}_{/2018/80}$", "联合国 S/2018/80", None),
        ("- 1. 在其决议中", "1. 在其决议中", ["- "]),
        ("## 二. 威胁评估", "二. 威胁评估", ["## "]),
        ("**安全理事会**", "安全理事会", ["**", "**"]),
        ("(a) [sic] 继续", "(a) [sic] 继续", []),
        ("5 * 3 和 2 ** 4", "5 * 3 和 2 ** 4", []),
        ("- 又及", "- 又及", []),
    ],
)
def test_mark_up_that_a_conversion_left_is_dropped_and_what_it_marked_stays(source, shows, hidden):
    assert texts(source) == [shows]
    if hidden is not None:
        assert [text for kind, text in furniture(source) if kind == "markup"] == hidden


@pytest.mark.parametrize(
    ("source", "shows", "notes"),
    [
        ("威胁。¹ 该团体", "威胁。该团体", ["1"]),
        ("风险¹⁰ 以及", "风险以及", ["10"]),
        ("行动纲领》，<sup>1</sup>", "行动纲领》，", ["1"]),
        ('^{9 &}quot;旅行者"', '旅行者"', ["9"]),
        ("ISIL.^{4} The group", "ISIL. The group", ["4"]),
        ("评估3", "评估3", []),
    ],
)
def test_a_footnote_marker_is_set_apart_from_its_line(source, shows, notes):
    (line,) = read_lines(source, ZHO)[0]
    assert line.text == shows
    assert [marker.note for marker in line.markers] == notes


@pytest.mark.parametrize(
    ("source", "note"), [("¹ 见附件。", "1"), ("<sup>12</sup> 见附件。", "12"), ("见附件。¹", None), ("1 见", None)]
)
def test_a_footnote_s_own_marker_begins_its_line(source, note):
    assert line_marker(read_lines(source, ZHO)[0][0]) == note


@pytest.mark.parametrize(
    ("lines", "grammar", "joined"),
    [
        ("关键作\n用，", ZHO, "关键作用，"),
        ("关键作 \n\n 用，", ZHO, "关键作用，"),
        ("1787 \n(2007)、1805(2008)", ZHO, "1787(2007)、1805(2008)"),
        ("执行第\n1373(2001)号", ZHO, "执行第1373(2001)号"),
        ("Al\nBukamal 和", ZHO, "Al Bukamal 和"),
        ("构成的 威胁", ZHO, "构成的威胁"),
        ("“软” 目标", ZHO, "“软”目标"),
        ("在 2018 年", ZHO, "在 2018 年"),
        ("Member\nStates", ENG, "Member States"),
        ("Member  \r\n  States", ENG, "Member States"),
        ("counter-\nterrorism", ENG, "counter-terrorism"),
        ("in S/2018/\n80 and", ENG, "in S/2018/80 and"),
        ("efforts –\nincluding", ENG, "efforts – including"),
        ("efforts -\nincluding", ENG, "efforts - including"),
        ("resolution 1373\n(2001)", ENG, "resolution 1373 (2001)"),
    ],
)
def test_lines_are_rejoined_chinese_without_a_blank_and_latin_with_one(lines, grammar, joined):
    assert shown(lines, read_lines(lines, grammar)[0]).text == joined


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("a loan of $1 billion", "a loan of $1 billion"),
        ("$12.5 million", "$12.5 million"),
        ("Atlantis,** Laputa,* and Utopia", "Atlantis,** Laputa,* and Utopia"),
        ("亚美尼亚、** 白俄罗斯、***", "亚美尼亚、** 白俄罗斯、***"),
        ("**Decides** to act", "Decides to act"),
        ("$\\mathbf{S}$/2018/80", "S/2018/80"),
    ],
)
def test_signs_that_a_conversion_leaves_are_dropped_and_a_sum_s_or_a_note_s_are_not(line, kept):
    assert texts(line, ENG) == [kept]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_end_ends_a_line(newline):
    assert texts(f"决定{newline}采取") == ["决定", "采取"]


def test_a_line_knows_its_indent_width_gap_and_whether_a_page_begins():
    first, second, third = read_lines("  决定 A\n\n\n\t采取\f措施", ZHO)[0]
    assert (first.indent, first.width, first.gap, first.page_break) == (2, 6, 0, False)
    assert (second.indent, second.width, second.gap, second.page_break) == (4, 4, 2, False)
    assert (third.indent, third.gap, third.page_break) == (0, 0, True)


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("决定", 4), ("第 9 段", 7), ("“软”", 6), ("é", 1)])
def test_a_chinese_character_is_two_columns_wide(text, columns):
    assert width(text) == columns
