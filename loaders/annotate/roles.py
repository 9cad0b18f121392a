"""Roles: who in a clause is to act, with whom, and to whom the product goes (annotation guide, section 4)."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import zip_longest

from mandategraph.loaders.annotate.roles_grammar import Behind, RoleGrammar
from mandategraph.loaders.annotations import Mention, Partner
from mandategraph.loaders.passage import Span

_BRACKETS = (")", "）")
_COMMAS = ("，", ",")

_NEAR = 160
"""How many characters before actors the words that give them a role may fill."""


@dataclass(frozen=True, slots=True)
class Run:
    """Coordinated actors: their keys in order, and the span from the first to the last."""

    actors: tuple[str, ...]
    span: Span


def runs(text: str, mentions: Iterable[Mention], grammar: RoleGrammar) -> tuple[Run, ...]:
    """The mentions of a clause gathered into runs of coordinated actors, in order.

    Of a name and the actors it describes (苏丹各方) only the latter count; a name that only says of whom something is
    (*Committee members*) is nobody here.
    """
    given = tuple(mentions)
    begins = {mention.span.start for mention in given}
    named = tuple(_undescribed(text, given, grammar))
    found: list[Run] = []
    attributes: list[Run] = []
    for mention in named:
        if mention.span.end not in begins and grammar.part_of.match(text, mention.span.end) is not None:
            continue
        last = found[-1] if found else None
        own = Run((mention.actor,), mention.span)
        if last is None:
            found.append(own)
        elif _joined(text, Span(last.span.start, _reach(last, attributes)), mention.span, grammar):
            found[-1] = _with(last, own)
            attributes.clear()
        elif grammar.genitive.fullmatch(text, _reach(last, attributes), mention.span.start) is not None:
            attributes.append(own)
        else:
            found += [*attributes, own]
            attributes.clear()
    return (*found, *attributes)


def _undescribed(text: str, mentions: Sequence[Mention], grammar: RoleGrammar) -> Iterator[Mention]:
    """The mentions without those that only describe the next, whose span then begins with theirs."""
    start: int | None = None
    for mention, following in zip_longest(mentions, mentions[1:]):
        start = mention.span.start if start is None else start
        if following is None or not _describes(text, mention.span, following.span, grammar):
            whole = Span(start, mention.span.end)
            yield mention if whole == mention.span else replace(mention, span=whole)
            start = None


def _reach(last: Run, attributes: Sequence[Run]) -> int:
    """The offset behind a run and the names that describe its last actor (Governments of the … Member States)."""
    return max(run.span.end for run in (last, *attributes))


def _with(last: Run, run: Run) -> Run:
    """A run and another that is coordinated with it."""
    actors = tuple(dict.fromkeys((*last.actors, *run.actors)))
    return Run(actors, Span(last.span.start, max(last.span.end, run.span.end)))


def addressed(text: str, verb: Span, found: Sequence[Run], collective: Set[str], grammar: RoleGrammar) -> Run | None:
    """The run that a directive verb addresses.

    It is the first behind the verb with nothing but its own attributes between, one of which may itself name actors
    (尚未向领土提供援助的机构), or the one that is to do what the verb has for its object (*compliance by all States*).
    """
    behind = [run for run in found if run.span.start >= verb.end]
    at = next((n for n in range(len(behind)) if _is_addressed(text, verb.end, behind[: n + 1], grammar)), None)
    if at is None:
        return None
    first, others = behind[at], behind[at + 1 :]
    if others and not collective >= set(first.actors) and _mutual(text, first, others[0], grammar):
        return Run((*first.actors, *others[0].actors), Span(first.span.start, others[0].span.end))
    delegates = [run for run in others if grammar.delegate.search(text, first.span.end, run.span.start)]
    return Run((*first.actors, *(actor for run in delegates for actor in run.actors)), first.span)


def _is_addressed(text: str, start: int, behind: Sequence[Run], grammar: RoleGrammar) -> bool:
    """Whether what stands between a verb's end and the last of the runs behind it makes this one its addressee."""
    at = behind[-1].span.start
    if grammar.approach.fullmatch(text, start, at) is not None:
        free = grammar.object_of.search(text, start, at) is None
        if free or len(behind) == 1:
            return free
    if len(behind) == 1 and grammar.agent.fullmatch(text, start, at) is not None:
        return True
    restricted = grammar.restricted.fullmatch(text, start, at)
    return restricted is not None and (len(behind) > 1 or grammar.object_of.search(text, start, at) is None)


def acts(text: str, run: Run, grammar: RoleGrammar) -> bool:
    """Whether what a run is to do stands right behind it (决定委员会继续), and nothing that only belongs to it."""
    return grammar.acting.match(text, closed(text, run, grammar)) is not None


def meant(text: str, verb: Span, before: Sequence[Run], collective: Set[str], grammar: RoleGrammar) -> Run | None:
    """The run that the pronoun behind a directive verb stands for, at the pronoun's place.

    It is the first run before that has the pronoun's number: what the clause before speaks of. Two that are named
    with each other (A 与 B 的合作) count as one.
    """
    pronoun = grammar.pronoun.match(text, verb.end)
    if pronoun is None:
        return None
    together = _together(text, before, grammar)
    fitting = next((run.actors for run in together if _agrees(run, pronoun, collective)), None)
    return None if fitting is None else Run(fitting, Span(*pronoun.span()))


