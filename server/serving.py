"""The port: it is taken first, so that a port taken by others is known at once."""

import errno
import socket

from mandategraph.server.errors import CannotListenError, PortTakenError


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at `host` and `port`, or at a free port for 0; what knocks waits until it is served.

    Raises PortTakenError, or CannotListenError for another reason.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        kind = PortTakenError if getattr(error, "errno", None) == errno.EADDRINUSE else CannotListenError
        raise kind(host, port, reason) from error


def address(listening: socket.socket) -> str:
    """The URL of the start page behind a socket, with the port that it got."""
    host, port, *_ = listening.getsockname()
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
