"""What every page of a server shares, and the guide of one request."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Request

from mandategraph.queries import Question
from mandategraph.server.evaluation import Evaluator
from mandategraph.server.graph import Graph
from mandategraph.server.guide import Guide
from mandategraph.server.journal import Journal
from mandategraph.server.limits import Limits
from mandategraph.server.policy import Policy
from mandategraph.server.words import languages


@dataclass(frozen=True, slots=True)
class Site:
    """A server's collaborators: the graph, who runs queries, the questions by name, what is allowed and how much.

    `journal` is told of what is written, if somebody wants to know.
    """

    graph: Graph
    evaluator: Evaluator
    questions: Mapping[str, Question]
    policy: Policy
    limits: Limits
    journal: Journal | None = None

    @property
    def base(self) -> str:
        """The IRI below which all IRIs of the data stand that have pages here."""
        return self.policy.base

    def guide(self, request: Request, lang: str | None = None) -> Guide:
        """The guide of a request: in the language it names, else one its browser prefers, else the first.

        `lang` is the language that a form names where it is sent in the body.
        """
        known = languages()
        asked = request.args.get("lang", "") if lang is None else lang
        chosen = asked in known
        first = next(iter(known))
        spoken = asked if chosen else request.accept_languages.best_match(list(known), first) or first
        return Guide(self.graph, self.base, request.script_root, spoken, known[spoken], chosen)


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text in `lang`, else in any language, else nothing."""
    return texts.get(lang) or next(iter(texts.values()), "")
