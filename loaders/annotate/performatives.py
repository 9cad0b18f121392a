"""Performatives: where the issuing body itself acts, and by what verb (annotation guide, 2.1 to 2.3)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar, Verb
from mandategraph.loaders.finder import Finder
from mandategraph.loaders.passage import Span

PLEDGE = "will"
"""The act of an author that says what it will do."""


@dataclass(frozen=True, slots=True)
class Start:
    """A clause's beginning: the offset, its verb's span and form, the act, and the modifiers met on the way.

    `voiced` says that the words before the verb make it the issuing body's own (*We*, *and continues to*).
    """

    at: int
    verb: Span
    form: str
    act: str
    repeated: bool = False
    intensified: bool = False
    voiced: bool = False


def performatives(
    text: str, span: Span, grammar: ClauseGrammar, last: Start | None = None, *, narrated: bool = False
) -> Iterator[Start]:
    """The beginnings of clauses in `span`, in order: a verb form at a boundary that no open sentence governs.

    A clause can begin with the span, unless `last` is the clause that it goes on with. A span that tells at which
    meeting the body acted (*At its 45th meeting, the General Assembly decided*) has its verbs in the past tense, as has
    one that is `narrated`, which goes on with such words.
    """
    narrative = grammar.narrative.match(text, span.start)
    first = span.start if narrative is None else narrative.end()
    rest = Span(first, span.end)
    marked = (*(() if last is not None else (first,)), *boundaries(text, rest, grammar.boundary, grammar))
    for at in sorted({*marked, *boundaries(text, rest, grammar.joint, grammar)}):
        start = None if last is not None and at < last.verb.end else performative_at(text, at, grammar)
        if start is None or (narrative is None and not narrated and start.form in grammar.narrated):
            continue
        start = _voiced(start, last, grammar)
        if _opens(start, first, grammar) if last is None else _begins(text, start, last, marked, grammar):
            for each in (start, *_joined(text, start, grammar)):
                yield replace(each, at=span.start) if each.at == first and last is None else each
                last = each


def boundaries(text: str, span: Span, mark: Finder, grammar: ClauseGrammar) -> Iterator[int]:
    """The offsets in `span` where a clause can begin: behind a mark that is in no title and no quotation."""
    quoted = [Span(*match.span()) for match in grammar.quoted.finditer(text)]
    for match in mark.finditer(text, span.start, span.end):
        at = match.end()
        if at < span.end and not any(quote.start < at < quote.end for quote in quoted):
            yield at


def performative_at(text: str, at: int, grammar: ClauseGrammar) -> Start | None:
    """The clause that begins at an offset with words that lead to a verb form, or to the author's *will*; or none."""
    pledge = pledge_at(text, at, grammar)
    if pledge is not None:
        return pledge
    lead = grammar.lead.match(text, at)
    verb_at = at if lead is None else lead.end()
    verb = grammar.phrases.match(text, verb_at)
    if verb is not None and grammar.blocked.match(text, verb_at) is None:
        return _start(text, at, lead, verb, grammar)
    return _trailing_at(text, at, verb_at, lead, grammar)


def pledge_at(text: str, at: int, grammar: ClauseGrammar) -> Start | None:
    """The clause that begins at an offset with the author's own *will*, or none."""
    match = grammar.pledge.match(text, at)
    return None if match is None else Start(at, Span(*match.span("modal")), "", PLEDGE)


def is_alike(one: Start, other: Start, grammar: ClauseGrammar) -> bool:
    """Whether two verbs are of the same kind (both finite, both participles), or the same form."""
    return one.form == other.form or any(
        kind.fullmatch(one.form) and kind.fullmatch(other.form) for kind in grammar.parallel
    )


def _joined(text: str, start: Start, grammar: ClauseGrammar) -> Iterator[Start]:
    """The verbs that share an object with the one before: *welcomes and encourages*."""
    link = grammar.coordinated.match(text, start.verb.end)
    joined = None if link is None else performative_at(text, link.end(), grammar)
    if joined is not None:
        yield joined
        yield from _joined(text, joined, grammar)


def _voiced(start: Start, last: Start | None, grammar: ClauseGrammar) -> Start:
    """A verb, the body's own too if with it the first person says more: *We recognize … and call for …*."""
    if last is None or not last.voiced or last.act not in grammar.assertive or not is_alike(last, start, grammar):
        return start
    return replace(start, voiced=True)


def _opens(start: Start, first: int, grammar: ClauseGrammar) -> bool:
    """Whether the issuing body acts for the first time: at the beginning, or by a verb that is no one else's."""
    return start.at == first or start.voiced or start.form not in grammar.leading_only


def _begins(text: str, start: Start, last: Start, marked: Sequence[int], grammar: ClauseGrammar) -> bool:
    """Whether the issuing body acts again, behind a mark or, with an object in between, a mere *and*."""
    if start.at not in marked and not (is_alike(last, start, grammar) and text[last.verb.end : start.at].strip()):
        return False
    previous = max((boundary for boundary in marked if boundary < start.at), default=0)
    return not _governed(text, previous, start, last, grammar)


def _trailing_at(text: str, at: int, from_: int, lead: re.Match[str] | None, grammar: ClauseGrammar) -> Start | None:
    """A clause whose verb comes last: 对 … 表示关切, with no other clause in between."""
    match = grammar.trailing.match(text, from_)
    verb = None if match is None else grammar.trailing_verb.search(text, match.end())
    if verb is None or grammar.trailing.fullmatch(text, from_, verb.start()) is None:
        return None
    inside = boundaries(text, Span(from_, verb.start()), grammar.boundary, grammar)
    if any(_plain_verb(text, boundary, grammar) for boundary in inside):
        return None
    phrase = grammar.phrases.match(text, verb.start())
    return None if phrase is None else _start(text, at, lead, phrase, grammar)


def _plain_verb(text: str, at: int, grammar: ClauseGrammar) -> bool:
    lead = grammar.lead.match(text, at)
    return grammar.phrases.match(text, at if lead is None else lead.end()) is not None


def _start(text: str, at: int, lead: re.Match[str] | None, verb: Verb, grammar: ClauseGrammar) -> Start:
    groups = lead.groupdict() if lead is not None else {}
    recast = (act for act, pattern in grammar.recast if pattern.match(text, verb.span.start))
    return Start(
        at=at,
        verb=verb.span,
        form=verb.form,
        act=next(recast, grammar.verbs[verb.form]),
        repeated=groups.get("repeated") is not None,
        intensified=groups.get("intensified") is not None,
        voiced=grammar.continued.search(text, at, verb.span.start) is not None,
    )


def _governed(text: str, previous: int, start: Start, last: Start, grammar: ClauseGrammar) -> bool:
    """Whether the verb at a boundary belongs to somebody else's action and not to the issuing body."""
    if start.form in grammar.leading_only and not start.voiced:
        return True
    own = start.voiced or start.form == last.form or last.act in grammar.assertive
    if start.form in grammar.adjuncts and not own:
        return True
    if start.form != last.form and grammar.aside.fullmatch(text, last.verb.end, start.verb.start) is not None:
        return True
    before = text[previous : start.at].rstrip()[:-1].rstrip()
    return grammar.open.fullmatch(before) is not None
