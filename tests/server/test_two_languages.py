"""A document that is there in Chinese and English: the pages show both, each with its own marks and links."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from mandategraph.loaders.loading import Loader, load, quads
from mandategraph.queries import questions
from mandategraph.server.app import create_app
from tests.conftest import MakeCopy

CHINESE = """安全理事会，

回顾其决议，

1. 促请会员国分享信息¹ 并提出报告；

2. 决定继续处理此案。

¹ 见第1373(2001)号决议。
"""
ENGLISH = """The Security Council,

Recalling its resolutions,

1. Calls upon Member States to share information¹ and to report;

2. Decides to remain seized of the matter.

¹ See resolution 1373 (2001).
"""
DOCUMENT = "/doc/S/RES/9001(2030)"
ReadPage = Callable[[str], object]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, compiled: Loader, copied: MakeCopy) -> FlaskClient:
    folder = tmp_path_factory.mktemp("two")
    loaded = []
    for language, text in (("zho", CHINESE), ("eng", ENGLISH)):
        path = folder / f"S_RES_9001(2030).{language}.txt"
        path.write_text(text, encoding="utf-8")
        loaded.append(load(path, compiled))
    return create_app(copied(quads(loaded)).store, questions()).test_client()


@pytest.mark.parametrize("path", [DOCUMENT, f"{DOCUMENT}/para/1"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_show_both_languages_with_the_footnote_where_each_marks_it(
    two: FlaskClient, read_page: ReadPage, path: str, lang: str
) -> None:
    text = read_page(two.get(f"{path}?lang={lang}", headers={"Accept": "text/html"}).text).text
    assert "share information1 and to report" in text.replace("\n", "")
    assert "分享信息1并提出报告" in text


@pytest.mark.parametrize(("lang", "before"), [("en", " information"), ("zh", "促请会员国分享信息")])
def test_the_question_about_footnotes_tells_the_place_in_the_language_asked_for(
    two: FlaskClient, lang: str, before: str
) -> None:
    answer = two.get(f"/queries/footnotes-and-places?format=csv&language={lang}").text
    assert [line.rpartition(",")[2] for line in answer.splitlines()[1:]] == [before]
