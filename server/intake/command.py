"""`mandategraph load`: many files into a store on disk."""

import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path

import click

from mandategraph.loaders.loading import expand
from mandategraph.server.errors import UnusableStoreError
from mandategraph.server.intake.durable import STORE_ERRORS, open_durable
from mandategraph.server.intake.progress import Progress
from mandategraph.server.intake.run import Run, Tally, replace_background
from mandategraph.server.intake.state import open_state
from mandategraph.server.intake.tasks import worker
from mandategraph.server.intake.workforce import Workforce, cores
from mandategraph.server.refusal import refusals

_LONGEST = 300.0
"""Seconds that the reading of one document may take."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--symbol", help="The UN symbol of the one text given, such as 'S/RES/2396(2017)'.")
@click.option("--language", help="The language of the texts given (ISO 639-3: zho, eng).")
@click.option(
    "--processes",
    type=click.IntRange(1, 1024),
    default=cores,
    show_default="as many as there are cores",
    help="So many processes read at once.",
)
def load(out: Path, paths: tuple[Path, ...], symbol: str | None, language: str | None, processes: int) -> None:
    """Read texts, and the texts of folders, into the store OUT, a folder in the form of Oxigraph.

    Without a PATH the five documents that come with mandategraph are read. Each document is replaced whole; files
    that the store holds as they are are not read again, so a run that was stopped goes on where it was. A file that
    cannot be read is told at the end with its reason; the exit status is then 1.
    """
    began = time.monotonic()
    with refusals(), as_file(files("mandategraph") / "corpus") as corpus:
        tally = _filled(out, expand(paths or (corpus,)), symbol, language, processes)
    for failure in sorted(tally.failures, key=lambda failure: failure.path):
        _say(f"{failure.path}: {' '.join(failure.reason.split())}")
    _say(_summary(out, tally, time.monotonic() - began))
    sys.exit(1 if tally.failures else 0)


def _filled(out: Path, texts: Sequence[Path], symbol: str | None, language: str | None, processes: int) -> Tally:
    store = open_durable(out)
    with closing(open_state(out)) as state, Workforce(processes, worker, _LONGEST) as force:
        run = Run(store, state, force, symbol, language)
        try:
            replace_background(store)
            works = run.identify(texts, Progress("identifying", len(texts), sys.stderr).show)
            run.fill(works, Progress("loading", len(texts), sys.stderr, run.tally.done).show)
            store.flush()
        except (*STORE_ERRORS, sqlite3.Error) as error:
            raise UnusableStoreError(str(out), f"cannot be written: {error}") from error
    return run.tally


def _summary(out: Path, tally: Tally, seconds: float) -> str:
    return (
        f"{out}: {tally.done:,} files in {seconds:,.0f} s: {tally.loaded:,} loaded into {tally.documents:,} documents, "
        f"{tally.unchanged:,} unchanged, {len(tally.failures):,} failed"
    )


def _say(text: str) -> None:
    click.echo(text, err=True)
