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


def _itemized(chapeau: str, items: dict[str, str]) -> Document:
    """A document of one operative paragraph, `para/1`, and its sub-items by the ends of their paths (`a`, `a/i`)."""
    paragraphs = [Paragraph("para/1", Kind.OPERATIVE, Passage(chapeau, ()), 1, "", "1")]
    for position, (end, text) in enumerate(items.items(), 2):
        path = f"para/1/{end}"
        parent, _, number = path.rpartition("/")
        paragraphs.append(
            Paragraph(path, Kind.SUB_ITEM, Passage(text, ()), position, "", number, parent=parent),
        )
    main = Component("", ComponentType.MAIN)
    return Document("S/RES/2400(2018)", _language(chapeau), "", (main,), (), tuple(paragraphs), (), ())


@pytest.fixture(scope="session")
def itemized(compiled: Loader) -> Callable[..., Annotations]:
    """Annotates a chapeau and its sub-items: by default of a resolution of the Council of 1 January 2018."""

    def itemized_(
        chapeau: str, items: dict[str, str], *, by: str = "security-council", type_: str = "resolution"
    ) -> Annotations:
        document = _itemized(chapeau, items)
        facts = Facts({"": Speaker(by, type_)}, "2018-01-01", chapter_vii=False)
        return annotate(document, facts, compiled.annotators[document.language])

    return itemized_


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
