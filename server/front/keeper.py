"""A process that holds one version of the data in memory, and forks readers that share it."""

import json
import os
import secrets
import selectors
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn, Protocol

from mandategraph.server.front.deaths import last_words, reaped, words
from mandategraph.server.front.processes import (
    FAILED,
    Lifeline,
    be_the_first_to_go,
    deafen,
    freeze,
    have_small_pages,
    listener,
    settle,
    signals,
)
from mandategraph.server.front.worker import Application, Worker


class BehindError(Exception):
    """A version from which there is no way to the next one but to load that anew."""


class Version(Protocol):
    """One version of the data; `need` is about how many bytes it needs, or would need, in memory."""

    @property
    def on_disk(self) -> bool:
        """Whether it is read from disk."""
        ...

    @property
    def need(self) -> int:
        """The bytes that it needs in memory."""
        ...

    @property
    def application(self) -> Application:
        """What answers from it."""
        ...

    def next(self) -> "Version":
        """What it becomes by what has been written since; raises BehindError, OSError or EOFError where that fails."""
        ...

    def end(self) -> None:
        """Give up what nobody reads any more."""
        ...


Load = Callable[[], Version]
"""Loads the data."""

_NEXT = "next"
_PATIENCE = 60.0


@dataclass(slots=True)
class Keeper:
    """The keeper's side: the front connects once to command, and once more for each reader it wants.

    A command is a line: `kill PID` ends a reader; `next 0` has another keeper made of the next version, which begins as
    a copy of this one. The keeper says, each in a line of JSON, that it is ready, which reader ended how, and where the
    next keeper listens. When its commander goes, it ends, and its readers too.
    """

    listening: socket.socket
    lifeline: Lifeline
    version: Version
    memory: int
    commander: socket.socket
    readers: dict[int, IO[bytes]] = field(default_factory=dict)
    heard: bytearray = field(default_factory=bytearray)
    following: socket.socket | None = None

    def run(self) -> socket.socket | None:
        """Fork, end and bury readers until the commander goes or the server ends; then None comes back.

        Where the next keeper is to be made, it comes back in that one's process too, with the socket at which it is to
        listen: so that the calls of a keeper do not pile up on those of the keepers before it.
        """
        with selectors.DefaultSelector() as selector:
            children = signals(signal.SIGCHLD)
            selector.register(self.listening, selectors.EVENT_READ, self._fork)
            selector.register(self.commander, selectors.EVENT_READ, self._obey)
            selector.register(children, selectors.EVENT_READ, lambda: self._bury(children))
            selector.register(self.lifeline.theirs, selectors.EVENT_READ, lambda: False)
            while self._heed(selector):
                pass
            deafen()
            children.close()
        if self.following is None:
            self._end()
        return self.following

    def _heed(self, selector: selectors.BaseSelector) -> bool:
        """Whether to go on after what has happened now."""
        going = True
        for key, _ in selector.select():
            going = key.data() and going
            if self.following is not None:
                return False
        return going

    def _fork(self) -> bool:
        wire, _ = self.listening.accept()
        errors = last_words()
        pid = os.fork()
        if pid == 0:
            self._read(wire, errors)
        wire.close()
        self.readers[pid] = errors
        return True

    def _read(self, wire: socket.socket, errors: IO[bytes]) -> NoReturn:
        settle()
        be_the_first_to_go()
        have_small_pages()
        os.dup2(errors.fileno(), 2)
        for each in (self.listening, self.commander):
            each.close()
        for other in self.readers.values():
            other.close()
        with wire.makefile("rb") as requests:
            os._exit(0 if Worker(wire, requests, self.version.application, self.memory).run() else FAILED)

    def _obey(self) -> bool:
        command = b""
        with suppress(ConnectionResetError):
            command = self.commander.recv(65_536)
        self.heard += command
        *whole, rest = bytes(self.heard).decode().split("\n")
        self.heard[:] = rest.encode()
        for verb, pid in (each.split(" ") for each in whole):
            if verb == _NEXT and self._copy():
                return False
            if int(pid) in self.readers:
                _COMMANDS[verb](int(pid))
        return bool(command)

    def _copy(self) -> bool:
        """Start the next keeper and tell where it listens; what comes back is whether this is its process."""
        path = Path(self.listening.getsockname()).with_name(f"keeper-{secrets.token_hex(8)}")
        listening = listener(path)
        if os.fork() == 0:
            settle()
            for errors in self.readers.values():
                errors.close()
            self.listening.close()
            self.commander.close()
            self.following = listening
            return True
        listening.close()
        tell(self.commander, {"next": str(path)})
        return False

    def _bury(self, children: socket.socket) -> bool:
        children.recv(65_536)
        for pid, status in reaped():
            if pid not in self.readers:
                # The next keeper ended before this one did; whoever wanted it knows by the wire to it.
                continue
            with self.readers.pop(pid) as errors, suppress(BrokenPipeError, ConnectionResetError):
                # The commander may be gone; then nobody needs to know.
                tell(self.commander, {"pid": pid, "status": status, "words": words(errors)})
        return True

    def _end(self) -> None:
        Path(self.listening.getsockname()).unlink(missing_ok=True)
        for pid in self.readers:
            os.kill(pid, signal.SIGKILL)
        self.version.end()


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


_COMMANDS = {"kill": _kill}


def tell(wire: socket.socket, value: object) -> None:
    """Say something in a line of JSON."""
    wire.sendall(json.dumps(value).encode() + b"\n")


def keep(listening: socket.socket, lifeline: Lifeline, load: Load, memory: int) -> None:
    """Be a keeper that is commanded over the first connection at `listening`, or in a copy of it the next keeper.

    Where the writer or the commander ends meanwhile, another keeper is asked for, so that this one just ends.
    """
    following: socket.socket | None = listening
    with suppress(BehindError, ConnectionError, EOFError):
        while following is not None and _is_wanted(following, lifeline):
            keeper = _opened(following, lifeline, load, memory)
            following, load = keeper.run(), keeper.version.next


def _is_wanted(listening: socket.socket, lifeline: Lifeline) -> bool:
    """Whether a commander comes, and before the server ends."""
    with selectors.DefaultSelector() as selector:
        selector.register(listening, selectors.EVENT_READ, True)
        selector.register(lifeline.theirs, selectors.EVENT_READ, False)
        found = selector.select(_PATIENCE)
    return bool(found) and all(key.data for key, _ in found)


def _opened(listening: socket.socket, lifeline: Lifeline, load: Load, memory: int) -> Keeper:
    commander, _ = listening.accept()
    start = time.monotonic()
    version = load()
    freeze()
    seconds = round(time.monotonic() - start, 3)
    tell(commander, {"ready": seconds, "on_disk": version.on_disk, "need": version.need})
    return Keeper(listening, lifeline, version, memory, commander)
