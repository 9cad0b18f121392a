"""Requests that bend or break HTTP itself, addresses that nobody has, and clients that dawdle."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from types import MappingProxyType
from urllib.parse import quote, quote_from_bytes

from fuzz import queries
from fuzz.queries import ACCEPTED, ODD
from fuzz.shot import FORM, QUERY, Manner, Shot, get, shot

PATHS = (
    "/", "/sparql", "/graph", "/graph?default", "/queries", "/queries/actor-profile", "/queries/x", "/health",
    "/metrics", "/openapi.json", "/ont", "/doc/S/RES/2396(2017)", "/doc/S/RES/2396(2017)/para/11", "/actor/cted",
    "/.well-known/void", "/graph/doc/S/RES/2396(2017)", "//", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
    "/%00", "/%ff%fe", "/a" * 2_000, "/?" + "&".join(f"a{n}=1" for n in range(1_000)), "*", "/sparql/", "/SPARQL",
    "/sparql?query", "/sparql?query=ASK{}&query=ASK{}", "/sparql?timeout=1e9&query=ASK{}",
    "/sparql?query=ASK{}&default-graph-uri=%zz",
    "/sparql?query=ASK{}&format=" + "x" * 3_000, "/https://undocs.org/x",
    "http://127.0.0.1:9/", "/doc/" + "%E5%8F%8D" * 300, "/queries/reporting-lines?format=csv&lang=zh",
    "/?lang=" + quote("'\"><script>"),
    "/queries/actor-profile?actor=%00",
)  # fmt: skip
"""Addresses, some of which are there."""

METHODS = (
    "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get",
    "PURGE", "X" * 300,
)  # fmt: skip
"""Methods, some of which are allowed."""

_LAWFUL = frozenset(METHODS[:10])

HEADERS = {
    "Accept": (*ACCEPTED, ",".join(f"a/b{n};q=0.{n}" for n in range(999)), "text/turtle;q=nan", "*/*;q=-1", "\xff"),
    "Accept-Encoding": ("gzip", "br", "zstd", "gzip;q=0, *;q=0", "identity;q=0", "x" * 2_000, ",,,", "gzip;q=1e9"),
    "Accept-Language": ("zh", "en;q=nan", "\xff\xfe", "x-" * 3_000, "*", "zh-Hans-CN-x-private"),
    "Authorization": ("Bearer", "Bearer ", "Basic eDp5", "Bearer " + "x" * 9_000, "bearer\tfuzz", "\xff"),
    "Content-Type": (QUERY, FORM, "text/turtle", "a/b/c", "multipart/form-data; boundary=x", FORM + "; charset=utf-7"),
    "Content-Encoding": ("gzip", "identity", "nonsense"),
    "Cookie": ("x" * 20_000, "a=b; " * 500),
    "Expect": ("100-continue", "200-ok"),
    "Forwarded": ('for="[::1]"', "for=unknown"),
    "Host": ("", "[", "a" * 300, "\xff", "x:99999", "evil.example"),
    "If-Match": ('"x"', "*", "W/"),
    "If-None-Match": ('"x"', "*", "W/\"" + "x" * 5_000, "\xff"),
    "If-Modified-Since": ("yesterday", "Thu, 99 Foo 2017 99:99:99 GMT"),
    "Origin": ("null", "http://evil.example"),
    "Range": ("bytes=0-0", "bytes=-1", "bytes=" + "0-1," * 999, "rows=1"),
    "Transfer-Encoding": ("gzip", "identity", "chunked, chunked"),
    "Upgrade": ("websocket", "h2c"),
    "X-Forwarded-For": ("127.0.0.1", "x" * 2_000),
    "X-HTTP-Method-Override": ("DELETE",),
}  # fmt: skip
"""Headers that a server may stumble over."""

_HOST = b"Host: 127.0.0.1\r\nConnection: close\r\n"
_CHUNKED = (
    b"POST /sparql HTTP/1.1\r\n"
    + _HOST
    + b"Content-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
)
_POST = b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Type: application/sparql-query\r\n"

BROKEN = (
    b"", b"\r\n" * 50, b"\x00" * 100, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n", b"GET  / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n", b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nA\x00: x\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 10_000 + b"\r\n", b"GET / HTTP/1.1\r\nA: " + b"x" * 1_000_000 + b"\r\n\r\n",
    b"GET /" + b"x" * 1_000_000 + b" HTTP/1.1\r\n\r\n", b"A" * 1_000_000, b"GET / HTTP/1.1\nHost: x\n\n",
    b"GET / HTTP/1.1\r\n" + _HOST + b" folded: x\r\n\r\n", b"GET /\xff\xfe HTTP/1.1\r\n" + _HOST + b"\r\n",
    _POST + b"Content-Length: -1\r\n\r\nASK{}", _POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}",
    _POST + b"Content-Length: 99999999999999999999\r\n\r\nASK{}", _POST + b"Content-Length: 0x5\r\n\r\nASK{}",
    _POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    _CHUNKED + b"5\r\nASK{}\r\n0\r\n\r\n", _CHUNKED + b"FFFFFFFFFFFFFFFFF\r\nASK{}",
    _CHUNKED + b"-5\r\nASK{}\r\n0\r\n\r\n",
    _CHUNKED + b"5;" + b"x" * 100_000 + b"\r\nASK{}\r\n0\r\n\r\n", _CHUNKED + b"xyz\r\n",
    _CHUNKED + b"1\r\nA\r\n" * 5_000,
    _CHUNKED + b"5\r\nASK{}\r\n0\r\n" + b"T: x\r\n" * 5_000 + b"\r\n",
    (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n") * 200, b"GET /health HTTP/1.0\r\n\r\n" * 3,
    (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n") * 100,
)  # fmt: skip
"""Bytes that are no request, or almost one."""


def address(rng: Random) -> Shot:
    """A method and an address, with headers."""
    method, path = rng.choice(METHODS), rng.choice(PATHS)
    body = (
        rng.choice((b"", b"", b"query=ASK%7B%7D", b"ASK{}", rng.randbytes(50)))
        if method in {"POST", "PUT", "PATCH"}
        else b""
    )
    return replace(shot("address", method, path, _headers(rng, 2), body), lawful=method in _LAWFUL and path[0] == "/")


def headers(rng: Random) -> Shot:
    """A good query with headers that are not."""
    told = _headers(rng, 6)
    sent = shot("headers", "GET", f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 3')}", told)
    return replace(sent, lawful=not {"Transfer-Encoding", "Upgrade"} & told.keys() and told.get("Host", "x") != "")


def _headers(rng: Random, most: int) -> dict[str, str]:
    return {name: rng.choice(HEADERS[name]) for name in rng.sample(tuple(HEADERS), rng.randint(0, most))}


def broken(rng: Random) -> Shot:
    """Bytes that are no request, or almost one."""
    return Shot("broken HTTP", rng.choice(BROKEN), lawful=False)


def broken_at_random(rng: Random) -> Shot:
    """A request in which some bytes are others."""
    sent = rng.choice((queries.grown, address, headers))(rng)
    return Shot("mutated HTTP", queries.mutation(sent.head, rng) + sent.body, lawful=False)


def encoded(rng: Random) -> Shot:
    """A query whose bytes or percent signs are no text."""
    part = (
        quote_from_bytes(rng.choice(ODD)) if rng.random() < 0.5 else rng.choice(("%", "%g0", "%u0041", "+", "%C0%80"))
    )
    target = f"/sparql?query=ASK%7B%3Fs%20%3Fp%20%22{part}%22%7D&{part}={part}"
    return shot("encoding", "GET", target, {"Accept": rng.choice(ACCEPTED)})


def slow(rng: Random) -> Shot:
    """A client that dawdles, or goes away."""
    manner = rng.choice(tuple(Manner)[1:])
    sent = rng.choice((queries.grown, queries.grown, queries.changed, queries.greedy, headers))(rng)
    if manner == Manner.SIPPING:
        sent = get("slow", b"SELECT * { ?s ?p ?o }", rng.choice(ACCEPTED[3:7]))
    return replace(sent, kind=f"slow: {manner.name.lower()}", manner=manner)


KINDS: Mapping[Callable[[Random], Shot], int] = MappingProxyType(
    {address: 60, headers: 40, broken: 20, broken_at_random: 20, encoded: 30, slow: 8}
)
"""What is made, and how often beside the others."""
