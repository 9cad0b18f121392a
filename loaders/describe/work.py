"""A document in all languages that it is there in, as the quads of its one named graph."""

from collections.abc import Iterator, Sequence

from pyoxigraph import Quad

from mandategraph.loaders.describe.document import describe
from mandategraph.loaders.loading import Loaded


def describe_work(expressions: Sequence[Loaded]) -> Iterator[Quad]:
    """Everything that is known of one document, from the same text in one or several languages."""
    for loaded in expressions:
        yield from describe(loaded.reading, loaded.facts, loaded.annotations)
