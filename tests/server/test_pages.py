"""A page, and data, for every IRI; the texts and links of the pages; the languages."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from mandategraph.queries import questions
from mandategraph.server.app import create_app
from mandategraph.server.words import languages

BASE = "https://w3id.org/mandategraph/"
RESOLUTION = "/doc/S/RES/2396(2017)"
REPORT = "/doc/S/2018/80"
ReadPage = Callable[[str], Any]

BROWSER = {"Accept": "text/html"}

PAGES = {
    # template         a page that is made with it
    "actor.html": "/actor/cted",
    "document.html": RESOLUTION,
    "error.html": "/nothing",
    "graph.html": "/graph/doc/S/RES/2396(2017)",
    "home.html": "/",
    "paragraph.html": f"{RESOLUTION}/para/11",
    "question.html": "/queries/deadlines-calendar",
    "resource.html": f"{RESOLUTION}/para/11/cl/2/norm",
    "sparql.html": "/sparql",
    "starter.rq": "/sparql",
    "vocabulary.html": "/ont",
}


def _html(client: FlaskClient, path: str, lang: str = "en") -> str:
    return client.get(path, headers={"Accept": "text/html", "Accept-Language": lang}).text


def _local(iri: str) -> str:
    return "/" + iri.removeprefix(BASE).partition("#")[0]


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("template", PAGES)
def test_every_template_makes_a_sound_page(client: FlaskClient, read_page: ReadPage, template: str, lang: str) -> None:
    page = read_page(_html(client, PAGES[template], lang))
    assert page.lang == lang
    assert page.scripts == 0
    assert len(page.ids) == len(set(page.ids))
    assert languages()[lang]["tagline"] in page.text


def test_every_template_is_in_the_table(small_app: Flask) -> None:
    assert small_app.jinja_loader is not None
    assert set(small_app.jinja_loader.list_templates()) == PAGES.keys() | {"base.html", "macros.html"}


def test_every_iri_of_the_data_has_a_page_and_data(
    client: FlaskClient, read_page: ReadPage, small_iris: tuple[str, ...]
) -> None:
    for iri in (each for each in small_iris if each.startswith(BASE) and not each.startswith(f"{BASE}akn/")):
        page = client.get(_local(iri), headers=BROWSER)
        data = client.get(_local(iri), headers={"Accept": "text/turtle"})
        assert (page.status_code, page.mimetype) == (200, "text/html"), iri
        assert (data.status_code, data.mimetype) == (200, "text/turtle"), iri
        assert read_page(page.text).text
        said = [str(triple) for triple in parse(data.data, format=RdfFormat.TURTLE)]
        assert said, iri
        # The data of a named graph need not name it; the vocabulary need not say a word on a term that others use.
        assert iri.startswith((f"{BASE}graph/", f"{BASE}ont#")) or any(iri in triple for triple in said), iri


@pytest.mark.parametrize("root", ["", "/graphs/un"])
def test_every_link_of_every_page_answers(
    client: FlaskClient, read_page: ReadPage, root: str, small_iris: tuple[str, ...]
) -> None:
    """From the start page on, in both languages; with `root` the server stands below a path of another."""
    seen: set[str] = set()
    waiting = [f"{root}/", f"{root}/?lang=zh"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        with client.get(path.removeprefix(root), headers=BROWSER, environ_overrides={"SCRIPT_NAME": root}) as answer:
            assert answer.status_code in {200, 303}, path
            seen.add(path)
            page = read_page(answer.text if answer.mimetype == "text/html" else "")
        for href in page.hrefs:
            target = urlsplit(href)
            if target.scheme:
                assert not href.startswith(BASE), (path, href)
            elif not target.path and target.fragment:
                assert unquote(target.fragment) in page.ids, (path, href)
            else:
                assert target.path.startswith(f"{root}/") or href.startswith("?"), (path, href)
                there = href.partition("#")[0]
                waiting.append(f"{path.partition('?')[0]}{there}" if there.startswith("?") else there)
    documents = {f"{root}{_local(iri)}" for iri in small_iris if re.search(r"/para/\d+$", iri) and "2178" not in iri}
    assert documents <= {unquote(path) for path in seen}


ALIASES = (
    "/akn/un/statement/deliberation/unsc/2017-12-21/2396-2017",
    "/https://undocs.org/S/RES/2396(2017)",
    "/http://undocs.org/S/RES/2396(2017)",
    "/https:/undocs.org/S/RES/2396(2017)",
    "/https://undocs.org/S/RES/2396%282017%29",
)


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_leads_to_the_document(client: FlaskClient, alias: str) -> None:
    answer = client.get(alias)
    assert (answer.status_code, answer.headers["Location"]) == (303, RESOLUTION)
    assert client.get(alias, follow_redirects=True).status_code == 200


def test_an_alias_keeps_what_was_asked_for(client: FlaskClient) -> None:
    assert client.get(f"{ALIASES[0]}?format=nt&lang=zh").headers["Location"] == f"{RESOLUTION}?format=nt&lang=zh"
    assert client.get(f"{ALIASES[1]}.ttl").headers["Location"] == f"{RESOLUTION}?format=ttl"


def test_a_foreign_iri_of_the_data_can_be_asked_for_whole(client: FlaskClient) -> None:
    assert "/actor/security-council" in _html(client, "/http://www.wikidata.org/entity/Q37470")


@pytest.mark.parametrize("path", ["/doc/A/72/6(Sect.%203)", "/doc/A/72/6(Sect.%25203)", "/doc/A/72/6%28Sect.%203%29"])
def test_an_iri_with_percent_signs_is_found_however_it_is_written(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_start_page_says_what_is_there_and_has_a_button_for_every_question(
    small_app: Flask, client: FlaskClient, read_page: ReadPage, small_store: Store
) -> None:
    page = read_page(_html(client, "/"))
    assert f"2 documents · {len({quad.triple for quad in small_store})} statements" in page.text
    assert ["S/RES/2396(2017)", "外国恐怖主义作战人员的返回和迁移", "2017-12-21", "4", "3"] in page.rows
    assert ["Member States", "2", "1"] in page.rows
    asked = {href.rpartition("/")[2] for href in page.hrefs if href.startswith("/queries/")}
    assert asked == {each.name for each in questions()}
    assert _html(client, "/").count("<button") == len(asked)


def test_the_start_page_is_the_dataset_to_machines(client: FlaskClient) -> None:
    triples = {str(triple) for triple in parse(client.get("/?format=nt").data, format=RdfFormat.N_TRIPLES)}
    assert any("void#sparqlEndpoint" in each and f"{BASE}sparql" in each for each in triples)
    assert any("void#subset" in each and f"{BASE}graph/derivation" in each for each in triples)


def test_a_document_is_read_in_order_under_its_headings(client: FlaskClient, read_page: ReadPage) -> None:
    text = read_page(_html(client, REPORT)).text
    places = [
        text.rindex(each) for each in ("密切协作", "工作安排", "合作 §", "执行局将继续", "导言", "委员会在执行局协助下")
    ]
    assert places == sorted(places)


def test_the_annexes_are_not_mixed_in_the_contents(client: FlaskClient, read_page: ReadPage) -> None:
    anchors = [href for href in read_page(_html(client, REPORT)).hrefs if href.startswith("#annex")]
    assert anchors == [
        "#annex-1",
        "#annex-1-sec-1",
        "#annex-1-sec-2",
        "#annex-2",
        "#annex-2-sec-1",
    ]


def test_a_paragraph_shows_its_clauses_and_norms(client: FlaskClient, read_page: ReadPage) -> None:
    rows = read_page(_html(client, f"{RESOLUTION}/para/11")).rows
    assert rows[1:] == [
        [
            "1",
            "decide",
            "obligation binding",
            "Member States",
            "建立预报旅客资料系统",
            "",
            "by 2018-06-30",
            "in accordance with domestic law",
        ],
        [
            "2",
            "call upon repeated",
            "recommendation hortatory",
            "Member States",
            "报告",
            "International Civil Aviation Organization in consultation → Counter-Terrorism Committee",
            "2 times every year",
            "as appropriate",
        ],
    ]


def test_a_paragraph_shows_its_sub_items_and_footnotes_with_their_text(
    client: FlaskClient, read_page: ReadPage
) -> None:
    assert "(a) 在 12 个月之内提出评估报告。" in read_page(_html(client, f"{RESOLUTION}/para/46")).text
    report = read_page(_html(client, f"{REPORT}/para/1"))
    assert "Footnotes note 1 1 见 S/RES/2396(2017)，第 11 段。" in report.text


def test_the_way_through_the_text_passes_the_footnotes_by(client: FlaskClient) -> None:
    page = _html(client, f"{REPORT}/para/1")
    assert f'<a rel="next" href="{REPORT}/annex/1/para/7">' in page
    assert 'rel="prev"' not in page
    assert 'rel="next"' not in _html(client, f"{REPORT}/note/1")


def test_the_words_of_a_paragraph_are_unchanged_by_its_marks(client: FlaskClient, read_page: ReadPage) -> None:
    text = "决定会员国应至迟于2018年6月底根据国内法建立预报旅客资料系统，还促请会员国酌情与国际民航组织协商，每年两次"
    for path in (RESOLUTION, f"{RESOLUTION}/para/11"):
        assert text in read_page(_html(client, path, "zh")).text


def test_markup_in_the_data_stays_text(client: FlaskClient, read_page: ReadPage) -> None:
    for path in (
        REPORT,
        f"{REPORT}/para/1",
        "/sparql?format=html&query=" + "SELECT ?o {?s ?p ?o FILTER CONTAINS(?o, '<')}",
    ):
        page = read_page(_html(client, path))
        assert page.scripts == 0
        assert "<script>alert(1)</script>" in page.text


def test_what_a_visitor_sends_stays_text(client: FlaskClient, read_page: ReadPage) -> None:
    hostile = "\"'><script>alert(1)</script>"
    for path in (
        f"/nothing{hostile}",
        f"/sparql?query={hostile}",
        f"/queries/actor-profile?actor={hostile}",
        f"/?lang={hostile}",
    ):
        assert read_page(_html(client, path)).scripts == 0


def test_an_actor_shows_what_is_asked_of_it(client: FlaskClient, read_page: ReadPage) -> None:
    page = read_page(_html(client, "/actor/cted"))
    assert ["S/RES/2396(2017), para. 46 (a)", "request", "request hortatory restated"] in [row[:3] for row in page.rows]
    assert ["S/2018/80", "1", "para. 1"] in page.rows


def test_a_term_of_the_vocabulary_is_where_its_iri_says(client: FlaskClient, read_page: ReadPage) -> None:
    assert {"Document", "act", "Obligation"} <= set(read_page(_html(client, "/ont")).ids)


@pytest.mark.parametrize(
    ("asked", "accepted", "lang"),
    [
        ("", "", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "fr", "en"),
        ("zh", "en", "zh"),
        ("en", "zh", "en"),
        ("tlh", "zh", "zh"),
    ],
)
def test_a_page_speaks_the_language_asked_for_or_preferred(
    client: FlaskClient, read_page: ReadPage, asked: str, accepted: str, lang: str
) -> None:
    answer = client.get("/", query_string={"lang": asked}, headers={"Accept": "text/html", "Accept-Language": accepted})
    assert read_page(answer.text).lang == lang


def test_a_language_chosen_is_kept_by_the_links(client: FlaskClient, read_page: ReadPage) -> None:
    hrefs = read_page(client.get(f"{RESOLUTION}?lang=zh", headers=BROWSER).text).hrefs
    inside = [each for each in hrefs if each.startswith("/") and not each.startswith("/static")]
    assert all("lang=zh" in each for each in inside)


def test_a_chinese_page_has_no_english_word_for_what_it_shows(client: FlaskClient, read_page: ReadPage) -> None:
    """What stays in Latin letters: symbols, file names, the names of the vocabulary and of the format."""
    text = read_page(_html(client, f"{RESOLUTION}/para/11", "zh")).text
    english = set(re.findall(r"[A-Za-z]{3,}", text))
    assert english <= {
        "mandategraph",
        "RES",
        "English",
        "https",
        "org",
        "doc",
        "para",
        "text",
        "turtle",
        "application",
        "triples",
        "json",
        "rdf",
        "xml",
        "Decides",
        "that",
        "Member",
        "States",
        "shall",
        "establish",
        "advance",
        "passenger",
        "information",
        "systems",
        "and",
        "calls",
        "upon",
        "report",
    }


def test_an_empty_graph_has_a_start_page(read_page: ReadPage) -> None:
    client = create_app(Store(), ()).test_client()
    assert "0 documents" in read_page(_html(client, "/")).text
    assert client.get("/doc/S/2018/80").status_code == 404


def test_pages_forbid_scripts_and_strangers(client: FlaskClient) -> None:
    answer = client.get("/", headers=BROWSER)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_server_says_that_it_is_well(client: FlaskClient, small_store: Store) -> None:
    assert client.get("/health").json == {"status": "ok", "triples": len({quad.triple for quad in small_store})}


def test_the_list_of_questions_is_on_the_start_page(client: FlaskClient) -> None:
    assert client.get("/queries").headers["Location"] == "/#questions"


@pytest.mark.slow
@pytest.mark.parametrize("lang", languages())
def test_every_iri_of_the_five_documents_has_a_sound_page(corpus_store: Store, read_page: ReadPage, lang: str) -> None:
    """One IRI of every shape: with the figures in them taken away, no two of them are alike."""
    client = create_app(corpus_store, questions()).test_client()
    subjects = (quad.subject.value for quad in corpus_store if isinstance(quad.subject, NamedNode))
    shapes = {re.sub(r"\d+", "", iri): iri for iri in sorted(subjects) if iri.startswith(BASE)}
    assert len(shapes) > 500
    for iri in shapes.values():
        page = client.get(_local(iri), query_string={"lang": lang}, headers=BROWSER)
        assert page.status_code == 200, iri
        assert read_page(page.text).lang == lang


@pytest.mark.slow
def test_every_paragraph_of_the_five_documents_shows_its_words(corpus_store: Store, read_page: ReadPage) -> None:
    client = create_app(corpus_store, questions()).test_client()
    for quad in corpus_store.quads_for_pattern(None, NamedNode(f"{BASE}ont#text"), None, None):
        page = read_page(_html(client, _local(quad.subject.value), "zh"))
        assert "".join(quad.object.value.split()) in re.sub(r"\s", "", _without_marks(page)), quad.subject


def _without_marks(page: Any) -> str:
    """The words of a page without the marks of its footnotes, which the text of a paragraph does not have."""
    return "".join(words for words, tags in zip(page.words, page.tags, strict=True) if "sup" not in tags)
