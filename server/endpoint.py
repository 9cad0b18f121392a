"""The query endpoint and the pages of the questions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import dropwhile
from types import MappingProxyType

from flask import Request, Response, render_template

from mandategraph.queries import Question
from mandategraph.server.asking import bound, form, given
from mandategraph.server.authorization import authorize
from mandategraph.server.dataset import service_description
from mandategraph.server.errors import (
    BadParameterError,
    BadRequestError,
    MalformedQueryError,
    RequestError,
    UnknownPageError,
)
from mandategraph.server.evaluation import Answer, Query
from mandategraph.server.formats import HTML, PAGES, TRIPLES, Format, choose, prefers_html
from mandategraph.server.graph import write
from mandategraph.server.guide import Guide, Link
from mandategraph.server.limits import check_nesting
from mandategraph.server.protocol import Submission, read
from mandategraph.server.site import Site, in_language
from mandategraph.server.streaming import Streamed
from mandategraph.server.update import Update, apply
from mandategraph.server.words import recurrence


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a page shows it, with links to all of it in other formats."""

    columns: tuple[Link, ...]
    rows: tuple[tuple[Link | None, ...], ...]
    verdict: bool | None
    more: bool
    downloads: tuple[Link, ...]


def sparql(site: Site, request: Request) -> Response:
    """The answer to a query, or an update done, by the SPARQL 1.1 protocol; for a browser a page, or the query form."""
    submission = read(request)
    if submission.update is not None:
        return _updated(site, request, submission.update)
    guide = site.guide(request, submission.first("lang"))
    accept = request.headers.get("Accept", "")
    wanted = submission.first("format")
    wants_page = wanted == HTML.name or (wanted is None and prefers_html(accept))
    if submission.query is None:
        return _form(guide) if wants_page else _service(site, request, wanted)
    try:
        answer = site.evaluator.answer(submission.query, _choice(accept, wanted))
        if answer.format == HTML:
            return _page(_result_page(guide, submission, answer, site.limits.rows))
    except RequestError as error:
        if wants_page:
            return _form(guide, submission.query.text, _in_words(guide, error), error.status)
        raise
    return Streamed(answer.write, answer.format, "answer" if wanted is not None else None)


def _updated(site: Site, request: Request, update: Update) -> Response:
    authorize(request, site.policy)
    check_nesting(update.text, site.limits)
    apply(site.graph.store, update, site.policy, site.journal)
    return Response(status=204)


def question(site: Site, request: Request, name: str) -> Response:
    """The page of a question with its answer, or the answer alone in the format the client accepts."""
    asked = site.questions.get(name)
    if asked is None:
        raise UnknownPageError(request.path)
    guide = site.guide(request)
    accept = request.headers.get("Accept", "")
    wanted = request.args.get("format")
    if wanted is None and not accept.strip():
        wanted = HTML.name
    values = given(asked, request.args, guide.lang)
    path = f"queries/{asked.name}"
    try:
        answer = site.evaluator.answer(Query(bound(asked, values)), _choice(_pages_first(accept), wanted))
        if answer.format == HTML:
            return _page(_question_page(guide, asked, values, _shown(guide, answer, site.limits.rows, path, **values)))
    except RequestError as error:
        if wanted == HTML.name or (wanted is None and prefers_html(accept)):
            return _page(_question_page(guide, asked, values, None, _in_words(guide, error)), error.status)
        raise
    return Streamed(answer.write, answer.format, asked.name if wanted is not None else None)


def _service(site: Site, request: Request, wanted: str | None) -> Response:
    """What the endpoint is, to a client that reads by RDF and sends no query."""
    if request.method == "POST" or (request.query_string and wanted is None):
        raise BadRequestError("no query: send one as ?query=, as a form field or as application/sparql-query")
    chosen = choose(request.headers.get("Accept", ""), wanted, PAGES[1:])
    return Response(write(service_description(site.graph, site.policy), chosen), content_type=chosen.content_type)


def _pages_first(accept: str) -> str:
    """A client that accepts anything gets the page of a question, as it does of any other IRI."""
    return HTML.media if accept.strip() == "*/*" else accept


