"""Large graphs: many sound documents at once, and the five documents of the corpus."""

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from mandategraph.shapes.validation import validate

SOUND = Path(__file__).parent / "data" / "sound.trig"


@pytest.mark.slow
def test_many_sound_documents_are_sound_together() -> None:
    text = SOUND.read_text(encoding="utf-8")
    copies = (
        text.replace("S/RES/9001(2031)", f"S/RES/{number}(2031)")
        .replace("S/2032/7", f"S/2032/{number}")
        .replace("S/2033/1", f"S/2033/{number}")
        for number in range(9001, 9101)
    )
    quads = {quad for copy in copies for quad in parse(copy, format=RdfFormat.TRIG)}
    assert len(quads) > 30_000
    assert validate(quads).results == ()


@pytest.mark.slow
def test_the_corpus_is_sound_but_for_what_its_texts_misprint(corpus_quads: tuple[Quad, ...]) -> None:
    report = validate(corpus_quads)
    assert report.violations == ()
    assert [(result.name, result.document, result.paragraph) for result in report.warnings] == [
        ("FootnoteMarked.sparql", "S/2018/80", "note/31"),
        ("CouncilYearAsKnown.sparql", "S/RES/2395(2017)", "pre/1"),
    ]
