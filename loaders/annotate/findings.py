"""What a text says that the data do not know: acts, actors, symbols and titles, each with the words it is met in."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotations import COINED, Cited, Clause, Mention, Norm
from mandategraph.loaders.document import Document, Finding, Kind, Paragraph
from mandategraph.loaders.finder import Finder, finder
from mandategraph.loaders.passage import Span

_ACTING = frozenset({Kind.PREAMBULAR, Kind.OPERATIVE})
"""The paragraphs of a resolution or decision that each begin with an act."""


@dataclass(frozen=True, slots=True)
class FindingGrammar:
    """What words a finding is counted by.

    `lead` are those with which a paragraph begins, unless they are `empowered` and call for no act; `addressed` those
    between a directive verb and the action; `symbol` and `title` what looks like the symbol of a document and like the
    title of an instrument.
    """

    lead: re.Pattern[str]
    empowered: re.Pattern[str]
    addressed: re.Pattern[str]
    symbol: Finder
    title: Finder


def finding_grammar(language: str) -> FindingGrammar:
    """The grammar of a language (an ISO 639-3 code), from lexicon/findings.toml."""
    own = lexicon.load("findings")[language]
    return FindingGrammar(
        lead=re.compile(own["lead"]),
        empowered=re.compile(own["empowered"]),
        addressed=re.compile(own["addressed"]),
        symbol=finder(re.compile(own["symbol"])),
        title=finder(re.compile(own["title"])),
    )


def unknown_acts(
    document: Document, clauses: Sequence[Clause], performative: Set[str], grammar: FindingGrammar
) -> Iterator[Finding]:
    """Paragraphs that should begin with an act and begin with none.

    `performative` are the paths of the components in which the issuing body acts by saying so.
    """
    acting = {clause.paragraph for clause in clauses if clause.span.start == 0}
    for paragraph in document.paragraphs:
        if paragraph.kind not in _ACTING or paragraph.component not in performative or paragraph.path in acting:
            continue
        lead = grammar.lead.match(paragraph.text)
        if lead is not None and grammar.empowered.match(paragraph.text) is None:
            yield Finding("unknown-act", paragraph.path, "the paragraph begins with no known act", lead.group())


def unknown_actors(
    document: Document, clauses: Sequence[Clause], norms: Sequence[Norm], grammar: FindingGrammar
) -> Iterator[Finding]:
    """Directives that name somebody, but nobody of the authority file."""
    texts = {paragraph.path: paragraph.text for paragraph in document.paragraphs}
    stated = {clause.path: clause for clause in clauses}
    for norm in norms:
        clause = stated[norm.clause]
        named = None if norm.addressees else grammar.addressed.match(texts[clause.paragraph], clause.verb.end)
        if named is not None and named.end("words") <= clause.span.end:
            detail = f"{clause.act} addresses no known actor"
            yield Finding("unknown-actor", clause.paragraph, detail, named["words"])


def coined_actors(document: Document, mentions: Sequence[Mention]) -> Iterator[Finding]:
    """Actors that the text names in full and the authority file does not have."""
    texts = {paragraph.path: paragraph.text for paragraph in document.paragraphs}
    for mention in mentions:
        if mention.actor.startswith(COINED):
            words = mention.span.of(texts[mention.paragraph])
            yield Finding("unknown-actor", mention.paragraph, "is named, and in no authority file", words)


def unknown_works(document: Document, citations: Sequence[Cited], grammar: FindingGrammar) -> Iterator[Finding]:
    """What looks like the symbol of a document or the title of an instrument, and is no citation."""
    cited = _places(citations)
    for paragraph in document.paragraphs:
        taken = cited.get(paragraph.path, ())
        for kind, pattern in (("unknown-symbol", grammar.symbol), ("unknown-instrument", grammar.title)):
            for match in pattern.finditer(paragraph.text):
                if not any(Span(*match.span()).overlaps(span) for span in taken):
                    yield _uncited(kind, paragraph, match.group())


def _uncited(kind: str, paragraph: Paragraph, words: str) -> Finding:
    return Finding(kind, paragraph.path, "is nothing that can be cited", words)


def _places(citations: Sequence[Cited]) -> Mapping[str, Sequence[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for cited in citations:
        found[cited.paragraph].append(cited.citation.span)
    return found
