"""How much is in a store, counted from it: what VoID tells of a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QuerySolutions

_TOTALS = "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) (COUNT(DISTINCT ?o) AS ?l) { ?s ?p ?o }"
_PROPERTIES = "SELECT (?p AS ?k) (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
_CLASSES = "SELECT (?c AS ?k) (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c"
_GRAPHS = "SELECT (?g AS ?k) (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"

Counts = Mapping[NamedNode, int]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of the default graph its triples, distinct subjects and objects, and how often each property and class is used.

    `graphs` has the triples of each named graph that has any.
    """

    triples: int
    subjects: int
    objects: int
    properties: Counts
    classes: Counts
    graphs: Counts


def statistics(store: pyoxigraph.Store) -> Statistics:
    """The statistics of a store, each counted by one query."""
    totals = next(cast("QuerySolutions", store.query(_TOTALS)))
    return Statistics(
        triples=_number(totals["n"]),
        subjects=_number(totals["m"]),
        objects=_number(totals["l"]),
        properties=_counts(store, _PROPERTIES),
        classes=_counts(store, _CLASSES),
        graphs=_counts(store, _GRAPHS),
    )


def _counts(store: pyoxigraph.Store, query: str) -> Counts:
    rows = cast("QuerySolutions", store.query(query))
    return MappingProxyType({row["k"]: _number(row["n"]) for row in rows if isinstance(row["k"], NamedNode)})


def _number(value: object) -> int:
    return int(value.value) if isinstance(value, Literal) else 0
