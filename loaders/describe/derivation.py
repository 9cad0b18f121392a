"""What stands between documents as quads, in the derivation graph."""

from collections.abc import Iterator

from mandategraph.loaders.derive import Derivation, Reuse
from mandategraph.loaders.describe.terms import (
    DERIVATION_GRAPH,
    ELI,
    MG,
    RDF,
    Term,
    Triples,
    below,
    decimal,
    integer,
    lines,
    part,
    text,
)


def describe_derivation(derivation: Derivation) -> Iterator[str]:
    """Reuses, implementations and correspondences between paragraphs, as lines of N-Quads."""
    for triples in (_reuses(derivation), _implementations(derivation), _twins(derivation)):
        yield from lines(triples, DERIVATION_GRAPH)


def _reuses(derivation: Derivation) -> Triples:
    counts: dict[Term, int] = {}
    for reuse in derivation.reuses:
        paragraph = part(reuse.reusing.symbol, reuse.reusing.path)
        counts[paragraph] = counts.get(paragraph, 0) + 1
        yield from _reuse(below(paragraph, f"reuse/{counts[paragraph]}"), reuse)


def _reuse(subject: Term, reuse: Reuse) -> Triples:
    yield subject, RDF.type, MG.Reuse
    yield subject, MG.reusing, part(reuse.reusing.symbol, reuse.reusing.path)
    yield subject, MG.reused, part(reuse.reused.symbol, reuse.reused.path)
    yield subject, MG.score, decimal(reuse.score)
    yield subject, MG.reusingStart, integer(reuse.reusing_span.start)
    yield subject, MG.reusingEnd, integer(reuse.reusing_span.end)
    yield subject, MG.reusedStart, integer(reuse.reused_span.start)
    yield subject, MG.reusedEnd, integer(reuse.reused_span.end)
    yield subject, MG.quote, text(reuse.reusing_span.of(reuse.reusing.text), reuse.reusing.language)


def _implementations(derivation: Derivation) -> Triples:
    for programme, mandate in derivation.implementations:
        yield part(programme.symbol, programme.path), ELI.implements, part(mandate.symbol, mandate.path)


def _twins(derivation: Derivation) -> Triples:
    """Twins correspond to each other, so both directions are said."""
    for one, other in derivation.twins:
        first, second = part(one.symbol, one.path), part(other.symbol, other.path)
        yield first, MG.correspondsTo, second
        yield second, MG.correspondsTo, first
