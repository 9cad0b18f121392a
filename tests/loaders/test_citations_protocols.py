"""Protocols that are cited as those of the treaty before them."""

import pytest

from mandategraph.loaders.annotate.citations_find import find_citations
from mandategraph.loaders.annotate.citations_grammar import citation_grammar

INSTRUMENTS = {
    "zho": {"《海洋公约》": ("sea",), "《森林公约》": ("forest",), "《1967年议定书》": ("later",)},
    "eng": {
        "Convention on the Sea": ("sea",),
        "Convention on Forests": ("forest",),
        "Sea Convention, 1930": ("sea",),
        "Protocols thereto of 1977": ("later",),
    },
}
PROTOCOLS = {"sea": ("sea-protocol-1", "sea-protocol-2"), "forest": ("forest-protocol",)}


def cited(text, language):
    grammar = citation_grammar(language, INSTRUMENTS[language], protocols=PROTOCOLS)
    return [(found.span.of(text), found.value) for found in find_citations(text, grammar)]


@pytest.mark.parametrize(
    ("language", "text", "protocols"),
    [
        ("eng", "the Convention on Forests and the Protocol thereto", [("Protocol thereto", "forest-protocol")]),
        (
            "eng",
            "the Convention on the Sea and the Optional Protocols thereto",
            [("Optional Protocols thereto", "sea-protocol-1"), ("Optional Protocols thereto", "sea-protocol-2")],
        ),
        ("eng", "the Convention on the Sea and the Protocol thereto", [("Protocol thereto", "sea-protocol-1")]),
        ("eng", "the Sea Convention, 1930 (No. 29) and the Protocol thereto", [("Protocol thereto", "sea-protocol-1")]),
        ("eng", "the Convention on the Sea, welcomes the adoption of the decisions and the Protocols thereto", []),
        ("eng", "the Pact and the Protocols thereto", []),
        ("eng", "the Convention on Forests and the Ash Protocol thereto", []),
        ("zho", "《森林公约》及其议定书", [("议定书", "forest-protocol")]),
        ("zho", "《森林公约》及其《任择议定书》的规定", [("《任择议定书》", "forest-protocol")]),
        ("zho", "《海洋公约》及其各项议定书", [("议定书", "sea-protocol-1"), ("议定书", "sea-protocol-2")]),
        ("zho", "《海洋公约》和其他议定书", []),
        ("zho", "条约及其议定书", []),
    ],
)
def test_the_protocols_thereto_are_those_to_the_treaty_before(language, text, protocols):
    assert [found for found in cited(text, language) if found[1] not in ("sea", "forest")] == protocols


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("eng", "the Convention on the Sea and the Protocols thereto of 1977"),
        ("zho", "《海洋公约》及其《1967年议定书》"),
    ],
)
def test_a_protocol_with_a_name_of_its_own_is_cited_by_it(language, text):
    assert [key for _, key in cited(text, language)] == ["sea", "later"]
