"""Everything a document says, found in one pass: the annotations of a document as one value."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mandategraph.loaders.adoption import Adoption
from mandategraph.loaders.annotate.bindingness import Authority
from mandategraph.loaders.annotate.citations_document import find_cited
from mandategraph.loaders.annotate.citations_grammar import CitationGrammar, citation_grammar
from mandategraph.loaders.annotate.clauses import modal_clauses, performative_clauses
from mandategraph.loaders.annotate.clauses_grammar import ClauseGrammar, clause_grammar
from mandategraph.loaders.annotate.duty import NormGrammar, Setting
from mandategraph.loaders.annotate.findings import (
    FindingGrammar,
    coined_actors,
    finding_grammar,
    unknown_actors,
    unknown_acts,
    unknown_works,
)
from mandategraph.loaders.annotate.mentions import find_mentions
from mandategraph.loaders.annotate.mentions_grammar import MentionGrammar, mention_grammar
from mandategraph.loaders.annotate.norms import Item, keys, norm
from mandategraph.loaders.annotate.roles_grammar import role_grammar
from mandategraph.loaders.annotate.times import time_grammar
from mandategraph.loaders.annotations import Annotations, Cited, Clause, Mention, Norm, Subject
from mandategraph.loaders.document import Document, Kind, Paragraph
from mandategraph.loaders.knowledge import Knowledge
from mandategraph.loaders.passage import Span
from mandategraph.loaders.symbol import COUNCIL_RESOLUTIONS

_PERFORMATIVE = frozenset({"resolution", "decision", "draft-resolution"})
"""The types of document in which the issuing body acts by saying so; in others sentences with a modal are clauses."""


_NOT_TOLD = Adoption()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a component and in what sort of text: the key of an actor, and a document type."""

    actor: str
    type: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What annotating needs to know of a document besides its text.

    `speakers` by component path, the main text's always among them; `date` in ISO form.
    """

    speakers: Mapping[str, Speaker]
    date: str
    chapter_vii: bool
    adoption: Adoption = _NOT_TOLD

    def speaker(self, component: str) -> Speaker:
        """Who speaks in a component: its own speaker, else that of the main text."""
        return self.speakers.get(component, self.speakers[""])


@dataclass(frozen=True, slots=True)
class Annotator:
    """All the grammars and knowledge of one language, compiled."""

    knowledge: Knowledge
    mentions: MentionGrammar
    citations: CitationGrammar
    clauses: ClauseGrammar
    norms: NormGrammar
    findings: FindingGrammar


def annotator(knowledge: Knowledge) -> Annotator:
    """The annotator of the language that `knowledge` was compiled for."""
    language = knowledge.language
    clauses = clause_grammar(knowledge)
    return Annotator(
        knowledge=knowledge,
        mentions=mention_grammar(language),
        citations=citation_grammar(language, knowledge.instruments, knowledge.short_titles, knowledge.protocols),
        clauses=clauses,
        norms=NormGrammar(knowledge, clauses, role_grammar(language), time_grammar(language)),
        findings=finding_grammar(language),
    )


def annotate(document: Document, facts: Facts, annotator: Annotator) -> Annotations:
    """What a document says: mentions, citations, clauses, norms, and what its paragraphs concern."""
    mentions = find_mentions(document, annotator.knowledge.actors, annotator.mentions, facts.speaker("").actor)
    own = _by_paragraph(mentions)
    citations, unsettled = find_cited(document, annotator.citations, annotator.knowledge.resolutions)
    clauses = tuple(_clauses(document, own, facts, annotator))
    norms = tuple(_norms(document, clauses, citations, own, facts, annotator))
    performative = {part.path for part in document.components if facts.speaker(part.path).type in _PERFORMATIVE}
    return Annotations(
        mentions=mentions,
        citations=citations,
        clauses=clauses,
        norms=norms,
        subjects=tuple(_subjects(document, annotator)),
        findings=(
            *document.findings,
            *unsettled,
            *unknown_acts(document, clauses, performative, annotator.findings),
            *unknown_actors(document, clauses, norms, annotator.findings),
            *coined_actors(document, mentions),
            *unknown_works(document, citations, annotator.findings),
        ),
    )


def _by_paragraph(mentions: Sequence[Mention]) -> Mapping[str, tuple[Mention, ...]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.paragraph].append(mention)
    return {path: tuple(own) for path, own in found.items()}


def _clauses(
    document: Document, mentions: Mapping[str, tuple[Mention, ...]], facts: Facts, annotator: Annotator
) -> Iterator[Clause]:
    texts = {paragraph.path: paragraph.text for paragraph in document.paragraphs}
    for paragraph in document.paragraphs:
        if paragraph.kind is Kind.FOOTNOTE:
            continue
        speaker = facts.speaker(paragraph.component)
        if speaker.type in _PERFORMATIVE:
            chapeau = "" if paragraph.parent is None else texts[paragraph.parent]
            yield from performative_clauses(paragraph, chapeau, annotator.clauses)
        else:
            voices = annotator.knowledge.actors.voices(speaker.actor)
            yield from modal_clauses(paragraph, mentions.get(paragraph.path, ()), voices, annotator.clauses)


def _norms(
    document: Document,
    clauses: Sequence[Clause],
    citations: Sequence[Cited],
    mentions: Mapping[str, tuple[Mention, ...]],
    facts: Facts,
    annotator: Annotator,
) -> Iterator[Norm]:
    paragraphs: Mapping[str, Paragraph] = {paragraph.path: paragraph for paragraph in document.paragraphs}
    decisions, items = _decisions(citations), _items(paragraphs, clauses, mentions)
    before = _before(clauses)
    for clause in clauses:
        paragraph = paragraphs[clause.paragraph]
        authority = Authority(facts.speaker(paragraph.component).actor, facts.chapter_vii)
        cited = decisions.get(paragraph.path, ())
        setting = Setting(paragraph.text, authority, facts.date, cited, before.get(clause.path))
        own = mentions.get(paragraph.path, ())
        found = norm(clause, own, items.get(clause.path, ()), setting, annotator.norms)
        if found is not None:
            yield found


def _before(clauses: Sequence[Clause]) -> Mapping[str, Span]:
    """The span of the clause before each clause in the same paragraph, by path."""
    return {two.path: one.span for one, two in pairwise(clauses) if one.paragraph == two.paragraph}


def _items(
    paragraphs: Mapping[str, Paragraph], clauses: Sequence[Clause], mentions: Mapping[str, tuple[Mention, ...]]
) -> Mapping[str, tuple[Item, ...]]:
    """The sub-items that inherit each clause, by its path (annotation guide, 2.3)."""
    last = {clause.paragraph: clause for clause in clauses}
    found: dict[str, list[Item]] = defaultdict(list)
    for paragraph in paragraphs.values():
        clause = _inherited(paragraph, paragraphs, last)
        if clause is not None:
            found[clause.path].append(Item(paragraph.text, mentions.get(paragraph.path, ())))
    return {path: tuple(own) for path, own in found.items()}


def _inherited(paragraph: Paragraph, paragraphs: Mapping[str, Paragraph], last: Mapping[str, Clause]) -> Clause | None:
    """The clause that a sub-item without one inherits: the one with which its chapeau ends."""
    if paragraph.kind is not Kind.SUB_ITEM or paragraph.path in last or paragraph.parent is None:
        return None
    chapeau = paragraphs[paragraph.parent]
    clause = last.get(chapeau.path)
    if clause is None:
        return _inherited(chapeau, paragraphs, last)
    return clause if clause.span.end == len(chapeau.text) else None


def _decisions(citations: Sequence[Cited]) -> Mapping[str, tuple[Span, ...]]:
    """Where each paragraph cites resolutions of the Security Council."""
    found: dict[str, list[Span]] = defaultdict(list)
    for cited in citations:
        if cited.citation.target.key.startswith(COUNCIL_RESOLUTIONS):
            found[cited.paragraph].append(cited.citation.span)
    return {path: tuple(spans) for path, spans in found.items()}


def _subjects(document: Document, annotator: Annotator) -> Iterator[Subject]:
    """The systems and topics that each paragraph, or the heading it stands under, names."""
    known = annotator.knowledge
    headings = {section.path: tuple(known.topics.find(section.passage.text)) for section in document.sections}
    for paragraph in document.paragraphs:
        heading = headings[paragraph.section] if paragraph.section is not None else ()
        systems = keys(known.systems.find(paragraph.text))
        topics = keys([*known.topics.find(paragraph.text), *heading])
        if systems or topics:
            yield Subject(paragraph.path, systems, topics)
