"""Footnotes: each is tied to the place of its marker, also where the marker is a plain digit in the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mandategraph.loaders.document import Document, Finding, Furniture, Kind, Mark, Paragraph, Section
from mandategraph.loaders.passage import Passage, Piece, Span
from mandategraph.loaders.structure import Structure


@dataclass(frozen=True, slots=True)
class _Place:
    """A plain digit that may be a marker: the unit's index in reading order, and the span of the digit in its text."""

    unit: int
    span: Span


def attach_notes(document: Document, structure: Structure) -> Document:
    """The document with plain-digit markers found, and every footnote's `parent` set to where its marker stands.

    A footnote whose marker cannot be told becomes a finding.
    """
    units: list[Paragraph | Section] = _reading_order(document)
    notes = {note.number: note for note in document.paragraphs if note.kind is Kind.FOOTNOTE}
    furniture = list(document.furniture)
    findings = list(document.findings)
    for number in sorted((n for n in notes if n), key=int):
        if any(mark.note == number for unit in units for mark in unit.marks):
            continue
        place = _plain_marker(units, int(number), structure)
        if place is None:
            findings.append(
                Finding("footnote-without-marker", notes[number].path, f"no marker {number} in the text")
            )
            continue
        units[place.unit], dropped = _drop(units[place.unit], place.span, number)
        furniture += [Furniture("footnote-marker", span) for span in dropped]
    parents = {mark.note: unit.path for unit in reversed(units) for mark in unit.marks}
    own = {unit.path: unit for unit in units}
    return replace(
        document,
        sections=tuple(_section(own[section.path]) for section in document.sections),
        paragraphs=tuple(_owned(paragraph, own, parents) for paragraph in document.paragraphs),
        furniture=tuple(furniture),
        findings=tuple(findings),
    )


def _reading_order(document: Document) -> list[Paragraph | Section]:
    running = [paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.FOOTNOTE]
    units: list[Paragraph | Section] = [*running, *document.sections]
    return sorted((unit for unit in units if unit.passage.pieces), key=lambda unit: unit.passage.source.start)


def _section(unit: Paragraph | Section) -> Section:
    if not isinstance(unit, Section):
        raise TypeError(f"not a section: {unit.path}")
    return unit


def _owned(paragraph: Paragraph, own: dict[str, Paragraph | Section], parents: dict[str, str]) -> Paragraph:
    if paragraph.kind is Kind.FOOTNOTE:
        return replace(paragraph, parent=parents.get(paragraph.number or ""))
    unit = own.get(paragraph.path, paragraph)
    if not isinstance(unit, Paragraph):
        raise TypeError(f"not a paragraph: {unit.path}")
    return unit


def _plain_marker(units: list[Paragraph | Section], number: int, structure: Structure) -> _Place | None:
    """The one place between the neighbouring markers where `number` stands as a plain marker; none if not just one."""
    first, last = _neighbours(units, number)
    found = [
        _Place(index, span)
        for index in range(first.unit, last.unit + 1)
        for span in _digits(units[index].passage.text, str(number), structure)
        if (index, span.start) >= (first.unit, first.span.start)
        and (index, span.end) <= (last.unit, last.span.end)
    ]
    return found[0] if len(found) == 1 else None


def _neighbours(units: list[Paragraph | Section], number: int) -> tuple[_Place, _Place]:
    first = _Place(0, Span(0, 0))
    last = _Place(len(units) - 1, Span(0, 10**9))
    for index, unit in enumerate(units):
        for mark in unit.marks:
            if int(mark.note) == number - 1:
                first = _Place(index, Span(mark.at, mark.at))
            elif int(mark.note) > number and last.span.end == 10**9:
                last = _Place(index, Span(mark.at, mark.at))
    return first, last


def _digits(text: str, number: str, structure: Structure) -> Iterator[Span]:
    """Where `number` stands alone after a word or a full stop, and neither counts nor numbers what follows."""
    for match in re.finditer(rf"(?<![\d./A-Za-z(]){number}(?!\d)", text):
        before = text[: match.start()].rstrip()[-1:]
        after = text[match.end() :].lstrip()[:1]
        counted = bool(after) and after in structure.counters
        if before and not before.isascii() and before not in structure.ordinals and not counted:
            yield Span(*match.span())


def _drop(unit: Paragraph | Section, span: Span, number: str) -> tuple[Paragraph | Section, tuple[Span, ...]]:
    """The unit without the marker at `span` of its text, and the source characters that were the marker."""
    text = unit.passage.text
    start = len(text[: span.start].rstrip())
    after = text[span.end :]
    end = span.end + len(after) - len(after.lstrip())
    dropped = unit.passage.source_of(span)
    shift = end - start
    marks = [Mark(mark.note, mark.at - shift if mark.at >= end else mark.at) for mark in unit.marks]
    marks = sorted([*marks, Mark(number, start)], key=lambda mark: mark.at)
    return replace(unit, passage=_without(unit.passage, Span(start, end)), marks=tuple(marks)), dropped


def _without(passage: Passage, gap: Span) -> Passage:
    """A passage without the characters that `gap` of its text selects."""
    pieces: list[Piece] = []
    for piece in passage.pieces:
        stop = piece.at + len(piece.source)
        low = min(stop, max(piece.at, gap.start))
        high = max(piece.at, min(stop, gap.end))
        if low > piece.at:
            pieces.append(Piece(piece.at, Span(piece.source.start, piece.source.start + low - piece.at)))
        if stop > high:
            at = high - len(gap) if high >= gap.end else high
            pieces.append(Piece(at, Span(piece.source.start + high - piece.at, piece.source.end)))
    return Passage(passage.text[: gap.start] + passage.text[gap.end :], tuple(pieces))
