"""The store: every graph by its name, and all of them merged as the default graph."""

from collections.abc import Iterable

from pyoxigraph import Quad, Store


def open_store(quads: Iterable[Quad]) -> Store:
    """A store in memory of the quads, with every triple of theirs once more in the default graph.

    A union of graphs made while a query runs gives a triple that stands in two graphs twice, and SPARQL 1.1 (section
    13.1) has the default graph a set: so it is merged once, when the store is filled.

    >>> from pyoxigraph import Literal, NamedNode
    >>> said = [Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o"), NamedNode(f"urn:{graph}")) for graph in "ab"]
    >>> str(next(iter(open_store(said).query("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }")))["count"].value)
    '1'
    """
    store = Store()
    store.bulk_extend(quads)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in list(store))
    return store
