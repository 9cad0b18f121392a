"""Blocks → units: which block is a heading, a paragraph, a footnote, a formula, or the rest of one cut by a page."""

from itertools import islice

from mandategraph.loaders.document import Document, Finding, Kind
from mandategraph.loaders.labels import leading
from mandategraph.loaders.text.assembly import assemble
from mandategraph.loaders.text.blocks import blocks
from mandategraph.loaders.text.footnotes import take_note
from mandategraph.loaders.text.headings import ends_as_title, heads, take_bare_heading, take_heading
from mandategraph.loaders.text.lines import read_lines
from mandategraph.loaders.text.parts import take_closing, take_component, take_enacting, take_part
from mandategraph.loaders.text.source import Source
from mandategraph.loaders.text.structure import Structure
from mandategraph.loaders.text.units import (
    Reader,
    Unit,
    add,
    add_counted,
    add_matter,
    extend,
)

_SIGNATURE_BLOCKS = 8
"""A signature takes no more blocks than this."""

_LOST_NUMBERS = 9
"""So many numbers may be missing from a text before what follows is no longer taken for the same numbering."""


def parse(source: Source, structure: Structure, symbol: str) -> Document:
    """The document that a source's text is, every character accounted for.

    Raises `StructureError` if the text has not one paragraph.
    """
    lines, furniture = read_lines(source.text, structure, symbol)
    reader = Reader(blocks(source.text, lines, structure), structure)
    for at in range(len(reader.sequence)):
        reader.at = at
        _take(reader)
    return assemble(reader, source, symbol, furniture)


def _take(reader: Reader) -> None:
    """Give a block its place: the first reading that fits is taken."""
    if any(take(reader) for take in _TAKERS):
        return
    if reader.numbered:
        _take_after_number(reader)
    elif reader.enacted:
        _take_preambular(reader)
    else:
        _take_front(reader)


# --- what bears a number, and what announces it ---------------------------------------------------------------------


def _take_numbered(reader: Reader) -> bool:
    match = reader.structure.number.match(reader.block.text)
    if match is None:
        return False
    number = int(next(filter(None, match.groups())))
    lost = number - reader.last_number - 1
    if not (lost == 0 or _resumes(reader, number)) or heads(reader, match):
        return False
    _add_numbered(reader, number, match.end(), lost)
    return True


def _take_first_again(reader: Reader) -> bool:
    """Take a number 1 that is printed again, below a heading: the numbers of its section begin anew."""
    match = reader.structure.number.match(reader.block.text)
    if match is None or reader.headed is None or int(next(filter(None, match.groups()))) != 1:
        return False
    reader.within = reader.headed
    _add_numbered(reader, 1, match.end(), 0)
    return True


def _add_numbered(reader: Reader, number: int, label: int, lost: int) -> None:
    kind = Kind.OPERATIVE if reader.enacted else Kind.NUMBERED
    path = f"para/{number}" if reader.within is None else f"{reader.within}/para/{number}"
    unit = add(reader, kind, path, number=str(number), label=label)
    if lost:
        detail = f"the numbering goes from {reader.last_number} to {number}"
        reader.findings.append(Finding("missing-number", unit.path, detail))
    reader.numbered, reader.last_number, reader.headed = True, number, None


def _resumes(reader: Reader, number: int) -> bool:
    """Whether the numbering goes on after numbers that are missing: the next number printed is the one after it."""
    last = reader.last_number
    if not last + 1 < number <= last + 1 + _LOST_NUMBERS:
        return False
    if reader.running is not None and reader.running.ends_open(reader.structure):
        return False
    printed = (reader.structure.number.match(block.text) for block in reader.following())
    following = next((int(match.group(1)) for match in printed if match is not None), 0)
    return following == number + 1


# --- what bears none ------------------------------------------------------------------------------------------------


def _take_after_number(reader: Reader) -> None:
    if _is_signature(reader):
        add_matter(reader, "signature")
    elif take_bare_heading(reader):
        return
    elif _is_recital_below_heading(reader):
        add_counted(reader, Kind.PREAMBULAR, "pre")
    elif _stands_alone(reader):
        add_counted(reader, Kind.UNNUMBERED, "unnumbered")
    else:
        extend(reader)


def _is_recital_below_heading(reader: Reader) -> bool:
    """Whether a block is a recital of a section that has some of its own, before its first number."""
    ends = reader.block.text[-1:] in reader.structure.commas
    return ends and reader.headed is not None and reader.enacted and not _is_open(reader)


