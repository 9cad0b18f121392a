"""The grammar of layout: lexicon/structure.toml compiled for one language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mandategraph.loaders import lexicon
from mandategraph.loaders.document import ComponentType

WORDED = frozenset({"article", "part", "chapter"})
"""The kinds of headings that a word announces."""

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """How units are told apart in one language. Named patterns are pairs of a name and a compiled pattern."""

    language: str
    terminals: frozenset[str]
    closers: str
    colons: str
    commas: str
    stops: str
    counters: str
    ordinals: str
    numerals: str
    ten: str
    heading_characters: int
    furniture: Patterns
    markup: re.Pattern[str]
    markers: tuple[re.Pattern[str], ...]
    number: re.Pattern[str]
    headings: Patterns
    item: re.Pattern[str]
    item_link: re.Pattern[str]
    components: tuple[tuple[ComponentType, re.Pattern[str]], ...]
    enacting: re.Pattern[str]
    closings: Patterns
    signature: re.Pattern[str]
    chapter_vii: re.Pattern[str]
    matter: Patterns
    masthead: re.Pattern[str]
    symbol_line: re.Pattern[str]
    openers: re.Pattern[str]

    def component(self, text: str) -> tuple[ComponentType, re.Match[str]] | None:
        """What part a text is the heading of, if it is one; the group `title` is what it says after its number."""
        for type_, pattern in self.components:
            match = pattern.fullmatch(text)
            if match is not None:
                return type_, match
        return None

    def is_article(self, text: str) -> bool:
        """Whether a text is the number of an article, a part or a chapter, word and all, and no title."""
        return any(kind in WORDED and pattern.fullmatch(text) is not None for kind, pattern in self.headings)

    def is_component(self, text: str) -> bool:
        """Whether a text is the heading of an annex or enclosure, and no title stands with it."""
        match = self.component(text)
        return match is not None and match[1]["title"] is None

    def is_heading(self, text: str) -> bool:
        """Whether a text begins as a numbered heading does, or is the heading of an annex."""
        return any(pattern.match(text) for _, pattern in self.headings) or self.component(text) is not None

    def is_heading_number(self, text: str) -> bool:
        """Whether a text is the number of a heading and no more: its title stands on the next line."""
        return any(pattern.fullmatch(text) for _, pattern in self.headings)

    def is_front(self, text: str) -> bool:
        """Whether a text is the enacting formula, or front or back matter that is known by its words."""
        named = (pattern for _, pattern in (*self.matter, *self.closings))
        return any(pattern.fullmatch(text) for pattern in (self.enacting, *named))

    def paragraph_number(self, text: str) -> int | None:
        """The number of a paragraph with which a text begins, if it does."""
        match = self.number.match(text)
        return int(next(filter(None, match.groups()))) if match else None

    def ends_open(self, text: str) -> bool:
        """Whether a text breaks off in mid-sentence: it does not end at a mark that can end a paragraph."""
        stripped = text.rstrip().rstrip(self.closers).rstrip()
        return not (text.rstrip()[-1:] in self.terminals or stripped[-1:] in self.terminals)


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a text shows that it is in a language: a share of its `units` is `evidence`, and next to none is `foreign`.

    `name` matches the line with which a first page names the language of the text.
    """

    language: str
    name: re.Pattern[str]
    units: re.Pattern[str]
    evidence: re.Pattern[str]
    foreign: re.Pattern[str]
    share: float


def languages() -> tuple[str, ...]:
    """The ISO 639-3 codes of the languages whose layout the lexicon knows."""
    return tuple(key for key, value in _lexicon().items() if isinstance(value, Mapping))


@cache
def tongues() -> tuple[Tongue, ...]:
    """How a text shows its language, for each of `languages()`."""
    return tuple(_tongue(language, _lexicon()[language]["tongue"]) for language in languages())


def structure(language: str, openers: Iterable[str]) -> Structure:
    """The layout grammar of `language`; `openers` are the verbs with which a preambular paragraph can begin.

    Raises `KeyError` for a language that is not one of `languages()`.
    """
    data = _lexicon()
    own = data[language]
    return Structure(
        language=language,
        terminals=frozenset(own["terminals"]),
        closers=own["closers"],
        colons=own["colons"],
        commas=own["commas"],
        stops=own["stops"],
        counters=own["counters"],
        ordinals=own["ordinals"],
        numerals=own["numerals"],
        ten=own["ten"],
        heading_characters=own["heading_characters"],
        furniture=_named(data["furniture"], "kind"),
        markup=re.compile("|".join(f"(?:{entry['pattern']})" for entry in data["markup"]), re.MULTILINE),
        markers=tuple(re.compile(entry["pattern"]) for entry in data["marker"]),
        number=_union(own["number"]),
        headings=_named(own["heading"], "kind"),
        item=_union(own["item"]),
        item_link=_union(own["item_link"]),
        components=tuple((ComponentType(name), pattern) for name, pattern in _named(own["component"], "type")),
        enacting=_union(own["enacting"]),
        closings=_named(own["closing"], "role"),
        signature=_union(own["signature"]),
        chapter_vii=_union(own["chapter_vii"]),
        matter=_named(own["matter"], "role"),
        masthead=_union([entry for entry in own["matter"] if entry["role"] == "masthead"]),
        symbol_line=_union([entry for entry in data["furniture"] if entry["kind"] == "running-head"]),
        openers=_opener(own["opener"], openers),
    )


def structures(openers: Mapping[str, Iterable[str]]) -> Mapping[str, Structure]:
    """The layout grammar of every one of `languages()`, with the openers that `openers` has for it, if any."""
    return {language: structure(language, openers.get(language, ())) for language in languages()}


@cache
def _lexicon() -> Mapping[str, Any]:
    return lexicon.load("structure")


def _tongue(language: str, own: Mapping[str, Any]) -> Tongue:
    return Tongue(
        language=language,
        name=_union(own["name"]),
        units=re.compile(own["units"]),
        evidence=re.compile(own["evidence"], re.IGNORECASE),
        foreign=re.compile(own["foreign"]),
        share=own["share"],
    )


def _named(entries: Sequence[Mapping[str, Any]], key: str) -> Patterns:
    return tuple((entry[key], re.compile(entry["pattern"])) for entry in entries)


def _union(entries: Sequence[Mapping[str, Any]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries))


def _opener(entries: Sequence[Mapping[str, Any]], forms: Iterable[str]) -> re.Pattern[str]:
    """The beginning of a preambular paragraph: words of the lexicon, which may modify a verb, or a verb."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    verbs = [f"(?:{re.escape(form)})" for form in longest_first]
    words = [f"(?:{entry['pattern']})" for entry in entries]
    return re.compile("|".join([*words, *verbs]), re.IGNORECASE)
