"""A request as the front sees it: before anything of it is parsed that could be harmful to parse."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import unquote_to_bytes

from mandategraph.server.front.refusals import bad_timeout, slow_body, too_large_body
from mandategraph.server.front.wire import Kind, frame, lines
from mandategraph.server.routing import ENDPOINT, FORM_TYPE, GRAPHS

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_VARYING = frozenset({b"host", b"accept", b"accept-language", b"accept-encoding", b"content-type"})
"""The headers by which an answer may differ."""

LENGTHS = frozenset({b"content-length", b"transfer-encoding"})
"""The headers of which one is there where a body follows."""

_LOOKED_AT = 2**16
"""How many bytes of a body are looked at here, where everybody waits meanwhile: few queries are as long."""

_FORM = re.compile(rb"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_QUOTED_FORM = re.compile(rb"query=(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_KINDS = (
    # where the path of a request begins, and what kind of request it is
    (ENDPOINT.encode(), "sparql"),
    (GRAPHS.encode(), "graph"),
    (b"/queries", "question"),
    (b"/health", "health"),
    (b"/metrics", "metrics"),
    (b"", "page"),
)
_TIMEOUT = re.compile(rb"(?:^|&)timeout=([^&]*)")
# A query whose answer differs each time it is asked; better too many than too few.
_FLEETING_WORDS = (b"NOW", b"RAND", b"UUID", b"BNODE", b"SERVICE")
_QUOTED_LETTER = re.compile(rb"%(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A])")
_FLEETING = re.compile(rb"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request without its body, as it came: the path still quoted, the names of headers in small letters."""

    method: str
    path: bytes
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    client: str
    keeps_open: bool
    scheme: str = "http"

    @classmethod
    def of(cls, scope: Scope) -> "Asked":
        """That of an ASGI scope."""
        client = scope["client"]
        return cls(
            scope["method"],
            scope["raw_path"],
            scope["query_string"],
            tuple(scope["headers"]),
            "" if client is None else client[0],
            scope["http_version"] != "1.0",
            scope["scheme"],
        )

    def header(self, name: bytes) -> bytes:
        """The first header of a name, or nothing."""
        return next((value for each, value in self.headers if each == name), b"")

    @property
    def has_body(self) -> bool:
        """Whether a body follows."""
        return any(name in LENGTHS for name, _ in self.headers)

    def is_form(self) -> bool:
        """Whether the body is a form."""
        return self.header(b"content-type").partition(b";")[0].strip().lower() == FORM_TYPE.encode()

    def digest(self, body: bytes) -> bytes:
        """A digest of all that the answer depends on but the data."""
        told = [self.method.encode(), self.path, self.query]
        told += [part for header in self.headers if header[0] in _VARYING for part in header]
        # None but the body can have a line break in it, and the body is the last.
        return blake2b(lines((*told, body)), digest_size=16).digest()

    def is_fleeting(self, body: bytes) -> bool:
        """Whether the answer may differ though the data do not."""
        if len(body) > _LOOKED_AT:
            return True
        raw = (self.query + b" " + body).upper()
        if not any(each in raw for each in _FLEETING_WORDS) and _QUOTED_LETTER.search(raw) is None:
            return False
        return _FLEETING.search(unquote_to_bytes(self.query) + b" " + unquote_to_bytes(body)) is not None

    def seconds(self, body: bytes, most: float) -> float:
        """The deadline: `timeout` of the address or the form, if it is shorter. Raises RefusedError for no number."""
        found = _TIMEOUT.search(self.query) or (_TIMEOUT.search(body) if body and self.is_form() else None)
        return most if found is None else min(most, _number(found[1]))

    def kind(self, body: bytes) -> str:
        """What kind of request it is, for who counts them: the form of a query by its first keyword that tells it."""
        kind = _kind(self.path)
        found = None
        if kind == "sparql":
            found = _QUOTED_FORM.match(self.query) or _FORM.search(self._plain(body[:_LOOKED_AT]))
        return kind if found is None else found[1].decode().lower()

    def text(self, body: bytes) -> str:
        """What was asked, for who reads logs: address and body, unquoted."""
        return self._plain(body).decode("utf-8", "replace")

    def text_hash(self, body: bytes) -> str:
        """A short digest of what was asked."""
        return blake2b(self._plain(body), digest_size=8).hexdigest()

    def _plain(self, body: bytes) -> bytes:
        return unquote_to_bytes((self.query + b" " + body).replace(b"+", b" ")).strip()

    def frames(self, body: bytes) -> bytes:
        """The request as a worker is told it."""
        head = (self.method.encode(), self.path, self.query, self.client.encode(), self.scheme.encode())
        return frame(Kind.REQUEST, lines((*head, *(part for header in self.headers for part in header)))) + frame(
            Kind.BODY, body
        )


def _kind(path: bytes) -> str:
    for begin, kind in _KINDS:
        if path.startswith(begin):
            return kind
    raise ValueError(path)


def _number(text: bytes) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise bad_timeout(text.decode("latin-1")) from None
    if not 0 < seconds < float("inf"):
        raise bad_timeout(text.decode("latin-1"))
    return seconds


async def body_of(asked: Asked, receive: Receive, limit: int, seconds: float) -> bytes:
    """The body of a request; raises RefusedError where it is too long or does not come."""
    if not asked.has_body:
        return b""
    length = asked.header(b"content-length")
    if length.isdigit() and int(length) > limit:
        raise too_large_body(limit)
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, limit)
    except TimeoutError:
        raise slow_body(seconds) from None


async def _read(receive: Receive, limit: int) -> bytes:
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise too_large_body(limit)
        more = message.get("more_body", False)
    return b"".join(parts)
