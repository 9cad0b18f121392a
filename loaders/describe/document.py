"""A document as triples: its facts, structure, statements and provenance."""

from functools import cache
from importlib.metadata import version

from mandategraph.loaders.adoption import Adoption
from mandategraph.loaders.annotate.document import Facts
from mandategraph.loaders.annotations import Annotations
from mandategraph.loaders.describe.findings import describe_findings
from mandategraph.loaders.describe.statements import describe_statements
from mandategraph.loaders.describe.structure import describe_structure
from mandategraph.loaders.describe.terms import (
    DCTERMS,
    ELI,
    MG,
    PROV,
    RDF,
    Term,
    Triples,
    below,
    boolean,
    date,
    entity,
    individual,
    integer,
    iri,
    part,
    plain,
    tagged,
    text,
    work,
)
from mandategraph.loaders.reading import Reading
from mandategraph.loaders.symbol import akn_iri, undocs_iri
from mandategraph.ontology import BASE

_SIDES = {
    "in_favour": (MG.votesInFavour, MG.votedInFavour),
    "against": (MG.votesAgainst, MG.votedAgainst),
    "abstaining": (MG.abstentions, MG.abstained),
}
"""How many there are on each side of a vote, and who."""


def describe(reading: Reading, facts: Facts, annotations: Annotations) -> Triples:
    """Everything that is known of a document; the same triples in the same order for the same arguments."""
    for triples in (
        _facts(reading, facts),
        _titles(reading),
        _aliases(reading),
        _provenance(reading),
        describe_structure(reading.document),
        describe_statements(reading.document, annotations),
        describe_findings(reading.document, annotations.findings),
    ):
        yield from triples


def _facts(reading: Reading, facts: Facts) -> Triples:
    subject = work(reading.document.symbol)
    yield subject, RDF.type, MG.Document
    yield subject, RDF.type, ELI.LegalResource
    yield subject, MG.symbol, plain(reading.document.symbol)
    yield subject, MG.chapterVII, boolean(facts.chapter_vii)
    if facts.date:
        yield subject, ELI.date_document, date(facts.date)
    for property_, told in (
        (MG.draftSymbol, reading.entry.draft),
        (MG.meetingRecord, reading.entry.meeting),
        (MG.committeeReport, reading.entry.report),
        (MG.vote, reading.entry.vote),
    ):
        if told is not None:
            yield subject, property_, plain(told)
    yield from _adoption(subject, facts.adoption)
    for component, speaker in facts.speakers.items():
        node = part(reading.document.symbol, component)
        yield node, MG.issuedBy, entity("actor", speaker.actor)
        yield node, MG.documentType, individual(speaker.type)


def _adoption(subject: Term, adoption: Adoption) -> Triples:
    """The lines of sponsors and whom they name, who joined later being a sponsor too; who voted how."""
    for roll, line, names in (
        (adoption.sponsors, MG.sponsors, (MG.sponsor,)),
        (adoption.additional_sponsors, MG.additionalSponsors, (MG.sponsor, MG.additionalSponsor)),
    ):
        if roll is not None:
            yield subject, line, text(roll.line, roll.language)
            yield from ((subject, name, entity("actor", key)) for key in roll.actors for name in names)
    for side in adoption.sides:
        counted, voted = _SIDES[side.name]
        yield subject, counted, integer(side.count)
        yield from ((subject, voted, entity("actor", key)) for key in side.actors)


def _titles(reading: Reading) -> Triples:
    """The titles that the catalogue gives, else the one that the text prints."""
    subject = work(reading.document.symbol)
    for language, title in reading.entry.titles.items():
        yield subject, DCTERMS.title, tagged(title, language)
    printed = reading.document.components[0].title
    if printed is not None and not reading.entry.titles:
        yield subject, DCTERMS.title, text(printed, reading.document.language)


def _aliases(reading: Reading) -> Triples:
    """The other IRIs of the work: the UN's address for it, and its Akoma Ntoso IRI below our base."""
    subject = work(reading.document.symbol)
    yield subject, MG.alias, iri(undocs_iri(reading.document.symbol))
    akn = None if reading.entry.date is None else akn_iri(reading.document.symbol, reading.entry.date)
    if akn is not None:
        yield subject, MG.alias, iri(BASE + akn.removeprefix("/"))


@cache
def _release() -> str:
    return version("mandategraph")


def _provenance(reading: Reading) -> Triples:
    expression = part(reading.document.symbol, reading.document.language)
    source = below(expression, "source")
    release = _release()
    software = iri(f"{BASE}software/mandategraph/{release}")
    yield expression, PROV.wasDerivedFrom, source
    yield expression, PROV.wasAttributedTo, software
    yield source, RDF.type, MG.SourceFile
    yield source, MG.fileName, plain(reading.entry.file)
    yield source, MG.sha256, plain(reading.source.sha256)
    yield software, RDF.type, PROV.SoftwareAgent
    yield software, MG.version, plain(release)
