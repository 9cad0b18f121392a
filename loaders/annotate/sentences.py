"""Sentences of reports, letters and programmes that are clauses: an actor will, should, must or may (guide, 2.4)."""

from collections.abc import Iterator, Sequence, Set

from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar
from mandategraph.loaders.annotate.performatives import (
    Start,
    boundaries,
    performative_at,
    performatives,
    pledge_at,
)
from mandategraph.loaders.annotations import Mention
from mandategraph.loaders.passage import Span


def sentences(text: str, grammar: ClauseGrammar) -> Iterator[Span]:
    """The sentences of a text."""
    at = 0
    for match in grammar.sentence.finditer(text):
        yield Span(at, match.end())
        at = match.end()
    yield Span(at, len(text))


def starts(
    text: str, sentence: Span, mentions: Sequence[Mention], voices: Set[str], grammar: ClauseGrammar
) -> Iterator[Start]:
    """The clauses of a sentence, in order; `voices` are the actors in whose name the author speaks.

    Either the author acts by saying so, and what follows is read as in a resolution; or an actor has a modal, and what
    follows are further modals of the same actor, and what the author stresses or notes on the way.
    """
    spoken = _spoken(text, sentence, mentions, voices, grammar)
    if spoken is not None:
        yield spoken
        yield from performatives(text, Span(spoken.verb.end, sentence.end), grammar, last=spoken)
        return
    modal = pledge_at(text, sentence.start, grammar) or _modal(text, sentence, mentions, grammar)
    if modal is not None:
        yield modal
        yield from _further(text, modal, sentence, grammar)


def _spoken(
    text: str, sentence: Span, mentions: Sequence[Mention], voices: Set[str], grammar: ClauseGrammar
) -> Start | None:
    """The first act that the author performs by saying so: 我鼓励, 反恐委员会欢迎; also in mid-sentence (…，我相信)."""
    own = next((mention.span.end for mention in mentions if _speaks(text, sentence, mention, voices, grammar)), None)
    if own is not None:
        return _said(text, sentence.start, own, grammar)
    named = (
        _said(text, at, author.end(), grammar)
        for at in (sentence.start, *boundaries(text, sentence, grammar.boundary, grammar))
        if (author := grammar.author.match(text, at))
    )
    return next((start for start in named if start is not None), None)


def _said(text: str, begin: int, at: int, grammar: ClauseGrammar) -> Start | None:
    """The clause from `begin` whose verb follows its author, who is named up to `at`."""
    speaker = grammar.speaker.match(text, at)
    verb_at = at if speaker is None else speaker.end()
    verb = grammar.phrases.match(text, verb_at)
    if verb is None or grammar.blocked.match(text, verb_at) is not None:
        return None
    return Start(begin, verb.span, verb.form, grammar.verbs[verb.form])


def _speaks(text: str, sentence: Span, mention: Mention, voices: Set[str], grammar: ClauseGrammar) -> bool:
    """Whether a sentence begins with its author as its subject."""
    return mention.actor in voices and grammar.prelude.fullmatch(text, sentence.start, mention.span.start) is not None


def _modal(text: str, sentence: Span, mentions: Sequence[Mention], grammar: ClauseGrammar) -> Start | None:
    """The clause of a sentence whose subject is an actor and whose verb has a modal."""
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
            return Start(sentence.start, Span(start, -end), "", act)
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


def _further(text: str, modal: Start, sentence: Span, grammar: ClauseGrammar) -> Iterator[Start]:
    """The clauses that a sentence goes on with behind its first modal."""
    rest, last = Span(modal.verb.end, sentence.end), modal
    marks = (grammar.boundary, grammar.joint)
    for at in sorted({at for mark in marks for at in boundaries(text, rest, mark, grammar)}):
        if at < last.verb.end:
            continue
        start = _resumed(text, at, modal.act, grammar) or performative_at(text, at, grammar)
        if start is not None and (start.act == modal.act or start.act in grammar.accompanying):
            yield start
            last = start


def _resumed(text: str, at: int, act: str, grammar: ClauseGrammar) -> Start | None:
    """A clause whose modal has the subject of the one before: …, and will also …."""
    match = grammar.resumed[act].match(text, at)
    return None if match is None else Start(at, Span(*match.span("modal")), "", act)
