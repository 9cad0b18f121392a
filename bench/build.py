"""How fast documents become a graph: each stage on the five documents, with a floor beside it.

    python bench/build.py [--runs N] [PATH…]

Every run is a process of its own; figures are medians, with the least and the most in brackets. Memory is the peak of
the whole process by the end of the stage.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store, parse, serialize

from mandategraph.loaders.annotate.document import annotate
from mandategraph.loaders.describe.terms import as_objects
from mandategraph.loaders.describe.work import describe_work
from mandategraph.loaders.facts import facts
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import background, derived, expand, loader
from mandategraph.loaders.reading import read_document
from mandategraph.shapes.validation import validate

STAGES = {
    "compile": "the ontology and the lexicons into matchers, once",
    "read": "text → document, accounted for",
    "annotate": "document → mentions, citations, clauses, norms",
    "describe": "annotations → quads, and what is derived between documents",
    "validate": "the shapes, by pySHACL on Oxigraph",
    "store": "quads → a store in memory that can be asked",
    "floor: bytes": "only the bytes of the files read and decoded",
    "floor: parse": "only the same quads parsed from N-Quads by Oxigraph",
}
"""What is measured, and what it is."""


class Clock:
    """Takes down the seconds and the peak memory of named stages."""

    def __init__(self) -> None:
        self.figures: dict[str, dict[str, float]] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.figures[name] = {"seconds": seconds, "peak": peak}


def measure(paths: list[Path]) -> dict[str, Any]:
    """One run in this process: the figures of every stage, and how much went through."""
    clock = Clock()
    texts = expand(paths)
    with clock.stage("floor: bytes"):
        characters = sum(len(path.read_bytes().decode("utf-8")) for path in texts)
    with clock.stage("compile"):
        compiled = loader()
    with clock.stage("read"):
        readings = [read_document(path, compiled.structures) for path in texts]
    with clock.stage("annotate"):
        documents = []
        for reading in readings:
            tongue = reading.entry.language
            known = facts(reading.document, reading.entry, compiled.structures[tongue], compiled.rolls)
            documents.append(Loaded(reading, known, annotate(reading.document, known, compiled.annotators[tongue])))
    with clock.stage("describe"):
        graph = [quad for each in documents for quad in as_objects(describe_work((each,)))]
        graph += derived(documents)
    everything = [*graph, *background()]
    with clock.stage("validate"):
        report = validate(everything)
    with clock.stage("store"):
        store = Store()
        store.bulk_extend(everything)
    lines = serialize(graph, format=RdfFormat.N_QUADS) or b""
    with clock.stage("floor: parse"):
        sum(1 for _ in parse(lines, format=RdfFormat.N_QUADS))
    return {
        "documents": len(documents),
        "characters": characters,
        "triples": len(graph),
        "violations": len(report.violations),
        "figures": clock.figures,
    }


def spread(values: list[float], shown: Callable[[float], str]) -> str:
    return f"{shown(statistics.median(values))} ({shown(min(values))}–{shown(max(values))})"


def table(runs: list[dict[str, Any]]) -> Iterator[str]:
    first = runs[0]
    yield (
        f"{first['documents']} documents, {first['characters']:,} characters, {first['triples']:,} triples, "
        f"{first['violations']} violations; {len(runs)} runs"
    )
    yield f"{'stage':16}{'seconds':>24}{'documents/s':>14}{'triples/s':>12}{'peak MiB':>10}  what"
    for name, what in STAGES.items():
        seconds = [run["figures"][name]["seconds"] for run in runs]
        middle = statistics.median(seconds)
        peak = statistics.median(run["figures"][name]["peak"] for run in runs)
        rates = f"{first['documents'] / middle:14,.1f}{first['triples'] / middle:12,.0f}"
        yield f"{name:16}{spread(seconds, '{:.3f}'.format):>24}{rates}{peak:10,.0f}  {what}"
    whole = [sum(run["figures"][name]["seconds"] for name in list(STAGES)[:6]) for run in runs]
    yield f"{'all stages':16}{spread(whole, '{:.3f}'.format):>24}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Figures of every stage from text to store.")
    parser.add_argument("--runs", type=int, default=5, help="processes to measure (5)")
    parser.add_argument("--one", action="store_true", help="measure in this process and print JSON")
    parser.add_argument("paths", nargs="*", type=Path, help="texts and folders; the five documents if none is given")
    given = parser.parse_args()
    with as_file(files("mandategraph") / "corpus") as corpus:
        paths = given.paths or [corpus]
        if given.one:
            print(json.dumps(measure(paths)))
            return
        command = [sys.executable, __file__, "--one", *map(str, paths)]
        runs = [json.loads(subprocess.check_output(command)) for _ in range(given.runs)]  # noqa: S603
    print("\n".join(table(runs)))


if __name__ == "__main__":
    main()
