"""One document in Chinese and English: what corresponds is one thing, what differs is found, and nothing is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from mandategraph.loaders.describe.terms import DCTERMS, ELI, MG, OA, Term, as_objects, entity, part
from mandategraph.loaders.describe.work import describe_work
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, background, load, quads
from mandategraph.shapes.validation import validate

SYMBOL = "S/RES/9001(2030)"
CHINESE = """安全理事会，

回顾第 1373(2001)号决议，

1. 促请会员国分享信息，并请秘书长在2031年6月30日前向安全理事会报告；

港口安全

2. 决定继续处理此案。
"""
ENGLISH = """The Security Council,

Recalling its resolution 1373 (2001),

1. Calls upon Member States to share information, and requests the Secretary-General to report to the Security Council
by 30 June 2031;

Safety of harbours

2. Decides to remain seized of the matter.
"""
Both = Callable[[str, str], tuple[Loaded, Loaded]]


@pytest.fixture
def both(tmp_path: Path, compiled: Loader) -> Both:
    """Loads a Chinese and an English text as one document."""

    def both_(chinese: str, english: str) -> tuple[Loaded, Loaded]:
        paths = [tmp_path / f"S_RES_9001(2030).{language}.txt" for language in ("zho", "eng")]
        for path, text in zip(paths, (chinese, english), strict=True):
            path.write_text(text, encoding="utf-8")
        return load(paths[0], compiled), load(paths[1], compiled)

    return both_


def described(loaded: Sequence[Loaded]) -> list[Quad]:
    return list(as_objects(describe_work(loaded)))


def value(iri: Term) -> str:
    return iri[1:-1]


def said(graph: list[Quad], path: str, property_: Term) -> set[str]:
    about = part(SYMBOL, path), property_
    return {each.object.value for each in graph if (str(each.subject), str(each.predicate)) == about}


def findings(graph: list[Quad]) -> set[tuple[str, str]]:
    """Kind and words of everything that was found where two languages disagree."""
    kinds = {
        each.subject: each.object.value.partition("#")[2] for each in graph if str(each.predicate) == MG.findingKind
    }
    words = {each.subject: each.object.value for each in graph if str(each.predicate) == MG.words}
    both_ = {(kind, words.get(node, "")) for node, kind in kinds.items()}
    return {(kind, shown) for kind, shown in both_ if kind.endswith(("Differ", "Language"))}


def test_paragraphs_sections_clauses_and_norms_are_one_in_two_languages(both: Both) -> None:
    graph = described(both(CHINESE, ENGLISH))
    assert len(said(graph, "para/1", MG.text)) == 2
    assert said(graph, "sec/1", DCTERMS.title) == {"港口安全", "Safety of harbours"}
    assert said(graph, "para/1/cl/2", MG.act) == {value(entity("act", "request"))}
    assert len(said(graph, "para/1/cl/2", MG.quote)) == 2
    assert len(said(graph, "para/1/cl/2", OA.hasSelector)) == 4
    assert said(graph, "para/1/cl/2/norm", MG.deadline) == {"2031-06-30"}
    assert len(said(graph, "para/1/cl/2/norm", MG.action)) == 2
    assert len(said(graph, "pre/1/cite/1", MG.quote)) == 2
    assert said(graph, "pre/1/cite/2", MG.quote) == set()
    assert findings(graph) == set()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_the_languages_makes_no_difference(both: Both, order: tuple[int, int]) -> None:
    loaded = both(CHINESE, ENGLISH)
    assert list(describe_work([loaded[at] for at in order])) == list(describe_work(loaded))


DISAGREEMENTS = {
    "a clause that is one in Chinese only": (
        CHINESE.replace("，并请", "，强调信息很重要，并请"),
        ENGLISH,
        {("ActsDiffer", "- | emphasize")},
    ),
    "a clause that is one in English only": (
        CHINESE,
        ENGLISH.replace(", and requests", ", emphasizes the importance of information, and requests"),
        {("ActsDiffer", "emphasize | -")},
    ),
    "another act": (
        CHINESE.replace("促请", "鼓励"),
        ENGLISH,
        {("ActsDiffer", "call-upon | encourage"), ("NormsDiffer", "modality: recommendation | encouragement")},
    ),
    "another deadline": (
        CHINESE.replace("6月30日", "6月29日"),
        ENGLISH,
        {("NormsDiffer", "deadlines: 2031-06-30 | 2031-06-29")},
    ),
    "another rhythm": (
        CHINESE.replace("在2031年6月30日前", "每年两次"),
        ENGLISH.replace("\nby 30 June 2031", "\nonce a year"),
        {("NormsDiffer", "recurrences: R/P1Y 1 | R/P1Y 2")},
    ),
    "another addressee": (
        CHINESE.replace("促请会员国", "促请所有国家"),
        ENGLISH,
        {("NormsDiffer", "addressees: member-states | states")},
    ),
    "another resolution": (
        CHINESE.replace("1373(2001)", "1267(1999)"),
        ENGLISH,
        {("CitationsDiffer", "S/RES/1373(2001) | -"), ("CitationsDiffer", "- | S/RES/1267(1999)")},
    ),
    "a paragraph more in Chinese": (
        CHINESE + "\n3. 又决定再次审议此案。\n",
        ENGLISH,
        {("PartInOneLanguage", "para in zho only")},
    ),
    "a paragraph more in English": (
        CHINESE,
        ENGLISH + "\n3. Also decides to consider the matter again.\n",
        {("PartInOneLanguage", "para in eng only")},
    ),
    "a heading in English only": (
        CHINESE.replace("港口安全\n\n", ""),
        ENGLISH,
        {("PartInOneLanguage", "sec in eng only")},
    ),
}


@pytest.mark.parametrize(("chinese", "english", "found"), DISAGREEMENTS.values(), ids=DISAGREEMENTS)
def test_what_the_languages_disagree_in_is_found(
    both: Both, chinese: str, english: str, found: set[tuple[str, str]]
) -> None:
    assert findings(described(both(chinese, english))) == found


@pytest.mark.parametrize(
    ("chinese", "english", "path"),
    [
        (CHINESE + "\n3. 又决定再次审议此案。\n", ENGLISH, "para/3"),
        (CHINESE, ENGLISH + "\n3. Also decides to consider the matter again.\n", "para/3"),
    ],
)
def test_what_only_one_language_has_is_found_where_it_stands(both: Both, chinese: str, english: str, path: str) -> None:
    graph = described(both(chinese, english))
    (finding,) = [each.subject for each in graph if str(each.object) == MG.PartInOneLanguage]
    found = {str(each.object) for each in graph if (each.subject, str(each.predicate)) == (finding, MG.foundIn)}
    assert found == {part(SYMBOL, path)}


@pytest.mark.parametrize(("chinese", "english", "found"), DISAGREEMENTS.values(), ids=DISAGREEMENTS)
def test_of_two_languages_that_disagree_nothing_is_lost(
    both: Both, chinese: str, english: str, found: set[tuple[str, str]]
) -> None:
    assert found
    loaded = both(chinese, english)
    graph = described(loaded)
    words = {each.object for one in loaded for each in described([one]) if _is_text(each)}
    assert words <= {each.object for each in graph}
    kept = {MG.addressee, MG.deadline, MG.mentions, MG.cited, ELI.cites}
    values = {(str(each.predicate), each.object) for one in loaded for each in described([one])}
    assert {value for value in values if value[0] in kept} <= {(str(each.predicate), each.object) for each in graph}


def _is_text(quad: Quad) -> bool:
    return isinstance(quad.object, Literal) and quad.object.language in {"en", "zh"} and str(quad.predicate) != MG.words


@pytest.mark.slow
def test_documents_in_two_languages_are_sound_whatever_they_disagree_in(both: Both) -> None:
    for chinese, english, _ in (*DISAGREEMENTS.values(), (CHINESE, ENGLISH, set())):
        assert validate(described(both(chinese, english)), background()).violations == ()


def test_where_a_paragraph_stands_is_said_for_the_source_of_each_language(both: Both) -> None:
    loaded = both(CHINESE, ENGLISH)
    graph = described(loaded)
    spans = [next(each for each in one.reading.document.paragraphs if each.path == "para/1") for one in loaded]
    chinese, english = (each.passage.source for each in spans)
    assert said(graph, "para/1", MG.sourceStart) == {str(english.start)}
    assert said(graph, "para/1/zho", MG.sourceStart) == {str(chinese.start)}
    assert said(graph, "para/1/zho", MG.wordingOf) == {value(part(SYMBOL, "para/1"))}


def test_a_section_that_only_one_language_has_takes_no_title_of_the_other(both: Both) -> None:
    more = "2031;\n\nLights\n\n2. Welcomes the report;\n", "报告；\n\n2. 欢迎报告；\n"
    english = ENGLISH.replace("2. Decides", "3. Decides").replace("2031;\n", more[0])
    chinese = CHINESE.replace("2. 决定", "3. 决定").replace("报告；\n", more[1])
    graph = described(both(chinese, english))
    assert said(graph, "sec/1", DCTERMS.title) == {"Lights"}
    assert said(graph, "sec/2", DCTERMS.title) == {"Safety of harbours", "港口安全"}
    assert said(graph, "para/3", MG.inSection) == {value(part(SYMBOL, "sec/2"))}
    assert findings(graph) == {("PartInOneLanguage", "sec in eng only")}


def test_build_gives_both_languages_one_graph(both: Both) -> None:
    loaded = both(CHINESE, ENGLISH)
    whole = set(quads(loaded))
    assert set(described(loaded)) <= whole
    assert len(said(list(whole), "para/1", MG.position)) == 1
