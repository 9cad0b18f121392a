"""Word files: paragraphs with the labels and footnotes that Word counts, tables as lines, and what is refused."""

import re
import zipfile
from pathlib import Path
from time import monotonic
from xml.sax.saxutils import escape

import docx
import pytest

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.docx.package import MAX_UNPACKED
from mandategraph.loaders.docx.source import read_docx
from mandategraph.loaders.errors import SourceError
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import read
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})
TEXTS = Path(__file__).parent / "data" / "formats"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


# --- Word files made by hand --------------------------------------------------------------------------------------


def relations(*targets):
    own = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{own}</Relationships>'


def part(root, inside, namespace=W):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{namespace}" xmlns:r="{R}">{inside}</w:{root}>'


def word(path, body, *, namespace=W, numbering="", styles="", footnotes="", header=None, **parts):
    """Write a Word file with a body, and with the parts that are given."""
    own = {"numbering": numbering, "styles": styles, "footnotes": footnotes}
    named = {name: inside for name, inside in own.items() if inside}
    targets = [(name, f"{name}.xml") for name in named] + ([] if header is None else [("header", "header1.xml")])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml")))
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>", namespace))
        archive.writestr("word/_rels/document.xml.rels", relations(*targets))
        for name, inside in named.items():
            archive.writestr(f"word/{name}.xml", part(name, inside, namespace))
        if header is not None:
            archive.writestr("word/header1.xml", part("hdr", header, namespace))
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def p(*runs, style=None, num=None):
    """A paragraph: texts, or runs as they are; `num` is its list and level."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        own += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    inside = "".join(run if run.startswith("<w:") else r(run) for run in runs)
    return f"<w:p><w:pPr>{own}</w:pPr>{inside}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def level(number, look, text, *more):
    start = "".join(more) or '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{number}">{start}<w:numFmt w:val="{look}"/><w:lvlText w:val="{text}"/></w:lvl>'


def lists(*levels, nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def note(number, text, kind=""):
    return f'<w:footnote w:id="{number}" {kind}>{p("<w:r><w:footnoteRef/></w:r>", " " + text)}</w:footnote>'


def reference(number, more=""):
    return f'<w:r><w:footnoteReference w:id="{number}" {more}/></w:r>'


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def lines(path):
    return [" ".join(text.split("\n")) for text in read_docx(path).text.rstrip("\n").split("\n\n")]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a.docx"


# --- the same text ------------------------------------------------------------------------------------------------

LABELS = re.compile(r"(\d+\.|\([a-z]\)) ")


def written(path, language):
    """The text of a language as Word keeps it: labels and footnote numbers left for Word to count."""
    texts = (TEXTS / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    notes = [text for text in texts if text.startswith("<sup>")]
    body = ""
    for text in texts:
        label = LABELS.match(text)
        if text in notes:
            continue
        runs = [
            reference(10 + int(run)) if run.isdigit() else r(run)
            for run in re.split(r"<sup>(\d+)</sup>", text[label.end() if label else 0 :])
            if run
        ]
        body += p(*runs, num=(1, 0 if label[1][0].isdigit() else 1) if label else None)
    footnotes = note(-1, "", 'w:type="separator"') + "".join(
        note(10 + n, text.split("</sup> ")[1]) for n, text in enumerate(notes, 1)
    )
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
    return word(path, body, numbering=numbering, footnotes=footnotes)


@pytest.mark.parametrize("language", ["eng", "zho"])
def test_a_resolution_reads_the_same_as_text_and_as_a_word_file(file, language):
    plain = parse(read(TEXTS / f"{language}.txt"), STRUCTURES[language], "A/RES/85/900")
    found = parse(read_docx(written(file, language)), STRUCTURES[language], "A/RES/85/900")
    assert unaccounted(found) == ()
    assert sorted((part.path, part.text, part.parent or "") for part in found.paragraphs) == sorted(
        (part.path, part.text, part.parent or "") for part in plain.paragraphs
    )
    assert len(found.paragraphs) == 12


def test_what_python_docx_writes_is_read(file):
    made = docx.Document()
    made.add_heading("Lighthouses", 1)
    for text in ("Keep the lamp lit.", "Put it out at dawn."):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("Oil", style="List Bullet")
    made.add_table(1, 2).cell(0, 1).text = "North"
    made.save(str(file))
    assert lines(file) == ["Lighthouses", "1. Keep the lamp lit.", "2. Put it out at dawn.", "\u2022 Oil", "North"]


# --- labels -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("look", "start", "labels"),
    [
        ("decimal", 1, ["1.", "2.", "3."]),
        ("decimal", 9, ["9.", "10.", "11."]),
        ("decimalZero", 9, ["09.", "10.", "11."]),
        ("lowerLetter", 25, ["y.", "z.", "aa."]),
        ("upperLetter", 1, ["A.", "B.", "C."]),
        ("lowerRoman", 3, ["iii.", "iv.", "v."]),
        ("upperRoman", 48, ["XLVIII.", "XLIX.", "L."]),
        ("chineseCounting", 9, ["九.", "十.", "十一."]),
        ("chineseCountingThousand", 19, ["十九.", "二十.", "二十一."]),
        ("decimalEnclosedCircle", 1, ["①.", "②.", "③."]),
        ("decimalFullWidth", 9, ["９.", "１０.", "１１."]),
        ("aFormatOfTomorrow", 1, ["1.", "2.", "3."]),
    ],
)
def test_numbers_look_as_their_list_has_them(file, look, start, labels):
    numbering = lists(level(0, look, "%1.", f'<w:start w:val="{start}"/>'))
    word(file, "".join(p("lamp", num=(1, 0)) for _ in labels), numbering=numbering)
    assert lines(file) == [f"{label} lamp" for label in labels]


TWO = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NEVER = '<w:lvlRestart w:val="0"/>'


@pytest.mark.parametrize(
    ("second", "numbers", "nums", "labels"),
    [
        ("(%2)", [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], TWO.format(""), ["1.", "(a)", "(b)", "2.", "(a)"]),
        ("%1.%2", [(1, 0), (1, 1), (1, 0), (1, 1)], TWO.format(""), ["1.", "1.a", "2.", "2.a"]),
        ("%1.%2", [(1, 1), (1, 0)], TWO.format(""), ["1.a", "1."]),
        ("(%2)", [(1, 0), (2, 0), (1, 0)], TWO.format(""), ["1.", "2.", "3."]),
        ("(%2)", [(1, 0), (1, 0), (2, 0), (2, 0)], TWO.format(ANEW), ["1.", "2.", "1.", "2."]),
        ("(%2)", [(1, 0), (7, 0), (0, 0), (1, 0)], TWO.format(""), ["1.", "", "", "2."]),
    ],
)
def test_lists_are_counted_as_word_counts_them(file, second, numbers, nums, labels):
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", second), nums=nums)
    word(file, "".join(p("lamp", num=num) for num in numbers), numbering=numbering)
    assert lines(file) == [f"{label} lamp".strip() for label in labels]


def test_a_level_that_never_begins_anew_counts_on(file):
    numbering = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:start w:val="1"/>', NEVER))
    word(file, "".join(p("lamp", num=(1, n)) for n in (0, 1, 1, 0, 1)), numbering=numbering)
    assert [line.split()[0] for line in lines(file)] == ["I.", "1.", "2.", "II.", "3."]


def test_a_paragraph_without_text_is_not_counted_and_no_line(file):
    word(file, p("a", num=(1, 0)) + p(num=(1, 0)) + p("b", num=(1, 0)), numbering=lists(level(0, "decimal", "%1.")))
    assert lines(file) == ["1. a", "2. b"]


def test_a_style_gives_its_paragraphs_a_number_and_those_of_styles_based_on_it(file):
    styles = (
        '<w:style w:styleId="Numbered"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Tight"><w:basedOn w:val="Numbered"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = p("a", style="Numbered") + p("b", style="Tight") + p("c", style="Loop") + p("d", style="None")
    word(file, body, styles=styles, numbering=lists(level(0, "decimal", "%1.")))
    assert lines(file) == ["1. a", "2. b", "c", "d"]


# --- what a paragraph prints --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([r("light"), r("house")], "lighthouse"),
        ([r("the"), "<w:r><w:tab/></w:r>", r("lamp")], "the lamp"),
        ([r("the"), "<w:r><w:br/></w:r>", r("lamp")], "the lamp"),
        ([r("non"), "<w:r><w:noBreakHyphen/></w:r>", r("stop")], "non-stop"),
        ([r("light"), "<w:r><w:softHyphen/></w:r>", r("house")], "lighthouse"),
        ([r("lamps"), r("3", '<w:vertAlign w:val="superscript"/>')], "lamps<sup>3</sup>"),
        ([r("21"), r("st", '<w:vertAlign w:val="superscript"/>'), r(" lamp")], "21st lamp"),
        ([r("seen"), r(" unseen", "<w:vanish/>")], "seen"),
        ([r("seen"), r(" too", '<w:vanish w:val="0"/>')], "seen too"),
        (["<w:ins>" + r("added") + "</w:ins>", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"], "added"),
        (["<w:moveTo>" + r("here") + "</w:moveTo>", "<w:moveFrom>" + r("there") + "</w:moveFrom>"], "here"),
        (["<w:hyperlink>" + r("S/2030/1") + "</w:hyperlink>"], "S/2030/1"),
        (["<w:r><w:instrText>PAGE</w:instrText></w:r>", r("7")], "7"),
        (["<w:sdt><w:sdtPr/><w:sdtContent>" + r("inside") + "</w:sdtContent></w:sdt>"], "inside"),
    ],
)
def test_a_paragraph_prints_what_word_shows(file, runs, text):
    assert lines(word(file, p(*runs))) == [text]


def test_footnotes_are_counted_where_they_are_referred_to_and_follow_their_paragraph(file):
    footnotes = note(5, "See the list.") + note(2, "Ibid.") + note(3, "Issued again.")
    body = p("lamps", reference(2), " and signals", reference(5)) + p("keepers") + p("oil", reference(9))
    word(file, body, footnotes=footnotes)
    assert lines(file) == [
        "lamps<sup>1</sup> and signals<sup>2</sup>",
        "<sup>1</sup> Ibid.",
        "<sup>2</sup> See the list.",
        "keepers",
        "oil<sup>3</sup>",
    ]


def test_a_footnote_with_a_mark_of_its_own_is_not_counted(file):
    footnotes = f'<w:footnote w:id="2">{p("* Issued again.")}</w:footnote>' + note(3, "See the list.")
    body = p("Title", reference(2, 'w:customMarkFollows="1"'), "*") + p("lamps", reference(3))
    assert lines(word(file, body, footnotes=footnotes)) == [
        "Title*",
        "* Issued again.",
        "lamps<sup>1</sup>",
        "<sup>1</sup> See the list.",
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([p("North"), p("12")], ["North    12"]),
        ([p("Council"), p("General") + p("9 May 2030")], ["Council    General", "9 May 2030"]),
        ([p("a " * 40) + p("b"), p("c")], [("a " * 40).strip(), "b", "c"]),
        ([p(), p()], []),
        (["<w:tbl>" + row(p("in"), p("side")) + "</w:tbl>", p("out")], ["in    side    out"]),
    ],
)
def test_a_table_is_read_row_by_row(file, cells, said):
    word(file, f"<w:tbl>{row(*cells)}</w:tbl>" + p("after"))
    assert lines(file) == [*said, "after"]


@pytest.mark.parametrize(
    ("section", "head", "said"),
    [
        ('<w:headerReference w:type="first" r:id="r1"/><w:titlePg/>', "United Nations", ["United Nations", "lamps"]),
        ('<w:headerReference w:type="default" r:id="r1"/>', "S/2030/1", ["S/2030/1", "lamps"]),
        ('<w:headerReference w:type="default" r:id="r1"/>', "The safety of lamps", ["lamps"]),
        ('<w:headerReference w:type="first" r:id="r1"/>', "United Nations", ["lamps"]),
    ],
)
def test_the_head_of_the_first_page_is_read_and_a_running_title_is_not(file, section, head, said):
    word(file, p("lamps") + f"<w:sectPr>{section}</w:sectPr>", header=p(head))
    assert lines(file) == said


def test_a_text_box_is_read_once_after_the_paragraph_it_is_fixed_to(file):
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    drawing = (
        f"<w:r><w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent></w:r>"
    )
    assert lines(word(file, p("lamps", drawing) + p("oil"))) == ["lamps", "boxed", "oil"]


def test_the_strict_form_of_the_format_is_read(file):
    assert lines(word(file, p("lamps"), namespace=STRICT)) == ["lamps"]


# --- what is refused ----------------------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def archive(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path.read_bytes()


def main(path, content):
    return archive(path, **{"_rels/.rels": relations(("officeDocument", "d.xml")), "d.xml": content})


def declared(path, doctype):
    return main(
        path, f'{doctype}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    )


def swollen(path):
    head = f'<w:document xmlns:w="{W}"><w:body>'.encode()
    return main(path, head + b"<w:p/>" * (MAX_UNPACKED // 6) + b"</w:body></w:document>")


def locked(path):
    data = bytearray(main(path, part("document", "<w:body/>")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


BAD = {
    "nothing": (lambda _: b"", "is empty"),
    "no zip": (lambda _: b"The lamps burn.\n", "is no Word file"),
    "old Word": (lambda _: OLE, "is an old Word file; save it as .docx"),
    "encrypted": (lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted; save it without its password"),
    "locked": (locked, "is encrypted; save it without its password"),
    "only a mark": (lambda _: b"PK\x03\x04" + bytes(60), "is a damaged Word file"),
    "cut off": (lambda path: word(path, p("lamps")).read_bytes()[:-60], "is a damaged Word file"),
    "other zip": (lambda path: archive(path, readme="lamps"), "is no Word file: it has no main document"),
    "sheet": (lambda path: main(path, "<workbook/>"), "is no Word file: its main part is no text"),
    "no xml": (lambda path: main(path, "<w:document"), "is a damaged Word file: d.xml is not well-formed XML"),
    "no text": (lambda path: word(path, p()).read_bytes(), "is empty"),
    "external entity": (lambda path: declared(path, ENTITY), "declares a document type in d.xml, as Word never does"),
    "entities": (lambda path: declared(path, LAUGHS), "declares a document type in d.xml, as Word never does"),
    "bomb": (swollen, "unpacks to more than 96 MiB; split it"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_word_file_to_read_is_refused_in_one_line(file, what):
    make, reason = BAD[what]
    file.write_bytes(make(file))
    with pytest.raises(SourceError) as caught:
        read_docx(file)
    assert caught.value.reason == reason
    assert str(caught.value) == f"{file}: {reason}"


def refusal(path):
    """The line with which a file is refused; empty if it is read."""
    try:
        return "" if read_docx(path).text.strip() else "nothing"
    except SourceError as error:
        return str(error)


def test_a_file_changed_anywhere_is_read_or_refused(file):
    data = written(file, "eng").read_bytes()
    start = monotonic()
    said = set()
    for at in range(0, len(data), max(1, len(data) // 150)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        said.add(refusal(file))
    assert f"{file}: is a damaged Word file" in said
    assert "nothing" not in said
    assert not any("\n" in line for line in said)
    assert monotonic() - start < 10


def test_the_source_names_the_file_and_its_bytes(file):
    source = read_docx(word(file, p("lamps")))
    assert (source.path, source.encoding, len(source.sha256), source.text) == (str(file), "docx", 64, "lamps\n")
