"""The one process that has the durable store: it writes, and gives its content and its changes to those who read it."""

import json
import os
import selectors
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

from mandategraph.server.front.processes import Lifeline
from mandategraph.server.front.wire import Kind, frame, read, said
from mandategraph.server.front.worker import Application, environ, respond
from mandategraph.server.journal import Change, Journal, Mark, heard, told

_PIECE = 2**18
_WHOLE = b"# whole\n"
"""What a dump ends with: where the writer ends in the midst of one, that does not come."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The writer's side: each connection has one request, or asks for a dump or for changes."""

    listening: socket.socket
    lifeline: Lifeline
    store: Store
    application: Application
    journal: Journal

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
            elif asked is not None and asked[0] == Kind.CHANGES:
                self._tell_changes(wire, Mark(**json.loads(asked[1])))
            elif asked is not None and (body := read(stream)) is not None:
                answer = respond(wire, self.application, environ(asked[1], body[1]))
                # What is said to be written is on the disk, not only with the system.
                self.store.flush()
                answer.end(b"")

    def _dump(self, wire: socket.socket) -> None:
        graphs = [[isinstance(each, NamedNode), each.value] for each in self.store.named_graphs()]
        wire.sendall(said(Kind.HEAD, {"graphs": graphs, "mark": asdict(self.journal.mark), "count": len(self.store)}))
        with wire.makefile("wb", buffering=_PIECE) as out:
            self.store.dump(cast("IO[bytes]", out), RdfFormat.N_QUADS)
            out.write(_WHOLE)

    def _tell_changes(self, wire: socket.socket, mark: Mark) -> None:
        changes = self.journal.since(mark)
        answer = {"mark": asdict(self.journal.mark), "changes": None if changes is None else told(changes)}
        wire.sendall(said(Kind.HEAD, answer))


@dataclass(frozen=True, slots=True)
class Dump:
    """All that the writer has: its graphs by name, empty ones too, what state it is, and so many quads, in N-Quads."""

    graphs: tuple[NamedNode | BlankNode, ...]
    mark: Mark
    count: int
    quads: IO[bytes]


@dataclass(slots=True)
class Whole:
    """A stream that is known to be whole when it ends; else it raises EOFError."""

    source: IO[bytes]
    last: bytes = b""

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end."""
        piece = self.source.read(size)
        if not piece and self.last != _WHOLE:
            raise EOFError
        self.last = (self.last + piece)[-len(_WHOLE) :]
        return piece


@contextmanager
def dump(path: Path) -> Iterator[Dump]:
    """What the writer has that listens at `path`; raises OSError or EOFError where it ends."""
    with _asked(path, frame(Kind.DUMP)) as (head, stream):
        graphs = tuple(NamedNode(name) if iri else BlankNode(name) for iri, name in head["graphs"])
        yield Dump(graphs, Mark(**head["mark"]), head["count"], cast("IO[bytes]", Whole(stream)))


def changes(path: Path, mark: Mark) -> tuple[Mark, tuple[Change, ...] | None]:
    """What the writer that listens at `path` has changed since `mark`, None where it does not know; and where it is."""
    with _asked(path, said(Kind.CHANGES, asdict(mark))) as (head, _):
        return Mark(**head["mark"]), None if head["changes"] is None else heard(head["changes"])


@contextmanager
def _asked(path: Path, question: bytes) -> Iterator[tuple[dict[str, Any], IO[bytes]]]:
    """The head of the writer's answer, and the stream with what follows."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire:
        wire.connect(str(path))
        wire.sendall(question)
        with wire.makefile("rb", buffering=_PIECE) as opened:
            stream = cast("IO[bytes]", opened)
            read(stream)
            answer = read(stream)
            if answer is None:
                raise EOFError
            yield json.loads(answer[1]), stream
