"""Who may write: whoever shows the bearer token of the server."""

import hmac

from flask import Request

from mandategraph.server.errors import ReadOnlyError, UnauthorizedError
from mandategraph.server.policy import Policy


def authorize(request: Request, policy: Policy) -> None:
    """Raise ReadOnlyError where nobody may write, UnauthorizedError for a request without the right token."""
    if policy.token is None:
        raise ReadOnlyError
    shown = request.authorization
    if shown is None or shown.type != "bearer" or shown.token is None:
        raise UnauthorizedError(given=False)
    # Compared in constant time, so that the time of an answer tells nothing about the token.
    if not hmac.compare_digest(shown.token.encode(), policy.token.encode()):
        raise UnauthorizedError(given=True)
