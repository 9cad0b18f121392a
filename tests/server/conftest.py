"""The server over a small hand-made graph, and what reads its pages."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib.term import Node

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.store import Copy
from tests.conftest import MakeCopy

DATA = Path(__file__).parent / "data"
ReadPage = Callable[[str], "Page"]
ReadGraph = Callable[[str, str], set[tuple[Node, ...]]]
_READERS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
BLOCKS = {"p", "div", "dt", "dd", "li", "h1", "h2", "h3", "td", "th"}
VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Page(HTMLParser):
    """A page taken apart: what is linked, what can be jumped to, the text, and whether every tag is closed."""

    hrefs: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tags: list[frozenset[str]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)
    scripts: int = 0
    lang: str | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self.open_tags.append(tag)
        if tag == "html":
            self.lang = found["lang"]
        if tag == "tr":
            self.cells.append([])
        if tag in {"td", "th"}:
            self.cells[-1].append("")
        if tag in BLOCKS:
            self.handle_data(" ")
        self.scripts += tag == "script"
        self.hrefs += [found[name] or "" for name in ("href", "action") if name in found]
        self.ids += [found["id"] or ""] if "id" in found else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self.tags.append(frozenset(self.open_tags))
        if {"td", "th"}.intersection(self.open_tags):
            self.cells[-1][-1] += data

    @property
    def rows(self) -> list[list[str]]:
        """The rows of all tables."""
        return [[" ".join(cell.split()) for cell in row] for row in self.cells]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="session")
def read_page() -> ReadPage:
    """Takes HTML apart; fails where a tag is left open."""

    def read(html: str) -> Page:
        page = Page()
        page.feed(html)
        page.close()
        assert page.open_tags == []
        return page

    return read


@pytest.fixture(scope="session")
def read_graph() -> ReadGraph:
    """Takes a text and the name of its format, and gives its triples; another reader than the server's writer."""

    def read(text: str, name: str) -> set[tuple[Node, ...]]:
        with warnings.catch_warnings():
            # rdflib's reader of JSON-LD uses a class that rdflib deprecates.
            warnings.simplefilter("ignore", DeprecationWarning)
            return set(rdflib.Graph().parse(data=text, format=_READERS[name]))

    return read


@pytest.fixture(scope="session")
def small_copy(copied: MakeCopy) -> Copy:
    return copied(parse(path=DATA / "small.trig", format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def small_store(small_copy: Copy) -> Store:
    return small_copy.store


@pytest.fixture(scope="session")
def small_iris(small_store: Store) -> tuple[str, ...]:
    """Every IRI in a triple of the small graph."""
    terms = {term for quad in small_store for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    return tuple(sorted(term.value for term in terms if isinstance(term, NamedNode)))


@pytest.fixture(scope="session")
def small_app(small_copy: Copy) -> Flask:
    return create_app(small_copy.store, questions(), merged=small_copy.merged)


@pytest.fixture
def client(small_app: Flask) -> FlaskClient:
    return small_app.test_client()
