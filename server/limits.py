"""What a query may ask of the server, and the look at its text before the parser sees it."""

import re
from dataclasses import dataclass

from mandategraph.server.errors import RefusedQueryError, TooLongQueryError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one query, and on the page that shows what it finds. Time and memory are bounded by who runs it.

    The store's parser, optimizer and evaluator recurse on the native stack; an overflow ends the process.
    They do so for nesting and for flat chains (`&&`, `UNION`, `FILTER`, `ORDER BY`) alike, so what bounds the
    depth is the `length` of the text, in characters. Measured over fifty such shapes, a text of 16,384
    characters needs less than 32 MiB of stack, so that one of `length` needs half of what a reader has.
    `nesting` bounds brackets and runs of unary operators, because parsing time grows with a power of them.
    `rows` bounds a table on a page.
    """

    length: int = 2**16
    nesting: int = 32
    rows: int = 1_000


_ESCAPE = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_TOKEN = re.compile(
    rf"""
    (?P<text> \"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'''
            | \"(?:[^\"\\\n\r]|{_ESCAPE})*\" | '(?:[^'\\\n\r]|{_ESCAPE})*')
  | (?P<comment> \#[^\n\r]*)
  | (?P<iri> <[^<>\"{{}}|^`\x00-\x20]*>)
  | (?P<escaped> \\.)
  | (?P<open> [({{\[] | <(?=<) )
  | (?P<close> [)}}\]] | >> )
  | (?P<unary> [!^+-](?:\s*[!^+-])* )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _UNARY = ("(", "{", "[", "<"), "!^+-"
_PROLOGUE = re.compile(r"(?:BASE\s*<[^>]*>|PREFIX\s*[^\s<:]*:\s*<[^>]*>|\s+)*", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(?<![a-z_?$:])|(?<=ASK)|(?<=CONSTRUCT)|(?<=TRUE)|(?<=FALSE))(?:GRAPH|FROM)", re.IGNORECASE | re.ASCII
)
"""What may be the keyword before a named graph: where another token can end, the store's parser asks for no space."""

_UPDATE = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)(?![\w:])", re.IGNORECASE | re.ASCII)


def check(text: str, limits: Limits) -> None:
    """Raise TooLongQueryError or RefusedQueryError for a query longer or nested deeper than the limits."""
    if len(text) > limits.length:
        raise TooLongQueryError(len(text), limits.length)
    check_nesting(text, limits)


def check_nesting(text: str, limits: Limits) -> None:
    """Raise RefusedQueryError for a query or an update nested deeper than the limit."""
    # Nothing is nested deeper than it has brackets, in strings or not: few texts need a closer look.
    if max(sum(map(text.count, _OPENING)), sum(map(text.count, _UNARY))) <= limits.nesting:
        return
    depth = nesting(text)
    if depth > limits.nesting:
        raise RefusedQueryError(f"the query is nested {depth} deep; {limits.nesting} are allowed")


def nesting(text: str) -> int:
    """How deep brackets, or a run of unary operators, nest outside strings, IRIs and comments.

    >>> nesting('SELECT * { FILTER(!!(?x = "((((")) } # {{{')
    3
    """
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif token.lastgroup == "close":
            depth = max(depth - 1, 0)
        elif token.lastgroup == "unary":
            deepest = max(deepest, len("".join(token[0].split())))
    return deepest


def may_name_graphs(text: str) -> bool:
    """Whether a query may ask for something of named graphs, be that in doubt: by GRAPH, FROM or FROM NAMED.

    >>> may_name_graphs("ask{graph<urn:g>{}}"), may_name_graphs('ASK { ?graph <urn:from> "GRAPH" } # FROM')
    (True, False)
    """
    return _NAMED.search(text) is not None and _NAMED.search(_code(text)) is not None


def looks_like_update(text: str) -> bool:
    """Whether a text that is no query begins as an update does.

    >>> looks_like_update("PREFIX a: <urn:a> DELETE DATA { a:b a:c a:d }"), looks_like_update("SELECT * {}")
    (True, False)
    """
    code = _code(text.strip(), but=("iri",))
    prologue = _PROLOGUE.match(code)
    return prologue is not None and _UPDATE.match(code, prologue.end()) is not None


def _code(text: str, but: tuple[str, ...] = ()) -> str:
    """A text without its strings, IRIs, comments and brackets, but for what is named."""
    return _TOKEN.sub(lambda token: token[0] if token.lastgroup in but else " ", text)
