"""The check as a whole: what is sound conforms, whatever form the graph comes in, and what is around it counts."""

import logging
from pathlib import Path

import pytest
from oxrdflib import OxigraphStore
from pyoxigraph import Dataset, Literal, NamedNode, Quad, Store
from rdflib import Dataset as RdflibDataset
from rdflib import Graph

from mandategraph.loaders.loading import background
from mandategraph.shapes import validation
from mandategraph.shapes.errors import UncheckableError
from mandategraph.shapes.reading import read_graph
from mandategraph.shapes.validation import validate

DATA = Path(__file__).parent / "data"
BASE = "https://w3id.org/mandategraph/"
AUTHORITIES = NamedNode(f"{BASE}graph/authorities")
MISNAMED = Quad(
    NamedNode(f"{BASE}doc/S/RES/9001(2031)/para/1/cl/1/norm"),
    NamedNode(f"{BASE}ont#addressee"),
    NamedNode(f"{BASE}actor/nobody"),
)


def _rdflib(quads: frozenset[Quad]) -> RdflibDataset:
    store = Store()
    store.extend(quads)
    return RdflibDataset(OxigraphStore(store=store))


def test_the_sound_graph_conforms_without_any_result(sound: frozenset[Quad]) -> None:
    report = validate(sound)
    assert report.results == ()
    assert report.conforms


def test_a_graph_that_says_nothing_conforms() -> None:
    assert validate(()).conforms


def test_the_sound_graph_conforms_beside_the_vocabulary_and_the_authority_files(sound: frozenset[Quad]) -> None:
    assert validate(sound, background()).results == ()


def test_other_forms_of_numbers_pinpoints_and_times_are_sound() -> None:
    assert validate(read_graph([DATA / "sound.trig", DATA / "variants.trig"])).results == ()


def test_what_the_authority_files_have_is_missed_without_them(sound: frozenset[Quad]) -> None:
    document = [quad for quad in sound if quad.graph_name != AUTHORITIES]
    authorities = [quad for quad in sound if quad.graph_name == AUTHORITIES]
    assert "NormAddressee.class" in {result.name for result in validate(document).violations}
    assert validate(document, authorities).conforms


def test_a_graph_of_rdflib_is_checked_like_quads(sound: frozenset[Quad]) -> None:
    broken = frozenset({*sound, MISNAMED})
    merged = Graph()
    for subject, predicate, value, _ in _rdflib(broken).quads():
        merged.add((subject, predicate, value))
    expected = validate(broken).results
    assert {result.name for result in expected} == {"NormAddressee.class", "ActorInAuthority.sparql"}
    assert validate(_rdflib(broken)).results == expected
    assert validate(merged).results == expected
    assert validate(Dataset(broken)).results == expected


def test_an_impossible_date_is_a_result_and_not_in_the_log(
    sound: frozenset[Quad], caplog: pytest.LogCaptureFixture
) -> None:
    impossible = Literal("2032-02-30", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    deadline = Quad(MISNAMED.subject, NamedNode(f"{BASE}ont#deadline"), impossible)
    assert [result.name for result in validate([*sound, deadline]).results] == ["NormDeadline.or"]
    assert not caplog.records
    assert not logging.getLogger("rdflib.term").disabled


def test_a_check_leaves_the_graph_as_it_is(sound: frozenset[Quad]) -> None:
    graph = _rdflib(sound)
    before = set(graph.quads())
    validate(graph)
    assert set(graph.quads()) == before


def test_a_check_leaves_the_shapes_as_they_are_for_the_next(sound: frozenset[Quad]) -> None:
    broken = [*sound, MISNAMED]
    assert validate(broken) == validate(broken)


def test_an_engine_that_gives_up_says_why_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shape = """
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <a:shape> a sh:NodeShape ; sh:targetNode <a:node> ; sh:minCount 1 .
    """
    monkeypatch.setattr(validation, "shapes", lambda: Graph().parse(data=shape, format="turtle"))
    with pytest.raises(UncheckableError, match="MinCount") as caught:
        validate(())
    assert "\n" not in caught.value.reason


@pytest.mark.parametrize("answer", [("an error",), ()])
def test_an_engine_that_returns_no_report_has_given_up(
    answer: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = " ".join(answer)
    monkeypatch.setattr(validation.pyshacl, "validate", lambda *_, **__: (False, found, found))
    with pytest.raises(UncheckableError) as caught:
        validate(())
    assert caught.value.reason == found
