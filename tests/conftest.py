"""What several rooms test against: the five documents, loaded once."""

import io
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import settings
from pyoxigraph import Quad, RdfFormat, Store, serialize

from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, expand, load_all, loader, quads
from mandategraph.server.store import Copy, snapshot

MakeCopy = Callable[[Iterable[Quad]], Copy]
_PATIENCE = 60.0

# A property says what holds, not how fast: on a busy machine any example may take long.
settings.register_profile("whatever time it takes", deadline=None)
settings.load_profile("whatever time it takes")


@pytest.fixture(scope="session")
def corpus() -> Iterator[Path]:
    """The folder of the five documents, as installed."""
    with as_file(files("mandategraph") / "corpus") as folder:
        yield folder


@pytest.fixture(scope="session")
def compiled() -> Loader:
    """Annotators and layout grammars of every language."""
    return loader()


@pytest.fixture(scope="session")
def corpus_documents(corpus: Path, compiled: Loader) -> tuple[Loaded, ...]:
    return tuple(load_all(expand([corpus]), compiled))


@pytest.fixture(scope="session")
def corpus_quads(corpus_documents: tuple[Loaded, ...]) -> tuple[Quad, ...]:
    return tuple(quads(corpus_documents))


@pytest.fixture(scope="session")
def copied() -> MakeCopy:
    """Makes a copy of quads, in the form that is read."""
    return lambda quads: snapshot(io.BytesIO(serialize(quads, format=RdfFormat.N_QUADS) or b""))


@pytest.fixture(scope="session")
def corpus_store(corpus_quads: tuple[Quad, ...], copied: MakeCopy) -> Store:
    return copied(corpus_quads).store


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address without a slash at the end, its first process, and what it says."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def reload(self, *, failing: bool = False) -> None:
        """Have it read its data anew, and wait until it has, or says that it cannot."""
        expected = "served on" if failing else "the data are loaded anew"
        before = self.said().count(expected)
        self.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + _PATIENCE
        while self.said().count(expected) == before:
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.02)

    def said(self) -> str:
        """What it said on standard error up to now."""
        return self.log.read_text(encoding="utf-8")


Serve = Callable[..., AbstractContextManager[Served]]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Runs `mandategraph serve` with arguments at a free port, as long as the block lasts."""
    return _serve


@contextmanager
def _serve(*arguments: str | Path, environment: dict[str, str] | None = None) -> Iterator[Served]:
    command = [sys.executable, "-m", "mandategraph.server.cli", "serve", "--port", "0", *map(str, arguments)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as stderr:
            process = subprocess.Popen(command, stderr=stderr, env=environment)  # noqa: S603
        try:
            yield Served(_address(process, log), process, log)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=_PATIENCE)


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"serving on (\S+)/ ", log.read_text(encoding="utf-8"))
        if found is not None:
            return found[1]
        time.sleep(0.02)
    raise AssertionError(log.read_text(encoding="utf-8"))
