"""Annotated documents as quads: a golden file read by eye, and what must hold of every graph."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from mandategraph.loaders.adoption import Adoption, Roll, Side
from mandategraph.loaders.annotate.citations import Citation, Pinpoint, Target, TargetKind
from mandategraph.loaders.describe.document import describe
from mandategraph.loaders.describe.statements import cited_iris
from mandategraph.loaders.describe.terms import (
    DERIVATION_GRAPH,
    MG,
    OA,
    RDF,
    Term,
    as_objects,
    below,
    date,
    entity,
    graph_of,
    individual,
    integer,
    iri,
    language_of,
    lines,
    part,
    plain,
    text,
    work,
)
from mandategraph.loaders.describe.work import describe_work
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, load
from mandategraph.loaders.passage import Span

GOLDEN = Path(__file__).parent / "data" / "golden"


def node(iri: Term) -> NamedNode:
    return NamedNode(iri[1:-1])


VERSION = node(MG.version)


@pytest.fixture(scope="module")
def described(compiled: Loader) -> tuple[Quad, ...]:
    loaded = load(GOLDEN / "S_RES_9001(2030).zho.txt", compiled)
    return tuple(as_objects(describe_work([loaded])))


def shown(quads: Iterable[Quad]) -> list[str]:
    """One line a triple, sorted, without the version of the software."""
    triples = sorted({str(quad.triple) for quad in quads if quad.predicate != VERSION})
    return [line for line in triples if "/software/" not in line]


def test_a_document_is_described_as_in_its_golden_file(described: tuple[Quad, ...]) -> None:
    golden = parse(path=GOLDEN / "S_RES_9001(2030).zho.ttl", format=RdfFormat.TURTLE)
    assert shown(described) == shown(golden)


def test_everything_said_of_a_document_is_in_its_own_graph(described: tuple[Quad, ...]) -> None:
    assert {quad.graph_name for quad in described} == {graph_of("S/RES/9001(2030)")}


def test_describing_twice_gives_the_same_quads_in_the_same_order(compiled: Loader) -> None:
    runs = []
    for _ in range(2):
        loaded = load(GOLDEN / "S_RES_9001(2030).zho.txt", compiled)
        runs.append(list(describe_work([loaded])))
    assert runs[0] == runs[1]


def test_no_node_is_blank(corpus_quads: tuple[Quad, ...]) -> None:
    nodes = {node for quad in corpus_quads for node in (quad.subject, quad.object)}
    assert {type(node) for node in nodes} == {NamedNode, Literal}


def test_every_exact_quotation_is_the_slice_of_text_that_its_position_says(corpus_quads: tuple[Quad, ...]) -> None:
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quad in corpus_quads:
        values[quad.subject.value, quad.predicate.value].append(quad.object.value)
    checked = 0
    for (subject, predicate), positions in list(values.items()):
        if predicate != node(OA.hasSelector).value:
            continue
        position, quotation = sorted(positions)
        paragraph = subject.rsplit("/cl/", 1)[0].rsplit("/cite/", 1)[0].rsplit("/mention/", 1)[0]
        (text,) = values[paragraph, node(MG.text).value]
        (start,), (end,) = values[position, node(OA.start).value], values[position, node(OA.end).value]
        assert values[quotation, node(OA.exact).value] == [text[int(start) : int(end)]]
        assert values[subject, node(MG.quote).value] == [text[int(start) : int(end)]]
        checked += 1
    assert checked > 3000


def test_every_clause_citation_and_mention_has_both_selectors(corpus_quads: tuple[Quad, ...]) -> None:
    types = {node(MG.Clause), node(MG.Mention)}
    annotated = {q.subject for q in corpus_quads if q.predicate == node(RDF.type) and q.object in types}
    selected = [q.subject for q in corpus_quads if q.predicate == node(OA.hasSelector)]
    assert {selected.count(subject) for subject in list(annotated)[:200]} == {2}


def test_derivation_stands_in_a_graph_of_its_own(corpus_quads: tuple[Quad, ...]) -> None:
    derived = {node(MG.correspondsTo), node(MG.reusing)}
    assert {quad.graph_name for quad in corpus_quads if quad.predicate in derived} == {DERIVATION_GRAPH}


def test_a_document_of_the_corpus_says_where_it_was_read_from(corpus_documents: tuple[Loaded, ...]) -> None:
    for loaded in corpus_documents:
        source = below(part(loaded.symbol, "zho"), "source")
        said = {p: o for s, p, o in describe(loaded.reading, loaded.facts, loaded.annotations) if s == source}
        assert said[MG.fileName] == plain(loaded.reading.entry.file)
        assert said[MG.sha256] == plain(loaded.reading.source.sha256)


def test_a_document_says_who_proposed_it_and_who_voted_how(corpus_documents: tuple[Loaded, ...]) -> None:
    loaded = corpus_documents[0]
    told = Adoption(
        sponsors=Roll("Kenya", "eng", ("state-ken",)),
        additional_sponsors=Roll("France", "eng", ("state-fra",)),
        sides=(Side("in_favour", 14, ("state-ken",)), Side("abstaining", 1, ())),
    )
    triples = describe(loaded.reading, replace(loaded.facts, adoption=told), loaded.annotations)
    said = {(property_, value) for subject, property_, value in triples if subject == work(loaded.symbol)}
    kenya, france = entity("actor", "state-ken"), entity("actor", "state-fra")
    assert said >= {
        *((MG.sponsors, text("Kenya", "eng")), (MG.sponsor, kenya)),
        *((MG.additionalSponsors, text("France", "eng")), (MG.additionalSponsor, france), (MG.sponsor, france)),
        *((MG.votesInFavour, integer(14)), (MG.votedInFavour, kenya), (MG.abstentions, integer(1))),
    }
    assert not {property_ for property_, _ in said} & {MG.votesAgainst, MG.votedAgainst, MG.abstained}


@pytest.mark.parametrize(
    ("value", "type_"),
    [("2018-06-30", "date"), ("2018-04", "gYearMonth"), ("2021", "gYear")],
)
def test_a_date_keeps_the_precision_it_was_printed_with(value: str, type_: str) -> None:
    assert date(value) == f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{type_}>'


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("council-decision-to-states", "CouncilDecisionToStates"),
        ("demand-outside-chapter-vii", "DemandOutsideChapterVII"),
        ("sub-item", "SubItem"),
    ],
)
def test_a_hyphenated_value_names_an_individual_of_the_vocabulary(name: str, local: str) -> None:
    assert individual(name) == MG[local]


@pytest.mark.parametrize(
    ("term", "language"),
    [
        (text('a "text"@zh', "eng"), "en"),
        (text("", "zho"), "zh"),
        (plain("a@en"), None),
        (integer(4), None),
        (work("S/2030/1"), None),
    ],
)
def test_only_a_text_has_a_language(term: Term, language: str | None) -> None:
    assert language_of(term) == language


@pytest.mark.parametrize(
    "value", ["", 'a "b"', "back\\slash", "line\nfeed\r\t", "\x00\x07\x7f\u2028\ufffe", "决定 😀", "<a>"]
)
def test_a_text_is_written_so_that_it_is_read_again(value: str) -> None:
    (quad,) = as_objects(lines(iter([(MG.Document, MG.text, text(value, "eng"))]), DERIVATION_GRAPH))
    assert quad.object == Literal(value, language="en")


@pytest.mark.parametrize("value", ["a b", "https://example.org/<a>", "https://example.org/a b", "no scheme", ""])
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        iri(value)


def rewrite_golden() -> None:
    """Write the golden file anew, to be read line by line before it is committed."""
    from mandategraph.loaders.loading import loader
    from mandategraph.server.names import PREFIXES

    loaded = load(GOLDEN / "S_RES_9001(2030).zho.txt", loader())
    quads = as_objects(describe_work([loaded]))
    kept = [quad for quad in quads if quad.predicate != VERSION and "/software/" not in str(quad.triple)]
    triples: list[Triple] = sorted({quad.triple for quad in kept}, key=str)
    serialize(triples, GOLDEN / "S_RES_9001(2030).zho.ttl", RdfFormat.TURTLE, prefixes=dict(PREFIXES))


@pytest.mark.parametrize(("within", "iris"), [("", 2), ("annex/1", 2), ("section/14", 1), ("art/5", 1)])
def test_only_paragraphs_of_a_component_have_an_iri(within, iris):
    citation = Citation(Span(0, 1), Target(TargetKind.DOCUMENT, "S/2030/1"), (Pinpoint("para", "4", within),))
    assert len(list(cited_iris(citation))) == iris
