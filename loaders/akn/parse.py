"""Blocks of the file → a document: sections, paragraphs by their printed numbers, sub-items, footnotes, matter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mandategraph.loaders.akn.assembly import Growing, add, add_furniture, add_matter, add_notes, add_section, assemble
from mandategraph.loaders.akn.blocks import Block, blocks, divided, labelled, unlabelled
from mandategraph.loaders.akn.flow import FORMULA, Sort, Unit, flow
from mandategraph.loaders.akn.outline import Part, begin_list, counted, goes_on, is_next, numbered, open_item
from mandategraph.loaders.akn.tree import Tree
from mandategraph.loaders.document import ComponentType, Document, Finding, Kind
from mandategraph.loaders.labels import Label, label, settled
from mandategraph.loaders.text.structure import Structure

_HEADING_STYLE = re.compile(r"H(?:Ch|(\d))\w*")
_CHAPTER, _STYLED, _BARE = 10, 20, 90
"""Ranks of headings: below the section elements of the file those of a class, and below these all others."""

_COMMAS = frozenset(",，")
_STOPS = frozenset(".。")
_COLONS = frozenset(":：")


@dataclass(slots=True)
class _Reader:
    """The state of reading one document: the block being read is that at `at`."""

    structure: Structure
    components: Sequence[ComponentType]
    sequence: Sequence[Block]
    growing: Growing
    at: int = 0

    @property
    def block(self) -> Block:
        """The block being read."""
        return self.sequence[self.at]

    @property
    def following(self) -> Block | None:
        """The block after it."""
        return self.sequence[self.at + 1] if self.at + 1 < len(self.sequence) else None

    @property
    def part(self) -> Part:
        """The part that the block being read stands in."""
        index = self.block.unit.place.component
        return self.growing.outline.part(index, self.components[index])


def parse(tree: Tree, structure: Structure, symbol: str) -> Document:
    """The document that a tree is, every character accounted for; raises `StructureError` if it has no paragraph."""
    units = flow(tree.root)
    sequence = blocks(tree.source.text, units, structure)
    reader = _Reader(structure, units.components, sequence, Growing(tree.source.text))
    for at in range(len(sequence)):
        reader.at = at
        _take(reader)
    return assemble(reader.growing, tree.source.path, structure, symbol)


def _take(reader: _Reader) -> None:
    """Give the block being read its place in the document."""
    block = reader.block
    if not block.whole.pieces:
        add_notes(reader.growing, reader.part, block, None)
    elif block.unit.sort is Sort.FURNITURE:
        add_furniture(reader.growing, reader.part, block, block.unit.role)
    elif not any(map(str.isalnum, block.whole.text)):
        add_furniture(reader.growing, reader.part, block, "rule")
    else:
        _TAKERS[block.unit.sort](reader, block)


# --- matter and headings ------------------------------------------------------------------------------------------


def _take_matter(reader: _Reader, block: Block) -> None:
    reader.part.enacted = reader.part.enacted or block.unit.role == FORMULA
    add_matter(reader.growing, reader.part, block, block.unit.role)


def _take_heading(reader: _Reader, block: Block) -> None:
    if not (_take_component(reader, block) or _take_title(reader, block)):
        _take_section(reader, block)


def _take_component(reader: _Reader, block: Block) -> bool:
    """Whether a block is the heading of an annex or enclosure, which then begins with it if it has not begun yet."""
    found = reader.structure.component(block.whole.text)
    if found is None:
        return False
    part = reader.part
    if part.headed or not part.fresh or not part.component.path:
        part = reader.growing.outline.begin(block.unit.place.component, found[0])
    part.headed = True
    add_matter(reader.growing, part, block, "component-heading")
    return True


def _take_title(reader: _Reader, block: Block) -> bool:
    """Whether a heading is the title of an annex: the first one, before all else, that has no number."""
    part = reader.part
    title = bool(part.component.path) and part.fresh and not (part.titled or part.enacted or block.label.pieces)
    if title:
        part.titled = True
        add_matter(reader.growing, part, block, "title")
    return title


def _take_section(reader: _Reader, block: Block) -> None:
    block = _numbered_heading(block, reader.structure)
    number = label(block.label.text, reader.structure) if block.label.pieces else None
    add_section(reader.growing, reader.part, block, number, _rank(block.unit))


def _numbered_heading(block: Block, structure: Structure) -> Block:
    """A heading with its number apart from its title, also where the file does not tell them apart."""
    length = 0 if block.label.pieces else _heading_number(block.text.text, structure)
    return divided(block, length) if length else block


def _heading_number(text: str, structure: Structure) -> int:
    patterns = [pattern for _, pattern in structure.headings]
    ends = (match.end() for pattern in (*patterns, structure.number) if (match := pattern.match(text)))
    return next((end for end in ends if end < len(text)), 0)


def _rank(unit: Unit) -> int:
    style = _HEADING_STYLE.fullmatch(unit.place.style)
    if style is None:
        return unit.place.sections if unit.sort is Sort.HEADING and unit.place.sections else _BARE
    return _STYLED + int(style[1]) if style[1] else _CHAPTER


def _is_heading(reader: _Reader, block: Block) -> bool:
    """Whether a paragraph is a heading posing as one.

    It ends as headings do, and its class says so, or it is short and all bold, or bears the number of a heading, or
    stands above a number or another heading.
    """
    text = block.text.text
    if not reader.structure.ends_open(text):
        return False
    if _HEADING_STYLE.fullmatch(block.unit.place.style):
        return True
    if len(text) > reader.structure.heading_characters or block.unit.role:
        return False
    numbered = any(pattern.match(text) for _, pattern in reader.structure.headings)
    return block.unit.text.bold or numbered or _leads(reader)


def _leads(reader: _Reader) -> bool:
    """Whether what follows the block being read begins anew: a heading, a recital, or a paragraph with its number."""
    following = reader.following
    if following is None or following.unit.place.component != reader.block.unit.place.component:
        return False
    number = label(labelled(following, reader.structure).label.text, reader.structure)
    expected = number is not None and number.counts and number.value in {reader.part.last + 1, 1}
    return expected or following.unit.sort in {Sort.HEADING, Sort.PREAMBULAR}


# --- paragraphs ---------------------------------------------------------------------------------------------------


def _take_preambular(reader: _Reader, block: Block) -> None:
    """A recital; one that bears a number, or ends the preamble with a full stop, is a paragraph in the wrong place."""
    match = reader.structure.number.match(block.text.text)
    if block.label.pieces:
        _take_paragraph(reader, block)
    elif match is not None and int(match[1]) == reader.part.last + 1:
        _take_paragraph(reader, divided(block, match.end()))
    elif _is_misplaced(reader, block):
        _add_unnumbered(reader, block)
    else:
        _add_preambular(reader, block)


def _is_misplaced(reader: _Reader, block: Block) -> bool:
    """Whether a recital is none: it ends the preamble with a full stop, or introduces numbered paragraphs."""
    following = reader.following
    if following is not None and following.unit.sort is Sort.ITEM:
        number = label(following.label.text, reader.structure)
        return number is not None and number.counts
    return block.text.text[-1] in _STOPS and (following is None or following.unit.sort is not Sort.PREAMBULAR)


def _take_paragraph(reader: _Reader, block: Block) -> None:
    block = labelled(block, reader.structure)
    number = label(block.label.text, reader.structure)
    if number is None:
        _take_unlabelled(reader, block)
    elif number.is_capital and _is_heading_text(block, reader.structure):
        _take_section(reader, block)
    elif number.counts and not goes_on(reader.part, number) and not _begins_list(reader, number):
        _add_numbered(reader, block, number)
    else:
        _take_item(reader, block)


def _is_heading_text(block: Block, structure: Structure) -> bool:
    short = len(block.text) <= structure.heading_characters
    return block.is_number or (short and structure.ends_open(block.text.text))


def _take_unlabelled(reader: _Reader, block: Block) -> None:
    part = reader.part
    recital = part.enacted and not part.last and "unnumbered" not in part.counts and block.text.text[-1] in _COMMAS
    if recital:
        _add_preambular(reader, block)
    elif _is_heading(reader, block):
        _take_heading(reader, block)
    elif not _take_component(reader, block):
        _add_unnumbered(reader, block)


def _begins_list(reader: _Reader, number: Label) -> bool:
    """Whether a number 1 begins a list inside the paragraph before it, which ends with a colon."""
    part = reader.part
    if number.value != 1 or part.base is None or not part.last:
        return False
    before = reader.growing.last
    return before is not None and before.component == part.component.path and before.text[-1] in _COLONS


def _take_item(reader: _Reader, block: Block) -> None:
    """A sub-item of the open paragraph; without one, it is a paragraph of its own."""
    block = labelled(block, reader.structure)
    number = label(block.label.text, reader.structure)
    misplaced = number is not None and number.counts and (_in_preamble(block) or is_next(reader.part, number))
    if number is None or (reader.part.base is None and number.name is None):
        _add_unnumbered(reader, block)
    elif misplaced or (reader.part.base is None and number.counts):
        _add_numbered(reader, block, number)
    else:
        _add_item(reader, block, number)


def _in_preamble(block: Block) -> bool:
    return block.unit.place.zone == "preamble"


def _add_item(reader: _Reader, block: Block, number: Label) -> None:
    """Add a member of a list: a sub-item, or a paragraph if the list is no paragraph's."""
    part = reader.part
    after = None if reader.following is None else labelled(reader.following, reader.structure).label.text
    number = settled(number, None if after is None else label(after, reader.structure))
    top = f"{part.prefix}para"
    if part.base is None:
        begin_list(part, top)
    path, parent = open_item(part, number, block.unit.place.lists, reader.growing.outline)
    if parent == top:
        add(reader.growing, part, block, _kind(part), path, number=number.text)
    else:
        add(reader.growing, part, block, Kind.SUB_ITEM, path, number=number.text, parent=parent)


