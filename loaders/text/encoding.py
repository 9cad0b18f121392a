"""Telling the encoding of bytes that are not UTF-8: one candidate must read as running text, and only one."""

import re
from functools import cache

from mandategraph.loaders import lexicon

_CANDIDATES = ("gb18030", "big5", "utf_16_le", "utf_16_be")
_FREQUENT_SHARE = 0.3
_FREQUENT_LEAST = 4
_COMMON_SHARE = 0.9
_LATIN_SHARE = 0.6

_SAMPLE = 1 << 18
"""So many bytes are enough to tell running text from noise."""

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z ]")
_PLAIN = re.compile("[\t\n\x0b\x0c\r -~\xa0-\u024f\u2010-\u206f\u2460-\u24ff\u3000-\u3017\u3400-\u9fff\uff01-\uff5e]")
_DAMAGED = 4  # well-formed UTF-8 characters for each malformed one


def guess(data: bytes) -> str | None:
    """The encoding in which `data` reads as running text; none if it reads so in none, or in more than one."""
    found = [encoding for encoding in _CANDIDATES if _reads(data, encoding)]
    return found[0] if len(found) == 1 else None


def broken_utf8(data: bytes) -> int | None:
    """The place of the first malformed byte in what is UTF-8 but for a few bytes; none if it is something else."""
    malformed = _first_malformed(data)
    if malformed is None:
        return None
    text = data[: malformed + _SAMPLE].decode("utf-8", "replace")
    wide = sum(c > "\u07ff" for c in text)
    wrong = text.count("\ufffd")
    return malformed if wide - wrong >= _DAMAGED * wrong else None


def _first_malformed(data: bytes) -> int | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _reads(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return _is_prose(text[:_SAMPLE], encoding)


def _is_prose(text: str, encoding: str) -> bool:
    """Whether a decoded text is Chinese or Latin prose: plain characters, of which many are frequent ones."""
    if not text or len(_PLAIN.findall(text)) < len(text) * 0.99:
        return False
    han = _HAN.findall(text)
    if not han:
        return encoding.startswith("utf_16") and len(_LATIN.findall(text)) > len(text) * _LATIN_SHARE
    frequent = sum(c in _frequent() for c in han)
    return (
        frequent >= max(_FREQUENT_LEAST, len(han) * _FREQUENT_SHARE)
        and sum(map(_is_common, han)) >= len(han) * _COMMON_SHARE
    )


@cache
def _frequent() -> frozenset[str]:
    return frozenset("".join("".join(lexicon.load("encodings")["frequent"].values()).split()))


def _is_common(character: str) -> bool:
    """Whether one of the two national standards puts the character on its first, frequent level."""
    return _between(character, "gb2312", 0xB0, 0xD7) or _between(character, "big5", 0xA4, 0xC6)


def _between(character: str, encoding: str, first: int, last: int) -> bool:
    encoded = character.encode(encoding, "ignore")
    return bool(encoded) and first <= encoded[0] <= last
