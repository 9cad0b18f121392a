"""Spans of source characters, and passages: text rejoined from such spans that remembers where each came from."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (included) to `end` (excluded), counted in Unicode code points from 0."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        """How many characters it covers."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether at least one character is in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether every character of `other` is in this span too."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` that this span selects.

        >>> Span(0, 2).of("会员国")
        '会员'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of source characters that stands in a passage unchanged: at `at` in its text."""

    at: int
    source: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Text made of source pieces, and of the single spaces with which Latin lines were rejoined.

    For every piece, `text[piece.at : piece.at + len(piece.source)]` equals the source characters of `piece.source`.
    """

    text: str
    pieces: tuple[Piece, ...]

    def __len__(self) -> int:
        """How many characters its text has."""
        return len(self.text)

    @property
    def source(self) -> Span:
        """The source characters from its first piece to its last, with what was dropped in between."""
        return Span(self.pieces[0].source.start, self.pieces[-1].source.end)

    def source_of(self, span: Span) -> tuple[Span, ...]:
        """The source characters behind `span` of the text, one span for each piece it touches."""
        first = max(0, bisect_right([piece.at for piece in self.pieces], span.start) - 1)
        found = []
        for piece in self.pieces[first:]:
            if piece.at >= span.end:
                break
            low = max(span.start, piece.at)
            high = min(span.end, piece.at + len(piece.source))
            if low < high:
                offset = piece.source.start - piece.at
                found.append(Span(low + offset, high + offset))
        return tuple(found)

    def place_of(self, at: int) -> int:
        """Where in the text the source offset `at`, which need not be in the passage itself, falls."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.source.end) - 1
        return 0 if index < 0 else self.pieces[index].at + len(self.pieces[index].source)


def passage(source: str, spans: Iterable[Span], joiners: Iterable[str]) -> Passage:
    r"""The passage that the source characters of `spans` make, with one joiner before each.

    >>> passage("ab\ncd", [Span(0, 2), Span(3, 5)], ["", " "]).text
    'ab cd'
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for span, joiner in zip(spans, joiners, strict=True):
        at += len(joiner)
        parts += [joiner, span.of(source)]
        if len(span):
            pieces.append(Piece(at, span))
        at += len(span)
    return Passage("".join(parts), tuple(pieces))


def cut(whole: Passage, span: Span) -> Passage:
    """The part of a passage that `span` of its text selects, blanks at either end left out.

    >>> cut(passage("(a) to act", [Span(0, 10)], [""]), Span(3, 10)).text
    'to act'
    """
    shown = span.of(whole.text)
    start = span.start + len(shown) - len(shown.lstrip())
    end = max(start, span.start + len(shown.rstrip()))
    pieces = []
    for piece in whole.pieces:
        low, high = max(start, piece.at), min(end, piece.at + len(piece.source))
        if low < high:
            offset = piece.source.start - piece.at
            pieces.append(Piece(low - start, Span(low + offset, high + offset)))
    return Passage(whole.text[start:end], tuple(pieces))


def without(whole: Passage, gap: Span) -> Passage:
    """A passage without the characters that `gap` of its text selects.

    >>> without(passage("threat3 assessment", [Span(0, 18)], [""]), Span(6, 7)).text
    'threat assessment'
    """
    pieces: list[Piece] = []
    for piece in whole.pieces:
        stop = piece.at + len(piece.source)
        low = min(stop, max(piece.at, gap.start))
        high = max(piece.at, min(stop, gap.end))
        if low > piece.at:
            pieces.append(Piece(piece.at, Span(piece.source.start, piece.source.start + low - piece.at)))
        if stop > high:
            at = high - len(gap) if high >= gap.end else high
            pieces.append(Piece(at, Span(piece.source.start + high - piece.at, piece.source.end)))
    return Passage(whole.text[: gap.start] + whole.text[gap.end :], tuple(pieces))
