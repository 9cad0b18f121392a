"""Numerals: digits of any script, number words and Roman numerals, read as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from mandategraph.loaders import lexicon

LONGEST = 5
"""More characters than a numeral in digits has; longer runs of digits number nothing in a UN document."""


@dataclass(frozen=True, slots=True)
class Numerals:
    """What the numerals of one language are worth.

    `digits` and `multipliers` compose by place, as in Chinese; `words` stand for a number each, in lower
    case.
    """

    digits: Mapping[str, int]
    multipliers: Mapping[str, int]
    words: Mapping[str, int]
    roman: Mapping[str, int]

    def value(self, text: str) -> int | None:
        """The number that `text` writes, or None if it writes none.

        >>> chinese = numerals("zho")
        >>> [chinese.value(text) for text in ("十二", "二十一", "IV", "７", "又")]
        [12, 21, 4, 7, None]
        """
        if text.isdecimal():
            return int(text) if len(text) <= LONGEST else None
        if text.lower() in self.words:
            return self.words[text.lower()]
        if text and all(character in self.roman for character in text):
            return _roman([self.roman[character] for character in text])
        if text and all(character in self.digits or character in self.multipliers for character in text):
            return self._composed(text)
        return None

    def _composed(self, text: str) -> int:
        total = place = 0
        for character in text:
            if character in self.multipliers:
                total += (place or 1) * self.multipliers[character]
                place = 0
            else:
                place = place * 10 + self.digits[character]
        return total + place


def numerals(language: str) -> Numerals:
    """The numerals of `language`, an ISO 639-3 code; raises `KeyError` if the lexicon has none."""
    data = lexicon.load("numerals")
    own = data[language]
    return Numerals(own["digits"], own["multipliers"], own["words"], data["roman"])


def _roman(values: list[int]) -> int:
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))
