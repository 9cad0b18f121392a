"""A mistake of the command line's user, said in one line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from mandategraph.loaders.errors import LoadError
from mandategraph.server.errors import ServerError
from mandategraph.shapes.errors import ShapesError


class Refusal(click.ClickException):
    """A user's mistake, said in one line; exit status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it on standard error, or in `file`."""
        click.echo(f"mandategraph: {' '.join(self.message.split())}", file=file or sys.stderr)


@contextmanager
def refusals() -> Iterator[None]:
    """A block whose errors, where they are the user's to mend, become a `Refusal`."""
    try:
        yield
    except (LoadError, ShapesError, ServerError) as error:
        raise Refusal(str(error)) from error
