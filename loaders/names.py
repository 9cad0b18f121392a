"""Finding many names in a text at once: the leftmost, and of those the longest, wins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from mandategraph.loaders.passage import Span

_PRINTED = tuple(zip("\u2018\u2019\u2010\u2011\u2013\uff0d\u00a0\uff08\uff09", "''---- ()", strict=True))
"""Characters of which one or the other is printed in the same name: quotation marks, dashes, blanks, brackets."""

_BEYOND_LATIN = "\u0250"
"""The first character that no Latin word has."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: where, and the keys of what it may stand for."""

    span: Span
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names compiled into one Aho-Corasick automaton; letters match in either case, Latin names as whole words."""

    automaton: ahocorasick.Automaton
    empty: bool

    def find(self, text: str) -> Iterator[Hit]:
        """The names in `text`, from left to right, none inside or across another.

        >>> index = name_index({"CTC": ["ctc"], "反恐委员会": ["ctc"]})
        >>> [hit.keys for hit in index.find("CTC 和反恐委员会")]
        [('ctc',), ('ctc',)]
        """
        at = 0
        for start, length, keys in sorted(self._found(text)):
            if start >= at:
                at = start - length
                yield Hit(Span(start, at), keys)

    def every(self, text: str) -> Iterator[Hit]:
        """Every name that stands in `text` as whole words, also inside another."""
        return (Hit(Span(start, start - length), keys) for start, length, keys in self._found(text))

    def _found(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Every name as whole words: its start, its length as a negative, so that the longer sorts first, its keys."""
        if self.empty:
            return []
        return [
            (last - length + 1, -length, keys)
            for last, (length, keys) in self.automaton.iter(folded(text))
            if not (_joins(text, last + 1) or _joins(text, last - length + 1))
        ]


def name_index(names: Mapping[str, Iterable[str]]) -> NameIndex:
    """An index of `names`, each with the keys it stands for."""
    known: dict[str, set[str]] = defaultdict(set)
    for name, keys in names.items():
        known[folded(name)].update(keys)
    automaton = ahocorasick.Automaton()
    for name, found in known.items():
        automaton.add_word(name, (len(name), tuple(sorted(found))))
    automaton.make_automaton()
    return NameIndex(automaton, not names)


@lru_cache(maxsize=512)
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
