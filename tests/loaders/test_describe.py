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
from mandategraph.loaders.describe.terms import DERIVATION_GRAPH, MG, OA, RDF, date, graph_of, individual, part, work
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, load
from mandategraph.loaders.passage import Span

GOLDEN = Path(__file__).parent / "data" / "golden"
VERSION = MG.version


@pytest.fixture(scope="module")
def described(compiled: Loader) -> tuple[Quad, ...]:
    loaded = load(GOLDEN / "S_RES_9001(2030).zho.txt", compiled)
    return tuple(describe(loaded.reading, loaded.facts, loaded.annotations))


def lines(quads: Iterable[Quad]) -> list[str]:
    """One line a triple, sorted, without the version of the software."""
    triples = sorted({str(quad.triple) for quad in quads if quad.predicate != VERSION})
    return [line for line in triples if "/software/" not in line]


def test_a_document_is_described_as_in_its_golden_file(described: tuple[Quad, ...]) -> None:
    golden = parse(path=GOLDEN / "S_RES_9001(2030).zho.ttl", format=RdfFormat.TURTLE)
    assert lines(described) == lines(golden)


def test_everything_said_of_a_document_is_in_its_own_graph(described: tuple[Quad, ...]) -> None:
    assert {quad.graph_name for quad in described} == {graph_of("S/RES/9001(2030)")}


def test_describing_twice_gives_the_same_quads_in_the_same_order(compiled: Loader) -> None:
    runs = []
    for _ in range(2):
        loaded = load(GOLDEN / "S_RES_9001(2030).zho.txt", compiled)
        runs.append(list(describe(loaded.reading, loaded.facts, loaded.annotations)))
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
        if predicate != OA.hasSelector.value:
            continue
        position, quotation = sorted(positions)
        paragraph = subject.rsplit("/cl/", 1)[0].rsplit("/cite/", 1)[0].rsplit("/mention/", 1)[0]
        (text,) = values[paragraph, MG.text.value]
        (start,), (end,) = values[position, OA.start.value], values[position, OA.end.value]
        assert values[quotation, OA.exact.value] == [text[int(start) : int(end)]]
        assert values[subject, MG.quote.value] == [text[int(start) : int(end)]]
        checked += 1
    assert checked > 3000


def test_every_clause_citation_and_mention_has_both_selectors(corpus_quads: tuple[Quad, ...]) -> None:
    annotated = {q.subject for q in corpus_quads if q.predicate == RDF.type and q.object in (MG.Clause, MG.Mention)}
    selected = [q.subject for q in corpus_quads if q.predicate == OA.hasSelector]
    assert {selected.count(subject) for subject in list(annotated)[:200]} == {2}


def test_derivation_stands_in_a_graph_of_its_own(corpus_quads: tuple[Quad, ...]) -> None:
    derived = {MG.correspondsTo, MG.reusing}
    assert {quad.graph_name for quad in corpus_quads if quad.predicate in derived} == {DERIVATION_GRAPH}


def test_a_document_of_the_corpus_says_where_it_was_read_from(corpus_documents: tuple[Loaded, ...]) -> None:
    for loaded in corpus_documents:
        source = NamedNode(f"{part(loaded.reading.document.symbol, 'zho').value}/source")
        quads = describe(loaded.reading, loaded.facts, loaded.annotations)
        said = {quad.predicate: quad.object.value for quad in quads if quad.subject == source}
        assert said[MG.fileName] == loaded.reading.entry.file
        assert len(said[MG.sha256]) == 64


def test_a_document_says_who_proposed_it_and_who_voted_how(corpus_documents: tuple[Loaded, ...]) -> None:
    loaded = corpus_documents[0]
    told = Adoption(
        sponsors=Roll("Kenya", "eng", ("state-ken",)),
        additional_sponsors=Roll("France", "eng", ("state-fra",)),
        sides=(Side("in_favour", 14, ("state-ken",)), Side("abstaining", 1, ())),
    )
    subject = work(loaded.symbol)
    quads = describe(loaded.reading, replace(loaded.facts, adoption=told), loaded.annotations)
    said = {
        (q.predicate.value.rpartition("#")[2], q.object.value.rpartition("/")[2]) for q in quads if q.subject == subject
    }
    assert said >= {
        *(("sponsors", "Kenya"), ("sponsor", "state-ken")),
        *(("additionalSponsors", "France"), ("additionalSponsor", "state-fra"), ("sponsor", "state-fra")),
        *(("votesInFavour", "14"), ("votedInFavour", "state-ken"), ("abstentions", "1")),
    }
    assert not {name for name, _ in said} & {"votesAgainst", "votedAgainst", "abstained"}


@pytest.mark.parametrize(
    ("value", "type_"),
    [("2018-06-30", "date"), ("2018-04", "gYearMonth"), ("2021", "gYear")],
)
def test_a_date_keeps_the_precision_it_was_printed_with(value: str, type_: str) -> None:
    assert date(value).datatype.value.rpartition("#")[2] == type_


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("council-decision-to-states", "CouncilDecisionToStates"),
        ("demand-outside-chapter-vii", "DemandOutsideChapterVII"),
        ("sub-item", "SubItem"),
    ],
)
def test_a_hyphenated_value_names_an_individual_of_the_vocabulary(name: str, local: str) -> None:
    assert individual(name).value.endswith(f"#{local}")


def rewrite_golden() -> None:
    """Write the golden file anew, to be read line by line before it is committed."""
    from mandategraph.loaders.loading import loader
    from mandategraph.server.names import PREFIXES

    loaded = load(GOLDEN / "S_RES_9001(2030).zho.txt", loader())
    quads = describe(loaded.reading, loaded.facts, loaded.annotations)
    kept = [quad for quad in quads if quad.predicate != VERSION and "/software/" not in str(quad.triple)]
    triples: list[Triple] = sorted({quad.triple for quad in kept}, key=str)
    serialize(triples, GOLDEN / "S_RES_9001(2030).zho.ttl", RdfFormat.TURTLE, prefixes=dict(PREFIXES))


@pytest.mark.parametrize(("within", "iris"), [("", 2), ("annex/1", 2), ("section/14", 1), ("art/5", 1)])
def test_only_paragraphs_of_a_component_have_an_iri(within, iris):
    citation = Citation(Span(0, 1), Target(TargetKind.DOCUMENT, "S/2030/1"), (Pinpoint("para", "4", within),))
    assert len(list(cited_iris(citation))) == iris
