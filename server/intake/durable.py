"""A store on disk, and the replacing of one of its graphs: whole, in one transaction, or not at all."""

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


def replace_graph(store: Store, name: NamedNode, triples: bytes) -> None:
    """Let the graph `name` hold the triples, in N-Triples without blank nodes, and nothing else.

    What stays the same is not written again.
    """
    if not store.contains_named_graph(name):
        store.load(triples, format=RdfFormat.N_TRIPLES, to_graph=name)
        return
    held = serialize(
        (quad.triple for quad in store.quads_for_pattern(None, None, None, name)), format=RdfFormat.N_TRIPLES
    )
    old, new = _lines(held or b""), _lines(triples)
    if old != new:
        store.update(f"{_data('DELETE', name, old - new)} ; {_data('INSERT', name, new - old)}")


def _lines(triples: bytes) -> frozenset[str]:
    return frozenset(filter(None, triples.decode("utf-8").split("\n")))


def _data(verb: str, name: NamedNode, lines: frozenset[str]) -> str:
    return f"{verb} DATA {{ GRAPH {name} {{ {' '.join(lines)} }} }}"
