"""The command line: read documents into a graph and write it, check it, or serve it."""

import sys
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import click

from mandategraph.loaders.loading import Loaded, background, expand, load_all, loader, quads
from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.findings import report
from mandategraph.server.intake.command import load
from mandategraph.server.output import output_format, write
from mandategraph.server.refusal import refusals
from mandategraph.server.serving import address, listen, serving
from mandategraph.server.store import open_store
from mandategraph.shapes.reading import read_graph
from mandategraph.shapes.report import Report, line
from mandategraph.shapes.validation import validate

_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
_SYMBOL = click.option("--symbol", help="The UN symbol of the one text given, such as 'S/RES/2396(2017)'.")
_LANGUAGE = click.option("--language", help="The language of the texts given (ISO 639-3: zho, eng).")
_MESSAGES = click.option(
    "--messages", type=click.Choice(("en", "zh")), default="en", show_default=True, help="The language of messages."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mandategraph", message="%(prog)s %(version)s")
def main() -> None:
    """United Nations documents as a knowledge graph: who must do what, with whom, by when, on what authority."""


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@_PATHS
@_SYMBOL
@_LANGUAGE
def build(out: Path, paths: tuple[Path, ...], symbol: str | None, language: str | None) -> None:
    """Read texts, and the texts of folders, into one graph and write it to OUT.

    Without a PATH the five documents that come with mandategraph are read. OUT is N-Quads, TriG, Turtle, N-Triples,
    JSON-LD or RDF/XML by its suffix: .nq .trig .ttl .nt .jsonld .rdf.
    """
    with refusals():
        output_format(out)
        count = write(quads(_documents(paths, symbol, language)), out)
        _say(f"{out}: {count:,} statements")


@main.command()
@click.argument("graphs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@_MESSAGES
def check(graphs: tuple[Path, ...], messages: str) -> None:
    """Hold graph files, all together, against the shapes.

    Prints a line for each thing found: severity and constraint, document, paragraph, message, and what it is about.
    The exit status is 1 if there is a violation, 2 if a file cannot be read.
    """
    with refusals():
        report = validate(read_graph(graphs), background())
    for result in report.results:
        click.echo(line(result, messages))
    _say(_summary(report))
    sys.exit(1 if report.violations else 0)


@main.command()
@_PATHS
@_SYMBOL
@_LANGUAGE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen at.")
@_MESSAGES
def serve(
    paths: tuple[Path, ...], symbol: str | None, language: str | None, host: str, port: int, messages: str
) -> None:
    """Read texts into a graph, check it, and serve it: pages, linked data, and SPARQL at /sparql.

    Without a PATH the five documents that come with mandategraph are read. What the check finds is printed; the
    graph is served all the same.
    """
    with refusals(), listen(host, port) as listening:
        graph = list(quads(_documents(paths, symbol, language)))
        _say(f"checking {len(graph):,} statements against the shapes …")
        _show(validate(graph), messages)
        _say(f"serving on {address(listening)} – SPARQL at {address(listening)}sparql – stop with Ctrl-C")
        serving(create_app(open_store(graph), questions()), listening).run()


main.add_command(load)
main.add_command(report)


def _documents(paths: Sequence[Path], symbol: str | None, language: str | None) -> list[Loaded]:
    """The documents of the paths, or of our own corpus, with a bar on the terminal that shows how far it is."""
    with as_file(files("mandategraph") / "corpus") as corpus:
        texts = expand(paths or (corpus,))
        documents = load_all(texts, loader(), symbol=symbol, language=language)
        with click.progressbar(documents, length=len(texts), label="reading", file=sys.stderr) as shown:
            loaded = list(shown)
    for each in loaded:
        _say(_told(each))
    return loaded


def _told(loaded: Loaded) -> str:
    document, found = loaded.reading.document, loaded.annotations
    return (
        f"  {document.symbol} ({document.language}): {len(document.paragraphs)} paragraphs, "
        f"{len(found.clauses)} clauses, {len(found.norms)} norms, {len(found.citations)} citations, "
        f"{len(found.mentions)} mentions"
    )


def _show(report: Report, messages: str) -> None:
    for result in report.results:
        _say(f"  {line(result, messages)}")
    _say(_summary(report))


def _summary(report: Report) -> str:
    return f"{len(report.violations)} violations, {len(report.warnings)} warnings"


def _say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
