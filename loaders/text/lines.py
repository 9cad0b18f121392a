"""Source text → lines: what each shows once page furniture, left-over mark-up and footnote markers are set apart."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mandategraph.loaders.document import Furniture
from mandategraph.loaders.passage import Passage, Span, passage
from mandategraph.loaders.text.structure import Structure

_CJK = "\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_SHARED = "\u2018-\u201d\u2014\u2026\u00b7\u2022"  # quotation marks, dashes and dots that Latin text has too
_IS_CJK = re.compile(f"[{_CJK}]")
_IS_WIDE = re.compile(f"[{_CJK}{_SHARED}]")
_NO_BLANK_BETWEEN = re.compile(f"[{_CJK}][{_CJK}{_SHARED}]|[{_SHARED}][{_CJK}]")
_BLANK = r"[ \t\u3000\xa0]+"
_STRAY_BLANK = re.compile(rf"(?<=[{_CJK}]){_BLANK}(?=[{_CJK}{_SHARED}])|(?<=[{_SHARED}]){_BLANK}(?=[{_CJK}])")
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*")
_TAB = 4
_NEAR = 16
"""A number with a year in a Chinese text stands no farther from a Chinese character."""

_RUNNING_HEAD = "running-head"


@dataclass(frozen=True, slots=True)
class Marker:
    """A footnote marker: the number it prints, and the source characters it is made of."""

    note: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line that shows text: `fragments` are its visible source characters, `text` what they show.

    `indent` is its leading blanks and `width` what it shows, both in columns (a Chinese character takes two);
    `page_break` says that page furniture, or a form feed, stood before it; `gap` counts the blank lines before it.
    """

    fragments: tuple[Span, ...]
    text: str
    markers: tuple[Marker, ...]
    indent: int
    width: int
    page_break: bool
    gap: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the source: all of it, and what in it is visible, hidden mark-up, or a marker.

    `kind` names the furniture that it is if it is some; `fed` says that a form feed stands before it.
    """

    span: Span
    fragments: tuple[Span, ...]
    hidden: tuple[Furniture, ...]
    markers: tuple[Marker, ...]
    text: str
    kind: str | None
    fed: bool


def read_lines(text: str, structure: Structure, symbol: str = "") -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines of `text` that show something, and every piece of furniture, both in source order.

    A line that is only a symbol is a running head if the symbol is the document's own, `symbol`, or comes again, or
    stands beside other furniture; otherwise it is text.
    """
    lines: list[Line] = []
    furniture: list[Furniture] = []
    page_break, gap = False, 0
    for row in _settled(tuple(_rows(text, structure)), symbol):
        page_break = page_break or row.fed
        if row.kind is not None:
            furniture.append(Furniture(row.kind, _trimmed(text, row.span)))
            page_break = True
            continue
        furniture += row.hidden
        if row.fragments:
            indent = width(text[row.span.start : row.fragments[0].start].expandtabs(_TAB))
            lines.append(Line(row.fragments, row.text, row.markers, indent, width(row.text), page_break, gap))
            page_break, gap = False, 0
        elif not row.hidden:
            gap += 1
    return tuple(lines), tuple(furniture)


def shown(text: str, lines: Sequence[Line]) -> Passage:
    """The passage that `lines` make: Chinese rejoined without a space, Latin with one."""
    spans = [fragment for line in lines for fragment in line.fragments]
    if not spans:
        return Passage("", ())
    joiners = [""] + [_joiner(text, left, right) for left, right in pairwise(spans)]
    return passage(text, spans, joiners)


def width(text: str) -> int:
    """How many columns `text` takes on paper: two for a Chinese character, one for a Latin one.

    >>> width("第 9 段")
    7
    """
    return len(text) if text.isascii() else len(text) + len(_IS_WIDE.findall(text))


def line_marker(line: Line) -> str | None:
    """The footnote number with which the line begins, or none."""
    first = line.fragments[0].start
    return next((marker.note for marker in line.markers if marker.span.start < first), None)


# --- rows ---------------------------------------------------------------------------------------------------------


def _rows(text: str, structure: Structure) -> Iterator[_Row]:
    starts = tuple(_line_spans(text))
    inline = _inline(text, structure, starts)
    for index, span in enumerate(starts):
        markers, hidden = inline.get(index, ((), ()))
        fragments = tuple(_visible(text, span, hidden))
        fed = text[max(0, span.start - 1) : span.start] == "\f"
        shows = _joined(text, fragments)
        kind = None if markers or not shows else _furniture_kind(shows, structure)
        yield _Row(span, fragments, hidden, markers, shows, kind, fed)


