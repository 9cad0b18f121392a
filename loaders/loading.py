"""Files → quads: every document read, annotated and described, and what stands between them derived."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from mandategraph.loaders.adoption import RollGrammar, roll_grammar
from mandategraph.loaders.annotate.document import Annotator, annotate, annotator
from mandategraph.loaders.catalogue import Entry, catalogue
from mandategraph.loaders.derive import Text, derive
from mandategraph.loaders.describe.derivation import describe_derivation
from mandategraph.loaders.describe.terms import AUTHORITIES_GRAPH, ONTOLOGY_GRAPH, as_objects
from mandategraph.loaders.describe.work import describe_work
from mandategraph.loaders.document import Kind
from mandategraph.loaders.errors import IdentityError, SourceError
from mandategraph.loaders.facts import facts
from mandategraph.loaders.knowledge import knowledge
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.passage import Span
from mandategraph.loaders.reading import read_document
from mandategraph.loaders.text.structure import Structure, languages, structure
from mandategraph.ontology import everything, files

SUFFIXES = (".txt", ".xml", ".pdf", ".docx")
"""The suffixes of the files of a folder that are read."""

_VOCABULARY = "core.ttl"


@dataclass(frozen=True, slots=True)
class Loader:
    """Everything that loading takes, compiled once for each language.

    The annotator, the layout grammar, and how a line that names actors is read.
    """

    annotators: Mapping[str, Annotator]
    structures: Mapping[str, Structure]
    rolls: Mapping[str, RollGrammar]


def loader() -> Loader:
    """A loader for every language that the lexicon knows."""
    ontology = everything()
    annotators = {language: annotator(knowledge(ontology, language)) for language in languages()}
    return Loader(
        annotators,
        {language: structure(language, own.clauses.verbs) for language, own in annotators.items()},
        {language: roll_grammar(own.knowledge) for language, own in annotators.items()},
    )


def load(
    path: Path,
    loader: Loader,
    entries: Mapping[str, Entry] | None = None,
    *,
    symbol: str | None = None,
    language: str | None = None,
) -> Loaded:
    """The document in a file, read and annotated; raises `LoadError` if it cannot be."""
    reading = read_document(path, loader.structures, symbol=symbol, language=language, entries=entries)
    tongue = reading.entry.language
    known = facts(reading.document, reading.entry, loader.structures[tongue], loader.rolls)
    return Loaded(reading, known, annotate(reading.document, known, loader.annotators[tongue]))


def load_all(
    paths: Iterable[Path], loader: Loader, *, symbol: str | None = None, language: str | None = None
) -> Iterator[Loaded]:
    """The documents of files that `expand` has named, one after the other.

    Raises `LoadError` for the first that cannot be loaded, and for a second file with the same symbol and language.
    """
    catalogues: dict[Path, Mapping[str, Entry]] = {}
    seen: dict[tuple[str, str], str] = {}
    for path in paths:
        if path.parent not in catalogues:
            catalogues[path.parent] = catalogue(path.parent)
        loaded = load(path, loader, catalogues[path.parent], symbol=symbol, language=language)
        entry = loaded.reading.entry
        first = seen.setdefault((entry.symbol, entry.language), str(path))
        if first != str(path):
            raise IdentityError(str(path), f"is {entry.symbol} like {first}; leave one out or name it with --symbol")
        yield loaded


def works(documents: Iterable[Loaded]) -> Iterator[tuple[Loaded, ...]]:
    """The documents by their symbols, each in all the languages that it is there in, in order of first appearance."""
    found: dict[str, list[Loaded]] = {}
    for loaded in documents:
        found.setdefault(loaded.reading.entry.symbol, []).append(loaded)
    return map(tuple, found.values())


def expand(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that paths name: a file itself, a folder's texts at any depth in order of name.

    Raises `SourceError` for a path that is not there and for a folder without a text.
    """
    found: dict[Path, None] = {}
    for path in paths:
        files_here = _texts_in(path) if path.is_dir() else [path]
        if not files_here:
            raise SourceError(str(path), f"holds no {' or '.join(SUFFIXES)} file")
        if not files_here[0].exists():
            raise SourceError(str(path), "no such file or directory")
        found.update(dict.fromkeys(files_here))
    return tuple(found)


def _texts_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def quads(documents: Sequence[Loaded]) -> Iterator[Quad]:
    """All quads of a graph of documents: vocabulary, authority files, each document, what is derived."""
    yield from background()
    for work in works(documents):
        yield from as_objects(describe_work(work))
    yield from derived(documents)


def background() -> Iterator[Quad]:
    """The vocabulary and the authority files, each in its graph."""
    for file in files():
        graph = ONTOLOGY_GRAPH if file.name == _VOCABULARY else AUTHORITIES_GRAPH
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def derived(documents: Sequence[Loaded]) -> Iterator[Quad]:
    """What stands between the paragraphs of documents, the earlier ones taken as what the later ones draw on."""
    in_time = sorted(documents, key=lambda loaded: (loaded.facts.date, loaded.reading.entry.symbol))
    return as_objects(describe_derivation(derive([text for loaded in in_time for text in _texts(loaded)])))


def _texts(loaded: Loaded) -> Iterator[Text]:
    names: dict[str, list[Span]] = {}
    for mention in loaded.annotations.mentions:
        names.setdefault(mention.paragraph, []).append(mention.span)
    for cited in loaded.annotations.citations:
        names.setdefault(cited.paragraph, []).append(cited.citation.span)
    for paragraph in loaded.reading.document.paragraphs:
        if paragraph.kind is Kind.FOOTNOTE:
            continue
        type_ = loaded.facts.speaker(paragraph.component).type
        yield Text(
            symbol=loaded.reading.document.symbol,
            component=paragraph.component,
            path=paragraph.path,
            language=loaded.reading.document.language,
            text=paragraph.text,
            names=tuple(names.get(paragraph.path, ())),
            mandate=paragraph.kind is Kind.OPERATIVE,
            programme=paragraph.kind is Kind.NUMBERED and type_ == "work-programme",
        )
