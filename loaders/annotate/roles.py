"""Roles: who in a clause is to act, with whom, and to whom the product goes (annotation guide, section 4)."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotations import Mention, Partner
from mandategraph.loaders.passage import Span

_BRACKETS = (")", "）")
_COMMAS = ("，", ",")


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after actors that give them a role."""

    role: str
    before: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RoleGrammar:
    """How roles are told in one language, from lexicon/roles.toml."""

    coordination: re.Pattern[str]
    attribute: re.Pattern[str]
    approach: re.Pattern[str]
    mutual_between: re.Pattern[str]
    mutual_after: re.Pattern[str]
    between: re.Pattern[str]
    between_after: re.Pattern[str]
    delegate: re.Pattern[str]
    oblique: re.Pattern[str]
    change: re.Pattern[str]
    nested_lead: re.Pattern[str]
    nested: tuple[tuple[str, re.Pattern[str]], ...]
    decided: re.Pattern[str]
    negated: re.Pattern[str]
    pronoun: re.Pattern[str]
    attributive: re.Pattern[str]
    partners: tuple[Around, ...]
    recipients: tuple[Around, ...]
    law: re.Pattern[str]
    seized: re.Pattern[str]
    own_act: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Run:
    """Coordinated actors: their keys in order, and the span from the first to the last."""

    actors: tuple[str, ...]
    span: Span


def role_grammar(language: str) -> RoleGrammar:
    """The grammar of `language`."""
    own = lexicon.load("roles")[language]
    return RoleGrammar(
        coordination=re.compile(own["coordination"]),
        attribute=re.compile(own["attribute"]),
        approach=re.compile(own["approach"]),
        mutual_between=re.compile(own["mutual_between"]),
        mutual_after=re.compile(own["mutual_after"]),
        between=re.compile(own["between"]),
        between_after=re.compile(own["between_after"]),
        delegate=re.compile(f"(?:{own['delegate']})$"),
        attributive=re.compile(own["attributive"]),
        oblique=re.compile(f"(?:{own['oblique']})$"),
        change=re.compile(own["change"]),
        nested_lead=re.compile(own["nested_lead"]),
        nested=tuple((entry["act"], re.compile(entry["pattern"])) for entry in own["nested"]),
        decided=re.compile(own["decided"]),
        negated=re.compile(own["negated"]),
        pronoun=re.compile(own["pronoun"]),
        partners=tuple(_around(entry["role"], entry, own["attributes"]) for entry in own["partner"]),
        recipients=tuple(_around("recipient", entry, own["attributes"]) for entry in own["recipient"]),
        law=_union(own["law"]),
        seized=_union(own["seized"]),
        own_act=_union(own["own_act"]),
    )


def runs(text: str, mentions: Iterable[Mention], grammar: RoleGrammar) -> tuple[Run, ...]:
    """The mentions of a clause gathered into runs of coordinated actors, in order.

    Of a name and the actors it describes (苏丹各方) only the latter count.
    """
    found: list[Run] = []
    for mention in mentions:
        last = found[-1] if found else None
        if last is not None and _describes(text, last.span, mention.span, grammar):
            found[-1] = Run((*last.actors[:-1], mention.actor), Span(last.span.start, mention.span.end))
        elif last is not None and _joined(text, last.span, mention.span, grammar):
            actors = last.actors if mention.actor in last.actors else (*last.actors, mention.actor)
            found[-1] = Run(actors, Span(last.span.start, max(last.span.end, mention.span.end)))
        else:
            found.append(Run((mention.actor,), mention.span))
    return tuple(found)


