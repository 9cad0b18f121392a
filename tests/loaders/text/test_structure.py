"""The layout grammar of each language, compiled from the lexicon; that every pattern proves itself is tested there."""

import pytest

from mandategraph.loaders.text.structure import languages, structure, structures, tongues

ZHO, ENG = structures({})["zho"], structures({})["eng"]


def test_chinese_and_english_are_known_and_another_language_is_not():
    assert set(languages()) >= {"zho", "eng"}
    assert {tongue.language for tongue in tongues()} == set(languages()) == set(structures({}))
    with pytest.raises(KeyError):
        structure("tlh", ())


@pytest.mark.parametrize(
    ("grammar", "text", "open_"),
    [
        (ZHO, "决定继续处理此案。", False),
        (ZHO, "重申会员国，", False),
        (ZHO, "如下:", False),
        (ZHO, "称为“软目标。”", False),
        (ZHO, "(见附件。)", False),
        (ZHO, "第 1373(2001)", True),
        (ZHO, "原籍国、", True),
        (ZHO, "边界安全和信息共享", True),
        (ZHO, "决定。  ", False),
        (ZHO, "", True),
        (ENG, "Decides to remain seized.", False),
        (ENG, "so-called “soft targets.”", False),
        (ENG, "resolution 1373 (2001)", True),
        (ENG, "Border security", True),
    ],
)
def test_a_text_ends_open_unless_it_ends_at_a_mark_that_can_end_a_paragraph(grammar, text, open_):
    assert grammar.ends_open(text) is open_


@pytest.mark.parametrize(
    ("language", "verbs", "text", "opens"),
    [
        ("zho", (), "重申会员国", True),
        ("zho", (), "期待会员国", False),
        ("zho", ("期待",), "期待会员国", True),
        ("zho", (), "国籍国或第三国", False),
        ("eng", (), "Recalling its resolutions", True),
        ("eng", (), "Also recalling", True),
        ("eng", (), "and third States", False),
        ("eng", ("Pays tribute",), "Pays tribute to", True),
    ],
)
def test_a_preambular_paragraph_opens_with_a_word_of_the_lexicon_or_a_given_verb(language, verbs, text, opens):
    assert (structure(language, verbs).openers.match(text) is not None) is opens


def test_openers_are_taken_as_words_and_not_as_patterns():
    assert structure("zho", ("(a",)).openers.match("(a") is not None
