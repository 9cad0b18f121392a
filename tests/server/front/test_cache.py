"""What is kept of answers, and for how long."""

import re
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from mandategraph.server.front.cache import Answer, Cache


def answer(size: int) -> Answer:
    return Answer(200, (), bytes(size))


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    cache = Cache(12_000)
    for key in (b"a", b"b", b"c"):
        cache.put(key, answer(900))
    cache.get(b"a")
    for key in range(6):
        cache.put(bytes([key]), answer(900))
    assert cache.get(b"a") is not None
    assert cache.get(b"b") is None


def test_never_more_is_kept_than_the_limit() -> None:
    cache = Cache(10_000)
    for key in range(200):
        cache.put(bytes([key]), answer(key * 3))
        assert cache.size == sum(each.size for each in cache.answers.values()) <= 10_000


def test_an_answer_that_would_drive_out_many_is_not_kept() -> None:
    cache = Cache(10_000)
    cache.put(b"a", answer(5_000))
    assert (cache.get(b"a"), cache.size) == (None, 0)


def test_an_answer_put_again_is_counted_once() -> None:
    cache = Cache(10_000)
    for _ in range(3):
        cache.put(b"a", answer(100))
    assert cache.size == answer(100).size


def fetch(url: str, query: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes, Any]:
    address = f"{url}/sparql?{urllib.parse.urlencode({'query': query})}"
    request = urllib.request.Request(address, headers={"Accept": "text/csv", **(headers or {})})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as found:  # noqa: S310
            return found.status, found.read(), found.headers
    except HTTPError as error:
        with error:
            return error.code, error.read(), error.headers


def hits(url: str) -> int:
    with urllib.request.urlopen(f"{url}/metrics", timeout=20) as found:  # noqa: S310
        told = re.search(r'^mandategraph_cache_total\{outcome="hit"\} (\S+)', found.read().decode(), re.MULTILINE)
    return 0 if told is None else int(float(told[1]))


def test_a_query_asked_again_is_answered_from_the_cache_with_the_same_bytes(url: str) -> None:
    query = "SELECT ?o { <urn:s1> ?p ?o }"
    first, before = fetch(url, query), hits(url)
    second = fetch(url, query)
    assert (first[0], first[1], first[2]["ETag"]) == (second[0], second[1], second[2]["ETag"])
    assert hits(url) == before + 1


def test_a_client_that_has_the_answer_is_told_so(url: str) -> None:
    query = "SELECT ?o { <urn:s2> ?p ?o }"
    tag = fetch(url, query)[2]["ETag"]
    status, body, headers = fetch(url, query, {"If-None-Match": f'"other", {tag}'})
    assert (status, body, headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"Accept-Language": "zh"}, {"Host": "x"}])
def test_what_an_answer_depends_on_is_told_apart(url: str, headers: Mapping[str, str]) -> None:
    query = "SELECT ?o { <urn:s3> ?p ?o }"
    plain, other = fetch(url, query)[2]["ETag"], fetch(url, query, headers)[2]["ETag"]
    assert plain != other


@pytest.mark.parametrize("expression", ["RAND()", "NOW()", "UUID()", "STRUUID()", "rand()"])
def test_a_query_whose_answer_changes_by_itself_is_not_kept(url: str, expression: str) -> None:
    query = f"SELECT ({expression} AS ?x) {{}}"
    first, second = fetch(url, query), fetch(url, query)
    assert first[2]["ETag"] is None
    assert first[1] != second[1]


def test_an_error_is_not_kept(url: str) -> None:
    assert fetch(url, "SELECT")[0] == 400
    assert fetch(url, "SELECT")[2]["ETag"] is None


def test_data_read_anew_are_answered_anew(serve: Any, tmp_path: Path) -> None:
    graph, query = tmp_path / "graph.nq", "SELECT ?o { <urn:s> <urn:p> ?o }"
    graph.write_text('<urn:s> <urn:p> "old" .\n', encoding="utf-8")
    with serve(graph, "--no-check", "--readers", "1") as server:
        _, body, headers = fetch(server.url, query)
        assert b"old" in body
        graph.write_text('<urn:s> <urn:p> "new" .\n', encoding="utf-8")
        server.reload()
        status, body, _ = fetch(server.url, query, {"If-None-Match": headers["ETag"]})
        assert (status, b"new" in body) == (200, True)
        graph.write_text("no quads", encoding="utf-8")
        server.reload(failing=True)
        assert b"new" in fetch(server.url, query)[1]


def test_a_file_has_one_tag_and_one_date(url: str) -> None:
    with urllib.request.urlopen(f"{url}/static/style.css", timeout=20) as found:  # noqa: S310
        headers = found.headers
    assert {name: len(headers.get_all(name)) for name in ("ETag", "Date", "Cache-Control")} == {
        "ETag": 1,
        "Date": 1,
        "Cache-Control": 1,
    }
