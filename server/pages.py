"""A page, and data, for every IRI of the graph."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote, unquote

from flask import Request, Response, render_template
from pyoxigraph import NamedNode

from mandategraph.server.dataset import dataset_description
from mandategraph.server.errors import UnknownPageError
from mandategraph.server.formats import GRAPHS, HTML, PAGES, choose
from mandategraph.server.graph import Graph, write
from mandategraph.server.guide import Guide, Link
from mandategraph.server.names import MG, term
from mandategraph.server.site import Site, in_language
from mandategraph.server.views.actor import actor_page
from mandategraph.server.views.document import document_page
from mandategraph.server.views.home import home_page
from mandategraph.server.views.paragraph import paragraph_page
from mandategraph.server.views.resource import graph_page, resource_page, vocabulary_page

_ALIAS = term("mg:alias")
_VOCABULARY = MG.removesuffix("#")
_WEB = re.compile(r"https?:/{1,2}(.+)")
_SAFE = "/()!$&'*+,;=:@"

View = tuple[str, Callable[[Guide, NamedNode], object]]

_ACTOR: View = ("actor.html", actor_page)
_VIEWS: Mapping[NamedNode, View] = MappingProxyType(
    {
        term("mg:Document"): ("document.html", document_page),
        term("mg:Paragraph"): ("paragraph.html", paragraph_page),
        term("mg:Actor"): _ACTOR,
        term("mg:CollectiveActor"): _ACTOR,
        term("mg:Office"): _ACTOR,
        term("owl:Ontology"): ("vocabulary.html", vocabulary_page),
    }
)


def home(site: Site, request: Request) -> Response:
    """The start page: what is in the graph, and the questions; to machines the description of the dataset."""
    chosen = choose(request.headers.get("Accept", ""), request.args.get("format"), PAGES)
    if chosen != HTML:
        described = dataset_description(site.graph, site.base)
        return Response(write(described, chosen), content_type=chosen.content_type)
    guide = site.guide(request)
    asked = tuple(
        (each.name, in_language(each.title, guide.lang), in_language(each.description, guide.lang))
        for each in site.questions.values()
    )
    page = render_template("home.html", guide=guide, page=home_page(guide), questions=asked, data=_downloads(guide, ""))
    return Response(page, content_type=HTML.content_type)


def resource(site: Site, request: Request, path: str) -> Response:
    """The page or the data of the IRI at `path` below the base; an alias leads to its document.

    The path may be a whole IRI of the data, `https://undocs.org/…`, and may end in a format, `.ttl`.
    Raises UnknownPageError for an IRI no statement names, and what `choose` raises.
    """
    guide = site.guide(request)
    node, suffix = _named(site, path)
    if node is None:
        raise UnknownPageError(request.path)
    wanted = request.args.get("format", suffix)
    document = _named_by_alias(site.graph, node)
    if document is not None:
        return _see_other(guide, document, wanted)
    chosen = choose(request.headers.get("Accept", ""), wanted, PAGES)
    if chosen == HTML:
        return Response(_page(guide, node), content_type=HTML.content_type)
    return Response(write(site.graph.description(node), chosen), content_type=chosen.content_type)


def _named(site: Site, path: str) -> tuple[NamedNode | None, str | None]:
    """The IRI of the data that a path names, whole or without the suffix of a format, and that format."""
    spelled = [(path, None), *((path.removesuffix(f".{each.name}"), each.name) for each in PAGES)]
    found = ((_known(site, each), suffix) for each, suffix in spelled if suffix is None or each != path)
    return next(((node, suffix) for node, suffix in found if node is not None), (None, None))


def _known(site: Site, path: str) -> NamedNode | None:
    return next((each for each in candidates(site.base, path) if _is_known(site.graph, each)), None)


def _is_known(graph: Graph, node: NamedNode) -> bool:
    return graph.mentions(node) or graph.has_graph(node)


def candidates(base: str, path: str) -> Iterator[NamedNode]:
    """The IRIs a path below the base can stand for: as its percent signs decode, or with those an IRI has to keep."""
    if path == "ont":
        yield NamedNode(_VOCABULARY)
    for each in (path, quote(path, safe=_SAFE)):
        for iri in (base + each, *_whole(each)):
            try:
                yield NamedNode(iri)
            except ValueError:
                # The decoded path has a character no IRI has, such as a space; the other candidate may do.
                continue


def _whole(path: str) -> tuple[str, ...]:
    """The IRI that a path spells out, under either scheme; on the way a proxy may have merged its slashes."""
    found = _WEB.fullmatch(path)
    return () if found is None else (f"https://{found[1]}", f"http://{found[1]}")


def _named_by_alias(graph: Graph, node: NamedNode) -> NamedNode | None:
    """The document that has `node` as an alias, if nothing else is said of it."""
    return None if graph.about(node) else next(iter(graph.subjects(_ALIAS, node)), None)


def _see_other(guide: Guide, node: NamedNode, wanted: str | None) -> Response:
    fields = {} if wanted is None else {"format": wanted}
    headers = {"Location": guide.here(unquote(node.value.removeprefix(guide.base)), **fields)}
    return Response(f"{node.value}\n", status=303, headers=headers, content_type="text/plain; charset=utf-8")


def _page(guide: Guide, node: NamedNode) -> str:
    template, view = _view(guide.graph, node)
    path = unquote(node.value.removeprefix(guide.base))
    return render_template(template, guide=guide, page=view(guide, node), data=_downloads(guide, path))


def _downloads(guide: Guide, path: str) -> tuple[Link, ...]:
    """Links to what is at a path in every format of graphs."""
    return tuple(
        Link(each.name, href=guide.here(path, format=each.name), title=each.media) for each in GRAPHS if each != HTML
    )


def _view(graph: Graph, node: NamedNode) -> View:
    if graph.has_graph(node):
        return "graph.html", graph_page
    types = graph.nodes(node, term("rdf:type"))
    return next((_VIEWS[each] for each in _VIEWS if each in types), ("resource.html", resource_page))
