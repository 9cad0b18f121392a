"""Bindingness: how far a norm binds, and on what ground (annotation guide, section 3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from mandategraph.loaders.annotations import Bindingness, Modality, Reason
from mandategraph.loaders.knowledge import Actors

_DUTIES = frozenset({Modality.OBLIGATION, Modality.PROHIBITION, Modality.REQUEST, Modality.DECISION})
_STATES = frozenset({"member-states", "states"})


@dataclass(frozen=True, slots=True)
class Authority:
    """Who speaks in a document and with what power: the key of the issuing body, and whether Chapter VII is invoked."""

    body: str
    chapter_vii: bool


def bindingness(
    act: str, modality: Modality, addressees: Iterable[str], authority: Authority, actors: Actors, *, restated: bool
) -> tuple[Bindingness, Reason]:
    """How far a norm binds its addressees, and why."""
    own_organs = all(actors.belongs_to(actor, authority.body) for actor in addressees)
    if modality is Modality.COMMITMENT:
        return Bindingness.PROGRAMMATIC, Reason.OWN_COMMITMENT
    if authority.body not in ("security-council", "general-assembly"):
        return Bindingness.HORTATORY, Reason.NOT_A_DECIDING_BODY
    if restated:
        return Bindingness.HORTATORY, Reason.RESTATED_DUTY
    if modality not in _DUTIES:
        return Bindingness.HORTATORY, Reason.HORTATORY_ACT
    if authority.body == "general-assembly":
        if act == "decide" or (own_organs and modality is Modality.DECISION):
            return Bindingness.BINDING, Reason.ASSEMBLY_INTERNAL_DECISION
        return Bindingness.HORTATORY, Reason.HORTATORY_ACT
    if own_organs:
        return Bindingness.BINDING, Reason.COUNCIL_DECISION_TO_OWN_ORGANS
    if act == "demand" and not authority.chapter_vii:
        return Bindingness.CONTESTED, Reason.DEMAND_OUTSIDE_CHAPTER_VII
    if modality is not Modality.REQUEST and _STATES.intersection(addressees):
        return Bindingness.BINDING, Reason.COUNCIL_DECISION_TO_STATES
    return Bindingness.HORTATORY, Reason.HORTATORY_ACT
