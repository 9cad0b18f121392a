"""The accounting rule: every non-blank source character is in exactly one unit or one named piece of furniture."""

from collections.abc import Iterator
from itertools import chain

from mandategraph.loaders.document import Document, Matter, Paragraph, Section
from mandategraph.loaders.passage import Span


def unaccounted(document: Document) -> tuple[Span, ...]:
    """The runs of non-blank source characters that no unit and no furniture claims, or that two of them claim.

    Empty for a document that was read without loss (annotation guide, section 1).
    """
    source, end = document.source, 0
    wrong: set[int] = set()
    for span in (*sorted(claimed(document)), Span(len(document.source), len(document.source))):
        if not source[end : span.start].isspace():
            wrong.update(at for at in range(end, span.start) if not source[at].isspace())
        wrong.update(range(span.start, min(end, span.end)))
        end = max(end, span.end)
    return tuple(_runs(sorted(wrong)))


def claimed(document: Document) -> Iterator[Span]:
    """The source characters of every unit, its label included, and of every piece of furniture."""
    parts: Iterator[Paragraph | Section | Matter] = chain(document.paragraphs, document.sections, document.matter)
    for part in parts:
        yield from (piece.source for piece in part.passage.pieces)
        if not isinstance(part, Matter):
            yield from part.label
    yield from (piece.span for piece in document.furniture)


def _runs(offsets: list[int]) -> Iterator[Span]:
    start = None
    for index, at in enumerate(offsets):
        start = at if start is None else start
        if index + 1 == len(offsets) or offsets[index + 1] != at + 1:
            yield Span(start, at + 1)
            start = None
