"""What the loaders know, compiled from the authority files for one language."""

import pytest
from rdflib import Graph, URIRef

from mandategraph.loaders.annotations import Modality
from mandategraph.loaders.knowledge import key_of, knowledge
from mandategraph.ontology import BASE

SMALL = """
@prefix mg: <https://w3id.org/mandategraph/ont#> .
@prefix actor: <https://w3id.org/mandategraph/actor/> .
@prefix act: <https://w3id.org/mandategraph/act/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix instrument: <https://w3id.org/mandategraph/instrument/> .
@prefix phrase: <https://w3id.org/mandategraph/phrase/> .
@prefix qualifier: <https://w3id.org/mandategraph/qualifier/> .
@prefix system: <https://w3id.org/mandategraph/system/> .
@prefix topic: <https://w3id.org/mandategraph/topic/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

mg:Office rdfs:subClassOf mg:Actor .
mg:CollectiveActor rdfs:subClassOf mg:Actor .

actor:board a mg:Actor ; skos:prefLabel "Board"@en, "理事会"@zh ; mg:establishedBy <DOC> .
actor:organ a mg:Actor ; skos:prefLabel "Organ of the Board"@en ; skos:altLabel "OB" ; mg:shortName "Organ"@en ;
  org:subOrganizationOf actor:board .
actor:desk a mg:Actor ; skos:prefLabel "Desk"@en ; mg:shortName "Organ"@en ; org:subOrganizationOf actor:organ .
actor:chair a mg:Office ; skos:prefLabel "Chair of the Board"@en ; mg:presides actor:board .
actor:states a mg:CollectiveActor ; skos:prefLabel "States"@en .
phrase:boarding a mg:NotAnActor ; skos:prefLabel "States of mind"@en .

act:ask a mg:Act ; mg:form "asks"@en, "问"@zh ; mg:defaultModality mg:Request ; mg:assertive false .
act:say a mg:Act ; mg:form "says"@en ; mg:assertive true .
act:fix a mg:Act ; mg:form "fixes"@en ; mg:defaultModality mg:DecisionModality ; mg:assertive false .
act:can a mg:ModalAct ; mg:form "can"@en ; mg:defaultModality mg:Authorization ; mg:assertive false .
mg:ModalAct rdfs:subClassOf mg:Act .

qualifier:law a mg:Qualifier ; mg:form "the law"@en, "the law of nations"@en ; mg:lawQualifier true .
qualifier:soon a mg:Qualifier ; mg:form "soon"@en ; mg:lawQualifier false .
system:list a mg:System ; skos:prefLabel "the list"@en .
topic:peace a mg:Topic ; skos:prefLabel "peace"@en ; skos:altLabel "和平"@zh .
instrument:pact a mg:Instrument ; skos:prefLabel "Pact"@en ; mg:shortName "Paper"@en .
instrument:rules a mg:Instrument ; skos:prefLabel "Rules of the Board"@en ; mg:protocolTo instrument:pact .
instrument:both a mg:Instrument ; skos:prefLabel "Both"@en ; dcterms:hasPart instrument:rules, instrument:pact .
<https://w3id.org/mandategraph/doc/S/RES/1(1946)> a mg:KnownDocument ; mg:symbol "S/RES/1(1946)" ; mg:number "1" .
""".replace("DOC", f"{BASE}doc/S/RES/1(1946)")


@pytest.fixture(scope="module")
def small():
    return knowledge(Graph().parse(data=SMALL, format="turtle"), "eng")


def test_a_key_is_what_follows_the_scheme():
    assert key_of(URIRef(f"{BASE}actor/cted")) == "cted"
    assert key_of(URIRef(f"{BASE}doc/S/RES/1(1946)")) == "S/RES/1(1946)"


def test_actors_have_names_short_names_and_decoys(small):
    actors = small.actors
    assert actors.labels == {
        "board": ("Board",),
        "organ": ("OB", "Organ of the Board"),
        "desk": ("Desk",),
        "chair": ("Chair of the Board",),
        "states": ("States",),
    }
    assert actors.short_forms == {"organ": ("Organ",), "desk": ("Organ",)}
    assert [hit.keys for hit in actors.names.find("States of mind of States and OB")] == [(), ("states",), ("organ",)]
    assert [hit.keys for hit in actors.names.find("Rules of the Board")] == [()]
    assert [hit.keys for hit in actors.short_names.find("the Organ")] == [("desk", "organ")]


