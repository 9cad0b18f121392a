"""One norm read in two languages: what either says of it, and where they differ."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from mandategraph.loaders.annotations import Norm, Rhythm

_T = TypeVar("_T")

_COMPARED = ("addressees", "deadlines", "terms", "recurrences", "relative_deadlines")
"""In what two languages of a norm should say the same; other words differ more freely."""


def united(first: Norm, second: Norm) -> Norm:
    """The norm as the first language has it, with what the second adds; modality and force are the first's."""
    return replace(
        first,
        addressees=_either(first.addressees, second.addressees),
        partners=_either(first.partners, second.partners),
        recipients=_either(first.recipients, second.recipients),
        deadlines=_either(first.deadlines, second.deadlines),
        terms=_either(first.terms, second.terms),
        recurrences=_either(first.recurrences, second.recurrences),
        relative_deadlines=_either(first.relative_deadlines, second.relative_deadlines),
        qualifiers=_either(first.qualifiers, second.qualifiers),
        systems=_either(first.systems, second.systems),
        topics=_either(first.topics, second.topics),
    )


def _either(first: tuple[_T, ...], second: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def differences(first: Norm | None, second: Norm | None) -> Iterator[str]:
    """In what two readings of a norm differ: `addressees: member-states | un-system`, a dash for what is not there."""
    if first is None or second is None:
        if first is not second:
            yield f"modality: {_modality(first)} | {_modality(second)}"
        return
    if first.modality is not second.modality:
        yield f"modality: {_modality(first)} | {_modality(second)}"
    for name in _COMPARED:
        one, other = set(getattr(first, name)), set(getattr(second, name))
        if one != other:
            yield f"{name}: {_shown(one - other)} | {_shown(other - one)}"


def _modality(norm: Norm | None) -> str:
    return "-" if norm is None else norm.modality.value


def _shown(values: Iterable[object]) -> str:
    return ", ".join(sorted(map(_value, values))) or "-"


def _value(value: object) -> str:
    """A value as it is shown: `cted`, `2018-06-30`, `R/P1Y`, `R/P1Y 2` for twice in each interval."""
    if not isinstance(value, Rhythm):
        return str(value)
    return value.interval if value.times is None else f"{value.interval} {value.times}"
