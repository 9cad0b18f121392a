"""Content codings: an answer made smaller on its way, in the way the client likes best."""

import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol, cast

import brotli
import zstandard
from flask import Response
from werkzeug.datastructures import Accept

_ALREADY = ("image/", "font/")
_WORTH = 1024


class Encoder(Protocol):
    """Takes an answer piece by piece; what it gives back, with what `flush` gives, is the answer encoded."""

    def compress(self, data: bytes) -> bytes:
        """What is ready of the answer so far."""

    def flush(self) -> bytes:
        """The rest."""


class _Brotli:
    def __init__(self) -> None:
        self._compressor = brotli.Compressor(quality=4)

    def compress(self, data: bytes) -> bytes:
        return cast("bytes", self._compressor.process(data))

    def flush(self) -> bytes:
        return cast("bytes", self._compressor.finish())


def _gzip() -> Encoder:
    return zlib.compressobj(5, wbits=31)


def _zstd() -> Encoder:
    return cast("Encoder", zstandard.ZstdCompressor(level=3).compressobj())


# The one that is made fastest first: of codings that a client likes alike it gets that.
_ENCODERS: Mapping[str, Callable[[], Encoder]] = MappingProxyType({"zstd": _zstd, "br": _Brotli, "gzip": _gzip})


def chosen(accepted: Accept) -> str | None:
    """The coding for an Accept-Encoding header; None where the answer goes as it is.

    >>> from werkzeug.http import parse_accept_header
    >>> [chosen(parse_accept_header(each, Accept)) for each in ("gzip, br;q=0.5", "gzip, zstd", "*;q=0", "identity")]
    ['gzip', 'zstd', None, None]
    """
    named = {value.lower(): quality for value, quality in accepted}
    liked = {each: named.get(each, named.get("*", 0)) for each in _ENCODERS}
    best = max(liked, key=lambda each: liked[each])
    return best if liked[best] > 0 and liked[best] >= named.get("identity", 0) else None


def encoder(coding: str) -> Encoder:
    """What encodes by a coding that `chosen` gave."""
    return _ENCODERS[coding]()


def is_worth_it(response: Response) -> bool:
    """Whether an answer is one to make smaller: not yet coded, no picture, and not too short."""
    if "Content-Encoding" in response.headers or (response.mimetype or "").startswith(_ALREADY):
        return False
    return response.calculate_content_length() not in range(_WORTH)


def compress(response: Response, coding: str) -> None:
    """Encode the body of an answer that is there whole, or in a file that would be passed through as it is."""
    response.direct_passthrough = False
    using = encoder(coding)
    response.set_data(using.compress(response.get_data()) + using.flush())
