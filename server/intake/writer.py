"""Writing many documents into a store, batch by batch, while the next ones are read."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Store

from mandategraph.server.intake.durable import replace_graphs
from mandategraph.server.intake.state import Held, State

_BATCH = 64 * 2**20
"""So many bytes of N-Quads are written at once: fewer cost the store more for each, more take more memory."""


@dataclass(slots=True)
class Batch:
    """Documents to be written together: the N-Quads of each graph, how many bytes, and what they were read from."""

    graphs: dict[NamedNode, bytes] = field(default_factory=dict)
    size: int = 0
    held: list[Held] = field(default_factory=list)


@dataclass(slots=True)
class Writer:
    """Writes batches in a thread, one at a time; a document is recorded only after the store has it.

    So what a kill interrupts is read again, whether the store had taken it or not.
    """

    store: Store
    state: State
    thread: ThreadPoolExecutor
    batch: Batch = field(default_factory=Batch)
    under_way: tuple[Batch, Future[None]] | None = None

    def put(self, graph: NamedNode, quads: bytes, held: Iterable[Held]) -> None:
        """Have a document written, now or with others; waits while two batches are full."""
        self.batch.graphs[graph] = quads
        self.batch.size += len(quads)
        self.batch.held.extend(held)
        if self.batch.size >= _BATCH:
            self.write()

    def write(self) -> None:
        """Begin to write what is waiting, after what is being written."""
        self.finish()
        batch, self.batch = self.batch, Batch()
        self.under_way = batch, self.thread.submit(replace_graphs, self.store, batch.graphs)

    def finish(self) -> None:
        """Wait for what is being written, and record it; raises what the store raised."""
        if self.under_way is not None:
            (batch, written), self.under_way = self.under_way, None
            written.result()
            self.state.record(batch.held)


@contextmanager
def writing(store: Store, state: State) -> Iterator[Writer]:
    """A writer that has written everything at the end, unless an error ended it."""
    with ThreadPoolExecutor(1) as thread:
        writer = Writer(store, state, thread)
        yield writer
        writer.write()
        writer.finish()
