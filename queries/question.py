"""A question people ask: a SPARQL query whose comment header says, as data, what it asks and what may vary.

The header is the run of `#` lines a file starts with. Its lines are

    # title@en: …                     # description@en: …            (one a language)
    # param NAME TYPE default: …      # param NAME title@en: …       (TYPE: see ParameterType)

A parameter stands in the query as `VALUES ?NAME { default }`, so the file is a valid query as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from types import MappingProxyType

from mandategraph.queries.errors import BadValueError, MalformedQuestionError, UnknownParameterError
from mandategraph.queries.terms import ParameterType, Value, term

_TEXT = re.compile(r"# (title|description)@([a-z]{2,3}): (\S.*)")
_PARAMETER = re.compile(r"# param ([A-Za-z]\w*) (\w+) default: (.*)")
_PARAMETER_TITLE = re.compile(r"# param ([A-Za-z]\w*) title@([a-z]{2,3}): (\S.*)")
_BLOCK = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*([^{}]*?)\s*\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be varied in a question; `default` is a lexical form, `title` has one entry a language."""

    name: str
    type: ParameterType
    default: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `title` and `description` by language (`en`, `zh`), `text` the query with its defaults."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    text: str
    parameters: tuple[Parameter, ...] = ()


@dataclass(slots=True)
class _Header:
    """What the header lines have said so far."""

    texts: dict[str, dict[str, str]] = field(default_factory=lambda: {"title": {}, "description": {}})
    types: dict[str, tuple[str, str]] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, line: str) -> bool:
        """Whether the line was understood."""
        if found := _TEXT.fullmatch(line):
            self.texts[found[1]][found[2]] = found[3]
        elif found := _PARAMETER.fullmatch(line):
            self.types[found[1]] = (found[2], found[3])
        elif found := _PARAMETER_TITLE.fullmatch(line):
            self.titles.setdefault(found[1], {})[found[2]] = found[3]
        return found is not None


def read(name: str, text: str) -> Question:
    """The question that the text of a `.rq` file states.

    Raises MalformedQuestionError for a header line that is none of the four, for a parameter of no known
    type, and where a parameter's `VALUES` block is missing or holds anything but the default.
    """
    header = _Header()
    for line in takewhile(lambda line: line.startswith("#"), text.splitlines()):
        if not header.take(line):
            raise MalformedQuestionError(name, line)
    if unknown := header.titles.keys() - header.types.keys():
        raise MalformedQuestionError(name, ", ".join(sorted(unknown)))
    question = Question(
        name=name,
        title=MappingProxyType(header.texts["title"]),
        description=MappingProxyType(header.texts["description"]),
        text=text,
        parameters=tuple(_parameters(name, header)),
    )
    _prove_defaults(question)
    return question


def bind(question: Question, values: Mapping[str, Value]) -> str:
    """The query with `values` for its parameters; a parameter without a value keeps its default.

    Every value becomes exactly one term, in one pass, so no value can add to the query or reach another
    parameter. Raises UnknownParameterError for a name the question does not have, BadValueError for a value
    that is not of the parameter's type.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise UnknownParameterError(question.name, name, tuple(known))
    terms = {name: _term(question, known[name], value) for name, value in values.items()}

    def block(found: re.Match[str]) -> str:
        return f"VALUES ?{found[1]} {{ {terms[found[1]]} }}" if found[1] in terms else found[0]

    return _BLOCK.sub(block, question.text)


def _parameters(name: str, header: _Header) -> Iterator[Parameter]:
    for parameter, (kind, default) in header.types.items():
        if kind not in list(ParameterType):
            raise MalformedQuestionError(name, f"{parameter} {kind}")
        title = MappingProxyType(header.titles.get(parameter, {}))
        yield Parameter(parameter, ParameterType(kind), default, title)


def _prove_defaults(question: Question) -> None:
    blocks = _BLOCK.findall(question.text)
    for parameter in question.parameters:
        held = {text for name, text in blocks if name == parameter.name}
        if held != {_term(question, parameter, parameter.default)}:
            raise MalformedQuestionError(question.name, f"VALUES ?{parameter.name} {sorted(held)}")


def _term(question: Question, parameter: Parameter, value: Value) -> str:
    try:
        return term(parameter.type, value)
    except ValueError as error:
        raise BadValueError(question.name, parameter.name, parameter.type, value) from error
