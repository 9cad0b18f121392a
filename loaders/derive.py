"""Derivation: text that documents share, paragraphs that mirror each other, mandates that programmes take up.

What is found here stands between documents (annotation guide, section 8) and so in a graph of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mandategraph.loaders.passage import Span

SHARED = {"zho": 12, "eng": 40}
"""How many characters in a row, outside names and citations, make a reuse: 12 Chinese characters, or about 8 words."""

_TAKEN_UP = 0.12
"""A programme's paragraph takes up a mandate whose text makes at least this share of the shorter of the two."""

_CERTAIN = 20
"""… and at least this many characters, unless both also print the same deadline."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph as derivation sees it.

    `names` are the spans of actors and citations, which many texts share by chance; `deadlines` ISO dates of its
    norms. `mandate` says that it is an operative paragraph of a resolution, `programme` that it promises work.
    """

    symbol: str
    path: str
    language: str
    text: str
    names: tuple[Span, ...]
    deadlines: tuple[str, ...]
    mandate: bool
    programme: bool


@dataclass(frozen=True, slots=True)
class Reuse:
    """Text that `reusing` has in common with the earlier `reused`; `score` is its share of the shorter paragraph."""

    reusing: Text
    reused: Text
    reusing_span: Span
    reused_span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """What stands between paragraphs; each pair is (programme or mirrored paragraph, what it takes up or mirrors)."""

    reuses: tuple[Reuse, ...]
    implementations: tuple[tuple[Text, Text], ...]


def derive(texts: Sequence[Text]) -> Derivation:
    """The derivations among paragraphs, which come with their documents in order of date."""
    reuses = tuple(_reuses(texts))
    return Derivation(reuses, tuple(_implementations(reuses)))


def _reuses(texts: Sequence[Text]) -> Iterator[Reuse]:
    """The longest runs that two paragraphs of different documents share, the earlier document's as the reused."""
    for (early, late), starts in sorted(_candidates(texts).items()):
        for reused_span, reusing_span in _runs(texts[early], texts[late], starts):
            shorter = min(len(texts[early].text), len(texts[late].text))
            yield Reuse(texts[late], texts[early], reusing_span, reused_span, len(reused_span) / shorter)


def _candidates(texts: Sequence[Text]) -> Mapping[tuple[int, int], list[tuple[int, int]]]:
    """Pairs of paragraphs with the places of every gram that they share."""
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for at, gram in _grams(text):
            index[gram].append((number, at))
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in index.values():
        for (one, at_one), (other, at_other) in combinations(places, 2):
            if texts[one].symbol != texts[other].symbol:
                pairs[one, other].append((at_one, at_other))
    return pairs


def _grams(text: Text) -> Iterator[tuple[int, str]]:
    """Every run of the length that makes a reuse, unless it lies inside a name."""
    size = SHARED[text.language]
    for at in range(len(text.text) - size + 1):
        if not any(name.overlaps(Span(at, at + size)) for name in text.names):
            yield at, text.text[at : at + size]


def _runs(early: Text, late: Text, starts: Iterable[tuple[int, int]]) -> Iterator[tuple[Span, Span]]:
    """Shared grams joined into maximal runs, widened over the names at their edges."""
    end_early = end_late = -1
    for at_early, at_late in sorted(starts):
        if at_early < end_early and at_late < end_late:
            continue
        length = SHARED[early.language]
        while early.text[at_early + length : at_early + length + 1] == late.text[at_late + length : at_late + length + 1] != "":
            length += 1
        end_early, end_late = at_early + length, at_late + length
        yield Span(at_early, end_early), Span(at_late, end_late)


def _implementations(reuses: Iterable[Reuse]) -> Iterator[tuple[Text, Text]]:
    """Programme paragraphs with the operative paragraphs whose task they take over."""
    shared: dict[tuple[Text, Text], int] = defaultdict(int)
    for reuse in reuses:
        if reuse.reusing.programme and reuse.reused.mandate:
            shared[reuse.reusing, reuse.reused] += len(reuse.reused_span)
    for (programme, mandate), characters in shared.items():
        share = characters / min(len(programme.text), len(mandate.text))
        same_date = bool(set(programme.deadlines) & set(mandate.deadlines))
        if same_date or (share >= _TAKEN_UP and characters >= _CERTAIN):
            yield programme, mandate
