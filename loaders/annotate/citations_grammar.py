"""How citations look: lexicon/citations.toml compiled for one language, with the names of instruments."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.numerals import Numerals, numerals
from mandategraph.loaders.annotate.patterns import EVERY, patterns
from mandategraph.loaders.finder import Finders, finders
from mandategraph.loaders.names import NameIndex, name_index

NEVER = re.compile(r"(?!)")
"""Matches nothing: the pattern of what a language has no words for."""

Matches = Mapping[str, Sequence[re.Match[str]]]
"""What patterns match in a text, by their names."""

_SOUGHT = frozenset(
    {
        "agency-symbol",
        "annex-title",
        "ending-title",
        "here",
        "list-entry",
        "named-part",
        "numbered-part",
        "protocol-thereto",
        "resolutions",
        "resumed",
        "same",
        "self",
        "symbol",
        "that-resolution",
    }
)
"""The patterns that are looked for all through a text; the others are tried where one of these has matched."""

_KEPT = 16
"""So many texts are remembered: one is searched again at once with the short titles that it introduces."""


@dataclass(frozen=True, slots=True)
class NumberForm:
    """A form of printed number and the symbol it makes: `symbol`, or `by` the body that is named before.

    `decision` matches those numbers that decisions have.
    """

    regex: re.Pattern[str]
    decision: re.Pattern[str]
    symbol: str
    by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CitationGrammar:
    """How one language cites, and the instruments that are known by name.

    `sought` tells what the patterns that are looked for all through a text match in it.
    `titled` is how it prints a short title again, `short_titles` are those that the document has introduced;
    `usual` are short titles that need no introduction once the instrument of that key is named in full; `generic` maps
    keys to the titles of their kind (*the Convention*), which stand for the one of that kind that a document is about,
    and `near` to those (*the Framework*) that stand for one only behind its name in the same paragraph. `protocols` are
    those to the instrument of a key.
    """

    patterns: Mapping[str, re.Pattern[str]]
    sought: Callable[[str], Matches]
    forms: tuple[NumberForm, ...]
    bodies: Mapping[str, str]
    parts: Mapping[str, str]
    divisions: Mapping[str, str]
    letters: Mapping[str, str]
    single: frozenset[str]
    marks: frozenset[str]
    numerals: Numerals
    instruments: NameIndex
    titled: str
    usual: Mapping[str, str]
    generic: Mapping[str, tuple[str, ...]]
    near: Mapping[str, tuple[str, ...]]
    protocols: Mapping[str, tuple[str, ...]]
    short_titles: NameIndex

    def pattern(self, name: str) -> re.Pattern[str]:
        """The pattern of that name; one that never matches where the language has none."""
        return self.patterns.get(name, NEVER)

    def find(self, name: str, text: str) -> Sequence[re.Match[str]]:
        """The matches in a text of the pattern of that name, one of those sought together; none without such a one."""
        return self.sought(text).get(name, ())


def citation_grammar(
    language: str,
    instruments: Mapping[str, tuple[str, ...]],
    usual: Mapping[str, str] = MappingProxyType({}),
    protocols: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> CitationGrammar:
    """The citations of `language`, an ISO 639-3 code, compiled; raises `KeyError` if the lexicon has none.

    `instruments` maps the names of treaties and plans to their keys, more than one where a name stands for several
    (*the International Covenants*). A short name that only stands for one
    between title marks (《战略》) is given with them; if it stands for one only in documents that name it in full
    as well, in `usual`. `protocols` are the keys of those to the instrument of a key.
    """
    data = lexicon.load("citations")
    words = data["words"]
    known = {pattern.name: pattern.regex for pattern in patterns("citations", language)}
    sought = finders((name, regex) for name, regex in known.items() if name in _SOUGHT)
    return CitationGrammar(
        patterns=known,
        sought=lru_cache(maxsize=_KEPT)(partial(_matches, sought)),
        forms=tuple(_form(entry) for entry in data["form"]),
        bodies=words["body"][language],
        parts={**words["named"][language], **words["numbered"][language]},
        divisions=words["division"][language],
        letters=words["letter"].get(language, {}),
        single=frozenset(data["single"]["parts"]),
        marks=frozenset(data["marks"]["pairs"]),
        numerals=numerals(language),
        instruments=name_index(instruments),
        titled=data["titled"][language],
        usual=usual,
        generic=_generic(instruments, data["generic"][language]["about"], data, language),
        near=_generic(instruments, data["generic"][language]["near"], data, language),
        protocols=protocols,
        short_titles=name_index({}),
    )


def _matches(sought: Finders[str], text: str) -> Matches:
    found: dict[str, list[re.Match[str]]] = defaultdict(list)
    for name, match in sought.finditer(text):
        found[name].append(match)
    return found


def _form(entry: Mapping[str, Any]) -> NumberForm:
    decision = re.compile(entry["decision"]) if "decision" in entry else NEVER
    return NumberForm(re.compile(entry["regex"]), decision, entry["symbol"], entry["by"])


def _generic(
    instruments: Mapping[str, tuple[str, ...]], kinds: Iterable[str], data: Mapping[str, Any], language: str
) -> Mapping[str, tuple[str, ...]]:
    """The titles of its kinds for each key: of those of `kinds` that the longest such name of it is formed with."""
    formed, titled = data["generic"][language]["formed"], data["titled"][language]
    patterns = {titled.format(title=kind): re.compile(formed.format(kind=kind)) for kind in kinds}
    titles: dict[str, tuple[str, ...]] = {}
    for name, keys in sorted(instruments.items(), key=lambda entry: len(entry[0])):
        own = tuple(title for title, pattern in patterns.items() if pattern.search(name))
        if own and len(keys) == 1:
            titles[keys[0]] = own
    return titles


def series() -> Mapping[str, str]:
    """The beginnings of symbols and the actors in whose series they stand: a table for `issuing_body`."""
    table: Mapping[str, str] = lexicon.load("citations")["words"]["series"][EVERY]
    return table
