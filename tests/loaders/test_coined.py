"""Actors that no authority file has, told by how their names are formed."""

import pytest

from mandategraph.loaders.describe.statements import describe_statements
from mandategraph.loaders.describe.terms import MG, RDF, SKOS, entity
from mandategraph.loaders.document import Component, ComponentType, Document, Kind, Paragraph
from mandategraph.loaders.passage import Passage


def coined(annotated, *texts):
    """The actors of all mentions that are known by their names only."""
    return [m.actor.removeprefix("named/") for m in annotated(*texts).mentions if m.actor.startswith("named/")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Requests the Lakeland Commission to report", ["Lakeland_Commission"]),
        ("Requests the Ad Hoc Advisory Group on Lakeland to report", ["Ad_Hoc_Advisory_Group_on_Lakeland"]),
        (
            "the Truth, Justice and Reconciliation Commission and the Lakeland National Police",
            ["Truth,_Justice_and_Reconciliation_Commission", "Lakeland_National_Police"],
        ),
        ("the Executive Secretary of the Lakeland Convention", ["Executive_Secretary_of_the_Lakeland_Convention"]),
        # with a known name in it, or the rest of one
        ("the United Nations Lakeland and Harbour Mechanism", None),
        ("the Bureau of the Food and Agriculture Organization of the United Nations", None),
        # a noun that has to be bound, a class, an event, a known name
        ("the Committee and the Panel of Experts", []),
        ("the Lakeland Commission Report", []),
        ("the Counter-Terrorism Committee and the Security Council", []),
        ("the committee on lakes", []),
        ("请索马里湖泊管理局提交报告", ["索马里湖泊管理局"]),
        ("鼓励国家湖泊委员会和会员国", ["国家湖泊委员会"]),
        ("鼓励设立国家委员会，", []),
        ("该委员会应向会员国委员会提出", []),
        ("请索马里采取措施设立委员会，", []),
        ("每年向安全理事会口头通报委员会的工作，", []),
        ("秘书长提交安全理事会的报告", []),
    ],
)
def test_a_name_formed_like_that_of_a_body_or_an_office_is_an_actor(annotated, text, names):
    whole = [text.removeprefix("the ").replace(" ", "_")]
    assert coined(annotated, text) == (whole if names is None else names)


def test_its_noun_alone_means_it_from_then_on(annotated):
    found = annotated("Requests the Lakeland Commission to report", "Requests the Commission to go on").norms
    assert [norm.addressees for norm in found] == [("named/Lakeland_Commission",)] * 2


def test_a_list_goes_on_behind_it(annotated):
    (norm,) = annotated("Requests ICAO, the Lakeland Commission and INTERPOL to report").norms
    assert norm.addressees == ("icao", "named/Lakeland_Commission", "interpol")


def test_it_is_a_finding_as_well(annotated):
    found = annotated("Requests the Lakeland Commission to report").findings
    assert [(one.kind, one.words) for one in found] == [("unknown-actor", "Lakeland Commission")]


def test_it_is_described_by_the_name_it_is_printed_with(annotated):
    text = "Requests the Lakeland Commission to report"
    paragraph = Paragraph("para/1", Kind.OPERATIVE, Passage(text, ()), 1, "", "1")
    main = Component("", ComponentType.MAIN)
    document = Document("S/RES/2400(2018)", "eng", "", (main,), (), (paragraph,), (), ())
    actor = entity("actor", "named/Lakeland_Commission")
    told = [(p, o) for s, p, o in describe_statements(document, annotated(text)) if s == actor]
    assert told == [(RDF.type, MG.NamedActor), (SKOS.prefLabel, '"Lakeland Commission"@en')]
