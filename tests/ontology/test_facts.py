"""What the authority files state: names, parents, forms and their force, and known resolutions."""

from functools import cache

import pytest
from rdflib import ORG, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from mandategraph import ontology
from mandategraph.ontology import BASE, MG, vocabulary

authorities = cache(ontology.authorities)

ACTOR = Namespace(f"{BASE}actor/")
ACT = Namespace(f"{BASE}act/")
DOC = Namespace(f"{BASE}doc/")
INSTRUMENT = Namespace(f"{BASE}instrument/")
QUALIFIER = Namespace(f"{BASE}qualifier/")
SYSTEM = Namespace(f"{BASE}system/")

NAMES = (
    ("cted", "反恐怖主义委员会执行局", "CTED"),
    ("ctc", "反恐委员会", "CTC"),
    ("chair-ctc", "反恐委员会主席", "CTC Chair"),
    ("fatf", "反洗钱金融行动任务组", "FATF"),
    ("unoct", "反恐办公室", "UNOCT"),
    ("interpol", "际刑警组织", "INTERPOL"),
    ("member-states", "会员国", "Member States"),
    ("menafatf", "中东和北非金融行动任务组", "MENAFATF"),
    ("state-che", "瑞士", "Switzerland"),
)
FORCE = (
    ("demand", MG.Obligation),
    ("require", MG.Obligation),
    ("direct", MG.Obligation),
    ("request", MG.Request),
    ("urge", MG.Recommendation),
    ("call-upon", MG.Recommendation),
    ("call-for", MG.Recommendation),
    ("appeal", MG.Recommendation),
    ("recommend", MG.Recommendation),
    ("remind", MG.Recommendation),
    ("encourage", MG.Encouragement),
    ("invite", MG.Encouragement),
    ("authorize", MG.Authorization),
    ("intend", MG.Commitment),
    ("will", MG.Commitment),
    ("should", MG.Recommendation),
    ("must", MG.Obligation),
    ("must-not", MG.Prohibition),
    ("may", MG.Authorization),
)
FORMS = (
    ("促请", "call-upon"),
    ("吁请", "call-upon"),
    ("敦促", "urge"),
    ("请", "request"),
    ("提请", "call-upon"),
    ("提请注意", "draw-attention"),
    ("强调指出", "stress"),
    ("着重指出", "underline"),
    ("特别指出", "underscore"),
    ("重点指出", "highlight"),
    ("注意到", "note"),
    ("表示注意到", "take-note"),
    ("认识到", "recognize"),
    ("肯定", "acknowledge"),
    ("欣见", "welcome"),
    ("表示打算", "intend"),
    ("calls upon", "call-upon"),
    ("decides", "decide"),
    ("taking note", "take-note"),
    ("expressing concern", "express-concern"),
)
RIGHT_YEARS = (("2178", "2014"), ("2195", "2014"), ("1373", "2001"), ("2322", "2016"), ("60/288", "2006"))


def language(text: str) -> str:
    return "en" if text.isascii() else "zh"


def parents(graph: Graph, actor: Node) -> set[Node]:
    """Every actor above `actor`, itself only if it is above itself."""
    return {above for parent in graph.objects(actor, ORG.subOrganizationOf) for above in ancestry(graph, parent)}


def ancestry(graph: Graph, actor: Node) -> set[Node]:
    return {above for above in graph.transitive_objects(actor, ORG.subOrganizationOf) if above is not None}


@pytest.mark.parametrize(("key", "chinese", "english"), NAMES)
def test_an_actor_goes_by_its_names(key: str, chinese: str, english: str) -> None:
    graph = authorities()
    names = {
        name
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for name in graph.objects(ACTOR[key], predicate)
    }
    assert {Literal(chinese, lang="zh"), Literal(english, lang="en")} <= names


