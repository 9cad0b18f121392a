"""Bindingness: how far a norm binds, and on what ground (annotation guide, section 3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from mandategraph.loaders.annotations import Bindingness, Modality, Reason
from mandategraph.loaders.knowledge import Actors

_DUTIES = frozenset({Modality.OBLIGATION, Modality.PROHIBITION, Modality.REQUEST, Modality.DECISION})
_STRICT = frozenset({Modality.OBLIGATION, Modality.PROHIBITION})
_STATES = frozenset({"member-states", "states"})
_DECIDING = frozenset({"security-council", "general-assembly"})
_FORCE = {
    Reason.ASSEMBLY_INTERNAL_DECISION: Bindingness.BINDING,
    Reason.COUNCIL_DECISION_TO_OWN_ORGANS: Bindingness.BINDING,
    Reason.COUNCIL_DECISION_TO_STATES: Bindingness.BINDING,
    Reason.DEMAND_OUTSIDE_CHAPTER_VII: Bindingness.CONTESTED,
}
"""What each ground for more than exhortation amounts to."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who speaks in a document and with what power: the key of the issuing body, and whether Chapter VII is invoked."""

    body: str
    chapter_vii: bool


def bindingness(
    act: str,
    modality: Modality,
    addressees: Iterable[str],
    authority: Authority,
    actors: Actors,
    *,
    restated: bool,
    of_decision: bool = False,
) -> tuple[Bindingness, Reason]:
    """How far a norm binds its addressees, and why.

    A duty that is only `restated` exhorts, unless it is one `of_decision`: it restates what the Council has decided.
    """
    if modality is Modality.COMMITMENT:
        return Bindingness.PROGRAMMATIC, Reason.OWN_COMMITMENT
    if authority.body not in _DECIDING:
        return Bindingness.HORTATORY, Reason.NOT_A_DECIDING_BODY
    if restated and not (of_decision and authority.body == "security-council" and modality in _STRICT):
        return Bindingness.HORTATORY, Reason.RESTATED_DUTY
    ground = _ground(act, modality, tuple(addressees), authority, actors) if modality in _DUTIES else None
    return (Bindingness.HORTATORY, Reason.HORTATORY_ACT) if ground is None else (_FORCE[ground], ground)


def _ground(
    act: str, modality: Modality, addressees: tuple[str, ...], authority: Authority, actors: Actors
) -> Reason | None:
    """The ground on which a duty does more than exhort, or none."""
    if authority.body == "general-assembly":
        return Reason.ASSEMBLY_INTERNAL_DECISION if act == "decide" else None
    # What is decided and names nobody is of the Council's own; a request of nobody binds nobody.
    own = all(actors.belongs_to(actor, authority.body) for actor in addressees)
    if own and (addressees or modality is Modality.DECISION):
        return Reason.COUNCIL_DECISION_TO_OWN_ORGANS
    if act == "demand" and not authority.chapter_vii:
        return Reason.DEMAND_OUTSIDE_CHAPTER_VII
    if modality is not Modality.REQUEST and _STATES.intersection(addressees):
        return Reason.COUNCIL_DECISION_TO_STATES
    return None
