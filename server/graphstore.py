"""The SPARQL 1.1 Graph Store HTTP Protocol: graphs are read, put, added to and deleted whole."""

from collections.abc import Iterator
from uuid import uuid4

import pyoxigraph
from flask import Request, Response
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat

from mandategraph.server.errors import BadRequestError, IllegibleError, UnknownGraphError
from mandategraph.server.formats import DATASETS, GRAPHS, choose
from mandategraph.server.legible import is_legible
from mandategraph.server.names import PREFIXES
from mandategraph.server.pages import candidates
from mandategraph.server.protocol import fields
from mandategraph.server.site import Site
from mandategraph.server.streaming import Source, Streamed
from mandategraph.server.update import run
from mandategraph.server.upload import is_dataset, uploaded

Target = NamedNode | DefaultGraph | None
"""A graph, or with None all of them."""

_ONE = GRAPHS[:-1]
_ALL = (*DATASETS, *(each for each in GRAPHS if each.graph is not None and each.graph.supports_datasets))


def target(request: Request) -> Target:
    """What the URL of the graph store names: `?default`, `?graph=IRI`, or without both all graphs.

    Raises BadRequestError for more than one of them and for a graph that is no whole IRI.
    """
    asked = fields(request.query_string)
    named = asked.get("graph", ())
    if len(named) + ("default" in asked) > 1:
        raise BadRequestError("more than one graph: give ?default, or ?graph= once")
    if "default" in asked:
        return DefaultGraph()
    try:
        return NamedNode(named[0]) if named else None
    except ValueError as error:
        raise BadRequestError(f"graph: {error}") from None


def direct(site: Site, path: str) -> NamedNode:
    """The graph whose IRI is the base and then `path` below `graph/`; where there is none, the one it would be.

    Raises UnknownGraphError for a path no IRI can be made of.
    """
    spelled = tuple(candidates(site.base, f"graph/{path}"))
    if not spelled:
        raise UnknownGraphError(path)
    return next((each for each in spelled if site.graph.has_graph(each)), spelled[0])


def get(site: Site, request: Request, graph: Target) -> Response:
    """A graph or all graphs, in the format the client accepts; raises UnknownGraphError."""
    _known(site, graph)
    wanted = request.args.get("format")
    chosen = choose(request.headers.get("Accept", ""), wanted, _ALL if graph is None else _ONE)
    format_ = chosen.graph or RdfFormat.TRIG
    name = "graph" if wanted is not None else None
    return Streamed(_writing(site, graph, format_), chosen, name)


def put(site: Site, request: Request, graph: Target) -> Response:
    """Replace a graph, or all of them; 201 where there was none."""
    created = _is_new(site, graph)
    content = uploaded(request, _base(site, graph))
    drop = "DROP ALL" if graph is None else f"DROP SILENT {_named(graph)}"
    _apply(site, f"{drop} ; {_creation(graph)}{_insertion(content, graph)}")
    return Response(status=201 if created else 204)


def post(site: Site, request: Request, graph: Target) -> Response:
    """Add to a graph, or a dataset to all of them; a graph that is posted to no graph becomes a new one."""
    made = graph is None and not is_dataset(request)
    if made:
        graph = NamedNode(f"{site.base}graph/{uuid4()}")
    created = _is_new(site, graph)
    content = uploaded(request, _base(site, graph))
    _apply(site, f"{_creation(graph)}{_insertion(content, graph)}")
    headers = {"Location": graph.value} if made and isinstance(graph, NamedNode) else {}
    return Response(status=201 if created else 204, headers=headers)


def delete(site: Site, _: Request, graph: Target) -> Response:
    """Delete a graph; raises UnknownGraphError, and BadRequestError where no graph is named."""
    if graph is None:
        raise BadRequestError("no graph: name the one to delete with ?graph=, or give ?default")
    _known(site, graph)
    _apply(site, f"DROP {_named(graph)}")
    return Response(status=204)


def _known(site: Site, graph: Target) -> None:
    if _is_new(site, graph):
        raise UnknownGraphError(str(graph))


def _is_new(site: Site, graph: Target) -> bool:
    return isinstance(graph, NamedNode) and not site.graph.has_graph(graph)


def _base(site: Site, graph: Target) -> str:
    return graph.value if isinstance(graph, NamedNode) else f"{site.base}graph"


def _writing(site: Site, graph: Target, format_: RdfFormat) -> Source:
    """What writes a graph, or all of them, into a file."""
    store, prefixes = site.graph.store, dict(PREFIXES)
    if graph is None and site.policy.union:
        return lambda file: pyoxigraph.serialize(_stated(store), file, format_, prefixes=prefixes)
    return lambda file: store.dump(file, format_, from_graph=graph, prefixes=prefixes)


def _stated(store: pyoxigraph.Store) -> Iterator[Quad]:
    """The quads as they were put in: a triple of the merged graph only where no named graph has it."""
    default = DefaultGraph()
    for quad in store:
        if quad.graph_name != default or not _stands_elsewhere(store, quad):
            yield quad


def _stands_elsewhere(store: pyoxigraph.Store, quad: Quad) -> bool:
    places = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(each.graph_name != quad.graph_name for each in places)


def _apply(site: Site, text: str) -> None:
    """Change the store, in one transaction."""
    run(site.graph.store, text, site.policy, site.journal)


def _named(graph: NamedNode | DefaultGraph) -> str:
    return f"GRAPH {graph}" if isinstance(graph, NamedNode) else "DEFAULT"


def _creation(graph: Target) -> str:
    """A graph is there once it is put, even if it is empty."""
    return f"CREATE SILENT {_named(graph)} ; " if isinstance(graph, NamedNode) else ""


def _insertion(content: pyoxigraph.Store, graph: Target) -> str:
    names = tuple(content.named_graphs())
    if graph is None:
        blocks = " ".join(_block(content, each, each) for each in (DefaultGraph(), *names))
        return f"INSERT DATA {{ {blocks} }}"
    if names:
        raise BadRequestError(f"what was sent for one graph names another: {names[0]}")
    return f"INSERT DATA {{ {_block(content, DefaultGraph(), graph)} }}"


def _block(
    content: pyoxigraph.Store, graph: NamedNode | BlankNode | DefaultGraph, into: NamedNode | BlankNode | DefaultGraph
) -> str:
    if isinstance(into, BlankNode):
        raise BadRequestError(f"a graph without an IRI: {into}")
    dumped = content.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    if not all(is_legible(line) for line in dumped.split(b"\n")):
        raise IllegibleError
    triples = dumped.decode()
    return triples if isinstance(into, DefaultGraph) else f"GRAPH {into} {{ {triples} }}"
