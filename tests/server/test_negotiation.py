"""Which format comes back for which Accept, on every sort of answer, read back by an independent reader."""

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib.term import Node

from mandategraph.server.formats import GRAPHS, HTML, RESULTS, Format

MG = "https://w3id.org/mandategraph/ont#"
SELECT = (
    f"SELECT ?label WHERE {{ <{MG}Obligation> <http://www.w3.org/2000/01/rdf-schema#label> ?label }} ORDER BY ?label"
)
CONSTRUCT = f"CONSTRUCT WHERE {{ <{MG}Obligation> a ?type }}"
DESCRIBE = f"DESCRIBE <{MG}Obligation>"
LABELS = {"obligation", "义务"}
SPARQL_XML = "{http://www.w3.org/2005/sparql-results#}"
ReadGraph = Callable[[str, str], set[tuple[Node, ...]]]

VERDICTS = (("ASK { ?s ?p ?o }", True), ("ASK { ?s ?p <urn:nothing> }", False))


def _json(body: str) -> set[str]:
    return {row["label"]["value"] for row in json.loads(body)["results"]["bindings"]}


def _xml(body: str) -> set[str]:
    return {each.text or "" for each in ET.fromstring(body).iter(f"{SPARQL_XML}literal")}  # noqa: S314


def _csv(body: str) -> set[str]:
    return {row["label"] for row in csv.DictReader(io.StringIO(body))}


def _tsv(body: str) -> set[str]:
    header, *rows = body.splitlines()
    assert header == "?label"
    return {row.split("@")[0].strip('"') for row in rows}


READERS: dict[str, Callable[[str], set[str]]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}

