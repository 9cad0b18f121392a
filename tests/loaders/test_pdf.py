"""PDF: the words of a page become the lines that the reader of plain text takes, whatever the page's layout."""

import re
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.document import Document
from mandategraph.loaders.errors import SourceError
from mandategraph.loaders.pdf.source import read_pdf
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import MAX_BYTES, read
from mandategraph.loaders.text.structure import structures

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
STRUCTURES = structures({})
FONTS = {"eng": "Times-Roman", "zho": "STSong-Light"}
TEXTS = Path(__file__).parent / "data" / "formats"
WIDTH, HEIGHT = 595, 842
ROOM = re.compile(r"\s*(?:[\u2e80-\uffef][，；。：、》)]*(?:<sup>\d+</sup>)?|(?:(?![\u2e80-\uffef])\S)+)")
PART = re.compile(r"<sup>(\d+)</sup>|((?:(?!<sup>).)+)")


@dataclass
class Setter:
    """Sets lines on pages: a paragraph a line, footnotes below a rule, a head and a foot on every page."""

    canvas: Canvas
    font: str = "Times-Roman"
    size: float = 10
    left: float = 110
    right: float = 485

    def width(self, text, size=None):
        size = size or self.size
        return sum(
            pdfmetrics.stringWidth(m[1] or m[2], self.font, size * (0.6 if m[1] else 1)) for m in PART.finditer(text)
        )

    def put(self, x, y, text, size=None, stretch=None):
        """Print a line, its blanks stretched to a width if one is given, `<sup>` raised and small."""
        size, drawn = size or self.size, self.canvas.beginText(x, y)
        drawn.setWordSpace((stretch - self.width(text, size)) / max(1, text.count(" ")) if stretch else 0)
        for match in PART.finditer(text):
            drawn.setFont(self.font, size * (0.6 if match[1] else 1))
            drawn.setRise(size * 0.35 if match[1] else 0)
            drawn.textOut(match[1] or match[2])
        self.canvas.drawText(drawn)

    def wrapped(self, text, room, size=None, first=0.0):
        lines, line = [], ""
        for unit in ROOM.findall(text):
            if line and self.width((line + unit).strip(), size) > room - (0 if lines else first):
                lines.append(line.strip())
                line = ""
            line += unit
        return [*lines, line.strip()]

    def lines(self, texts, first=24.0, after=6.0):
        """The lines of paragraphs: how far each stands below the one above, where it begins, whether it is the last."""
        for text in texts:
            parts = self.wrapped(text, self.right - self.left, first=first)
            for n, part in enumerate(parts):
                gap = 1.2 * self.size + (after if n == 0 else 0)
                yield gap, self.left + (first if n == 0 else 0), part, n == len(parts) - 1

    def paragraphs(self, y, texts, first=24.0):
        for gap, x, line, last in self.lines(texts, first):
            y -= gap
            self.put(x, y, line, stretch=None if last else self.right - x)

    def notes(self, y, texts, rule=True):
        if rule:
            self.canvas.line(self.left, y, self.left + 80, y)
        for text in texts:
            for line in self.wrapped(text, self.right - self.left, 8.5):
                y -= 10.2
                self.put(self.left, y, line, 8.5)


@pytest.fixture
def page(tmp_path):
    """A setter, and what reads what it has set."""
    path = tmp_path / "a.pdf"
    setter = Setter(Canvas(str(path), pagesize=(WIDTH, HEIGHT)))

    def text():
        setter.canvas.save()
        return read_pdf(path).text

    setter.text = text
    return setter


def document(path, language, reads=read_pdf) -> Document:
    source = reads(path)
    found = parse(source, STRUCTURES[language], "A/RES/85/900")
    assert unaccounted(found) == ()
    return found


def units(found):
    return [(part.path, part.text, part.parent) for part in found.paragraphs]


def split(texts):
    """The paragraphs of a text, and its footnotes."""
    return [t for t in texts if not t.startswith("<sup>")], [t for t in texts if t.startswith("<sup>")]


