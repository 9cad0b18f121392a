"""Who proposed a text and who voted how: lines of names as the UN's metadata and its documents have them."""

from dataclasses import replace

import pytest

from mandategraph.loaders.adoption import Adoption, Roll, adoption
from mandategraph.loaders.catalogue import Ballot, Entry
from mandategraph.loaders.document import Document

SILENT = Entry("made.xml", "A/RES/85/7", "eng")
BARE = Document("A/RES/85/7", "eng", "", (), (), (), (), ())

ROLLS = (
    # line  language  actors
    ("Kenya and United States of America", "eng", "state-ken state-usa"),
    ("Iran (Islamic Republic of), Côte d’Ivoire and Türkiye", "eng", "state-irn state-civ state-tur"),
    (
        "COTE D'IVOIRE; CONGO; DEMOCRATIC REPUBLIC OF THE CONGO; TÜRKİYE",
        "eng",
        "state-civ state-cog state-cod state-tur",
    ),
    ("Bosnia and Herzegovina, Saint Vincent and the Grenadines and Kenya", "eng", "state-bih state-vct state-ken"),
    ("Kenya, France and Kenya", "eng", "state-ken state-fra"),
    (
        "Cuba (on behalf of the States Members of the United Nations that are members of the Group of 77 and China)",
        "eng",
        "state-cub",
    ),
    ("Kenya (in its capacity as Chair of the Economic and Social Council)", "eng", "state-ken"),
    (
        "submitted by the Vice-Chair of the Committee, Ann Doe (France) on the basis of informal consultations",
        "eng",
        "",
    ),
    ("submitted by the Human Rights Council", "eng", "human-rights-council"),
    ("肯尼亚和法国：决议草案", "zho", "state-ken state-fra"),
    ("古巴（代表不结盟国家运动成员国）", "zho", "state-cub"),
    ("Atlantis and Utopia", "eng", ""),
)


@pytest.mark.parametrize(("line", "language", "actors"), ROLLS)
def test_a_line_names_its_actors_once_in_order_in_whatever_language(compiled, line, language, actors):
    entry = replace(SILENT, sponsors=line, additional_sponsors=line, votes={"against": Ballot(3, line)})
    found = adoption(BARE, entry, compiled.rolls)
    keys = tuple(actors.split())
    assert found.sponsors == found.additional_sponsors == Roll(line, language, keys)
    assert [(side.name, side.count, side.actors) for side in found.sides] == [("against", 3, keys)]


def test_what_nobody_tells_is_not_told(compiled):
    assert adoption(BARE, SILENT, compiled.rolls) == Adoption()


def test_a_count_without_names_is_a_count(compiled):
    (side,) = adoption(BARE, replace(SILENT, votes={"abstaining": Ballot(7)}), compiled.rolls).sides
    assert (side.name, side.count, side.actors) == ("abstaining", 7, ())


def test_the_line_that_a_draft_prints_comes_before_what_is_said_of_it(corpus_documents, compiled):
    (loaded,) = (each for each in corpus_documents if each.symbol == "S/RES/2396(2017)")
    entry = replace(loaded.reading.entry, sponsors="Kenya")
    found = adoption(loaded.reading.document, entry, compiled.rolls).sponsors
    assert found is not None
    assert (found.language, len(found.actors), found.actors[0]) == ("zho", 66, "state-alb")
