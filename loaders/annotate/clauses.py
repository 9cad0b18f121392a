"""Clauses: where each act of the issuing body begins, and which act it is (annotation guide, section 2)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotations import Clause, Mention
from mandategraph.loaders.document import Paragraph
from mandategraph.loaders.knowledge import Act, Knowledge
from mandategraph.loaders.passage import Span


@dataclass(frozen=True, slots=True)
class ClauseGrammar:
    """How clauses are told in one language; `verbs` maps every form to its act, `modals` each act to its words."""

    verbs: Mapping[str, str]
    verb: re.Pattern[str]
    trailing_verb: re.Pattern[str]
    blocked: re.Pattern[str]
    boundary: re.Pattern[str]
    quoted: re.Pattern[str]
    sentence: re.Pattern[str]
    lead: re.Pattern[str]
    trailing: re.Pattern[str]
    open: re.Pattern[str]
    speaker: re.Pattern[str]
    inverted: re.Pattern[str]
    modals: tuple[tuple[str, re.Pattern[str]], ...]
    subject_gap: re.Pattern[str]
    prelude: re.Pattern[str]
    leading_only: frozenset[str]
    adjuncts: frozenset[str]
    assertive: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Start:
    """A clause's beginning: the offset, the span of its verb, the act, and the modifiers met on the way."""

    at: int
    verb: Span
    act: str
    repeated: bool
    intensified: bool


def clause_grammar(knowledge: Knowledge) -> ClauseGrammar:
    """The grammar of a language, from lexicon/clauses.toml and the verb forms of the acts."""
    own = lexicon.load("clauses")[knowledge.language]
    performative = [act for act in knowledge.acts.values() if act.key not in {entry["act"] for entry in own["modal"]}]
    verbs = {form.casefold(): act.key for act in performative for form in act.forms}
    trailing = [form for form, act in verbs.items() if act in own["trailing_acts"]]
    return ClauseGrammar(
        verbs=verbs,
        verb=_alternatives(verbs),
        trailing_verb=_alternatives(trailing),
        blocked=re.compile(own["blocked"]),
        boundary=re.compile(own["boundary"]),
        quoted=re.compile(own["quoted"]),
        sentence=re.compile(own["sentence"]),
        lead=_union(own["lead"], re.IGNORECASE),
        trailing=_union(own["trailing"]),
        open=re.compile(rf".*(?:{_union(own['open']).pattern})", re.DOTALL),
        speaker=_union(own["speaker"]),
        inverted=re.compile(own["inverted"]),
        modals=tuple((entry["act"], re.compile(entry["pattern"])) for entry in own["modal"]),
        subject_gap=_union(own["subject_gap"]),
        prelude=_union(own["prelude"]),
        leading_only=frozenset(form.casefold() for form in own["leading_only"]),
        adjuncts=frozenset(own["adjuncts"]),
        assertive=frozenset(act.key for act in knowledge.acts.values() if _asserts(act)),
    )


def performative_clauses(paragraph: Paragraph, grammar: ClauseGrammar) -> tuple[Clause, ...]:
    """The clauses of a paragraph in which the issuing body itself acts: resolutions and decisions."""
    return _clauses(paragraph, tuple(_performatives(paragraph.text, grammar)))


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
        for act, pattern in grammar.modals
        if (match := pattern.search(text, span.start, span.end))
    ]
    if not found:
        return None
    start, end, act = min(found)
    return act, Span(start, -end)


# --- performatives ------------------------------------------------------------------------------------------------


def _performatives(text: str, grammar: ClauseGrammar) -> Iterator[_Start]:
    """The beginnings of clauses, in order: a verb form at a boundary that no open sentence governs."""
    last: _Start | None = None
    boundaries = [0, *_boundaries(text, Span(0, len(text)), grammar)]
    for index, at in enumerate(boundaries):
        if last is not None and at < last.verb.end:
            continue
        start = _performative_at(text, at, grammar)
        if start is None or (last is not None and _governed(text, boundaries[index - 1], start, last, grammar)):
            continue
        yield start
        last = start


def _boundaries(text: str, span: Span, grammar: ClauseGrammar) -> Iterator[int]:
    """The offsets in `span` where a clause can begin: behind a mark that is in no title and no quotation."""
    quoted = [Span(*match.span()) for match in grammar.quoted.finditer(text)]
    for match in grammar.boundary.finditer(text, span.start, span.end):
        if not any(quote.start < match.end() < quote.end for quote in quoted):
            yield match.end()


def _performative_at(text: str, at: int, grammar: ClauseGrammar) -> _Start | None:
    lead = grammar.lead.match(text, at)
    verb_at = at if lead is None else lead.end()
    verb = grammar.verb.match(text, verb_at)
    if verb is not None and grammar.blocked.match(text, verb_at) is None:
        return _start(at, lead, verb, grammar)
    return _trailing_at(text, at, verb_at, lead, grammar)


def _trailing_at(text: str, at: int, from_: int, lead: re.Match[str] | None, grammar: ClauseGrammar) -> _Start | None:
    """A clause whose verb comes last: 对 … 表示关切, with no other clause in between."""
    match = grammar.trailing.match(text, from_)
    while match is not None:
        verb = grammar.trailing_verb.search(text, match.end())
        if verb is None or grammar.trailing.fullmatch(text, from_, verb.start()) is None:
            return None
        inside = Span(from_, verb.start())
        if any(_plain_verb(text, boundary, grammar) for boundary in _boundaries(text, inside, grammar)):
            return None
        return _start(at, lead, verb, grammar)
    return None


def _plain_verb(text: str, at: int, grammar: ClauseGrammar) -> bool:
    lead = grammar.lead.match(text, at)
    return grammar.verb.match(text, at if lead is None else lead.end()) is not None


def _start(at: int, lead: re.Match[str] | None, verb: re.Match[str], grammar: ClauseGrammar) -> _Start:
    groups = lead.groupdict() if lead is not None else {}
    return _Start(
        at=at,
        verb=Span(*verb.span()),
        act=grammar.verbs[verb.group().casefold()],
        repeated=groups.get("repeated") is not None,
        intensified=groups.get("intensified") is not None,
    )


def _governed(text: str, previous: int, start: _Start, last: _Start, grammar: ClauseGrammar) -> bool:
    """Whether the verb at a boundary belongs to somebody else's action and not to the issuing body."""
    form = start.verb.of(text).casefold()
    if form in grammar.leading_only:
        return True
    if start.act in grammar.adjuncts and last.act not in grammar.assertive:
        return True
    before = text[previous : start.at - 1].rstrip()
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
    verb = grammar.verb.match(text, at)
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
            for act, pattern in grammar.modals
            for match in pattern.finditer(text, mention.span.end, sentence.end)
            if _reaches(text, mention.span.end, match.start(), mentions, grammar)
        ]
        if reached:
            start, end, act = min(reached)
            return _Start(sentence.start, Span(start, -end), act, repeated=False, intensified=False)
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


# --- compiling ----------------------------------------------------------------------------------------------------


def _asserts(act: Act) -> bool:
    return act.modality is None


def _alternatives(forms: Any) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)", re.IGNORECASE)


def _union(entries: Sequence[Mapping[str, Any]], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries), flags)
