"""`mandategraph serve`: data, bounds and port, and then the processes that serve."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click
from pyoxigraph import Quad

from mandategraph.server.documents import say, statements, write_statements
from mandategraph.server.errors import StoreHasDataError, UnusableTokenError
from mandategraph.server.front.folder import shared_folder
from mandategraph.server.front.settings import MIB, Bounds, Logs, Settings, to_json
from mandategraph.server.intake.durable import open_durable
from mandategraph.server.names import BASE
from mandategraph.server.refusal import refusals
from mandategraph.server.serving import listen
from mandategraph.shapes.report import line, summary
from mandategraph.shapes.validation import validate

TOKEN = "MANDATEGRAPH_TOKEN"  # noqa: S105
"""The variable of the environment that has the token, where no file has it."""

_GRAPH = "graph.nq"
_HUGE_PAGES = "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"
"""Has the data stand in huge pages: a reader is forked in a tenth of the time, and finds what it reads sooner."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """An option that sets a field of the bounds, in so many units."""

    option: str
    field: str
    help: str
    unit: int = 1
    type: click.IntRange | click.FloatRange | None = None


_COUNT = click.IntRange(1)
_SECONDS = click.FloatRange(0, min_open=True)
_BOUNDS = (
    _Bound("--timeout", "seconds", "Seconds that a query may take.", type=_SECONDS),
    _Bound("--write-timeout", "write_seconds", "Seconds that a write may take.", type=_SECONDS),
    _Bound("--memory", "memory", "MiB that a query may take beyond the graph.", MIB, _COUNT),
    _Bound(
        "--graph-memory", "graph_memory", "MiB that the graph may take; a larger one is read from disk.", MIB, _COUNT
    ),
    _Bound("--result", "result", "MiB that an answer may have.", MIB, _COUNT),
    _Bound("--upload", "upload", "MiB that a write may send.", MIB, _COUNT),
    _Bound("--readers", "readers", "Queries that run at once.", type=_COUNT),
    _Bound("--long-after", "long_after", "Seconds of work after which a query is long.", type=_SECONDS),
    _Bound("--long", "long", "Long queries that run at once beside them.", type=_COUNT),
    _Bound("--long-memory", "long_memory", "MiB that long queries may take together.", MIB, _COUNT),
    _Bound("--queue", "queue", "Requests that wait for their turn.", type=click.IntRange(0)),
    _Bound("--cache", "cache", "MiB of answers that are kept.", MIB, click.IntRange(0)),
    _Bound("--disk", "disk", "MiB of answers that wait on disk for slow clients.", MIB, type=click.IntRange(0)),
    _Bound("--rate", "rate", "Requests a second that one client may send on average.", type=_SECONDS),
)


def _bounded(command: Callable[..., None]) -> Callable[..., None]:
    """A command with an option for each bound."""
    for each in reversed(_BOUNDS):
        default = getattr(Bounds(), each.field)
        shown = None if default is None else default // each.unit if each.unit > 1 else default
        option = click.option(
            each.option, each.field, type=each.type, default=shown, show_default=shown is not None, help=each.help
        )
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--symbol", help="The UN symbol of the one text given, such as 'S/RES/2396(2017)'.")
@click.option("--language", help="The language of the texts given (ISO 639-3: zho, eng).")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen at.")
@click.option(
    "--messages", type=click.Choice(("en", "zh")), default="en", show_default=True, help="The language of messages."
)
@click.option("--check/--no-check", default=True, show_default=True, help="Hold the graph against the shapes first.")
@click.option("--store", type=click.Path(path_type=Path), help="The folder of a store on disk; made where it is not.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    help=f"The file with the token of those who may write; else {TOKEN} has it. With neither nobody may.",
)
@click.option(
    "--default-graph",
    type=click.Choice(("union", "own")),
    default="union",
    show_default=True,
    help="What the default graph of a query has: the triples of all graphs, or only its own.",
)
@click.option("--base", default=BASE, show_default=True, help="The IRI below which every IRI has a page here.")
@click.option("--allow-service", "services", multiple=True, metavar="IRI", help="An endpoint that SERVICE may ask.")
@click.option("--allow-load", "loads", multiple=True, metavar="IRI", help="A document that LOAD may fetch.")
@click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS", help="A proxy that tells the client's address.")
@_bounded
@click.option("--access-log", "access", help="The file where requests are logged, in lines of JSON; - is the terminal.")
@click.option("--slow-log", "slow", help="The file where slow requests are logged with their query.")
@click.option("--slow", "slow_after", default=1.0, show_default=True, type=_SECONDS, help="Seconds that make one slow.")
def serve(
    paths: tuple[Path, ...],
    symbol: str | None,
    language: str | None,
    host: str,
    port: int,
    messages: str,
    check: bool,
    store: Path | None,
    token_file: Path | None,
    default_graph: str,
    base: str,
    services: tuple[str, ...],
    loads: tuple[str, ...],
    proxies: tuple[str, ...],
    access: str | None,
    slow: str | None,
    slow_after: float,
    **bounds: Any,
) -> None:
    """Read texts into a graph, check it, and serve it: pages, linked data, and SPARQL at /sparql.

    A PATH is a text, a folder of texts, or a graph file. Without one the five documents that come with mandategraph
    are read. What the check finds is printed; the graph is served all the same.

    With --store the graph is that of a store on disk, which whoever has the token may write to: the one that is
    there, or a new one with what is read.
    """
    units = {each.field: each.unit for each in _BOUNDS}
    with refusals(), listen(host, port) as listening, shared_folder() as folder:
        if store is None and token_file is not None:
            raise click.UsageError("--token-file is of use with --store only: what is read anew cannot be written to")
        said = statements(paths, symbol, language)
        settings = Settings(
            graph=None if store is not None else str(folder / _GRAPH),
            store=None if store is None else str(store.resolve()),
            token=None if store is None else _token(token_file),
            union=default_graph == "union",
            base=base,
            services=services,
            loads=loads,
            proxies=proxies,
            reread=() if store is not None else _reread(folder / _GRAPH, paths, symbol, language),
            bounds=Bounds(**{name: value and value * units[name] for name, value in bounds.items()}),
            logs=Logs(access, slow, slow_after),
        )
        if store is None:
            write_statements(_checked(said, messages) if check else said, folder / _GRAPH)
        elif not _has_data(store, paths):
            _fill(_checked(said, messages) if check else said, store)
        _become(settings, listening.fileno(), folder)


def _token(file: Path | None) -> str | None:
    """The token of those who may write; raises UnusableTokenError."""
    if file is None:
        return os.environ.get(TOKEN) or None
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableTokenError(str(file), getattr(error, "strerror", None) or str(error)) from error
    if not token:
        raise UnusableTokenError(str(file), "is empty")
    return token


def _has_data(store: Path, paths: Sequence[Path]) -> bool:
    """Whether there is a store already; raises UnusableStoreError, or StoreHasDataError if more is to be read."""
    if not store.exists():
        return False
    open_durable(store)
    if paths:
        raise StoreHasDataError(str(store))
    return True


def _checked(said: Iterable[Quad], messages: str) -> list[Quad]:
    graph = list(said)
    say(f"checking {len(graph):,} statements against the shapes …")
    report = validate(graph)
    for result in report.results:
        say(f"  {line(result, messages)}")
    say(summary(report))
    return graph


def _reread(out: Path, paths: Sequence[Path], symbol: str | None, language: str | None) -> tuple[str, ...]:
    """The command line that reads the same once more."""
    options = (("--symbol", symbol), ("--language", language))
    given = (word for name, value in options if value is not None for word in (name, value))
    resolved = (str(path.resolve()) for path in paths)
    return (sys.executable, "-m", "mandategraph.server.documents", str(out), *given, *resolved)


def _fill(said: Iterable[Quad], place: Path) -> None:
    """A new store on disk with these statements, whole or not at all."""
    partial = place.with_name(f".{place.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    store = open_durable(partial)
    store.bulk_extend(said)
    store.flush()
    del store
    partial.replace(place)


def _become(settings: Settings, listening: int, folder: Path) -> NoReturn:
    """Go on as the first process of the server, with a memory free of all that was read."""
    os.set_inheritable(listening, True)
    os.environ.setdefault(*_HUGE_PAGES)
    sys.stderr.flush()
    program = (sys.executable, "-m", "mandategraph.server.front")
    os.execv(sys.executable, (*program, str(listening), str(folder), to_json(settings)))  # noqa: S606
