"""Short titles: what a document calls an instrument once it has introduced the title, and from then on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from re import Match

from mandategraph.loaders.annotate.citations import Candidate, Form
from mandategraph.loaders.annotate.citations_grammar import CitationGrammar
from mandategraph.loaders.names import Hit, name_index
from mandategraph.loaders.passage import Span


def instruments(text: str, grammar: CitationGrammar) -> Iterator[Hit]:
    """The instruments that `text` names; a short title that the document gave to one stands for no other."""
    introduced = {hit.span: hit for hit in _introduced(text, grammar)}
    known = tuple(hit for hit in grammar.instruments.find(text) if not _goes_on(text, hit, grammar))
    yield from (introduced.pop(hit.span, hit) for hit in known)
    yield from (hit for hit in introduced.values() if not any(hit.span.overlaps(other.span) for other in known))


def _goes_on(text: str, hit: Hit, grammar: CitationGrammar) -> bool:
    """Whether one word only begins another full title: the Charter of the People."""
    *article, word = hit.span.of(text).split()
    longer = grammar.pattern("goes-on").match(text, hit.span.end)
    return longer is not None and not word.isupper() and len(article) == 1 and article[0].islower()


def short_titles(candidates: Sequence[Candidate], grammar: CitationGrammar) -> Mapping[str, str]:
    """The short titles that `candidates` introduce, as they are printed again, and the keys they stand for."""
    found: dict[str, str] = {}
    named = {candidate.value for candidate in candidates}
    for candidate in candidates:
        if candidate.introduces:
            found.setdefault(_printed(candidate.introduces, grammar), candidate.value)
    return {title: key for title, key in grammar.usual.items() if key in named} | found


def generic_titles(candidates: Iterable[Candidate], grammar: CitationGrammar) -> Mapping[str, str]:
    """The titles of a kind, and the key that each stands for: of the instrument of that kind that is named most."""
    times = Counter(candidate.value for candidate in candidates if candidate.form is Form.INSTRUMENT)
    kinds: dict[str, list[str]] = defaultdict(list)
    for key, _ in times.most_common():
        for title in grammar.generic.get(key, ()):
            kinds[title].append(key)
    return {title: first for title, (first, *rest) in kinds.items() if not rest or times[first] > times[rest[0]]}


def near_titles(text: str, candidates: Iterable[Candidate], grammar: CitationGrammar) -> Mapping[str, str]:
    """The titles of a kind in `text`, and the key of the last of that kind that it names before."""
    found: dict[str, str] = {}
    named = [candidate for candidate in candidates if candidate.form is Form.INSTRUMENT]
    for candidate in named:
        for title in (*grammar.generic.get(candidate.value, ()), *grammar.near.get(candidate.value, ())):
            if candidate.span.end <= _first(text, title, named):
                found[title] = candidate.value
    return found


def printed_names(text: str, candidates: Iterable[Candidate]) -> Mapping[str, str]:
    """The names of instruments as `text` prints them, and their keys."""
    return {one.span.of(text): one.value for one in candidates if one.form is Form.INSTRUMENT}


def ending_titles(titles: Iterable[Match[str]], names: Mapping[str, str]) -> Mapping[str, str]:
    """Those of `titles` that are a piece of the longer `names` of just one instrument, and its key."""
    found: dict[str, str] = {}
    for match in titles:
        ending, title = match["ending"], match[0]
        keys = {key for name, key in names.items() if ending in name and len(name) > len(title)}
        if len(keys) == 1:
            found[title] = keys.pop()
    return found


def _first(text: str, title: str, named: Sequence[Candidate]) -> int:
    """Where a title stands for the first time outside of what `named` takes up; -1 if nowhere."""
    at = text.find(title)
    while at >= 0 and any(candidate.span.overlaps(Span(at, at + len(title))) for candidate in named):
        at = text.find(title, at + 1)
    return at


def with_short_titles(grammar: CitationGrammar, titles: Mapping[str, str]) -> CitationGrammar:
    """A grammar that knows the short titles of a document besides the names that stand in every one."""
    return replace(grammar, short_titles=name_index({title: (key,) for title, key in titles.items()}))


def _printed(title: str, grammar: CitationGrammar) -> str:
    """A short title as it is printed again; an abbreviation stands by itself."""
    return title if title.isascii() and title.isupper() else grammar.titled.format(title=title)


def _introduced(text: str, grammar: CitationGrammar) -> Iterator[Hit]:
    """The short titles in `text`; a word in small letters, or the beginning of other words, is none."""
    others = grammar.pattern("longer-title"), grammar.pattern("thereof")
    for hit in grammar.short_titles.find(text):
        title = hit.span.of(text)
        whole = all(other.match(text, hit.span.end) is None for other in others)
        if whole and (title != title.lower() or title == title.upper()):
            yield hit
