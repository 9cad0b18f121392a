"""The questions people ask, one `.rq` file each."""

from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from mandategraph.queries.errors import (
    BadValueError,
    MalformedQuestionError,
    QuestionError,
    UnknownParameterError,
    UnknownQuestionError,
)
from mandategraph.queries.question import Parameter, Question, bind, read
from mandategraph.queries.terms import ParameterType, Value

__all__ = [
    "BadValueError",
    "MalformedQuestionError",
    "Parameter",
    "ParameterType",
    "Question",
    "QuestionError",
    "UnknownParameterError",
    "UnknownQuestionError",
    "Value",
    "bind",
    "question",
    "questions",
    "read",
]


@cache
def questions() -> tuple[Question, ...]:
    """Every question of this room, sorted by name; read once."""
    found = [file for file in files("mandategraph.queries").iterdir() if file.name.endswith(".rq")]
    named = sorted(found, key=lambda file: file.name)
    return tuple(read(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")) for file in named)


def question(name: str) -> Question:
    """The question of that name; raises UnknownQuestionError, which lists the names near it.

    >>> question("most-cited").title["en"]
    'The most cited documents'
    """
    known = {each.name: each for each in questions()}
    if name not in known:
        raise UnknownQuestionError(name, tuple(get_close_matches(name, known, n=5, cutoff=0.5)))
    return known[name]