def _choice(accept: str, wanted: str | None) -> Callable[[tuple[Format, ...]], Format]:
    return lambda offered: choose(accept, wanted, offered)


def _page(page: str, status: int = 200) -> Response:
    return Response(page, status=status, content_type=HTML.content_type)


def _in_words(guide: Guide, error: RequestError) -> str:
    """What is wrong, in the language of the page but for the reasons of the parser."""
    if isinstance(error, MalformedQueryError) and error.line is not None:
        said = guide.words["malformed"].format(line=error.line, column=error.column, reason=error.reason)
        return f"{said}\n{error.shown}"
    if isinstance(error, BadParameterError):
        return guide.words["bad_value"].format(parameter=error.parameter, value=error.value)
    return str(error)


def _form(guide: Guide, query: str = "", error: str = "", status: int = 200) -> Response:
    return _page(render_template("sparql.html", guide=guide, query=query, error=error, shown=None), status)


def _result_page(guide: Guide, submission: Submission, answer: Answer, most: int) -> str:
    text = "" if submission.query is None else submission.query.text
    graphs = {name: values for name, values in submission.fields.items() if name in _GRAPH_FIELDS}
    shown = _shown(guide, answer, most, "sparql", query=text, **graphs)
    return render_template("sparql.html", guide=guide, query=text, error="", shown=shown)


_GRAPH_FIELDS = {"default-graph-uri", "named-graph-uri"}


def _question_page(guide: Guide, asked: Question, values: dict[str, str], shown: Shown | None, error: str = "") -> str:
    return render_template(
        "question.html",
        guide=guide,
        name=asked.name,
        title=in_language(asked.title, guide.lang),
        description=in_language(asked.description, guide.lang),
        fields=form(guide, asked, values),
        values=values,
        query=_without_header(asked.text if shown is None else bound(asked, values)),
        error=error,
        shown=None if shown is None else _named(guide, shown),
    )


def _shown(guide: Guide, answer: Answer, most: int, path: str, **fields: str | tuple[str, ...]) -> Shown:
    table = answer.table(most)
    downloads = tuple(
        Link(each.name, href=guide.here(path, **fields, format=each.name), title=each.media)
        for each in answer.offered
        if each != HTML
    )
    if table is None:
        return Shown((), (), answer.verdict(), more=False, downloads=downloads)
    rows = tuple(tuple(guide.show(value) for value in row) for row in table.rows)
    columns = (guide.words[each] if answer.offered == TRIPLES else each for each in table.columns)
    return Shown(tuple(Link(each) for each in columns), rows, None, more=table.more, downloads=downloads)


def _named(guide: Guide, shown: Shown) -> Shown:
    """An answer with its columns named for people, without those that repeat what another links to."""
    known = {each.words for each in shown.columns}
    repeated = {name for each in known for name in (f"{each}Name", *_REPEATED.get(each, ()))}
    kept = [at for at, each in enumerate(shown.columns) if each.words not in repeated]
    columns = (shown.columns[at].words for at in kept)
    return replace(
        shown,
        columns=tuple(Link(guide.words.get(f"?{each}", each), title=f"?{each}") for each in columns),
        rows=tuple(tuple(_cell(guide, shown.columns[at].words, row[at]) for at in kept) for row in shown.rows),
    )


def _cell(guide: Guide, column: str, cell: Link | None) -> Link | None:
    """A cell as people read it: an interval such as R/P1Y, which has no datatype of its own, in words."""
    if cell is None or column != "recurrence":
        return cell
    return replace(cell, words=recurrence(cell.words, None, guide.words))


# The link to a paragraph says its document and number already.
_REPEATED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "footnote": ("symbol", "note"),
        "mandateParagraph": ("mandateSymbol", "mandateNumber"),
        "paragraph": ("symbol", "number"),
        "parent": ("parentNumber",),
        "reused": ("reusedSymbol", "reusedNumber"),
        "twin": ("twinNumber",),
    }
)


def _without_header(text: str) -> str:
    """The query of a question without the comments it begins with, which say what the page says."""
    return "\n".join(dropwhile(lambda line: line.startswith("#") or not line.strip(), text.splitlines()))
