"""The servers that are measured, each with the data in it and set so that it does the same."""

import http.client
import os
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from running import PATIENCE, Running, serving, started

from sparql.load import Endpoint

_BIN = Path(sys.executable).parent
_HOST = "127.0.0.1"
_ERRORS = 400
_PORTS = 21_000


@dataclass(frozen=True, slots=True)
class Peer:
    """A server: the endpoint, and its processes."""

    endpoint: Endpoint
    running: Running


Start = Callable[[Path, Path], AbstractContextManager[Peer]]
"""Starts a server of a file of N-Quads; it may use a folder."""


@contextmanager
def ours(graph: Path, _: Path) -> Iterator[Peer]:
    """This server, as it comes."""
    with serving("--no-check", graph) as running:
        yield Peer(Endpoint(running.host, running.port, "/sparql"), running)


@contextmanager
def ours_on_disk(graph: Path, _: Path) -> Iterator[Peer]:
    """This server, with too little memory for any graph."""
    with serving("--no-check", "--graph-memory", "1", graph) as running:
        yield Peer(Endpoint(running.host, running.port, "/sparql"), running)


@contextmanager
def oxigraph_on_disk(graph: Path, folder: Path) -> Iterator[Peer]:
    """`oxigraph serve` of a store on disk, loaded in bulk; the default graph of a query is the union, as ours is."""
    place = folder / "oxigraph"
    with started([*_oxigraph("load"), "--location", str(place), "--file", str(graph)]) as (loading, log):
        if loading.wait():
            raise RuntimeError(log.read_text("utf-8"))
    with _listening(
        [*_oxigraph("serve"), "--location", str(place), "--union-default-graph", "--bind"], "/query"
    ) as peer:
        yield peer


@contextmanager
def oxigraph_in_memory(graph: Path, _: Path) -> Iterator[Peer]:
    """`oxigraph serve` in memory; the default graph of a query is the union, as ours is."""
    with _listening([*_oxigraph("serve"), "--union-default-graph", "--bind"], "/query") as peer:
        _post(peer.endpoint, graph)
        yield peer


@contextmanager
def rdflib_endpoint(graph: Path, _: Path) -> Iterator[Peer]:
    """rdflib-endpoint over Oxigraph's store in memory, which is the faster of those it has."""
    command = [str(_BIN / "rdflib-endpoint"), "serve", "--store", "oxigraph", "--host", _HOST, "--port"]
    with _listening(command, "/", str(graph), joined=False) as peer:
        yield peer


@contextmanager
def noop_uvicorn(_: Path, __: Path) -> Iterator[Peer]:
    """The Flask route that does nothing in uvicorn, the server that ours is built on."""
    command = [sys.executable, "-m", "uvicorn", "sparql.noop:application", "--interface", "wsgi", "--workers", _cores(),
               "--log-level", "error", "--port"]  # fmt: skip
    with _listening(command, "/sparql", joined=False) as peer:
        yield peer


@contextmanager
def noop_granian(_: Path, __: Path) -> Iterator[Peer]:
    """The Flask route that does nothing in granian, the fastest server of WSGI."""
    command = [str(_BIN / "granian"), "sparql.noop:application", "--interface", "wsgi", "--workers", _cores(),
               "--no-log", "--port"]  # fmt: skip
    with _listening(command, "/sparql", joined=False) as peer:
        yield peer


OURS, DISK, MEMORY, NOOP = "mandategraph", "oxigraph, disk", "oxigraph, memory", "no-op, granian"
PEERS: Mapping[str, Start] = MappingProxyType(
    {
        OURS: ours,
        "mandategraph, disk": ours_on_disk,
        DISK: oxigraph_on_disk,
        MEMORY: oxigraph_in_memory,
        "rdflib-endpoint": rdflib_endpoint,
        "no-op, uvicorn": noop_uvicorn,
        NOOP: noop_granian,
    }
)
"""The servers by name."""

SPARQL = tuple(name for name in PEERS if not name.startswith("no-op"))
"""Those that answer queries."""


_PROGRAMS: Mapping[str, str] = MappingProxyType(
    {DISK: "oxigraph", MEMORY: "oxigraph", "rdflib-endpoint": "rdflib-endpoint", NOOP: "granian"}
)


class NoPeerError(Exception):
    """A server that is to be measured is not installed; `program` is what it is started by."""

    def __init__(self, program: str) -> None:
        super().__init__(f"{program} is not installed: `pip install --editable '.[bench]'`")
        self.program = program


def require(names: Iterable[str]) -> None:
    """Raise NoPeerError if one of these servers is not installed: better before the first is measured than after."""
    for name in names:
        program = _PROGRAMS.get(name)
        if program is not None and not (_BIN / program).exists():
            raise NoPeerError(program)


def _oxigraph(verb: str) -> tuple[str, str]:
    return str(_BIN / "oxigraph"), verb


def _cores() -> str:
    return str(len(os.sched_getaffinity(0)))


@contextmanager
def _listening(command: list[str], path: str, *more: str, joined: bool = True) -> Iterator[Peer]:
    """A server whose command ends with where it listens: host and port joined, or the port alone."""
    port = _free_port()
    where = f"{_HOST}:{port}" if joined else str(port)
    with started([*command, where, *more]) as (process, log):
        running = Running(_HOST, port, process, log)
        _await(running)
        yield Peer(Endpoint(_HOST, port, path), running)


def _free_port() -> int:
    """A port that is free, of those that the system gives to nobody by itself: some servers load before they listen."""
    for port in range(_PORTS, _PORTS + 1_000):
        with suppress(OSError), socket.create_server((_HOST, port)):
            return port
    raise RuntimeError(f"no port from {_PORTS} on is free")


def _await(running: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.process.poll() is None:
        try:
            socket.create_connection((running.host, running.port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(running.said())


def _post(endpoint: Endpoint, graph: Path) -> None:
    with graph.open("rb") as body, closing(http.client.HTTPConnection(endpoint.host, endpoint.port)) as connection:
        headers = {"Content-Type": "application/n-quads", "Content-Length": str(graph.stat().st_size)}
        connection.request("POST", "/store", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= _ERRORS:
            raise RuntimeError(f"{answer.status}: {said[:500]!r}")
