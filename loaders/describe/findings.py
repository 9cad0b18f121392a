"""What the reading of a document could not settle, as triples: kind, place and words of each finding."""

from collections.abc import Iterable

from mandategraph.loaders.describe.terms import DCTERMS, MG, RDF, Triples, individual, part, tagged, text
from mandategraph.loaders.document import Document, Finding


def describe_findings(document: Document, findings: Iterable[Finding]) -> Triples:
    """The findings of a document, each named by the unit it is in, the text's language and its place among them."""
    units = {part_.path for part_ in document.components}
    units |= {unit.path for unit in document.paragraphs} | {unit.path for unit in document.sections}
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.path] = counts.get(finding.path, 0) + 1
        within = f"{finding.path}/" if finding.path else ""
        subject = part(document.symbol, f"{within}finding/{document.language}/{counts[finding.path]}")
        yield subject, RDF.type, MG.Finding
        yield subject, MG.findingKind, individual(finding.kind)
        yield subject, MG.foundIn, part(document.symbol, finding.path if finding.path in units else "")
        yield subject, DCTERMS.description, tagged(finding.detail, "en")
        if finding.words:
            yield subject, MG.words, text(finding.words, document.language)
