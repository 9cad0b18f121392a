"""What can be wrong with a text that a user hands to the loaders."""


class LoadError(Exception):
    """A document cannot be loaded: `path` names it, `reason` says why and what to do about it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class SourceError(LoadError):
    """The file cannot be read as text."""


class IdentityError(LoadError):
    """The document's symbol or language cannot be told, or is not one we know."""


class StructureError(LoadError):
    """The text has no paragraph that could be found, or its characters are not all accounted for."""
