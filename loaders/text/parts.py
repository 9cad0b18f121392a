"""Parts: where an annex, an enclosure, a quoted draft or the next part of a resolution begins, and where one ends."""

from itertools import islice

from mandategraph.loaders.document import ComponentType
from mandategraph.loaders.text.headings import ends_as_title
from mandategraph.loaders.text.units import Reader, add_matter, begin_anew, begin_component, extend

_FORMULA = "enacting-formula"
"""The role of the words with which a body begins to act."""

_PART_HEADINGS = 3
"""No more blocks than these stand above the words with which a part of a resolution begins."""


def take_component(reader: Reader) -> bool:
    """Begin an annex or enclosure with its heading; one with a title in it cannot stand in mid-sentence."""
    found = reader.structure.component(reader.block.text)
    if found is None:
        return False
    type_, match = found
    last = reader.running
    if match["title"] is not None and last is not None and last.kind is not None and last.ends_open(reader.structure):
        return False
    begin_component(reader, type_)
    add_matter(reader, "component-heading")
    return True


def take_part(reader: Reader) -> bool:
    """Begin a part when a body begins to act a second time, in a draft that is quoted or in the next part of several.

    What stands between it and the text before, a letter and a title, is the heading of the part.
    """
    formula = _formula(reader, reader.at)
    if formula is None or not (_has_acted(reader) or _quotes(reader) or _is_first_of_several(reader)):
        return False
    begin_component(reader, ComponentType.ENCLOSURE)
    if formula:
        add_matter(reader, "component-heading")
    return formula > 0


def _formula(reader: Reader, at: int) -> int | None:
    """How many blocks, titles all of them, stand from a block on before a body begins to act; none if it does not."""
    ahead = [reader.sequence[at], *islice(reader.running_from(at + 1), _PART_HEADINGS)]
    formula = next(
        (place for place, block in enumerate(ahead) if reader.structure.enacting.fullmatch(block.text)), None
    )
    titles = all(ends_as_title(block, reader.structure) for block in ahead[:formula])
    return formula if titles else None


def _has_acted(reader: Reader) -> bool:
    return f"{reader.component}/{_FORMULA}" in reader.counts


def _quotes(reader: Reader) -> bool:
    """Whether a colon announces what comes."""
    last = reader.running
    return last is not None and last.kind is not None and last.lines[-1].text[-1:] in reader.structure.colons


def _is_first_of_several(reader: Reader) -> bool:
    """Whether a block is the letter of the first of several parts: another letter stands above another formula."""
    is_number = reader.structure.is_heading_number
    if reader.numbered or not is_number(reader.block.text):
        return False
    later = range(reader.at + 1, len(reader.sequence))
    return any(is_number(reader.sequence[at].text) and _formula(reader, at) for at in later)


def take_enacting(reader: Reader) -> bool:
    """Take the words with which a body begins to act."""
    if reader.numbered or reader.enacted or not reader.structure.enacting.fullmatch(reader.block.text):
        return False
    add_matter(reader, _FORMULA)
    reader.enacted = True
    return True


def take_closing(reader: Reader) -> bool:
    """Take what closes a resolution, the meeting and the vote, or the rest of it; what comes after begins anew."""
    role = next((role for role, form in reader.structure.closings if form.fullmatch(reader.block.text)), None)
    if role is None and not _goes_on_closing(reader):
        return False
    if role is None:
        extend(reader)
    else:
        add_matter(reader, role)
        begin_anew(reader)
    return True


def _goes_on_closing(reader: Reader) -> bool:
    """Whether a block is the date of the meeting before it, or stands in the square brackets that are still open."""
    last = reader.running
    forms = [form for role, form in reader.structure.closings if last is not None and last.role == role]
    if last is None or not forms:
        return False
    text = " ".join(line.text for line in last.lines)
    dated = any(form.fullmatch(f"{text} {reader.block.text}") for form in forms)
    return dated or text.count("[") > text.count("]")
