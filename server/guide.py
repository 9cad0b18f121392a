"""What a page needs to speak of the graph: its language, and for every IRI a name and a link."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote, urlencode

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from mandategraph.server.evaluation import Term
from mandategraph.server.graph import Graph, Text
from mandategraph.server.names import MG, compact
from mandategraph.server.places import local_place, place
from mandategraph.server.words import Words, duration

_SAFE = "/()!$&'*+,;=:@"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = ("integer", "decimal", "double", "float", "nonNegativeInteger", "int", "long")
_STYLES: Mapping[str, str] = MappingProxyType(
    {
        **{f"{_XSD}{name}": "numeric" for name in _NUMBERS},
        **{f"{_XSD}{name}": "date" for name in ("date", "dateTime", "gYearMonth", "gYear", "duration")},
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """A name with, where there is a page, its `href`; `title` is the whole IRI or the datatype.

    `style` tells numbers and dates from other values.
    """

    words: str
    lang: str | None = None
    href: str | None = None
    title: str | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """One visit: the graph, the `base` of its IRIs, the `root` the server stands under, its language.

    `chosen` says that the visitor asked for this language by name, so that links keep it.
    """

    graph: Graph
    base: str
    root: str
    lang: str
    words: Words
    chosen: bool

    def here(self, path: str, **fields: str | tuple[str, ...]) -> str:
        """The link to a path of this server, in the language of the visit; a field may have several values."""
        asked = {**fields, **({"lang": self.lang} if self.chosen else {})}
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return f"{self.root}/{quote(path, safe=_SAFE)}{query}"

    def href(self, iri: str) -> str | None:
        """The page of an IRI: here if it is below the base, elsewhere if it is on the web, else None."""
        if iri.startswith(MG):
            return f"{self.here('ont')}#{quote(iri.removeprefix(MG))}"
        if iri.startswith(self.base):
            path, _, fragment = iri.removeprefix(self.base).partition("#")
            return self.here(unquote(path)) + (f"#{quote(fragment)}" if fragment else "")
        return iri if iri.startswith(("https://", "http://")) else None

    def name(self, node: NamedNode) -> Text:
        """What to call an IRI: its label, else its place in a document, else the words for a known term or it."""
        label = self.graph.label(node, self.lang)
        if label is not None:
            return label
        if self._is_in_document(node):
            return Text(self._place(node))
        short = self.short(node.value)
        return Text(self.words.get(short, short))

    def short(self, iri: str) -> str:
        """An IRI without the base, or with a prefix."""
        path = iri.removeprefix(self.base)
        return compact(iri) if path == iri or iri.startswith(MG) else unquote(path)

    def link(self, node: NamedNode) -> Link:
        """The name of an IRI as a link to its page."""
        name = self.name(node)
        return Link(name.words, name.lang, self.href(node.value), node.value)

    def links(self, nodes: Iterable[NamedNode]) -> tuple[Link, ...]:
        """The links of several IRIs."""
        return tuple(self.link(node) for node in nodes)

    def place(self, node: NamedNode) -> Link:
        """A link that shows where in which document something is, whatever it is called."""
        words = self._place(node) if self._is_in_document(node) else self.short(node.value)
        return Link(words, None, self.href(node.value), node.value)

    def local(self, node: NamedNode) -> Link:
        """A link that shows where something is in its document, without the symbol."""
        path = node.value.removeprefix(f"{self.base}doc/")
        return Link(local_place(path, self.words) or self.short(node.value), None, self.href(node.value), node.value)

    def _is_in_document(self, node: NamedNode) -> bool:
        return node.value.startswith(f"{self.base}doc/")

    def _place(self, node: NamedNode) -> str:
        return place(node.value.removeprefix(f"{self.base}doc/"), self.words)

    def show(self, value: Term | None) -> Link | None:
        """A value of the graph as a page shows it."""
        if isinstance(value, NamedNode):
            return self.link(value)
        if isinstance(value, Literal):
            return _literal(value, self.words)
        if isinstance(value, BlankNode | Triple):
            return Link(str(value))
        return None


def _literal(value: Literal, words: Words) -> Link:
    datatype = value.datatype.value
    plain = value.language is not None or datatype == f"{_XSD}string"
    title = None if plain else compact(datatype)
    said = _SAID.get(datatype)
    text = value.value if said is None else said(value.value, words)
    return Link(text, value.language, None, title, _STYLES.get(datatype, ""))


def _truth(value: str, words: Words) -> str:
    return words["yes"] if value in {"true", "1"} else words["no"]


_SAID: Mapping[str, Callable[[str, Words], str]] = MappingProxyType(
    {f"{_XSD}boolean": _truth, f"{_XSD}duration": duration}
)
