"""What a parsed document is: components, sections, paragraphs and the rest, each with the source it stands on."""

from dataclasses import dataclass
from enum import StrEnum

from mandategraph.loaders.passage import Passage, Span


class Kind(StrEnum):
    """What sort of paragraph it is (annotation guide, section 1)."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    NUMBERED = "numbered"
    UNNUMBERED = "unnumbered"
    SUB_ITEM = "sub-item"
    FOOTNOTE = "footnote"


class ComponentType(StrEnum):
    """What part of a document has its own numbering: the main text, an annex or an enclosure."""

    MAIN = "main"
    ANNEX = "annex"
    ENCLOSURE = "enclosure"


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote marker: `note` as printed, and `at`, the place in the paragraph's text where it stood."""

    note: str
    at: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, sub-item or footnote.

    `path` names it inside the document (`para/11`, `pre/3`, `annex/1/para/7`, `para/46/a`, `note/4`) and is the end
    of its IRI. `number` is the number as printed, without its full stop or brackets; `label` the source characters
    of that number. `position` counts paragraphs in reading order through the whole document, from 1. `section` and
    `parent` are paths: the section it stands in; the paragraph whose sub-item or footnote it is.
    """

    path: str
    kind: Kind
    passage: Passage
    position: int
    component: str
    number: str | None = None
    label: tuple[Span, ...] = ()
    section: str | None = None
    parent: str | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """Its text, rejoined, without number and footnote markers."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: `path` (`sec/2`), `number` as printed (`二`, `A`) if there is one, `level` from 1, `parent` path."""

    path: str
    passage: Passage
    position: int
    component: str
    level: int
    number: str | None = None
    label: tuple[Span, ...] = ()
    parent: str | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the document with its own numbering; `path` is empty for the main text, else `annex/1` in order."""

    path: str
    type: ComponentType
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """Front and back matter: `role` is a name such as `title`, `sponsors`, `enacting-formula`, `signature`."""

    role: str
    component: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Furniture:
    """Source characters that belong to the page and not to the text: `kind` names what they are."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the reader met and could not settle: `kind`, the `path` of the unit it is in, and what it saw.

    `words` are those that it is about, as printed; findings of a kind with the same words have the same remedy.
    """

    kind: str
    path: str
    detail: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: `language` is an ISO 639-3 code (`zho`), `symbol` the canonical symbol."""

    symbol: str
    language: str
    source: str
    components: tuple[Component, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    matter: tuple[Matter, ...]
    furniture: tuple[Furniture, ...]
    findings: tuple[Finding, ...] = ()
