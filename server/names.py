"""The names of the vocabularies this room reads, and how an IRI is shown short."""

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

BASE = "https://w3id.org/mandategraph/"
MG = "https://w3id.org/mandategraph/ont#"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "eli": "http://data.europa.eu/eli/ontology#",
        "mg": MG,
        "oa": "http://www.w3.org/ns/oa#",
        "odrl": "http://www.w3.org/ns/odrl/2/",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "unbis": "http://metadata.un.org/thesaurus/",
        "void": "http://rdfs.org/ns/void#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def term(name: str) -> NamedNode:
    """The IRI of a prefixed name.

    >>> term("mg:act").value
    'https://w3id.org/mandategraph/ont#act'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def compact(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI where no prefix fits.

    >>> compact("http://purl.org/dc/terms/title"), compact("urn:x")
    ('dcterms:title', 'urn:x')
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local and local != iri and "/" not in local:
            return f"{prefix}:{local}"
    return iri
