"""Bindingness: how far a norm binds, and on what ground (annotation guide, section 3)."""

from itertools import product

import pytest

from mandategraph.loaders.annotate.bindingness import Authority, bindingness
from mandategraph.loaders.annotations import Bindingness, Modality, Reason

COUNCIL = Authority("security-council", chapter_vii=False)
CHAPTER_VII = Authority("security-council", chapter_vii=True)
ASSEMBLY = Authority("general-assembly", chapter_vii=False)
SECRETARY_GENERAL = Authority("secretary-general", chapter_vii=False)

TABLE = [
    # the Council decides about States
    ("decide", "obligation", "member-states", CHAPTER_VII, "binding", "council-decision-to-states"),
    ("decide", "obligation", "states", COUNCIL, "binding", "council-decision-to-states"),
    ("decide", "prohibition", "member-states", CHAPTER_VII, "binding", "council-decision-to-states"),
    ("demand", "obligation", "states", CHAPTER_VII, "binding", "council-decision-to-states"),
    ("decide", "obligation", "member-states icao", CHAPTER_VII, "binding", "council-decision-to-states"),
    # … about its own organs
    ("decide", "decision", "cted", COUNCIL, "binding", "council-decision-to-own-organs"),
    ("direct", "obligation", "cted", COUNCIL, "binding", "council-decision-to-own-organs"),
    ("direct", "obligation", "ctc cted", COUNCIL, "binding", "council-decision-to-own-organs"),
    ("decide", "decision", "security-council", COUNCIL, "binding", "council-decision-to-own-organs"),
    # … about nobody by name
    ("decide", "decision", "", COUNCIL, "binding", "council-decision-to-own-organs"),
    ("request", "request", "", COUNCIL, "hortatory", "hortatory-act"),
    ("demand", "obligation", "", CHAPTER_VII, "hortatory", "hortatory-act"),
    ("demand", "obligation", "", COUNCIL, "contested", "demand-outside-chapter-vii"),
    # it demands outside Chapter VII
    ("demand", "obligation", "states", COUNCIL, "contested", "demand-outside-chapter-vii"),
    ("demand", "obligation", "icao", COUNCIL, "contested", "demand-outside-chapter-vii"),
    # it exhorts
    ("urge", "recommendation", "member-states", CHAPTER_VII, "hortatory", "hortatory-act"),
    ("call-upon", "recommendation", "member-states", CHAPTER_VII, "hortatory", "hortatory-act"),
    ("encourage", "encouragement", "cted", COUNCIL, "hortatory", "hortatory-act"),
    ("authorize", "authorization", "member-states", CHAPTER_VII, "hortatory", "hortatory-act"),
    ("request", "request", "member-states", CHAPTER_VII, "hortatory", "hortatory-act"),
    ("request", "request", "icao", COUNCIL, "hortatory", "hortatory-act"),
    # the Assembly
    ("decide", "decision", "general-assembly", ASSEMBLY, "binding", "assembly-internal-decision"),
    ("urge", "recommendation", "member-states", ASSEMBLY, "hortatory", "hortatory-act"),
    ("request", "request", "secretary-general", ASSEMBLY, "hortatory", "hortatory-act"),
    ("demand", "obligation", "states", ASSEMBLY, "hortatory", "hortatory-act"),
    # an actor's own commitment
    ("will", "commitment", "cted", Authority("cted", chapter_vii=False), "programmatic", "own-commitment"),
    ("intend", "commitment", "security-council", COUNCIL, "programmatic", "own-commitment"),
    ("will", "commitment", "cted", SECRETARY_GENERAL, "programmatic", "own-commitment"),
    # whoever cannot decide
    ("must", "obligation", "member-states", SECRETARY_GENERAL, "hortatory", "not-a-deciding-body"),
    ("should", "recommendation", "member-states", SECRETARY_GENERAL, "hortatory", "not-a-deciding-body"),
]


@pytest.fixture(scope="module")
def actors(compiled):
    return compiled.annotators["zho"].knowledge.actors


