"""The pages of the questions: every one, as it stands and with other values."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Store

from mandategraph.queries import ParameterType, Question, questions
from mandategraph.server.app import create_app
from mandategraph.server.words import languages

BASE = "https://w3id.org/mandategraph/"
ReadPage = Callable[[str], Any]
BROWSER = {"Accept": "text/html"}
OTHER = {
    ParameterType.IRI: f"{BASE}actor/member-states",
    ParameterType.STRING: 'x"}} INSERT \\ 字',
    ParameterType.INTEGER: "2",
    ParameterType.DATE: "2018-01-01",
    ParameterType.BOOLEAN: "true",
}
BAD = {
    ParameterType.IRI: "no iri",
    ParameterType.INTEGER: "many",
    ParameterType.DATE: "2018-02-30",
    ParameterType.BOOLEAN: "perhaps",
}
each_question = pytest.mark.parametrize("question", questions(), ids=lambda each: each.name)
PARAMETERS = [(each, parameter.name, parameter.type) for each in questions() for parameter in each.parameters]


def of_parameters(*rows: tuple[Question, str, ParameterType]) -> pytest.MarkDecorator:
    ids = [f"{question.name}-{name}" for question, name, _ in rows]
    return pytest.mark.parametrize(("question", "name", "kind"), rows, ids=ids)


@each_question
@pytest.mark.parametrize("lang", languages())
def test_every_question_has_a_page_in_every_language(
    client: FlaskClient, read_page: ReadPage, question: Question, lang: str
) -> None:
    answer = client.get(f"/queries/{question.name}?lang={lang}", headers=BROWSER)
    page = read_page(answer.text)
    assert answer.status_code == 200
    assert question.title[lang] in page.text
    assert question.description[lang] in page.text
    assert all(each.title[lang] in page.text for each in question.parameters if each.name != "language")


@each_question
def test_every_question_has_names_for_the_columns_of_its_page(
    client: FlaskClient, read_page: ReadPage, question: Question
) -> None:
    answer = client.get("/sparql", query_string={"query": question.text, "format": "json"}).json
    assert answer is not None
    columns = answer["head"]["vars"]
    kept = [each for each in columns if each.removesuffix("Name") not in set(columns) - {each}]
    for lang, words in languages().items():
        assert not [each for each in kept if f"?{each}" not in words], lang


@each_question
def test_a_page_shows_as_many_rows_as_the_download_has(
    client: FlaskClient, read_page: ReadPage, question: Question
) -> None:
    path = f"/queries/{question.name}"
    rows = client.get(f"{path}?format=json").json
    assert rows is not None
    expected = len(rows["results"]["bindings"])
    assert len(read_page(client.get(path, headers=BROWSER).text).rows) == (expected + 1 if expected else 0)


@of_parameters(*PARAMETERS)
def test_every_parameter_can_be_changed(
    client: FlaskClient, read_page: ReadPage, question: Question, name: str, kind: ParameterType
) -> None:
    answer = client.get(f"/queries/{question.name}", query_string={name: OTHER[kind]}, headers=BROWSER)
    page = read_page(answer.text)
    assert answer.status_code == 200
    downloads = [urlsplit(each) for each in page.hrefs if each.startswith(f"/queries/{question.name}?")]
    assert len(downloads) == 4
    for each in downloads:
        assert parse_qs(each.query)[name] == [OTHER[kind]]
        assert client.get(f"{each.path}?{each.query}").status_code == 200


@of_parameters(*(row for row in PARAMETERS if row[2] in BAD))
def test_a_bad_value_is_refused(client: FlaskClient, question: Question, name: str, kind: ParameterType) -> None:
    path, fields = f"/queries/{question.name}", {name: BAD[kind]}
    plain = client.get(path, query_string=fields, headers={"Accept": "text/csv"})
    assert (plain.status_code, plain.mimetype) == (400, "text/plain")
    assert f"{name}: not a value of type {kind}" in plain.text
    page = client.get(path, query_string={**fields, "lang": "zh"}, headers=BROWSER)
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert f"“{BAD[kind]}”不是 {name} 的有效值。" in page.text


def test_an_unknown_parameter_is_refused_with_the_known(client: FlaskClient) -> None:
    answer = client.get("/queries/actor-profile?acter=x", headers={"Accept": "text/csv"})
    assert answer.status_code == 400
    assert "it has: actor, language" in answer.text


def test_a_value_changes_the_answer(client: FlaskClient) -> None:
    def rows(**fields: str) -> list[str]:
        return client.get("/queries/deadlines-calendar", query_string={**fields, "format": "csv"}).text.splitlines()

    assert len(rows()) == 2
    assert len(rows(**{"from": "2019-01-01"})) == 1


def test_a_field_left_blank_is_the_default(client: FlaskClient) -> None:
    blank = client.get("/queries/deadlines-calendar?from=&until=%20&format=csv").text
    assert blank == client.get("/queries/deadlines-calendar?format=csv").text


def test_names_come_in_the_language_of_the_visit(client: FlaskClient) -> None:
    path = "/queries/deadlines-calendar?format=csv"
    assert "Member States" in client.get(path).text
    assert "会员国" in client.get(f"{path}&lang=zh").text
    assert "会员国" in client.get(f"{path}&language=zh").text


def test_an_actor_is_chosen_by_name_from_all_kinds_of_actors(client: FlaskClient) -> None:
    page = client.get("/queries/actor-profile", headers=BROWSER).text
    assert (
        f'<option value="{BASE}actor/cted" selected>Counter-Terrorism Committee Executive Directorate</option>' in page
    )
    assert f'<option value="{BASE}actor/icao">International Civil Aviation Organization</option>' in page


def test_a_page_says_in_words_what_the_download_says_in_code(client: FlaskClient, read_page: ReadPage) -> None:
    path = f"/queries/actor-profile?actor={BASE}actor/member-states"
    assert "R/P1Y" in client.get(f"{path}&format=csv").text
    rows = read_page(client.get(path, headers=BROWSER).text).rows
    assert rows[0] == [
        "Part",
        "Modality",
        "Bindingness",
        "Restated",
        "Deadline",
        "How often",
        "Paragraph",
        "Act",
        "Action",
    ]
    assert ["addressee", "recommendation", "hortatory", "", "", "every year"] in [row[:6] for row in rows]
    assert ["addressee", "obligation", "binding", "No", "2018-06-30", ""] in [row[:6] for row in rows]


def test_the_query_of_a_page_is_the_one_that_was_asked(client: FlaskClient) -> None:
    page = client.get("/queries/deadlines-calendar?from=2018-01-01", headers=BROWSER).text
    assert "VALUES ?from { &#34;2018-01-01&#34;^^" in page
    assert "# title@en" not in page


@pytest.mark.slow
@each_question
@pytest.mark.parametrize("lang", languages())
def test_every_question_is_answered_of_the_five_documents(
    corpus_store: Store, read_page: ReadPage, question: Question, lang: str
) -> None:
    client = create_app(corpus_store, questions()).test_client()
    answer = client.get(f"/queries/{question.name}?lang={lang}", headers=BROWSER)
    assert answer.status_code == 200
    assert len(read_page(answer.text).rows) > 1
