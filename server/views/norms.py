"""Clauses and norms as rows of a table."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.server.graph import Text
from mandategraph.server.guide import Guide, Link
from mandategraph.server.names import term
from mandategraph.server.words import duration, recurrence

IN_PARAGRAPH = term("mg:inParagraph")
STATED_IN = term("mg:statedIn")
POSITION = term("mg:position")
QUOTE = term("mg:quote")


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody to act with, and in what `role`."""

    actor: Link
    role: Link | None


@dataclass(frozen=True, slots=True)
class When:
    """Until when or how often: a `word` such as by or within, and the date or span in words."""

    word: str
    time: str


@dataclass(frozen=True, slots=True)
class NormRow:
    """What a clause asks of whom."""

    link: Link
    modality: Link | None
    restated: bool
    force: Link | None
    reason: Link | None
    addressees: tuple[Link, ...]
    action: Text | None
    partners: tuple[Partner, ...]
    recipients: tuple[Link, ...]
    times: tuple[When, ...]
    qualifiers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause: `number` in its paragraph, its act, its words, and its norm if it states one."""

    number: int
    link: Link
    paragraph: Link
    act: Link | None
    repeated: bool
    intensified: bool
    quote: Text | None
    norm: NormRow | None


def clauses(guide: Guide, paragraph: NamedNode) -> tuple[ClauseRow, ...]:
    """The clauses of a paragraph, in order."""
    found = (each for each in guide.graph.subjects(IN_PARAGRAPH, paragraph) if _is_clause(guide, each))
    return tuple(sorted((clause(guide, each) for each in found), key=lambda row: row.number))


def clause(guide: Guide, node: NamedNode) -> ClauseRow:
    """One clause with its norm."""
    graph = guide.graph
    act = graph.node(node, term("mg:act"))
    paragraph = graph.node(node, IN_PARAGRAPH)
    norm = next(iter(graph.subjects(STATED_IN, node)), None)
    return ClauseRow(
        number=graph.number(node, POSITION) or 0,
        link=guide.place(node),
        paragraph=guide.place(node if paragraph is None else paragraph),
        act=None if act is None else guide.link(act),
        repeated=graph.true(node, term("mg:repeated")),
        intensified=graph.true(node, term("mg:intensified")),
        quote=graph.text(node, QUOTE, guide.lang),
        norm=None if norm is None else norm_row(guide, norm),
    )


def norm_row(guide: Guide, node: NamedNode) -> NormRow:
    """One norm."""
    graph = guide.graph

    def links(name: str) -> tuple[Link, ...]:
        return guide.links(graph.nodes(node, term(name)))

    def link(name: str) -> Link | None:
        return next(iter(links(name)), None)

    return NormRow(
        link=guide.place(node),
        modality=link("mg:modality"),
        restated=graph.true(node, term("mg:restated")),
        force=link("mg:bindingness"),
        reason=link("mg:bindingReason"),
        addressees=links("mg:addressee"),
        action=graph.text(node, term("mg:action"), guide.lang),
        partners=_partners(guide, node),
        recipients=links("mg:recipient"),
        times=_times(guide, node),
        qualifiers=links("mg:qualifier"),
    )


def addressed(guide: Guide, actor: NamedNode, *predicates: str) -> tuple[ClauseRow, ...]:
    """The clauses whose norms name `actor` in one of the properties, in the order of the texts."""
    graph = guide.graph
    norms = {norm for name in predicates for norm in graph.subjects(term(name), actor)}
    found = {each for norm in norms for each in graph.nodes(norm, STATED_IN)}
    return tuple(clause(guide, each) for each in sorted(found, key=lambda each: _place(guide, each)))


def _place(guide: Guide, clause_node: NamedNode) -> tuple[str, int, int]:
    graph = guide.graph
    paragraph = graph.node(clause_node, IN_PARAGRAPH)
    if paragraph is None:
        return clause_node.value, 0, 0
    document = graph.node(paragraph, term("mg:inDocument")) or paragraph
    return (
        document.value,
        graph.number(paragraph, POSITION) or 0,
        graph.number(clause_node, POSITION) or 0,
    )


def _is_clause(guide: Guide, node: NamedNode) -> bool:
    return guide.graph.is_a(node, term("mg:Clause"))


def _partners(guide: Guide, norm: NamedNode) -> tuple[Partner, ...]:
    """The partners of a norm with their roles, then those whose role is not known."""
    graph = guide.graph
    found: list[Partner] = []
    named: set[NamedNode] = set()
    for each in graph.nodes(norm, term("mg:partnership")):
        role = graph.node(each, term("mg:role"))
        for actor in graph.nodes(each, term("mg:partner")):
            found.append(Partner(guide.link(actor), None if role is None else guide.link(role)))
            named.add(actor)
    rest = (actor for actor in graph.nodes(norm, term("mg:partner")) if actor not in named)
    return (*found, *(Partner(guide.link(actor), None) for actor in rest))


def _times(guide: Guide, norm: NamedNode) -> tuple[When, ...]:
    graph, words = guide.graph, guide.words

    def values(name: str) -> tuple[str, ...]:
        return tuple(each.words for each in graph.texts(norm, term(name)))

    times = graph.number(norm, term("mg:timesPerInterval"))
    return (
        *(When(words["deadline"], each) for each in values("mg:deadline")),
        *(When(words["relative"], duration(each, words)) for each in values("mg:relativeDeadline")),
        *(When("", recurrence(each, times, words)) for each in values("mg:recurrence")),
        *(When(words["term"], each) for each in values("mg:term")),
    )
