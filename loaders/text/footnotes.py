"""Footnotes: which blocks are one, and in what part of the document their markers stand."""

import re
from itertools import islice

from mandategraph.loaders.document import Kind
from mandategraph.loaders.text.lines import Line, line_marker
from mandategraph.loaders.text.notes import plain_markers
from mandategraph.loaders.text.structure import Structure
from mandategraph.loaders.text.units import Reader, add_note

_MARKER_UNITS = 12
"""A footnote marker is looked for in so many units before its footnote."""

_PAGE_UNITS = 60
"""No more units stand on a page above its footnotes."""


def take_note(reader: Reader) -> bool:
    """A footnote begins with a marker, or with the plain number that comes next in the notes."""
    number, label = line_marker(reader.block.lines[0]), 0
    last = reader.counts.get(f"{reader.component}:notes", 0)
    if number is None and last:
        match = re.match(rf"{last + 1}\s", reader.block.text)
        if match is not None and _is_awaited(reader, last + 1):
            number, label = str(last + 1), match.end()
    if number is None:
        return False
    reader.counts[f"{reader.component}:notes"] = max(last, int(number))
    add_note(reader, _marking(reader, number), number, label)
    return True


def _marking(reader: Reader, number: str) -> str:
    """The component that a footnote's marker stands in: an annex can begin on the page before the note is printed."""
    before = islice((unit for unit in reversed(reader.units) if unit.kind is not Kind.FOOTNOTE), _PAGE_UNITS)
    bearing = (unit for unit in before if any(mark.note == number for line in unit.lines for mark in line.markers))
    return next((unit.component for unit in bearing), reader.component)


def _is_awaited(reader: Reader, number: int) -> bool:
    """Whether a block that begins with a plain number is the footnote to a marker in the text before it."""
    if reader.structure.ends_open(reader.block.text):
        return False
    before = islice((unit for unit in reversed(reader.units) if unit.kind is not Kind.FOOTNOTE), _MARKER_UNITS)
    return any(_is_marked(line, str(number), reader.structure) for unit in before for line in unit.lines)


def _is_marked(line: Line, number: str, structure: Structure) -> bool:
    marked = any(marker.note == number for marker in line.markers)
    return marked or any(True for _ in plain_markers(line.text, number, structure))
