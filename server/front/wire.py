"""What the processes say to each other: frames of a kind and a payload, over a socket of the machine."""

import json
import struct
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import IO, Any

_HEADER = struct.Struct("!BI")


class Kind(IntEnum):
    """What a frame is."""

    HELLO = 1
    REQUEST = 2
    BODY = 3
    HEAD = 4
    PART = 5
    END = 6
    DUMP = 7
    RISE = 8
    CHANGES = 9


_KINDS = {int(each): each for each in Kind}
"""To look a kind up takes a third of the time that it takes to make it."""

Frame = tuple[Kind, bytes]


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """A frame as it is sent."""
    return _HEADER.pack(kind, len(payload)) + payload


def said(kind: Kind, value: Any) -> bytes:
    """A frame with a value in it."""
    return frame(kind, json.dumps(value, separators=(",", ":")).encode())


def lines(parts: Iterable[bytes]) -> bytes:
    r"""The payload of a request: what its line and its headers say, none of which can have a line break in it.

    >>> lines((b"GET", b"/")).split(b"\n")
    [b'GET', b'/']
    """
    return b"\n".join(parts)


def read(stream: IO[bytes]) -> Frame | None:
    """The next frame of a stream, None where it ends, be it in the midst of a frame.

    >>> import io
    >>> read(io.BytesIO(frame(Kind.PART, b"row"))), read(io.BytesIO(frame(Kind.PART, b"row")[:-1]))
    ((<Kind.PART: 5>, b'row'), None)
    """
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, size = _HEADER.unpack(header)
    payload = stream.read(size)
    return None if len(payload) < size else (_KINDS[kind], payload)


def take(buffer: bytearray) -> Iterator[Frame]:
    """The frames that stand whole at the start of a buffer, taken out of it.

    >>> buffer = bytearray(frame(Kind.PART, b"a") + frame(Kind.END) + b"x")
    >>> list(take(buffer)), bytes(buffer)
    ([(<Kind.PART: 5>, b'a'), (<Kind.END: 6>, b'')], b'x')
    """
    start = 0
    while start + _HEADER.size <= len(buffer):
        kind, size = _HEADER.unpack_from(buffer, start)
        end = start + _HEADER.size + size
        if end > len(buffer):
            break
        yield _KINDS[kind], bytes(memoryview(buffer)[start + _HEADER.size : end])
        start = end
    del buffer[:start]
