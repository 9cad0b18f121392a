"""Run suites: `python -m tests.server.conformance DIR MANIFEST...` starts a server and prints what passes.

DIR is a checkout of the W3C's rdf-tests; without a MANIFEST those of SPARQL 1.0, 1.1 and 1.2 are run. The exit status
is 1 if a test fails that `exceptions.toml` does not list, or one passes that it does.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server.conformance.client import Client
from tests.server.conformance.manifest import Suite, cases
from tests.server.conformance.running import run

MANIFESTS = (
    "sparql/sparql10/manifest.ttl",
    "sparql/sparql11/manifest-all.ttl",
    "sparql/sparql12/manifest.ttl",
)
TOKEN = "conformance"  # noqa: S105 - of a server that ends with this program
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("manifests", nargs="*", default=MANIFESTS)
    given = arguments.parse_args()
    with serving() as client:
        return report(client, Suite(given.folder.resolve()), given.manifests)


def report(client: Client, suite: Suite, manifests: Iterator[str] | tuple[str, ...] | list[str]) -> int:
    """Run the tests of manifests, print a line a folder and each failure, and say by the exit status what is new."""
    known = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))
    listed = {name for each in known["exception"] for name in each["tests"]}
    total, passed, new = Counter[str](), Counter[str](), []
    seen = set[Path]()
    for manifest in manifests:
        for case in cases(suite, suite.top / manifest, seen):
            folder = case.name.partition("#")[0]
            failure = run(client, suite, case)
            total[folder] += 1
            passed[folder] += failure is None
            if (failure is not None) != (case.name in listed):
                new.append(case.name)
                print(f"{case.name}: {failure or 'passes, and is listed as an exception'}", flush=True)
    for folder in total:
        print(f"{folder:55} {passed[folder]:5} of {total[folder]:5}")
    print(f"{'all':55} {passed.total():5} of {total.total():5}; {len(new)} not as listed")
    return 1 if new else 0


@contextmanager
def serving() -> Iterator[Client]:
    """A server without data, with a default graph of its own, for whoever has the token."""
    with tempfile.TemporaryDirectory() as folder:
        empty, log = Path(folder, "empty.nq"), Path(folder, "log")
        empty.touch()
        url = f"http://127.0.0.1:{_free_port()}"
        command = [sys.executable, "-m", "mandategraph.server.cli", "serve", str(empty), "--no-check"]
        command += ["--store", str(Path(folder, "store")), "--default-graph", "own"]
        command += ["--port", url.rpartition(":")[2], "--base", f"{url}/"]
        with log.open("wb") as stderr:
            environment = {**os.environ, "MANDATEGRAPH_TOKEN": TOKEN}
            process = subprocess.Popen(command, stderr=stderr, env=environment)  # noqa: S603
        try:
            _wait(process, log)
            yield Client(url, TOKEN)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    while "serving on" not in log.read_text(encoding="utf-8"):
        if process.poll() is not None:
            raise RuntimeError(log.read_text(encoding="utf-8"))
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
