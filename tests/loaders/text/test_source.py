"""Reading a file: its encoding is told or refused, its bytes are fingerprinted."""

import codecs
import hashlib

import pytest

from mandategraph.loaders.errors import SourceError
from mandategraph.loaders.text.encoding import broken_utf8, guess
from mandategraph.loaders.text.source import read

SIMPLIFIED = "安全理事会，\n\n重申会员国有义务防止恐怖主义，\n\n1. 决定所有国家应在其境内采取措施；\n\n2. 决定。\n"
TRADITIONAL = "安全理事會，\n\n重申會員國有義務防止恐怖主義，\n\n1. 決定所有國家應在其境內採取措施；\n\n2. 決定。\n"
ENGLISH = "The Security Council,\n\n1. Decides that all States shall act within their territories;\n\n2. Decides so.\n"


@pytest.mark.parametrize(
    ("text", "encode", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf_16_le"),
        (SIMPLIFIED, "utf-16-be", "utf_16_be"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-16-le", "utf_16_le"),
        (ENGLISH, "ascii", "utf-8"),
        (ENGLISH, "utf-16-le", "utf_16_le"),
        (ENGLISH, "utf-16-be", "utf_16_be"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(tmp_path, text, encode, encoding):
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode(encode))
    source = read(path)
    assert (source.text, source.encoding, source.path) == (text, encoding, str(path))
    assert source.sha256 == hashlib.sha256(text.encode(encode)).hexdigest()


def test_big_endian_text_with_a_byte_order_mark_is_read_without_it(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"))
    assert read(path).text == SIMPLIFIED


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(tmp_path, newline):
    path = tmp_path / "text.txt"
    path.write_bytes(ENGLISH.replace("\n", newline).encode())
    assert read(path).text == ENGLISH.replace("\n", newline)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(range(128, 256)) * 20,
        "El Consejo de Seguridad decidió que la situación".encode("latin-1"),
        "安全".encode("gb18030"),
        SIMPLIFIED.encode("shift_jis", "ignore"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9,
    ],
)
def test_bytes_that_do_not_read_as_running_text_are_not_guessed(data):
    assert guess(data) is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (SIMPLIFIED.encode(), None),
        (SIMPLIFIED.encode()[:-2] + b"\xff.", len(SIMPLIFIED.encode()) - 4),
        (SIMPLIFIED.encode().replace("会".encode(), "会".encode()[:2], 1), 12),
        (SIMPLIFIED.encode("gb18030"), None),
        (b"\xff" * 40, None),
    ],
)
def test_utf_8_with_a_few_wrong_bytes_is_told_from_another_encoding(data, place):
    assert broken_utf8(data) == place


def test_damaged_utf_8_is_refused_with_the_place_of_the_damage(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(SIMPLIFIED.encode()[:-2] + b"\xff.")
    with pytest.raises(SourceError, match="is damaged UTF-8: byte 129") as refused:
        read(path)
    assert refused.value.path == str(path)
