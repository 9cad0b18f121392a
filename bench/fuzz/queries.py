"""Queries and updates that are made at random, broken, nested too deep, or ask for too much."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from types import MappingProxyType

from fuzz.grammar import Grammar, grammar, made
from fuzz.shot import Shot, form, get, posted, update
from mandategraph.queries import questions

ACCEPTED = (
    "*/*", "", "text/html", "application/sparql-results+json", "application/sparql-results+xml", "text/csv",
    "text/tab-separated-values", "text/turtle", "application/ld+json", "application/rdf+xml", "application/n-quads",
    "application/trig", "text/html;q=0.1, application/json;q=0.9", "nonsense", ";;;q=", "text/*;q=2", "a/b" * 500,
)  # fmt: skip
"""What clients say they accept."""

DEPTHS = (10, 100, 1_000, 10_000, 40_000)
"""How deep things are nested."""

NESTS = {
    # what stands before, what opens, what is inside, what closes, what stands after
    "groups": ("ASK ", "{", "", "}", ""),
    "parentheses": ("ASK { FILTER(", "(", "1", ")", ") }"),
    "nots": ("ASK { FILTER(", "!", "true", "", ") }"),
    "paths": ("ASK { ?s ", "(", "<urn:p>", ")", " ?o }"),
    "path operators": ("ASK { ?s <urn:p>", "*", "", "", " ?o }"),
    "path steps": ("ASK { ?s <urn:p>", "/<urn:p>", "", "", " ?o }"),
    "path inverses": ("ASK { ?s ", "^", "<urn:p>", "", " ?o }"),
    "blank nodes": ("ASK { ", "[ <urn:p> ", "1", " ]", " }"),
    "lists": ("ASK { ?s ?p ", "(", "", ")", " }"),
    "optionals": ("ASK { ", "OPTIONAL { ", "", "}", " }"),
    "unions": ("ASK { {}", " UNION {}", "", "", " }"),
    "minus": ("ASK { ", "?s ?p ?o MINUS { ", "", "}", " }"),
    "selects": ("ASK { ", "{ SELECT * { ", "", "} }", " }"),
    "exists": ("ASK { ", "FILTER EXISTS { ", "", "}", " }"),
    "ifs": ("ASK { FILTER(", "IF(true, ", "1", ", 1)", ") }"),
    "coalesces": ("ASK { FILTER(", "COALESCE(", "1", ")", ") }"),
    "concats": ("SELECT (", "CONCAT(", "'a'", ", 'a')", " AS ?x) {}"),
    "ands": ("ASK { FILTER(true", " && true", "", "", ") }"),
    "sums": ("ASK { FILTER(1", " + 1", "", "", ") }"),
    "filters": ("ASK { ", "FILTER(true) ", "", "", " }"),
    "values": ("ASK { VALUES ?x { ", "1 ", "", "", "} }"),
    "triple terms": ("ASK { ?s ?p ", "<<( <urn:s> <urn:p> ", "1", " )>>", " }"),
    "graphs": ("ASK { ", "GRAPH ?g { ", "", "}", " }"),
    "prefixes": ("", "PREFIX p: <urn:> ", "", "", "ASK {}"),
    "variables": ("SELECT * { ?s ?p ?", "v", "", "", " }"),
    "patterns": ("ASK { ?s ?p 1", " ; ?p 1", "", "", " }"),
    "binds": ("ASK { ", "{ BIND(1 AS ?x) } ", "", "", " }"),
    "regexes": ("ASK { FILTER(REGEX('a', '", "(", "a", ")", "')) }"),
}  # fmt: skip
"""What can be nested in a query, or stand there again and again."""

CHANGES = {
    "blank nodes": ("INSERT DATA { <urn:s> <urn:p> ", "[ <urn:p> ", "1", " ]", " }"),
    "lists": ("INSERT DATA { <urn:s> <urn:p> ", "(", "", ")", " }"),
    "triple terms": ("INSERT DATA { <urn:s> <urn:p> ", "<<( <urn:s> <urn:p> ", "1", " )>>", " }"),
    "groups": ("INSERT { <urn:s> <urn:p> 1 } WHERE ", "{", "", "}", ""),
    "operations": ("", "INSERT DATA { <urn:s> <urn:p> 1 } ;", "", "", ""),
    "parentheses": ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(", "(", "1", ")", ") }"),
}  # fmt: skip
"""What can be nested in an update."""

GREEDY = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) > 50) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a",
    "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?c (!<urn:y>)* ?d }",
    "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a{500}){500}')) }",
    "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '^(.*){99}x$')) }",
    "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }",
    "SELECT (REPLACE(?x, '', ?x) AS ?y) { ?s ?p ?o BIND(CONCAT(STR(?o), STR(?s), STR(?p)) AS ?x) }",
    "DESCRIBE * { ?a ?b ?c . ?d ?e ?f }",
)
"""Queries that ask for more than there is time or memory."""

ODD = (
    b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\r", b"\\",
    b"\\uD83D", b"\\U00110000", b"'''", b'"', b"#", b"{", b"}", b"%", b"%00", b"\xf0\x9f\x98\x80", b"<", b"?" * 50,
    b"9" * 400, b"1e999999999", b"\x1b[2J", b"\xc0\xae", b"-", b"\x0b", b"\xc2\xa0",
)  # fmt: skip
"""Bytes that readers of text stumble over."""

_SENDERS = (get, posted, form)
_MOST_IN_ADDRESS = 4_000


@cache
def _known() -> Grammar:
    return grammar(Path(__file__).with_name("sparql.grammar"))


@cache
def _questions() -> tuple[bytes, ...]:
    return tuple(each.text.encode() for each in questions())


def _sent(kind: str, query: bytes, rng: Random) -> Shot:
    senders = _SENDERS if len(query) < _MOST_IN_ADDRESS else _SENDERS[1:]
    return rng.choice(senders)(kind, query, rng.choice(ACCEPTED))


def grown(rng: Random) -> Shot:
    """A query of the grammar."""
    return _sent("grammar", made(_known(), "Query", rng).encode(), rng)


def changed(rng: Random) -> Shot:
    """An update of the grammar."""
    return update("grammar update", made(_known(), "Update", rng).encode())


def mutated(rng: Random) -> Shot:
    """A query that is broken in some places."""
    return _sent("mutation", mutation(_seed(rng, "Query"), rng), rng)


def mutated_change(rng: Random) -> Shot:
    """An update that is broken in some places."""
    return update("mutation update", mutation(made(_known(), "Update", rng).encode(), rng))


def _seed(rng: Random, start: str) -> bytes:
    return rng.choice(_questions()) if rng.random() < 0.5 else made(_known(), start, rng).encode()


def mutation(text: bytes, rng: Random) -> bytes:
    """A text with parts left out, put elsewhere, said again, or with odd bytes between them."""
    for _ in range(rng.randint(1, 6)):
        text = rng.choice(_MUTATIONS)(text, rng)
    return text


def _cut(text: bytes, rng: Random) -> tuple[bytes, bytes, bytes]:
    start = rng.randint(0, len(text))
    end = min(len(text), start + rng.randint(0, 40))
    return text[:start], text[start:end], text[end:]


def _left_out(text: bytes, rng: Random) -> bytes:
    before, _, after = _cut(text, rng)
    return before + after


def _said_again(text: bytes, rng: Random) -> bytes:
    before, part, after = _cut(text, rng)
    return before + part * rng.choice((2, 3, 50)) + after


def _with_odd_bytes(text: bytes, rng: Random) -> bytes:
    before, part, after = _cut(text, rng)
    return before + rng.choice(ODD) + part + after


def _crossed(text: bytes, rng: Random) -> bytes:
    return _cut(text, rng)[0] + _cut(rng.choice(_questions()), rng)[2]


def _flipped(text: bytes, rng: Random) -> bytes:
    changed = bytearray(text or b" ")
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _shortened(text: bytes, rng: Random) -> bytes:
    return text[: rng.randint(0, len(text))]


_MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _left_out, _said_again, _with_odd_bytes, _with_odd_bytes, _crossed, _flipped, _shortened,
)  # fmt: skip


def bytes_as_query(rng: Random) -> Shot:
    """Bytes that are no text at all."""
    return _sent("bytes", rng.randbytes(rng.choice((0, 1, 10, 200, 3_000))), rng)


def bytes_as_update(rng: Random) -> Shot:
    """Bytes that are no text at all."""
    return update("bytes update", rng.randbytes(rng.choice((0, 1, 10, 200, 3_000))))


def nested(rng: Random) -> Shot:
    """A query that is nested deep."""
    name = rng.choice(tuple(NESTS))
    return _sent(f"nested {name}", nest(NESTS[name], rng.choice(DEPTHS)), rng)


def nested_change(rng: Random) -> Shot:
    """An update that is nested deep."""
    name = rng.choice(tuple(CHANGES))
    return update(f"nested {name} update", nest(CHANGES[name], rng.choice(DEPTHS)))


def nest(parts: tuple[str, ...], depth: int) -> bytes:
    """What opens and closes, so many times."""
    before, opens, inside, closes, after = parts
    return f"{before}{opens * depth}{inside}{closes * depth}{after}".encode()


def greedy(rng: Random) -> Shot:
    """A query that asks for too much."""
    return _sent("greedy", rng.choice(GREEDY).encode(), rng)


KINDS: Mapping[Callable[[Random], Shot], int] = MappingProxyType(
    {
        grown: 300,
        mutated: 250,
        bytes_as_query: 60,
        nested: 60,
        greedy: 1,
        changed: 40,
        mutated_change: 30,
        bytes_as_update: 10,
        nested_change: 15,
    }
)
"""What is made, and how often beside the others."""
