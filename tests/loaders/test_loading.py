"""Files → quads: which files are taken, one document a symbol, and the same bytes every time."""

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Quad

from mandategraph.loaders.describe.terms import AUTHORITIES_GRAPH, DERIVATION_GRAPH, ONTOLOGY_GRAPH, graph_of
from mandategraph.loaders.errors import IdentityError, LoadError, SourceError
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, expand, load, load_all

RESOLUTION = "安全理事会，\n\n回顾第 1373(2001)号决议，\n\n1. 请会员国分享信息；\n\n2. 决定继续处理此案。\n"
ENGLISH = (
    "The Security Council,\n\nRecalling its resolution 1373 (2001),\n\n"
    "1. Calls upon Member States to share information;\n\n2. Decides to remain seized of the matter.\n"
)


def write(path: Path, text: str = RESOLUTION) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_stands_for_its_texts_at_any_depth_in_order_of_name(tmp_path: Path) -> None:
    second = write(tmp_path / "b" / "S_RES_9002(2030).zho.txt")
    first = write(tmp_path / "a" / "S_RES_9001(2030).zho.txt")
    write(tmp_path / "a" / "notes.md")
    assert expand([tmp_path]) == (first, second)


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    file = write(tmp_path / "S_RES_9001(2030).zho.txt")
    assert expand([file, tmp_path, file]) == (file,)


def test_a_path_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.txt: no such file or directory"):
        expand([tmp_path / "nowhere.txt"])


def test_a_folder_without_a_text_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"holds no \.txt or \.xml or \.pdf or \.docx file"):
        expand([tmp_path])


def test_one_symbol_in_one_language_is_one_document(tmp_path: Path, compiled: Loader) -> None:
    one = write(tmp_path / "a" / "S_RES_9001(2030).zho.txt")
    other = write(tmp_path / "b" / "S_RES_9001(2030).zho.txt")
    with pytest.raises(IdentityError, match=r"is S/RES/9001\(2030\) like"):
        list(load_all([one, other], compiled))


def test_the_user_can_say_which_document_a_file_is(tmp_path: Path, compiled: Loader) -> None:
    file = write(tmp_path / "draft.txt")
    (loaded,) = load_all([file], compiled, symbol="S/RES/9009 (2031)", language="zho")
    assert loaded.reading.entry.symbol == "S/RES/9009(2031)"


def test_a_text_that_says_no_symbol_is_refused_with_the_way_out(tmp_path: Path, compiled: Loader) -> None:
    with pytest.raises(IdentityError, match="--symbol"):
        load(write(tmp_path / "draft.txt"), compiled)


def test_an_english_text_gives_the_same_clauses_and_norms(tmp_path: Path, compiled: Loader) -> None:
    chinese = load(write(tmp_path / "S_RES_9001(2030).zho.txt"), compiled)
    english = load(write(tmp_path / "S_RES_9001(2030).eng.txt", ENGLISH), compiled)
    told = [[(c.path, c.act) for c in each.annotations.clauses] for each in (chinese, english)]
    assert [path for path, _ in told[0]] == [path for path, _ in told[1]]
    assert told[1] == [("pre/1/cl/1", "recall"), ("para/1/cl/1", "call-upon"), ("para/2/cl/1", "decide")]
    assert [norm.addressees for norm in english.annotations.norms] == [("member-states",), ("security-council",)]


def test_every_document_has_a_graph_and_so_have_vocabulary_authorities_and_derivation(
    corpus_documents: tuple[Loaded, ...], corpus_quads: tuple[Quad, ...]
) -> None:
    own = {graph_of(loaded.reading.entry.symbol) for loaded in corpus_documents}
    graphs = {quad.graph_name for quad in corpus_quads}
    assert graphs == own | {ONTOLOGY_GRAPH, AUTHORITIES_GRAPH, DERIVATION_GRAPH}


def test_the_same_files_give_the_same_bytes_in_every_process(tmp_path: Path, corpus: Path) -> None:
    graphs = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.nq"
        command = [sys.executable, "-m", "mandategraph.server.cli", "build", str(out), str(corpus)]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed})  # noqa: S603
        graphs.append(out.read_bytes())
    assert graphs[0] == graphs[1]


def test_all_that_goes_wrong_with_a_file_is_a_load_error() -> None:
    assert issubclass(SourceError, LoadError)
    assert issubclass(IdentityError, LoadError)
