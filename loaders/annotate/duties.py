"""Duties: what kind of duty a clause states, and whose it is (annotation guide, sections 3 and 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from mandategraph.loaders.annotate.bindingness import Authority
from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar
from mandategraph.loaders.annotate.roles import RoleGrammar, Run, addressed, closed, meant
from mandategraph.loaders.annotate.times import TimeGrammar
from mandategraph.loaders.annotations import Clause, Modality
from mandategraph.loaders.knowledge import Knowledge
from mandategraph.loaders.passage import Span

_DUTY = {
    "must": Modality.OBLIGATION,
    "must-not": Modality.PROHIBITION,
    "should": Modality.RECOMMENDATION,
    "may": Modality.AUTHORIZATION,
    "will": Modality.COMMITMENT,
}
"""What a modal word makes of what follows it, by the act that stands for it in a report."""


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


def modal_in(text: str, span: Span, grammar: ClauseGrammar) -> tuple[str, Span] | None:
    """The first modal word inside `span`, as the act it is a word of, and where."""
    found = [
        (match.start(), -match.end(), act)
        for act, modal in grammar.modals
        for match in islice(modal.finditer(text, span.start, span.end), 1)
    ]
    if not found:
        return None
    start, end, act = min(found)
    return act, Span(start, -end)


def duty_of(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty | None:
    """The duty that a clause states of actors in it (`found`) or in the clause before it, or none."""
    if clause.act in _DUTY:
        return _of_sentence(clause, found, before, setting, grammar)
    act = grammar.knowledge.acts[clause.act]
    if act.key == "decide":
        return _decided(clause, found, setting, grammar)
    if act.modality is Modality.COMMITMENT:
        return Duty(Modality.COMMITMENT, (setting.authority.body,), clause.verb.end)
    if act.modality is not None and not act.assertive:
        run = _recipient_of(clause.verb, found, before, setting, grammar)
        return _directed(act.modality, run, clause.verb, setting, restated=clause.repeated)
    return _restated(clause, found, before, setting, grammar) if act.assertive else None


def _of_sentence(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty | None:
    """The duty of a report's or programme's sentence: the subject's, by its modal; also that of the clause before."""
    resumed = grammar.clauses.resumed[clause.act].match(setting.text, clause.span.start)
    if resumed is not None and resumed.start("modal") == clause.verb.start:
        subject = next(iter(before), None)
    else:
        subject = _subject(clause.verb.start, clause.span.start, found, setting, grammar)
    if subject is None:
        return None
    modality = _DUTY[clause.act]
    if modality is Modality.COMMITMENT and all(a in grammar.knowledge.actors.collective for a in subject.actors):
        return None
    return Duty(modality, subject.actors, clause.verb.end)


def _directed(modality: Modality, run: Run | None, verb: Span, setting: Setting, *, restated: bool) -> Duty:
    """The duty that a directive lays on a run of actors; on nobody in particular where it names none."""
    if run is None:
        return Duty(modality, (), verb.end, restated=restated)
    return Duty(modality, run.actors, closed(setting.text, run), restated=restated)


