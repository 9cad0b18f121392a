"""The page of a paragraph."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.server.graph import Text
from mandategraph.server.guide import Guide, Link
from mandategraph.server.names import term
from mandategraph.server.places import pinpoint
from mandategraph.server.views.norms import IN_PARAGRAPH, POSITION, QUOTE, ClauseRow, clauses
from mandategraph.server.views.spans import Mark, Piece, Span, pieces, span

IN_DOCUMENT = term("mg:inDocument")
IN_SECTION = term("mg:inSection")
PART_OF = term("eli:is_part_of")
NUMBER = term("eli:number")
TITLE = term("dcterms:title")
KIND = term("mg:kind")
TEXT = term("mg:text")
MARKER_AT = term("mg:markerAt")
PARAGRAPH = term("mg:Paragraph")
SUB_ITEM = term("mg:SubItem").value
FOOTNOTE = term("mg:Footnote").value
PREAMBULAR = term("mg:Preambular").value


@dataclass(frozen=True, slots=True)
class Quoted:
    """A link and the words of the text it stands on; `note` is a pinpoint or a score."""

    links: tuple[Link, ...]
    quote: Text | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """The text of a paragraph in one language, cut at its annotations."""

    lang: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-item or footnote: a link to it, its label as printed and its text."""

    link: Link
    label: str
    version: Version | None


@dataclass(frozen=True, slots=True)
class ParagraphPage:
    """All that is known of a paragraph."""

    iri: str
    label: str
    kind: Link | None
    trail: tuple[Link, ...]
    versions: tuple[Version, ...]
    clauses: tuple[ClauseRow, ...]
    citations: tuple[Quoted, ...]
    mentions: tuple[Quoted, ...]
    cited_by: tuple[Link, ...]
    derivations: tuple[tuple[str, tuple[Link, ...]], ...]
    reuses: tuple[Quoted, ...]
    subjects: tuple[tuple[str, tuple[Link, ...]], ...]
    parts: tuple[tuple[str, tuple[Part, ...]], ...]
    previous: Link | None
    next: Link | None


def paragraph_page(guide: Guide, node: NamedNode) -> ParagraphPage:
    """The page of the paragraph `node`."""
    graph = guide.graph
    before, after = _neighbours(guide, node)
    return ParagraphPage(
        iri=node.value,
        label=label(guide, node),
        kind=next(iter(guide.links(graph.nodes(node, KIND))), None),
        trail=trail(guide, node),
        versions=versions(guide, node),
        clauses=clauses(guide, node),
        citations=_citations(guide, node),
        mentions=_mentions(guide, node),
        cited_by=tuple(guide.place(each) for each in graph.subjects(term("eli:cites"), node)),
        derivations=_derivations(guide, node),
        reuses=_reuses(guide, node),
        subjects=_subjects(guide, node),
        parts=_parts(guide, node),
        previous=None if before is None else guide.place(before),
        next=None if after is None else guide.place(after),
    )


def label(guide: Guide, node: NamedNode) -> str:
    """The number of a paragraph as printed before its text: `11.`, `(a)`, `4`; empty where it has none."""
    number = guide.graph.value(node, NUMBER)
    if number is None:
        return ""
    kind = guide.graph.node(node, KIND)
    shape = _LABELS.get("" if kind is None else kind.value, "{}.")
    return shape.format(number)


_LABELS = {SUB_ITEM: "({})", FOOTNOTE: "{}"}


def trail(guide: Guide, node: NamedNode) -> tuple[Link, ...]:
    """The way from the document down to a part: document, component, sections, parent paragraphs, itself."""
    chain = [guide.place(node)]
    for parent in ancestors(guide, node):
        is_paragraph = guide.graph.is_a(parent, PARAGRAPH)
        chain.append(guide.place(parent) if is_paragraph else guide.link(parent))
    document = guide.graph.node(node, IN_DOCUMENT)
    if document is not None and len(chain) > 1:
        symbol = guide.graph.value(document, term("mg:symbol")) or guide.short(document.value)
        chain[-1] = Link(symbol, None, guide.href(document.value), document.value)
    return tuple(reversed(chain))


