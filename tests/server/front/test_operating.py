"""What whoever runs the server sees of it."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from mandategraph.server.front.settings import Settings, to_json
from mandategraph.server.serving import listen

FAST = ("--no-check", "--readers", "1")
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 50) }"


def get(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310
        return answer.status, answer.read().decode()


def ask(url: str, query: str) -> tuple[int, str]:
    return get(f"{url}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'csv'})}")


def started(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mandategraph.server.cli", "serve", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


def test_requests_are_logged_in_lines_of_json(serve: Any, graph: Path, tmp_path: Path) -> None:
    access, slow = tmp_path / "access.log", tmp_path / "slow.log"
    with serve(graph, *FAST, "--access-log", access, "--slow-log", slow, "--slow", "0.3") as server:
        for _ in range(2):
            ask(server.url, "ASK {}")
        get(f"{server.url}/health")
    lines = [json.loads(line) for line in access.read_text(encoding="utf-8").splitlines()]
    assert [(each["kind"], each["status"], each["cached"]) for each in lines] == [
        ("ask", 200, False),
        ("ask", 200, True),
        ("health", 200, False),
    ]
    assert lines[0]["query_hash"] == lines[1]["query_hash"] != lines[2]["query_hash"]
    assert all(each["seconds"] >= 0 and each["bytes"] > 0 for each in lines)
    assert slow.read_text(encoding="utf-8") == ""


def test_a_slow_request_is_logged_with_its_query(serve: Any, graph: Path, tmp_path: Path) -> None:
    slow = tmp_path / "slow.log"
    with serve(graph, *FAST, "--slow-log", slow, "--slow", "0.2", "--timeout", "0.5") as server:
        ask(server.url, "ASK {}")
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(server.url, SLOW)
        refused.value.close()
    (line,) = slow.read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert (told["kind"], told["status"], SLOW in told["query"]) == ("select", 408, True)


def test_a_log_that_was_put_away_is_opened_again(serve: Any, graph: Path, tmp_path: Path) -> None:
    access = tmp_path / "access.log"
    with serve(graph, *FAST, "--access-log", access) as server:
        ask(server.url, "ASK {}")
        access.rename(tmp_path / "access.log.1")
        server.reload()
        ask(server.url, "ASK {}")
    assert len(access.read_text(encoding="utf-8").splitlines()) == 1


def test_numbers_are_told_to_prometheus(url: str) -> None:
    ask(url, "ASK { ?s ?p 1234567 }")
    told = get(f"{url}/metrics")[1]
    assert float(re.search(r'mandategraph_requests_total\{kind="ask",status="200"\} (\S+)', told)[1]) >= 1  # type: ignore[index]
    for name in ("request_seconds_bucket", "waiting", "running", "long", "cache_bytes", "ready", "load_seconds_count"):
        assert re.search(rf"^mandategraph_{name}[ {{]", told, re.MULTILINE), name


def test_a_request_that_runs_is_answered_before_the_server_stops(serve: Any, graph: Path) -> None:
    with serve(graph, *FAST, "--timeout", "2") as server:
        statuses: list[int] = []

        def run() -> None:
            try:
                ask(server.url, SLOW)
            except urllib.error.HTTPError as error:
                with error:
                    statuses.append(error.code)

        asking = threading.Thread(target=run)
        asking.start()
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        asking.join()
        assert statuses == [408]
        assert server.process.wait(timeout=20) == 0
        assert "Traceback" not in server.said()


def test_nothing_is_left_when_the_server_has_stopped(serve: Any, graph: Path) -> None:
    with serve(graph, *FAST) as server:
        first = server.process.pid
        group = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout  # noqa: S607
        children = [line.split()[0] for line in group.splitlines() if line.split()[1] == str(first)]
        assert children
    for pid in (str(first), *children):
        assert not Path(f"/proc/{pid}").exists() or sys.platform != "linux"


def test_a_rate_limit_refuses_who_asks_too_often(serve: Any, graph: Path) -> None:
    with serve(graph, *FAST, "--rate", "1") as server:
        statuses, again = [], set()
        for _ in range(40):
            try:
                statuses.append(ask(server.url, "ASK {}")[0])
            except urllib.error.HTTPError as error:
                with error:
                    statuses.append(error.code)
                    again.add(error.headers["Retry-After"])
        assert get(f"{server.url}/health")[0] == 200
    assert statuses[:20] == [200] * 20
    assert 429 in statuses
    assert again == {"1"}


def test_a_store_that_another_server_has_is_said_to_be_in_use(serve: Any, graph: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with serve(graph, *FAST, "--store", store):
        done = started("--store", store, "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert f"{store}: is in use by another process" in done.stderr


def test_a_store_of_another_format_is_said_to_be_so(graph: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    Store(place).flush()
    (place / "CURRENT").write_text("MANIFEST-999999\n")
    done = started("--store", place, "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert str(place) in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("missing", None, "No such file"), ("empty", b"\n", "is empty"), ("binary", b"\xff\xfe\xff", "no token")],
)
def test_a_token_that_cannot_be_read_is_said_so(
    graph: Path, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    token = tmp_path / name
    if content is not None:
        token.write_bytes(content)
    done = started(graph, "--store", tmp_path / "store", "--token-file", token, "--port", "0")
    assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (2, True, 1), done.stderr


def test_data_that_are_there_are_not_mixed_with_others_by_chance(serve: Any, graph: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    with serve(graph, *FAST, "--store", store):
        pass
    done = started(graph, "--store", store, "--port", "0")
    assert (done.returncode, "has data already" in done.stderr) == (2, True)


def test_a_server_whose_data_cannot_be_loaded_ends_and_says_so(tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text("no quads", encoding="utf-8")
    with listen("127.0.0.1", 0) as listening:
        listening.set_inheritable(True)
        folder = tmp_path / "run"
        folder.mkdir()
        program = [sys.executable, "-m", "mandategraph.server.front", str(listening.fileno()), str(folder)]
        done = subprocess.run(  # noqa: S603
            [*program, to_json(Settings(graph=str(graph)))],
            pass_fds=(listening.fileno(),),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode != 0
    assert "the data could not be loaded" in done.stderr
    assert not folder.exists()
