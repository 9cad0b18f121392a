"""What the mark-up of an Akoma Ntoso file says of its text, read off without the loaders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
HEADS = (f"{AKN}content", f"{AKN}intro", f"{AKN}list/{AKN}intro")
"""Where a paragraph's own words stand, before those of its items."""

PARAGRAPH, POINT = f"{AKN}paragraph", f"{AKN}point"
EMPHASIS = ("italic", "bold")
LINK = re.compile(r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:[a-z]{2}/)?(?P<symbol>[A-Z][^?#\s]*\d[^?#\s]*)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph as marked up: printed number, emphasised words at its head and later, links, footnote markers."""

    number: str
    text: str
    lead: str
    later: tuple[str, ...]
    links: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A file: language (ISO 639-3), preambular paragraphs in order, numbered ones of the main body."""

    language: str
    preamble: tuple[Marked, ...]
    operative: tuple[Marked, ...]


def reference(path: Path) -> Reference:
    """What the mark-up of a file says; raises `etree.XMLSyntaxError` if it is not well-formed."""
    root = parsed(path)
    language = root.find(f".//{AKN}FRBRlanguage")
    return Reference(
        language="" if language is None else language.get("language", ""),
        preamble=tuple(_marked(p, "") for p in root.iterfind(f".//{AKN}preamble/{AKN}container/{AKN}p")),
        operative=tuple(_numbered(root)),
    )


def parsed(path: Path) -> etree._Element:
    """The root of a file, without entities or the network."""
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


def _numbered(root: etree._Element) -> Iterator[Marked]:
    """Every paragraph with a whole number, and what a file takes for a list's point though it is the next of them."""
    last = 0
    counted: set[etree._Element] = set()
    for paragraph in root.iterfind(f".//{AKN}mainBody//*"):
        printed = _printed(paragraph)
        heads = (paragraph.find(place) for place in HEADS)
        head = next((each for each in heads if each is not None), None)
        if not printed.isdecimal() or head is None:
            continue
        if paragraph.tag == PARAGRAPH or (int(printed) == last + 1 and _begins_or_follows(paragraph, counted)):
            counted.add(paragraph)
            last = int(printed)
            yield _marked(head, printed)


def _begins_or_follows(point: etree._Element, counted: set[etree._Element]) -> bool:
    """Whether a point goes on with no list that is numbered as paragraphs are."""
    before = point.getprevious()
    return before is None or before in counted or not _printed(before).isdecimal()


def _printed(node: etree._Element) -> str:
    number = node.find(f"{AKN}num")
    whole = node.tag in {PARAGRAPH, POINT} and number is not None
    return "".join(number.itertext()).strip().rstrip(".．、") if whole and number is not None else ""


def _marked(node: etree._Element, number: str) -> Marked:
    emphasised = [span for span in node.iter(f"{AKN}span", f"{AKN}i", f"{AKN}b") if _counts(span, node)]
    words = [" ".join("".join(span.itertext()).split()) for span in emphasised]
    text = _shown(node)
    leads = [word for word in words[:1] if word and text.startswith(word)]
    return Marked(
        number=number,
        text=text,
        lead=leads[0] if leads else "",
        later=tuple(word for word in words[len(leads) :] if word),
        links=tuple(_links(node)),
        notes=tuple(note.get("marker", "") for note in node.iter(f"{AKN}authorialNote")),
    )


def _shown(node: etree._Element) -> str:
    """The text of a node without its footnotes, blanks joined."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: etree._Element) -> Iterator[str]:
    if node.tag == f"{AKN}authorialNote":
        return
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _counts(span: etree._Element, node: etree._Element) -> bool:
    """Whether a span is emphasis of the paragraph's own words and not of a footnote's."""
    emphasis = span.tag != f"{AKN}span" or span.get("class") in EMPHASIS
    return emphasis and not any(above.tag == f"{AKN}authorialNote" for above in span.iterancestors())


def _links(node: etree._Element) -> Iterator[str]:
    for link in node.iter(f"{AKN}a"):
        if any(above.tag == f"{AKN}authorialNote" for above in link.iterancestors()):
            continue
        found = LINK.match(link.get("href", ""))
        if found is not None:
            yield found["symbol"]
