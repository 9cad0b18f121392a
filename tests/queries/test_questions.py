import doctest
import re
from types import ModuleType

import pytest
from pyoxigraph import QuerySolutions, Store
from rdflib.plugins.sparql import prepareQuery

import mandategraph.queries
import mandategraph.queries.terms
from mandategraph.queries import (
    MalformedQuestionError,
    Question,
    UnknownQuestionError,
    question,
    questions,
    read,
)

HEADER = "# title@en: Norms\n# title@zh: 规范\n"
BODY = '\nSELECT ?n WHERE { VALUES ?n { 3 } VALUES ?word { "a" } } ORDER BY ?n\n'

by_name = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)


def test_questions_come_sorted_by_name_and_each_once() -> None:
    names = [asked.name for asked in questions()]
    assert names == sorted(set(names))
    assert len(names) >= 18


@by_name
def test_a_question_parses_and_selects_in_oxigraph(asked: Question) -> None:
    assert isinstance(Store().query(asked.text), QuerySolutions)


@by_name
def test_a_question_parses_in_rdflib(asked: Question) -> None:
    assert prepareQuery(asked.text).algebra.name == "SelectQuery"


@by_name
def test_a_question_has_title_and_description_in_both_languages(asked: Question) -> None:
    assert asked.title.keys() == asked.description.keys() == {"en", "zh"}


@by_name
def test_a_parameter_has_a_title_in_both_languages(asked: Question) -> None:
    assert all(parameter.title.keys() == {"en", "zh"} for parameter in asked.parameters)


@by_name
def test_a_question_answers_in_a_fixed_order_and_each_row_once(asked: Question) -> None:
    assert re.search(r"^ORDER BY \S", asked.text, re.MULTILINE)
    assert re.search(r"^SELECT DISTINCT |^GROUP BY ", asked.text, re.MULTILINE)
    assert "COUNT(*)" not in asked.text  # a triple that two graphs hold counts once
    assert all(found == "DISTINCT" for found in re.findall(r"COUNT\((\w+)", asked.text))


@by_name
def test_every_column_has_a_name_of_one_word(asked: Question) -> None:
    solutions = Store().query(asked.text)
    assert isinstance(solutions, QuerySolutions)
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]+", variable.value) for variable in solutions.variables)


@pytest.mark.parametrize("module", [mandategraph.queries, mandategraph.queries.terms])
def test_the_examples_in_the_docstrings_run(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


def test_a_question_is_found_by_its_name() -> None:
    assert question("prohibitions") in questions()


def test_an_unknown_name_is_answered_with_the_names_near_it() -> None:
    with pytest.raises(UnknownQuestionError) as error:
        question("reporting-line")
    assert error.value.question == "reporting-line"
    assert error.value.near[0] == "reporting-lines"
    assert "reporting-lines" in str(error.value)


def test_a_name_like_no_other_is_answered_without_one() -> None:
    with pytest.raises(UnknownQuestionError) as error:
        question("0")
    assert error.value.near == ()


def test_a_header_is_read_as_data() -> None:
    text = HEADER + "# param n integer default: 3\n# param n title@en: how many\n" + BODY
    asked = read("norms", text)
    assert (asked.name, asked.title["zh"], asked.text) == ("norms", "规范", text)
    (parameter,) = asked.parameters
    assert (parameter.name, parameter.type, parameter.default) == ("n", "integer", "3")
    assert parameter.title == {"en": "how many"}


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("# by: someone", "# by: someone"),
        ("#title@en: Norms", "#title@en: Norms"),
        ("# title@en: ", "# title@en: "),
        ("# param n number default: 3", "n number"),
        ("# param n title@en: how many", "n"),
        ("# param n integer default: 4", "VALUES ?n ['3']"),
        ("# param word integer default: 4", "VALUES ?word ['\"a\"']"),
        ("# param other integer default: 4", "VALUES ?other []"),
    ],
)
def test_a_header_that_breaks_a_rule_is_refused(line: str, detail: str) -> None:
    with pytest.raises(MalformedQuestionError) as error:
        read("norms", HEADER + line + "\n" + BODY)
    assert error.value.detail == detail
