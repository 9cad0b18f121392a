"""What the tests of annotations share: hand-made texts, annotated as a document of a given kind."""

from collections.abc import Callable

import pytest

from mandategraph.loaders.annotate.document import Facts, Speaker, annotate
from mandategraph.loaders.annotations import Annotations
from mandategraph.loaders.document import Component, ComponentType, Document, Kind, Paragraph
from mandategraph.loaders.loading import Loader
from mandategraph.loaders.passage import Passage


def _language(text: str) -> str:
    return "zho" if any("\u4e00" <= character <= "\u9fff" for character in text) else "eng"


def _document(texts: tuple[str, ...]) -> Document:
    """A document of numbered operative paragraphs, `para/1` and so on."""
    paragraphs = [
        Paragraph(f"para/{n}", Kind.OPERATIVE, Passage(text, ()), n, "", str(n)) for n, text in enumerate(texts, 1)
    ]
    main = Component("", ComponentType.MAIN)
    return Document("S/RES/2400(2018)", _language(texts[0]), "", (main,), (), tuple(paragraphs), (), ())


@pytest.fixture(scope="session")
def annotated(compiled: Loader) -> Callable[..., Annotations]:
    """Annotates texts, one a paragraph: by default a resolution of the Council of 1 January 2018."""

    def annotated_(
        *texts: str,
        by: str = "security-council",
        type_: str = "resolution",
        date: str = "2018-01-01",
        chapter_vii: bool = False,
    ) -> Annotations:
        document = _document(texts)
        facts = Facts({"": Speaker(by, type_)}, date, chapter_vii)
        return annotate(document, facts, compiled.annotators[document.language])

    return annotated_
