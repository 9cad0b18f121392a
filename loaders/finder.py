"""Searching many patterns quickly: a text without any of the words that a pattern cannot do without is passed over."""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import _parser  # type: ignore[attr-defined]  # gives a pattern's parse tree; there is no public name for it
from typing import Any, Generic, TypeVar

import ahocorasick

from mandategraph.loaders.names import folded

T = TypeVar("T")

Words = frozenset[str]
Operations = Iterable[tuple[Any, Any]]
"""What the parser makes of a pattern: operations with their arguments, to be matched one behind the other."""

_ANY: Words = frozenset({""})
_RARE = 5
"""Words of so many characters are rare enough: fewer of them are better than longer ones."""

_MOST = 128
"""More words than these take longer to look for than the pattern itself."""


@dataclass(frozen=True, slots=True)
class Finder:
    """A pattern, and `words` in one case: every match of it holds one of them, which is empty if none can be told."""

    regex: re.Pattern[str]
    words: tuple[str, ...]

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in a text or a stretch of it, from left to right, as the pattern itself finds them."""
        shown = folded(text)
        for word in self.words:
            if word in shown:
                return self.regex.finditer(text, start, end)
        return iter(())


@dataclass(frozen=True, slots=True)
class Finders(Generic[T]):
    """Patterns searched together, each with what it tells: one pass over a text shows which of them can match in it.

    `places` finds the words of each by its place in `members`; `wordless` are the places of those without any.
    """

    members: Sequence[tuple[T, re.Pattern[str]]]
    places: ahocorasick.Automaton
    wordless: frozenset[int]

    def finditer(self, text: str) -> Iterator[tuple[T, re.Match[str]]]:
        """The matches in a text, pattern by pattern in their order, each with what its pattern tells."""
        for told, regex in self.possible(text):
            for match in regex.finditer(text):
                yield told, match

    def possible(self, text: str) -> Sequence[tuple[T, re.Pattern[str]]]:
        """The patterns that may match in a text, in their order, each with what it tells."""
        possible = set(self.wordless)
        for _, places in self.places.iter(folded(text)) if self.places else ():
            possible.update(places)
        return [self.members[place] for place in sorted(possible)]


def finders(members: Iterable[tuple[T, re.Pattern[str]]]) -> Finders[T]:
    """The finders of patterns that are searched together, each with what it tells.

    >>> words = finders((word, re.compile(word)) for word in ("by", "until"))
    >>> [(told, match.start()) for told, match in words.finditer("until 2030")]
    [('until', 0)]
    """
    known = tuple(members)
    places: dict[str, list[int]] = defaultdict(list)
    for place, (_, regex) in enumerate(known):
        for word in finder(regex).words:
            places[word].append(place)
    automaton = ahocorasick.Automaton()
    for word in places.keys() - {""}:
        automaton.add_word(word, tuple(places[word]))
    automaton.make_automaton()
    return Finders(known, automaton, frozenset(places.get("", ())))


def finder(regex: re.Pattern[str]) -> Finder:
    r"""The finder of a pattern.

    >>> finder(re.compile(r"(?:\d+ )?[Rr](?:esolution|ESOLUTION)s? \d{4}")).words
    ('resolution',)
    """
    return Finder(regex, tuple(sorted(_needed(_parser.parse(regex.pattern, regex.flags)))))


def _needed(sequence: Operations) -> Words:
    """Words of which one stands in whatever a sequence matches: of all such sets, the one that is worth most."""
    found, run = [_ANY], _ANY
    for operation, argument in sequence:
        exact = _exact(operation, argument)
        if str(operation) == "ASSERT":
            found.append(_needed(argument[1]))
        if exact is None:
            found += [_least(run), _either(_needed(way) for way in _ways(operation, argument))]
            run = _ANY
        else:
            if len(exact) > 1:
                found.append(_least(run))
            run = _joined(run, exact) if len(run) * len(exact) <= _MOST else exact
    return max(*found, _least(run), key=_worth)


def _worth(words: Words) -> tuple[int, int, int]:
    """How good words are for telling a text that cannot hold a match: rare ones, of those few, of those long ones."""
    least = min(map(len, words))
    return min(least, _RARE), -len(words), least


def _exact(operation: object, argument: Any) -> Words | None:
    """All that an operation matches, if that is but a few words."""
    name = str(operation)
    if name in _WIDTHLESS:
        return _ANY
    if name == "LITERAL":
        return frozenset({folded(chr(argument))})
    if name == "IN":
        return _few([_exact(*member) for member in argument])
    if name in _EXACT:
        return _few([_exact_sequence(way) for way in _ways(operation, argument)])
    if name in _REPEATS and tuple(argument[:2]) == (0, 1):
        return _few([_ANY, _exact_sequence(argument[2])])
    return None


def _exact_sequence(sequence: Operations) -> Words | None:
    run = _ANY
    for operation, argument in sequence:
        exact = _exact(operation, argument)
        if exact is None or len(run) * len(exact) > _MOST:
            return None
        run = _joined(run, exact)
    return run


def _few(sets: Iterable[Words | None]) -> Words | None:
    """The words of all sets; nothing if one is not known, or there are too many."""
    found: set[str] = set()
    for words in sets:
        if words is None:
            return None
        found |= words
    return frozenset(found) if len(found) <= _MOST else None


def _either(sets: Iterable[Words]) -> Words:
    return _least(_few(sets) or _ANY)


def _least(words: Words) -> Words:
    """The words without those that hold another of them."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _joined(heads: Words, tails: Words) -> Words:
    return frozenset(head + tail for head in heads for tail in tails)


def _ways(operation: object, argument: Any) -> Iterable[Operations]:
    """The sequences of which an operation matches one; an empty one if it can do without, or is not known here."""
    return _WAYS.get(str(operation), _without)(argument)


def _without(_argument: Any) -> Iterable[Operations]:
    return [()]


def _repeated(argument: Any) -> Iterable[Operations]:
    least, _, sequence = argument
    return [sequence] if least else [()]


_WIDTHLESS = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_EXACT = frozenset({"SUBPATTERN", "ATOMIC_GROUP", "BRANCH"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_WAYS: Mapping[str, Callable[[Any], Iterable[Operations]]] = {
    "SUBPATTERN": lambda argument: [argument[3]],
    "ATOMIC_GROUP": lambda argument: [argument],
    "BRANCH": lambda argument: argument[1],
    "GROUPREF_EXISTS": lambda argument: [argument[1], argument[2] or ()],
    **dict.fromkeys(_REPEATS, _repeated),
}
