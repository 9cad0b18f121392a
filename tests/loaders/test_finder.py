"""A finder finds what its pattern finds, and knows words that the pattern cannot do without."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.annotate.patterns import patterns
from mandategraph.loaders.finder import finder, finders
from mandategraph.loaders.text.structure import languages

WORDS = {
    "act": {"act"},
    "[Aa]ct": {"act"},
    "(?i:Act|LAW)": {"act", "law"},
    "(?P<body>Council|Assembly) acts": {"council acts", "assembly acts"},
    r"\d+ days?": {" day"},
    "resolutions?|letter": {"resolution", "letter"},
    "(?:by )?(?:year|month)s": {"years", "months"},
    "(?:no|not) later than": {"no later than", "not later than"},
    "act(?:ion)? (?:plan|list)": {"act plan", "act list", "action plan", "action list"},
    "(?:the |a )?(?:new )?law": {"law"},
    "(?:the )?(?:act|law)s? of (?:the )?[A-Z]": {"act of ", "acts of ", "law of ", "laws of "},
    "(?:commission|council) (?:of|for|on) (?:the )?": {"commission ", "council "},
    r"\bact\b(?!ion)(?<!x)": {"act"},
    "(?<=a )(?=acts|laws)": {"acts", "laws"},
    "(?:act, ){2,}": {"act, "},
    "(?>act)ed": {"acted"},
    "(a)?(?(1)bc|de)": {"bc", "de"},
    "年(?:初|底)": {"年初", "年底"},
    "(?:act)*": {""},
    "act|.*": {""},
    r"[^,]\d": {""},
    "[a-z]{2}": {""},
    "": {""},
}
"""Patterns, and the words that tell whether a text can hold a match."""

PATTERNS = [
    pattern for subject in ("times", "citations") for tongue in languages() for pattern in patterns(subject, tongue)
]


@pytest.mark.parametrize(("regex", "words"), WORDS.items())
def test_the_words_are_those_that_a_pattern_cannot_do_without(regex, words):
    assert set(finder(re.compile(regex)).words) == words


@given(regex=st.sampled_from(sorted(WORDS)), data=st.data())
def test_whatever_a_pattern_matches_holds_one_of_its_words(regex, data):
    found = finder(re.compile(regex))
    text = data.draw(st.from_regex(regex))
    assert [match.span() for match in found.finditer(text)] == [match.span() for match in re.finditer(regex, text)]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"{pattern.language}-{pattern.name}")
def test_patterns_of_the_lexicon_are_found_in_either_case_of_their_words(pattern):
    for example in pattern.match:
        assert [match.span() for match in pattern.finder.finditer(example)] == [
            match.span() for match in pattern.regex.finditer(example)
        ]
        assert list(pattern.finder.finditer(example))


@pytest.mark.parametrize("text", ["", "Straße", "İstanbul", "ﬁnal ACT", "法令ACT"])
def test_letters_that_fold_into_several_hide_no_match(text):
    assert [match.span() for match in finder(re.compile("(?i)act|ß|İ|ﬁ|令")).finditer(text)] == [
        match.span() for match in re.finditer("(?i)act|ß|İ|ﬁ|令", text)
    ]


def test_a_text_without_the_words_is_not_searched():
    assert list(finder(re.compile("act")).finditer("nothing")) == []


@given(text=st.lists(st.sampled_from(["act", "Law", "年初", "resolution", " ", "days"]), max_size=12).map("".join))
def test_patterns_searched_together_find_what_each_of_them_finds(text):
    together = finders((regex, re.compile(regex)) for regex in WORDS)
    assert [(regex, match.span()) for regex, match in together.finditer(text)] == [
        (regex, match.span()) for regex in WORDS for match in re.finditer(regex, text)
    ]


@pytest.mark.parametrize("regexes", [(), ("[a-z]{2}",)])
def test_patterns_of_which_none_has_a_word_can_be_searched_together(regexes):
    together = finders((regex, re.compile(regex)) for regex in regexes)
    assert [told for told, _ in together.finditer("an")] == list(regexes)
