"""What stands on a page beside its text: running heads and feet, line numbers, and the numbers of footnotes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from mandategraph.loaders.pdf.glyphs import Rule
from mandategraph.loaders.pdf.words import Run
from mandategraph.loaders.text.fill import Known

_MARGIN = 0.09
"""Running heads and feet stand in this part of the page's height, at its top and foot."""

_SERIES = 3
"""So many numbers in a margin, at equal steps, are line numbers."""

_SHORT_RULE = 0.5
"""The rule above footnotes is shorter than this share of the width of the text."""

_NOTE_SIZE = 0.95
"""Footnotes are set smaller than this share of the page's type size."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as runs: those of its text, and those at its foot that are furniture, each a line of its own."""

    runs: tuple[Run, ...]
    foot: tuple[Run, ...]
    rules: tuple[Rule, ...]
    bottom: float
    top: float


def cleared(sheets: Sequence[Sheet], known: Known) -> tuple[Sheet, ...]:
    """The pages without line numbers and without running heads that only the page repeats, their feet set apart."""
    unnumbered = tuple(_without_line_numbers(sheets))
    repeated = _repeated(unnumbered)
    return tuple(
        _footed(_without_heads(sheet, repeated, known, first=number == 0), known)
        for number, sheet in enumerate(unnumbered)
    )


def with_note_markers(sheet: Sheet) -> Sheet:
    """The page with the plain numbers that begin footnotes below a rule made markers."""
    if not sheet.runs:
        return sheet
    left, right = min(run.x0 for run in sheet.runs), max(run.x1 for run in sheet.runs)
    short = [rule.y for rule in sheet.rules if rule.x1 - rule.x0 < _SHORT_RULE * (right - left)]
    height = max((y for y in short if y < (sheet.top + sheet.bottom) / 2), default=sheet.bottom)
    size = _usual_size(sheet.runs)
    return replace(sheet, runs=tuple(_marked(run, sheet.runs, height, size) for run in sheet.runs))


def _usual_size(runs: Sequence[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _marked(run: Run, runs: Sequence[Run], height: float, size: float) -> Run:
    first = run.words[0]
    begins = all(other.x0 >= run.x0 for other in runs if other.y == run.y)
    more = len(run.words) > 1 or any(other.y == run.y and other is not run for other in runs)
    if not (run.y < height and begins and more and first.size < _NOTE_SIZE * size and _is_number(first.text)):
        return run
    return Run((replace(first, raised=True), *run.words[1:]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


# --- line numbers -------------------------------------------------------------------------------------------------


def _without_line_numbers(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The pages without numbers in the margin that count lines, if a page has a series of such numbers."""
    numbers = [tuple(_in_margin(sheet.runs)) for sheet in sheets]
    steps = {step for series in numbers if (step := _step(series)) is not None}
    for sheet, series in zip(sheets, numbers, strict=True):
        drop = {id(run) for run in series if any(int(run.text) % step == 0 for step in steps)}
        yield replace(sheet, runs=tuple(run for run in sheet.runs if id(run) not in drop))


def _in_margin(runs: Sequence[Run]) -> Iterator[Run]:
    """The bare numbers that stand wholly beside the text."""
    bare = [run for run in runs if len(run.words) == 1 and _is_number(run.text) and not run.words[0].raised]
    text = [run for run in runs if run not in bare]
    left, right = min((run.x0 for run in text), default=0.0), max((run.x1 for run in text), default=0.0)
    return (run for run in bare if text and (run.x1 < left or run.x0 > right))


def _step(series: Sequence[Run]) -> int | None:
    """The step at which numbers rise down the page; none if they do not or are too few."""
    steps = {int(after.text) - int(before.text) for before, after in pairwise(series)}
    step = steps.pop() if len(series) >= _SERIES and len(steps) == 1 else 0
    return step if step > 0 else None


# --- heads and feet -----------------------------------------------------------------------------------------------


def _repeated(sheets: Sequence[Sheet]) -> frozenset[tuple[str, ...]]:
    """What the margins of pages say again: the same words on two pages, or the same but for numbers on three."""
    exact: Counter[tuple[str, ...]] = Counter()
    counting: Counter[tuple[str, ...]] = Counter()
    for sheet in sheets:
        lines = tuple(_margin_lines(sheet))
        exact.update({_words(line) for line in lines})
        counting.update({_numberless(line) for line in lines})
    twice = {key for key, times in exact.items() if times > 1}
    return frozenset(twice | {key for key, times in counting.items() if times > 2 and any(key)})


def _margin_lines(sheet: Sheet) -> Iterator[tuple[Run, ...]]:
    for _, line in groupby(sheet.runs, key=lambda run: run.y):
        group = tuple(line)
        if _is_marginal(group[0], sheet):
            yield group


def _is_marginal(run: Run, sheet: Sheet) -> bool:
    return run.y > sheet.top - _MARGIN * (sheet.top - sheet.bottom) or _is_at_foot(run, sheet)


def _is_at_foot(run: Run, sheet: Sheet) -> bool:
    return run.y < sheet.bottom + _MARGIN * (sheet.top - sheet.bottom)


def _words(line: Sequence[Run]) -> tuple[str, ...]:
    """The words of a line in an order that does not tell a left page from a right one."""
    return tuple(sorted(word.text for run in line for word in run.words))


def _numberless(line: Sequence[Run]) -> tuple[str, ...]:
    return tuple("".join(c for c in word if not c.isdigit()) for word in _words(line))


def _without_heads(sheet: Sheet, repeated: frozenset[tuple[str, ...]], known: Known, *, first: bool) -> Sheet:
    """The page without what its margins say beside furniture or say again, but for what the text's reader knows.

    The masthead at the top of the first page is none of it.
    """
    drop: set[int] = set()
    for line in _margin_lines(sheet):
        beside = any(known(run.text) for run in line) and (_is_at_foot(line[0], sheet) or not first)
        if beside or _words(line) in repeated or _numberless(line) in repeated:
            drop |= {id(run) for run in line if not known(run.text)}
    return replace(sheet, runs=tuple(run for run in sheet.runs if id(run) not in drop))


def _footed(sheet: Sheet, known: Known) -> Sheet:
    foot = tuple(run for run in sheet.runs if _is_at_foot(run, sheet) and known(run.text))
    return replace(sheet, runs=tuple(run for run in sheet.runs if run not in foot), foot=foot)
