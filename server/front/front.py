"""The process that has the network: it takes requests in, and passes them to those who can answer them."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import uvloop

from mandategraph.server.front import http
from mandategraph.server.front.cache import Cache
from mandategraph.server.front.gateway import Gateway
from mandategraph.server.front.lane import Lane
from mandategraph.server.front.processes import FAILED, NOT_LOADED, Lifeline, give_back, have_small_pages
from mandategraph.server.front.rates import Rates
from mandategraph.server.front.readers import KeeperFailedError
from mandategraph.server.front.reading import Reading
from mandategraph.server.front.settings import MIB, Bounds, Settings, given
from mandategraph.server.front.snapshots import Snapshots, SupervisorLink
from mandategraph.server.front.spool import Room
from mandategraph.server.front.standing import Standing
from mandategraph.server.front.telemetry import Telemetry
from mandategraph.server.front.turns import Turns
from mandategraph.server.front.writing import Writing
from mandategraph.server.serving import address

WRITER = "writer"
"""The name of the socket at which the writer listens, in the folder of the server."""

_SHUNNED = 10.0
"""How many seconds a client that has asked for much is served after the others."""

_NOW_AND_THEN = 5.0


def answer_requests(
    settings: Settings, listening: socket.socket, supervisor: socket.socket, folder: Path, lifeline: Lifeline
) -> None:
    """Take requests at `listening` until this process is told to stop."""
    have_small_pages()
    uvloop.run(_serve(settings, listening, supervisor, folder, lifeline))


async def _serve(
    settings: Settings, listening: socket.socket, supervisor: socket.socket, folder: Path, lifeline: Lifeline
) -> None:
    loop = asyncio.get_running_loop()
    reloading: set[asyncio.Task[None]] = set()

    def reload() -> None:
        telemetry.reopen()
        task = asyncio.ensure_future(_reload(snapshots))
        reloading.add(task)
        task.add_done_callback(reloading.discard)

    _, link = await loop.create_unix_connection(lambda: SupervisorLink(reload), sock=supervisor)
    bounds = settings.bounds
    cache, telemetry = Cache(bounds.cache), Telemetry(settings.logs)
    snapshots = Snapshots(link, bounds.readers, cache.clear, telemetry)
    standing = Standing(_SHUNNED)
    lane = Lane(bounds.long, bounds.long_memory, standing)
    first, last = (Turns(bounds.readers, bounds.queue) for _ in range(2))
    reading = Reading(bounds, snapshots, first, last, standing, telemetry, lane)
    writing = None
    if settings.store is not None and settings.token is not None:
        writing = Writing(folder / WRITER, bounds, snapshots, link, Turns(1, bounds.queue), telemetry)
    _show(telemetry, reading, cache)
    rates = Rates(bounds.rate, bounds.burst)
    gateway = Gateway(settings, snapshots, reading, writing, cache, rates, Room(bounds.disk), telemetry)
    server = http.server(gateway, bounds.grace, settings.proxies)
    loop.add_reader(lifeline.theirs, os._exit, FAILED)
    giving = asyncio.ensure_future(_give_back())
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    await _open(snapshots, listening, bounds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    await serving
    giving.cancel()


async def _give_back() -> None:
    """Every few seconds, give back what the answers and the requests since took and do not need any more."""
    while True:
        await asyncio.sleep(_NOW_AND_THEN)
        give_back()


async def _open(snapshots: Snapshots, listening: socket.socket, bounds: Bounds) -> None:
    try:
        await snapshots.renew()
    except (KeeperFailedError, OSError, EOFError):
        _say("the data could not be loaded")
        os._exit(NOT_LOADED)
    where = address(listening)
    read = snapshots.current.commander
    place = "disk" if read.on_disk else "memory"
    _say(f"read from {place}: about {read.need // MIB:,} MiB in memory, of {given(bounds) // MIB:,} MiB given")
    _say(f"serving on {where} – SPARQL at {where}sparql – stop with Ctrl-C")


async def _reload(snapshots: Snapshots) -> None:
    try:
        await snapshots.renew(anew=True)
    except (KeeperFailedError, OSError, EOFError):
        _say("the data could not be loaded anew; what was before is served on")
    else:
        _say("the data are loaded anew")


def _show(telemetry: Telemetry, reading: Reading, cache: Cache) -> None:
    """Have looked up, when somebody asks, what the front is doing."""
    telemetry.gauge("waiting", "Requests that wait for their turn.", lambda: reading.waiting)
    telemetry.gauge("long", "Requests that run long.", lambda: len(reading.lane))
    telemetry.gauge("running", "Requests that readers work on.", lambda: reading.running)
    telemetry.gauge("cache_bytes", "Bytes of answers that are kept.", lambda: cache.size)
    telemetry.gauge("on_disk", "Whether the data are read from disk.", lambda: _is_on_disk(reading.snapshots))
    telemetry.gauge("ready", "Whether there is a version to read.", lambda: reading.snapshots.ready)


def _is_on_disk(snapshots: Snapshots) -> bool:
    return snapshots.ready and snapshots.current.commander.on_disk


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
