"""PDF → pages of glyphs: every character with its place, as PDFium gives it; what has no text is refused."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from mandategraph.loaders.errors import SourceError

MAX_PAGES = 2_000
"""So many pages are read. The longest UN document has some thousand."""

_UPRIGHT = 0.1
"""A glyph that leans by more than this, in radians, stands in no line of text: it is a watermark or in a drawing."""

_RULE = (20.0, 3.0)
"""A rule is at least so long and at most so thick, in points."""

_PICTURE = 0.5
"""A picture of this share of a page that has no text is a scan of it."""

_NAMELESS = 0.1
"""If this share of the glyphs names no character, the text layer says nothing."""

_MARKS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\uf0b7": "\u2022", "\uf0a7": "\u2022"}
"""What glyphs stand for that PDFium or a symbol font names otherwise: hyphens at a line's end, bullets."""

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: from `x0` to `x1`, its baseline at `y` above the page's foot, its type `size`, in points.

    `spaced` says that a blank is set before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on a page."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its glyphs in the order of the file, its rules, and the height from its foot `bottom` to its `top`."""

    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    bottom: float
    top: float


def read_pages(data: bytes, path: str) -> tuple[Page, ...]:
    """The pages of a PDF; raises `SourceError` if it is damaged or encrypted, or has not text on every scanned page."""
    with closing(_opened(data, path)) as document:
        if len(document) > MAX_PAGES:
            raise SourceError(path, f"has more than {MAX_PAGES:,} pages; split it into its documents")
        read = [_page(document, index, path) for index in range(len(document))]
    pages = tuple(page for page, _, _ in read)
    _check_text_layer(pages, [number for number, (_, scanned, _) in enumerate(read, 1) if scanned], path)
    if sum(nameless for *_, nameless in read) > _NAMELESS * sum(len(page.glyphs) for page in pages):
        raise SourceError(path, "has fonts that do not say which characters they print; run text recognition on it")
    return pages


def _opened(data: bytes, path: str) -> Any:
    """The document of PDFium; it mends a file that is cut off, so that the end mark is looked for here."""
    if b"%PDF-" not in data[:1024]:
        raise SourceError(path, "is no PDF")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise SourceError(path, "is encrypted; save it without its password") from error
        raise SourceError(path, "is a damaged PDF") from error
    if b"%%EOF" not in data.rstrip(b"\0 \t\r\n")[-1024:]:
        document.close()
        raise SourceError(path, "is a damaged PDF: its end is missing")
    return document


def _check_text_layer(pages: tuple[Page, ...], scanned: list[int], path: str) -> None:
    if not any(page.glyphs for page in pages):
        reason = "is a scan without text; run text recognition on it" if scanned else "is empty: no page has text"
        raise SourceError(path, reason)
    if scanned:
        raise SourceError(path, f"has a scan without text on page {scanned[0]}; run text recognition on it")


def _page(document: Any, index: int, path: str) -> tuple[Page, bool, int]:
    """A page, whether it is a scan without text, and how many of its glyphs name no character."""
    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            marks = tuple(_marks(text))
            turn = Counter(mark.turn for mark in marks).most_common(1)[0][0] if marks else 0
            left, foot, right, head = page.get_bbox()
            box = _turned((left, foot, right, head), turn)
            glyphs = tuple(_glyphs(marks, turn, box))
            rules = tuple(_rules(page, turn))
            scanned = not glyphs and _is_picture(page, (right - left) * (head - foot))
    except pdfium.PdfiumError as error:
        raise SourceError(path, f"is a damaged PDF: page {index + 1} cannot be read") from error
    nameless = sum(glyph.text == "\ufffd" for glyph in glyphs)
    return Page(glyphs, rules, box[1], box[3]), scanned, nameless


# --- characters ---------------------------------------------------------------------------------------------------

_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character as PDFium gives it: `turn` is how many quarters its line is turned."""

    text: str
    box: _Box
    origin: tuple[float, float]
    size: float
    turn: int
    upright: bool


def _marks(text: Any) -> Iterator[_Mark]:
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index):
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        yield _Mark(
            text=_character(raw.FPDFText_GetUnicode(text, index)),
            box=text.get_charbox(index, loose=True),
            origin=(x.value, y.value),
            size=raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d),
            turn=round(angle) % 4,
            upright=abs(angle - round(angle)) * math.pi / 2 < _UPRIGHT,
        )


def _character(code: int) -> str:
    character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    character = _MARKS.get(character, character)
    if "\ue000" <= character <= "\uf8ff":
        return "\ufffd"
    return _LIGATURES.get(character, " " if character < " " else character)


def _glyphs(marks: tuple[_Mark, ...], turn: int, box: _Box) -> Iterator[Glyph]:
    """The glyphs that stand upright on the page once it is turned."""
    spaced = True
    for mark in marks:
        if not mark.text.strip():
            spaced = True
            continue
        x0, _, x1, _ = _turned(mark.box, turn)
        _, y, _, _ = _turned((*mark.origin, *mark.origin), turn)
        if mark.upright and mark.turn == turn and mark.size > 0 and box[0] <= x0 <= box[2] and box[1] <= y <= box[3]:
            yield Glyph(mark.text, x0, x1, y, mark.size, spaced)
            spaced = False


def _turned(box: _Box, turn: int) -> _Box:
    """A box on the page as it is read when its lines are turned by so many quarters."""
    x0, y0, x1, y1 = box
    match turn:
        case 0:
            return box
        case 1:
            return y0, -x1, y1, -x0
        case 2:
            return -x1, -y1, -x0, -y0
        case _:
            return -y1, x0, -y0, x1


# --- what is drawn ------------------------------------------------------------------------------------------------


def _rules(page: Any, turn: int) -> Iterator[Rule]:
    length, thickness = _RULE
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        x0, y0, x1, y1 = _turned(drawn.get_bounds(), turn)
        if x1 - x0 >= length and y1 - y0 <= thickness:
            yield Rule(x0, x1, (y0 + y1) / 2)


def _is_picture(page: Any, area: float) -> bool:
    pictures = (drawn.get_bounds() for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    return any((x1 - x0) * (y1 - y0) >= _PICTURE * area for x0, y0, x1, y1 in pictures)
