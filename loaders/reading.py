"""A file → what it is and what it says: read, identified, parsed, and every character accounted for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mandategraph.loaders.accounting import unaccounted
from mandategraph.loaders.catalogue import Entry, catalogue, identify
from mandategraph.loaders.document import Document
from mandategraph.loaders.errors import StructureError
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source, read
from mandategraph.loaders.text.structure import Structure

_QUOTED = 20


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
    """The document in the file at `path`, read with the layout grammar of its language.

    `symbol` and `language` are what the user says of it; `entries` the catalogue, that of the file's folder if none
    is given. Raises `SourceError`, `IdentityError`, or `StructureError` if the text has no paragraph or a character
    of it is in no unit.
    """
    source = read(path)
    known = catalogue(path.parent) if entries is None else entries
    entry = identify(source, structures, known, symbol=symbol, language=language)
    document = parse(source, structures[entry.language], entry.symbol)
    check(document, source.path)
    return Reading(source, entry, document)


def check(document: Document, path: str) -> None:
    """Raise `StructureError` with line and characters if the document was not read without loss."""
    lost = unaccounted(document)
    if lost:
        line = document.source.count("\n", 0, lost[0].start) + 1
        quoted = lost[0].of(document.source)[:_QUOTED]
        raise StructureError(path, f"line {line}: {quoted!r} is in no unit or in two ({len(lost)} such places)")
