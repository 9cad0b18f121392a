"""UN document symbols."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders.annotate.citations_grammar import series
from mandategraph.loaders.symbol import (
    SymbolError,
    akn_iri,
    assembly_resolution,
    canonical,
    council_resolution,
    from_file_name,
    is_resolution,
    issuing_body,
    undocs_iri,
)


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("S/RES/2396(2017)", "S/RES/2396(2017)"),
        ("S/RES/2396 (2017)", "S/RES/2396(2017)"),
        ("S/RES/2396（2017）", "S/RES/2396(2017)"),
        ("s/res/2396 (2017)", "S/RES/2396(2017)"),
        (" S/2018/80\n", "S/2018/80"),
        ("Ｓ／2018／80", "S/2018/80"),
        ("S/2018/\u200b80", "S/2018/80"),
        ("a/70/826/add.1", "A/70/826/Add.1"),
        ("S/2018/80/CORR.1", "S/2018/80/Corr.1"),
        ("E/CN.4/Sub.2/2003/12/Rev.2", "E/CN.4/Sub.2/2003/12/Rev.2"),
        ("A/RES/217 (III)", "A/RES/217(III)"),
        ("A/RES/3362 (S-VII)", "A/RES/3362(S-VII)"),
        ("A/RES/75/101 A-B", "A/RES/75/101A-B"),
        ("A/RES/ES-10/21", "A/RES/ES-10/21"),
        ("S/PV.8148", "S/PV.8148"),
        ("A/C.3/70/L.5", "A/C.3/70/L.5"),
        ("CCPR/C/GC/34", "CCPR/C/GC/34"),
    ],
)
def test_a_symbol_has_one_canonical_form(printed, symbol):
    assert canonical(printed) == symbol


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "S",
        "S/",
        "/2018/80",
        "S//80",
        "and/or",
        "S/RES",
        "S/RES/2396(2017",
        "《S/2018/80》",
        "S/9" * 9999,
    ],
)
def test_what_is_no_symbol_is_refused_with_the_text_given(text):
    with pytest.raises(SymbolError) as refused:
        canonical(text)
    assert refused.value.text == text
    assert len(str(refused.value)) < 200


@given(st.text())
def test_any_text_is_a_symbol_or_refused_and_a_canonical_one_stays_as_it_is(text):
    try:
        symbol = canonical(text)
    except SymbolError:
        return
    assert canonical(symbol) == symbol
    assert " " not in symbol


def test_resolutions_are_named_from_their_numbers():
    assert council_resolution(2396, 2017) == council_resolution("2396", "2017") == "S/RES/2396(2017)"
    assert assembly_resolution(60, 288) == "A/RES/60/288"
    assert assembly_resolution("ES-10", 21) == "A/RES/ES-10/21"


def test_a_resolution_is_not_made_of_words():
    with pytest.raises(SymbolError):
        council_resolution("?", 2017)


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [("S/RES/2396(2017)", True), ("A/RES/70/291", True), ("A/HRC/RES/25/1", True), ("S/2018/80", False)],
)
def test_resolutions_are_told_from_other_documents(symbol, expected):
    assert is_resolution(symbol) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("S_RES_2396(2017).zho.txt", ("S/RES/2396(2017)", "zho")),
        ("S_2018_208.zho.txt", ("S/2018/208", "zho")),
        ("corpus/A_RES_70_291.zho.txt", ("A/RES/70/291", "zho")),
        ("A_70_826_Add.1.eng.pdf", ("A/70/826/Add.1", "eng")),
        ("S_PRST_2015_11.eng.txt.gz", ("S/PRST/2015/11", "eng")),
        ("readme.txt", None),
        ("notes.eng.txt", None),
        ("S_2018_80.txt", None),
        ("", None),
    ],
)
def test_a_file_is_named_after_its_symbol_and_language_or_not_at_all(name, expected):
    assert from_file_name(name) == expected


@pytest.mark.parametrize(
    ("symbol", "body"),
    [
        ("S/RES/2396(2017)", "security-council"),
        ("S/PRST/2015/11", "security-council"),
        ("A/RES/70/291", "general-assembly"),
        ("A/HRC/25/59", "human-rights-council"),
        ("E/RES/2010/12", "economic-and-social-council"),
        ("ST/SGB/2018/1", "secretariat"),
        ("XYZ/1", None),
    ],
)
def test_the_longest_beginning_of_a_symbol_tells_the_body(symbol, body):
    assert issuing_body(symbol, series()) == body


def test_undocs_serves_a_document_under_its_symbol():
    assert undocs_iri("S/RES/2396(2017)") == "https://undocs.org/S/RES/2396(2017)"


@pytest.mark.parametrize(
    ("symbol", "adopted", "iri"),
    [
        ("S/RES/2396(2017)", date(2017, 12, 21), "/akn/un/statement/deliberation/unsc/2017-12-21/2396-2017"),
        ("S/PRST/2016/11", date(2016, 7, 28), "/akn/un/statement/deliberation/unsc/2016-07-28/2016-11"),
        ("A/RES/70/291", date(2016, 7, 1), "/akn/un/statement/deliberation/unga/2016-07-01/70-291"),
        ("A/RES/75/101A-B", date(2020, 12, 10), "/akn/un/statement/deliberation/unga/2020-12-10/75-101A-B"),
        ("A/RES/ES-10/21", date(2023, 10, 27), "/akn/un/statement/deliberation/unga/2023-10-27/ES-10-21"),
        ("A/RES/217(III)", date(1948, 12, 10), None),
        ("S/2018/80", date(2018, 1, 31), None),
    ],
)
def test_the_akoma_ntoso_iri_is_the_one_the_un_publishes_under(symbol, adopted, iri):
    assert akn_iri(symbol, adopted) == iri
