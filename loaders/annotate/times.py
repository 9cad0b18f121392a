"""When: deadlines, terms, recurrences and relative deadlines in a text (annotation guide, section 5).

Nothing here knows a language: what a date or an interval looks like stands in `lexicon/times.toml`. What is
found is what the words say. Whose deadline it is, the caller tells: *by 23 October 2017* in the description
of somebody's standard is a deadline here, though not one of the norm in which the description stands.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.numerals import Numerals, numerals
from mandategraph.loaders.annotate.patterns import Pattern, patterns
from mandategraph.loaders.finder import Finders, finders
from mandategraph.loaders.passage import Span

REGULAR = "R"
"""The interval of what recurs regularly, with no figure printed."""


_DAY = len("2018-06-30")
_MONTHS = {"Y": 12, "M": 1}
"""How many months a unit of a duration is."""


class Role(StrEnum):
    """What the match of a pattern means."""

    DATE = "date"
    DEADLINE = "deadline"
    TERM = "term"
    SPAN = "span"
    RELATIVE = "relative"
    RECURRENCE = "recurrence"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which: `value` is `2018-06-30`, `2018-04` or `2018`, as precise as printed."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Term:
    """A period in force: `value` is the date on which it ends, `start` that of its beginning, if printed."""

    span: Span
    value: str
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often: `interval` is an ISO 8601 repeating interval (`R/P1Y`), or `R` where no figure is printed.

    `times` is how many times in each interval, None where the text gives only the interval; `at_least` tells
    that this is a minimum, `of_thing` that the words say it of a thing, as in *a regular dialogue*.
    """

    span: Span
    interval: str
    times: int | None = None
    at_least: bool = False
    of_thing: bool = False


