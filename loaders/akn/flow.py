"""The tree → its units as they stand in the file: each with its printed label, its lines and its footnotes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from types import MappingProxyType

from lxml import etree

from mandategraph.loaders.document import ComponentType
from mandategraph.loaders.passage import Span


class Sort(Enum):
    """What an element says its text is."""

    MATTER = auto()
    FURNITURE = auto()
    HEADING = auto()
    PREAMBULAR = auto()
    PARAGRAPH = auto()
    ITEM = auto()


@dataclass(slots=True)
class Strip:
    """Text as it grows: the stretches of source of each line, and whether all of it so far is bold."""

    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    bold: bool = True

    def end_line(self) -> None:
        """Let what follows stand on a line of its own."""
        if self.lines[-1]:
            self.lines.append([])


@dataclass(slots=True)
class Note:
    """A footnote: its marker as printed, the source offset of the marker, and its text."""

    marker: str
    at: int
    text: Strip = field(default_factory=Strip)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document an element stands.

    `zone` is the part of the file, `component` the index of the annex or enclosure (0 is the main text), `sections`
    how many section elements are open, `lists` how many lists, and `style` the class of the paragraph.
    """

    zone: str = ""
    component: int = 0
    sections: int = 0
    lists: int = 0
    style: str = ""


@dataclass(slots=True)
class Unit:
    """A unit of the file: `sort` and `role` say what it is, `inner` whether it is more than its zone's loose text."""

    sort: Sort
    role: str
    place: Place
    inner: bool = True
    label: Strip = field(default_factory=Strip)
    text: Strip = field(default_factory=Strip)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """The file as read up to the source offset `at`: its units, and what each of its components is."""

    at: int = 0
    units: list[Unit] = field(default_factory=list)
    components: list[ComponentType] = field(default_factory=lambda: [ComponentType.MAIN])


_LOOSE = "other"
FORMULA = "enacting-formula"
"""The role of the words with which a body begins to act."""

_ZONES = frozenset({"coverPage", "preface", "preamble", "mainBody", "body", "collectionBody", "conclusions"})
_END = "conclusions"
_TABLE = "table"
_HEADS = frozenset({"coverPage", "preface"})
_RECITING = frozenset({"preamble", "embeddedStructure"})
_SECTIONS = frozenset({"section", "part", "title", "chapter", "subsection", "article"})
_HEADINGS = frozenset({"heading", "subheading", "crossHeading"})
_LISTS = frozenset({"list", "sublist", "blockList"})
_LINES = frozenset({"p", "content", "intro", "listIntroduction", "wrapUp", "subheading", "heading", "eol", "td", "th"})

_ASIDE: Mapping[str, str] = MappingProxyType({"meta": "metadata", "docketNumber": "job-number", "decoration": "rule"})
"""What is no text: the name of the furniture, by element."""

_MATTER: Mapping[str, str] = MappingProxyType({"table": _TABLE, "tr": _TABLE, "docTitle": "title"})
"""Matter in a body, by element."""

_COVER: Mapping[str, str] = MappingProxyType(
    {
        "docAuthority": "organ",
        "docNumber": "masthead",
        "docStatus": "distribution",
        "docDate": "distribution",
        "session": "session",
        "event": "session",
        "docTitle": "title",
        "docProponent": "proponent",
        "docType": "document-type",
        "inline": "agenda-item",
        "p": _LOOSE,
    }
)
"""What the elements of a cover page and of a preface are, where `_SAID` does not tell it better."""

_SAID: Mapping[tuple[str, str | None], str] = MappingProxyType(
    {
        ("docAuthority", "#publisher"): "masthead",
        ("docTitle", "#adoption"): "session",
        ("docTitle", "coverPage"): "session",
        ("docNumber", "preface"): "number",
        ("docNumber", "decisionNumber"): "number",
        ("docNumber", "#decisionNumber"): "number",
        ("docTitle", "sponsors"): "sponsors",
        ("inline", "decision type"): "document-type",
        ("inline", "originalLanguage"): "distribution",
        ("inline", "languageOfExpression"): "distribution",
    }
)
"""What an element of a head is by what it refers to, by its name attribute, or by where it stands."""

_BODY: Mapping[str, Sort] = MappingProxyType(
    {
        "paragraph": Sort.PARAGRAPH,
        "alinea": Sort.PARAGRAPH,
        "container": Sort.PARAGRAPH,
        "point": Sort.ITEM,
        "item": Sort.ITEM,
    }
)
"""What the elements of a body are."""


def flow(root: etree._Element) -> Flow:
    """The units of a tree in the order in which they begin."""
    found = Flow()
    whole = _begin(found, Sort.MATTER, _LOOSE, Place(), inner=False)
    _walk(found, root, whole, whole.text, bold=False)
    return found


def _walk(found: Flow, element: etree._Element, unit: Unit, strip: Strip, *, bold: bool) -> None:
    """Give the text of an element, and of all below it, to the units it belongs to."""
    _take(found, element.text, strip, bold=bold)
    for child in element:
        name = _local(child)
        own, text = _opened(found, child, name, unit, strip)
        if name in _LINES:
            text.end_line()
        _walk(found, child, own, text, bold=bold or "bold" in child.get("class", "").split())
        if name in _LINES:
            text.end_line()
        _take(found, child.tail, strip, bold=bold)


