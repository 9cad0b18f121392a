"""Measures against annotation by hand: JSON lines, one paragraph each, made by reading and by the annotation guide.

A line says `doc`, `lang` (ISO 639-3) and `para`; `clauses` in order, each with its `act` and its `norm` (or null); and
`citations`, each with `target` and `pinpoints`. Keys are those of the authority files; an actor that they do not have
is `new:` and its name in small letters with hyphens. `doubt` names fields in which two careful readers could differ;
they count like all others.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

from mandategraph.loaders.annotate.citations import Citation, TargetKind
from mandategraph.loaders.annotations import COINED, Annotations, Clause, Norm
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, expand, load
from quality.tally import Tallies, Tally

Line = Mapping[str, Any]
Gold = Mapping[tuple[str, str], Sequence[Line]]
Pair = tuple[Line | None, Clause | None]
Tallied = Callable[[str], Tally]
"""The tally of a measure, by its name."""

SETS: Mapping[str, tuple[str, Callable[[Norm], Iterable[str]]]] = {
    "addressees": ("addressees", lambda norm: map(_key, norm.addressees)),
    "recipients": ("recipients", lambda norm: map(_key, norm.recipients)),
    "partners": ("partners", lambda norm: [_key(partner.actor) for partner in norm.partners]),
    "qualifiers": ("qualifiers", lambda norm: norm.qualifiers),
    "deadlines": ("deadlines", lambda norm: norm.deadlines),
    "terms": ("terms", lambda norm: norm.terms),
    "relative deadlines": ("relative", lambda norm: norm.relative_deadlines),
    "recurrences": ("recurrences", lambda norm: [rhythm.interval for rhythm in norm.recurrences]),
}
"""What a norm has sets of: the field of a line, and the values of a `Norm`."""

TIMES = ("deadlines", "terms", "relative deadlines", "recurrences")


def _key(actor: str) -> str:
    """The key of an actor as lines have it."""
    name = actor.removeprefix(COINED)
    return actor if name == actor else "new:" + re.sub(r"\W+", "-", name.replace("_", " ").lower()).strip("-")


def gold(paths: Iterable[Path]) -> Gold:
    """The lines of files by document and language."""
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for path in paths:
        for text in path.read_text("utf-8").splitlines():
            line = json.loads(text)
            found[line["doc"], line["lang"]].append(line)
    return found


def score_gold(paths: Iterable[Path], lines: Gold, compiled: Loader) -> tuple[Tallies, Counter[str]]:
    """The tallies of all measures over the documents in files that the lines annotate, and how many there are."""
    tallies: Tallies = defaultdict(Tally)
    ways: Counter[str] = Counter()
    for path in expand(paths):
        loaded = load(path, compiled)
        document = loaded.reading.document
        own = lines.get((document.symbol, document.language))
        ways["not annotated" if own is None else "scored"] += 1
        score_by_hand(loaded, own or (), tallies)
    return tallies, ways


def score_by_hand(loaded: Loaded, lines: Iterable[Line], tallies: Tallies) -> None:
    """Score what was found in the paragraphs of one document that were annotated by hand."""
    language = loaded.reading.document.language
    norms = {norm.clause: norm for norm in loaded.annotations.norms}

    def tally(name: str) -> Tally:
        return tallies[f"{language}: {name}"]

    for line in lines:
        place = f"{line['doc']} {line['para']}"
        found = [clause for clause in loaded.annotations.clauses if clause.paragraph == line["para"]]
        pairs = list(_aligned(line["clauses"], found))
        _acts(pairs, place, tally)
        for wanted, own in pairs:
            norm = None if own is None else norms.get(own.path)
            _norm(None if wanted is None else wanted["norm"], norm, place, tally)
        _citations(loaded.annotations, line, place, tally)


def _aligned(wanted: Sequence[Line], found: Sequence[Clause]) -> Iterator[Pair]:
    """Clauses in order, those with the same act side by side; in a gap between such, one by one as they come."""
    matcher = SequenceMatcher(None, [each["act"] for each in wanted], [each.act for each in found], autojunk=False)
    for _, low, high, first, last in matcher.get_opcodes():
        yield from zip_longest(wanted[low:high], found[first:last])


def _acts(pairs: Sequence[Pair], place: str, tally: Tallied) -> None:
    for wanted, found in pairs:
        said = [] if found is None else [found.act]
        tally("acts (clauses)").bag(said, [] if wanted is None else [wanted["act"]], place)
    first, own = pairs[0] if pairs else (None, None)
    if first is not None:
        tally("leading act").right(None if own is None else own.act, first["act"], place)


def _norm(wanted: Line | None, found: Norm | None, place: str, tally: Tallied) -> None:
    said = [] if found is None else [found.modality.value]
    tally("modality").bag(said, [] if wanted is None else [wanted["modality"]], place)
    if wanted is not None and found is not None:
        tally("restated").right(found.restated, wanted["restated"], place)
    for name, (field, values) in SETS.items():
        right = [] if wanted is None else _first(wanted[field])
        told = [] if found is None else list(values(found))
        tally(name).bag(told, right, place)
        if name in TIMES:
            tally("deadlines, terms, recurrences").bag(told, right, place)


def _first(values: Iterable[Any]) -> list[str]:
    """Values as they are; of pairs (a partner and its role, an interval and how often) the first."""
    return [value if isinstance(value, str) else value[0] for value in values]


def _citations(found: Annotations, line: Line, place: str, tally: Tallied) -> None:
    own = (one.citation for one in found.citations if one.paragraph == line["para"])
    said = [each for citation in own if citation.target.kind is not TargetKind.LISTING for each in _cited(citation)]
    wanted = [f"{each['target']}#{pinpoint}" for each in line["citations"] for pinpoint in each["pinpoints"] or [""]]
    tally("citations with pinpoint").bag(said, wanted, place)


def _cited(citation: Citation) -> Iterator[str]:
    """What is cited, with each pinpoint: an instrument that is followed by its symbol is cited by the symbol."""
    target = citation.target
    own = target.key if target.kind is TargetKind.DOCUMENT else f"{target.kind.value}/{target.key}"
    key = next(iter(citation.also), own)
    yield from (f"{key}#{path}" for path in [pinpoint.path for pinpoint in citation.pinpoints] or [""])
