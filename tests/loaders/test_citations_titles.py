"""Short titles: bound by the document that introduces them, from there on, and to nothing else."""

import pytest

from mandategraph.loaders.annotate.citations_find import find_citations
from mandategraph.loaders.annotate.citations_grammar import citation_grammar
from mandategraph.loaders.annotate.citations_titles import (
    ending_titles,
    generic_titles,
    near_titles,
    printed_names,
    short_titles,
    with_short_titles,
)

INSTRUMENTS = {
    "zho": {"《海洋公约》": ("sea",), "《森林公约》": ("forest",), "《战略》": ("general",)},
    "eng": {"Convention on the Sea": ("sea",), "Convention on Forests": ("forest",)},
}
USUAL = {"zho": {"《公约》": "forest"}, "eng": {}}


def cited(texts, language):
    """What each text cites, read one after the other as the paragraphs of one document."""
    grammar = citation_grammar(language, INSTRUMENTS[language])
    titles = {}
    for text in texts:
        titles = {**short_titles(find_citations(text, grammar), grammar), **titles}
        grammar = with_short_titles(grammar, titles)
        yield [(one.span.of(text), one.value) for one in find_citations(text, grammar)]


@pytest.mark.parametrize(
    ("language", "introduction", "later", "found"),
    [
        ("zho", "《海洋公约》(《公约》)", "根据《公约》的规定", [("《公约》", "sea")]),
        ("zho", "《海洋公约》（下称“《公约》”）", "根据《公约》", [("《公约》", "sea")]),
        ("zho", "《海洋公约》(《公约》)", "根据公约", []),
        ("zho", "《海洋公约》(《战略》)", "执行《战略》", [("《战略》", "sea")]),
        ("zho", "《海洋公约》", "根据《公约》", []),
        (
            "eng",
            "the Convention on the Sea (“the Convention”)",
            "under the Convention",
            [("the Convention", "sea")],
        ),
        ("eng", "the Convention on the Sea (the “Sea Pact”)", "under the Sea Pact", [("the Sea Pact", "sea")]),
        ("eng", "the Convention on the Sea (the Sea Rules)", "under the Sea Rules", [("the Sea Rules", "sea")]),
        ("eng", "the Convention on the Sea (COTS)", "States not party to COTS", [("COTS", "sea")]),
        ("eng", "the Convention on the Sea (“the Convention”)", "the Convention on Bridges", []),
        (
            "eng",
            "the Convention on the Sea (“the Convention”)",
            "the Convention on Forests",
            [("Convention on Forests", "forest")],
        ),
        ("eng", "the Convention on the Sea (“the Plan”)", "the plan of the port", []),
        ("eng", "the Convention on the Sea", "parties to the Convention", []),
        ("eng", "the Bridge Pact (“the Convention”)", "parties to the Convention", []),
    ],
)
def test_a_short_title_stands_for_what_introduced_it(language, introduction, later, found):
    assert list(cited([introduction, later], language))[1] == found


@pytest.mark.parametrize(
    ("language", "texts", "titles"),
    [
        ("zho", ["《海洋公约》"], {"《公约》": "sea"}),
        ("zho", ["《海洋公约》和《森林公约》", "《海洋公约》"], {"《公约》": "sea"}),
        ("zho", ["《海洋公约》和《森林公约》"], {}),
        ("zho", ["《战略》"], {}),
        ("eng", ["the Convention on Forests"], {"the Convention": "forest"}),
        ("eng", ["resolution 1373 (2001)"], {}),
    ],
)
def test_the_title_of_a_kind_stands_for_the_instrument_of_that_kind_that_is_named_most(language, texts, titles):
    grammar = citation_grammar(language, INSTRUMENTS[language])
    found = [candidate for text in texts for candidate in find_citations(text, grammar)]
    assert generic_titles(found, grammar) == titles


