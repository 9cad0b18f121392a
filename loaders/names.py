"""Finding many names in a text at once: the leftmost, and of those the longest, wins."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import ahocorasick

from mandategraph.loaders.passage import Span

_PRINTED = tuple(zip("\u2018\u2019\u2010\u2011\u2013\uff0d\u00a0\uff08\uff09", "''---- ()", strict=True))
"""Characters of which one or the other is printed in the same name: quotation marks, dashes, blanks, brackets."""

_BEYOND_LATIN = "\u0250"
"""The first character that no Latin word has."""

_KEPT = 512
"""So many texts are remembered: each is searched again when its whole document has been searched for something else."""

_Place = tuple[int, int, tuple[str, ...]]
"""A name as whole words: its start, its length as a negative, so that the longer sorts first, its keys."""

_Found = Mapping[str, Sequence[_Place]]
"""The names that stand in a text by their kinds."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: where, and the keys of what it may stand for."""

    span: Span
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of a kind; letters match in either case, Latin names as whole words.

    `found` tells the names of this kind and of those compiled with it that stand in a text.
    """

    kind: str
    found: Callable[[str], _Found]

    def find(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Hit]:
        """The names in a text or a stretch of it, from left to right, none inside or across another.

        >>> index = name_index({"CTC": ["ctc"], "反恐委员会": ["ctc"]})
        >>> [hit.keys for hit in index.find("CTC 和反恐委员会")]
        [('ctc',), ('ctc',)]
        """
        at = start
        for hit in self.every(text, start, end):
            if hit.span.start >= at:
                at = hit.span.end
                yield hit

    def every(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Hit]:
        """The names in a text or a stretch of it, also inside others; where several begin, the longest comes first."""
        for first, length, keys in self.found(text).get(self.kind, ()):
            if start <= first and first - length <= end:
                yield Hit(Span(first, first - length), keys)


def name_index(names: Mapping[str, Iterable[str]]) -> NameIndex:
    """An index of `names`, each with the keys it stands for."""
    return name_indexes({"": names})[""]


def name_indexes(kinds: Mapping[str, Mapping[str, Iterable[str]]]) -> Mapping[str, NameIndex]:
    """An index of the names of each kind, which are found in one pass over a text; the last texts are remembered."""
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind, names in kinds.items():
        for name, keys in names.items():
            known[folded(name)][kind].update(keys)
    automaton = ahocorasick.Automaton()
    for name, own in known.items():
        automaton.add_word(name, (len(name), [(kind, tuple(sorted(keys))) for kind, keys in own.items()]))
    automaton.make_automaton()
    found = lru_cache(maxsize=_KEPT)(partial(_found, automaton)) if known else _none
    return {kind: NameIndex(kind, found) for kind in kinds}


def _found(automaton: ahocorasick.Automaton, text: str) -> _Found:
    places: dict[str, list[_Place]] = defaultdict(list)
    for last, (length, own) in automaton.iter(folded(text)):
        start = last - length + 1
        if not (_joins(text, last + 1) or _joins(text, start)):
            for kind, keys in own:
                places[kind].append((start, -length, keys))
    return {kind: sorted(own) for kind, own in places.items()}


def _none(_text: str) -> _Found:
    return {}


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """A text in one case and one set of marks, each character for itself, so that offsets still hold.

    Every search of a text asks for it, and each kind of search goes through all paragraphs of a document.
    """
    text = printed(text)
    whole = text.casefold()
    return whole if len(whole) == len(text) else "".join(map(_folded_character, text))


def printed(text: str) -> str:
    """A text in one set of quotation marks, dashes, blanks and brackets, each character for itself."""
    for one, other in _PRINTED:
        text = text.replace(one, other)
    return text


def _folded_character(character: str) -> str:
    other = character.casefold()
    return other if len(other) == 1 else character


def _joins(text: str, at: int) -> bool:
    """Whether a Latin word runs over an offset."""
    around = text[at - 1 : at + 1]  # one character, or none, at either end of the text
    return len(around) == 2 and around.isalpha() and max(around) < _BEYOND_LATIN
