"""`mandategraph fetch`: the official XML of documents, from the UN's public repositories."""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import click
from platformdirs import user_cache_path

from mandategraph.loaders.errors import LoadError
from mandategraph.loaders.languages import TAGS
from mandategraph.loaders.reading import identify_file
from mandategraph.loaders.symbol import SymbolError, canonical
from mandategraph.loaders.text.source import MAX_BYTES
from mandategraph.loaders.text.structure import Structure, structures
from mandategraph.server.errors import FetchError, UnwritableError
from mandategraph.server.fetch.catalogue import Repositories, candidates, paths_in, repositories
from mandategraph.server.fetch.client import Client, client
from mandategraph.server.refusal import refusals

_INDEX = "https://api.github.com/repos/UNxml"
_FILES = "https://raw.githubusercontent.com/UNxml"
_LARGEST_INDEX = 64 * 2**20
_TRIED = 5


@dataclass(frozen=True, slots=True)
class Source:
    """Where the XML is: the address of the indexes, that of the files, and how it is got."""

    index: str
    files: str
    client: Client
    known: Repositories
    indexes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def paths(self, repository: str) -> tuple[str, ...]:
        """The paths of the XML files of a repository; asked for once. Raises `FetchError`."""
        if repository not in self.indexes:
            address = f"{self.index}/{repository}/git/trees/HEAD?recursive=1"
            self.indexes[repository] = paths_in(self.client.get(address, _LARGEST_INDEX), repository)
        return self.indexes[repository]

    def texts(self, symbol: str, language: str) -> Iterator[bytes]:
        """The files that may be a document in a language, the likeliest first. Raises `FetchError`."""
        repository = self.known.of(symbol)
        for path in candidates(symbol, language, self.paths(repository), self.known)[:_TRIED]:
            yield self.client.get(f"{self.files}/{repository}/HEAD/{quote(path)}", MAX_BYTES)


@click.command()
@click.argument("symbols", nargs=-1, required=True, metavar="SYMBOL...")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=Path(), help="The folder for the files.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(tuple(TAGS)),
    help="Only in this language; may be given several times.",
)
@click.option("--index", default=_INDEX, show_default=True, envvar="MANDATEGRAPH_INDEX", help="Where the indexes are.")
@click.option("--files", default=_FILES, show_default=True, envvar="MANDATEGRAPH_FILES", help="Where the files are.")
@click.option("--cache", type=click.Path(path_type=Path), help="The folder for what is kept. [default: the user's own]")
def fetch(
    symbols: tuple[str, ...], folder: Path, languages: tuple[str, ...], index: str, files: str, cache: Path | None
) -> None:
    """Fetch the official XML of documents by their symbols, such as 'S/RES/2396(2017)'.

    It comes from the UN's public repositories on GitHub, in Chinese and English. Prints the path of each file. What
    cannot be had is told, and the others are fetched all the same; the exit status is then 1.
    """
    with refusals():
        wanted = [_canonical(symbol) for symbol in symbols]
        _make(folder)
        kept = cache or user_cache_path("mandategraph") / "fetch"
        source = Source(index.rstrip("/"), files.rstrip("/"), client(kept), repositories())
        failed = [_told(error) for error in _fetched(wanted, languages or tuple(TAGS), folder, source)]
    sys.exit(1 if failed else 0)


def _canonical(symbol: str) -> str:
    try:
        return canonical(symbol)
    except SymbolError as error:
        raise FetchError(symbol, str(error)) from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(str(folder), error.strerror or str(error)) from error


def _told(error: FetchError) -> str:
    said = f"{error.what}: {error.reason}"
    click.echo(said, err=True)
    return said


def _fetched(symbols: Sequence[str], languages: Sequence[str], folder: Path, source: Source) -> Iterator[FetchError]:
    """Fetch documents and print where they are; what comes back are those that could not be had."""
    grammars = structures({})
    for symbol in symbols:
        for language in languages:
            try:
                click.echo(_saved(symbol, language, folder, source, grammars))
            except FetchError as error:
                yield FetchError(f"{symbol} ({language})", error.reason if error.what == symbol else str(error))


def _saved(symbol: str, language: str, folder: Path, source: Source, grammars: Mapping[str, Structure]) -> Path:
    """The file that a document in a language was saved in, once it is sure that it is that. Raises `FetchError`."""
    out = folder / f"{symbol.replace('/', '_')}.{language}.xml"
    seen = []
    for data in source.texts(symbol, language):
        with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as place:
            new = Path(place) / "text.xml"
            new.write_bytes(data)
            found = _identity(new, grammars)
            if found == f"{symbol} {language}":
                return new.replace(out)
            seen.append(found)
    what = f"what is there is {' and '.join(seen)}" if seen else f"{source.known.of(symbol)} has no such file"
    raise FetchError(symbol, what)


def _identity(path: Path, grammars: Mapping[str, Structure]) -> str:
    try:
        entry = identify_file(path, grammars)
    except LoadError as error:
        return error.reason
    return f"{entry.symbol} {entry.language}"
