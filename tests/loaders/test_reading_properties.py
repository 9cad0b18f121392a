"""However a document is laid out on paper, the same paragraphs, numbers, sections and footnotes are read from it.

The generator writes a document as values, then lays it out: one line a paragraph or wrapped at a width, paragraphs
told apart by indents, by blank lines or by both, every line followed by blank lines or not, and pages broken anywhere
with page numbers, job numbers, running heads, links, rules and form feeds between them.

Some layouts say nothing, and no reader could tell what the author meant. The generator leaves out just these:

* A page break, which hides indents and blank lines, after a mark that can end a paragraph and before words with which a
  preambular paragraph can begin, inside one paragraph; or after such a mark inside a paragraph of a letter, which
  can begin with any word.
* A letter's first paragraph that a page break cuts off so early that it looks like one more title.
* Unnumbered paragraphs that neither an indent nor a blank line tells apart (numbered ones need neither).
* A line that begins with the very number that is due next and a full stop, but goes on from the line before.
* A line of running text that is nothing but a number, a symbol or a link.
* A footnote that goes on on the next page, and one that is cut off from the page's end by nothing.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import Document, Kind, Mark
from mandategraph.loaders.errors import LoadError
from mandategraph.loaders.text.lines import width
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

CORPUS = Path(str(files("mandategraph") / "corpus"))
STRUCTURES = structures({})
SYMBOL = "S/2018/80"

WORDS = {
    "zho": {
        "openers": ("重申", "回顾", "强调", "认识到", "欢迎", "表示注意到", "又回顾", "深为关切"),
        "operative": ("决定", "促请", "敦促", "请", "鼓励", "还请", "注意到"),
        "phrases": (
            "会员国应根据国际法采取措施",
            "第 1373(2001)号决议",
            "国籍国或第三国",
            "反恐怖主义委员会执行局(反恐执行局)",
            "S/2017/375，附件",
            "包括预报旅客资料(API)系统",
            "《联合国宪章》",
            "第一和第四支柱",
            "2018 年 6 月 30 日前",
            "“软”目标",
            "Al Bukamal 和卡伊姆",
            "其中 25%的国家",
            "及其家属",
        ),
        "titles": ("导言", "威胁评估", "边界安全和信息共享", "起诉、恢复正常生活和重返社会战略", "意见"),
        "join": "，",
        "stop": "。",
        "enacting": "安全理事会，",
        "last": "根据《联合国宪章》第七章采取行动，",
        "annex": "附件",
        "series": ("{}. ", "{}. "),
        "majors": "一二三四五六七八九",
        "signed": ("委员会主席", "古斯塔沃·梅萨(签名)"),
        "end": "；",
        "comma": "，",
        "document_title": "委员会主席给安全理事会主席的信",
    },
    "eng": {
        "openers": ("Recalling", "Reaffirming", "Deeply concerned that", "Also recalling", "Welcoming"),
        "operative": ("Decides that", "Calls upon", "Urges", "Requests", "Encourages", "Further requests"),
        "phrases": (
            "all Member States shall take measures consistent with international law",
            "resolution 1373 (2001)",
            "third States and countries of origin",
            "the Executive Directorate (CTED)",
            "document S/2017/375, annex",
            "counter-terrorism efforts",
            "not later than 30 June 2018",
            "so-called “soft” targets",
            "25 per cent of those States",
            "their families",
            "including API systems",
        ),
        "titles": ("Introduction", "Threat assessment", "Border security and information-sharing", "Observations"),
        "join": ", ",
        "stop": ".",
        "enacting": "The Security Council,",
        "last": "Acting under Chapter VII of the Charter of the United Nations,",
        "annex": "Annex",
        "series": ("{}. ", "{}. "),
        "majors": ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
        "signed": ("(Signed) Jane Doe", "Chair of the Committee"),
        "end": ";",
        "comma": ",",
        "document_title": "Letter from the Chair of the Committee to the President",
    },
}
MARKERS = ("sup", "html", "latex")


# --- a document as values -------------------------------------------------------------------------------------------


@dataclass
class Part:
    """One paragraph, heading, formula or piece of matter: `marks` are the notes that it bears, by place in `text`."""

    role: str
    text: str
    label: str = ""
    path: str = ""
    level: int = 0
    marks: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Paper:
    """A whole document: its parts in order, and its footnotes by number."""

    language: str
    parts: list[Part]
    notes: dict[str, str]


@st.composite
def clauses(draw, language, opener=None):
    words = WORDS[language]
    phrases = draw(st.lists(st.sampled_from(words["phrases"]), min_size=1, max_size=9))
    text = words["join"].join(phrases)
    if opener is not None:
        text = f"{opener}{text}" if language == "zho" else f"{opener} {text}"
    return text


@st.composite
def resolutions(draw, language):
    words = WORDS[language]
    parts = [Part("matter", words["enacting"])]
    for position in range(1, draw(st.integers(2, 6)) + 1):
        text = draw(clauses(language, draw(st.sampled_from(words["openers"])))) + words["comma"]
        parts.append(Part("preambular", text, path=f"pre/{position}"))
    parts.append(Part("preambular", words["last"], path=f"pre/{len(parts)}"))
    sections = 0
    total = draw(st.integers(2, 8))
    for number in range(1, total + 1):
        if number > 1 and draw(st.integers(0, 3)) == 0:
            sections += 1
            parts.append(Part("heading", draw(st.sampled_from(words["titles"])), path=f"sec/{sections}", level=1))
        end = words["stop"] if number == total else words["end"]
        text = draw(clauses(language, draw(st.sampled_from(words["operative"])))) + end
        parts.append(Part("operative", text, label=f"{number}. ", path=f"para/{number}"))
    return Paper(language, parts, {})


@st.composite
def sentences(draw, language):
    words = WORDS[language]
    number = draw(st.integers(1, 4))
    glue = words["stop"] if language == "zho" else f"{words['stop']} "
    said = [draw(clauses(language)) for _ in range(number)]
    if language == "eng":
        said = [one[0].upper() + one[1:] for one in said]
    return glue.join(said) + words["stop"]


@st.composite
def numbered_parts(draw, language, prefix=""):
    words = WORDS[language]
    parts, number, sections = [], 0, 0
    for major in range(draw(st.integers(1, 3))):
        sections += 1
        label = words["series"][0].format(words["majors"][major])
        title = draw(st.sampled_from(words["titles"]))
        parts.append(Part("heading", title, label=label, path=f"{prefix}sec/{sections}", level=1))
        minors = draw(st.integers(0, 3))
        for minor in range(max(1, minors)):
            if minors:
                sections += 1
                label = words["series"][1].format("ABCDEFG"[minor])
                title = draw(st.sampled_from(words["titles"]))
                parts.append(Part("heading", title, label=label, path=f"{prefix}sec/{sections}", level=2))
            for _ in range(draw(st.integers(1, 3))):
                number += 1
                text = draw(sentences(language))
                parts.append(Part("numbered", text, label=f"{number}. ", path=f"{prefix}para/{number}"))
    return parts


@st.composite
def reports(draw, language):
    words = WORDS[language]
    paper = Paper(language, draw(numbered_parts(language)), {})
    number = 0
    for part in paper.parts:
        if part.role == "numbered" and draw(st.booleans()):
            places = [match.end() for match in re.finditer(r"\w(?=[，。,.“])", part.text)]
            if places:
                number += 1
                part.marks.append((draw(st.sampled_from(places)), str(number)))
                paper.notes[str(number)] = draw(st.sampled_from(words["phrases"][:4])) + words["stop"]
    return paper


@st.composite
def letters(draw, language):
    words = WORDS[language]
    parts = [Part("matter", words["document_title"])]
    count = draw(st.integers(2, 4))
    parts += [Part("unnumbered", draw(sentences(language)), path=f"unnumbered/{n}") for n in range(1, count + 1)]
    parts += [Part("matter", line) for line in words["signed"]]
    for order in range(1, draw(st.integers(1, 2)) + 1):
        parts.append(Part("component", words["annex"]))
        parts += draw(numbered_parts(language, f"annex/{order}/"))
    return Paper(language, parts, {})


# --- a layout -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Layout:
    """`columns` is None for flowed text; `line_gap` and `parting` are blank lines inside and between paragraphs."""

    columns: int | None
    indent: int
    margin: int
    line_gap: int
    parting: int
    marker: str
    newline: str


FURNITURE = (
    ("3/17",),
    ("18-01399 (C)",),
    ("18-01399 (C) 5/17", ""),
    (SYMBOL, "", "9/15 18-03734 (C)", ""),
    ("", "- 4 -", ""),
    ("https://undocs.org/ch/S/RES/1373(2001)", "https://undocs.org/ch/S/RES/2395(2017)"),
    ("12", "", SYMBOL),
    ("---", ""),
    ("\f",),
    ("**7/17**", "\f" + SYMBOL),
    ("Page 3",),
)


@st.composite
def layouts(draw, *, lettered):
    columns = draw(st.one_of(st.none(), st.integers(44, 110)))
    how = draw(st.sampled_from(("indent", "gap", "both") + (() if lettered else ("neither",))))
    line_gap = draw(st.sampled_from((0, 1, 2)))
    return Layout(
        columns=columns,
        indent=draw(st.sampled_from((2, 4))) if how in ("indent", "both") else 0,
        margin=draw(st.sampled_from((0, 0, 3))),
        line_gap=line_gap,
        parting=line_gap + draw(st.sampled_from((1, 2))) if how in ("gap", "both") else line_gap,
        marker=draw(st.sampled_from(MARKERS)),
        newline=draw(st.sampled_from(("\n", "\r\n"))),
    )


def mark(number, style):
    if style == "html":
        return f"<sup>{number}</sup>"
    if style == "latex":
        return f"^{{{number}}}"
    return number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


TOKEN = re.compile(
    r"(?:[“(《]*(?:[!-~⁰¹²³⁴⁵⁶⁷⁸⁹]+|[^\s])[，。；：、”)》⁰¹²³⁴⁵⁶⁷⁸⁹]*(?:<sup>\d+</sup>|\^\{\d+\})?[，。；：、”)》]*)|\s+"
)


def wrap(text, columns):
    """The lines of a text, filled from the left: Chinese is broken anywhere, Latin at blanks, no mark begins a line."""
    lines, line = [], ""
    for token in TOKEN.findall(text):
        if line and width(line + token.rstrip()) > columns and not token.isspace():
            lines.append(line.rstrip())
            line = ""
        line += token if line else token.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def rows(part, layout, *, note=None):
    """A part as the lines it takes, without gaps."""
    text = part.text
    for at, number in sorted(part.marks, reverse=True):
        text = text[:at] + mark(number, layout.marker) + text[at:]
    text = (f"{mark(note, layout.marker)} " if note else part.label) + text
    if layout.columns is None:
        return [text]
    indented = part.role in ("preambular", "operative", "numbered", "unnumbered")
    first = layout.indent if indented else 0
    lines = wrap("\0" * first + text, layout.columns - layout.margin)
    return [" " * layout.margin + line.replace("\0", " ") for line in lines]


def may_break(paper, part, before, after, structure):
    """Whether a page can end between two lines without the reader losing what only a human could restore."""
    if part.role in ("matter", "component", "heading"):
        return False
    if part.path == "unnumbered/1" and len(before.strip()) <= structure.heading_characters:
        return False
    if structure.ends_open(plain(before)):
        return True
    if part.role == "unnumbered":
        return False
    return part.role != "preambular" or structure.openers.match(plain(after)) is None


def plain(line):
    return re.sub(r"<sup>\d+</sup>|\^\{\d+\}|[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", line).strip()


def cut_flowed(chance, part, lines, paper, structure):
    """One line, cut by a page break somewhere where a line could end."""
    if chance.randrange(3):
        return lines
    pieces = TOKEN.findall(lines[0])
    places = [
        at
        for at in range(8, len(pieces))
        if may_break(paper, part, "".join(pieces[:at]), "".join(pieces[at:]), structure)
        and not pieces[at].isspace()
        and len("".join(pieces[at:]).strip()) > 8
    ]
    if not places:
        return lines
    at = chance.choice(places)
    return ["".join(pieces[:at]).rstrip(), "".join(pieces[at:])]


def printed(chance, paper, layout):
    """The document on paper. Footnotes stand at the end of a page after their marker, or at the end of the text."""
    structure = STRUCTURES[paper.language]
    out, waiting = [], []
    for index, part in enumerate(paper.parts):
        if index and not (out and out[-1] == ""):
            out += [""] * layout.parting
        lines = rows(part, layout)
        if layout.columns is None and part.role not in ("matter", "component", "heading"):
            lines = cut_flowed(chance, part, lines, paper, structure)
        for at, line in enumerate(lines):
            if at:
                breaks = layout.columns is None or (
                    chance.randrange(10) == 0 and may_break(paper, part, lines[at - 1], line, structure)
                )
                if breaks:
                    out += page_end(chance, waiting, paper, layout)
                else:
                    out += [""] * layout.line_gap
            out.append(line)
        waiting += [number for _, number in part.marks]
        if part.role not in ("matter", "component", "heading") and chance.randrange(10) == 0:
            out += page_end(chance, waiting, paper, layout)
    out += page_end(chance, waiting, paper, layout)
    return layout.newline.join(out)


def page_end(chance, waiting, paper, layout):
    out = []
    for number in sorted(waiting, key=int):
        out += [""] * layout.parting
        lines = rows(Part("note", paper.notes[number]), layout, note=number)
        for at, line in enumerate(lines):
            out += [line] if at == 0 else [*([""] * layout.line_gap), line]
    waiting.clear()
    return [*out, *([""] * layout.line_gap), *chance.choice(FURNITURE), *([""] * layout.line_gap)]


# --- what must be read ------------------------------------------------------------------------------------------------


def squeezed(text):
    return "".join(text.split())


def wanted(paper):
    units = [(part.path, squeezed(part.text)) for part in paper.parts if part.path and part.role != "heading"]
    sections = [(part.path, squeezed(part.text), part.level) for part in paper.parts if part.role == "heading"]
    marks = [(part.path, number, len(squeezed(part.text[:at]))) for part in paper.parts for at, number in part.marks]
    return units, sections, marks, sorted((number, squeezed(text)) for number, text in paper.notes.items())


def found(document: Document):
    running = [paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.FOOTNOTE]
    notes = [paragraph for paragraph in document.paragraphs if paragraph.kind is Kind.FOOTNOTE]
    units = [(paragraph.path, squeezed(paragraph.text)) for paragraph in running]
    sections = [(section.path, squeezed(section.passage.text), section.level) for section in document.sections]
    marks = [
        (paragraph.path, mark.note, len(squeezed(paragraph.text[: mark.at])))
        for paragraph in running
        for mark in paragraph.marks
    ]
    return units, sections, marks, sorted((note.number, squeezed(note.text)) for note in notes)


def read_text(text, language):
    return parse(Source("x", "", "utf-8", text), STRUCTURES[language], SYMBOL)


PAPERS = {"resolution": resolutions, "report": reports, "letter": letters}


def check_reading(sort, language, data):
    paper = data.draw(PAPERS[sort](language))
    layout = data.draw(layouts(lettered=sort != "report"))
    text = printed(data.draw(st.randoms(use_true_random=False)), paper, layout)
    document = read_text(text, language)
    assert unaccounted(document) == ()
    assert found(document) == wanted(paper)


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("sort", sorted(PAPERS))
@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_document_reads_the_same_in_every_layout(sort, language, data):
    check_reading(sort, language, data)


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("sort", sorted(PAPERS))
@settings(max_examples=500, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_many_documents_read_the_same_in_every_layout(sort, language, data):
    check_reading(sort, language, data)


def check_arbitrary(text):
    for language in WORDS:
        try:
            document = read_text(text, language)
        except LoadError:
            continue
        assert unaccounted(document) == ()


@settings(max_examples=300)
@given(text=st.text(max_size=400))
def test_arbitrary_text_raises_nothing_but_load_errors(text):
    check_arbitrary(text)


FRAGMENTS = (
    *(
        "安全理事会，",
        "1. 决定",
        "2. 请",
        "一. 导言",
        "A. 意见",
        "(a) 继续",
        "(b) ",
        "附件",
        "附文",
        "。",
        "，",
        "；",
        "\n",
        "\n\n",
    ),
    *(
        "\f",
        "\r\n",
        "¹",
        "<sup>2</sup>",
        "^{3}",
        "[",
        "](#)",
        "$",
        "{",
        "}",
        "**",
        "- 1. ",
        "3/17",
        "S/2018/80",
        "---",
        "12",
    ),
    *(
        "The Security Council,",
        "1. Decides",
        "I. Introduction",
        "Annex",
        "(Signed)",
        " ",
        "  ",
        "\u3000",
        "会员国",
        "States",
    ),
)


@pytest.mark.parametrize("budget", [200, pytest.param(5000, marks=pytest.mark.slow)])
def test_whatever_its_marks_are_put_together_to_every_character_is_accounted_for(budget):
    @settings(max_examples=budget)
    @given(pieces=st.lists(st.sampled_from(FRAGMENTS), max_size=60))
    def check(pieces):
        check_arbitrary("".join(pieces))

    check()


# --- the five documents, laid out anew -------------------------------------------------------------------------------

SYMBOLS = {
    "A_RES_70_291": "A/RES/70/291",
    "S_2018_80": "S/2018/80",
    "S_2018_208": "S/2018/208",
    "S_RES_2395(2017)": "S/RES/2395(2017)",
    "S_RES_2396(2017)": "S/RES/2396(2017)",
}


@cache
def corpus_text(name):
    return (CORPUS / f"{name}.zho.txt").read_text(encoding="utf-8")


@cache
def corpus_document(name):
    return reread(name, corpus_text(name))


def reread(name, text):
    return parse(Source(name, "", "utf-8", text), STRUCTURES["zho"], SYMBOLS[name])


def whole(document: Document, paragraph):
    """A paragraph's text and marks with those of its items, as before it was split into them."""
    text, marks = paragraph.text, list(paragraph.marks)
    for item in document.paragraphs:
        if item.parent == paragraph.path and item.kind is Kind.SUB_ITEM:
            text += f"({item.number}) "
            marks += [Mark(mark.note, mark.at + len(text)) for mark in item.marks]
            text += item.text
    return text, [(mark.at, mark.note) for mark in marks]