def printed(path, language, justified=True, rows=30, after=6.0):
    """The text of a language printed as a resolution is: heads, feet, footnotes on the page of their markers."""
    setter = Setter(Canvas(str(path), pagesize=(WIDTH, HEIGHT)), FONTS[language])
    body, notes = split((TEXTS / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n\n"))
    lines = list(setter.lines(body, after=after))
    for number, start in enumerate(range(0, len(lines), rows), 1):
        y, here = 740.0, lines[start : start + rows]
        for gap, x, line, last in here:
            y -= gap
            setter.put(x, y, line, stretch=setter.right - x if justified and not last else None)
        setter.notes(160, [note for note in notes if any(note[:12] in line for _, _, line, _ in here)])
        setter.put(110 if number % 2 else 400, 800, "A/RES/85/900")
        setter.put(110, 40, "30-00123", 8)
        setter.put(470, 40, f"{number}/3", 8)
        setter.canvas.showPage()
    setter.canvas.save()


PATHS = [
    *("pre/1", "pre/2", "pre/3", "para/1", "para/2", "para/2/a", "para/2/b", "para/2/c", "para/3", "para/4"),
    *("note/1", "note/2"),
]


@pytest.mark.parametrize("after", [0.0, 6.0])
@pytest.mark.parametrize("justified", [True, False])
@pytest.mark.parametrize("rows", [6, 9, 16, 40])
@pytest.mark.parametrize("language", ["eng", "zho"])
def test_a_resolution_reads_the_same_as_text_and_as_pdf(tmp_path, language, rows, justified, after):
    printed(tmp_path / "a.pdf", language, justified, rows, after)
    plain = document(TEXTS / f"{language}.txt", language, read)
    found = document(tmp_path / "a.pdf", language)
    assert sorted(path for path, _, _ in units(plain)) == sorted(PATHS)
    assert sorted(units(found)) == sorted(units(plain))


def test_heads_and_feet_stay_in_place_and_are_furniture_to_the_reader(tmp_path):
    printed(tmp_path / "a.pdf", "eng", rows=16)
    found = document(tmp_path / "a.pdf", "eng")
    kinds = [(piece.kind, piece.span.of(found.source)) for piece in found.furniture if piece.kind != "footnote-marker"]
    assert kinds[:4] == [
        ("running-head", "A/RES/85/900"),
        ("job-number", "30-00123"),
        ("page-number", "1/3"),
        ("running-head", "A/RES/85/900"),
    ]


def test_a_page_begins_with_a_form_feed(page):
    for text in ("The first page ends.", "The second page ends."):
        page.put(110, 700, text)
        page.canvas.showPage()
    assert page.text() == "The first page ends.\fThe second page ends.\n"


# --- lines --------------------------------------------------------------------------------------------------------


def test_an_indent_is_kept_as_blanks_and_a_space_between_paragraphs_as_a_blank_line(page):
    for y, x, text in [(700, 110, "Annex"), (676, 134, "The first item,"), (664, 110, "goes on here.")]:
        page.put(x, y, text)
    assert page.text() == "Annex\n\n     The first item,\ngoes on here.\n"


def test_what_stands_far_apart_on_a_line_is_kept_apart(page):
    page.put(110, 790, "United Nations", 14)
    page.put(400, 790, "A/RES/85/900", 14)
    page.put(110, 700, "A text below the masthead.")
    assert page.text().splitlines()[0].split("    ") == ["United Nations", "A/RES/85/900"]


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("lamps<sup>3</sup> and signals", "lamps<sup>3</sup> and signals"),
        ("the lamps,<sup>12</sup>", "the lamps,<sup>12</sup>"),
        ("<sup>7</sup> See the list.", "<sup>7</sup> See the list."),
    ],
)
def test_a_raised_number_is_a_footnote_marker(page, line, reads):
    page.put(110, 700, line)
    assert page.text() == f"{reads}\n"


