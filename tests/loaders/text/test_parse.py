"""Whole small documents in the shapes the United Nations print: resolution, report, letter, work programme."""

import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import Document, Kind
from mandategraph.loaders.errors import StructureError
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})


def read(text: str, language: str = "zho", symbol: str = "S/RES/2400(2018)") -> Document:
    document = parse(Source("x", "", "utf-8", text), STRUCTURES[language], symbol)
    assert unaccounted(document) == ()
    return document


def units(document: Document) -> list[tuple[str, str]]:
    return [(part.path, part.text) for part in document.paragraphs]


def matter(document: Document) -> list[tuple[str, str]]:
    return [(part.role, part.passage.text) for part in document.matter]


def outline(document: Document) -> list[tuple[str, int, str | None, str]]:
    return [(part.path, part.level, part.number, part.passage.text) for part in document.sections]


LETTER = """United Nations                                          S/2018/208
Security Council                                Distr.: General
                                                9 March 2018
                                                Original: English


     Letter dated 9 March 2018 from the Chair of the Security Council
     Committee established pursuant to resolution 1373 (2001)
     addressed to the President of the Security Council


         I have the honour to transmit herewith the work programmes of
     the Counter-Terrorism Committee and of its Executive Directorate
     for the period from 1 January to 31 December 2018 (see annex and
     enclosure).
         The Committee, assisted by its Executive Directorate, will:
     (a) continue to focus on monitoring the counter-
     terrorism efforts of Member States; (b) continue to facilitate the
     delivery of technical assistance; and (c) continue to promote respect
     for human rights.

18-03734 (E)    220318
*1803734*

         I should be grateful if the present letter and its annex could be
     circulated as a document of the Security Council.


                                        (Signed) Gustavo Meza-Cuadra
                                        Chair



     Annex
     Programme of work of the Counter-Terrorism Committee for 2018

     I.   Introduction

     1.   The primary aim of the Committee is to ensure the full
     implementation of resolution 1373 (2001).

     II.  Programme of work
          A.   Monitoring, promoting and facilitating the implementation of
               Security Council resolutions 1373 (2001), 1624 (2005) and
               2178 (2014)

     2.   The Committee will continue to adopt strategic and transparent
     working methods.
S/2018/208

18-03734                                                        3/15
     3.   The Committee will consider the report to be submitted by
     30 March 2018.


     Enclosure
     Programme of work of the Executive Directorate for 2018

     I.   Introduction

     1.   The programme of work of the Executive Directorate covers 2018.
"""


def test_an_english_letter_with_annex_and_enclosure():
    document = read(LETTER, "eng", "S/2018/208")
    assert units(document) == [
        (
            "unnumbered/1",
            "I have the honour to transmit herewith the work programmes of the Counter-Terrorism Committee and of its "
            "Executive Directorate for the period from 1 January to 31 December 2018 (see annex and enclosure).",
        ),
        ("unnumbered/2", "The Committee, assisted by its Executive Directorate, will:"),
        (
            "unnumbered/2/a",
            "continue to focus on monitoring the counter-terrorism efforts of Member States;",
        ),
        ("unnumbered/2/b", "continue to facilitate the delivery of technical assistance; and"),
        ("unnumbered/2/c", "continue to promote respect for human rights."),
        (
            "unnumbered/3",
            "I should be grateful if the present letter and its annex could be circulated as a document of the "
            "Security Council.",
        ),
        (
            "annex/1/para/1",
            "The primary aim of the Committee is to ensure the full implementation of resolution 1373 (2001).",
        ),
        (
            "annex/1/para/2",
            "The Committee will continue to adopt strategic and transparent working methods.",
        ),
        ("annex/1/para/3", "The Committee will consider the report to be submitted by 30 March 2018."),
        ("annex/2/para/1", "The programme of work of the Executive Directorate covers 2018."),
    ]
    assert outline(document) == [
        ("annex/1/sec/1", 1, "I", "Introduction"),
        ("annex/1/sec/2", 1, "II", "Programme of work"),
        (
            "annex/1/sec/3",
            2,
            "A",
            "Monitoring, promoting and facilitating the implementation of Security Council resolutions 1373 (2001), "
            "1624 (2005) and 2178 (2014)",
        ),
        ("annex/2/sec/1", 1, "I", "Introduction"),
    ]
    assert [part.title for part in document.components] == [
        "Letter dated 9 March 2018 from the Chair of the Security Council Committee established pursuant to resolution "
        "1373 (2001) addressed to the President of the Security Council",
        "Programme of work of the Counter-Terrorism Committee for 2018",
        "Programme of work of the Executive Directorate for 2018",
    ]
    assert ("signature", "(Signed) Gustavo Meza-Cuadra Chair") in matter(document)


