"""The elements of a file become paragraphs by their printed numbers, sections, sub-items, footnotes and matter."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import ComponentType, Document, Kind, Paragraph
from mandategraph.loaders.reading import read_document
from mandategraph.loaders.text.structure import structures

Parsed = Callable[..., Document]

STRUCTURES = structures({})
NAMES = ("S_RES_9010(2031).eng.xml", "S_RES_9010(2031).zho.xml")
FORMULA = '<formula name="enactingFormula"><p>The Security Council,</p></formula>'


def para(text: str, number: str = "", style: str = "SingleTxt", inside: str = "content") -> str:
    """A paragraph element, with its number if it has one."""
    num = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="{style}">{num}<{inside}><p>\t{text}</p></{inside}></paragraph>'


def points(*items: tuple[str, str], within: str = "list") -> str:
    """A list element of numbered points."""
    made = "".join(f"<point><num>{num}</num><content><p>{text}</p></content></point>" for num, text in items)
    return f"<{within}>{made}</{within}>"


def paths(document: Document, *, notes: bool = False) -> list[str]:
    """The paths of the paragraphs of a document in reading order, every character of which is accounted for."""
    assert unaccounted(document) == ()
    return [one.path for one in document.paragraphs if notes or one.kind is not Kind.FOOTNOTE]


def texts(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [one.text for one in paragraphs]


# --- one document in two languages ---------------------------------------------------------------------------------

PATHS = [
    "pre/1", "note/1", "pre/2", "pre/2/a", "pre/2/b", "pre/3",
    "para/1", "para/2", "para/2/a", "para/2/a/i", "para/2/a/ii", "para/2/b",
    "para/3", "para/3/a", "para/3/b", "para/3/b/1", "para/4",
    "annex/1/unnumbered/1", "annex/1/para/1", "annex/1/note/2", "annex/1/para/1.1",
]  # fmt: skip
SECTIONS = [("sec/1", 1, None), ("sec/2", 2, "sec/1"), ("sec/3", 1, None)]


@pytest.mark.parametrize("name", NAMES)
def test_both_renderings_have_the_same_paths_and_sections(fixtures: Path, name: str) -> None:
    document = read_document(fixtures / name, STRUCTURES).document
    assert paths(document, notes=True) == PATHS
    assert [(one.path, one.level, one.parent) for one in document.sections] == SECTIONS
    assert [one.position for one in document.paragraphs] == list(range(1, len(PATHS) + 1))
    assert [(part.path, part.type) for part in document.components] == [
        ("", ComponentType.MAIN),
        ("annex/1", ComponentType.ANNEX),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            NAMES[0],
            {
                "pre/1": (None, "Recalling its resolution 9001 (2030) on the lighthouses of the islands,"),
                "para/1": ("1", "Calls upon Member States to light every lighthouse by 31 December 2031;"),
                "para/2": ("2", "Decides that all States shall: and shall do so every year;"),
                "para/2/a/i": ("i", "Their lighthouses;"),
                "para/3/b/1": ("•", "Their number;"),
                "note/1": ("1", "See A/85/1."),
                "annex/1/para/1.1": ("1.1", "Its capital is Amaurot."),
            },
        ),
        (
            NAMES[1],
            {
                "pre/1": (None, "回顾关于群岛灯塔的第9001(2030)号决议，"),
                "para/1": ("1", "促请会员国在2031年12月31日之前点亮每一座灯塔；"),
                "para/2": ("2", "决定所有国家应：并应每年这样做；"),
                "para/2/a/i": ("一", "本国灯塔；"),
                "para/3/b/1": ("•", "人数；"),
                "note/1": ("1", "见A/85/1。"),
                "annex/1/para/1.1": ("1.1", "首都是亚马乌罗提。"),
            },
        ),
    ],
)
def test_numbers_are_as_printed_and_blanks_are_made_even(
    fixtures: Path, name: str, expected: dict[str, tuple[str | None, str]]
) -> None:
    document = read_document(fixtures / name, STRUCTURES).document
    found = {one.path: (one.number, one.text) for one in document.paragraphs if one.path in expected}
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_piece_of_a_passage_is_the_source_it_names(fixtures: Path, name: str) -> None:
    document = read_document(fixtures / name, STRUCTURES).document
    for unit in (*document.paragraphs, *document.sections, *document.matter):
        for piece in unit.passage.pieces:
            shown = unit.passage.text[piece.at : piece.at + len(piece.source)]
            assert shown == piece.source.of(document.source)


def test_a_footnote_is_tied_to_the_place_of_its_marker(fixtures: Path) -> None:
    document = read_document(fixtures / NAMES[0], STRUCTURES).document
    bearer = next(one for one in document.paragraphs if one.path == "pre/1")
    note = next(one for one in document.paragraphs if one.path == "note/1")
    (mark,) = bearer.marks
    assert (note.parent, mark.note) == ("pre/1", "1")
    assert bearer.text[: mark.at].endswith("9001 (2030)")


def test_what_is_no_text_is_named_matter_or_furniture(fixtures: Path) -> None:
    document = read_document(fixtures / NAMES[0], STRUCTURES).document
    assert [(one.role, one.passage.text) for one in document.matter] == [
        ("masthead", "United Nations"),
        ("masthead", "S/RES/9010 (2031)"),
        ("organ", "Security Council"),
        ("distribution", "Distr.: General"),
        ("distribution", "6 May 2031"),
        ("title", "Resolution 9010 (2031)"),
        ("session", "Adopted by the Security Council on 6 May 2031"),
        ("enacting-formula", "The Security Council,"),
        ("table", "Island Lamps"),
        ("table", "Utopia 3"),
        ("session", "9999th meeting 6 May 2031"),
        ("component-heading", "Annex"),
        ("title", "List of islands"),
    ]
    kinds = {one.kind: one.span.of(document.source) for one in document.furniture}
    assert kinds == {"metadata": "ATLANTIS", "job-number": "31-00001 (E)", "rule": "* * *"}


# --- numbers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        pytest.param("eng", para("Asks.", "1.") + para("Begs.", "2."), ["para/1", "para/2"], id="printed numbers"),
        pytest.param("eng", para("1. Asks.") + para("2. Begs."), ["para/1", "para/2"], id="numbers in the text"),
        pytest.param("eng", para("Asks.", "3.") + para("Begs.", "7."), ["para/3", "para/7"], id="as printed, with gap"),
        pytest.param("eng", para("It asks."), ["unnumbered/1"], id="no number at all"),
        pytest.param(
            "eng",
            para("Asks:", "1.") + para("One;", "(a)") + para("Two.", "(b)") + para("Begs.", "2."),
            ["para/1", "para/1/a", "para/1/b", "para/2"],
            id="sub-items that pose as paragraphs",
        ),
        pytest.param(
            "eng",
            f"<paragraph><num>1.</num>{points(('(h)', 'One;'), ('(i)', 'Two;'), ('(j)', 'Three.'))}</paragraph>",
            ["para/1", "para/1/h", "para/1/i", "para/1/j"],
            id="(i) after (h) is a letter",
        ),
        pytest.param(
            "eng",
            para("Asks:", "1.")
            + "".join(para("One;", f"({n})") for n in ("a", "i", "ii", "iii", "iv", "v", "b", "i", "ii")),
            [
                "para/1",
                "para/1/a",
                "para/1/a/i",
                "para/1/a/ii",
                "para/1/a/iii",
                "para/1/a/iv",
                "para/1/a/v",
                "para/1/b",
                "para/1/b/i",
                "para/1/b/ii",
            ],
            id="(i) after (a) is a numeral",
        ),
        pytest.param(
            "zho",
            para("请：", "1.") + "".join(para("甲；", n) for n in ("(a)", "㈠", "㈡", "(b)", "（一）", "(十一)")),
            ["para/1", "para/1/a", "para/1/a/i", "para/1/a/ii", "para/1/b", "para/1/b/i", "para/1/b/xi"],
            id="Chinese numerals in brackets",
        ),
        pytest.param(
            "eng",
            para("Asks:", "1.") + para("One;", "–") + para("• Two;") + para("Begs:", "2.") + para("Three.", "-"),
            ["para/1", "para/1/1", "para/1/2", "para/2", "para/2/1"],
            id="dashes are counted",
        ),
        pytest.param(
            "eng",
            para("Asks:", "1.") + para("One;", "(a)") + para("And thus:") + para("Two;", "(b)") + para("Three;", "(a)"),
            ["para/1", "para/1/a", "unnumbered/1", "para/1/b", "para/1/b/a"],
            id="a list goes on after a line between",
        ),
        pytest.param(
            "eng",
            para("Asks:", "1.") + para("One;", "(a)") + para("And thus:") + para("Two;", "(a)"),
            ["para/1", "para/1/a", "unnumbered/1", "unnumbered/1/a"],
            id="a list begins anew after a line between",
        ),
        pytest.param(
            "eng",
            para("Asks:", "4.") + para("One;", "1.") + para("Two;", "2.") + para("Begs.", "5."),
            ["para/4", "para/4/1", "para/4/2", "para/5"],
            id="plain numbers after a colon are a list",
        ),
        pytest.param(
            "eng",
            para("Asks:", "1.") + "<paragraph><num>(a)</num><list><intro><p>One:</p></intro>"
            f"{points(('(i)', 'Two;'), ('(ii)', 'Three.'), within='list')}</list></paragraph>",
            ["para/1", "para/1/a", "para/1/a/i", "para/1/a/ii"],
            id="lists inside lists",
        ),
        pytest.param(
            "eng",
            para("(a) Asks the first to come;") + para("(b) Asks the second."),
            ["para/a", "para/b"],
            id="letters without a paragraph above",
        ),
        pytest.param(
            "eng",
            para("Asks to: (a) light the lamps; (b) count them.", "1."),
            ["para/1", "para/1/a", "para/1/b"],
            id="items that only the text lists",
        ),
        pytest.param("eng", "<paragraph><num>1.</num></paragraph>", ["para/1"], id="a number without a text"),
        pytest.param(
            "zho",
            para("新的灯塔", "1.") + para("4.新的灯塔。"),
            ["para/1", "para/4"],
            id="a number without a blank",
        ),
    ],
)
def test_paragraphs_are_named_by_their_printed_numbers(
    parsed: Parsed, language: str, body: str, expected: list[str]
) -> None:
    assert paths(parsed(body, language=language)) == expected


def test_a_number_that_is_printed_again_is_told_apart_and_reported(parsed: Parsed) -> None:
    document = parsed(para("Asks.", "1.") + para("Begs.", "2.") + para("Asks again.", "1."))
    assert paths(document) == ["para/1", "para/2", "para/1-2"]
    assert [(one.kind, one.path) for one in document.findings] == [("repeated-number", "para/1")]


def heading(text: str) -> str:
    """A heading as most files have it: a paragraph of a class."""
    return f'<paragraph class="H1"><subheading>{text}</subheading></paragraph>'


def test_a_number_that_is_printed_again_under_a_heading_is_named_below_its_section(parsed: Parsed) -> None:
    one, two = para("Asks.", "1."), para("Begs.", "2.")
    document = parsed(heading("I") + one + two + heading("II") + one + two + heading("Oil") + para("Ends.", "3."))
    assert paths(document) == ["para/1", "para/2", *(f"sec/2/para/{number}" for number in (1, 2, 3))]
    assert [one.section for one in document.paragraphs] == ["sec/1", "sec/1", "sec/2", "sec/2", "sec/3"]
    assert document.findings == ()


@pytest.mark.parametrize(("language", "number"), [("eng", "Article 2 bis"), ("zho", "第二条")])
def test_an_article_takes_the_heading_after_it_for_its_title(parsed: Parsed, language: str, number: str) -> None:
    document = parsed(heading(number) + heading("Lamps") + para("Asks.", "1."), language=language)
    assert [(one.number, one.passage.text) for one in document.sections] == [(number, "Lamps")]
    assert paths(document) == ["para/1"]


def test_the_next_number_is_a_paragraph_s_also_inside_a_list(parsed: Parsed) -> None:
    inner = points(("(a)", "To light."), ("2.", "Begs."), ("3.", "Ends."))
    document = parsed(f"<paragraph><num>1.</num><intro><p>Asks:</p></intro>{inner}</paragraph>")
    assert paths(document) == ["para/1", "para/1/a", "para/2", "para/3"]


def test_a_number_that_is_missing_is_reported(parsed: Parsed) -> None:
    document = parsed(para("Asks.", "1.") + para("Begs.", "3."))
    assert [(one.kind, one.path) for one in document.findings] == [("missing-number", "para/3")]


def test_what_stands_under_an_enacting_formula_is_operative_and_else_numbered(parsed: Parsed) -> None:
    kinds = [[one.kind for one in parsed(para("Asks.", "1."), preamble=before).paragraphs] for before in ("", FORMULA)]
    assert kinds == [[Kind.NUMBERED], [Kind.OPERATIVE]]


# --- headings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        pytest.param(
            "eng",
            '<paragraph class="H23"><subheading>\t\tLamps</subheading></paragraph>',
            [("Lamps", None, 1)],
            id="a sub-heading in a paragraph",
        ),
        pytest.param(
            "eng",
            "<section><subheading>\t\tII</subheading><subheading>Lamps</subheading></section>",
            [("Lamps", "II", 1)],
            id="number above title",
        ),
        pytest.param(
            "eng",
            "<section><num>II</num><heading>Lamps</heading></section>",
            [("Lamps", "II", 1)],
            id="number of a section",
        ),
        pytest.param(
            "eng",
            '<paragraph class="H1"><num>II</num></paragraph><paragraph class="H1"><subheading>Lamps</subheading>'
            "</paragraph>",
            [("Lamps", "II", 1)],
            id="number in a paragraph of its own",
        ),
        pytest.param(
            "eng",
            '<paragraph class="H1"><num>A.</num><subheading>Lamps</subheading></paragraph>',
            [("Lamps", "A", 1)],
            id="number and title",
        ),
        pytest.param(
            "eng",
            "<paragraph><num>1.</num><subheading>Lamps</subheading></paragraph>",
            [("Lamps", "1", 1)],
            id="plain number and title",
        ),
        pytest.param("eng", para("Lamps", style="H4"), [("Lamps", None, 1)], id="told by its class"),
        pytest.param(
            "eng", para('<span class="bold">Lamps</span>'), [("Lamps", None, 1)], id="told by its bold letters"
        ),
        pytest.param("zho", para("一. 灯塔"), [("灯塔", "一", 1)], id="told by its number"),
        pytest.param("zho", para("灯塔"), [("灯塔", None, 1)], id="told by the number after it"),
        pytest.param(
            "eng",
            para("Lamps", style="H1") + para("Wicks", style="H23") + para("Oil", style="H1"),
            [("Lamps", None, 1), ("Wicks", None, 2), ("Oil", None, 1)],
            id="classes nest",
        ),
        pytest.param(
            "zho",
            para("一. 灯塔") + para("A. 灯具") + para("B. 灯油") + para("二. 守塔人"),
            [("灯塔", "一", 1), ("灯具", "A", 2), ("灯油", "B", 2), ("守塔人", "二", 1)],
            id="ways of numbering nest",
        ),
    ],
)
def test_headings_become_sections(
    parsed: Parsed, language: str, body: str, expected: list[tuple[str, str | None, int]]
) -> None:
    document = parsed(body + para("Asks.", "1."), language=language)
    assert paths(document) == ["para/1"]
    assert [(one.passage.text, one.number, one.level) for one in document.sections] == expected
    assert document.paragraphs[0].section == f"sec/{len(expected)}"


def test_a_bold_sentence_is_no_heading(parsed: Parsed) -> None:
    document = parsed(para('<span class="bold">The lamps shall be lit.</span>'))
    assert (document.sections, texts(document.paragraphs)) == ((), ["The lamps shall be lit."])


def test_a_heading_above_the_number_in_one_paragraph_stands_before_it(parsed: Parsed) -> None:
    body = "<paragraph><subheading>Lamps</subheading><num>1.</num><content><p>Asks.</p></content></paragraph>"
    document = parsed(body)
    assert [(one.path, one.section) for one in document.paragraphs] == [("para/1", "sec/1")]


def test_a_sub_heading_inside_a_list_is_its_items_text(parsed: Parsed) -> None:
    item = "<list><point><num>(a)</num><subheading>Lamps</subheading></point></list>"
    document = parsed(f"<paragraph><num>1.</num>{item}</paragraph>")
    assert [(one.path, one.text) for one in document.paragraphs] == [("para/1", "1."), ("para/1/a", "Lamps")]


# --- recitals -----------------------------------------------------------------------------------------------------


def test_recitals_stand_in_the_preamble_in_sections_and_where_they_strayed_to(parsed: Parsed) -> None:
    preamble = f"{FORMULA}<container><p>Recalling,</p></container><p>Noting,</p>"
    section = '<section><subheading>I</subheading><crossHeading refersTo="#preamble">Aware,</crossHeading></section>'
    document = parsed(para("Mindful of lamps,") + section + para("Asks.", "1."), preamble=preamble)
    assert paths(document) == ["pre/1", "pre/2", "pre/3", "pre/4", "para/1"]
    assert document.paragraphs[3].section == "sec/1"


@pytest.mark.parametrize(
    "last", ["<container><p>1. Asks.</p></container>", "<container><num>1.</num><p>Asks.</p></container>"]
)
def test_a_numbered_paragraph_that_strayed_into_the_preamble_is_one(parsed: Parsed, last: str) -> None:
    document = parsed(para("Begs.", "2."), preamble=f"{FORMULA}<container><p>Recalling,</p></container>{last}")
    assert paths(document) == ["pre/1", "para/1", "para/2"]


def test_numbered_items_of_a_preamble_are_paragraphs_and_what_introduces_them_no_recital(parsed: Parsed) -> None:
    items = "<item><num>1.</num><p>To light.</p></item><item><num>2.</num><p>To count.</p></item>"
    listed = f"<container><blockList><listIntroduction>Decides</listIntroduction>{items}</blockList></container>"
    assert paths(parsed("", preamble=FORMULA + listed)) == ["unnumbered/1", "para/1", "para/2"]


def test_a_last_recital_that_ends_with_a_full_stop_is_none(parsed: Parsed) -> None:
    preamble = f"{FORMULA}<container><p>Recalling,</p></container><container><p>Elects its keeper.</p></container>"
    assert paths(parsed("", preamble=preamble)) == ["pre/1", "unnumbered/1"]


# --- parts with a numbering of their own --------------------------------------------------------------------------

DRAFT = (
    '<embeddedStructure><container name="formula"><p>The General Assembly,</p></container>'
    f"<container><p>Recalling,</p></container>{para('Asks.', '1.')}</embeddedStructure>"
)


def attachment(body: str) -> str:
    return f'<attachments><attachment><doc name="annex"><mainBody>{body}</mainBody></doc></attachment></attachments>'


def test_a_resolution_inside_a_paragraph_is_an_enclosure(parsed: Parsed) -> None:
    document = parsed(para(f"Recommends the following: {DRAFT}") + para("Begs.", "1."), preamble=FORMULA)
    assert paths(document) == ["unnumbered/1", "annex/1/pre/1", "annex/1/para/1", "para/1"]
    assert document.components[1].type is ComponentType.ENCLOSURE
    assert [one.kind for one in document.paragraphs][2] is Kind.OPERATIVE


def test_resolutions_that_one_file_collects_are_enclosures(parsed: Parsed) -> None:
    held = "".join(
        f"<component><statement><preface><p><docNumber>{letter}</docNumber><docTitle>Lamps {letter}</docTitle></p>"
        f"</preface><mainBody>{para('Asks.', '1.')}</mainBody></statement></component>"
        for letter in "AB"
    )
    document = parsed("", after=f"<components>{held}</components>")
    assert paths(document) == ["annex/1/para/1", "annex/2/para/1"]
    assert [(part.path, part.title) for part in document.components] == [
        ("", None),
        ("annex/1", "Lamps A"),
        ("annex/2", "Lamps B"),
    ]


def test_every_annex_has_its_own_numbers_headings_and_title(parsed: Parsed) -> None:
    first = attachment(para("Annex I") + para("Lamps", style="H1") + para("Oil", style="H1") + para("One.", "1."))
    second = attachment('<paragraph class="H1"><heading>Annex II</heading></paragraph>' + para("Two.", "1."))
    document = parsed(para("Asks.", "1."), after=first + second)
    assert paths(document) == ["para/1", "annex/1/para/1", "annex/2/para/1"]
    assert [part.title for part in document.components] == [None, "Lamps", None]
    assert [(one.path, one.passage.text) for one in document.sections] == [("annex/1/sec/1", "Oil")]


def test_an_annex_that_only_its_heading_tells_is_one(parsed: Parsed) -> None:
    document = parsed(para("Asks.", "1.") + para("Annex", style="H1") + para("One.", "1."))
    assert paths(document) == ["para/1", "annex/1/para/1"]


# --- footnotes, tables, strays ------------------------------------------------------------------------------------

NOTE = '<authorialNote marker="{}" placement="bottom"><p>\t\t{}</p></authorialNote>'


def test_a_footnote_is_no_part_of_the_text_it_stands_in(parsed: Parsed) -> None:
    note = NOTE.format("3", 'See <a href="#">A/85/1</a>.')
    document = parsed(para(f"Asks all{note} to come.", "1."))
    assert [(one.path, one.text) for one in document.paragraphs] == [
        ("para/1", "Asks all to come."),
        ("note/3", "See A/85/1."),
    ]
    assert document.paragraphs[0].marks[0].at == len("Asks all")


def test_a_footnote_of_a_sub_item_and_of_a_heading_is_theirs(parsed: Parsed) -> None:
    heading = f"<paragraph><subheading>Lamps{NOTE.format('1', 'One.')}</subheading></paragraph>"
    listed = points(("(a)", f"Light{NOTE.format('2', 'Two.')};"), ("(b)", "Count."))
    document = parsed(f"{heading}<paragraph><num>1.</num><content><p>Asks:</p></content>{listed}</paragraph>")
    parents = {one.path: one.parent for one in document.paragraphs if one.kind is Kind.FOOTNOTE}
    assert parents == {"note/1": "sec/1", "note/2": "para/1/a"}
    assert [mark.note for mark in document.sections[0].marks] == ["1"]


def test_a_footnote_of_a_table_is_kept_and_reported(parsed: Parsed) -> None:
    table = (
        f"<container><table><tr><td><p>Oil</p></td><td>{NOTE.format('1', 'Of olives.')}</td></tr></table></container>"
    )
    document = parsed(para("Asks.", "1.") + table)
    assert paths(document, notes=True) == ["para/1", "note/1"]
    assert [(one.kind, one.path) for one in document.findings] == [("footnote-without-marker", "note/1")]


@pytest.mark.parametrize(
    ("body", "kind", "shown"),
    [
        ("<p><decoration>* * *</decoration></p>", "rule", "* * *"),
        (para("________"), "rule", "________"),
        (para("As\u00adks a\u200bll.", "1."), "markup", "\u200b"),
    ],
)
def test_what_shows_nothing_is_furniture(parsed: Parsed, body: str, kind: str, shown: str) -> None:
    document = parsed(body + para("Begs.", "2."))
    assert unaccounted(document) == ()
    assert (kind, shown) in {(one.kind, one.span.of(document.source)) for one in document.furniture}
    assert not any("\u00ad" in text or "\u200b" in text for text in texts(document.paragraphs))


def test_text_outside_every_known_element_is_kept_as_matter(parsed: Parsed) -> None:
    document = parsed(para("Asks.", "1.") + "Stray words", after="<unheard-of>More</unheard-of>")
    assert unaccounted(document) == ()
    assert {one.passage.text for one in document.matter if one.role == "other"} == {"Stray words", "More"}
