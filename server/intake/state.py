"""What has been taken into a store, file by file, so that a later run knows what it need not read again."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mandategraph.server.errors import UnusableStoreError

NAME = "loaded.sqlite"
"""The name of the record, in the store's folder."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS expression (
  symbol TEXT NOT NULL, language TEXT NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (symbol, language)
);
CREATE INDEX IF NOT EXISTS expression_key ON expression (key);
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A document's text in one language: its symbol and language, the file it was read from, and that file's key.

    The key is a digest of all that the text became depends on: the file, what a catalogue says of it, the loaders.
    """

    symbol: str
    language: str
    path: str
    key: str


class State:
    """The record of what a store holds, in a file of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def with_key(self, key: str) -> Held | None:
        """What was read from a file with that key."""
        found = self._rows("key = ?", key)
        return found[0] if found else None

    def of(self, symbol: str) -> tuple[Held, ...]:
        """The texts of one document, in order of language."""
        return self._rows("symbol = ? ORDER BY language", symbol)

    def record(self, held: Iterable[Held]) -> None:
        """Take down what the store now holds, in place of what it held of the same documents and languages."""
        rows = [(one.symbol, one.language, one.path, one.key) for one in held]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO expression VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Give the file up."""
        self._connection.close()

    def _rows(self, where: str, value: str) -> tuple[Held, ...]:
        query = f"SELECT symbol, language, path, key FROM expression WHERE {where}"  # noqa: S608
        return tuple(Held(*row) for row in self._connection.execute(query, (value,)))


def open_state(folder: Path) -> State:
    """The record of the store in `folder`, begun if there is none; raises `UnusableStoreError` if it is damaged."""
    path = folder / NAME
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
    except sqlite3.Error as error:
        connection.close()
        raise UnusableStoreError(str(path), f"{error}; remove it, and everything is read again") from error
    return State(connection)
