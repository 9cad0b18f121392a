"""Citations of a document resolved: what its candidates, in reading order, cite.

A number without its year, a resolution that was cited before, a paragraph of the document itself: a candidate with
more or less than one possible target becomes a finding and no citation.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mandategraph.loaders.annotate.citations import ANNEX, Candidate, Citation, Form, Pinpoint, Target, TargetKind
from mandategraph.loaders.document import Finding
from mandategraph.loaders.symbol import is_resolution

_HUMAN_RIGHTS_COUNCIL = re.compile(r"A/HRC/(?:RES|DEC)/(?P<session>\d+)/.*")
_FIRST_SESSION = 31
"""The first session of the General Assembly that numbers its resolutions by session."""

_BY_SESSION = re.compile(r"A/(?P<kind>RES|DEC)/(?P<session>\d+)/(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Context:
    """What resolving needs to know.

    `symbol` is that of the document itself; `mentions` what `full_mentions` says of it; `known` maps the
    numbers of Security Council resolutions to their symbols; `own` are the paths of the document's paragraphs, of
    which one must be meant where no other document is named, or None if they are not told.
    """

    symbol: str
    mentions: Mapping[str, frozenset[str]]
    known: Mapping[str, str]
    own: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was cited last: anything, anything but the document itself, a resolution, an instrument by its annexes."""

    last: Target | None = None
    other: Target | None = None
    resolution: Target | None = None
    annexed: Target | None = None

    def after(self, citation: Citation, own: str) -> "_Memory":
        """What is remembered after a citation in the document whose symbol is `own`."""
        target = citation.target
        resolution = target.kind is TargetKind.DOCUMENT and is_resolution(target.key)
        annexed = target.kind is TargetKind.INSTRUMENT and any(p.kind == ANNEX for p in citation.pinpoints)
        return _Memory(
            last=target,
            other=self.other if target.key == own else target,
            resolution=target if resolution else self.resolution,
            annexed=target if annexed else self.annexed,
        )


@dataclass(frozen=True, slots=True)
class _Open:
    """Why a candidate has no target: the kind of finding, and its detail."""

    kind: str
    detail: str


def full_mentions(candidates: Iterable[Candidate]) -> Mapping[str, frozenset[str]]:
    """The symbols of resolutions cited with their year or session, by their symbol without it.

    >>> from mandategraph.loaders.passage import Span
    >>> full_mentions([Candidate(Span(0, 10), Span(0, 10), Form.SYMBOL, "S/RES/2178(2014)")])
    {'S/RES/2178': frozenset({'S/RES/2178(2014)'})}
    """
    found: dict[str, frozenset[str]] = {}
    for candidate in candidates:
        if candidate.form is Form.SYMBOL and is_resolution(candidate.value):
            bare = _bare(candidate.value)
            if bare != candidate.value:
                found[bare] = found.get(bare, frozenset()) | {candidate.value}
    return found


def resolve(
    paragraphs: Iterable[tuple[str, Sequence[Candidate]]], context: Context
) -> tuple[tuple[tuple[str, Citation], ...], tuple[Finding, ...]]:
    """The citations of a document, each with the path of its paragraph, and what could not be settled.

    `paragraphs` are all units of the document that have text, in reading order: path and candidates.
    """
    citations: list[tuple[str, Citation]] = []
    findings: list[Finding] = []
    memory = _Memory()
    for path, candidates in paragraphs:
        for candidate in candidates:
            pinpoints = _pinpoints(candidate, path)
            target = _RESOLVERS[candidate.form](replace(candidate, pinpoints=pinpoints), context, memory)
            if isinstance(target, _Open):
                findings.append(Finding(target.kind, path, target.detail, candidate.value))
                continue
            citation = Citation(candidate.span, target, pinpoints, candidate.also)
            citations.append((path, citation))
            findings += _contradictions(candidate, path, context)
            memory = memory.after(citation, context.symbol)
    return tuple(citations), tuple(findings)


def _bare(symbol: str) -> str:
    return symbol.partition("(")[0]


def _pinpoints(candidate: Candidate, path: str) -> tuple[Pinpoint, ...]:
    if candidate.form is Form.ANNEX:
        return (Pinpoint(ANNEX, candidate.value), *candidate.pinpoints)
    if candidate.form is Form.HERE:
        return tuple(replace(pinpoint, within=_component(path)) for pinpoint in candidate.pinpoints)
    return candidate.pinpoints


