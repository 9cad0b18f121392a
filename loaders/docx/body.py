"""Parts → lines: paragraphs with their labels, the rows of tables, each followed by the footnotes it refers to."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from lxml import etree

from mandategraph.loaders.docx.numbering import BULLET, Numbering, is_on
from mandategraph.loaders.docx.package import Package, attribute, child, local

_PROPERTIES = frozenset({"rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr"})
_DELETED = frozenset({"del", "delText", "delInstrText", "moveFrom", "instrText"})
_OWN_MARKS = frozenset({"annotationRef", "footnoteRef", "endnoteRef", "separator", "continuationSeparator"})
_DRAWN = frozenset({"txbxContent", "Fallback", "posOffset", "align", "rt"})
_UNSEEN = _PROPERTIES | _DELETED | _OWN_MARKS | _DRAWN
"""What a paragraph holds and does not print in its place."""

_PLAIN = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_ASIDE = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"[\s,]*(\d{1,3})[\s,]*")
_SYMBOLS = {"F0B7": BULLET, "F0A7": BULLET}
_CELL_GAP = "    "

_CELL = 60
"""A cell with a longer paragraph holds running text, and is read before the next one."""


@dataclass(slots=True)
class Body:
    """The state of reading a text: its numbering, the notes of the file by kind and id, and those referred to.

    `number` is that of the last note; `waiting` are the notes whose text is to come.
    """

    numbering: Numbering
    notes: Mapping[tuple[str, str], etree._Element]
    number: int = 0
    waiting: list[tuple[str, etree._Element]] = field(default_factory=list)

    def lines(self, parent: etree._Element) -> Iterator[str]:
        """The lines of everything that stands one below the other in an element, notes after what refers to them."""
        for group in self._groups(parent):
            yield from group
            waiting, self.waiting = self.waiting, []
            for marker, note in waiting:
                text = " ".join(filter(None, (self.paragraph(part) for part in _inside(note, "p"))))
                yield f"{marker} {text}".strip()

    def _groups(self, parent: etree._Element) -> Iterator[tuple[str, ...]]:
        """The lines of each paragraph and each row of a table."""
        for part in parent:
            if local(part) == "p":
                yield tuple(filter(None, [self.paragraph(part), *self._boxes(part)]))
            elif local(part) == "tbl":
                for row in _inside(part, "tr"):
                    yield tuple(filter(None, self._row(row)))
            elif local(part) not in _UNSEEN:
                yield from self._groups(part)

    def _flat(self, parent: etree._Element) -> list[str]:
        return [line for group in self._groups(parent) for line in group]

    def paragraph(self, part: etree._Element) -> str:
        """The text of a paragraph, after its label if it has one."""
        text = _trimmed("".join(self._inline(part)))
        properties = child(part, "pPr")
        label = self.numbering.label(properties) if text else ""
        return f"{label} {text}" if label else text

    def _boxes(self, part: etree._Element) -> Iterator[str]:
        """The lines of the text boxes that are fixed to a paragraph."""
        for box in part.iter("{*}txbxContent"):
            if not any(local(above) in _UNSEEN for above in box.iterancestors()):
                yield from self._flat(box)

    def _row(self, row: etree._Element) -> Iterator[str]:
        """The lines of a table's row: those of short cells side by side, those of long ones cell after cell."""
        cells = [self._flat(cell) for cell in _inside(row, "tc")]
        if any(len(line) > _CELL for cell in cells for line in cell) and max(map(len, cells)) > 1:
            yield from (line for cell in cells for line in cell)
            return
        for beside in zip_longest(*cells, fillvalue=""):
            yield _CELL_GAP.join(filter(None, beside))

    def _inline(self, part: etree._Element) -> Iterator[str]:
        name = local(part)
        if name == "t":
            yield part.text or ""
        elif name in _PLAIN:
            yield _PLAIN[name]
        elif name == "sym":
            yield _SYMBOLS.get((attribute(part, "char") or "").upper(), "\ufffd")
        elif name in _NOTES:
            yield self._marker(part, _NOTES[name])
        elif name not in _UNSEEN and not (name == "r" and _is_hidden(part)):
            inner = "".join(text for inside in part for text in self._inline(inside))
            yield (
                _NUMBER.sub(r"<sup>\1</sup>", inner) if name == "r" and _is_raised(part) and "<" not in inner else inner
            )

    def _marker(self, reference: etree._Element, kind: str) -> str:
        """The marker of a note, which is counted unless the text prints a mark of its own."""
        note = self.notes.get((kind, attribute(reference, "id") or ""))
        marker = ""
        if attribute(reference, "customMarkFollows") in (None, "0", "false", "off"):
            self.number += 1
            marker = f"<sup>{self.number}</sup>"
        if note is not None:
            self.waiting.append((marker, note))
        return marker


def lines_of(package: Package, numbering: Numbering, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The lines of a file: what its first page has at the head, then its text; `known` tells furniture by its form."""
    body = Body(numbering, dict(_notes(package)))
    return (*_head(package, body, known), *body.lines(package.body))


def _notes(package: Package) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    for kind in _NOTES.values():
        for note in package.parts.get(kind, ()):
            if attribute(note, "type") not in _ASIDE:
                yield (kind, attribute(note, "id") or ""), note


def _head(package: Package, body: Body, known: Callable[[str], bool]) -> Iterator[str]:
    """The head of the first page: all of its own, or of that of every page what is furniture, such as the symbol."""
    section = next((part for part in package.body.iter("{*}sectPr")), None)
    if section is None:
        return
    own = child(section, "titlePg")
    type_ = "first" if own is not None and is_on(own) else "default"
    for reference in section:
        if local(reference) == "headerReference" and attribute(reference, "type") == type_:
            header = package.headers.get(attribute(reference, "id") or "", ())
            yield from (line for line in body.lines(header) if type_ == "first" or known(line))


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a name inside another, also inside what only wraps them."""
    for part in parent:
        if local(part) == name:
            yield part
        elif local(part) not in _UNSEEN and local(part) not in ("p", "tbl", "tr", "tc"):
            yield from _inside(part, name)


def _is_hidden(run: etree._Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and is_on(hidden)


def _is_raised(run: etree._Element) -> bool:
    return attribute(child(run, "rPr", "vertAlign"), "val") == "superscript"


def _trimmed(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
