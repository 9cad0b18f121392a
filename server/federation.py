"""Other servers: none is asked unless its whole IRI is on a list."""

import ipaddress
import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from mandategraph.server.diagnosis import Parse, malformed
from mandategraph.server.errors import RefusedQueryError

_SPACE = r"(?:[ \t\r\n]|#[^\r\n]*[\r\n])*"
_IRI = re.compile(rf"{_SPACE}(?:SILENT{_SPACE})?<([^<>\"{{}}|^`\\\x00-\x20]*)>", re.IGNORECASE | re.ASCII)
_NOBODY = "x-nobody:"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word after which the IRI of another server stands, as `stem`, one letter to change, and `rest`.

    `kind` says what it stands in.
    """

    stem: str
    letter: str
    rest: str
    kind: str

    @property
    def word(self) -> str:
        """The word, in small letters."""
        return self.stem + self.letter + self.rest

    @property
    def said(self) -> str:
        """The word as people write it."""
        return self.word.upper()


SERVICE = Keyword("servi", "c", "e", "query")
LOAD = Keyword("loa", "d", "", "update")


def refuse(text: str, keyword: Keyword, allowed: frozenset[str], parse: Parse) -> None:
    """Raise RefusedQueryError for a text that would ask a server whose IRI is not `allowed`.

    The parser decides, not a guess: the store has no switch to turn federation off, and what is a keyword in SPARQL
    depends on all that stands before it. So the word, wherever it stands, is replaced by one the text does not have,
    and the result is parsed. Strings, IRIs, variables, prefixes and comments survive that, for they are renamed
    alike; the keyword does not. Where servers are allowed, the word with an IRI behind it is taken for the keyword,
    and the others are renamed. What is in doubt is refused; MalformedQueryError says that the text is broken anyway.
    """
    # ASCII alone, as the store's parser compares keywords; and no end of a word is asked for, as it asks for none.
    found = tuple(re.finditer(keyword.word, text, re.IGNORECASE | re.ASCII))
    if not found:
        return
    spare = _spare(text, keyword)
    if spare is None:
        raise RefusedQueryError(f"{keyword.said} is not offered: this endpoint asks no other server")
    try:
        parse(_renamed(text, found, keyword, spare))
    except SyntaxError as error:
        broken = malformed(_renamed(text, found, keyword, spare), error, parse, keyword.kind)
    else:
        return
    if keyword.stem + spare + keyword.rest not in broken.token.lower():
        raise broken
    _refuse_unlisted(text, found, keyword, spare, allowed, parse)


def _refuse_unlisted(
    text: str,
    found: Sequence[re.Match[str]],
    keyword: Keyword,
    spare: str,
    allowed: frozenset[str],
    parse: Parse,
) -> None:
    if not allowed:
        raise RefusedQueryError(f"{keyword.said} is not offered: this endpoint asks no other server")
    targets = {each: _target(text, each) for each in found}
    for target in targets.values():
        if target is not None:
            _check(target[1], keyword, allowed)
    doubtful = [each for each, target in targets.items() if target is None]
    stand_in = _renamed(text, doubtful, keyword, spare)
    for start, end in sorted({each.span(1) for each in targets.values() if each is not None}, reverse=True):
        # What is parsed may be run too; so it asks nobody.
        stand_in = f"{stand_in[:start]}{_NOBODY}{stand_in[end:]}"
    try:
        parse(stand_in)
    except SyntaxError:
        raise RefusedQueryError(f"{keyword.said} is offered for whole IRIs alone: {keyword.said} <IRI>") from None


def _spare(text: str, keyword: Keyword) -> str | None:
    """A letter that makes of the word one that the text does not have."""
    low = text.lower()
    return next((each for each in "qxzjkwv" if keyword.stem + each + keyword.rest not in low), None)


def _renamed(text: str, found: Iterable[re.Match[str]], keyword: Keyword, spare: str) -> str:
    parts = list(text)
    for each in found:
        at = each.start() + len(keyword.stem)
        parts[at] = spare.upper() if parts[at].isupper() else spare
    return "".join(parts)


def _target(text: str, word: re.Match[str]) -> re.Match[str] | None:
    """The IRI behind the word, written in full."""
    return _IRI.match(text, word.end())


def _check(iri: str, keyword: Keyword, allowed: frozenset[str]) -> None:
    if iri not in allowed:
        raise RefusedQueryError(f"{keyword.said} <{iri}> is not offered: {iri} is not among the servers allowed")
    host = urlsplit(iri).hostname or ""
    if _is_name(host) and not all(each.is_global for each in _addresses(host)):
        raise RefusedQueryError(f"{keyword.said} <{iri}> is not offered: {host} has no public address")


def _is_name(host: str) -> bool:
    """Whether a host is a name that somebody else may point elsewhere; who lists an address means that address."""
    if host == "localhost":
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def _addresses(host: str) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """The addresses of a host; none where there is none, which the request itself will say."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return
    for *_, address in found:
        yield ipaddress.ip_address(str(address[0]).partition("%")[0])
