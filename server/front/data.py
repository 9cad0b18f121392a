"""What the processes answer from: a snapshot in memory for reading, the durable store for writing."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, NamedNode, Store

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.evaluation import Evaluator
from mandategraph.server.front.disk import OnDisk, apart, fill, new_place
from mandategraph.server.front.keeper import BehindError, Load, Version
from mandategraph.server.front.settings import Settings, given
from mandategraph.server.front.worker import Application
from mandategraph.server.front.writer import changes, dump
from mandategraph.server.journal import Journal, Mark, follow
from mandategraph.server.limits import Limits
from mandategraph.server.policy import Policy
from mandategraph.server.shortcut import Shortcut
from mandategraph.server.store import Copy, snapshot

_MOST_REMOVED = 250_000
_MERGED_QUAD, _QUAD = 1_100, 400
"""About how many bytes of memory a quad needs, with its triple in the merged graph, twice, and without."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A version in memory: of a file, or of what the writer that listens at `source` had written at `mark`.

    What is `removed` from a store in memory still takes some.
    """

    copy: Copy
    application: Application
    need: int
    source: Path | None = None
    mark: Mark | None = None
    removed: int = 0
    on_disk: bool = False

    def next(self) -> "InMemory":
        """The version as it is now, of the same store; raises BehindError where it has to be loaded anew."""
        if self.source is None or self.mark is None:
            raise BehindError
        mark, changed = changes(self.source, self.mark)
        if changed is None or self.removed > _MOST_REMOVED:
            raise BehindError
        return replace(self, mark=mark, removed=self.removed + follow(self.copy, changed))

    def end(self) -> None:
        """Nothing: what is in memory goes with its process."""


def of_file(settings: Settings, path: Path, folder: Path) -> Load:
    """Loads a file of N-Quads; what is read from disk stands in the folder."""

    def load() -> Version:
        with path.open("rb") as quads:
            need = _need(sum(1 for _ in quads), settings)
        with path.open("rb") as quads:
            return _version(settings, folder, need, quads)

    return load


def of_writer(settings: Settings, path: Path, folder: Path) -> Load:
    """Loads what the writer that listens at `path` has; what is read from disk stands in the folder."""

    def load() -> Version:
        with dump(path) as dumped:
            need = _need(dumped.count, settings)
            version = _version(settings, folder, need, dumped.quads, dumped.graphs)
        return replace(version, source=path, mark=dumped.mark)

    return load


def _need(count: int, settings: Settings) -> int:
    return count * (_MERGED_QUAD if settings.union else _QUAD)


def _version(
    settings: Settings, folder: Path, need: int, quads: IO[bytes], graphs: Iterable[NamedNode | BlankNode] = ()
) -> InMemory | OnDisk:
    """A version in memory if it fits, else on disk."""
    if need <= given(settings.bounds):
        copy = snapshot(quads, graphs, union=settings.union)
        return InMemory(copy, _reading(copy, settings), need)
    place = new_place(folder)
    apart(lambda: fill(place, quads, graphs, union=settings.union))
    return OnDisk(place, lambda store: _reading(Copy(store), settings), need)


def _reading(copy: Copy, settings: Settings) -> Application:
    """The application over a snapshot, which says who may not write, and never itself writes: nobody has its token."""
    token = None if settings.token is None else secrets.token_hex(32)
    return application(copy, replace(settings, token=token))


def application(copy: Copy, settings: Settings, noted: Journal | None = None) -> Application:
    """The application over a copy, or the durable store itself, which tells the journal what it writes."""
    policy = _policy(settings)
    whole = create_app(copy.store, questions(), policy, journal=noted, merged=copy.merged)
    return Shortcut(whole, Evaluator(copy.store, Limits(), policy, copy.merged))


def journal(store: Store, settings: Settings) -> Journal:
    """A journal of what is written to a store, for those who read it by these settings."""
    return Journal(store, _policy(settings).endpoint, settings.union)


def _policy(settings: Settings) -> Policy:
    return Policy(
        base=settings.base,
        token=settings.token,
        union=settings.union,
        services=frozenset(settings.services),
        loads=frozenset(settings.loads),
    )
