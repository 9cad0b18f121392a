"""Small queries, which are answered without a task: nobody can tell them from others."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from urllib.parse import quote

import pytest

ASKED = {
    # what is asked, and the status of the answer
    "yes or no": ("ASK { ?s ?p ?o }", 200),
    "rows": ("SELECT * { <urn:s1> ?p ?o }", 200),
    "triples, where rows are wanted": ("DESCRIBE <urn:s1>", 406),
    "no rows": ("SELECT * { <urn:none> ?p ?o }", 200),
    "a random number": ("SELECT (RAND() * 0 AS ?n) {}", 200),
    "no query": ("ASK {", 400),
    "nested too deep": (f"ASK {{ {'{' * 20_000}{'}' * 20_000} }}", 400),
    "many rows": ("SELECT * { ?s ?p ?o } LIMIT 15000", 200),
}
FOR_ALL = "GET /sparql?query={} HTTP/1.1\r\nHost: x\r\nAccept: application/sparql-results+json\r\n{}\r\n"


@contextmanager
def connected(url: str) -> Iterator[tuple[socket.socket, IO[bytes]]]:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as wire, wire.makefile("rb") as answers:
        yield wire, answers


def told(url: str, path: str) -> tuple[bytes, dict[str, str], bytes]:
    """The line, the headers and the body of an answer on a connection of its own, but for the time of day."""
    with connected(url) as (wire, answers):
        wire.sendall(FOR_ALL.format(path, "Connection: keep-alive\r\n").encode())
        line = answers.readline()
        headers = {}
        while header := answers.readline().strip():
            name, _, value = header.decode("latin-1").partition(": ")
            assert name.lower() not in headers, "a header that is there twice"
            headers[name.lower()] = value
        return line, {name: value for name, value in headers.items() if name != "date"}, body(answers, headers)


def body(answers: IO[bytes], headers: dict[str, str]) -> bytes:
    if "content-length" in headers:
        return answers.read(int(headers["content-length"]))
    parts = []
    while size := int(answers.readline(), 16):
        parts.append(answers.read(size + 2)[:-2])
    return b"".join(parts)


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_the_same_as_one_that_a_task_gives(url: str, name: str) -> None:
    query, status = ASKED[name]
    prompt, other = told(url, quote(query)), told(url, f"{quote(query)}&timeout=3.5")
    assert prompt[0].startswith(f"HTTP/1.1 {status} ".encode())
    assert (prompt[0], prompt[2]) == (other[0], other[2])
    assert prompt[1].keys() == other[1].keys()
    for each in (prompt[1], other[1]):
        each.pop("etag", None)
    assert prompt[1] == other[1]


def test_a_client_that_has_the_answer_is_told_so_without_a_body(url: str) -> None:
    _, headers, _ = told(url, quote("ASK { <urn:s1> ?p ?o }"))
    with connected(url) as (wire, answers):
        asked = FOR_ALL.format(quote("ASK { <urn:s1> ?p ?o }"), f"If-None-Match: {headers['etag']}\r\n")
        wire.sendall(asked.encode() + FOR_ALL.format(quote("ASK {}"), "Connection: close\r\n").encode())
        assert re.findall(rb"HTTP/1.1 (\d+)", answers.read()) == [b"304", b"200"]


def test_many_requests_sent_at_once_are_answered_in_their_order(url: str) -> None:
    count = 3_000
    asked = [FOR_ALL.format(quote(f"SELECT (({n % 20} + 0) AS ?n) {{}}"), "") for n in range(count)]
    last = FOR_ALL.format(quote("ASK {}"), "Connection: close\r\n")
    with connected(url) as (wire, answers):
        wire.sendall("".join((*asked, last)).encode())
        numbers = re.findall(rb'"value":"(\d+)"', answers.read())
    assert list(map(int, numbers)) == [n % 20 for n in range(count)]
