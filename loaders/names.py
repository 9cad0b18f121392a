"""Finding many names in a text at once: the leftmost, and of those the longest, wins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from mandategraph.loaders.passage import Span


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
        for hit in sorted(self.every(text), key=lambda hit: (hit.span.start, -len(hit.span))):
            if hit.span.start >= at:
                yield hit
                at = hit.span.end

    def every(self, text: str) -> Iterator[Hit]:
        """Every name that stands in `text` as whole words, also inside another."""
        if self.empty:
            return
        for last, (length, keys) in self.automaton.iter(_folded(text)):
            span = Span(last - length + 1, last + 1)
            if _whole(text, span):
                yield Hit(span, keys)


def name_index(names: Mapping[str, Iterable[str]]) -> NameIndex:
    """An index of `names`, each with the keys it stands for."""
    folded: dict[str, set[str]] = defaultdict(set)
    for name, keys in names.items():
        folded[_folded(name)].update(keys)
    automaton = ahocorasick.Automaton()
    for name, found in folded.items():
        automaton.add_word(name, (len(name), tuple(sorted(found))))
    automaton.make_automaton()
    return NameIndex(automaton, not names)


def _folded(text: str) -> str:
    """A text in one case, character by character, so that offsets still hold."""
    folded = text.casefold()
    return folded if len(folded) == len(text) else "".join(map(_folded_character, text))


def _folded_character(character: str) -> str:
    folded = character.casefold()
    return folded if len(folded) == 1 else character


def _whole(text: str, span: Span) -> bool:
    """Whether no Latin word runs over either edge of the span."""
    return not (_joins(text, span.start) or _joins(text, span.end))


def _joins(text: str, at: int) -> bool:
    return 0 < at < len(text) and _latin(text[at - 1]) and _latin(text[at])


def _latin(character: str) -> bool:
    return character.isalpha() and character < "\u0250"
