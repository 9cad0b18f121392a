"""How fast Akoma Ntoso files stream into quads on one core, with floors beside it.

    python bench/archive.py [--runs N] [--every N] PATH…

With --every 20 it takes the works that `bench/quality` takes with it. Every run is a process of its own; seconds are of
the processor, medians with the least and the most in brackets. A file's quads are counted and let go; memory is the
peak of the process after a tenth of the files and at the end.
"""

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree
from pyoxigraph import RdfFormat, parse
from quality.archive import texts

from mandategraph.loaders.annotate.document import annotate
from mandategraph.loaders.describe.work import describe_work
from mandategraph.loaders.errors import LoadError
from mandategraph.loaders.facts import facts
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, loader
from mandategraph.loaders.reading import Reading, read_document

STAGES = {
    "read": "XML → document, accounted for",
    "annotate": "document → mentions, citations, clauses, norms",
    "describe": "annotations → quads, as N-Quads",
    "all": "the three together: text → quads",
    "floor: XML": "only the same files parsed by lxml",
    "floor: N-Quads": "only the same quads parsed from N-Quads by Oxigraph",
}
"""What is measured, and what it is."""

T = TypeVar("T")


class Clock:
    """Adds up the seconds of the processor that named stages take."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def time(self, names: tuple[str, ...], work: Callable[[], T]) -> T:
        started = time.process_time()
        done = work()
        for name in names:
            self.seconds[name] += time.process_time() - started
        return done


def stream(path: Path, compiled: Loader, clock: Clock) -> int:
    """How many quads a file makes; the clock is told how long each stage took."""
    reading = clock.time(("read", "all"), lambda: read_document(path, compiled.structures, entries={}))
    loaded = clock.time(("annotate", "all"), lambda: annotated(reading, compiled))
    lines = clock.time(("describe", "all"), lambda: "".join(describe_work((loaded,))))
    count = clock.time(("floor: N-Quads",), lambda: sum(1 for _ in parse(lines, format=RdfFormat.N_QUADS)))
    clock.time(("floor: XML",), lambda: etree.parse(path))
    return count


def annotated(reading: Reading, compiled: Loader) -> Loaded:
    language = reading.entry.language
    known = facts(reading.document, reading.entry, compiled.structures[language], compiled.rolls)
    return Loaded(reading, known, annotate(reading.document, known, compiled.annotators[language]))


def measure(files: list[Path]) -> dict[str, Any]:
    """One run in this process."""
    compiled, clock = loader(), Clock()
    gc.freeze()  # as the workers of `mandategraph load` do, and
    gc.set_threshold(10_000)
    counts: Counter[str] = Counter()
    peaks = []
    for number, path in enumerate(files):
        if number == len(files) // 10:
            peaks.append(peak())
        try:
            counts["quads"] += stream(path, compiled, clock)
            counts["documents"] += 1
        except LoadError:
            counts["refused"] += 1
    return {"counts": counts, "seconds": clock.seconds, "peaks": [*peaks, peak()]}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(runs: list[dict[str, Any]]) -> Iterator[str]:
    counts = runs[0]["counts"]
    documents, quads = counts["documents"], counts["quads"]
    early, late = (statistics.median(run["peaks"][at] for run in runs) for at in (0, -1))
    yield (
        f"{documents:,} documents, {quads:,} quads, {counts.get('refused', 0):,} files refused; {len(runs)} runs; "
        f"peak {early:,.0f} MiB after a tenth, {late:,.0f} MiB at the end"
    )
    yield f"{'stage':16}{'seconds':>24}{'documents/s':>14}{'quads/s':>12}  what"
    for name, what in STAGES.items():
        seconds = [run["seconds"][name] for run in runs]
        middle = statistics.median(seconds)
        spread = f"{middle:.2f} ({min(seconds):.2f}–{max(seconds):.2f})"
        yield f"{name:16}{spread:>24}{documents / middle:14,.1f}{quads / middle:12,.0f}  {what}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Documents a second from Akoma Ntoso to quads, on one core.")
    parser.add_argument("--runs", type=int, default=3, help="processes to measure (3)")
    parser.add_argument("--every", type=int, default=1, help="take about one work in N (1)")
    parser.add_argument("--one", action="store_true", help="measure in this process and print JSON")
    parser.add_argument("paths", nargs="+", type=Path, help="Akoma Ntoso files, and folders of them")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(list(texts(given.paths, given.every)))))
        return
    command = [sys.executable, __file__, "--one", "--every", str(given.every), *map(str, given.paths)]
    runs = [json.loads(subprocess.check_output(command)) for _ in range(given.runs)]  # noqa: S603
    print("\n".join(table(runs)))


if __name__ == "__main__":
    main()
