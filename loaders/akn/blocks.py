"""Units of the file → blocks: each with its number and its text as passages, numbers that stand alone tied on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mandategraph.loaders.akn.flow import Flow, Note, Sort, Unit
from mandategraph.loaders.akn.passages import shown
from mandategraph.loaders.labels import label, leading
from mandategraph.loaders.passage import Passage, Span, cut
from mandategraph.loaders.text.structure import Structure

_NOTHING = Passage("", ())
_LONGEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Block:
    """A unit with its printed label and its text as passages, and `whole`, both as one."""

    unit: Unit
    label: Passage
    text: Passage
    whole: Passage

    @property
    def start(self) -> int:
        """Where in the source it begins."""
        return self.whole.source.start

    @property
    def notes(self) -> Sequence[Note]:
        """The footnotes whose markers stand in it."""
        return self.unit.notes

    @property
    def is_number(self) -> bool:
        """Whether it has a label and nothing else."""
        return bool(self.label.pieces) and not self.text.pieces


def blocks(text: str, flow: Flow, structure: Structure) -> tuple[Block, ...]:
    """Every unit that shows something, in the order in which it begins to, and those that bear but a footnote."""
    found = [_block(text, unit) for unit in flow.units]
    showing = sorted((block for block in found if block.whole.pieces), key=lambda block: block.start)
    return (*_merged(text, showing, structure), *(block for block in found if block.notes and not block.whole.pieces))


def labelled(block: Block, structure: Structure) -> Block:
    """A block whose text begins with a number that the file does not mark, with that number as its label."""
    length = 0 if block.label.pieces else leading(block.text.text, structure)
    return divided(block, length) if length else block


def divided(block: Block, length: int) -> Block:
    """A block whose label is so many of the first characters of its text."""
    whole = block.text
    return replace(block, label=cut(whole, Span(0, length)), text=cut(whole, Span(length, len(whole))))


def unlabelled(block: Block) -> Block:
    """A block whose label is taken for text."""
    return replace(block, label=_NOTHING, text=block.whole)


def _block(text: str, unit: Unit) -> Block:
    number, body = shown(text, unit.label.lines), shown(text, unit.text.lines)
    if not number.pieces:
        return Block(unit, number, body, body)
    lines = [line for line in (*unit.label.lines, *unit.text.lines) if line]
    return Block(unit, number, body, shown(text, sorted(lines, key=lambda line: line[0])))


def _merged(text: str, found: Iterable[Block], structure: Structure) -> Iterator[Block]:
    """The blocks, a number that stands alone made the label of the heading or paragraph after it."""
    waiting: Block | None = None
    for block in found:
        merged = block
        if waiting is not None and _takes(block, waiting, structure):
            merged = _with_number(text, block, waiting)
        elif waiting is not None:
            yield waiting
        waiting = merged if _is_alone(merged, structure) else None
        if waiting is None:
            yield merged
    if waiting is not None:
        yield waiting


def _is_alone(block: Block, structure: Structure) -> bool:
    """Whether a block is a number and nothing else, and not a footnote's or a dash."""
    if block.unit.sort not in {Sort.HEADING, Sort.PARAGRAPH} or block.notes:
        return False
    if block.label.pieces and block.text.pieces:
        return False
    if structure.is_article(block.whole.text):
        return True
    if len(block.whole) > _LONGEST_NUMBER:
        return False
    number = label(block.whole.text, structure)
    return number is not None and number.name is not None and number.is_number


def _takes(block: Block, number: Block, structure: Structure) -> bool:
    """Whether a block has no number and can take the one that stands above it."""
    if block.label.pieces or leading(block.text.text, structure):
        return False
    if block.unit.sort is Sort.HEADING:
        return True
    read = label(number.whole.text, structure)
    capital = (read is not None and read.is_capital) or structure.is_article(number.whole.text)
    same = block.unit.sort is Sort.PARAGRAPH is number.unit.sort and block.unit.place == number.unit.place
    return same and (not capital or structure.ends_open(block.text.text))


def _with_number(text: str, block: Block, number: Block) -> Block:
    spans = [[piece.source for piece in part.pieces] for part in (number.whole, block.text)]
    unit = replace(block.unit, sort=_sort(block, number))
    return Block(unit, number.whole, block.text, shown(text, spans))


def _sort(block: Block, number: Block) -> Sort:
    return Sort.HEADING if Sort.HEADING in {block.unit.sort, number.unit.sort} else block.unit.sort
