"""Clients that people use, each against a running server that may be written to."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

TOKEN = "clients"  # noqa: S105 - of a server that ends with the tests
BEARER = f"Bearer {TOKEN}"
DATA = '<urn:s> <urn:p> "one" <urn:g> .\n<urn:s> <urn:p> "two" <urn:h> .\n'
QUERY = "SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o"


@pytest.fixture
def url(serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """The address of a server whose default graph is the union of two graphs."""
    graph = tmp_path / "graph.nq"
    graph.write_text(DATA, encoding="utf-8")
    monkeypatch.setenv("MANDATEGRAPH_TOKEN", TOKEN)
    with serve(graph, "--no-check", "--store", tmp_path / "store") as running:
        yield running.url


def values(rows: object) -> list[str]:
    return [str(row[0]) for row in rows]  # type: ignore[attr-defined]


def test_sparqlwrapper(url: str) -> None:
    client = SPARQLWrapper(f"{url}/sparql")
    client.setQuery(QUERY)
    client.setReturnFormat(JSON)
    assert [row["o"]["value"] for row in client.query().convert()["results"]["bindings"]] == ["one", "two"]
    client.addDefaultGraph("urn:g")
    client.setReturnFormat(CSV)
    assert client.query().convert().decode().split() == ["o", "one"]
    client.setMethod(POST)
    client.setReturnFormat(XML)
    assert "one" in client.query().convert().toxml()


def test_sparqlwrapper_builds_graphs_and_is_told_its_mistakes(url: str) -> None:
    client = SPARQLWrapper(f"{url}/sparql")
    client.setReturnFormat(TURTLE)
    client.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    assert len(rdflib.Graph().parse(data=client.query().convert(), format="turtle")) == 2
    client.setReturnFormat(JSON)
    client.setQuery("SELECT ?x { ?x")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_sparqlwrapper_updates(url: str) -> None:
    client = SPARQLWrapper(f"{url}/sparql")
    client.setMethod(POST)
    client.setQuery("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 'three' } }")
    with pytest.raises(Unauthorized):
        client.query()
    client.addCustomHttpHeader("Authorization", BEARER)
    client.query()
    client.setQuery("ASK { ?s ?p 'three' }")
    client.setReturnFormat(JSON)
    assert client.query().convert()["boolean"] is True


def test_rdflib_reads(url: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{url}/sparql"))
    assert values(graph.query(QUERY)) == ["one", "two"]
    assert len(graph) == 2
    named = rdflib.Graph(SPARQLStore(f"{url}/sparql", context_aware=True), identifier=rdflib.URIRef("urn:g"))
    assert {str(value) for value in named.objects(rdflib.URIRef("urn:s"))} == {"one"}


def test_rdflib_writes(url: str) -> None:
    store = SPARQLUpdateStore(f"{url}/sparql", f"{url}/sparql", headers={"Authorization": BEARER})
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("urn:n"))
    triple = (rdflib.URIRef("urn:s"), rdflib.URIRef("urn:p"), rdflib.Literal("four", lang="en"))
    graph.add(triple)
    assert list(graph) == [triple]
    graph.remove(triple)
    assert list(graph) == []
    graph.update("INSERT DATA { <urn:s> <urn:p> 'five' }")
    assert values(graph.query("SELECT ?o { ?s ?p ?o }")) == ["five"]


def curl(*arguments: str) -> str:
    found = shutil.which("curl")
    assert found is not None, "curl is needed"
    command = [found, "--silent", "--show-error", "--fail-with-body", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_curl(url: str, tmp_path: Path) -> None:
    writing = ("--header", f"Authorization: {BEARER}", "--header", "Content-Type: text/turtle")
    curl("--request", "PUT", *writing, "--data-binary", "<urn:s> <urn:p> 'six' .", f"{url}/graph?graph=urn:c")
    assert "six" in curl("--compressed", f"{url}/graph?graph=urn:c")
    assert curl(f"{url}/sparql", "--header", "Accept: text/csv", "--data-urlencode", f"query={QUERY}") == (
        "o\none\nsix\ntwo\n"
    )
    curl("--output-dir", str(tmp_path), "--remote-name", "--remote-header-name", f"{url}/graph?default&format=nt")
    assert (tmp_path / "graph.nt").read_text(encoding="utf-8").count("\n") == 3
    curl("--request", "DELETE", *writing[:2], f"{url}/graph?graph=urn:c")
    assert "six" not in curl(f"{url}/graph?default")


@pytest.fixture(scope="session")
def comunica(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Comunica's program, installed by npm into a folder of its own."""
    folder = tmp_path_factory.mktemp("comunica")
    npm = shutil.which("npm")
    assert npm is not None, "npm is needed: install nodejs and npm"
    command = [
        npm,
        "install",
        "--no-audit",
        "--no-fund",
        "--silent",
        "--prefix",
        str(folder),
        "@comunica/query-sparql@4",
    ]
    subprocess.run(command, check=True, timeout=600)  # noqa: S603
    return folder / "node_modules" / ".bin" / "comunica-sparql"


@pytest.mark.slow
def test_comunica(url: str, comunica: Path) -> None:
    command = [str(comunica), f"sparql@{url}/sparql", QUERY, "-t", "text/csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    assert done.stdout.split() == ["o", "one", "two"]
