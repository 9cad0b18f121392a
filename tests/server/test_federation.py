"""Other servers: asked only where they are listed by their whole IRI, and never at a private address by the way."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pyoxigraph import Store

from mandategraph.queries import questions
from mandategraph.server import federation
from mandategraph.server.app import create_app
from mandategraph.server.policy import Policy

ANSWER = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "urn:far"}}]}}
BEARER = {"Authorization": "Bearer t"}


class Elsewhere(ThreadingHTTPServer):
    """Another server, which writes down who asks it for what."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer("application/sparql-results+json", json.dumps(ANSWER).encode())

    def do_GET(self) -> None:
        self._answer("text/turtle", b"<urn:s> <urn:p> <urn:loaded> .")

    def _answer(self, kind: str, body: bytes) -> None:
        self.server.asked.append(self.path)
        away = self.path == "/away"
        self.send_response(302 if away else 200)
        self.send_header("Location" if away else "Content-Type", f"{self.server.url}/secret" if away else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=10)


LISTED = (
    # query, with URL for a listed server
    "SELECT ?x { SERVICE <URL/sparql> { ?s ?p ?x } }",
    "SELECT ?x { service silent<URL/sparql>{ ?s ?p ?x } }",
    "SELECT ?x { SERVICE # service\n <URL/sparql> { ?s ?p ?x } }",
    "SELECT ?x { SERVICE <URL/sparql> { ?s ?p ?x } FILTER(?x != 'a service') } # service",
    "PREFIX service: <urn:> SELECT ?x { SERVICE <URL/sparql> { ?s service:p ?x } BIND(1 AS ?service) }",
)


@pytest.mark.parametrize("query", LISTED)
def test_a_listed_server_is_asked(elsewhere: Elsewhere, query: str) -> None:
    policy = Policy(services=frozenset({f"{elsewhere.url}/sparql"}))
    client = create_app(Store(), questions(), policy).test_client()
    answer = client.post("/sparql", data={"query": query.replace("URL", elsewhere.url), "format": "csv"})
    assert (answer.status_code, answer.text) == (200, "x\r\nurn:far\r\n")
    assert elsewhere.asked == ["/sparql"]


UNLISTED = (
    # query, with URL for a server of which another path is listed
    "SELECT ?x { SERVICE <URL/other> { ?s ?p ?x } }",
    "SELECT ?x { SERVICE <URL/sparql/> { ?s ?p ?x } }",
    "SELECT ?x { SERVICE <URL/sparql> { ?s ?p ?x } SERVICE SILENT <URL/other> { ?s ?p ?x } }",
    "ASK { SERVICE <URL/sparql> { ?s ?p ?x } SERVICE ?x { ?s ?p ?x } }",
    "ASK { BIND(<URL/other> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "PREFIX u: <URL/> ASK { SERVICE u:other { ?s ?p ?x } }",
    "PREFIX service: <URL/> ASK { SERVICE service:other { ?s ?p ?x } }",
    "BASE <URL/> ASK { SERVICE <other> { ?s ?p ?x } }",
    "ASK { SERVICE # <URL/sparql>\n <URL/other> { ?s ?p ?x } }",
    "ASK { BIND('SERVICE <URL/sparql>' AS ?x) SERVICE SILENT ?y { ?s ?p ?x } }",
    "ASK { ?s <serviqe> 'servixe servize servije servike serviwe service' SERVICE <URL/other> {} }",
    "ASK { SERVICE <URL/sparql> { ?s ?p ?x } } # in doubt, SERVICE <URL/other>",
    "ASK { SERVICE <URL/other> {",
)


@pytest.mark.parametrize("query", UNLISTED)
def test_no_other_server_is_asked(elsewhere: Elsewhere, query: str) -> None:
    for services in (frozenset[str](), frozenset({f"{elsewhere.url}/sparql"})):
        client = create_app(Store(), questions(), Policy(services=services)).test_client()
        answer = client.post("/sparql", data={"query": query.replace("URL", elsewhere.url)})
        assert answer.status_code == 400
    assert elsewhere.asked == []


def test_a_listed_server_cannot_send_on_to_another(elsewhere: Elsewhere) -> None:
    url = f"{elsewhere.url}/away"
    policy = Policy(token="t", services=frozenset({url}), loads=frozenset({url}))  # noqa: S106
    client = create_app(Store(), questions(), policy).test_client()
    asked = client.post("/sparql", data={"query": f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?x }} }}"})
    loaded = client.post("/sparql", data={"update": f"LOAD <{url}>"}, headers=BEARER)
    assert (asked.status_code, loaded.status_code) == (400, 400)
    assert elsewhere.asked == ["/away", "/away"]


def test_what_is_listed_is_loaded_and_nothing_else(elsewhere: Elsewhere) -> None:
    store = Store()
    policy = Policy(token="t", loads=frozenset({f"{elsewhere.url}/a.ttl"}))  # noqa: S106
    client = create_app(store, questions(), policy).test_client()
    for path, status in (("a.ttl", 204), ("b.ttl", 400)):
        update = f"LOAD <{elsewhere.url}/{path}> INTO GRAPH <urn:g>"
        assert client.post("/sparql", data={"update": update}, headers=BEARER).status_code == status
    assert elsewhere.asked == ["/a.ttl"]
    assert len(store) == 1


ADDRESSES = (
    # what the name of a listed server leads to  asked
    (["93.184.216.34"], True),
    (["127.0.0.1"], False),
    (["10.1.2.3"], False),
    (["169.254.169.254"], False),
    (["::1"], False),
    (["fe80::1%eth0"], False),
    (["93.184.216.34", "192.168.0.1"], False),
)


@pytest.mark.parametrize(("addresses", "asked"), ADDRESSES)
def test_a_name_that_leads_to_a_private_address_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str], asked: bool
) -> None:
    found = [(2, 1, 6, "", (each, 0)) for each in addresses]
    monkeypatch.setattr(federation.socket, "getaddrinfo", lambda *_, **__: found)
    url = "http://listed.example/sparql"
    said: list[str] = []
    try:
        federation.refuse(f"ASK {{ SERVICE <{url}> {{}} }}", federation.SERVICE, frozenset({url}), _parse)
    except federation.RefusedQueryError as error:
        said.append(str(error))
    assert (not said, all("no public address" in each for each in said)) == (asked, True)


def _parse(text: str) -> None:
    try:
        Store().query(text)
    except OSError:
        return
