"""A plain text made of an Akoma Ntoso file, laid out as UN documents are printed, without the loaders."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from quality.reference import AKN

LINES = (f"{AKN}p", f"{AKN}heading", f"{AKN}subheading")
NUMBER, NOTE = f"{AKN}num", f"{AKN}authorialNote"
LEFT_OUT = (f"{AKN}meta", f"{AKN}coverPage", f"{AKN}table")
COLUMNS = {"eng": 80, "zho": 38}
"""Characters to a line; a Chinese one takes the place of two."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Page:
    """What is being set: finished paragraphs, the number that waits for its text, the footnotes met."""

    paragraphs: list[str] = field(default_factory=list)
    number: str = ""
    notes: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        if text or self.number:
            self.paragraphs.append(f"{self.number} {text}".strip())
        self.number = ""


def plain(root: etree._Element, language: str) -> str:
    """The text, hard-wrapped, an empty line between paragraphs, the footnotes behind a rule at the end."""
    page = _Page()
    symbol = root.find(f".//{AKN}docNumber")
    page.add("" if symbol is None else _words("".join(symbol.itertext())))
    _set(root, page)
    notes = ["_" * 15, *page.notes] if page.notes else []
    return "\n\n".join("\n".join(_wrapped(each, COLUMNS[language])) for each in [*page.paragraphs, *notes]) + "\n"


def _set(node: etree._Element, page: _Page) -> None:
    for child in node:
        if child.tag == NUMBER:
            page.add("")
            page.number = _line(child, page)
        elif child.tag in LINES:
            page.add(_line(child, page))
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            _set(child, page)


def _line(node: etree._Element, page: _Page) -> str:
    return _words("".join(_inline(node, page)))


def _inline(node: etree._Element, page: _Page) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == NOTE:
            marker = child.get("marker", "").translate(RAISED)
            page.notes.append(f"{marker} {_words(''.join(child.itertext()))}")
            yield marker
        elif isinstance(child.tag, str):
            yield from _inline(child, page)
        yield child.tail or ""


def _words(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str, columns: int) -> list[str]:
    if columns > COLUMNS["zho"]:
        return textwrap.wrap(text, columns, break_on_hyphens=False, break_long_words=False) or [""]
    return [text[at : at + columns] for at in range(0, len(text), columns)]
