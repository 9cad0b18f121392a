"""Sub-items: `(a)`, `(b)` … inside a paragraph become paragraphs of their own, below their chapeau."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mandategraph.loaders.document import Document, Kind, Mark, Paragraph
from mandategraph.loaders.passage import Span, cut


def split_items(document: Document, item: re.Pattern[str]) -> Document:
    """The document with every paragraph that lists two or more items, from (a) on without a gap, split into them."""
    split = [part for paragraph in document.paragraphs for part in _split(paragraph, item)]
    return replace(document, paragraphs=tuple(split))


def _split(paragraph: Paragraph, item: re.Pattern[str]) -> Iterator[Paragraph]:
    labels = _labels(paragraph.text, item)
    if paragraph.kind is Kind.FOOTNOTE or len(labels) < 2:
        yield paragraph
        return
    chapeau = cut(paragraph.passage, Span(0, labels[0].start()))
    ends = [label.start() for label in labels[1:]] + [len(paragraph.text)]
    yield replace(paragraph, passage=chapeau, marks=_between(paragraph.marks, 0, labels[0].start()))
    for label, end in zip(labels, ends, strict=True):
        letter = label.group(1)
        yield replace(
            paragraph,
            path=f"{paragraph.path}/{letter}",
            kind=Kind.SUB_ITEM,
            number=letter,
            passage=cut(paragraph.passage, Span(label.end(), end)),
            label=tuple(piece.source for piece in cut(paragraph.passage, Span(*label.span())).pieces),
            parent=paragraph.path,
            marks=_between(paragraph.marks, label.end(), end),
        )


def _labels(text: str, item: re.Pattern[str]) -> list[re.Match[str]]:
    """The labels of a list in a text: (a), then after it the first (b), and so on."""
    labels: list[re.Match[str]] = []
    for match in item.finditer(text):
        if match.group(1) == chr(ord("a") + len(labels)):
            labels.append(match)
    return labels


def _between(marks: tuple[Mark, ...], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(Mark(mark.note, max(0, mark.at - start)) for mark in marks if start <= mark.at <= end)
