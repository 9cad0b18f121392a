"""Questions speak the vocabulary of the ontology, and name things its authority files hold."""

import re
from importlib.resources import files

import pytest
import rdflib

from mandategraph.queries import Question, questions

BASE = "https://w3id.org/mandategraph/"
OURS = BASE + "ont#"
ELI = "http://data.europa.eu/eli/ontology#"
KINDS = ("act", "actor", "instrument", "qualifier", "system", "topic")

by_name = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)


def names(asked: Question) -> set[str]:
    """Every IRI a question names, its prefixes spelled out."""
    body = re.sub(r'^#.*$|"[^"]*"', "", asked.text, flags=re.MULTILINE)
    prefixes = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", body, re.MULTILINE))
    body = re.sub(r"^PREFIX .*$", "", body, flags=re.MULTILINE)
    whole = set(re.findall(r"<([^<>\s]+:[^<>\s]+)>", body))
    short = re.findall(r"(?<![\w:<])(\w+):([\w-]+)", re.sub(r"<[^<>\s]+>", "", body))
    return whole | {prefixes[prefix] + local for prefix, local in short}


@pytest.fixture(scope="module")
def subjects() -> frozenset[str]:
    """Everything the ontology's Turtle files describe."""
    graph = rdflib.Graph()
    for file in files("mandategraph.ontology").iterdir():
        if file.name.endswith(".ttl"):
            graph.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return frozenset(str(subject) for subject in graph.subjects(unique=True))


@by_name
def test_every_term_of_ours_and_of_eli_is_in_the_vocabulary(asked: Question, subjects: frozenset[str]) -> None:
    used = {name for name in names(asked) if name.startswith((OURS, ELI))}
    assert used
    assert used <= subjects


@pytest.mark.parametrize("kind", KINDS)
def test_every_authority_a_question_names_is_in_its_file(kind: str, subjects: frozenset[str]) -> None:
    held = {subject for subject in subjects if subject.startswith(f"{BASE}{kind}/")}
    assert held
    named = {name for asked in questions() for name in names(asked) if name.startswith(f"{BASE}{kind}/")}
    assert named <= held


@by_name
def test_every_prefix_is_used_and_ends_where_a_name_begins(asked: Question) -> None:
    declared = re.findall(r"^PREFIX (\w+): <([^>]+[/#])>$", asked.text, re.MULTILINE)
    assert len(declared) == asked.text.count("PREFIX ")
    assert all(any(name.startswith(iri) for name in names(asked)) for _, iri in declared)
