"""What a document says: values that point at spans of its paragraphs, and never copy or change them."""

from dataclasses import dataclass
from enum import StrEnum

from mandategraph.loaders.annotate.citations import Citation
from mandategraph.loaders.document import Finding
from mandategraph.loaders.passage import Span

COINED = "named/"
"""With what the key of an actor begins that no authority file has; its printed name follows, `_` for each blank."""


class Modality(StrEnum):
    """What a norm does to its addressee (annotation guide, section 3)."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    REQUEST = "request"
    RECOMMENDATION = "recommendation"
    ENCOURAGEMENT = "encouragement"
    AUTHORIZATION = "authorization"
    COMMITMENT = "commitment"
    DECISION = "decision"


class Bindingness(StrEnum):
    """How far a norm binds (annotation guide, section 3)."""

    BINDING = "binding"
    HORTATORY = "hortatory"
    PROGRAMMATIC = "programmatic"
    CONTESTED = "contested"


class Reason(StrEnum):
    """Why a norm binds as far as it does: the ground for its `Bindingness`."""

    COUNCIL_DECISION_TO_STATES = "council-decision-to-states"
    COUNCIL_DECISION_TO_OWN_ORGANS = "council-decision-to-own-organs"
    ASSEMBLY_INTERNAL_DECISION = "assembly-internal-decision"
    OWN_COMMITMENT = "own-commitment"
    DEMAND_OUTSIDE_CHAPTER_VII = "demand-outside-chapter-vii"
    HORTATORY_ACT = "hortatory-act"
    RESTATED_DUTY = "restated-duty"
    NOT_A_DECIDING_BODY = "not-a-deciding-body"


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named: `actor` is its key in the authority file (`cted`), `span` counts in the paragraph's text.

    An actor that no authority file has goes by its printed name, behind `COINED`.

    `number` is its place among the mentions of the paragraph, if that is not the order of the text.
    """

    paragraph: str
    span: Span
    actor: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and the path of the paragraph that makes it; `number` as that of a mention."""

    paragraph: str
    citation: Citation
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One act of the issuing body: `act` is its key (`call-upon`), `verb` the span of the verb in the paragraph."""

    paragraph: str
    position: int
    span: Span
    verb: Span
    act: str
    repeated: bool = False
    intensified: bool = False

    @property
    def path(self) -> str:
        """The end of its IRI: `para/11/cl/2`."""
        return f"{self.paragraph}/cl/{self.position}"


@dataclass(frozen=True, slots=True)
class Partner:
    """An actor with whom the addressee is to act, and in what role: `in-cooperation`, `with-support` and others."""

    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class Rhythm:
    """An ISO 8601 repeating interval (`R/P1Y`; `R` where the text gives no figure), and how many times in each."""

    interval: str
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """What a clause asks, obliges, permits or promises, of named actors (annotation guide, sections 3 to 6).

    Actors, qualifiers, systems and topics are keys of the authority files; deadlines and terms ISO dates of the
    precision printed; relative deadlines ISO durations. `action` is the span of what is to be done.
    """

    clause: str
    modality: Modality
    addressees: tuple[str, ...]
    bindingness: Bindingness
    reason: Reason
    action: Span
    restated: bool = False
    procedural: bool = False
    partners: tuple[Partner, ...] = ()
    recipients: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    recurrences: tuple[Rhythm, ...] = ()
    relative_deadlines: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paragraph concerns: the keys of the systems and topics it names."""

    paragraph: str
    systems: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything found in one document, each kind in reading order."""

    mentions: tuple[Mention, ...] = ()
    citations: tuple[Cited, ...] = ()
    clauses: tuple[Clause, ...] = ()
    norms: tuple[Norm, ...] = ()
    subjects: tuple[Subject, ...] = ()
    findings: tuple[Finding, ...] = ()
