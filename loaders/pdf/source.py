"""A PDF file → the source that the reader of plain text takes."""

import hashlib
from pathlib import Path

from mandategraph.loaders.pdf.columns import Column, Row, columns
from mandategraph.loaders.pdf.glyphs import read_pages
from mandategraph.loaders.pdf.lines import text_of
from mandategraph.loaders.pdf.margins import Sheet, cleared, with_note_markers
from mandategraph.loaders.pdf.words import runs
from mandategraph.loaders.text.fill import furniture, misleading
from mandategraph.loaders.text.source import Source, check_text, read_bytes

ENCODING = "pdf"
"""What stands for the encoding of a text that was read from a PDF."""


def read_pdf(path: Path) -> Source:
    """The text layer of the PDF at `path`, as lines in reading order with a form feed between pages.

    Raises `SourceError` if it is damaged, encrypted, or a scan without text.
    """
    data = read_bytes(path)
    if not data:
        check_text("", str(path))
    pages = read_pages(data, str(path))
    sheets = [Sheet(runs(page.glyphs), (), page.rules, page.bottom, page.top) for page in pages]
    text = text_of([_columns(with_note_markers(sheet)) for sheet in cleared(sheets, furniture())], misleading())
    check_text(text, str(path))
    return Source(str(path), hashlib.sha256(data).hexdigest(), ENCODING, text)


def _columns(sheet: Sheet) -> tuple[Column, ...]:
    foot = tuple(Row(run.words) for run in sheet.foot)
    return (*columns(sheet.runs), Column(foot, None)) if foot else columns(sheet.runs)
