from datetime import date, datetime

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mandategraph.queries import (
    BadValueError,
    Parameter,
    ParameterType,
    Question,
    UnknownParameterError,
    Value,
    bind,
    questions,
    read,
)

PROBE = read(
    "probe",
    """# param iri iri default: https://w3id.org/mandategraph/actor/cted
# param string string default: a
# param integer integer default: 1
# param date date default: 2018-03-30
# param boolean boolean default: false

SELECT ?iri ?string ?integer ?date ?boolean
WHERE {
  VALUES ?iri { <https://w3id.org/mandategraph/actor/cted> }
  VALUES ?string { "a" }
  VALUES ?integer { 1 }
  VALUES ?date { "2018-03-30"^^<http://www.w3.org/2001/XMLSchema#date> }
  VALUES ?boolean { false }
}
ORDER BY ?iri
""",
)
DEFAULTS = ["https://w3id.org/mandategraph/actor/cted", "a", "1", "2018-03-30", "false"]
HOSTILE = [
    '" } } #',
    '"',
    "\\",
    '\\" } #',
    "\\\\",
    "\\u0022 } #",
    "\\U00000022",
    "\\\\u0022",
    "a\nb\r\tc",
    "} VALUES ?integer { 2 }",
    "VALUES ?iri { <https://example.org/> }",
    "\\1 \\g<0> $string ?string {0}",
    "'''",
    "\x00",
]


def answer(values: dict[str, Value]) -> list[str]:
    """The one row the bound probe has."""
    solutions = pyoxigraph.Store().query(bind(PROBE, values))
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    (row,) = solutions
    return [term.value for term in row]  # type: ignore[union-attr]


def with_default(**changed: str) -> list[str]:
    """The probe's row with some of its cells changed."""
    names = [parameter.name for parameter in PROBE.parameters]
    return [changed.get(name, default) for name, default in zip(names, DEFAULTS, strict=True)]


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_a_question_bound_to_its_defaults_is_the_file_as_it_stands(asked: Question) -> None:
    assert bind(asked, {}) == asked.text
    assert bind(asked, {parameter.name: parameter.default for parameter in asked.parameters}) == asked.text


def test_a_parameter_without_a_value_keeps_its_default() -> None:
    assert answer({"integer": 7}) == with_default(integer="7")


def test_every_block_of_a_parameter_is_bound() -> None:
    text = "# param n integer default: 1\n\nSELECT ?n { { VALUES ?n { 1 } } { VALUES ?n { 1 } } }\n"
    assert bind(read("twice", text), {"n": 2}).count("VALUES ?n { 2 }") == 2


def test_a_values_block_that_is_no_parameter_stays() -> None:
    text = "# param n integer default: 1\n\nSELECT ?n { VALUES ?n { 1 } VALUES ?m { 1 } }\n"
    assert "VALUES ?m { 1 }" in bind(read("other", text), {"n": 2})


@pytest.mark.parametrize(
    ("name", "value", "bound"),
    [
        ("iri", "urn:x:é(2017)", "urn:x:é(2017)"),
        ("integer", -3, "-3"),
        ("integer", "+007", "7"),
        ("date", "2018-06-30", "2018-06-30"),
        ("date", date(2018, 6, 30), "2018-06-30"),
        ("boolean", True, "true"),
        ("boolean", "1", "true"),
        ("boolean", "FALSE", "false"),
    ],
)
def test_a_value_is_taken_in_its_lexical_form_or_as_a_python_value(name: str, value: Value, bound: str) -> None:
    assert answer({name: value}) == with_default(**{name: bound})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("iri", ""),
        ("iri", "cted"),
        ("iri", "<https://example.org/>"),
        ("iri", "https://example.org/> } #"),
        ("iri", "https://example.org/ a"),
        ("iri", "https://example.org/\n"),
        ("iri", "https://example.org/\\u003E"),
        ("iri", "https://example.org/{a}"),
        ("iri", "https://[example.org/"),
        ("iri", "https://example.org/\ud800"),
        ("iri", 1),
        ("string", "\ud800"),
        ("string", 1),
        ("integer", ""),
        ("integer", "1 } #"),
        ("integer", "1\n"),
        ("integer", "1.0"),
        ("integer", "٣"),
        ("integer", 10**18),
        ("integer", True),
        ("integer", date(2018, 6, 30)),
        ("date", ""),
        ("date", "2018-06-31"),
        ("date", "20180630"),
        ("date", "2018-W26-6"),
        ("date", '2018-06-30"'),
        ("date", datetime(2018, 6, 30)),
        ("date", 1),
        ("boolean", "yes"),
        ("boolean", ""),
        ("boolean", 1),
    ],
)
def test_a_value_of_another_type_or_with_more_than_a_value_in_it_is_refused(name: str, value: Value) -> None:
    with pytest.raises(BadValueError) as error:
        bind(PROBE, {name: value})
    assert (error.value.question, error.value.parameter, error.value.type) == ("probe", name, name)
    assert error.value.value is value


def test_a_value_for_no_parameter_is_refused_with_the_parameters_there_are() -> None:
    with pytest.raises(UnknownParameterError) as error:
        bind(PROBE, {"actor": "a"})
    assert (error.value.parameter, error.value.known) == ("actor", tuple(ParameterType))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_string_stays_one_string_in_oxigraph(text: str) -> None:
    assert answer({"string": text, "integer": 5}) == with_default(string=text, integer="5")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_string_stays_one_string_in_rdflib_which_decodes_escapes_before_it_parses(text: str) -> None:
    (row,) = rdflib.Graph().query(bind(PROBE, {"string": text, "integer": 5}))
    assert [str(term) for term in row] == with_default(string=text, integer="5")  # type: ignore[union-attr]


@given(st.text())
@example("\\u0022")
def test_any_text_is_bound_as_itself(text: str) -> None:
    assert answer({"string": text}) == with_default(string=text)


@given(st.text(alphabet='\\uU0123aF"{}<> ?\n', max_size=12))
@settings(max_examples=60)
def test_any_run_of_escapes_is_bound_as_itself_in_both_engines(text: str) -> None:
    (row,) = rdflib.Graph().query(bind(PROBE, {"string": text}))
    assert [str(term) for term in row] == with_default(string=text) == answer({"string": text})  # type: ignore[union-attr]


@given(st.one_of(st.text(), st.text("abAB09/()%é会:#?=&~._-<> {").map("https://example.org/{}".format)))
def test_any_text_is_an_iri_of_its_own_or_refused(text: str) -> None:
    try:
        query = bind(PROBE, {"iri": text})
    except BadValueError:
        return
    solutions = pyoxigraph.Store().query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    (row,) = solutions
    assert row["iri"] == pyoxigraph.NamedNode(text)


@given(st.integers(min_value=1 - 10**18, max_value=10**18 - 1))
def test_any_integer_of_eighteen_digits_is_bound_as_itself(number: int) -> None:
    assert answer({"integer": number}) == answer({"integer": str(number)}) == with_default(integer=str(number))


@given(st.dates())
def test_any_date_is_bound_as_itself(day: date) -> None:
    assert answer({"date": day}) == answer({"date": day.isoformat()}) == with_default(date=day.isoformat())


@given(st.sampled_from(PROBE.parameters), st.text())
def test_no_text_changes_the_query_around_its_parameter(parameter: Parameter, text: str) -> None:
    try:
        bound = bind(PROBE, {parameter.name: text})
    except BadValueError:
        return
    head, tail = PROBE.text.split(f"VALUES ?{parameter.name} {{", 1)
    assert bound.startswith(head)
    assert bound.endswith(tail.split("}", 1)[1])