def _component(path: str) -> str:
    """The path of the component that a paragraph's path begins with; empty in the main text."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == ANNEX else ""


def _contradictions(candidate: Candidate, path: str, context: Context) -> Iterable[Finding]:
    """A finding if a resolution is printed with another year than the known one. It stays as printed."""
    bare = _bare(candidate.value)
    known = context.known.get(bare.rpartition("/")[2])
    dated = candidate.form is Form.SYMBOL and bare != candidate.value
    if dated and known is not None and known != candidate.value and _bare(known) == bare:
        yield Finding("citation-year-differs", path, f"{candidate.value} is known as {known}", candidate.value)


def _symbol(candidate: Candidate, _context: Context, _memory: _Memory) -> Target | _Open:
    return Target(TargetKind.DOCUMENT, candidate.value)


def _session(candidate: Candidate, context: Context, _memory: _Memory) -> Target | _Open:
    """In a document of the Human Rights Council its own resolution, of a session it has had; else the Assembly's."""
    own = _HUMAN_RIGHTS_COUNCIL.fullmatch(context.symbol)
    cited = _BY_SESSION.fullmatch(candidate.value)
    if own is not None and cited is not None and int(cited["session"]) <= int(own["session"]):
        return Target(TargetKind.DOCUMENT, f"A/HRC/{cited['kind']}/{cited['session']}/{cited['number']}")
    if cited is not None and int(cited["session"]) < _FIRST_SESSION:
        return _Open("citation-without-body", f"{candidate.value} is of no body that is named beside it")
    return Target(TargetKind.DOCUMENT, candidate.value)


def _number(candidate: Candidate, context: Context, _memory: _Memory) -> Target | _Open:
    """The one symbol that the document itself gives the number; else the known one; else none."""
    bare = candidate.value
    printed = context.mentions.get(bare, frozenset())
    if _bare(context.symbol) == bare:
        printed |= {context.symbol}
    if len(printed) == 1:
        return Target(TargetKind.DOCUMENT, next(iter(printed)))
    known = context.known.get(bare.rpartition("/")[2])
    if known is not None and _bare(known) == bare:
        return Target(TargetKind.DOCUMENT, known)
    if printed:
        return _Open("citation-year-ambiguous", f"{bare} is one of {', '.join(sorted(printed))}")
    return _Open("citation-without-year", f"{bare} has no year in this document and is not known")


def _instrument(candidate: Candidate, _context: Context, _memory: _Memory) -> Target | _Open:
    return Target(TargetKind.INSTRUMENT, candidate.value)


def _entry(candidate: Candidate, _context: Context, _memory: _Memory) -> Target | _Open:
    return Target(TargetKind.LISTING, candidate.value)


def _self(_candidate: Candidate, context: Context, _memory: _Memory) -> Target | _Open:
    return Target(TargetKind.DOCUMENT, context.symbol)


def _here(candidate: Candidate, context: Context, _memory: _Memory) -> Target | _Open:
    """The document itself, if it has the first of the paragraphs: *paragraph 30* may be one of a report in hand."""
    first = candidate.pinpoints[0].path.partition("-")[0]
    if context.own is None or first in context.own:
        return Target(TargetKind.DOCUMENT, context.symbol)
    return _Open("citation-without-antecedent", f"{first} is no paragraph of this document")


def _that(_candidate: Candidate, _context: Context, memory: _Memory) -> Target | _Open:
    return memory.resolution or _Open("citation-without-antecedent", "no resolution is cited before")


def _same(_candidate: Candidate, _context: Context, memory: _Memory) -> Target | _Open:
    return memory.last or _Open("citation-without-antecedent", "nothing is cited before")


def _thereof(_candidate: Candidate, _context: Context, memory: _Memory) -> Target | _Open:
    return memory.other or _Open("citation-without-antecedent", "nothing else is cited before")


def _annex(candidate: Candidate, _context: Context, memory: _Memory) -> Target | _Open:
    if memory.annexed is not None:
        return memory.annexed
    return _Open("citation-without-antecedent", f"annex {candidate.value} of no instrument cited before")


_RESOLVERS: Mapping[Form, Callable[[Candidate, Context, _Memory], Target | _Open]] = {
    Form.SYMBOL: _symbol,
    Form.SESSION: _session,
    Form.NUMBER: _number,
    Form.INSTRUMENT: _instrument,
    Form.ENTRY: _entry,
    Form.SELF: _self,
    Form.HERE: _here,
    Form.THAT: _that,
    Form.SAME: _same,
    Form.THEREOF: _thereof,
    Form.ANNEX: _annex,
}
