"""Spans, and passages that remember where each of their characters came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.passage import Passage, Piece, Span, cut, passage, without

SOURCE = "1. 促请会员\n\n国；\n 3/17\n注意 A"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_ends_no_earlier_than_it_starts(start, end):
    with pytest.raises(ValueError, match=f"{start}..{end}"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "covers"),
    [
        (Span(0, 4), Span(2, 6), True, False),
        (Span(0, 4), Span(4, 6), False, False),
        (Span(0, 4), Span(1, 4), True, True),
        (Span(0, 4), Span(0, 4), True, True),
        (Span(2, 2), Span(0, 4), True, False),
        (Span(5, 5), Span(0, 4), False, False),
    ],
)
def test_spans_overlap_where_they_share_a_character_and_cover_where_they_hold_all(one, other, overlaps, covers):
    assert one.overlaps(other) is overlaps
    assert one.covers(other) is covers


def test_spans_sort_by_their_place():
    assert sorted([Span(3, 4), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(3, 4)]


def two_lines() -> Passage:
    return passage(SOURCE, [Span(3, 7), Span(9, 11)], ["", ""])


def test_a_passage_rejoins_lines_and_knows_the_source_of_every_character():
    whole = two_lines()
    assert whole.text == "促请会员国；"
    assert whole.source == Span(3, 11)
    assert whole.source_of(Span(2, 5)) == (Span(5, 7), Span(9, 10))
    assert whole.source_of(Span(0, 2)) == (Span(3, 5),)
    assert whole.source_of(Span(4, 4)) == ()


def test_the_joiner_between_latin_lines_has_no_source():
    whole = passage("Member\nStates", [Span(0, 6), Span(7, 13)], ["", " "])
    assert whole.text == "Member States"
    assert whole.source_of(Span(6, 7)) == ()
    assert whole.source_of(Span(5, 8)) == (Span(5, 6), Span(7, 8))


@pytest.mark.parametrize(("at", "place"), [(0, 0), (3, 0), (7, 4), (8, 4), (11, 6), (99, 6)])
def test_a_source_offset_falls_at_the_end_of_the_piece_before_it(at, place):
    assert two_lines().place_of(at) == place


@pytest.mark.parametrize(
    ("span", "text", "pieces"),
    [
        (Span(0, 6), "促请会员国；", (Piece(0, Span(3, 7)), Piece(4, Span(9, 11)))),
        (Span(2, 5), "会员国", (Piece(0, Span(5, 7)), Piece(2, Span(9, 10)))),
        (Span(4, 6), "国；", (Piece(0, Span(9, 11)),)),
        (Span(2, 2), "", ()),
    ],
)
def test_a_cut_passage_keeps_the_source_of_what_is_left(span, text, pieces):
    assert cut(two_lines(), span) == Passage(text, pieces)


def test_a_cut_leaves_out_the_blanks_at_its_ends():
    whole = passage("(a)  to act ", [Span(0, 12)], [""])
    assert cut(whole, Span(3, 12)) == Passage("to act", (Piece(0, Span(5, 11)),))


@pytest.mark.parametrize(
    ("gap", "text", "pieces"),
    [
        (Span(0, 2), "会员国；", (Piece(0, Span(5, 7)), Piece(2, Span(9, 11)))),
        (Span(1, 2), "促会员国；", (Piece(0, Span(3, 4)), Piece(1, Span(5, 7)), Piece(3, Span(9, 11)))),
        (Span(3, 5), "促请会；", (Piece(0, Span(3, 6)), Piece(3, Span(10, 11)))),
        (Span(5, 6), "促请会员国", (Piece(0, Span(3, 7)), Piece(4, Span(9, 10)))),
        (Span(0, 6), "", ()),
    ],
)
def test_what_is_taken_out_of_a_passage_leaves_the_rest_at_its_source(gap, text, pieces):
    assert without(two_lines(), gap) == Passage(text, pieces)


@st.composite
def passages(draw):
    bounds = sorted(draw(st.lists(st.integers(0, 40), min_size=2, max_size=8)))
    spans = [Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]
    joiners = draw(st.lists(st.sampled_from(["", " "]), min_size=len(spans), max_size=len(spans)))
    return passage("abcdefghij" * 4, spans, joiners)


@given(whole=passages(), data=st.data())
def test_however_a_passage_is_cut_its_pieces_quote_the_source(whole, data):
    source = "abcdefghij" * 4
    low = data.draw(st.integers(0, len(whole)))
    span = Span(low, data.draw(st.integers(low, len(whole))))
    for part in (whole, cut(whole, span), without(whole, span)):
        for piece in part.pieces:
            assert part.text[piece.at : piece.at + len(piece.source)] == piece.source.of(source)
    assert cut(whole, span).text == span.of(whole.text).strip()
    assert without(whole, span).text == whole.text[:low] + whole.text[span.end :]
