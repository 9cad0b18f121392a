"""One run of taking files into a store: which need reading, which belong together, each document replaced whole."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from mandategraph.loaders.describe.terms import graph_of
from mandategraph.loaders.errors import LoadError
from mandategraph.loaders.fingerprint import fingerprint
from mandategraph.loaders.loading import background
from mandategraph.loaders.text.source import read_bytes
from mandategraph.server.intake.durable import replace_graphs
from mandategraph.server.intake.state import Held, State
from mandategraph.server.intake.tasks import (
    Describe,
    Described,
    Failure,
    File,
    Identified,
    Identify,
    Result,
    Task,
    entries,
)
from mandategraph.server.intake.workforce import Lost, Workforce
from mandategraph.server.intake.writer import Writer, writing

Shown = Callable[[int, int], None]
"""What is told how many files are done, and how many failed."""


@dataclass(slots=True)
class Tally:
    """What became of the files of a run."""

    documents: int = 0
    loaded: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many files need nothing more."""
        return self.loaded + self.unchanged + len(self.failures)


@dataclass(slots=True)
class Run:
    """A run: the store, the record of what it holds, the processes that read, what the user says the texts are."""

    store: Store
    state: State
    force: Workforce[Task, Result]
    symbol: str | None = None
    language: str | None = None
    tally: Tally = field(default_factory=Tally)

    def identify(self, paths: Sequence[Path], shown: Shown) -> Mapping[str, Mapping[str, File]]:
        """The files that need reading, by symbol and language; the others are in the tally."""
        taken: dict[tuple[str, str], Path] = {}
        found: dict[Path, tuple[File, Identified]] = {}
        for task, result in self.force.each(map(Identify, self._changed(paths, taken))):
            match task, result:
                case Identify(file), Identified() as known:
                    found[file.path] = file, known
                case Identify(file), Failure() | Lost() as failed:
                    self.tally.failures.append(Failure(str(file.path), failed.reason))
            shown(self.tally.done + len(found), len(self.tally.failures))
        return self._grouped([found[path] for path in paths if path in found], taken)

    def fill(self, works: Mapping[str, Mapping[str, File]], shown: Shown) -> None:
        """Read the documents `works`, and let the store hold each in place of what it held of it."""
        tasks = (Describe(symbol, self._files(symbol, files)) for symbol, files in works.items())
        with writing(self.store, self.state) as writer:
            for task, result in self.force.each(tasks):
                match task, result:
                    case Describe(symbol, _), Described() as described:
                        self._take(symbol, described, writer)
                    case Describe(_, files), Lost(reason):
                        self.tally.failures.extend(Failure(str(file.path), reason) for file in files if not file.held)
                shown(self.tally.done, len(self.tally.failures))

    def _changed(self, paths: Sequence[Path], taken: dict[tuple[str, str], Path]) -> Iterator[File]:
        """The files that the store does not hold as they are; what it holds is entered in `taken`."""
        keys: set[str] = set()
        for path in paths:
            try:
                key = key_of(path, self.symbol, self.language)
            except LoadError as error:
                self.tally.failures.append(Failure(str(path), error.reason))
                continue
            held = self.state.with_key(key)
            if held is not None and self.store.contains_named_graph(graph_of(held.symbol)):
                taken[held.symbol, held.language] = path
                self.tally.unchanged += 1
            elif key in keys:
                self.tally.unchanged += 1
            else:
                keys.add(key)
                yield File(path, key, self.symbol, self.language)

    def _grouped(
        self, found: Sequence[tuple[File, Identified]], taken: dict[tuple[str, str], Path]
    ) -> Mapping[str, Mapping[str, File]]:
        works: dict[str, dict[str, File]] = defaultdict(dict)
        for file, known in found:
            first = taken.setdefault((known.symbol, known.language), file.path)
            if first == file.path:
                works[known.symbol][known.language] = file
            else:
                reason = f"is {known.symbol} in {known.language} like {first}; leave one out or name it with --symbol"
                self.tally.failures.append(Failure(str(file.path), reason))
        return works

    def _files(self, symbol: str, files: Mapping[str, File]) -> tuple[File, ...]:
        """The files of a document in order of language: those that need reading, and those it was read from before."""
        held = {
            one.language: File(Path(one.path), one.key, one.symbol, one.language, held=True)
            for one in self.state.of(symbol)
            if self.store.contains_named_graph(graph_of(symbol))
        }
        return tuple(file for _, file in sorted({**held, **files}.items()))

    def _take(self, symbol: str, described: Described, writer: Writer) -> None:
        self.tally.failures.extend(described.failures)
        if not described.read:
            return
        read = [Held(symbol, language, str(file.path), file.key) for language, file in described.read.items()]
        writer.put(graph_of(symbol), described.quads, read)
        self.tally.documents += 1
        self.tally.loaded += sum(not file.held for file in described.read.values())


def key_of(path: Path, symbol: str | None, language: str | None) -> str:
    """The key of a file: a digest of all that its quads depend on.

    That is its bytes and name, what the catalogue of its folder and the user say of it, and the loaders. Raises
    `LoadError` if the file or the catalogue cannot be read.
    """
    told = (path.name, entries(path.parent).get(path.name), symbol, language, fingerprint())
    return hashlib.sha256(repr(told).encode() + read_bytes(path)).hexdigest()


def replace_background(store: Store) -> None:
    """Let the store hold the vocabulary and the authority files as they are now."""
    graphs: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in background():
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name].append(quad)
    replace_graphs(store, {name: serialize(quads, format=RdfFormat.N_QUADS) or b"" for name, quads in graphs.items()})
