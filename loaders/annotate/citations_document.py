"""Citations of a whole document: the titles that it gives, and what all its paragraphs cite by them."""

from collections.abc import Iterator, Mapping

from mandategraph.loaders.annotate.citations import Candidate, Citation
from mandategraph.loaders.annotate.citations_find import find_citations
from mandategraph.loaders.annotate.citations_grammar import CitationGrammar
from mandategraph.loaders.annotate.citations_resolve import Context, full_mentions, resolve
from mandategraph.loaders.annotate.citations_titles import (
    ending_titles,
    generic_titles,
    near_titles,
    printed_names,
    short_titles,
    with_short_titles,
)
from mandategraph.loaders.annotations import Cited
from mandategraph.loaders.document import Document, Finding, Kind, Paragraph


def find_cited(
    document: Document, grammar: CitationGrammar, resolutions: Mapping[str, str]
) -> tuple[tuple[Cited, ...], tuple[Finding, ...]]:
    """What a document cites in all its paragraphs, and what could not be settled.

    The sections' headings are read too, for what they cite in full. `resolutions` maps the numbers of known
    resolutions of the Security Council to their symbols.
    """
    found = list(_candidates(document, grammar))
    headings = [find_citations(section.passage.text, grammar) for section in document.sections]
    candidates: list[Candidate] = [one for _, own in found for one in own]
    candidates += [one for own in headings for one in own]
    own = frozenset(paragraph.path for paragraph in document.paragraphs)
    context = Context(document.symbol, full_mentions(candidates), resolutions, own)
    resolved: tuple[tuple[str, Citation], ...]
    resolved, findings = resolve(found, context)
    return tuple(Cited(path, citation) for path, citation in resolved), findings


def _candidates(document: Document, grammar: CitationGrammar) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    """The candidates of each paragraph, also those called by the title of their kind alone."""
    read = [(*own, grammar.find("ending-title", own[0].text)) for own in _titled(document, grammar)]
    generic = generic_titles((candidate for _, found, _, _ in read for candidate in found), grammar)
    names = {name: key for own, found, *_ in read for name, key in printed_names(own.text, found).items()}
    for paragraph, found, titles, endings in read:
        near = near_titles(paragraph.text, found, grammar)
        ends = ending_titles(endings, names)
        known = {title: key for title, key in generic.items() if title in paragraph.text}
        more = {title: key for title, key in {**ends, **known, **near}.items() if title not in titles}
        if more:
            yield paragraph.path, find_citations(paragraph.text, with_short_titles(grammar, {**more, **titles}))
        else:
            yield paragraph.path, found


def _titled(
    document: Document, grammar: CitationGrammar
) -> Iterator[tuple[Paragraph, tuple[Candidate, ...], Mapping[str, str]]]:
    """The candidates of each paragraph, and the short titles known in it.

    A short title holds from the paragraph that introduces it, if it is no note.
    """
    titles: dict[str, str] = {}
    for paragraph in document.paragraphs:
        found = find_citations(paragraph.text, grammar)
        introduced = {} if paragraph.kind is Kind.FOOTNOTE else short_titles(found, grammar)
        if introduced.keys() - titles.keys():
            titles = {**introduced, **titles}
            grammar = with_short_titles(grammar, titles)
            found = find_citations(paragraph.text, grammar)
        yield paragraph, found, titles
