"""A plain text made of an Akoma Ntoso file, laid out page by page as UN documents are printed, without the loaders."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from quality.reference import AKN

LINES = (f"{AKN}p", f"{AKN}heading", f"{AKN}subheading", f"{AKN}crossHeading")
INTROS = (f"{AKN}intro", f"{AKN}listIntroduction", f"{AKN}wrapUp", f"{AKN}listWrapUp", f"{AKN}content")
"""What is a line of its own where no line stands in it."""

NUMBER, NOTE, END = f"{AKN}num", f"{AKN}authorialNote", f"{AKN}eol"
LETTER, QUOTED = f"{AKN}docNumber", f"{AKN}embeddedStructure"
HEADINGS = (f"{AKN}heading", f"{AKN}subheading", f"{AKN}coverPage", f"{AKN}preface", f"{AKN}conclusions")
LEFT_OUT = (f"{AKN}meta", f"{AKN}table", f"{AKN}img")
COLUMNS = {"eng": 80, "zho": 38}
"""Characters to a line; a Chinese one takes the place of two."""

ROWS = 52
"""Lines to a page."""

RULE = "_" * 15
JOB = "30-12345"
"""The job number that every page bears."""

INDENT = 4
"""Columns by which the first line of a paragraph is moved in."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HELD = 0xF0000
"""Where a marker stands while a line is filled, there is the character with this code point plus the note's index."""

TOKEN = re.compile(r"(?:[(（“《]*(?:[!-~\u00a1-\u024f]+|\S))(?:[，。；：、？！”’》）)\U000f0000-\U000f1fff])*|\s+")
"""What a Chinese line is filled with: a character or a word or number, with the marks that cannot begin a line."""


@dataclass(slots=True)
class _Page:
    """What is being set: finished paragraphs, the number that waits for its text, the footnotes met."""

    paragraphs: list[str] = field(default_factory=list)
    number: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, indent: int) -> None:
        joiner = " " if indent or not self.number[-1:].isalnum() else "\n"
        if text or self.number:
            self.paragraphs.append(" " * indent + f"{self.number}{joiner}{text}".strip())
        self.number = ""


def plain(root: etree._Element, language: str) -> str:
    """The text: lines filled, an empty one between paragraphs, each page with its footnotes and its furniture."""
    page = _Page()
    _set(root, page, INDENT)
    symbol = root.find(f".//{AKN}docNumber")
    head = "" if symbol is None else _words("".join(symbol.itertext()))
    lines = [line for each in page.paragraphs for line in ["", *_wrapped(each, COLUMNS[language])]]
    pages = list(_pages(lines[1:], page.notes, COLUMNS[language]))
    return "\f".join(_printed(each, at, len(pages), head) for at, each in enumerate(pages, 1))


def _set(node: etree._Element, page: _Page, indent: int) -> None:
    for child in node:
        inner = 0 if child.tag in HEADINGS else indent
        if child.tag == NUMBER:
            page.add("", indent)
            page.number = _words(_line(child, page))
        elif child.tag in LINES or (child.tag in INTROS and child.find(f"{AKN}p") is None):
            page.add("\n".join(map(_words, _line(child, page).split("\n"))).strip("\n"), inner)
            for quoted in child.iter(QUOTED):
                _set(quoted, page, indent)
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            _set(child, page, inner)


def _line(node: etree._Element, page: _Page) -> str:
    return "".join(_inline(node, page))


def _inline(node: etree._Element, page: _Page) -> Iterator[str]:
    yield _words(node.text, keep=True)
    for child in node:
        if child.tag == NOTE:
            yield chr(HELD + len(page.notes))
            page.notes.append((child.get("marker", "").translate(RAISED), _words("".join(child.itertext()))))
        elif child.tag == END:
            yield "\n"
        elif child.tag == LETTER and len("".join(child.itertext()).strip()) == 1:
            yield f"\n{''.join(child.itertext()).strip()}\n"
        elif child.tag == QUOTED:
            yield ""
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            yield from _inline(child, page)
        yield _words(child.tail, keep=True)


def _words(text: str | None, *, keep: bool = False) -> str:
    """A text with single blanks, those at its ends left out or kept as one."""
    joined = re.sub(r"\s+", " ", text or "")
    return joined if keep else joined.strip()


# --- lines and pages ----------------------------------------------------------------------------------------------


def _wrapped(text: str, columns: int) -> list[str]:
    return [line for part in text.split("\n") for line in _broken(part, columns)]


def _broken(text: str, columns: int) -> list[str]:
    if columns > COLUMNS["zho"]:
        return textwrap.wrap(text, columns, break_on_hyphens=False, break_long_words=False)
    return list(_filled(text, 2 * columns))


def _filled(text: str, columns: int) -> Iterator[str]:
    line = ""
    for token in TOKEN.findall(text):
        if line.strip() and not token.isspace() and _width(line + token) > columns:
            yield line.rstrip()
            line = ""
        line += token
    if line.strip():
        yield line.rstrip()


def _width(text: str) -> int:
    return sum(2 if "\u2e80" <= character < "\U000f0000" else 1 for character in text)


def _pages(lines: Iterable[str], notes: Sequence[tuple[str, str]], columns: int) -> Iterator[list[str]]:
    """The lines of every page, then a rule and the footnotes whose markers stand in them."""
    above: list[str] = []
    below: list[str] = []
    for line in lines:
        shown, own = _marked(line, notes, columns)
        if above and len(above) + len(below) + 1 + len(own) > ROWS:
            yield _whole(above, below)
            above, below = [], []
        above.append(shown)
        below += own
    yield _whole(above, below)


def _whole(above: Sequence[str], below: Sequence[str]) -> list[str]:
    return [*above, "", RULE, *below] if below else list(above)


def _marked(line: str, notes: Sequence[tuple[str, str]], columns: int) -> tuple[str, list[str]]:
    """A line as printed, and the lines of the footnotes whose markers stand in it."""
    own = [notes[ord(character) - HELD] for character in line if ord(character) >= HELD]
    for marker, _ in own:
        line = re.sub("[\U000f0000-\U000fffff]", marker, line, count=1)
    below = [row for marker, text in own for row in ["", *_wrapped(f"  {marker} {text}", columns)]]
    return line, below


def _printed(lines: Sequence[str], at: int, last: int, symbol: str) -> str:
    """A page: from the second on the symbol above the text, below it the job number and the page's."""
    head = [symbol, ""] if at > 1 and symbol else []
    foot = [f"{at}/{last}  {JOB}" if at % 2 == 0 else f"{JOB}  {at}/{last}"]
    return "\n".join([*head, *lines, "", *foot]) + "\n"
