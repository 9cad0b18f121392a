"""Texts made of a grammar, at random: most are queries and updates as the standard has them, though of no sense."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

Grammar = Mapping[str, tuple[tuple[str, ...], ...]]
"""The alternatives that each name stands for, in tokens."""

DEPTH = 9
"""How deep names may stand in one another before a text has to come to its end."""

_MOST = 3
_SPLIT = re.compile(r" \| ")
_TIMES = {"?": (0, 1), "*": (0, _MOST), "+": (1, _MOST)}


def grammar(path: Path) -> Grammar:
    """That of a file."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    rules = (line.split("::=", 1) for line in lines)
    return {name.strip(): tuple(tuple(each.split()) for each in _SPLIT.split(right)) for name, right in rules}


def made(known: Grammar, start: str, rng: Random) -> str:
    """A text that `start` stands for."""
    return " ".join(_tokens(known, start, rng, 0))


def _tokens(known: Grammar, name: str, rng: Random, depth: int) -> Iterator[str]:
    alternatives = known[name]
    for token in alternatives[0] if depth > DEPTH else rng.choice(alternatives):
        part, times = _repeated(known, token, rng, depth)
        for _ in range(times):
            if part in known:
                yield from _tokens(known, part, rng, depth + 1)
            else:
                yield _plain(part)


def _repeated(known: Grammar, token: str, rng: Random, depth: int) -> tuple[str, int]:
    """A token without what says how often it stands there, and how often it does."""
    name, sign = token[:-1], token[-1]
    if name not in known or sign not in _TIMES:
        return token, 1
    least, most = _TIMES[sign]
    return name, least if depth > DEPTH else rng.randint(least, most)


def _plain(token: str) -> str:
    return token.replace(r"\e", "").replace(r"\|", "|")
