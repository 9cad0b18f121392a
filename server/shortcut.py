"""Queries answered without the framework, which takes longer than the store does for a small one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING, cast

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from mandategraph.server.compression import chosen, encoder
from mandategraph.server.errors import RequestError
from mandategraph.server.evaluation import Evaluator, Query
from mandategraph.server.formats import HTML, choose, prefers_html
from mandategraph.server.headers import EVERYWHERE, VARYING
from mandategraph.server.protocol import fields
from mandategraph.server.routing import ENDPOINT
from mandategraph.server.streaming import Held

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FIELDS = frozenset({"query", "timeout"})


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Answers a query that is sent by GET with nothing but itself; `whole`, the application, answers all else.

    It answers as the application does, header for header. What it would have to refuse, it leaves to the application.
    """

    whole: "WSGIApplication"
    evaluator: Evaluator

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """As WSGI has it, by the callable that takes the body."""
        if self._answered(environ, start_response):
            return ()
        return self.whole(environ, start_response)

    def _answered(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> bool:
        accept = environ.get("HTTP_ACCEPT", "")
        if environ["REQUEST_METHOD"] != "GET" or environ["PATH_INFO"] != ENDPOINT or prefers_html(accept):
            return False
        coding = _coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        try:
            text = _query(environ["QUERY_STRING"])
            if text is None:
                return False
            answer = self.evaluator.answer(Query(text), lambda offered: choose(accept, None, offered))
        except RequestError:
            return False
        if answer.format == HTML:
            return False
        headers = _headers(answer.format.content_type, coding)
        return _sent(answer.write, lambda: start_response("200 OK", list(headers)), coding)


def _sent(
    write: Callable[[IO[bytes]], None], start: Callable[[], Callable[[bytes], object]], coding: str | None
) -> bool:
    """Whether an answer could be written; raises RequestError where that fails in the midst of it."""
    out = Held(start, None if coding is None else encoder(coding))
    try:
        # The store needs no more of a file than that it can be written to.
        write(cast("IO[bytes]", out))
    except RequestError:
        if out.begun:
            raise
        return False
    out.end()
    return True


def _query(asked: str) -> str | None:
    """The query of a request that has no other field; raises RequestError for fields that cannot be read."""
    found = fields(asked.encode("latin-1"))
    values = found.get("query", ())
    if not found.keys() <= _FIELDS or len(values) != 1 or not values[0].strip():
        return None
    return values[0]


@lru_cache(maxsize=128)
def _coding(accepted: str) -> str | None:
    return chosen(parse_accept_header(accepted, Accept))


@lru_cache(maxsize=128)
def _headers(content_type: str, coding: str | None) -> tuple[tuple[str, str], ...]:
    coded = () if coding is None else (("Content-Encoding", coding),)
    return (("Content-Type", content_type), *EVERYWHERE, ("Vary", ", ".join(VARYING)), *coded)
