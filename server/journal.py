"""What writes have changed, told to who holds a copy of the data in the form that is read."""

import secrets
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import Any

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from mandategraph.server.legible import is_legible
from mandategraph.server.reach import MOST, Reach, reach
from mandategraph.server.store import Copy

_KEPT = 64


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of the data: the `number` of the last write by the writer that named itself `writer`."""

    writer: str
    number: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a copy is to lose and then to gain, in N-Quads; and the graphs that go and come by themselves."""

    removed: str
    added: str
    dropped: tuple[str, ...]
    created: tuple[str, ...]


_NOTHING = Change("", "", (), ())


@dataclass(frozen=True, slots=True)
class _State:
    """What there is of all that an update can reach."""

    quads: frozenset[Quad]
    graphs: frozenset[NamedNode]


@dataclass(slots=True)
class Journal:
    """The last writes to a store, and what each changed; `union` says that copies merge all graphs in the default one.

    A write that changes much, or blank nodes, which every copy names anew, is only counted: after it a copy has to be
    made anew.
    """

    store: pyoxigraph.Store
    base: str
    union: bool
    mark: Mark = field(default_factory=lambda: Mark(secrets.token_hex(8), 0))
    kept: deque[Change | None] = field(default_factory=lambda: deque(maxlen=_KEPT))

    @contextmanager
    def watching(self, text: str) -> Iterator[None]:
        """A block in which an update is done, or not where ValueError or RuntimeError leave it."""
        reached = reach(text, self.base)
        before = None if reached is None else self._state(reached)
        # Until it is known what was done it may have been anything: the store may fail and have written all the same.
        self._note(None)
        try:
            yield
        except (SyntaxError, ValueError, RuntimeError):
            self.kept[-1] = _NOTHING
            raise
        after = None if reached is None or before is None else self._state(reached)
        self.kept[-1] = None if before is None or after is None else self._change(before, after)

    def since(self, mark: Mark) -> tuple[Change, ...] | None:
        """What was changed since a mark, in order; None where that is not known."""
        count = self.mark.number - mark.number
        if mark.writer != self.mark.writer or not 0 <= count <= len(self.kept):
            return None
        changes = tuple(islice(self.kept, len(self.kept) - count, None))
        known = tuple(each for each in changes if each is not None)
        return known if len(known) == count else None

    def _note(self, change: Change | None) -> None:
        self.mark = replace(self.mark, number=self.mark.number + 1)
        self.kept.append(change)

    def _state(self, reached: Reach) -> _State | None:
        quads: set[Quad] = set()
        left = MOST
        for each in reached.patterns:
            found = tuple(
                islice(self.store.quads_for_pattern(each.subject, each.predicate, each.object, each.graph), left + 1)
            )
            left -= len(found)
            if left < 0:
                return None
            quads.update(found)
        return _State(frozenset(quads), frozenset(filter(self.store.contains_named_graph, reached.graphs)))

    def _change(self, before: _State, after: _State) -> Change | None:
        removed, added = before.quads - after.quads, after.quads - before.quads
        if any(map(_has_blank, removed | added)):
            return None
        if self.union:
            removed, added = frozenset(self._gone(removed)), frozenset(_merged(added))
        texts = [_text(each) for each in (removed, added)]
        if not all(is_legible(line) for text in texts for line in text.split(b"\n")):
            return None
        dropped, created = before.graphs - after.graphs, after.graphs - before.graphs
        return Change(texts[0].decode(), texts[1].decode(), _names(dropped), _names(created))

    def _gone(self, removed: Iterable[Quad]) -> Iterator[Quad]:
        """The quads, and in the merged graph the triples of theirs that no graph has any more."""
        for quad in removed:
            if not _is_merged(quad):
                yield quad
            if next(self.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None), None) is None:
                yield Quad(quad.subject, quad.predicate, quad.object)


def _merged(added: Iterable[Quad]) -> Iterator[Quad]:
    for quad in added:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


def _has_blank(quad: Quad) -> bool:
    return isinstance(quad.graph_name, BlankNode) or _is_blank(quad.triple)


def _is_blank(term: object) -> bool:
    if isinstance(term, Triple):
        return any(map(_is_blank, (term.subject, term.object)))
    return isinstance(term, BlankNode)


def _text(quads: Iterable[Quad]) -> bytes:
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


def _names(graphs: Iterable[NamedNode]) -> tuple[str, ...]:
    return tuple(each.value for each in graphs)


def follow(copy: Copy, changes: Iterable[Change]) -> int:
    """Change a copy as the data were changed, and count what was removed."""
    count = 0
    for change in changes:
        removed, added = (tuple(_quads(text)) for text in (change.removed, change.added))
        _apply(copy.store, removed, added)
        if copy.merged is not None:
            _apply(copy.merged, filter(_is_merged, removed), filter(_is_merged, added))
        for name in change.dropped:
            copy.store.remove_graph(NamedNode(name))
        for name in change.created:
            copy.store.add_graph(NamedNode(name))
        count += len(removed)
    return count


def _apply(store: pyoxigraph.Store, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
    for quad in removed:
        store.remove(quad)
    store.extend(added)


def _is_merged(quad: Quad) -> bool:
    return isinstance(quad.graph_name, DefaultGraph)


def _quads(text: str) -> Iterator[Quad]:
    return pyoxigraph.parse(text.encode(), RdfFormat.N_QUADS)


def told(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes as values of JSON."""
    return [asdict(each) for each in changes]


def heard(values: Iterable[dict[str, Any]]) -> tuple[Change, ...]:
    """The changes that `told` told."""
    return tuple(
        Change(each["removed"], each["added"], tuple(each["dropped"]), tuple(each["created"])) for each in values
    )
