"""Suites on disk: what each test sends, and what has to come back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
BASE = "http://suite.example/"


@dataclass(frozen=True, slots=True)
class Suite:
    """A folder of suites, whose files have IRIs below BASE."""

    top: Path

    def path(self, iri: str) -> Path:
        return self.top / unquote(iri.removeprefix(BASE))

    def iri(self, path: Path) -> str:
        return BASE + path.relative_to(self.top).as_posix()

    def text(self, iri: str) -> str:
        return self.path(iri).read_bytes().decode("utf-8")


@dataclass(frozen=True, slots=True)
class Dataset:
    """The files of a default graph, and of named graphs by their names."""

    default: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a test of a protocol, and what has to be answered."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[str]
    boolean: str | None
    format: str | None
    location: str | None
    graph: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Case:
    """A test: its `kind`, the file of its query or update, its data, and the file or the data of its result."""

    name: str
    kind: str
    action: str = ""
    data: Dataset = Dataset()
    result: str = ""
    after: Dataset = Dataset()
    lax: bool = False
    requests: tuple[Request, ...] = ()


def cases(suite: Suite, manifest: Path, seen: set[Path] | None = None) -> Iterator[Case]:
    """The tests of a manifest and of those it includes, in order, each manifest once."""
    known = set[Path]() if seen is None else seen
    if manifest in known:
        return
    known.add(manifest)
    graph = Graph().parse(manifest, format="turtle", publicID=suite.iri(manifest))
    for included in (each for found in graph.objects(None, MF.include) for each in Collection(graph, found)):
        yield from cases(suite, suite.path(str(included)), known)
    folder = manifest.parent.relative_to(suite.top).as_posix()
    for node in (each for found in graph.objects(None, MF.entries) for each in Collection(graph, found)):
        yield _case(graph, node, folder)


def _case(graph: Graph, node: Node, folder: str) -> Case:
    kind = str(graph.value(node, RDF.type)).rpartition("#")[2]
    name = f"{folder}#{str(node).rpartition('#')[2]}"
    action, result = graph.value(node, MF.action), graph.value(node, MF.result)
    if (requests := graph.value(action, HT.requests)) is not None:
        sent = tuple(_request(graph, each) for each in Collection(graph, requests))
        return Case(name, kind, data=_labelled(graph, node, UT), requests=sent)
    if isinstance(action, URIRef) or action is None:
        return Case(name, kind, str(action or ""))
    query, update = graph.value(action, QT.query), graph.value(action, UT.request)
    if update is not None:
        return Case(name, kind, str(update), _labelled(graph, action, UT), after=_labelled(graph, result, UT))
    lax = graph.value(node, MF.resultCardinality) == MF.LaxCardinality
    return Case(name, kind, str(query), _labelled(graph, action, QT), str(result), lax=lax)


def _labelled(graph: Graph, node: Node | None, words: Namespace) -> Dataset:
    named = []
    for each in graph.objects(node, words.graphData):
        file = graph.value(each, words.graph) or each
        label = graph.value(each, RDFS.label) or file
        named.append((str(label), str(file)))
    return Dataset(tuple(map(str, graph.objects(node, words.data))), tuple(named))


def _request(graph: Graph, node: Node) -> Request:
    answer = graph.value(node, HT.resp)
    body, expected = graph.value(node, HT.body), graph.value(answer, HT.body)
    kinds = dict(_headers(graph, answer))
    return Request(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)),
        headers=tuple(_headers(graph, node)),
        body=None if body is None else _content(graph, body).encode(str(graph.value(body, CNT.characterEncoding))),
        statuses=frozenset(str(each).rpartition("#")[2] for each in graph.objects(answer, MF.expectedStatus)),
        boolean=_text(graph.value(answer, MF.expectedBoolean)),
        format=_text(graph.value(answer, MF.expectedFormat)),
        location=_text(graph.value(answer, MF.expectedLocation)),
        graph=None if expected is None else (kinds.get("content-type", ""), _content(graph, expected)),
    )


def _headers(graph: Graph, node: Node | None) -> Iterator[tuple[str, str]]:
    for found in graph.objects(node, HT.headers):
        for each in Collection(graph, found):
            yield str(graph.value(each, HT.fieldName)).lower(), str(graph.value(each, HT.fieldValue))


def _content(graph: Graph, node: Node) -> str:
    return str(graph.value(node, CNT.chars))


def _text(value: Node | None) -> str | None:
    return str(value) if isinstance(value, Literal) else None
