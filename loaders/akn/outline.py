"""Where units stand: open sections, open lists of sub-items, and the numbers that are taken, part by part."""

from dataclasses import dataclass, field

from mandategraph.loaders.document import Component, ComponentType, Finding
from mandategraph.loaders.labels import DASH, DIGIT, Label
from mandategraph.loaders.series import Open, following, level


@dataclass(frozen=True, slots=True)
class Head:
    """An open section: its rank (the smaller the higher), how it is numbered, and its path."""

    rank: int
    style: str
    path: str


@dataclass(slots=True)
class Part:
    """A component as it is read.

    `base` is the paragraph that sub-items belong to, `items` the open ones among them, `between` an unnumbered
    paragraph since; `last` is the last number of a paragraph, 0 if there was none; `opened` is the section that was
    opened since, and `within` that in which the numbers began anew: what is numbered there is named below it. `fresh`
    says that no paragraph and no section was met yet.
    """

    component: Component
    enacted: bool = False
    fresh: bool = True
    headed: bool = False
    titled: bool = False
    base: str | None = None
    between: str | None = None
    last: int = 0
    opened: str | None = None
    within: str | None = None
    items: list[Open] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """What the paths of its units begin with."""
        return f"{self.component.path}/" if self.component.path else ""

    @property
    def section(self) -> str | None:
        """The path of the innermost open section."""
        return self.heads[-1].path if self.heads else None


@dataclass(slots=True)
class Outline:
    """All parts of a document in order of appearance, and every path that is taken."""

    parts: list[Part] = field(default_factory=list)
    current: dict[int, Part] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def part(self, index: int, type_: ComponentType) -> Part:
        """The part that is being read of a component of the file, begun if need be."""
        return self.current[index] if index in self.current else self.begin(index, type_)

    def begin(self, index: int, type_: ComponentType) -> Part:
        """A new part, which goes on as that component of the file."""
        main = not self.parts and type_ is ComponentType.MAIN
        if not self.parts and not main:
            self.parts.append(Part(Component("", ComponentType.MAIN)))
        path = "" if main else f"annex/{len(self.parts)}"
        self.parts.append(Part(Component(path, type_)))
        self.current[index] = self.parts[-1]
        return self.parts[-1]

    def unique(self, path: str) -> str:
        """A path that no other unit has: a number that is printed again is reported and told apart."""
        times = self.times[path] = self.times.get(path, 0) + 1
        if times == 1:
            return path
        self.findings.append(Finding("repeated-number", path, f"{path} is printed {times} times"))
        return self.unique(f"{path}-{times}")


def counted(part: Part, stem: str) -> str:
    """The path of the next unit of a part that is named by its place among those of its kind."""
    part.counts[stem] = part.counts.get(stem, 0) + 1
    return f"{part.prefix}{stem}/{part.counts[stem]}"


def numbered(part: Part, number: Label) -> str:
    """The path of a paragraph by its number: below its section if that begins anew with a number 1."""
    if number.is_plain and number.value == 1 and part.last and part.opened is not None:
        part.within = part.opened
    part.last = number.value if number.is_plain else part.last
    part.opened = None
    return f"{part.prefix}para/{number.name}" if part.within is None else f"{part.within}/para/{number.name}"


def open_section(part: Part, rank: int, style: str) -> str:
    """Open a section: it closes those of its rank and below, unless they are numbered in another way than it is."""
    while part.heads and part.heads[-1].rank > rank:
        part.heads.pop()
    while part.heads and part.heads[-1].rank == rank and _closes(part, style):
        part.heads.pop()
    path = counted(part, "sec")
    part.heads.append(Head(rank, style, path))
    part.fresh, part.opened = False, path
    begin_list(part, None)
    return path


def begin_list(part: Part, base: str | None) -> None:
    """Let a paragraph be the one that sub-items belong to from now on."""
    part.base, part.between, part.items = base, None, []


def _closes(part: Part, style: str) -> bool:
    """Whether a heading of the same rank as the innermost one, numbered in `style`, ends it."""
    rank = part.heads[-1].rank
    return not style or not part.heads[-1].style or any(h.rank == rank and h.style == style for h in part.heads)


def open_item(part: Part, label: Label, depth: int, outline: Outline) -> tuple[str, str]:
    """The path of a sub-item of the part's open paragraph, and that of what it is a sub-item of."""
    begins = any(value == 1 or style == DASH for style, value in label.readings)
    if part.between is not None and begins and not any(following(part.items, label, depth)):
        begin_list(part, part.between)
    part.between = None
    if part.base is None:
        raise AssertionError(f"no paragraph that {label.text!r} belongs to")
    at, (style, value) = level(part.items, label, depth)
    parent = part.items[at - 1].path if at else part.base
    count = part.counts[f"{parent}/"] = part.counts.get(f"{parent}/", 0) + 1
    path = outline.unique(f"{parent}/{count if label.name is None else label.name}")
    part.items[at:] = [Open(style, value, depth, path)]
    return path, parent


def goes_on(part: Part, label: Label) -> bool:
    """Whether a plain number is the next of a list inside a paragraph and not the next paragraph."""
    listed = any(item.style == DIGIT and item.value + 1 == label.value for item in part.items)
    return listed and label.is_plain and label.value != part.last + 1


def is_next(part: Part, label: Label) -> bool:
    """Whether a plain number is the next paragraph's, though it stands in a list, and goes on with no open series."""
    expected = label.is_plain and part.last > 0 and label.value == part.last + 1
    return expected and not any(True for _ in following(part.items, label, 0))
