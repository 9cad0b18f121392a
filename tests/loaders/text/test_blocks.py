"""Blocks: wrapped lines are rejoined, flowed ones left alone, and titles, headings and signatures stand apart."""

from textwrap import dedent

import pytest

from mandategraph.loaders.text.blocks import blocks, is_wrapped
from mandategraph.loaders.text.lines import read_lines
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})

INDENTED = """
安全理事会，
  重申会员国必须确保为反恐采取的任何措施都符合国际人权法，难民
法和人道主义法，
  强调指出会员国负有首要责任，
  1. 促请所有会员国根据国内法和国际法并通过国家机制，就此加紧，
加速及时交流；
边界安全
  2. 决定继续处理此案。
"""
PARTED = """
安全理事会，


重申会员国必须确保为反恐采取的任何措施都符合国际人权法、难民

法和人道主义法，


强调指出会员国负有首要责任，


1. 促请所有会员国根据国内法和国际法并通过国家机制，就此加紧、

加速及时交流；


边界安全


2. 决定继续处理此案。
"""
ENGLISH = """
The Security Council,
    Reaffirming that terrorism in all forms constitutes a threat,
which Member States shall counter by all means,
    Stressing the responsibility of States,
    1. Calls upon all Member States, in accordance with the law,
to intensify the timely exchange of information;
Border security
    2. Decides to remain seized of the matter.
"""
FLOWED = """
安全理事会，
重申会员国必须确保为反恐采取的任何措施都符合国际人权法、难民法和人道主义法等国际法为其规定的所有义务，
强调指出会员国负有首要责任，
1. 促请所有会员国根据国内法和国际法并通过国家机制，就此加紧、加速及时交流；
边界安全
2. 决定继续处理此案。
"""
LETTER = """
          Letter from the Chair of the Committee addressed to the
          President of the Security Council
     I have the honour to transmit herewith the programme of
work of the Committee and of its Executive Directorate.
     I should be grateful if the letter could be circulated.
(Signed) Jane Doe
Chair of the Committee
Annex
Programme of work
I. Introduction
     1. The Committee will continue to monitor implementation
and to facilitate assistance.
"""


def read(source, language="zho"):
    grammar = STRUCTURES[language]
    lines, _ = read_lines(source, grammar)
    return [block.text for block in blocks(source, lines, grammar)]


def wrapped(source, language="zho"):
    return is_wrapped(read_lines(source, STRUCTURES[language])[0], STRUCTURES[language])


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        (INDENTED, "zho", True),
        (PARTED, "zho", True),
        (ENGLISH, "eng", True),
        (LETTER, "eng", True),
        (FLOWED, "zho", False),
    ],
    ids=["indented", "parted", "english", "letter", "flowed"],
)
def test_a_text_is_wrapped_if_its_full_lines_break_off(source, language, expected):
    assert wrapped(source, language) is expected


@pytest.mark.parametrize("source", ["", "决定。", "决定", "决定" * 90 + "\n" + "采取措施" * 90])
def test_next_to_nothing_and_long_lines_are_not_wrapped(source):
    assert wrapped(source) is False


@pytest.mark.parametrize("source", [INDENTED, PARTED, FLOWED], ids=["indented", "parted", "flowed"])
def test_a_resolution_has_the_same_blocks_however_its_paragraphs_are_told_apart(source):
    found = read(source)
    assert [text[:4] for text in found] == ["安全理事", "重申会员", "强调指出", "1. 促", "边界安全", "2. 决"]
    assert found[3].endswith("加速及时交流；")


def test_english_lines_make_paragraphs_too():
    assert read(ENGLISH, "eng") == [
        "The Security Council,",
        "Reaffirming that terrorism in all forms constitutes a threat, which Member States shall counter by all means,",
        "Stressing the responsibility of States,",
        "1. Calls upon all Member States, in accordance with the law, to intensify the timely exchange of information;",
        "Border security",
        "2. Decides to remain seized of the matter.",
    ]