@pytest.mark.parametrize(("act", "modality", "addressees", "authority", "binding", "reason"), TABLE)
def test_how_far_a_norm_binds_and_why(act, modality, addressees, authority, binding, reason, actors):
    found = bindingness(act, Modality(modality), addressees.split(), authority, actors, restated=False)
    assert found == (Bindingness(binding), Reason(reason))


@pytest.mark.parametrize(
    ("modality", "authority", "of_decision", "binding", "reason"),
    [
        ("obligation", COUNCIL, False, "hortatory", "restated-duty"),
        ("obligation", COUNCIL, True, "binding", "council-decision-to-states"),
        ("prohibition", CHAPTER_VII, True, "binding", "council-decision-to-states"),
        ("recommendation", COUNCIL, True, "hortatory", "restated-duty"),
        ("obligation", ASSEMBLY, True, "hortatory", "restated-duty"),
        ("obligation", SECRETARY_GENERAL, True, "hortatory", "not-a-deciding-body"),
    ],
)
def test_a_restated_duty_binds_only_as_one_that_the_council_decided(
    modality, authority, of_decision, binding, reason, actors
):
    found = bindingness(
        "recall", Modality(modality), ["member-states"], authority, actors, restated=True, of_decision=of_decision
    )
    assert found == (Bindingness(binding), Reason(reason))


@pytest.mark.parametrize(
    ("text", "chapter_vii", "binding"),
    [
        ("决定会员国应建立这一系统；", True, "binding"),
        ("要求会员国停止这种行为；", True, "binding"),
        ("要求会员国停止这种行为；", False, "contested"),
        ("促请会员国停止这种行为；", True, "hortatory"),
        ("回顾会员国必须停止这种行为；", True, "hortatory"),
        ("回顾其决定所有会员国应停止这种行为；", True, "binding"),
        ("回顾第 1373(2001)号决议规定会员国必须停止这种行为；", False, "binding"),
        ("表示打算审查执行情况；", False, "programmatic"),
        ("决定继续处理此案。", False, "programmatic"),
        ("Decides that Member States shall develop such systems;", True, "binding"),
        ("Demands that Member States cease such acts;", False, "contested"),
        ("Calls upon Member States to cease such acts;", True, "hortatory"),
        ("Recalls its decision that Member States shall cease such acts;", True, "binding"),
        ("Decides to remain seized of the matter.", False, "programmatic"),
    ],
)
def test_the_words_and_the_document_together_decide(annotated, text, chapter_vii, binding):
    (norm,) = annotated(text, chapter_vii=chapter_vii).norms
    assert norm.bindingness is Bindingness(binding)


@pytest.mark.parametrize("restated", [False, True])
@pytest.mark.parametrize("authority", [COUNCIL, CHAPTER_VII, ASSEMBLY, SECRETARY_GENERAL])
def test_no_norm_is_left_without_a_bindingness_and_a_ground(authority, restated, actors):
    grounds = {
        Bindingness.BINDING: {
            Reason.COUNCIL_DECISION_TO_STATES,
            Reason.COUNCIL_DECISION_TO_OWN_ORGANS,
            Reason.ASSEMBLY_INTERNAL_DECISION,
        },
        Bindingness.CONTESTED: {Reason.DEMAND_OUTSIDE_CHAPTER_VII},
        Bindingness.PROGRAMMATIC: {Reason.OWN_COMMITMENT},
        Bindingness.HORTATORY: {Reason.HORTATORY_ACT, Reason.RESTATED_DUTY, Reason.NOT_A_DECIDING_BODY},
    }
    for act, modality, addressee in product(("decide", "demand", "recall"), Modality, ("states", "cted", "icao")):
        binding, reason = bindingness(act, modality, [addressee], authority, actors, restated=restated)
        assert reason in grounds[binding]


@pytest.mark.parametrize("modality", [m for m in Modality if m is not Modality.COMMITMENT])
def test_a_body_that_cannot_decide_binds_nobody(modality, actors):
    found = bindingness("decide", modality, ["member-states"], SECRETARY_GENERAL, actors, restated=False)
    assert found == (Bindingness.HORTATORY, Reason.NOT_A_DECIDING_BODY)
