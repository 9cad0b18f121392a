"""What writes change, as copies are told: a copy that follows is the same as one that is made anew."""

import io
import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, Store

from mandategraph.server.journal import Journal, Mark, follow, heard, told
from mandategraph.server.reach import reach
from mandategraph.server.store import Copy, snapshot

BASE = "https://example.org/base/"
NAMES = ("<urn:a>", "<urn:b>", "ex:c", "<d>", "ex:e\\;f")
OBJECTS = (*NAMES, "1", "01", '"}"', "'''it's; }'''@en", "<<( <urn:a> ex:p 2 )>>")
GRAPHS = ("<urn:g>", "ex:h", "<urn:a>")
VARIABLES = ("?x", "$y", "?z")

Quads = frozenset[str]


def copied(store: Store, *, union: bool) -> Copy:
    names = tuple(store.named_graphs())
    return snapshot(io.BytesIO(store.dump(format=RdfFormat.N_QUADS) or b""), names, union=union)


def content(copy: Copy) -> tuple[list[str], list[str], list[str]]:
    """The quads, those of the default graph alone, and the graphs, whatever blank nodes are called."""
    return lines(copy.store), lines(copy.merged or ()), sorted(map(str, copy.store.named_graphs()))


def lines(quads: Iterable[Quad]) -> list[str]:
    return sorted(re.sub(r"_:\w+", "_:b", str(quad)) for quad in quads)


