"""How actors are named: lexicon/mentions.toml compiled for one language (annotation guide, section 4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.coined import CoinageGrammar, coinage_grammar
from mandategraph.loaders.annotate.patterns import either
from mandategraph.loaders.finder import Finder, Finders, finder, finders


@dataclass(frozen=True, slots=True)
class MentionGrammar:
    """How a language introduces a short name, and how it names bodies and classes without a fixed name.

    `classes` finds the keys of classes that go by many names; some share a noun. `shortened` is the beginning of a name
    by which its body is called as well, without what is `common` to many, if it is `lengthy` enough to tell it.
    """

    introduction: re.Pattern[str]
    shortened: re.Pattern[str]
    lengthy: re.Pattern[str]
    common: str
    established: Finder
    resolution: re.Pattern[str]
    dated: Finder
    chair: re.Pattern[str]
    chair_before: re.Pattern[str]
    government: re.Pattern[str]
    government_before: re.Pattern[str]
    governs: re.Pattern[str]
    own_government: Finder
    anaphor: Finder
    head: re.Pattern[str]
    owner: re.Pattern[str]
    unknown: Finder
    bounded: re.Pattern[str]
    organ: re.Pattern[str]
    coinage: CoinageGrammar
    classes: Finders[tuple[str, ...]]


def mention_grammar(language: str) -> MentionGrammar:
    """The grammar of `language`, from lexicon/mentions.toml."""
    own = lexicon.load("mentions")[language]
    return MentionGrammar(
        introduction=re.compile(own["introduction"]),
        shortened=re.compile(own["shortened"]),
        lengthy=re.compile(_with_nouns(own["lengthy"], own)),
        common=own["common"],
        established=finder(re.compile(own["established"])),
        resolution=re.compile(own["resolution"]),
        dated=finder(re.compile(own["dated"])),
        chair=re.compile(own["chair"]),
        chair_before=re.compile(f"(?:{own['chair_before']})$"),
        government=re.compile(own["government"]),
        government_before=re.compile(f"(?:{own['government_before']})$"),
        governs=re.compile(f"(?:{own['governs']})$"),
        own_government=finder(re.compile(own["own_government"])),
        anaphor=finder(re.compile(_with_nouns(own["anaphor"], own))),
        head=re.compile(_with_nouns(own["head"], own)),
        owner=re.compile(own["owner"]),
        unknown=finder(re.compile(_with_nouns(own["unknown"], own))),
        bounded=re.compile(f"(?:{own['bounded']})$"),
        organ=re.compile(own["organ"]),
        coinage=coinage_grammar(language),
        classes=finders((tuple(one["actor"].split()), re.compile(one["pattern"])) for one in own["class"]),
    )


def _with_nouns(pattern: str, own: Mapping[str, Any]) -> str:
    """A pattern in which any of the nouns that bodies are called by stands for `{{noun}}`."""
    return pattern.replace("{{noun}}", either(own["nouns"]))
