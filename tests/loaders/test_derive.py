"""Derivation: text that documents share, programmes that take up mandates, paragraphs that mirror each other."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.derive import SHARED, Derivation, Text, derive
from mandategraph.loaders.passage import Span

SHARED_WORDS = "鼓励会员国加强边境管制并交换旅客资料"
TASK = "审查会员国执行第二一七八号决议的情况并在三月三十日前提交分析报告"
OTHER = (
    "欢迎国际社会为支持受害者及其家属作出的一切努力",
    "谴责劫持人质和绑架勒索赎金的行为",
    "强调教育文化与宽容在消除仇恨方面的作用",
    "注意到互联网平台删除宣传内容的自愿做法",
)


def text(words, symbol="S/RES/1(2018)", path="para/1", **facts):
    own = {"component": "", "language": "zho", "names": (), "mandate": False, "programme": False}
    return Text(symbol=symbol, path=path, text=words, **{**own, **facts})


def name(words, named):
    """The span of an actor's name in a text."""
    return Span(words.index(named), words.index(named) + len(named))


def reused(*texts):
    return [(r.reused_span.of(r.reused.text), r.reusing_span.of(r.reusing.text)) for r in derive(texts).reuses]


# --- reuse --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("early", "late", "language", "shared"),
    [
        # whole, in the middle, at the end
        (SHARED_WORDS, SHARED_WORDS, "zho", SHARED_WORDS),
        (f"甲乙{SHARED_WORDS}丙丁", f"戊己{SHARED_WORDS}庚辛", "zho", SHARED_WORDS),
        (f"甲乙{SHARED_WORDS}", f"戊己{SHARED_WORDS}庚辛", "zho", SHARED_WORDS),
        # twelve characters, and eleven
        ("甲一二三四五六七八九十百千乙", "丙一二三四五六七八九十百千丁", "zho", "一二三四五六七八九十百千"),
        ("甲一二三四五六七八九十百乙", "丙一二三四五六七八九十百丁", "zho", None),
        # eight words and more, and fewer
        (
            "Ask Member States to strengthen their border controls and to share data",
            "Let Member States to strengthen their border controls and to assist",
            "eng",
            " Member States to strengthen their border controls and to ",
        ),
        ("to share such data", "and to share such data", "eng", None),
        # nothing in common
        (OTHER[0], OTHER[1], "zho", None),
    ],
)
def test_what_two_documents_share_is_a_reuse_as_long_as_it_goes(early, late, language, shared):
    texts = (text(early, language=language), text(late, "S/2018/1", language=language))
    assert reused(*texts) == ([] if shared is None else [(shared, shared)])


def test_names_and_citations_do_not_count_towards_a_reuse():
    long_name = "联合国促进对达伊沙所犯罪行追责调查小组"
    texts = [text(f"请{long_name}开会", symbol) for symbol in ("S/RES/1(2018)", "S/2018/1")]
    assert reused(*texts) == [(texts[0].text, texts[0].text)]
    named = [replace(one, names=(name(one.text, long_name),)) for one in texts]
    assert reused(*named) == []


def test_a_reuse_goes_on_over_a_name_that_follows():
    words = f"{SHARED_WORDS}国际刑警组织一二三"
    texts = [text(words, symbol, names=(name(words, "国际刑警组织"),)) for symbol in ("S/RES/1(2018)", "S/2018/1")]
    assert reused(*texts) == [(words, words)]


def test_paragraphs_of_one_document_share_no_reuse():
    assert reused(text(SHARED_WORDS), text(SHARED_WORDS, path="para/2")) == []


def test_the_earlier_document_is_the_one_reused():
    early, late = text(SHARED_WORDS), text(SHARED_WORDS, "S/2018/1")
    (found,) = derive((early, late)).reuses
    assert (found.reused, found.reusing) == (early, late)


def test_two_runs_apart_are_two_reuses():
    other = OTHER[2]
    texts = (text(f"{SHARED_WORDS}甲乙丙{other}"), text(f"{SHARED_WORDS}丁戊{other}", "S/2018/1"))
    assert reused(*texts) == [(SHARED_WORDS, SHARED_WORDS), (other, other)]


def test_the_score_is_the_share_of_the_shorter_paragraph():
    (whole,) = derive((text(SHARED_WORDS), text(f"甲{SHARED_WORDS}乙丙", "S/2018/1"))).reuses
    assert whole.score == 1
    (half,) = derive((text(SHARED_WORDS + "甲" * len(SHARED_WORDS)), text(SHARED_WORDS + "乙" * 99, "S/2018/1"))).reuses
    assert half.score == pytest.approx(0.5)


# --- implementation -----------------------------------------------------------------------------------------------


def background():
    return [text(words, "A/RES/1", f"para/{n}") for n, words in enumerate(OTHER, 1)]