@pytest.mark.parametrize(
    ("language", "text", "titles"),
    [
        ("zho", "加入《海洋公约》，执行该《公约》", {"《公约》": "sea"}),
        ("zho", "《海洋公约》和《森林公约》及该《公约》附件", {"《公约》": "forest"}),
        ("zho", "《公约》和《海洋公约》", {}),
        ("zho", "《海洋公约》的缔约国", {}),
        ("zho", "《海洋行动纲领》和《纲领》及《行动纲领》", {"《行动纲领》": "programme"}),
        ("eng", "the Convention on the Sea and parties to the Convention", {"the Convention": "sea"}),
        ("eng", "the Sea Framework and the Framework", {"the Framework": "framework"}),
        ("eng", "the Framework and the Sea Framework", {}),
        ("eng", "the Protocol to the Convention on the Sea and the Protocol", {"the Protocol": "protocol"}),
        (
            "eng",
            "the Optional Protocol to the Sea Pact and the Optional Protocol",
            {"the Optional Protocol": "optional"},
        ),
    ],
)
def test_the_title_of_a_kind_stands_for_the_last_of_it_in_the_same_paragraph(language, text, titles):
    more = {
        "zho": {"《海洋行动纲领》": ("programme",)},
        "eng": {
            "Sea Framework": ("framework",),
            "Protocol to the Convention on the Sea": ("protocol",),
            "Optional Protocol to the Sea Pact": ("optional",),
        },
    }
    grammar = citation_grammar(language, {**INSTRUMENTS[language], **more[language]})
    found = near_titles(text, find_citations(text, grammar), grammar)
    assert {title: key for title, key in found.items() if title in text} == titles


@pytest.mark.parametrize("text", ["the Convention thereto", "the Convention for Action on Bridges"])
def test_a_title_of_a_kind_that_begins_other_words_is_none(text):
    grammar = with_short_titles(citation_grammar("eng", INSTRUMENTS["eng"]), {"the Convention": "sea"})
    assert find_citations(text, grammar) == ()


def test_letters_that_are_short_for_a_longer_name_introduce_no_title():
    text = "the Mission to support the Convention on the Sea (UNMSCS)"
    assert [
        candidate.introduces for candidate in find_citations(text, citation_grammar("eng", INSTRUMENTS["eng"]))
    ] == [""]


def test_the_first_introduction_of_a_short_title_holds():
    texts = ["《海洋公约》(《公约》)", "《森林公约》(《公约》)", "《公约》"]
    assert list(cited(texts, "zho"))[2] == [("《公约》", "sea")]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《森林公约》", {"《公约》": "forest"}),
        ("《海洋公约》", {}),
        ("《海洋公约》(《公约》)，《森林公约》", {"《公约》": "sea"}),
    ],
)
def test_a_usual_short_title_needs_only_the_full_one(text, titles):
    grammar = citation_grammar("zho", INSTRUMENTS["zho"], USUAL["zho"])
    assert short_titles(find_citations(text, grammar), grammar) == titles


@pytest.mark.parametrize(
    ("language", "names", "text", "found"),
    [
        ("zho", {"《争端调解示范条文》": "provisions"}, "使用《示范条文》", {"《示范条文》": "provisions"}),
        ("zho", {"《一般示范条文》": "one", "《特别示范条文》": "two"}, "使用《示范条文》", {}),
        ("zho", {"《示范条文》": "provisions"}, "使用《示范条文》", {}),
        ("zho", {"《海洋公约》": "sea"}, "根据《公约》", {}),
        (
            "eng",
            {"Relationship Agreement with the Court": "agreement"},
            "under the Relationship Agreement",
            {"the Relationship Agreement": "agreement"},
        ),
        ("eng", {"Relationship Agreement with the Court": "agreement"}, "the Relationship Agreement with Malta", {}),
        ("eng", {"Charter of the United Nations": "charter"}, "the United Nations", {}),
    ],
)
def test_a_piece_of_a_name_that_is_printed_in_full_stands_for_it(language, names, text, found):
    grammar = citation_grammar(language, {})
    assert ending_titles(grammar.find("ending-title", text), names) == found


def test_names_are_told_as_they_are_printed():
    text = "根据《海洋公约》(《公约》)"
    candidates = find_citations(text, citation_grammar("zho", INSTRUMENTS["zho"]))
    assert printed_names(text, candidates) == {"《海洋公约》(《公约》)": "sea"}
