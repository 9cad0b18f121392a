"""The forms an answer can take, and the choice among them by what the client accepts."""

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import QueryResultsFormat, RdfFormat
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from mandategraph.server.errors import BadRequestError, NotAcceptableError


@dataclass(frozen=True, slots=True)
class Format:
    """A form of answer: its short `name` for `?format=`, its `media` type, other types it is asked for by.

    By `?format=` it can be asked for by all of these and by `names`, which other servers and clients use.

    `results` and `graph` say how the store writes it; a page for people has neither. `about` is its name among the
    formats that the W3C has IRIs for.
    """

    name: str
    media: str
    aliases: tuple[str, ...] = ()
    results: QueryResultsFormat | None = None
    graph: RdfFormat | None = None
    about: str = ""
    names: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The IRI of the format, empty where there is none."""
        return f"http://www.w3.org/ns/formats/{self.about}" if self.about else ""

    @property
    def content_type(self) -> str:
        """The media type as a header says it: a text says that it is UTF-8."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


HTML = Format("html", "text/html", ("application/xhtml+xml",))

RESULTS = (
    Format(
        "json",
        "application/sparql-results+json",
        ("application/json", "text/json"),
        QueryResultsFormat.JSON,
        about="SPARQL_Results_JSON",
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        ("application/xml", "text/xml"),
        QueryResultsFormat.XML,
        about="SPARQL_Results_XML",
    ),
    Format("csv", "text/csv", (), QueryResultsFormat.CSV, about="SPARQL_Results_CSV"),
    Format("tsv", "text/tab-separated-values", (), QueryResultsFormat.TSV, about="SPARQL_Results_TSV"),
    HTML,
)
GRAPHS = (
    Format(
        "ttl", "text/turtle", ("application/x-turtle",), graph=RdfFormat.TURTLE, about="Turtle", names=("turtle", "n3")
    ),
    Format(
        "nt",
        "application/n-triples",
        ("text/plain",),
        graph=RdfFormat.N_TRIPLES,
        about="N-Triples",
        names=("ntriples", "n-triples"),
    ),
    Format(
        "jsonld",
        "application/ld+json",
        ("application/json",),
        graph=RdfFormat.JSON_LD,
        about="JSON-LD",
        names=("json-ld", "json"),
    ),
    Format(
        "rdf",
        "application/rdf+xml",
        ("application/xml", "text/xml"),
        graph=RdfFormat.RDF_XML,
        about="RDF_XML",
        names=("rdfxml", "rdf+xml", "xml"),
    ),
    HTML,
)
PAGES = (HTML, *GRAPHS[:-1])
DATASETS = (
    Format("trig", "application/trig", ("application/x-trig",), graph=RdfFormat.TRIG, about="TriG"),
    Format(
        "nq",
        "application/n-quads",
        ("text/x-nquads",),
        graph=RdfFormat.N_QUADS,
        about="N-Quads",
        names=("nquads", "n-quads"),
    ),
)
# The same few headers come again and again, and reading one takes longer than answering a small query.
_remembered = lru_cache(maxsize=128)

TRIPLES = (*GRAPHS[:-1], *DATASETS, HTML)
"""What a query can answer in that builds a graph: a graph is a dataset of one."""


@_remembered
def choose(accept: str, wanted: str | None, offered: tuple[Format, ...]) -> Format:
    """The format to answer in: the one `wanted` by name, else the best for an Accept header, else the first.

    Of formats liked equally the one offered first is taken. Raises BadRequestError for an unknown name and
    NotAcceptableError, with what there is, where the header allows none.

    >>> choose("text/csv;q=0.5, application/*;q=0.8, text/html;q=0", None, RESULTS).name
    'json'
    """
    if wanted is not None:
        return _named(wanted, offered)
    if not accept.strip():
        return offered[0]
    ranges = _ranges(accept)
    best = max(offered, key=lambda each: _quality(each, ranges))
    if _quality(best, ranges) <= 0:
        raise NotAcceptableError(tuple(each.media for each in offered))
    return best


@_remembered
def prefers_html(accept: str) -> bool:
    """Whether the client, a browser, names HTML itself and likes nothing here better.

    >>> prefers_html("text/html,*/*;q=0.8"), prefers_html("*/*"), prefers_html("text/csv,text/html;q=0.1")
    (True, False, False)
    """
    ranges = _ranges(accept)
    named = any(value in {HTML.media, *HTML.aliases} for value in ranges.values())
    others = {*RESULTS, *GRAPHS} - {HTML}
    liked = _quality(HTML, ranges)
    return named and liked > 0 and liked >= max(_quality(each, ranges) for each in others)


@_remembered
def prefers_json(accept: str) -> bool:
    """Whether the client names JSON that is no answer of SPARQL's and likes plain text no better.

    >>> prefers_json("application/problem+json"), prefers_json("application/sparql-results+json"), prefers_json("*/*")
    (True, False, False)
    """
    ranges = _ranges(accept)
    named = {"application/json", "application/problem+json"}.intersection(ranges.values())
    liked = max((float(ranges.quality(each)) for each in named), default=0.0)
    return liked > 0 and ("text/plain" not in ranges.values() or liked >= ranges.quality("text/plain"))


def _named(name: str, offered: tuple[Format, ...]) -> Format:
    found = (each for each in offered if name in {each.name, *each.names, each.media, *each.aliases})
    chosen = next(found, None)
    if chosen is None:
        raise BadRequestError(f"no format {name!r}; there is: {', '.join(each.name for each in offered)}")
    return chosen


def _ranges(accept: str) -> MIMEAccept:
    """The media ranges of a header without their parameters, which no format here tells apart."""
    parsed = parse_accept_header(accept, MIMEAccept)
    return MIMEAccept([(value.partition(";")[0].strip().lower(), quality) for value, quality in parsed])


def _quality(offered: Format, ranges: MIMEAccept) -> float:
    """How well the client likes a format, 0 to 1: by those of its names that are mentioned, else by its media type."""
    mentioned = {offered.media, *offered.aliases}.intersection(ranges.values())
    return max(float(ranges.quality(name)) for name in mentioned or {offered.media})