ACCEPTED_RESULTS = (
    # Accept                                                   format
    ("", "json"),
    ("*/*", "json"),
    ("application/*", "json"),
    ("application/sparql-results+json", "json"),
    ("application/json", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
    ("text/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
    ("text/csv;q=0.5, application/sparql-results+xml", "xml"),
    ("text/csv; header=present", "csv"),
    ("image/png, text/csv;q=0.1", "csv"),
    ("application/sparql-results+json;q=0, */*;q=0.5", "xml"),
    ("TEXT/CSV", "csv"),
)
ACCEPTED_GRAPHS = (
    ("", "ttl"),
    ("*/*", "ttl"),
    ("text/turtle", "ttl"),
    ("application/x-turtle", "ttl"),
    ("application/n-triples", "nt"),
    ("text/plain", "nt"),
    ("application/ld+json", "jsonld"),
    ("application/json", "jsonld"),
    ("application/rdf+xml", "rdf"),
    ("text/turtle;q=0.3, application/rdf+xml;q=0.4", "rdf"),
)
NOT_TO_BE_HAD = ("image/png", "application/pdf", "text/csv;q=0", "application/json;q=0.0", "nonsense")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def _media(name: str, offered: tuple[Format, ...]) -> str:
    return next(each.media for each in offered if each.name == name)


def test_the_tables_cover_every_format() -> None:
    assert {name for _, name in ACCEPTED_RESULTS} == {each.name for each in RESULTS if each != HTML} == READERS.keys()
    assert {name for _, name in ACCEPTED_GRAPHS} == {each.name for each in GRAPHS if each != HTML}


@pytest.mark.parametrize(("accept", "name"), ACCEPTED_RESULTS)
def test_solutions_come_in_the_accepted_format(client: FlaskClient, accept: str, name: str) -> None:
    answer = client.get("/sparql", query_string={"query": SELECT}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == _media(name, RESULTS)
    assert READERS[name](answer.text) == LABELS


@pytest.mark.parametrize(("query", "verdict"), VERDICTS)
@pytest.mark.parametrize(("accept", "name"), ACCEPTED_RESULTS)
def test_a_verdict_comes_in_the_accepted_format(
    client: FlaskClient, accept: str, name: str, query: str, verdict: bool
) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == _media(name, RESULTS)
    said = {"json": lambda: str(json.loads(answer.text)["boolean"]).lower()}.get(name, lambda: answer.text)()
    assert str(verdict).lower() in said


ACT = "https://w3id.org/mandategraph/ont#act"
PREFIXED = [
    # the prologue of a query, a format, and what its answer calls the act
    ("PREFIX mg: <https://w3id.org/mandategraph/ont#>", "ttl", " mg:act "),
    ("PREFIX mg: <https://w3id.org/mandategraph/ont#>", "trig", " mg:act "),
    ("PREFIX mg: <https://w3id.org/mandategraph/ont#>", "rdf", "<mg:act "),
    (
        "# PREFIX mg: <urn:no>\n BASE <urn:x> PREFIX : <https://w3id.org/mandategraph/ont#> PREFIX r: <y>",
        "ttl",
        " :act ",
    ),
    ("PREFIX xml: <https://w3id.org/mandategraph/ont#>", "rdf", "<act xmlns="),
    ("PREFIX xml: <https://w3id.org/mandategraph/ont#>", "ttl", f" <{ACT}> "),
    ("PREFIX \u00e9: <https://w3id.org/mandategraph/ont#> PREFIX a.b: <urn:z>", "ttl", f" <{ACT}> "),
    ("", "ttl", f" <{ACT}> "),
]


@pytest.mark.parametrize(("head", "name", "called"), PREFIXED)
def test_a_graph_has_the_prefixes_of_its_query(client: FlaskClient, head: str, name: str, called: str) -> None:
    query = f"{head} CONSTRUCT {{ ?s <{ACT}> ?s }} {{ BIND(<urn:s> AS ?s) }}"
    said = client.get("/sparql", query_string={"query": query, "format": name}).text
    assert called in said
    (read,) = parse(said, RdfFormat.from_extension(name))
    assert (read.subject, read.predicate) == (NamedNode("urn:s"), NamedNode(ACT))


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize(("accept", "name"), ACCEPTED_GRAPHS)
def test_triples_come_in_the_accepted_format(
    client: FlaskClient, read_graph: ReadGraph, accept: str, name: str, query: str
) -> None:
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == _media(name, GRAPHS)
    type_of_obligation = (rdflib.URIRef(f"{MG}Obligation"), rdflib.RDF.type, rdflib.URIRef(f"{MG}Modality"))
    assert type_of_obligation in read_graph(answer.text, name)


@pytest.mark.parametrize(("accept", "name"), ACCEPTED_GRAPHS[2:])
@pytest.mark.parametrize("path", ["/doc/S/2018/80", "/actor/cted", "/ont", "/graph/derivation", "/"])
def test_an_iri_is_described_in_the_accepted_format(
    client: FlaskClient, read_graph: ReadGraph, path: str, accept: str, name: str
) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.mimetype == _media(name, GRAPHS)
    assert len(read_graph(answer.text, name)) > 2


@pytest.mark.parametrize("each", [each for each in GRAPHS if each != HTML], ids=lambda each: each.name)
def test_every_format_of_graphs_says_the_same(client: FlaskClient, read_graph: ReadGraph, each: Format) -> None:
    turtle = read_graph(client.get("/actor/cted?format=ttl").text, "ttl")
    assert read_graph(client.get(f"/actor/cted?format={each.name}").text, each.name) == turtle


@pytest.mark.parametrize("accept", NOT_TO_BE_HAD)
@pytest.mark.parametrize(
    "path",
    ["/", "/doc/S/2018/80", "/actor/cted", "/queries/holdings", "/sparql?query=ASK{}", "/sparql?query=DESCRIBE<urn:x>"],
)
def test_what_is_not_to_be_had_is_refused_with_what_is(client: FlaskClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 406
    assert {"text/turtle", "text/csv"}.intersection(answer.text.splitlines())


def test_a_graph_format_is_none_for_solutions_nor_the_reverse(client: FlaskClient) -> None:
    for query, accept in ((SELECT, "text/turtle"), (CONSTRUCT, "text/csv")):
        assert client.get("/sparql", query_string={"query": query}, headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize("path", ["/", "/doc/S/2018/80", "/queries/holdings", "/sparql", "/sparql?query=ASK{}"])
@pytest.mark.parametrize("accept", [BROWSER, "text/html", "application/xhtml+xml"])
def test_a_browser_gets_a_page(client: FlaskClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("each", RESULTS, ids=lambda each: each.name)
def test_the_format_can_be_named_whatever_is_accepted(client: FlaskClient, each: Format) -> None:
    answer = client.get("/sparql", query_string={"query": SELECT, "format": each.name}, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.mimetype) == (200, each.media)


@pytest.mark.parametrize("each", GRAPHS, ids=lambda each: each.name)
def test_a_suffix_names_the_format_of_an_iri(client: FlaskClient, each: Format) -> None:
    for path in ("/doc/S/RES/2396(2017)", "/doc/S/RES/2396(2017)/para/11", "/actor/cted", "/ont"):
        answer = client.get(f"{path}.{each.name}")
        assert (answer.status_code, answer.mimetype) == (200, each.media)


@pytest.mark.parametrize("path", ["/actor/cted?", "/sparql?query=ASK{}&", "/queries/holdings?"])
def test_an_unknown_format_is_refused_with_the_known(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}format=docx")
    assert answer.status_code == 400
    assert "there is: " in answer.text


def test_caches_are_told_what_an_answer_depends_on(client: FlaskClient) -> None:
    for path in ("/", "/actor/cted", "/sparql?query=ASK{}", "/nothing"):
        assert {"accept", "accept-language"} <= {each.lower() for each in client.get(path).vary}
