"""A graph too large for the memory it is given is served from disk, with the same answers."""

import json
import os
import signal
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TOKEN = "a token that is long enough"  # noqa: S105
PLACES = {"memory": ("--graph-memory", "1000"), "disk": ("--graph-memory", "1")}


@pytest.fixture(scope="module", params=PLACES)
def served(request: pytest.FixtureRequest, serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "token").write_text(TOKEN, encoding="utf-8")
    said = "".join(f"<urn:x{n}> <urn:y{n % 3}> <urn:z{n % 50}> <urn:g{n % 7}> .\n" for n in range(3_000))
    twice = "".join(f"<urn:twice> <urn:p> {n} <urn:g{n}> .\n".replace(f" {n} ", ' "said" ') for n in range(2))
    (folder / "graph.nq").write_text(f"{said}{twice}<urn:own> <urn:p> <urn:o> .\n", encoding="utf-8")
    options = ("--no-check", "--readers", "2", "--token-file", folder / "token", *PLACES[request.param])
    with serve(folder / "graph.nq", "--store", folder / "store", *options) as server:
        assert get(f"{server.url}/health")["data"] == request.param
        assert f"read from {request.param}: about 3 MiB" in server.said()
        yield server
    assert sorted(each.name for each in folder.iterdir()) == ["graph.nq", "store", "token"]


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def values(url: str, query: str) -> list[str]:
    told = get(f"{url}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'json'})}")
    return sorted(each["v"]["value"] for each in told["results"]["bindings"])


def send(url: str, update: str) -> int:
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(f"{url}/sparql", data=update.encode(), headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return int(answer.status)


ANSWERS = {
    # the query, and its answer
    "SELECT (COUNT(*) AS ?v) { ?s ?p ?o }": ["3002"],
    "SELECT (COUNT(*) AS ?v) { GRAPH ?g { ?s ?p ?o } }": ["3002"],
    "SELECT (COUNT(*) AS ?v) { <urn:twice> ?p ?o }": ["1"],
    "SELECT ?v { GRAPH ?v { <urn:twice> ?p ?o } }": ["urn:g0", "urn:g1"],
    "SELECT (COUNT(*) AS ?v) { ?a <urn:y1> ?z . ?b <urn:y2> ?z FILTER(?a != ?b) }": ["20000"],
    "SELECT (SUM(?n) AS ?v) { SELECT (COUNT(?s) AS ?n) { ?s <urn:y0> ?o } GROUP BY ?o }": ["1000"],
    "SELECT (COUNT(*) AS ?v) FROM <urn:g0> { ?s ?p ?o }": ["430"],
}


@pytest.mark.parametrize("query", ANSWERS)
def test_answers_are_the_same_from_memory_and_from_disk(served: Any, query: str) -> None:
    assert values(served.url, query) == ANSWERS[query]


def test_what_is_written_is_read_once_it_is_answered(served: Any) -> None:
    ask = "SELECT ?v { <urn:written> <urn:p> ?v }"
    start = made(served.url)
    for graph in ("a", "b"):
        assert send(served.url, f'INSERT DATA {{ GRAPH <urn:{graph}> {{ <urn:written> <urn:p> "1" }} }}') == 204
        assert values(served.url, ask) == ["1"]
    assert send(served.url, "DROP GRAPH <urn:a>") == 204
    assert values(served.url, ask) == ["1"]
    assert send(served.url, "DROP GRAPH <urn:b>") == 204
    assert values(served.url, ask) == []
    assert made(served.url) == start


def test_what_cannot_be_followed_is_loaded_anew(served: Any) -> None:
    assert send(served.url, "INSERT DATA { <urn:blank> <urn:p> [] }") == 204
    assert values(served.url, "SELECT ?v { ?v <urn:p> ?o FILTER(isBlank(?o)) }") == ["urn:blank"]
    assert send(served.url, "DELETE WHERE { <urn:blank> <urn:p> ?o }") == 204


def test_a_keeper_that_is_killed_is_replaced(served: Any) -> None:
    before = get(f"{served.url}/health")["version"]
    os.kill(keeper(served.process.pid), signal.SIGKILL)
    deadline = time.monotonic() + 30
    while get(f"{served.url}/health")["version"] == before:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert values(served.url, "SELECT ?v { <urn:own> <urn:p> ?v }") == ["urn:o"]


def made(url: str) -> str:
    """How many versions were loaded."""
    with urllib.request.urlopen(f"{url}/metrics", timeout=10) as answer:  # noqa: S310
        lines = answer.read().decode().splitlines()
    return next(str(each) for each in lines if each.startswith("mandategraph_load_seconds_count"))


def keeper(first: int) -> int:
    """The process that has readers: the last one below the first that has children."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = [each for each in below(first) if below(each)]
        if len(found) == 1:
            return found[0]
        time.sleep(0.05)
    raise AssertionError(first)


def below(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()))


def test_a_file_is_served_from_disk_and_read_anew(serve: Any, tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    count = "SELECT (COUNT(*) AS ?v) { ?s ?p ?o }"
    graph.write_text("".join(f"<urn:s> <urn:p> <urn:o{n}> <urn:g> .\n" for n in range(2_000)), encoding="utf-8")
    with serve(graph, "--no-check", "--readers", "1", *PLACES["disk"]) as server:
        assert (get(f"{server.url}/health")["data"], values(server.url, count)) == ("disk", ["2000"])
        graph.write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n", encoding="utf-8")
        server.reload()
        assert (get(f"{server.url}/health")["data"], values(server.url, count)) == ("memory", ["1"])
