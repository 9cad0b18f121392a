"""Score the loaders: against the UN's own mark-up, and against annotation by hand.

    PYTHONPATH=bench python -m quality [--every N] [--gold LINES]… [--json OUT] PATH…

Without --gold the files are Akoma Ntoso; those not well-formed, or in a language without a lexicon, are counted
and left out. Each is scored against its own mark-up and against a plain text made of it, and the Chinese and English
files of one work against each other. With --gold the documents that LINES annotate (see `quality.hand`) are scored
against them, of whatever form their files are.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from mandategraph.loaders.loading import loader
from quality.archive import score, texts
from quality.hand import gold, score_gold
from quality.tally import Tally

SHOWN = 50
"""How many of the commonest misses of a measure are written."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the loaders against official mark-up or hand annotation.")
    parser.add_argument("--every", type=int, default=1, help="take about one work in N (1)")
    parser.add_argument("--gold", type=Path, action="append", default=[], help="score against this hand annotation")
    parser.add_argument("--json", type=Path, help="write the figures and the commonest misses here too")
    parser.add_argument("paths", nargs="+", type=Path, help="files, and folders of them")
    given = parser.parse_args()
    if given.gold:
        tallies, ways = score_gold(given.paths, gold(given.gold), loader())
    else:
        tallies, ways = score(texts(given.paths, given.every), loader())
    print(", ".join(f"{count} files {way}" for way, count in ways.most_common()))
    for name, tally in sorted(tallies.items()):
        print(f"{name:52}{tally.f1:8.4f}   {tally.hits:,} of {tally.wanted:,} wanted, {tally.given:,} given")
    if given.json is not None:
        given.json.write_text(json.dumps(_written(tallies, ways), ensure_ascii=False, indent=1), "utf-8")


def _written(tallies: Mapping[str, Tally], ways: Counter[str]) -> Mapping[str, object]:
    figures = {
        name: {
            "f1": tally.f1,
            "hits": tally.hits,
            "wanted": tally.wanted,
            "given": tally.given,
            "misses": tally.misses.most_common(SHOWN),
        }
        for name, tally in tallies.items()
    }
    return {"files": ways, "figures": figures}


if __name__ == "__main__":
    main()
