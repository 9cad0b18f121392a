"""Mentions: every actor a document names, by full name, abbreviation, or the short name it has introduced."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mandategraph.loaders.annotate.coined import coined_names
from mandategraph.loaders.annotate.mentions_grammar import MentionGrammar
from mandategraph.loaders.annotations import Mention
from mandategraph.loaders.document import Document, Kind, Paragraph
from mandategraph.loaders.knowledge import Actors
from mandategraph.loaders.names import Hit, NameIndex, name_index
from mandategraph.loaders.passage import Span
from mandategraph.loaders.symbol import COUNCIL_RESOLUTIONS

_COUNCIL = "security-council"
"""The body whose documents call the organs that its resolutions set up by their nouns alone."""

_NEAR = 60
"""How many characters before a name the words that bound it, or are for its government or its chair, may fill."""


@dataclass(slots=True)
class _Bindings:
    """What a document's short names stand for so far; `index` finds those it has introduced.

    `governed` counts the States whose governments it has named. `named` counts for each noun the actors that it has
    named in full by it; none for a name that nobody knows. `founders` are the resolutions
    that a document of the Council names and that set up organs, those first that set up an organ it has named.
    """

    short: dict[str, str] = field(default_factory=dict)
    introduced: dict[str, tuple[str, ...]] = field(default_factory=dict)
    index: NameIndex = field(default_factory=lambda: name_index({}))
    governed: Counter[str] = field(default_factory=Counter)
    named: dict[str, Counter[tuple[str, ...]]] = field(default_factory=dict)
    founders: tuple[str, ...] = ()


def find_mentions(document: Document, actors: Actors, grammar: MentionGrammar, author: str) -> tuple[Mention, ...]:
    """The mentions of a document by `author`, in reading order.

    The author's own short names need no introduction. Footnotes come last, as what they introduce holds for no text.
    """
    bindings = _Bindings(
        short={name.casefold(): author for name in actors.short_forms.get(author, ())},
        founders=_founders(document, actors, grammar) if author == _COUNCIL else (),
    )
    running = [p for p in document.paragraphs if p.kind is not Kind.FOOTNOTE]
    notes = [p for p in document.paragraphs if p.kind is Kind.FOOTNOTE]
    found = {p.path: tuple(_in_paragraph(p, actors, grammar, bindings)) for p in (*running, *notes)}
    if bindings.governed:
        early = [p for p in running if _is_ungoverned(p, found[p.path], grammar)]
        found |= {p.path: tuple(_in_paragraph(p, actors, grammar, bindings)) for p in early}
    return tuple(mention for paragraph in document.paragraphs for mention in found[paragraph.path])


def _is_ungoverned(paragraph: Paragraph, found: Iterable[Mention], grammar: MentionGrammar) -> bool:
    """Whether a paragraph speaks of the government before any was named, so that nobody is found for it."""
    named = [mention.span for mention in found]
    spans = (Span(*match.span()) for match in grammar.own_government.finditer(paragraph.text))
    return any(not any(one.overlaps(span) for one in named) for span in spans)


def _in_paragraph(
    paragraph: Paragraph, actors: Actors, grammar: MentionGrammar, bindings: _Bindings
) -> Iterator[Mention]:
    text = paragraph.text
    full = _full_names(text, actors, grammar)
    for hit in full:
        _introduce(text, hit, full, bindings, grammar)
        _shorten(text, hit, actors, bindings, grammar)
    introduced = [*bindings.index.find(text)]
    short = (hit for hit in actors.short_names.find(text) if _is_bounded(text, hit.span.start, grammar))
    hits = _longest([*introduced, *full, *short])
    found: list[Hit] = []
    for hit in hits:
        keys = _resolve(hit, hit.span.of(text).casefold(), bindings, actors, own=hit in full or hit in introduced)
        keys = keys or _organ(text, hit, found, bindings, actors, grammar)
        if keys:
            found.append(
                _presided(text, _governing(text, Hit(hit.span, keys), bindings, actors, grammar), actors, grammar)
            )
            _introduce(text, found[-1], hits, bindings, grammar)
    _remember(text, [hit for hit in full if not actors.collective.issuperset(hit.keys)], found, bindings, grammar)
    bodies = [hit for hit in found if not actors.collective.issuperset(hit.keys)]
    others = (*_anaphors(text, found, bodies, bindings, grammar), *_own_governments(text, bindings, grammar))
    kept = (hit for hit in found if hit in bodies or not any(other.span.covers(hit.span) for other in others))
    for hit in _longest([*kept, *others]):
        yield from (Mention(paragraph.path, hit.span, key) for key in hit.keys)


def _is_bounded(text: str, at: int, grammar: MentionGrammar) -> bool:
    """Whether a short name that begins at an offset is no end of a longer word."""
    return grammar.bounded.search(text, max(0, at - _NEAR), at) is not None


def _full_names(text: str, actors: Actors, grammar: MentionGrammar) -> tuple[Hit, ...]:
    """What a text names in full: those of the authority file, and those named as such are, which it does not have."""
    classes = (Hit(Span(*match.span()), keys) for keys, match in grammar.classes.finditer(text))
    named = (*classes, *actors.names.find(text), *_established(text, actors, grammar))
    known = [_presided(text, hit, actors, grammar) for hit in named]
    return _longest([*known, *coined_names(text, known, actors.collective, grammar.coinage)])


def _remember(
    text: str, full: Iterable[Hit], found: Iterable[Hit], bindings: _Bindings, grammar: MentionGrammar
) -> None:
    """Keep by what noun an actor was named in full, or that it is one that nobody knows."""
    named = [
        (hit.span.start + match.start(), match.group(), hit.keys)
        for hit in full
        for match in grammar.head.finditer(hit.span.of(text))
    ]
    named += [
        (match.start("noun"), match.group("noun"), ())
        for match in grammar.unknown.finditer(text)
        if not any(hit.span.start < match.end() <= hit.span.end for hit in found)
    ]
    for _, noun, keys in sorted(named):
        bindings.named.setdefault(noun, Counter())[keys] += 1


def _anaphors(
    text: str, found: Sequence[Hit], bodies: Sequence[Hit], bindings: _Bindings, grammar: MentionGrammar
) -> Iterator[Hit]:
    """该论坛: the last body before it in the paragraph whose name ends so, else the one that the text names most so.

    The noun itself may be what a class of bodies is called by (特派团), but no name of one of the `bodies`.
    """
    for match in grammar.anaphor.finditer(text):
        noun = match.group("noun")
        before = [hit for hit in bodies if hit.span.end <= match.start() and _is_a(noun, hit.span.of(text), grammar)]
        keys = before[-1].keys if before else _named_most(noun, bindings)
        span = Span(*match.span())
        inside = [hit for hit in found if hit.span.overlaps(span)]
        if keys and not any(hit in bodies or not span.covers(hit.span) for hit in inside):
            yield Hit(span, keys)


def _is_a(noun: str, name: str, grammar: MentionGrammar) -> bool:
    """Whether a body's name says that it is what a noun calls it: a Committee, Committee on Missing Persons."""
    head = next((one for one in grammar.head.finditer(name) if one.group() == noun), None)
    return name.endswith(noun) or (head is not None and grammar.owner.search(name, 0, head.start()) is None)


