"""The archive as its own reference: mark-up, a plain text made of each file, and one language against the other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from lxml import etree

from mandategraph.loaders.errors import LoadError
from mandategraph.loaders.loaded import Loaded
from mandategraph.loaders.loading import Loader, load
from mandategraph.loaders.reading import read_document
from quality.plain import plain
from quality.reference import Reference, parsed, reference
from quality.scores import agree, read_off, renderings, whole_numbers
from quality.tally import Tallies, Tally

NUMBER = re.compile(r"(\d+)(?:[_ (]{1,2}(\d{1,4})(?!\d))?")
"""The number of a resolution in a file's name, and its year or its number in a session."""

LANGUAGES = {"zho", "eng"}


def texts(paths: Sequence[Path], every: int) -> Iterator[Path]:
    """The files of about one in N works, told apart by the numbers in their names: all languages of a work or none."""
    found = sorted(file for path in paths for file in (path.rglob("*.xml") if path.is_dir() else [path]))
    return (file for file in found if crc32(_work(file.name)) % every == 0)


def _work(name: str) -> bytes:
    number = NUMBER.search(name)
    return b"" if number is None else "/".join(filter(None, number.groups())).encode()


def score(files: Iterable[Path], compiled: Loader) -> tuple[Tallies, Counter[str]]:
    """The tallies of all measures, and how many files went which way."""
    tallies: Tallies = defaultdict(Tally)
    ways: Counter[str] = Counter()
    works: dict[str, dict[str, Loaded]] = defaultdict(dict)
    same = renderings(compiled.annotators["zho"].knowledge)
    for file in files:
        marked = _reference(file)
        ways[marked if isinstance(marked, str) else "scored"] += 1
        if isinstance(marked, str):
            continue
        loaded = _load(file, compiled, tallies)
        if loaded is None:
            continue
        read_off(loaded, marked, compiled.annotators[marked.language].knowledge, tallies)
        _from_plain(file, loaded, compiled, tallies)
        both = works[loaded.reading.entry.symbol]
        both[marked.language] = loaded
        if len(both) == len(LANGUAGES):
            agree(both["zho"], both["eng"], same, tallies)
            del works[loaded.reading.entry.symbol]
    return tallies, ways


def _reference(file: Path) -> Reference | str:
    """What a file's mark-up says, or why it is left out."""
    try:
        marked = reference(file)
    except (etree.XMLSyntaxError, OSError):
        return "not well-formed"
    return marked if marked.language in LANGUAGES else "in another language"


def _load(file: Path, compiled: Loader, tallies: Tallies) -> Loaded | None:
    try:
        loaded = load(file, compiled, {})
    except LoadError as error:
        tallies["documents read"].right("refused", "read", error.reason[:80])
        return None
    tallies["documents read"].right("read", "read", "")
    return loaded


def _from_plain(file: Path, loaded: Loaded, compiled: Loader, tallies: Tallies) -> None:
    """Score the paragraphs read from a plain text of the file against those read from the file."""
    document = loaded.reading.document
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"text.{document.language}.txt"
        path.write_text(plain(parsed(file), document.language), "utf-8")
        try:
            again = read_document(
                path, compiled.structures, symbol=document.symbol, language=document.language, entries={}
            ).document
        except LoadError as error:
            tallies["plain text: numbers"].right("refused", "read", f"{file.name}: {error.reason[:80]}")
            return
    tallies["plain text: numbers"].right(whole_numbers(again), whole_numbers(document), file.name)
    one, other = (sorted(each.path for each in read.paragraphs) for read in (again, document))
    tallies["plain text: all paragraphs, items and footnotes"].right(one, other, file.name)
