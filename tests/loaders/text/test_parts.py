"""Parts of a document: closing lines, annexes by any name, drafts and parts of resolutions, numbers that begin anew."""

import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import ComponentType, Document, Kind
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})


def read(*blocks: str, language: str = "eng") -> Document:
    text = "\n\n".join(blocks) + "\n"
    document = parse(Source("x", "", "utf-8", text), STRUCTURES[language], "A/RES/90/1")
    assert unaccounted(document) == ()
    return document


def units(document: Document) -> list[tuple[str, str]]:
    return [(part.path, part.text) for part in document.paragraphs]


def paths(document: Document) -> list[str]:
    return [part.path for part in document.paragraphs]


def matter(document: Document, *roles: str) -> list[tuple[str, str, str]]:
    return [(part.role, part.component, part.passage.text) for part in document.matter if part.role in roles]


CLOSINGS = [
    ("eng", ["41st plenary meeting", "10 December 2020"], [("session", "41st plenary meeting 10 December 2020")]),
    ("eng", ["48th (resumed) plenary meeting\n31 December 2020"],
     [("session", "48th (resumed) plenary meeting 31 December 2020")]),
    ("eng", ["35th meeting\n7 October 2022", "[Adopted without a vote.]"],
     [("session", "35th meeting 7 October 2022"), ("vote", "[Adopted without a vote.]")]),
    ("eng",
     ["3rd meeting\n4 April 2025", "[Adopted by a recorded vote of 2 to 1, with no abstentions. The voting was:",
      "In favour:", "Atlantis, Utopia", "Against:", "Laputa]"],
     [("session", "3rd meeting 4 April 2025"),
      ("vote", "[Adopted by a recorded vote of 2 to 1, with no abstentions. The voting was: In favour: "
               "Atlantis, Utopia Against: Laputa]")]),
    ("zho", ["第58次全体会议", "2021年3月25日"], [("session", "第58次全体会议2021年3月25日")]),
    ("zho", ["第 3 次会议\n2025年4月4日", "[未经表决获得通过。]"],
     [("session", "第 3 次会议2025年4月4日"), ("vote", "[未经表决获得通过。]")]),
]  # fmt: skip
BODIES = {
    "eng": ("The General Assembly,", "Recalling its resolutions,", "1. Decides to act;", "2. Requests a report."),
    "zho": ("大会，", "回顾其决议，", "1. 决定采取行动；", "2. 请提交报告。"),
}


@pytest.mark.parametrize(("language", "closing", "expected"), CLOSINGS)
def test_what_closes_a_resolution_is_no_part_of_its_last_paragraph(
    language: str, closing: list[str], expected: list[tuple[str, str]]
) -> None:
    document = read(*BODIES[language], *closing, language=language)
    assert paths(document) == ["pre/1", "para/1", "para/2"]
    assert document.paragraphs[-1].text == BODIES[language][-1][3:]
    assert matter(document, "session", "vote") == [(role, "", text) for role, text in expected]


def test_a_meeting_that_is_named_in_a_sentence_closes_nothing() -> None:
    document = read(
        "1. Recalls the decision taken at its", "41st plenary meeting, on 10 December;", "2. Decides to act."
    )
    assert paths(document) == ["para/1", "para/2"]


ANNEXES = [
    ("eng", "Annex"),
    ("eng", "Appendix"),
    ("eng", "Annex A – Items subject to a permit"),
    ("eng", "ANNEX II: List of lighthouses"),
    ("zho", "附录"),
    ("zho", "附件二"),
    ("zho", "附件 A——须经许可的物项"),
]


@pytest.mark.parametrize(("language", "heading"), ANNEXES)
def test_an_annex_begins_under_any_of_its_names_with_a_numbering_of_its_own(language: str, heading: str) -> None:
    document = read(*BODIES[language], heading, BODIES[language][2], language=language)
    assert paths(document) == ["pre/1", "para/1", "para/2", "annex/1/para/1"]
    assert matter(document, "component-heading") == [("component-heading", "annex/1", heading)]


