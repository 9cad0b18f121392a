"""What a check found: results, each with its place in a document, in a stable order, and one line for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a result is: the severities of SHACL, worst first."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


_RANK = {severity: rank for rank, severity in enumerate(Severity)}

# A symbol's segments begin with a capital or a digit, those of the units inside a document with a small letter.
_IN_DOCUMENT = re.compile(r"/doc/(?P<symbol>[A-Z]+(?:/[A-Z0-9][^/]*)+)(?:/(?P<rest>[a-z].*))?$")
_UNIT = re.compile(
    r"(?:annex/\d+(?=/|$))?(?:(?:^|/)(?:pre|para|note|unnumbered|sec)/.+?(?=/(?:cl|cite|mention|reuse|finding)/|$))?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the `document` by its symbol, the `paragraph` by its path in it (`annex/1/para/7`)."""

    document: str | None = None
    paragraph: str | None = None


def place(iri: str) -> Place:
    """Where the thing of that IRI stands; both parts are None for what is in no document.

    >>> place("https://w3id.org/mandategraph/doc/S/RES/2396(2017)/para/11/cl/2/norm")
    Place(document='S/RES/2396(2017)', paragraph='para/11')
    >>> place("https://w3id.org/mandategraph/doc/S/2018/208/annex/1/para/7/mention/3").paragraph
    'annex/1/para/7'
    >>> place("https://w3id.org/mandategraph/actor/cted")
    Place(document=None, paragraph=None)
    """
    found = _IN_DOCUMENT.search(iri)
    if found is None:
        return Place()
    unit = _UNIT.match(found["rest"] or "")
    return Place(found["symbol"], unit[0] if unit is not None and unit[0] else None)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that a shape found wrong.

    `shape` is the IRI of the shape and `constraint` the SHACL parameter that was not met (`minCount`, `sparql`).
    `focus` is the node that was checked, `path` the property and `value` what was found there; for a rule about a
    whole document the focus is the document and the value the offender. `document` is the symbol of the document
    that the offender stands in, `paragraph` its path in it. `message` says by language what should hold.
    """

    severity: Severity
    shape: str
    constraint: str
    focus: str
    document: str | None
    paragraph: str | None
    path: str | None
    value: str | None
    message: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the constraint inside the shapes of this room, such as `ClauseAct.minCount`."""
        return f"{self.shape.rpartition('#')[2]}.{self.constraint}"

    @property
    def order(self) -> tuple[int, str, tuple[str | int, ...], str, str, str, str]:
        """What results are sorted by: severity, document, paragraph (11 after 2), name, focus, path, value."""
        return (
            _RANK[self.severity],
            self.document or "",
            _reading_order(self.paragraph or ""),
            self.name,
            self.focus,
            self.path or "",
            self.value or "",
        )


def _reading_order(path: str) -> tuple[str | int, ...]:
    # split() with a group alternates text and digits, so two paths compare text with text and number with number
    return tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", path))


@dataclass(frozen=True, slots=True)
class Report:
    """All results of a check, sorted; `conforms` as SHACL means it: there is no result of any severity."""

    conforms: bool
    results: tuple[Result, ...]

    @property
    def violations(self) -> tuple[Result, ...]:
        """The results that make a graph unsound."""
        return self._of(Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[Result, ...]:
        """The results that somebody should look at, such as a slip of the source that stays as printed."""
        return self._of(Severity.WARNING)

    def _of(self, severity: Severity) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.severity is severity)


def line(result: Result, language: str = "en") -> str:
    """One line that says what, where and why, in that language or else in any: five fields between tabs.

    They are: severity and constraint; symbol; paragraph; message; and the node, property and value it is about.
    """
    message = result.message.get(language) or next(iter(result.message.values()), "")
    about = " ".join(part for part in (result.focus, result.path, result.value) if part is not None)
    fields = (
        f"{result.severity} {result.name}",
        result.document or "-",
        result.paragraph or "-",
        message,
        about,
    )
    return "\t".join(" ".join(field.split()) for field in fields)


def summary(report: Report) -> str:
    """How many results there are of each severity that counts."""
    return f"{len(report.violations)} violations, {len(report.warnings)} warnings"
