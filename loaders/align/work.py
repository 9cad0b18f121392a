"""A document in two languages → the same two, with everything that is said in both under the same names.

The first language leads: of what there can be only one, its statement stands. What the second adds is added, and
where they disagree there is a finding.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from mandategraph.loaders.align.clauses import Couple, couple
from mandategraph.loaders.align.parts import align_parts, alone
from mandategraph.loaders.align.sequences import places
from mandategraph.loaders.annotations import Annotations, Cited, Mention
from mandategraph.loaders.document import Document, Finding
from mandategraph.loaders.loaded import Loaded

_T = TypeVar("_T", Mention, Cited)


def align(first: Loaded, second: Loaded) -> tuple[Loaded, Loaded]:
    """Two languages of a document side by side; what they disagree in is added to their findings."""
    one, other = align_parts(first.reading.document, second.reading.document)
    couples = couple(first.annotations, second.annotations)
    differing = (*_disagreements(couples, one, other), *_citations_differ(first, second, one, other))
    couples = tuple(each.united() for each in couples)
    told, retold = _annotated(first.annotations, couples, 0), _annotated(second.annotations, couples, 1)
    return (
        _with(first, one, _finding(told, (*alone(one, other), *differing))),
        _with(second, other, _finding(_renumbered(retold, first.annotations), alone(other, one))),
    )


def _finding(annotations: Annotations, findings: Iterable[Finding]) -> Annotations:
    return replace(annotations, findings=(*annotations.findings, *findings))


def _with(loaded: Loaded, document: Document, annotations: Annotations) -> Loaded:
    return replace(loaded, reading=replace(loaded.reading, document=document), annotations=annotations)


def _annotated(annotations: Annotations, couples: Sequence[Couple], language: int) -> Annotations:
    """The annotations of one of the two languages, with its clauses and norms as they are coupled."""
    clauses = (each.clauses[language] for each in couples)
    norms = (each.norms[language] for each in couples)
    return replace(
        annotations,
        clauses=tuple(clause for clause in clauses if clause is not None),
        norms=tuple(norm for norm in norms if norm is not None),
    )


def _renumbered(annotations: Annotations, first: Annotations) -> Annotations:
    """The annotations of the second language, mentions and citations counted as in the first."""
    return replace(
        annotations,
        mentions=tuple(_numbered(first.mentions, annotations.mentions, lambda mention: mention.actor)),
        citations=tuple(_numbered(first.citations, annotations.citations, lambda cited: cited.citation.target)),
    )


def _numbered(first: Sequence[_T], second: Sequence[_T], same: Callable[[_T], Hashable]) -> Iterator[_T]:
    own, others = _by_paragraph(first), _by_paragraph(second)
    for paragraph, found in others.items():
        numbers = places([same(each) for each in own[paragraph]], [same(each) for each in found])
        for each, number in zip(found, numbers, strict=True):
            yield replace(each, number=number)


def _by_paragraph(found: Sequence[_T]) -> defaultdict[str, list[_T]]:
    sorted_: defaultdict[str, list[_T]] = defaultdict(list)
    for each in found:
        sorted_[each.paragraph].append(each)
    return sorted_


# --- disagreements ------------------------------------------------------------------------------------------------


def _shared(first: Document, second: Document) -> frozenset[str]:
    """The paths of the paragraphs that are there in both languages: only those can disagree."""
    return frozenset(each.path for each in first.paragraphs) & frozenset(each.path for each in second.paragraphs)


def _disagreements(couples: Sequence[Couple], first: Document, second: Document) -> Iterator[Finding]:
    both = _shared(first, second)
    for each in couples:
        if each.paragraph in both:
            yield from each.findings()


def _citations_differ(first: Loaded, second: Loaded, one: Document, other: Document) -> Iterator[Finding]:
    """What one language of a paragraph cites and the other does not."""
    cited = [
        {(each.paragraph, each.citation.target.key) for each in loaded.annotations.citations}
        for loaded in (first, second)
    ]
    both = _shared(one, other)
    for paragraph, key in sorted(cited[0] ^ cited[1]):
        if paragraph in both:
            words = f"{key} | -" if (paragraph, key) in cited[0] else f"- | {key}"
            yield Finding("citations-differ", paragraph, f"{words}: cited in one language only", words)
