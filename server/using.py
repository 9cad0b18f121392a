"""The graphs that the protocol names for an update, written into it as USING, as the store takes no others."""

import re
from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode

from mandategraph.server.errors import BadRequestError, RefusedQueryError

Parses = Callable[[str], bool]
"""Whether a text can be parsed as an update. It must not do what it parses."""

_WHERE = re.compile(r"WHERE", re.IGNORECASE | re.ASCII)
_DELETE = re.compile(r"DELETE(?:[ \t\r\n]|#[^\r\n]*[\r\n])*\Z", re.IGNORECASE | re.ASCII)
_OWN = (re.compile(r"USIN(G)", re.IGNORECASE | re.ASCII), re.compile(r"WIT(H)", re.IGNORECASE | re.ASCII))
_PART = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'"
    r"|#[^\r\n]*|<[^<>\"{}|^`\\\x00-\x20]*>|[{}]",
    re.DOTALL,
)
_MOST = 64


def with_graphs(text: str, using: Iterable[NamedNode], named: Iterable[NamedNode], parses: Parses) -> str:
    """The update with USING and USING NAMED before every WHERE that may have them.

    Which WHERE is one is for the parser to say: where USING <urn:x> can be put in and half of that cannot, there it
    stands. Raises BadRequestError where the update names graphs itself, with USING or WITH, which SPARQL 1.1 Protocol
    (section 2.2.3) forbids, and RefusedQueryError for an update of very many operations.
    """
    places = tuple(_WHERE.finditer(text))
    if len(places) > _MOST:
        raise RefusedQueryError(f"{len(places)} patterns in an update that using-graph-uri is for; {_MOST} are allowed")
    if any(_is_keyword(text, each, parses) for each in _OWN):
        raise BadRequestError("both using-graph-uri and USING or WITH: name the graphs in one of the two ways")
    clause = " ".join((*(f"USING {each}" for each in using), *(f"USING NAMED {each}" for each in named)))
    for place in reversed(places):
        text = _written(text, place.start(), clause, parses)
    return text


def _is_keyword(text: str, word: re.Pattern[str], parses: Parses) -> bool:
    """Whether the word is one of SPARQL anywhere in the text: written otherwise, the text is no update any more."""
    if word.search(text) is None:
        return False
    return not parses(word.sub(lambda found: found[0][:-1] + "q", text))


def _written(text: str, at: int, clause: str, parses: Parses) -> str:
    before, after = text[:at], text[at:]
    if _takes(before, after, parses):
        return f"{before} {clause} {after}"
    # DELETE WHERE { … } is short for DELETE { … } WHERE { … }, and only the long form takes USING.
    block = _block(after)
    if _DELETE.search(before) is not None and _takes(before + block, after, parses):
        return f"{before}{block} {clause} {after}"
    return text


def _takes(before: str, after: str, parses: Parses) -> bool:
    return parses(f"{before} USING <urn:x> {after}") and not parses(f"{before} USING <urn:x {after}")


def _block(text: str) -> str:
    """The first braces of a text with all between them, or nothing."""
    depth, start = 0, None
    for part in _PART.finditer(text):
        if part[0] == "{":
            start = part.start() if start is None else start
            depth += 1
        elif part[0] == "}":
            depth -= 1
            if depth == 0 and start is not None:
                return text[start : part.end()]
    return ""
