"""Results: where they stand, in what order they come, and what is said of each in one line."""

import random
from dataclasses import replace
from types import MappingProxyType

import pytest
from pyoxigraph import Quad

from mandategraph.shapes.report import Place, Report, Result, Severity, line, place
from mandategraph.shapes.validation import validate

BASE = "https://w3id.org/mandategraph/"

PLACES = {
    "doc/S/RES/2396(2017)": Place("S/RES/2396(2017)"),
    "doc/S/RES/2396(2017)/zho": Place("S/RES/2396(2017)"),
    "doc/S/RES/2396(2017)/zho/source": Place("S/RES/2396(2017)"),
    "doc/S/RES/2396(2017)/pre/12": Place("S/RES/2396(2017)", "pre/12"),
    "doc/S/RES/2396(2017)/para/46/a": Place("S/RES/2396(2017)", "para/46/a"),
    "doc/S/RES/2396(2017)/para/46/a/cl/1/norm/partner/1": Place("S/RES/2396(2017)", "para/46/a"),
    "doc/S/RES/2396(2017)/para/11/cite/3/zho/position": Place("S/RES/2396(2017)", "para/11"),
    "doc/S/RES/2396(2017)/note/4/mention/2": Place("S/RES/2396(2017)", "note/4"),
    "doc/S/RES/2396(2017)/sec/2": Place("S/RES/2396(2017)", "sec/2"),
    "doc/A/RES/70/291/para/5/reuse/1": Place("A/RES/70/291", "para/5"),
    "doc/A/C.3/72/L.1/Rev.2/para/5": Place("A/C.3/72/L.1/Rev.2", "para/5"),
    "doc/S/2018/208/annex/1": Place("S/2018/208", "annex/1"),
    "doc/S/2018/208/annex/1/sec/3": Place("S/2018/208", "annex/1/sec/3"),
    "doc/S/2018/208/annex/2/para/7/cl/1": Place("S/2018/208", "annex/2/para/7"),
    "doc/S/2018/208/unnumbered/1": Place("S/2018/208", "unnumbered/1"),
    "actor/cted": Place(),
    "ont#Actor": Place(),
    "": Place(),
}

RESULT = Result(
    severity=Severity.VIOLATION,
    shape=f"{BASE}shapes#ClauseAct",
    constraint="minCount",
    focus=f"{BASE}doc/S/RES/2396(2017)/para/11/cl/2",
    document="S/RES/2396(2017)",
    paragraph="para/11",
    path=f"{BASE}ont#act",
    value=None,
    message=MappingProxyType({"en": "A clause has exactly one act.", "zh": "分句有且只有一个行为动词。"}),
)

# In the order in which they come
ORDERED = (
    replace(RESULT, document=None, paragraph=None, focus=f"{BASE}actor/cted"),
    replace(RESULT, document="A/RES/70/291", paragraph="para/40"),
    replace(RESULT, paragraph=None),
    replace(RESULT, paragraph="annex/1/para/2"),
    replace(RESULT, paragraph="para/2"),
    replace(RESULT, paragraph="para/11", shape=f"{BASE}shapes#ClauseAbove"),
    replace(RESULT, paragraph="para/11"),
    replace(RESULT, paragraph="para/11", value="1"),
    replace(RESULT, paragraph="para/11/a"),
    replace(RESULT, paragraph="pre/1"),
    replace(RESULT, document="S/RES/2500(2019)", paragraph="para/1"),
    replace(RESULT, severity=Severity.WARNING, document="A/RES/70/291", paragraph="para/1"),
    replace(RESULT, severity=Severity.INFO, document="A/RES/70/291", paragraph="para/1"),
)


@pytest.mark.parametrize("path", PLACES)
def test_a_place_is_the_symbol_and_the_paragraph_that_a_node_stands_in(path: str) -> None:
    assert place(BASE + path) == PLACES[path]


def test_a_place_does_not_depend_on_the_base() -> None:
    assert place("http://localhost:8000/doc/S/2018/80/para/7") == Place("S/2018/80", "para/7")


def test_a_result_is_named_by_shape_and_constraint() -> None:
    assert RESULT.name == "ClauseAct.minCount"


def test_results_come_by_severity_document_paragraph_as_read_and_name() -> None:
    shuffled = list(ORDERED)
    random.Random(7).shuffle(shuffled)  # noqa: S311
    assert tuple(sorted(shuffled, key=lambda result: result.order)) == ORDERED


def test_a_report_comes_in_the_same_order_whatever_the_order_of_the_quads(sound: frozenset[Quad]) -> None:
    # without the authority files, many nodes break many constraints
    quads = sorted((quad for quad in sound if not str(quad.graph_name).endswith("authorities>")), key=str)
    report = validate(quads)
    assert len(report.results) > 20
    assert [result.order for result in report.results] == sorted(result.order for result in report.results)
    assert validate(reversed(quads)) == report


def test_a_report_tells_violations_from_warnings() -> None:
    report = Report(False, ORDERED)
    assert report.violations == ORDERED[:-2]
    assert report.warnings == ORDERED[-2:-1]


def test_a_line_has_five_fields_between_tabs() -> None:
    assert line(RESULT).split("\t") == [
        "Violation ClauseAct.minCount",
        "S/RES/2396(2017)",
        "para/11",
        "A clause has exactly one act.",
        f"{BASE}doc/S/RES/2396(2017)/para/11/cl/2 {BASE}ont#act",
    ]


def test_a_line_says_the_value_last_and_a_dash_for_no_place() -> None:
    fields = line(replace(RESULT, document=None, paragraph=None, value="forget")).split("\t")
    assert fields[1:3] == ["-", "-"]
    assert fields[4].endswith(" forget")


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "A clause has exactly one act."),
        ("zh", "分句有且只有一个行为动词。"),
        ("fr", "A clause has exactly one act."),
    ],
)
def test_a_line_speaks_the_language_asked_for_or_else_any(language: str, message: str) -> None:
    assert line(RESULT, language).split("\t")[3] == message


def test_a_line_stays_one_line_whatever_the_value() -> None:
    shown = line(replace(RESULT, value="two\nlines\tand a tab"))
    assert shown.count("\t") == 4
    assert shown.endswith("two lines and a tab")


def test_a_result_without_a_message_still_has_its_line() -> None:
    assert line(replace(RESULT, message=MappingProxyType({}))).split("\t")[3] == ""
