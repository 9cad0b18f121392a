"""`mandategraph report`: what could not be settled, counted, the most frequent first."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mandategraph.server.cli import main

TEXTS = {
    "S_RES_9001(2030).eng.txt": (
        "The Security Council,\n\nRecalling its resolution 1373 (2001),\n\n"
        "1. Requests the Lamp Office to report;\n\n2. Requests the Lamp Office to share information;\n\n"
        "3. Bemoans the state of harbour lights;\n\n4. Decides to remain seized of the matter.\n"
    ),
    "S_RES_9002(2030).eng.txt": (
        "The Security Council,\n\nRecalling its resolution 1373 (2001),\n\n"
        "1. Requests the Lamp Office to report;\n\n2. Decides to remain seized of the matter.\n"
    ),
}
LINES = [
    "3\t2\tunknown-actor\tLamp Office\tS/RES/9001(2030) para/1; S/RES/9001(2030) para/2; S/RES/9002(2030) para/1",
    "1\t1\tunknown-act\tBemoans the\tS/RES/9001(2030) para/3",
]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, and a graph file and a store made of them."""
    place = tmp_path_factory.mktemp("report")
    (place / "texts").mkdir()
    for name, text in TEXTS.items():
        (place / "texts" / name).write_text(text, encoding="utf-8")
    assert run("build", place / "graph.nq", place / "texts").exit_code == 0
    assert run("load", place / "store", place / "texts").exit_code == 0
    return place


@pytest.mark.parametrize("name", ["texts", "graph.nq", "store"])
def test_texts_graph_files_and_stores_give_the_same_report(folder: Path, name: str) -> None:
    result = run("report", folder / name)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == LINES
    assert result.stderr == "4 findings, 2 lines\n"


def test_a_report_can_be_of_one_kind(folder: Path) -> None:
    assert run("report", folder / "graph.nq", "--kind", "unknown-act").stdout.splitlines() == LINES[1:]


def test_a_report_can_be_cut_short(folder: Path) -> None:
    assert run("report", folder / "graph.nq", "--limit", "1").stdout.splitlines() == LINES[:1]
    assert run("report", folder / "graph.nq", "--limit", "0").stdout.splitlines() == LINES


def test_without_a_path_it_is_of_the_five_documents() -> None:
    assert re.search(r"citation-year-differs\tS/RES/2195\(2015\)\tS/RES/2395\(2017\) pre/1", run("report").stdout)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nowhere", "no such file or directory"), ("nowhere.nq", "No such file or directory"), ("empty", "holds no .txt")],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run("report", tmp_path / name)
    assert result.exit_code == 2
    assert result.stderr.startswith("mandategraph: ")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_damaged_store_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nothing", encoding="utf-8")
    result = run("report", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"mandategraph: {tmp_path}: ")
    assert result.stderr.count("\n") == 1
