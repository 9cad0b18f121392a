"""The grammar of layout: lexicon/structure.toml compiled for one language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mandategraph.loaders import lexicon
from mandategraph.loaders.document import ComponentType

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """How units are told apart in one language. Named patterns are pairs of a name and a compiled pattern."""

    language: str
    terminals: frozenset[str]
    closers: str
    counters: str
    ordinals: str
    numerals: str
    ten: str
    furniture: Patterns
    markup: re.Pattern[str]
    markers: tuple[re.Pattern[str], ...]
    number: re.Pattern[str]
    headings: Patterns
    item: re.Pattern[str]
    components: tuple[tuple[ComponentType, re.Pattern[str]], ...]
    enacting: re.Pattern[str]
    signature: re.Pattern[str]
    chapter_vii: re.Pattern[str]
    matter: Patterns
    openers: re.Pattern[str]

    def ends_open(self, text: str) -> bool:
        """Whether a text breaks off in mid-sentence: it does not end at a mark that can end a paragraph."""
        stripped = text.rstrip().rstrip(self.closers).rstrip()
        return not (text.rstrip()[-1:] in self.terminals or stripped[-1:] in self.terminals)


def languages() -> tuple[str, ...]:
    """The ISO 639-3 codes of the languages whose layout the lexicon knows."""
    return tuple(key for key, value in lexicon.load("structure").items() if isinstance(value, dict))


def structure(language: str, openers: Iterable[str]) -> Structure:
    """The layout grammar of `language`; `openers` are the verbs with which a preambular paragraph can begin.

    Raises `KeyError` for a language that is not one of `languages()`.
    """
    data = lexicon.load("structure")
    own = data[language]
    return Structure(
        language=language,
        terminals=frozenset(own["terminals"]),
        closers=own["closers"],
        counters=own["counters"],
        ordinals=own["ordinals"],
        numerals=own["numerals"],
        ten=own["ten"],
        furniture=_named(data["furniture"], "kind"),
        markup=re.compile("|".join(f"(?:{entry['pattern']})" for entry in data["markup"]), re.MULTILINE),
        markers=tuple(re.compile(entry["pattern"]) for entry in data["marker"]),
        number=_union(own["number"]),
        headings=_named(own["heading"], "kind"),
        item=_union(own["item"]),
        components=tuple(
            (ComponentType(name), pattern) for name, pattern in _named(own["component"], "type")
        ),
        enacting=_union(own["enacting"]),
        signature=_union(own["signature"]),
        chapter_vii=_union(own["chapter_vii"]),
        matter=_named(own["matter"], "role"),
        openers=_opener(openers),
    )


def _named(entries: Sequence[Mapping[str, Any]], key: str) -> Patterns:
    return tuple((entry[key], re.compile(entry["pattern"])) for entry in entries)


def _union(entries: Sequence[Mapping[str, Any]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries))


def _opener(forms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)
