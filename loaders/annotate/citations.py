"""Citations: what they are, and what looks like one in a text (annotation guide, section 7).

`citations_find` finds candidates in one text at a time, `citations_resolve` settles those of a whole document.
"""

from dataclasses import dataclass
from enum import StrEnum

from mandategraph.loaders.passage import Span

ANNEX = "annex"
"""The kind of pinpoint, and the path of the component, that an annex is."""


class TargetKind(StrEnum):
    """What sort of thing is cited."""

    DOCUMENT = "document"
    INSTRUMENT = "instrument"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Target:
    """What is cited: `key` is a canonical symbol, the key of an instrument, or the number of a list entry."""

    kind: TargetKind
    key: str


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A part of what is cited: `kind` is para, pre, art, chapter, annex, appendix, pillar, note or part.

    `number` is in digits, or a letter; a range is `4-7`, a sub-item `46/a`, an annex without number empty.
    `within` is the path of the component in which the number counts, empty for the main text.
    """

    kind: str
    number: str
    within: str = ""

    @property
    def path(self) -> str:
        """The pinpoint as a path.

        >>> Pinpoint("para", "4-7").path, Pinpoint("annex", "").path, Pinpoint("para", "7", "annex/1").path
        ('para/4-7', 'annex', 'annex/1/para/7')
        """
        return "/".join(filter(None, (self.within, self.kind, self.number)))


class Form(StrEnum):
    """How something is cited, and so what is needed to tell what it is."""

    SYMBOL = "symbol"
    SESSION = "session-and-number"
    NUMBER = "number"
    INSTRUMENT = "instrument"
    ENTRY = "list-entry"
    SELF = "self"
    HERE = "here"
    THAT = "that-resolution"
    SAME = "same"
    THEREOF = "thereof"
    ANNEX = "annex-title"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What looks like a citation: `span` is its words, `extent` adds those that only lead to or close them.

    `value` is the symbol, the symbol without its year (`Form.NUMBER`), the key of the instrument, the list
    entry or the number of the annex; empty where the words hold none. `also` are symbols printed in brackets
    after it, `introduces` is the short title that a bracket after it gives it.
    """

    span: Span
    extent: Span
    form: Form
    value: str
    pinpoints: tuple[Pinpoint, ...] = ()
    also: tuple[str, ...] = ()
    introduces: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document, instrument or list entry: where, what, and which parts of it.

    `span` runs from the first to the last character of what names the target and its parts: a number with its
    year, not the words for *resolution* around it; a title with its marks and the brackets that belong to it.
    `also` are symbols that were printed in brackets after the name of an instrument.
    """

    span: Span
    target: Target
    pinpoints: tuple[Pinpoint, ...] = ()
    also: tuple[str, ...] = ()
