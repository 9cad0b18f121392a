"""Values as SPARQL terms: what is given for a parameter, written so that it stays one term."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum

from pyoxigraph import NamedNode

Value = str | int | date
"""What a parameter may be given: its lexical form, or a Python value of its type (`bool` is an `int`)."""

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f]+")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TRUTH = {"true": "true", "false": "false", "1": "true", "0": "false"}
_XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"

# An engine that decodes \uXXXX before it reads the query (SPARQL 1.1, 19.2) must not find one in an escaped
# backslash and the letter after it; so that letter is written as an escape of its own.
_UNSAFE = re.compile(r"\\u|\\U|[\\\"\n\r\t\b\f]")
_ESCAPES = {
    "\\u": r"\\\U00000075",
    "\\U": r"\\\U00000055",
    "\\": r"\\",
    '"': r"\"",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\b": r"\b",
    "\f": r"\f",
}


class ParameterType(StrEnum):
    """What kind of value a parameter takes."""

    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    DATE = "date"
    BOOLEAN = "boolean"


def term(kind: ParameterType, value: Value) -> str:
    """`value` as one SPARQL term of that kind; raises ValueError if it is not a value of the kind.

    >>> term(ParameterType.IRI, "https://w3id.org/mandategraph/actor/cted")
    '<https://w3id.org/mandategraph/actor/cted>'
    >>> term(ParameterType.INTEGER, "12")
    '12'
    """
    return _TERMS[kind](value)


def _iri(value: Value) -> str:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise ValueError(value)
    return f"<{NamedNode(value).value}>"


def _string(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - one error for every bad value
    value.encode()  # a lone surrogate is no character of a query
    return f'"{_UNSAFE.sub(lambda found: _ESCAPES[found[0]], value)}"'


def _integer(value: Value) -> str:
    if isinstance(value, bool | date) or not _INTEGER.fullmatch(str(value)):
        raise ValueError(value)
    return str(int(value))


def _date(value: Value) -> str:
    if isinstance(value, str) and _DATE.fullmatch(value):
        value = date.fromisoformat(value)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(value)  # noqa: TRY004 - one error for every bad value
    return f'"{value.isoformat()}"^^<{_XSD_DATE}>'


def _boolean(value: Value) -> str:
    truth = _TRUTH.get(str(value).lower() if isinstance(value, bool | str) else "")
    if truth is None:
        raise ValueError(value)
    return truth


_TERMS: Mapping[ParameterType, Callable[[Value], str]] = {
    ParameterType.IRI: _iri,
    ParameterType.STRING: _string,
    ParameterType.INTEGER: _integer,
    ParameterType.DATE: _date,
    ParameterType.BOOLEAN: _boolean,
}
