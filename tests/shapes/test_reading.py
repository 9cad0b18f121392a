"""Graph files: six formats by their suffix, and one line about whatever cannot be read."""

from pathlib import Path

import pytest
from pyoxigraph import Dataset, NamedNode, Quad, serialize

from mandategraph.shapes.errors import ShapesError, UnreadableGraphError
from mandategraph.shapes.reading import FORMATS, read_graph

TRIPLE = Quad(
    NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), NamedNode("https://example.org/c")
)

UNREADABLE = {
    "no statement.ttl": (b"<https://example.org/a> <https://example.org/b> .", "Parser error at line 1"),
    "no prefix.ttl": (b"mg:a mg:b mg:c .", "The prefix mg: has not been declared"),
    "no end.trig": (b"<https://example.org/g> {\n", "Parser error at line 2"),
    "no base.nq": (b"<a> <b> <c> .", "No scheme found in an absolute IRI"),
    "no unicode.nt": (b"\xff\xfe", "Invalid UTF-8"),
    "no object.jsonld": (b'{"@id": ', "Unexpected end of file"),
    "no network.jsonld": (b'{"@context": "https://example.org/context", "a": 1}', "remote contexts"),
    "no tag.rdf": (b"<rdf:RDF", "tag not closed"),
    "no format.csv": (b"", "suffix '.csv' is none of .nq .trig .ttl .nt .jsonld .rdf"),
    "no suffix": (b"", "suffix '' is none of"),
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_format_is_read_by_its_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(serialize([TRIPLE.triple], format=FORMATS[suffix]))
    assert read_graph([path]) == Dataset([TRIPLE])


def test_the_suffix_is_read_in_either_case(tmp_path: Path) -> None:
    path = tmp_path / "GRAPH.TTL"
    path.write_text("<https://example.org/a> <https://example.org/b> <https://example.org/c> .", encoding="utf-8")
    assert len(read_graph([path])) == 1


def test_an_empty_file_is_a_graph_that_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.touch()
    assert len(read_graph([path])) == 0


def test_files_are_taken_together_and_their_blank_nodes_stay_apart(tmp_path: Path) -> None:
    paths = [tmp_path / "one.ttl", tmp_path / "two.ttl"]
    for path in paths:
        path.write_text("_:a <https://example.org/b> <https://example.org/c> .", encoding="utf-8")
    assert len(read_graph(paths)) == 2


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_graph_is_named_with_the_reason_in_one_line(name: str, tmp_path: Path) -> None:
    content, reason = UNREADABLE[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableGraphError) as caught:
        read_graph([path])
    assert caught.value.path == path
    assert reason in caught.value.reason
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableGraphError, match=r"missing\.ttl: No such file or directory"):
        read_graph([tmp_path / "missing.ttl"])


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    folder = tmp_path / "folder.ttl"
    folder.mkdir()
    with pytest.raises(UnreadableGraphError, match="directory"):
        read_graph([folder])


def test_the_first_bad_file_is_the_one_that_is_named(tmp_path: Path) -> None:
    good = tmp_path / "good.ttl"
    good.touch()
    with pytest.raises(ShapesError, match=r"bad\.ttl"):
        read_graph([good, tmp_path / "bad.ttl", tmp_path / "worse.csv"])
