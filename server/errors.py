"""What can go wrong while data are loaded, a request is answered or the server starts."""

from typing import ClassVar


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
    """A request that is not answered as asked; `status` is the HTTP status that says so."""

    status: ClassVar[int] = 400


class BadRequestError(RequestError):
    """The request itself is wrong: no query, two queries, bytes that are no UTF-8, a graph that is no IRI."""


class BadParameterError(BadRequestError):
    """A question was given a `value` that is not of the type of its `parameter`; `reason` says so."""

    def __init__(self, parameter: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.parameter = parameter
        self.value = value


class RefusedQueryError(RequestError):
    """The query asks for what is not offered: an update, another server, deeper nesting than the limit."""


class TooLongQueryError(RequestError):
    """The query has `length` characters, more than the `limit`."""

    status = 413

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"the query has {length} characters; {limit} are allowed")
        self.length = length
        self.limit = limit


class MalformedQueryError(RequestError):
    """The query is not SPARQL: at `line` and `column`, from 1, for the `reason`; `shown` is that line, marked."""

    def __init__(self, line: int | None, column: int | None, reason: str, shown: str = "") -> None:
        place = "" if line is None else f"line {line}, column {column}: "
        super().__init__("\n".join(filter(None, (f"malformed query: {place}{reason}", shown))))
        self.line = line
        self.column = column
        self.reason = reason
        self.shown = shown


class FailedQueryError(RequestError):
    """The query is SPARQL and could not be evaluated; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the query could not be evaluated: {reason}")
        self.reason = reason


class TooSlowError(RequestError):
    """The query ran longer than `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the query ran longer than {seconds:g} seconds: ask for less at a time")
        self.seconds = seconds


class TooLargeAnswerError(RequestError):
    """The answer is longer than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the answer is longer than {limit} bytes: ask for less at a time, with LIMIT and OFFSET")
        self.limit = limit


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
    """A query was sent as `media_type`; `understood` are the types it can be sent as."""

    status = 415

    def __init__(self, media_type: str, understood: tuple[str, ...]) -> None:
        super().__init__("\n".join((f"not understood: {media_type or 'no Content-Type'}; send:", *understood)))
        self.media_type = media_type
        self.understood = understood


class BusyError(RequestError):
    """As many queries run as may run at once."""

    status = 503

    def __init__(self) -> None:
        super().__init__("too many queries are running: try again in a moment")
