"""Reading a file into text, with the encoding told or refused."""

import hashlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path

import charset_normalizer

from mandategraph.loaders.errors import SourceError

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read. The longest UN document has some four million characters."""

MAX_LINE = 1_000_000
"""The longest line, in characters: beyond it, the file is not running text."""

_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_CANDIDATES = ("gb18030", "big5", "utf_16_le", "utf_16_be")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its path as given, the SHA-256 of its bytes in hexadecimal, its encoding, its text."""

    path: str
    sha256: str
    encoding: str
    text: str


def read(path: Path) -> Source:
    """The text of the file at `path`; raises `SourceError` if it is no text in an encoding that can be told."""
    data = _bytes(path)
    encoding = _encoding(data, str(path))
    text = data.decode(encoding)
    _check(text, str(path))
    return Source(str(path), hashlib.sha256(data).hexdigest(), encoding, text)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(
                str(path), f"is larger than {MAX_BYTES // 2**20} MiB; split it into its documents"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), (error.strerror or "cannot be read").lower()) from error


def _encoding(data: bytes, path: str) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decodable(data, name, path)
    if b"\0" not in data:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return _guess(data, path)
        return "utf-8"
    return _guess(data, path)


def _decodable(data: bytes, encoding: str, path: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"begins like {encoding} but is not (byte {error.start}); save it as UTF-8"
        raise SourceError(path, reason) from error
    return encoding


def _guess(data: bytes, path: str) -> str:
    best = charset_normalizer.from_bytes(data, cp_isolation=list(_CANDIDATES), threshold=0.1).best()
    if best is None:
        raise SourceError(path, "is not text in an encoding that can be told; save it as UTF-8")
    return best.encoding


def _check(text: str, path: str) -> None:
    if not text.strip():
        raise SourceError(path, "is empty")
    control = next((c for c in text if ord(c) < 32 and c not in "\t\n\r\f\v"), None)
    if control is not None:
        raise SourceError(path, f"is not text: it holds the control character U+{ord(control):04X}")
    if max(map(len, text.splitlines())) > MAX_LINE:
        raise SourceError(path, f"is not running text: a line is longer than {MAX_LINE:,} characters")
