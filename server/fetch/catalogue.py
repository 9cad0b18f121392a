"""Which file of a repository may be a document: its name has the numbers of the symbol, beside a job number."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from mandategraph.server.errors import FetchError

_SUFFIX = ".xml"
_YEAR = re.compile(r"\(.*\)")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Repositories:
    """The repository of each series, by the beginning of its symbols; the folder of each language; those of others."""

    series: Mapping[str, str]
    folders: Mapping[str, str]
    elsewhere: frozenset[str]

    def of(self, symbol: str) -> str:
        """The repository of a document; raises `FetchError` if there is none of its series."""
        beginnings = [beginning for beginning in self.series if symbol.startswith(beginning)]
        if not beginnings:
            known = ", ".join(self.series)
            raise FetchError(symbol, f"the UN publishes no XML of its series; it does of {known}")
        return self.series[max(beginnings, key=len)]


def repositories() -> Repositories:
    """What `repositories.toml` says."""
    data = tomllib.loads(files(__package__ or "").joinpath("repositories.toml").read_text(encoding="utf-8"))
    return Repositories(data["series"], data["folder"], frozenset(data["elsewhere"]["folders"]))


def paths_in(index: bytes, repository: str) -> tuple[str, ...]:
    """The paths of the XML files that the index of a repository lists; raises `FetchError` if it is no index."""
    try:
        tree: Any = json.loads(index)["tree"]
        found = tuple(entry["path"] for entry in tree if isinstance(entry["path"], str))
    except (ValueError, TypeError, KeyError) as error:
        raise FetchError(repository, "its index is not in the form expected") from error
    return tuple(path for path in found if path.lower().endswith(_SUFFIX))


def candidates(symbol: str, language: str, paths: Iterable[str], known: Repositories) -> tuple[str, ...]:
    """The files that may be the document in the language, the likeliest first.

    >>> known = Repositories({}, {"eng": "English"}, frozenset({"French"}))
    >>> paths = ["2023/English/S_RES_2708-2322259E.xml", "2023/French/S_RES_2708-2322259F.xml"]
    >>> candidates("S/RES/2708(2023)", "eng", paths, known)
    ('2023/English/S_RES_2708-2322259E.xml',)
    """
    numbers = _numbers(_YEAR.sub("", symbol))
    others = known.elsewhere | {folder for key, folder in known.folders.items() if key != language}
    fitting = [
        path
        for path in paths
        if _numbers(PurePosixPath(path).stem)[: len(numbers)] == numbers
        and others.isdisjoint(PurePosixPath(path).parts)
    ]
    letters = _letters(symbol)
    return tuple(sorted(fitting, key=lambda path: (not _letters(PurePosixPath(path).stem).startswith(letters), path)))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBER.findall(text))


def _letters(text: str) -> str:
    """The letters of a symbol or a name before its first number."""
    return "".join(re.findall(r"[A-Z]+", re.split(r"\d", text, maxsplit=1)[0].upper()))
