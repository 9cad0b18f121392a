"""Answers that wait for clients that read slowly."""

import asyncio
import socket
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from mandategraph.server.front.refusals import RefusedError
from mandategraph.server.front.spool import Room, Spool


@pytest.mark.parametrize("backlog", [0, 5, 10_000])
def test_parts_come_out_as_they_went_in_wherever_they_waited(backlog: int) -> None:
    async def work() -> None:
        room = Room(1_000_000)
        spool = Spool(backlog, room)
        sent, taken = b"", b""
        for number in range(200):
            part = bytes([number]) * (number % 7 + 1)
            spool.put(part)
            sent += part
            if number % 3 == 0:
                taken += await spool.get()
        spool.end()
        while part := await spool.get():
            taken += part
        assert taken == sent
        spool.close()
        assert room.used == 0

    asyncio.run(work())


def test_what_is_given_up_leaves_its_room_to_others() -> None:
    room = Room(100)
    spool = Spool(0, room)
    spool.put(bytes(80))
    with pytest.raises(RefusedError) as refusal:
        Spool(0, room).put(bytes(30))
    assert refusal.value.status == 503
    spool.close()
    assert room.used == 0
    other = Spool(0, room)
    other.put(bytes(100))
    other.close()


def test_a_client_that_reads_nothing_holds_no_reader(serve: Any, graph: Path) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 300000"
    path = f"/sparql?{urllib.parse.urlencode({'query': query, 'format': 'csv'})}"
    with (
        serve(graph, "--no-check", "--readers", "1", "--timeout", "60") as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=60) as wire,
        wire.makefile("rb") as rest,
    ):
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        begun = rest.read(1000)
        begin = time.monotonic()
        with urllib.request.urlopen(f"{server.url}/sparql?query=ASK%7B%7D", timeout=30) as answer:  # noqa: S310
            assert answer.status == 200
        assert time.monotonic() - begin < 15
        told = begun + rest.read()
    assert told.endswith(b"\r\n0\r\n\r\n")
    assert told.count(b"urn:s") > 590_000