def test_a_letter_s_signature_and_headings_stand_apart_from_its_paragraphs():
    assert read(LETTER, "eng") == [
        "Letter from the Chair of the Committee addressed to the President of the Security Council",
        "I have the honour to transmit herewith the programme of work of the Committee and of its Executive "
        "Directorate.",
        "I should be grateful if the letter could be circulated.",
        "(Signed) Jane Doe Chair of the Committee",
        "Annex",
        "Programme of work",
        "I. Introduction",
        "1. The Committee will continue to monitor implementation and to facilitate assistance.",
    ]


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        (
            """
            阿尔巴尼亚、澳大利亚、奥地利、巴林、比利时、保加利亚、加拿大、克罗地亚、
            捷克和乌拉圭：决议草案
            安全理事会，
            重申会员国必须确保为反恐采取的任何措施都符合国际人权法、难民法和人道主
            义法，
            """,
            "zho",
            ["阿尔巴尼亚", "安全理事会", "重申会员国"],
        ),
        (
            """
            United Nations S/RES/2396 (2017)
            Security Council Distr.: General
            21 December 2017
            Resolution 2396 (2017)
            The Security Council,
                Reaffirming that terrorism in all forms and manifestations constitutes
            one of the most serious threats,
            """,
            "eng",
            [
                "United Nations",
                "Security Council Distr",
                "21 December",
                "Resolution 2396",
                "The Security",
                "Reaffirming",
            ],
        ),
    ],
    ids=["sponsors", "masthead"],
)
def test_front_matter_that_is_known_by_its_words_stands_on_its_own(source, language, expected):
    found = read(dedent(source), language)
    assert len(found) == len(expected)
    assert all(text.startswith(start) for text, start in zip(found, expected, strict=True))


PROGRAMME = """
 二. 工作方案

3. 反恐委员会将继续采取具有战略性和透明的工作方法，并在其执行局和秘书

处的支持下，将继续酌情精简其工作方法，以实现下述优先目标。

 A. 监测、促进和协助执行安全理事会第 1373(2001)、1624(2005)号决议以及

履行第 1963(2010)、2129(2013)、2133(2014)、2185(2014)、2195(2014)、

2242(2015)和 2396(2017)号决议规定的任务

4. 反恐委员会及其执行局将与会员国积极协作，监测、促进和协助执行第

3/17

1373(2001)、1624(2005)和 2178(2014)号决议，并就此向安全理事会提出的各

项报告。

5. 反恐委员会主席将邀请高级官员。
"""


def test_a_heading_over_three_lines_is_one_block_and_a_page_s_end_is_none():
    assert [(text[:4], text[-4:]) for text in read(PROGRAMME)] == [
        ("二. 工", "工作方案"),
        ("3. 反", "优先目标。"[-4:]),
        ("A. 监", "定的任务"),
        ("4. 反", "项报告。"),
        ("5. 反", "级官员。"),
    ]


HANGING = """
    1. Calls upon all Member States, in accordance with the law,
to intensify the exchange;
3/17
    2. Decides that all States shall, in accordance with the law
5/17
3. of this resolution, act.
    3. Requests the Secretary-General to report to the Council on
the matter.
"""


def test_a_number_that_begins_a_wrapped_line_at_the_margin_is_no_paragraph():
    assert [text[:11] for text in read(HANGING, "eng")] == ["1. Calls up", "2. Decides ", "3. Requests"]


PAGE_TOPS = """
    1. Calls upon all Member States, in accordance with the law,
to intensify the exchange of information, and requests all the
3/17
organs of the United Nations to support them in this without
4/17
delay.
    2. Decides that all States shall, in accordance with the law
of nations and with the obligations that they have by virtue
5/17
    of the Charter, act.
    3. Requests the Secretary-General to report to the Council on
the matter.
"""


def test_an_indent_at_the_top_of_a_page_does_not_begin_a_paragraph_in_mid_sentence():
    assert [text[:11] for text in read(PAGE_TOPS, "eng")] == ["1. Calls up", "2. Decides ", "3. Requests"]