def addressed(text: str, verb: Span, found: Sequence[Run], grammar: RoleGrammar) -> Run | None:
    """The run that a directive verb addresses: the first behind it, with nothing but its own attributes between."""
    behind = [run for run in found if run.span.start >= verb.end]
    if not behind or grammar.approach.fullmatch(text, verb.end, behind[0].span.start) is None:
        return None
    first, *others = behind
    if others and _mutual(text, first, others[0], grammar):
        return Run((*first.actors, *others[0].actors), Span(first.span.start, others[0].span.end))
    delegates = [run for run in others if grammar.delegate.search(text, first.span.end, run.span.start)]
    return Run((*first.actors, *(actor for run in delegates for actor in run.actors)), first.span)


def meant(text: str, verb: Span, before: Sequence[Run], collective: Set[str], grammar: RoleGrammar) -> Run | None:
    """The run that the pronoun behind a directive verb stands for, at the pronoun's place.

    It is the one run before that has the pronoun's number; where several have, nobody can tell.
    """
    pronoun = grammar.pronoun.match(text, verb.end)
    if pronoun is None:
        return None
    fitting = {run.actors for run in before if _agrees(run, pronoun, collective)}
    return Run(fitting.pop(), Span(*pronoun.span())) if len(fitting) == 1 else None


def _agrees(run: Run, pronoun: re.Match[str], collective: Set[str]) -> bool:
    """Whether a pronoun that says its number, in a group `many` or `one`, can stand for the run."""
    several = len(run.actors) > 1 or run.actors[0] in collective
    return pronoun.groupdict().get("one" if several else "many") is None


def _mutual(text: str, first: Run, second: Run, grammar: RoleGrammar) -> bool:
    """Whether the two are to cooperate with each other, so that the second is addressed as well."""
    between = grammar.mutual_between.fullmatch(text, closed(text, first), second.span.start)
    return between is not None and grammar.mutual_after.match(text, closed(text, second)) is not None


def partners(text: str, clause: Span, found: Iterable[Run], grammar: RoleGrammar) -> Iterator[Partner]:
    """The actors of a clause with whom its addressee is to act, each with its role."""
    others = tuple(found)
    for run in others:
        for role in _roles(text, clause, run, others, grammar.partners):
            yield from (Partner(actor, role) for actor in run.actors)


def recipients(text: str, clause: Span, found: Iterable[Run], grammar: RoleGrammar) -> Iterator[str]:
    """The actors of a clause to whom a product goes."""
    others = tuple(found)
    for run in others:
        if any(_roles(text, clause, run, others, grammar.recipients)):
            yield from run.actors


def _describes(text: str, left: Span, right: Span, grammar: RoleGrammar) -> bool:
    return left.end <= right.start and grammar.attribute.fullmatch(text, left.end, right.start) is not None


def _joined(text: str, left: Span, right: Span, grammar: RoleGrammar) -> bool:
    if right.start < left.end or grammar.coordination.fullmatch(text, left.end, right.start):
        return True
    between = grammar.between.fullmatch(text, left.end, right.start)
    return between is not None and grammar.between_after.match(text, right.end) is not None


def _roles(text: str, clause: Span, run: Run, others: Sequence[Run], candidates: Iterable[Around]) -> Iterator[str]:
    """The roles that the words around a run give it, but not in what another actor does (某方向委员会提交)."""
    subjects = {other.span.end for other in others}
    before = text[clause.start : run.span.start]
    after_end = closed(text, run)
    for around in candidates:
        if around.after.match(text, after_end) is None:
            continue
        governed = around.before.search(before)
        if governed is not None and clause.start + governed.start() not in subjects:
            yield around.role


def closed(text: str, run: Run) -> int:
    """The offset behind a run, and behind the bracket or the comma that closes what it opened: A，包括 B，."""
    end = run.span.end
    mark = text[end : end + 1]
    closes = mark in _BRACKETS or (mark in _COMMAS and mark in run.span.of(text))
    return end + 1 if closes else end


def _around(role: str, entry: dict[str, str], attributes: str) -> Around:
    return Around(role, re.compile(f"(?:{entry['before']})(?:{attributes})$"), re.compile(entry["after"]))


def _union(entries: Sequence[dict[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries))
