"""What is only grammar, as data: marks, forms and phrases of each language, one TOML file a subject."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any


def load(name: str) -> Mapping[str, Any]:
    """The lexicon file `name` (without `.toml`) as it stands, read afresh."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
