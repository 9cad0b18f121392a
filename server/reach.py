"""How far an update can reach: the patterns that all quads match that it may add or remove, told by its text alone."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from mandategraph.server.prologue import prologue

MOST = 20_000
"""How many patterns are told of one update."""

_LONGEST = 2**20
_ANY = NamedNode("urn:x-mandategraph:any")
_TOKEN = re.compile(
    r"""
    (?P<string> \"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
              | \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<comment> \#[^\n\r]*)
  | (?P<name> <[^<>\"{}|^`\\\x00-\x20]*>)
  | (?P<escaped> \\.)
  | (?P<variable> [?$][\w\u00b7\u0300-\u036f\u203f\u2040]+)
  | (?P<open> \{) | (?P<close> \}) | (?P<next> ;)
  | (?P<word> [^\s{};<\"'\#\\?$]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_DATA = re.compile(r"(INSERT|DELETE) DATA B")
_SHORT = re.compile(r"DELETE WHERE B")
_MODIFY = re.compile(r"(WITH N )?(?:DELETE B )?(INSERT B )?(?:USING (?:NAMED )?N )*WHERE B")
_CREATE = re.compile(r"CREATE(?: SILENT)? GRAPH N")
_GRAPHS = re.compile(r"(?:CLEAR|DROP)(?: SILENT)? (DEFAULT|GRAPH N)")
_BETWEEN = re.compile(r"(?:ADD|MOVE|COPY)(?: SILENT)? (DEFAULT|(?:GRAPH )?N) TO (DEFAULT|(?:GRAPH )?N)")

GraphName = NamedNode | BlankNode | DefaultGraph
Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Pattern:
    """Quads with these terms; None is any term."""

    subject: Subject | None
    predicate: NamedNode | None
    object: Object | None
    graph: GraphName | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Patterns, and graphs that may come or go by themselves: all that an update changes is among these."""

    patterns: frozenset[Pattern]
    graphs: frozenset[NamedNode]


@dataclass(slots=True)
class _Operation:
    """An operation of an update: its words in capitals, N for each name and B for each block of braces."""

    words: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads names and templates as the store does, under the prologue of an update."""

    prologue: str
    base: str

    def quads(self, block: str) -> tuple[Quad, ...]:
        """The quads of a template, in which every variable is the name that stands for any term."""
        store = pyoxigraph.Store()
        store.update(f"{self.prologue} INSERT DATA {{ {_without_variables(block)} }}", base_iri=self.base)
        return tuple(store)

    def graph(self, name: str) -> NamedNode:
        """A name as an IRI; raises SyntaxError where it is none."""
        (quad,) = self.quads(f"GRAPH {name} {{ {_ANY} {_ANY} {_ANY} }}")
        assert isinstance(quad.graph_name, NamedNode)  # noqa: S101
        return quad.graph_name


class _UnknownError(Exception):
    """An operation that may reach anything."""


def reach(text: str, base: str) -> Reach | None:
    """How far an update reaches that the store's parser takes, relative IRIs being resolved by `base`.

    None where that cannot be told, or is very much.

    >>> found = reach("DELETE { ?s <urn:p> ?o } INSERT { ?s <urn:p> 1 } WHERE { ?s <urn:p> ?o }", "urn:base")
    >>> sorted((str(each.predicate), str(each.object.value if each.object else None)) for each in found.patterns)
    [('<urn:p>', '1'), ('<urn:p>', 'None')]
    >>> reach("DROP ALL", "urn:base") is None
    True
    """
    if len(text) > _LONGEST or "\\u" in text or "\\U" in text:
        # A bracket may be written as an escape.
        return None
    start = prologue(text)
    reader = _Reader(text[:start], base)
    try:
        operations = tuple(each for each in _operations(text[start:]) if each.words)
        told = [_told(each, reader, alone=len(operations) == 1) for each in operations]
    except (_UnknownError, SyntaxError):
        return None
    patterns = frozenset(pattern for each in told for pattern in each.patterns)
    return Reach(patterns, frozenset().union(*(each.graphs for each in told))) if len(patterns) <= MOST else None


def _operations(text: str) -> Iterator[_Operation]:
    """The operations, parted by the semicolons outside all braces."""
    operation, depth, start = _Operation(), 0, 0
    for token in _TOKEN.finditer(text):
        kind = str(token.lastgroup)
        depth += (kind == "open") - (kind == "close")
        if kind == "open" and depth == 1:
            start = token.end()
        elif kind == "close" and depth == 0:
            operation.words.append("B")
            operation.blocks.append(text[start : token.start()])
        elif kind == "next" and depth == 0:
            yield operation
            operation = _Operation()
        elif depth == 0 and kind != "comment":
            _add(operation, kind, token[0])
    yield operation


def _add(operation: _Operation, kind: str, token: str) -> None:
    is_name = kind == "name" or (kind == "word" and ":" in token)
    if is_name:
        operation.names.append(token)
    elif kind != "word":
        raise _UnknownError
    operation.words.append("N" if is_name else token.upper())


def _told(operation: _Operation, reader: _Reader, *, alone: bool) -> Reach:
    said = " ".join(operation.words)
    for form, tell in _FORMS.items():
        found = form.fullmatch(said)
        if found is not None:
            told = tell(operation, found, reader)
            if not alone and found.re is _MODIFY and found[2] and any(each.graph is None for each in told.patterns):
                # A graph that comes by one operation and loses all by the next is there, and no quad tells of it.
                raise _UnknownError
            return told
    raise _UnknownError


def _of_data(operation: _Operation, _: re.Match[str], reader: _Reader) -> Reach:
    return _reach(operation.blocks, None, reader)


def _of_modify(operation: _Operation, found: re.Match[str], reader: _Reader) -> Reach:
    return _reach(operation.blocks[:-1], reader.graph(operation.names[0]) if found[1] else None, reader)


def _of_creation(operation: _Operation, _: re.Match[str], reader: _Reader) -> Reach:
    return Reach(frozenset(), frozenset(map(reader.graph, operation.names)))


def _of_graphs(operation: _Operation, found: re.Match[str], reader: _Reader) -> Reach:
    """All that the graphs have; those that are named may come or go."""
    names = [reader.graph(each) for each in operation.names]
    graphs: tuple[GraphName, ...] = (*names, DefaultGraph()) if "DEFAULT" in found.groups() else (*names,)
    return Reach(frozenset(Pattern(None, None, None, each) for each in graphs), frozenset(names))


_FORMS: Mapping[re.Pattern[str], Callable[[_Operation, re.Match[str], _Reader], Reach]] = MappingProxyType(
    {
        _DATA: _of_data,
        _SHORT: _of_data,
        _MODIFY: _of_modify,
        _CREATE: _of_creation,
        _GRAPHS: _of_graphs,
        _BETWEEN: _of_graphs,
    }
)


def _reach(templates: list[str], graph: NamedNode | None, reader: _Reader) -> Reach:
    """What the templates match; what stands in no graph there stands in `graph`, if there is one."""
    quads = [quad for each in templates for quad in reader.quads(each)]
    patterns = frozenset(_pattern(each, graph) for each in quads)
    return Reach(patterns, frozenset(each.graph for each in patterns if isinstance(each.graph, NamedNode)))


def _pattern(quad: Quad, graph: NamedNode | None) -> Pattern:
    stands: GraphName = quad.graph_name
    if graph is not None and isinstance(stands, DefaultGraph):
        stands = graph
    known: GraphName | None = None if _is_open(stands) else stands
    return Pattern(
        None if _is_open(quad.subject) else quad.subject,
        None if _is_open(quad.predicate) else quad.predicate,
        None if _is_open(quad.object) else quad.object,
        known,
    )


def _is_open(term: Object | DefaultGraph) -> bool:
    """Whether a term of a template may be another in the store: a variable, a new blank node, or of such."""
    if isinstance(term, Triple):
        return any(_is_open(each) for each in (term.subject, term.predicate, term.object))
    return term == _ANY or isinstance(term, BlankNode)


def _without_variables(block: str) -> str:
    return _TOKEN.sub(lambda token: f" {_ANY} " if token.lastgroup == "variable" else token[0], block)