def corpus_parts(document: Document):
    parts = []
    for paragraph in document.paragraphs:
        if paragraph.kind in (Kind.SUB_ITEM, Kind.FOOTNOTE):
            continue
        text, marks = whole(document, paragraph)
        label = "".join(span.of(document.source) for span in paragraph.label)
        label = f"{label.strip()} " if label else ""
        part = Part(paragraph.kind.value, text, label=label, path=paragraph.path, marks=marks)
        parts.append((paragraph.passage.source.start, part))
    for section in document.sections:
        label = f"{section.number}. " if section.number else ""
        marks = [(mark.at, mark.note) for mark in section.marks]
        part = Part("heading", section.passage.text, label=label, path=section.path, level=section.level, marks=marks)
        parts.append((section.passage.source.start, part))
    parts += [(matter.passage.source.start, Part("matter", matter.passage.text)) for matter in document.matter]
    return [part for _, part in sorted(parts, key=lambda pair: pair[0])]


def corpus_paper(name) -> Paper:
    """A document of the corpus as values, without the footnote whose marker is lost."""
    document = corpus_document(name)
    parts = corpus_parts(document)
    marked = {note for part in parts for _, note in part.marks}
    notes = {
        note.number: note.text for note in document.paragraphs if note.kind is Kind.FOOTNOTE and note.number in marked
    }
    return Paper("zho", parts, notes)


