"""Running a query: on a thread with its own stack, within the limits, without asking any other server."""

import io
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from queue import Empty, SimpleQueue
from typing import IO, cast

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from mandategraph.server.diagnosis import malformed
from mandategraph.server.errors import (
    BusyError,
    FailedQueryError,
    RefusedQueryError,
    RequestError,
    TooLargeAnswerError,
    TooSlowError,
)
from mandategraph.server.federation import SERVICE, refuse
from mandategraph.server.formats import HTML, RESULTS, TRIPLES, Format
from mandategraph.server.limits import Limits, check, looks_like_update
from mandategraph.server.names import PREFIXES
from mandategraph.server.policy import Policy

Results = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple
Choice = Callable[[tuple[Format, ...]], Format]

_ANY_BASE = "https://example.org/"
_UPDATE = "this is an update and no query: send it as update=, or as application/sparql-update"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and, where the client names them, the graphs it is to see; else it sees all of them."""

    text: str
    default_graphs: tuple[NamedNode, ...] = ()
    named_graphs: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for a page; `more` says that the answer has more rows than these."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in a `format` of those `offered`: a `body`, or for a page a `table` or `verdict`."""

    format: Format
    offered: tuple[Format, ...]
    body: bytes = b""
    table: Table | None = None
    verdict: bool | None = None


class Evaluator:
    """Runs queries on `store` within `limits`, at most `limits.at_once` at a time."""

    def __init__(self, store: pyoxigraph.Store, limits: Limits, policy: Policy) -> None:
        self.limits = limits
        self._policy = policy
        self._store = store
        self._free = threading.BoundedSemaphore(limits.at_once)
        self._starting = threading.Lock()

    def answer(self, query: Query, choice: Choice) -> Answer:
        """The answer, in the format `choice` takes of those the form of the query can have.

        Raises RequestError: MalformedQueryError, RefusedQueryError, FailedQueryError, TooSlowError,
        TooLargeAnswerError, BusyError, or what `choice` raises.
        """
        check(query.text, self.limits)
        if not self._free.acquire(timeout=self.limits.patience):
            raise BusyError
        outcome: SimpleQueue[Answer | RequestError | None] = SimpleQueue()
        deadline = time.monotonic() + self.limits.seconds
        self._start(lambda: self._work(query, choice, deadline, outcome))
        try:
            # The thread looks at the deadline itself; the second more is for it to say so.
            found = outcome.get(timeout=self.limits.seconds + 1)
        except Empty:
            raise TooSlowError(self.limits.seconds) from None
        if found is None:
            raise FailedQueryError("the store gave up on it")
        if isinstance(found, RequestError):
            raise found
        return found

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="query", daemon=True)
        with self._starting:
            usual = threading.stack_size(self.limits.stack)
            try:
                thread.start()
            except RuntimeError:
                self._free.release()
                raise BusyError from None
            finally:
                threading.stack_size(usual)

    def _work(
        self,
        query: Query,
        choice: Choice,
        deadline: float,
        outcome: SimpleQueue[Answer | RequestError | None],
    ) -> None:
        found: Answer | RequestError | None = None
        try:
            found = self._evaluate(query, choice, deadline)
        except RequestError as error:
            # Results must die on this thread, so no traceback that holds them may leave it.
            error.__cause__ = error.__context__ = None
            found = error.with_traceback(None)
        finally:
            outcome.put(found)
            self._free.release()

    def _evaluate(self, query: Query, choice: Choice, deadline: float) -> Answer:
        refuse(query.text, SERVICE, self._policy.services, _parse)
        try:
            return self._write(_run(self._store, query, self._policy.endpoint), choice, deadline)
        except SyntaxError as error:
            raise _malformed(query.text, error) from None
        except (ValueError, RuntimeError, OSError) as error:
            raise FailedQueryError(" ".join(str(error).split())) from None

    def _write(self, results: Results, choice: Choice, deadline: float) -> Answer:
        offered = TRIPLES if isinstance(results, QueryTriples) else RESULTS
        chosen = choice(offered)
        if chosen == HTML:
            return self._page(results, deadline, offered)
        output = _Output(deadline, self.limits)
        # The store needs no more of a file than that it can be written to.
        file = cast("IO[bytes]", output)
        if isinstance(results, QueryTriples):
            pyoxigraph.serialize(results, file, format=chosen.graph, prefixes=dict(PREFIXES))
        else:
            results.serialize(file, format=chosen.results)
        return Answer(chosen, offered, body=output.content())

    def _page(self, results: Results, deadline: float, offered: tuple[Format, ...]) -> Answer:
        if isinstance(results, QueryBoolean):
            return Answer(HTML, offered, verdict=bool(results))
        rows: list[tuple[Term | None, ...]] = []
        for row in islice(results, self.limits.rows + 1):
            if time.monotonic() > deadline:
                raise TooSlowError(self.limits.seconds)
            rows.append(tuple(row))
        columns = (
            tuple(variable.value for variable in results.variables)
            if isinstance(results, QuerySolutions)
            else ("subject", "predicate", "object")
        )
        shown = tuple(rows[: self.limits.rows])
        return Answer(HTML, offered, table=Table(columns, shown, more=len(rows) > len(shown)))


@dataclass(slots=True)
class _Output:
    """A file in memory that ends an answer which takes too long or grows too large."""

    deadline: float
    limits: Limits
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def write(self, data: bytes) -> int:
        if time.monotonic() > self.deadline:
            raise TooSlowError(self.limits.seconds)
        if self._buffer.tell() + len(data) > self.limits.answer:
            raise TooLargeAnswerError(self.limits.answer)
        return self._buffer.write(data)

    def flush(self) -> None:
        self._buffer.flush()

    def content(self) -> bytes:
        return self._buffer.getvalue()


def _parse(text: str) -> None:
    """Raise SyntaxError for a text that is no query. It may be run, on nothing."""
    with suppress(ValueError, RuntimeError, OSError):
        # It parsed; that it cannot be evaluated will be said of the query itself.
        pyoxigraph.Store().query(text, base_iri=_ANY_BASE)


def _run(store: pyoxigraph.Store, query: Query, base: str) -> Results:
    if not query.default_graphs and not query.named_graphs:
        return store.query(query.text, base_iri=base)
    return store.query(
        query.text,
        base_iri=base,
        default_graph=list(query.default_graphs),
        named_graphs=list(query.named_graphs),
    )


def _malformed(text: str, error: SyntaxError) -> RequestError:
    return RefusedQueryError(_UPDATE) if looks_like_update(text) else malformed(text, error, _parse)