@pytest.mark.parametrize(
    ("short", "keys"),
    [
        ("委员会", {"ctc", "1267-committee", "1540-committee"}),
        ("执行局", {"cted"}),
        ("工作队", {"ctitf"}),
        ("任务组", {"fatf"}),
        ("反恐中心", {"uncct"}),
    ],
)
def test_a_short_name_stands_for_these_once_introduced(short: str, keys: set[str]) -> None:
    assert {ACTOR[key] for key in keys} <= set(authorities().subjects(MG.shortName, Literal(short, lang="zh")))


@pytest.mark.parametrize(
    ("key", "chinese", "english"),
    [
        ("2030-agenda", "《2030 年议程》", "2030 Agenda"),
        ("npt", "《不扩散核武器条约》", "Treaty on the Non-Proliferation of Nuclear Weapons"),
        ("geneva-convention-iv", "《日内瓦第四公约》", "Fourth Geneva Convention"),
        ("convention-against-torture", "《禁止酷刑公约》", "Convention against Torture"),
        ("revitalised-agreement-south-sudan", "《重振协议》", "Revitalised Agreement"),
        ("unclos", "《联合国海洋法公约》", "United Nations Convention on the Law of the Sea"),
    ],
)
def test_an_instrument_is_known_by_name_in_both_languages(key: str, chinese: str, english: str) -> None:
    graph = authorities()
    names = {name for label in (SKOS.prefLabel, SKOS.altLabel) for name in graph.objects(INSTRUMENT[key], label)}
    assert {Literal(chinese, lang="zh"), Literal(english, lang="en")} <= names


@pytest.mark.parametrize(
    "title", ["《公约》", "《议定书》", "《宣言》", "《协定》", "《条约》", "《战略》", "《行动纲领》"]
)
def test_a_title_that_many_documents_give_to_different_instruments_is_no_label(title: str) -> None:
    graph = authorities()
    labels = {name for one in graph.subjects(RDF.type, MG.Instrument) for name in graph.objects(one, SKOS.altLabel)}
    assert Literal(title, lang="zh") not in labels


def test_every_parent_is_an_actor_of_the_file() -> None:
    graph = authorities()
    named = {*graph.objects(None, ORG.subOrganizationOf), *graph.objects(None, MG.presides)}
    assert {actor for actor in named if (actor, SKOS.prefLabel, None) not in graph} == set()


def test_no_actor_is_above_itself() -> None:
    graph = authorities()
    assert {actor for actor in graph.subjects(ORG.subOrganizationOf) if actor in parents(graph, actor)} == set()


def test_an_actor_above_itself_would_be_seen() -> None:
    graph = Graph() + authorities()
    graph.add((ACTOR["security-council"], ORG.subOrganizationOf, ACTOR.ctc))
    assert ACTOR.ctc in parents(graph, ACTOR.ctc)


@pytest.mark.parametrize(
    ("key", "symbols"),
    [
        ("ctc", {"S/RES/1373(2001)"}),
        ("1267-committee", {"S/RES/1267(1999)", "S/RES/1989(2011)", "S/RES/2253(2015)"}),
        ("1540-committee", {"S/RES/1540(2004)"}),
        ("monitoring-team", {"S/RES/1526(2004)", "S/RES/2253(2015)"}),
    ],
)
def test_a_committee_leads_to_the_resolutions_of_its_name(key: str, symbols: set[str]) -> None:
    assert set(authorities().objects(ACTOR[key], MG.establishedBy)) == {DOC[symbol] for symbol in symbols}


@pytest.mark.parametrize("predicate", [MG.establishedBy, MG.adoptedBy])
def test_every_founding_resolution_is_known(predicate: URIRef) -> None:
    graph = authorities()
    founding = set(graph.objects(None, predicate))
    assert founding
    assert {document for document in founding if (document, RDF.type, MG.KnownDocument) not in graph} == set()


@pytest.mark.parametrize(("key", "modality"), FORCE)
def test_an_act_has_the_force_of_the_guide(key: str, modality: URIRef) -> None:
    assert list(authorities().objects(ACT[key], MG.defaultModality)) == [modality]


