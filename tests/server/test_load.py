"""`mandategraph load`: what the store holds afterwards, what is read again, and what a failure or a kill leaves."""

import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Store

from mandategraph.loaders.describe.terms import AUTHORITIES_GRAPH, ONTOLOGY_GRAPH, graph_of
from mandategraph.server.cli import main
from mandategraph.server.intake.state import NAME

CHINESE = "安全理事会，\n\n回顾第 1373(2001)号决议，\n\n1. 请会员国分享信息；\n\n2. 决定继续处理此案。\n"
ENGLISH = (
    "The Security Council,\n\nRecalling its resolution 1373 (2001),\n\n"
    "1. Requests Member States to share information;\n\n2. Decides to remain seized of the matter.\n"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def said(result: Result) -> str:
    """The last line, without the name of the store and the time it took."""
    *_, last = result.stderr.strip().split("\n")
    return last.partition(" s: ")[2] or last


def graphs(store: Path) -> set[str]:
    found = {str(name) for name in Store.read_only(str(store)).named_graphs()}
    return found - {str(ONTOLOGY_GRAPH), str(AUTHORITIES_GRAPH)}


def texts(store: Path, symbol: str, path: str = "para/1") -> set[str]:
    graph = graph_of(symbol)
    found = Store.read_only(str(store)).quads_for_pattern(
        NamedNode(f"https://w3id.org/mandategraph/doc/{symbol}/{path}"),
        NamedNode("https://w3id.org/mandategraph/ont#text"),
        None,
        graph,
    )
    return {quad.object.value for quad in found}


def named(number: int) -> str:
    return str(graph_of(f"S/RES/{number}(2030)"))


def written(place: Path) -> Path:
    place.mkdir()
    for number in (9001, 9002, 9003):
        (place / f"S_RES_{number}(2030).zho.txt").write_text(CHINESE, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of texts, and the store that they were loaded into, to be copied and not to be changed."""
    place = tmp_path_factory.mktemp("once")
    result = run("load", place / "store", written(place / "texts"))
    assert result.exit_code == 0, result.output
    assert said(result) == "3 loaded into 3 documents, 0 unchanged, 0 failed"
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "texts")


@pytest.fixture
def store(tmp_path: Path, once: Path) -> Path:
    return shutil.copytree(once / "store", tmp_path / "store")


def test_every_document_is_a_graph_beside_the_vocabulary_and_the_authority_files(store: Path) -> None:
    assert graphs(store) == {named(9001), named(9002), named(9003)}
    held = Store.read_only(str(store))
    assert held.contains_named_graph(ONTOLOGY_GRAPH)
    assert held.contains_named_graph(AUTHORITIES_GRAPH)


def test_the_graph_of_a_document_is_the_one_that_build_gives(store: Path, folder: Path, tmp_path: Path) -> None:
    assert run("build", tmp_path / "graph.nq", folder).exit_code == 0
    built = Store()
    built.load(path=tmp_path / "graph.nq")
    loaded = Store.read_only(str(store))
    for name in map(graph_of, ("S/RES/9001(2030)", "S/RES/9003(2030)")):
        quads = [set(each.quads_for_pattern(None, None, None, name)) for each in (built, loaded)]
        assert quads[0] == quads[1] != set()


def test_what_is_unchanged_is_not_read_again(store: Path, folder: Path) -> None:
    assert said(run("load", store, folder)) == "0 loaded into 0 documents, 3 unchanged, 0 failed"


def test_a_changed_file_replaces_its_document_whole_and_no_other(store: Path, folder: Path) -> None:
    shorter = CHINESE.replace("分享信息", "提交报告").partition("\n\n2.")[0].rstrip("；") + "。\n"
    (folder / "S_RES_9002(2030).zho.txt").write_text(shorter, encoding="utf-8")
    assert said(run("load", store, folder)) == "1 loaded into 1 documents, 2 unchanged, 0 failed"
    assert texts(store, "S/RES/9002(2030)") == {"请会员国提交报告。"}
    assert texts(store, "S/RES/9002(2030)", "para/2") == set()
    assert texts(store, "S/RES/9001(2030)") == {"请会员国分享信息；"}


def test_what_a_kill_left_in_the_store_unrecorded_is_read_again_and_not_doubled(store: Path, folder: Path) -> None:
    before = sorted(map(str, Store.read_only(str(store))))
    (store / NAME).unlink()
    assert said(run("load", store, folder)) == "3 loaded into 3 documents, 0 unchanged, 0 failed"
    assert sorted(map(str, Store.read_only(str(store)))) == before


def test_a_document_that_somebody_took_out_of_the_store_is_read_again(store: Path, folder: Path) -> None:
    held = Store(store)
    held.remove_graph(graph_of("S/RES/9001(2030)"))
    held.flush()
    del held
    assert said(run("load", store, folder)) == "1 loaded into 1 documents, 2 unchanged, 0 failed"


def test_a_catalogue_that_says_something_else_of_a_file_has_it_read_again(store: Path, folder: Path) -> None:
    entry = '[[document]]\nfile = "S_RES_9001(2030).zho.txt"\nsymbol = "S/RES/9001(2030)"\nlanguage = "zho"\n'
    (folder / "catalogue.toml").write_text(f"{entry}date = 2030-03-09\n", encoding="utf-8")
    command = [sys.executable, "-m", "mandategraph.server.cli", "load", str(store), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr.strip().endswith("1 loaded into 1 documents, 2 unchanged, 0 failed")


def test_a_file_that_cannot_be_read_is_told_at_the_end_and_the_others_are_loaded(tmp_path: Path, folder: Path) -> None:
    (folder / "a.zho.txt").write_bytes(b"\x00\x01")
    (folder / "b.xml").write_text("<akomaNtoso><p></akomaNtoso>", encoding="utf-8")
    (folder / "c.txt").write_text(CHINESE, encoding="utf-8")
    result = run("load", tmp_path / "store", folder)
    assert result.exit_code == 1
    *_, first, second, third, last = result.stderr.strip().split("\n")
    assert re.match(r".*a\.zho\.txt: is not text", first)
    assert re.match(r".*b\.xml: line 1: is not well-formed XML", second)
    assert re.match(r".*c\.txt: its symbol cannot be told; name it with --symbol", third)
    assert last.endswith("3 loaded into 3 documents, 0 unchanged, 3 failed")
    assert len(graphs(tmp_path / "store")) == 3


def test_a_file_that_can_no_longer_be_read_leaves_its_document_as_it_was(store: Path, folder: Path) -> None:
    (folder / "S_RES_9001(2030).zho.txt").write_bytes(b"\x00\x01")
    result = run("load", store, folder)
    assert result.exit_code == 1
    assert said(result) == "0 loaded into 0 documents, 2 unchanged, 1 failed"
    assert texts(store, "S/RES/9001(2030)") == {"请会员国分享信息；"}


def test_of_two_files_of_one_document_in_one_language_the_first_is_taken(tmp_path: Path, folder: Path) -> None:
    again = folder / "z"
    again.mkdir()
    (again / "S_RES_9001(2030).zho.txt").write_text(CHINESE.replace("分享", "提供"), encoding="utf-8")
    result = run("load", tmp_path / "store", folder)
    assert result.exit_code == 1
    assert re.search(r"z/S_RES_9001\S+: is S/RES/9001\(2030\) in zho like \S+; leave one out", result.stderr)
    assert texts(tmp_path / "store", "S/RES/9001(2030)") == {"请会员国分享信息；"}


def test_a_text_in_another_language_joins_its_document(store: Path, folder: Path) -> None:
    (folder / "S_RES_9001(2030).eng.txt").write_text(ENGLISH, encoding="utf-8")
    assert said(run("load", store, folder / "S_RES_9001(2030).eng.txt")) == (
        "1 loaded into 1 documents, 0 unchanged, 0 failed"
    )
    assert texts(store, "S/RES/9001(2030)") == {
        "请会员国分享信息；",
        "Requests Member States to share information;",
    }
    assert said(run("load", store, folder)) == "0 loaded into 0 documents, 4 unchanged, 0 failed"


def test_a_text_in_another_language_is_left_out_where_the_first_would_be_lost(tmp_path: Path, folder: Path) -> None:
    store = tmp_path / "store"
    run("load", store, folder)
    (folder / "S_RES_9001(2030).eng.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "S_RES_9001(2030).zho.txt").unlink()
    result = run("load", store, folder)
    assert result.exit_code == 1
    assert re.search(r"eng\.txt: left out: the store has S/RES/9001\(2030\) from \S+zho\.txt too", result.stderr)
    assert texts(store, "S/RES/9001(2030)") == {"请会员国分享信息；"}


def test_the_user_can_say_which_document_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(CHINESE, encoding="utf-8")
    out = tmp_path / "store"
    result = run("load", out, tmp_path / "draft.txt", "--symbol", "S/RES/9009(2031)", "--language", "zho")
    assert result.exit_code == 0, result.output
    assert graphs(out) == {str(graph_of("S/RES/9009(2031)"))}


def _file(out: Path) -> None:
    out.write_text("", encoding="utf-8")


def _other_folder(out: Path) -> None:
    out.mkdir()
    (out / "letter.txt").write_text("", encoding="utf-8")


def _damaged_record(out: Path) -> None:
    Store(out)
    (out / NAME).write_text("no database " * 100, encoding="utf-8")


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (_file, "is a file; a store is a folder"),
        (_other_folder, "is a folder with other files and no store; name a new one"),
        (_damaged_record, "file is not a database; remove it, and everything is read again"),
    ],
)
def test_what_is_no_store_is_refused_in_one_line(
    tmp_path: Path, folder: Path, made: Callable[[Path], None], reason: str
) -> None:
    out = tmp_path / "out"
    made(out)
    result = run("load", out, folder)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"mandategraph: {out}")
    assert result.stderr.strip().endswith(reason)
    assert result.stderr.count("\n") == 1


def test_a_store_in_use_is_refused_in_one_line(tmp_path: Path, folder: Path) -> None:
    out = tmp_path / "out"
    holder = f"import pyoxigraph, sys; s = pyoxigraph.Store({str(out)!r}); print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holder], stdin=-1, stdout=-1) as held:  # noqa: S603
        assert held.stdout is not None
        held.stdout.readline()
        result = run("load", out, folder)
        held.kill()
    assert result.exit_code == 2
    assert re.match(rf"mandategraph: {out}: is in use by another process", result.stderr)
    assert result.stderr.count("\n") == 1


def test_a_path_that_is_not_there_begins_no_store(tmp_path: Path) -> None:
    result = run("load", tmp_path / "out", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert result.stderr.strip().endswith("nowhere: no such file or directory")
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_whole_documents_and_goes_on(tmp_path: Path) -> None:
    folder, out = tmp_path / "texts", tmp_path / "store"
    folder.mkdir()
    for number in range(9001, 9121):
        (folder / f"S_RES_{number}(2030).zho.txt").write_text(CHINESE, encoding="utf-8")
    small = "from mandategraph.server.intake import writer; writer._BATCH = 50_000"
    script = f"{small}; from mandategraph.server.cli import main; main()"
    command = [sys.executable, "-c", script, "load", str(out), str(folder)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and recorded(out) < 5:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    held = recorded(out)
    assert 5 <= held < 120
    assert {len(texts(out, name.partition("/doc/")[2].rstrip(">"))) for name in graphs(out)} == {1}
    result = run("load", out, folder)
    assert result.exit_code == 0, result.output
    assert said(result) == f"{120 - held} loaded into {120 - held} documents, {held} unchanged, 0 failed"
    assert len(graphs(out)) == 120


def recorded(out: Path) -> int:
    if not (out / NAME).exists():
        return 0
    connection = sqlite3.connect(out / NAME)
    try:
        return int(connection.execute("SELECT COUNT(*) FROM expression").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


@pytest.mark.slow
def test_what_is_loaded_can_be_served(store: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mandategraph.server.cli", "serve", "--store", str(store), "--port", str(port)]
    with subprocess.Popen([*command, "--no-check"], stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            page = served(f"http://127.0.0.1:{port}/doc/S/RES/9001(2030)/para/1?format=nt")
        finally:
            process.send_signal(signal.SIGINT)
    assert "member-states" in page


def served(address: str) -> str:
    """What is at an address once the server has its data."""
    deadline = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310
                return str(response.read().decode("utf-8"))
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
