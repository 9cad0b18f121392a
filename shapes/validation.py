"""The check that a graph is sound: the shapes of this room, put to a graph by a SHACL engine."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import chain
from types import MappingProxyType

import pyshacl
from oxrdflib import OxigraphStore
from pyoxigraph import Quad, RdfFormat, Store, parse
from pyshacl.errors import ReportableRuntimeError
from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import RDF, SH
from rdflib.term import Literal, Node

from mandategraph.shapes.errors import UncheckableError
from mandategraph.shapes.report import Place, Report, Result, Severity, place


class _CountedStore(OxigraphStore):
    """An Oxigraph store that is filled once: pySHACL asks for its length at every result, a scan otherwise."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        store = Store()
        store.extend(quads)
        self._count = len(store)
        super().__init__(store=store)

    def __len__(self, context: Graph | None = None) -> int:
        return self._count


@cache
def shapes() -> Graph:
    """The shapes of this room, read once from its Turtle files; not to be changed."""
    found = Graph(bind_namespaces="none")
    for source in sorted(files("mandategraph.shapes").iterdir(), key=lambda entry: entry.name):
        if source.name.endswith(".ttl"):
            found.parse(data=source.read_text(encoding="utf-8"), format="ox-turtle")
    return found


def validate(graph: Iterable[Quad] | Graph, background: Iterable[Quad] = ()) -> Report:
    """What is wrong with the graph, taken as one with the background: vocabulary, authority files, other documents.

    All named graphs count as one. The graph is not changed. Raises `UncheckableError` if the engine gives up.
    """
    schema = shapes()
    merged = _merged([*_quads(graph), *background])
    try:
        with _unlogged("rdflib.term"):
            conforms, found, _ = pyshacl.validate(merged, shacl_graph=schema, inplace=True)
    except ReportableRuntimeError as error:
        raise UncheckableError(" ".join(str(error).split())) from error
    if not isinstance(found, Graph):  # what the engine returns of an error that it caught
        raise UncheckableError(" ".join(str(found).split()))
    results = (_result(node, found, schema) for node in found.subjects(RDF.type, SH.ValidationResult))
    return Report(conforms, tuple(sorted(results, key=lambda result: result.order)))


@contextmanager
def _unlogged(name: str) -> Iterator[None]:
    # rdflib logs a traceback for a literal that is not of its datatype, which the shapes report in their own words
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _quads(graph: Iterable[Quad] | Graph) -> Iterable[Quad]:
    if not isinstance(graph, Graph):
        return graph
    parts = graph.graphs() if isinstance(graph, Dataset) else (graph,)
    texts = (part.serialize(format="nt", encoding="utf-8") for part in parts)
    return chain.from_iterable(parse(text, format=RdfFormat.N_TRIPLES) for text in texts)


def _merged(quads: Iterable[Quad]) -> Graph:
    store = _CountedStore(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return Graph(store, identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")


def _result(node: Node, found: Graph, schema: Graph) -> Result:
    shape = found.value(node, SH.sourceShape)
    focus = str(found.value(node, SH.focusNode))
    value = _text(found.value(node, SH.value))
    where = _place(focus, value)
    templates = schema.objects(found.value(node, SH.sourceConstraint) or shape, SH.message)
    return Result(
        severity=Severity(_local(found.value(node, SH.resultSeverity))),
        shape=str(shape),
        constraint=_parameter(_local(found.value(node, SH.sourceConstraintComponent))),
        focus=focus,
        document=where.document,
        paragraph=where.paragraph,
        path=_text(found.value(node, SH.resultPath)),
        value=value,
        message=_messages(templates, [str(text) for text in found.objects(node, SH.resultMessage)]),
    )


def _place(focus: str, value: str | None) -> Place:
    # a rule about a document gives the offender inside it as its value
    return place(value if value is not None and value.startswith(f"{focus}/") else focus)


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)


def _local(iri: Node | None) -> str:
    return str(iri).rpartition("#")[2]


def _parameter(component: str) -> str:
    stem = component.removesuffix("ConstraintComponent")
    return stem.lower() if stem.isupper() else stem[:1].lower() + stem[1:]


def _messages(templates: Iterable[Node], texts: list[str]) -> Mapping[str, str]:
    # pySHACL fills the places of a SPARQL constraint's message and drops its language: the template tells it again
    return MappingProxyType(dict(sorted(_told(templates, texts))))


def _told(templates: Iterable[Node], texts: list[str]) -> Iterator[tuple[str, str]]:
    for template in templates:
        if isinstance(template, Literal) and template.language is not None:
            pattern = ".+".join(re.escape(part) for part in re.split(r"\{[?$]\w+\}", template))
            for text in texts:
                if re.fullmatch(pattern, text, re.DOTALL) is not None:
                    yield template.language, text
