"""Printed lines → lines of equal width: those of a paragraph rejoined and broken anew, where no break misleads."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from statistics import median

from mandategraph.loaders.text import lines as rows
from mandategraph.loaders.text.structure import languages, structure

_WIDEST = 120
"""No line is made wider, so that the reader of the text sees that it was broken at a margin."""

_FULL = 0.9
"""A line that takes this share of the usual width is full."""

_COMMONEST = 0.01
"""A word that makes up this share of a text, and comes more often than `_FEW` times, joins or opens phrases."""

_FEW = 3

_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_CLOSING = "\u3001\u3002\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
_MARKED = re.compile(r"<sup>\d{1,3}</sup>")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_REST = re.compile(r"([a-z][^\W\d_]*)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TIGHT = re.compile(rf"[{_CJK}]$|\S[-/]$")
_WIDE = re.compile(rf"[{_CJK}]")
_BREAK = re.compile(rf"(?<=[^\s{_CJK}/-]) (?=[^\s{_CJK}(])|(?<=[{_CJK}])(?=[{_CJK}])(?![{_CLOSING}])")
"""Where a line can be broken so that the reader of the text rejoins it as it was."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as text, and what stands before it: a form feed, a blank line, leading blanks.

    `small` says that its type is smaller than that of the text, `full` that it ends at the margin, `goes_on` that it
    takes up a full line above it.
    """

    text: str
    feed: bool
    gap: bool
    indent: int
    small: bool
    full: bool
    goes_on: bool


Known = Callable[[str], bool]
"""Whether a text is of a kind by its form."""


def furniture() -> Known:
    """Whether a line is page furniture, in the language of any text: the forms are the same in all."""
    forms = [pattern for _, pattern in structure(languages()[0], ()).furniture]
    return lambda text: any(form.fullmatch(text) for form in forms)


def misleading() -> Known:
    """Whether a line inside a paragraph would be taken for furniture, a numbered paragraph or a heading."""
    known = furniture()
    grammars = [structure(language, ()) for language in languages()]
    labels = [grammar.number for grammar in grammars] + [form for grammar in grammars for _, form in grammar.headings]
    return lambda text: known(text) or any(label.match(text) for label in labels)


def filled(lines: Sequence[Line], misleads: Known) -> Iterator[Line]:
    """The lines, those that take up a full one rejoined with it, and broken again where most full lines end."""
    known, columns = _vocabulary(lines), _columns(lines)
    for number, line in enumerate(lines):
        if line.goes_on:
            continue
        text, last = line.text, number
        while last + 1 < len(lines) and lines[last + 1].goes_on:
            last += 1
            text = _joined(text, lines[last], known)
        room = max(columns - line.indent, columns // 2) if last > number else _WIDEST
        parts = (_ending_full if lines[last].full and _is_cut(lines, last) else broken)(text, room, misleads)
        yield replace(line, text=parts[0])
        indent = lines[last].indent
        yield from (replace(line, text=part, feed=False, gap=False, indent=indent) for part in parts[1:])


def _is_cut(lines: Sequence[Line], last: int) -> bool:
    """Whether nothing but footnotes and furniture comes after a line before the page or column ends."""
    following = next((line for line in islice(lines, last + 1, None) if line.feed or not line.small), None)
    return following is not None and following.feed


def width(text: str) -> int:
    """How many columns a text takes without the markers of footnotes."""
    return rows.width(_MARKED.sub("", text) if "<" in text else text)


def _columns(lines: Sequence[Line]) -> int:
    """The usual width of a line that another one takes up."""
    full = [line.indent + width(line.text) for line, after in pairwise(lines) if after.goes_on]
    return min(_WIDEST, round(median(full))) if full else _WIDEST


def _ending_full(text: str, columns: int, misleads: Known) -> list[str]:
    """The lines of a paragraph that the page's end cuts, broken so that the last one is full, as it is printed."""
    for room in range(columns, round(_FULL * columns), -1):
        parts = broken(text, room, misleads)
        if width(parts[-1]) >= _FULL * columns:
            return parts
    parts = broken(text, columns, misleads)
    return parts if len(parts) == 1 else [*parts[:-2], text[text.rindex(parts[-2]) :]]


def broken(text: str, columns: int, misleads: Known) -> list[str]:
    """The lines of a text, each as long as `columns` allow, or to the first place where it can be broken."""
    lines, start = [], 0
    places: list[int] = []
    for at, end in [*(place.span() for place in _BREAK.finditer(text)), (len(text), len(text))]:
        if places and at - start > columns // 2 and width(text[start:at]) > columns:
            best = _best(places, text, start, columns)
            lines.append(text[start:best].rstrip())
            start, places = best, [place for place in places if place > best]
        if not (_MARKED.match(text, end) or misleads(text[end : end + columns])):
            places.append(end)
    return [*lines, text[start:]]


def _best(places: Sequence[int], text: str, start: int, columns: int) -> int:
    """The last place that leaves a full line and does not follow a mark, with which a paragraph might end."""
    for place in reversed(places):
        line = text[start:place].rstrip()
        if width(line) < _FULL * columns:
            break
        if line[-1:].isalnum():
            return place
    return places[-1]


# --- where two lines meet -----------------------------------------------------------------------------------------


def _joined(above: str, line: Line, known: Counter[str]) -> str:
    """A text with the line that goes on with it."""
    broken, rest = _BROKEN.search(above), _REST.match(line.text)
    if broken and rest:
        if _is_one(broken.group(1), rest.group(), known):
            return above[:-1] + line.text
        return above + (" " if _hangs(broken.group(1), rest.group(), known) else "") + line.text
    tight = _TIGHT.search(above) or _WIDE.match(line.text) or (_MARKED.match(line.text) and not line.small)
    return above + ("" if tight else " ") + line.text


def _vocabulary(lines: Iterable[Line]) -> Counter[str]:
    """The words of a text that stand within a line, in lower case."""
    return Counter(
        word.group().lower()
        for line in lines
        for word in _WORD.finditer(line.text)
        if word.end() < len(line.text.rstrip("-"))
    )


def _is_one(first: str, rest: str, known: Counter[str]) -> bool:
    """Whether the text has two halves elsewhere as one word, and not with the hyphen."""
    return known[(first + rest).lower()] > known[f"{first}-{rest}".lower()]


def _hangs(first: str, rest: str, known: Counter[str]) -> bool:
    """Whether a hyphen stands for a word that is left out: one of the commonest words comes next."""
    return not known[f"{first}-{rest}".lower()] and known[rest] > max(_FEW, _COMMONEST * known.total())
