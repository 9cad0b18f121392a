"""README.md and docs/: every command runs, every example holds, every count is the one in the data."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pyoxigraph import Quad, RdfFormat, parse, serialize
from rdflib import Graph

from mandategraph.loaders.catalogue import catalogue
from mandategraph.loaders.knowledge import knowledge
from mandategraph.ontology import authorities, vocabulary
from mandategraph.queries import questions

Serve = Callable[..., AbstractContextManager[Any]]
TOP = Path(__file__).resolve().parent.parent
PAGES = (TOP / "README.md", *sorted((TOP / "docs").glob("*.md")))
LETTER = "2030 年 3 月 9 日的信\n\n我谨转递本报告。\n\n1. 会员国应分享信息。\n\n2. 各国应提供援助。\n"


class Block(NamedTuple):
    """A fenced block of a page."""

    page: str
    kind: str
    text: str


def blocks(kind: str) -> list[Block]:
    fence = re.compile(rf"^```{kind}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return [Block(page.name, kind, text) for page in PAGES for text in fence.findall(page.read_text(encoding="utf-8"))]


def example(page: str, kind: str, number: int = 0) -> str:
    return [block.text for block in blocks(kind) if block.page == page][number]


class Command(NamedTuple):
    """A command of a console block, and what it is shown to print: None where nothing is shown."""

    line: str
    output: str | None


def commands(page: str) -> list[Command]:
    """The commands of a page, one after the other: a later one can use what an earlier one has made."""
    found = []
    for block in (block for block in blocks("console") if block.page == page):
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            match = re.match(r"((?:[^'\n]|'[^']*')*)\n(.*)", part, re.DOTALL)
            assert match is not None, part
            found.append(Command(match[1], match[2] or None))
    return found


@pytest.fixture(scope="module")
def served(corpus_quads: tuple[Quad, ...], serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the five documents."""
    graph = tmp_path_factory.mktemp("served") / "graph.nq"
    serialize(corpus_quads, graph, RdfFormat.N_QUADS)
    with serve(graph, "--no-check") as server:
        yield server.url


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    """A folder with what the commands name."""
    shutil.copytree(corpus, tmp_path / "corpus")
    (tmp_path / "letter.zho.txt").write_text(LETTER, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", sorted({block.page for block in blocks("console")}))
def test_the_commands_of_a_page_run_and_print_what_is_shown(page: str, served: str, folder: Path) -> None:
    for command in commands(page):
        line = command.line.replace("http://127.0.0.1:8000", served)
        line = re.sub(r"^curl\b", "curl --fail-with-body", line)
        line = re.sub(r"^mandategraph\b", f"{sys.executable} -m mandategraph.server.cli", line)
        done = subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S602
        assert done.returncode == 0, f"{command.line}\n{done.stderr}"
        assert command.output in (None, done.stdout.replace("\r\n", "\n")), command.line


def test_what_the_graph_is_said_to_say_of_a_clause_it_says(corpus_quads: tuple[Quad, ...]) -> None:
    said = {quad.triple for quad in corpus_quads}
    shown = {quad.triple for quad in parse(example("graph.md", "turtle"), format=RdfFormat.TURTLE)}
    assert len(shown) > 20
    assert shown <= said


def test_the_actor_of_the_example_is_found_by_its_names() -> None:
    added = Graph().parse(data=example("extending.md", "turtle"), format="turtle")
    actors = knowledge(vocabulary() + authorities() + added, "zho").actors
    assert [hit.keys for hit in actors.names.find("请示例事务厅报告")] == [("example-office",)]


def test_the_pattern_of_the_example_matches_its_examples() -> None:
    (entry,) = tomllib.loads(example("extending.md", "toml", 0))["zho"]["recipient"]
    assert all(re.search(entry["before"] + "$", shown.partition("▢")[0]) for shown in entry["match"])
    assert not any(re.search(entry["before"] + "$", shown.partition("▢")[0]) for shown in entry["no_match"])


def test_the_catalogue_of_the_example_says_what_the_letter_is(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text(example("extending.md", "toml", 1), encoding="utf-8")
    entry = catalogue(tmp_path)["letter.zho.txt"]
    assert (entry.symbol, entry.type, str(entry.date)) == ("S/2030/12", "letter", "2030-03-09")


def test_the_readme_counts_the_questions_right() -> None:
    (count,) = re.findall(r"has (\d+) questions", (TOP / "README.md").read_text(encoding="utf-8"))
    assert int(count) == len(questions())


def quality() -> Iterator[str]:
    """The rows of the table of docs/quality.md, counted from the readers' tables."""
    for path in sorted((TOP / "tests" / "queries" / "expected").glob("*.tsv")):
        _, *rows = path.read_text(encoding="utf-8").splitlines()
        counts = Counter(row.rpartition("\t")[2] for row in rows)
        yield f"| {path.stem} | " + " | ".join(str(counts[k]) for k in ("sure", "missed", "excess", "doubt")) + " |"


def test_the_figures_of_quality_are_those_of_the_readers_tables() -> None:
    page = (TOP / "docs" / "quality.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| [a-z0-9-]+ \| \d.*$", page, re.MULTILINE) == list(quality())
