"""What the tests of the Akoma Ntoso reader share: a file made around a few elements, and what is read from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mandategraph.loaders.akn.parse import parse
from mandategraph.loaders.akn.tree import read
from mandategraph.loaders.document import Document
from mandategraph.loaders.text.structure import structures

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
STRUCTURES = structures({})


@pytest.fixture
def parsed(tmp_path: Path) -> Callable[..., Document]:
    """The document whose main body is `body`, under an enacting formula and the recitals of `preamble` if any."""

    def parsed_(body: str, *, preamble: str = "", after: str = "", language: str = "eng") -> Document:
        begun = f"<preamble>{preamble}</preamble>" if preamble else ""
        path = tmp_path / "made.xml"
        path.write_text(
            f'<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution">{begun}'
            f"<mainBody>{body}</mainBody>{after}</statement></akomaNtoso>",
            encoding="utf-8",
        )
        return parse(read(path), STRUCTURES[language], "S/RES/9010(2031)")

    return parsed_


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of the two renderings of one made document."""
    return Path(__file__).parent / "data"
