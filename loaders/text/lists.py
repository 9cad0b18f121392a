"""Lists: the lines of a paragraph that begin with `(a)`, `(i)` or a dash become sub-items, nested as they count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mandategraph.loaders.document import Kind, Paragraph
from mandategraph.loaders.labels import DASH, Label, label, leading, settled
from mandategraph.loaders.passage import Span, cut
from mandategraph.loaders.series import Open, following, level
from mandategraph.loaders.text.items import between, item_labels
from mandategraph.loaders.text.structure import Structure


@dataclass(frozen=True, slots=True)
class _Item:
    """A sub-item: where in the paragraph's text its label begins and ends, the label, its path and what it is below."""

    start: int
    end: int
    label: Label
    path: str
    parent: str


def listed(paragraph: Paragraph, starts: Sequence[int], source: str, structure: Structure) -> Iterator[Paragraph]:
    """The paragraph's chapeau, then its sub-items; `starts` are the places in its text where lines begin.

    A label begins a series, or goes on with one that is open; a plain number begins one only after a colon.
    """
    inline = [match.start() for match in item_labels(paragraph, source, structure)]
    items = _items(paragraph, sorted({*starts, *(inline if len(inline) > 1 else ())}), structure)
    ends = [*(item.start for item in items), len(paragraph.text)]
    chapeau = cut(paragraph.passage, Span(0, ends[0]))
    yield replace(paragraph, passage=chapeau, marks=between(paragraph.marks, -1, ends[0], 0, chapeau))
    for item, end in zip(items, ends[1:], strict=True):
        body = cut(paragraph.passage, Span(item.end, end))
        printed = cut(paragraph.passage, Span(item.start, item.end))
        yield replace(
            paragraph,
            path=item.path,
            kind=Kind.SUB_ITEM,
            number=item.label.text,
            passage=body,
            label=tuple(piece.source for piece in printed.pieces),
            parent=item.parent,
            marks=between(paragraph.marks, item.start, end, item.end, body),
        )


def _items(paragraph: Paragraph, starts: Sequence[int], structure: Structure) -> list[_Item]:
    text = paragraph.text
    opened: list[Open] = []
    found: list[_Item] = []
    counts: dict[str, int] = {}
    labelled = [(start, length) for start in starts if (length := leading(text[start:], structure))]
    labels = [*(label(text[start : start + length], structure) for start, length in labelled), None]
    for (start, length), (read, after) in zip(labelled, pairwise(labels), strict=True):
        printed = None if read is None else settled(read, after)
        if printed is None or not _is_member(opened, printed, text[:start], structure):
            continue
        at, (style, value) = level(opened, printed, 0)
        parent = opened[at - 1].path if at else paragraph.path
        counts[parent] = counts.get(parent, 0) + 1
        path = _free(f"{parent}/{counts[parent] if printed.name is None else printed.name}", found)
        opened[at:] = [Open(style, value, 0, path)]
        found.append(_Item(start, start + length, printed, path, parent))
    return found


def _is_member(opened: Sequence[Open], printed: Label, before: str, structure: Structure) -> bool:
    """Whether a label at a line's beginning goes on with an open series, or begins one that can begin there."""
    if any(True for _ in following(opened, printed, 0)):
        return True
    if printed.is_plain:
        return printed.value == 1 and before.rstrip()[-1:] in structure.colons
    return any(value == 1 or style == DASH for style, value in printed.readings)


def _free(path: str, found: Sequence[_Item]) -> str:
    """The path, or if another item of the paragraph has it already, the path told apart by how often it came."""
    times = sum(item.path == path for item in found)
    return _free(f"{path}-{times + 1}", found) if times else path
