"""Score the loaders on any set of Akoma Ntoso files against what their own mark-up says.

    PYTHONPATH=bench python -m quality [--every N] [--json OUT] PATH…

Files that are not well-formed, or in a language without a lexicon, are counted and left out. Chinese and English files
of one symbol are scored against each other too.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from lxml import etree

from mandategraph.loaders.errors import LoadError
from mandategraph.loaders.loading import Loaded, Loader, load, loader
from quality.reference import reference
from quality.scores import Tally, agree, read_off

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


def score(files: Iterator[Path], compiled: Loader) -> tuple[dict[str, Tally], Counter[str], float]:
    """The tallies of all measures, how many files went which way, and the seconds that loading took."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    ways: Counter[str] = Counter()
    works: dict[str, dict[str, Loaded]] = defaultdict(dict)
    forms = {
        language: {form.casefold(): act.key for act in own.knowledge.acts.values() for form in act.forms}
        for language, own in compiled.annotators.items()
    }
    seconds = 0.0
    for file in files:
        try:
            marked = reference(file)
        except (etree.XMLSyntaxError, OSError):
            ways["not well-formed"] += 1
            continue
        if marked.language not in LANGUAGES:
            ways["another language"] += 1
            continue
        started = time.perf_counter()
        try:
            loaded = load(file, compiled, {})
        except LoadError as error:
            ways["refused"] += 1
            tallies["documents read"].right("refused", "read", error.reason[:80])
            continue
        seconds += time.perf_counter() - started
        ways["scored"] += 1
        tallies["documents read"].right("read", "read", "")
        read_off(loaded, marked, forms[marked.language], tallies)
        works[loaded.reading.entry.symbol][marked.language] = loaded
        if len(works[loaded.reading.entry.symbol]) == len(LANGUAGES):
            pair = works.pop(loaded.reading.entry.symbol)
            agree(pair["zho"], pair["eng"], tallies)
    return tallies, ways, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the loaders against official mark-up.")
    parser.add_argument("--every", type=int, default=1, help="take about one work in N (1)")
    parser.add_argument("--json", type=Path, help="write the figures and the commonest misses here too")
    parser.add_argument("paths", nargs="+", type=Path, help="Akoma Ntoso files, and folders of them")
    given = parser.parse_args()
    tallies, ways, seconds = score(texts(given.paths, given.every), loader())
    print(", ".join(f"{count} files {way}" for way, count in ways.most_common()))
    if ways["scored"]:
        print(f"{ways['scored'] / seconds:.1f} documents a second, read and annotated, on one core")
    for name, tally in sorted(tallies.items()):
        print(f"{name:44}{tally.f1:8.4f}   {tally.hits:,} of {tally.wanted:,} wanted, {tally.given:,} given")
    if given.json is not None:
        figures = {
            name: {
                "f1": tally.f1,
                "hits": tally.hits,
                "wanted": tally.wanted,
                "given": tally.given,
                "misses": tally.misses.most_common(50),
            }
            for name, tally in tallies.items()
        }
        given.json.write_text(json.dumps({"files": ways, "figures": figures}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
