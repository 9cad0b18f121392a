"""Parts of what is cited: paragraphs, articles, chapters, annexes, pillars, found and read as pinpoints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mandategraph.loaders.annotate.citations import Pinpoint
from mandategraph.loaders.annotate.citations_grammar import CitationGrammar
from mandategraph.loaders.passage import Span

PARAGRAPH = "para"
"""The kind of pinpoint that a numbered paragraph is."""

_SUB_ITEM = re.compile(r"\s?[(（]([a-z]+)[)）]$")


@dataclass(frozen=True, slots=True)
class Part:
    """Words that name parts of something: where, and which."""

    span: Span
    pinpoints: tuple[Pinpoint, ...]


def find_parts(text: str, grammar: CitationGrammar) -> Iterator[Part]:
    """The parts that `text` names, from left to right, whatever they are parts of."""
    matches = [
        match
        for name in ("numbered-part", "named-part")
        for match in grammar.find(name, text)
        if match["part"] is not None
    ]
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        pinpoints = tuple(_pinpoints(text, match, grammar))
        if pinpoints and match.start() >= end:
            yield Part(Span(*match.span()), pinpoints)
            end = match.end()


def _pinpoints(text: str, match: re.Match[str], grammar: CitationGrammar) -> Iterator[Pinpoint]:
    groups = match.groupdict()
    kind = grammar.parts[" ".join(match["part"].lower().split())]
    if groups.get("division") is not None and kind == PARAGRAPH:
        kind = grammar.divisions[match["division"]]
    if match["list"] is None:
        if kind in grammar.single:
            yield Pinpoint(kind, "")
        return
    for number in grammar.pattern("range").finditer(text, *match.span("list")):
        low, high = number["low"], number["high"]
        sub = groups.get("sub") if number.end() == match.end("list") else None
        ends = (low + (sub or ""),) if high is None else (low, high)
        yield Pinpoint(kind, "-".join(digits(end, grammar) for end in ends))


def digits(printed: str, grammar: CitationGrammar) -> str:
    """A number as the pinpoints write it: in digits if it is one, its sub-item after a stroke."""
    sub = _SUB_ITEM.search(printed)
    number = printed if sub is None else printed[: sub.start()]
    value = grammar.numerals.value(number)
    shown = number if value is None else str(value)
    return shown if sub is None else f"{shown}/{sub[1]}"
