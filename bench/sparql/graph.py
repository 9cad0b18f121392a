"""A graph of any size in the shape of ours, the same for the same size: documents, paragraphs, and what is said there.

The proportions are those of the five documents: per paragraph about four mentions, two citations, a clause and a norm.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

BASE = "https://w3id.org/mandategraph/"
ACTORS = 200
"""How many actors are mentioned."""

TYPES = 20
"""How many acts there are, and topics."""

PARAGRAPHS = 40
"""Paragraphs in a document."""

_PREFIXES = {
    "mg": f"{BASE}ont#", "eli": "http://data.europa.eu/eli/ontology#", "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "actor": f"{BASE}actor/", "act": f"{BASE}act/",
    "topic": f"{BASE}topic/",
}  # fmt: skip
_WORDS = (
    "各国", "反恐", "执行局", "应", "恐怖主义", "外国", "战斗人员", "旅客", "资料", "边界", "管制", "合作", "国际",
    "组织", "措施", "报告", "审查", "援助", "能力", "建设", "起诉", "康复", "信息", "交流",
    "security", "council", "resolution", "measures", "states",
)  # fmt: skip
_KINDS = ("Operative", "Preambular", "Numbered", "SubItem")
_MODALITIES = ("Obligation", "Recommendation", "Permission", "Prohibition")


def document(number: int) -> str:
    """The IRI of a document."""
    return f"{BASE}doc/S/RES/{2000 + number}({1990 + number % 40})"


def paragraph(number: int) -> str:
    """The IRI of a paragraph; they are numbered through all documents."""
    return f"{document(number // PARAGRAPHS)}/para/{number % PARAGRAPHS}"


def iri(short: str) -> str:
    """An IRI in N-Quads from its short form.

    >>> iri("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    prefix, _, name = short.partition(":")
    return f"<{_PREFIXES[prefix]}{name}>"


def write(path: Path, quads: int) -> None:
    """Write a graph of so many quads as N-Quads."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(islice(lines(), quads))


def lines() -> Iterator[str]:
    """The lines of an endless graph."""
    rng = Random(2396)  # noqa: S311
    number = 0
    while True:
        if number % PARAGRAPHS == 0:
            yield from _ended(_of_document(number // PARAGRAPHS), number)
        yield from _ended(_of_paragraph(number, rng), number)
        number += 1


Said = tuple[str, str, str]


def _ended(said: Iterator[Said], number: int) -> Iterator[str]:
    graph = document(number // PARAGRAPHS).replace("/doc/", "/graph/doc/")
    return (f"<{subject}> {iri(predicate)} {value} <{graph}> .\n" for subject, predicate, value in said)


def _of_document(number: int) -> Iterator[Said]:
    own = document(number)
    yield own, "rdf:type", iri("mg:Document")
    yield own, "mg:symbol", f'"S/RES/{2000 + number}({1990 + number % 40})"'
    yield own, "eli:date_document", f'"{1990 + number % 40}-01-01"^^{iri("xsd:date")}'
    yield own, "mg:issuedBy", iri(f"actor:a{number % 7}")


def _of_paragraph(number: int, rng: Random) -> Iterator[Said]:
    own, place = paragraph(number), number % PARAGRAPHS
    yield own, "rdf:type", iri("mg:Paragraph")
    yield own, "rdf:type", iri("eli:LegalResourceSubdivision")
    yield own, "mg:inDocument", f"<{document(number // PARAGRAPHS)}>"
    yield own, "eli:is_part_of", f"<{document(number // PARAGRAPHS)}>"
    yield document(number // PARAGRAPHS), "eli:has_part", f"<{own}>"
    yield own, "eli:number", f'"{place}"'
    yield own, "mg:position", _integer(place)
    yield own, "mg:kind", iri(f"mg:{rng.choice(_KINDS)}")
    yield own, "mg:text", f'"{_text(rng, 40)}"@zh'
    for _ in range(3):
        yield own, "mg:topic", iri(f"topic:t{rng.randrange(TYPES)}")
    for place in range(1, rng.randint(3, 6)):
        yield from _mention(own, place, rng)
    for place in range(1, rng.randint(2, 4)):
        yield from _citation(own, place, rng)
    yield from _clause(own, rng)


def _mention(paragraph_iri: str, place: int, rng: Random) -> Iterator[Said]:
    own = f"{paragraph_iri}/mention/{place}"
    yield own, "rdf:type", iri("mg:Mention")
    yield own, "mg:inParagraph", f"<{paragraph_iri}>"
    yield own, "mg:mentions", iri(f"actor:a{rng.randrange(ACTORS)}")
    yield from _quoted(own, rng)


def _citation(paragraph_iri: str, place: int, rng: Random) -> Iterator[Said]:
    own, cited = f"{paragraph_iri}/citation/{place}", document(rng.randrange(200))
    yield own, "rdf:type", iri("mg:Citation")
    yield own, "mg:citingParagraph", f"<{paragraph_iri}>"
    yield own, "mg:cited", f"<{cited}>"
    yield paragraph_iri, "eli:cites", f"<{cited}>"
    yield from _quoted(own, rng)


def _clause(paragraph_iri: str, rng: Random) -> Iterator[Said]:
    own = f"{paragraph_iri}/cl/1"
    yield own, "rdf:type", iri("mg:Clause")
    yield own, "mg:inParagraph", f"<{paragraph_iri}>"
    yield own, "mg:position", _integer(1)
    yield own, "mg:act", iri(f"act:a{rng.randrange(TYPES)}")
    yield from _quoted(own, rng)
    norm = f"{own}/norm"
    yield norm, "rdf:type", iri("mg:Norm")
    yield norm, "mg:statedIn", f"<{own}>"
    yield norm, "mg:modality", iri(f"mg:{rng.choice(_MODALITIES)}")
    yield norm, "mg:addressee", iri(f"actor:a{rng.randrange(ACTORS)}")
    yield norm, "mg:action", f'"{_text(rng, 12)}"@zh'
    yield norm, "mg:restated", f'"{str(rng.random() < 0.2).lower()}"^^{iri("xsd:boolean")}'


def _quoted(own: str, rng: Random) -> Iterator[Said]:
    start, text = rng.randrange(400), _text(rng, 4)
    yield own, "mg:quote", f'"{text}"@zh'
    yield own, "oa:hasSelector", f"<{own}/position>"
    yield own, "oa:hasSelector", f"<{own}/words>"
    yield f"{own}/position", "rdf:type", iri("oa:TextPositionSelector")
    yield f"{own}/position", "oa:start", _integer(start)
    yield f"{own}/position", "oa:end", _integer(start + len(text))
    yield f"{own}/words", "rdf:type", iri("oa:TextQuoteSelector")
    yield f"{own}/words", "oa:exact", f'"{text}"@zh'


def _integer(value: int) -> str:
    return f'"{value}"^^{iri("xsd:integer")}'


def _text(rng: Random, most: int) -> str:
    return "".join(rng.choices(_WORDS, k=rng.randint(2, most)))