def random_layout(chance, *, lettered):
    how = chance.choice(("indent", "gap", "both") + (() if lettered else ("neither",)))
    line_gap = chance.randrange(3)
    return Layout(
        columns=chance.choice((None, *range(60, 111))),
        indent=chance.choice((2, 4)) if how in ("indent", "both") else 0,
        margin=chance.choice((0, 0, 3)),
        line_gap=line_gap,
        parting=line_gap + chance.choice((1, 2)) if how in ("gap", "both") else line_gap,
        marker=chance.choice(MARKERS),
        newline=chance.choice(("\n", "\r\n")),
    )


def found_whole(document: Document):
    """What `found` finds, with the items of a paragraph in it, and once each note that is printed on two pages."""
    running = [p for p in document.paragraphs if p.kind not in (Kind.FOOTNOTE, Kind.SUB_ITEM)]
    texts = {paragraph.path: whole(document, paragraph) for paragraph in running}
    units = [(path, squeezed(text)) for path, (text, _) in texts.items()]
    marks = [(path, note, len(squeezed(text[:at]))) for path, (text, found) in texts.items() for at, note in found]
    _, sections, _, notes = found(document)
    marks += [
        (section.path, mark.note, len(squeezed(section.passage.text[: mark.at])))
        for section in document.sections
        for mark in section.marks
    ]
    return units, sections, sorted(marks), sorted(set(notes))


