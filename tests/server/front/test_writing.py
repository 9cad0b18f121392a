"""Writes: by who has the token, all or nothing, and read by everybody once they are answered."""

import json
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

TOKEN = "a token that is long enough"  # noqa: S105
DATA = "INSERT DATA {{ GRAPH <urn:g> {{ <urn:s{0}> <urn:p> {0} }} }}"
NESTED = f"INSERT DATA {{ }} ; INSERT {{ <urn:a> <urn:b> <urn:c> }} WHERE {{ {'{' * 30_000} {'}' * 30_000} }}"
ENDLESS = "INSERT { <urn:a> <urn:b> ?n } WHERE { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"
HALF = "INSERT DATA { <urn:half> <urn:p> 1 } ; CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("token") / "token"
    path.write_text(f"{TOKEN}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def writable(serve: Any, tmp_path_factory: pytest.TempPathFactory, token: Path) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("writable")
    graph = folder / "graph.nq"
    graph.write_text("".join(f"<urn:x{n}> <urn:y> <urn:z{n}> .\n" for n in range(2_000)), encoding="utf-8")
    options = ("--no-check", "--readers", "2", "--write-timeout", "3", "--token-file", token)
    with serve(graph, "--store", folder / "store", *options) as server:
        yield server


def send(url: str, update: str, token: str | None = TOKEN) -> tuple[int, str]:
    headers = {"Content-Type": "application/sparql-update"}
    headers |= {} if token is None else {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{url}/sparql", data=update.encode(), headers=headers, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def values(url: str, query: str) -> list[str]:
    address = f"{url}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'json'})}"
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
        rows = json.load(answer)["results"]["bindings"]
    return sorted(each["v"]["value"] for each in rows)


def version(url: str) -> str:
    with urllib.request.urlopen(f"{url}/health", timeout=10) as answer:  # noqa: S310
        return str(json.load(answer)["version"])


def test_what_is_written_can_be_read_as_soon_as_it_is_answered(writable: Any) -> None:
    query = "SELECT ?v { GRAPH <urn:g> { <urn:s1> <urn:p> ?v } }"
    before = version(writable.url)
    assert values(writable.url, query) == []
    assert send(writable.url, DATA.format(1))[0] < 300
    assert values(writable.url, query) == ["1"]
    assert values(writable.url, query.replace("GRAPH <urn:g>", "")) == ["1"]
    assert version(writable.url) != before


@pytest.mark.parametrize("shown", [None, "", "another", TOKEN + "x", TOKEN.upper(), "\u00e9"])
def test_who_has_no_token_writes_nothing(writable: Any, shown: str | None) -> None:
    status, _ = send(writable.url, DATA.format(666), shown)
    assert status == 401
    assert values(writable.url, "SELECT ?v { <urn:s666> <urn:p> ?v }") == []


def test_a_server_without_a_token_is_read_only(url: str) -> None:
    assert send(url, DATA.format(1))[0] == 403


def test_a_write_in_the_address_of_a_query_reaches_no_store(writable: Any) -> None:
    update = urllib.parse.urlencode({"update": DATA.format(777)})
    request = urllib.request.Request(  # noqa: S310
        f"{writable.url}/sparql?{update}",
        data=b"x=y",
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/x-www-form-urlencoded"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)  # noqa: S310
    refused.value.close()
    assert values(writable.url, "SELECT ?v { <urn:s777> <urn:p> ?v }") == []


HOSTILE = {
    # what an update does: the update, and the statuses that its sender may get
    "is nested too deep": (NESTED, {400, 413}),
    "runs on": (ENDLESS, {408, 413}),
    "is wrong": ("INSERT DATA {", {400}),
    "fails in its midst": (HALF, {400, 500}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_update_that_breaks_its_writer_changes_nothing_and_another_can_be_sent(writable: Any, name: str) -> None:
    update, expected = HOSTILE[name]
    count = "SELECT (COUNT(*) AS ?v) { GRAPH ?g { ?s ?p ?o } }"
    before = values(writable.url, count)
    assert send(writable.url, update)[0] in expected
    assert values(writable.url, count) == before
    assert values(writable.url, "SELECT ?v { <urn:half> <urn:p> ?v }") == []
    assert send(writable.url, DATA.format(int(time.time() * 1000)))[0] < 300


def test_the_time_of_a_write_covers_its_wait_for_its_turn(writable: Any) -> None:
    running = threading.Thread(target=send, args=(writable.url, ENDLESS))
    running.start()
    time.sleep(0.5)
    update = urllib.parse.urlencode({"update": DATA.format(999), "timeout": "0.5"}).encode()
    request = urllib.request.Request(  # noqa: S310
        f"{writable.url}/sparql", data=update, headers={"Authorization": f"Bearer {TOKEN}"}
    )
    begin = time.monotonic()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)  # noqa: S310
    assert time.monotonic() - begin < 2
    with refused.value as answer:
        assert (answer.code, int(answer.headers["Retry-After"]) > 0) == (503, True)
    running.join()
    assert values(writable.url, "SELECT ?v { <urn:s999> <urn:p> ?v }") == []


def test_readers_are_answered_by_one_whole_version_while_writes_go_on(writable: Any) -> None:
    pair = (
        "DELETE WHERE {{ GRAPH <urn:pair> {{ ?s ?p ?o }} }} ; "
        "INSERT DATA {{ GRAPH <urn:pair> {{ <urn:left> <urn:is> {0} . <urn:right> <urn:is> {0} }} }}"
    )
    assert send(writable.url, pair.format(0))[0] < 300
    seen: list[list[str]] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.append(values(writable.url, f"SELECT ?v {{ GRAPH <urn:pair> {{ ?s <urn:is> ?v }} }} # {len(seen)}"))

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(1, 6):
        assert send(writable.url, pair.format(number))[0] < 300
    done.set()
    looking.join()
    assert all(len(pair) == 2 and pair[0] == pair[1] for pair in seen)
    assert [int(pair[0]) for pair in seen] == sorted(int(pair[0]) for pair in seen)


def test_writes_of_many_clients_are_all_there(writable: Any) -> None:
    numbers = range(10_000, 10_012)
    sending = [threading.Thread(target=send, args=(writable.url, DATA.format(number))) for number in numbers]
    for each in sending:
        each.start()
    for each in sending:
        each.join()
    found = values(writable.url, "SELECT ?v { GRAPH <urn:g> { ?s <urn:p> ?v } FILTER(?v >= 10000 && ?v < 10012) }")
    assert [int(each) for each in found] == list(numbers)


def test_what_was_written_is_there_when_the_server_starts_again(serve: Any, tmp_path: Path, token: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text("<urn:a> <urn:p> 0 .\n".replace("0", '"0"'), encoding="utf-8")
    options = ("--store", tmp_path / "store", "--token-file", token, "--no-check", "--readers", "1")
    with serve(graph, *options) as server:
        assert send(server.url, DATA.format(5))[0] < 300
    with serve(*options) as server:
        assert values(server.url, "SELECT ?v { ?s <urn:p> ?v }") == ["0", "5"]


def test_a_graph_that_is_empty_is_still_a_graph(writable: Any) -> None:
    assert send(writable.url, "CREATE SILENT GRAPH <urn:empty>")[0] < 300
    assert send(writable.url, "CREATE GRAPH <urn:empty>")[0] >= 400


@pytest.mark.skipif(sys.platform != "linux", reason="what the system tells of its processes is read")
def test_a_writer_is_started_again_however_often_it_ends(serve: Any, tmp_path: Path, token: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text("<urn:a> <urn:p> <urn:o> .\n", encoding="utf-8")
    options = ("--store", tmp_path / "store", "--token-file", token, "--no-check", "--readers", "1")
    with serve(graph, *options) as server:
        killed = set[int]()
        while len(killed) < 22:
            killed.add(kill_writer(server.process.pid, killed))
        assert send(server.url, DATA.format(1))[0] < 300


def kill_writer(first: int, but: set[int]) -> int:
    """Kill the child of the first process that has the store, once there is another than those that were killed."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for pid in Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split():
            with suppress(OSError):
                if int(pid) not in but and any(is_lock(each) for each in Path(f"/proc/{pid}/fd").iterdir()):
                    os.kill(int(pid), signal.SIGKILL)
                    return int(pid)
        time.sleep(0.01)
    raise AssertionError("no writer")


def is_lock(open_file: Path) -> bool:
    with suppress(OSError):
        return open_file.readlink().name == "LOCK"
    return False
