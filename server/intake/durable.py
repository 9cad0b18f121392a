"""A store on disk, and the replacing of its graphs: each whole, or not at all."""

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from mandategraph.server.errors import UnusableStoreError

_STORE = "CURRENT"
"""The file that every store has in its folder, and nothing else is likely to have."""


STORE_ERRORS = (OSError, RuntimeError)
"""What the store raises where its files cannot be had, or are damaged."""


def open_durable(path: Path) -> Store:
    """The store in the folder at `path`, to be written to; a new one where there is nothing.

    Raises `UnusableStoreError` if something else is there, if another process has it, or if it is damaged.
    """
    if path.exists() and not path.is_dir():
        raise UnusableStoreError(str(path), "is a file; a store is a folder")
    if path.is_dir() and any(path.iterdir()) and not is_durable(path):
        raise UnusableStoreError(str(path), "is a folder with other files and no store; name a new one")
    try:
        return Store(path)
    except STORE_ERRORS as error:
        raise UnusableStoreError(str(path), _reason(error)) from error


def is_durable(path: Path) -> bool:
    """Whether there is a store in the folder at `path`."""
    return (path / _STORE).is_file()


def read_durable(path: Path) -> Store:
    """The store in the folder at `path`, to be read only; raises `UnusableStoreError` if it cannot be."""
    try:
        return Store.read_only(str(path))
    except STORE_ERRORS as error:
        raise UnusableStoreError(str(path), _reason(error)) from error


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())
    return f"is in use by another process ({said})" if "lock" in said.lower() else said


def replace_graphs(store: Store, graphs: Mapping[NamedNode, bytes]) -> None:
    """Let each graph hold its N-Quads, without blank nodes, and nothing else; nothing is ever there in part.

    New graphs come all in one transaction; of others only what differs is written, each in a transaction of its own.
    """
    held = {name for name in graphs if store.contains_named_graph(name)}
    new = b"".join(quads for name, quads in graphs.items() if name not in held)
    if new:
        store.bulk_load(new, format=RdfFormat.N_QUADS)
    for name in held:
        _replace(store, name, graphs[name])
    store.flush()


def _replace(store: Store, name: NamedNode, quads: bytes) -> None:
    held = serialize(store.quads_for_pattern(None, None, None, name), format=RdfFormat.N_QUADS)
    old, new = _lines(held or b""), _lines(quads)
    if old != new:
        store.update(f"{_data('DELETE', name, old - new)} ; {_data('INSERT', name, new - old)}")


def _lines(quads: bytes) -> frozenset[str]:
    return frozenset(filter(None, quads.decode("utf-8").split("\n")))


def _data(verb: str, name: NamedNode, lines: frozenset[str]) -> str:
    triples = " . ".join(line.removesuffix(f" {name} .") for line in lines)
    return f"{verb} DATA {{ GRAPH {name} {{ {triples} }} }}"
