"""How clauses are told: lexicon/clauses.toml compiled for one language, with the verb forms of the acts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mandategraph.loaders import lexicon
from mandategraph.loaders.finder import Finder, finder
from mandategraph.loaders.knowledge import Act, Knowledge
from mandategraph.loaders.passage import Span

_AROUND = "…"
"""Where in a form its object stands."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that is found: its form, and where in the text it stands."""

    form: str
    span: Span


@dataclass(frozen=True, slots=True)
class Phrases:
    """Verb forms, also with words inside (*expresses its deep concern*).

    `beginning` holds for the first `length` characters of forms those that begin so, and a pattern with a group for
    each of them.
    """

    length: int
    beginning: Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]

    def match(self, text: str, at: int) -> Verb | None:
        """The longest form that begins at an offset of a text, or none."""
        forms, pattern = self.beginning.get(text[at : at + self.length].casefold(), ((), None))
        match = None if pattern is None else pattern.match(text, at)
        return None if match is None else Verb(forms[(match.lastindex or 1) - 1], Span(*match.span()))


@dataclass(frozen=True, slots=True)
class ClauseGrammar:
    """How clauses are told in one language; `verbs` maps every form to its act, `modals` each act to its words.

    `verb` finds the forms as they are, `phrases` also with words inside; `recast` are acts that what follows makes of a
    form. `described` are the forms that in a sub-item say what somebody else is to do; behind a chapeau whose end is
    `resuming` none do, and behind one that is `delegating` the `delegated` that open it do too.
    """

    verbs: Mapping[str, str]
    verb: re.Pattern[str]
    phrases: Phrases
    recast: tuple[tuple[str, re.Pattern[str]], ...]
    trailing_verb: re.Pattern[str]
    blocked: re.Pattern[str]
    boundary: Finder
    joint: Finder
    coordinated: re.Pattern[str]
    parallel: tuple[re.Pattern[str], ...]
    quoted: Finder
    sentence: re.Pattern[str]
    narrative: re.Pattern[str]
    narrated: frozenset[str]
    lead: re.Pattern[str]
    trailing: re.Pattern[str]
    open: re.Pattern[str]
    aside: re.Pattern[str]
    pledge: re.Pattern[str]
    author: re.Pattern[str]
    speaker: re.Pattern[str]
    inverted: re.Pattern[str]
    modals: tuple[tuple[str, Finder], ...]
    resumed: Mapping[str, re.Pattern[str]]
    subject_gap: re.Pattern[str]
    prelude: re.Pattern[str]
    leading_only: frozenset[str]
    continued: re.Pattern[str]
    described: frozenset[str]
    delegated: frozenset[str]
    resuming: re.Pattern[str]
    delegating: re.Pattern[str]
    adjuncts: frozenset[str]
    accompanying: frozenset[str]
    assertive: frozenset[str]


def clause_grammar(knowledge: Knowledge) -> ClauseGrammar:
    """The grammar of a language, from lexicon/clauses.toml and the verb forms of the acts."""
    own = lexicon.load("clauses")[knowledge.language]
    performative = [act for act in knowledge.acts.values() if act.key not in {entry["act"] for entry in own["modal"]}]
    narrated: Mapping[str, str] = own["narrated"]
    verbs = {**{form.casefold(): act.key for act in performative for form in act.forms}, **narrated}
    forms = _longest_first(verbs)
    opening = re.compile(own["opening"])
    trailing = [form for form in forms if verbs[form] in own["trailing_acts"] or opening.match(form)]
    return ClauseGrammar(
        verbs=verbs,
        verb=_alternatives(map(_whole, forms)),
        phrases=_phrases(forms, own),
        recast=tuple((entry["act"], re.compile(entry["pattern"])) for entry in own["recast"]),
        trailing_verb=_alternatives(_phrase(form, own) for form in trailing),
        blocked=re.compile(own["blocked"]),
        boundary=finder(re.compile(own["boundary"])),
        joint=finder(re.compile(own["joint"])),
        coordinated=re.compile(own["coordinated"]),
        parallel=tuple(re.compile(entry["pattern"]) for entry in own["parallel"]),
        quoted=finder(re.compile(own["quoted"])),
        sentence=re.compile(own["sentence"]),
        narrative=re.compile(own["narrative"]),
        narrated=frozenset(narrated),
        lead=_union(own["lead"], re.IGNORECASE),
        trailing=_union(own["trailing"]),
        open=re.compile(rf".*(?:{_union(own['open']).pattern})", re.DOTALL),
        aside=re.compile(rf".*(?:{_union(own['aside']).pattern})", re.DOTALL),
        pledge=re.compile(own["pledge"]),
        author=re.compile(own["author"]),
        speaker=_union(own["speaker"]),
        inverted=re.compile(own["inverted"]),
        modals=tuple((entry["act"], finder(re.compile(entry["pattern"]))) for entry in own["modal"]),
        resumed={entry["act"]: _resumed(entry["pattern"], own) for entry in own["modal"]},
        subject_gap=_union(own["subject_gap"]),
        prelude=_union(own["prelude"]),
        leading_only=frozenset(form.casefold() for form in own["leading_only"]),
        continued=re.compile(own["continued"]),
        described=frozenset(form.casefold() for form in own["described"]),
        delegated=frozenset(form.casefold() for form in own["delegated"]),
        resuming=re.compile(own["resuming"]),
        delegating=re.compile(own["delegating"]),
        adjuncts=frozenset(form.casefold() for form in own["adjuncts"]),
        accompanying=frozenset(own["accompanying"]),
        assertive=frozenset(act.key for act in knowledge.acts.values() if _asserts(act)),
    )


def _resumed(modal: str, own: Mapping[str, Any]) -> re.Pattern[str]:
    """A pattern of a modal word that has the subject of the clause before: a connective, adverbials, the word."""
    return re.compile(f"(?:{own['resumed']})(?:{_union(own['subject_gap']).pattern})(?P<modal>{modal})")


def _asserts(act: Act) -> bool:
    return act.modality is None


def _longest_first(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _whole(form: str) -> str:
    """A pattern of a form that, where words are set apart by blanks, is no beginning of a longer word."""
    return re.escape(form) + (r"\b" if form[-1].isascii() else "")


def _phrases(forms: Iterable[str], own: Mapping[str, Any]) -> Phrases:
    length = min((len(_head(form, own)) for form in forms), default=0)
    beginning: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        beginning[form[:length]].append(form)
    return Phrases(
        length,
        {
            first: (tuple(same), _alternatives(f"({_phrase(form, own)})" for form in same))
            for first, same in beginning.items()
        },
    )


def _phrase(form: str, own: Mapping[str, Any]) -> str:
    """A pattern of a form with words inside: *expresses* its deep *concern*; or around its object, where … is."""
    head = _head(form, own)
    tail = form[len(head) :]
    if tail.startswith(_AROUND):
        return f"{re.escape(head)}(?={own['around']}{re.escape(tail[1:])})"
    return f"{re.escape(head)}(?:{own['inner']}){_whole(tail)}" if tail else _whole(form)


def _head(form: str, own: Mapping[str, Any]) -> str:
    """The part of a form behind which other words may stand; all of it if none may."""
    head, around, _ = form.partition(_AROUND)
    opening = None if around else re.match(own["opening"], form)
    return head if opening is None else opening.group()


def _alternatives(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)


def _union(entries: Sequence[Mapping[str, Any]], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in entries), flags)
