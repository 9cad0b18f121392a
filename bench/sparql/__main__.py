"""Measure SPARQL servers side by side: ours, Oxigraph's on disk and in memory, rdflib-endpoint, and Flask alone.

    PYTHONPATH=bench python -m sparql [--quick] [--quads N] [--seconds S] [--only SERVER]… [--json OUT]

One server runs at a time. Each is loaded with the same graph, asked the same queries by 1, 8 and 32 clients (wrk, one
thread, connections kept open), and then the questions that come with mandategraph on its own graph. A query is "cold"
if no two requests have the same text, and "repeated" if all have; only ours keeps answers.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.resources import as_file, files
from pathlib import Path

from mandategraph.loaders.loading import expand, load_all, loader, quads
from mandategraph.server.output import write as write_graph
from sparql import graph
from sparql.asked import Asked, asked, competency
from sparql.figures import Figure, measure_noop, measure_questions, measure_server
from sparql.load import NoGeneratorError
from sparql.peers import PEERS, SPARQL, NoPeerError, require
from sparql.report import aims, tables

QUADS, QUICK, QUICK_QUESTIONS = 1_000_000, 20_000, 3
"""How large the graph is; how large in a quick run, and how many questions are asked in that."""

_TIMES = 7


def measured(names: Sequence[str], count: int, seconds: float, questions: Sequence[Asked]) -> Iterator[Figure]:
    """The figures of these servers with a graph of so many quads, each load for so many seconds."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        large, five = folder / "large.nq", folder / "five.nq"
        graph.write(large, count)
        _write_five(five)
        for name in names:
            _say(name)
            if name not in SPARQL:
                with PEERS[name](large, folder) as peer:
                    yield from measure_noop(name, peer, seconds)
                continue
            with PEERS[name](large, _made(folder / f"{name}-large")) as peer:
                yield from measure_server(name, peer, asked(count), seconds)
            with PEERS[name](five, _made(folder / f"{name}-five")) as peer:
                yield from measure_questions(name, peer, questions, _TIMES)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _write_five(path: Path) -> None:
    with as_file(files("mandategraph") / "corpus") as corpus:
        write_graph(quads(tuple(load_all(expand([corpus]), loader()))), path)


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text} …", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure SPARQL servers side by side.")
    parser.add_argument("--quick", action="store_true", help="a small graph, and a second a measure at most")
    parser.add_argument("--quads", type=int, default=QUADS, help=f"how large the graph is ({QUADS:,})")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each load lasts (3)")
    parser.add_argument("--only", action="append", choices=tuple(PEERS), help="measure this server (all)")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args()
    count, seconds = (QUICK, 1.0) if given.quick else (given.quads, given.seconds)
    questions = competency()[: QUICK_QUESTIONS if given.quick else None]
    names = given.only or tuple(PEERS)
    try:
        require(names)
        figures = list(measured(names, count, seconds, questions))
    except (NoGeneratorError, NoPeerError) as error:
        print(error, file=sys.stderr)
        return 2
    conditions = {"quads": count, "cores": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0],
                  "machine": platform.machine(), "python": platform.python_version()}  # fmt: skip
    if given.json is not None:
        told = [{"kind": type(each).__name__, **asdict(each)} for each in figures]
        given.json.write_text(json.dumps({"conditions": conditions, "figures": told}, indent=1), "utf-8")
    print(", ".join(f"{name} {value}" for name, value in conditions.items()))
    print(*tables(figures), "", *aims(figures), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
