"""What the front says no to, and how: a status, a reason, and what to do."""

import signal
from collections.abc import Mapping
from types import MappingProxyType

from mandategraph.server.errors import ServerError
from mandategraph.server.front.deaths import Death


class RefusedError(ServerError):
    """A request that the front does not answer as asked: the HTTP `status`, the `reason`, and further `headers`."""

    def __init__(self, status: int, reason: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = headers


def too_slow(seconds: float) -> RefusedError:
    """A request that took longer than it may."""
    return RefusedError(408, f"the request took longer than {seconds:g} seconds and was ended: ask for less at a time")


def too_large_answer(limit: int) -> RefusedError:
    """An answer longer than an answer may be, in bytes."""
    return RefusedError(413, f"the answer is longer than {limit} bytes: ask for less at a time, with LIMIT and OFFSET")


def too_large_body(limit: int) -> RefusedError:
    """A body longer than a body may be, in bytes."""
    return RefusedError(413, f"the body is longer than {limit} bytes")


def slow_body(seconds: float) -> RefusedError:
    """A body that does not come."""
    return RefusedError(408, f"the body did not come within {seconds:g} seconds", {"Connection": "close"})


def busy(seconds: float) -> RefusedError:
    """More requests than can be answered or wait."""
    return RefusedError(503, "too many requests are waiting: try again in a moment", _again(seconds))


def too_many_long(seconds: float) -> RefusedError:
    """More requests run long than may."""
    return RefusedError(
        503, "too many requests run long: ask for less at a time, or again in a moment", _again(seconds)
    )


def too_much_memory(seconds: float) -> RefusedError:
    """Requests that run long and need more memory together than they may."""
    return RefusedError(
        503,
        "requests that run long need too much memory: ask for less at a time, or again in a moment",
        _again(seconds),
    )


def too_often(seconds: float) -> RefusedError:
    """A client that asks more often than it may."""
    return RefusedError(429, "too many requests from this address: ask more slowly", _again(seconds))


def no_room() -> RefusedError:
    """More bytes of answers wait for their clients than may wait on disk."""
    return RefusedError(503, "too many answers wait for clients that read slowly: try again in a moment", _again(5))


def not_ready() -> RefusedError:
    """The data are not loaded yet."""
    return RefusedError(503, "the data are being loaded: try again in a moment", _again(1))


def bad_timeout(value: str) -> RefusedError:
    """A deadline that is no number of seconds."""
    return RefusedError(400, f"timeout: {value!r} is no number of seconds above 0")


def no_writer() -> RefusedError:
    """The writer does not answer."""
    return RefusedError(503, "the store is not open at the moment: try again", _again(1))


def not_shown() -> RefusedError:
    """What was written cannot be loaded to be read."""
    return RefusedError(
        503, "it is written, and cannot be loaded to be read: the readers still have what was before", _again(5)
    )


def broken(death: Death | None, memory: int) -> RefusedError:
    """What the last client of a worker is told, by how the worker ended."""
    if death is not None and death.out_of_memory:
        return RefusedError(413, f"the request needs more than {memory} bytes of memory: ask for less at a time")
    if death is not None and death.overflowed:
        return RefusedError(400, "the request is nested too deep")
    if death is not None and death.signal == signal.SIGKILL:
        return RefusedError(503, "the request was ended by the system: try again", _again(1))
    return RefusedError(500, "the request could not be answered: an error of the server, which is logged")


def _again(seconds: float) -> Mapping[str, str]:
    return {"Retry-After": str(max(1, round(seconds)))}
