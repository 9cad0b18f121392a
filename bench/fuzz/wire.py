"""A client that sends what it is told, byte for byte, and tells what came of it."""

import http.client
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType

from fuzz.shot import Manner, Shot

_PAUSE = 0.02
_PIECES = 12
_SIP = 4096
_SIPS = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came: a `status` if there was an answer, else the `end` of the connection; and after how many seconds."""

    status: int | None
    end: str
    seconds: float
    retry_after: bool = False
    body: bytes = b""


def fire(address: tuple[str, int], one: Shot, patience: float, source: str = "127.0.0.1") -> Outcome:
    """Send a request and take its answer."""
    began = time.monotonic()
    try:
        with socket.create_connection(address, patience, (source, 0)) as wire:
            wire.settimeout(patience)
            came = _MANNERS[one.manner](wire, one)
    except TimeoutError:
        came = (None, "hang", False, b"")
    except (OSError, http.client.HTTPException) as error:
        came = (None, type(error).__name__, False, b"")
    status, end, retry, body = came
    return Outcome(status, end, time.monotonic() - began, retry, body)


_Came = tuple[int | None, str, bool, bytes]


def _prompt(wire: socket.socket, one: Shot) -> _Came:
    _send(wire, one.head + one.body)
    if not one.lawful:
        # What was meant may be longer than what was sent.
        with suppress(OSError):
            wire.shutdown(socket.SHUT_WR)
    return _answer(wire, one)


def _dripping(wire: socket.socket, one: Shot) -> _Came:
    whole = one.head + one.body
    size = max(1, len(whole) // _PIECES)
    with suppress(BrokenPipeError, ConnectionResetError):
        for start in range(0, len(whole), size):
            wire.sendall(whole[start : start + size])
            time.sleep(_PAUSE)
    return _answer(wire, one)


def _half(wire: socket.socket, one: Shot) -> _Came:
    whole = one.head + one.body
    _send(wire, whole[: len(whole) // 2])
    time.sleep(_PAUSE)
    return None, "left", False, b""


def _leaving(wire: socket.socket, one: Shot) -> _Came:
    _send(wire, one.head + one.body)
    time.sleep(_PAUSE)
    return None, "left", False, b""


def _sipping(wire: socket.socket, one: Shot) -> _Came:
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SIP)
    _send(wire, one.head + one.body)
    answer = http.client.HTTPResponse(wire, method=one.method)
    answer.begin()
    with suppress(http.client.IncompleteRead):
        for _ in range(_SIPS):
            answer.read(_SIP)
            time.sleep(_PAUSE)
    return answer.status, "left", answer.getheader("Retry-After") is not None, b""


def _send(wire: socket.socket, sent: bytes) -> None:
    # Who refuses a body need not read it to its end: the answer is there all the same.
    with suppress(BrokenPipeError, ConnectionResetError):
        wire.sendall(sent)


def _answer(wire: socket.socket, one: Shot) -> _Came:
    answer = http.client.HTTPResponse(wire, method=one.method)
    answer.begin()
    try:
        body, end = answer.read(), "whole"
    except (http.client.IncompleteRead, ConnectionResetError):
        body, end = b"", "cut"
    return answer.status, end, answer.getheader("Retry-After") is not None, body


_MANNERS: Mapping[Manner, Callable[[socket.socket, Shot], _Came]] = MappingProxyType(
    {
        Manner.PROMPT: _prompt,
        Manner.DRIPPING: _dripping,
        Manner.HALF: _half,
        Manner.LEAVING: _leaving,
        Manner.SIPPING: _sipping,
    }
)
