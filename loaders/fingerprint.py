"""What the loaders are, as one digest: a text read by the same ones becomes the same quads."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_ROOMS = ("ontology", "loaders")
_DECIDING = (".py", ".ttl", ".toml")


@cache
def fingerprint() -> str:
    """The SHA-256, in hexadecimal, of the release and of every program and data file that decides what a text says.

    Whoever adds an actor or a pattern has other loaders than before, and texts read by the old ones are out of date.
    """
    digest = hashlib.sha256(version("mandategraph").encode())
    for room in _ROOMS:
        for name, file in _files(files("mandategraph") / room, room):
            digest.update(f"\0{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, path)
        elif entry.name.endswith(_DECIDING):
            yield path, entry
