"""Coined actors: those that no authority file has, told by how their names are formed (annotation guide, section 4)."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.patterns import expanded
from mandategraph.loaders.annotations import COINED
from mandategraph.loaders.finder import Finder, finder
from mandategraph.loaders.names import Hit, printed
from mandategraph.loaders.passage import Span


@dataclass(frozen=True, slots=True)
class CoinageGrammar:
    """How names are formed in one language, from lexicon/coined.toml.

    `parted` is what stands behind a known name that is no part of a longer one.
    """

    coined: Finder
    extended: re.Pattern[str]
    uncoined: re.Pattern[str]
    parted: re.Pattern[str]


def coinage_grammar(language: str) -> CoinageGrammar:
    """The grammar of a language (an ISO 639-3 code)."""
    own = lexicon.load("coined")[language]
    fragments = own["fragments"]
    return CoinageGrammar(
        coined=finder(re.compile(expanded(own["coined"], fragments))),
        extended=re.compile(expanded(own["extended"], fragments)),
        uncoined=re.compile(expanded(own["uncoined"], fragments)),
        parted=re.compile(expanded(own["parted"], fragments)),
    )


def coined_names(text: str, known: Sequence[Hit], classes: Set[str], grammar: CoinageGrammar) -> Iterator[Hit]:
    """The names in a text of actors that no authority file has, none of them inside a name that is `known`.

    `classes` are the actors that are no body, so that nothing behind them goes on with their name.
    """
    for span in (*_formed(text, known, grammar), *_extended(text, known, classes, grammar)):
        name = printed(span.of(text))
        if grammar.uncoined.fullmatch(name) is None:
            yield Hit(span, (COINED + name.replace(" ", "_"),))


def _formed(text: str, known: Sequence[Hit], grammar: CoinageGrammar) -> Iterator[Span]:
    for match in grammar.coined.finditer(text):
        span = Span(*match.span("name"))
        inside = [hit.span for hit in known if hit.span.overlaps(span)]
        named = [hit.span for hit in known if hit.keys and hit.span.overlaps(span)]
        parted = min((one.end for one in named if grammar.parted.match(text, one.end, span.end)), default=None)
        if any(one.covers(span) for one in inside):
            continue
        if parted is None:
            yield Span(span.start, max([span.end, *(one.end for one in inside)]))
        elif (again := grammar.coined.regex.match(text, match.start(), parted)) and again.end() == parted:
            yield Span(*again.span("name"))


def _extended(text: str, known: Sequence[Hit], classes: Set[str], grammar: CoinageGrammar) -> Iterator[Span]:
    """Known names with what follows them, unless that names somebody else."""
    for hit in known:
        longer = None if set(hit.keys) <= classes else grammar.extended.match(text, hit.span.end)
        if longer is None:
            continue
        rest = Span(*longer.span())
        others = (one.span.of(text) for one in known if one.span.start > hit.span.start and one.span.overlaps(rest))
        if all(grammar.uncoined.fullmatch(name) for name in others):
            yield Span(hit.span.start, rest.end)
