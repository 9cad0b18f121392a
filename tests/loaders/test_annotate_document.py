"""A short document, annotated whole: everything it says, as one value that points at its text."""

import pytest

from mandategraph.loaders.annotate.document import Facts, Speaker, annotate
from mandategraph.loaders.annotations import Bindingness, Modality
from mandategraph.loaders.document import Component, ComponentType, Document, Finding, Kind, Paragraph, Section
from mandategraph.loaders.passage import Passage

TEXTS = {
    "pre/1": "回顾其第 1373(2001)号决议，并重申会员国有义务制止恐怖主义，",
    "para/1": "决定会员国应建立预报旅客资料系统，并鼓励各国在现有任务和资源范围内分享信息；",
    "para/2": "请反恐怖主义委员会执行局(反恐局)与国际民航组织协调：",
    "para/2/a": "在 2018 年 6 月 30 日前向反恐怖主义委员会提交报告；",
    "para/3": "请反恐局执行第 2178 号决议和第 9998 号决议；",
    "para/4": "决定继续处理此案。",
    "annex/1/para/1": "反恐执行局将每年两次向委员会通报情况。会议已经举行。",
    "note/1": "见委员会的报告，S/2017/375。",
}
KINDS = {"pre": Kind.PREAMBULAR, "note": Kind.FOOTNOTE}


def paragraph(path, text, position):
    kind = Kind.SUB_ITEM if path.endswith("/a") else KINDS.get(path.partition("/")[0], Kind.OPERATIVE)
    component = "annex/1" if path.startswith("annex") else ""
    section = "sec/1" if path == "para/4" else None
    return Paragraph(path, kind, Passage(text, ()), position, component, section=section)


@pytest.fixture(scope="module")
def document():
    return Document(
        symbol="S/RES/9999(2018)",
        language="zho",
        source="",
        components=(Component("", ComponentType.MAIN), Component("annex/1", ComponentType.ANNEX)),
        sections=(Section("sec/1", Passage("边境管理与信息共享", ()), 1, "", 1),),
        paragraphs=tuple(paragraph(path, text, n) for n, (path, text) in enumerate(TEXTS.items(), 1)),
        matter=(),
        furniture=(),
        findings=(Finding("layout", "para/2", "an item out of order"),),
    )


@pytest.fixture(scope="module")
def annotations(document, compiled):
    speakers = {"": Speaker("security-council", "resolution"), "annex/1": Speaker("cted", "work-programme")}
    return annotate(document, Facts(speakers, "2018-01-01", chapter_vii=True), compiled.annotators["zho"])


def test_mentions_come_in_reading_order_with_the_names_the_document_introduced(annotations):
    assert [(m.paragraph, m.span.of(TEXTS[m.paragraph]), m.actor) for m in annotations.mentions] == [
        ("pre/1", "会员国", "member-states"),
        ("para/1", "会员国", "member-states"),
        ("para/1", "各国", "states"),
        ("para/2", "反恐怖主义委员会执行局", "cted"),
        ("para/2", "反恐局", "cted"),
        ("para/2", "国际民航组织", "icao"),
        ("para/2/a", "反恐怖主义委员会", "ctc"),
        ("para/3", "反恐局", "cted"),
        ("annex/1/para/1", "反恐执行局", "cted"),
        ("annex/1/para/1", "委员会", "ctc"),
        ("note/1", "委员会", "ctc"),
    ]


def test_clauses_are_acts_in_resolutions_and_modal_sentences_in_programmes(annotations):
    assert [(clause.path, clause.act, clause.span.of(TEXTS[clause.paragraph])) for clause in annotations.clauses] == [
        ("pre/1/cl/1", "recall", "回顾其第 1373(2001)号决议，"),
        ("pre/1/cl/2", "reaffirm", "并重申会员国有义务制止恐怖主义，"),
        ("para/1/cl/1", "decide", "决定会员国应建立预报旅客资料系统，"),
        ("para/1/cl/2", "encourage", "并鼓励各国在现有任务和资源范围内分享信息；"),
        ("para/2/cl/1", "request", TEXTS["para/2"]),
        ("para/3/cl/1", "request", TEXTS["para/3"]),
        ("para/4/cl/1", "decide", TEXTS["para/4"]),
        ("annex/1/para/1/cl/1", "will", "反恐执行局将每年两次向委员会通报情况。"),
    ]


