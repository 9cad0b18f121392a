"""The accounting rule: a character that no unit claims, or that two claim, is found."""

from dataclasses import replace

import pytest

from mandategraph.loaders.accounting import claimed, unaccounted
from mandategraph.loaders.document import Document, Furniture, Matter
from mandategraph.loaders.errors import StructureError
from mandategraph.loaders.passage import Span, passage
from mandategraph.loaders.reading import check
from mandategraph.loaders.text.parse import parse
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures

TEXT = "大会，\n\n重申战略，\n\n3/17\n\n1. 决定¹。\n\n¹ 见附件。\n"


def document() -> Document:
    return parse(Source("x", "", "utf-8", TEXT), structures({})["zho"], "A/RES/70/291")


def quotes(spans):
    return [span.of(TEXT) for span in spans]


def test_a_document_as_read_accounts_for_every_character():
    assert unaccounted(document()) == ()
    assert sorted(quotes(claimed(document()))) == sorted(
        ["大会，", "重申战略，", "3/17", "1.", "决定", "。", "¹", "¹", "见附件。"]
    )


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        (lambda d: replace(d, paragraphs=d.paragraphs[1:]), ["重申战略，"]),
        (lambda d: replace(d, matter=()), ["大会，"]),
        (lambda d: replace(d, furniture=()), ["3/17", "¹", "¹"]),
        (lambda d: replace(d, paragraphs=tuple(replace(p, label=()) for p in d.paragraphs)), ["1."]),
    ],
    ids=["paragraph", "matter", "furniture", "label"],
)
def test_what_no_unit_claims_is_found(lost, expected):
    assert quotes(unaccounted(lost(document()))) == expected


@pytest.mark.parametrize("span", [Span(0, 2), Span(5, 8)])
def test_what_two_claim_is_found(span):
    doubled = replace(document(), furniture=(*document().furniture, Furniture("link", span)))
    assert quotes(unaccounted(doubled)) == [span.of(TEXT)]


def test_blanks_need_no_claim_but_are_not_claimed_twice():
    once = replace(document(), furniture=(*document().furniture, Furniture("link", Span(3, 5))))
    assert unaccounted(once) == ()
    twice = replace(once, matter=(*once.matter, Matter("title", "", passage(TEXT, [Span(3, 5)], [""]))))
    assert unaccounted(twice) == (Span(3, 5),)


def test_a_document_read_with_loss_is_refused_with_line_and_words():
    with pytest.raises(
        StructureError, match=r"^x.txt: line 3: '重申战略，' is in no unit or in two \(1 such places\)$"
    ):
        check(replace(document(), paragraphs=document().paragraphs[1:]), "x.txt")
