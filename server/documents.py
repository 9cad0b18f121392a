"""Reading documents and graph files for the command line, with a word on each."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import click
from pyoxigraph import Quad, RdfFormat, serialize

from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import expand, load_all, loader, quads
from mandategraph.server.refusal import refusals
from mandategraph.shapes.reading import FORMATS, graph_quads


def statements(paths: Sequence[Path], symbol: str | None, language: str | None) -> Iterator[Quad]:
    """The statements of texts, and of graph files by their suffix; without a path those of our own corpus.

    Raises LoadError or UnreadableGraphError for the first that cannot be read.
    """
    graphs = tuple(path for path in paths if path.suffix.lower() in FORMATS)
    texts = tuple(path for path in paths if path not in graphs)
    yield from graph_quads(graphs)
    if texts or not graphs:
        yield from quads(documents(texts, symbol, language))


def documents(paths: Sequence[Path], symbol: str | None, language: str | None) -> list[Loaded]:
    """The documents of the paths, or of our own corpus, with a bar on the terminal that shows how far it is."""
    with as_file(files("mandategraph") / "corpus") as corpus:
        texts = expand(paths or (corpus,))
        read = load_all(texts, loader(), symbol=symbol, language=language)
        with click.progressbar(read, length=len(texts), label="reading", file=sys.stderr) as shown:
            loaded = list(shown)
    for each in loaded:
        say(_told(each))
    return loaded


def _told(loaded: Loaded) -> str:
    document, found = loaded.reading.document, loaded.annotations
    return (
        f"  {document.symbol} ({document.language}): {len(document.paragraphs)} paragraphs, "
        f"{len(found.clauses)} clauses, {len(found.norms)} norms, {len(found.citations)} citations, "
        f"{len(found.mentions)} mentions"
    )


def write_statements(said: Iterable[Quad], path: Path) -> None:
    """Write statements as N-Quads, in the order they come, in the place of what was there."""
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("wb") as out:
        serialize(said, out, RdfFormat.N_QUADS)
    partial.replace(path)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--symbol")
@click.option("--language")
def main(out: Path, paths: tuple[Path, ...], symbol: str | None, language: str | None) -> None:
    """Write what `serve` reads: a server that reloads has this done by another process."""
    with refusals():
        write_statements(statements(paths, symbol, language), out)


def say(text: str) -> None:
    """Say something to who gave the command, apart from what the command prints."""
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