@pytest.mark.parametrize(("form", "key"), FORMS)
def test_a_form_leads_to_its_act(form: str, key: str) -> None:
    assert list(authorities().subjects(MG.form, Literal(form, lang=language(form)))) == [ACT[key]]


def test_every_force_is_a_modality_of_the_vocabulary() -> None:
    modalities = set(vocabulary().subjects(RDF.type, MG.Modality))
    assert set(authorities().objects(None, MG.defaultModality)) <= modalities


def test_an_act_that_gives_force_by_itself_asserts_nothing_except_remind() -> None:
    graph = authorities()
    assertive = {act for act in graph.subjects(MG.assertive) if graph.value(act, MG.assertive) == Literal(True)}
    assert assertive & set(graph.subjects(MG.defaultModality)) == {ACT.remind}


@pytest.mark.parametrize("key", ["recall", "reaffirm", "affirm", "recognize", "stress", "note", "underline"])
def test_a_verb_that_restates_a_duty_is_assertive(key: str) -> None:
    assert authorities().value(ACT[key], MG.assertive) == Literal(True)


def test_every_act_and_qualifier_can_be_found_in_english() -> None:
    graph = authorities()
    things = {thing for kind in (MG.Act, MG.ModalAct, MG.Qualifier) for thing in graph.subjects(RDF.type, kind)}
    found = {
        thing for thing, form in graph.subject_objects(MG.form) if isinstance(form, Literal) and form.language == "en"
    }
    assert things == found


def test_there_is_one_qualifier_for_each_kind_of_law() -> None:
    graph = authorities()
    kinds = {
        "international-law",
        "international-human-rights-law",
        "international-humanitarian-law",
        "refugee-law",
        "domestic-law",
        "un-charter",
    }
    assert set(graph.subjects(MG.lawQualifier, Literal(True))) == {QUALIFIER[kind] for kind in kinds}


@pytest.mark.parametrize(("number", "year"), RIGHT_YEARS)
def test_a_resolution_is_known_by_its_number_in_its_right_year(number: str, year: str) -> None:
    graph = authorities()
    assert [str(graph.value(document, MG.year)) for document in graph.subjects(MG.number, Literal(number))] == [year]


def test_no_number_of_a_body_is_known_twice() -> None:
    graph = authorities()
    known = [
        (graph.value(document, MG.issuedBy), graph.value(document, MG.number))
        for document in graph.subjects(RDF.type, MG.KnownDocument)
    ]
    assert len(known) == len(set(known))


def test_a_known_document_stands_at_the_iri_of_its_symbol() -> None:
    graph = authorities()
    documents = set(graph.subjects(RDF.type, MG.KnownDocument))
    assert {document for document in documents if document != DOC[str(graph.value(document, MG.symbol))]} == set()


def test_topics_form_one_scheme_without_a_circle() -> None:
    graph = authorities()
    topics = set(graph.subjects(RDF.type, MG.Topic))
    assert topics == set(graph.subjects(SKOS.inScheme))
    above = {
        topic: {
            up for near in graph.objects(topic, SKOS.broader) for up in graph.transitive_objects(near, SKOS.broader)
        }
        for topic in topics
    }
    assert {topic for topic, higher in above.items() if topic in higher} == set()
    assert set(graph.objects(None, SKOS.hasTopConcept)) == {topic for topic, higher in above.items() if not higher}


def test_the_systems_and_instruments_of_the_guide_are_there() -> None:
    graph = authorities()
    keys = (
        "pnr",
        "api",
        "watch-lists",
        "biometric-data",
        "i-24-7",
    )
    assert [key for key in keys if (SYSTEM[key], RDF.type, MG.System) not in graph] == []
    assert (INSTRUMENT["chicago-convention"], RDF.type, MG.Instrument) in graph
