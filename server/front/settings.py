"""What a server is told when it starts: its data, and the bounds on what is asked of it."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mandategraph.server.names import BASE

MIB = 2**20
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may cost, and all of them together.

    `seconds` is the deadline of a read, `write_seconds` that of a write, `body_seconds` how long a client may take to
    send a body. A query may take `memory` bytes beyond the graph itself and answer with `result` bytes. A body of a
    read may have `body` bytes, one of a write `upload` bytes.

    So many `readers` work at once. A request that has worked for `long_after` seconds leaves its place to others and
    goes on at the lowest priority, beside `long` such requests at most, which may take `long_memory` bytes together.
    `queue` requests wait for a reader. `rate` is how many requests a second one client may send on average, None for
    any number, and `burst` how many of them at once. `cache` is how many bytes of answers are kept, `backlog` how many
    bytes of one answer wait in memory for a slow client, and `disk` how many of all answers wait on disk beside that.
    A graph that needs more than `graph_memory` bytes is read from disk; None is half of what the machine has.
    `grace` is how many seconds requests may still take when the server is stopped.
    """

    seconds: float = 30.0
    write_seconds: float = 120.0
    body_seconds: float = 30.0
    memory: int = 1024 * MIB
    result: int = 1024 * MIB
    body: int = MIB
    upload: int = 256 * MIB
    readers: int = 4
    long_after: float = 0.1
    long: int = 32
    long_memory: int = 4096 * MIB
    queue: int = 128
    rate: float | None = None
    burst: int = 20
    cache: int = 64 * MIB
    backlog: int = MIB
    disk: int = 4096 * MIB
    grace: float = 10.0
    graph_memory: int | None = None


@dataclass(frozen=True, slots=True)
class Logs:
    """Where requests are logged: `access` all of them, `slow` those longer than `slow_after` seconds; "-" is stdout."""

    access: str | None = None
    slow: str | None = None
    slow_after: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """A server: its data, who may write, and its bounds.

    The data are `graph`, a file of N-Quads, or the durable store in the folder `store`. `token` is the bearer token
    of those who may write, None for nobody. `union` says whether the default graph of a query has the triples of all
    graphs, `base` is the IRI below which all those stand that have pages here. `services` are the endpoints that
    SERVICE may ask, `loads` the documents that LOAD may fetch. `proxies` are the addresses of those who tell the
    client's address for it. `reread` is the command line that writes `graph` anew when the server is told to reload.
    """

    graph: str | None = None
    store: str | None = None
    token: str | None = None
    union: bool = True
    base: str = BASE
    services: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)
    logs: Logs = field(default_factory=Logs)


def given(bounds: Bounds) -> int:
    """The bytes of memory that the graph may take: those it is given, else half of what the machine or container has.

    A version is loaded beside the one that is read, so that at times there are two.
    """
    return _machine() // 2 if bounds.graph_memory is None else bounds.graph_memory


def _machine() -> int:
    found = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for each in _LIMITS:
        with suppress(OSError, ValueError):
            found.append(int(Path(each).read_text(encoding="ascii")))
    return min(found)


def to_json(settings: Settings) -> str:
    """The settings as text, for another process."""
    return json.dumps(asdict(settings))


def from_json(text: str) -> Settings:
    """The settings that `to_json` wrote.

    >>> from_json(to_json(Settings(loads=("urn:x",)))) == Settings(loads=("urn:x",))
    True
    """
    told: dict[str, Any] = json.loads(text)
    told.update({name: tuple(each) for name, each in told.items() if isinstance(each, list)})
    told.update(bounds=Bounds(**told["bounds"]), logs=Logs(**told["logs"]))
    return Settings(**told)
