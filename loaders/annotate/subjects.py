"""Subjects: where the modal words of a clause stand, and whose duty each tells (annotation guide, sections 3 and 4)."""

from collections.abc import Iterator, Sequence
from itertools import islice

from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar
from mandategraph.loaders.annotate.duty import Duty, NormGrammar, Setting
from mandategraph.loaders.annotate.roles import Run, closed
from mandategraph.loaders.annotations import Modality
from mandategraph.loaders.passage import Span


def modals(text: str, span: Span, grammar: NormGrammar) -> Iterator[tuple[str, Span]]:
    """The modal words inside a span from left to right, each as the act it is a word of, and where."""
    modal = _modal_in(text, span, grammar.clauses)
    while modal is not None:
        yield modal
        modal = _modal_in(text, Span(modal[1].end, span.end), grammar.clauses)


def _modal_in(text: str, span: Span, grammar: ClauseGrammar) -> tuple[str, Span] | None:
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


def subject_of(modal: int, start: int, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Run | None:
    """The run that is the subject of the modal at offset `modal`: nothing but adverbials stands between.

    Where the modal word allows it, the subject may follow at once instead (需要会员国), or be named as who is to act
    (应由会员国, *shall be fixed by the Council*).
    """
    inverted = _inverted(modal, found, setting, grammar)
    if inverted is not None:
        return inverted
    for run in reversed(found):
        if start <= run.span.start and run.span.end <= modal:
            if grammar.roles.oblique.search(setting.text, start, run.span.start):
                continue
            gap = grammar.clauses.subject_gap.fullmatch(setting.text, run.span.end, modal)
            behind_close = closed(setting.text, run, grammar.roles)
            if gap or grammar.clauses.subject_gap.fullmatch(setting.text, behind_close, modal):
                return run
    return None


def _inverted(modal: int, found: Sequence[Run], setting: Setting, grammar: NormGrammar) -> Run | None:
    """The run behind the modal at offset `modal` whose duty it tells, or none."""
    behind = next((run for run in found if run.span.start >= modal), None)
    if behind is None:
        return None
    if grammar.roles.passive.fullmatch(setting.text, modal, behind.span.start) is not None:
        return behind
    inverted = grammar.clauses.inverted.match(setting.text, modal)
    if inverted is None or behind.span.start < inverted.end():
        return None
    between = setting.text, inverted.end(), behind.span.start
    return behind if grammar.roles.approach.fullmatch(*between) or grammar.roles.agent.fullmatch(*between) else None


def negated(act: str, modal: Span, setting: Setting, grammar: NormGrammar) -> bool:
    """Whether a modal word forbids: 不得, and in what is decided 不应 as well."""
    return act == "must-not" or grammar.roles.negated.search(setting.text, modal.start, modal.end) is not None


def implied(rest: Span, setting: Setting, grammar: NormGrammar) -> Duty | None:
    """The obligation of those who are to apply what is decided, though only a thing is named: measures shall apply."""
    for actor, pattern in grammar.roles.implied:
        if (match := pattern.match(setting.text, rest.start, rest.end)) is not None:
            return Duty(Modality.OBLIGATION, (actor,), match.end())
    return None
