"""The OpenAPI description: sound, complete, and true of the server that gives it."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from mandategraph.queries import questions


@pytest.fixture(scope="module")
def described(small_app: Flask) -> dict[str, Any]:
    found = small_app.test_client().get("/openapi.json").json
    assert isinstance(found, dict)
    return found


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, each) for path, item in described["paths"].items() for method, each in item.items()]


def test_the_description_is_sound(described: dict[str, Any]) -> None:
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_every_question_is_described_with_its_parameters(described: dict[str, Any]) -> None:
    for each in questions():
        operation = described["paths"][f"/queries/{each.name}"]["get"]
        named = [parameter["name"] for parameter in operation["parameters"]]
        assert named == [*(parameter.name for parameter in each.parameters), "format", "lang"]
        assert operation["summary"]


def test_every_operation_has_a_name_of_its_own_and_words(described: dict[str, Any]) -> None:
    names = [each["operationId"] for _, _, each in operations(described)]
    assert len(set(names)) == len(names)
    assert all(each["summary"] for _, _, each in operations(described))


def test_what_is_described_is_there(described: dict[str, Any], small_app: Flask) -> None:
    for path, method, _ in operations(described):
        assert small_app.test_client().open(path, method=method.upper()).status_code not in {404, 405}, path


def test_every_default_of_a_question_is_answered(described: dict[str, Any], client: FlaskClient) -> None:
    for path, _, operation in operations(described):
        if path.startswith("/queries/"):
            schemas = {each["name"]: each["schema"] for each in operation["parameters"]}
            values = {name: str(schema["default"]).lower() if schema["type"] == "boolean" else schema["default"]
                      for name, schema in schemas.items() if "default" in schema}  # fmt: skip
            answer = client.get(path, query_string={**values, "format": "json"})
            assert answer.status_code == 200, (path, answer.text)
            assert answer.mimetype in operation["responses"]["200"]["content"]


def test_the_dataset_is_found_at_its_well_known_place(client: FlaskClient) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert answer.status_code == 200
    assert "void:distinctSubjects" in answer.text
