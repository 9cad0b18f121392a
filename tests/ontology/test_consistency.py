"""The vocabulary contradicts neither itself nor the authority files, under the rules of OWL 2 RL."""

import owlrl
import pytest
from rdflib import OWL, RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from mandategraph.ontology import BASE, MG, authorities, vocabulary

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
EXAMPLE = Namespace(f"{BASE}example/")
APART = (
    MG.Document,
    MG.Paragraph,
    MG.Section,
    MG.Clause,
    MG.Norm,
    MG.Citation,
    MG.Mention,
    MG.Actor,
)


def contradictions(graph: Graph) -> tuple[str, ...]:
    """What a reasoner finds contradictory in `graph`: its own reports, and the members of owl:Nothing."""
    closure = Graph() + graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    reported = {str(message) for message in closure.objects(None, ERROR)}
    impossible = {f"{member} is in owl:Nothing" for member in closure.subjects(RDF.type, OWL.Nothing)}
    return tuple(sorted(reported | impossible))


def test_the_vocabulary_is_consistent() -> None:
    assert contradictions(vocabulary()) == ()


@pytest.mark.slow
def test_the_vocabulary_and_the_authorities_are_consistent() -> None:
    assert contradictions(vocabulary() + authorities()) == ()


@pytest.mark.parametrize(
    ("case", "facts"),
    [
        (
            "a document that is an actor",
            [(EXAMPLE.a, RDF.type, MG.Document), (EXAMPLE.a, RDF.type, MG.Actor)],
        ),
        (
            "an addressee that is a paragraph",
            [(EXAMPLE.a, MG.addressee, EXAMPLE.b), (EXAMPLE.b, RDF.type, MG.Paragraph)],
        ),
        (
            "a State that is a clause, since a State is an actor",
            [(EXAMPLE.a, RDF.type, MG.State), (EXAMPLE.a, RDF.type, MG.Clause)],
        ),
        (
            "a norm of two modalities",
            [(EXAMPLE.a, MG.modality, MG.Obligation), (EXAMPLE.a, MG.modality, MG.Request)],
        ),
    ],
)
def test_a_contradiction_is_found(case: str, facts: list[tuple[Node, Node, Node]]) -> None:
    graph = vocabulary()
    for fact in facts:
        graph.add(fact)
    assert contradictions(graph) != (), case


def test_every_two_of_the_main_classes_are_disjoint() -> None:
    graph = vocabulary()
    pairs = {(first, second) for first in APART for second in APART if first != second}
    stated = {pair for pair in pairs if (pair[0], OWL.disjointWith, pair[1]) in graph}
    assert {(first, second) for first, second in pairs if {(first, second), (second, first)} & stated} == pairs
