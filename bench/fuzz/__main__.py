"""Send a server what nobody should, and tell what it could not bear.

    PYTHONPATH=bench python -m fuzz [--count N] [--seed S] [--examples N] [--only NUMBER]… [--json OUT]

Two servers are started: one of the five documents, and one of a store on disk that takes writes. Beside the requests
a client asks each of them a good question twenty times a second. The exit status is 1 if a request was answered with
an error of the server or not at all, a good question was not answered, or a server has grown.
"""

import argparse
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from running import Running, serving

from fuzz.campaign import Campaign, Told, grown, nth, settle
from fuzz.schema import described
from fuzz.shot import TOKEN
from fuzz.wire import fire

BOUNDS = ("--timeout", "2", "--write-timeout", "3", "--memory", "300", "--result", "16", "--upload", "64")
"""The bounds of the servers: short, so that what runs on does so shortly."""

PATIENCE = 30.0
"""Seconds without a byte after which a request hangs."""

ROOM = 600.0
"""How many MiB more a server may have at the end than at first: each reader keeps up to 128, and the cache 64."""

_FILES = 40
_SMALL = '<urn:s> <urn:p> "o" <urn:g> .\n'


@contextmanager
def servers(folder: Path) -> Iterator[tuple[Running, Running]]:
    """The one to read from, and the one that takes writes."""
    graph = folder / "small.nq"
    graph.write_text(_SMALL, encoding="utf-8")
    token = {"MANDATEGRAPH_TOKEN": TOKEN}
    stored = ("--no-check", "--store", folder / "store", graph, *BOUNDS)
    with serving("--no-check", *BOUNDS) as reading, serving(*stored, environment=token) as writing:
        yield reading, writing


def run(count: int, seed: int, clients: int, examples: int) -> tuple[Told, list[str]]:
    """A run, and what is wrong with the servers at its end."""
    with tempfile.TemporaryDirectory() as folder, servers(Path(folder)) as pair:
        campaign = Campaign(*pair, seed, PATIENCE)
        before = [(each.memory(), each.files()) for each in pair]
        told = campaign.run(iter(range(count)), clients)
        campaign.clean()
        told.bad += [fault for each in pair if examples for fault in described(each, examples, seed)]
        series = tuple(zip(*told.memory, strict=True))
        return told, [fault for each, *was in zip(pair, before, series, strict=True) for fault in ill(each, *was)]


def ill(server: Running, before: tuple[float, int], series: Sequence[float]) -> Iterator[str]:
    """What is wrong with a server at the end: it has ended, has grown, or has said that something went wrong."""
    memory, files = before
    bound, most = memory + ROOM, files + _FILES
    now, opened = settle(server, bound, most)
    print(f"memory {memory:.0f} → {now:.0f} MiB ({max(series):.0f} at most), files {files} → {opened}, "
          f"{len(server.pids())} processes")  # fmt: skip
    if server.process.poll() is not None:
        yield f"it ended with {server.process.returncode}"
    if now > bound or grown(series):
        yield f"memory grew: {memory:.0f}, {', '.join(f'{each:.0f}' for each in series)}, {now:.0f} MiB"
    if opened > most:
        yield f"open files grew from {files} to {opened}"
    if "Traceback" in server.said():
        yield f"it said: {server.said()[-2_000:]}"


def again(numbers: Sequence[int], seed: int) -> None:
    """Send single requests of a run again, and show them and their answers."""
    with tempfile.TemporaryDirectory() as folder, servers(Path(folder)) as (reading, writing):
        for number in numbers:
            one = nth(seed, number)
            server = writing if one.writes else reading
            print(one.kind, one.head[:3_000], one.body[:3_000], sep="\n")
            print(fire((server.host, server.port), one, PATIENCE))


def report(told: Told, seconds: float) -> None:
    """Print what came of a run."""
    total = sum(told.ends.values())
    print(f"{total:,} requests in {seconds:.0f} s, {total / seconds:.0f} a second")
    for kind in sorted(told.longest):
        ends = Counter({end: n for (each, end), n in told.ends.items() if each == kind})
        shown = ", ".join(f"{end} {n}" for end, n in ends.most_common())
        print(f"{kind:32}{told.longest[kind]:6.2f} s at most   {shown}")
    good = sorted(told.good)
    middle, late, longest = (1000 * each for each in (statistics.median(good), good[int(len(good) * 0.99)], good[-1]))
    print(f"good questions: {len(good):,}, {len(told.bad)} not answered, "
          f"median {middle:.1f} ms, p99 {late:.0f} ms, longest {longest:.0f} ms")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="Send a server what nobody should, and tell what it could not bear.")
    parser.add_argument("--count", type=int, default=1_000, help="how many requests (1,000)")
    parser.add_argument("--seed", type=int, default=0, help="which requests (0)")
    parser.add_argument("--examples", type=int, default=0, help="how many Schemathesis sends to each operation (0)")
    parser.add_argument("--clients", type=int, default=8, help="how many are sent at once (8)")
    parser.add_argument(
        "--only", type=int, action="append", default=[], help="send the one of this number, and show it"
    )
    parser.add_argument("--json", type=Path, help="write what was found here too")
    given = parser.parse_args()
    if given.only:
        again(given.only, given.seed)
        return 0
    began = time.monotonic()
    told, illnesses = run(given.count, given.seed, given.clients, given.examples)
    report(told, time.monotonic() - began)
    wrong = [*map(str, told.faults), *told.bad, *illnesses]
    print(*itertools.islice(wrong, 40), sep="\n")
    print(f"{len(told.faults)} faults, {len(told.bad)} good questions not answered, {len(illnesses)} illnesses")
    if given.json is not None:
        kinds = [[*key, n] for key, n in sorted(told.ends.items())]
        given.json.write_text(json.dumps({"ends": kinds, "wrong": wrong}, indent=1), "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