def _recipient_of(
    verb: Span, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Run | None:
    """Whom a directive verb addresses: those it names, or those its pronoun stands for (鼓励它们)."""
    collective = grammar.knowledge.actors.collective
    return addressed(setting.text, verb, found, grammar.roles) or meant(
        setting.text, verb, before, collective, grammar.roles
    )


def _decided(clause: Clause, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Duty:
    """A decision: a duty of somebody who shall, the body's own further work, or a change to an organ or agenda."""
    text, rest = setting.text, Span(clause.verb.end, clause.span.end)
    body = setting.authority.body
    if grammar.roles.seized.search(text, rest.start, rest.end):
        return Duty(Modality.COMMITMENT, (body,), rest.start, procedural=True)
    duty = _stated_duty(rest, found, setting, grammar)
    if duty is not None and duty.modality in (Modality.OBLIGATION, Modality.PROHIBITION):
        return duty
    if grammar.roles.own_act.match(text, rest.start):
        return Duty(Modality.COMMITMENT, (body,), rest.start)
    run = addressed(text, clause.verb, found, grammar.roles) or _changed(rest, found, setting, grammar)
    return Duty(Modality.DECISION, (body,) if run is None else run.actors, rest.start)


def _changed(rest: Span, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Run | None:
    """The body's own organ whose mandate or term a decision extends, ends or changes, if it names one first."""
    first = next((run for run in found if run.span.start >= rest.start), None)
    if first is None or grammar.roles.change.fullmatch(setting.text, rest.start, first.span.start) is None:
        return None
    actors, body = grammar.knowledge.actors, setting.authority.body
    return first if all(actors.belongs_to(actor, body) for actor in first.actors) else None


def _stated_duty(rest: Span, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Duty | None:
    """The duty that a decision lays on the subject of its modal: 应 of a decision obliges."""
    modal = modal_in(setting.text, rest, grammar.clauses)
    while modal is not None:
        act, span = modal
        subject = _subject(span.start, rest.start, found, setting, grammar)
        if subject is not None:
            modality = Modality.PROHIBITION if _negated(act, span, setting, grammar) else Modality.OBLIGATION
            return None if act in ("will", "may") else Duty(modality, subject.actors, span.end)
        modal = modal_in(setting.text, Span(span.end, rest.end), grammar.clauses)
    return None


def _negated(act: str, modal: Span, setting: Setting, grammar: NormGrammar) -> bool:
    """Whether a modal word forbids: 不得, and in what is decided 不应 as well."""
    return act == "must-not" or grammar.roles.negated.search(setting.text, modal.start, modal.end) is not None


def _restated(
    clause: Clause, found: Sequence[Run], before: Sequence[Run], setting: Setting, grammar: NormGrammar
) -> Duty | None:
    """A duty that the body recalls or stresses: a modal of an actor, or a directive that it repeats (重申促请)."""
    text, rest = setting.text, Span(clause.verb.end, clause.span.end)
    nested = _nested(rest, setting, grammar)
    if nested is not None:
        modality, verb = nested
        run = _recipient_of(verb, found, before, setting, grammar)
        return _directed(modality, run, verb, setting, restated=True)
    modal = modal_in(text, rest, grammar.clauses)
    while modal is not None:
        act_key, span = modal
        subject = _subject(span.start, rest.start, found, setting, grammar)
        if subject is not None and act_key != "will":
            modality = _DUTY[act_key]
            if modality is Modality.RECOMMENDATION and _decides(text, Span(rest.start, span.start), rest.end, grammar):
                forbidden = _negated(act_key, span, setting, grammar)
                modality = Modality.PROHIBITION if forbidden else Modality.OBLIGATION
            return Duty(modality, subject.actors, span.end, restated=True)
        modal = modal_in(text, Span(span.end, rest.end), grammar.clauses)
    return None


def _nested(rest: Span, setting: Setting, grammar: NormGrammar) -> tuple[Modality, Span] | None:
    """The directive that an assertion repeats, its modality and the span of its word: a verb, or a noun (its call)."""
    lead = grammar.roles.nested_lead.match(setting.text, rest.start)
    at = rest.start if lead is None else lead.end()
    found = [(act, match) for act, noun in grammar.roles.nested if (match := noun.match(setting.text, at))]
    verb = grammar.clauses.verb.match(setting.text, at)
    if verb is not None:
        found.append((grammar.clauses.verbs[verb.group().casefold()], verb))
    for act, match in found:
        modality = grammar.knowledge.acts[act].modality
        if modality not in (None, Modality.DECISION):
            return modality, Span(*match.span())
    return None


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


def _subject(modal: int, start: int, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Run | None:
    """The run that is the subject of the modal at offset `modal`: nothing but adverbials stands between.

    Where the modal word allows it, the subject may follow at once instead (需要会员国).
    """
    inverted = grammar.clauses.inverted.match(setting.text, modal)
    if inverted is not None:
        behind = next((run for run in found if run.span.start >= inverted.end()), None)
        if behind is not None and grammar.roles.approach.fullmatch(setting.text, inverted.end(), behind.span.start):
            return behind
    for run in reversed(found):
        if start <= run.span.start and run.span.end <= modal:
            if grammar.roles.oblique.search(setting.text, start, run.span.start):
                continue
            gap = grammar.clauses.subject_gap.fullmatch(setting.text, run.span.end, modal)
            behind_close = closed(setting.text, run)
            if gap or grammar.clauses.subject_gap.fullmatch(setting.text, behind_close, modal):
                return run
    return None
