"""Every constraint has a breakage: a small change that makes the sound graph break that constraint and no other.

The tables in data/breakages have parts, each about one node (`node`, its IRI below the base) that stands somewhere
(`at`, a symbol and the path of a paragraph, `-` for none). A part's entries are named by shape and constraint and say

* what to `delete` from the sound graph and what to `insert`: Turtle that goes on from the node;
* or what to `rename` the node to, wherever it is named;
* where the result stands, if not there (`at`), its `severity`, if it is no violation,
* and what else must be reported, `also`: constraints, each with ` @ ` and its place if it is another.

Breakages are tried many at a time, the k-th of every part together: the parts are about nodes that do not touch.
The tables in data/rules, of the same form, have what reaches across nodes; of those it is the k-th of every table.
`-m slow` tries each breakage alone.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Graph
from rdflib.namespace import RDF, SH

from mandategraph.ontology import BASE
from mandategraph.shapes.reading import read_graph
from mandategraph.shapes.report import Result
from mandategraph.shapes.validation import validate

DATA = Path(__file__).parent / "data"
NO_CONSTRAINT = {SH.path, SH.severity, SH.message, SH.targetClass, SH.targetNode, SH.targetSubjectsOf, RDF.type}


@dataclass(frozen=True, slots=True)
class Breakage:
    constraint: str
    node: str
    delete: str
    insert: str
    rename: str | None
    expected: frozenset[str]

    def of(self, triples: frozenset[Triple]) -> frozenset[Triple]:
        """The triples without what is deleted and with what is inserted."""
        deleted = _turtle(self.node, self.delete)
        assert deleted <= triples, f"{self.constraint} deletes what is not there: {deleted - triples}"
        changed = triples - deleted | _turtle(self.node, self.insert)
        return changed if self.rename is None else _renamed(changed, _term(self.node), _term(self.rename))


Round = tuple[Breakage, ...]


@cache
def _sound() -> frozenset[Triple]:
    return frozenset(quad.triple for quad in read_graph([DATA / "sound.trig"]))


@cache
def _prefixes() -> str:
    lines = (DATA / "sound.trig").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith(("@base", "@prefix")))


def _turtle(node: str, text: str) -> frozenset[Triple]:
    subject = node if node.startswith("_:") else f"<{node}>"
    statements = f"{_prefixes()}\n{subject} {text} ." if text else ""
    return frozenset(quad.triple for quad in parse(statements, format=RdfFormat.TURTLE))


def _term(name: str) -> NamedNode | BlankNode:
    return BlankNode(name.removeprefix("_:")) if name.startswith("_:") else NamedNode(BASE + name)


def _renamed(triples: frozenset[Triple], old: NamedNode | BlankNode, new: NamedNode | BlankNode) -> frozenset[Triple]:
    return frozenset(
        Triple(
            new if triple.subject == old else triple.subject,
            triple.predicate,
            new if triple.object == old else triple.object,
        )
        for triple in triples
    )


def _parts(path: Path) -> Iterator[tuple[Breakage, ...]]:
    for part in tomllib.loads(path.read_text(encoding="utf-8"))["part"]:
        yield tuple(
            _breakage(f"{shape}.{parameter}", {**part, **entry})
            for shape, entries in part.items()
            if isinstance(entries, dict)
            for parameter, entry in entries.items()
        )


def _breakage(constraint: str, entry: dict[str, str]) -> Breakage:
    at = entry["at"]
    own = f"{entry.get('severity', 'Violation')} {constraint} @ {at}"
    others = (other if " @ " in other else f"{other} @ {at}" for other in entry.get("also", ()))
    others = (other if other.startswith("Warning ") else f"Violation {other}" for other in others)
    return Breakage(
        constraint,
        entry["node"],
        entry.get("delete", ""),
        entry.get("insert", ""),
        entry.get("rename"),
        frozenset([own, *others]),
    )


def _rounds() -> Iterator[Round]:
    parts = chain.from_iterable(map(_parts, sorted((DATA / "breakages").glob("*.toml"))))
    tables = (chain.from_iterable(_parts(table)) for table in sorted((DATA / "rules").glob("*.toml")))
    for row in chain(zip_longest(*parts), zip_longest(*tables)):
        yield tuple(breakage for breakage in row if breakage is not None)


ROUNDS = tuple(_rounds())
BREAKAGES = tuple(breakage for round_ in ROUNDS for breakage in round_)


@cache
def _results(round_: Round) -> tuple[Result, ...]:
    triples = _sound()
    for breakage in round_:
        triples = breakage.of(triples)
    return validate(Quad(triple.subject, triple.predicate, triple.object) for triple in triples).results


def _shown(results: tuple[Result, ...]) -> set[str]:
    return {f"{each.severity} {each.name} @ {each.document or '-'} {each.paragraph or '-'}" for each in results}


@pytest.mark.parametrize(
    ("breakage", "round_"),
    [pytest.param(breakage, round_, id=breakage.constraint) for round_ in ROUNDS for breakage in round_],
)
def test_a_breakage_is_reported_with_severity_and_place_and_nothing_else_is(breakage: Breakage, round_: Round) -> None:
    found = _shown(_results(round_))
    assert breakage.expected <= found
    assert found <= {line for tried in round_ for line in tried.expected}


@pytest.mark.slow
@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.constraint)
def test_a_breakage_alone_is_reported_and_nothing_else_is(breakage: Breakage) -> None:
    assert _shown(_results((breakage,))) == breakage.expected


@pytest.mark.parametrize("round_", ROUNDS, ids=lambda round_: round_[0].constraint)
def test_every_result_has_a_message_in_english_and_in_chinese(round_: Round) -> None:
    for result in _results(round_):
        assert set(result.message) == {"en", "zh"}
        assert re.search("[一-鿿]", result.message["zh"])
        assert not any(re.search(r"[{][?$]\w+[}]", text) for text in result.message.values())


def test_every_constraint_of_the_shapes_has_a_breakage_and_every_breakage_a_constraint(schema: Graph) -> None:
    assert {breakage.constraint for breakage in BREAKAGES} == set(_constraints(schema))


def _constraints(schema: Graph) -> Iterator[str]:
    """The names of all constraints, as results have them; a shape without a target is part of another's constraint."""
    for target in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf):
        for shape in schema.subjects(target):
            for parameter in set(schema.predicates(shape)) - NO_CONSTRAINT:
                yield f"{shape.rpartition('#')[2]}.{parameter.rpartition('#')[2]}"
