"""Roles: who in a clause is to act, with whom, and to whom the product goes (annotation guide, section 4)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotations import Mention, Partner
from mandategraph.loaders.passage import Span


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
    approach: re.Pattern[str]
    negation: re.Pattern[str]
    mutual_between: re.Pattern[str]
    mutual_after: re.Pattern[str]
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
    single = ("coordination", "approach", "negation", "mutual_between", "mutual_after")
    return RoleGrammar(
        *(re.compile(own[name]) for name in single),
        partners=tuple(_around(entry["role"], entry, own["attributes"]) for entry in own["partner"]),
        recipients=tuple(_around("recipient", entry, own["attributes"]) for entry in own["recipient"]),
        law=_union(own["law"]),
        seized=_union(own["seized"]),
        own_act=_union(own["own_act"]),
    )


def runs(text: str, mentions: Iterable[Mention], grammar: RoleGrammar) -> tuple[Run, ...]:
    """The mentions of a clause gathered into runs of coordinated actors, in order."""
    found: list[Run] = []
    for mention in mentions:
        last = found[-1] if found else None
        if last is not None and _joined(text, last.span, mention.span, grammar):
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
    return first


def _mutual(text: str, first: Run, second: Run, grammar: RoleGrammar) -> bool:
    """Whether the two are to cooperate with each other, so that the second is addressed as well."""
    between = grammar.mutual_between.fullmatch(text, _closed(text, first.span.end), second.span.start)
    return between is not None and grammar.mutual_after.match(text, _closed(text, second.span.end)) is not None


def partners(text: str, clause: Span, found: Iterable[Run], grammar: RoleGrammar) -> Iterator[Partner]:
    """The actors of a clause with whom its addressee is to act, each with its role."""
    for run in found:
        around = _role(text, clause, run, grammar.partners)
        if around is not None:
            yield from (Partner(actor, around.role) for actor in run.actors)


def recipients(text: str, clause: Span, found: Iterable[Run], grammar: RoleGrammar) -> Iterator[str]:
    """The actors of a clause to whom a product goes."""
    for run in found:
        if _role(text, clause, run, grammar.recipients) is not None:
            yield from run.actors


def _joined(text: str, left: Span, right: Span, grammar: RoleGrammar) -> bool:
    return right.start <= left.end or grammar.coordination.fullmatch(text, left.end, right.start) is not None


def _role(text: str, clause: Span, run: Run, candidates: Iterable[Around]) -> Around | None:
    before = text[clause.start : run.span.start]
    after_end = _closed(text, run.span.end)
    for around in candidates:
        if around.before.search(before) and around.after.match(text, after_end):
            return around
    return None


def _closed(text: str, at: int) -> int:
    """The offset behind a closing bracket, if a short name in brackets ends the run."""
    return at + 1 if text[at : at + 1] in tuple(")）") else at


def _around(role: str, entry: dict[str, str], attributes: str) -> Around:
    return Around(role, re.compile(f"(?:{entry['before']})(?:{attributes})$"), re.compile(entry["after"]))


def _union(entries: Sequence[dict[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries))
