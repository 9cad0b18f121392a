"""A server as whoever uses it runs it, and what it takes: its processes, their memory and their open files (Linux)."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

PATIENCE = 300.0
"""How many seconds a server may take to start."""

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Running:
    """A running server: where it listens, its first process, and the file of what it says."""

    host: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def pids(self) -> tuple[int, ...]:
        """Its processes: the first, its children, and theirs."""
        found = [self.process.pid]
        for pid in found:
            with suppress(OSError):
                found += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())
        return tuple(found)

    def memory(self) -> float:
        """The MiB that its processes have together; what several share is counted once."""
        return sum(map(_pss, self.pids())) / 1024

    def files(self) -> int:
        """How many files its processes have open."""
        return sum(map(_files, self.pids()))

    def seconds(self) -> float:
        """The processor time that it has had."""
        return sum(map(_ticks, self.pids())) / os.sysconf("SC_CLK_TCK")

    def said(self) -> str:
        """What it said up to now."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def _pss(pid: int) -> int:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii"))
    except OSError:
        return 0
    return 0 if found is None else int(found[1])


def _files(pid: int) -> int:
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))


@contextmanager
def serving(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """`mandategraph serve` with these arguments at a free port, as long as the block lasts."""
    command = (sys.executable, "-m", "mandategraph.server.cli", "serve", "--port", "0", *map(str, arguments))
    with started(command, environment) as (process, log):
        yield Running("127.0.0.1", _port(process, log), process, log)


@contextmanager
def started(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A process and the file of what it says; it is stopped at the end of the block."""
    # Who ends the benchmark ends its servers too.
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out:
            known = {**os.environ, **(environment or {})}
            process = subprocess.Popen(command, stdout=out, stderr=out, env=known)  # noqa: S603
        try:
            yield process, log
        finally:
            stop(process)


def _leave(*_: object) -> NoReturn:
    sys.exit(128 + signal.SIGTERM)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and end it if it does not."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"serving on http://[^/]+:(\d+)/ ", log.read_text(encoding="utf-8"))
        if found is not None:
            return int(found[1])
        time.sleep(0.02)
    raise RuntimeError(log.read_text(encoding="utf-8"))