def _named_most(noun: str, bindings: _Bindings) -> tuple[str, ...]:
    """The body that was named in full most by a noun; by a longer one that ends with it (观察员部队) if none was."""
    longer = (known for name, known in bindings.named.items() if name.endswith(noun))
    known = bindings.named.get(noun) or next(longer, None)
    return () if known is None else known.most_common(1)[0][0]


def _own_governments(text: str, bindings: _Bindings, grammar: MentionGrammar) -> Iterator[Hit]:
    """The government without its State: of the State whose government the document has named more than any other."""
    most = bindings.governed.most_common(2)
    if len(most) == 1 or (most and most[0][1] > most[1][1]):
        for match in grammar.own_government.finditer(text):
            yield Hit(Span(*match.span()), (most[0][0],))


def _governing(text: str, hit: Hit, bindings: _Bindings, actors: Actors, grammar: MentionGrammar) -> Hit:
    """A hit as it stands, or with the word for its government beside it: a State's government speaks for the State.

    The word may be the end of the name itself (*Malian authorities*).
    """
    before = grammar.government_before.search(text, max(0, hit.span.start - _NEAR), hit.span.start)
    after = grammar.government.match(text, hit.span.end)
    if before is None and after is None:
        if grammar.governs.search(hit.span.of(text)) and not actors.collective.issuperset(hit.keys):
            bindings.governed.update(hit.keys)
        return hit
    bindings.governed.update(hit.keys)
    start = hit.span.start if before is None else before.start()
    return Hit(Span(start, hit.span.end if after is None else after.end()), hit.keys)


def _presided(text: str, hit: Hit, actors: Actors, grammar: MentionGrammar) -> Hit:
    """A hit as it stands; where the word for its chair stands beside a body, the chair is whom it means."""
    chair = actors.chairs.get(hit.keys[0]) if len(hit.keys) == 1 else None
    if chair is None:
        return hit
    before = grammar.chair_before.search(text, max(0, hit.span.start - _NEAR), hit.span.start)
    after = grammar.chair.match(text, hit.span.end)
    if before is not None:
        return Hit(Span(before.start(), hit.span.end), (chair,))
    return hit if after is None else Hit(Span(hit.span.start, after.end()), (chair,))


