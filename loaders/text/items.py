"""Sub-items: `(a)`, `(b)` … inside a paragraph become paragraphs of their own, below their chapeau."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mandategraph.loaders.document import Document, Kind, Mark, Paragraph
from mandategraph.loaders.passage import Passage, Span, cut
from mandategraph.loaders.text.structure import Structure

_SHORTEST = 4
"""A sub-item has at least so many characters; `(a), (b) and (c)` list no items, they name them."""


def split_items(document: Document, structure: Structure) -> Document:
    """The document with every paragraph that lists two or more items, from (a) on without a gap, split into them.

    A footnote goes with its marker to the item that the marker stands in.
    """
    return replace(document, paragraphs=split_paragraphs(document.paragraphs, document.source, structure))


def split_paragraphs(paragraphs: Iterable[Paragraph], source: str, structure: Structure) -> tuple[Paragraph, ...]:
    """Paragraphs of a source text, those that list items split into them as `split_items` does."""
    split = [part for paragraph in paragraphs for part in _split(paragraph, source, structure)]
    moved: dict[tuple[str | None, str | None], str] = {
        (item.parent, mark.note): item.path for item in split if item.kind is Kind.SUB_ITEM for mark in item.marks
    }
    return tuple(_retied(part, moved) for part in split)


def _retied(part: Paragraph, moved: Mapping[tuple[str | None, str | None], str]) -> Paragraph:
    if part.kind is not Kind.FOOTNOTE:
        return part
    return replace(part, parent=moved.get((part.parent, part.number), part.parent))


def _split(paragraph: Paragraph, source: str, structure: Structure) -> Iterator[Paragraph]:
    labels = item_labels(paragraph, source, structure) if paragraph.kind is not Kind.FOOTNOTE else []
    if len(labels) < 2:
        yield paragraph
        return
    chapeau = cut(paragraph.passage, Span(0, labels[0].start()))
    ends = [label.start() for label in labels[1:]] + [len(paragraph.text)]
    yield replace(
        paragraph,
        passage=chapeau,
        marks=between(paragraph.marks, -1, labels[0].start(), 0, chapeau),
    )
    for label, end in zip(labels, ends, strict=True):
        letter = label.group(1)
        body = cut(paragraph.passage, Span(label.end(), end))
        yield replace(
            paragraph,
            path=f"{paragraph.path}/{letter}",
            kind=Kind.SUB_ITEM,
            number=letter,
            passage=body,
            label=tuple(piece.source for piece in cut(paragraph.passage, Span(*label.span())).pieces),
            parent=paragraph.path,
            marks=between(paragraph.marks, label.start(), end, label.end(), body),
        )


def item_labels(paragraph: Paragraph, source: str, structure: Structure) -> list[re.Match[str]]:
    """The labels of a list in a text: (a), then after it the first (b), and so on."""
    labels: list[re.Match[str]] = []
    for match in structure.item.finditer(paragraph.text):
        if match.group(1) != chr(ord("a") + len(labels)):
            continue
        if not labels or _is_item(paragraph, labels[-1].end(), match.start(), source, structure):
            labels.append(match)
    return labels


def _is_item(paragraph: Paragraph, start: int, end: int, source: str, structure: Structure) -> bool:
    """Whether the text between two labels is an item: it says something, and ends as an item or a line does."""
    body = structure.item_link.sub("", paragraph.text[start:end].rstrip()).rstrip()
    closed = not structure.ends_open(body) or _begins_line(paragraph, end, source)
    return len(body) >= _SHORTEST and closed


def _begins_line(paragraph: Paragraph, at: int, source: str) -> bool:
    place = next(iter(paragraph.passage.source_of(Span(at, at + 1))))
    return not source[max(0, source.rfind("\n", 0, place.start)) : place.start].strip()


def between(marks: Sequence[Mark], after: int, until: int, origin: int, body: Passage) -> tuple[Mark, ...]:
    """The marks that stand after `after` and no later than `until`, placed in `body`, which begins at `origin`."""
    return tuple(
        Mark(mark.note, min(max(0, mark.at - origin), len(body))) for mark in marks if after < mark.at <= until
    )
