"""Source text → lines: what each line shows once page furniture, left-over mark-up and footnote markers are set apart."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mandategraph.loaders.document import Furniture
from mandategraph.loaders.passage import Passage, Span, passage
from mandategraph.loaders.structure import Structure

_CJK = "\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_SHARED = "\u2018-\u201d\u2014\u2026\u00b7\u2022"  # quotation marks, dashes and dots that Latin text has too
_IS_CJK = re.compile(f"[{_CJK}]")
_NO_BLANK_BETWEEN = re.compile(f"[{_CJK}][{_CJK}{_SHARED}]|[{_SHARED}][{_CJK}]")
_BLANK = r"[ \t\u3000]+"
_STRAY_BLANK = re.compile(rf"(?<=[{_CJK}]){_BLANK}(?=[{_CJK}{_SHARED}])|(?<=[{_SHARED}]){_BLANK}(?=[{_CJK}])")
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*")
_WIDE = frozenset("WFA")


@dataclass(frozen=True, slots=True)
class Marker:
    """A footnote marker: the number it prints, and the source characters it is made of."""

    note: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line that shows text: `fragments` are its visible source characters, `indent` its leading blanks.

    `width` is in columns (a Chinese character takes two); `page_break` says that page furniture, or a form feed,
    stood before it; `gap` counts the blank lines before it.
    """

    fragments: tuple[Span, ...]
    markers: tuple[Marker, ...]
    indent: int
    width: int
    page_break: bool
    gap: int


def read_lines(text: str, structure: Structure) -> tuple[tuple[Line, ...], tuple[Furniture, ...]]:
    """The lines of `text` that show something, and every piece of furniture, both in source order."""
    lines: list[Line] = []
    furniture: list[Furniture] = []
    page_break, gap = False, 0
    for span in _line_spans(text):
        markers = tuple(_markers(text, span, structure))
        hidden = sorted([*_markup(text, span, structure, markers), *(marker.span for marker in markers)])
        fragments = tuple(_visible(text, span, hidden))
        page_break = page_break or text[max(0, span.start - 1) : span.start] == "\f"
        if not fragments and not hidden:
            gap += 1
            continue
        shown = "".join(fragment.of(text) for fragment in fragments)
        kind = next((kind for kind, pattern in structure.furniture if pattern.fullmatch(shown)), None)
        if kind is not None and not markers:
            furniture.append(Furniture(kind, _trimmed(text, span)))
            page_break = True
            continue
        furniture += _inline(hidden, markers)
        if not fragments:
            continue
        indent = fragments[0].start - span.start
        lines.append(Line(fragments, markers, indent, width(shown), page_break, gap))
        page_break, gap = False, 0
    return tuple(lines), tuple(furniture)


def shown(text: str, lines: tuple[Line, ...]) -> Passage:
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
    return sum(2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)


def _line_spans(text: str) -> Iterator[Span]:
    at = 0
    while at <= len(text):
        match = _LINE.match(text, at)
        end = match.end() if match else at
        yield Span(at, end)
        at = end + (2 if text.startswith("\r\n", end) else 1)


def _markers(text: str, line: Span, structure: Structure) -> Iterator[Marker]:
    for pattern in structure.markers:
        for match in pattern.finditer(text, line.start, line.end):
            number = "".join(str(unicodedata.digit(digit)) for digit in match.group(1))
            yield Marker(number, Span(*match.span()))


def _markup(text: str, line: Span, structure: Structure, markers: tuple[Marker, ...]) -> Iterator[Span]:
    for match in structure.markup.finditer(text, line.start, line.end):
        span = Span(*match.span())
        if not any(span.overlaps(marker.span) for marker in markers):
            yield span


def _visible(text: str, line: Span, hidden: list[Span]) -> Iterator[Span]:
    """What is left of a line without `hidden`, cut at the blanks that stand between two Chinese characters."""
    at = line.start
    for gap in [*hidden, Span(line.end, line.end)]:
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
    shown = span.of(text)
    start = span.start + len(shown) - len(shown.lstrip())
    return Span(start, max(start, span.start + len(shown.rstrip())))


def _inline(hidden: list[Span], markers: tuple[Marker, ...]) -> Iterator[Furniture]:
    marked = {marker.span for marker in markers}
    for span in hidden:
        yield Furniture("footnote-marker" if span in marked else "markup", span)


def _joiner(text: str, left: Span, right: Span) -> str:
    """What stands between two fragments: nothing where the source has no blank, or where either side is Chinese."""
    between = text[left.end : right.start]
    before, after = text[left.end - 1], text[right.start]
    if not any(c.isspace() for c in between) or before in "-/":
        return ""
    new_line = any(c in "\n\r\f" for c in between)
    if _NO_BLANK_BETWEEN.match(before + after) or (new_line and _IS_CJK.search(before + after)):
        return ""
    return "" if new_line and after == "(" and before.isdigit() else " "