def test_an_annex_that_a_wrapped_sentence_names_at_a_line_s_beginning_begins_nothing() -> None:
    document = read(
        "1. Welcomes the decision of the organization to set a standard in\n"
        "Annex 9 — Facilitation, on the use of data by the lighthouse keepers\n"
        "of all the islands, and asks for more;",
        "2. Decides to remain seized of the matter, and to come back to it in\n"
        "the next year, and in each year after that;",
    )
    assert paths(document) == ["para/1", "para/2"]


def test_parts_of_a_resolution_have_a_numbering_each() -> None:
    document = read(*BODIES["eng"], "B", "Light on the islands", *BODIES["eng"], "3. Decides again.")
    own = ["pre/1", "para/1", "para/2"]
    assert paths(document) == [*own, *(f"annex/1/{path}" for path in own), "annex/1/para/3"]
    assert document.components[1].type is ComponentType.ENCLOSURE
    assert document.components[1].title == "Light on the islands"


def test_the_first_of_several_parts_is_one_too() -> None:
    formula, *rest = BODIES["eng"]
    document = read("90/84. Light", "A", "Islands", formula, *rest, "B", "Capes", formula, *rest)
    own = ["pre/1", "para/1", "para/2"]
    assert paths(document) == [f"annex/{part}/{path}" for part in (1, 2) for path in own]
    assert [component.title for component in document.components] == ["90/84. Light", "Islands", "Capes"]


def test_a_draft_that_a_colon_announces_has_a_numbering_of_its_own() -> None:
    announced = "Recommends to the Assembly this draft:"
    document = read("The Economic and Social Council", announced, *BODIES["eng"])
    assert paths(document) == ["unnumbered/1", "annex/1/pre/1", "annex/1/para/1", "annex/1/para/2"]


def test_a_draft_that_is_quoted_has_a_numbering_of_its_own() -> None:
    document = read("The Economic and Social Council,", "1. Recommends this draft to the Assembly:", *BODIES["eng"])
    assert paths(document) == ["para/1", "annex/1/pre/1", "annex/1/para/1", "annex/1/para/2"]


def test_a_footnote_below_the_heading_of_an_annex_belongs_to_its_marker() -> None:
    document = read(*BODIES["eng"][:3], "2. Requests a report.¹", "Annex", "1. Light.²", "¹ A/90/1.", "² A/90/2.")
    notes = [(part.path, part.parent) for part in document.paragraphs if part.kind is Kind.FOOTNOTE]
    assert notes == [("note/1", "para/2"), ("annex/1/note/2", "annex/1/para/1")]


# --- numbers that begin anew ----------------------------------------------------------------------------------------

ANEW = [
    ("eng", ("I", "Lighthouses", "II", "Harbours"), (("I", "Lighthouses"), ("II", "Harbours"))),
    ("eng", ("Article 1", "Purpose", "Article 2 bis", "Scope"), (("Article 1", "Purpose"), ("Article 2 bis", "Scope"))),
    ("eng", ("Part I. Means", "", "Part II. Ends", ""), (("Part I", "Means"), ("Part II", "Ends"))),
    ("zho", ("第一条", "宗旨", "第二条", "范围"), (("第一条", "宗旨"), ("第二条", "范围"))),
    ("zho", ("一", "灯塔", "二", "港口"), (("一", "灯塔"), ("二", "港口"))),
]


@pytest.mark.parametrize(("language", "heads", "sections"), ANEW)
def test_a_number_that_is_printed_again_under_a_heading_is_named_below_its_section(
    language: str, heads: tuple[str, ...], sections: tuple[tuple[str, str], ...]
) -> None:
    one, two = BODIES[language][2:]
    document = read(*filter(None, (*heads[:2], one, two, *heads[2:], one, two)), language=language)
    assert paths(document) == ["para/1", "para/2", "sec/2/para/1", "sec/2/para/2"]
    assert tuple((section.number, section.passage.text) for section in document.sections) == sections
    assert document.findings == ()


