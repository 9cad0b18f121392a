"""Measure how soon a write is seen: the time from sending an INSERT of one triple to reading it.

    PYTHONPATH=bench python -m written [--quads N]… [--times N] [--graph-memory MIB]

A server with a store on disk is filled with a graph of so many quads, and one triple after the other is inserted. Each
is asked for, by a query of its own, as soon as the insertion is answered.
"""

import argparse
import statistics
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from running import Running, serving
from sparql import graph

_TOKEN = "a token to measure with"  # noqa: S105
_INSERT = "INSERT DATA {{ GRAPH <urn:written> {{ <urn:written> <urn:number> {} }} }}"
_ASK = "ASK {{ <urn:written> <urn:number> {} }}"


def measure(quads: int, times: int, memory: int) -> None:
    """Print the seconds that a write takes in a graph of so many quads."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        graph.write(folder / "graph.nq", quads)
        (folder / "token").write_text(_TOKEN, encoding="utf-8")
        options = (
            "--store",
            folder / "store",
            "--token-file",
            folder / "token",
            "--no-check",
            "--graph-memory",
            str(memory),
        )
        start = time.monotonic()
        with serving(folder / "graph.nq", *options) as running:
            print(f"{quads:,} quads: ready after {time.monotonic() - start:.1f} s, {running.memory():,.0f} MiB")
            taken = sorted(_seen(running, number) for number in range(times))
            middle, first, last = (round(1000 * each) for each in (statistics.median(taken), taken[0], taken[-1]))
            print(f"  seen after {middle} ms (median of {times}, {first} to {last})")
            print(f"  {running.memory():,.0f} MiB then")


def _seen(running: Running, number: int) -> float:
    url = f"http://{running.host}:{running.port}/sparql"
    headers = {"Authorization": f"Bearer {_TOKEN}", "Content-Type": "application/sparql-update"}
    start = time.monotonic()
    request = urllib.request.Request(url, data=_INSERT.format(number).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=300) as answer:  # noqa: S310
        answer.read()
    asked = f"{url}?{urllib.parse.urlencode({'query': _ASK.format(number), 'format': 'csv'})}"
    with urllib.request.urlopen(asked, timeout=300) as answer:  # noqa: S310
        if b"true" not in answer.read():
            raise RuntimeError(f"{number} was written and is not read")
    return time.monotonic() - start


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how soon a write is seen.")
    parser.add_argument("--quads", type=int, action="append", help="how large the graph is (100,000 and 1,000,000)")
    parser.add_argument("--times", type=int, default=11, help="how many triples are inserted (11)")
    parser.add_argument("--graph-memory", type=int, default=4096, help="MiB that the graph may take (4096)")
    given = parser.parse_args()
    for quads in given.quads or (100_000, 1_000_000):
        measure(quads, given.times, given.graph_memory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