def _together(text: str, found: Sequence[Run], grammar: RoleGrammar) -> Iterator[Run]:
    """Runs, of which those that are named with each other are one."""
    last: Run | None = None
    for run in found:
        if last is not None and grammar.between.fullmatch(text, closed(text, last, grammar), run.span.start):
            last = Run((*last.actors, *run.actors), Span(last.span.start, run.span.end))
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _agrees(run: Run, pronoun: re.Match[str], collective: Set[str]) -> bool:
    """Whether a pronoun that says its number, in a group `many` or `one`, can stand for the run."""
    several = len(run.actors) > 1 or run.actors[0] in collective
    return pronoun.groupdict().get("one" if several else "many") is None


def _mutual(text: str, first: Run, second: Run, grammar: RoleGrammar) -> bool:
    """Whether the two are to cooperate with each other, so that the second is addressed as well."""
    between = grammar.mutual_between.fullmatch(text, closed(text, first, grammar), second.span.start)
    return between is not None and grammar.mutual_after.match(text, closed(text, second, grammar)) is not None


def partners(text: str, clause: Span, action: int, found: Iterable[Run], grammar: RoleGrammar) -> Iterator[Partner]:
    """The actors with whom the addressee of a clause is to act, its action told from an offset on; each has a role."""
    others, possible = tuple(found), grammar.partners.possible(text)
    for run in others:
        roles = tuple(_roles(text, clause, run, others, possible, grammar))
        if roles and not _foreign(text, action, run, others, grammar):
            yield from (Partner(actor, role) for role in roles for actor in run.actors)
    for role, meeting in grammar.met:
        told = _pronouns(meeting, text, clause, action, others, grammar)
        yield from (Partner(actor, role) for actor in told)


def recipients(text: str, clause: Span, action: int, found: Iterable[Run], grammar: RoleGrammar) -> Iterator[str]:
    """The actors of a clause, its action told from an offset on, to whom a product goes."""
    others, possible = tuple(found), grammar.recipients.possible(text)
    for run in others:
        told = any(_roles(text, clause, run, others, possible, grammar))
        if told and not _foreign(text, action, run, others, grammar):
            yield from run.actors
    yield from _pronouns(grammar.given, text, clause, action, others, grammar)


def _pronouns(
    pattern: re.Pattern[str], text: str, clause: Span, action: int, found: Sequence[Run], grammar: RoleGrammar
) -> Iterator[str]:
    """The actors that pronouns in a pattern's words stand for, but not in what is only borne in mind or described."""
    for match in pattern.finditer(text, action, clause.end):
        if grammar.aside.search(text, action, match.start()) is None:
            yield from _named_last(found, Span(clause.start, match.start()))


def _named_last(found: Iterable[Run], span: Span) -> tuple[str, ...]:
    """The actors named last inside a span: whom a pronoun behind it stands for."""
    return next((run.actors for run in sorted(found, key=_place, reverse=True) if span.covers(run.span)), ())


def _place(run: Run) -> int:
    return run.span.start


def _describes(text: str, left: Span, right: Span, grammar: RoleGrammar) -> bool:
    return left.end <= right.start and grammar.attribute.fullmatch(text, left.end, right.start) is not None


def _joined(text: str, left: Span, right: Span, grammar: RoleGrammar) -> bool:
    if right.start - left.end > _NEAR:
        return False
    if right.start < left.end or grammar.coordination.fullmatch(text, left.end, right.start):
        return not _apart(text, left, right, grammar)
    between = grammar.between.fullmatch(text, left.end, right.start)
    return between is not None and grammar.between_after.match(text, right.end) is not None


def _apart(text: str, left: Span, right: Span, grammar: RoleGrammar) -> bool:
    """Whether an actor only accompanies what the next one is to do: after a discussion with A, B submit …."""
    return (
        grammar.apart.fullmatch(text, left.end, right.start) is not None
        and grammar.apart_behind.match(text, right.end) is not None
        and grammar.oblique.search(text, max(0, left.start - _NEAR), left.start) is not None
    )


def _roles(
    text: str,
    clause: Span,
    run: Run,
    others: Sequence[Run],
    possible: Iterable[tuple[Behind, re.Pattern[str]]],
    grammar: RoleGrammar,
) -> Iterator[str]:
    """The roles that the words around a run give it, but not in what another actor does (某方向委员会提交)."""
    start, after_end = max(clause.start, run.span.start - _NEAR), closed(text, run, grammar)
    for behind, before in possible:
        if behind.words.match(text, after_end) is None:
            continue
        governed = before.search(text, start, run.span.start)
        if governed is not None and not _acts(text, clause, governed.start(), others, grammar):
            yield behind.role


def _acts(text: str, clause: Span, at: int, others: Sequence[Run], grammar: RoleGrammar) -> bool:
    """Whether a run that is a subject ends at an offset."""
    ending = (other.span.start for other in others if other.span.end == at)
    return any(grammar.oblique.search(text, clause.start, start) is None for start in ending)


def _foreign(text: str, action: int, run: Run, others: Sequence[Run], grammar: RoleGrammar) -> bool:
    """Whether a run stands in what somebody else does, or in what is only borne in mind."""
    if grammar.aside.search(text, action, run.span.start) is not None:
        return True
    return any(
        action <= other.span.start < other.span.end <= run.span.start
        and grammar.enabled.search(text, max(action, other.span.start - _NEAR), other.span.start)
        and not grammar.owned.match(text, other.span.end)
        and not grammar.own_again.search(text, other.span.end, run.span.start)
        for other in others
    )


def closed(text: str, run: Run, grammar: RoleGrammar) -> int:
    """The offset behind a run and what stands in apposition to it, and what closes it: A，包括 B，."""
    apposed = grammar.apposed.match(text, run.span.end)
    if apposed is not None:
        return apposed.end()
    end = run.span.end
    mark = text[end : end + 1]
    closes = mark in _BRACKETS or (mark in _COMMAS and mark in run.span.of(text))
    return end + 1 if closes else end
