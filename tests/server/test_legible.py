"""What is written can be read again, by a new process and after a start: what could not be is refused or left out."""

import io
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, cast

import pytest

from mandategraph.server.legible import DEEPEST, LONGEST, Legible
from mandategraph.server.store import snapshot

Serve = Callable[..., AbstractContextManager[Any]]
GOOD = b"<urn:s> <urn:p> <urn:o> <urn:g> .\n"


def deep(depth: int) -> bytes:
    return b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * depth + b"<urn:o>" + b" )>>" * depth + b" .\n"


def long(size: int) -> bytes:
    return b'<urn:s> <urn:p> "' + b"x" * size + b'" .\n'


@pytest.mark.parametrize(
    ("lines", "left_out"),
    [
        ((GOOD, deep(DEEPEST), long(LONGEST - 100), GOOD), 0),
        ((deep(DEEPEST + 1), GOOD), 1),
        ((GOOD, deep(100_000), GOOD, deep(50_000)), 2),
        ((long(LONGEST + 1), GOOD), 1),
        ((GOOD, long(5 * LONGEST), long(3 * LONGEST)), 2),
        ((GOOD, long(20 * 2**20).rstrip()), 1),
        ((b'<urn:s> <urn:p> "' + b"<<( )>> )>>" * 900 + b'" .\n', deep(10_000)), 1),
        ((), 0),
    ],
)
def test_what_cannot_be_read_again_is_left_out_and_no_more(lines: tuple[bytes, ...], left_out: int) -> None:
    stream = Legible(io.BytesIO(b"".join(lines)))
    store = snapshot(cast("Any", stream), union=False).store
    assert (stream.left_out, len(store)) == (left_out, len({*lines}) - left_out)


def send(url: str, method: str, path: str, body: bytes, media: str) -> int:
    headers = {"Authorization": "Bearer secret", "Content-Type": media}
    request = urllib.request.Request(f"{url}{path}", body, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


LONG_UPDATE = f"""INSERT {{ <urn:s> <urn:q> ?x }} WHERE {{
    BIND("{"x" * 2**20}" AS ?a) BIND(CONCAT(?a, ?a, ?a, ?a, ?a) AS ?b) BIND(CONCAT(?b, ?b, ?b, ?b, ?b) AS ?x) }}"""


def test_no_write_makes_a_store_that_cannot_be_read(serve: Serve, tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_bytes(GOOD)
    environment = {"MANDATEGRAPH_TOKEN": "secret", "PATH": ""}
    store = tmp_path / "store"
    with serve("--no-check", "--store", store, graph, environment=environment) as server:
        url = server.url
        assert send(url, "PUT", "/graph?graph=urn:x", deep(100_000), "application/n-triples") == 400
        assert send(url, "PUT", "/graph?graph=urn:x", long(10 * 2**20), "application/n-triples") == 400
        nested = b"INSERT DATA { " + deep(1_000) + b"}"
        assert send(url, "POST", "/sparql", nested, "application/sparql-update") == 400
        assert send(url, "POST", "/sparql", LONG_UPDATE.encode(), "application/sparql-update") == 204
        assert send(url, "PUT", "/graph?graph=urn:x", GOOD, "application/n-quads") in {201, 400}
        assert send(url, "POST", "/sparql", b"INSERT DATA { <urn:s> <urn:p> 1 }", "application/sparql-update") == 204
    with serve("--no-check", "--store", store, environment=environment) as server:
        with urllib.request.urlopen(  # noqa: S310
            f"{server.url}/sparql?query=ASK%7B%3Curn:s%3E%3Curn:p%3E1%7D", timeout=30
        ) as answer:
            assert b"true" in answer.read()
        assert "left out" in server.said()
