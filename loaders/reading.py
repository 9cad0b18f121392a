"""A file → what it is and what it says: read, identified, parsed, and every character accounted for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.akn import metadata
from mandategraph.loaders.akn import parse as akn_parse
from mandategraph.loaders.akn import tree as akn_tree
from mandategraph.loaders.akn.tree import Tree, is_akn
from mandategraph.loaders.catalogue import Entry, catalogue, identify
from mandategraph.loaders.document import Document
from mandategraph.loaders.docx.source import read_docx
from mandategraph.loaders.errors import StructureError
from mandategraph.loaders.pdf.source import read_pdf
from mandategraph.loaders.text import source as text_source
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import Structure

_QUOTED = 20

_SOURCES: Mapping[str, Callable[[Path], Source]] = {".pdf": read_pdf, ".docx": read_docx}
"""What gives the text of a file by its suffix; every other file is plain text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its text, what is known of the document it is, and the document."""

    source: Source
    entry: Entry
    document: Document


def read_document(
    path: Path,
    structures: Mapping[str, Structure],
    *,
    symbol: str | None = None,
    language: str | None = None,
    entries: Mapping[str, Entry] | None = None,
) -> Reading:
    """The document in a file – plain text, Akoma Ntoso, PDF, DOCX – read with the layout grammar of its language.

    `symbol` and `language` are what the user says of it; `entries` the catalogue, that of the file's folder if none
    is given. Raises `SourceError`, `IdentityError`, or `StructureError` if the text has no paragraph or a character
    of it is in no unit.
    """
    known = catalogue(path.parent) if entries is None else entries
    read = _read_akn if is_akn(path) else _read_text
    reading = read(path, structures, known, symbol, language)
    check(reading.document, reading.source.path)
    return reading


def identify_file(
    path: Path,
    structures: Mapping[str, Structure],
    *,
    symbol: str | None = None,
    language: str | None = None,
    entries: Mapping[str, Entry] | None = None,
) -> Entry:
    """Which document is in a file, for arguments as those of `read_document`; raises `SourceError`, `IdentityError`."""
    known = catalogue(path.parent) if entries is None else entries
    identified = _identified_akn if is_akn(path) else _identified_text
    return identified(path, structures, known, symbol, language)[1]


def _read_text(
    path: Path,
    structures: Mapping[str, Structure],
    known: Mapping[str, Entry],
    symbol: str | None,
    language: str | None,
) -> Reading:
    source, entry = _identified_text(path, structures, known, symbol, language)
    return Reading(source, entry, parse(source, structures[entry.language], entry.symbol))


def _identified_text(
    path: Path,
    structures: Mapping[str, Structure],
    known: Mapping[str, Entry],
    symbol: str | None,
    language: str | None,
) -> tuple[Source, Entry]:
    source = _SOURCES.get(path.suffix.lower(), text_source.read)(path)
    return source, identify(source, structures, known, symbol=symbol, language=language)


def _read_akn(
    path: Path,
    structures: Mapping[str, Structure],
    known: Mapping[str, Entry],
    symbol: str | None,
    language: str | None,
) -> Reading:
    tree, entry = _identified_akn(path, structures, known, symbol, language)
    return Reading(tree.source, entry, akn_parse.parse(tree, structures[entry.language], entry.symbol))


def _identified_akn(
    path: Path,
    structures: Mapping[str, Structure],
    known: Mapping[str, Entry],
    symbol: str | None,
    language: str | None,
) -> tuple[Tree, Entry]:
    tree = akn_tree.read(path)
    return tree, metadata.identify(tree, structures, known, symbol=symbol, language=language)


def check(document: Document, path: str) -> None:
    """Raise `StructureError` with line and characters if the document was not read without loss."""
    lost = unaccounted(document)
    if lost:
        line = document.source.count("\n", 0, lost[0].start) + 1
        quoted = lost[0].of(document.source)[:_QUOTED]
        raise StructureError(path, f"line {line}: {quoted!r} is in no unit or in two ({len(lost)} such places)")