def _resolve(hit: Hit, short: str, bindings: _Bindings, actors: Actors, *, own: bool) -> tuple[str, ...]:
    """The actors a hit stands for: its own, or for a short name the one that the document named first."""
    if own:
        for key in hit.keys:
            for name in actors.short_forms.get(key, ()):
                bindings.short.setdefault(name.casefold(), key)
            if bindings.founders:
                own_founders = (symbol for symbol, organs in actors.founded.items() if key in organs)
                bindings.founders = (*own_founders, *bindings.founders)
        return hit.keys
    bound = bindings.short.get(short) or _of_founders(hit.keys, bindings, actors)
    return () if bound is None else (bound,)


def _founders(document: Document, actors: Actors, grammar: MentionGrammar) -> tuple[str, ...]:
    """The resolutions named in a document that set up organs, those that it names most first."""
    found = Counter(
        f"{COUNCIL_RESOLUTIONS}{match.group('number')}({match.group('year')})"
        for paragraph in document.paragraphs
        for match in grammar.dated.finditer(paragraph.text)
    )
    return tuple(symbol for symbol, _ in found.most_common() if symbol in actors.founded)


def _of_founders(keys: Iterable[str], bindings: _Bindings, actors: Actors) -> str | None:
    """Of the organs that a short name may stand for, the one that the resolution set up which the document is about.

    Else it is the one that belongs to an organ set up by it, such as the panel of a committee.
    """
    may = sorted(keys)
    for symbol in bindings.founders:
        founded = actors.founded[symbol]
        own = [organ for organ in may if organ in founded] or [o for o in may if actors.parents.get(o) in founded]
        if own:
            return own[0]
    return None


def _organ(
    text: str, hit: Hit, found: list[Hit], bindings: _Bindings, actors: Actors, grammar: MentionGrammar
) -> tuple[str, ...]:
    """The organ whose short name follows the body it belongs to, bound from then on; nothing if there are several."""
    if not found or grammar.organ.fullmatch(text, found[-1].span.end, hit.span.start) is None:
        return ()
    organs = tuple(key for key in hit.keys if actors.parents.get(key) in found[-1].keys)
    if len(organs) != 1:
        return ()
    bindings.short.setdefault(hit.span.of(text).casefold(), organs[0])
    return organs


def _introduce(text: str, hit: Hit, hits: tuple[Hit, ...], bindings: _Bindings, grammar: MentionGrammar) -> None:
    """Bind the short name that a bracket behind a name introduces, unless it is itself somebody's name."""
    match = grammar.introduction.match(text, hit.span.end)
    if match is None or any(other.span.overlaps(Span(*match.span("name"))) for other in hits if other.span != hit.span):
        return
    _bind(match.group("name"), _described_by(text, hit, match.group("name"), hits).keys, bindings)


def _described_by(text: str, hit: Hit, name: str, hits: Iterable[Hit]) -> Hit:
    """The hit that a short name behind another is for: the Committee … concerning South Sudan (“the Committee”)."""
    before = (one for one in hits if 0 < hit.span.start - one.span.end <= _NEAR)
    named = [one for one in before if one.keys and name in one.span.of(text)]
    return named[-1] if named and name not in hit.span.of(text) else hit


def _shorten(text: str, hit: Hit, actors: Actors, bindings: _Bindings, grammar: MentionGrammar) -> None:
    """Bind the beginning of a body's name, by which a document calls it again: the Residual Special Court."""
    match = grammar.shortened.match(hit.span.of(text))
    if match is None or not hit.keys or actors.collective.issuperset(hit.keys):
        return
    for name in {match.group("name"), match.group("name").replace(grammar.common, "")}:
        if grammar.lengthy.fullmatch(name):
            _bind(name, hit.keys, bindings)


def _bind(name: str, keys: tuple[str, ...], bindings: _Bindings) -> None:
    """Let a short name stand for actors in the rest of the document, unless it stands for others already."""
    if name.casefold() not in bindings.introduced:
        bindings.introduced[name.casefold()] = keys
        bindings.index = name_index(bindings.introduced)


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
            if symbol.startswith(f"{COUNCIL_RESOLUTIONS}{number}("):
                return organs
    return ()


def _is_of(actor: Hit, title: Hit) -> bool:
    """Whether an actor is told by the title that its own name runs into."""
    return bool(actor.keys) and not title.keys and title.span.end > actor.span.end


def _longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Of hits that overlap the longest, and of those as long as each other the leftmost; the rest fall away.

    A name that is no actor's, such as a treaty's, takes no place from an actor before it: States Parties to the ….
    """
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -len(hit.span))):
        if not chosen or hit.span.start >= chosen[-1].span.end or _is_of(chosen[-1], hit):
            chosen.append(hit)
        elif len(hit.span) > len(chosen[-1].span):
            chosen[-1] = hit
    return tuple(chosen)
