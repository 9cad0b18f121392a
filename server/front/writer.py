"""The one process that has the durable store: it writes, and gives its content to those who load it."""

import json
import os
import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

from mandategraph.server.front.processes import Lifeline
from mandategraph.server.front.wire import Kind, frame, read, said
from mandategraph.server.front.worker import Application, environ, respond

_PIECE = 2**18


@dataclass(frozen=True, slots=True)
class Writer:
    """The writer's side: each connection has one request, or asks for a dump."""

    listening: socket.socket
    lifeline: Lifeline
    store: Store
    application: Application

    def run(self) -> None:
        """Answer one connection after the other, until the server ends."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.listening, selectors.EVENT_READ, True)
            selector.register(self.lifeline.theirs, selectors.EVENT_READ, False)
            while all(key.data for key, _ in selector.select()):
                wire, _ = self.listening.accept()
                with wire, suppress(BrokenPipeError, ConnectionResetError):
                    self._attend(wire)

    def _attend(self, wire: socket.socket) -> None:
        wire.sendall(said(Kind.HELLO, {"pid": os.getpid()}))
        with wire.makefile("rb") as stream:
            asked, body = read(stream), None
            if asked is not None and asked[0] == Kind.DUMP:
                self._dump(wire)
            elif asked is not None and (body := read(stream)) is not None:
                answer = respond(wire, self.application, environ(json.loads(asked[1]), body[1]))
                # What is said to be written is on the disk, not only with the system.
                self.store.flush()
                answer.end(b"")

    def _dump(self, wire: socket.socket) -> None:
        graphs = [[isinstance(each, NamedNode), each.value] for each in self.store.named_graphs()]
        wire.sendall(said(Kind.HEAD, graphs))
        with wire.makefile("wb", buffering=_PIECE) as out:
            self.store.dump(cast("IO[bytes]", out), RdfFormat.N_QUADS)


@contextmanager
def dump(path: Path) -> Iterator[tuple[tuple[NamedNode | BlankNode, ...], IO[bytes]]]:
    """The names of the graphs of the writer that listens at `path`, empty ones too, and their quads in N-Quads."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire:
        wire.connect(str(path))
        wire.sendall(frame(Kind.DUMP))
        with wire.makefile("rb", buffering=_PIECE) as opened:
            stream = cast("IO[bytes]", opened)
            read(stream)
            told = read(stream)
            named = () if told is None else json.loads(told[1])
            yield tuple(NamedNode(name) if iri else BlankNode(name) for iri, name in named), stream
