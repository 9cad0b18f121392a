"""Norms: what a clause asks, obliges, permits or promises, of whom, and how far it binds (annotation guide, 3 to 6)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mandategraph.loaders.annotate.bindingness import bindingness
from mandategraph.loaders.annotate.duties import duty_of, rests_on_decision
from mandategraph.loaders.annotate.duty import Duty, NormGrammar, Setting
from mandategraph.loaders.annotate.roles import Run, partners, recipients, runs
from mandategraph.loaders.annotate.roles_grammar import RoleGrammar
from mandategraph.loaders.annotate.times import Deadline, RelativeDeadline, Times, find_times
from mandategraph.loaders.annotations import Clause, Mention, Norm, Rhythm
from mandategraph.loaders.passage import Span

T = TypeVar("T")
When = TypeVar("When", Deadline, RelativeDeadline)

_PARTING = " \u3000，,：:"
"""Blanks and marks that can stand between a duty and the action."""


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-item that has no act of its own and so stands in the clause of its chapeau: its text and its mentions."""

    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of text that tells what a norm asks: the clause itself, or a sub-item that inherits it.

    The action is told from the offset `action` on.
    """

    text: str
    span: Span
    action: int
    others: tuple[Run, ...]

    @property
    def words(self) -> str:
        """The words of the stretch."""
        return self.span.of(self.text)

    @property
    def ends(self) -> tuple[int, int]:
        """Where in the text the stretch begins and ends."""
        return self.span.start, self.span.end


def norm(
    clause: Clause, mentions: Iterable[Mention], items: Iterable[Item], setting: Setting, grammar: NormGrammar
) -> Norm | None:
    """The norm that a clause states, with what its sub-items add to it, or none if it states none."""
    named = tuple(mentions)
    found = _runs_in(clause.span, named, setting, grammar)
    before = () if setting.before is None else _runs_in(setting.before, named, setting, grammar)
    duty = duty_of(clause, found, before, setting, grammar)
    if duty is None:
        return None
    own = _part(setting.text, clause.span, duty.action, found, duty, grammar)
    return _norm(clause, duty, (own, *(_part_of_item(item, duty, grammar) for item in items)), setting, grammar)


def _runs_in(span: Span, mentions: Iterable[Mention], setting: Setting, grammar: NormGrammar) -> tuple[Run, ...]:
    return runs(setting.text, [mention for mention in mentions if span.covers(mention.span)], grammar.roles)


def _part(text: str, span: Span, action: int, found: Iterable[Run], duty: Duty, grammar: NormGrammar) -> _Part:
    """A stretch without the actors whose duty it tells; members of a class may be named again as others of it."""
    own, classes = set(duty.actors), grammar.knowledge.actors.collective
    others = (
        run
        for run in found
        if not own.issuperset(run.actors) or (run.span.start >= action and classes.issuperset(run.actors))
    )
    return _Part(text, span, action, tuple(others))


def _part_of_item(item: Item, duty: Duty, grammar: NormGrammar) -> _Part:
    return _part(item.text, Span(0, len(item.text)), 0, runs(item.text, item.mentions, grammar.roles), duty, grammar)


def _norm(clause: Clause, duty: Duty, parts: Sequence[_Part], setting: Setting, grammar: NormGrammar) -> Norm:
    roles, known = grammar.roles, grammar.knowledge
    binding, reason = bindingness(
        clause.act,
        duty.modality,
        duty.actors,
        setting.authority,
        known.actors,
        restated=duty.restated,
        of_decision=rests_on_decision(clause, setting, grammar),
    )
    times = [(part.words, find_times(part.words, grammar.times)) for part in parts]
    return Norm(
        clause=clause.path,
        modality=duty.modality,
        addressees=duty.actors,
        bindingness=binding,
        reason=reason,
        action=_trimmed(setting.text, Span(min(duty.action, clause.span.end), clause.span.end)),
        restated=duty.restated,
        procedural=duty.procedural,
        partners=_each(parts, lambda part: partners(part.text, part.span, part.action, part.others, roles)),
        recipients=_each(parts, lambda part: recipients(part.text, part.span, part.action, part.others, roles)),
        deadlines=_after(
            setting.date, (one.value for words, own in times for one in _own(words, own.deadlines, roles))
        ),
        terms=_after(setting.date, (term.value for _, own in times for term in own.terms)),
        recurrences=tuple(dict.fromkeys(_rhythms([own for _, own in times]))),
        relative_deadlines=tuple(
            dict.fromkeys(one.duration for words, own in times for one in _own(words, own.relative_deadlines, roles))
        ),
        qualifiers=_qualifiers(parts, grammar),
        systems=keys(_each(parts, lambda part: known.systems.find(part.text, *part.ends))),
        topics=keys(_each(parts, lambda part: known.topics.find(part.text, *part.ends))),
    )


def _each(parts: Iterable[_Part], told: Callable[[_Part], Iterable[T]]) -> tuple[T, ...]:
    """What is told in each part, each thing once."""
    return tuple(dict.fromkeys(one for part in parts for one in told(part)))


def _qualifiers(parts: Iterable[_Part], grammar: NormGrammar) -> tuple[str, ...]:
    """The qualifiers of all parts, in the order of the authority file."""
    stated = {key for part in parts for key in qualifiers(part.text, part.span, grammar)}
    return tuple(one.key for one in grammar.knowledge.qualifiers if one.key in stated)


def qualifiers(text: str, span: Span, grammar: NormGrammar) -> tuple[str, ...]:
    """The qualifiers in a stretch: phrases as they stand, kinds of law only where a word such as 根据 governs them."""
    known, forms, ends = grammar.knowledge, grammar.knowledge.qualifier_forms, (span.start, span.end)
    no_qualifier = [Span(*match.span()) for match in grammar.roles.unqualified.finditer(text, *ends)]
    hits = forms.every(text, *ends)
    stated = keys(hit for hit in hits if not any(hit.span.overlaps(other) for other in no_qualifier))
    told = {key for key, _ in grammar.roles.conditions.finditer(span.of(text))}
    governed = keys(
        hit for match in grammar.roles.law.finditer(text, *ends) for hit in forms.every(text, *match.span())
    )
    return tuple(one.key for one in known.qualifiers if one.key in told or one.key in (governed if one.law else stated))


def keys(hits: Iterable[object]) -> tuple[str, ...]:
    """The keys of hits, each once, in order of key."""
    return tuple(sorted({key for hit in hits for key in getattr(hit, "keys", ())}))


def _after(date: str, values: Iterable[str]) -> tuple[str, ...]:
    """The dates that do not lie before the document's own: what does is told of the past."""
    return tuple(dict.fromkeys(value for value in values if value >= date[: len(value)]))


def _own(words: str, found: Iterable[When], grammar: RoleGrammar) -> Iterator[When]:
    """The times of a clause's words, but not those of what somebody else has submitted (审议 … 前提交的报告)."""
    return (one for one in found if grammar.attributive.match(words, one.span.end) is None)


def _rhythms(times: Sequence[Times]) -> Iterator[Rhythm]:
    """The rhythms told in the clause, and those in its sub-items that are not of a thing that these only describe."""
    for part, own in enumerate(times):
        yield from (Rhythm(one.interval, one.times) for one in own.recurrences if part == 0 or not one.of_thing)


def _trimmed(text: str, span: Span) -> Span:
    """The span without blanks around it and the marks that part it from what comes before."""
    shown = span.of(text)
    end = span.start + len(shown.rstrip())
    return Span(min(end, span.start + len(shown) - len(shown.lstrip(_PARTING))), end)