def _stands_alone(reader: Reader) -> bool:
    """Whether a block begins a paragraph without a number: after a closed one, or below a heading, and no list item."""
    begins = reader.block.begins is True and not _is_cut_before(reader) and not _is_open(reader)
    below = reader.running is not None and reader.running.is_section
    return (begins and not leading(reader.block.text, reader.structure)) or below


def _is_cut_before(reader: Reader) -> bool:
    """Whether a page ends before the block."""
    return reader.block.page_break or reader.units[-1].kind is Kind.FOOTNOTE


def _is_open(reader: Reader) -> bool:
    """Whether the unit of the running text is no heading and breaks off in mid-sentence, or at a comma."""
    last = reader.running
    if last is None or last.is_section:
        return False
    return last.ends_open(reader.structure) or last.lines[-1].text[-1:] in reader.structure.commas


def _take_preambular(reader: Reader) -> None:
    last = reader.running
    if last is not None and last.kind is Kind.PREAMBULAR and _goes_on(reader, last):
        extend(reader)
    elif reader.structure.openers.match(reader.block.text) is None and take_bare_heading(reader):
        return
    elif last is not None and last.kind is Kind.UNNUMBERED and _goes_on(reader, last):
        extend(reader)
    elif _is_decision(reader):
        add_counted(reader, Kind.UNNUMBERED, "unnumbered")
    else:
        add_counted(reader, Kind.PREAMBULAR, "pre")


def _is_decision(reader: Reader) -> bool:
    """Whether a block that acts has no number: a full stop ends it and no recital follows, or a colon and no list."""
    following = next(reader.coming(), None)
    text, structure = reader.block.text, reader.structure
    if text[-1:] in structure.colons:
        return following is not None and not leading(following.text, structure)
    return text[-1:] in structure.stops and (following is None or following.text[-1:] not in structure.commas)


def _take_front(reader: Reader) -> None:
    """Before the first number or enacting formula: front matter, or the unnumbered paragraphs of a letter."""
    last = reader.running
    role = _matter_role(reader)
    if role is not None:
        add_matter(reader, role)
    elif last is not None and last.kind is Kind.UNNUMBERED and _goes_on(reader, last):
        extend(reader)
    elif _is_signature(reader):
        add_matter(reader, "signature")
    elif ends_as_title(reader.block, reader.structure) and not _is_cut(reader):
        add_matter(reader, "title")
    else:
        add_counted(reader, Kind.UNNUMBERED, "unnumbered")


def _is_cut(reader: Reader) -> bool:
    """Whether a block that breaks off is the first part of a paragraph, and the page's end cut it, and not a title."""
    following = next(reader.coming(), None)
    if following is None or not following.page_break:
        return False
    after_text = reader.running is not None and reader.running.kind is Kind.UNNUMBERED
    return after_text or len(reader.block.text) > reader.structure.heading_characters


def _matter_role(reader: Reader) -> str | None:
    text = reader.block.text
    return next((role for role, pattern in reader.structure.matter if pattern.fullmatch(text)), None)


def _is_signature(reader: Reader) -> bool:
    """Whether a block belongs to a signature: up to the signature mark, or after it, no block is a closed sentence."""
    structure = reader.structure
    if reader.running is not None and reader.running.role == "signature":
        return structure.ends_open(reader.block.text)
    for candidate in (reader.block, *islice(reader.following(), _SIGNATURE_BLOCKS)):
        if structure.signature.fullmatch(candidate.text):
            return True
        if not structure.ends_open(candidate.text):
            return False
    return False


def _goes_on(reader: Reader, last: Unit) -> bool:
    """Whether a block is the rest of the unit before it: one of its items, or cut off by a page break.

    Cut off is a unit that breaks off in mid-sentence; or else a page begins here, and neither its indent nor, if that
    says nothing, its first word shows that the block is a preambular paragraph of its own.
    """
    apart = reader.block.begins is True and not _is_cut_before(reader)
    if (last.ends_open(reader.structure) and not apart) or leading(reader.block.text, reader.structure):
        return True
    if last.kind is not Kind.PREAMBULAR or not reader.block.page_break:
        return False
    begins = reader.block.begins
    return not begins if begins is not None else reader.structure.openers.match(reader.block.text) is None


_TAKERS = (
    take_component,
    take_note,
    take_closing,
    take_part,
    take_enacting,
    _take_numbered,
    take_heading,
    _take_first_again,
)