def _take(found: Flow, text: str | None, strip: Strip, *, bold: bool) -> None:
    """Give a text to a unit; a line does not begin with blanks."""
    if not text:
        return
    line, end, blank = strip.lines[-1], found.at + len(text), text.isspace()
    if line or not blank:
        start = line.pop().start if line and line[-1].end == found.at else found.at
        line.append(Span(start, end))
    strip.bold = strip.bold and (bold or blank)
    found.at = end


def _begin(found: Flow, sort: Sort, role: str, place: Place, *, inner: bool = True) -> Unit:
    unit = Unit(sort, role, place, inner)
    found.units.append(unit)
    return unit


# --- which unit an element's text belongs to ----------------------------------------------------------------------


def _opened(found: Flow, child: etree._Element, name: str, unit: Unit, strip: Strip) -> tuple[Unit, Strip]:
    """The unit, begun if need be, that an element's text belongs to, and where in it that text goes."""
    if name == "authorialNote":
        note = Note(child.get("marker", "").strip(), found.at)
        unit.notes.append(note)
        return unit, note.text
    aside = unit.sort is Sort.FURNITURE and name not in _ASIDE
    if aside or any(strip is note.text for note in unit.notes):
        return unit, strip
    if name == "num":
        numbered = unit if unit.inner else _begin(found, Sort.HEADING, "", unit.place)
        return numbered, numbered.label
    begun = _begun(found, child, name, unit)
    return (unit, strip) if begun is None else (begun, begun.text)


def _begun(found: Flow, child: etree._Element, name: str, unit: Unit) -> Unit | None:
    """The unit that begins with an element, or none: its text belongs to the unit that it stands in."""
    if name in _ASIDE:
        return _begin(found, Sort.FURNITURE, _ASIDE[name], unit.place)
    around = _around(found, child, name, unit.place)
    if around is not None:
        return _begin(found, Sort.MATTER, _LOOSE, around, inner=False)
    role = _matter(child, name, unit)
    if role is not None:
        return _begin(found, Sort.MATTER, role, unit.place)
    sort = _sort(child, name, unit)
    style = child.get("class", "") if name == "paragraph" else unit.place.style
    return None if sort is None else _begin(found, sort, "", replace(unit.place, style=style, lists=_lists(child)))


def _around(found: Flow, child: etree._Element, name: str, place: Place) -> Place | None:
    """The place of what stands in an element, if the element opens a component, a zone of the file, or a section."""
    component = _component(child, name)
    if component is not None:
        found.components.append(component)
        return Place(name, len(found.components) - 1)
    if name in _ZONES:
        return replace(place, zone=name, sections=0, lists=0, style="")
    if name in _SECTIONS:
        return replace(place, sections=place.sections + 1, lists=0)
    return None


def _component(child: etree._Element, name: str) -> ComponentType | None:
    """What part with a numbering of its own begins with an element."""
    if name == "attachment":
        return ComponentType.ANNEX
    carried = name == "component" and _local(child.getparent()) == "components"
    return ComponentType.ENCLOSURE if carried or name == "embeddedStructure" else None


def _matter(child: etree._Element, name: str, unit: Unit) -> str | None:
    """The role of an element that is front or back matter."""
    if unit.place.zone in _HEADS:
        return _in_head(child, name, unit)
    if unit.place.zone == _END:
        return "vote" if name == "vote" else "session" if name == "p" and not unit.inner else None
    if name == "formula" or (name == "container" and child.get("name") == "formula"):
        return FORMULA
    return _MATTER.get(name)


def _in_head(child: etree._Element, name: str, unit: Unit) -> str | None:
    """A cover page and a preface consist of lines, and these of elements that say what they are."""
    if unit.role != _LOOSE:
        return None
    said = next((_SAID[key] for key in _keys(child, name, unit.place.zone) if key in _SAID), None)
    return said or _COVER.get(name)


def _keys(child: etree._Element, name: str, zone: str) -> tuple[tuple[str, str | None], ...]:
    """What an element of a head may be told by: what it refers to, its name attribute, else where it stands."""
    refers = child.get("refersTo")
    return (name, refers), (name, child.get("name")), (name, zone if refers is None else None)


def _sort(child: etree._Element, name: str, unit: Unit) -> Sort | None:
    """What an element of a preamble or a main body is."""
    zone = unit.place.zone
    if zone in _HEADS or zone == _END or unit.role in {FORMULA, _TABLE}:
        return None
    recital = name == "container" and zone in _RECITING
    if recital or (name == "crossHeading" and child.get("refersTo") == "#preamble"):
        return Sort.PREAMBULAR
    if name == "p" and not unit.inner:
        return Sort.PREAMBULAR if zone == "preamble" else Sort.PARAGRAPH
    heading = name in _HEADINGS or (name == "block" and child.get("name") in _HEADINGS)
    if heading:
        return None if unit.sort is Sort.ITEM else Sort.HEADING
    return _BODY.get(name)


def _lists(child: etree._Element) -> int:
    """How many lists of its paragraph an element stands in."""
    return sum(_local(around) in _LISTS for around in child.iterancestors())


def _local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
