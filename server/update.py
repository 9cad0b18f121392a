"""SPARQL updates: each is one transaction, and sees the graphs that the protocol names."""

import re
from contextlib import nullcontext
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import NamedNode

from mandategraph.server.diagnosis import malformed
from mandategraph.server.errors import FailedQueryError, IllegibleError, StoreFailedError
from mandategraph.server.federation import LOAD, SERVICE, refuse
from mandategraph.server.journal import Journal
from mandategraph.server.legible import DEEPEST, depth
from mandategraph.server.policy import Policy
from mandategraph.server.prologue import gathered, prologue
from mandategraph.server.using import with_graphs

# To clear a graph that is not there fails, and what follows it is not done: so a text can be parsed and no more.
_STOP = " CLEAR GRAPH <urn:x-mandategraph:nothing> ; "
_ANY_BASE = "https://example.org/"
_FETCHES = re.compile(r"LOAD|SERVICE", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Update:
    """An update and, where the client names them, the graphs its patterns are to see."""

    text: str
    using: tuple[NamedNode, ...] = ()
    using_named: tuple[NamedNode, ...] = ()


def apply(store: pyoxigraph.Store, update: Update, policy: Policy, journal: Journal | None = None) -> None:
    """Do an update, all of it or nothing.

    Raises MalformedQueryError, RefusedQueryError for an update that would fetch what is not on the lists,
    BadRequestError where both the protocol and the update name graphs to see, IllegibleError for triples nested too
    deep, FailedQueryError for one that cannot be done, such as creating a graph that is there, and StoreFailedError.
    """
    if depth(update.text.encode("utf-8", "surrogatepass")) > DEEPEST:
        raise IllegibleError
    text = _sound(update.text)
    refuse(text, SERVICE, policy.services, _parse)
    refuse(text, LOAD, policy.loads, _parse)
    if update.using or update.using_named:
        text = with_graphs(text, update.using, update.using_named, _parses)
    run(store, text, policy, journal)


def run(store: pyoxigraph.Store, text: str, policy: Policy, journal: Journal | None = None) -> None:
    """Do an update that is known to be sound, in one transaction, and have the journal tell what it changed.

    Raises FailedQueryError and StoreFailedError.
    """
    try:
        with nullcontext() if journal is None else journal.watching(text):
            store.update(text, base_iri=policy.endpoint)
    except (ValueError, RuntimeError) as error:
        raise FailedQueryError(_one_line(error), "update") from None
    except OSError as error:
        # What was to be fetched was not to be had; or, where nothing may be fetched, the store itself failed.
        if policy.loads or policy.services:
            raise FailedQueryError(_one_line(error), "update") from None
        raise StoreFailedError(_one_line(error)) from None


def _sound(text: str) -> str:
    """The update as the store's parser takes it, or MalformedQueryError; nothing is done."""
    try:
        _parse(text)
    except SyntaxError as error:
        together = gathered(text)
        if together is not None and _parses(together):
            return together
        raise malformed(text, error, _parse, "update") from None
    return text


def _parse(text: str) -> None:
    """Raise SyntaxError for a text that is no update. Nothing is fetched."""
    start = prologue(text)
    try:
        pyoxigraph.Store().update(f"{text[:start]}{_STOP}{text[start:]}", base_iri=_ANY_BASE)
    except SyntaxError:
        if _FETCHES.search(text) is not None:
            raise
        # Said of the text itself, so that the place is one in it; a text that is broken is not begun.
        pyoxigraph.Store().update(text, base_iri=_ANY_BASE)
    except RuntimeError:
        return


def _parses(text: str) -> bool:
    try:
        _parse(text)
    except SyntaxError:
        return False
    return True


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
