"""The command line as its users meet it: what it writes, what it says, and with which exit status."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from mandategraph.server.cli import main

TEXT = "安全理事会，\n\n回顾第 1373(2001)号决议，\n\n1. 请会员国分享信息；\n\n2. 决定继续处理此案。\n"
PARSED = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "S_RES_9001(2030).zho.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def graph(tmp_path: Path, text: Path) -> Path:
    out = tmp_path / "graph.nq"
    assert run("build", out, text).exit_code == 0
    return out


@pytest.mark.parametrize("suffix", PARSED)
def test_build_writes_the_format_of_the_suffix(tmp_path: Path, text: Path, suffix: str) -> None:
    out = tmp_path / f"graph{suffix}"
    result = run("build", out, text)
    assert result.exit_code == 0, result.output
    triples = {quad.triple for quad in parse(path=out, format=PARSED[suffix])}
    nquads = tmp_path / "again.nq"
    run("build", nquads, text)
    assert triples == {quad.triple for quad in parse(path=nquads, format=RdfFormat.N_QUADS)}


def test_build_says_what_it_read_and_how_much_it_wrote(tmp_path: Path, text: Path) -> None:
    result = run("build", tmp_path / "graph.nq", text)
    assert "S/RES/9001(2030) (zho): 3 paragraphs, 3 clauses, 2 norms, 1 citations" in result.stderr
    assert re.search(r"graph\.nq: [\d,]+ statements", result.stderr)
    assert result.stdout == ""


def test_without_a_path_the_five_documents_are_built(tmp_path: Path) -> None:
    result = run("build", tmp_path / "graph.nq")
    assert result.exit_code == 0
    assert len(re.findall(r"^  [AS]/\S+ \(zho\):", result.stderr, re.MULTILINE)) == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "graph.foo", "{text}"), "graph.foo: suffix '.foo' is none of .nq .trig .ttl .nt .jsonld .rdf"),
        (("build", "nowhere/graph.nq", "{text}"), "nowhere/graph.nq: No such file or directory"),
        (("build", "graph.nq", "nowhere.txt"), "nowhere.txt: no such file or directory"),
        (("build", "graph.nq", "{empty}"), "empty.txt: "),
        (("build", "graph.nq", "{binary}"), "binary.txt: "),
        (("build", "graph.nq", "{nameless}"), "nameless.txt: "),
        (("build", "graph.nq", "{text}", "--symbol", "not a symbol"), "not a UN document symbol"),
        (("build", "graph.nq", "{text}", "--language", "xyz"), "xyz"),
        (("serve", "{empty}", "--port", "0"), "empty.txt: "),
        (("check", "nowhere.nq"), "nowhere.nq: No such file or directory"),
        (("check", "{text}"), "suffix '.txt' is none of"),
        (("check", "{broken}"), "broken.ttl: "),
    ],
)
def test_a_mistake_gets_one_line_with_the_name_and_the_reason_and_status_2(
    tmp_path: Path, text: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "text": text,
        "empty": tmp_path / "empty.txt",
        "binary": tmp_path / "binary.txt",
        "nameless": tmp_path / "nameless.txt",
        "broken": tmp_path / "broken.ttl",
    }
    files["empty"].write_bytes(b"")
    files["binary"].write_bytes(bytes(range(256)))
    files["nameless"].write_text(TEXT, encoding="utf-8")
    files["broken"].write_text("<urn:a> <urn:b>", encoding="utf-8")
    result = run(*(argument.format_map(files) for argument in arguments))
    *_, line = result.stderr.strip().split("\n")
    assert result.exit_code == 2
    assert line.startswith("mandategraph: ")
    assert said in line
    assert "Traceback" not in result.output


def test_a_file_that_cannot_be_read_leaves_the_graph_as_it_was(tmp_path: Path, graph: Path) -> None:
    before = graph.read_bytes()
    bad = tmp_path / "bad.zho.txt"
    bad.write_bytes(b"\x00\x01")
    assert run("build", graph, bad).exit_code == 2
    assert graph.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if "graph" in path.name) == ["graph.nq"]


def test_a_sound_graph_passes_the_check_with_its_warnings(graph: Path) -> None:
    result = run("check", graph)
    assert result.exit_code == 0
    assert result.stderr == "0 violations, 1 warnings\n"
    assert result.stdout.startswith("Warning DocumentHasDate.minCount\tS/RES/9001(2030)\t-\tThe date of the document")


def test_a_violation_is_told_with_document_paragraph_and_reason_and_status_1(graph: Path) -> None:
    whole = graph.read_text(encoding="utf-8")
    wrong = re.sub(r"(ont#addressee> <\S+/actor/)member-states>", r"\1nobody>", whole)
    assert wrong != whole
    graph.write_text(wrong, encoding="utf-8")
    result = run("check", graph, "--messages", "zh")
    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.split("\n") if line.startswith("Violation NormAddressee")]
    assert line.split("\t")[1:3] == ["S/RES/9001(2030)", "para/1"]
    assert re.search(r"[\u4e00-\u9fff]", line.split("\t")[3])


def test_help_tells_the_commands() -> None:
    result = run("--help")
    _, _, commands = result.output.partition("Commands:\n")
    assert re.findall(r"^  (\w+) ", commands, re.MULTILINE) == ["build", "check", "fetch", "load", "report", "serve"]


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(text: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "mandategraph.server.cli", "serve", str(text), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        yield process
        process.kill()


def announced(process: subprocess.Popen[str]) -> list[str]:
    assert process.stderr is not None
    lines = []
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not any("serving on" in line for line in lines):
        lines.append(process.stderr.readline())
    return lines


def test_serve_reads_checks_and_answers_until_it_is_interrupted(server: subprocess.Popen[str], port: int) -> None:
    lines = announced(server)
    assert f"serving on http://127.0.0.1:{port}/" in lines[-1]
    assert "0 violations, 1 warnings\n" in lines
    query = "PREFIX mg: <https://w3id.org/mandategraph/ont#> SELECT ?s { ?d a mg:Document ; mg:symbol ?s }"
    address = f"http://127.0.0.1:{port}/sparql?{urllib.parse.urlencode({'query': query})}"
    request = urllib.request.Request(address, headers={"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
        answer = json.load(response)
    assert [row["s"]["value"] for row in answer["results"]["bindings"]] == ["S/RES/9001(2030)"]
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0
    assert server.stderr is not None
    assert "Traceback" not in server.stderr.read()


def test_a_port_that_is_taken_is_said_in_one_line(text: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", text, "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert re.search(r"^mandategraph: cannot listen on 127\.0\.0\.1:\d+: ", result.stderr, re.MULTILINE)