def test_a_number_that_is_printed_again_without_a_heading_is_text() -> None:
    document = read("1. Decides to act;", "2. Decides again;", "1. of the report is noted;", "3. Ends.")
    assert paths(document) == ["para/1", "para/2", "para/3"]


def test_a_section_can_have_recitals_of_its_own() -> None:
    document = read(
        "The General Assembly,", "I", "Light", "1. Acts.", "II", "Ports", "Recalling its resolutions,", "1. Asks."
    )
    assert units(document) == [
        ("para/1", "Acts."),
        ("pre/1", "Recalling its resolutions,"),
        ("sec/2/para/1", "Asks."),
    ]


# --- paragraphs without a number ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "blocks", "expected"),
    [
        ("eng", ("The General Assembly,", "Recalling its resolutions,", "Decides to act."), ["pre/1", "unnumbered/1"]),
        ("zho", ("大会，", "回顾其决议，", "决定采取行动。"), ["pre/1", "unnumbered/1"]),
        ("eng", ("The General Assembly,", "Recalling its resolutions,", "Adopts this:", "We, the States, agree."),
         ["pre/1", "unnumbered/1", "unnumbered/2"]),
        ("eng", ("The General Assembly,", "Recalling its aims:", "(a) Light,", "(b) Peace,", "1. Acts."),
         ["pre/1", "pre/1/a", "pre/1/b", "para/1"]),
        ("eng", ("The General Assembly,", "Noting a report.", "Recalling a report,", "1. Acts."),
         ["pre/1", "pre/2", "para/1"]),
        ("eng", ("1. Decides that paragraph 7 shall read:", "The keeper reports every month;", "2. Acts."),
         ["para/1", "unnumbered/1", "para/2"]),
        ("eng", ("1. Decides that the keeper, who", "reports every month, shall stay;", "2. Acts."),
         ["para/1", "para/2"]),
    ],
)  # fmt: skip
def test_a_closed_block_without_a_number_is_a_paragraph_of_its_own(
    language: str, blocks: tuple[str, ...], expected: list[str]
) -> None:
    assert paths(read(*blocks, language=language)) == expected


DECISIONS = [
    (
        "eng",
        "90/502. General debate of the ninetieth session of the General\nAssembly",
        "At its 3rd plenary meeting, on 16 September 2035, the General\nAssembly decided that the debate should be "
        "held on the islands.",
    ),
    ("zho", "90/502. 大会第九十届会议一般性辩论", "2035年9月16日大会第3次全体会议决定在岛上举行辩论。"),
]


@pytest.mark.parametrize(("language", "title", "text"), DECISIONS)
def test_a_decision_is_one_paragraph_under_its_title(language: str, title: str, text: str) -> None:
    document = read(title, text, language=language)
    assert units(document) == [("unnumbered/1", " ".join(text.split("\n")))]
    assert matter(document, "title") == [("title", "", " ".join(title.split("\n")))]


# --- pages --------------------------------------------------------------------------------------------------------

PAGE = """    The General Assembly,

    Recalling its resolutions on the lighthouses of the islands and the report
of the keeper, which shows how much light there was in the course of the year,

    Noting that the lighthouses are old, and that the keepers of the islands,

_______________

  ¹ A/90/1.

30-12345  1/2
A/RES/90/1

{indent}considering the light, shall light them in every night of the year that comes
and in every night of the years after that,

    1. Decides to act.
"""


@pytest.mark.parametrize(("indent", "recitals"), [("", 2), ("    ", 3)])
def test_the_indent_of_a_page_s_first_line_says_whether_a_recital_goes_on(indent: str, recitals: int) -> None:
    document = read(PAGE.format(indent=indent))
    assert [part.kind for part in document.paragraphs].count(Kind.PREAMBULAR) == recitals
