"""Clauses: where each act of the issuing body begins, and which act it is (annotation guide, section 2)."""

from collections.abc import Sequence, Set

from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar
from mandategraph.loaders.annotate.performatives import Start, is_alike, performatives
from mandategraph.loaders.annotate.sentences import sentences, starts
from mandategraph.loaders.annotations import Clause, Mention
from mandategraph.loaders.document import Kind, Paragraph
from mandategraph.loaders.passage import Span


def performative_clauses(paragraph: Paragraph, grammar: ClauseGrammar) -> tuple[Clause, ...]:
    """The clauses of a paragraph in which the issuing body itself acts: resolutions and decisions."""
    found = tuple(performatives(paragraph.text, Span(0, len(paragraph.text)), grammar))
    own = [start for start in found if _is_own(start, found[0], paragraph.kind, grammar)]
    ends = [*(start.at for start in own), len(paragraph.text)][1:]
    return _clauses(paragraph, list(zip(own, ends, strict=True)))


def modal_clauses(
    paragraph: Paragraph, mentions: Sequence[Mention], voices: Set[str], grammar: ClauseGrammar
) -> tuple[Clause, ...]:
    """The clauses of a report, letter or programme, in which `voices` are the actors that its author speaks for.

    They are the sentences in which an actor will, should, must or may act, and those in which the author speaks for
    itself (*I encourage*).
    """
    found: list[tuple[Start, int]] = []
    for sentence in sentences(paragraph.text, grammar):
        inside = [mention for mention in mentions if sentence.covers(mention.span)]
        own = list(starts(paragraph.text, sentence, inside, voices, grammar))
        found += zip(own, [*(start.at for start in own), sentence.end][1:], strict=True)
    return _clauses(paragraph, found)


def _is_own(start: Start, first: Start, kind: Kind, grammar: ClauseGrammar) -> bool:
    """Whether a verb is the issuing body's, by where its paragraph stands and how it begins.

    The body speaks in participles in a preamble that it has begun so: a finite verb is that of a relative clause. In a
    sub-item that opens with no act of its own most verbs say what somebody else is to do.
    """
    if kind is Kind.PREAMBULAR:
        return is_alike(first, start, grammar) or not any(form.fullmatch(first.form) for form in grammar.parallel)
    if kind is Kind.SUB_ITEM:
        opens = first.at == 0 and first.form not in grammar.described
        return opens or (start.form not in grammar.described and start.act not in grammar.adjuncts)
    return True


def _clauses(paragraph: Paragraph, found: Sequence[tuple[Start, int]]) -> tuple[Clause, ...]:
    return tuple(_clause(paragraph, position, start, end) for position, (start, end) in enumerate(found, 1))


def _clause(paragraph: Paragraph, position: int, start: Start, end: int) -> Clause:
    span = Span(start.at, end)
    return Clause(paragraph.path, position, span, start.verb, start.act, start.repeated, start.intensified)
