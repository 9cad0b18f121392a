"""Where something stands in a document, in words: `S/RES/2396(2017), para. 46 (a), clause 2`."""

from collections.abc import Sequence
from urllib.parse import unquote

from mandategraph.server.words import Words


def place(path: str, words: Words) -> str:
    """A path below `doc/` as a lawyer would cite it: the symbol, then the parts from large to small.

    >>> from mandategraph.server.words import languages
    >>> place("S/RES/2396(2017)/para/46/a/cl/2", languages()["en"])
    'S/RES/2396(2017), para. 46 (a), clause 2'
    """
    symbol, parts = _cut(unquote(path).split("/"), words)
    inside = _within(parts, words)
    return f"{symbol}{words['cite_start']}{inside}" if inside else symbol


def local_place(path: str, words: Words) -> str:
    """The same without the symbol; empty for the document itself."""
    return _within(_cut(unquote(path).split("/"), words)[1], words)


def pinpoint(path: str, words: Words) -> str:
    """A pinpoint such as `art/17` or `para/4/a` in words.

    >>> from mandategraph.server.words import languages
    >>> pinpoint("annex/para/17", languages()["en"])
    'annex, para. 17'
    """
    return _within(path.split("/"), words)


def _cut(segments: Sequence[str], words: Words) -> tuple[str, Sequence[str]]:
    """The symbol and the segments after it; these begin where a part of a document is named."""
    starts = (at for at, each in enumerate(segments) if at and f"place_{each}" in words)
    at = next(starts, len(segments))
    return "/".join(segments[:at]), segments[at:]


def _within(segments: Sequence[str], words: Words) -> str:
    named: list[str] = []
    rest = list(segments)
    while rest:
        segment = rest.pop(0)
        shape = words.get(f"place_{segment}")
        if shape is not None:
            numbered = "{n}" in shape and rest and f"place_{rest[0]}" not in words
            named.append(shape.format(n=rest.pop(0) if numbered else "").strip())
        elif named:
            named[-1] += words["cite_item"].format(n=segment)
        else:
            named.append(segment)
    return words["cite_separator"].join(named)