def test_a_plain_number_below_a_rule_in_small_type_is_a_footnote_marker(page):
    page.paragraphs(740, ["The lamps<sup>1</sup> burn, and those who keep them look out to sea."])
    page.canvas.line(110, 150, 190, 150)
    page.put(110, 135, "1", 8)
    page.put(122, 135, "See the list of lamps.", 8)
    assert page.text().splitlines()[-1].split() == ["<sup>1</sup>", "See", "the", "list", "of", "lamps."]


@pytest.mark.parametrize(
    ("broken", "elsewhere", "reads"),
    [
        ("light-/house", "Every lighthouse is lit.", "lighthouse"),
        ("counter-/measures", "Every counter-measure helps.", "counter-measures"),
        ("counter-/measures", "Nothing else is said.", "counter-measures"),
        ("2025-/2030", "Nothing else is said.", "2025-2030"),
    ],
)
def test_a_word_broken_at_the_margin_is_whole_and_keeps_the_hyphen_that_it_has(page, broken, elsewhere, reads):
    first, rest = broken.split("/")
    page.put(110, 700, f"When they are asked of it, the keepers of all the lamps on the coast say {first}", stretch=375)
    page.put(110, 688, f"{rest} and nothing more of it in their reports.")
    page.put(110, 640, elsewhere)
    assert f"say {reads} and" in " ".join(page.text().split())


@pytest.mark.parametrize("x", [60.0, 520.0])
def test_numbers_of_lines_in_the_margin_are_dropped(page, x):
    for n in range(1, 16):
        page.put(110, 740 - 12 * n, f"Line number {n} of a draft that is under discussion goes as far as this,")
        if n % 5 == 0:
            page.put(x, 740 - 12 * n, str(n), 8)
    assert page.text().split() == [
        word
        for n in range(1, 16)
        for word in f"Line number {n} of a draft that is under discussion goes as far as this,".split()
    ]


def test_numbers_of_paragraphs_are_no_numbers_of_lines(page):
    for n in range(1, 6):
        page.put(110, 740 - 20 * n, f"{n}.")
        page.put(134, 740 - 20 * n, "Decides to light a lamp" + " on the coast" * n + ";")
    assert [line.split()[0] for line in page.text().splitlines() if line] == ["1.", "2.", "3.", "4.", "5."]


def test_a_running_title_that_pages_repeat_is_dropped(page):
    for n in range(2, 5):
        page.put(110, 800, "A/RES/85/900")
        page.put(300, 800, "The safety of lighthouses")
        page.put(110, 700, f"Page {n} says this and no more.")
        page.canvas.showPage()
    assert page.text() == "\f".join(f"A/RES/85/900\n\nPage {n} says this and no more." for n in range(2, 5)) + "\n"


# --- pages --------------------------------------------------------------------------------------------------------

LEFT = "The keepers of the northern lamps met in the spring of the year and agreed on signals that all of them know. "
RIGHT = "The keepers of the southern lamps met in the autumn of the year and agreed on nothing that anybody knows of. "


@pytest.mark.parametrize("shift", [0.0, 5.0])
def test_two_columns_are_read_one_after_the_other(page, shift):
    page.put(110, 760, "A heading that runs across the whole width of the page, from one margin to the other one")
    page.right = 285
    page.paragraphs(730, [LEFT * 4], first=0)
    page.left, page.right = 305, 485
    page.paragraphs(730 - shift, [RIGHT * 4], first=0)
    heading, left, right = re.split(r"\n\n|\f", page.text().strip())
    assert heading.startswith("A heading")
    assert " ".join(left.split()) == (LEFT * 4).strip()
    assert " ".join(right.split()) == (RIGHT * 4).strip()


