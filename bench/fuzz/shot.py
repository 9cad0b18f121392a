"""One request, byte for byte, and the manner in which it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from urllib.parse import quote_from_bytes, urlencode

TOKEN = "fuzz"  # noqa: S105
"""The token of those who may write to the server that is fuzzed."""

QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"


class Manner(Enum):
    """How a request is sent, and its answer taken."""

    PROMPT = "at once"
    DRIPPING = "in small pieces with pauses"
    HALF = "half of it, and then nothing"
    LEAVING = "whole, and the client goes away"
    SIPPING = "whole, and the answer is read slowly"


@dataclass(frozen=True, slots=True)
class Shot:
    """A request: its `kind`, its `head` and `body`; one that is not `lawful` HTTP need not be answered.

    It `writes` if it is meant for the server that takes writes.
    """

    kind: str
    head: bytes
    body: bytes = b""
    manner: Manner = Manner.PROMPT
    lawful: bool = True
    writes: bool = False

    @property
    def method(self) -> str:
        """As the head has it."""
        return self.head.partition(b" ")[0].decode("latin-1")


def shot(
    kind: str, method: str, target: str, headers: Mapping[str, str] = MappingProxyType({}), body: bytes = b""
) -> Shot:
    """A lawful request."""
    told = {"Host": "127.0.0.1", "Connection": "close", **headers}
    if body or method in {"POST", "PUT"}:
        told["Content-Length"] = str(len(body))
    lines = (f"{name}: {value}\r\n" for name, value in told.items())
    return Shot(kind, f"{method} {target} HTTP/1.1\r\n{''.join(lines)}\r\n".encode("latin-1", "replace"), body)


def get(kind: str, query: bytes, accept: str = "*/*") -> Shot:
    """A query in the address."""
    return shot(kind, "GET", f"/sparql?query={quote_from_bytes(query)}", {"Accept": accept})


def posted(kind: str, query: bytes, accept: str = "*/*") -> Shot:
    """A query as the body."""
    return shot(kind, "POST", "/sparql", {"Accept": accept, "Content-Type": QUERY}, query)


def form(kind: str, query: bytes, accept: str = "*/*") -> Shot:
    """A query in a form."""
    return shot(kind, "POST", "/sparql", {"Accept": accept, "Content-Type": FORM}, urlencode({"query": query}).encode())


def update(kind: str, text: bytes) -> Shot:
    """An update by somebody who may."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": UPDATE}
    return replace(shot(kind, "POST", "/sparql", headers, text), writes=True)


def upload(kind: str, method: str, media: str, body: bytes, headers: Mapping[str, str] = MappingProxyType({})) -> Shot:
    """A graph sent by somebody who may."""
    told = {"Authorization": f"Bearer {TOKEN}", "Content-Type": media, **headers}
    return replace(shot(kind, method, "/graph?graph=urn:upload", told, body), writes=True)
