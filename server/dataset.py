"""What machines are told of the whole: the dataset and the query service, in VoID, DCAT and SPARQL-SD."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from mandategraph.server.evaluation import Term
from mandategraph.server.formats import DATASETS, GRAPHS, RESULTS
from mandategraph.server.graph import TYPE, Graph
from mandategraph.server.names import MG, term
from mandategraph.server.policy import Policy
from mandategraph.server.statistics import Statistics, statistics
from mandategraph.server.words import languages

Said = tuple[tuple[str, Term], ...]


def dataset_description(graph: Graph, base: str) -> tuple[Triple, ...]:
    """The dataset at `base`: its names, its statistics, where it is queried, its documents and its named graphs."""
    node = NamedNode(base)
    counted = statistics(graph.store)
    return (
        *_dataset(node, counted.triples),
        *_counts(node, counted),
        *(
            Triple(node, term("dcterms:title"), Literal(f"{words['site']} – {words['tagline']}", language=lang))
            for lang, words in languages().items()
        ),
        Triple(node, TYPE, term("dcat:Dataset")),
        Triple(node, term("void:sparqlEndpoint"), NamedNode(f"{base}sparql")),
        Triple(node, term("void:dataDump"), NamedNode(f"{base}graph")),
        Triple(node, term("void:uriSpace"), Literal(base)),
        Triple(node, term("void:vocabulary"), NamedNode(MG)),
        *(Triple(node, term("void:rootResource"), each) for each in graph.subjects(TYPE, term("mg:Document"))),
        *(triple for name in graph.names() for triple in _subset(node, name, counted.graphs.get(name, 0))),
    )


def service_description(graph: Graph, policy: Policy) -> tuple[Triple, ...]:
    """The query service: what it speaks, reads and writes, and the graphs behind it."""
    node = NamedNode(policy.endpoint)
    dataset, default = NamedNode(f"{policy.endpoint}#dataset"), NamedNode(f"{policy.endpoint}#default")
    counted = statistics(graph.store)
    return (
        *_say(node, (("rdf:type", term("sd:Service")), ("sd:endpoint", node), *_abilities(policy))),
        *_say(node, (("sd:defaultDataset", dataset), ("sd:availableGraphs", dataset))),
        *_say(dataset, (("rdf:type", term("sd:Dataset")), ("rdf:type", term("sd:GraphCollection")))),
        Triple(dataset, term("sd:defaultGraph"), default),
        *_graph(default, counted.triples),
        *(triple for name in graph.names() for triple in _named(dataset, name, counted.graphs.get(name, 0))),
    )


def _abilities(policy: Policy) -> Iterator[tuple[str, Term]]:
    yield "sd:supportedLanguage", term("sd:SPARQL10Query")
    yield "sd:supportedLanguage", term("sd:SPARQL11Query")
    yield "sd:feature", term("sd:EmptyGraphs")
    if policy.union:
        yield "sd:feature", term("sd:UnionDefaultGraph")
    if policy.services:
        yield "sd:feature", term("sd:BasicFederatedQuery")
    if policy.token is not None:
        yield "sd:supportedLanguage", term("sd:SPARQL11Update")
        yield from (("sd:inputFormat", NamedNode(each.iri)) for each in (*GRAPHS, *DATASETS) if each.iri)
    yield from (("sd:resultFormat", NamedNode(each.iri)) for each in (*RESULTS, *GRAPHS, *DATASETS) if each.iri)


def _named(dataset: NamedNode, name: NamedNode, size: int) -> Iterator[Triple]:
    """A named graph of a dataset; it stands for itself, as a name and as a graph."""
    yield from _say(dataset, (("sd:namedGraph", name),))
    yield from _say(name, (("rdf:type", term("sd:NamedGraph")), ("sd:name", name), ("sd:graph", name)))
    yield from _graph(name, size)


def _graph(node: NamedNode, size: int) -> tuple[Triple, ...]:
    return _say(node, (("rdf:type", term("sd:Graph")), ("void:triples", Literal(size))))


def _subset(whole: NamedNode, name: NamedNode, size: int) -> Iterator[Triple]:
    yield Triple(whole, term("void:subset"), name)
    yield from _dataset(name, size)


def _dataset(node: NamedNode, size: int) -> tuple[Triple, ...]:
    return Triple(node, TYPE, term("void:Dataset")), Triple(node, term("void:triples"), Literal(size))


def _counts(node: NamedNode, counted: Statistics) -> Iterator[Triple]:
    yield from _say(
        node,
        (
            ("void:distinctSubjects", Literal(counted.subjects)),
            ("void:distinctObjects", Literal(counted.objects)),
            ("void:properties", Literal(len(counted.properties))),
            ("void:classes", Literal(len(counted.classes))),
        ),
    )
    for number, (each, count) in enumerate(counted.properties.items(), 1):
        part = NamedNode(f"{node.value}#property-{number}")
        yield Triple(node, term("void:propertyPartition"), part)
        yield from _say(part, (("void:property", each), ("void:triples", Literal(count))))
    for number, (each, count) in enumerate(counted.classes.items(), 1):
        part = NamedNode(f"{node.value}#class-{number}")
        yield Triple(node, term("void:classPartition"), part)
        yield from _say(part, (("void:class", each), ("void:entities", Literal(count))))


def _say(node: NamedNode, said: Said) -> tuple[Triple, ...]:
    return tuple(Triple(node, term(name), value) for name, value in said)
