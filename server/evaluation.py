"""Running a query, without asking any other server that is not listed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import IO

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple

from mandategraph.server.diagnosis import malformed
from mandategraph.server.errors import FailedQueryError, RefusedQueryError, RequestError
from mandategraph.server.federation import SERVICE, refuse
from mandategraph.server.formats import RESULTS, TRIPLES, Format
from mandategraph.server.limits import Limits, check, looks_like_update, may_name_graphs
from mandategraph.server.policy import Policy
from mandategraph.server.prologue import prefixes

Results = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple
Choice = Callable[[tuple[Format, ...]], Format]

_WITH_PREFIXES = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML)
_ANY_BASE = "https://example.org/"
_UPDATE = "this is an update and no query: send it as update=, or as application/sparql-update"


@dataclass(frozen=True, slots=True)
class Query:
    """A query and, where the client names them, the graphs it is to see; else it sees all of them."""

    text: str
    default_graphs: tuple[NamedNode, ...] = ()
    named_graphs: tuple[NamedNode, ...] = ()

    @property
    def sees_named_graphs(self) -> bool:
        """Whether a named graph may have a part in the answer."""
        return bool(self.default_graphs or self.named_graphs) or may_name_graphs(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for a page; `more` says that the answer has more rows than these."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in a `format` of those `offered`; to be written once, or taken once as what a page shows.

    A graph is written with the prefixes of the query, in `text`, where the format has prefixes.
    """

    format: Format
    offered: tuple[Format, ...]
    results: Results
    text: str

    def write(self, file: IO[bytes]) -> None:
        """Write all of it as it is found; raises FailedQueryError, perhaps in the midst of it."""
        with _failures():
            if not isinstance(self.results, QueryTriples):
                self.results.serialize(file, self.format.results)
            elif self.format.graph in _WITH_PREFIXES:
                pyoxigraph.serialize(self.results, file, self.format.graph, prefixes=prefixes(self.text))
            else:
                self.results.serialize(file, self.format.graph)

    def verdict(self) -> bool | None:
        """The answer to a question of yes or no; None where it is another."""
        return bool(self.results) if isinstance(self.results, QueryBoolean) else None

    def table(self, most: int) -> Table | None:
        """The first `most` rows; None where the answer has no rows. Raises FailedQueryError."""
        if isinstance(self.results, QueryBoolean):
            return None
        with _failures():
            rows = tuple(tuple(row) for row in islice(self.results, most + 1))
        columns = (
            tuple(variable.value for variable in self.results.variables)
            if isinstance(self.results, QuerySolutions)
            else ("subject", "predicate", "object")
        )
        return Table(columns, rows[:most], more=len(rows) > most)


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Runs queries on a store; on `merged`, where it is there, those that can see nothing but the default graph."""

    store: pyoxigraph.Store
    limits: Limits
    policy: Policy
    merged: pyoxigraph.Store | None = None

    def answer(self, query: Query, choice: Choice) -> Answer:
        """The answer, in the format `choice` takes of those the form of the query can have.

        Raises RequestError: MalformedQueryError, RefusedQueryError, FailedQueryError, or what `choice` raises.
        """
        check(query.text, self.limits)
        refuse(query.text, SERVICE, self.policy.services, _parse)
        try:
            with _failures():
                results = _run(self._seen(query), query, self.policy.endpoint)
        except SyntaxError as error:
            raise _malformed(query.text, error) from None
        offered = TRIPLES if isinstance(results, QueryTriples) else RESULTS
        return Answer(choice(offered), offered, results, query.text)

    def _seen(self, query: Query) -> pyoxigraph.Store:
        if self.merged is None or query.sees_named_graphs:
            return self.store
        return self.merged


@contextmanager
def _failures() -> Iterator[None]:
    """What the store raises, as FailedQueryError; but not SyntaxError, whose place is to be found."""
    try:
        yield
    except (ValueError, RuntimeError, OSError) as error:
        raise FailedQueryError(" ".join(str(error).split())) from None


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
