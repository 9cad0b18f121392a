"""The command line: read documents into a graph and write it, check it, or serve it."""

import sys
from pathlib import Path

import click

from mandategraph.loaders.loading import background, quads
from mandategraph.server.documents import documents, say
from mandategraph.server.fetch.command import fetch
from mandategraph.server.findings import report
from mandategraph.server.front.command import serve
from mandategraph.server.intake.command import load
from mandategraph.server.output import output_format, write
from mandategraph.server.refusal import refusals
from mandategraph.shapes.reading import read_graph
from mandategraph.shapes.report import line, summary
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
        count = write(quads(documents(paths, symbol, language)), out)
        say(f"{out}: {count:,} statements")


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
    say(summary(report))
    sys.exit(1 if report.violations else 0)


main.add_command(fetch)
main.add_command(load)
main.add_command(report)
main.add_command(serve)


if __name__ == "__main__":
    main()
