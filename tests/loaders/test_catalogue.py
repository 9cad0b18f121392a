"""Which document a text is: what the user says, the catalogue, the first page and the file name tell, in this order."""

import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from mandategraph.loaders.catalogue import ComponentEntry, Entry, catalogue, identify, language_of
from mandategraph.loaders.errors import IdentityError
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import structures, tongues

CORPUS = Path(str(files("mandategraph") / "corpus"))
STRUCTURES = structures({})
BODY = "安全理事会，\n\n重申会员国有义务，\n\n1. 决定采取措施。\n"


def told(text, name="draft.txt", entries=(), **said):
    known = {entry.file: entry for entry in entries}
    entry = identify(Source(f"folder/{name}", "", "utf-8", text), STRUCTURES, known, **said)
    return entry.symbol, entry.language


def test_the_catalogue_of_the_corpus_says_what_the_five_documents_are():
    entries = catalogue(CORPUS)
    assert {(entry.symbol, entry.type, entry.issuer, entry.language) for entry in entries.values()} == {
        ("S/RES/2396(2017)", "resolution", "security-council", "zho"),
        ("S/RES/2395(2017)", "resolution", "security-council", "zho"),
        ("A/RES/70/291", "resolution", "general-assembly", "zho"),
        ("S/2018/80", "report", "secretary-general", "zho"),
        ("S/2018/208", "letter", "chair-ctc", "zho"),
    }
    assert {path.name for path in CORPUS.glob("*.txt")} == set(entries)
    assert {entry.symbol: entry.date for entry in entries.values()} == {
        "S/RES/2396(2017)": datetime.date(2017, 12, 21),
        "S/RES/2395(2017)": datetime.date(2017, 12, 21),
        "A/RES/70/291": datetime.date(2016, 7, 1),
        "S/2018/80": datetime.date(2018, 1, 31),
        "S/2018/208": datetime.date(2018, 3, 9),
    }
    assert entries["S_2018_208.zho.txt"].components == (
        ComponentEntry("annex/1", "work-programme", "ctc"),
        ComponentEntry("annex/2", "work-programme", "cted"),
    )
    resolution = entries["S_RES_2396(2017).zho.txt"]
    assert (resolution.draft, resolution.meeting, resolution.vote) == ("S/2017/1051", "S/PV.8148", "unanimous")
    assert set(resolution.titles) == {"zh", "en"}


def test_a_folder_without_a_catalogue_has_no_entries(tmp_path):
    assert catalogue(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (BODY, "S_RES_2400(2018).zho.txt", ("S/RES/2400(2018)", "zho")),
        (f"联合国 S/2018/80\n\n{BODY}", "draft.txt", ("S/2018/80", "zho")),
        (f"联合国 S/RES/2396 (2017)*\n\n{BODY}", "draft.txt", ("S/RES/2396(2017)", "zho")),
        (f"联合国 $\\mathbf{{S}}_{{/2018/80}}$\n\n{BODY}", "draft.txt", ("S/2018/80", "zho")),
        (f"S/2018/80\n\n{BODY}", "draft.txt", ("S/2018/80", "zho")),
        (f"联合国 S/2018/80\n\n{BODY}", "S_2018_81.zho.txt", ("S/2018/80", "zho")),
        (f"S/2018/80\n\nS/2018/81\n\n{BODY}", "S_2018_81.zho.txt", ("S/2018/81", "zho")),
        (f"{BODY}\nS/2018/14\n", "S_2018_81.zho.txt", ("S/2018/81", "zho")),
        (
            "United Nations S/2018/80\n\n1. The Committee will report to the Council on the matter.\n",
            "draft.txt",
            ("S/2018/80", "eng"),
        ),
        (BODY, "S_2018_81.eng.txt", ("S/2018/81", "zho")),
    ],
)
def test_the_first_page_tells_and_then_the_file_name(text, name, expected):
    assert told(text, name) == expected


def test_the_catalogue_comes_before_the_first_page_and_the_user_before_both():
    entry = Entry("draft.txt", "S/2018/1", "zho", type="report")
    text = f"联合国 S/2018/80\n\n{BODY}"
    assert told(text, entries=[entry]) == ("S/2018/1", "zho")
    assert told(text, entries=[entry], symbol="s/2018/99") == ("S/2018/99", "zho")
    assert told(text, entries=[entry], language="eng") == ("S/2018/1", "eng")


def test_what_the_catalogue_knows_comes_along_unless_the_user_says_it_is_another_document():
    entry = Entry("draft.txt", "S/2018/1", "zho", type="report")
    source = Source("folder/draft.txt", "", "utf-8", BODY)
    assert identify(source, STRUCTURES, {"draft.txt": entry}).type == "report"
    assert identify(source, STRUCTURES, {"draft.txt": entry}, symbol="S/2018/1").type == "report"
    assert identify(source, STRUCTURES, {"draft.txt": entry}, symbol="S/2018/2").type is None


@pytest.mark.parametrize(
    ("text", "name", "said", "reason"),
    [
        (BODY, "draft.txt", {}, "its symbol cannot be told; name it with --symbol"),
        (BODY, "draft.txt", {"symbol": "S"}, "--symbol is not a UN document symbol: 'S'"),
        (
            BODY,
            "draft.txt",
            {"symbol": "S/2018/80", "language": "fra"},
            "no layout of language 'fra' is known; known are eng, zho",
        ),
        (
            f"S/2018/80\n\nS/2018/81\n\n{BODY}",
            "draft.txt",
            {},
            "its first page shows S/2018/80 and S/2018/81; choose one with --symbol",
        ),
        ("1. Décide que les États\n", "draft.txt", {}, "its language cannot be told; name it with --language"),
    ],
)
def test_what_cannot_be_told_is_refused_and_says_what_would_help(text, name, said, reason):
    with pytest.raises(IdentityError) as refused:
        told(text, name, **said)
    assert (refused.value.path, refused.value.reason) == (f"folder/{name}", reason)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "zho"),
        ("The Security Council, recalling its resolutions on the subject of terrorism,", "eng"),
        ("Le Conseil de sécurité, rappelant les résolutions de la session,", None),
        ("El Consejo de Seguridad, recordando la resolución de los Estados,", None),
        ("安全保障理事会は、テロリズムに関する決議を採択した。", None),
        ("2018 1373 (2001)", None),
        ("", None),
    ],
)
def test_the_language_is_told_from_the_words(text, language):
    assert language_of(text, tongues()) == language
