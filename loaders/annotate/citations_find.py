"""Finding citations in a text: what is cited, which parts of it, and which brackets belong to it.

Nothing here knows a language: forms, words and marks stand in `lexicon/citations.toml`. Three steps: find
targets and parts apart; join each part to the target it stands beside; fold the brackets after a title into
it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from mandategraph.loaders.annotate.citations import Candidate, Form
from mandategraph.loaders.annotate.citations_grammar import NEVER, CitationGrammar
from mandategraph.loaders.annotate.citations_numbers import numbers, read_symbol
from mandategraph.loaders.annotate.citations_parts import ARTICLE, PARAGRAPH, Part, digits, find_parts, nested
from mandategraph.loaders.annotate.citations_protocols import with_protocols
from mandategraph.loaders.annotate.citations_titles import instruments
from mandategraph.loaders.passage import Span

LONGEST_NAME = 200
"""More characters than the name of a body has before the instrument in it."""

FARTHEST = 24
"""More characters than stand between a target and its part."""

_WITHOUT_YEAR = re.compile(r"[A-Z/]+/RES/\d+")
_WORDS = {"self": Form.SELF, "here": Form.HERE, "that-resolution": Form.THAT, "same": Form.SAME}

Placed = TypeVar("Placed", Candidate, Part)


def find_citations(text: str, grammar: CitationGrammar) -> tuple[Candidate, ...]:
    """What looks like a citation in `text`, from left to right.

    >>> from mandategraph.loaders.annotate.citations_grammar import citation_grammar
    >>> grammar = citation_grammar("eng", {"Chicago Convention": ("chicago-convention",)})
    >>> text = "paragraph 9 of resolution 2178 (2014) and Annex 17 of the Chicago Convention"
    >>> found = find_citations(text, grammar)
    >>> [(candidate.value, candidate.pinpoints[0].path) for candidate in found]
    [('S/RES/2178(2014)', 'para/9'), ('chicago-convention', 'annex/17')]
    """
    targets = _targets(text, grammar)
    parts = _outside(find_parts(text, grammar), targets)
    targets, parts = _joined(text, targets, parts, grammar, "part-after")
    targets = _folded(text, targets, grammar)
    targets, parts = _joined(text, targets, parts, grammar, "part-after")
    targets, parts = _joined(text, targets, parts, grammar, "part-after-bracket")
    targets, parts = _joined(text, targets, parts, grammar, "part-after")
    own = _own(text, parts, grammar)
    return tuple(sorted(filter(_whole, (*targets, *own)), key=_reading_order))


def _reading_order(candidate: Candidate) -> tuple[int, int]:
    return candidate.span.start, -candidate.span.end


def _whole(candidate: Candidate) -> bool:
    """Whether the candidate says enough: *that resolution* and *above* cite only with a paragraph."""
    return candidate.form not in (Form.THAT, Form.HERE) or bool(candidate.pinpoints)


# --- What is cited


def _targets(text: str, grammar: CitationGrammar) -> list[Candidate]:
    named = with_protocols(text, list(_instruments(text, grammar)), grammar)
    titled = _outside(_annex_titles(text, grammar), named)
    found = (*named, *titled, *_symbols(text, grammar), *numbers(text, grammar), *_plain(text, grammar))
    return sorted(found, key=_reading_order)


def _instruments(text: str, grammar: CitationGrammar) -> Iterator[Candidate]:
    for hit in instruments(text, grammar):
        span = _marked(text, hit.span, grammar.marks)
        if not _in_name(text, span, grammar):
            yield from (Candidate(span, span, Form.INSTRUMENT, key) for key in hit.keys)


def _in_name(text: str, span: Span, grammar: CitationGrammar) -> bool:
    """Whether an instrument only stands in the name of a body: the Conference of the Parties to the Convention."""
    before, after = grammar.pattern("in-name-before"), grammar.pattern("in-name-after")
    start = max(0, span.start - LONGEST_NAME)
    return before.search(text, start, span.start) is not None or after.match(text, span.end) is not None


def _marked(text: str, span: Span, marks: frozenset[str]) -> Span:
    """The span with the title marks right around it."""
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    return Span(span.start - 1, span.end + 1) if around in marks else span


def _annex_titles(text: str, grammar: CitationGrammar) -> Iterator[Candidate]:
    for match in grammar.find("annex-title", text):
        span = Span(*match.span())
        yield Candidate(span, span, Form.ANNEX, digits(match["number"], grammar))


def _symbols(text: str, grammar: CitationGrammar) -> Iterator[Candidate]:
    for match in (*grammar.find("symbol", text), *grammar.find("agency-symbol", text)):
        symbol = read_symbol(match[0])
        if symbol is not None:
            span = Span(*match.span())
            bare = _WITHOUT_YEAR.fullmatch(symbol) is not None
            yield Candidate(span, span, Form.NUMBER if bare else Form.SYMBOL, symbol)


def _plain(text: str, grammar: CitationGrammar) -> Iterator[Candidate]:
    """List entries by their number, and the words that cite without one."""
    for match in grammar.find("list-entry", text):
        span = Span(*match.span())
        yield Candidate(span, span, Form.ENTRY, match[0])
    for name, form in _WORDS.items():
        for match in grammar.find(name, text):
            span = Span(*match.span())
            yield Candidate(span, span, form, "")


def _outside(found: Iterable[Placed], targets: Sequence[Candidate]) -> list[Placed]:
    """Those of `found` that do not begin inside one of `targets`, which are in reading order."""
    starts = [target.span.start for target in targets]
    ends = list(accumulate((target.span.end for target in targets), max))
    return [one for one in found if _before(one.span.start, starts, ends)]


def _before(at: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    index = bisect_right(starts, at) - 1
    return index < 0 or ends[index] <= at


def _joined(
    text: str, targets: Sequence[Candidate], parts: Iterable[Part], grammar: CitationGrammar, after: str
) -> tuple[list[Candidate], list[Part]]:
    """The targets with the parts that stand beside them, and the parts that stand beside none."""
    held = list(targets)
    starts = [target.extent.start for target in held]
    by_end = sorted(range(len(held)), key=lambda index: held[index].extent.end)
    rest: list[Part] = []
    passed, last = 0, None
    for part in parts:
        while passed < len(by_end) and held[by_end[passed]].extent.end <= part.span.start:
            last = by_end[passed]
            passed += 1
        following = bisect_left(starts, part.span.end)
        if following < len(held) and _leads(text, part, held[following], grammar):
            held[following] = _with_part(held[following], part)
        elif last is not None and _follows(text, held[last], part, grammar, after):
            held[last] = _with_part(held[last], part)
        else:
            rest.append(part)
    return held, rest


def _leads(text: str, part: Part, target: Candidate, grammar: CitationGrammar) -> bool:
    before, report = grammar.pattern("part-before"), grammar.pattern("part-of-report")
    gap = Span(part.span.end, max(part.span.end, target.extent.start))
    if target.form is Form.SYMBOL and len(gap) <= LONGEST_NAME and report.fullmatch(text, gap.start, gap.end):
        return all(pinpoint.number for pinpoint in part.pinpoints)
    if len(gap) > FARTHEST or before is NEVER:
        return False
    if target.form is Form.HERE:
        return gap.of(text).isspace()
    return before.fullmatch(text, gap.start, gap.end) is not None


def _follows(text: str, target: Candidate, part: Part, grammar: CitationGrammar, after: str) -> bool:
    """Whether a part stands right after its target, and is not one of something else that follows it."""
    start, end = target.extent.end, part.span.start
    if end - start <= FARTHEST and grammar.pattern("part-singled").fullmatch(text, start, end) is not None:
        return target.form is not Form.HERE
    others = (grammar.pattern(name).match(text, part.span.end) for name in ("not-own-after", "thereof"))
    if end - start > FARTHEST or any(other is not None for other in others):
        return False
    return start == end or grammar.pattern(after).fullmatch(text, start, end) is not None


def _with_part(target: Candidate, part: Part) -> Candidate:
    return replace(
        target,
        span=_union(target.span, part.span),
        extent=_union(target.extent, part.span),
        pinpoints=(*target.pinpoints, *nested(target.pinpoints, part.pinpoints)),
    )


def _union(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _own(text: str, parts: Iterable[Part], grammar: CitationGrammar) -> Iterator[Candidate]:
    """The parts that are paragraphs of the document in which they are printed, none of them one of an article."""
    for part in parts:
        first = part.pinpoints[0]
        if grammar.pattern("thereof").match(text, part.span.end) is not None:
            yield Candidate(part.span, part.span, Form.THEREOF, "", part.pinpoints)
        elif first.kind == PARAGRAPH and not first.within.startswith(ARTICLE) and _is_own(text, part.span, grammar):
            yield Candidate(part.span, part.span, Form.HERE, "", part.pinpoints)


def _is_own(text: str, span: Span, grammar: CitationGrammar) -> bool:
    """Whether the words before a paragraph, or those after it, tell that no other document is meant."""
    start = max(0, span.start - FARTHEST)
    if grammar.pattern("own-before").search(text, start, span.start) is not None:
        return grammar.pattern("not-own-after").match(text, span.end) is None
    other = grammar.pattern("not-own-before").search(text, start, span.start)
    return other is None and grammar.pattern("own-after").match(text, span.end) is not None


# --- Which brackets belong to it


def _folded(text: str, targets: Sequence[Candidate], grammar: CitationGrammar) -> list[Candidate]:
    """The targets, each title with the brackets after it, and without what was cited inside them."""
    inside = {target.extent.start: target for target in targets if target.form in (Form.SYMBOL, Form.INSTRUMENT)}
    kept: list[Candidate] = []
    folded = Span(0, 0)
    for target in targets:
        if target.span.start < folded.end and folded.covers(target.span):
            continue
        if target.form is Form.INSTRUMENT:
            kept.append(_with_brackets(text, target, inside, grammar))
            folded = Span(target.extent.end, kept[-1].extent.end)
        else:
            kept.append(target)
    return kept


def _with_brackets(
    text: str, target: Candidate, inside: Mapping[int, Candidate], grammar: CitationGrammar
) -> Candidate:
    while True:
        short = grammar.pattern("short-title").match(text, target.extent.end)
        opened = grammar.pattern("bracket-open").match(text, target.extent.end)
        inner = None if opened is None else inside.get(opened.end())
        closed = None if inner is None else grammar.pattern("bracket-close").match(text, inner.extent.end)
        if short is not None and _shortens(short["plain"], target.span.of(text)):
            target = replace(_reaching(target, short.end()), introduces=short["quoted"] or short["plain"] or "")
        elif inner is not None and closed is not None and _explains(inner, target):
            target = replace(
                _reaching(target, closed.end()),
                also=(*target.also, *([inner.value] if inner.form is Form.SYMBOL else [])),
                pinpoints=(*target.pinpoints, *inner.pinpoints),
            )
        else:
            return target


def _explains(inner: Candidate, target: Candidate) -> bool:
    """Whether what stands in brackets says again what stands before them: its symbol, or another of its names."""
    return inner.form is Form.SYMBOL or inner.value == target.value


def _shortens(plain: str | None, title: str) -> bool:
    """Whether what stands without marks can be short for a title: capitals begin as one of its words does.

    They can be short for a name that only ends with the title: the Mission to support the Hodeidah Agreement (UNMHA).
    """
    return plain is None or not plain.isupper() or plain[0] in {word[0] for word in title.upper().split()}


def _reaching(target: Candidate, end: int) -> Candidate:
    whole = Span(target.span.start, end)
    return replace(target, span=whole, extent=_union(target.extent, whole))