def seeded(seed):
    return Random(seed)  # noqa: S311 - not for secrets


def check_relaid(name, seed):
    chance = seeded(seed)
    paper = corpus_paper(name)
    text = printed(chance, paper, random_layout(chance, lettered=name != "S_2018_80"))
    document = reread(name, text)
    assert unaccounted(document) == ()
    units, sections, marks, notes = wanted(paper)
    assert found_whole(document) == (units, sections, sorted(marks), notes)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", sorted(SYMBOLS))
def test_a_document_of_the_corpus_reads_the_same_laid_out_anew(name, seed):
    check_relaid(name, seed)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SYMBOLS))
def test_the_corpus_reads_the_same_in_many_layouts(name):
    for seed in range(100, 200):
        check_relaid(name, seed)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n", "\n\n\n\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", " \t\n"),
        lambda text: text.replace("\n", "\u3000\n"),
        lambda text: f"\ufeff\n\n{text}\n\n"[1:],
        lambda text: "".join(f"   {line}" for line in text.splitlines(keepends=True)),
    ],
    ids=["doubled", "quadrupled", "crlf", "cr", "trailing-blanks", "wide-blanks", "blank-ends", "margin"],
)
@pytest.mark.parametrize("name", sorted(SYMBOLS))
def test_blanks_that_say_nothing_change_nothing(name, change):
    document = reread(name, change(corpus_text(name)))
    assert unaccounted(document) == ()
    assert found(document) == found(corpus_document(name))


def furnished(chance, name):
    """A document's text with page ends between its lines: after numbered paragraphs, and where one is left open."""
    structure = STRUCTURES["zho"]
    lines = corpus_text(name).split("\n")
    ends = {p.passage.source.end for p in corpus_document(name).paragraphs if p.kind in (Kind.OPERATIVE, Kind.NUMBERED)}
    inside = [paragraph.passage.source for paragraph in corpus_document(name).paragraphs]
    out, at = [], 0
    for line in lines:
        out.append(line)
        end = at + len(line.rstrip())
        within = any(source.start < end < source.end for source in inside)
        if line.strip() and ((within and structure.ends_open(plain(line))) or end in ends) and not chance.randrange(4):
            out += ["", *chance.choice(FURNITURE[:6] + FURNITURE[7:]), ""]
        at += len(line) + 1
    return "\n".join(out)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", sorted(SYMBOLS))
def test_furniture_between_the_lines_of_the_corpus_changes_nothing(name, seed):
    document = reread(name, furnished(seeded(seed), name))
    assert unaccounted(document) == ()
    assert found(document) == found(corpus_document(name))
