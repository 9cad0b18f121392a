"""What can go wrong while data are loaded, a request is answered or the server starts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from mandategraph.server.legible import DEEPEST, LONGEST


class ServerError(Exception):
    """The root of every error of this room."""


class UnwritableError(ServerError):
    """A graph cannot be written; `path` is where to, `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnusableStoreError(ServerError):
    """What should be a store on disk is none, or is not to be had; `path` is where, `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class StoreHasDataError(ServerError):
    """More is to be read into the store in the folder `path`, which has data already."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: has data already: serve it without a PATH, or add documents with mandategraph load")
        self.path = path


class UnusableTokenError(ServerError):
    """The token of those who may write cannot be had from the file `path`; `reason` says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: no token: {reason}")
        self.path = path
        self.reason = reason


class FetchError(ServerError):
    """Something cannot be fetched; `what` is its symbol or address, `reason` says why."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.what = what
        self.reason = reason


class CannotListenError(ServerError):
    """The server cannot listen at `host` and `port`; `reason` is the system's words."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"cannot listen on {host}:{port}: {reason}")
        self.host = host
        self.port = port
        self.reason = reason


class PortTakenError(CannotListenError):
    """Somebody else listens at this `host` and `port`."""


class RequestError(ServerError):
    """A request that is not answered as asked; `status` is the HTTP status that says so, `headers` go with it."""

    status: ClassVar[int] = 400

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that the status calls for."""
        return MappingProxyType({})


class BadRequestError(RequestError):
    """The request itself is wrong: no query, two queries, bytes that are no UTF-8, a graph that is no IRI."""


class IllegibleError(BadRequestError):
    """What is to be written could be written, and not read again: a value too long, or triples nested too deep."""

    def __init__(self) -> None:
        super().__init__(
            f"a statement longer than {LONGEST} bytes, or nested more than {DEEPEST} deep: nobody could read it"
        )


class BadParameterError(BadRequestError):
    """A question was given a `value` that is not of the type of its `parameter`; `reason` says so."""

    def __init__(self, parameter: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.parameter = parameter
        self.value = value


class RefusedQueryError(RequestError):
    """The query or update asks for what is not offered: another server, deeper nesting than the limit."""


class ReadOnlyError(RequestError):
    """The request would write, and nobody may."""

    status = 403

    def __init__(self) -> None:
        super().__init__("this server is read-only: it was started without a token for writing")


class UnauthorizedError(RequestError):
    """The request would write, and no bearer token came with it, or where `given` is set a wrong one."""

    status = 401

    def __init__(self, *, given: bool) -> None:
        wrong = "the token is not the one of this server" if given else "writing needs a token"
        super().__init__(f"{wrong}: send it as Authorization: Bearer TOKEN")
        self.given = given

    @property
    def headers(self) -> Mapping[str, str]:
        """How to come back with a token."""
        reason = ', error="invalid_token"' if self.given else ""
        return MappingProxyType({"WWW-Authenticate": f'Bearer realm="mandategraph"{reason}'})


class TooLongQueryError(RequestError):
    """The query has `length` characters, more than the `limit`."""

    status = 413

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"the query has {length} characters; {limit} are allowed")
        self.length = length
        self.limit = limit


class MalformedQueryError(RequestError):
    """A `kind` of text, a query, an update or a graph, is not what it should be: at `line` and `column`, from 1.

    `token` is what stands there, empty at the end of the text; `shown` is that line, marked.
    """

    def __init__(
        self, line: int | None, column: int | None, reason: str, shown: str = "", token: str = "", kind: str = "query"
    ) -> None:
        place = "" if line is None else f"line {line}, column {column}: "
        found = f"at {token!r}: " if token else ""
        super().__init__("\n".join(filter(None, (f"malformed {kind}: {place}{found}{reason}", shown))))
        self.line = line
        self.column = column
        self.reason = reason
        self.shown = shown
        self.token = token


class FailedQueryError(RequestError):
    """The query or update is SPARQL and could not be evaluated; `reason` says why."""

    def __init__(self, reason: str, kind: str = "query") -> None:
        super().__init__(f"the {kind} could not be evaluated: {reason}")
        self.reason = reason


class StoreFailedError(RequestError):
    """The store could not read or write; `reason` is what it says."""

    status = 500

    def __init__(self, reason: str) -> None:
        super().__init__(f"the store failed: {reason}")
        self.reason = reason


class UnknownGraphError(RequestError):
    """There is no graph named `name`."""

    status = 404

    def __init__(self, name: str) -> None:
        super().__init__(f"no graph {name}")
        self.name = name


class UnknownPageError(RequestError):
    """There is nothing at `path`."""

    status = 404

    def __init__(self, path: str) -> None:
        super().__init__(f"nothing is known of {path}")
        self.path = path


class NotAcceptableError(RequestError):
    """None of the media types the client accepts is to be had; `offered` are those that are."""

    status = 406

    def __init__(self, offered: tuple[str, ...]) -> None:
        super().__init__("\n".join(("not acceptable; there is:", *offered)))
        self.offered = offered


class WrongMediaTypeError(RequestError):
    """Something was sent as `media_type`; `understood` are the types it can be sent as."""

    status = 415

    def __init__(self, media_type: str, understood: tuple[str, ...]) -> None:
        super().__init__("\n".join((f"not understood: {media_type or 'no Content-Type'}; send:", *understood)))
        self.media_type = media_type
        self.understood = understood
