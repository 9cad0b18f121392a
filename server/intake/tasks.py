"""What the processes do: tell which document a file is, and read the files of one document into its quads."""

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mandategraph.loaders.catalogue import Entry, catalogue
from mandategraph.loaders.describe.work import describe_work
from mandategraph.loaders.errors import LoadError
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, load, loader
from mandategraph.loaders.reading import identify_file


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: its path, its key, and what the user says it is. `held` says the store has it already."""

    path: Path
    key: str
    symbol: str | None = None
    language: str | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not taken into the store, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identify:
    """Tell which document a file is."""

    file: File


@dataclass(frozen=True, slots=True)
class Identified:
    """The canonical symbol and the language of a file."""

    symbol: str
    language: str


@dataclass(frozen=True, slots=True)
class Describe:
    """Read the files of one document, each in another language, into the quads of its graph."""

    symbol: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """The quads of a document, in N-Quads; the files they were read from by language; those that failed.

    There are no quads where no file could be read, or none could take the place of one that the store has.
    """

    quads: bytes
    read: Mapping[str, File]
    failures: tuple[Failure, ...]


_GARBAGE = 10_000
"""More objects than are freed have to be made before garbage is searched for."""

Task = Identify | Describe
Result = Identified | Described | Failure


def worker() -> Callable[[Task], Result]:
    """What does a task, with the loaders compiled: they stay, so that no collection of garbage need look at them.

    Reading a document makes next to no garbage that has to be searched for, so it is searched for less often.
    """
    compiled = loader()
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    return lambda task: _identify(task, compiled) if isinstance(task, Identify) else _describe(task, compiled)


def _identify(task: Identify, compiled: Loader) -> Identified | Failure:
    file = task.file
    try:
        entry = identify_file(
            file.path,
            compiled.structures,
            symbol=file.symbol,
            language=file.language,
            entries=entries(file.path.parent),
        )
    except LoadError as error:
        return Failure(error.path, error.reason)
    return Identified(entry.symbol, entry.language)


def _describe(task: Describe, compiled: Loader) -> Described:
    read: dict[str, File] = {}
    loaded: list[Loaded] = []
    failures: dict[File, Failure] = {}
    for file in task.files:
        try:
            loaded.append(_loaded(file, compiled))
        except LoadError as error:
            failures[file] = Failure(error.path, error.reason)
        else:
            read[loaded[-1].reading.entry.language] = file
    gone = next((failure for file, failure in failures.items() if file.held), None)
    if gone is not None or not loaded:
        return Described(b"", {}, tuple(_left_out(task, failures, gone)))
    quads = "".join(describe_work(loaded)).encode()
    return Described(quads, read, tuple(failures.values()))


def _loaded(file: File, compiled: Loader) -> Loaded:
    return load(file.path, compiled, entries(file.path.parent), symbol=file.symbol, language=file.language)


def _left_out(task: Describe, failures: Mapping[File, Failure], gone: Failure | None) -> Iterator[Failure]:
    """Why each new file is not taken in: it cannot be read, or one `gone` that its document was read from cannot."""
    for file in task.files:
        if file in failures and not file.held:
            yield failures[file]
        elif gone is not None and not file.held:
            reason = f"left out: the store has {task.symbol} from {gone.path} too, which {gone.reason}; give that again"
            yield Failure(str(file.path), reason)


@cache
def entries(folder: Path) -> Mapping[str, Entry]:
    """The catalogue of a folder, read once a process; raises `IdentityError` if it cannot be read."""
    return catalogue(folder)
