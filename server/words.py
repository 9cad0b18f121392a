"""The words of the pages, by language, and how a span of time is said in them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_DURATION = re.compile(r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?")

Words = Mapping[str, str]


@cache
def languages() -> Mapping[str, Words]:
    """The words of every language, by its tag; the first is the one for who asks for none. Read once."""
    text = files("mandategraph.server").joinpath("labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def duration(iso: str, words: Words) -> str:
    """An xsd:duration of years, months, weeks and days in words; any other as it stands.

    >>> duration("P12M", languages()["en"]), duration("PT3H", languages()["en"])
    ('12 months', 'PT3H')
    """
    found = _DURATION.fullmatch(iso)
    parts = {} if found is None else {unit: n for unit, n in found.groupdict().items() if n is not None}
    spans = [words[f"one_{unit}"] if n == "1" else words[unit].format(n=n) for unit, n in parts.items()]
    return " ".join(spans) if spans else iso


def recurrence(iso: str, times: int | None, words: Words) -> str:
    """An interval such as R/P6M in words; `R` alone is regular without a figure.

    >>> recurrence("R/P1Y", 2, languages()["en"]), recurrence("R", None, languages()["en"])
    ('2 times every year', 'regularly')
    """
    if iso == "R":
        return words["regularly"]
    span = iso.removeprefix("R/")
    once = {"P1D": "every_day", "P1W": "every_week", "P1M": "every_month", "P1Y": "every_year"}.get(span)
    every = words["every"].format(span=duration(span, words)) if once is None else words[once]
    return every if times in {None, 1} else words["times"].format(n=times, every=every)
