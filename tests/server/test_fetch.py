"""`mandategraph fetch` against a server of its own: which file is taken, and what each failure says."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from mandategraph.server.cli import main
from mandategraph.server.errors import FetchError
from mandategraph.server.fetch.catalogue import candidates, paths_in, repositories
from mandategraph.server.fetch.client import Client, client

DATA = Path(__file__).parent.parent / "loaders" / "akn" / "data"
ENGLISH = (DATA / "S_RES_9010(2031).eng.xml").read_bytes()
CHINESE = (DATA / "S_RES_9010(2031).zho.xml").read_bytes()
REPOSITORY = "SCresolutions"
TREE = f"/index/{REPOSITORY}/git/trees/HEAD?recursive=1"


@dataclass
class Server:
    """A server of an index and of files, which counts what it is asked for."""

    address: str
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    unchanged: int = 0
    slow: float = 0.0

    def holds(self, files: dict[str, bytes], repository: str = REPOSITORY) -> None:
        tree = [{"path": path, "type": "blob"} for path in (*files, "README.md")]
        self.answers[f"/index/{repository}/git/trees/HEAD?recursive=1"] = 200, json.dumps({"tree": tree}).encode()
        for path, data in files.items():
            self.answers[f"/files/{repository}/HEAD/{path}"] = 200, data


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = unquote(self.path)
            here.asked.append(said)
            status, data = here.answers.get(said, (404, b""))
            if self.headers.get("If-None-Match") == '"one"' and status == 200:
                status, data = 304, b""
                here.unchanged += 1
            self.send_response(status)
            self.send_header("ETag", '"one"')
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            for start in range(0, len(data), 1024):
                time.sleep(here.slow)
                self.wfile.write(data[start : start + 1024])

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that has had enough goes away

    listening = Quiet(("127.0.0.1", 0), Handler)
    here = Server(f"http://127.0.0.1:{listening.server_address[1]}")
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield here
    listening.shutdown()
    listening.server_close()
    thread.join()


Fetch = Callable[..., Result]


@pytest.fixture
def fetch(server: Server, tmp_path: Path) -> Fetch:
    def fetch_(*arguments: str) -> Result:
        places = ("--index", f"{server.address}/index", "--files", f"{server.address}/files")
        to = ("--to", str(tmp_path / "texts"), "--cache", str(tmp_path / "cache"))
        return CliRunner().invoke(main, ["fetch", *to, *places, *arguments])

    return fetch_


def test_the_files_of_both_languages_are_found_and_named_by_their_symbol(
    server: Server, fetch: Fetch, tmp_path: Path
) -> None:
    server.holds(
        {
            "2031/Chinese/S_RES_9010-3100001C.xml": CHINESE,
            "2031/English/S_RES_9010-3100001E.xml": ENGLISH,
            "2031/French/S_RES_9010-3100001F.xml": b"not asked for",
            "2031/English/S_RES_9011-3100002E.xml": b"not asked for",
        }
    )
    result = fetch("S/RES/9010 (2031)")
    assert result.exit_code == 0, result.output
    saved = [tmp_path / "texts" / f"S_RES_9010(2031).{language}.xml" for language in ("zho", "eng")]
    assert result.stdout.splitlines() == [str(path) for path in saved]
    assert [path.read_bytes() for path in saved] == [CHINESE, ENGLISH]
    assert sorted(path.name for path in (tmp_path / "texts").iterdir()) == sorted(path.name for path in saved)
    assert not any(b"not asked" in server.answers[each][1] for each in server.asked)


def test_a_file_that_turns_out_to_be_another_document_is_passed_over(server: Server, fetch: Fetch) -> None:
    other = ENGLISH.replace(b"9010", b"9011")
    server.holds({"2031/English/S_RES_9010-1E.xml": other, "2031/English/S_RES_9010-2E.xml": ENGLISH})
    assert fetch("S/RES/9010(2031)", "--language", "eng").exit_code == 0


def test_what_is_kept_is_not_sent_again_where_it_is_unchanged(server: Server, fetch: Fetch) -> None:
    server.holds({"2031/English/S_RES_9010-3100001E.xml": ENGLISH})
    assert fetch("S/RES/9010(2031)", "--language", "eng").exit_code == 0
    assert server.unchanged == 0
    assert fetch("S/RES/9010(2031)", "--language", "eng").exit_code == 0
    assert server.unchanged == 2


FAILURES: dict[str, tuple[str, dict[str, tuple[int, bytes]], str]] = {
    "no file": ("S/RES/9012(2031)", {}, r"S/RES/9012\(2031\) \(eng\): SCresolutions has no such file"),
    "no series": ("CAT/C/1", {}, r"CAT/C/1 \(eng\): the UN publishes no XML of its series; it does of S/RES/, "),
    "index not there": ("S/RES/9010(2031)", {TREE: (404, b"")}, r"git/trees/HEAD\?recursive=1: the server answers 404"),
    "too many requests": ("S/RES/9010(2031)", {TREE: (403, b"")}, r"the server answers 403 Forbidden"),
    "no index": ("S/RES/9010(2031)", {TREE: (200, b"<html>")}, r"SCresolutions: its index is not in the form expected"),
    "another index": ("S/RES/9010(2031)", {TREE: (200, b'{"tree": [1]}')}, r"its index is not in the form expected"),
    "another document": (
        "S/RES/9010(2031)",
        {"/files/SCresolutions/HEAD/2031/English/S_RES_9010-1E.xml": (200, ENGLISH.replace(b"9010", b"9011"))},
        r"\(eng\): what is there is S/RES/9011\(2031\) eng",
    ),
    "no XML": (
        "S/RES/9010(2031)",
        {"/files/SCresolutions/HEAD/2031/English/S_RES_9010-1E.xml": (200, b"<html>")},
        r"\(eng\): what is there is line 1: is not well-formed XML",
    ),
    "file not there": (
        "S/RES/9010(2031)",
        {"/files/SCresolutions/HEAD/2031/English/S_RES_9010-1E.xml": (500, b"")},
        r"S_RES_9010-1E\.xml: the server answers 500",
    ),
}


@pytest.mark.parametrize(("symbol", "answers", "said"), FAILURES.values(), ids=FAILURES)
def test_what_cannot_be_had_is_told_in_one_line_and_leaves_no_file(
    server: Server, fetch: Fetch, tmp_path: Path, symbol: str, answers: dict[str, tuple[int, bytes]], said: str
) -> None:
    server.holds({"2031/English/S_RES_9010-1E.xml": ENGLISH})
    server.answers.update(answers)
    result = fetch(symbol, "--language", "eng")
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert re.search(said, result.stderr)
    assert result.stderr.count("\n") == 1
    assert list((tmp_path / "texts").iterdir()) == []


def test_the_others_are_fetched_all_the_same(server: Server, fetch: Fetch) -> None:
    server.holds({"2031/English/S_RES_9010-1E.xml": ENGLISH})
    result = fetch("S/RES/9012(2031)", "S/RES/9010(2031)", "--language", "eng")
    assert result.exit_code == 1
    assert result.stdout.endswith("S_RES_9010(2031).eng.xml\n")


def test_what_is_no_symbol_is_refused_before_anything_is_asked(server: Server, fetch: Fetch) -> None:
    result = fetch("no symbol")
    assert result.exit_code == 2
    assert re.match(r"mandategraph: no symbol: not a UN document symbol", result.stderr)
    assert server.asked == []


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["fetch", "S/RES/9010(2031)", "--to", str(tmp_path / "file" / "x")])
    assert result.exit_code == 2
    assert re.match(r"mandategraph: \S+/file/x: Not a directory", result.stderr)


def test_a_server_that_is_not_there_is_told(fetch: Fetch, server: Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        result = fetch("S/RES/9010(2031)", "--language", "eng", "--index", f"http://127.0.0.1:{free.getsockname()[1]}")
    assert result.exit_code == 1
    assert re.search(r"recursive=1: the server cannot be reached\n$", result.stderr)
    assert server.asked == []


def test_more_than_is_allowed_is_not_read(server: Server, tmp_path: Path) -> None:
    server.answers["/large"] = 200, b"x" * 300_000
    with pytest.raises(FetchError, match=r"is larger than 0\.1\d* MiB"):
        client(tmp_path).get(f"{server.address}/large", 131072)


def test_what_drips_is_given_up(server: Server, tmp_path: Path) -> None:
    server.answers["/slow"] = 200, b"x" * 500_000
    server.slow = 0.01
    kept = client(tmp_path)
    with pytest.raises(FetchError, match="took longer than 1 seconds"):
        Client(kept.session, seconds=1).get(f"{server.address}/slow", 2**20)


@pytest.mark.parametrize(
    ("symbol", "path"),
    [
        ("S/RES/9010(2031)", "2031/English/S_RES_9010 (2031)-3100001E.xml"),
        ("S/RES/9010(2031)", "2031/English/SC_9010_2031-E.xml"),
        ("S/RES/1001(1995)", "Pre-2020/1995/S_RES_1001_N9500001.xml"),
        ("S/PRST/2031/4", "PRST/2031/English/S_PRST_2031_4-3100001E.xml"),
        ("A/RES/91/12", "91session/English/A_RES_91_12-3100001E.xml"),
        ("A/RES/91/12", "91session/English/91_12_E.xml"),
        ("A/RES/91/253B", "91session/English/A_RES_91_253 B-3100001E.xml"),
        ("A/RES/ES-12/3", "Emergency sessions/ES-12/English/A_RES_ES-12_3-3100001E.xml"),
        ("A/DEC/91/402B", "91 session/English/GA decision 91_402 B_E.xml"),
        ("A/HRC/RES/74/10", "74session/English/A_HRC_RES_74_10E.xml"),
        ("E/RES/2031/5", "2031/English/E_RES_2031_5_E.xml"),
    ],
)
def test_a_file_is_found_however_its_repository_names_it(symbol: str, path: str) -> None:
    others = [path.replace("English", "French"), path.replace("English", "Chinese"), "2031/English/S_RES_77-1E.xml"]
    paths = [path, *(other for other in others if other != path)]
    assert candidates(symbol, "eng", paths, repositories()) == (path,)


@pytest.mark.parametrize(
    ("symbol", "repository"),
    [("S/2031/302", "SCresolutions"), ("A/RES/91/1", "GAresolutions"), ("A/HRC/RES/74/1", "HRCresolutions")],
)
def test_a_symbol_tells_the_repository_of_its_series(symbol: str, repository: str) -> None:
    assert repositories().of(symbol) == repository


def test_an_index_lists_files_of_xml_only() -> None:
    assert paths_in(b'{"tree": [{"path": "a/b.xml"}, {"path": "a"}, {"path": "c.XML"}]}', "x") == ("a/b.xml", "c.XML")