@dataclass(frozen=True, slots=True)
class RelativeDeadline:
    """A duration in ISO 8601 (`P12M`) after an event: `event` is the words that name it, if any do."""

    span: Span
    duration: str
    event: Span | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """Everything found in one text, each kind in reading order.

    `impossible` are the spans of what no calendar has, such as 31 June or a duration of no days.
    """

    deadlines: tuple[Deadline, ...] = ()
    terms: tuple[Term, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    relative_deadlines: tuple[RelativeDeadline, ...] = ()
    impossible: tuple[Span, ...] = ()


Time = Deadline | Term | Recurrence | RelativeDeadline
Found = tuple[Span, Time | None]


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """How one language writes times: `dates` read a printed date, `rules` find times in running text."""

    dates: tuple[Pattern, ...]
    rules: Finders[Pattern]
    months: Mapping[str, int]
    units: Mapping[str, str]
    numerals: Numerals


def time_grammar(language: str) -> TimeGrammar:
    """The times of `language`, an ISO 639-3 code, compiled; raises `KeyError` if the lexicon has none."""
    words = lexicon.load("times")["words"]
    found = patterns("times", language)
    return TimeGrammar(
        dates=tuple(pattern for pattern in found if pattern.facts["role"] == Role.DATE),
        rules=finders((pattern, pattern.regex) for pattern in found if pattern.facts["role"] != Role.DATE),
        months=words["month"].get(language, {}),
        units=words["unit"][language],
        numerals=numerals(language),
    )


def find_times(text: str, grammar: TimeGrammar) -> Times:
    """The times that `text` prints; of matches that overlap, the leftmost counts, and of those the longest.

    >>> times = find_times("report by 30 March 2018, and at least once a year", time_grammar("eng"))
    >>> times.deadlines[0].value, times.recurrences[0].interval, times.recurrences[0].at_least
    ('2018-03-30', 'R/P1Y', True)
    """
    found = tuple(_apart(_matches(text, grammar)))
    return Times(
        deadlines=tuple(time for _, time in found if isinstance(time, Deadline)),
        terms=tuple(time for _, time in found if isinstance(time, Term)),
        recurrences=tuple(time for _, time in found if isinstance(time, Recurrence)),
        relative_deadlines=tuple(time for _, time in found if isinstance(time, RelativeDeadline)),
        impossible=tuple(span for span, time in found if time is None),
    )


def _matches(text: str, grammar: TimeGrammar) -> Iterator[Found]:
    for rule, match in grammar.rules.finditer(text):
        if "list" in match.groupdict():
            yield from _listed(text, match, grammar)
        else:
            yield Span(*match.span()), _READERS[Role(rule.facts["role"])](match, rule, grammar)


def _listed(text: str, match: re.Match[str], grammar: TimeGrammar) -> Iterator[Found]:
    """The dates by which that a list gives one behind the other."""
    start, end = match.span("list")
    while start < end:
        found = (pattern.regex.search(text, start, end) for pattern in grammar.dates)
        first = min((one for one in found if one), key=lambda one: (one.start(), -one.end()), default=None)
        if first is None:
            return
        span, value = Span(*first.span()), _date(first[0], grammar)
        yield span, None if value is None else Deadline(span, value)
        start = first.end()


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    end = 0
    for span, time in sorted(found, key=lambda entry: (entry[0].start, -entry[0].end)):
        if span.start >= end:
            yield span, time
            end = span.end


def _deadline(match: re.Match[str], _rule: Pattern, grammar: TimeGrammar) -> Deadline | None:
    value = _date(match["date"], grammar)
    return None if value is None else Deadline(Span(*match.span()), value)


def _term(match: re.Match[str], _rule: Pattern, grammar: TimeGrammar) -> Term | None:
    start, end = match.groupdict().get("start"), match["date"]
    value = _date(end, grammar, beside=start)
    if value is None:
        return None
    return Term(Span(*match.span()), value, None if start is None else _date(start, grammar, beside=end))


def _span(match: re.Match[str], _rule: Pattern, grammar: TimeGrammar) -> Term | None:
    """A term of which the beginning and the length are printed."""
    start, duration = _date(match["date"], grammar), _duration(match["count"], match["unit"], grammar)
    value = None if start is None or duration is None else _later(start, duration)
    return None if value is None else Term(Span(*match.span()), value, start)


def _relative(match: re.Match[str], _rule: Pattern, grammar: TimeGrammar) -> RelativeDeadline | None:
    duration = _duration(match["count"], match["unit"], grammar)
    if duration is None:
        return None
    named = match.groupdict().get("event") is not None
    return RelativeDeadline(Span(*match.span()), duration, Span(*match.span("event")) if named else None)


def _recurrence(match: re.Match[str], rule: Pattern, grammar: TimeGrammar) -> Recurrence | None:
    groups = match.groupdict()
    duration, times = rule.facts.get("interval"), rule.facts.get("times")
    if groups.get("unit") is not None:
        duration = _duration(groups.get("count"), groups["unit"], grammar)
        if duration is None:
            return None
    return Recurrence(
        span=Span(*match.span()),
        interval=REGULAR if duration is None else f"{REGULAR}/{duration}",
        times=times if groups.get("times") is None else grammar.numerals.value(groups["times"]),
        at_least=any(value is not None for name, value in groups.items() if name.startswith("least")),
        of_thing=rule.facts.get("thing", False),
    )


_READERS: Mapping[Role, Callable[[re.Match[str], Pattern, TimeGrammar], Time | None]] = {
    Role.DEADLINE: _deadline,
    Role.TERM: _term,
    Role.SPAN: _span,
    Role.RELATIVE: _relative,
    Role.RECURRENCE: _recurrence,
}


def _duration(count: str | None, unit: str, grammar: TimeGrammar) -> str | None:
    """`count` times a unit as an ISO 8601 duration: P12M; None if count is no number above nought."""
    number = 1 if count is None else grammar.numerals.value(count)
    if not number:
        return None
    one = grammar.units[" ".join(unit.split())]
    amount = one.lstrip("PT")[:-1]
    return one.replace(amount, str(number * int(amount)))


def _date(printed: str, grammar: TimeGrammar, beside: str | None = None) -> str | None:
    """The ISO date of `printed`, its year perhaps in the date `beside` it; None if there is no such day."""
    for pattern in grammar.dates:
        match = pattern.regex.fullmatch(printed)
        if match is not None:
            groups = match.groupdict()
            year = groups.get("year") or _year(beside, grammar)
            return None if year is None else _iso(groups, int(year), grammar)
    return None


def _year(printed: str | None, grammar: TimeGrammar) -> str | None:
    matches = (pattern.regex.fullmatch(printed or "") for pattern in grammar.dates)
    return next((match["year"] for match in matches if match and "year" in match.groupdict()), None)


def _iso(groups: Mapping[str, str | None], year: int, grammar: TimeGrammar) -> str | None:
    month, day, last = groups.get("month"), groups.get("day"), groups.get("last")
    number = 12 if month is None else grammar.months.get(month) or grammar.numerals.value(month) or 0
    try:
        first = date(year, number, int(day or 1))
    except ValueError:
        return None
    if last is not None:
        return first.replace(day=monthrange(year, number)[1]).isoformat()
    precision = 4 if month is None else 7 if day is None else 10
    return first.isoformat()[:precision]


def _later(start: str, duration: str) -> str | None:
    """The date, as precise as `start`, when a duration in years, months or days that begins then is over.

    Months that begin on the first of one end on the last of another.

    >>> _later("2024-12", "P14M"), _later("2021-01-31", "P1M"), _later("2021-06-30", "P90D")
    ('2026-02', '2021-02-28', '2021-09-28')
    >>> _later("2024-01-01", "P4Y")
    '2027-12-31'
    """
    number, unit = int(duration.strip("PTYMDH")), duration[-1]
    if unit == "D":
        return None if len(start) < _DAY else (date.fromisoformat(start) + timedelta(days=number)).isoformat()
    parts = [int(part) for part in start.split("-")]
    if unit not in _MONTHS or (unit == "M" and len(parts) == 1):
        return None
    months = parts[0] * 12 + (parts[1] - 1 if len(parts) > 1 else 0) + number * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    if parts[2:] == [1]:
        return (date(year, month, 1) - timedelta(days=1)).isoformat()
    day = min(parts[2], monthrange(year, month)[1]) if len(parts) > 2 else 1
    return date(year, month, day).isoformat()[: len(start)]
