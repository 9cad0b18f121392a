"""What things are called: in both languages, and so that a name found in a text leads to one thing."""

from collections import defaultdict
from functools import cache

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from mandategraph import ontology
from mandategraph.ontology import MG, vocabulary

authorities = cache(ontology.authorities)

LANGUAGES = {"en", "zh"}
TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
ACTORS = (MG.Actor, MG.CollectiveActor, MG.Office, MG.State)
MATCHED = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
LABELLED = (
    (MG.Actor, SKOS.prefLabel),
    (MG.CollectiveActor, SKOS.prefLabel),
    (MG.Office, SKOS.prefLabel),
    (MG.State, SKOS.prefLabel),
    (MG.NotAnActor, SKOS.prefLabel),
    (MG.Act, SKOS.prefLabel),
    (MG.ModalAct, SKOS.prefLabel),
    (MG.System, SKOS.prefLabel),
    (MG.Topic, SKOS.prefLabel),
    (MG.Qualifier, SKOS.prefLabel),
    (MG.Instrument, SKOS.prefLabel),
    (MG.ListEntry, SKOS.prefLabel),
    (MG.KnownDocument, RDFS.label),
    (SKOS.ConceptScheme, SKOS.prefLabel),
)


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    """The languages of a label, sorted, one for each label."""
    return sorted(label.language or "" for label in graph.objects(subject, predicate) if isinstance(label, Literal))


def named(graph: Graph, classes: tuple[URIRef, ...], predicates: tuple[URIRef, ...]) -> dict[Literal, set[Node]]:
    """What each name, with its language and in lower case, is a name of."""
    found: dict[Literal, set[Node]] = defaultdict(set)
    for kind in classes:
        for subject in graph.subjects(RDF.type, kind):
            for predicate in predicates:
                for label in graph.objects(subject, predicate):
                    assert isinstance(label, Literal)
                    found[Literal(label.casefold(), lang=label.language)].add(subject)
    return found


def shared(names: dict[Literal, set[Node]]) -> dict[Literal, set[Node]]:
    return {name: things for name, things in names.items() if len(things) > 1}


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_of_the_vocabulary_has_one_label_and_definition_a_language(predicate: URIRef) -> None:
    graph = vocabulary()
    ours = {term for kind in TERMS for term in graph.subjects(RDF.type, kind) if str(term).startswith(str(MG))}
    assert {term for term in ours if languages(graph, term, predicate) != sorted(LANGUAGES)} == set()


@pytest.mark.parametrize(("kind", "predicate"), LABELLED)
def test_everything_in_the_authority_files_has_one_label_a_language(kind: URIRef, predicate: URIRef) -> None:
    graph = authorities()
    things = set(graph.subjects(RDF.type, kind))
    assert things
    assert {thing for thing in things if languages(graph, thing, predicate) != sorted(LANGUAGES)} == set()


def test_the_table_of_labels_covers_every_class_in_use() -> None:
    assert set(authorities().objects(None, RDF.type)) - {SKOS.Concept} == {kind for kind, _ in LABELLED}


def test_every_literal_in_words_says_its_language() -> None:
    graph = authorities()
    worded = (*MATCHED, MG.form, MG.shortName, SKOS.definition, SKOS.editorialNote, RDFS.label)
    literals = {text for predicate in worded for text in graph.objects(None, predicate)}
    assert {text for text in literals if isinstance(text, Literal) and text.language not in LANGUAGES} == set()


def test_no_name_leads_to_two_actors() -> None:
    graph = authorities()
    names = named(graph, ACTORS, MATCHED)
    for phrase, things in named(graph, (MG.NotAnActor,), (SKOS.hiddenLabel,)).items():
        names[phrase] |= things
    assert shared(names) == {}


@pytest.mark.parametrize("kind", [MG.System, MG.Topic, MG.Instrument, MG.ListEntry])
def test_no_name_leads_to_two_of_a_kind(kind: URIRef) -> None:
    assert shared(named(authorities(), (kind,), MATCHED)) == {}


@pytest.mark.parametrize("classes", [(MG.Act, MG.ModalAct), (MG.Qualifier,)])
def test_a_form_belongs_to_one_thing_only(classes: tuple[URIRef, ...]) -> None:
    assert shared(named(authorities(), classes, (MG.form,))) == {}


def test_a_name_or_form_is_not_given_twice_in_a_language() -> None:
    graph = authorities()
    preferred = set(graph.subject_objects(SKOS.prefLabel))
    assert (
        preferred & (set(graph.subject_objects(SKOS.altLabel)) | set(graph.subject_objects(SKOS.hiddenLabel))) == set()
    )


def test_a_name_that_needs_an_introduction_is_not_matched_without_one() -> None:
    graph = authorities()
    short = named(graph, ACTORS, (MG.shortName,))
    assert short.keys() & named(graph, ACTORS, MATCHED).keys() == set()


def test_no_name_begins_or_ends_with_a_blank() -> None:
    graph = authorities()
    texts = {text for predicate in (*MATCHED, MG.form, MG.shortName) for text in graph.objects(None, predicate)}
    assert {text for text in texts if str(text) != str(text).strip() or not str(text)} == set()
