"""A running server with narrow bounds, and clients that see what comes over the wire."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

Serve = Callable[..., AbstractContextManager[Any]]
BOUNDS = (
    *("--timeout", "4", "--memory", "200", "--result", "8"),
    *("--readers", "2", "--queue", "16", "--long-after", "0.1", "--long", "2"),
)


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph large enough to ask for more than there is time and memory for."""
    path = tmp_path_factory.mktemp("front") / "graph.nq"
    lines = (f'<urn:s{n}> <urn:p{n % 7}> "{n}" <urn:g{n % 3}> .\n' for n in range(20_000))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="package")
def server(serve: Serve, graph: Path) -> Iterator[Any]:
    """A server with narrow bounds, which the tests share as its clients do."""
    with serve(graph, "--no-check", *BOUNDS) as running:
        yield running


@pytest.fixture
def url(server: Any) -> str:
    return str(server.url)
