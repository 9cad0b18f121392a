"""Mentions: every actor a document names, by full name, abbreviation, or the short name it has introduced."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotations import Mention
from mandategraph.loaders.document import Document, Kind, Paragraph
from mandategraph.loaders.knowledge import Actors
from mandategraph.loaders.names import Hit, NameIndex, name_index
from mandategraph.loaders.passage import Span


@dataclass(frozen=True, slots=True)
class MentionGrammar:
    """How a language introduces a short name, and how it names a body after the resolutions that set it up."""

    introduction: re.Pattern[str]
    established: re.Pattern[str]
    resolution: re.Pattern[str]
    chair: re.Pattern[str]
    anaphor: re.Pattern[str]


@dataclass(slots=True)
class _Bindings:
    """What a document's short names stand for so far."""

    short: dict[str, str] = field(default_factory=dict)
    introduced: dict[str, tuple[str, ...]] = field(default_factory=dict)


def mention_grammar(language: str) -> MentionGrammar:
    """The grammar of `language`, from lexicon/mentions.toml."""
    own = lexicon.load("mentions")[language]
    return MentionGrammar(*(re.compile(own[name]) for name in ("introduction", "established", "resolution", "chair", "anaphor")))


def find_mentions(document: Document, actors: Actors, grammar: MentionGrammar) -> tuple[Mention, ...]:
    """The mentions of a document, in reading order; footnotes come last, as what they introduce holds for no text."""
    bindings = _Bindings()
    running = [p for p in document.paragraphs if p.kind is not Kind.FOOTNOTE]
    notes = [p for p in document.paragraphs if p.kind is Kind.FOOTNOTE]
    found = {p.path: tuple(_in_paragraph(p, actors, grammar, bindings)) for p in (*running, *notes)}
    return tuple(mention for paragraph in document.paragraphs for mention in found[paragraph.path])


def mentions_in(text: str, actors: Actors, grammar: MentionGrammar) -> tuple[tuple[Span, str], ...]:
    """The actors that a title or another text of its own names, each with its span."""
    hits = _longest([*actors.names.find(text), *_established(text, actors, grammar)])
    return tuple((hit.span, key) for hit in hits for key in hit.keys)


def _in_paragraph(
    paragraph: Paragraph, actors: Actors, grammar: MentionGrammar, bindings: _Bindings
) -> Iterator[Mention]:
    text = paragraph.text
    full = [*actors.names.find(text), *_established(text, actors, grammar)]
    introduced = [*_index(bindings.introduced).find(text)]
    hits = _longest([*full, *introduced, *actors.short_names.find(text)])
    found: list[Hit] = []
    for hit in hits:
        keys = _resolve(hit, hit.span.of(text).casefold(), bindings, actors, own=hit in full or hit in introduced)
        if keys:
            found.append(Hit(hit.span, keys))
            _introduce(text, hit, keys, grammar, bindings, hits)
    for hit in _longest([*found, *_anaphors(text, found, grammar)]):
        yield from _mentions(paragraph, hit, hit.keys, actors, grammar)


def _anaphors(text: str, found: list[Hit], grammar: MentionGrammar) -> Iterator[Hit]:
    """该论坛: the last body named before it whose name ends so."""
    for match in grammar.anaphor.finditer(text):
        noun = match.group("noun")
        before = [hit for hit in found if hit.span.end <= match.start() and hit.span.of(text).endswith(noun)]
        if before:
            yield Hit(Span(*match.span()), before[-1].keys)


def _mentions(
    paragraph: Paragraph, hit: Hit, keys: tuple[str, ...], actors: Actors, grammar: MentionGrammar
) -> Iterator[Mention]:
    """One mention for each actor of a hit; where the word for its chair follows, the chair is meant and not the body."""
    chair = actors.chairs.get(keys[0]) if len(keys) == 1 else None
    match = grammar.chair.match(paragraph.text, hit.span.end) if chair else None
    if chair is not None and match is not None:
        yield Mention(paragraph.path, Span(hit.span.start, match.end()), chair)
        return
    for key in keys:
        yield Mention(paragraph.path, hit.span, key)


def _resolve(hit: Hit, short: str, bindings: _Bindings, actors: Actors, *, own: bool) -> tuple[str, ...]:
    """The actors a hit stands for: its own, or for a short name the one that the document named first."""
    if own:
        for key in hit.keys:
            for name in actors.short_forms.get(key, ()):
                bindings.short.setdefault(name.casefold(), key)
        return hit.keys
    bound = bindings.short.get(short)
    return () if bound is None else (bound,)


def _introduce(
    text: str, hit: Hit, keys: tuple[str, ...], grammar: MentionGrammar, bindings: _Bindings, hits: tuple[Hit, ...]
) -> None:
    """Bind the short name that a bracket behind a name introduces, unless it is itself somebody's name."""
    match = grammar.introduction.match(text, hit.span.end)
    if match is None or any(other.span.overlaps(Span(*match.span("name"))) for other in hits if other is not hit):
        return
    bindings.introduced.setdefault(match.group("name").casefold(), keys)


def _index(names: Mapping[str, Iterable[str]]) -> NameIndex:
    return name_index(names)


def _established(text: str, actors: Actors, grammar: MentionGrammar) -> Iterator[Hit]:
    """Bodies named after the resolutions that set them up: 第 1267(1999)…号决议所设委员会."""
    for match in grammar.established.finditer(text):
        numbers = [number.group("number") for number in grammar.resolution.finditer(match.group("resolutions"))]
        organs = _founded(numbers, actors)
        kind = match.group("body")
        candidates = [o for o in organs if any(label.endswith(kind) for label in actors.labels.get(o, ()))]
        if candidates:
            yield Hit(Span(*match.span()), (candidates[0],))


def _founded(numbers: Iterable[str], actors: Actors) -> tuple[str, ...]:
    """The organs set up by the first of the numbered resolutions that set up any."""
    for number in numbers:
        for symbol, organs in sorted(actors.founded.items()):
            if symbol.startswith(f"S/RES/{number}("):
                return organs
    return ()


def _longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Of hits that overlap the leftmost, and of those that begin together the longest; the rest fall away."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -len(hit.span))):
        if not chosen or hit.span.start >= chosen[-1].span.end:
            chosen.append(hit)
        elif len(hit.span) > len(chosen[-1].span):
            chosen[-1] = hit
    return tuple(chosen)
