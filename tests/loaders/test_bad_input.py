"""What no document can be made of is refused in one line that names the file and the reason."""

import os
import tracemalloc
from pathlib import Path
from time import monotonic

import pytest

from mandategraph.loaders.errors import IdentityError, LoadError, SourceError, StructureError
from mandategraph.loaders.reading import read_document
from mandategraph.loaders.text.source import MAX_BYTES, MAX_LINE
from mandategraph.loaders.text.structure import structures

STRUCTURES = structures({})
NAME = "S_RES_2400(2018).zho.txt"
TEXT = (
    "安全理事会，\n\n重申会员国有义务防止恐怖主义，\n\n1. 决定所有国家应在其境内采取措施；\n\n2. 决定继续处理此案。\n"
)


def refused(path: Path, error: type[LoadError] = SourceError, **said: str) -> str:
    """The reason for which the file is refused."""
    with pytest.raises(error) as caught:
        read_document(path, STRUCTURES, **said)
    assert str(caught.value) == f"{caught.value.path}: {caught.value.reason}"
    assert str(path.parent) in caught.value.path
    assert len(str(caught.value).splitlines()) == 1
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"\xff\xfe", "is empty"),
        ("\u3000\n\u3000".encode(), "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50, "is not text in an encoding that can be told; save it as UTF-8"),
        (b"PK\x03\x04\x00\x00\x00" * 50, "is not text in an encoding that can be told; save it as UTF-8"),
        (TEXT.encode() + b"\0", "is not text in an encoding that can be told; save it as UTF-8"),
        (b"%PDF-1.7\x02\n", "is not text: it holds the control character U+0002"),
        (os.urandom(0) + bytes(range(128, 256)) * 9, "is not text in an encoding that can be told; save it as UTF-8"),
        (TEXT.encode("utf-32"), "is UTF-32; save it as UTF-8"),
        (
            b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00",
            "begins like utf-16 but is not (byte 138); save it as UTF-8",
        ),
        (TEXT.encode() + b"\xe5\xae", "is damaged UTF-8: byte 159 belongs to no character"),
        ("决".encode() * (MAX_LINE + 1), f"is not running text: a line is longer than {MAX_LINE:,} characters"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path, data, reason):
    path = tmp_path / NAME
    path.write_bytes(data)
    said = refused(path)
    assert said.split("(byte")[0].split(": byte")[0] == reason.split("(byte")[0].split(": byte")[0]


def test_a_folder_is_refused(tmp_path):
    assert refused(tmp_path) == "is a directory; name the files in it"


def test_a_missing_file_is_refused(tmp_path):
    assert refused(tmp_path / NAME) == "cannot be read: no such file or directory"


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    assert refused(tmp_path / "a\0b.txt") == "cannot be read: not a file name"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    path = tmp_path / NAME
    os.mkfifo(path)
    assert refused(path) == "is not a regular file"


def test_a_file_that_the_system_does_not_give_is_refused_with_its_reason(tmp_path):
    path = tmp_path / NAME
    path.symlink_to(path)
    assert refused(path) == "cannot be read: too many levels of symbolic links"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_document_reads_the_same_in_every_encoding_that_can_be_told(tmp_path, encoding):
    path = tmp_path / NAME
    path.write_bytes(TEXT.encode(encoding))
    document = read_document(path, STRUCTURES).document
    assert [part.text for part in document.paragraphs] == [
        "重申会员国有义务防止恐怖主义，",
        "决定所有国家应在其境内采取措施；",
        "决定继续处理此案。",
    ]


@pytest.mark.parametrize("place", [0, 2, len(TEXT)])
@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", "\u00ad", "\u200e"])
def test_a_character_that_shows_nothing_is_no_text(tmp_path, mark, place):
    path = tmp_path / NAME
    path.write_bytes((TEXT[:place] + mark + TEXT[place:]).encode())
    document = read_document(path, STRUCTURES).document
    assert [part.path for part in document.paragraphs] == ["pre/1", "para/1", "para/2"]
    assert not any(mark in part.passage.text for part in (*document.paragraphs, *document.matter))


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("readme.txt", {}, "its symbol cannot be told; name it with --symbol"),
        ("readme.txt", {"symbol": "no symbol"}, "--symbol is not a UN document symbol: 'no symbol'"),
        (NAME, {"language": "tlh"}, "no layout of language 'tlh' is known; known are eng, zho"),
    ],
)
def test_a_document_that_cannot_be_told_is_refused_and_says_what_would_help(tmp_path, name, said, reason):
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    assert refused(path, IdentityError, **said) == reason


