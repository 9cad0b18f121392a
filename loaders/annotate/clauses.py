"""Clauses: where each act of the issuing body begins, and which act it is (annotation guide, section 2)."""

from collections.abc import Callable, Sequence, Set

from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar
from mandategraph.loaders.annotate.performatives import Start, is_alike, performatives
from mandategraph.loaders.annotate.sentences import sentences, starts
from mandategraph.loaders.annotations import Clause, Mention
from mandategraph.loaders.document import Kind, Paragraph
from mandategraph.loaders.passage import Span


def performative_clauses(paragraph: Paragraph, chapeau: str, grammar: ClauseGrammar) -> tuple[Clause, ...]:
    """The clauses of a paragraph in which the issuing body itself acts: resolutions and decisions.

    `chapeau` are the words that a sub-item goes on with; none for other paragraphs.
    """
    narrated = grammar.narrative.match(chapeau) is not None
    found = tuple(performatives(paragraph.text, Span(0, len(paragraph.text)), grammar, narrated=narrated))
    role = _role(paragraph.kind, chapeau, grammar)
    own = [start for start in found if role(start, found[0], grammar)]
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


def _role(kind: Kind, chapeau: str, grammar: ClauseGrammar) -> Callable[[Start, Start, ClauseGrammar], bool]:
    """How a paragraph tells which verbs are the issuing body's, by where it stands and what comes before."""
    if kind is Kind.PREAMBULAR:
        return _in_preamble
    if kind is not Kind.SUB_ITEM or grammar.resuming.search(chapeau) is not None:
        return _in_paragraph
    return _in_task if grammar.delegating.search(chapeau) is not None else _in_item


def _in_paragraph(start: Start, first: Start, grammar: ClauseGrammar) -> bool:
    """Every verb is the body's own, also in a sub-item to which its chapeau has left the word (*and therefore:*)."""
    return True


def _in_preamble(start: Start, first: Start, grammar: ClauseGrammar) -> bool:
    """The body speaks in participles in a preamble that it has begun so: a finite verb is that of a relative clause."""
    return is_alike(first, start, grammar) or not any(form.fullmatch(first.form) for form in grammar.parallel)


def _in_item(start: Start, first: Start, grammar: ClauseGrammar) -> bool:
    """In a sub-item that opens with no act of the body's own most verbs say what somebody else is to do."""
    opens = first.at == 0 and first.form not in grammar.described
    return opens or start.voiced or start.form not in grammar.described


def _in_task(start: Start, first: Start, grammar: ClauseGrammar) -> bool:
    """In a sub-item that tells what those who are called upon should do, more of the verbs that open it are theirs."""
    opens = start.at == 0 and start.form in grammar.delegated
    return _in_item(start, first, grammar) and not opens


def _clauses(paragraph: Paragraph, found: Sequence[tuple[Start, int]]) -> tuple[Clause, ...]:
    return tuple(_clause(paragraph, position, start, end) for position, (start, end) in enumerate(found, 1))


def _clause(paragraph: Paragraph, position: int, start: Start, end: int) -> Clause:
    span = Span(start.at, end)
    return Clause(paragraph.path, position, span, start.verb, start.act, start.repeated, start.intensified)