def test_norms_say_what_whose_and_how_far_it_binds(annotations):
    assert [(n.clause, n.modality, n.addressees, n.bindingness) for n in annotations.norms] == [
        ("pre/1/cl/2", Modality.OBLIGATION, ("member-states",), Bindingness.HORTATORY),
        ("para/1/cl/1", Modality.OBLIGATION, ("member-states",), Bindingness.BINDING),
        ("para/1/cl/2", Modality.ENCOURAGEMENT, ("states",), Bindingness.HORTATORY),
        ("para/2/cl/1", Modality.REQUEST, ("cted",), Bindingness.BINDING),
        ("para/3/cl/1", Modality.REQUEST, ("cted",), Bindingness.BINDING),
        ("para/4/cl/1", Modality.COMMITMENT, ("security-council",), Bindingness.PROGRAMMATIC),
        ("annex/1/para/1/cl/1", Modality.COMMITMENT, ("cted",), Bindingness.PROGRAMMATIC),
    ]


def test_norms_have_their_own_roles_times_and_conditions(annotations):
    norms = {norm.clause: norm for norm in annotations.norms}
    assert norms["para/1/cl/1"].systems == ("api",)
    assert norms["para/1/cl/2"].qualifiers == ("within-existing-mandates-and-resources",)
    assert [(p.actor, p.role) for p in norms["para/2/cl/1"].partners] == [("icao", "in-coordination")]
    assert norms["annex/1/para/1/cl/1"].recipients == ("ctc",)
    assert [(r.interval, r.times) for r in norms["annex/1/para/1/cl/1"].recurrences] == [("R/P1Y", 2)]
    assert norms["para/4/cl/1"].procedural
    assert norms["pre/1/cl/2"].restated


def test_citations_are_resolved_and_a_footnotes_are_its_own(annotations):
    found = [(cited.paragraph, cited.citation.target.key) for cited in annotations.citations]
    assert ("pre/1", "S/RES/1373(2001)") in found
    assert ("para/3", "S/RES/2178(2014)") in found
    assert [key for path, key in found if path == "note/1"] == ["S/2017/375"]


def test_what_stays_unknown_is_a_finding_beside_those_of_the_reader(annotations):
    first, *others = annotations.findings
    assert first.kind == "layout"
    assert [finding.path for finding in others] == ["para/3"]
    assert "9998" in others[0].detail


def test_a_paragraph_concerns_what_it_or_its_heading_names(annotations):
    subjects = {subject.paragraph: subject for subject in annotations.subjects}
    assert subjects["para/1"].systems == ("api",)
    assert {"border-security", "information-sharing"} <= set(subjects["para/4"].topics)
    assert "para/2" not in {path for path, subject in subjects.items() if subject.systems}


def test_every_span_lies_in_its_paragraph(annotations):
    for found in (*annotations.mentions, *annotations.clauses):
        assert 0 <= found.span.start < found.span.end <= len(TEXTS[found.paragraph])
    for norm in annotations.norms:
        path = norm.clause.rpartition("/cl/")[0]
        assert norm.action.end <= len(TEXTS[path])


def test_every_norm_has_its_clause(annotations):
    assert {norm.clause for norm in annotations.norms} <= {clause.path for clause in annotations.clauses}


def test_a_component_without_a_speaker_has_that_of_the_main_text():
    facts = Facts({"": Speaker("icao", "report"), "annex/1": Speaker("cted", "work-programme")}, "", chapter_vii=False)
    assert facts.speaker("annex/1") == Speaker("cted", "work-programme")
    assert facts.speaker("annex/2") == Speaker("icao", "report")


def test_annotating_twice_gives_the_same(document, compiled, annotations):
    speakers = {"": Speaker("security-council", "resolution"), "annex/1": Speaker("cted", "work-programme")}
    again = annotate(document, Facts(speakers, "2018-01-01", chapter_vii=True), compiled.annotators["zho"])
    assert again == annotations


def test_a_document_without_paragraphs_says_nothing(compiled):
    empty = Document("S/2018/1", "eng", "", (Component("", ComponentType.MAIN),), (), (), (), ())
    found = annotate(empty, Facts({"": Speaker("icao", "report")}, "", chapter_vii=False), compiled.annotators["eng"])
    assert not any((found.mentions, found.citations, found.clauses, found.norms, found.subjects, found.findings))


def test_a_name_that_a_footnote_introduces_holds_for_no_running_text(compiled):
    main = (Component("", ComponentType.MAIN),)
    texts = [("note/1", "反恐委员会(联委会)"), ("para/1", "请联委会提出报告；")]
    paragraphs = tuple(paragraph(path, text, n) for n, (path, text) in enumerate(texts, 1))
    document = Document("S/RES/9999(2018)", "zho", "", main, (), paragraphs, (), ())
    facts = Facts({"": Speaker("security-council", "resolution")}, "", chapter_vii=False)
    assert [m.paragraph for m in annotate(document, facts, compiled.annotators["zho"]).mentions] == ["note/1"] * 2