def ancestors(guide: Guide, node: NamedNode) -> tuple[NamedNode, ...]:
    """What a part stands in, from the nearest to the document; each only once, whatever the data say."""
    found: dict[NamedNode, None] = {}
    at: NamedNode | None = node
    while at is not None:
        parent = guide.graph.node(at, PART_OF)
        section = guide.graph.node(at, IN_SECTION)
        while section is not None and section not in found and guide.graph.is_a(section, term("mg:Section")):
            found[section] = None
            section = guide.graph.node(section, PART_OF)
        at = parent if parent not in found and parent != node else None
        if at is not None:
            found[at] = None
    return tuple(found)


def versions(guide: Guide, node: NamedNode) -> tuple[Version, ...]:
    """The text in every language it is there in, that of the page first."""
    texts = sorted(guide.graph.texts(node, TEXT), key=lambda text: (text.lang != guide.lang, text.lang or ""))
    return tuple(Version(text.lang, _pieces(guide, node, text)) for text in texts)


def _pieces(guide: Guide, node: NamedNode, text: Text) -> tuple[Piece, ...]:
    graph = guide.graph
    numbered: list[tuple[int, Span]] = []
    links: list[Span] = []
    for each in graph.subjects(IN_PARAGRAPH, node):
        target = graph.node(each, term("mg:mentions"))
        place = span(guide, each, target, text)
        if place is not None and target is not None:
            links.append(place)
        elif place is not None and graph.is_a(each, term("mg:Clause")):
            numbered.append((graph.number(each, POSITION) or 0, place))
    for each in graph.subjects(term("mg:citingParagraph"), node):
        place = span(guide, each, _deepest(graph.nodes(each, term("mg:cited"))), text)
        links += [] if place is None else [place]
    return pieces(text.words, numbered, links, _marks(guide, node, text))


def _deepest(cited: tuple[NamedNode, ...]) -> NamedNode | None:
    """The most exact of what is cited: a paragraph rather than its document."""
    return max(cited, key=lambda each: len(each.value), default=None)


def _marks(guide: Guide, node: NamedNode, text: Text) -> tuple[Mark, ...]:
    """The marks of the footnotes of a paragraph, where they stand in its text in one language."""
    graph = guide.graph
    found: list[Mark] = []
    for part in graph.subjects(PART_OF, node):
        at, number = _marker(guide, part, text.lang), graph.value(part, NUMBER)
        if at is not None and number is not None:
            found.append(Mark(min(at, len(text.words)), number, guide.href(part.value)))
    return tuple(found)


def _marker(guide: Guide, note: NamedNode, lang: str | None) -> int | None:
    """Where a footnote is marked in a language: as its wording in it says, else as it says itself if it is in it."""
    graph = guide.graph
    for wording in graph.subjects(term("mg:wordingOf"), note):
        if graph.value(wording, term("dcterms:language")) == lang:
            return graph.number(wording, MARKER_AT)
    there = any(text.lang == lang for text in graph.texts(note, TEXT))
    return graph.number(note, MARKER_AT) if there else None


def _citations(guide: Guide, node: NamedNode) -> tuple[Quoted, ...]:
    graph = guide.graph
    return tuple(
        Quoted(
            tuple(guide.place(target) for target in graph.nodes(each, term("mg:cited"))),
            graph.text(each, QUOTE, guide.lang),
            _pinpoint(guide, each),
        )
        for each in sorted(graph.subjects(term("mg:citingParagraph"), node), key=_ordinal)
    )


def _pinpoint(guide: Guide, citation: NamedNode) -> str:
    """The places a citation points to, but for those that what it cites already names."""
    cited = tuple(each.value for each in guide.graph.nodes(citation, term("mg:cited")))
    places = (each.words for each in guide.graph.texts(citation, term("mg:pinpoint")))
    unsaid = (each for each in places if not any(iri.endswith(f"/{each}") for iri in cited))
    return guide.words["list_separator"].join(pinpoint(each, guide.words) for each in unsaid)


