"""Clients: many at once by wrk, and one at a time that looks at what comes when."""

import http.client
import json
import resource
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_SCRIPT = Path(__file__).with_name("load.lua")
_PATIENCE = 120
_PIECE = 65_536
_LONG = 2.0


class NoGeneratorError(Exception):
    """The load generator is not installed."""

    def __init__(self) -> None:
        super().__init__("wrk is not installed: `apt-get install wrk`")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server is asked: its address, and the path of the endpoint."""

    host: str
    port: int
    path: str

    def target(self, query: str) -> str:
        """The path that asks a query."""
        return f"{self.path}?query={quote(query, safe='')}"


@dataclass(frozen=True, slots=True)
class Load:
    """What many clients saw: median and 99th percentile in seconds, answers a second, and how many failed.

    `cost` is the processor time that the generator itself took for a request, in seconds.
    """

    median: float
    p99: float
    rate: float
    failed: int
    requests: int
    cost: float


@dataclass(frozen=True, slots=True)
class Look:
    """What one client saw of one answer: seconds to its first byte and to its last, bytes and status."""

    first: float
    whole: float
    size: int
    status: int


def load(endpoint: Endpoint, targets: Sequence[str], accept: str, clients: int, seconds: float, start: int = 0) -> Load:
    """Have so many clients ask, each as soon as it has its answer, for some seconds. Raises NoGeneratorError."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise NoGeneratorError
    with tempfile.NamedTemporaryFile("w", encoding="ascii", suffix=".txt") as file:
        file.write("".join(f"{each}\n" for each in targets))
        file.flush()
        command = [wrk, "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", f"--timeout={_PATIENCE}s"]
        command += ["-s", str(_SCRIPT), f"http://{endpoint.host}:{endpoint.port}/", "--", file.name, accept, str(start)]
        before = _spent()
        told = json.loads(subprocess.check_output(command, text=True).splitlines()[-1])  # noqa: S603
        spent = _spent() - before
    requests = told["requests"]
    return Load(
        told["median"], told["p99"], requests / told["seconds"], told["failed"], requests, spent / max(requests, 1)
    )


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def look(endpoint: Endpoint, target: str, accept: str) -> Look:
    """Ask once, over a connection of its own; an answer that does not come has the status 0."""
    try:
        return _look(endpoint, target, accept)
    except TimeoutError:
        return Look(_PATIENCE, _PATIENCE, 0, 0)


def _look(endpoint: Endpoint, target: str, accept: str) -> Look:
    with closing(http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=_PATIENCE)) as connection:
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        began = time.perf_counter()
        connection.request("GET", target, headers={"Accept": accept})
        answer = connection.getresponse()
        size = len(answer.read(1))
        first = time.perf_counter() - began
        while part := answer.read(_PIECE):
            size += len(part)
        return Look(first, time.perf_counter() - began, size, answer.status)


def looks(endpoint: Endpoint, targets: Sequence[str], accept: str) -> Look:
    """Ask some queries one after the other, the first to warm up; what comes back are medians.

    What takes long enough not to need a second look is looked at once.
    """
    warm = look(endpoint, targets[0], accept)
    if warm.whole > _LONG:
        return warm
    seen = [look(endpoint, each, accept) for each in targets[1:]]
    return Look(
        statistics.median(each.first for each in seen),
        statistics.median(each.whole for each in seen),
        seen[-1].size,
        max(each.status for each in seen),
    )
