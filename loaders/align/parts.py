"""The parts of a document in two languages: paragraphs in one order, sections under one name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mandategraph.loaders.align.sequences import merged
from mandategraph.loaders.document import Document, Finding, Kind, Section

_SECTION = "sec"
_SORTS = frozenset({"pre", "para", "unnumbered", "note", _SECTION})


def align_parts(first: Document, second: Document) -> tuple[Document, Document]:
    """Two documents with their paragraphs counted in one order, the sections of the second named as in the first.

    Paragraphs correspond by their paths. Sections correspond where they stand before the same paragraph.
    """
    names = _section_names(first, second)
    renamed = _renamed(second, names)
    paths = [[paragraph.path for paragraph in document.paragraphs] for document in (first, renamed)]
    order = {path: at for at, path in enumerate(merged(*paths), 1)}
    return _positioned(first, order), _positioned(renamed, order)


def _positioned(document: Document, order: Mapping[str, int]) -> Document:
    paragraphs = tuple(replace(paragraph, position=order[paragraph.path]) for paragraph in document.paragraphs)
    return replace(document, paragraphs=paragraphs)


def alone(document: Document, other: Document) -> Iterator[Finding]:
    """A finding for each part that a document has in its language and not in the other, once they are aligned."""
    there = {part.path for part in other.paragraphs} | {part.path for part in other.sections}
    for path in (*(part.path for part in document.paragraphs), *(part.path for part in document.sections)):
        if path not in there:
            detail = f"{path} is there in {document.language} and not in {other.language}"
            yield Finding("part-in-one-language", path, detail, f"{_sort(path)} in {document.language} only")


def _sort(path: str) -> str:
    """What sort of part a path names: the last of its steps that says one.

    >>> _sort("annex/1/para/46/a")
    'para'
    """
    return next(step for step in reversed(path.split("/")) if step in _SORTS)


def _section_names(first: Document, second: Document) -> Mapping[str, str]:
    """The path of each section of the second: that of its counterpart in the first, else a further one."""
    anchored = _anchored(first)
    names: dict[str, str] = {}
    for place, sections in _anchored(second).items():
        counterparts = anchored.get(place, [])[::-1]
        for section, counterpart in zip(sections[::-1], counterparts, strict=False):
            names[section.path] = counterpart.path
    counts: dict[str, int] = defaultdict(int)
    for section in first.sections:
        counts[section.component] += 1
    for section in second.sections:
        if section.path not in names:
            counts[section.component] += 1
            within = f"{section.component}/" if section.component else ""
            names[section.path] = f"{within}{_SECTION}/{counts[section.component]}"
    return names


def _anchored(document: Document) -> Mapping[tuple[str, str], list[Section]]:
    """The sections by their component and the paragraph that comes next after them; an empty path if none does."""
    texts = [paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.FOOTNOTE]
    found: dict[tuple[str, str], list[Section]] = defaultdict(list)
    for section in document.sections:
        behind = (each for each in texts if each.passage.source.start >= section.passage.source.end)
        anchor = next((each.path for each in behind if each.component == section.component), "")
        found[section.component, anchor].append(section)
    return found


def _renamed(document: Document, names: Mapping[str, str]) -> Document:
    sections = (replace(each, path=names[each.path], parent=_named(each.parent, names)) for each in document.sections)
    paragraphs = (
        replace(each, section=_named(each.section, names), parent=_named(each.parent, names))
        for each in document.paragraphs
    )
    return replace(document, sections=tuple(map(_counted, sections)), paragraphs=tuple(paragraphs))


def _named(path: str | None, names: Mapping[str, str]) -> str | None:
    return None if path is None else names.get(path, path)


def _counted(section: Section) -> Section:
    return replace(section, position=int(section.path.rpartition("/")[2]))
