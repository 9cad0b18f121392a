"""The units of a document as they grow while it is read, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mandategraph.loaders.document import Component, ComponentType, Finding, Kind
from mandategraph.loaders.text.blocks import Block
from mandategraph.loaders.text.lines import Line, line_marker
from mandategraph.loaders.text.structure import Structure

_SECTION = "section"


@dataclass(slots=True)
class Unit:
    """A unit as it grows: the lines that it has so far, the label that its first line begins with, and what it is.

    `starts` are the indices of the lines with which further blocks begin.
    """

    kind: Kind | None
    role: str
    component: str
    lines: list[Line]
    path: str
    number: str | None = None
    label: int = 0
    level: int = 0
    section: str | None = None
    parent: str | None = None
    starts: list[int] = field(default_factory=list)

    @property
    def is_section(self) -> bool:
        """Whether it is a heading."""
        return self.role == _SECTION

    def ends_open(self, structure: Structure) -> bool:
        """Whether it breaks off in mid-sentence, or has nothing but its label so far."""
        last = self.lines[-1].text
        return structure.ends_open(last) or (len(self.lines) == 1 and len(last) <= self.label)


@dataclass(frozen=True, slots=True)
class Heading:
    """An open heading: how it is numbered, the place of its number in the series, the path of its section."""

    kind: str
    ordinal: int
    path: str


@dataclass(slots=True)
class Reader:
    """The state of reading one document: `at` is the index of the block being read, `units` what was read so far.

    `headed` is the section that was opened since the last number, and `within` that in which the numbers began anew,
    both named inside the component: what is numbered there is named below it.
    """

    sequence: Sequence[Block]
    structure: Structure
    at: int = 0
    components: list[Component] = field(default_factory=lambda: [Component("", ComponentType.MAIN)])
    units: list[Unit] = field(default_factory=list)
    running: Unit | None = None
    numbered: bool = False
    enacted: bool = False
    last_number: int = 0
    headed: str | None = None
    within: str | None = None
    headings: list[Heading] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def block(self) -> Block:
        """The block being read."""
        return self.sequence[self.at]

    @property
    def component(self) -> str:
        """The path of the component being read."""
        return self.components[-1].path

    def following(self) -> Iterator[Block]:
        """The blocks after the one being read."""
        return (self.sequence[index] for index in range(self.at + 1, len(self.sequence)))

    def coming(self) -> Iterator[Block]:
        """The blocks of the running text after the one being read: footnotes are none."""
        return self.running_from(self.at + 1)

    def running_from(self, at: int) -> Iterator[Block]:
        """The blocks of the running text from that at `at` on."""
        blocks = (self.sequence[index] for index in range(at, len(self.sequence)))
        return (block for block in blocks if line_marker(block.lines[0]) is None)


def add(
    reader: Reader, kind: Kind | None, path: str, *, role: str = "", number: str | None = None, label: int = 0
) -> Unit:
    """Begin a unit of the running text with the block being read."""
    prefix = f"{reader.component}/" if reader.component else ""
    unit = Unit(kind, role, reader.component, list(reader.block.lines), _unique(reader, prefix + path), number, label)
    unit.section = reader.headings[-1].path if reader.headings else None
    reader.units.append(unit)
    reader.running = unit
    return unit


def add_note(reader: Reader, component: str, number: str, label: int) -> None:
    """Begin a footnote of a component with the block being read; the running text goes on after it."""
    path = _unique(reader, f"{component}/note/{number}" if component else f"note/{number}")
    reader.units.append(Unit(Kind.FOOTNOTE, "", component, list(reader.block.lines), path, number, label))


def add_counted(reader: Reader, kind: Kind, stem: str) -> None:
    """Begin an unnumbered paragraph, named by its place among those of its kind in the component."""
    add(reader, kind, f"{stem}/{_count(reader, stem)}")


def add_matter(reader: Reader, role: str) -> None:
    """Begin a piece of front or back matter."""
    add(reader, None, f"{role}/{_count(reader, role)}", role=role)


def add_section(reader: Reader, kind: str, ordinal: int, *, number: str | None = None, label: int = 0) -> None:
    """Open a section: it closes the open one of its own kind and all below it, and stands in what is left open."""
    kinds = [heading.kind for heading in reader.headings]
    if kind in kinds:
        del reader.headings[kinds.index(kind) :]
    reader.headed = f"sec/{_count(reader, 'sec')}"
    unit = add(reader, None, reader.headed, role=_SECTION, number=number, label=label)
    unit.parent = reader.headings[-1].path if reader.headings else None
    reader.headings.append(Heading(kind, ordinal, unit.path))
    unit.level = len(reader.headings)


def begin_component(reader: Reader, type_: ComponentType) -> None:
    """Begin an annex or enclosure: its numbering and its headings begin anew."""
    reader.components.append(Component(f"annex/{len(reader.components)}", type_))
    reader.headings = []
    begin_anew(reader)
    reader.last_number, reader.headed, reader.within = 0, None, None


def begin_anew(reader: Reader) -> None:
    """Let what follows be read as a first page is: matter, until a body begins to act or to number."""
    reader.numbered, reader.enacted = False, False


def extend(reader: Reader) -> None:
    """Let the unit of the running text go on with the block being read."""
    if reader.running is None:
        raise AssertionError(f"nothing to continue with {reader.block.text!r}")
    if reader.block.begins is not False:
        reader.running.starts.append(len(reader.running.lines))
    reader.running.lines.extend(reader.block.lines)


def _count(reader: Reader, stem: str) -> int:
    key = f"{reader.component}/{stem}"
    reader.counts[key] = reader.counts.get(key, 0) + 1
    return reader.counts[key]


def _unique(reader: Reader, path: str) -> str:
    """A path that no other unit has: a number that is printed again is reported and told apart."""
    times = reader.counts[f"={path}"] = reader.counts.get(f"={path}", 0) + 1
    if times == 1:
        return path
    reader.findings.append(Finding("repeated-number", path, f"{path} is printed {times} times"))
    return f"{path}-{times}"
