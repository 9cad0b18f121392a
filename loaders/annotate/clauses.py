"""Clauses: where each act of the issuing body begins, and which act it is (annotation guide, section 2)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar, Verb
from mandategraph.loaders.annotations import Clause, Mention
from mandategraph.loaders.document import Kind, Paragraph
from mandategraph.loaders.passage import Span


@dataclass(frozen=True, slots=True)
class _Start:
    """A clause's beginning: the offset, its verb's span and form, the act, and the modifiers met on the way."""

    at: int
    verb: Span
    form: str
    act: str
    repeated: bool
    intensified: bool


def performative_clauses(paragraph: Paragraph, grammar: ClauseGrammar) -> tuple[Clause, ...]:
    """The clauses of a paragraph in which the issuing body itself acts: resolutions and decisions."""
    starts = _performatives(paragraph.text, grammar)
    if paragraph.kind is Kind.SUB_ITEM:
        starts = (start for start in starts if start.at > 0 or start.form not in grammar.described)
    return _clauses(paragraph, tuple(starts))


def modal_clauses(
    paragraph: Paragraph, mentions: Sequence[Mention], author: str | None, grammar: ClauseGrammar
) -> tuple[Clause, ...]:
    """The clauses of a report, letter or programme.

    They are the sentences in which an actor will, should, must or may act, and those in which the author speaks for
    itself (*I encourage*).
    """
    starts = []
    for sentence in _sentences(paragraph.text, grammar):
        own = [mention for mention in mentions if sentence.covers(mention.span)]
        start = _spoken(paragraph.text, sentence, own, author, grammar) or _modal(
            paragraph.text, sentence, own, grammar
        )
        if start is not None:
            starts.append((start, sentence.end))
    return tuple(_clause(paragraph, position, start, end) for position, (start, end) in enumerate(starts, 1))


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


# --- performatives ------------------------------------------------------------------------------------------------


def _performatives(text: str, grammar: ClauseGrammar) -> Iterator[_Start]:
    """The beginnings of clauses, in order: a verb form at a boundary that no open sentence governs."""
    last: _Start | None = None
    whole = Span(0, len(text))
    marked = (0, *_boundaries(text, whole, grammar.boundary, grammar))
    for at in sorted({*marked, *_boundaries(text, whole, grammar.joint, grammar)}):
        start = None if last is not None and at < last.verb.end else _performative_at(text, at, grammar)
        if start is not None and (last is None or _begins(text, start, last, marked, grammar)):
            yield start
            last = start


def _begins(text: str, start: _Start, last: _Start, marked: Sequence[int], grammar: ClauseGrammar) -> bool:
    """Whether the issuing body acts again, behind a mark or a mere *and*."""
    if start.at not in marked and not _parallel(text, start, last, grammar):
        return False
    previous = max((boundary for boundary in marked if boundary < start.at), default=0)
    return not _governed(text, previous, start, last, grammar)


def _boundaries(text: str, span: Span, mark: re.Pattern[str], grammar: ClauseGrammar) -> Iterator[int]:
    """The offsets in `span` where a clause can begin: behind a mark that is in no title and no quotation."""
    quoted = [Span(*match.span()) for match in grammar.quoted.finditer(text)]
    for match in mark.finditer(text, span.start, span.end):
        if not any(quote.start < match.end() < quote.end for quote in quoted):
            yield match.end()


def _parallel(text: str, start: _Start, last: _Start, grammar: ClauseGrammar) -> bool:
    """Whether two verbs joined by a mere *and* are of the same kind, and the first has an object of its own."""
    alike = any(kind.fullmatch(last.form) and kind.fullmatch(start.form) for kind in grammar.parallel)
    return alike and text[last.verb.end : start.at].strip() != ""


def _performative_at(text: str, at: int, grammar: ClauseGrammar) -> _Start | None:
    lead = grammar.lead.match(text, at)
    verb_at = at if lead is None else lead.end()
    verb = grammar.phrases.match(text, verb_at)
    if verb is not None and grammar.blocked.match(text, verb_at) is None:
        return _start(at, lead, verb, grammar)
    return _trailing_at(text, at, verb_at, lead, grammar)


def _trailing_at(text: str, at: int, from_: int, lead: re.Match[str] | None, grammar: ClauseGrammar) -> _Start | None:
    """A clause whose verb comes last: 对 … 表示关切, with no other clause in between."""
    match = grammar.trailing.match(text, from_)
    verb = None if match is None else grammar.trailing_verb.search(text, match.end())
    if verb is None or grammar.trailing.fullmatch(text, from_, verb.start()) is None:
        return None
    inside = _boundaries(text, Span(from_, verb.start()), grammar.boundary, grammar)
    if any(_plain_verb(text, boundary, grammar) for boundary in inside):
        return None
    phrase = grammar.phrases.match(text, verb.start())
    return None if phrase is None else _start(at, lead, phrase, grammar)


def _plain_verb(text: str, at: int, grammar: ClauseGrammar) -> bool:
    lead = grammar.lead.match(text, at)
    return grammar.phrases.match(text, at if lead is None else lead.end()) is not None


def _start(at: int, lead: re.Match[str] | None, verb: Verb, grammar: ClauseGrammar) -> _Start:
    groups = lead.groupdict() if lead is not None else {}
    return _Start(
        at=at,
        verb=verb.span,
        form=verb.form,
        act=grammar.verbs[verb.form],
        repeated=groups.get("repeated") is not None,
        intensified=groups.get("intensified") is not None,
    )


def _governed(text: str, previous: int, start: _Start, last: _Start, grammar: ClauseGrammar) -> bool:
    """Whether the verb at a boundary belongs to somebody else's action and not to the issuing body."""
    continued = grammar.continued.search(text, start.at, start.verb.start)
    if start.form in grammar.leading_only and continued is None:
        return True
    if start.act in grammar.adjuncts and last.act not in grammar.assertive:
        return True
    if grammar.aside.fullmatch(text, last.verb.end, start.verb.start) is not None:
        return True
    before = text[previous : start.at].rstrip()[:-1].rstrip()
    return grammar.open.fullmatch(before) is not None


