"""A Word file (.docx) → the source that the reader of plain text takes."""

import hashlib
from pathlib import Path

from mandategraph.loaders.docx.body import lines_of
from mandategraph.loaders.docx.numbering import numbering
from mandategraph.loaders.docx.package import unpack
from mandategraph.loaders.text.fill import broken, furniture, misleading
from mandategraph.loaders.text.source import Source, check_text, read_bytes
from mandategraph.loaders.text.structure import Structure, languages, structure

ENCODING = "docx"
"""What stands for the encoding of a text that was read from a Word file."""

_COLUMNS = 84
"""The columns of a line of a UN document."""


def read_docx(path: Path) -> Source:
    """The text of the Word file at `path`, with the labels and footnotes that Word counts.

    Paragraphs stand a blank line apart, and are broken into lines as on a page.

    Raises `SourceError` if it is damaged, encrypted, or no Word file.
    """
    data = read_bytes(path)
    if not data:
        check_text("", str(path))
    package = unpack(data, str(path))
    grammars = [structure(language, ()) for language in languages()]
    counted = numbering(package.parts.get("numbering"), package.parts.get("styles"), _counting(grammars))
    paragraphs, misleads = lines_of(package, counted, furniture()), misleading()
    text = "\n\n".join("\n".join(broken(paragraph, _COLUMNS, misleads)) for paragraph in paragraphs) + "\n"
    check_text(text, str(path))
    return Source(str(path), hashlib.sha256(data).hexdigest(), ENCODING, text)


def _counting(grammars: list[Structure]) -> Structure:
    """The language that has numerals of its own to count with."""
    return next((grammar for grammar in grammars if grammar.numerals), grammars[0])
