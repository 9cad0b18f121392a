"""What comes over a connection before a request is whole."""

import re
import socket
import time

import pytest

from mandategraph.server.front.http import HEADERS

CUT = {
    # what is sent, and how its answer begins; nothing where the connection just ends
    "a header without end": (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * (HEADERS + 300_000), b"HTTP/1.1 431"),
    "an address without end": (b"GET /" + b"x" * (HEADERS + 300_000), b"HTTP/1.1 431"),
    "many headers": (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 60_000, b"HTTP/1.1 431"),
    "no request": (b"\x16\x03\x01\x02\x00\x01\x00\x01", b"HTTP/1.1 400"),
    "two lengths": (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"HTTP/1.1 400"),
}


def send(url: str, sent: bytes, seconds: float = 10) -> bytes:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=seconds) as wire:
        try:
            wire.sendall(sent)
            return wire.recv(4096)
        except (BrokenPipeError, ConnectionResetError):
            return b""


@pytest.mark.parametrize("name", CUT)
def test_what_is_no_request_is_refused_and_costs_nobody_else_anything(url: str, name: str) -> None:
    sent, expected = CUT[name]
    answer = send(url, sent)
    assert answer.startswith(expected) or answer == b""
    assert send(url, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_connections_that_send_nothing_do_not_keep_others_waiting(url: str) -> None:
    host, port = url.removeprefix("http://").split(":")
    silent = [socket.create_connection((host, int(port))) for _ in range(200)]
    try:
        for wire in silent:
            wire.sendall(b"GET /sparql?query=ASK")
        begin = time.monotonic()
        assert send(url, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 200")
        assert time.monotonic() - begin < 2
    finally:
        for wire in silent:
            wire.close()


def test_two_requests_sent_at_once_are_answered_one_after_the_other(url: str) -> None:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire, wire.makefile("rb") as answers:
        first = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
        wire.sendall(first + b"GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        told = answers.read()
    assert re.findall(rb"HTTP/1.1 (\d+)", told) == [b"200", b"404"]


def test_a_client_of_http_1_0_gets_an_answer_with_its_length(url: str) -> None:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire, wire.makefile("rb") as answer:
        wire.sendall(b"GET /sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D HTTP/1.0\r\nAccept: text/csv\r\n\r\n")
        head, _, body = answer.read().partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}".encode() in head.lower()
    assert body.count(b"\r\n") == 20_001