RESOLUTION = """United Nations S/RES/2396 (2017)
Security Council Distr.: General
21 December 2017

Resolution 2396 (2017)

Adopted by the Security Council at its 8148th meeting, on 21 December 2017

The Security Council,

Reaffirming that terrorism in all forms and manifestations constitutes one of the most serious threats,

Recalling resolution 2178 (2014), and expressing grave concern over the threat posed by foreign terrorist fighters,

S/RES/2396 (2017)

2/12 17-22949

particularly those returning to their countries of origin, nationality or to third countries,

Acting under Chapter VII of the Charter of the United Nations,

1. Recalls its decision, in resolution 2178 (2014), that all Member States shall establish serious criminal offenses;

Border Security and Information-Sharing

2. Calls upon Member States to prevent the movement of terrorists by effective national border controls, and

17-22949 3/12

by controls on issuance of identity papers;

3. Decides to remain actively seized of the matter.
"""


def test_an_english_resolution_flowed_and_cut_by_pages():
    document = read(RESOLUTION, "eng", "S/RES/2396(2017)")
    assert units(document) == [
        (
            "pre/1",
            "Reaffirming that terrorism in all forms and manifestations constitutes one of the most serious threats,",
        ),
        (
            "pre/2",
            "Recalling resolution 2178 (2014), and expressing grave concern over the threat posed by foreign terrorist "
            "fighters, particularly those returning to their countries of origin, nationality or to third countries,",
        ),
        ("pre/3", "Acting under Chapter VII of the Charter of the United Nations,"),
        (
            "para/1",
            "Recalls its decision, in resolution 2178 (2014), that all Member States shall establish serious criminal "
            "offenses;",
        ),
        (
            "para/2",
            "Calls upon Member States to prevent the movement of terrorists by effective national border controls, and "
            "by controls on issuance of identity papers;",
        ),
        ("para/3", "Decides to remain actively seized of the matter."),
    ]
    assert outline(document) == [("sec/1", 1, None, "Border Security and Information-Sharing")]
    assert [(part.section) for part in document.paragraphs] == [None] * 4 + ["sec/1"] * 2
    assert matter(document) == [
        ("masthead", "United Nations S/RES/2396 (2017)"),
        ("distribution", "Security Council Distr.: General"),
        ("distribution", "21 December 2017"),
        ("title", "Resolution 2396 (2017)"),
        ("session", "Adopted by the Security Council at its 8148th meeting, on 21 December 2017"),
        ("enacting-formula", "The Security Council,"),
    ]


REPORT = """United Nations S/2018/80
Security Council
Distr.: General
31 January 2018
Original: English

Sixth report of the Secretary-General on the threat posed by ISIL (Da’esh) to international peace and security

I. Introduction

1. In adopting resolution 2253 (2015), the Security Council expressed its determination.¹ It requested me to report.
2. The present report was prepared by the Executive Directorate.<sup>2</sup>

¹ See S/2016/92 and S/2016/501.
² The Analytical Support and Sanctions Monitoring Team.

18-01399 (E) 3/17

II. Threat assessment³
A. Overview of the threat
3. Over the past six months, military pressure has led ISIL to adapt.^{4} The group

³ The assessment is based on document S/2018/14.
⁴ Information provided by a Member State.

18-01399 (E) 4/17

has lost ground. States should:
(a) Share information;
(b) Use biometrics; and
(c) Report, as requested in paragraph 8 (a) of resolution 2178 (2014).
"""


def test_an_english_report_with_sections_footnotes_and_items():
    document = read(REPORT, "eng", "S/2018/80")
    assert units(document) == [
        (
            "para/1",
            "In adopting resolution 2253 (2015), the Security Council expressed its determination. It requested me to "
            "report.",
        ),
        ("para/2", "The present report was prepared by the Executive Directorate."),
        ("note/1", "See S/2016/92 and S/2016/501."),
        ("note/2", "The Analytical Support and Sanctions Monitoring Team."),
        (
            "para/3",
            "Over the past six months, military pressure has led ISIL to adapt. The group has lost ground. "
            "States should:",
        ),
        ("para/3/a", "Share information;"),
        ("para/3/b", "Use biometrics; and"),
        ("para/3/c", "Report, as requested in paragraph 8 (a) of resolution 2178 (2014)."),
        ("note/3", "The assessment is based on document S/2018/14."),
        ("note/4", "Information provided by a Member State."),
    ]
    assert [(note.number, note.parent) for note in document.paragraphs if note.kind is Kind.FOOTNOTE] == [
        ("1", "para/1"),
        ("2", "para/2"),
        ("3", "sec/2"),
        ("4", "para/3"),
    ]
    assert outline(document) == [
        ("sec/1", 1, "I", "Introduction"),
        ("sec/2", 1, "II", "Threat assessment"),
        ("sec/3", 2, "A", "Overview of the threat"),
    ]


