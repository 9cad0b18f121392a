"""What is known of a document besides its units: type, date, issuer, adoption, who speaks in each component."""

from collections.abc import Mapping

from mandategraph.loaders.adoption import RollGrammar, adoption
from mandategraph.loaders.annotate.citations_grammar import series
from mandategraph.loaders.annotate.document import Facts, Speaker
from mandategraph.loaders.catalogue import Entry
from mandategraph.loaders.document import Document, Kind
from mandategraph.loaders.symbol import is_decision, is_resolution, issuing_body
from mandategraph.loaders.text.structure import Structure

_UNKNOWN = "united-nations"
"""The actor who speaks in a document of a series that is nobody's in particular."""


def facts(document: Document, entry: Entry, structure: Structure, rolls: Mapping[str, RollGrammar]) -> Facts:
    """The facts of a document, from its catalogue entry, its symbol and its own words.

    `rolls` has for each language how a line that names actors is read.
    """
    issuer = entry.issuer or issuing_body(document.symbol, series()) or _UNKNOWN
    speakers = {"": Speaker(issuer, entry.type or _type(document))}
    for part in entry.components:
        speakers[part.path] = Speaker(part.author or issuer, part.type or speakers[""].type)
    return Facts(
        speakers=speakers,
        date="" if entry.date is None else entry.date.isoformat(),
        chapter_vii=_invokes_chapter_vii(document, structure),
        adoption=adoption(document, entry, rolls),
    )


def _type(document: Document) -> str:
    """The type that a symbol tells, or an enacting formula: a draft speaks as the resolution would."""
    if is_resolution(document.symbol):
        return "resolution"
    if is_decision(document.symbol):
        return "decision"
    enacts = any(matter.role == "enacting-formula" and not matter.component for matter in document.matter)
    return "draft-resolution" if enacts else "other-document"


def _invokes_chapter_vii(document: Document, structure: Structure) -> bool:
    """Whether a preambular paragraph says that the Council acts under Chapter VII of the Charter."""
    preamble = (paragraph for paragraph in document.paragraphs if paragraph.kind is Kind.PREAMBULAR)
    return any(structure.chapter_vii.fullmatch(paragraph.text) for paragraph in preamble)
