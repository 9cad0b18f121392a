"""A client of the server: requests as they stand, and the whole data put in one of them."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pyoxigraph

from tests.server.conformance.manifest import Dataset, Suite

SUFFIXES = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Client:
    """Whoever may write to the server at `url`, whose default graph is one of its own."""

    url: str
    token: str

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """The answer to a request; a header's name has an underscore for a hyphen."""
        place = urlsplit(self.url)
        wire = http.client.HTTPConnection(place.hostname or "", place.port, timeout=120)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        wire.request(method, path, body, {"Authorization": f"Bearer {self.token}", **sent})
        answer = wire.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        wire.close()
        return found

    def query(self, text: str, accept: str) -> Answer:
        form = urlencode({"query": text}).encode()
        return self.send("POST", "/sparql", form, accept=accept, content_type="application/x-www-form-urlencoded")

    def update(self, text: str) -> Answer:
        return self.send("POST", "/sparql", text.encode(), content_type="application/sparql-update")

    def fill(self, suite: Suite, data: Dataset) -> None:
        """Make these data all that the server has."""
        store = store_of(suite, data)
        quads = store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""
        answer = self.send("PUT", "/graph", quads, content_type="application/n-quads")
        assert answer.status == 204, answer.text

    def quads(self) -> pyoxigraph.Dataset:
        """All that the server has."""
        answer = self.send("GET", "/graph", accept="application/n-quads")
        return pyoxigraph.Dataset(pyoxigraph.parse(answer.body, pyoxigraph.RdfFormat.N_QUADS))


def store_of(suite: Suite, data: Dataset) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for iri in data.default:
        store.load(path=str(suite.path(iri)), format=SUFFIXES[iri.rpartition(".")[2]], base_iri=iri)
    for name, iri in data.named:
        graph = pyoxigraph.NamedNode(name)
        store.load(path=str(suite.path(iri)), format=SUFFIXES[iri.rpartition(".")[2]], base_iri=iri, to_graph=graph)
    return store
