"""The form of a question: one field a parameter, and the values a visitor gave."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from mandategraph.queries import BadValueError, Parameter, ParameterType, Question, QuestionError, bind
from mandategraph.server.errors import BadParameterError, BadRequestError
from mandategraph.server.graph import TYPE
from mandategraph.server.guide import Guide
from mandategraph.server.names import MG, term
from mandategraph.server.site import in_language
from mandategraph.server.words import languages

LANGUAGE = "language"
"""The parameter by which a question asks for the language of names; unless given it is that of the visit."""

_OF_EVERY_PAGE = {"format", "lang"}
_MOST_OPTIONS = 1_000
_INPUTS = {ParameterType.INTEGER: "number", ParameterType.DATE: "date"}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, and what it is called."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter in a form: the sort of `input` it takes, or the `options` it is chosen from."""

    name: str
    title: str
    value: str
    input: str
    options: tuple[Option, ...]


def given(question: Question, fields: Mapping[str, str], lang: str) -> dict[str, str]:
    """The values that a visit gives for the parameters; a field left blank is not given."""
    named = {name: value for name, value in fields.items() if name not in _OF_EVERY_PAGE and value.strip()}
    asks = any(each.name == LANGUAGE for each in question.parameters)
    return {**({LANGUAGE: lang} if asks else {}), **named}


def bound(question: Question, values: Mapping[str, str]) -> str:
    """The query of a question with these values; raises BadRequestError for those it cannot take."""
    try:
        return bind(question, values)
    except BadValueError as error:
        raise BadParameterError(error.parameter, str(error.value), str(error)) from None
    except QuestionError as error:
        raise BadRequestError(str(error)) from None


def form(guide: Guide, question: Question, values: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of the form, filled with the values or the defaults.

    The language is no field where it is that of the page, as the page has its own switch for it.
    """
    shown = (each for each in question.parameters if each.name != LANGUAGE or values.get(LANGUAGE) != guide.lang)
    return tuple(_field(guide, each, values.get(each.name, each.default)) for each in shown)


def _field(guide: Guide, parameter: Parameter, value: str) -> Field:
    options = _options(guide, parameter)
    if options and value not in {each.value for each in options}:
        options = (*options, Option(value, value))
    title = in_language(parameter.title, guide.lang) or parameter.name
    return Field(parameter.name, title, value, _INPUTS.get(parameter.type, "text"), options)


def _options(guide: Guide, parameter: Parameter) -> tuple[Option, ...]:
    if parameter.type is ParameterType.BOOLEAN:
        return Option("true", guide.words["yes"]), Option("false", guide.words["no"])
    if parameter.type is ParameterType.IRI:
        return _alike(guide, NamedNode(parameter.default))
    if parameter.name == LANGUAGE:
        return tuple(Option(lang, words["language"]) for lang, words in languages().items())
    return ()


def _alike(guide: Guide, node: NamedNode) -> tuple[Option, ...]:
    """What is of the same class as `node`, or of a class below it, by name; nothing if there are too many."""
    graph = guide.graph
    classes = {each for each in graph.nodes(node, TYPE) if each.value.startswith(MG)}
    classes |= {below for each in classes for below in graph.subjects(term("rdfs:subClassOf"), each)}
    found = {each for kind in classes for each in graph.subjects(TYPE, kind)}
    if len(found) > _MOST_OPTIONS:
        return ()
    options = (Option(each.value, guide.name(each).words) for each in found)
    return tuple(sorted(options, key=lambda option: (_natural(option.words), option.value)))


def _natural(words: str) -> str:
    """A key that sorts numbers inside words by their size."""
    return _DIGITS.sub(lambda found: found[0].zfill(9), words.casefold())
