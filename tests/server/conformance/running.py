"""Running a test of each kind, and saying why it fails."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote

import pyoxigraph

from tests.server.conformance.client import Answer, Client, store_of
from tests.server.conformance.manifest import Case, Dataset, Request, Suite
from tests.server.conformance.solutions import result_set, rows_of, same_graph, same_rows, same_table

_RESULTS = {
    "srx": ("application/sparql-results+xml", pyoxigraph.QueryResultsFormat.XML),
    "srj": ("application/sparql-results+json", pyoxigraph.QueryResultsFormat.JSON),
    "tsv": ("text/tab-separated-values", pyoxigraph.QueryResultsFormat.TSV),
}
_GRAPHS = {"ttl": "turtle", "rdf": "xml", "nt": "nt"}
_FROM = re.compile(r"FROM\s+(?:NAMED\s+)?<([^<>\s]+)>", re.IGNORECASE)
_STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404, "UnsupportedMediaType": 415}
_SD = "http://www.w3.org/ns/sparql-service-description#"

Failure = str | None
Run = Callable[[Client, Suite, Case], Failure]


def run(client: Client, suite: Suite, case: Case) -> Failure:
    """Why a test fails, None where it does not."""
    return RUNS[case.kind](client, suite, case)


def _evaluate(client: Client, suite: Suite, case: Case) -> Failure:
    text = suite.text(case.action)
    client.fill(suite, _with_named(case, text))
    text = f"BASE <{case.action}> {text}"
    suffix = case.result.rpartition(".")[2]
    if suffix == "csv":
        answer = client.query(text, "text/csv")
        return _failure(answer, same_table(answer.text, suite.text(case.result)))
    if suffix in _RESULTS:
        accept, form = _RESULTS[suffix]
        answer = client.query(text, accept)
        return _failure(answer, answer.status == 200 and _same_results(answer, suite, case, form))
    if b"ResultSet" not in suite.path(case.result).read_bytes():
        answer = client.query(text, "application/n-triples")
        expected = store_of(suite, Dataset((case.result,)))
        form_of_answer = pyoxigraph.RdfFormat.N_TRIPLES
        return _failure(
            answer, answer.status == 200 and same_graph(pyoxigraph.parse(answer.body, form_of_answer), expected)
        )
    answer = client.query(text, _RESULTS["srj"][0])
    return _failure(answer, answer.status == 200 and _same_result_set(answer, suite, case))


def _with_named(case: Case, text: str) -> Dataset:
    """The data of a test, with the graphs that the query itself names."""
    folder = case.action.rpartition("/")[0]
    known = {name for name, _ in case.data.named}
    named = {each if "://" in each else f"{folder}/{each}" for each in _FROM.findall(text)}
    more = tuple((each, each) for each in sorted(named - known) if each.startswith(folder))
    return Dataset(case.data.default, (*case.data.named, *more))


def _same_results(answer: Answer, suite: Suite, case: Case, form: pyoxigraph.QueryResultsFormat) -> bool:
    found = pyoxigraph.parse_query_results(answer.body, format=form)
    expected = pyoxigraph.parse_query_results(suite.path(case.result).read_bytes(), format=form)
    if isinstance(found, pyoxigraph.QueryBoolean) or isinstance(expected, pyoxigraph.QueryBoolean):
        return type(found) is type(expected) and bool(found) == bool(expected)
    columns = {each.value for each in found.variables}, {each.value for each in expected.variables}
    return columns[0] == columns[1] and same_rows(rows_of(found), rows_of(expected), lax=case.lax)


def _same_result_set(answer: Answer, suite: Suite, case: Case) -> bool:
    suffix = case.result.rpartition(".")[2]
    expected = result_set(suite.path(case.result).read_bytes(), _GRAPHS[suffix], case.result)
    found = pyoxigraph.parse_query_results(answer.body, format=pyoxigraph.QueryResultsFormat.JSON)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return bool(found) is expected
    assert isinstance(expected, tuple), case.result
    rows, ordered = expected
    return same_rows(rows_of(found), rows, ordered=ordered, lax=case.lax)


def _update(client: Client, suite: Suite, case: Case) -> Failure:
    client.fill(suite, case.data)
    answer = client.update(f"BASE <{case.action}> {suite.text(case.action)}")
    if answer.status != 204:
        return _failure(answer, passed=False)
    same = same_graph(client.quads(), store_of(suite, case.after))
    return None if same else "another graph than expected"


def _good_query(client: Client, suite: Suite, case: Case) -> Failure:
    answer = client.query(suite.text(case.action), "")
    return _failure(answer, not answer.text.startswith("malformed"))


def _bad_query(client: Client, suite: Suite, case: Case) -> Failure:
    answer = client.query(suite.text(case.action), "")
    return _failure(answer, answer.status == 400)


def _good_update(client: Client, suite: Suite, case: Case) -> Failure:
    answer = client.update(suite.text(case.action))
    return _failure(answer, not answer.text.startswith("malformed"))


def _bad_update(client: Client, suite: Suite, case: Case) -> Failure:
    answer = client.update(suite.text(case.action))
    return _failure(answer, answer.status == 400)


def _protocol(client: Client, suite: Suite, case: Case) -> Failure:
    client.fill(suite, case.data)
    variables: dict[str, str] = {}
    for number, each in enumerate(case.requests, 1):
        answer = client.send(
            each.method, _path(each, variables, client), each.body, **{n.replace("-", "_"): v for n, v in each.headers}
        )
        wrong = _wrong(answer, each)
        if wrong is not None:
            return f"request {number}: {wrong}: {answer.status} {answer.text[:200]!r}"
        if each.location is not None:
            variables[each.location] = answer.headers["location"]
    return None


def _path(request: Request, variables: Mapping[str, str], client: Client) -> str:
    path = request.path
    for name, value in variables.items():
        # A new graph has an address of the server, or else is a value in an address.
        path = path.replace(f"={name}", f"={quote(value, safe='')}").replace(name, value.removeprefix(client.url))
    return re.sub(r"^/sparql/", "/sparql", re.sub(r"^/gsp", "/graph", path))


def _wrong(answer: Answer, expected: Request) -> Failure:
    statuses = {_STATUS.get(each) for each in expected.statuses}
    families = {each[len("StatusCode")] for each in expected.statuses if each.startswith("StatusCode")}
    if expected.statuses and answer.status not in statuses and str(answer.status)[0] not in families:
        return f"no status of {sorted(expected.statuses)}"
    if expected.location is not None and "location" not in answer.headers:
        return "no Location"
    if expected.boolean is not None and (_verdict(answer) is not (expected.boolean == "true")):
        return f"not {expected.boolean}"
    if expected.format is not None and answer.kind not in _FORMATS[expected.format]:
        return f"not {expected.format}"
    if expected.graph is not None:
        kind, content = expected.graph
        form = pyoxigraph.RdfFormat.from_media_type(kind) or pyoxigraph.RdfFormat.TURTLE
        found = pyoxigraph.parse(answer.body, pyoxigraph.RdfFormat.from_media_type(answer.kind) or form)
        if not same_graph(found, pyoxigraph.parse(content, form)):
            return "another graph"
    return None


_FORMATS = {
    "boolean": {"application/sparql-results+xml", "application/sparql-results+json"},
    "tabular": {each[0] for each in _RESULTS.values()} | {"text/csv"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}


def _verdict(answer: Answer) -> bool | None:
    form = pyoxigraph.QueryResultsFormat.from_media_type(answer.kind)
    if form is None or answer.status != 200:
        return None
    found = pyoxigraph.parse_query_results(answer.body, format=form)
    return bool(found) if isinstance(found, pyoxigraph.QueryBoolean) else None


def _description(client: Client, _: Suite, case: Case) -> Failure:
    answer = client.send("GET", "/sparql", accept="text/turtle, application/rdf+xml;q=0.5")
    said = list(pyoxigraph.parse(answer.body, pyoxigraph.RdfFormat.TURTLE))
    endpoints = {each.object.value for each in said if each.predicate.value == f"{_SD}endpoint"}
    typed = {(each.subject, each.object.value) for each in said if each.predicate.value.endswith("#type")}
    of_services = {each.subject for each in said if each.predicate.value in _OF_SERVICES}
    passed = {
        "returns-rdf": len(said) > 0,
        "has-endpoint-triple": endpoints == {f"{client.url}/sparql"},
        "conforms-to-schema": all((each, f"{_SD}Service") in typed for each in of_services) and len(of_services) == 1,
    }
    return _failure(answer, passed[case.name.rpartition("#")[2]])


_OF_SERVICES = {
    _SD + name for name in ("endpoint", "feature", "defaultDataset", "supportedLanguage", "resultFormat", "inputFormat")
}


def _failure(answer: Answer, passed: bool) -> Failure:
    return None if passed else f"{answer.status} {answer.text[:300]!r}"


RUNS: Mapping[str, Run] = MappingProxyType(
    {
        "QueryEvaluationTest": _evaluate,
        "CSVResultFormatTest": _evaluate,
        "UpdateEvaluationTest": _update,
        "PositiveSyntaxTest": _good_query,
        "PositiveSyntaxTest11": _good_query,
        "NegativeSyntaxTest": _bad_query,
        "NegativeSyntaxTest11": _bad_query,
        "PositiveUpdateSyntaxTest": _good_update,
        "PositiveUpdateSyntaxTest11": _good_update,
        "NegativeUpdateSyntaxTest": _bad_update,
        "NegativeUpdateSyntaxTest11": _bad_update,
        "ProtocolTest": _protocol,
        "GraphStoreProtocolTest": _protocol,
        "ServiceDescriptionTest": _description,
    }
)
