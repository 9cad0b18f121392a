"""Numbers of resolutions and decisions: whose they are, and which symbols they make."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mandategraph.loaders.annotate.citations import Candidate, Form, Pinpoint
from mandategraph.loaders.annotate.citations_grammar import CitationGrammar, NumberForm
from mandategraph.loaders.passage import Span
from mandategraph.loaders.symbol import SymbolError, canonical

LETTERED_PART = "part"
"""The kind of pinpoint that a lettered part of a resolution is: A of 217 A (III)."""

ASSEMBLY = "general-assembly"
"""The body whose numbers are those of no other, so that none named after it is left unnamed."""

RESOLUTION, DECISION = "RES", "DEC"
"""What symbols call a resolution and a decision."""

_DASH = re.compile("[\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class _Series:
    """Which numbers a run is of: resolutions or decisions, and of which body, if one is named."""

    kind: str
    body: str | None


def numbers(text: str, grammar: CitationGrammar) -> Iterator[Candidate]:
    """The numbers of resolutions and decisions, with those that go on with a run behind the words between."""
    runs = [run for run in grammar.find("resolutions", text) if run["close"] is not None]
    if not runs:
        return
    resumed = [run for run in grammar.find("resumed", text) if run.start() > runs[0].start()]
    series, end = _series(runs[0], grammar), 0
    for run in sorted((*runs, *resumed), key=re.Match.start):
        if run.start("list") < end:
            continue
        if "close" in run.groupdict():
            series = _after(series, _series(run, grammar), text[end : run.start()], grammar)
        end = run.end()
        yield from _run(text, run, series, grammar)


def _series(run: re.Match[str], grammar: CitationGrammar) -> _Series:
    named = run["body"] or run.groupdict().get("after")
    body = None if named is None else grammar.bodies[" ".join(named.split())]
    return _Series(RESOLUTION if run["decision"] is None else DECISION, body)


def _after(before: _Series, series: _Series, between: str, grammar: CitationGrammar) -> _Series:
    """The series of a run behind another: of the body that is named there, but for the Assembly, if of none itself."""
    named = series.body is not None or before.body in (None, ASSEMBLY)
    same = not named and grammar.pattern("same-body").fullmatch(between) is not None
    return replace(series, body=before.body) if same else series


def _run(text: str, run: re.Match[str], series: _Series, grammar: CitationGrammar) -> Iterator[Candidate]:
    """Each number of a run; the extents of the first and the last take in the words around the run."""
    matches = list(grammar.pattern("number").finditer(text, *run.span("list")))
    for position, match in enumerate(matches):
        span = Span(*match.span("number"))
        extent = Span(
            run.start() if position == 0 else span.start,
            run.end() if position == len(matches) - 1 else span.end,
        )
        candidate = _numbered(match["number"], series, grammar)
        if candidate is not None:
            yield replace(candidate, span=span, extent=extent)


def _numbered(printed: str, series: _Series, grammar: CitationGrammar) -> Candidate | None:
    normal = _DASH.sub("-", unicodedata.normalize("NFKC", printed))
    for form in grammar.forms:
        match = form.regex.fullmatch(normal)
        if match is not None:
            groups = match.groupdict()
            made = series.kind == RESOLUTION or form.decision.fullmatch(normal) is not None
            symbol = _symbol(form, groups, series) if made else None
            parts = tuple(Pinpoint(LETTERED_PART, letter) for letter in _letters(groups.get("part")))
            none = Span(0, 0)
            return None if symbol is None else Candidate(none, none, _form(form, groups, series.body), symbol, parts)
    return None


def _symbol(form: NumberForm, groups: Mapping[str, str | None], series: _Series) -> str | None:
    template = form.by.get(series.body or "", form.symbol)
    letters = "-".join(_letters(groups.get("letters")))
    return read_symbol(template.format(**{**groups, "kind": series.kind, "letters": letters}))


def _letters(printed: str | None) -> Sequence[str]:
    return re.findall("[A-Z]", printed or "")


def _form(form: NumberForm, groups: Mapping[str, str | None], body: str | None) -> Form:
    """What a number needs to be told: its year; or whose session it is, if several bodies number so; or nothing."""
    if "session" not in groups:
        return Form.NUMBER
    return Form.SESSION if body is None and form.by and "part" not in groups else Form.SYMBOL


def read_symbol(text: str) -> str | None:
    """The canonical symbol that a text is, or None if it is none."""
    try:
        return canonical(text)
    except SymbolError:
        return None
