"""Running a query: on a thread with its own stack, within the limits, without asking any other server."""

import io
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from queue import Empty, SimpleQueue
from typing import IO, cast

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from mandategraph.server.errors import (
    BusyError,
    FailedQueryError,
    MalformedQueryError,
    RefusedQueryError,
    RequestError,
    TooLargeAnswerError,
    TooSlowError,
)
from mandategraph.server.formats import GRAPHS, HTML, RESULTS, Format
from mandategraph.server.limits import Limits, check, looks_like_update
from mandategraph.server.names import PREFIXES

Results = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple
Choice = Callable[[tuple[Format, ...]], Format]

# ASCII alone, as the store's parser compares keywords.
_SERVICE = re.compile(r"(servi)(c)(e)", re.IGNORECASE | re.ASCII)
_POSITION = re.compile(r"(?:error )?at (\d+):(\d+):\s*(.*)", re.DOTALL)
_NO_SERVICE = "SERVICE is not offered: this endpoint asks no other server"
# The parser says what characters it expected as classes of code points; those help nobody.
_AROUND = 60
_STUCK = "cannot be read on from here"
_EXPECTED = re.compile(r'"(?:[^"\\]|\\.)*"|[^",\[]+|\[[^\]]*\]')
_READ_ONLY = "this endpoint is read-only: it answers queries and takes no updates"


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

    def __init__(self, store: pyoxigraph.Store, limits: Limits) -> None:
        self.limits = limits
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
        refuse_service(query.text)
        try:
            return self._write(_run(self._store, query), choice, deadline)
        except SyntaxError as error:
            raise _malformed(query.text, error) from None
        except (ValueError, RuntimeError, OSError) as error:
            raise FailedQueryError(" ".join(str(error).split())) from None

    def _write(self, results: Results, choice: Choice, deadline: float) -> Answer:
        offered = GRAPHS if isinstance(results, QueryTriples) else RESULTS
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


def refuse_service(text: str) -> None:
    """Raise RefusedQueryError for a query that would ask another server; the parser decides, not a guess.

    The store has no switch to turn federation off, and what is a keyword in SPARQL depends on all that stands
    before it. So the word SERVICE, wherever it stands, is replaced by a word the text does not have, and the
    result is parsed on an empty store. Strings, IRIs, variables, prefixes and comments survive that, for they
    are renamed alike; the keyword does not.
    """
    if _SERVICE.search(text) is None:
        return
    spare = next((each for each in "qxzjkwv" if f"servi{each}e" not in text.lower()), None)
    if spare is None:
        raise RefusedQueryError(_NO_SERVICE)
    stand_in = _SERVICE.sub(lambda found: found[1] + (spare.upper() if found[2].isupper() else spare) + found[3], text)
    try:
        pyoxigraph.Store().query(stand_in)
    except SyntaxError as error:
        detail = _malformed(text, error)
        reason = str(detail).partition("\n")[0]
        raise RefusedQueryError(f"{_NO_SERVICE} (or it is a {reason})") from None
    except (ValueError, RuntimeError, OSError):
        # It parsed; that it cannot be evaluated will be said of the query itself.
        return


def _run(store: pyoxigraph.Store, query: Query) -> Results:
    if query.default_graphs or query.named_graphs:
        return store.query(query.text, default_graph=list(query.default_graphs), named_graphs=list(query.named_graphs))
    return store.query(query.text)


def _malformed(text: str, error: SyntaxError) -> RequestError:
    """What is wrong with a query: by the attributes of the error where it has them, else by its words."""
    if looks_like_update(text):
        return RefusedQueryError(_READ_ONLY)
    message = str(error.msg or error)
    line, column = error.lineno, error.offset
    found = _POSITION.match(message)
    if found is not None:
        line, column, message = int(found[1]), int(found[2]), found[3]
    return MalformedQueryError(line, column, _readable(message), _marked(text, line, column))


def _marked(text: str, line: int | None, column: int | None) -> str:
    """The line of an error and, below it, a mark at the column; of a long line the part around it."""
    lines = text.splitlines()
    if line is None or column is None or not 0 < line <= len(lines):
        return ""
    start = max(column - 1 - _AROUND, 0)
    part = lines[line - 1][start : column - 1 + _AROUND].replace("\t", " ")
    return f"{part}\n{' ' * (column - 1 - start)}^"


def _readable(message: str) -> str:
    """What the parser could have gone on with, without classes of characters; or what it says is wrong, alone.

    >>> _readable("expected one of Prefix not found, ['%'], [':']")
    'prefix not found'
    >>> _readable("expected one of ASK, SELECT, ['0' ..= '9']")
    'cannot be read on from here; possible, among others: ASK, SELECT'
    """
    listed = message.removeprefix("expected ").removeprefix("one of ")
    found = tuple(each.strip() for each in _EXPECTED.findall(listed))
    said = tuple(each for each in found if " " in each and each[0] not in '"<[')
    if said:
        return "; ".join(_uncapitalized(each) for each in said)
    possible = tuple(each for each in found if each and each[0] not in "[<")
    return f"{_STUCK}; possible, among others: {', '.join(possible)}" if possible else _STUCK


def _uncapitalized(words: str) -> str:
    return words[0].lower() + words[1:] if words.split(maxsplit=1)[0].istitle() else words
