"""A process that holds one version of the data in memory, and forks readers that share it."""

import json
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, NoReturn

from mandategraph.server.front.deaths import last_words, reaped, words
from mandategraph.server.front.processes import (
    FAILED,
    Lifeline,
    be_the_first_to_go,
    freeze,
    have_small_pages,
    settle,
    signals,
)
from mandategraph.server.front.worker import Application, Worker

Load = Callable[[], Application]
"""Loads the data and makes the application that answers from them."""


@dataclass(slots=True)
class Keeper:
    """The keeper's side: the front connects once to command, and once more for each reader it wants.

    A command is a line: `kill PID` ends a reader. The keeper says, each in a line of JSON, that it is ready and which
    reader ended how. When its commander goes, it ends, and its readers too.
    """

    listening: socket.socket
    lifeline: Lifeline
    application: Application
    memory: int
    commander: socket.socket
    readers: dict[int, IO[bytes]] = field(default_factory=dict)
    heard: bytearray = field(default_factory=bytearray)

    def run(self) -> None:
        """Fork, end and bury readers until the commander goes or the server ends."""
        with selectors.DefaultSelector() as selector:
            children = signals(signal.SIGCHLD)
            selector.register(self.listening, selectors.EVENT_READ, self._fork)
            selector.register(self.commander, selectors.EVENT_READ, self._obey)
            selector.register(children, selectors.EVENT_READ, lambda: self._bury(children))
            selector.register(self.lifeline.theirs, selectors.EVENT_READ, lambda: False)
            going = True
            while going:
                going = all(tuple(key.data() for key, _ in selector.select()))
        self._end()

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
            os._exit(0 if Worker(wire, requests, self.application, self.memory).run() else FAILED)

    def _obey(self) -> bool:
        command = b""
        with suppress(ConnectionResetError):
            command = self.commander.recv(65_536)
        self.heard += command
        *whole, rest = bytes(self.heard).decode().split("\n")
        self.heard[:] = rest.encode()
        for verb, pid in (each.split(" ") for each in whole):
            if int(pid) in self.readers:
                _COMMANDS[verb](int(pid))
        return bool(command)

    def _bury(self, children: socket.socket) -> bool:
        children.recv(65_536)
        for pid, status in reaped():
            with self.readers.pop(pid) as errors, suppress(BrokenPipeError, ConnectionResetError):
                # The commander may be gone; then nobody needs to know.
                tell(self.commander, {"pid": pid, "status": status, "words": words(errors)})
        return True

    def _end(self) -> None:
        for pid in self.readers:
            os.kill(pid, signal.SIGKILL)


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


_COMMANDS = {"kill": _kill}


def tell(wire: socket.socket, value: object) -> None:
    """Say something in a line of JSON."""
    wire.sendall(json.dumps(value).encode() + b"\n")


def keep(listening: socket.socket, lifeline: Lifeline, load: Load, memory: int) -> None:
    """Be a keeper that is commanded over the first connection at `listening`."""
    commander, _ = listening.accept()
    start = time.monotonic()
    application = load()
    freeze()
    tell(commander, {"ready": round(time.monotonic() - start, 3)})
    Keeper(listening, lifeline, application, memory, commander).run()
