"""What the processes answer from: a snapshot in memory for reading, the durable store for writing."""

import secrets
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from flask import Flask
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.front.keeper import Load
from mandategraph.server.front.settings import Settings
from mandategraph.server.front.writer import dump
from mandategraph.server.legible import Legible
from mandategraph.server.policy import Policy

_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def snapshot(quads: IO[bytes], graphs: Iterable[NamedNode | BlankNode] = (), *, union: bool = True) -> Store:
    """A store in memory of N-Quads, and of the graphs that are there though they are empty.

    With `union`, every triple stands once more in the default graph. That costs memory and a little time now, and
    makes a query over all graphs as fast as one over one graph; a union made while a query runs does not.

    >>> import io
    >>> said = b"<urn:s> <urn:p> <urn:o> <urn:g> ." + bytes([10]) + b"<urn:s> <urn:p> <urn:o> <urn:h> ."
    >>> len(snapshot(io.BytesIO(said))), len(snapshot(io.BytesIO(said), union=False))
    (3, 2)
    """
    store = Store()
    legible = Legible(quads)
    store.bulk_load(cast("IO[bytes]", legible), RdfFormat.N_QUADS)
    if legible.left_out:
        print(f"left out, too long or nested too deep to be read: {legible.left_out} statements", file=sys.stderr)
    for each in graphs:
        store.add_graph(each)
    if union:
        store.update(_MERGE)
    return store


def of_file(settings: Settings, path: Path) -> Load:
    """Loads a file of N-Quads."""

    def load() -> Flask:
        with path.open("rb") as quads:
            return _reading(snapshot(quads, union=settings.union), settings)

    return load


def of_writer(settings: Settings, path: Path) -> Load:
    """Loads what the writer that listens at `path` has."""

    def load() -> Flask:
        with dump(path) as (graphs, quads):
            return _reading(snapshot(quads, graphs, union=settings.union), settings)

    return load


def _reading(store: Store, settings: Settings) -> Flask:
    """The application over a snapshot, which says who may not write, and never itself writes: nobody has its token."""
    token = None if settings.token is None else secrets.token_hex(32)
    return application(store, replace(settings, token=token))


def application(store: Store, settings: Settings) -> Flask:
    """The application over a store."""
    policy = Policy(
        base=settings.base,
        token=settings.token,
        union=settings.union,
        services=frozenset(settings.services),
        loads=frozenset(settings.loads),
    )
    return create_app(store, questions(), policy)
