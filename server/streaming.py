"""Answers that are sent while they are made."""

from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING, cast

from flask import Response, current_app

from mandategraph.server.compression import Encoder, compress, encoder
from mandategraph.server.errors import RequestError
from mandategraph.server.formats import Format

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_HELD = 64 * 2**10

Source = Callable[[IO[bytes]], object]
"""Writes an answer into a file; raises RequestError where that fails."""


class Streamed(Response):
    """A response that `source` writes as it is sent.

    The start of it is held back, so that a source that fails early is answered with its own status. One that fails
    later fails out of the application: who runs it cuts the transfer.
    """

    def __init__(self, source: Source, written: Format, name: str | None = None) -> None:
        """A response in the format `written`; `name` is what a browser calls the file it saves it in."""
        super().__init__(content_type=written.content_type)
        self._source = source
        if name is not None:
            self.headers.set("Content-Disposition", "attachment", filename=f"{name}.{written.name}")

    def calculate_content_length(self) -> None:
        """Nobody knows before it is sent."""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """As WSGI has it, by the callable that takes the body."""
        if environ["REQUEST_METHOD"] == "HEAD":
            start_response(self.status, self.headers.to_wsgi_list())
            return ()
        coding = self.headers.get("Content-Encoding")
        coder = None if coding is None else encoder(coding)
        out = Held(lambda: start_response(self.status, self.headers.to_wsgi_list()), coder)
        try:
            # The store needs no more of a file than that it can be written to.
            self._source(cast("IO[bytes]", out))
        except RequestError as error:
            if out.begun:
                raise
            response = current_app.make_response(current_app.handle_user_exception(error))
            return current_app.process_response(response)(environ, start_response)
        out.end()
        return ()


def encode(response: Response, coding: str) -> None:
    """Have the body of a response sent by a content coding."""
    if not isinstance(response, Streamed):
        compress(response, coding)
    response.headers["Content-Encoding"] = coding


class Held:
    """A file that keeps what is written until it is enough, then starts the response and passes all on."""

    def __init__(self, start: Callable[[], Callable[[bytes], object]], coder: Encoder | None) -> None:
        """A file for the body of a response that `start` starts, and that `coder` encodes."""
        self._start = start
        self._coder = coder
        self._send: Callable[[bytes], object] | None = None
        self._held = bytearray()

    @property
    def begun(self) -> bool:
        """Whether anything was sent."""
        return self._send is not None

    def write(self, data: bytes) -> int:
        """Take a part, and say that all of it is taken."""
        coded = data if self._coder is None else self._coder.compress(data)
        self._pass(coded, at_least=_HELD)
        return len(data)

    def flush(self) -> None:
        """Nothing: what is held is held."""

    def end(self) -> None:
        """Pass on what is left."""
        self._pass(b"" if self._coder is None else self._coder.flush(), at_least=0)

    def _pass(self, data: bytes, at_least: int) -> None:
        self._held += data
        if self._send is None and len(self._held) >= at_least:
            self._send = self._start()
        if self._send is not None and self._held:
            self._send(bytes(self._held))
            self._held.clear()
