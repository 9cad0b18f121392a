"""Stretches of text become a passage whose blanks are even, and every piece of which is source."""

import pytest

from mandategraph.loaders.akn.passages import shown
from mandategraph.loaders.passage import Span


@pytest.mark.parametrize(
    ("stretches", "text"),
    [
        ([["Asks  all\n   to come"]], "Asks all to come"),
        ([["\t31\u00a0May\u00a02031 "]], "31 May 2031"),
        ([["S/2031/", "77", ";"]], "S/2031/77;"),
        ([["Asks"], ["all"]], "Asks all"),
        ([["2031\u00a0年 5 月 6 日"]], "2031 年 5 月 6 日"),
        ([["请 会员国\u3000分享"]], "请会员国分享"),
        ([["请 “会员国” 分享"]], "请“会员国”分享"),
        ([["He said “yes” — twice"]], "He said “yes” — twice"),
        ([["请会员国"], ["分享"]], "请会员国分享"),
        ([["在\n      2031年"]], "在2031年"),
        ([["soft\u00adly\u200b spoken"]], "softly spoken"),
        ([["  \n "]], ""),
        ([[]], ""),
    ],
)
def test_blanks_are_made_even(stretches: list[list[str]], text: str) -> None:
    source, lines = "", []
    for line in stretches:
        lines.append([Span(len(source) + sum(map(len, line[:at])), len(source) + sum(map(len, line[: at + 1])))
                      for at in range(len(line))])  # fmt: skip
        source += "".join(line)
    passage = shown(source, lines)
    assert passage.text == text
    assert all(passage.text[p.at : p.at + len(p.source)] == p.source.of(source) for p in passage.pieces)


def test_what_is_left_out_between_two_stretches_leaves_no_blank() -> None:
    source = "lamp[ a note ]s of oil"
    assert shown(source, [[Span(0, 4), Span(14, 22)]]).text == "lamps of oil"
