"""The page of an actor: its names, what is asked of it, where it is mentioned."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.server.graph import Text
from mandategraph.server.guide import Guide, Link
from mandategraph.server.names import term
from mandategraph.server.views.norms import IN_PARAGRAPH, POSITION, ClauseRow, addressed
from mandategraph.server.views.paragraph import IN_DOCUMENT

_PARENT = term("org:subOrganizationOf")
_NAMES = ("skos:prefLabel", "skos:altLabel", "mg:shortName")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The paragraphs of one document that mention an actor, and how often in all."""

    document: Link
    paragraphs: tuple[Link, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor."""

    iri: str
    name: Text
    names: tuple[Text, ...]
    definition: Text | None
    parents: tuple[Link, ...]
    parts: tuple[Link, ...]
    matches: tuple[Link, ...]
    asked: tuple[ClauseRow, ...]
    involved: tuple[ClauseRow, ...]
    mentioned: tuple[Mentioned, ...]


def actor_page(guide: Guide, node: NamedNode) -> ActorPage:
    """The page of the actor `node`."""
    graph = guide.graph
    name = guide.name(node)
    names = dict.fromkeys(text for each in _NAMES for text in graph.texts(node, term(each)))
    return ActorPage(
        iri=node.value,
        name=name,
        names=tuple(sorted((each for each in names if each != name), key=lambda each: each.lang != guide.lang)),
        definition=graph.text(node, term("skos:definition"), guide.lang),
        parents=guide.links(graph.nodes(node, _PARENT)),
        parts=guide.links(graph.subjects(_PARENT, node)),
        matches=guide.links(graph.nodes(node, term("skos:exactMatch"))),
        asked=addressed(guide, node, "mg:addressee"),
        involved=addressed(guide, node, "mg:partner", "mg:recipient"),
        mentioned=_mentioned(guide, node),
    )


def _mentioned(guide: Guide, actor: NamedNode) -> tuple[Mentioned, ...]:
    graph = guide.graph
    counts: dict[NamedNode, dict[NamedNode, int]] = {}
    for mention in graph.subjects(term("mg:mentions"), actor):
        for paragraph in graph.nodes(mention, IN_PARAGRAPH):
            document = graph.node(paragraph, IN_DOCUMENT) or paragraph
            of_document = counts.setdefault(document, {})
            of_document[paragraph] = of_document.get(paragraph, 0) + 1
    return tuple(
        Mentioned(
            guide.place(document),
            tuple(guide.local(each) for each in _ordered(guide, counts[document])),
            sum(counts[document].values()),
        )
        for document in sorted(counts, key=str)
    )


def _ordered(guide: Guide, paragraphs: dict[NamedNode, int]) -> list[NamedNode]:
    return sorted(paragraphs, key=lambda each: (guide.graph.number(each, POSITION) or 0, each.value))
