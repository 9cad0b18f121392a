"""Printed numbers: how one is written, which place it has in its series, and how it names its paragraph."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mandategraph.loaders.text.structure import Structure

DASH = "dash"
DIGIT = "digit"
LETTER = "letter"
ROMAN = "roman"
CAPITAL = "capital"
CAPITAL_ROMAN = "capital-roman"
DOTTED = "dotted"
OTHER = "other"

_BRACKETS = "()[]. :、．"
_ROMAN = re.compile(r"(?=[ivxlc])(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_DIGITS = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTED = r"[a-z]|[ivxl]{2,5}|([a-z])\1|\d{1,2}"
"""What stands in the brackets of a label, Chinese numerals apart."""

_SIGN = r"[\u3220-\u3229]|[•●▪\uf0b7]|[–—－-](?=\s|[^\0-\u2e7f])"
"""A label without brackets: a numeral that is enclosed in one character, or a sign that counts nothing."""

_UNSAFE = re.compile(r"[^0-9A-Za-z.-]+")
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Label:
    """A number: `text` as printed without brackets and stops, and the ways to read it, each a style and a value.

    `name` is the same in every language: `iv` for `(iv)` and for the fourth of the Chinese series that stands for it;
    none for a dash. `bracketed` says that brackets stand around it.
    """

    text: str
    readings: tuple[tuple[str, int], ...]
    name: str | None
    bracketed: bool

    @property
    def counts(self) -> bool:
        """Whether it is a plain number, as paragraphs have, and not the mark of a sub-item."""
        return self.readings[0][0] in {DIGIT, DOTTED} and not self.bracketed

    @property
    def is_plain(self) -> bool:
        """Whether it is a single plain number, which has its place among the paragraphs."""
        return self.counts and self.readings[0][0] == DIGIT

    @property
    def is_capital(self) -> bool:
        """Whether it is written as the numbers of headings are: a capital, a Roman numeral in capitals, or Chinese."""
        return self.readings[0][0] in {CAPITAL, CAPITAL_ROMAN}

    @property
    def is_number(self) -> bool:
        """Whether it is surely a number and not a word: it can be read as a member of a series."""
        return all(style != OTHER for style, _ in self.readings)

    @property
    def value(self) -> int:
        """Its place in its series, by its first reading."""
        return self.readings[0][1]


def label(printed: str, structure: Structure) -> Label | None:
    """The number that a printed label is; none if it shows nothing."""
    shown = unicodedata.normalize("NFKC", printed).strip()
    text = shown.strip(_BRACKETS)
    if not shown:
        return None
    if not any(character.isalnum() for character in text):
        return Label(text or shown, ((DASH, 0),), None, bracketed=False)
    bracketed = shown.rstrip(".").endswith(")")
    readings = tuple(_readings(text, bracketed=bracketed, structure=structure))
    return Label(text, readings, _name(text, readings, bracketed=bracketed), bracketed)


def settled(printed: Label, after: Label | None) -> Label:
    """A label that can be read in two ways, read as the one that the next label goes on with, if that is one of them.

    >>> from mandategraph.loaders.text.structure import structure
    >>> one, two, three = (label(text, structure("eng", ())) for text in ("(i)", "(ii)", "(j)"))
    >>> settled(one, two).readings, settled(one, three).readings
    ((('roman', 1),), (('letter', 9),))
    """
    if after is None:
        return printed
    kept = tuple(reading for reading in printed.readings if (reading[0], reading[1] + 1) in after.readings)
    return replace(printed, readings=kept) if len(printed.readings) > 1 and kept else printed


def leading(text: str, structure: Structure) -> int:
    """How many characters of a text are a label that it begins with and that the file does not mark; 0 if none.

    >>> from mandategraph.loaders.text.structure import structure
    >>> leading("(a) To continue", structure("eng", ())), leading("A. Smith", structure("eng", ()))
    (4, 0)
    """
    numerals = re.escape(structure.numerals + structure.ten)
    counted = rf"{_COUNTED}|[{numerals}]{{1,4}}" if numerals else _COUNTED
    match = re.match(
        rf"(?:[(（](?:{counted})[)）]|(?:[a-z]|[ivx]{{2,5}})[.．](?=\s)|{_SIGN})\s*", text
    ) or structure.number.match(text)
    return 0 if match is None or match.end() == len(text) else match.end()


def roman(value: int) -> str:
    """A value in small Roman numerals.

    >>> roman(14), roman(49)
    ('xiv', 'xlix')
    """
    digits = ""
    for worth, digit in _ROMAN_DIGITS:
        times, value = divmod(value, worth)
        digits += digit * times
    return digits


def _readings(text: str, *, bracketed: bool, structure: Structure) -> Iterator[tuple[str, int]]:
    numeral = _numeral(text, structure)
    if numeral:
        yield (ROMAN if bracketed else CAPITAL_ROMAN), numeral
    elif text.isascii() and text.isdigit():
        yield (f"({DIGIT}" if bracketed else DIGIT), int(text[:_LONGEST])
    elif re.fullmatch(r"[a-z]{2,}|[A-Z]{2,}|[A-Za-z]", text) and text.isascii():
        yield from _lettered(text)
    elif re.fullmatch(r"[0-9A-Za-z]{1,5}(?:\.[0-9A-Za-z]{1,5})+", text):
        last = text.rpartition(".")[2]
        yield (DOTTED if text[0].isdigit() else OTHER), int(last[:_LONGEST]) if last.isdecimal() else 0
    else:
        yield OTHER, 0


def _lettered(text: str) -> Iterator[tuple[str, int]]:
    small = text.lower()
    styles = (LETTER, ROMAN) if text == small else (CAPITAL, CAPITAL_ROMAN)
    repeated = set(small) == {small[0]}
    if repeated:
        yield styles[0], ord(small[0]) - ord("a") + 1 + 26 * (len(small) - 1)
    if _ROMAN.fullmatch(small):
        yield styles[1], _value(small)
    elif not repeated:
        yield OTHER, 0


def _value(small: str) -> int:
    values = [_ROMAN_VALUES[digit] for digit in small]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _numeral(text: str, structure: Structure) -> int:
    """The value of a Chinese numeral below a hundred; 0 for any other text."""
    if not structure.numerals or set(text) - set(structure.numerals + structure.ten):
        return 0
    tens, ten, units = text.rpartition(structure.ten)
    digit = {numeral: value for value, numeral in enumerate(structure.numerals, 1)}
    return (10 * digit.get(tens, 1) if ten else 0) + digit.get(units, 0)


def _name(text: str, readings: tuple[tuple[str, int], ...], *, bracketed: bool) -> str:
    if text.isascii():
        return _UNSAFE.sub("-", text[: 2 * _LONGEST])
    style, value = readings[0]
    if style in {ROMAN, CAPITAL_ROMAN}:
        return roman(value) if bracketed else roman(value).upper()
    return _UNSAFE.sub("-", text[: 2 * _LONGEST])
