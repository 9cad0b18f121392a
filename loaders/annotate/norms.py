"""Norms: what a clause asks, obliges, permits or promises, of whom, and how far it binds (annotation guide, 3 to 6)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mandategraph.loaders.annotate.bindingness import Authority, bindingness
from mandategraph.loaders.annotate.clauses import ClauseGrammar, modal_in
from mandategraph.loaders.annotate.roles import (
    RoleGrammar,
    Run,
    addressed,
    closed,
    partners,
    recipients,
    runs,
)
from mandategraph.loaders.annotate.times import TimeGrammar, Times, find_times
from mandategraph.loaders.annotations import Clause, Mention, Modality, Norm, Rhythm
from mandategraph.loaders.knowledge import Knowledge
from mandategraph.loaders.passage import Span

_PARTING = " \u3000，,：:"
"""Blanks and marks that can stand between a duty and the action."""

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
class _Duty:
    """The core of a norm: what kind, whose, from which offset on the action is told."""

    modality: Modality
    actors: tuple[str, ...]
    action: int
    restated: bool = False
    procedural: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause stands in: its paragraph's text, who speaks with what power, and the document's date (ISO).

    `decisions` are the places where the paragraph cites resolutions of the Security Council.
    """

    text: str
    authority: Authority
    date: str
    decisions: tuple[Span, ...] = ()


def norm(clause: Clause, mentions: Iterable[Mention], setting: Setting, grammar: NormGrammar) -> Norm | None:
    """The norm that a clause states, or none if it states none."""
    own = [mention for mention in mentions if clause.span.covers(mention.span)]
    found = runs(setting.text, own, grammar.roles)
    duty = _duty(clause, found, setting, grammar)
    if duty is None:
        return None
    return _norm(clause, duty, found, setting, grammar)


# --- the duty -----------------------------------------------------------------------------------------------------


