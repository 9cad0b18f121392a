"""What several rooms test against: the five documents, loaded once."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from mandategraph.loaders.loading import Loaded, Loader, expand, load_all, loader, quads
from mandategraph.server.store import open_store


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
def corpus_store(corpus_quads: tuple[Quad, ...]) -> Store:
    return open_store(corpus_quads)