def test_actors_know_their_parents_chairs_founders_and_classes(small):
    actors = small.actors
    assert actors.parents == {"organ": "board", "desk": "organ"}
    assert actors.chairs == {"board": "chair"}
    assert actors.founded == {"S/RES/1(1946)": ("board",)}
    assert actors.collective == {"states"}


@pytest.mark.parametrize(
    ("actor", "body", "expected"),
    [
        ("board", "board", True),
        ("organ", "board", True),
        ("desk", "board", True),
        ("board", "desk", False),
        ("states", "board", False),
        ("nobody", "board", False),
    ],
)
def test_an_organ_belongs_to_its_body_at_any_remove(small, actor, body, expected):
    assert small.actors.belongs_to(actor, body) is expected


def test_bodies_that_belong_to_each_other_end_the_search():
    ring = SMALL + "actor:board org:subOrganizationOf actor:desk ."
    assert not knowledge(Graph().parse(data=ring, format="turtle"), "eng").actors.belongs_to("desk", "states")


def test_acts_have_forms_of_the_language_and_a_modality(small):
    shown = {act.key: (act.forms, act.modality, act.assertive) for act in small.acts.values()}
    assert shown == {
        "ask": (("asks",), Modality.REQUEST, False),
        "say": (("says",), None, True),
        "fix": (("fixes",), Modality.DECISION, False),
        "can": (("can",), Modality.AUTHORIZATION, False),
    }


def test_a_qualifier_has_its_longest_form_first(small):
    assert [(q.key, q.forms, q.law) for q in small.qualifiers] == [
        ("law", ("the law of nations", "the law"), True),
        ("soon", ("soon",), False),
    ]


def test_systems_topics_instruments_and_resolutions_are_found_by_name(small):
    assert [hit.keys for hit in small.systems.find("The list")] == [("list",)]
    assert [hit.keys for hit in small.topics.find("和平 peace")] == [("peace",)]
    assert small.instruments == {"Both": ("pact", "rules"), "Pact": ("pact",), "Rules of the Board": ("rules",)}
    assert small.protocols == {"pact": ("rules",)}
    assert small.short_titles == {"Paper": "pact"}
    assert small.resolutions == {"1": "S/RES/1(1946)"}


def test_a_language_has_its_own_labels_and_those_of_none():
    chinese = knowledge(Graph().parse(data=SMALL, format="turtle"), "zho")
    assert chinese.actors.labels == {"board": ("理事会",), "organ": ("OB",)}
    assert chinese.acts["ask"].forms == ("问",)
    assert chinese.acts["say"].forms == ()


def test_a_language_without_labels_is_refused():
    with pytest.raises(KeyError):
        knowledge(Graph(), "xxx")


@pytest.mark.parametrize("language", ["zho", "eng"])
def test_the_authority_files_give_every_language_its_words(compiled, language):
    known = compiled.annotators[language].knowledge
    assert known.language == language
    assert all(known.actors.labels.get(key) for key in ("cted", "ctc", "member-states", "secretary-general"))
    assert all(known.acts[key].forms for key in ("decide", "call-upon", "encourage", "recall", "note", "intend"))
    assert all(qualifier.forms for qualifier in known.qualifiers)
    assert known.instruments
    assert known.resolutions["2178"] == "S/RES/2178(2014)"


@pytest.mark.parametrize("language", ["zho", "eng"])
def test_no_form_performs_two_acts(compiled, language):
    acts = compiled.annotators[language].knowledge.acts.values()
    forms = [form.casefold() for act in acts for form in act.forms]
    assert sorted(forms) == sorted(set(forms))


def test_a_latin_abbreviation_is_a_name_in_every_language_and_other_names_are_not(small):
    ontology = Graph().parse(
        data=SMALL + 'actor:desk skos:altLabel "DSK"@en, "Front desk"@en, "D K"@en, "办公桌"@zh .', format="turtle"
    )
    names = knowledge(ontology, "zho").actors.names
    assert [hit.keys for hit in names.find("DSK、Front desk、D K、办公桌、OB")] == [("desk",), ("desk",), ("organ",)]
