"""How roles are told: lexicon/roles.toml compiled for one language (annotation guide, sections 4 and 6)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.patterns import written
from mandategraph.loaders.finder import Finders, finders


@dataclass(frozen=True, slots=True)
class Behind:
    """The role that words before actors give them, and the words that must stand behind them as well."""

    role: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RoleGrammar:
    """How roles are told in one language, from lexicon/roles.toml."""

    coordination: re.Pattern[str]
    apart: re.Pattern[str]
    apart_behind: re.Pattern[str]
    attribute: re.Pattern[str]
    genitive: re.Pattern[str]
    approach: re.Pattern[str]
    object_of: re.Pattern[str]
    restricted: re.Pattern[str]
    agent: re.Pattern[str]
    apposed: re.Pattern[str]
    enabled: re.Pattern[str]
    owned: re.Pattern[str]
    part_of: re.Pattern[str]
    passive: re.Pattern[str]
    own_again: re.Pattern[str]
    aside: re.Pattern[str]
    mutual_between: re.Pattern[str]
    mutual_after: re.Pattern[str]
    between: re.Pattern[str]
    between_after: re.Pattern[str]
    delegate: re.Pattern[str]
    oblique: re.Pattern[str]
    change: re.Pattern[str]
    nested_lead: re.Pattern[str]
    nested: tuple[tuple[str, re.Pattern[str]], ...]
    decided: re.Pattern[str]
    negated: re.Pattern[str]
    pronoun: re.Pattern[str]
    attributive: re.Pattern[str]
    partners: Finders[Behind]
    recipients: Finders[Behind]
    law: re.Pattern[str]
    given: re.Pattern[str]
    met: tuple[tuple[str, re.Pattern[str]], ...]
    conditions: Finders[str]
    unqualified: re.Pattern[str]
    seized: re.Pattern[str]
    own_act: re.Pattern[str]
    agenda: re.Pattern[str]
    own_pledge: re.Pattern[str]
    possessive: re.Pattern[str]
    financed: re.Pattern[str]
    disposed: re.Pattern[str]
    state_of: re.Pattern[str]
    acting: re.Pattern[str]
    implied: tuple[tuple[str, re.Pattern[str]], ...]


def role_grammar(language: str) -> RoleGrammar:
    """The grammar of `language`."""
    own = written(lexicon.load("roles")[language])
    return RoleGrammar(
        coordination=re.compile(own["coordination"]),
        apart=re.compile(own["apart"]),
        apart_behind=re.compile(own["apart_behind"]),
        attribute=re.compile(own["attribute"]),
        genitive=re.compile(own["genitive"]),
        approach=re.compile(own["approach"]),
        object_of=re.compile(f"(?:{own['object_of']})[^，；。]*$"),
        restricted=re.compile(own["restricted"]),
        agent=re.compile(own["agent"]),
        apposed=re.compile(own["apposed"]),
        enabled=re.compile(f"(?:{own['enabled']})$"),
        owned=re.compile(own["owned"]),
        part_of=re.compile(own["part_of"]),
        passive=re.compile(own["passive"]),
        own_again=re.compile(own["own_again"]),
        aside=re.compile(f"(?:{_union(own['aside']).pattern})$"),
        mutual_between=re.compile(own["mutual_between"]),
        mutual_after=re.compile(own["mutual_after"]),
        between=re.compile(own["between"]),
        between_after=re.compile(own["between_after"]),
        delegate=re.compile(f"(?:{own['delegate']})$"),
        attributive=re.compile(own["attributive"]),
        oblique=re.compile(f"(?:{own['oblique']})$"),
        change=re.compile(own["change"]),
        nested_lead=re.compile(own["nested_lead"]),
        nested=tuple((entry["act"], re.compile(entry["pattern"])) for entry in own["nested"]),
        decided=re.compile(own["decided"]),
        negated=re.compile(own["negated"]),
        pronoun=re.compile(own["pronoun"]),
        partners=finders(_around(entry["role"], entry, own) for entry in own["partner"]),
        recipients=finders(_around("recipient", entry, own) for entry in own["recipient"]),
        law=_union(own["law"]),
        given=_union(own["given"]),
        met=tuple((entry["role"], re.compile(entry["pattern"])) for entry in own["met"]),
        conditions=finders((entry["qualifier"], re.compile(entry["pattern"])) for entry in own["condition"]),
        unqualified=_union(own["unqualified"]),
        seized=_union(own["seized"]),
        own_act=_union(own["own_act"]),
        agenda=re.compile(own["agenda"]),
        own_pledge=re.compile(own["own_pledge"]),
        possessive=re.compile(own["possessive"]),
        financed=re.compile(own["financed"]),
        disposed=re.compile(own["disposed"]),
        state_of=re.compile(own["state_of"]),
        acting=re.compile(own["acting"]),
        implied=tuple((entry["actor"], re.compile(entry["pattern"])) for entry in own["implied"]),
    )


def _around(role: str, entry: Mapping[str, str], own: Mapping[str, str]) -> tuple[Behind, re.Pattern[str]]:
    """Words around a run, with attributes before it and perhaps others that nobody knows behind it."""
    after = f"(?:{own['strangers']})?(?:{entry['after']})" if entry["after"] else ""
    return Behind(role, re.compile(after)), re.compile(f"(?:{entry['before']})(?:{own['attributes']})$")


def _union(entries: Sequence[dict[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries))
