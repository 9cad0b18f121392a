"""A document's annotations as triples: mentions, citations, clauses, norms and what paragraphs concern."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from mandategraph.loaders.annotate.citations import Citation, Pinpoint, TargetKind
from mandategraph.loaders.annotations import COINED, Annotations, Cited, Clause, Mention, Norm, Subject
from mandategraph.loaders.describe.terms import (
    DCTERMS,
    ELI,
    MG,
    OA,
    RDF,
    SKOS,
    Term,
    Triples,
    below,
    boolean,
    count,
    date,
    duration,
    entity,
    individual,
    integer,
    part,
    plain,
    text,
    work,
)
from mandategraph.loaders.document import Document, Kind
from mandategraph.loaders.languages import TAGS
from mandategraph.loaders.passage import Span

_T = TypeVar("_T", Mention, Cited)

_PARAGRAPHS = frozenset({"para", "pre", "note"})
"""The kinds of pinpoint that have an IRI: what is numbered as paragraphs are."""

_COMPONENT = re.compile(r"(?:annex/\d+)?")
"""The path of a component in which paragraphs are numbered; those of a section or an article have no IRI."""

_LONGEST_RANGE = 500
"""More paragraphs than a range of them is ever meant to have."""

_MODALITIES = {"decision": MG.DecisionModality}
"""Modalities whose individual is not simply the value's name."""


def describe_statements(document: Document, annotations: Annotations) -> Triples:
    """What was found in a document, kind by kind in reading order."""
    texts = {paragraph.path: paragraph.text for paragraph in document.paragraphs}
    for number, mention in _numbered(annotations.mentions):
        yield from _mention(document, mention, number, texts)
    for actor in dict.fromkeys(mention.actor for mention in annotations.mentions):
        yield from _named(actor, document.language)
    for number, cited in _numbered(annotations.citations):
        yield from _citation(document, cited, number, texts)
    for clause in annotations.clauses:
        yield from _clause(document, clause, texts)
    actions = _actions(document, annotations)
    for norm in annotations.norms:
        yield from _norm(document, norm, actions[norm.clause])
    for subject in annotations.subjects:
        yield from _subject(document, subject)


def _numbered(found: tuple[_T, ...]) -> list[tuple[int, _T]]:
    """Annotations with their place among those of the same paragraph, from 1, unless they have one of their own."""
    counts: dict[str, int] = {}
    numbered = []
    for one in found:
        counts[one.paragraph] = counts.get(one.paragraph, 0) + 1
        numbered.append((counts[one.paragraph] if one.number is None else one.number, one))
    return numbered


def _mention(document: Document, mention: Mention, number: int, texts: Mapping[str, str]) -> Triples:
    subject = part(document.symbol, f"{mention.paragraph}/mention/{number}")
    yield subject, RDF.type, MG.Mention
    yield subject, MG.inParagraph, part(document.symbol, mention.paragraph)
    yield subject, MG.mentions, entity("actor", mention.actor)
    yield from _selected(subject, mention.span, texts[mention.paragraph], document.language)


def _named(actor: str, language: str) -> Triples:
    """What is known of an actor that no authority file has: its name."""
    if actor.startswith(COINED):
        yield entity("actor", actor), RDF.type, MG.NamedActor
        yield entity("actor", actor), SKOS.prefLabel, text(actor.removeprefix(COINED).replace("_", " "), language)


def _citation(document: Document, cited: Cited, number: int, texts: Mapping[str, str]) -> Triples:
    subject = part(document.symbol, f"{cited.paragraph}/cite/{number}")
    paragraph = part(document.symbol, cited.paragraph)
    yield subject, RDF.type, MG.Citation
    yield subject, MG.citingParagraph, paragraph
    for target in cited_iris(cited.citation):
        yield subject, MG.cited, target
        yield paragraph, ELI.cites, target
    for pinpoint in cited.citation.pinpoints:
        yield subject, MG.pinpoint, plain(pinpoint.path)
    for symbol in _symbols(cited.citation):
        if symbol != document.symbol:
            yield work(symbol), RDF.type, MG.CitedDocument
            yield work(symbol), MG.symbol, plain(symbol)
    yield from _selected(subject, cited.citation.span, texts[cited.paragraph], document.language)


def cited_iris(citation: Citation) -> Iterator[Term]:
    """What a citation cites: the work, instrument or list entry, and of a work each pinpointed paragraph too."""
    kind, key = citation.target.kind, citation.target.key
    if kind is not TargetKind.DOCUMENT:
        yield entity(kind.value, key)
    for symbol in _symbols(citation):
        yield work(symbol)
    if kind is TargetKind.DOCUMENT:
        yield from (part(key, path) for pinpoint in citation.pinpoints for path in _paragraphs(pinpoint))


def _symbols(citation: Citation) -> tuple[str, ...]:
    own = (citation.target.key,) if citation.target.kind is TargetKind.DOCUMENT else ()
    return (*own, *citation.also)


