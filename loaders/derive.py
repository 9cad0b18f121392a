"""Derivation: text that documents share, paragraphs that mirror each other, mandates that programmes take up.

What is found here stands between documents (annotation guide, section 8) and so in a graph of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from mandategraph.loaders.passage import Span

SHARED = {"zho": 12, "eng": 40}
"""How many characters in a row, outside names and citations, make a reuse: 12 Chinese characters, or about 8 words."""

_LETTERS = {"zho": 12, "eng": 32}
"""So many characters of a reuse, at least, are letters: that two texts print the same date or number says nothing."""

_TASK = {"zho": 3, "eng": 10}
"""The length of the runs of characters by which two paragraphs are compared for the task they share."""

_TAKEN_UP = 0.14
"""A programme takes a mandate up where the runs they share weigh this much of both together (Dice's coefficient)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph as derivation sees it.

    `names` are the spans of actors and citations, which many texts share by chance. `mandate` says that it is an
    operative paragraph of a resolution, `programme` that it is a numbered one of a programme of work.
    """

    symbol: str
    component: str
    path: str
    language: str
    text: str
    names: tuple[Span, ...]
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
    """What stands between paragraphs: shared text, programme with mandate, and mirrored paragraph with its twin."""

    reuses: tuple[Reuse, ...]
    implementations: tuple[tuple[Text, Text], ...]
    twins: tuple[tuple[Text, Text], ...]


def derive(texts: Sequence[Text]) -> Derivation:
    """The derivations among paragraphs, which come with their documents in order of date."""
    return Derivation(tuple(_reuses(texts)), tuple(_implementations(texts)), tuple(_mirrored(texts)))


def _reuses(texts: Sequence[Text]) -> Iterator[Reuse]:
    """The longest runs that two paragraphs of different documents share, the earlier document's as the reused."""
    for (early, late), starts in sorted(_candidates(texts).items()):
        for reused_span, reusing_span in _runs(texts[early], texts[late], starts):
            if sum(map(str.isalpha, reused_span.of(texts[early].text))) < _LETTERS[texts[early].language]:
                continue
            shorter = min(len(texts[early].text), len(texts[late].text))
            yield Reuse(texts[late], texts[early], reusing_span, reused_span, len(reused_span) / shorter)


def _candidates(texts: Sequence[Text]) -> Mapping[tuple[int, int], list[tuple[int, int]]]:
    """Pairs of paragraphs with the places of every gram that they share."""
    index: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for at, gram in _placed(text, SHARED[text.language]):
            index[gram].append((number, at))
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in index.values():
        for (one, at_one), (other, at_other) in combinations(places, 2):
            if texts[one].symbol != texts[other].symbol:
                pairs[one, other].append((at_one, at_other))
    return pairs


def _placed(text: Text, size: int) -> Iterator[tuple[int, str]]:
    """Every run of `size` characters with its place, unless a name is in it."""
    at = 0
    for name in (*sorted(text.names), Span(len(text.text), len(text.text))):
        for start in range(at, name.start - size + 1):
            yield start, text.text[start : start + size]
        at = max(at, name.end)


def _grams(text: Text, size: int) -> Iterator[str]:
    return (gram for _, gram in _placed(text, size))


def _runs(early: Text, late: Text, starts: Iterable[tuple[int, int]]) -> Iterator[tuple[Span, Span]]:
    """Shared grams joined into maximal runs, which go on over names that follow."""
    end_early = end_late = -1
    for at_early, at_late in sorted(starts):
        if at_early < end_early and at_late < end_late:
            continue
        length = SHARED[early.language]
        length += _common(early.text[at_early + length :], late.text[at_late + length :])
        end_early, end_late = at_early + length, at_late + length
        yield Span(at_early, end_early), Span(at_late, end_late)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning on."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _implementations(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Programme paragraphs with the operative paragraphs of earlier documents whose task they take over.

    Two paragraphs share a task where the runs of characters that both have, each weighed by how rare it is among all
    paragraphs (its inverse document frequency), make a fair part of both: Dice's coefficient of the weights.
    """
    tasks = [frozenset(_grams(text, _TASK[text.language])) for text in texts]
    frequency = Counter(gram for task in tasks for gram in task)
    rarity = {gram: log(len(texts) / count) for gram, count in frequency.items()}
    weights = [sum(rarity[gram] for gram in task) for task in tasks]
    for late, programme in enumerate(texts):
        for early in range(late if programme.programme else 0):
            if not texts[early].mandate or texts[early].symbol == programme.symbol:
                continue
            shared = sum(rarity[gram] for gram in tasks[early] & tasks[late])
            if 2 * shared > _TAKEN_UP * (weights[early] + weights[late]):
                yield programme, texts[early]


def _mirrored(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """The twins of programmes that mirror each other: the same document, as many paragraphs, numbered alike."""
    programmes: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in texts:
        if text.programme:
            programmes[text.symbol, text.component].append(text)
    for (one, other), (first, second) in zip(
        combinations(programmes, 2), combinations(programmes.values(), 2), strict=True
    ):
        numbers = [[text.path.removeprefix(text.component) for text in part] for part in (first, second)]
        if one[0] == other[0] and numbers[0] == numbers[1]:
            yield from zip(first, second, strict=True)
