"""Glyphs → words, and words → runs that stand on one baseline without a wide gap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mandategraph.loaders.pdf.glyphs import Glyph

_SAME_LINE = 0.2
"""Baselines that lie no farther apart than this share of the type size are one."""

_BLANK = 0.22
"""A gap of this share of the type size is a blank, also where none is set."""

_WIDE = 0.9
"""A gap of this share of the type size is wider than the blanks of justified text: what follows stands apart."""

_SMALL = 0.85
"""Superscripts and subscripts are smaller than this share of the type they stand beside."""

_RAISED = (0.15, 0.75)
"""A superscript stands higher than its line by this share of the type size, from – to."""

_LOWERED = 0.4
"""A subscript stands lower than its line by no more than this share of the type size."""

_SHORT = 6
"""A superscript or subscript has no more characters."""

_BESIDE = (-0.2, 0.5, 2.0)
"""It follows a word at a distance from the first to the second, or precedes one at no more than the third, in sizes."""


@dataclass(frozen=True, slots=True)
class Word:
    """Characters set without a blank: `raised` says that they are a superscript, `spaced` that one comes before."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one baseline without a wide gap between them."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def y(self) -> float:
        """Its baseline."""
        return self.words[0].y

    @property
    def size(self) -> float:
        """The size of most of its type."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def text(self) -> str:
        """What it shows, without marking superscripts."""
        return " ".join(word.text for word in self.words)


def runs(glyphs: Iterable[Glyph]) -> tuple[Run, ...]:
    """The runs of a page, from its top to its foot and from left to right."""
    words = _settled([word for line in _lines(glyphs) for word in _words(line)])
    by_line = sorted(words, key=lambda word: (-word.y, word.x0))
    return tuple(run for _, line in groupby(by_line, key=lambda word: word.y) for run in _runs(tuple(line)))


def is_gap(before: Word, after: Word) -> bool:
    """Whether a blank stands between two words of a line."""
    return after.spaced or after.x0 - before.x1 > _BLANK * min(before.size, after.size)


def _lines(glyphs: Iterable[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """The glyphs line by line, all those of a line with the same baseline."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if line and line[0].y - glyph.y > _SAME_LINE * min(line[0].size, glyph.size):
            yield tuple(line)
            line = []
        line.append(replace(glyph, y=line[0].y) if line else glyph)
    if line:
        yield tuple(line)


def _words(line: Sequence[Glyph]) -> Iterator[Word]:
    word: list[Glyph] = []
    for glyph in sorted(line, key=lambda glyph: glyph.x0):
        if word and (glyph.spaced or glyph.x0 - word[-1].x1 > _BLANK * min(word[-1].size, glyph.size)):
            yield _word(word)
            word = []
        word.append(glyph)
    yield _word(word)


def _word(glyphs: Sequence[Glyph]) -> Word:
    first, size = glyphs[0], max(glyph.size for glyph in glyphs)
    text = "".join(glyph.text for glyph in glyphs)
    return Word(text, first.x0, max(glyph.x1 for glyph in glyphs), first.y, size, first.spaced)


def _settled(words: Sequence[Word]) -> Iterator[Word]:
    """The words, superscripts and subscripts on the line of the word that they stand beside."""
    for at, word in enumerate(words):
        host = _host(word, words, at) if len(word.text) <= _SHORT else None
        if host is None:
            yield word
        else:
            yield replace(word, y=host.y, raised=word.y - host.y > _RAISED[0] * host.size)


def _host(word: Word, words: Sequence[Word], at: int) -> Word | None:
    """The larger word just before, or else just after, on a line a little lower or higher."""
    near = [other for other in _near(word, words, at) if word.size < _SMALL * other.size and _shifted(word, other)]
    before = [other for other in near if _BESIDE[0] <= (word.x0 - other.x1) / other.size <= _BESIDE[1]]
    after = [other for other in near if _BESIDE[0] <= (other.x0 - word.x1) / other.size <= _BESIDE[2]]
    nearest = [max(before, key=lambda other: other.x1)] if before else sorted(after, key=lambda other: other.x0)
    return nearest[0] if nearest else None


def _shifted(word: Word, host: Word) -> bool:
    rise = (word.y - host.y) / host.size
    return -_LOWERED <= rise < 0 or _RAISED[0] <= rise <= _RAISED[1]


def _near(word: Word, words: Sequence[Word], at: int) -> Iterator[Word]:
    """The words, sorted by height, whose lines can be that of a superscript or subscript."""
    reach = 2 * word.size
    for step in (-1, 1):
        index = at + step
        while 0 <= index < len(words) and abs(words[index].y - word.y) <= reach:
            yield words[index]
            index += step


def _runs(line: Sequence[Word]) -> Iterator[Run]:
    run = [line[0]]
    for word in line[1:]:
        if word.x0 - run[-1].x1 > _WIDE * max(word.size, run[-1].size):
            yield Run(tuple(run))
            run = []
        run.append(word)
    yield Run(tuple(run))
