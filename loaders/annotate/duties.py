"""Duties: what kind of duty a clause states, and whose it is (annotation guide, sections 3 and 4)."""

from collections.abc import Sequence
from dataclasses import replace

from mandategraph.loaders.annotate.decisions import decided
from mandategraph.loaders.annotate.duty import Duty, NormGrammar, Setting
from mandategraph.loaders.annotate.roles import Run, acts, addressed, closed, meant
from mandategraph.loaders.annotate.subjects import implied, modals, negated, subject_of
from mandategraph.loaders.annotations import Clause, Modality
from mandategraph.loaders.passage import Span

_DUTY = {
    "must": Modality.OBLIGATION,
    "must-not": Modality.PROHIBITION,
    "should": Modality.RECOMMENDATION,
    "may": Modality.AUTHORIZATION,
    "will": Modality.COMMITMENT,
}
"""What a modal word makes of what follows it, by the act that stands for it in a report."""

_AGREE = "agree"
"""The act by which a body makes a proposal its own, so that what it says of others is no restatement."""


def duty_of(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty | None:
    """The duty that a clause states of actors in it (`found`) or in the clause before it, or none."""
    if clause.act in _DUTY:
        return _of_sentence(clause, found, before, setting, grammar)
    act = grammar.knowledge.acts[clause.act]
    if act.modality is Modality.DECISION:
        return decided(clause, found, before, setting, grammar)
    if act.key == _AGREE:
        return _agreed(clause, found, before, setting, grammar)
    if act.modality is Modality.COMMITMENT:
        return Duty(Modality.COMMITMENT, (setting.authority.body,), clause.verb.end)
    if act.modality is not None and not act.assertive:
        run = _recipient_of(clause.verb, found, before, setting, grammar)
        return _directed(act.modality, run, clause.verb, setting, grammar, restated=clause.repeated)
    return _restated(clause, found, before, setting, grammar) if act.assertive else None


def _of_sentence(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty | None:
    """The duty of a report's or programme's sentence: the subject's, by its modal; also that of the clause before."""
    if grammar.clauses.pledge.match(setting.text, clause.span.start) is not None:
        return Duty(Modality.COMMITMENT, (setting.authority.body,), clause.verb.end)
    resumed = grammar.clauses.resumed[clause.act].match(setting.text, clause.span.start)
    if resumed is not None and resumed.start("modal") == clause.verb.start:
        subject = next(iter(before), None)
    else:
        subject = subject_of(clause.verb.start, clause.span.start, found, setting, grammar)
    if subject is None:
        return None
    modality = _DUTY[clause.act]
    if modality is Modality.COMMITMENT and all(a in grammar.knowledge.actors.collective for a in subject.actors):
        return None
    return Duty(modality, subject.actors, clause.verb.end)


def _directed(
    modality: Modality, run: Run | None, verb: Span, setting: Setting, grammar: NormGrammar, *, restated: bool
) -> Duty:
    """The duty that a directive lays on a run of actors; on nobody in particular where it names none."""
    if run is None:
        return Duty(modality, (), verb.end, restated=restated)
    return Duty(modality, run.actors, closed(setting.text, run, grammar.roles), restated=restated)


def _recipient_of(
    verb: Span, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Run | None:
    """Whom a directive verb addresses: those it names, or those its pronoun stands for (鼓励它们)."""
    collective = grammar.knowledge.actors.collective
    return addressed(setting.text, verb, found, collective, grammar.roles) or meant(
        setting.text, verb, before, collective, grammar.roles
    )


def _agreed(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty | None:
    """What the body agrees to do itself, or agrees that others should do; unlike a restated duty it is new."""
    if grammar.roles.own_act.match(setting.text, clause.verb.end, clause.span.end):
        return Duty(Modality.COMMITMENT, (setting.authority.body,), clause.verb.end)
    duty = _restated(clause, found, before, setting, grammar)
    if duty is not None:
        return replace(duty, restated=False)
    run = _recipient_of(clause.verb, found, before, setting, grammar)
    if run is None or not acts(setting.text, run, grammar.roles):
        return None
    return _directed(Modality.RECOMMENDATION, run, clause.verb, setting, grammar, restated=False)


def _restated(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty | None:
    """A duty that the body recalls or stresses: a modal of an actor, or a directive that it repeats (重申促请)."""
    text, rest = setting.text, Span(clause.verb.end, clause.span.end)
    if grammar.roles.own_pledge.match(text, rest.start, rest.end):
        return Duty(Modality.COMMITMENT, (setting.authority.body,), rest.start, restated=True)
    nested = _nested(rest, setting, grammar)
    if nested is not None:
        modality, verb = nested
        if modality is Modality.COMMITMENT:
            return Duty(modality, (setting.authority.body,), verb.end, restated=True)
        run = _recipient_of(verb, found, before, setting, grammar)
        return _directed(modality, run, verb, setting, grammar, restated=True)
    for act_key, span in modals(text, rest, grammar):
        subject = subject_of(span.start, rest.start, found, setting, grammar)
        if subject is not None and act_key != "will":
            modality = _DUTY[act_key]
            if modality is Modality.RECOMMENDATION and _decides(text, Span(rest.start, span.start), rest.end, grammar):
                forbidden = negated(act_key, span, setting, grammar)
                modality = Modality.PROHIBITION if forbidden else Modality.OBLIGATION
            return Duty(modality, subject.actors, span.end, restated=True)
    told = implied(rest, setting, grammar)
    return None if told is None else replace(told, restated=True)


def _nested(rest: Span, setting: Setting, grammar: NormGrammar) -> tuple[Modality, Span] | None:
    """The directive that an assertion repeats, its modality and the span of its word: a verb, or a noun (its call)."""
    lead = grammar.roles.nested_lead.match(setting.text, rest.start)
    at = rest.start if lead is None else lead.end()
    found = [(act, match) for act, noun in grammar.roles.nested if (match := noun.match(setting.text, at))]
    verb = grammar.clauses.verb.match(setting.text, at)
    if verb is not None and _directs(act := grammar.clauses.verbs[verb.group().casefold()], grammar):
        found.append((act, verb))
    modalities = ((grammar.knowledge.acts[act].modality, match) for act, match in found)
    return next(((modality, Span(*match.span())) for modality, match in modalities if modality is not None), None)


def _directs(act: str, grammar: NormGrammar) -> bool:
    """Whether an act lays something on others."""
    own = (None, Modality.DECISION, Modality.COMMITMENT)
    return grammar.knowledge.acts[act].modality not in own


def _decides(text: str, before_modal: Span, end: int, grammar: NormGrammar) -> bool:
    """Whether what is recalled is a decision: one named before the modal word, or whose content the modal is in."""
    return (
        _names_decision(before_modal.of(text), grammar)
        or grammar.roles.decided.match(text, before_modal.start, end) is not None
    )


def _names_decision(words: str, grammar: NormGrammar) -> bool:
    """Whether words behind a recalling verb name a decision (回顾其 … 决定所有会员国应)."""
    return any(form in words for form in grammar.knowledge.acts["decide"].forms)


def rests_on_decision(clause: Clause, setting: Setting, grammar: NormGrammar) -> bool:
    """Whether what a clause restates was decided: it names a decision, or cites a resolution of the Council."""
    cites = any(clause.span.covers(place) for place in setting.decisions)
    return cites or _decides(setting.text, Span(clause.verb.end, clause.span.end), clause.span.end, grammar)
