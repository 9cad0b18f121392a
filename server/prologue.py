"""The prologue of a query or an update: its prefixes, its base, and the version it is written in."""

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
_SPACE = r"(?:[ \t\r\n]|\#[^\r\n]*(?=[\r\n]|$))*"
_PREFIX = rf"PREFIX{_SPACE}([^\s<:]*){_SPACE}:{_SPACE}({_IRI})"
_DECLARATION = rf"(?:BASE{_SPACE}{_IRI}|{_PREFIX}|VERSION{_SPACE}(?:\"[^\"\r\n]*\"|'[^'\r\n]*'))"
_PROLOGUE = re.compile(rf"(?:{_SPACE}{_DECLARATION})*{_SPACE}", re.IGNORECASE | re.ASCII)
_NEXT = re.compile(_SPACE + _DECLARATION, re.IGNORECASE | re.ASCII)
_EVERYWHERE = re.compile(r"(?!xml)[a-z][a-z0-9_-]*|", re.IGNORECASE | re.ASCII)
"""What is a prefix in Turtle and in XML alike."""

_BASE = re.compile(rf"{_SPACE}BASE\b", re.IGNORECASE | re.ASCII)
_PART = re.compile(
    rf"""
    \"\"\".*?\"\"\" | '''.*?''' | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | \#[^\r\n]* | {_IRI}
  | (?P<open> {{ ) | (?P<close> }} ) | (?P<next> ; )
    """,
    re.VERBOSE | re.DOTALL,
)


def prologue(text: str) -> int:
    r"""How many characters the prologue takes that a query or an update starts with.

    >>> text = "PREFIX a: <urn:a> # ; \n CLEAR ALL"
    >>> text[prologue(text):]
    'CLEAR ALL'
    """
    found = _PROLOGUE.match(text)
    return 0 if found is None else found.end()


def prefixes(text: str) -> dict[str, str]:
    """The prefixes of a query that can stand in its answer, in each format; an IRI that is not whole cannot.

    >>> prefixes("PREFIX a: <urn:a> PREFIX : <http://example.org/> PREFIX b: <c> PREFIX xml: <urn:x> ASK {}")
    {'a': 'urn:a', '': 'http://example.org/'}
    """
    declared = {name: iri[1:-1] for name, iri in _declared(text)}
    return {name: iri for name, iri in declared.items() if _EVERYWHERE.fullmatch(name) and _is_whole(iri)}


def _declared(text: str) -> Iterator[tuple[str, str]]:
    """The prefixes in the prologue of a text, each with its IRI in its brackets."""
    end = 0
    while (found := _NEXT.match(text, end)) is not None:
        end = found.end()
        if found[2] is not None:
            yield found[1], found[2]


def _is_whole(iri: str) -> bool:
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True


def gathered(text: str) -> str | None:
    """The update with all prefixes at its start, as the store's parser wants them; None where that would change it.

    SPARQL lets every operation after a semicolon have a prologue of its own. One that gives a prefix another meaning,
    or sets the base, has to stay where it is.

    >>> gathered("CLEAR ALL; PREFIX a: <urn:a> INSERT DATA { a:s a:p 1 }")
    'PREFIX a: <urn:a> CLEAR ALL; INSERT DATA { a:s a:p 1 }'
    """
    later = [(start, start + prologue(text[start:])) for start in _starts(text)]
    moved = [text[start:end] for start, end in later]
    meanings = {each for part in (text, *moved) for each in _declared(part)}
    if not any(map(str.strip, moved)) or len({name for name, _ in meanings}) < len(meanings):
        return None
    if any(_BASE.match(part) for part in moved):
        return None
    for start, end in reversed(later):
        text = f"{text[:start]} {text[end:]}"
    declared = (f"PREFIX {name}: {iri}" for part in moved for name, iri in _declared(part))
    return f"{' '.join(declared)} {text}"


def _starts(text: str) -> tuple[int, ...]:
    """Where the second and each further operation of an update starts: behind a semicolon outside all braces."""
    depth = 0
    starts = []
    for part in _PART.finditer(text):
        depth += (part.lastgroup == "open") - (part.lastgroup == "close")
        if part.lastgroup == "next" and depth == 0:
            starts.append(part.end())
    return tuple(starts)
