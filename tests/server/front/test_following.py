"""A write is seen soon: the next version is made of the one that is read, and loaded anew only where it has to be."""

import io
import json
import os
import re
import signal
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from mandategraph.server.front.writer import Whole

TOKEN = "a token that is long enough"  # noqa: S105
COUNT = "SELECT (COUNT(*) AS ?v) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def writable(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("following")
    (folder / "token").write_text(TOKEN, encoding="utf-8")
    said = "".join(f"<urn:x{n}> <urn:y> <urn:z{n}> <urn:g{n % 3}> .\n" for n in range(300))
    (folder / "graph.nq").write_text(said, encoding="utf-8")
    options = ("--no-check", "--readers", "1", "--token-file", folder / "token")
    with serve(folder / "graph.nq", "--store", folder / "store", *options) as server:
        yield server


def send(url: str, update: str) -> int:
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(f"{url}/sparql", data=update.encode(), headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def values(url: str, query: str) -> list[str]:
    address = f"{url}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'json'})}"
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
        return sorted(each["v"]["value"] for each in json.load(answer)["results"]["bindings"])


def made(url: str) -> tuple[int, int]:
    """How many versions were loaded anew, and how many made of the one before."""
    with urllib.request.urlopen(f"{url}/metrics", timeout=10) as answer:  # noqa: S310
        told = answer.read().decode()
    counts = (
        re.search(rf"^mandategraph_{each}_seconds_count (\S+)", told, re.MULTILINE) for each in ("load", "follow")
    )
    loaded, followed = (int(float(each[1])) for each in counts if each is not None)
    return loaded, followed


def keepers(first: int) -> list[int]:
    """The processes below the first that have children, be it a keeper that a keeper has just made."""
    found = below(first)
    for each in found:
        found += below(each)
    return [each for each in found if below(each)]


def below(pid: int) -> list[int]:
    """The children of a process."""
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()))
    except OSError:
        return []


WRITES = {
    # what a write does: the update, what is asked then, and the answer
    "adds": (
        "INSERT DATA { GRAPH <urn:new> { <urn:a> <urn:p> 1 } }",
        "SELECT ?v { <urn:a> <urn:p> ?v GRAPH <urn:new> { <urn:a> <urn:p> ?v } }",
        ["1"],
    ),
    "sets anew": (
        "DELETE { GRAPH ?g { <urn:a> <urn:p> ?v } } INSERT { GRAPH ?g { <urn:a> <urn:p> 2 } } "
        "WHERE { GRAPH ?g { <urn:a> <urn:p> ?v } }",
        "SELECT ?v { <urn:a> <urn:p> ?v }",
        ["2"],
    ),
    "says the same in another graph": (
        "INSERT DATA { GRAPH <urn:other> { <urn:a> <urn:p> 2 } }",
        "SELECT (COUNT(*) AS ?v) { <urn:a> <urn:p> 2 }",
        ["1"],
    ),
    "removes it from one of two graphs": (
        "DELETE DATA { GRAPH <urn:other> { <urn:a> <urn:p> 2 } }",
        "SELECT ?v { <urn:a> <urn:p> ?v }",
        ["2"],
    ),
    "removes it from the last": ("DROP GRAPH <urn:new>", "SELECT ?v { <urn:a> <urn:p> ?v }", []),
}


def test_what_little_a_write_changes_is_seen_without_loading_all_anew(writable: Any) -> None:
    loaded, followed = made(writable.url)
    for update, query, expected in WRITES.values():
        assert send(writable.url, update) == 204
        assert values(writable.url, query) == expected, update
    assert made(writable.url) == (loaded, followed + len(WRITES))


ANEW = {
    "a blank node": (
        "INSERT DATA { <urn:b> <urn:p> [] }",
        "SELECT ?v { ?v <urn:p> ?o FILTER(isBlank(?o)) }",
        ["urn:b"],
    ),
    "a graph nobody names": ("INSERT DATA { GRAPH <urn:c> { <urn:c> <urn:p> 1 } } ; CLEAR NAMED", COUNT, ["0"]),
}


@pytest.mark.parametrize("name", ANEW)
def test_what_cannot_be_followed_is_loaded_anew_and_read_as_soon_as_it_is_answered(writable: Any, name: str) -> None:
    update, query, expected = ANEW[name]
    loaded, followed = made(writable.url)
    assert send(writable.url, update) == 204
    assert values(writable.url, query) == expected
    assert made(writable.url) == (loaded + 1, followed)


def test_keepers_that_come_and_go_leave_nothing_open_and_nobody_behind(writable: Any) -> None:
    first = writable.process.pid

    def files() -> int:
        """How many the keeper has open, once it is the only one and the first process has it, front and writer."""
        deadline = time.monotonic() + 30
        while len(found := keepers(first)) != 1 or len(below(first)) != 3:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return len(list(Path(f"/proc/{found[0]}/fd").iterdir()))

    assert send(writable.url, "INSERT DATA { <urn:d> <urn:p> 0 }") == 204
    before = files()
    for number in range(1, 120):
        assert send(writable.url, f"INSERT DATA {{ <urn:d> <urn:p> {number} }}") == 204
    assert values(writable.url, "SELECT (COUNT(*) AS ?v) { <urn:d> <urn:p> ?o }") == ["120"]
    # A reader that just ends may hold some of its own.
    assert files() < before + 20


def test_a_keeper_that_is_killed_after_writes_is_replaced_by_one_that_has_them_all(writable: Any) -> None:
    assert send(writable.url, "INSERT DATA { <urn:e> <urn:p> 1 }") == 204
    loaded = made(writable.url)[0]
    for keeper in keepers(writable.process.pid):
        with suppress(ProcessLookupError):
            os.kill(keeper, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while made(writable.url)[0] == loaded:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert values(writable.url, "SELECT ?v { <urn:e> <urn:p> ?v }") == ["1"]
    assert send(writable.url, "INSERT DATA { <urn:e> <urn:p> 2 }") == 204
    assert values(writable.url, "SELECT ?v { <urn:e> <urn:p> ?v }") == ["1", "2"]


def test_a_writer_that_is_killed_after_writes_loses_none_of_them(writable: Any) -> None:
    assert send(writable.url, "INSERT DATA { <urn:f> <urn:p> 1 }") == 204
    (writer,) = (each for each in below(writable.process.pid) if has_open(each, "/store/LOCK"))
    os.kill(writer, signal.SIGKILL)
    assert send(writable.url, "INSERT DATA { <urn:f> <urn:p> 2 }") == 204
    assert values(writable.url, "SELECT ?v { <urn:f> <urn:p> ?v }") == ["1", "2"]


def has_open(pid: int, name: str) -> bool:
    """Whether a process has a file of that name open."""
    return any(_target(each).endswith(name) for each in Path(f"/proc/{pid}/fd").iterdir())


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:
        return ""


@pytest.mark.parametrize("cut", [0, 1, 8, 20])
def test_a_dump_that_ends_in_its_midst_is_not_taken_for_whole(cut: int) -> None:
    dumped = b"<urn:a> <urn:b> <urn:c> .\n# whole\n"
    stream = Whole(io.BytesIO(dumped[: len(dumped) - cut]))
    if cut:
        with pytest.raises(EOFError):
            read_all(stream)
    else:
        assert read_all(stream) == dumped


def read_all(stream: Whole) -> bytes:
    return b"".join(iter(lambda: stream.read(5), b""))
