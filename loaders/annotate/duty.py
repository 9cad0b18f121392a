"""A duty, and what it takes to read one: the grammars of a language and the setting of a clause."""

from dataclasses import dataclass

from mandategraph.loaders.annotate.bindingness import Authority
from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar
from mandategraph.loaders.annotate.roles_grammar import RoleGrammar
from mandategraph.loaders.annotate.times import TimeGrammar
from mandategraph.loaders.annotations import Modality
from mandategraph.loaders.knowledge import Knowledge
from mandategraph.loaders.passage import Span


@dataclass(frozen=True, slots=True)
class NormGrammar:
    """All that reading norms in one language takes."""

    knowledge: Knowledge
    clauses: ClauseGrammar
    roles: RoleGrammar
    times: TimeGrammar


@dataclass(frozen=True, slots=True)
class Duty:
    """The core of a norm: what kind, whose, from which offset on the action is told."""

    modality: Modality
    actors: tuple[str, ...]
    action: int
    restated: bool = False
    procedural: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause stands in: its paragraph's text, who speaks with what power, and the document's date (ISO).

    `decisions` are the places where the paragraph cites resolutions of the Security Council; `before` is the clause
    that comes before in the same paragraph.
    """

    text: str
    authority: Authority
    date: str
    decisions: tuple[Span, ...] = ()
    before: Span | None = None
