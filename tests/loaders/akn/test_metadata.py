"""What a document is: the user's word first, then the catalogue, then the file's metadata and its cover page."""

import datetime
from pathlib import Path

import pytest

from mandategraph.loaders.catalogue import Ballot, Entry
from mandategraph.loaders.errors import IdentityError
from mandategraph.loaders.facts import facts
from mandategraph.loaders.loading import expand
from mandategraph.loaders.reading import read_document
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})
NAMES = {"eng": "S_RES_9010(2031).eng.xml", "zho": "S_RES_9010(2031).zho.xml"}


def entry_of(text: str, tmp_path: Path, **said: str) -> Entry:
    """The entry of a file of that text, named so as to tell nothing."""
    path = tmp_path / "made.xml"
    path.write_text(text, encoding="utf-8")
    return read_document(path, STRUCTURES, entries={}, **said).entry


@pytest.fixture
def english(fixtures: Path) -> str:
    return (fixtures / NAMES["eng"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["eng", "zho"])
def test_the_file_tells_everything(tmp_path, fixtures, language):
    assert entry_of((fixtures / NAMES[language]).read_text(encoding="utf-8"), tmp_path) == Entry(
        file="made.xml",
        symbol="S/RES/9010(2031)",
        language=language,
        type="resolution",
        date=datetime.date(2031, 5, 6),
        draft="S/2031/77",
        issuer="security-council",
        meeting="S/PV.9999",
        vote="recorded",
        votes={"in_favour": Ballot(14, "UTOPIA"), "abstaining": Ballot(1, "ATLANTIS")},
        sponsors="Atlantis and Utopia",
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ('date="2031-05-06" name="adoption"', 'date="0001-01-01" name="adoption"', "date", datetime.date(2031, 5, 6)),
        ('"2031-05-06"', '"0001-01-01"', "date", None),
        ('"2031-05-06"', '"2031-99-06"', "date", None),
        ('name="resolution"', 'name="decision"', "type", "decision"),
        ('name="resolution"', 'name="presidentialStatement"', "type", None),
        ("/unsc/", "/unga/", "issuer", "general-assembly"),
        ("/unsc/", "/unga-hrc/", "issuer", "human-rights-council"),
        ("/unsc/", "/unecosoc/", "issuer", "economic-and-social-council"),
        ("/unsc/", "/atlantis/", "issuer", None),
        ('as="S/PV.9999"', 'as="S/PV.9999 (Resumption 1)"', "meeting", "S/PV.9999"),
        ('as="S/PV.9999"', 'as="S/2031/99"', "meeting", None),
        ('as="S/PV.9999"', 'as="Adopted, 3rd PV.1"', "meeting", None),
        ('value="001"', 'value="000"', "vote", "unanimous"),
        ('value="014"', 'value=""', "vote", None),
        ('outcome=""', 'outcome="adoptedWithoutVote"', "vote", "consensus"),
        ('as="S/2031/77"', 'as="none"', "draft", None),
        ('by="Atlantis and Utopia"', 'by=" "', "sponsors", None),
        ('value="001"', 'value="x"', "votes", {"in_favour": Ballot(14, "UTOPIA")}),
        ('value="014"', 'value="000"', "votes", {}),
    ],
)
def test_each_field_is_told_by_its_element(tmp_path, english, old, new, field, value):
    assert getattr(entry_of(english.replace(old, new), tmp_path), field) == value


@pytest.mark.parametrize(
    ("work", "name", "symbol"),
    [
        ("unsc/2031-05-06/9010-2031", "resolution", "S/RES/9010(2031)"),
        ("unsc/2031-05-06/2031-4", "presidentialStatement", "S/PRST/2031/4"),
        ("unga/2031-05-06/85-7", "resolution", "A/RES/85/7"),
        ("unga/2031-05-06/85-7A", "decision", "A/DEC/85/7A"),
        ("unga-hrc/2031-05-06/80-3", "resolution", "A/HRC/RES/80/3"),
        ("unecosoc/2031-05-06/2031-9", "resolution", "E/RES/2031/9"),
    ],
)
def test_a_symbol_that_no_cover_page_prints_is_told_by_the_files_iri(tmp_path, english, work, name, symbol):
    text = english.replace("S/RES/9010 (2031)</docNumber>", "</docNumber>")
    text = text.replace("unsc/2031-05-06/9010-2031", work).replace('name="resolution"', f'name="{name}"')
    assert entry_of(text, tmp_path).symbol == symbol


def test_without_any_symbol_the_file_is_refused_with_the_way_out(tmp_path, english):
    text = english.replace("S/RES/9010 (2031)</docNumber>", "</docNumber>").replace("/unsc/", "/atlantis/")
    with pytest.raises(IdentityError, match="its symbol cannot be told; name it with --symbol"):
        entry_of(text, tmp_path)


def test_a_language_that_the_metadata_name_wrongly_is_told_by_the_text(tmp_path, english):
    assert entry_of(english.replace('language="eng"', 'language="fra"'), tmp_path).language == "eng"


def test_what_the_user_says_wins_and_another_documents_metadata_are_not_taken(tmp_path, english):
    entry = entry_of(english, tmp_path, symbol="S/RES/9011 (2031)")
    assert entry == Entry("made.xml", "S/RES/9011(2031)", "eng")


def test_the_catalogue_wins_and_the_file_fills_what_it_leaves_open(fixtures):
    path = fixtures / NAMES["eng"]
    listed = Entry(path.name, "S/RES/9010(2031)", "eng", vote="consensus")
    entry = read_document(path, STRUCTURES, entries={path.name: listed}).entry
    assert (entry.vote, entry.meeting, entry.issuer) == ("consensus", "S/PV.9999", "security-council")


@pytest.mark.parametrize("language", ["eng", "zho"])
def test_chapter_vii_is_told_by_the_text(fixtures, compiled, language):
    reading = read_document(fixtures / NAMES[language], STRUCTURES)
    assert facts(reading.document, reading.entry, STRUCTURES[language], compiled.rolls).chapter_vii


def test_a_folder_stands_for_its_xml_files_too(fixtures):
    assert [path.name for path in expand([fixtures])] == [NAMES["eng"], NAMES["zho"]]
