"""Decisions: what a body decides of its organs, its agenda and its own work, and of others (annotation guide, 3)."""

from collections.abc import Sequence
from itertools import islice

from mandategraph.loaders.annotate.duty import Duty, NormGrammar, Setting
from mandategraph.loaders.annotate.roles import Run, acts, addressed, closed
from mandategraph.loaders.annotate.subjects import implied, modals, negated, subject_of
from mandategraph.loaders.annotations import Clause, Modality
from mandategraph.loaders.passage import Span

_COUNCIL = "security-council"


def decided(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty:
    """A decision: a duty of somebody who shall, the body's own further work, or a change to an organ or agenda."""
    rest = Span(clause.verb.end, clause.span.end)
    return (
        _own(rest, found, setting, grammar)
        or _stated_duty(rest, found, setting, grammar)
        or _of_organ(clause, found, before, setting, grammar)
    )


def _own(rest: Span, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Duty | None:
    """What a decision says of the body's own work, agenda or money."""
    text, roles, own = setting.text, grammar.roles, (setting.authority.body,)
    if roles.seized.search(text, rest.start, rest.end):
        return Duty(Modality.COMMITMENT, own, rest.start, procedural=True)
    if roles.own_act.match(text, rest.start, rest.end):
        return Duty(Modality.COMMITMENT, own, rest.start)
    if roles.agenda.match(text, rest.start, rest.end):
        return Duty(Modality.DECISION, own, rest.start)
    if roles.financed.match(text, rest.start, rest.end):
        return Duty(Modality.DECISION, _financed(found, grammar), rest.start)
    return None


def _of_organ(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty:
    """What a decision says of the organ that it names: what this is to do, or a change to it."""
    text, rest = setting.text, Span(clause.verb.end, clause.span.end)
    named = addressed(text, clause.verb, found, grammar.knowledge.actors.collective, grammar.roles)
    if named is not None and named.actors != (setting.authority.body,) and acts(text, named, grammar.roles):
        return Duty(Modality.OBLIGATION, named.actors, closed(text, named, grammar.roles))
    run = named or _changed(rest, found, before, setting, grammar)
    return Duty(Modality.DECISION, () if run is None else run.actors, rest.start)


def _financed(found: Sequence[Run], grammar: NormGrammar) -> tuple[str, ...]:
    """The operation that a clause about money names: an organ of the Security Council."""
    actors = (actor for run in found for actor in run.actors)
    organs = (one for one in actors if one != _COUNCIL and grammar.knowledge.actors.belongs_to(one, _COUNCIL))
    return tuple(islice(organs, 1))


def _changed(
    rest: Span, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Run | None:
    """The organ whose mandate or term a decision extends, ends or changes, named first or in the clause before."""
    first = next((run for run in found if run.span.start >= rest.start), None)
    if first is not None and grammar.roles.change.fullmatch(setting.text, rest.start, first.span.start):
        return None if set(first.actors) & grammar.knowledge.actors.collective else first
    possessive = grammar.roles.possessive.match(setting.text, rest.start, rest.end)
    last = {run.actors for run in before}
    return Run(last.pop(), Span(*possessive.span())) if possessive is not None and len(last) == 1 else None


def _stated_duty(rest: Span, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Duty | None:
    """What a decision says of the subject of its modal: shall obliges, may permits, shall be tells what an organ is."""
    text, roles = setting.text, grammar.roles
    for act, span in modals(text, rest, grammar):
        subject = subject_of(span.start, rest.start, found, setting, grammar)
        if subject is None or roles.disposed.match(text, span.start, rest.end):
            continue
        if subject.span.end <= span.start and roles.state_of.match(text, span.end, rest.end):
            return Duty(Modality.DECISION, subject.actors, span.end)
        if act == "will" and subject.actors == (setting.authority.body,):
            return Duty(Modality.COMMITMENT, subject.actors, span.end)
        modality = Modality.PROHIBITION if negated(act, span, setting, grammar) else Modality.OBLIGATION
        return Duty(Modality.AUTHORIZATION if act == "may" else modality, subject.actors, span.end)
    return implied(rest, setting, grammar)
