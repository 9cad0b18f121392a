"""What the loaders know about the world, compiled once from the ontology for one language and passed in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SKOS
from rdflib.term import Literal, Node

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotations import Modality
from mandategraph.loaders.languages import TAGS
from mandategraph.loaders.names import NameIndex, name_indexes
from mandategraph.ontology import BASE, MG

_NAMES = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)

_Names = Mapping[str, tuple[str, ...]]
"""Names with the keys of those who bear them."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its key, the verb forms that perform it, the modality it gives, whether it can restate a duty.

    `renderings` are forms of other acts that translate it as well.
    """

    key: str
    forms: tuple[str, ...]
    renderings: frozenset[str]
    modality: Modality | None
    assertive: bool


@dataclass(frozen=True, slots=True)
class Actors:
    """The authority file of actors: names compiled, and what can be asked about a key.

    `names` finds full names and abbreviations, `short_names` those that stand for an actor only once a document has
    introduced it; `labels` and `short_forms` are the same by key. `founded` maps the symbol of a resolution to the
    organs it set up; `parents` each key to the key of the body it belongs to; `chairs` each body to the office that
    presides over it; `collective` are classes of actors such as Member States.
    """

    names: NameIndex
    short_names: NameIndex
    labels: Mapping[str, tuple[str, ...]]
    short_forms: Mapping[str, tuple[str, ...]]
    founded: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]
    chairs: Mapping[str, str]
    collective: frozenset[str]

    def voices(self, actor: str) -> frozenset[str]:
        """The actors in whose name an actor speaks: itself, and the bodies over which it presides."""
        return frozenset({actor, *(body for body, office in self.chairs.items() if office == actor)})

    def belongs_to(self, actor: str, body: str) -> bool:
        """Whether `actor` is `body` or an organ of it, at any remove."""
        seen: set[str] = set()
        while actor not in seen:
            if actor == body:
                return True
            seen.add(actor)
            actor = self.parents.get(actor, actor)
        return False


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A qualifier: its key, its phrases, and whether it is a kind of law, which counts only where a word governs it."""

    key: str
    forms: tuple[str, ...]
    law: bool


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Every authority file, compiled for one language (an ISO 639-3 code).

    `instruments` maps the names of instruments to their keys, `short_titles` those that stand for one only in a
    document that names it in full, `protocols` its key to those of the protocols to it.
    """

    language: str
    actors: Actors
    acts: Mapping[str, Act]
    systems: NameIndex
    topics: NameIndex
    qualifiers: tuple[Qualifier, ...]
    qualifier_forms: NameIndex
    instruments: Mapping[str, tuple[str, ...]]
    short_titles: Mapping[str, str]
    protocols: Mapping[str, tuple[str, ...]]
    resolutions: Mapping[str, str]


def knowledge(ontology: Graph, language: str) -> Knowledge:
    """Compile the vocabulary and the authority files, merged in `ontology`, for `language`."""
    tag = TAGS[language]
    qualifiers = tuple(_qualifiers(ontology, tag))
    full, short = _actor_names(ontology, tag)
    spelling = lexicon.load("mentions")[language]["spelling"]
    indexes = name_indexes(
        {
            "actors": _spelled({**_decoys(ontology, tag), **full}, spelling),
            "short names": _spelled(short, spelling),
            "systems": _labels(ontology, MG.System, tag),
            "topics": _labels(ontology, MG.Topic, tag),
            "qualifiers": _forms(qualifiers),
        }
    )
    return Knowledge(
        language=language,
        actors=_actors(ontology, full, short, indexes),
        acts={act.key: act for act in _acts(ontology, tag)},
        systems=indexes["systems"],
        topics=indexes["topics"],
        qualifiers=qualifiers,
        qualifier_forms=indexes["qualifiers"],
        instruments=_instruments(ontology, tag),
        short_titles={
            title: keys[0]
            for title, keys in _texts(ontology, _instances(ontology, MG.Instrument), (MG.shortName,), tag).items()
        },
        protocols=_protocols(ontology),
        resolutions={number: symbol for symbol, number in _resolutions(ontology)},
    )


def key_of(iri: Node) -> str:
    """The key of an authority IRI: what follows its scheme.

    >>> key_of(URIRef("https://w3id.org/mandategraph/actor/cted"))
    'cted'
    """
    return str(iri).removeprefix(BASE).partition("/")[2]


def _actor_names(graph: Graph, tag: str) -> tuple[_Names, _Names]:
    """The full names of actors, abbreviations among them, and their short names, each with the keys of its bearers."""
    members = set(_instances(graph, MG.Actor))
    full = {**_abbreviations(graph, members), **_texts(graph, members, _NAMES, tag)}
    return full, _texts(graph, members, (MG.shortName,), tag)


def _decoys(graph: Graph, tag: str) -> _Names:
    """The names of what is no actor, so that no actor is found inside them."""
    others = (*_instances(graph, MG.NotAnActor), *_instances(graph, MG.Instrument))
    return {name: () for other in others for name in _literals(graph, other, _NAMES, tag)}


def _actors(graph: Graph, full: _Names, short: _Names, indexes: Mapping[str, NameIndex]) -> Actors:
    founded: dict[str, list[str]] = defaultdict(list)
    for organ, resolution in graph.subject_objects(MG.establishedBy):
        founded[str(resolution).removeprefix(f"{BASE}doc/")].append(key_of(organ))
    return Actors(
        names=indexes["actors"],
        short_names=indexes["short names"],
        labels=_by_key(full),
        short_forms=_by_key(short),
        founded={symbol: tuple(sorted(organs)) for symbol, organs in founded.items()},
        parents={key_of(organ): key_of(parent) for organ, parent in graph.subject_objects(ORG.subOrganizationOf)},
        chairs={key_of(body): key_of(office) for office, body in graph.subject_objects(MG.presides)},
        collective=frozenset(key_of(member) for member in _instances(graph, MG.CollectiveActor)),
    )


def _spelled(names: Mapping[str, tuple[str, ...]], spelling: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The names, and each also with the letters by which some of its own are printed as well."""
    also = {
        name.replace(letters, others): keys
        for name, keys in names.items()
        for letters, others in spelling
        if letters in name
    }
    return also | dict(names)


