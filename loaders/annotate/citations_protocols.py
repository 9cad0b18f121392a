"""Protocols that are cited as those of the treaty before them: the Convention and the Protocols thereto."""

from collections.abc import Iterator, Sequence
from re import Match

from mandategraph.loaders.annotate.citations import Candidate, Form
from mandategraph.loaders.annotate.citations_grammar import CitationGrammar
from mandategraph.loaders.passage import Span


def with_protocols(text: str, named: Sequence[Candidate], grammar: CitationGrammar) -> list[Candidate]:
    """The instruments that `text` names, and the protocols to them, which no title inside of their words cites."""
    found = [
        Candidate(Span(*match.span("words")), Span(*match.span()), Form.INSTRUMENT, key)
        for match in grammar.find("protocol-thereto", text)
        if not _is_named(Span(*match.span("words")), named)
        for key in _protocols(match, named, grammar)
    ]
    kept = [one for one in named if not any(one.span.overlaps(protocol.span) for protocol in found)]
    return [*kept, *found]


def _protocols(match: Match[str], named: Sequence[Candidate], grammar: CitationGrammar) -> Iterator[str]:
    """The protocols to the last instrument before; the first of them if the words say one."""
    before = [one for one in named if one.span.end <= match.start()]
    if not before:
        return
    last = max(before, key=lambda one: one.span.end)
    if grammar.pattern("protocol-before").fullmatch(match.string, last.span.end, match.start()) is None:
        return
    keys = grammar.protocols.get(last.value, ())
    yield from keys if match["many"] is not None else keys[:1]


def _is_named(words: Span, named: Sequence[Candidate]) -> bool:
    """Whether the words are part of a longer name: the Additional Protocols thereto of 1977."""
    return any(one.span.covers(words) and len(one.span) > len(words) for one in named)
