"""Answers sent while they are made: their pieces, their failures, their codings, the file a browser saves."""

import gzip
import io
from collections.abc import Callable, Iterable

import brotli
import pytest
import zstandard
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Store
from werkzeug.test import EnvironBuilder

from mandategraph.queries import questions
from mandategraph.server.app import create_app

ROWS = 20_000
ALL = "SELECT * { ?s ?p ?o } ORDER BY ?o"
DECODERS: dict[str | None, Callable[[bytes], bytes]] = {
    None: lambda data: data,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(),
}


@pytest.fixture(scope="module")
def large_app() -> Flask:
    store = Store()
    store.update("INSERT DATA { " + " ".join(f"<urn:s{n}> <urn:p> '{n:09}' ." for n in range(ROWS)) + "}")
    return create_app(store, questions())


@pytest.fixture
def large(large_app: Flask) -> FlaskClient:
    return large_app.test_client()


def pieces(app: Flask, **request: object) -> tuple[list[int], list[bytes]]:
    """What an application sends, piece by piece, and how often it starts."""
    starts: list[int] = []
    sent: list[bytes] = []

    def start(status: str, _: list[tuple[str, str]], __: object = None) -> Callable[[bytes], None]:
        starts.append(int(status[:3]))
        return sent.append

    rest: Iterable[bytes] = app(EnvironBuilder(**request).get_environ(), start)
    return starts, [*sent, *rest]


def test_a_long_answer_is_sent_in_pieces(large_app: Flask) -> None:
    starts, sent = pieces(large_app, path="/sparql", query_string={"query": ALL, "format": "csv"})
    assert starts == [200]
    assert len(sent) > 5
    assert max(map(len, sent)) < 2**17
    assert b"".join(sent).count(b"\r\n") == ROWS + 1


@pytest.mark.parametrize("path", ["/graph?default", "/graph"])
def test_a_graph_is_sent_in_pieces(large_app: Flask, path: str) -> None:
    _, sent = pieces(large_app, path=path)
    assert len(sent) > 5


def test_an_answer_that_fails_early_has_a_status_of_its_own(large: FlaskClient) -> None:
    triple = "CONSTRUCT { <urn:s> <urn:p> <<( <urn:s> <urn:p> 1 )>> } WHERE {}"
    answer = large.get("/sparql", query_string={"query": triple, "format": "jsonld"})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "could not be evaluated" in answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_answer_that_fails_late_fails_out_of_the_application(large: FlaskClient) -> None:
    late = """CONSTRUCT { ?s <urn:p> ?o } WHERE {
        { ?s <urn:p> ?o } UNION { BIND(<urn:s> AS ?s) BIND(<<( <urn:s> <urn:p> 1 )>> AS ?o) } }"""
    with pytest.raises(Exception, match="could not be evaluated"):
        large.get("/sparql", query_string={"query": late, "format": "jsonld"})


CODINGS = (
    # Accept-Encoding                     coding
    ("", None),
    ("identity", None),
    ("deflate", None),
    ("gzip", "gzip"),
    ("GZIP", "gzip"),
    ("gzip, deflate, br", "br"),
    ("gzip, deflate, br, zstd", "zstd"),
    ("gzip;q=1, br;q=0.5", "gzip"),
    ("zstd;q=0, *", "br"),
    ("*;q=0", None),
    ("identity, gzip;q=0.5", None),
)


@pytest.mark.parametrize(("accepted", "coding"), CODINGS)
@pytest.mark.parametrize(
    "path", ["/sparql?format=csv&query=SELECT * {?s ?p ?o}", "/graph?default", "/sparql?format=html"]
)
def test_an_answer_comes_in_the_coding_that_is_liked_best(
    large: FlaskClient, accepted: str, coding: str | None, path: str
) -> None:
    plain = large.get(path).data
    answer = large.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert DECODERS[coding](answer.data) == plain
    assert "Accept-Encoding" in answer.headers["Vary"]
    if coding is not None:
        assert len(answer.data) < len(plain) * 0.6


def test_what_is_short_or_a_refusal_is_sent_as_it_is(large: FlaskClient) -> None:
    for path in ("/health", "/sparql?query=ASK", "/graph?graph=urn:x"):
        assert "Content-Encoding" not in large.get(path, headers={"Accept-Encoding": "gzip"}).headers


def test_head_says_what_get_would(large: FlaskClient) -> None:
    path = "/sparql?format=csv&query=SELECT * {?s ?p ?o}"
    asked, got = large.head(path), large.get(path)
    assert (asked.status_code, asked.data) == (200, b"")
    assert dict(asked.headers) == dict(got.headers)


FILES = (
    # path                                                    file name, None where it is shown
    ("/sparql?query=ASK{}&format=json", "answer.json"),
    ("/sparql?query=DESCRIBE<urn:s1>&format=ttl", "answer.ttl"),
    ("/queries/holdings?format=csv", "holdings.csv"),
    ("/graph?default&format=nt", "graph.nt"),
    ("/sparql?query=ASK{}", None),
    ("/sparql?query=ASK{}&format=html", None),
    ("/queries/holdings?format=html", None),
)


@pytest.mark.parametrize(("path", "name"), FILES)
def test_an_answer_whose_format_is_named_is_saved_by_name(large: FlaskClient, path: str, name: str | None) -> None:
    expected = None if name is None else f"attachment; filename={name}"
    assert large.get(path).headers.get("Content-Disposition") == expected


def test_a_file_is_sent_by_the_coding_the_client_likes(large: FlaskClient) -> None:
    with large.get("/static/style.css") as answer:
        plain = answer.data
    for coding in ("gzip", "br", "zstd"):
        with large.get("/static/style.css", headers={"Accept-Encoding": coding}) as answer:
            assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, coding)
            assert DECODERS[coding](answer.data) == plain
