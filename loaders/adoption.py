"""How a text came to be adopted: who proposed it, and who voted how."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mandategraph.loaders import lexicon
from mandategraph.loaders.catalogue import Ballot, Entry
from mandategraph.loaders.document import Document
from mandategraph.loaders.knowledge import Knowledge
from mandategraph.loaders.names import NameIndex, name_index

_METADATA = "eng"
"""The language of a line in which nobody is known: that in which the UN writes its metadata."""


@dataclass(frozen=True, slots=True)
class Roll:
    """A line that names actors: as it stands, its language (an ISO 639-3 code), and the keys of those it names."""

    line: str
    language: str
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a vote, `in_favour`, `against` or `abstaining`: how many, and the keys of who they were."""

    name: str
    count: int
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who proposed a text, who joined them later, and the sides of the vote on it; none where nobody tells."""

    sponsors: Roll | None = None
    additional_sponsors: Roll | None = None
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class RollGrammar:
    """The names of actors in a language, those that are names in a list alone, and what a line says besides them."""

    language: str
    names: NameIndex
    listed: NameIndex
    beyond: re.Pattern[str]

    def read(self, line: str) -> Roll:
        """The actors that a line names; those for whom they speak are none."""
        named = self.beyond.sub(" ", line)
        known = tuple(self.names.find(named))
        others = (hit for hit in self.listed.find(named) if not any(hit.span.overlaps(one.span) for one in known))
        found = sorted((*known, *others), key=lambda hit: hit.span.start)
        return Roll(line, self.language, tuple(dict.fromkeys(key for hit in found for key in hit.keys)))


def roll_grammar(knowledge: Knowledge) -> RollGrammar:
    """The grammar of the language that `knowledge` was compiled for, from lexicon/adoption.toml."""
    own = lexicon.load("adoption")[knowledge.language]
    listed = name_index({name: [key] for name, key in own["listed"].items()})
    return RollGrammar(knowledge.language, knowledge.actors.names, listed, re.compile(own["beyond"]))


def adoption(document: Document, entry: Entry, rolls: Mapping[str, RollGrammar]) -> Adoption:
    """How a document was adopted, by the line it prints and by its entry, which may be in any language of `rolls`."""
    printed = (matter.passage.text for matter in document.matter if matter.role == "sponsors" and not matter.component)
    return Adoption(
        sponsors=_read(next(printed, entry.sponsors), rolls.values()),
        additional_sponsors=_read(entry.additional_sponsors, rolls.values()),
        sides=tuple(_side(name, ballot, rolls.values()) for name, ballot in entry.votes.items()),
    )


def _side(name: str, ballot: Ballot, rolls: Iterable[RollGrammar]) -> Side:
    voters = _read(ballot.voters, rolls)
    return Side(name, ballot.count, () if voters is None else voters.actors)


def _read(line: str | None, rolls: Iterable[RollGrammar]) -> Roll | None:
    """A line read in the language in which it names most actors."""
    if line is None:
        return None
    return max((own.read(line) for own in rolls), key=lambda roll: (len(roll.actors), roll.language == _METADATA))
