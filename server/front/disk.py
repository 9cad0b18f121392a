"""A version of the data on disk, for a graph that is too large for the memory it is given."""

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store

from mandategraph.server.front.keeper import BehindError
from mandategraph.server.front.processes import Ending, end_with_parent
from mandategraph.server.front.worker import Application
from mandategraph.server.front.writer import changes
from mandategraph.server.journal import Change, Mark, follow
from mandategraph.server.legible import Legible
from mandategraph.server.store import Copy

_IMMUTABLE = ".sst"
_NOT_COPIED = ("LOCK", "LOG")


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A version in the folder `place`, which nobody writes to: each reader opens it for itself, after it was forked.

    It is of a file, or of what the writer that listens at `source` had written at `mark`. `opened` makes the
    application over a store.
    """

    place: Path
    opened: Callable[[Store], Application]
    need: int
    source: Path | None = None
    mark: Mark | None = None
    on_disk: bool = True

    @property
    def application(self) -> Application:
        """What answers from it, in a process that does not fork any more."""
        return self.opened(Store.read_only(str(self.place)))

    def next(self) -> "OnDisk":
        """The version as it is now, in another folder; raises BehindError where it has to be loaded anew."""
        if self.source is None or self.mark is None:
            raise BehindError
        mark, changed = changes(self.source, self.mark)
        if changed is None:
            raise BehindError
        place = new_place(self.place.parent)
        _link(self.place, place)
        apart(lambda: _followed(place, changed))
        return replace(self, place=place, mark=mark)

    def end(self) -> None:
        """Give up its folder."""
        shutil.rmtree(self.place, ignore_errors=True)


def new_place(folder: Path) -> Path:
    """A name for the folder of a version."""
    folder.mkdir(exist_ok=True)
    return folder / f"version-{secrets.token_hex(8)}"


def fill(place: Path, quads: IO[bytes], graphs: Iterable[NamedNode | BlankNode], *, union: bool) -> None:
    """Write a store of N-Quads, as `snapshot` makes one in memory, without having all of it in memory."""
    store = Store(place)
    store.bulk_load(cast("IO[bytes]", Legible(quads)), RdfFormat.N_QUADS)
    for each in graphs:
        store.add_graph(each)
    if union:
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    store.flush()


def apart(work: Callable[[], Any]) -> Any:
    """What another process gives by some work: a store that is written to has threads, which no fork takes along.

    Raises BehindError where that process fails.
    """
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        with Ending():
            end_with_parent()
            os.write(theirs, json.dumps(work()).encode())
    os.close(theirs)
    with os.fdopen(ours, "rb") as telling:
        told = telling.read()
    os.waitpid(pid, 0)
    if not told:
        raise BehindError
    return json.loads(told)


def _followed(place: Path, changed: Iterable[Change]) -> int:
    store = Store(place)
    count = follow(Copy(store), changed)
    store.flush()
    return count


def _link(old: Path, new: Path) -> None:
    """Another store with the same content: what never changes is shared."""
    new.mkdir()
    for each in old.iterdir():
        if each.suffix == _IMMUTABLE:
            (new / each.name).hardlink_to(each)
        elif not each.name.startswith(_NOT_COPIED):
            shutil.copy2(each, new / each.name)
