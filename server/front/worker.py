"""A process that answers requests one at a time, by the WSGI application, over a socket."""

import io
import os
import resource
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from types import TracebackType
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from mandategraph.server.front.wire import Kind, frame, read, said

STACK = 256 * 2**20
"""Bytes of stack for a request, as the store's parser and evaluator recurse with the depth of a query."""

OUT_OF_MEMORY = 77
"""The exit status of a worker that Python refused memory."""

TIRED = b"tired"
"""What the last frame of an answer says if the worker ends after it."""

_FLUSH = 64 * 2**10
_GROWN = 128 * 2**10

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
_Raised = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None


@dataclass(slots=True)
class Answer:
    """An answer on its way: what is small is sent in one piece, what is long in pieces of some size."""

    wire: socket.socket
    pending: bytearray = field(default_factory=bytearray)
    body: bytearray = field(default_factory=bytearray)

    def start(self, status: str, headers: list[tuple[str, str]], _: _Raised = None) -> Callable[[bytes], None]:
        """As WSGI has it; where the application changes its mind before anything was sent, the last one counts."""
        self.pending[:] = _head(int(status[:3]), tuple(headers))
        return self.write

    def write(self, data: bytes) -> None:
        """Part of the body."""
        for start in range(0, len(data), _FLUSH):
            self.body += data[start : start + _FLUSH]
            if len(self.body) >= _FLUSH:
                self.flush()

    def flush(self) -> None:
        """Send what is there."""
        if self.body:
            self.pending += frame(Kind.PART, bytes(self.body))
            self.body.clear()
        self.wire.sendall(self.pending)
        self.pending.clear()

    def end(self, note: bytes) -> None:
        """Send the rest; `note` says what follows from this answer for the next request."""
        if self.body:
            self.pending += frame(Kind.PART, bytes(self.body))
        self.wire.sendall(bytes(self.pending) + frame(Kind.END, note))


@dataclass(slots=True)
class Worker:
    """Answers the requests that come over `wire` until it closes, on a thread with a stack of its own.

    The process may take `memory` bytes more than it has; it ends where it would need more than that. A thread that was
    given the lowest priority cannot get back what it had; so where it is told to rise, another takes its place.
    """

    wire: socket.socket
    requests: IO[bytes]
    application: Application
    memory: int
    fresh: int | None = None
    going: bool = True

    def run(self) -> bool:
        """Answer them; what comes back is whether all went well."""
        while self.going:
            if not with_stack(self._work):
                return False
        return True

    def _work(self) -> None:
        if self.fresh is None:
            bound_memory(self.memory)
            self.fresh = _peak()
        self.going = False
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wire.sendall(said(Kind.HELLO, {"pid": os.getpid(), "thread": threading.get_native_id()}))
            while (asked := read(self.requests)) is not None:
                if asked[0] == Kind.RISE:
                    self.going = True
                    return
                body = read(self.requests)
                if body is None or self._answer(environ(asked[1], body[1]), self.fresh):
                    return

    def _answer(self, asked: Environ, fresh: int) -> bool:
        """Answer a request; what comes back is whether it was the last one."""
        answer = respond(self.wire, self.application, asked)
        tired = _peak() - fresh > _GROWN
        answer.end(TIRED if tired else b"")
        return tired


def with_stack(work: Callable[[], None]) -> bool:
    """Whether some work, done on a thread with a stack of its own, came to its end without an error."""
    done: list[bool] = []

    def run() -> None:
        work()
        done.append(True)

    threading.stack_size(STACK)
    working = threading.Thread(target=run)
    working.start()
    working.join()
    return bool(done)


def respond(wire: socket.socket, application: Application, asked: Environ) -> Answer:
    """Answer a request, all but the end."""
    answer = Answer(wire)
    try:
        parts = application(asked, answer.start)
        for part in parts:
            answer.write(part)
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    return answer


def environ(head: bytes, body: bytes) -> Environ:
    r"""A request as WSGI has it, of the lines that the front tells.

    >>> asked = environ(b"GET\n/a%20b\n\n192.0.2.1\nhttp\naccept\nx", b"")
    >>> asked["PATH_INFO"], asked["HTTP_ACCEPT"]
    ('/a b', 'x')
    """
    method, path, query, client, scheme, *headers = head.decode("latin-1").split("\n")
    told: Environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.encode("latin-1")).decode("latin-1") if "%" in path else path,
        "REQUEST_URI": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": client,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in zip(headers[::2], headers[1::2], strict=True):
        key = _key(name)
        told[key] = f"{told[key]},{value}" if key in told else value
    told["CONTENT_TYPE"] = told.pop("HTTP_CONTENT_TYPE", "")
    told.pop("HTTP_CONTENT_LENGTH", None)
    told.pop("HTTP_TRANSFER_ENCODING", None)
    told["CONTENT_LENGTH"] = str(len(body))
    return told


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    return f"HTTP_{name.upper().replace('-', '_')}"


@lru_cache(maxsize=256)
def _head(status: int, headers: tuple[tuple[str, str], ...]) -> bytes:
    return said(Kind.HEAD, {"status": status, "headers": headers})


def bound_memory(memory: int) -> None:
    """Let this process take so many bytes more than it has, on systems that can hold it to that."""
    used = _mapped()
    if used is not None:
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))


def _mapped() -> int | None:
    """The bytes of address space of this process, None where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return None


def _peak() -> int:
    """The most memory that this process has had, in KiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most