def _mentions(guide: Guide, node: NamedNode) -> tuple[Quoted, ...]:
    graph = guide.graph
    quotes: dict[NamedNode, Text | None] = {}
    for each in sorted(graph.subjects(IN_PARAGRAPH, node), key=_ordinal):
        for actor in graph.nodes(each, term("mg:mentions")):
            quotes.setdefault(actor, graph.text(each, QUOTE, guide.lang))
    return tuple(Quoted((guide.link(actor),), quote) for actor, quote in quotes.items())


def _ordinal(node: NamedNode) -> tuple[int, str]:
    last = node.value.rpartition("/")[2]
    return (int(last) if last.isdecimal() else 0, node.value)


def _derivations(guide: Guide, node: NamedNode) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    graph, words = guide.graph, guide.words
    implements, corresponds = term("eli:implements"), term("mg:correspondsTo")
    both = {*graph.nodes(node, corresponds), *graph.subjects(corresponds, node)} - {node}
    rows = (
        (words["implements"], graph.nodes(node, implements)),
        (words["implemented_by"], graph.subjects(implements, node)),
        (words["corresponds"], tuple(sorted(both, key=str))),
    )
    return tuple((name, tuple(guide.place(each) for each in found)) for name, found in rows if found)


def _subjects(guide: Guide, node: NamedNode) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """What the paragraph is about: topics and systems."""
    rows = (("topics", "mg:topic"), ("systems", "mg:concernsSystem"))
    found = ((guide.words[key], guide.links(guide.graph.nodes(node, term(name)))) for key, name in rows)
    return tuple((name, links) for name, links in found if links)


def _parts(guide: Guide, node: NamedNode) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    """The sub-items and the footnotes, each under its name, in reading order."""
    graph = guide.graph
    below = sorted(graph.subjects(PART_OF, node), key=lambda each: (graph.number(each, POSITION) or 0, each.value))
    notes = {each for each in below if _is_footnote(guide, each)}
    groups = (
        (guide.words["sub_items"], tuple(_part(guide, each) for each in below if each not in notes)),
        (guide.words["notes"], tuple(_part(guide, each) for each in below if each in notes)),
    )
    return tuple((name, parts) for name, parts in groups if parts)


def _part(guide: Guide, node: NamedNode) -> Part:
    return Part(guide.local(node), label(guide, node), next(iter(versions(guide, node)), None))


def _reuses(guide: Guide, node: NamedNode) -> tuple[Quoted, ...]:
    graph = guide.graph
    sides = (("mg:reusing", "mg:reused"), ("mg:reused", "mg:reusing"))
    return tuple(
        Quoted(
            tuple(guide.place(other) for other in graph.nodes(each, term(there))),
            graph.text(each, QUOTE, guide.lang),
            graph.value(each, term("mg:score")) or "",
        )
        for here, there in sides
        for each in graph.subjects(term(here), node)
    )


def _neighbours(guide: Guide, node: NamedNode) -> tuple[NamedNode | None, NamedNode | None]:
    """The paragraphs before and after it in the text, or of a footnote the footnotes."""
    document = guide.graph.node(node, IN_DOCUMENT)
    everything = () if document is None else in_order(guide, document)
    order = [each for each in everything if _is_footnote(guide, each) == _is_footnote(guide, node)]
    if node not in order:
        return None, None
    at = order.index(node)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def _is_footnote(guide: Guide, node: NamedNode) -> bool:
    return NamedNode(FOOTNOTE) in guide.graph.nodes(node, KIND)


def in_order(guide: Guide, document: NamedNode) -> tuple[NamedNode, ...]:
    """The paragraphs of a document in reading order."""
    graph = guide.graph
    found = (each for each in graph.subjects(IN_DOCUMENT, document) if graph.is_a(each, PARAGRAPH))
    return tuple(sorted(found, key=lambda each: (graph.number(each, POSITION) or 0, each.value)))
