"""The text of a paragraph cut at its annotations: what is a clause, what leads to an actor or a source."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.server.graph import Text
from mandategraph.server.guide import Guide
from mandategraph.server.names import term


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text, and where they lead."""

    start: int
    end: int
    href: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text: its `clause` number if it is in one, its link, or the mark of a footnote."""

    words: str
    clause: int | None = None
    href: str | None = None
    title: str | None = None
    note: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: the `number` printed at `at`, and where the note is."""

    at: int
    number: str
    href: str | None


def span(guide: Guide, annotation: NamedNode, target: NamedNode | None, text: Text) -> Span | None:
    """The place of an annotation in the text of its language, None where it has none."""
    graph = guide.graph
    for selector in graph.nodes(annotation, term("oa:hasSelector")):
        start, end = graph.number(selector, term("oa:start")), graph.number(selector, term("oa:end"))
        lang = graph.value(selector, term("dcterms:language"))
        if start is not None and end is not None and lang in {None, text.lang} and start < end:
            href = None if target is None else guide.href(target.value)
            title = None if target is None else guide.name(target).words
            return Span(start, end, href, title)
    return None


def pieces(
    text: str, clauses: Iterable[tuple[int, Span]], links: Iterable[Span], marks: Iterable[Mark]
) -> tuple[Piece, ...]:
    """The text as a run of pieces; joined, without the marks, they are the text.

    Where links overlap, the first and then the longest stands, since a link cannot hold another.

    >>> [piece.words for piece in pieces("ab cd", [], [Span(3, 5, "/x", None)], [Mark(2, "1", "/n")])]
    ['ab', '1', ' ', 'cd']
    """
    numbered = tuple(clauses)
    placed = _without_overlaps(links)
    notes = sorted(marks, key=lambda mark: (mark.at, mark.number))
    ends = {0, len(text), *(mark.at for mark in notes)}
    ends |= {edge for each in (*placed, *(place for _, place in numbered)) for edge in (each.start, each.end)}
    edges = sorted(edge for edge in ends if 0 <= edge <= len(text))
    found: list[Piece] = []
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        found += [Piece(mark.number, href=mark.href, note=True) for mark in notes if mark.at == start]
        if start < end:
            found.append(_piece(text[start:end], start, numbered, placed))
    return tuple(found)


def _piece(words: str, at: int, clauses: tuple[tuple[int, Span], ...], links: tuple[Span, ...]) -> Piece:
    number = next((number for number, each in clauses if each.start <= at < each.end), None)
    link = next((each for each in links if each.start <= at < each.end), None)
    return Piece(words, number, None if link is None else link.href, None if link is None else link.title)


def _without_overlaps(links: Iterable[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for each in sorted(links, key=lambda link: (link.start, -link.end)):
        if not kept or kept[-1].end <= each.start:
            kept.append(each)
    return tuple(kept)