def _joined(text: str, fragments: tuple[Span, ...]) -> str:
    if len(fragments) == 1:
        return fragments[0].of(text)
    joiners = [""] + [_joiner(text, left, right) for left, right in pairwise(fragments)]
    return "".join(joiner + fragment.of(text) for joiner, fragment in zip(joiners, fragments, strict=False))


def _furniture_kind(shows: str, structure: Structure) -> str | None:
    return next((kind for kind, pattern in structure.furniture if pattern.fullmatch(shows)), None)


def _settled(rows: tuple[_Row, ...], symbol: str) -> Iterator[_Row]:
    """The rows, each running head that is none made text again."""
    heads = Counter(_symbol(row.text) for row in rows if row.kind == _RUNNING_HEAD)
    heads[_symbol(symbol)] += 2
    showing = [row for row in rows if row.text]
    neighbours = {
        row.span.start: (showing[max(0, i - 1)], showing[min(len(showing) - 1, i + 1)])
        for i, row in enumerate(showing)
        if row.kind == _RUNNING_HEAD
    }
    for row in rows:
        if row.kind == _RUNNING_HEAD and heads[_symbol(row.text)] < 2:
            beside = [other for other in neighbours[row.span.start] if other is not row]
            if not any(other.kind for other in beside):
                yield _Row(row.span, row.fragments, row.hidden, row.markers, row.text, None, row.fed)
                continue
        yield row


def _symbol(text: str) -> str:
    return "".join(text.split())


def _line_spans(text: str) -> Iterator[Span]:
    at = 0
    while at <= len(text):
        match = _LINE.match(text, at)
        end = match.end() if match else at
        yield Span(at, end)
        at = end + (2 if text.startswith("\r\n", end) else 1)


# --- inside a row -------------------------------------------------------------------------------------------------


def _inline(
    text: str, structure: Structure, lines: tuple[Span, ...]
) -> Mapping[int, tuple[tuple[Marker, ...], tuple[Furniture, ...]]]:
    """The markers and everything hidden (mark-up and markers), by the index of the line that they stand in."""
    markers = sorted(_markers(text, structure), key=lambda marker: marker.span)
    taken = {at for marker in markers for at in range(marker.span.start, marker.span.end)}
    markup = [
        Furniture("markup", Span(*match.span()))
        for match in structure.markup.finditer(text)
        if match.end() > match.start() and not any(at in taken for at in range(*match.span()))
    ]
    hidden = [*markup, *(Furniture("footnote-marker", marker.span) for marker in markers)]
    by_line: dict[int, list[Furniture]] = defaultdict(list)
    index = 0
    for piece in sorted(hidden, key=lambda piece: piece.span):
        while lines[index].end < piece.span.end:
            index += 1
        by_line[index].append(piece)
    own = {marker.span: marker for marker in markers}
    return {
        index: (tuple(own[piece.span] for piece in pieces if piece.span in own), tuple(pieces))
        for index, pieces in by_line.items()
    }


def _markers(text: str, structure: Structure) -> Iterator[Marker]:
    for pattern in structure.markers:
        for match in pattern.finditer(text):
            number = "".join(str(unicodedata.digit(digit)) for digit in match.group(1))
            yield Marker(number, Span(*match.span()))


def _visible(text: str, line: Span, hidden: Sequence[Furniture]) -> Iterator[Span]:
    """What is left of a line without `hidden`, cut at the blanks that stand between two Chinese characters."""
    at = line.start
    for gap in (*(piece.span for piece in hidden), Span(line.end, line.end)):
        kept = _trimmed(text, Span(at, max(at, gap.start)))
        at = max(at, gap.end)
        if len(kept):
            yield from _unstray(text, kept)


def _unstray(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for match in _STRAY_BLANK.finditer(text, span.start, span.end):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, span.end)


def _trimmed(text: str, span: Span) -> Span:
    shows = span.of(text)
    start = span.start + len(shows) - len(shows.lstrip())
    return Span(start, max(start, span.start + len(shows.rstrip())))


def _joiner(text: str, left: Span, right: Span) -> str:
    """What stands between two fragments: nothing where the source has no blank, or where either side is Chinese."""
    between = text[left.end : right.start]
    before, after = text[left.end - 1], text[right.start]
    if not any(c.isspace() for c in between):
        return ""
    new_line = any(c in "\n\r\f" for c in between)
    if new_line and before in "-/" and not text[left.end - 2 : left.end - 1].isspace():
        return ""
    if _NO_BLANK_BETWEEN.match(before + after) or (new_line and _IS_CJK.search(before + after)):
        return ""
    near = text[max(0, left.end - _NEAR) : right.start + _NEAR]
    return "" if new_line and after == "(" and before.isdigit() and _IS_CJK.search(near) else " "
