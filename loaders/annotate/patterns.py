"""Patterns: regular expressions written as data, with named fragments and the examples that prove them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mandategraph.loaders import lexicon
from mandategraph.loaders.finder import Finder, finder

EVERY = "mul"
"""ISO 639-3 for several languages: what stands under it holds in all of them."""

_FRAGMENT = re.compile(r"\{\{([a-z-]+)\}\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of one language, by `name`.

    Each of its `match` examples is matched as a whole; none of its `no_match` examples holds a match. `facts`
    is the rest of its entry in the lexicon: what a match of it means, in the terms of the module that reads
    it.
    """

    name: str
    language: str
    finder: Finder
    match: tuple[str, ...]
    no_match: tuple[str, ...]
    facts: Mapping[str, Any]

    @property
    def regex(self) -> re.Pattern[str]:
        """The regular expression that it is."""
        return self.finder.regex


def patterns(subject: str, language: str) -> tuple[Pattern, ...]:
    """The patterns of a lexicon file that hold in `language`, an ISO 639-3 code, in the order of the file.

    >>> [pattern.name for pattern in patterns("citations", "zho")][:1]
    ['symbol']
    """
    data = lexicon.load(subject)
    fragments = _fragments(data, language)
    return tuple(
        _pattern(entry, key, fragments) for entry in data["pattern"] for key in (EVERY, language) if key in entry
    )


def either(words: Iterable[str]) -> str:
    r"""A regular expression that matches any of `words`, the longest first, blanks in them however wide.

    >>> either(["para", "para graph"])
    '(?:para\\s+graph|para)'
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_spaced(word) for word in longest_first) + ")"


def expanded(regex: str, fragments: Mapping[str, str]) -> str:
    """A regular expression with `{{name}}` replaced by that fragment, and the fragments in it likewise."""
    return _FRAGMENT.sub(lambda found: f"(?:{expanded(fragments[found[1]], fragments)})", regex)


def written(own: Mapping[str, Any]) -> Mapping[str, Any]:
    """A table of a lexicon file with the fragments that it names itself written out in its patterns."""
    fragments = own.get("fragments", {})
    return {key: expanded(value, fragments) if isinstance(value, str) else value for key, value in own.items()}


def _spaced(word: str) -> str:
    return r"\s+".join(map(re.escape, word.split()))


def _pattern(entry: Mapping[str, Any], language: str, fragments: Mapping[str, str]) -> Pattern:
    own = entry[language]
    return Pattern(
        name=entry["name"],
        language=language,
        finder=finder(re.compile(expanded(own["regex"], fragments), re.VERBOSE)),
        match=tuple(own["match"]),
        no_match=tuple(own["no_match"]),
        facts={key: value for key, value in entry.items() if not isinstance(value, dict)},
    )


def _fragments(data: Mapping[str, Any], language: str) -> Mapping[str, str]:
    both = (EVERY, language)
    return dict(entry for key in both for entry in (*_listed(data, key), *_written(data, key)))


def _written(data: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    yield from data.get("fragments", {}).get(language, {}).items()


def _listed(data: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """A fragment for each table of words: it matches any of them."""
    for name, tables in data.get("words", {}).items():
        if language in tables:
            yield name, either(tables[language])