def _abbreviations(graph: Graph, members: Iterable[URIRef]) -> dict[str, tuple[str, ...]]:
    """The Latin abbreviations among the names of all languages: they are printed in every language."""
    every = _texts(graph, members, _NAMES, *TAGS.values())
    return {name: keys for name, keys in every.items() if _abbreviates(name)}


def _abbreviates(name: str) -> bool:
    return name.isascii() and name.isupper() and " " not in name


def _by_key(names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Names with their keys turned around: keys with their names."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, keys in names.items():
        for key in keys:
            found[key].append(name)
    return {key: tuple(own) for key, own in found.items()}


def _acts(graph: Graph, tag: str) -> Iterator[Act]:
    for iri in _instances(graph, MG.Act):
        modality = graph.value(iri, MG.defaultModality)
        yield Act(
            key_of(iri),
            tuple(sorted(_literals(graph, iri, (MG.form,), tag))),
            frozenset(_literals(graph, iri, (MG.rendering,), tag)),
            None if modality is None else _modality(modality),
            _is(graph, iri, MG.assertive),
        )


def _is(graph: Graph, subject: URIRef, property_: URIRef) -> bool:
    return (subject, property_, Literal(True)) in graph


def _modality(individual: Node) -> Modality:
    return Modality(str(individual).removeprefix(str(MG)).removesuffix("Modality").lower())


def _qualifiers(graph: Graph, tag: str) -> Iterator[Qualifier]:
    for iri in _instances(graph, MG.Qualifier):
        forms = sorted(_literals(graph, iri, (MG.form,), tag), key=lambda form: (-len(form), form))
        yield Qualifier(key_of(iri), tuple(forms), _is(graph, iri, MG.lawQualifier))


def _forms(qualifiers: Iterable[Qualifier]) -> dict[str, list[str]]:
    """The forms of qualifiers, each with the keys of those it is a form of."""
    found: dict[str, list[str]] = defaultdict(list)
    for qualifier in qualifiers:
        for form in qualifier.forms:
            found[form].append(qualifier.key)
    return found


def _resolutions(graph: Graph) -> Iterator[tuple[str, str]]:
    for iri in _instances(graph, MG.KnownDocument):
        symbol, number = graph.value(iri, MG.symbol), graph.value(iri, MG.number)
        if symbol is not None and number is not None:
            yield str(symbol), str(number)


def _instruments(graph: Graph, tag: str) -> dict[str, tuple[str, ...]]:
    """The instruments that each name stands for: a name of several (the Covenants) for each of its parts."""
    parts: dict[str, list[str]] = defaultdict(list)
    for whole, part in graph.subject_objects(DCTERMS.hasPart):
        parts[key_of(whole)].append(key_of(part))
    return {
        name: tuple(one for key in keys for one in sorted(parts.get(key, [key])))
        for name, keys in _labels(graph, MG.Instrument, tag).items()
    }


def _protocols(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The protocols to each instrument that has any."""
    found: dict[str, list[str]] = defaultdict(list)
    for protocol, treaty in graph.subject_objects(MG.protocolTo):
        found[key_of(treaty)].append(key_of(protocol))
    return {treaty: tuple(sorted(own)) for treaty, own in found.items()}


def _labels(graph: Graph, class_: URIRef, tag: str) -> dict[str, tuple[str, ...]]:
    return _texts(graph, _instances(graph, class_), _NAMES, tag)


def _texts(
    graph: Graph, members: Iterable[URIRef], properties: tuple[URIRef, ...], *tags: str
) -> dict[str, tuple[str, ...]]:
    """Each literal of the properties in one of the languages, or in none, with the sorted keys of who bears it."""
    found: dict[str, set[str]] = defaultdict(set)
    for member in members:
        for text in _literals(graph, member, properties, *tags):
            found[text].add(key_of(member))
    return {text: tuple(sorted(keys)) for text, keys in sorted(found.items())}


def _literals(graph: Graph, subject: URIRef, properties: tuple[URIRef, ...], *tags: str) -> Iterator[str]:
    for property_ in properties:
        for value in graph.objects(subject, property_):
            if getattr(value, "language", None) in (*tags, None):
                yield str(value)


def _instances(graph: Graph, class_: URIRef) -> tuple[URIRef, ...]:
    """The members of a class and of its subclasses, in order of IRI."""
    classes = graph.transitive_subjects(RDFS.subClassOf, class_)
    members = {member for one in classes for member in graph.subjects(RDF.type, one)}
    return tuple(sorted(member for member in members if isinstance(member, URIRef)))
