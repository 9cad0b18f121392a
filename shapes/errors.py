"""The errors of the check: one root, each with what a caller needs to act on it."""

from pathlib import Path


class ShapesError(Exception):
    """What every error of this room is."""


class UnreadableGraphError(ShapesError):
    """A file that is no graph that can be read: `path`, and the `reason` in the parser's or the system's words."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UncheckableError(ShapesError):
    """The SHACL engine gave up on a graph: `reason` in the engine's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
