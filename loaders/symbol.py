"""UN document symbols: written canonically, made from numbers, told from file names, and turned into IRIs.

A symbol is canonical when it has no blanks, half-width brackets and capital letters: `S/RES/2396(2017)`.
Until its thirtieth session the Assembly lettered resolutions that were adopted under one number (217 A
(III)); they share one document and one symbol, `A/RES/217(III)`, and the letter is a part of it. Later ones
have symbols of their own.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath

LONGEST = 80
"""More characters than any symbol has."""

COUNCIL_RESOLUTIONS = "S/RES/"
"""What the symbols of the Security Council's resolutions begin with."""

UNDOCS = "https://undocs.org/"

# Codes of the symbol system, the same in every language: the only parts of a symbol that keep small letters.
_MIXED = {code.upper(): code for code in ("Add", "Amend", "Corr", "Rev", "Sub", "Summary")}
_MIXED_PART = re.compile(rf"(?<=/)({'|'.join(_MIXED)})(?=[./]|$)")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_DASH = re.compile(r"[\u2010\u2011]")
_LETTERS = re.compile(r"(?<=[A-Z])\s+AND\s+(?=[A-Z]$)")
_PART = r"[A-Z0-9]+(?:[.-][A-Z0-9]+)*(?:\([A-Z0-9-]+\))?(?:[A-Z](?:-[A-Z])?)?"
_SYMBOL = re.compile(rf"[A-Z]{{1,12}}(?:\([A-Z0-9.]+\)|-[A-Z0-9-]+)?(?:/{_PART})+")
_FILE_NAME = re.compile(r"(?P<symbol>[^.]+(?:\.\d+[^.]*)*)\.(?P<language>[a-z]{3})(?:\.[a-z0-9]+)+")
_STATEMENT = "/akn/un/statement/deliberation/{actor}/{date}/{number}"
_AKN_FORMS = (
    (re.compile(r"S/RES/(?P<number>\d+)\((?P<year>\d{4})\)"), "unsc", "{number}-{year}"),
    (re.compile(r"S/PRST/(?P<year>\d{4})/(?P<number>\d+)"), "unsc", "{year}-{number}"),
    (re.compile(r"A/RES/(?P<session>(?:ES-|S-)?\d+)/(?P<number>\d+[A-Z-]*)"), "unga", "{session}-{number}"),
)


class SymbolError(ValueError):
    """What should be a UN symbol is not one: `text` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a UN document symbol: {text[:LONGEST]!r}")
        self.text = text


def canonical(text: str) -> str:
    """The canonical form of the symbol that `text` is; raises `SymbolError` if it is none.

    >>> canonical("s/res/2396 （2017）")
    'S/RES/2396(2017)'
    >>> canonical("A/70/826/Add.1")
    'A/70/826/Add.1'
    >>> canonical("A/DEC/76/553 A and B"), canonical("GC(69)/RES/9 A.2")
    ('A/DEC/76/553A-B', 'GC(69)/RES/9A.2')
    """
    if len(text) > 2 * LONGEST:
        raise SymbolError(text)
    capitals = _LETTERS.sub("-", _DASH.sub("-", unicodedata.normalize("NFKC", text)).upper())
    capitals = _INVISIBLE.sub("", capitals)
    if _SYMBOL.fullmatch(capitals) is None or not any(c.isdigit() for c in capitals):
        raise SymbolError(text)
    return _MIXED_PART.sub(lambda part: _MIXED[part[0]], capitals)


def council_resolution(number: int | str, year: int | str) -> str:
    """The symbol of a Security Council resolution; raises `SymbolError` if its parts make none.

    >>> council_resolution(2396, 2017)
    'S/RES/2396(2017)'
    """
    return canonical(f"{COUNCIL_RESOLUTIONS}{number}({year})")


def assembly_resolution(session: int | str, number: int | str) -> str:
    """The symbol of a General Assembly resolution since 1976; raises `SymbolError` if its parts make none.

    >>> assembly_resolution(60, 288), assembly_resolution("ES-10", 21)
    ('A/RES/60/288', 'A/RES/ES-10/21')
    """
    return canonical(f"A/RES/{session}/{number}")


def is_resolution(symbol: str) -> bool:
    """Whether a canonical symbol is that of a resolution, of whatever body.

    >>> is_resolution("A/HRC/RES/25/1"), is_resolution("S/2018/80")
    (True, False)
    """
    return "/RES/" in symbol


def is_decision(symbol: str) -> bool:
    """Whether a canonical symbol is that of a decision, of whatever body.

    >>> is_decision("A/DEC/78/504"), is_decision("A/RES/78/1")
    (True, False)
    """
    return "/DEC/" in symbol


def from_file_name(name: str) -> tuple[str, str] | None:
    """The symbol and the ISO 639-3 language code that a file is named after; None if it is not named so.

    >>> from_file_name("S_RES_2396(2017).zho.txt")
    ('S/RES/2396(2017)', 'zho')
    """
    named = _FILE_NAME.fullmatch(PurePath(name).name)
    if named is None:
        return None
    try:
        return canonical(named["symbol"].replace("_", "/")), named["language"]
    except SymbolError:
        return None


def issuing_body(symbol: str, bodies: Mapping[str, str]) -> str | None:
    """The key in `bodies` whose parts begin `symbol`, the longest of them; None if there is none.

    `bodies` maps the beginnings of symbols to the keys of actors, as the table of the lexicon `citations`
    does. The body is the one in whose series the document stands; a report in it may have another author.

    >>> issuing_body("S/RES/2396(2017)", {"S": "security-council", "A": "general-assembly"})
    'security-council'
    """
    parts = symbol.split("/")
    beginnings = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((bodies[beginning] for beginning in beginnings if beginning in bodies), None)


def undocs_iri(symbol: str) -> str:
    """The address at which the UN serves the document.

    >>> undocs_iri("S/RES/2396(2017)")
    'https://undocs.org/S/RES/2396(2017)'
    """
    return f"{UNDOCS}{symbol}"


def akn_iri(symbol: str, adopted: date) -> str | None:
    """The UN's Akoma Ntoso IRI of a resolution or presidential statement, without host; else None.

    The forms are those of the files that the UN publishes. It publishes none of before 1976, whose form is
    open.

    >>> akn_iri("S/RES/2396(2017)", date(2017, 12, 21))
    '/akn/un/statement/deliberation/unsc/2017-12-21/2396-2017'
    >>> akn_iri("A/RES/70/291", date(2016, 7, 1))
    '/akn/un/statement/deliberation/unga/2016-07-01/70-291'
    """
    for form, actor, number in _AKN_FORMS:
        match = form.fullmatch(symbol)
        if match is not None:
            return _STATEMENT.format(actor=actor, date=adopted.isoformat(), number=number.format(**match.groupdict()))
    return None
