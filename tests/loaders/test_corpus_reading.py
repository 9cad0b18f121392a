"""The five documents, as counted and read by hand: nothing is lost, cut, merged or mended."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import Document, Kind, Paragraph, Section
from mandategraph.loaders.passage import Passage, Span
from mandategraph.loaders.reading import read_document
from mandategraph.loaders.text.structure import structures

CORPUS = Path(str(files("mandategraph") / "corpus"))
R2396, R2395, A291, REPORT, LETTER = "S/RES/2396(2017)", "S/RES/2395(2017)", "A/RES/70/291", "S/2018/80", "S/2018/208"
SYMBOLS = (R2396, R2395, A291, REPORT, LETTER)


@cache
def document(symbol: str) -> Document:
    path = CORPUS / f"{symbol.replace('/', '_')}.zho.txt"
    return read_document(path, structures({})).document


def paragraph(symbol: str, path: str) -> Paragraph:
    return next(part for part in document(symbol).paragraphs if part.path == path)


def section(symbol: str, path: str) -> Section:
    return next(part for part in document(symbol).sections if part.path == path)


def of_kind(symbol: str, kind: Kind, component: str = "") -> list[Paragraph]:
    return [part for part in document(symbol).paragraphs if part.kind is kind and part.component == component]


# --- what was counted by hand -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "component", "counts"),
    [
        (R2396, "", {"preambular": 36, "operative": 51}),
        (R2395, "", {"preambular": 33, "operative": 33}),
        (A291, "", {"preambular": 34, "operative": 72, "footnote": 7}),
        (REPORT, "", {"numbered": 86, "sub-item": 20, "footnote": 67}),
        (LETTER, "", {"unnumbered": 5, "sub-item": 6}),
        (LETTER, "annex/1", {"numbered": 40, "sub-item": 4}),
        (LETTER, "annex/2", {"numbered": 40, "sub-item": 4}),
    ],
)
def test_each_component_has_the_paragraphs_that_were_counted_by_hand(symbol, component, counts):
    assert Counter(p.kind.value for p in document(symbol).paragraphs if p.component == component) == counts


@pytest.mark.parametrize(
    ("symbol", "component", "kind", "last"),
    [
        (R2396, "", Kind.OPERATIVE, 51),
        (R2395, "", Kind.OPERATIVE, 33),
        (A291, "", Kind.OPERATIVE, 72),
        (REPORT, "", Kind.NUMBERED, 86),
        (LETTER, "annex/1", Kind.NUMBERED, 40),
        (LETTER, "annex/2", Kind.NUMBERED, 40),
    ],
)
def test_the_numbers_run_from_one_without_gap_and_are_the_paths(symbol, component, kind, last):
    prefix = f"{component}/" if component else ""
    assert [p.path for p in of_kind(symbol, kind, component)] == [f"{prefix}para/{n}" for n in range(1, last + 1)]
    assert [p.number for p in of_kind(symbol, kind, component)] == [str(n) for n in range(1, last + 1)]


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_character_is_in_just_one_unit_or_piece_of_furniture(symbol):
    assert unaccounted(document(symbol)) == ()


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_passage_is_made_of_the_source_characters_it_names(symbol):
    read = document(symbol)
    for part in (*read.paragraphs, *read.sections, *read.matter):
        passage: Passage = part.passage
        for piece in passage.pieces:
            assert passage.text[piece.at : piece.at + len(piece.source)] == piece.source.of(read.source)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_positions_count_the_paragraphs_and_paths_are_unique(symbol):
    paragraphs = document(symbol).paragraphs
    assert [p.position for p in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert len({p.path for p in (*paragraphs, *document(symbol).sections)}) == len(paragraphs) + len(
        document(symbol).sections
    )


@pytest.mark.parametrize(
    ("symbol", "findings"),
    [(symbol, ()) for symbol in SYMBOLS if symbol != REPORT] + [(REPORT, (("footnote-without-marker", "note/31"),))],
)
def test_only_the_marker_that_the_report_lacks_is_reported(symbol, findings):
    assert tuple((finding.kind, finding.path) for finding in document(symbol).findings) == findings


# --- sections ---------------------------------------------------------------------------------------------------------

_RESOLUTIONS = (
    "1963(2010)、2129(2013)、2133(2014)、2185(2014)、2195(2014)、2220(2015)、2242(2015)、2253(2015)、2309(2016)、"
    "2322(2016)、2331(2016)、2341(2017)、2354(2017)、2368(2017)、2370(2017)、2388(2017)、2395(2017)和 2396(2017)"
)
_PROGRAMME = [
    (1, "一", "导言", None),
    (1, "二", "工作方案", None),
    (2, "B", "协助向各国提供技术援助", "sec/2"),
    (2, "C", "识别和评估正在出现的恐怖主义问题、趋势和动态，并与国际和区域伙伴接触", "sec/2"),
    (2, "D", "反恐委员会、反恐执行局和反恐怖主义办公室之间的协调与合作", "sec/2"),
    (2, "E", "就第 1624(2005)号决议执行工作与各国保持对话", "sec/2"),
    (2, "F", "执行《联合国全球反恐战略》", "sec/2"),
    (2, "G", "在反恐背景下促进尊重人权", "sec/2"),
    (1, "三", "实施修订后的宣传战略", None),
]


@pytest.mark.parametrize(
    ("symbol", "outline"),
    [
        (
            R2396,
            [
                (1, None, "边界安全和信息共享", None),
                (1, None, "司法措施和国际合作", None),
                (1, None, "起诉、恢复正常生活和重返社会战略", None),
                (1, None, "联合国针对回返和迁移的外国恐怖主义作战人员作出的努力", None),
            ],
        ),
        (R2395, []),
        (A291, []),
        (
            REPORT,
            [
                (1, "一", "导言", None),
                (1, "二", "威胁评估", None),
                (2, "A", "威胁概述", "sec/2"),
                (2, "B", "区域趋势", "sec/2"),
                (3, "1", "中东", "sec/4"),
                (3, "2", "非洲", "sec/4"),
                (3, "3", "欧洲", "sec/4"),
                (3, "4", "中亚和南亚", "sec/4"),
                (3, "5", "东南亚", "sec/4"),
                (1, "三", "关于应对不断变化的威胁的最新情况", None),
                (2, "A", "打击资助恐怖主义行为", "sec/10"),
                (2, "B", "国际执法合作", "sec/10"),
                (2, "C", "保护难民和寻求庇护者", "sec/10"),
                (2, "D", "国际司法合作", "sec/10"),
                (2, "E", "起诉、恢复正常生活和重返社会", "sec/10"),
                (2, "F", "控制暴力极端主义在监狱中的蔓延", "sec/10"),
                (2, "G", "反击恐怖主义言论, 让社区参与为防止暴力极端主义采取的办法", "sec/10"),
                (1, "四", "意见", None),
            ],
        ),
    ],
)
def test_the_headings_nest_as_they_are_numbered(symbol, outline):
    assert [(s.level, s.number, s.passage.text, s.parent) for s in document(symbol).sections] == outline


@pytest.mark.parametrize("component", ["annex/1", "annex/2"])
def test_both_work_programmes_have_three_parts_and_seven_under_the_second(component):
    found = [
        (s.level, s.number, s.passage.text, s.parent and s.parent.removeprefix(f"{component}/"))
        for s in document(LETTER).sections
        if s.component == component
    ]
    assert found[:2] + found[3:] == _PROGRAMME


@pytest.mark.parametrize(
    ("path", "title"),
    [
        (
            "annex/1/sec/3",
            "监测、促进和协助执行安全理事会第 1373(2001)、1624(2005)和 2178(2014)号决议以及履行第 "
            f"{_RESOLUTIONS}号决议规定的任务",
        ),
        (
            "annex/2/sec/3",
            "监测、促进和协助执行安全理事会第1373(2001)、1624(2005)和2178(2014)号决议以及履行第 "
            f"{_RESOLUTIONS}号决议规定的任务",
        ),
    ],
)
def test_a_heading_wrapped_over_four_lines_full_of_symbols_is_one_heading(path, title):
    heading = section(LETTER, path)
    assert (heading.level, heading.number, heading.passage.text) == (2, "A", title)


@pytest.mark.parametrize(
    ("symbol", "first_of_section"),
    [
        (R2396, {"para/1": None, "para/2": "sec/1", "para/17": "sec/2", "para/29": "sec/3", "para/42": "sec/4"}),
        (REPORT, {"para/1": "sec/1", "para/5": "sec/3", "para/12": "sec/5", "para/17": "sec/6", "para/28": "sec/7"}),
        (
            REPORT,
            {"para/30": "sec/8", "para/34": "sec/9", "para/39": "sec/10", "para/43": "sec/11", "para/84": "sec/18"},
        ),
        (LETTER, {"unnumbered/1": None, "annex/1/para/1": "annex/1/sec/1", "annex/1/para/3": "annex/1/sec/2"}),
        (
            LETTER,
            {
                "annex/1/para/4": "annex/1/sec/3",
                "annex/1/para/22": "annex/1/sec/4",
                "annex/2/para/40": "annex/2/sec/10",
            },
        ),
    ],
)
def test_a_section_begins_at_the_paragraph_below_its_heading(symbol, first_of_section):
    for path, where in first_of_section.items():
        assert paragraph(symbol, path).section == where


# --- paragraphs cut by a page's end -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "path", "across", "end"),
    [
        (R2396, "pre/16", "此类人员可能设法返回原籍国、国籍国或第三国，敦促各国在遵守国内法", "情况下酌情采取行动，"),
        (R2396, "pre/24", "一整套良好做法，并发布了其他若干框架文件和良好做法，包括打击", "上述领域的工作，"),
        (R2396, "para/4", "外国恐怖主义作战人员相关罪行的随行家属等其他个人区分开来", "歧视性理由进行脸谱化；"),
        (R2396, "para/11", "1989(2011)和 2253(2015)号决议所设委员会指认的个人", "对预报旅客资料进行分析；"),
        (R2396, "para/24", "进行引渡和开展司法互助的双边和多边条约，并酌情审查", "提供技术援助和专门知识；"),
        (R2395, "pre/6", "符合国际人权法、难民法和人道主义法等国际法为其规定", "打击恐怖主义的重要性，"),
        (R2395, "para/12", "获得会员国对国家访问和报告的认可以及更好地执行", "工作的非正式磋商；"),
        (R2395, "para/18", "反恐办公室的工作，特别是在实施技术援助和能力建设时", "审查《战略》时进行审议；"),
        (A291, "para/51", "最佳做法，防止外国恐怖主义战斗人员出入或途经会员国旅行", "支助恐怖行为的人绳之以法；"),
        (REPORT, "para/9", "更艰巨的挑战。分享关于外国恐怖主义作战人员", "重要全球文书。"),
        (REPORT, "para/13", "由于这些及其他损失,伊黎伊斯兰国的收入自 2015 年以来减少了 90%以上。", "核心的经济独立。"),
        (REPORT, "para/22", "(QDe.141)的派别(S/2017/35, 第 43 和 44 段) 在马里和尼日尔", "一个重大问题。"),
        (REPORT, "para/27", "它们逮捕过前往利比亚加入伊黎伊斯兰国的", "返回者团体。"),
        (LETTER, "annex/1/para/5", "2331(2016)、2341(2017)、2354(2017)、2368(2017)", "号决议提出的要求。"),
        (LETTER, "annex/1/para/13", "1989(2011)和 2253(2015)号决议所设委员会主席以及", "非正式磋商。"),
        (LETTER, "annex/1/para/31", "2253(2015)、2309(2016)、2322(2016)、2331(2016)", "方面工作的信息。"),
        (LETTER, "annex/1/para/38", "根据国际法采取措施，消除滋生恐怖主义", "协调并获得其支持。"),
        (LETTER, "annex/2/para/13", "协助获得会员国对国家访问和报告的认可", "非正式磋商。"),
        (LETTER, "annex/2/para/20", "会员国对国际法规定的适用义务的遵守情况", "合作的重要性。"),
        (LETTER, "annex/2/para/26", "私营部门的相关专家和从业人员", "号决议的要求。"),
    ],
)
def test_a_paragraph_that_a_page_cuts_goes_on_on_the_next(symbol, path, across, end):
    text = paragraph(symbol, path).text
    assert across in text
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("symbol", "path", "text"),
    [
        (
            R2396,
            "pre/16",
            "考虑到并重点指出持多重国籍者为实施、筹划、筹备或参与恐怖主义行为或提供、接受恐怖主义培训的目的而前往国外，"
            "以及此类人员可能设法返回原籍国、国籍国或第三国，敦促各国在遵守国内法和包括国际人权法在内的国际法义务的情况下"
            "酌情采取行动，",
        ),
        (
            R2396,
            "para/4",
            "还促请会员国根据适用的国内法和国际法，包括国际人权法和国际人道主义法，评估和调查有合理理由认为是恐怖主义分子的个人，"
            "包括疑似外国恐怖主义作战人员，并将他们与可能没有参与外国恐怖主义作战人员相关罪行的随行家属等其他个人区分开来，"
            "包括采用循证风险评估、筛查程序以及收集和分析旅行数据等措施，而不基于国际法禁止的任何歧视性理由进行脸谱化；",
        ),
        (
            R2395,
            "para/12",
            "请反恐委员会通过委员会主席，至少每年一次向安理会报告反恐委员会和反恐执行局的总体工作状况，报告可酌情结合安全理事会"
            "第 1267(1999)号和第1989(2011)号决议所设委员会和第 1540(2004)号决议所设委员会主席的报告提出，同时考虑到其在"
            "加强与联合国其他机构的协调、协助获得会员国对国家访问和报告的认可以及更好地执行建议方面的努力，并考虑到其评估和分析工作"
            "如何推动了会员国改进反恐的工作，表示打算至少每年举行一次有关反恐委员会工作的非正式磋商；",
        ),
        (
            LETTER,
            "unnumbered/2",
            "反恐委员会和执行局将根据安全理事会第 1373(2001)、1535(2004)、1566(2004)、1624(2005)、1805(2008)、"
            "1963(2010)、2129(2013)、2133(2014)、2178(2014)、2185(2014)、2195(2014)、2220(2015)、2242(2015)、2253(2015)、"
            "2309(2016)、2322(2016)、2331(2016)、2341(2017)、2354(2017)、2368(2017)、2370(2017)、2388(2017)、"
            "2395(2017)和 2396(2017)号决议的相关规定和所有其他相关决议及安理会主席声明开展活动。",
        ),
    ],
)
def test_a_wrapped_or_cut_paragraph_reads_word_for_word_as_printed(symbol, path, text):
    assert paragraph(symbol, path).text == text


def test_every_preambular_paragraph_ends_as_one_and_the_last_of_2396_invokes_chapter_vii():
    for symbol in (R2396, R2395, A291):
        assert [p.path for p in of_kind(symbol, Kind.PREAMBULAR) if p.text[-1] not in "，；"] == []
    assert of_kind(R2396, Kind.PREAMBULAR)[-1].text == "根据《联合国宪章》第七章采取行动，"
    assert of_kind(R2395, Kind.PREAMBULAR)[-1].text.startswith("表示注意到反恐执行局更新的《执行安全理事会")


@pytest.mark.parametrize("symbol", [R2396, R2395, A291])
def test_every_operative_paragraph_ends_as_one_and_the_last_with_a_full_stop(symbol):
    operative = of_kind(symbol, Kind.OPERATIVE)
    assert [p.path for p in operative if p.text[-1] not in "；;，。"] == []
    assert operative[-1].text.endswith("。")


# --- footnotes --------------------------------------------------------------------------------------------------------


def before_mark(part: Paragraph | Section, note: str) -> tuple[str, str]:
    at = next(mark.at for mark in part.marks if mark.note == note)
    return part.passage.text[max(0, at - 6) : at], part.passage.text[at : at + 3]


@pytest.mark.parametrize(
    ("symbol", "path", "note", "before", "after"),
    [
        (REPORT, "para/3", "1", "的第六次报告,", " 由反"),
        (REPORT, "para/3", "2", "密切协作编写。", ""),
        (REPORT, "sec/2", "3", "威胁评估", ""),
        (REPORT, "para/5", "4", "致伊黎伊斯兰国", "在伊拉"),
        (REPORT, "para/5", "5", "适应变化的情况。", ""),
        (REPORT, "para/6", "6", "动控制力度减弱。", "会员国"),
        (REPORT, "para/8", "9", '"旅行未遂者"、', "恐怖主"),
        (REPORT, "para/8", "10", "部人员的持续风险", "以及回"),
        (REPORT, "para/14", "22", "和现金运送人", "转移资"),
        (REPORT, "para/17", "26", "2014 年 11 月", "公开宣"),
        (REPORT, "para/20", "32", "并得到其合作。", "会员国"),
        (REPORT, "para/22", "38", "43 和 44 段)", " 在马"),
        (REPORT, "para/49", "67", None, None),
        (A291, "pre/6", "1", "言和行动纲领》，", ""),
        (A291, "pre/23", "2", "特别报告员的报告，", "包括其"),
        (A291, "para/4", "3", "的活动”的报告，", "欣见联"),
        (A291, "para/5", "3", "根据秘书长报告", "第 2"),
        (A291, "para/18", "4", "儿童权利公约》", "规定的"),
        (A291, "para/19", "5", "界人权宣言》", "第 1"),
        (A291, "para/19", "6", "权利国际公约》", "第 1"),
        (A291, "para/40", "7", "行动计划》；", "建议会"),
    ],
)
def test_a_footnote_marker_is_taken_out_of_the_text_and_keeps_its_place(symbol, path, note, before, after):
    units = {unit.path: unit for unit in (*document(symbol).paragraphs, *document(symbol).sections)}
    left, right = before_mark(units[path], note)
    if before is not None:
        assert left == before[-6:]
        assert right == after


def test_the_markers_of_the_report_come_once_each_and_in_order():
    units = sorted(
        (*document(REPORT).paragraphs, *document(REPORT).sections), key=lambda unit: unit.passage.source.start
    )
    marks = [int(mark.note) for unit in units for mark in unit.marks]
    assert marks == [number for number in range(1, 68) if number != 31]


def test_every_footnote_knows_the_paragraph_of_its_marker():
    for symbol in (REPORT, A291):
        units = {unit.path: unit for unit in (*document(symbol).paragraphs, *document(symbol).sections)}
        for note in of_kind(symbol, Kind.FOOTNOTE):
            if (symbol, note.number) == (REPORT, "31"):
                assert note.parent is None
            else:
                assert note.number in {mark.note for mark in units[note.parent].marks}


@pytest.mark.parametrize(
    ("symbol", "path", "text", "parent"),
    [
        (REPORT, "note/1", "见 S/2016/92、S/2016/501、S/2016/830、S/2017/97 和 S/2017/467。", "para/3"),
        (REPORT, "note/4", "以伊拉克基地组织列名(QDe.115)。", "para/5"),
        (REPORT, "note/5", "一个会员国提供的信息。这一转变已持续了一年多。另见 S/2017/573,第 16 和 17 段。", "para/5"),
        (
            REPORT,
            "note/9",
            '旅行未遂者"一词是指表明打算前往冲突区,却因会员国加强管制措施而无法成行且仍激进化的个人。',
            "para/8",
        ),
        (REPORT, "note/10", "S/2017/573, 第 10 段和第 2341(2017)号决议。", "para/8"),
        (REPORT, "note/54", "S/2017/573,第59和60段。", "para/34"),
        (REPORT, "note/60", "第 S/2017/573,第 62 段。", "para/37"),
        (A291, "note/2", "A/HRC/25/59。", "pre/23"),
        (A291, "note/3", "A/70/826。", "para/4"),
        (A291, "note/4", "联合国，《条约汇编》，第 1577 卷，第 27531 号。", "para/18"),
        (A291, "note/6", "见第 2200 A(XXI)号决议，附件。", "para/19"),
    ],
)
def test_a_footnote_reads_as_printed(symbol, path, text, parent):
    note = paragraph(symbol, path)
    assert (note.text, note.parent, note.number) == (text, parent, path.removeprefix("note/"))


# --- sub-items --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "path", "letters"),
    [
        (LETTER, "unnumbered/3", "abcdef"),
        (LETTER, "annex/1/para/40", "abcd"),
        (LETTER, "annex/2/para/40", "abcd"),
        (REPORT, "para/40", "abcde"),
        (REPORT, "para/65", "abcdef"),
        (REPORT, "para/68", "abc"),
        (REPORT, "para/79", "abc"),
        (REPORT, "para/82", "abc"),
    ],
)
def test_lists_are_split_into_their_items(symbol, path, letters):
    items = [p for p in document(symbol).paragraphs if p.parent == path and p.kind is Kind.SUB_ITEM]
    assert [item.path for item in items] == [f"{path}/{letter}" for letter in letters]


def test_the_letter_s_list_reads_as_printed():
    assert paragraph(LETTER, "unnumbered/3").text == "反恐委员会在其执行局的协助下，将："
    assert paragraph(LETTER, "unnumbered/3/a").text == (
        "继续侧重于监测、促进和协助会员国执行第 1373(2001)、1624(2005)和 2178(2014)号决议和安全理事会其他相关决议；"
    )
    assert paragraph(LETTER, "unnumbered/3/f").text == "继续推动执行《联合国全球反恐战略》。"


# --- what is not text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "kinds"),
    [
        (R2396, {"markup": 2}),
        (R2395, {"link": 20}),
        (A291, {"rule": 6, "markup": 2, "footnote-marker": 15}),
        (REPORT, {"job-number": 8, "markup": 54, "footnote-marker": 132}),
        (LETTER, {"link": 313, "running-head": 1, "job-number": 1}),
    ],
)
def test_furniture_is_counted_by_kind(symbol, kinds):
    assert Counter(piece.kind for piece in document(symbol).furniture) == kinds


@pytest.mark.parametrize(
    ("symbol", "kind", "pieces"),
    [
        (R2396, "markup", {"[": 1, "](#)": 1}),
        (A291, "rule", {"---": 6}),
        (A291, "markup", {"[": 1, "](#)": 1}),
        (LETTER, "running-head", {"S/2018/208": 1}),
        (LETTER, "job-number", {"9/15 18-03734 (C)": 1}),
    ],
)
def test_furniture_is_what_the_page_prints_around_the_text(symbol, kind, pieces):
    read = document(symbol)
    assert Counter(piece.span.of(read.source) for piece in read.furniture if piece.kind == kind) == pieces


def test_no_unit_keeps_mark_up_or_a_page_s_furniture():
    left_over = re.compile(r"https://undocs|\]\(|</?sup|[$⁰¹²³⁴⁵⁶⁷⁸⁹{}]|18-0\d{4}|^- \d|---|math")
    for symbol in SYMBOLS:
        read = document(symbol)
        for part in (*read.paragraphs, *read.sections, *read.matter):
            assert left_over.search(part.passage.text) is None, part.passage.text


def test_a_link_s_text_stays_where_its_mark_up_goes():
    assert "按照 S/PRST/2015/11 的要求，审查打击" in paragraph(R2396, "para/50").text


@pytest.mark.parametrize(
    ("symbol", "component", "matter"),
    [
        (R2395, "", [("enacting-formula", "安全理事会，")]),
        (
            A291,
            "",
            [
                ("session", "第七十届会议"),
                ("agenda-item", "议程项目 117"),
                ("title", "联合国全球反恐战略"),
                ("sponsors", "大会主席提出的决议草案"),
                ("title", "联合国全球反恐战略审查"),
                ("enacting-formula", "大会，"),
            ],
        ),
        (
            REPORT,
            "",
            [
                ("masthead", "联合国 S/2018/80"),
                ("organ", "安全理事会"),
                ("distribution", "Distr.: General 31 January 2018"),
                ("distribution", "Chinese"),
                ("distribution", "Original: English"),
                (
                    "title",
                    "秘书长关于伊黎伊斯兰国(达伊沙)对国际和平与安全构成的威胁以及联合国为支持会员国抵御这一威胁所作广泛努力的"
                    "第六次报告",
                ),
            ],
        ),
        (
            LETTER,
            "",
            [
                (
                    "title",
                    "2018 年 3 月 9 日安全理事会关于反恐怖主义的第 1373(2001)号决议所设委员会主席给安全理事会主席的信",
                ),
                ("signature", "安全理事会关于反恐怖主义的"),
                ("signature", "第 1373(2001)号决议所设委员会"),
                ("signature", "主席"),
                ("signature", "古斯塔沃·梅萨-夸德拉·贝拉斯克斯(签名)"),
            ],
        ),
        (
            LETTER,
            "annex/1",
            [
                ("component-heading", "附件"),
                ("title", "安全理事会关于反恐怖主义的第 1373(2001)号决议所设委员会2018年工作方案"),
            ],
        ),
        (
            LETTER,
            "annex/2",
            [("component-heading", "附文"), ("title", "反恐怖主义委员会执行局 2018年工作方案")],
        ),
    ],
)
def test_front_and_back_matter_is_named(symbol, component, matter):
    found = [(part.role, part.passage.text) for part in document(symbol).matter if part.component == component]
    assert found == matter


def test_the_draft_names_its_sponsors_before_the_enacting_formula():
    sponsors, enacting = document(R2396).matter
    assert (sponsors.role, enacting.role, enacting.passage.text) == ("sponsors", "enacting-formula", "安全理事会，")
    assert sponsors.passage.text.startswith("阿尔巴尼亚、澳大利亚、奥地利、")
    assert sponsors.passage.text.endswith("美利坚合众国和乌拉圭：决议草案")


def test_the_letter_has_an_annex_and_an_enclosure_with_their_titles():
    found = [(part.path, part.type.value, part.title) for part in document(LETTER).components]
    assert found == [
        (
            "",
            "main",
            "2018 年 3 月 9 日安全理事会关于反恐怖主义的第 1373(2001)号决议所设委员会主席给安全理事会主席的信",
        ),
        ("annex/1", "annex", "安全理事会关于反恐怖主义的第 1373(2001)号决议所设委员会2018年工作方案"),
        ("annex/2", "enclosure", "反恐怖主义委员会执行局 2018年工作方案"),
    ]


# --- misprints --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("symbol", "path", "printed"),
    [
        (R2396, "para/49", "以及反恐执行局的任務规定"),
        (R2396, "para/49", "以及际刑警组织的合作"),
        (R2396, "para/50", "利用反恐执行局的國家评估"),
        (R2396, "para/30", "民间社会组织 and 行为体的意见"),
        (R2396, "para/16", "所有遗失和被盜旅行证件"),
        (R2396, "para/46", "请 1267(1999)、1989(2011)和"),
        (R2396, "para/41", "通过激进进化而"),
        (R2396, "pre/33", "“纳尔逊·曼德拉规则”"),
        (R2396, "pre/34", "帮助弥补此类不足；"),
        (R2395, "pre/1", "2178(2014)、2185(2014)、2195(2015)、2199(2015)"),
        (A291, "para/31", "予以引渡，"),
        (A291, "para/60", "在这方面的的工作"),
        (REPORT, "para/17", "较成熟的设在两奈半岛的附属机构"),
        (REPORT, "para/54", "2017年10月23日,国际民用航空组织"),
        (LETTER, "annex/2/para/4", "2331(2016)2341(2017)、2354(2017)"),
        (LETTER, "annex/2/para/3", "反恐委员会将协助反恐委员会"),
        (LETTER, "annex/2/para/22", "执行局将向委员及提交提议"),
        (LETTER, "annex/1/para/13", "作出通报,同时考虑到"),
    ],
)
def test_misprints_and_mixed_punctuation_stay_as_printed(symbol, path, printed):
    assert printed in paragraph(symbol, path).text


def test_labels_stand_right_before_the_text_they_number():
    for symbol in SYMBOLS:
        for part in document(symbol).paragraphs:
            if part.kind in (Kind.OPERATIVE, Kind.NUMBERED):
                label = Span(part.label[0].start, part.label[-1].end)
                assert label.of(document(symbol).source).strip().rstrip(".") == part.number
                assert label.end <= part.passage.source.start


def test_units_stand_in_source_order_and_do_not_overlap():
    for symbol in SYMBOLS:
        pieces = sorted(piece.source for part in document(symbol).paragraphs for piece in part.passage.pieces)
        assert all(left.end <= right.start for left, right in pairwise(pieces))
