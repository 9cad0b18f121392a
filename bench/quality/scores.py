"""Measures: each compares what the loaders say of a document, or of a pair of them, with what the mark-up says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import product

from mandategraph.loaders.annotate.citations import TargetKind
from mandategraph.loaders.document import Document, Kind, Paragraph
from mandategraph.loaders.knowledge import Knowledge
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.symbol import SymbolError, canonical
from quality.reference import Marked, Reference
from quality.tally import Tallies

AGAIN = " again"
"""What is put behind an act that a text says is done again."""

AGAIN_IN_ENGLISH = ("reaffirm", "reiterate", "renew")
"""The acts by which English says so, of its noun (*reiterates its request*), where Chinese has an adverb (再次请)."""

Pairs = Sequence[tuple[str, str]]
"""Paths of paragraphs, each with something said there."""


def read_off(loaded: Loaded, marked: Reference, known: Knowledge, tallies: Tallies) -> None:
    """Score one document against its own mark-up."""
    forms = {form.casefold(): act.key for act in known.acts.values() for form in act.forms}
    document = loaded.reading.document
    printed = [each.number for each in marked.operative]
    tallies["paragraph numbers"].right(whole_numbers(document), printed, loaded.reading.entry.file)
    if whole_numbers(document) != printed:
        return
    for paragraph, reference in zip(numbered(document), marked.operative, strict=True):
        _acts(loaded, paragraph, reference, forms, tallies)
        _cited(loaded, paragraph, reference, tallies)
        marks = [mark.note for mark in paragraph.marks]
        tallies["footnote markers"].bag(marks, reference.notes)


def numbered(document: Document) -> Iterator[Paragraph]:
    """The paragraphs that print a whole number, in reading order."""
    kinds = (Kind.OPERATIVE, Kind.NUMBERED)
    return (each for each in document.paragraphs if each.kind in kinds and (each.number or "").isdecimal())


def whole_numbers(document: Document) -> list[str]:
    """Those numbers."""
    return [each.number or "" for each in numbered(document)]


def _acts(loaded: Loaded, paragraph: Paragraph, marked: Marked, forms: Mapping[str, str], tallies: Tallies) -> None:
    language = loaded.reading.document.language
    clauses = [clause for clause in loaded.annotations.clauses if clause.paragraph == paragraph.path]
    leads = acts_of(marked.lead, forms)
    if marked.lead:
        said = clauses[0].act if clauses else "no clause"
        told = f"{marked.lead!r} is {' or '.join(sorted(leads)) or 'no known act'}, said {said}"
        tallies[f"leading act, {language}"].right(said in leads, True, told)
    if language == "eng" and marked.later:
        found = [act for words in marked.later for act in sorted(acts_of(words, forms))[:1]]
        tallies["later acts, eng"].bag([clause.act for clause in clauses[1:]], found)


def acts_of(words: str, forms: Mapping[str, str]) -> frozenset[str]:
    """The acts that emphasised words can stand for: of the forms they hold, or, holding none, of those they begin.

    *Welcomes and encourages* holds two; *Expresses* is the beginning of many, since its object is not emphasised.
    """
    folded = words.casefold()
    held = {act for form, act in forms.items() if form in folded}
    return frozenset(held or {act for form, act in forms.items() if form.startswith(folded.split(" ")[-1])})


def _cited(loaded: Loaded, paragraph: Paragraph, marked: Marked, tallies: Tallies) -> None:
    items = (each.path for each in loaded.reading.document.paragraphs if each.parent == paragraph.path)
    below = {paragraph.path, *items}
    said = {
        cited.citation.target.key
        for cited in loaded.annotations.citations
        if cited.paragraph in below and cited.citation.target.kind is TargetKind.DOCUMENT
    }
    linked = {_bare(symbol) for symbol in _canonical(marked.links)}
    if linked:
        tallies["citations of linked documents (recall)"].bag({_bare(symbol) for symbol in said} & linked, linked)


def _bare(symbol: str) -> str:
    """A symbol without its year or its lettered part, which links have or have not."""
    return re.sub(r"\(\d{4}\)$|[A-Z](-[A-Z])?$", "", symbol)


def _canonical(links: Iterable[str]) -> Iterator[str]:
    for link in links:
        try:
            yield canonical(link)
        except SymbolError:
            continue


def agree(chinese: Loaded, english: Loaded, same: Set[tuple[str, str]], tallies: Tallies) -> None:
    """Score two expressions of one work against each other; `same` are acts that render each other."""
    one, other = ([each.path for each in each_.reading.document.paragraphs] for each_ in (chinese, english))
    tallies["zh and en: same paragraphs"].right(one, other, chinese.reading.entry.symbol)
    shared = set(one) & set(other)
    for name, told in (("acts", _acts_told), ("addressees", _addressees), ("deadlines", _deadlines)):
        left, right = _by_paragraph(told(chinese)), _by_paragraph(told(english))
        for path in sorted(shared & (set(left) | set(right))):
            said, marked = left.get(path, []), right.get(path, [])
            tallies[f"zh and en: {name}"].bag(said, marked)
            if name == "acts":
                tallies["zh and en: paragraphs, acts verb for verb"].right(said, marked, f"{said} {marked}")
    again, right = _by_paragraph(_acts_told_again(chinese)), _by_paragraph(_acts_told(english))
    for path in sorted(shared & (set(again) | set(right))):
        said, marked = again.get(path, []), right.get(path, [])
        alike = _alike(said, marked, same)
        tallies["zh and en: paragraphs, acts as rendered"].right(alike, True, f"{said} {marked}")


def renderings(chinese: Knowledge) -> frozenset[tuple[str, str]]:
    """The acts that a Chinese form says, or says again, and the English acts that it also renders, in pairs."""
    acts = chinese.acts.values()
    plain = {(one.key, other.key) for one in acts for other in acts if not other.renderings.isdisjoint(one.forms)}
    again = {(one.key, other) for one in acts for other in (one.key, *AGAIN_IN_ENGLISH)}
    return frozenset(plain | {(one + AGAIN, other) for one, other in plain | again})


def _alike(chinese: Sequence[str], english: Sequence[str], same: Set[tuple[str, str]]) -> bool:
    """Whether the acts render each other in order, where a verb that the other language does not repeat counts once."""
    reached = {(0, 0)}
    for one, other in product(range(1, len(chinese) + 1), range(1, len(english) + 1)):
        before = [(one - 1, other - 1)]
        before += [(one - 1, other)] if _repeats(chinese, one - 1) else []
        before += [(one, other - 1)] if _repeats(english, other - 1) else []
        pair = chinese[one - 1], english[other - 1]
        if not reached.isdisjoint(before) and (pair[0] == pair[1] or pair in same):
            reached.add((one, other))
    return (len(chinese), len(english)) in reached


def _repeats(acts: Sequence[str], at: int) -> bool:
    return at > 0 and acts[at].removesuffix(AGAIN) == acts[at - 1].removesuffix(AGAIN)


def _acts_told(loaded: Loaded) -> Pairs:
    return [(clause.paragraph, clause.act) for clause in loaded.annotations.clauses]


def _acts_told_again(loaded: Loaded) -> Pairs:
    clauses = loaded.annotations.clauses
    return [(clause.paragraph, clause.act + AGAIN if clause.repeated else clause.act) for clause in clauses]


def _addressees(loaded: Loaded) -> Pairs:
    return _norms(loaded, "addressees")


def _deadlines(loaded: Loaded) -> Pairs:
    return _norms(loaded, "deadlines")


def _norms(loaded: Loaded, what: str) -> Pairs:
    places = {clause.path: clause.paragraph for clause in loaded.annotations.clauses}
    return [(places[norm.clause], value) for norm in loaded.annotations.norms for value in getattr(norm, what)]


def _by_paragraph(pairs: Pairs) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, value in pairs:
        found.setdefault(path, []).append(value)
    return found
