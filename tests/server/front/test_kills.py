"""Processes that are killed: nobody but their clients notices, and the store is whole."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

TIMES = int(os.environ.get("KILLS", "20"))
"""How often each is killed; the environment can ask for more."""

TOKEN = "a token that is long enough"  # noqa: S105
BUSY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 50) }"
MEMBERS = 3_000

pytestmark = pytest.mark.slow


def rows(url: str, query: str) -> list[dict[str, Any]]:
    address = f"{url}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'json'})}"
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
        return list(json.load(answer).get("results", {}).get("bindings", ()))


def status(url: str, query: str) -> int:
    try:
        rows(url, query)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    return 200


def children() -> dict[int, list[int]]:
    """The children of every process."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)  # noqa: S607
    found: dict[int, list[int]] = {}
    for line in told.stdout.splitlines():
        pid, parent = map(int, line.split())
        found.setdefault(parent, []).append(pid)
    return found


def readers(first: int) -> list[int]:
    """The readers of a server: the children of its keeper, which is the one child with children."""
    known = children()
    return [reader for child in known.get(first, []) for reader in known.get(child, [])]


def test_a_reader_killed_in_the_midst_of_a_query_costs_nobody_else_anything(serve: Any, graph: Path) -> None:
    with serve(graph, "--no-check", "--readers", "2", "--timeout", "20") as server, ThreadPoolExecutor(4) as clients:
        for number in range(TIMES):
            victim = clients.submit(status, server.url, f"{BUSY} # {number}")
            time.sleep(random.uniform(0.05, 0.2))  # noqa: S311
            others = [clients.submit(status, server.url, f"ASK {{}} # {number} {each}") for each in range(2)]
            while not victim.done():
                with suppress(ProcessLookupError):
                    os.kill(busiest(server.process.pid), signal.SIGKILL)
                time.sleep(0.1)
            assert victim.result() == 503
            assert [each.result() for each in others] == [200] * 2
        assert len(readers(server.process.pid)) <= 4


def busiest(first: int) -> int:
    """The reader that has worked most in a moment."""
    before = {reader: _ticks(reader) for reader in readers(first)}
    time.sleep(0.1)
    return max(before, key=lambda reader: _ticks(reader) - before[reader])


def _ticks(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11])
    except OSError:
        return 0


@pytest.mark.parametrize("role", ["front", "keeper"])
def test_a_server_whose_process_is_killed_goes_on(serve: Any, graph: Path, role: str) -> None:
    with serve(graph, "--no-check", "--readers", "1") as server:
        for number in range(5):
            os.kill(child(server.process.pid, keeps=role == "keeper"), signal.SIGKILL)
            deadline = time.monotonic() + 20
            while not answers(server.url, number):
                assert time.monotonic() < deadline
                time.sleep(0.05)


def child(first: int, *, keeps: bool) -> int:
    """A child of the first process that has children itself, or has none, once there is one."""
    while True:
        known = children()
        for each in known.get(first, []):
            if (each in known) == keeps:
                return each
        time.sleep(0.05)


def answers(url: str, number: int) -> bool:
    try:
        return status(url, f"ASK {{}} # {number} {time.monotonic_ns()}") == 200
    except OSError:
        return False


class Whole:
    """A server in a session of its own, all of which can be killed at once."""

    def __init__(self, store: Path, token: Path) -> None:
        command = [sys.executable, "-m", "mandategraph.server.cli", "serve", "--port", "0", "--readers", "1"]
        command += ["--no-check", "--store", str(store), "--token-file", str(token), *self.graph(store)]
        self.process = subprocess.Popen(  # noqa: S603
            command, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self.process.stderr is not None
        said = ""
        while "serving on" not in said:
            line = self.process.stderr.readline()
            assert line, said
            said += line
        found = re.search(r"serving on (\S+)/ ", said)
        assert found is not None
        self.url = found[1]

    @staticmethod
    def graph(store: Path) -> tuple[str, ...]:
        return () if store.exists() else (str(store.with_name("graph.nq")),)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def update(self, number: int) -> bool:
        """Whether an update that gives all members another number was answered."""
        text = f"DELETE {{ ?s <urn:is> ?old }} INSERT {{ ?s <urn:is> {number} }} WHERE {{ ?s <urn:is> ?old }}"
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
        request = urllib.request.Request(f"{self.url}/sparql", data=text.encode(), headers=headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return int(answer.status) < 300
        except OSError:
            return False


def test_a_store_is_whole_however_often_the_server_is_killed_in_the_midst_of_updates(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN, encoding="utf-8")
    said = (f'<urn:m{n}> <urn:is> "0"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' for n in range(MEMBERS))
    (tmp_path / "graph.nq").write_text("".join(said), encoding="utf-8")
    answered, number = 0, 0
    for _ in range(TIMES):
        server = Whole(tmp_path / "store", token)
        (found,) = rows(server.url, "SELECT ?v (COUNT(*) AS ?n) { ?s <urn:is> ?v } GROUP BY ?v")
        assert int(found["n"]["value"]) == MEMBERS
        assert answered <= int(found["v"]["value"]) <= number
        killing = threading.Timer(random.uniform(0.05, 0.5), server.kill)  # noqa: S311
        killing.start()
        while server.update(number + 1):
            number += 1
            answered = number
        number += 1
        killing.join()
