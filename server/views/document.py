"""The page of a document: its facts, its contents and its whole text."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.server.graph import Text
from mandategraph.server.guide import Guide, Link
from mandategraph.server.names import term
from mandategraph.server.views.norms import POSITION
from mandategraph.server.views.paragraph import (
    FOOTNOTE,
    IN_DOCUMENT,
    KIND,
    NUMBER,
    PREAMBULAR,
    SUB_ITEM,
    TITLE,
    Version,
    ancestors,
    in_order,
    label,
    versions,
)

_HEADED = (term("mg:Section"), term("mg:Component"))
_STYLES = {FOOTNOTE: "note", SUB_ITEM: "sub-item", PREAMBULAR: "preambular"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A section or component: its `anchor` on the page, its `level` from 1, number and title."""

    anchor: str
    level: int
    number: str
    title: Text
    link: Link


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the text: the `headings` that open before it, then a paragraph with its label and `style`."""

    headings: tuple[Heading, ...]
    anchor: str
    label: str
    style: str
    link: Link
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of the document: the `key` of its name among the words, and its values."""

    key: str
    values: tuple[Link, ...]


_SIDES = (
    ("votes_in_favour", "mg:votesInFavour", "mg:votedInFavour"),
    ("votes_against", "mg:votesAgainst", "mg:votedAgainst"),
    ("abstentions", "mg:abstentions", "mg:abstained"),
)
"""The sides of a vote: the label, how many, who."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document."""

    iri: str
    symbol: str
    title: Text
    facts: tuple[Fact, ...]
    contents: tuple[Heading, ...]
    entries: tuple[Entry, ...]
    graph_path: str


def document_page(guide: Guide, node: NamedNode) -> DocumentPage:
    """The page of the document `node`."""
    symbol = guide.graph.value(node, term("mg:symbol")) or guide.short(node.value)
    entries = _entries(guide, node)
    return DocumentPage(
        iri=node.value,
        symbol=symbol,
        title=guide.graph.text(node, TITLE, guide.lang) or Text(symbol),
        facts=_facts(guide, node),
        contents=tuple(heading for entry in entries for heading in entry.headings),
        entries=entries,
        graph_path="graph/" + node.value.removeprefix(guide.base),
    )


def _facts(guide: Guide, node: NamedNode) -> tuple[Fact, ...]:
    graph = guide.graph
    source = (
        file
        for expression in graph.subjects(term("eli:realizes"), node)
        for origin in graph.nodes(expression, term("prov:wasDerivedFrom"))
        for file in graph.objects(origin, term("mg:fileName"))
    )
    rows = (
        ("symbol", graph.objects(node, term("mg:symbol"))),
        ("issued_by", graph.objects(node, term("mg:issuedBy"))),
        ("document_type", graph.objects(node, term("mg:documentType"))),
        ("date", graph.objects(node, term("eli:date_document"))),
        ("draft", graph.objects(node, term("mg:draftSymbol"))),
        ("adopted_by", graph.objects(node, term("mg:adoptedBy"))),
        ("committee_report", graph.objects(node, term("mg:committeeReport"))),
        ("meeting_record", graph.objects(node, term("mg:meetingRecord"))),
        ("vote", graph.objects(node, term("mg:vote"))),
        *(
            (label, (*graph.objects(node, term(count)), *_by_name(guide, node, voters)))
            for label, count, voters in _SIDES
        ),
        ("sponsors", _by_name(guide, node, "mg:sponsor") or graph.objects(node, term("mg:sponsors"))),
        ("signature", graph.objects(node, term("mg:signature"))),
        ("source_file", tuple(source)),
        ("aliases", graph.objects(node, term("mg:alias"))),
    )
    facts = [
        Fact(key, tuple(link for value in values if (link := guide.show(value)) is not None))
        for key, values in rows
        if values
    ]
    if graph.true(node, term("mg:chapterVII")):
        facts.append(Fact("chapter_vii", (Link(guide.words["yes"]),)))
    return tuple(facts)


def _by_name(guide: Guide, node: NamedNode, property_: str) -> tuple[NamedNode, ...]:
    """Those whom a property names, in order of their names."""
    return tuple(sorted(guide.graph.nodes(node, term(property_)), key=lambda each: guide.name(each).words))


def _entries(guide: Guide, node: NamedNode) -> tuple[Entry, ...]:
    """The paragraphs in reading order, each after the headings it stands under and earlier empty ones."""
    pending = _headed(guide, node)
    entries: list[Entry] = []
    for each in in_order(guide, node):
        above = [parent for parent in reversed(ancestors(guide, each)) if parent in pending]
        last = max((pending.index(parent) for parent in above), default=-1)
        opened = _opening(guide, pending, above, last)
        pending = [parent for parent in pending if parent not in opened]
        entries.append(_entry(guide, node, each, tuple(_heading(guide, node, parent) for parent in opened)))
    return tuple(entries)


def _opening(guide: Guide, pending: list[NamedNode], above: list[NamedNode], last: int) -> tuple[NamedNode, ...]:
    """The headings that open here: those above the paragraph, and sections passed over without text."""
    passed = [each for each in pending[: last + 1] if guide.graph.is_a(each, term("mg:Section"))]
    ordered = [each for each in pending if each in {*above, *passed}]
    components = [each for each in above if guide.graph.is_a(each, term("mg:Component"))]
    return (*components, *(each for each in ordered if each not in components))


def _headed(guide: Guide, node: NamedNode) -> list[NamedNode]:
    graph = guide.graph
    found = [each for each in graph.subjects(IN_DOCUMENT, node) if graph.is_a(each, *_HEADED)]
    return sorted(found, key=lambda each: (_component(guide, each), graph.number(each, POSITION) or 0, each.value))


def _component(guide: Guide, node: NamedNode) -> tuple[int, bool]:
    """Which component a heading is in, by its position; 0 is the main text. Its own heading comes first in it."""
    graph = guide.graph
    above = (each for each in (node, *ancestors(guide, node)) if graph.is_a(each, term("mg:Component")))
    component = next(above, None)
    return (0 if component is None else graph.number(component, POSITION) or 0), component != node


def _heading(guide: Guide, document: NamedNode, node: NamedNode) -> Heading:
    graph = guide.graph
    level = graph.number(node, term("mg:level")) or 0
    kind = graph.node(node, term("mg:componentType"))
    plain = guide.name(kind) if kind is not None else guide.name(node)
    return Heading(
        anchor=_anchor(document, node),
        level=min(level + 1, 4),
        number=graph.value(node, NUMBER) or "",
        title=graph.text(node, TITLE, guide.lang) or plain,
        link=guide.place(node),
    )


def _entry(guide: Guide, document: NamedNode, node: NamedNode, headings: tuple[Heading, ...]) -> Entry:
    kind = guide.graph.node(node, KIND)
    return Entry(
        headings=headings,
        anchor=_anchor(document, node),
        label=label(guide, node),
        style=_STYLES.get("" if kind is None else kind.value, "numbered"),
        link=guide.local(node),
        versions=versions(guide, node),
    )


def _anchor(document: NamedNode, node: NamedNode) -> str:
    return node.value.removeprefix(f"{document.value}/").replace("/", "-")
