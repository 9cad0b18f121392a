"""The server on a real socket."""

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from mandategraph.server.errors import CannotListenError, PortTakenError
from mandategraph.server.serving import listen

Serve = Callable[..., AbstractContextManager[Any]]
SMALL = Path(__file__).parent / "data" / "small.trig"


@pytest.fixture(scope="module")
def url(serve: Serve) -> Iterator[str]:
    """The start page of a running server at a port that was free."""
    with serve(SMALL, "--no-check") as server:
        yield f"{server.url}/"


def _get(url: str, accept: str = "*/*") -> tuple[int, str, str]:
    request = urllib.request.Request(url, headers={"Accept": accept})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return answer.status, answer.headers["Content-Type"], answer.read().decode()


def test_pages_and_queries_are_served(url: str) -> None:
    assert _get(url, "text/html")[:2] == (200, "text/html; charset=utf-8")
    query = quote("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/mandategraph/ont#Norm> }")
    status, kind, body = _get(f"{url}sparql?query={query}", "application/sparql-results+json")
    assert (status, kind) == (200, "application/sparql-results+json")
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == "3"


def test_an_iri_with_brackets_is_served_whether_they_are_quoted(url: str) -> None:
    plain = _get(f"{url}doc/S/RES/2396(2017)/para/11", "text/turtle")
    assert plain == _get(f"{url}doc/S/RES/2396%282017%29/para/11", "text/turtle") == (200, plain[1], plain[2])


def test_an_alias_is_followed_over_the_wire(url: str) -> None:
    assert _get(f"{url}https://undocs.org/S/RES/2396(2017)", "text/html")[0] == 200


def test_a_refusal_comes_with_its_status(url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refusal:
        _get(f"{url}sparql?query=FOO")
    with refusal.value as error:
        assert (error.code, error.read().decode().splitlines()[0]) == (
            400,
            "malformed query: line 1, column 1: at 'FOO': "
            "cannot be read on from here; possible, among others: CONSTRUCT",
        )


def test_many_clients_are_served_at_once(url: str) -> None:
    with ThreadPoolExecutor(16) as clients:
        statuses = {status for status, _, _ in clients.map(_get, [f"{url}sparql?query=ASK%7B%7D"] * 64)}
    assert statuses == {200}


def test_a_taken_port_is_said_to_be_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=f"127.0.0.1:{port}"):
            listen("127.0.0.1", port)


def test_a_host_that_is_not_here_cannot_be_listened_on() -> None:
    with pytest.raises(CannotListenError):
        listen("192.0.2.1", 0)


RAW = (
    # what is sent, byte for byte
    b"GET //example.org HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET http://example.org HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET /doc/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET /?lang=\xff HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: \xff\r\nAccept: \xff\r\nAccept-Language: \x80\r\nConnection: close\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\nConnection: close\r\n\r\nquery=ASK{}",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
    b"NONSENSE\r\n\r\n",
)


def test_a_body_too_long_is_refused_before_it_is_read(url: str) -> None:
    assert b" 413 " in _status(url, RAW[6])


@pytest.mark.parametrize("sent", RAW)
def test_any_bytes_on_the_wire_are_answered_or_refused(url: str, sent: bytes) -> None:
    status = _status(url, sent)
    assert b" 50" not in status or b"501" in status
    assert _get(f"{url}health")[0] == 200


def _status(url: str, sent: bytes) -> bytes:
    host, _, port = url.removeprefix("http://").rstrip("/").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as wire, wire.makefile("rb") as answer:
        wire.sendall(sent)
        wire.shutdown(socket.SHUT_WR)
        return answer.readline()
