"""What the server takes while it has much to do, and gives back when it has not."""

import re
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import IncompleteRead
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f } # "
_MORE = 10
"""MiB that the front may have more than after a first answer, when all others are given or cut."""


@pytest.mark.skipif(sys.platform != "linux", reason="tells the memory of a process by /proc")
def test_the_front_gives_back_what_answers_took_that_were_cut(serve: Any, graph: Path) -> None:
    with serve(graph, "--no-check", "--timeout", "2") as server:
        front, _ = children(server.process.pid)
        ask(server.url, "ASK {}")
        rest = settled(front, 0, seconds=7)
        with ThreadPoolExecutor(8) as clients:
            list(clients.map(ask, [server.url] * 24, (f"{ENDLESS}{n}" for n in range(24))))
        now = settled(front, rest + _MORE, seconds=15)
        assert now <= rest + _MORE


def ask(url: str, query: str) -> None:
    """Read an answer, to its end or to where it is cut."""
    asked = f"{url}/sparql?{urllib.parse.urlencode({'query': query})}"
    with suppress(IncompleteRead, HTTPError), urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
        while answer.read(2**20):
            pass


def settled(pid: int, bound: float, seconds: float) -> float:
    """The MiB of its own that a process has as soon as they are within a bound, or after so many seconds."""
    end = time.monotonic() + seconds
    while own(pid) > bound and time.monotonic() < end:
        time.sleep(0.2)
    return own(pid)


def own(pid: int) -> float:
    """The MiB that a process shares with no other."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return sum(int(each) for each in re.findall(r"^Private_\w+:\s+(\d+) kB", told, re.MULTILINE)) / 1024


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
