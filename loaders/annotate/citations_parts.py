"""Parts of what is cited: paragraphs, articles, chapters, annexes, pillars, found and read as pinpoints."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mandategraph.loaders.annotate.citations import ANNEX, Pinpoint
from mandategraph.loaders.annotate.citations_grammar import CitationGrammar
from mandategraph.loaders.passage import Span

PARAGRAPH = "para"
"""The kind of pinpoint that a numbered paragraph is."""

ARTICLE = "art"
"""The kind of pinpoint that an article is."""

ITEM = "item"
"""What a paragraph is called that is one of an article, and nothing else."""

HOLDING = frozenset({ANNEX, ARTICLE, "section"})
"""The kinds of part that number their paragraphs themselves."""

_SUB_ITEM = re.compile(
    r"(?:(?:[\s(（]+|\.(?=[^\W\d]))(?P<sub>\w{1,3})[)）]?|(?P<figure>[\u3220-\u3229]))[^\W\u3220-\u3229]?$"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True)
class Part:
    """Words that name parts of something: where, and which."""

    span: Span
    pinpoints: tuple[Pinpoint, ...]


def find_parts(text: str, grammar: CitationGrammar) -> Iterator[Part]:
    """The parts that `text` names, from left to right, whatever they are parts of."""
    matches = [
        match
        for name in ("numbered-part", "named-part")
        for match in grammar.find(name, text)
        if match["part"] is not None
    ]
    nested = _nested(text, _apart(text, matches, grammar), grammar)
    return (part for part in nested if all(pinpoint.kind != ITEM for pinpoint in part.pinpoints))


def nested(before: Sequence[Pinpoint], after: Sequence[Pinpoint]) -> Iterator[Pinpoint]:
    """The pinpoints `after`: a paragraph right after an annex or a section is one of that."""
    held = bool(before) and before[-1].kind in HOLDING
    for pinpoint in after:
        inside = held and pinpoint.kind in (PARAGRAPH, ITEM)
        yield replace(pinpoint, kind=PARAGRAPH, within=before[-1].path) if inside else pinpoint


def _apart(text: str, matches: Iterable[re.Match[str]], grammar: CitationGrammar) -> Iterator[Part]:
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        pinpoints = tuple(_pinpoints(text, match, grammar))
        if pinpoints and match.start() >= end:
            yield Part(Span(*match.span()), pinpoints)
            end = match.end()


def _nested(text: str, parts: Iterable[Part], grammar: CitationGrammar) -> Iterator[Part]:
    """The parts, a section and the paragraphs of it that follow as one."""
    last: Part | None = None
    for part in parts:
        if last is not None and _within(text, last, part, grammar):
            inside = nested(last.pinpoints, part.pinpoints)
            last = Part(Span(last.span.start, part.span.end), (*last.pinpoints[:-1], *inside))
            continue
        if last is not None and _inside(text, last, part, grammar):
            last = Part(Span(last.span.start, part.span.end), tuple(nested(part.pinpoints, last.pinpoints)))
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _inside(text: str, one: Part, other: Part, grammar: CitationGrammar) -> bool:
    """Whether one names paragraphs of the other: paragraph 4 of section XIV."""
    before = grammar.pattern("part-before").fullmatch(text, one.span.end, other.span.start)
    return before is not None and _is_held(one) and other.pinpoints[-1].kind in HOLDING


def _is_held(part: Part) -> bool:
    return {pinpoint.kind for pinpoint in part.pinpoints} <= {PARAGRAPH, ITEM}


def _within(text: str, one: Part, other: Part, grammar: CitationGrammar) -> bool:
    """Whether the other names paragraphs of one: section XIV, paragraph 4."""
    if one.pinpoints[-1].kind not in HOLDING or not _is_held(other):
        return False
    start, end = one.span.end, other.span.start
    return start == end or grammar.pattern("part-within").fullmatch(text, start, end) is not None


def _pinpoints(text: str, match: re.Match[str], grammar: CitationGrammar) -> Iterator[Pinpoint]:
    groups = match.groupdict()
    kind = grammar.parts[" ".join(match["part"].lower().split())]
    if groups.get("division") is not None and kind == PARAGRAPH:
        kind = grammar.divisions[match["division"]]
    if match["list"] is None:
        if kind in grammar.single:
            yield Pinpoint(kind, "")
        return
    yield from (_numbered(kind, _shown(kind, number, grammar)) for number in _numbers(text, match, grammar))


def _numbers(text: str, match: re.Match[str], grammar: CitationGrammar) -> Sequence[str]:
    """The numbers of a run, in digits; sub-items without a number are those of the number before: 3 (c) and (d)."""
    found: list[str] = []
    for one in grammar.pattern("range").finditer(text, *match.span("list")):
        found.append(_number(one, found, grammar))
    if match.groupdict().get("subs") is not None:
        subs = grammar.pattern("range").finditer(text, *match.span("subs"))
        found[-1:] = [_number(one, found, grammar) for one in subs]
    return found


def _number(one: re.Match[str], before: Sequence[str], grammar: CitationGrammar) -> str:
    whole = before[-1].partition("/")[0] if before and _SUB_ITEM.match(one["low"]) else ""
    low, high = digits(whole + one["low"], grammar), one["high"]
    return low if high is None else f"{low}-{digits(high, grammar).removeprefix('/')}"


def _shown(kind: str, number: str, grammar: CitationGrammar) -> str:
    """A number whose sub-items are written as in English: in figures (iv) those of a paragraph, others in letters."""
    whole, *subs = number.split("/")
    return "/".join([whole, *(_sub_item(kind, sub, grammar) for sub in subs)])


def _sub_item(kind: str, sub: str, grammar: CitationGrammar) -> str:
    value = None if sub.isascii() else grammar.numerals.value(unicodedata.normalize("NFKC", sub).strip("()"))
    if value is None or not 0 < value <= len(_ROMAN):
        return sub
    return _ROMAN[value - 1] if kind == PARAGRAPH else chr(ord("a") + value - 1)


def _numbered(kind: str, number: str) -> Pinpoint:
    """A pinpoint; what an article holds by number is a paragraph of it: article 20 (2)."""
    whole, stroke, sub = number.partition("/")
    if kind == ARTICLE and stroke and sub.partition("/")[0].isdigit():
        return Pinpoint(PARAGRAPH, sub, Pinpoint(kind, whole).path)
    return Pinpoint(kind, number)


def digits(printed: str, grammar: CitationGrammar) -> str:
    """A number as the pinpoints write it: in digits if it is one, its sub-item and what that has after strokes."""
    sub = _SUB_ITEM.search(printed)
    if sub is not None:
        letter = sub["sub"] or sub["figure"]
        return f"{digits(printed[: sub.start()], grammar)}/{grammar.letters.get(letter, letter)}"
    value = grammar.numerals.value(printed)
    return printed if value is None else str(value)