def triples(subjects: st.SearchStrategy[str], objects: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.builds("{} {} {} . # ; }}\n".format, subjects, st.sampled_from(("ex:p", "<urn:q>")), objects)
    return st.lists(one, min_size=1, max_size=3).map("".join)


def in_graphs(inner: st.SearchStrategy[str], graphs: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(inner, st.builds("GRAPH {} {{ {} }}".format, graphs, inner))


GROUND = in_graphs(triples(st.sampled_from(NAMES), st.sampled_from(OBJECTS)), st.sampled_from(GRAPHS))
OPEN_TRIPLES = triples(st.sampled_from((*NAMES, *VARIABLES)), st.sampled_from((*OBJECTS, *VARIABLES)))
OPEN = in_graphs(OPEN_TRIPLES, st.sampled_from((*GRAPHS, "?x", "?g")))
SILENT = st.sampled_from(("", "SILENT "))
PLACE = st.sampled_from(("DEFAULT", *(f"GRAPH {name}" for name in GRAPHS)))
WITH = st.sampled_from(("", "", "WITH ex:h "))
USING = st.sampled_from(("", "", "USING <urn:g> ", "USING NAMED <urn:g> USING ex:h "))
OPERATIONS = st.one_of(
    st.builds("INSERT DATA {{ {} }}".format, GROUND),
    st.builds("INSERT DATA {{ {} }}".format, GROUND),
    st.builds("delete data {{ {} }}".format, GROUND),
    st.builds("DELETE WHERE {{{}}}".format, OPEN),
    st.builds("{}DELETE {{ {} }} INSERT{{ {} }} {}WHERE {{ {} }}".format, WITH, OPEN, OPEN, USING, OPEN),
    st.builds("{}INSERT {{ {} }} {}WHERE {{ {} }}".format, WITH, OPEN, USING, OPEN),
    st.builds("INSERT {{ GRAPH ex:h {{ ?x ex:p [] }} }} WHERE {{ {} }}".format, OPEN),
    st.builds("{} {}{}".format, st.sampled_from(("CLEAR", "DROP")), SILENT, PLACE),
    st.builds("CREATE {}GRAPH {}".format, SILENT, st.sampled_from(GRAPHS)),
    st.builds("{} {}{} TO {}".format, st.sampled_from(("ADD", "MOVE", "COPY")), SILENT, PLACE, PLACE),
    st.sampled_from(("CLEAR NAMED", "DROP ALL")),
)
UPDATES = st.lists(OPERATIONS, min_size=1, max_size=3).map(lambda each: "PREFIX ex: <urn:>\n" + " ;\n".join(each))


@settings(max_examples=300)
@given(updates=st.lists(UPDATES, min_size=1, max_size=8), union=st.booleans())
def test_a_copy_that_follows_any_updates_is_the_same_as_one_made_anew(updates: list[str], union: bool) -> None:
    store = Store()
    journal = Journal(store, BASE, union=union)
    copy, mark = copied(store, union=union), journal.mark
    for update in updates:
        try:
            with journal.watching(update):
                store.update(update, base_iri=BASE)
        except RuntimeError:
            # Such as a graph to be created that is there.
            pass
        changes = journal.since(mark)
        if changes is None:
            copy = copied(store, union=union)
        else:
            follow(copy, heard(told(changes)))
            assert content(copy) == content(copied(store, union=union)), update
        mark = journal.mark


FOLLOWED = {
    # what an update is: its text
    "data": "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }",
    "data with a prefix": "PREFIX x: <urn:> DELETE DATA { x:a x:p 1 }",
    "a property set anew": "DELETE { <urn:a> <urn:p> ?o } INSERT { <urn:a> <urn:p> 2 } WHERE { <urn:a> <urn:p> ?o }",
    "a subject in any graph": "DELETE WHERE { GRAPH ?g { <urn:a> ?p ?o } }",
    "a graph put": "DROP SILENT GRAPH <urn:g> ; CREATE GRAPH <urn:g> ; INSERT DATA { GRAPH <urn:g> { <a> <b> <c> } }",
    "a property of a graph set anew": "WITH <urn:g> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }",
    "a graph moved": "MOVE <urn:g> TO DEFAULT",
    "random": "INSERT { <urn:a> <urn:p> ?r } WHERE { BIND(RAND() AS ?r) }",
    "an update that is nothing": "DELETE DATA { <urn:no> <urn:no> <urn:no> }",
    "a bracket in a string": 'INSERT DATA { <urn:a> <urn:p> "} ; DROP ALL" }',
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_an_update_that_changes_little_is_followed(name: str) -> None:
    store = Store()
    store.update("INSERT DATA { <urn:a> <urn:p> 1 GRAPH <urn:g> { <urn:a> <urn:p> 1 . <urn:b> <urn:p> 3 } }")
    journal = Journal(store, BASE, union=True)
    copy, mark = copied(store, union=True), journal.mark
    with journal.watching(FOLLOWED[name]):
        store.update(FOLLOWED[name], base_iri=BASE)
    changes = journal.since(mark)
    assert changes is not None
    follow(copy, changes)
    assert content(copy) == content(copied(store, union=True))


NOT_FOLLOWED = {
    "everything": "DROP ALL",
    "every named graph": "CLEAR NAMED",
    "what another server says": "LOAD <urn:x>",
    "escapes that may be brackets": "INSERT DATA { <urn:a> <urn:p> '\\u007D' }",
    "a graph that may come and be empty": "INSERT { GRAPH ?g { ?g ?g ?g } } WHERE {} ; CREATE GRAPH <urn:x>",
    "very much": "INSERT DATA { " + " ".join(f"<urn:a> <urn:p> {n} ." for n in range(20_001)) + " }",
}


@pytest.mark.parametrize("name", NOT_FOLLOWED)
def test_what_may_reach_anything_is_not_told(name: str) -> None:
    assert reach(NOT_FOLLOWED[name], BASE) is None


def test_a_change_of_blank_nodes_is_not_told_as_copies_name_them_anew() -> None:
    store = Store()
    store.update("INSERT DATA { <urn:a> <urn:p> [] }")
    journal = Journal(store, BASE, union=True)
    start = journal.mark
    with journal.watching("DELETE WHERE { <urn:a> <urn:p> ?o }"):
        store.update("DELETE WHERE { <urn:a> <urn:p> ?o }")
    assert journal.mark.number == 1
    assert journal.since(start) is None


def test_a_change_of_very_many_quads_is_not_told() -> None:
    store = Store()
    store.update("INSERT DATA { " + " ".join(f"<urn:a> <urn:p> {n} ." for n in range(20_001)) + " }")
    journal = Journal(store, BASE, union=True)
    start = journal.mark
    with journal.watching("DELETE WHERE { <urn:a> <urn:p> ?o }"):
        store.update("DELETE WHERE { <urn:a> <urn:p> ?o }")
    assert journal.since(start) is None


def test_what_is_not_known_to_be_undone_is_not_told() -> None:
    journal = Journal(Store(), BASE, union=True)
    start = journal.mark
    with pytest.raises(OSError, match="disk"), journal.watching("CREATE GRAPH <urn:g>"):
        raise OSError("the disk is full")
    assert journal.since(start) is None


def test_a_mark_that_is_not_ours_or_too_old_is_not_known() -> None:
    journal = Journal(Store(), BASE, union=True)
    start = journal.mark
    assert journal.since(start) == ()
    assert journal.since(Mark("another", 0)) is None
    assert journal.since(Mark(start.writer, 1)) is None
    for _ in range(100):
        with journal.watching("DELETE DATA { <urn:a> <urn:p> 1 }"):
            pass
    assert journal.since(start) is None
