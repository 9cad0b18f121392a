"""The sound graph, and the shapes that it conforms to."""

from pathlib import Path

import pytest
from pyoxigraph import Quad
from rdflib import Graph

from mandategraph.shapes.reading import read_graph
from mandategraph.shapes.validation import shapes

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def sound() -> frozenset[Quad]:
    """Everything that data/sound.trig says, in its named graphs."""
    return frozenset(read_graph([DATA / "sound.trig"]))


@pytest.fixture(scope="session")
def schema() -> Graph:
    return shapes()
