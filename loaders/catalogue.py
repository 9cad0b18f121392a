"""Which document a text is: its symbol, its language, and what a catalogue beside it says of it."""

import datetime
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mandategraph.loaders.errors import IdentityError
from mandategraph.loaders.symbol import SymbolError, canonical, from_file_name
from mandategraph.loaders.text.lines import Line, read_lines
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import Structure, Tongue, tongues

CATALOGUE = "catalogue.toml"
"""The name of the catalogue of a folder."""

_FIRST_PAGE = 40
"""So many lines of a text are looked at for the symbol and the language that a first page prints."""

_RUNNING_TEXT = 40
"""A line of so many columns that breaks off is running text: a symbol alone below it is cited and not the text's."""

_SAMPLE = 5_000
"""So many characters show the language of a text."""

_FOREIGN = 0.02
"""A greater share of characters or words of other languages than this says that it is not the language."""


@dataclass(frozen=True, slots=True)
class ComponentEntry:
    """What a catalogue says of an annex or enclosure: its `path`, its document type, its author's key."""

    path: str
    type: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One side of a vote: how many, and the line that names them if there is one."""

    count: int
    voters: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a document beside its text; what nobody says is None.

    `symbol` is canonical, `language` an ISO 639-3 code, `type` a name such as `resolution` or `letter`, `issuer` a key
    of the authority file of actors, `draft`, `report` and `meeting` symbols: of the draft, of the report that
    recommends it, of the record of the meeting that adopts it. `vote` is a word such as `unanimous`, `votes` has the
    ballots by their side: `in_favour`, `against`, `abstaining`. `sponsors` and `additional_sponsors`, who joined them
    later, are a line each. `titles` has a title by ISO 639-1 code. The file's name comes with it.
    """

    file: str
    symbol: str
    language: str
    type: str | None = None
    date: datetime.date | None = None
    titles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    draft: str | None = None
    issuer: str | None = None
    report: str | None = None
    meeting: str | None = None
    vote: str | None = None
    votes: Mapping[str, Ballot] = field(default_factory=lambda: MappingProxyType({}))
    sponsors: str | None = None
    additional_sponsors: str | None = None
    components: tuple[ComponentEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What one witness tells of a text; None for what it does not tell."""

    symbol: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """How a text itself tells what it is.

    `language` tells its language, `symbol` its symbol, given the layout grammar of that language and the symbol that
    the file is named after; both None where it does not tell.
    """

    language: Callable[[], str | None]
    symbol: Callable[[Structure, str | None], str | None]


def catalogue(folder: Path) -> Mapping[str, Entry]:
    """The entries of the catalogue of `folder`, by file name: none if it has no catalogue.

    Raises `IdentityError` if the catalogue cannot be read, or an entry has no file, symbol or language.
    """
    path = folder / CATALOGUE
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
        return {entry["file"]: _entry(entry) for entry in entries}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IdentityError(str(path), f"is no catalogue: {error}") from error
    except KeyError as error:
        raise IdentityError(str(path), f"has a document without {error.args[0]}") from error


def identify(
    source: Source,
    structures: Mapping[str, Structure],
    entries: Mapping[str, Entry],
    *,
    symbol: str | None = None,
    language: str | None = None,
) -> Entry:
    """Which document a source is.

    `symbol` and `language`, what the user says, come first; then what the catalogue `entries` say of a file of this
    name, then what the text's first page shows, then what the file is named. Raises `IdentityError` if none of them
    tells the symbol or the language, if the first page shows several symbols, or if no structure knows the language.
    """
    witness = Witness(
        language=lambda: _language(source, structures),
        symbol=lambda tongue, named: _printed(source, tongue, named),
    )
    return settle(source.path, structures, entries, witness, symbol=symbol, language=language)


def settle(
    path: str,
    structures: Mapping[str, Structure],
    entries: Mapping[str, Entry],
    witness: Witness,
    *,
    symbol: str | None = None,
    language: str | None = None,
) -> Entry:
    """Which document the file at `path` is, by the witnesses in order: user, catalogue, the text itself, file name.

    Raises `IdentityError` as `identify` does.
    """
    name = Path(path).name
    known = entries.get(name)
    file_name = _Told(*(from_file_name(name) or (None, None)))
    said = _Told(None if symbol is None else _symbol(path, symbol), language)
    listed = _Told(None if known is None else known.symbol, None if known is None else known.language)
    tongue = said.language or listed.language or witness.language() or file_name.language
    if tongue is None:
        raise IdentityError(path, "its language cannot be told; name it with --language")
    if tongue not in structures:
        languages = ", ".join(sorted(structures))
        raise IdentityError(path, f"no layout of language {tongue!r} is known; known are {languages}")
    shown = said.symbol or listed.symbol or witness.symbol(structures[tongue], file_name.symbol)
    found = shown or file_name.symbol
    if found is None:
        raise IdentityError(path, "its symbol cannot be told; name it with --symbol")
    if known is not None and known.symbol == found:
        return replace(known, language=tongue)
    return Entry(name, found, tongue)


def language_of(text: str, names: Sequence[Tongue]) -> str | None:
    """The language of a text, by the share of its characters or words that are of it; none if not just one fits."""
    sample = text[:_SAMPLE]
    fitting = [tongue.language for tongue in names if _fits(sample, tongue)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(text: str, tongue: Tongue) -> bool:
    evidence = len(tongue.evidence.findall(text))
    if not evidence:
        return False
    units = len(tongue.units.findall(text))
    return evidence >= units * tongue.share and len(tongue.foreign.findall(text)) <= units * _FOREIGN


# --- the first page -----------------------------------------------------------------------------------------------


def _language(source: Source, structures: Mapping[str, Structure]) -> str | None:
    """The language that the text is in, or else the one that its first page names."""
    shown = language_of(source.text, tongues())
    if shown is not None or not structures:
        return shown
    lines = _first_page(source, next(iter(structures.values())))
    named = {tongue.language for tongue in tongues() for line in lines if tongue.name.fullmatch(line.text)}
    return named.pop() if len(named) == 1 else None


def _printed(source: Source, structure: Structure, named: str | None) -> str | None:
    """The symbol that the first page prints alone on a line or in its masthead."""
    symbols = tuple(dict.fromkeys(_symbols(_first_page(source, structure), structure)))
    if named in symbols:
        return named
    if len(symbols) > 1:
        several = " and ".join(symbols)
        raise IdentityError(source.path, f"its first page shows {several}; choose one with --symbol")
    return symbols[0] if symbols else None


def _symbols(lines: Sequence[Line], structure: Structure) -> Iterator[str]:
    before: Line | None = None
    for line in lines:
        cited = before is not None and before.width >= _RUNNING_TEXT and structure.ends_open(before.text)
        masthead = structure.masthead.fullmatch(line.text)
        stated = masthead.group("symbol") if masthead else line.text
        if not cited and (masthead or structure.symbol_line.fullmatch(stated)):
            yield from _canonical(stated)
        before = line


def _canonical(text: str) -> Iterator[str]:
    try:
        yield canonical(text.rstrip("*"))
    except SymbolError:
        return


def _first_page(source: Source, structure: Structure) -> tuple[Line, ...]:
    """The first lines of a text, furniture included, up to its enacting formula or first numbered paragraph."""
    head = "".join(islice(source.text.splitlines(keepends=True), 4 * _FIRST_PAGE))
    lines, _ = read_lines(head, replace(structure, furniture=()))
    page = lines[:_FIRST_PAGE]
    stops = (
        at
        for at, line in enumerate(page)
        if structure.enacting.fullmatch(line.text) or structure.number.match(line.text)
    )
    return page[: next(stops, len(page))]


# --- the catalogue ------------------------------------------------------------------------------------------------


def _entry(data: Mapping[str, Any]) -> Entry:
    return Entry(
        file=data["file"],
        symbol=canonical(data["symbol"]),
        language=data["language"],
        type=data.get("type"),
        date=data.get("date"),
        titles=MappingProxyType(dict(data.get("title", {}))),
        draft=data.get("draft"),
        issuer=data.get("issuer"),
        report=data.get("report"),
        meeting=data.get("meeting"),
        vote=data.get("vote"),
        votes=MappingProxyType({side: Ballot(count) for side, count in data.get("votes", {}).items()}),
        sponsors=data.get("sponsors"),
        additional_sponsors=data.get("additional_sponsors"),
        components=tuple(
            ComponentEntry(part["path"], part.get("type"), part.get("author")) for part in data.get("component", ())
        ),
    )


def _symbol(path: str, symbol: str) -> str:
    try:
        return canonical(symbol)
    except SymbolError as error:
        raise IdentityError(path, f"--symbol is {error}") from error
