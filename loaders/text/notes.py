"""Footnotes: each is tied to the place of its marker, also where the marker is a plain digit in the line."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mandategraph.loaders.document import Document, Finding, Furniture, Kind, Mark, Paragraph, Section
from mandategraph.loaders.passage import Span, without
from mandategraph.loaders.text.structure import Structure


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A place where a marker is or may be: the unit's index in reading order, and where in its text."""

    unit: int
    start: int
    end: int


def attach_notes(document: Document, structure: Structure) -> Document:
    """The document with plain-digit markers found, and every footnote's `parent` set to where its marker stands.

    A footnote whose marker cannot be told becomes a finding. Every component numbers its footnotes for itself.
    """
    for component in document.components:
        document = _attach(document, component.path, structure)
    return document


def plain_markers(text: str, number: str, structure: Structure) -> Iterator[Span]:
    """Where `number` stands alone after a word or a full stop, and neither counts nor numbers what follows."""
    for match in re.finditer(rf"(?<![\d./A-Za-z(]){number}(?!\d)", text):
        before = text[: match.start()].rstrip()[-1:]
        after = text[match.end() :].lstrip()[:1]
        counted = bool(after) and after in structure.counters
        if before and not before.isascii() and before not in structure.ordinals and not counted:
            yield Span(*match.span())


def _attach(document: Document, component: str, structure: Structure) -> Document:
    notes = [note for note in document.paragraphs if _is_note(note) and note.component == component]
    if not notes:
        return document
    units = _running(document, component)
    furniture, findings = list(document.furniture), list(document.findings)
    for number in sorted({int(note.number or 0) for note in notes}):
        if _places(units, str(number)):
            continue
        place = _plain_marker(units, number, structure)
        if place is None:
            path = next(note.path for note in notes if note.number == str(number))
            findings.append(Finding("footnote-without-marker", path, f"no marker {number} in the text"))
            continue
        units[place.unit], dropped = _drop(units[place.unit], Span(place.start, place.end), str(number))
        furniture += [Furniture("footnote-marker", span) for span in dropped]
    own: dict[str, Paragraph | Section] = {unit.path: unit for unit in units}
    own.update({note.path: replace(note, parent=parent) for note, parent in _parents(notes, units)})
    return replace(
        document,
        sections=tuple(_section(own.get(section.path, section)) for section in document.sections),
        paragraphs=tuple(_paragraph(own.get(part.path, part)) for part in document.paragraphs),
        furniture=tuple(furniture),
        findings=tuple(findings),
    )


def _is_note(paragraph: Paragraph) -> bool:
    return paragraph.kind is Kind.FOOTNOTE


def _running(document: Document, component: str) -> list[Paragraph | Section]:
    """The units of a component's running text that show something, in reading order."""
    running = [paragraph for paragraph in document.paragraphs if not _is_note(paragraph)]
    units: list[Paragraph | Section] = [*running, *document.sections]
    own = [unit for unit in units if unit.component == component and unit.passage.pieces]
    return sorted(own, key=lambda unit: unit.passage.source.start)


def _section(unit: Paragraph | Section) -> Section:
    if not isinstance(unit, Section):
        raise TypeError(f"not a section: {unit.path}")
    return unit


def _paragraph(unit: Paragraph | Section) -> Paragraph:
    if not isinstance(unit, Paragraph):
        raise TypeError(f"not a paragraph: {unit.path}")
    return unit


def _parents(notes: list[Paragraph], units: list[Paragraph | Section]) -> Iterator[tuple[Paragraph, str | None]]:
    """Every note with the path of the unit of its marker: the first one, or the last before a note printed again."""
    marked: Mapping[str, list[Paragraph | Section]] = defaultdict(list)
    for unit in units:
        for mark in unit.marks:
            marked[mark.note].append(unit)
    times = Counter(note.number for note in notes)
    for note in notes:
        found = marked[note.number or ""]
        if times[note.number] > 1:
            start = note.passage.source.start if note.passage.pieces else 0
            found = [unit for unit in reversed(found) if unit.passage.source.start < start]
        yield note, found[0].path if found else None


def _places(units: list[Paragraph | Section], note: str) -> list[_Place]:
    return [
        _Place(index, mark.at, mark.at) for index, unit in enumerate(units) for mark in unit.marks if mark.note == note
    ]


def _plain_marker(units: list[Paragraph | Section], number: int, structure: Structure) -> _Place | None:
    """The one place between the neighbouring markers where `number` stands as a plain marker; none if not just one."""
    first, last = _neighbours(units, number)
    found = [
        place
        for index in range(first.unit, last.unit + 1)
        for span in plain_markers(units[index].passage.text, str(number), structure)
        if first <= (place := _Place(index, span.start, span.end)) and (index, span.end) <= (last.unit, last.end)
    ]
    return found[0] if len(found) == 1 else None


def _neighbours(units: list[Paragraph | Section], number: int) -> tuple[_Place, _Place]:
    """The last place of the marker before, and the first of any later one, or the ends of the text."""
    first = _Place(0, 0, 0)
    last = _Place(len(units) - 1, 10**9, 10**9)
    later_found = False
    for index, unit in enumerate(units):
        for mark in unit.marks:
            if int(mark.note) == number - 1:
                first = _Place(index, mark.at, mark.at)
            elif int(mark.note) > number and not later_found:
                last, later_found = _Place(index, mark.at, mark.at), True
    return first, last


def _drop(unit: Paragraph | Section, span: Span, number: str) -> tuple[Paragraph | Section, tuple[Span, ...]]:
    """The unit without the marker at `span` of its text, and the source characters that were the marker."""
    text = unit.passage.text
    start = len(text[: span.start].rstrip())
    after = text[span.end :]
    end = span.end + len(after) - len(after.lstrip())
    dropped = unit.passage.source_of(span)
    shift = end - start
    marks = [Mark(mark.note, mark.at - shift if mark.at >= end else min(mark.at, start)) for mark in unit.marks]
    marks = sorted([*marks, Mark(number, start)], key=lambda mark: mark.at)
    return replace(unit, passage=without(unit.passage, Span(start, end)), marks=tuple(marks)), dropped
