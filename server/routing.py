"""Which requests write: told from the request alone, before any of it is parsed."""

from urllib.parse import unquote_to_bytes

ENDPOINT = "/sparql"
"""The address of the SPARQL endpoint, for queries and updates."""

GRAPHS = "/graph"
"""The address of the graph store; below it stands every graph whose IRI stands below the same path of the base."""

QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"
FORM_TYPE = "application/x-www-form-urlencoded"

_CHANGING = frozenset({"PUT", "POST", "DELETE", "PATCH"})


def writes(method: str, path: str, content_type: str, body: bytes) -> bool:
    """Whether a request would change the data, if it is allowed to: an update, or a graph put, posted or deleted.

    `path` is below the root of the server, decoded or not; `content_type` is the header with its parameters. Of
    `body` only the names of the fields of a form are read. A request that is wrong in itself may be told either way.

    >>> writes("POST", "/sparql", "application/sparql-update", b"CLEAR ALL"), writes("GET", "/graph/x", "", b"")
    (True, False)
    >>> writes("POST", "/sparql", FORM_TYPE, b"update=CLEAR+ALL"), writes("POST", "/sparql", FORM_TYPE, b"query=ASK{}")
    (True, False)
    """
    if path == GRAPHS or path.startswith(f"{GRAPHS}/"):
        return method in _CHANGING
    if path != ENDPOINT or method != "POST":
        return False
    media = content_type.partition(";")[0].strip().lower()
    return media == UPDATE_TYPE or (media == FORM_TYPE and _has_field(body, b"update"))


def _has_field(form: bytes, name: bytes) -> bool:
    if name not in form and b"%" not in form:
        return False
    return any(unquote_to_bytes(each.partition(b"=")[0]) == name for each in form.split(b"&"))
