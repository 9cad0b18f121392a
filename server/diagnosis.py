"""What is wrong with a text that cannot be parsed, and where: line, column and token."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mandategraph.server.errors import MalformedQueryError

_POSITION = re.compile(r"(?:error )?at (\d+):(\d+):\s*(.*)", re.DOTALL)
# The parser says what characters it expected as classes of code points; those help nobody.
_EXPECTED = re.compile(r'"(?:[^"\\]|\\.)*"|[^",\[]+|\[[^\]]*\]')
_AROUND = 60
_STUCK = "cannot be read on from here"
_TOKEN = re.compile(
    r"""
    (?P<space> (?:\s|\#[^\n\r]*)+ )
  | (?P<token>
        (?: \"\"\".*?\"\"\" | '''.*?''' | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
            (?: @[\w-]+ | \^\^<[^<>"{}|^`\\\x00-\x20]*> | \^\^[\w:.%-]*[\w:%-] )?
      | <[^<>"{}|^`\\\x00-\x20]*>
      | [?$@]?(?:[\w:%-]|\\[_~.!$&'()*+,;=/?\#@%-])+(?:\.+(?:[\w:%-]|\\[_~.!$&'()*+,;=/?\#@%-])+)*
      | \^\^ | && | \|\| | [!<>]?= | <<\(? | \)?>> | \{\| | \|\} | .
    )
    """,
    re.VERBOSE | re.DOTALL,
)
# Longer than the longest keyword, ENCODE_FOR_URI.
_GAP = " " * 16
_END = "\x01" * 16
_MOST = 8_000

Parse = Callable[[str], object]
"""Parses a text, and raises SyntaxError where it cannot."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """What a parser says: that it stopped at a line and a column of a text, or nowhere, and why."""

    line: int | None
    column: int | None
    message: str


def malformed(text: str, error: SyntaxError, parse: Parse, kind: str = "query") -> MalformedQueryError:
    """What is wrong with a text that `parse` raised an error for; `kind` says what the text should be."""
    failure = _failure(error)
    said = _said(failure.message)
    if failure.line is None or failure.column is None:
        return MalformedQueryError(None, None, said or _STUCK, kind=kind)
    at, token, possible = _token(text, parse) if len(text) <= _MOST else (None, "", ())
    if at is None:
        lines = text.splitlines(keepends=True)
        at = min(sum(map(len, lines[: failure.line - 1])) + failure.column - 1, len(text))
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    if not token:
        possible = tuple(dict.fromkeys((*_possible(failure.message), *possible)))
    reason = said or (f"{_STUCK}; possible, among others: {', '.join(possible)}" if possible else _STUCK)
    return MalformedQueryError(line, column, reason, _marked(text, line, column), token, kind)


def _failure(error: SyntaxError) -> _Failure:
    message = str(error.msg or error)
    found = _POSITION.match(message)
    if found is None:
        return _Failure(error.lineno, error.offset, message)
    return _Failure(int(found[1]), int(found[2]), found[3])


def _token(text: str, parse: Parse) -> tuple[int | None, str, tuple[str, ...]]:
    """Where the token starts that a parser cannot read, the token, and what it could have read instead.

    The parser tells the furthest character that it looked at, and to look for a keyword it looks at as many
    characters as the keyword has. So it is given the text once more with the tokens so far apart that no keyword
    reaches from one to the next, and with what no text has at the end.
    """
    tokens = [found for found in _TOKEN.finditer(text) if found.lastgroup == "token"]
    wide = "".join(f"{found[0]}{_GAP}" for found in tokens)
    try:
        parse(wide + _END)
    except SyntaxError as error:
        failure = _failure(error)
    else:
        return None, "", ()
    if failure.line is None or failure.column is None:
        return None, "", ()
    reached = sum(map(len, wide.split("\n")[: failure.line - 1])) + failure.line - 1 + failure.column - 1
    for found in tokens:
        reached -= len(found[0]) + len(_GAP)
        if reached < 0:
            return found.start(), found[0], _possible(failure.message)
    return len(text), "", _possible(failure.message)


def _marked(text: str, line: int, column: int) -> str:
    """The line of an error and, below it, a mark at the column; of a long line the part around it."""
    start = max(column - 1 - _AROUND, 0)
    part = text.split("\n")[line - 1][start : column - 1 + _AROUND].replace("\t", " ").rstrip("\r")
    return f"{part}\n{' ' * (column - 1 - start)}^"


def _said(message: str) -> str:
    """What the parser says is wrong in words, and nothing where it only lists what it expected.

    >>> _said("expected one of Prefix not found, ['%'], [':']")
    'prefix not found'
    """
    return "; ".join(_uncapitalized(each) for each in _listed(message) if " " in each and each[0] not in '"<[')


def _possible(message: str) -> tuple[str, ...]:
    """What the parser could have read, without classes of characters.

    >>> _possible('expected one of ASK, SELECT, "{", [_]')
    ('ASK', 'SELECT', '"{"')
    """
    return tuple(each for each in _listed(message) if each[0] not in "[<")


def _listed(message: str) -> tuple[str, ...]:
    listed = message.removeprefix("expected ").removeprefix("one of ")
    return tuple(filter(None, (each.strip() for each in _EXPECTED.findall(listed))))


def _uncapitalized(words: str) -> str:
    return words[0].lower() + words[1:] if words.split(maxsplit=1)[0].istitle() else words