def test_a_language_that_cannot_be_told_is_refused(tmp_path):
    path = tmp_path / "readme.txt"
    path.write_text("1. 決議を採択した。これはテストです。\n", encoding="utf-8")
    assert refused(path, IdentityError) == "its language cannot be told; name it with --language"


@pytest.mark.parametrize("text", ["会员国\n", "第七十届会议\n", "安全理事会，\n", "---\n3/17\n"])
def test_a_text_without_a_paragraph_is_refused(tmp_path, text):
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    reason = refused(path, StructureError, language="zho")
    assert reason == "no paragraph was found: no number, no enacting formula, no full sentence"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[document]\n", "is no catalogue: "),
        ("document = 3\n", "is no catalogue: "),
        ("document = [3]\n", "is no catalogue: "),
        ('[[document]]\nsymbol = "S/2018/80"\nlanguage = "zho"\n', "has a document without file"),
        ('[[document]]\nfile = "a.txt"\nlanguage = "zho"\n', "has a document without symbol"),
        ('[[document]]\nfile = "a.txt"\nsymbol = "S/2018/80"\n', "has a document without language"),
        (
            '[[document]]\nfile = "a.txt"\nsymbol = "none"\nlanguage = "zho"\n',
            "is no catalogue: not a UN document symbol",
        ),
        ('[[document]]\nfile = "a.txt"\nsymbol = 80\nlanguage = "zho"\n', "is no catalogue: "),
        ('[[document]]\nfile = "a.txt"\nsymbol = "S/2018/80"\nlanguage = "zho"\ntitle = 3\n', "is no catalogue: "),
        (
            '[[document]]\nfile = "a.txt"\nsymbol = "S/2018/80"\nlanguage = "zho"\ncomponent = [{type = "annex"}]\n',
            "has a document without path",
        ),
    ],
)
def test_a_malformed_catalogue_is_refused_by_its_own_path(tmp_path, text, reason):
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")
    assert refused(tmp_path / NAME, IdentityError).startswith(reason)


def test_a_catalogue_that_is_no_utf_8_is_refused(tmp_path):
    (tmp_path / NAME).write_text(TEXT, encoding="utf-8")
    (tmp_path / "catalogue.toml").write_bytes(b"\xff\xfe\x00")
    assert refused(tmp_path / NAME, IdentityError).startswith("is no catalogue: ")


def test_a_file_over_the_limit_is_refused_without_being_read_whole(tmp_path):
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(100 * MAX_BYTES)
    tracemalloc.start()
    assert refused(path) == "is larger than 32 MiB; split it into its documents"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MAX_BYTES


@pytest.mark.slow
def test_a_single_line_of_a_hundred_megabytes_is_refused_at_once(tmp_path):
    path = tmp_path / NAME
    path.write_bytes("会".encode() * (100 * 2**20 // 3))
    start = monotonic()
    assert "MiB" in refused(path)
    assert monotonic() - start < 10


@pytest.mark.slow
def test_a_single_line_just_under_the_limit_is_refused_in_bounded_time(tmp_path):
    path = tmp_path / NAME
    path.write_bytes("会".encode() * (MAX_BYTES // 3))
    start = monotonic()
    assert refused(path).startswith("is not running text")
    assert monotonic() - start < 30
