"""Bounds that hold whatever a request does: its sender is told, and nobody else notices."""

import http.client
import json
import os
import socket
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

EVERYTHING = "?a ?b ?c . ?d ?e ?f"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 50) }"
TENFOLD = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 10)}) AS ?x{n + 1})" for n in range(9))
HOSTILE = {
    # what a query does: the query, and the statuses that tell of the bounds it may break first
    "runs on": (ENDLESS, {408}),
    "grows a string tenfold": (f'SELECT (STRLEN(?x9) AS ?n) {{ BIND("1234567890" AS ?x0) {TENFOLD} }}', {413}),
    "sorts everything": (f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c ?f ?a", {408, 413}),
    "concatenates everything": (f"SELECT (GROUP_CONCAT(?c) AS ?all) {{ {EVERYTHING} }}", {408, 413}),
    "follows paths for ever": ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?c (!<urn:y>)* ?d }", {408, 413}),
}
REASONS = {408: "the request took longer than 4 seconds", 413: "the request needs more than 209715200 bytes of memory"}


def ask(url: str, query: str, **fields: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of the answer to a query."""
    body = urllib.parse.urlencode({"query": query, **fields}).encode()
    request = urllib.request.Request(f"{url}/sparql", data=body, headers={"Accept": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.read().decode(), {name.lower(): each for name, each in answer.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), {name.lower(): each for name, each in error.headers.items()}


def is_well(url: str) -> bool:
    status, body, _ = ask(url, f"ASK {{ ?s ?p {time.monotonic_ns()} }}")
    return status == 200 and json.loads(body)["boolean"] is False


@pytest.mark.parametrize("name", HOSTILE)
def test_a_query_beyond_a_bound_is_ended_and_its_sender_told(url: str, name: str) -> None:
    query, expected = HOSTILE[name]
    begin = time.monotonic()
    status, body, _ = ask(url, query)
    assert status in expected, body
    assert body.startswith(REASONS[status])
    assert time.monotonic() - begin < 8
    assert is_well(url)


def test_a_page_that_python_has_no_memory_for_is_refused_as_well(url: str) -> None:
    eightfold = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 8)}) AS ?x{n + 1})" for n in range(2))
    query = f'SELECT ?x2 {{ ?s ?p ?o BIND("{"x" * 1000}" AS ?x0) {eightfold} }}'
    status, body, _ = ask(url, query, format="html")
    assert (status, body.startswith(REASONS[413])) == (413, True), body[:200]
    assert is_well(url)


def test_a_request_can_lower_its_deadline(url: str) -> None:
    begin = time.monotonic()
    assert ask(url, ENDLESS, timeout="0.5")[:1] == (408,)
    assert time.monotonic() - begin < 3


def test_a_request_cannot_raise_its_deadline(url: str) -> None:
    status, body, _ = ask(url, ENDLESS, timeout="3600")
    assert (status, "longer than 4 seconds" in body) == (408, True)


@pytest.mark.parametrize("seconds", ["0", "-1", "x", "nan", "inf", "", "1e999"])
def test_a_deadline_that_is_no_number_of_seconds_is_refused(url: str, seconds: str) -> None:
    status, body, _ = ask(url, "ASK {}", timeout=seconds)
    assert (status, body.startswith("timeout: ")) == (400, True), body


def test_other_clients_are_answered_while_hostile_queries_run(url: str) -> None:
    with ThreadPoolExecutor(8) as clients:
        running = [clients.submit(ask, url, ENDLESS) for _ in range(4)]
        time.sleep(1.2)
        times = []
        for _ in range(20):
            begin = time.monotonic()
            assert is_well(url)
            times.append(time.monotonic() - begin)
        statuses = {each.result()[0] for each in running}
    assert sorted(times)[10] < 1
    assert statuses <= {408, 503}


def test_more_long_queries_than_there_is_room_for_are_refused_with_a_time_to_come_back(url: str) -> None:
    with ThreadPoolExecutor(4) as clients:
        answers = list(clients.map(lambda _: ask(url, ENDLESS), range(4)))
    assert {status for status, _, _ in answers} == {408, 503}
    refused = [(body, headers) for status, body, headers in answers if status == 503]
    assert all("run long" in body and int(headers["retry-after"]) > 0 for body, headers in refused)


def test_more_requests_than_can_wait_are_refused_at_once(url: str) -> None:
    def timed(_: int) -> tuple[int, float]:
        begin = time.monotonic()
        return ask(url, ENDLESS, timeout="0.9")[0], time.monotonic() - begin

    with ThreadPoolExecutor(40) as clients:
        answers = list(clients.map(timed, range(40)))
    assert any(status == 503 and seconds < 0.5 for status, seconds in answers)
    assert {status for status, _ in answers} <= {408, 503}
    assert is_well(url)


def test_an_answer_longer_than_may_be_is_refused_or_cut_so_that_the_client_sees_it(server: Any, url: str) -> None:
    before = server.said()
    query = urllib.parse.quote(f"SELECT * {{ {EVERYTHING} }} LIMIT 400000")
    host, port = url.removeprefix("http://").split(":")
    with closing(http.client.HTTPConnection(host, int(port), timeout=30)) as connection:
        connection.request("GET", f"/sparql?query={query}&format=csv")
        with connection.getresponse() as answer:
            if answer.status == 200:
                with pytest.raises(http.client.IncompleteRead):
                    answer.read()
            else:
                assert (answer.status, b"longer than" in answer.read()) == (413, True)
    assert is_well(url)
    # It was cut on purpose, which is no fault to be told of.
    assert server.said() == before


def test_a_client_that_goes_away_frees_its_reader(url: str) -> None:
    host, port = url.removeprefix("http://").split(":")
    query = urllib.parse.quote(ENDLESS)
    for _ in range(6):
        with socket.create_connection((host, int(port)), timeout=5) as wire:
            wire.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(0.2)
    begin = time.monotonic()
    assert is_well(url)
    assert time.monotonic() - begin < 2


def is_ready(url: str) -> Any:
    with urllib.request.urlopen(f"{url}/health", timeout=10) as answer:  # noqa: S310
        return json.load(answer)


def test_health_tells_that_it_is_ready_and_the_version_of_the_data(url: str) -> None:
    told = is_ready(url)
    assert (told["live"], told["ready"]) == (True, True)
    assert told["version"]


PAIRS = "GRAPH <urn:g1> { ?a <urn:p1> ?c } GRAPH <urn:g2> { ?d <urn:p2> ?f }"
HEAVY = f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 2) }}"
GROWING = f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c ?f ?a"


def test_long_queries_are_answered_beside_each_other(serve: Any, graph: Path) -> None:
    with (
        serve(graph, "--no-check", "--readers", "2", "--long-after", "0.1", "--timeout", "60") as server,
        ThreadPoolExecutor(6) as clients,
    ):
        answers = list(clients.map(lambda n: ask(server.url, f"{HEAVY} # {n}"), range(6)))
    assert [status for status, _, _ in answers] == [200] * 6
    assert len({body for _, body, _ in answers}) == 1


def test_long_queries_that_need_too_much_memory_together_are_ended_until_the_others_have_enough(
    serve: Any, graph: Path
) -> None:
    options = ("--no-check", "--timeout", "20", "--memory", "300", "--long-memory", "100", "--long-after", "0.05")
    with serve(graph, *options) as server, ThreadPoolExecutor(2) as clients:
        answers = list(clients.map(lambda n: ask(server.url, f"{GROWING} # {n}"), range(2)))
    assert {status for status, _, _ in answers} == {503}
    assert all("memory" in body and int(headers["retry-after"]) > 0 for _, body, headers in answers)


@pytest.mark.skipif(sys.platform != "linux", reason="what the system tells of its processes is read")
def test_a_long_query_runs_only_where_nobody_else_wants_to_and_its_reader_as_others_do_after_it(
    serve: Any, graph: Path
) -> None:
    with (
        serve(graph, "--no-check", "--readers", "1", "--long-after", "0.05", "--timeout", "60") as server,
        ThreadPoolExecutor(1) as clients,
    ):
        running = clients.submit(ask, server.url, HEAVY)
        wait_for(lambda: os.SCHED_IDLE in policies(server.process.pid))
        status, _, _ = running.result()
        wait_for(lambda: os.SCHED_IDLE not in policies(server.process.pid))
    assert status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="what the system tells of its processes is read")
def test_a_client_that_broke_a_reader_is_served_where_nobody_else_wants_to_work(serve: Any, graph: Path) -> None:
    with (
        serve(graph, "--no-check", "--long-after", "60", "--timeout", "60", "--memory", "200") as server,
        ThreadPoolExecutor(1) as clients,
    ):
        running = clients.submit(ask, server.url, HEAVY)
        while not running.done():
            assert os.SCHED_IDLE not in policies(server.process.pid)
        assert ask(server.url, HOSTILE["grows a string tenfold"][0])[0] == 413
        running = clients.submit(ask, server.url, f"{HEAVY} # again")
        wait_for(lambda: os.SCHED_IDLE in policies(server.process.pid))
        assert running.result()[0] == 200


@pytest.mark.skipif(sys.platform != "linux", reason="what the system tells of its processes is read")
def test_a_system_short_of_memory_ends_readers_first(serve: Any, graph: Path) -> None:
    def score(pid: int) -> int:
        return int(Path(f"/proc/{pid}/oom_score_adj").read_text(encoding="ascii"))

    with serve(graph, "--no-check", "--readers", "1") as server:
        (keeper,) = (each for each in children(server.process.pid) if children(each))
        assert score(keeper) < 1000
        assert {score(each) for each in children(keeper)} == {1000}


def policies(first: int) -> set[int]:
    """By which policies the threads of a server's processes run."""
    found, pids = set(), [first]
    for pid in pids:
        with suppress(OSError):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                pids += map(int, (thread / "children").read_text(encoding="ascii").split())
                found.add(os.sched_getscheduler(int(thread.name)))
    return found


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="what the system tells of its processes is read")
def test_readers_have_no_files_of_one_another_open(serve: Any, graph: Path) -> None:
    with serve(graph, "--no-check", "--readers", "3") as server, ThreadPoolExecutor(8) as clients:
        list(clients.map(lambda n: ask(server.url, f"ASK {{ ?s ?p {n} }}"), range(40)))
        (keeper,) = (each for each in children(server.process.pid) if children(each))
        counts = [sum(1 for _ in Path(f"/proc/{each}/fd").iterdir()) for each in children(keeper)]
    assert len(counts) >= 4
    assert max(counts) - min(counts) <= 1, counts


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
