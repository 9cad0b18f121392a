"""Every pattern of the lexicon proves itself by its examples, read as the code that compiles it reads it.

citations.toml, times.toml and numerals.toml are held to theirs in test_citations.py and test_times.py.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.mentions_grammar import mention_grammar
from mandategraph.loaders.annotate.patterns import either, expanded
from mandategraph.loaders.annotate.roles_grammar import role_grammar
from mandategraph.loaders.text.structure import languages

NEVER = "(?!)"
"""The pattern of what a language does not have; it needs no examples."""
ACTORS = "▢"
"""What stands for the actors in an example of roles.toml."""

Reads = Callable[[str, str], bool]


class Case(NamedTuple):
    """A pattern of the lexicon: where it stands, how the loader reads it, and its examples."""

    name: str
    pattern: str
    reads: Reads
    match: tuple[str, ...]
    no_match: tuple[str, ...]


def whole(pattern, text):
    return re.fullmatch(pattern, text) is not None


def beginning(pattern, text):
    return re.match(pattern, text) is not None


def anywhere(pattern, text):
    return re.search(pattern, text) is not None


def end(pattern, text):
    return re.search(f"(?:{pattern})$", text) is not None


def whole_find(pattern, text):
    """What is found in the text, and is the text itself."""
    return any(found.group() == text for found in re.finditer(pattern, text))


def named(pattern, text):
    """What is found up to the end of the text, as a name."""
    return any(found.end("name") == len(text) for found in re.finditer(pattern, text))


def whole_lead(pattern, text):
    """A pattern that matches nothing as well: what it takes from the beginning on is the text, and not empty."""
    found = re.match(pattern, text)
    return found is not None and 0 < found.end() == len(text)


def words(pattern, text):
    """A pattern that matches nothing as well: the whole text, which is not empty."""
    return whole(pattern, text) and text != ""


SCALARS: dict[str, dict[str, Reads]] = {
    "adoption": {"beyond": whole_find},
    "clauses": {
        "inverted": beginning,
        "boundary": anywhere,
        "quoted": whole_find,
        "sentence": anywhere,
        "blocked": beginning,
        "joint": anywhere,
        "coordinated": beginning,
        "pledge": beginning,
        "author": beginning,
        "narrative": whole,
        "resumed": whole,
        "opening": beginning,
        "inner": words,
        "around": whole,
        "continued": anywhere,
        "resuming": anywhere,
        "delegating": anywhere,
    },
    "roles": {
        "coordination": whole,
        "apart": whole,
        "apart_behind": beginning,
        "attribute": words,
        "genitive": whole,
        "attributes": words,
        "strangers": whole,
        "mutual_between": whole,
        "mutual_after": beginning,
        "between": whole,
        "between_after": beginning,
        "delegate": end,
        "oblique": end,
        "change": whole,
        "nested_lead": words,
        "decided": beginning,
        "negated": anywhere,
        "pronoun": beginning,
        "attributive": beginning,
        "approach": whole,
        "object_of": anywhere,
        "restricted": whole,
        "agent": whole,
        "apposed": beginning,
        "enabled": end,
        "owned": beginning,
        "part_of": beginning,
        "passive": whole,
        "own_again": anywhere,
        "own_pledge": beginning,
        "possessive": beginning,
        "agenda": beginning,
        "disposed": beginning,
        "financed": beginning,
        "state_of": beginning,
        "acting": beginning,
    },
    "mentions": {
        "introduction": beginning,
        "shortened": beginning,
        "owner": anywhere,
        "lengthy": whole,
        "resolution": whole_find,
        "dated": whole_find,
        "established": whole_find,
        "chair": beginning,
        "chair_before": end,
        "government": beginning,
        "government_before": end,
        "governs": end,
        "own_government": whole_find,
        "organ": whole,
        "anaphor": whole_find,
        "head": anywhere,
        "unknown": whole_find,
        "bounded": end,
    },
    "coined": {"coined": named, "extended": beginning, "parted": beginning, "uncoined": whole},
    "findings": {
        "lead": beginning,
        "empowered": beginning,
        "addressed": beginning,
        "symbol": whole_find,
        "title": whole_find,
    },
}
"""How the loader reads the patterns that stand alone, with `X_match` and `X_no_match` beside them."""

ENTRIES: dict[str, dict[str, Reads]] = {
    "clauses": {
        "lead": lambda pattern, text: whole_lead(f"(?i:{pattern})", text),
        "trailing": whole,
        "open": lambda pattern, text: whole(f"(?s:.*)(?:{pattern})", text),
        "aside": lambda pattern, text: whole(f"(?s:.*)(?:{pattern})", text),
        "parallel": whole,
        "speaker": whole_lead,
        "modal": anywhere,
        "recast": beginning,
        "subject_gap": words,
        "prelude": whole,
    },
    "roles": {
        "law": anywhere,
        "seized": anywhere,
        "own_act": beginning,
        "nested": beginning,
        "aside": end,
        "implied": beginning,
        "given": anywhere,
        "met": anywhere,
        "condition": anywhere,
        "unqualified": anywhere,
    },
    "mentions": {"class": whole_find},
    "structure": {
        "number": beginning,
        "heading": beginning,
        "item": beginning,
        "item_link": anywhere,
        "opener": lambda pattern, text: beginning(f"(?i:{pattern})", text),
        "component": whole,
        "enacting": whole,
        "closing": whole,
        "signature": whole,
        "chapter_vii": whole,
        "matter": whole,
    },
}
"""How the loader reads the patterns of tables, with `match` and `no_match` in the table."""

PLAIN = {
    "adoption": {"listed"},
    "clauses": {"leading_only", "described", "delegated", "adjuncts", "accompanying", "trailing_acts", "narrated"},
    "roles": {"fragments"},
    "coined": {"fragments"},
    "mentions": {"nouns", "spelling", "common"},
    "findings": set(),
    "structure": {
        *("terminals", "closers", "colons", "commas", "stops", "counters", "ordinals", "numerals", "ten"),
        *("heading_characters", "tongue"),
    },
}
"""What is no pattern, or is tested on its own below."""

ROLES = ("partner", "recipient")
"""The tables of roles.toml whose patterns stand around actors."""


def scalars(file, language):
    own = lexicon.load(file)[language]
    for key, reads in SCALARS.get(file, {}).items():
        examples = [tuple(own.get(f"{key}_{kind}", ())) for kind in ("match", "no_match")]
        pattern = expanded(own[key], own.get("fragments", {"noun": either(own.get("nouns", ["-"]))}))
        yield Case(f"{file}-{language}-{key}", pattern, reads, *examples)


def entries(file, language):
    own = lexicon.load(file)[language]
    for key, reads in ENTRIES.get(file, {}).items():
        for number, entry in enumerate(own[key], 1):
            name = f"{file}-{language}-{key}-{number}"
            yield Case(name, entry["pattern"], reads, tuple(entry["match"]), tuple(entry["no_match"]))


def around(language):
    """The patterns of a role as one: words before the actors, attributes, the actors, words behind them."""
    own = lexicon.load("roles")[language]
    for key in ROLES:
        for number, entry in enumerate(own[key], 1):
            name = f"roles-{language}-{key}-{number}"
            yield Case(name, entry, role_reads(own), tuple(entry["match"]), tuple(entry["no_match"]))


def role_reads(own):
    def reads(entry, text):
        before, _, after = text.partition(ACTORS)
        ends = re.search(f"(?:{entry['before']})(?:{own['attributes']})$", before)
        return ends is not None and re.match(entry["after"], after) is not None

    return reads


def furniture():
    for number, entry in enumerate(lexicon.load("structure")["furniture"], 1):
        yield Case(f"furniture-{number}", entry["pattern"], whole, tuple(entry["match"]), tuple(entry["no_match"]))
    for number, entry in enumerate(lexicon.load("structure")["marker"], 1):
        yield Case(f"marker-{number}", entry["pattern"], beginning, tuple(entry["match"]), tuple(entry["no_match"]))


LANGUAGES = languages()
CASES = [
    *(case for file in SCALARS for language in LANGUAGES for case in scalars(file, language)),
    *(case for file in ENTRIES for language in LANGUAGES for case in entries(file, language)),
    *(case for language in LANGUAGES for case in around(language)),
    *furniture(),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_pattern_matches_its_examples_and_none_of_the_others(case):
    if case.pattern != NEVER:
        assert case.match
        assert case.no_match
    assert [text for text in case.match if not case.reads(case.pattern, text)] == []
    assert [text for text in case.no_match if case.reads(case.pattern, text)] == []


@pytest.mark.parametrize(
    "case", [case for language in LANGUAGES for case in around(language)], ids=lambda case: case.name
)
def test_every_example_of_a_role_marks_its_actors_once(case):
    assert [text for text in (*case.match, *case.no_match) if text.count(ACTORS) != 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", PLAIN)
def test_nothing_stands_in_a_lexicon_that_is_not_tested(file, language):
    own = lexicon.load(file)[language]
    known = {*SCALARS.get(file, ()), *ENTRIES.get(file, ()), *PLAIN[file]}
    examples = {f"{key}_{kind}" for key in SCALARS.get(file, ()) for kind in ("match", "no_match")}
    assert set(own) - known - examples - (set(ROLES) if file == "roles" else set()) == set()


@pytest.mark.parametrize("file", [*SCALARS, "structure", "citations", "times"])
def test_every_lexicon_has_the_same_patterns_in_every_language(file):
    own = lexicon.load(file)
    keys = [set(own[language]) for language in LANGUAGES if language in own]
    unmatched = [{key for key in one if not key.endswith("_match")} for one in keys]
    assert all(one == unmatched[0] for one in unmatched)


@pytest.mark.parametrize(
    ("pattern", "entry"),
    [(re.compile(entry["pattern"], re.MULTILINE), entry) for entry in lexicon.load("structure")["markup"]],
)
def test_what_markup_finds_in_a_line_is_one_of_its_examples(pattern, entry):
    found = [match.group() for match in pattern.finditer(entry["context"])]
    assert found
    assert set(found) <= set(entry["match"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_item_begins_inside_a_reference(language):
    entries_ = lexicon.load("structure")[language]["item"]
    assert all(entry["not_in"] for entry in entries_)
    assert [
        text for entry in entries_ for text in entry["not_in"] if re.search(entry["pattern"], text) is not None
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_names_itself(language):
    for entry in lexicon.load("structure")[language]["tongue"]["name"]:
        assert all(whole(entry["pattern"], text) for text in entry["match"])
        assert not any(whole(entry["pattern"], text) for text in entry["no_match"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_told_to_be_in_its_language(language):
    tongue = lexicon.load("structure")[language]["tongue"]
    assert tongue["match"]
    assert tongue["no_match"]
    assert all(shows(tongue, text) for text in tongue["match"])
    assert not any(shows(tongue, text) for text in tongue["no_match"])


def shows(tongue, text):
    units = re.findall(tongue["units"], text)
    share = len(re.findall(tongue["evidence"], text, re.IGNORECASE)) / len(units)
    foreign = len(re.findall(tongue["foreign"], text))
    return share >= tongue["share"] and foreign == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_and_acts_of_the_clause_grammar_are_those_of_the_authority_file(language, compiled):
    own = lexicon.load("clauses")[language]
    acts = compiled.annotators[language].knowledge.acts
    assert {*own["trailing_acts"], *(entry["act"] for entry in own["modal"])} <= set(acts)
    forms = {form.casefold() for act in acts.values() for form in act.forms}
    listed = (own[name] for name in ("leading_only", "described", "delegated", "adjuncts"))
    assert {form.casefold() for forms_ in listed for form in forms_} <= forms


@pytest.mark.parametrize("file", ["clauses", "roles", "mentions", "findings"])
def test_every_named_group_is_one_that_the_loader_reads(file):
    named = {
        "repeated",
        "intensified",
        "name",
        "number",
        "resolutions",
        "body",
        "noun",
        "year",
        "many",
        "one",
        "words",
        "modal",
    }
    text = str(lexicon.load(file))
    assert set(re.findall(r"\(\?P<(\w+)>", text)) <= named


def test_a_language_without_lexicon_is_refused():
    with pytest.raises(KeyError):
        mention_grammar("xxx")
    with pytest.raises(KeyError):
        role_grammar("xxx")