def taken_up(mandate, programme):
    return derive([*background(), mandate, programme]).implementations


def mandate(words=f"请反恐执行局{TASK}", **facts):
    return text(words, "S/RES/1(2018)", **{"mandate": True, **facts})


def programme(words=f"执行局将{TASK}", **facts):
    return text(words, "S/2018/2", "annex/1/para/1", **{"programme": True, "component": "annex/1", **facts})


def test_a_programme_implements_the_mandate_whose_task_it_takes_over():
    assert taken_up(mandate(), programme()) == ((programme(), mandate()),)


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        (mandate(), programme("执行局将举行一次公开会议讨论新兴技术")),
        (mandate(mandate=False), programme()),
        (mandate(), programme(programme=False)),
    ],
)
def test_another_task_or_a_text_that_is_no_mandate_or_programme_is_no_implementation(asked, done):
    assert taken_up(asked, done) == ()


def test_a_mandate_that_comes_after_the_programme_is_not_implemented_by_it():
    assert derive([*background(), programme(), mandate()]).implementations == ()


def test_a_document_does_not_implement_itself():
    assert taken_up(mandate(), replace(programme(), symbol="S/RES/1(2018)")) == ()


# --- twins --------------------------------------------------------------------------------------------------------


def annex(number, numbers, symbol="S/2018/2"):
    part = f"annex/{number}"
    return [text(f"方案{n}", symbol, f"{part}/para/{n}", component=part, programme=True) for n in numbers]


@pytest.mark.parametrize(
    ("first", "second", "twins"),
    [
        (
            annex(1, [1, 2]),
            annex(2, [1, 2]),
            [("annex/1/para/1", "annex/2/para/1"), ("annex/1/para/2", "annex/2/para/2")],
        ),
        # other numbers, another length, another document
        (annex(1, [1, 2]), annex(2, [1, 3]), []),
        (annex(1, [1, 2]), annex(2, [1, 2, 3]), []),
        (annex(1, [1, 2]), annex(2, [1, 2], "S/2018/3"), []),
        (annex(1, [1, 2]), [], []),
    ],
)
def test_programmes_of_one_document_numbered_alike_mirror_each_other(first, second, twins):
    assert [(one.path, other.path) for one, other in derive([*first, *second]).twins] == twins


def test_annexes_that_are_no_programmes_have_no_twins():
    plain = [replace(one, programme=False) for one in (*annex(1, [1]), *annex(2, [1]))]
    assert derive(plain).twins == ()


# --- whatever the texts -------------------------------------------------------------------------------------------


def test_nothing_derives_from_nothing():
    assert derive(()) == Derivation((), (), ())


WORDS = st.lists(st.sampled_from([SHARED_WORDS, TASK, *OTHER, "甲乙", "，"]), min_size=1, max_size=4).map("".join)
TEXTS = st.lists(
    st.builds(
        text,
        WORDS,
        st.sampled_from(["S/RES/1(2018)", "S/2018/1", "A/RES/1"]),
        st.sampled_from([f"para/{n}" for n in range(9)]),
        mandate=st.booleans(),
        programme=st.booleans(),
        names=st.sampled_from([(), (Span(2, 5),)]),
    ),
    max_size=6,
    unique_by=lambda one: (one.symbol, one.path),
).map(
    lambda texts: [
        one for _, same in groupby(sorted(texts, key=lambda t: t.symbol), lambda t: t.symbol) for one in same
    ]
)


@given(texts=TEXTS)
def test_a_reuse_is_the_same_words_in_two_documents_long_enough_and_with_a_score(texts):
    for found in derive(texts).reuses:
        assert found.reused_span.of(found.reused.text) == found.reusing_span.of(found.reusing.text)
        assert len(found.reused_span) >= SHARED["zho"]
        assert found.reused.symbol != found.reusing.symbol
        assert texts.index(found.reused) < texts.index(found.reusing)
        assert 0 < found.score <= 1


@given(texts=TEXTS)
def test_a_reuse_begins_and_ends_where_the_texts_part(texts):
    for found in derive(texts).reuses:
        ends = [(span.end, one.text) for span, one in both(found)]
        assert any(end == len(words) for end, words in ends) or ends[0][1][ends[0][0]] != ends[1][1][ends[1][0]]


def both(found):
    return ((found.reused_span, found.reused), (found.reusing_span, found.reusing))


@given(texts=TEXTS)
def test_implementations_lead_from_programmes_to_mandates_of_other_documents(texts):
    for late, early in derive(texts).implementations:
        assert late.programme
        assert early.mandate
        assert late.symbol != early.symbol
        assert texts.index(early) < texts.index(late)


@given(texts=TEXTS)
def test_deriving_twice_gives_the_same(texts):
    assert derive(texts) == derive(list(texts))
