"""What readings could not settle, counted: whoever extends the data sees what pays most."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode, Quad, Store

from mandategraph.loaders.describe.terms import as_objects
from mandategraph.loaders.describe.work import describe_work
from mandategraph.loaders.loading import expand, load_all, loader, works
from mandategraph.server.graph import TYPE
from mandategraph.server.intake.durable import is_durable, read_durable
from mandategraph.server.names import term
from mandategraph.server.refusal import refusals
from mandategraph.shapes.reading import FORMATS, read_graph
from mandategraph.shapes.report import place

_FINDING = term("mg:Finding")
_KIND = term("mg:findingKind")
_WORDS = term("mg:words")
_FOUND_IN = term("mg:foundIn")
_EXAMPLES = 3
_CAPITAL = re.compile(r"(?<=.)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: its kind (`unknown-act`), the words it is about, the symbol of the document, the paragraph's path."""

    kind: str
    words: str
    document: str
    paragraph: str

    @property
    def place(self) -> str:
        """Where it is: symbol and path."""
        return f"{self.document} {self.paragraph}".rstrip()


@dataclass(slots=True)
class Tally:
    """The findings of one kind about the same words: how many, in how many documents, the first few places."""

    kind: str
    words: str
    count: int = 0
    documents: int = 0
    examples: list[str] = field(default_factory=list)
    last: str = ""

    def add(self, found: Found) -> None:
        """Count one more; those of one document come together."""
        self.count += 1
        self.documents += found.document != self.last
        self.last = found.document
        if len(self.examples) < _EXAMPLES and found.place not in self.examples:
            self.examples.append(found.place)

    @property
    def line(self) -> str:
        """The line of a report: number, number of documents, kind, words and examples, between tabs."""
        shown = (str(self.count), str(self.documents), self.kind, self.words or "-", "; ".join(self.examples))
        return "\t".join(" ".join(each.split()) for each in shown)


def counted(findings: Iterable[Found], kinds: Sequence[str] = ()) -> tuple[Tally, ...]:
    """The findings by kind and words, the most frequent first; only those of `kinds`, if any are named."""
    tallies: dict[tuple[str, str], Tally] = {}
    for found in findings:
        if not kinds or found.kind in kinds:
            tallies.setdefault((found.kind, found.words), Tally(found.kind, found.words)).add(found)
    return tuple(sorted(tallies.values(), key=lambda each: (-each.count, each.kind, each.words)))


def found_in(paths: Sequence[Path]) -> Iterator[Found]:
    """The findings in stores, graph files and texts; without a path, in the five documents.

    Raises `LoadError`, `ShapesError` or `UnusableStoreError` for the first that cannot be read.
    """
    graphs = [path for path in paths if path.suffix.lower() in FORMATS]
    stores = [path for path in paths if is_durable(path)]
    texts = [path for path in paths if path not in {*graphs, *stores}]
    for path in stores:
        yield from of_graph(read_durable(path))
    if graphs:
        yield from of_graph(_stored(read_graph(graphs)))
    if texts or not paths:
        yield from _in_texts(texts)


def _in_texts(paths: Sequence[Path]) -> Iterator[Found]:
    with as_file(files("mandategraph") / "corpus") as corpus:
        for work in works(load_all(expand(paths or (corpus,)), loader())):
            yield from of_graph(_stored(as_objects(describe_work(work))))


def _stored(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def of_graph(store: Store) -> Iterator[Found]:
    """The findings in a store, in order of their documents."""
    nodes = (quad.subject for quad in store.quads_for_pattern(None, TYPE, _FINDING, None))
    for node in sorted((node for node in nodes if isinstance(node, NamedNode)), key=lambda node: node.value):
        said = {quad.predicate: quad.object for quad in store.quads_for_pattern(node, None, None, None)}
        kind, words, where = said.get(_KIND), said.get(_WORDS), said.get(_FOUND_IN)
        if isinstance(kind, NamedNode) and isinstance(where, NamedNode):
            stands = place(where.value)
            shown = words.value if isinstance(words, Literal) else ""
            yield Found(_key(kind), shown, stands.document or where.value, stands.paragraph or "")


def _key(kind: NamedNode) -> str:
    """The hyphenated name of an individual of the vocabulary.

    >>> _key(NamedNode("https://w3id.org/mandategraph/ont#CitationWithoutYear"))
    'citation-without-year'
    """
    return _CAPITAL.sub("-", kind.value.rpartition("#")[2]).lower()


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--kind", "kinds", multiple=True, help="Only findings of this kind; may be given several times.")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="So many lines; 0 for all.")
def report(paths: tuple[Path, ...], kinds: tuple[str, ...], limit: int) -> None:
    """Count what could not be settled in texts, graph files or stores: what the data do not know pays most first.

    Without a PATH the five documents that come with mandategraph are read. Prints a line for each kind and words:
    how many findings, in how many documents, kind, words, and where the first few are.
    """
    with refusals():
        tallies = counted(found_in(paths), kinds)
    for tally in tallies[:limit] if limit else tallies:
        click.echo(tally.line)
    click.echo(f"{sum(tally.count for tally in tallies):,} findings, {len(tallies):,} lines", err=True)