def _duty(clause: Clause, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> _Duty | None:
    if clause.act in _DUTY:
        return _of_sentence(clause, found, setting, grammar)
    act = grammar.knowledge.acts[clause.act]
    if act.key == "decide":
        return _decided(clause, found, setting, grammar)
    if act.modality is Modality.COMMITMENT:
        return _Duty(Modality.COMMITMENT, (setting.authority.body,), clause.verb.end)
    if act.modality is not None and not act.assertive:
        return _directed(clause, act.modality, found, setting, grammar, restated=clause.repeated)
    return _restated(clause, found, setting, grammar) if act.assertive else None


def _of_sentence(clause: Clause, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> _Duty | None:
    """The duty of a report's or programme's sentence: the subject's, by its modal."""
    subject = _subject(clause.verb.start, clause.span.start, found, setting, grammar)
    if subject is None:
        return None
    modality = _DUTY[clause.act]
    if modality is Modality.COMMITMENT and all(a in grammar.knowledge.actors.collective for a in subject.actors):
        return None
    return _Duty(modality, subject.actors, clause.verb.end)


def _directed(
    clause: Clause,
    modality: Modality,
    found: Sequence[Run],
    setting: Setting,
    grammar: NormGrammar,
    *,
    restated: bool,
) -> _Duty | None:
    run = addressed(setting.text, clause.verb, found, grammar.roles)
    return None if run is None else _Duty(modality, run.actors, closed(setting.text, run), restated=restated)


def _decided(clause: Clause, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> _Duty:
    """A decision: a duty of somebody who shall, the body's own further work, or a change to an organ or agenda."""
    text, rest = setting.text, Span(clause.verb.end, clause.span.end)
    body = setting.authority.body
    if grammar.roles.seized.search(text, rest.start, rest.end):
        return _Duty(Modality.COMMITMENT, (body,), rest.start, procedural=True)
    duty = _stated_duty(rest, found, setting, grammar)
    if duty is not None and duty.modality in (Modality.OBLIGATION, Modality.PROHIBITION):
        return duty
    if grammar.roles.own_act.match(text, rest.start):
        return _Duty(Modality.COMMITMENT, (body,), rest.start)
    run = addressed(text, clause.verb, found, grammar.roles) or _changed(rest, found, setting, grammar)
    return _Duty(Modality.DECISION, (body,) if run is None else run.actors, rest.start)


def _changed(rest: Span, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Run | None:
    """The body's own organ whose mandate or term a decision extends, ends or changes, if it names one first."""
    first = next((run for run in found if run.span.start >= rest.start), None)
    if first is None or grammar.roles.change.fullmatch(setting.text, rest.start, first.span.start) is None:
        return None
    actors, body = grammar.knowledge.actors, setting.authority.body
    return first if all(actors.belongs_to(actor, body) for actor in first.actors) else None


def _stated_duty(rest: Span, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> _Duty | None:
    """The duty that a decision lays on the subject of its modal: 应 of a decision obliges."""
    modal = modal_in(setting.text, rest, grammar.clauses)
    while modal is not None:
        act, span = modal
        subject = _subject(span.start, rest.start, found, setting, grammar)
        if subject is not None:
            modality = Modality.PROHIBITION if act == "must-not" else Modality.OBLIGATION
            return None if act in ("will", "may") else _Duty(modality, subject.actors, span.end)
        modal = modal_in(setting.text, Span(span.end, rest.end), grammar.clauses)
    return None


def _restated(clause: Clause, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> _Duty | None:
    """A duty that the body recalls or stresses: a modal of an actor, or a directive that it repeats (重申促请)."""
    text, rest = setting.text, Span(clause.verb.end, clause.span.end)
    lead = grammar.roles.nested_lead.match(text, rest.start)
    nested = grammar.clauses.verb.match(text, rest.start if lead is None else lead.end())
    if nested is not None:
        act = grammar.knowledge.acts[grammar.clauses.verbs[nested.group().casefold()]]
        if act.modality not in (None, Modality.DECISION):
            inner = Clause(clause.paragraph, clause.position, clause.span, Span(*nested.span()), act.key)
            return _directed(inner, act.modality, found, setting, grammar, restated=True)
    modal = modal_in(text, rest, grammar.clauses)
    while modal is not None:
        act_key, span = modal
        subject = _subject(span.start, rest.start, found, setting, grammar)
        if subject is not None and act_key != "will":
            modality = _DUTY[act_key]
            if modality is Modality.RECOMMENDATION and _decides(text, Span(rest.start, span.start), rest.end, grammar):
                modality = Modality.OBLIGATION
            return _Duty(modality, subject.actors, span.end, restated=True)
        modal = modal_in(text, Span(span.end, rest.end), grammar.clauses)
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


def _rests_on_decision(clause: Clause, setting: Setting, grammar: NormGrammar) -> bool:
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


# --- the rest of a norm -------------------------------------------------------------------------------------------


def _norm(clause: Clause, duty: _Duty, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Norm:
    text, roles = setting.text, grammar.roles
    binding, reason = bindingness(
        clause.act,
        duty.modality,
        duty.actors,
        setting.authority,
        grammar.knowledge.actors,
        restated=duty.restated,
        of_decision=_rests_on_decision(clause, setting, grammar),
    )
    times = find_times(clause.span.of(text), grammar.times)
    others = [run for run in found if not set(run.actors) <= set(duty.actors)]
    return Norm(
        clause=clause.path,
        modality=duty.modality,
        addressees=duty.actors,
        bindingness=binding,
        reason=reason,
        action=_trimmed(text, Span(min(duty.action, clause.span.end), clause.span.end)),
        restated=duty.restated,
        procedural=duty.procedural,
        partners=tuple(dict.fromkeys(partners(text, clause.span, others, roles))),
        recipients=tuple(dict.fromkeys(recipients(text, clause.span, others, roles))),
        deadlines=_after(setting.date, _deadlines(clause.span.of(text), times, roles)),
        terms=_after(setting.date, (term.value for term in times.terms)),
        recurrences=_rhythms(times),
        relative_deadlines=tuple(dict.fromkeys(relative.duration for relative in times.relative_deadlines)),
        qualifiers=qualifiers(text, clause.span, grammar),
        systems=keys(grammar.knowledge.systems.find(clause.span.of(text))),
        topics=keys(grammar.knowledge.topics.find(clause.span.of(text))),
    )


def qualifiers(text: str, span: Span, grammar: NormGrammar) -> tuple[str, ...]:
    """The qualifiers in `span`: phrases as they stand, kinds of law only where a word such as 根据 governs them."""
    shown, known = span.of(text), grammar.knowledge
    stated = keys(known.qualifier_forms.every(shown))
    governed = keys(
        hit for match in grammar.roles.law.finditer(shown) for hit in known.qualifier_forms.every(match.group())
    )
    return tuple(one.key for one in known.qualifiers if one.key in (governed if one.law else stated))


def keys(hits: Iterable[object]) -> tuple[str, ...]:
    """The keys of hits, each once, in order of key."""
    return tuple(sorted({key for hit in hits for key in getattr(hit, "keys", ())}))


def _after(date: str, values: Iterable[str]) -> tuple[str, ...]:
    """The dates that do not lie before the document's own: what does is told of the past."""
    return tuple(dict.fromkeys(value for value in values if value >= date[: len(value)]))


def _deadlines(words: str, times: Times, grammar: RoleGrammar) -> Iterator[str]:
    """The deadlines of a clause's words, but not those of what somebody else has submitted (审议 … 前提交的报告)."""
    for deadline in times.deadlines:
        if grammar.attributive.match(words, deadline.span.end) is None:
            yield deadline.value


def _rhythms(times: Times) -> tuple[Rhythm, ...]:
    return tuple(dict.fromkeys(Rhythm(found.interval, found.times) for found in times.recurrences))


def _trimmed(text: str, span: Span) -> Span:
    """The span without blanks around it and the marks that part it from what comes before."""
    shown = span.of(text)
    end = span.start + len(shown.rstrip())
    return Span(min(end, span.start + len(shown) - len(shown.lstrip(_PARTING))), end)
