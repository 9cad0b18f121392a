"""What can be read again once it is written: N-Quads have no bounds, but their reader has."""

import re
from dataclasses import dataclass, field
from typing import IO

LONGEST = 8 * 2**20
"""How many bytes a quad may have: the reader refuses a term of twice that."""

DEEPEST = 500
"""How deep triples may stand in one another: the reader recurses, and so does all that is done with a term."""

_PIECE = 2**20
_BRACKET = re.compile(rb"<<\(|\)>>")


def depth(text: bytes) -> int:
    """How deep triple terms stand in one another in a text of N-Quads or SPARQL.

    >>> depth(b"<urn:s> <urn:p> <<( <urn:s> <urn:p> <<( <urn:s> <urn:p> <urn:o> )>> )>> .")
    2
    """
    if b"<<(" not in text:
        # Most have none, and to look for one is much faster.
        return 0
    deepest = now = 0
    for each in _BRACKET.finditer(text):
        now = now + 1 if each[0] == b"<<(" else max(now - 1, 0)
        deepest = max(deepest, now)
    return deepest


def is_legible(line: bytes) -> bool:
    """Whether a line of N-Quads can be read again."""
    return len(line) <= LONGEST and depth(line) <= DEEPEST


@dataclass(slots=True)
class Legible:
    """A stream of N-Quads without the lines that cannot be read again, and how many those are.

    >>> import io
    >>> deep = b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * 9_999 + b"1" + b" )>>" * 9_999 + b" ." + bytes([10])
    >>> stream = Legible(io.BytesIO(deep + b"<urn:s> <urn:p> <urn:o> ."))
    >>> stream.read(99), stream.left_out
    (b'<urn:s> <urn:p> <urn:o> .', 1)
    """

    source: IO[bytes]
    left_out: int = 0
    _ready: bytearray = field(default_factory=bytearray)
    _line: bytearray = field(default_factory=bytearray)
    _is_too_long: bool = False

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end."""
        while not self._ready and (piece := self.source.read(_PIECE)):
            self._take(piece)
        if not self._ready:
            self._ready += self._kept(bytes(self._line))
            self._line.clear()
        part = bytes(memoryview(self._ready)[:size])
        del self._ready[:size]
        return part

    def _take(self, piece: bytes) -> None:
        cut = piece.rfind(b"\n") + 1
        if cut:
            lines = bytes(self._line) + piece[:cut]
            self._line.clear()
            self._ready += self._kept(lines)
        self._line += piece[cut:]
        if len(self._line) > LONGEST:
            self._is_too_long = True
            self._line.clear()

    def _kept(self, lines: bytes) -> bytes:
        if self._is_too_long:
            # Only the first line can be: those that stand whole in a piece are shorter than a piece.
            self._is_too_long = False
            self.left_out += 1
            lines = lines.partition(b"\n")[2]
        if len(lines) <= LONGEST and depth(lines) <= DEEPEST:
            return lines
        each_line = [line for line in lines.split(b"\n") if line]
        kept = [line for line in each_line if is_legible(line)]
        self.left_out += len(each_line) - len(kept)
        return b"".join(line + b"\n" for line in kept)