def _add_preambular(reader: _Reader, block: Block) -> None:
    path = counted(reader.part, "pre")
    begin_list(reader.part, path)
    add(reader.growing, reader.part, block, Kind.PREAMBULAR, path)


def _add_unnumbered(reader: _Reader, block: Block) -> None:
    path = counted(reader.part, "unnumbered")
    if reader.part.base is None:
        begin_list(reader.part, path)
    reader.part.between = path
    add(reader.growing, reader.part, unlabelled(block), Kind.UNNUMBERED, path)


def _add_numbered(reader: _Reader, block: Block, number: Label) -> None:
    part, outline = reader.part, reader.growing.outline
    last = part.last
    path = outline.unique(numbered(part, number))
    if last and number.is_plain and number.value > last + 1:
        outline.findings.append(Finding("missing-number", path, f"the numbering goes from {last} to {number.value}"))
    begin_list(part, path)
    add(reader.growing, part, block, _kind(part), path, number=number.text)


def _kind(part: Part) -> Kind:
    return Kind.OPERATIVE if part.enacted else Kind.NUMBERED


_TAKERS = {
    Sort.MATTER: _take_matter,
    Sort.HEADING: _take_heading,
    Sort.PREAMBULAR: _take_preambular,
    Sort.PARAGRAPH: _take_paragraph,
    Sort.ITEM: _take_item,
}
