"""What a file says of its document: what it is, when, who proposed it, and how it was adopted, as an entry."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from mandategraph.loaders.akn.tree import Tree
from mandategraph.loaders.catalogue import Ballot, Entry, Witness, language_of, settle
from mandategraph.loaders.symbol import SymbolError, canonical
from mandategraph.loaders.text.structure import Structure, tongues

_ISSUERS: Mapping[str, str] = MappingProxyType(
    {
        "unsc": "security-council",
        "unga": "general-assembly",
        "unga-hrc": "human-rights-council",
        "unecosoc": "economic-and-social-council",
    }
)
"""The actors of the UN's Akoma Ntoso IRIs, and their keys in the authority file."""

_SERIES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("unsc", "resolution"): "S/RES/{0}({1})",
        ("unsc", "presidentialStatement"): "S/PRST/{0}/{1}",
        ("unga", "resolution"): "A/RES/{0}/{1}",
        ("unga", "decision"): "A/DEC/{0}/{1}",
        ("unga-hrc", "resolution"): "A/HRC/RES/{0}/{1}",
        ("unecosoc", "resolution"): "E/RES/{0}/{1}",
    }
)
"""The symbols that the numbers of these IRIs stand for, by actor and name of the statement."""

_TYPES = frozenset({"resolution", "decision"})
_DRAFTS = frozenset({"draftResolution", "draftDecision"})
_JOINED = frozenset({"draftResolutionAdditionalSponsors", "draftDecisionAdditionalSponsors"})
_REPORTS = frozenset({"recommendedForAdoption"})
_SIDES: Mapping[str, str] = MappingProxyType(
    {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
)
_RECORD = re.compile(r"(?:PV|SR)\.\d")
_IRI = re.compile(r"/akn/un/[^/]+/[^/]+/(?P<actor>[^/]+)/[^/]+/(?P<number>.+?)/?")
_NO_DATE = "0001-01-01"
_CONSENSUS = frozenset({"adoptedWithoutVote", "adoptedByAcclamation"})


def identify(
    tree: Tree,
    structures: Mapping[str, Structure],
    entries: Mapping[str, Entry],
    *,
    symbol: str | None = None,
    language: str | None = None,
) -> Entry:
    """Which document a tree is, and what its metadata say of it.

    `symbol` and `language`, what the user says, come first; then what the catalogue `entries` say of a file of this
    name, then the file itself, then what it is named. Raises `IdentityError` if none of them tells the symbol or the
    language, or if no structure knows the language.
    """
    own = _symbol(tree.root)
    witness = Witness(language=lambda: _language(tree), symbol=lambda _, __: own)
    entry = settle(tree.source.path, structures, entries, witness, symbol=symbol, language=language)
    return entry if own is not None and entry.symbol != own else _described(entry, tree.root)


def _described(entry: Entry, root: etree._Element) -> Entry:
    """An entry, with what it does not say taken from the file."""
    draft = next(_steps(root, _DRAFTS), None)
    return replace(
        entry,
        type=entry.type or _type(root),
        date=entry.date or _date(root),
        draft=entry.draft or (None if draft is None else _canonical(draft.get("as", ""))),
        issuer=entry.issuer or _ISSUERS.get(_iri(root)[0]),
        report=entry.report or _report(root),
        meeting=entry.meeting or _meeting(root),
        vote=entry.vote or _vote(root),
        votes=entry.votes or _votes(root),
        sponsors=entry.sponsors or _proposers(root, _DRAFTS),
        additional_sponsors=entry.additional_sponsors or _proposers(root, _JOINED),
    )


# --- what it is ---------------------------------------------------------------------------------------------------


def _symbol(root: etree._Element) -> str | None:
    """The symbol that the cover page prints, else the one that the file's IRI stands for."""
    printed = (element for element in _all(root, "docNumber") if element.get("refersTo") == "#symbol")
    shown = next((_canonical("".join(element.itertext())) for element in printed), None)
    if shown is not None:
        return shown
    actor, number = _iri(root)
    form = _SERIES.get((actor, _name(root)))
    first, _, last = number.partition("-")
    return None if form is None or not last else _canonical(form.format(first, last))


def _language(tree: Tree) -> str | None:
    """The language that the text is in, or else the one that the metadata name."""
    beyond = sum(len("".join(meta.itertext())) for meta in list(_all(tree.root, "meta"))[:1])
    stated = next((element.get("language") for element in _all(tree.root, "FRBRlanguage")), None)
    return language_of(tree.source.text[beyond:], tongues()) or stated


def _type(root: etree._Element) -> str | None:
    name = _name(root)
    return name if name in _TYPES else None


def _name(root: etree._Element) -> str:
    """What the first statement of a file calls itself."""
    return next((element.get("name", "") for element in _all(root, "statement")), "")


def _iri(root: etree._Element) -> tuple[str, str]:
    """The actor and the number in the IRI of the work; both empty if there is none of this form."""
    value = next((element.get("value", "") for element in _all(root, "FRBRuri")), "")
    match = _IRI.fullmatch(value)
    return ("", "") if match is None else (match["actor"], match["number"])


def _canonical(text: str) -> str | None:
    try:
        return canonical(text)
    except SymbolError:
        return None


# --- what is known of it ------------------------------------------------------------------------------------------


def _date(root: etree._Element) -> datetime.date | None:
    """The date of adoption; that of issuance for a document that was not adopted."""
    stated = [element.get("date") for element in _all(root, "FRBRdate") if element.get("name") == "adoption"][:1]
    printed = {element.get("refersTo"): element.get("date") for element in _all(root, "docDate")}
    dates = (*stated, printed.get("#adoptionDate"), printed.get("#dateOfIssuance"))
    return next(filter(None, map(_day, dates)), None)


def _day(text: str | None) -> datetime.date | None:
    if not text or text == _NO_DATE:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _meeting(root: etree._Element) -> str | None:
    """The symbol of the record of the meeting that adopted it."""
    named = (step.get("as", "").partition(" (")[0] for step in _steps(root, frozenset({"adopted"})))
    return next((_canonical(symbol) for symbol in named if _RECORD.search(symbol)), None)


def _vote(root: etree._Element) -> str | None:
    """How it was adopted: `unanimous`, `consensus` or `recorded`."""
    outcomes = {element.get("outcome") for element in _all(root, "voting")}
    if outcomes & _CONSENSUS:
        return "consensus"
    votes = _votes(root)
    if not votes:
        return None
    return "unanimous" if set(votes) == {"in_favour"} else "recorded"


def _votes(root: etree._Element) -> Mapping[str, Ballot]:
    """The sides of the vote on which somebody is; none where nobody is in favour."""
    counts = {element.get("refersTo", "").lstrip("#"): element for element in _all(root, "count")}
    ballots = {_SIDES[kind]: _ballot(counts[kind]) for kind in _SIDES if kind in counts}
    given = {side: ballot for side, ballot in ballots.items() if ballot.count}
    return MappingProxyType(given if "in_favour" in given else {})


def _ballot(element: etree._Element) -> Ballot:
    voters = [" ".join("".join(each.itertext()).split()) for each in _all(element, "organization")]
    return Ballot(_number(element), "; ".join(filter(None, voters)) or None)


def _report(root: etree._Element) -> str | None:
    """The symbol of the report, of a committee as a rule, that recommended it for adoption."""
    return next(filter(None, (_canonical(step.get("as", "")) for step in _steps(root, _REPORTS))), None)


def _proposers(root: etree._Element, steps: frozenset[str]) -> str | None:
    """Who is said, in one line, to have taken the first of some steps; None where nobody is."""
    return next(filter(None, (step.get("by", "").strip() for step in _steps(root, steps))), None)


def _number(element: etree._Element) -> int:
    value = element.get("value", "").strip()
    return int(value) if value.isascii() and value.isdigit() else 0


def _steps(root: etree._Element, outcomes: frozenset[str]) -> Iterator[etree._Element]:
    return (step for step in _all(root, "step") if step.get("outcome") in outcomes)


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a name in a file, in order."""
    yield from root.iter(f"{{{etree.QName(root).namespace}}}{name}")
