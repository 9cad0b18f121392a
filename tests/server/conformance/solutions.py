"""Answers compared: as graphs, as solutions with blank nodes, as rows of text."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

_XSD = "http://www.w3.org/2001/XMLSchema#"
_RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_EXACT = {f"{_XSD}{name}" for name in ("integer", "decimal")}
_FLOATING = {f"{_XSD}{name}" for name in ("double", "float")}

Term = NamedNode | BlankNode | Literal | Triple
Row = dict[str, Term]


def same_graph(one: Iterable[Quad], other: Iterable[Quad]) -> bool:
    """Whether two graphs or datasets are isomorphic; the same number written in two ways is the same."""
    return _canonical(map(_quad, one)) == _canonical(map(_quad, other))


def same_rows(one: list[Row], other: list[Row], *, ordered: bool = False, lax: bool = False) -> bool:
    """Whether solutions are the same, but for the names of blank nodes."""
    first, second = ([_plain(row) for row in rows] for rows in (one, other))
    if lax:
        return set(map(_key, first)) == set(map(_key, second))
    if not any(_has_blank(term) for row in first + second for term in row.values()):
        keys = list(map(_key, first)), list(map(_key, second))
        return keys[0] == keys[1] if ordered else Counter(keys[0]) == Counter(keys[1])
    return _canonical(_described(first, ordered=ordered)) == _canonical(_described(second, ordered=ordered))


def rows_of(results: pyoxigraph.QuerySolutions) -> list[Row]:
    names = [variable.value for variable in results.variables]
    return [{name: term for name in names if (term := row[name]) is not None} for row in results]


def result_set(data: bytes, format_: str, base: str) -> tuple[list[Row], bool] | bool | None:
    """What a graph says in the vocabulary of result sets: rows, and whether in order; a verdict; None if neither."""
    graph = rdflib.Graph().parse(data=data, format=format_, publicID=base)
    node = graph.value(None, rdflib.RDF.type, _RS.ResultSet)
    if node is None:
        return None
    verdict = graph.value(node, _RS.boolean)
    if verdict is not None:
        return bool(verdict.toPython())
    solutions = list(graph.objects(node, _RS.solution))
    ordered = all(graph.value(each, _RS["index"]) is not None for each in solutions) and bool(solutions)
    if ordered:
        solutions.sort(key=lambda each: int(str(graph.value(each, _RS["index"]))))
    rows = [dict(_bindings(graph, each)) for each in solutions]
    return rows, ordered


def same_table(one: str, other: str) -> bool:
    """Whether two tables of CSV have the same rows, but for the names of blank nodes."""
    return _table(one) == _table(other)


def _table(text: str) -> Counter[tuple[tuple[str, str], ...]]:
    rows = csv.DictReader(io.StringIO(text))
    return Counter(
        tuple(sorted((name, "_:" if cell.startswith("_:") else cell) for name, cell in row.items())) for row in rows
    )


def _bindings(graph: rdflib.Graph, solution: rdflib.term.Node) -> Iterator[tuple[str, Term]]:
    for each in graph.objects(solution, _RS.binding):
        yield str(graph.value(each, _RS.variable)), _term(graph.value(each, _RS.value))


def _term(value: object) -> Term:
    if isinstance(value, rdflib.BNode):
        return BlankNode(str(value))
    if isinstance(value, rdflib.Literal):
        datatype = None if value.language or value.datatype is None else NamedNode(str(value.datatype))
        return Literal(str(value), datatype=datatype, language=value.language)
    return NamedNode(str(value))


def _quad(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, _plain_term(quad.object), quad.graph_name)


def _plain(row: Row) -> Row:
    return {name: _plain_term(term) for name, term in row.items()}


def _plain_term(term: Term) -> Term:
    """A number or a truth value in one way of the several it can be written in."""
    if not isinstance(term, Literal):
        return term
    if term.datatype.value == f"{_XSD}boolean":
        return Literal({"1": "true", "0": "false"}.get(term.value, term.value), datatype=term.datatype)
    try:
        if term.datatype.value in _EXACT:
            return Literal(str(Decimal(term.value).normalize()), datatype=term.datatype)
        if term.datatype.value in _FLOATING:
            return Literal(f"{float(term.value):.9g}", datatype=term.datatype)
    except (InvalidOperation, ValueError):
        return term
    return term


def _has_blank(term: Term) -> bool:
    if isinstance(term, Triple):
        return any(_has_blank(each) for each in (term.subject, term.predicate, term.object))
    return isinstance(term, BlankNode)


def _key(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, "_:" if isinstance(term, BlankNode) else str(term)) for name, term in row.items()))


def _described(rows: list[Row], *, ordered: bool) -> Iterator[Quad]:
    """Solutions as a graph: a row a blank node, so that the names of the others do not count."""
    for number, row in enumerate(rows):
        node = BlankNode(f"row{number}")
        yield Quad(node, NamedNode("urn:row"), Literal(number if ordered else 0))
        for name, term in row.items():
            yield Quad(node, NamedNode(f"urn:column:{name}"), term)


def _canonical(quads: Iterable[Quad]) -> pyoxigraph.Dataset:
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return dataset