def _paragraphs(pinpoint: Pinpoint) -> Iterator[str]:
    """The paths of the paragraphs that a pinpoint names; a range names each from its first to its last."""
    if pinpoint.kind not in _PARAGRAPHS or _COMPONENT.fullmatch(pinpoint.within) is None:
        return
    low, dash, high = pinpoint.number.partition("-")
    if not dash:
        yield pinpoint.path
    elif low.isdigit() and high.isdigit() and 0 <= int(high) - int(low) < _LONGEST_RANGE:
        for number in range(int(low), int(high) + 1):
            yield replace(pinpoint, number=str(number)).path


def _clause(document: Document, clause: Clause, texts: Mapping[str, str]) -> Triples:
    subject = part(document.symbol, clause.path)
    yield subject, RDF.type, MG.Clause
    yield subject, MG.inParagraph, part(document.symbol, clause.paragraph)
    yield subject, MG.position, integer(clause.position)
    yield subject, MG.act, entity("act", clause.act)
    yield subject, MG.repeated, boolean(clause.repeated)
    yield subject, MG.intensified, boolean(clause.intensified)
    yield from _selected(subject, clause.span, texts[clause.paragraph], document.language)


def _actions(document: Document, annotations: Annotations) -> Mapping[str, str]:
    """What each norm, by its clause, wants done: the words behind its duty, and items below that have no act."""
    paragraphs = {clause.path: clause.paragraph for clause in annotations.clauses}
    texts = {paragraph.path: paragraph.text for paragraph in document.paragraphs}
    speaking = set(paragraphs.values())
    items = [item for item in document.paragraphs if item.kind is Kind.SUB_ITEM and item.path not in speaking]
    found = {}
    for norm in annotations.norms:
        shown = texts[paragraphs[norm.clause]]
        below = [item for item in items if item.parent == paragraphs[norm.clause] and norm.action.end == len(shown)]
        told = [norm.action.of(shown), *(f"({item.number}) {item.text}" for item in below)]
        found[norm.clause] = " ".join(words for words in told if words)
    return found


def _norm(document: Document, norm: Norm, action: str) -> Triples:
    subject = part(document.symbol, f"{norm.clause}/norm")
    yield subject, RDF.type, MG.Norm
    yield subject, MG.statedIn, part(document.symbol, norm.clause)
    yield subject, MG.modality, _MODALITIES.get(norm.modality.value, individual(norm.modality.value))
    yield subject, MG.restated, boolean(norm.restated)
    yield subject, MG.bindingness, individual(norm.bindingness.value)
    yield subject, MG.bindingReason, individual(norm.reason.value)
    if norm.procedural:
        yield subject, MG.procedural, boolean(True)
    if action:
        yield subject, MG.action, text(action, document.language)
    yield from _who(subject, norm)
    yield from _when(subject, norm)
    for qualifier in norm.qualifiers:
        yield subject, MG.qualifier, entity("qualifier", qualifier)
    yield from _concerns(subject, norm.systems, norm.topics)


def _who(subject: Term, norm: Norm) -> Triples:
    for actor in norm.addressees:
        yield subject, MG.addressee, entity("actor", actor)
    for actor in norm.recipients:
        yield subject, MG.recipient, entity("actor", actor)
    for number, partner in enumerate(norm.partners, 1):
        partnership = below(subject, f"partner/{number}")
        yield subject, MG.partner, entity("actor", partner.actor)
        yield subject, MG.partnership, partnership
        yield partnership, RDF.type, MG.Partnership
        yield partnership, MG.partner, entity("actor", partner.actor)
        yield partnership, MG.role, individual(partner.role)


def _when(subject: Term, norm: Norm) -> Triples:
    for value in norm.deadlines:
        yield subject, MG.deadline, date(value)
    for value in norm.terms:
        yield subject, MG.term, date(value)
    for value in norm.relative_deadlines:
        yield subject, MG.relativeDeadline, duration(value)
    for rhythm in norm.recurrences:
        yield subject, MG.recurrence, plain(rhythm.interval)
        if rhythm.times is not None:
            yield subject, MG.timesPerInterval, integer(rhythm.times)


def _subject(document: Document, subject: Subject) -> Triples:
    yield from _concerns(part(document.symbol, subject.paragraph), subject.systems, subject.topics)


def _concerns(subject: Term, systems: tuple[str, ...], topics: tuple[str, ...]) -> Triples:
    for system in systems:
        yield subject, MG.concernsSystem, entity("system", system)
    for topic in topics:
        yield subject, MG.topic, entity("topic", topic)


def _selected(subject: Term, span: Span, shown: str, language: str) -> Triples:
    """The words an annotation stands on, and the two selectors that find them in the paragraph's text."""
    quote = text(span.of(shown), language)
    position = below(subject, f"{language}/position")
    quotation = below(subject, f"{language}/quotation")
    yield subject, MG.quote, quote
    yield subject, OA.hasSelector, position
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, count(span.start)
    yield position, OA.end, count(span.end)
    yield position, DCTERMS.language, plain(TAGS[language])
    yield subject, OA.hasSelector, quotation
    yield quotation, RDF.type, OA.TextQuoteSelector
    yield quotation, OA.exact, quote
