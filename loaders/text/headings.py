"""Headings: which blocks are one, told by their number's series or by what stands around them."""

import re
from collections.abc import Iterator

from mandategraph.loaders.text.blocks import Block
from mandategraph.loaders.text.lines import line_marker
from mandategraph.loaders.text.structure import WORDED, Structure
from mandategraph.loaders.text.units import Reader, add_section, extend

_ROMAN = {"I": 1, "V": 5, "X": 10}
_PLAIN_MARKER = re.compile(r"\s?\d{1,3}$")


def take_heading(reader: Reader) -> bool:
    """Open a section if the block being read is a numbered heading, and say whether it was one, or the title of one."""
    block = reader.block
    if _is_title_of_number(reader):
        extend(reader)
        return True
    for kind, match in _readings(block, reader.structure):
        number = next(filter(None, match.groups()))
        ordinal = _ordinal(reader, kind, number)
        if ordinal is None or (kind == "digit" and not _leads(reader)):
            continue
        add_section(reader, kind, ordinal, number=number, label=match.end())
        return True
    return False


def _is_title_of_number(reader: Reader) -> bool:
    """Whether the heading before the block is a number and no more, and the block can be its title."""
    last, structure = reader.running, reader.structure
    if last is None or not last.is_section or len(last.lines) > 1 or len(last.lines[0].text) > last.label:
        return False
    return ends_as_title(reader.block, structure) and _is_brief(reader.block, structure)


def take_bare_heading(reader: Reader) -> bool:
    """Open a section if the block is short and open at its end, after a closed paragraph, before a number."""
    last = reader.running
    found = (
        last is not None
        and not last.ends_open(reader.structure)
        and ends_as_title(reader.block, reader.structure)
        and _is_brief(reader.block, reader.structure)
        and _leads(reader)
    )
    if found:
        add_section(reader, "bare", 1)
    return found


def heads(reader: Reader, match: re.Match[str]) -> bool:
    """Whether a block that bears the next paragraph number is a heading all the same: the number comes again next."""
    block = reader.block
    if not (reader.structure.ends_open(block.text) and _is_brief(block, reader.structure)):
        return False
    following = next((other for other in reader.following() if line_marker(other.lines[0]) is None), None)
    again = None if following is None else reader.structure.number.match(following.text)
    return again is not None and again.groups() == match.groups()


def ends_as_title(block: Block, structure: Structure) -> bool:
    """Whether a block ends as titles do, at no mark that ends a sentence; a plain footnote number does not count."""
    return structure.ends_open(_PLAIN_MARKER.sub("", block.text))


def _is_brief(block: Block, structure: Structure) -> bool:
    return len(block.text) <= structure.heading_characters


def _readings(block: Block, structure: Structure) -> Iterator[tuple[str, re.Match[str]]]:
    if ends_as_title(block, structure):
        for kind, pattern in (*structure.headings, ("digit", structure.number)):
            match = pattern.match(block.text)
            if match is not None:
                yield kind, match


def _ordinal(reader: Reader, kind: str, number: str) -> int | None:
    """The place of a heading's number in its series if it is the next of an open one or begins a new one, else none.

    Of an article, part or chapter the word is enough: statutes are quoted with gaps.
    """
    if kind in WORDED:
        return 1
    ordinal = _value(kind, number, reader.structure)
    opened = next((heading.ordinal for heading in reversed(reader.headings) if heading.kind == kind), 0)
    return ordinal if ordinal in (opened + 1, 1) else None


def _value(kind: str, number: str, structure: Structure) -> int:
    if kind == "digit":
        return int(number)
    if kind == "letter":
        return ord(number) - ord("A") + 1
    if kind == "roman":
        values = [_ROMAN[letter] for letter in number]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    tens, ten, units = number.rpartition(structure.ten)
    digit = {numeral: value for value, numeral in enumerate(structure.numerals, 1)}
    return (10 * digit.get(tens, 1) if ten else 0) + digit.get(units, 0)


def _leads(reader: Reader) -> bool:
    """Whether the next block of the running text is a heading, or a paragraph with the number that can come next."""
    for block in reader.following():
        if line_marker(block.lines[0]) is None:
            match = reader.structure.number.match(block.text)
            expected = match is not None and int(match.group(1)) in {reader.last_number + 1, 1}
            return expected or any(pattern.match(block.text) for _, pattern in reader.structure.headings)
    return False
