"""Many names found in a text at once: the leftmost, and of those the longest, wins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.names import name_index

NAMES = {
    "CTC": ["ctc"],
    "CTED": ["cted"],
    "ISIL": ["isil"],
    "Counter-Terrorism Committee": ["ctc"],
    "Counter-Terrorism Committee Executive Directorate": ["cted"],
    "Chair of the Counter-Terrorism Committee": ["chair"],
    "反恐委员会": ["ctc"],
    "反恐委员会执行局": ["cted"],
    "委员会": ["ctc", "1267-committee"],
    "各国": ["states"],
    "各国际": [],
}


def read(text, names=NAMES):
    return [(hit.span.of(text), hit.keys) for hit in name_index(names).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the longest name wins
        ("反恐委员会", [("反恐委员会", ("ctc",))]),
        ("反恐委员会执行局", [("反恐委员会执行局", ("cted",))]),
        ("反恐委员会执行主任", [("反恐委员会", ("ctc",))]),
        ("反恐委员会执行", [("反恐委员会", ("ctc",))]),
        ("Counter-Terrorism Committee Executive Directorates", [("Counter-Terrorism Committee", ("ctc",))]),
        ("the Counter-Terrorism Committee met", [("Counter-Terrorism Committee", ("ctc",))]),
        (
            "Counter-Terrorism Committee Executive Directorate",
            [("Counter-Terrorism Committee Executive Directorate", ("cted",))],
        ),
        ("Chair of the Counter-Terrorism Committee", [("Chair of the Counter-Terrorism Committee", ("chair",))]),
        # a name of nobody hides one inside it
        ("各国和各国际组织", [("各国", ("states",)), ("各国际", ())]),
        # one name for several
        ("该委员会", [("委员会", ("1267-committee", "ctc"))]),
        # every place, side by side too
        ("反恐委员会反恐委员会、CTC", [("反恐委员会", ("ctc",)), ("反恐委员会", ("ctc",)), ("CTC", ("ctc",))]),
        # Latin names as whole words
        ("CTCs", []),
        ("UNCTC", []),
        ("CTC's", [("CTC", ("ctc",))]),
        ("由CTC与CTED", [("CTC", ("ctc",)), ("CTED", ("cted",))]),
        ("(CTC)", [("CTC", ("ctc",))]),
        ("éCTC", []),
        # in either case
        ("ctc", [("ctc", ("ctc",))]),
        ("COUNTER-TERRORISM COMMITTEE", [("COUNTER-TERRORISM COMMITTEE", ("ctc",))]),
        # none
        ("", []),
        ("国际社会", []),
    ],
)
def test_the_names_of_a_text_are_found_from_left_to_right(text, expected):
    assert read(text) == expected


def test_a_text_whose_case_folds_to_another_length_keeps_its_offsets():
    assert read("ß ﬁ 反恐委员会 CTC") == [("反恐委员会", ("ctc",)), ("CTC", ("ctc",))]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Peoples' Court", "the Peoples\u2019 Court"),
        ("Court 2015\u20132030", "Court 2015-2030"),
        ("Ad-Hoc Court", "Ad\u2011Hoc Court"),
        ("法院(第一)", "法院（第一）"),
        ("High Court", "High\u00a0Court"),
    ],
)
def test_a_name_is_found_with_either_of_two_marks(name, printed):
    assert [keys for _, keys in read(printed, {name: ["court"]})] == [("court",)]


def test_an_index_without_names_finds_nothing():
    assert read("反恐委员会", {}) == []


def test_names_that_differ_in_case_alone_stand_for_all_they_name():
    assert read("member states", {"Member States": ["members"], "member States": ["states"]}) == [
        ("member states", ("members", "states"))
    ]


PIECES = st.one_of(st.sampled_from([*NAMES, " ", "，", "ß", "x"]), st.text(max_size=2))


@given(text=st.lists(PIECES, max_size=20).map("".join))
def test_every_hit_is_one_of_the_names_and_no_two_overlap(text):
    hits = [*name_index(NAMES).find(text)]
    keys = {name.casefold(): tuple(sorted(keys)) for name, keys in NAMES.items()}
    assert [hit.keys for hit in hits] == [keys[hit.span.of(text).casefold()] for hit in hits]
    assert all(one.span.end <= other.span.start for one, other in pairwise(hits))


@given(names=st.dictionaries(st.text("反恐委员会", min_size=1, max_size=4), st.just(["x"]), min_size=1))
def test_each_name_alone_is_found_whole(names):
    assert all(read(name, names) == [(name, ("x",))] for name in names)


def plain(text, names):
    """What a reader without an automaton finds."""
    at = 0
    while at < len(text):
        name = max((name for name in names if text.startswith(name, at)), key=len, default="")
        if name:
            yield name
        at += len(name) or 1


@given(
    names=st.dictionaries(st.text("反恐委", min_size=1, max_size=4), st.just(["x"]), min_size=1),
    text=st.text("反恐委员", max_size=12),
)
def test_the_leftmost_of_the_longest_is_what_a_reader_would_take(names, text):
    assert [words for words, _ in read(text, names)] == [*plain(text, names)]
