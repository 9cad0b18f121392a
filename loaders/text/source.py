"""Reading a file into text, with the encoding told or refused."""

import hashlib
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from dataclasses import dataclass
from pathlib import Path

from mandategraph.loaders.errors import SourceError
from mandategraph.loaders.text.encoding import broken_utf8, guess

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read. The longest UN document has some four million characters."""

MAX_LINE = 100_000
"""The longest line, in characters: beyond it, the file is not running text."""

_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_BLANK_CONTROLS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its path as given, the SHA-256 of its bytes in hexadecimal, its encoding, its text."""

    path: str
    sha256: str
    encoding: str
    text: str


def read(path: Path) -> Source:
    """The text of the file at `path`; raises `SourceError` if it is no text in an encoding that can be told."""
    data = read_bytes(path)
    encoding = _encoding(data, str(path))
    text = data.decode(encoding)
    check_text(text, str(path))
    return Source(str(path), hashlib.sha256(data).hexdigest(), encoding, text)


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`; raises `SourceError` if it is no file, not to be had, or too large."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(str(path), "is a directory; name the files in it")
        if not stat.S_ISREG(mode):
            raise SourceError(str(path), "is not a regular file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(str(path), _reason(error)) from error
    if len(data) > MAX_BYTES:
        raise SourceError(str(path), f"is larger than {MAX_BYTES // 2**20} MiB; split it into its documents")
    return data


def _reason(error: OSError | ValueError) -> str:
    said = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {(said or 'not a file name').lower()}"


def _encoding(data: bytes, path: str) -> str:
    if not data.strip():
        raise SourceError(path, "is empty")
    if data.startswith(BOM_UTF32_LE):
        raise SourceError(path, "is UTF-32; save it as UTF-8")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decodable(data, name, path)
    if b"\0" not in data:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return _other(data, path)
        return "utf-8"
    return _other(data, path)


def _decodable(data: bytes, encoding: str, path: str) -> str:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"begins like {encoding} but is not (byte {error.start}); save it as UTF-8"
        raise SourceError(path, reason) from error
    return encoding


def _other(data: bytes, path: str) -> str:
    """The encoding of bytes that are not UTF-8."""
    broken = broken_utf8(data)
    if broken is not None:
        raise SourceError(path, f"is damaged UTF-8: byte {broken} belongs to no character")
    encoding = guess(data)
    if encoding is None:
        raise SourceError(path, "is not text in an encoding that can be told; save it as UTF-8")
    return encoding


def check_text(text: str, path: str) -> None:
    """Raise `SourceError` if `text` is empty or no running text."""
    if not text.strip("\ufeff \t\r\n\f\v\u3000\xa0") or text.isspace():
        raise SourceError(path, "is empty")
    control = next((c for c in text if c < " " and c not in _BLANK_CONTROLS), None)
    if control is not None:
        raise SourceError(path, f"is not text: it holds the control character U+{ord(control):04X}")
    if max(map(len, text.splitlines())) > MAX_LINE:
        raise SourceError(path, f"is not running text: a line is longer than {MAX_LINE:,} characters")
