"""Stretches of source text → passages: blanks made single, Chinese joined without one, what shows nothing left out."""

import re
from collections.abc import Iterator, Sequence

from mandategraph.loaders.passage import Passage, Span, passage
from mandategraph.loaders.text.lines import width

Lines = Sequence[Sequence[Span]]
"""The stretches of text of each line of a unit."""

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""Characters that show nothing: soft hyphens, zero-width blanks, direction and byte order marks."""

_VISIBLE = f"[^\\s{INVISIBLE.pattern[1:-2]}]"
_NARROW = "[!-~]"
_WORDS = re.compile(f"{_VISIBLE}+(?: (?:(?<={_NARROW} )|(?={_NARROW})){_VISIBLE}+)*")
"""Words with single blanks between them that stay as they are, for a character of ASCII stands beside each."""

_FIRST_CJK = "\u2e80"


def shown(text: str, lines: Lines) -> Passage:
    """The passage that lines make: a single blank where the source has blanks or a line ends, none between Chinese."""
    spans: list[Span] = []
    joiners: list[str] = []
    for word, before in _words(text, lines):
        joiner = _joiner(text, spans[-1].end - 1, word.start, INVISIBLE.sub("", before)) if spans else ""
        if spans and text[spans[-1].end : word.start] == joiner:
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(word)
            joiners.append(joiner)
    return passage(text, spans, joiners)


def invisible(text: str) -> Iterator[Span]:
    """The characters of a text that show nothing and so stand in no unit."""
    return (Span(*match.span()) for match in INVISIBLE.finditer(text))


def _words(text: str, lines: Lines) -> Iterator[tuple[Span, str]]:
    """Every run of words, with what stands in its unit before it; a line's end counts as a blank."""
    before = ""
    for line in lines:
        before += "\n"
        for span in line:
            at = span.start
            for match in _WORDS.finditer(text, span.start, span.end):
                start, end = match.span()
                yield Span(start, end), before + text[at:start]
                before, at = "", end
            before += text[at : span.end]


def _joiner(text: str, last: int, first: int, blank: str) -> str:
    """What stands between two characters of a unit: nothing if both are wide and one Chinese, or at a line's end."""
    if not blank:
        return ""
    before, after = text[last], text[first]
    chinese = _is_chinese(before) or _is_chinese(after)
    wide = width(before) == width(after) == 2
    return "" if chinese and (wide or "\n" in blank) else " "


def _is_chinese(character: str) -> bool:
    return character >= _FIRST_CJK and width(character) > 1