def test_a_table_is_read_row_by_row(page):
    rows = [("North", "12"), ("South", "9"), ("East", "41"), ("West", "7"), ("Middle", "3")]
    for n, (name, lamps) in enumerate(rows):
        page.put(110, 700 - 14 * n, name)
        page.put(300, 700 - 14 * n, lamps)
    assert [tuple(line.split()) for line in page.text().splitlines() if line] == rows


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_printed_sideways_is_read_upright(page, quarters):
    page.canvas.translate(WIDTH / 2, HEIGHT / 2)
    page.canvas.rotate(90 * quarters)
    page.put(-200, 40, "Recalling that lamps are lit,")
    page.put(-200, 28, "and that keepers keep them,")
    assert [line.strip() for line in page.text().splitlines()] == [
        "Recalling that lamps are lit,",
        "and that keepers keep them,",
    ]


def test_a_slanted_stamp_across_the_page_is_no_text(page):
    page.put(110, 700, "Recalling that lamps are lit,")
    page.canvas.translate(200, 300)
    page.canvas.rotate(45)
    page.put(0, 0, "PROVISIONAL", 60)
    assert page.text() == "Recalling that lamps are lit,\n"


# --- what is refused ----------------------------------------------------------------------------------------------


def made(tmp_path, draw=lambda canvas: None, **options):
    path = tmp_path / "made.pdf"
    canvas = Canvas(str(path), **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return path.read_bytes()


def say(canvas):
    canvas.drawString(100, 700, "Recalling that lamps are lit,")


def scanned(canvas, tmp_path):
    from PIL import Image

    Image.new("L", (60, 85), 200).save(tmp_path / "scan.png")
    canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, WIDTH, HEIGHT)


def said_then_scanned(canvas, tmp_path):
    say(canvas)
    canvas.showPage()
    scanned(canvas, tmp_path)


def bad(tmp_path):
    whole = made(tmp_path, say)
    return {
        "nothing": b"",
        "no pdf": b"Recalling that lamps are lit,\n",
        "only a head": b"%PDF-1.7\n",
        "cut off": whole[: len(whole) // 2],
        "end missing": whole[:-10],
        "garbage": b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"%%EOF\n",
        "no text": made(tmp_path),
        "scan": made(tmp_path, lambda canvas: scanned(canvas, tmp_path)),
        "scan after text": made(tmp_path, lambda canvas: said_then_scanned(canvas, tmp_path)),
        "password": made(tmp_path, say, encrypt=StandardEncryption("lamp")),
        "too large": None,
    }


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("nothing", "is empty"),
        ("no pdf", "is no PDF"),
        ("only a head", "is a damaged PDF"),
        ("cut off", "is a damaged PDF"),
        ("end missing", "is a damaged PDF: its end is missing"),
        ("garbage", "is a damaged PDF"),
        ("no text", "is empty: no page has text"),
        ("scan", "is a scan without text; run text recognition on it"),
        ("scan after text", "has a scan without text on page 2; run text recognition on it"),
        ("password", "is encrypted; save it without its password"),
        ("too large", "is larger than 32 MiB; split it into its documents"),
    ],
)
def test_what_has_no_text_to_read_is_refused_in_one_line(tmp_path, what, reason):
    path, data = tmp_path / "bad.pdf", bad(tmp_path)[what]
    if data is None:
        with path.open("wb") as file:
            file.truncate(MAX_BYTES + 1)
    else:
        path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_pdf(path)
    said = caught.value.reason
    assert said == reason or (what == "cut off" and said.startswith(reason))
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_may_be_read_without_a_password_is_read(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(made(tmp_path, say, encrypt=StandardEncryption("", ownerPassword="lamp")))
    assert read_pdf(path).text == "Recalling that lamps are lit,\n"


def test_a_file_cut_off_anywhere_is_read_or_refused(tmp_path):
    printed(tmp_path / "a.pdf", "eng")
    data, path = (tmp_path / "a.pdf").read_bytes(), tmp_path / "cut.pdf"
    start = monotonic()
    for end in range(0, len(data), len(data) // 40):
        path.write_bytes(data[:end])
        with pytest.raises(SourceError):
            read_pdf(path)
    assert monotonic() - start < 10


def test_the_source_names_the_file_and_its_bytes(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(made(tmp_path, say))
    source = read_pdf(path)
    assert (source.path, source.encoding, len(source.sha256)) == (str(path), "pdf", 64)
