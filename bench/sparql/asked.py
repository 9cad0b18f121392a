"""What is asked: each query, the format of its answer, and how it is made different each time."""

from collections.abc import Callable
from dataclasses import dataclass

from mandategraph.queries import bind, questions
from sparql.graph import ACTORS, PARAGRAPHS, paragraph

JSON, LINES = "application/sparql-results+json", "application/n-triples"

_PREFIXES = """PREFIX mg: <https://w3id.org/mandategraph/ont#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX actor: <https://w3id.org/mandategraph/actor/>
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: its `text` may have the word `PLACE`, in which stands something else each time."""

    name: str
    text: str
    accept: str = JSON
    place: Callable[[int], str] = str

    def nth(self, n: int) -> str:
        """The query as it is asked for the n-th time: no two are the same text."""
        return f"{self.text.replace('PLACE', self.place(n))} # {n}"


def asked(quads: int) -> tuple[Asked, ...]:
    """What a graph of so many quads is asked."""
    paragraphs = quads // 200
    paragraphs -= paragraphs % PARAGRAPHS

    def actor(n: int) -> str:
        return f"actor:a{n % ACTORS}"

    return (
        Asked("ASK", "ASK { PLACE ?p ?o }", place=lambda n: f"<{paragraph(n % paragraphs)}>"),
        Asked(
            "10 rows",
            _PREFIXES + "SELECT ?norm ?action { ?norm mg:addressee PLACE ; mg:action ?action } LIMIT 10",
            place=actor,
        ),
        Asked(
            "3-way join",
            _PREFIXES + "SELECT ?norm ?number ?symbol { ?norm mg:addressee PLACE ; mg:statedIn ?clause . "
            "?clause mg:inParagraph ?paragraph . ?paragraph eli:number ?number ; mg:inDocument ?document . "
            "?document mg:symbol ?symbol }",
            place=actor,
        ),
        Asked(
            "larger join",
            _PREFIXES + "SELECT ?actor ?act ?symbol { ?norm mg:modality mg:Prohibition ; mg:addressee ?actor ; "
            "mg:statedIn ?clause . ?clause mg:act ?act ; mg:inParagraph ?paragraph . "
            "?paragraph mg:inDocument ?document . ?document mg:symbol ?symbol } LIMIT 1000",
        ),
        Asked("GROUP BY", "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"),
        Asked("100,000 rows", "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000"),
        Asked("50,000 triples", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 50000", LINES),
    )


def competency() -> tuple[Asked, ...]:
    """The questions that come with the graph, as a client would send them, with the values they have by themselves."""
    return tuple(Asked(each.name, bind(each, {})) for each in questions())
