"""What the shapes keep to: each has a name, a target, a severity and a message in both languages, and is met."""

import re

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from mandategraph.ontology import MG, vocabulary
from mandategraph.shapes.validation import shapes

SHAPES = "https://w3id.org/mandategraph/shapes#"
WARNINGS = {
    "CouncilYearAsElsewhere",
    "CouncilYearAsKnown",
    "DocumentHasDate",
    "DocumentHasIssuer",
    "FootnoteMarked",
    "NameIsUnique",
    "SourceSpanInOrder",
}
CLASS_TARGETS, SUBJECT_TARGETS, NODE_TARGETS = SH.targetClass, SH.targetSubjectsOf, SH.targetNode


def _subjects(kind: URIRef) -> list[Node]:
    return sorted(shapes().subjects(RDF.type, kind), key=str)


def _aimed(shape: Node) -> bool:
    return any(shapes().value(shape, target) for target in (CLASS_TARGETS, SUBJECT_TARGETS, NODE_TARGETS))


ALL = [*_subjects(SH.NodeShape), *_subjects(SH.PropertyShape)]
AIMED = [shape for shape in ALL if _aimed(shape)]
QUERIES = _subjects(SH.SPARQLConstraint)
each_aimed = pytest.mark.parametrize("shape", AIMED, ids=lambda shape: shape.rpartition("#")[2])
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.rpartition("#")[2])


@pytest.mark.parametrize("node", [*ALL, *QUERIES])
def test_a_shape_and_its_query_are_named(node: Node) -> None:
    assert isinstance(node, URIRef)
    assert node.startswith(SHAPES)


def test_a_shape_without_a_target_is_an_alternative_of_another(schema: Graph) -> None:
    lists = [Collection(schema, alternatives) for alternatives in schema.objects(None, SH["or"])]
    assert {shape for shape in ALL if shape not in AIMED} == {member for members in lists for member in members}


@each_aimed
def test_a_shape_has_one_message_in_english_and_one_in_chinese(shape: URIRef, schema: Graph) -> None:
    told = schema.value(shape, SH.sparql) or shape
    assert sorted(str(message.language) for message in _messages(schema, told)) == ["en", "zh"]


def test_all_shapes_find_violations_but_those_that_warn(schema: Graph) -> None:
    assert {schema.value(shape, SH.severity) for shape in AIMED} == {SH.Violation, SH.Warning}
    warning = {shape.removeprefix(SHAPES) for shape in schema.subjects(SH.severity, SH.Warning)}
    assert warning == WARNINGS


@each_query
def test_a_query_declares_every_prefix_it_uses(query: URIRef, schema: Graph) -> None:
    select = str(schema.value(query, SH.select))
    prefixes = schema.value(query, SH.prefixes)
    declared = {str(schema.value(each, SH.prefix)) for each in schema.objects(prefixes, SH.declare)}
    assert set(re.findall(r"\b([a-z]+):[A-Za-z]", re.sub(r'"[^"]*"', "", select))) <= declared


@each_query
def test_what_a_message_names_is_selected(query: URIRef, schema: Graph) -> None:
    head = str(schema.value(query, SH.select)).partition("WHERE")[0]
    for message in _messages(schema, query):
        assert set(re.findall(r"[{][?$](\w+)[}]", message)) <= set(re.findall(r"[?$](\w+)", head))


@each_aimed
def test_a_shape_has_something_to_look_at_in_the_sound_graph(
    shape: URIRef, schema: Graph, sound: frozenset[Quad]
) -> None:
    path = schema.value(shape, SH.path)
    looked_at = _targets(shape, schema, sound)
    assert looked_at
    if path is not None:
        assert any(quad.subject.value in looked_at and quad.predicate.value == str(path) for quad in sound)


def _targets(shape: URIRef, schema: Graph, sound: frozenset[Quad]) -> set[str]:
    """The IRIs of the nodes that a shape is aimed at."""
    classes = {str(each) for each in schema.objects(shape, CLASS_TARGETS)}
    properties = {str(each) for each in schema.objects(shape, SUBJECT_TARGETS)}
    return {str(each) for each in schema.objects(shape, NODE_TARGETS)} | {
        quad.subject.value
        for quad in sound
        if isinstance(quad.subject, NamedNode)
        if quad.predicate.value in properties
        or (
            quad.predicate.value == str(RDF.type)
            and isinstance(quad.object, NamedNode)
            and quad.object.value in classes
        )
    }


def test_the_sound_graph_has_something_of_every_class_of_the_vocabulary(sound: frozenset[Quad]) -> None:
    terms = vocabulary()
    ours = {term for term in terms.subjects(RDF.type, OWL.Class) if term in MG}
    values = {
        kind for value in terms.subjects(RDF.type, OWL.NamedIndividual) for kind in terms.objects(value, RDF.type)
    }
    general = {MG.Citable, MG.Division, MG.Excerpt, MG.Printed}
    assert general <= set(terms.objects(None, RDFS.subClassOf))
    there = {str(quad.object.value) for quad in sound if quad.predicate.value == str(RDF.type)}
    assert {str(term) for term in ours - values - general} <= there


def _messages(schema: Graph, node: Node) -> list[Literal]:
    return [message for message in schema.objects(node, SH.message) if isinstance(message, Literal)]
