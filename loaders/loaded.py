"""A document with all that was found in it: what loading gives and describing takes."""

from dataclasses import dataclass

from mandategraph.loaders.annotate.document import Facts
from mandategraph.loaders.annotations import Annotations
from mandategraph.loaders.reading import Reading


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document in one language with all that was found in it."""

    reading: Reading
    facts: Facts
    annotations: Annotations

    @property
    def symbol(self) -> str:
        """The canonical symbol of the document."""
        return self.reading.document.symbol

    @property
    def language(self) -> str:
        """The language of the text (an ISO 639-3 code)."""
        return self.reading.document.language
