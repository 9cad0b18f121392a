"""The labels that Word counts: `1.`, `(a)`, `II.`, resolved from the numbering part and the styles."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from mandategraph.loaders.docx.package import attribute, child, local
from mandategraph.loaders.text.structure import Structure

BULLET = "\u2022"

_HUNDREDS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"))
_ROMAN = (*_HUNDREDS, (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACEHOLDER = re.compile(r"%([1-9])")
_ALPHABET = 26
_MOST = 100
_CIRCLED = 0x2460
_CIRCLED_MOST = 20
_FULL_WIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_IN_WORDS = re.compile(r"(?:chinese|japanese|taiwanese|ideograph)\w*")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, how numbers look, its label with `%1` for the number of level 1.

    `legal` has all numbers look like 1, 2, 3; `restart` is the level after which the count begins anew, None for
    every higher one; `style` is the paragraph style that means this level.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A numbered list: what it counts with others of its kind, its levels, the numbers it begins anew at."""

    count: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The state of counting while a text is read: numbers by what is counted, and the lists begun."""

    lists: Mapping[str, _List]
    styles: Mapping[str, tuple[str | None, int | None]]
    structure: Structure
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """The label of the next paragraph, whose properties these are; empty if it has none."""
        key, level = self._place(properties)
        own = self.lists.get(key or "")
        if own is None or key is None or level not in own.levels:
            return ""
        numbers = self._count(key, own, level)
        look = own.levels[level]
        if look.format == "bullet":
            return BULLET if look.text else ""
        return _PLACEHOLDER.sub(lambda match: self._number(own, numbers, int(match.group(1)) - 1, look), look.text)

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        """The list and level that a paragraph is in, by itself or by its style."""
        style = attribute(child(properties, "pStyle"), "val")
        styled, depth = self.styles.get(style or "", (None, None))
        own = child(properties, "numPr")
        key = attribute(child(own, "numId"), "val") or styled
        printed = attribute(child(own, "ilvl"), "val")
        if printed is not None and printed.isdigit():
            return key, int(printed)
        levels = self.lists[key].levels.items() if key is not None and key in self.lists else ()
        return key, next((number for number, level in levels if style is not None and level.style == style), depth or 0)

    def _count(self, key: str, own: _List, level: int) -> dict[int, int]:
        numbers = self.counts.setdefault(own.count, {})
        if level in own.starts and (key, level) not in self.begun:
            numbers[level] = own.starts[level] - 1
        self.begun.add((key, level))
        numbers[level] = numbers.get(level, own.levels[level].start - 1) + 1
        for deeper in [number for number in numbers if number > level]:
            restart = own.levels[deeper].restart if deeper in own.levels else None
            if restart is None or level < restart:
                del numbers[deeper]
        return numbers

    def _number(self, own: _List, numbers: Mapping[int, int], level: int, look: Level) -> str:
        shown = own.levels.get(level, Level())
        return formatted(numbers.get(level, shown.start), "decimal" if look.legal else shown.format, self.structure)


def numbering(lists: etree._Element | None, styles: etree._Element | None, structure: Structure) -> Numbering:
    """The numbering of a file by its two parts; `structure` has the numerals of the language that counts in words."""
    return Numbering(_lists(lists) if lists is not None else {}, _styles(styles), structure)


def formatted(number: int, look: str, structure: Structure) -> str:
    """A number as a list of that format shows it, with digits where the format or the number in it is not known."""
    if 0 < number < _MOST and _IN_WORDS.fullmatch(look):
        return _in_words(number, structure)
    show = _LOOKS.get(look, str) if number > 0 else str
    return show(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


def _in_words(number: int, structure: Structure) -> str:
    """A number below a hundred in the numerals that stand for one to nine and for ten."""
    tens, ones = divmod(number, 10)
    before = structure.numerals[tens - 1] if tens > 1 else ""
    return before + (structure.ten if tens else "") + (structure.numerals[ones - 1] if ones else "")


def _circled(number: int) -> str:
    return chr(_CIRCLED + number - 1) if number <= _CIRCLED_MOST else str(number)


_LOOKS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "none": lambda _: "",
}
"""How numbers look, by the name of a list's format."""


# --- the parts ----------------------------------------------------------------------------------------------------


def _lists(root: etree._Element) -> dict[str, _List]:
    kinds = {attribute(part, "abstractNumId"): part for part in root if local(part) == "abstractNum"}
    named = {attribute(child(part, "styleLink"), "val"): part for part in kinds.values()}
    lists = {}
    for part in root:
        kind = kinds.get(attribute(child(part, "abstractNumId"), "val"))
        if local(part) != "num" or kind is None:
            continue
        kind = named.get(attribute(child(kind, "numStyleLink"), "val") or "-", kind)
        lists[attribute(part, "numId") or ""] = _list(part, kind)
    return lists


def _list(part: etree._Element, kind: etree._Element) -> _List:
    levels = dict(_level(level) for level in kind if local(level) == "lvl")
    starts = {}
    for override in (override for override in part if local(override) == "lvlOverride"):
        number = _integer(attribute(override, "ilvl"), 0)
        own = child(override, "lvl")
        if own is not None:
            levels[number] = _level(own)[1]
        start = attribute(child(override, "startOverride"), "val")
        if start is not None:
            starts[number] = _integer(start, 1)
    return _List(attribute(kind, "abstractNumId") or "", levels, starts)


def _level(part: etree._Element) -> tuple[int, Level]:
    restart = attribute(child(part, "lvlRestart"), "val")
    legal = child(part, "isLgl")
    return _integer(attribute(part, "ilvl"), 0), Level(
        start=_integer(attribute(child(part, "start"), "val"), 1),
        format=attribute(child(part, "numFmt"), "val") or "decimal",
        text=attribute(child(part, "lvlText"), "val") or "",
        legal=legal is not None and is_on(legal),
        restart=None if restart is None else _integer(restart, 0),
        style=attribute(child(part, "pStyle"), "val"),
    )


def _styles(root: etree._Element | None) -> dict[str, tuple[str | None, int | None]]:
    """The list and level of every paragraph style, taken from the style that it is based on where it has none."""
    styles = {} if root is None else {attribute(part, "styleId") or "": part for part in root if local(part) == "style"}
    return {name: _inherited(name, styles) for name in styles}


def _inherited(name: str, styles: Mapping[str, etree._Element]) -> tuple[str | None, int | None]:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        own = child(styles[name], "pPr", "numPr")
        key = attribute(child(own, "numId"), "val")
        if key is not None:
            depth = attribute(child(own, "ilvl"), "val")
            return key, None if depth is None else _integer(depth, 0)
        name = attribute(child(styles[name], "basedOn"), "val") or ""
    return None, None


def is_on(toggle: etree._Element) -> bool:
    """Whether a property that is there is on: it is unless it says that it is not."""
    return attribute(toggle, "val") not in ("0", "false", "off")


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else default
