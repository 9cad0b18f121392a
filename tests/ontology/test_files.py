"""What every file of the room keeps to: it parses, names every node, and uses only terms that are defined."""

import re
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from rdflib import OWL, RDF, BNode, Graph, URIRef

from mandategraph import ontology
from mandategraph.ontology import BASE, MG, authorities, files, vocabulary

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)


def graph_of(file: Traversable) -> Graph:
    return Graph().parse(data=file.read_text(encoding="utf-8"), format="turtle")


def terms(graph: Graph) -> set[URIRef]:
    """Every node of the graph that is an IRI, in whichever place."""
    return {node for triple in graph for node in triple if isinstance(node, URIRef)}


def defined() -> set[URIRef]:
    graph = vocabulary()
    return {term for kind in KINDS for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}


def test_every_authority_file_is_there() -> None:
    assert [file.name for file in files()] == [
        "actors.ttl",
        "acts.ttl",
        "core.ttl",
        "instruments.ttl",
        "listings.ttl",
        "qualifiers.ttl",
        "resolutions.ttl",
        "systems.ttl",
        "topics.ttl",
    ]


def test_the_vocabulary_and_the_authorities_are_all_the_files_together() -> None:
    together = Graph()
    for file in files():
        together += graph_of(file)
    assert set(together) == set(vocabulary() + authorities()) == set(ontology.everything())


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_a_file_has_no_blank_node(file: Traversable) -> None:
    assert [triple for triple in graph_of(file) if any(isinstance(node, BNode) for node in triple)] == []


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_a_file_uses_only_terms_that_the_vocabulary_defines(file: Traversable) -> None:
    used = {term for term in terms(graph_of(file)) if str(term).startswith(str(MG))}
    assert used - defined() == set()


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_a_file_names_nothing_of_ours_that_is_not_described(file: Traversable) -> None:
    # A document describes itself once it is loaded; {base}ont and its version are the vocabulary.
    known = vocabulary() + authorities()
    ours = {term for term in terms(graph_of(file)) if str(term).startswith(BASE)}
    elsewhere = (f"{BASE}doc/", f"{BASE}ont")
    assert {term for term in ours if not str(term).startswith(elsewhere) and (term, None, None) not in known} == set()


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_a_file_ends_every_line_without_blanks(file: Traversable) -> None:
    lines = file.read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line != line.rstrip()] == []
    assert lines[-1] == ""


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_a_file_gives_each_property_of_a_thing_once_with_all_its_values(file: Traversable) -> None:
    things = file.read_text(encoding="utf-8").split("\n\n")
    properties = [re.findall(r"^  (\S+:\S+) ", thing, re.MULTILINE) for thing in things]
    assert [thing for thing, own in zip(things, properties, strict=True) if len(own) != len(set(own))] == []


def test_every_actor_is_described_in_one_place() -> None:
    (file,) = (file for file in files() if file.name == "actors.ttl")
    described = re.findall(r"^(\w+:\S+) a ", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(described) == len(set(described))


def test_a_node_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ontology.VOCABULARY
    file.write_text("[] a <https://example.org/Thing> .", encoding="utf-8")
    monkeypatch.setattr(ontology, "files", lambda: (file,))
    with pytest.raises(TypeError, match="give it an IRI"):
        ontology.vocabulary()