# --- sentences with a modal ---------------------------------------------------------------------------------------


def _sentences(text: str, grammar: ClauseGrammar) -> Iterator[Span]:
    at = 0
    for match in grammar.sentence.finditer(text):
        yield Span(at, match.end())
        at = match.end()
    yield Span(at, len(text))


def _spoken(
    text: str, sentence: Span, mentions: Sequence[Mention], author: str | None, grammar: ClauseGrammar
) -> _Start | None:
    """A sentence in which the author performs an act by saying so: 我鼓励, 反恐委员会欢迎."""
    own = next((mention.span.end for mention in mentions if _speaks(text, sentence, mention, author, grammar)), None)
    speaker = grammar.speaker.match(text, sentence.start if own is None else own)
    at = sentence.start if speaker is None else speaker.end()
    if at == sentence.start:
        return None
    verb = grammar.phrases.match(text, at)
    if verb is None or grammar.blocked.match(text, at):
        return None
    return _start(sentence.start, None, verb, grammar)


def _speaks(text: str, sentence: Span, mention: Mention, author: str | None, grammar: ClauseGrammar) -> bool:
    """Whether a sentence begins with its author as its subject."""
    return mention.actor == author and grammar.prelude.fullmatch(text, sentence.start, mention.span.start) is not None


def _modal(text: str, sentence: Span, mentions: Sequence[Mention], grammar: ClauseGrammar) -> _Start | None:
    """A sentence whose subject is an actor and whose verb has a modal."""
    for mention in mentions:
        if grammar.prelude.fullmatch(text, sentence.start, mention.span.start) is None:
            continue
        reached = [
            (match.start(), -match.end(), act)
            for act, modal in grammar.modals
            for match in modal.finditer(text, mention.span.end, sentence.end)
            if _reaches(text, mention.span.end, match.start(), mentions, grammar)
        ]
        if reached:
            start, end, act = min(reached)
            return _Start(sentence.start, Span(start, -end), "", act, repeated=False, intensified=False)
    return None


def _reaches(text: str, subject_end: int, at: int, mentions: Sequence[Mention], grammar: ClauseGrammar) -> bool:
    """Whether only further subjects and adverbials stand between a subject and a modal word."""
    end = subject_end
    for mention in mentions:
        if end <= mention.span.start <= end + 12 and mention.span.end <= at:
            end = mention.span.end
    return any(
        grammar.subject_gap.fullmatch(text, start, at) is not None for start in {subject_end, end} if start <= at
    )


def _clauses(paragraph: Paragraph, starts: Sequence[_Start]) -> tuple[Clause, ...]:
    ends = [*(start.at for start in starts), len(paragraph.text)][1:]
    return tuple(_clause(paragraph, n, start, end) for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1))


def _clause(paragraph: Paragraph, position: int, start: _Start, end: int) -> Clause:
    span = Span(start.at, end)
    return Clause(paragraph.path, position, span, start.verb, start.act, start.repeated, start.intensified)
