"""XML that is no Akoma Ntoso, or might do harm, is refused in one line with its place and the reason."""

from pathlib import Path
from time import monotonic

import pytest

from mandategraph.loaders.akn.tree import is_akn, read
from mandategraph.loaders.errors import IdentityError, LoadError, SourceError, StructureError
from mandategraph.loaders.reading import read_document
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OPEN = f'<akomaNtoso xmlns="{AKN}">'
BODY = "<statement><mainBody><paragraph><num>1.</num><content><p>{}</p></content></paragraph></mainBody></statement>"
GROWING = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE akomaNtoso [<!ENTITY e0 "lamp">{GROWING}]>'


def refused(path: Path, error: type[LoadError] = SourceError, **said: str) -> str:
    """The reason for which the file is refused."""
    with pytest.raises(error) as caught:
        read_document(path, STRUCTURES, entries={}, **said)
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    assert len(str(caught.value).splitlines()) == 1
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        (" \n\t", "is empty"),
        ("\ufeff", "is empty"),
        (f"{OPEN}</akomaNtoso>", "is empty: its XML holds no text"),
        ("Lamps.", "line 1: is not well-formed XML: Start tag expected, '<' not found"),
        (f"{OPEN}\n<statement>", "line 2: is not well-formed XML: Premature end of data in tag statement line 2"),
        (
            f"{OPEN}\n<statement>\n</mainBody></statement></akomaNtoso>",
            "line 3: is not well-formed XML: Opening and ending tag mismatch: statement line 2 and mainBody",
        ),
        (f"{OPEN}{BODY.format('&lamp;')}</akomaNtoso>", "line 1: is not well-formed XML: Entity 'lamp' not defined"),
        ("<html><p>Lamps.</p></html>", "line 1: is XML but not Akoma Ntoso 3.0: its root is <html>"),
        (
            "\n<akomaNtoso><p>Lamps.</p></akomaNtoso>",
            "line 2: is XML but not Akoma Ntoso 3.0: its root is <akomaNtoso>",
        ),
        (
            f"<!DOCTYPE akomaNtoso>{OPEN}{BODY.format('Lamps.')}</akomaNtoso>",
            "line 1: declares a document type, and perhaps entities; save it without",
        ),
        (
            f'<!DOCTYPE akomaNtoso SYSTEM "http://example.org/a.dtd">{OPEN}{BODY.format("Lamps.")}</akomaNtoso>',
            "line 1: declares a document type, and perhaps entities; save it without",
        ),
    ],
)
def test_what_is_no_akoma_ntoso_is_refused_with_line_and_reason(tmp_path, text, reason):
    path = tmp_path / "made.xml"
    path.write_text(text, encoding="utf-8")
    assert refused(path) == reason


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" * 9, b"\xff\xfe<\x00a", b"<?xml version='1.0' encoding='no'?><a/>"]
)
def test_what_is_no_xml_is_refused(tmp_path, data):
    path = tmp_path / "made.xml"
    path.write_bytes(data)
    assert "is not well-formed XML" in refused(path)


@pytest.mark.parametrize("use", [f"{OPEN}{BODY.format('&e11;')}", f'{OPEN[:-1]} id="&e11;">{BODY.format("x")}'])
def test_entities_that_grow_without_end_are_refused_at_once(tmp_path, use):
    path = tmp_path / "made.xml"
    path.write_text(f"{BOMB}{use}</akomaNtoso>", encoding="utf-8")
    start = monotonic()
    assert refused(path).startswith("line 1: ")
    assert monotonic() - start < 5


def test_the_file_that_an_entity_names_is_not_read(tmp_path):
    (tmp_path / "secret.txt").write_text("hidden lamps", encoding="utf-8")
    declared = f'<!DOCTYPE akomaNtoso [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path = tmp_path / "made.xml"
    path.write_text(f"{declared}{OPEN}{BODY.format('&e;')}</akomaNtoso>", encoding="utf-8")
    assert "document type" in refused(path)


def nested(depth: int, path: Path) -> Path:
    """A file whose only paragraph stands in so many elements."""
    text = BODY.format("<span>" * depth + "Lamps." + "</span>" * depth)
    path.write_text(f"{OPEN}{text}</akomaNtoso>", encoding="utf-8")
    return path


def test_elements_nested_as_deep_as_can_be_are_read(tmp_path):
    path = nested(245, tmp_path / "made.xml")
    reading = read_document(path, STRUCTURES, entries={}, symbol="S/RES/9010(2031)", language="eng")
    assert [one.text for one in reading.document.paragraphs] == ["Lamps."]


@pytest.mark.parametrize("depth", [260, 5000])
def test_elements_nested_without_measure_are_refused(tmp_path, depth):
    assert "depth" in refused(nested(depth, tmp_path / "made.xml"))


def test_a_file_without_a_paragraph_is_refused(tmp_path):
    path = tmp_path / "made.xml"
    path.write_text(f"{OPEN}<statement><preface><p>Lamps</p></preface></statement></akomaNtoso>", encoding="utf-8")
    reason = refused(path, StructureError, symbol="S/RES/9010(2031)", language="eng")
    assert reason == "no paragraph was found: its preamble and main body are empty"


def test_a_language_without_a_lexicon_is_refused(tmp_path, fixtures):
    text = (fixtures / "S_RES_9010(2031).eng.xml").read_text(encoding="utf-8")
    path = tmp_path / "made.xml"
    meta, _, _ = text.partition("<coverPage")
    stated = meta.replace('language="eng"', 'language="fra"')
    path.write_text(f"{stated}{BODY.format('Le phare.')}</statement></akomaNtoso>", encoding="utf-8")
    assert refused(path, IdentityError) == "no layout of language 'fra' is known; known are eng, zho"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.xml", "", True),
        ("a.XML", "Lamps.", True),
        ("a.akn", '<?xml version="1.0"?><akomaNtoso/>', True),
        ("a.txt", "\ufeff\n<akomaNtoso/>", True),
        ("a.txt", "1. Lamps <akomaNtoso/>", False),
    ],
)
def test_xml_is_told_by_its_name_or_its_beginning(tmp_path, name, text, found):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert is_akn(path) is found


def test_the_source_is_all_text_of_the_file_in_order(tmp_path):
    path = tmp_path / "made.xml"
    path.write_text(f"<?x y?>{OPEN}a<p>b<!-- c --><i>d</i>e</p>\nf<?x y?></akomaNtoso>", encoding="utf-8")
    assert read(path).source.text == "abde\nf"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_the_file_tells_makes_no_difference(tmp_path, encoding):
    path = tmp_path / "made.xml"
    path.write_bytes(f"{OPEN}灯塔</akomaNtoso>".encode(encoding))
    assert read(path).source.text == "灯塔"