CHINESE = """---
第七十届会议

议程项目 117

大会主席提出的决议草案

联合国全球反恐战略审查

大会，

重申《联合国全球反恐战略》，

强烈谴责有计划地招募儿童，并注意到这些行为可能构成原籍国、
3/17

国籍国或第三国的罪行，

1. 再次明确地强烈谴责恐怖主义；

2. 促请会员国：(a) 采取措施；(b) 提交报告。
"""


def test_a_chinese_resolution_with_a_page_s_end_and_items():
    document = read(CHINESE, symbol="A/RES/70/291")
    assert units(document) == [
        ("pre/1", "重申《联合国全球反恐战略》，"),
        ("pre/2", "强烈谴责有计划地招募儿童，并注意到这些行为可能构成原籍国、国籍国或第三国的罪行，"),
        ("para/1", "再次明确地强烈谴责恐怖主义；"),
        ("para/2", "促请会员国："),
        ("para/2/a", "采取措施；"),
        ("para/2/b", "提交报告。"),
    ]
    assert [role for role, _ in matter(document)] == [
        "session",
        "agenda-item",
        "sponsors",
        "title",
        "enacting-formula",
    ]
    assert document.components[0].title == "联合国全球反恐战略审查"


@pytest.mark.parametrize(
    ("before", "after", "paragraphs"),
    [
        ("重申会员国有义务，", "国籍国或第三国，", 1),
        ("重申会员国有义务，", "强调会员国有义务，", 2),
        ("重申会员国有", "强调的义务，", 1),
    ],
)
def test_at_a_page_s_end_a_preambular_paragraph_goes_on_unless_the_next_begins_as_one(before, after, paragraphs):
    document = read(f"安全理事会，\n\n{before}\n\n3/17\n\n{after}\n\n1. 决定。\n")
    assert len(document.paragraphs) == paragraphs + 1


def test_inside_a_page_a_preambular_paragraph_may_begin_with_any_word():
    document = read("安全理事会，\n\n重申会员国有义务，\n\n国籍国或第三国，\n\n1. 决定。\n")
    assert [path for path, _ in units(document)] == ["pre/1", "pre/2", "para/1"]


@pytest.mark.parametrize(
    ("numbers", "paths", "findings"),
    [
        ((1, 2, 3), ["para/1", "para/2", "para/3"], []),
        ((1, 2, 5, 6), ["para/1", "para/2", "para/5", "para/6"], [("missing-number", "para/5")]),
        ((1, 2, 40, 3), ["para/1", "para/2", "para/3"], []),
        ((1, 2, 2, 3), ["para/1", "para/2", "para/3"], []),
    ],
)
def test_numbers_must_follow_and_lost_ones_are_reported(numbers, paths, findings):
    document = read("\n\n".join(f"{number}. 会员国采取了措施。" for number in numbers))
    assert [part.path for part in document.paragraphs] == paths
    assert [(finding.kind, finding.path) for finding in document.findings] == findings


def test_a_number_that_is_printed_is_kept_also_with_a_full_width_stop():
    document = read("大会，\n\n1．决定；\n\n2、又决定。\n")
    assert [(part.path, part.number, part.text) for part in document.paragraphs] == [
        ("para/1", "1", "决定；"),
        ("para/2", "2", "又决定。"),
    ]


def test_a_paragraph_s_label_is_the_source_of_its_number():
    document = read("大会，\n\n 12. 决定；\n\n- 1. 决定；\n")
    (paragraph,) = [part for part in document.paragraphs if part.number]
    assert [span.of(document.source) for span in paragraph.label] == ["1."]


@pytest.mark.parametrize("text", ["", "\n\n", "联合国", "第七十届会议\n\n议程项目 117\n", "安全理事会，\n"])
def test_a_text_without_a_paragraph_is_refused(text):
    with pytest.raises(StructureError, match="no paragraph was found"):
        read(text)
