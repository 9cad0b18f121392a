"""What machines are told of the whole: the dataset and the query service, in VoID, DCAT and SPARQL-SD."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from mandategraph.server.evaluation import Term
from mandategraph.server.graph import TYPE, Graph
from mandategraph.server.names import MG, term
from mandategraph.server.words import languages

_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def dataset_description(graph: Graph, base: str) -> tuple[Triple, ...]:
    """The dataset at `base`: its names, its size, where it is queried, its documents and its named graphs."""
    node = NamedNode(base)
    return (
        *_dataset(node, graph.size()),
        *(
            Triple(node, term("dcterms:title"), Literal(f"{words['site']} – {words['tagline']}", language=lang))
            for lang, words in languages().items()
        ),
        Triple(node, TYPE, term("dcat:Dataset")),
        Triple(node, term("void:sparqlEndpoint"), NamedNode(f"{base}sparql")),
        Triple(node, term("void:uriSpace"), Literal(base)),
        Triple(node, term("void:vocabulary"), NamedNode(MG)),
        *(Triple(node, term("void:rootResource"), each) for each in graph.subjects(TYPE, term("mg:Document"))),
        *(triple for name in graph.names() for triple in _subset(graph, node, name)),
    )


def service_description(base: str) -> tuple[Triple, ...]:
    """The query service: read-only SPARQL 1.1, its default graph the union of the named ones."""
    node = NamedNode(f"{base}sparql")
    said: tuple[tuple[str, Term], ...] = (
        ("rdf:type", term("sd:Service")),
        ("sd:endpoint", node),
        ("sd:supportedLanguage", term("sd:SPARQL11Query")),
        ("sd:feature", term("sd:UnionDefaultGraph")),
        ("sd:defaultDataset", NamedNode(base)),
        *(("sd:resultFormat", NamedNode(_FORMATS + each)) for each in _WRITTEN),
    )
    return tuple(Triple(node, term(name), value) for name, value in said)


def _subset(graph: Graph, whole: NamedNode, name: NamedNode) -> Iterator[Triple]:
    yield Triple(whole, term("void:subset"), name)
    yield from _dataset(name, len(graph.within(name)))


def _dataset(node: NamedNode, size: int) -> tuple[Triple, ...]:
    return Triple(node, TYPE, term("void:Dataset")), Triple(node, term("void:triples"), Literal(size))
