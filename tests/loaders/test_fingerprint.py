"""The digest of the loaders: it changes with whatever decides what a text becomes, and with nothing else."""

from pathlib import Path

import pytest

from mandategraph.loaders import fingerprint as module


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ontology/acts.ttl", "loaders/reading.py", "loaders/lexicon/times.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    return tmp_path


def digest() -> str:
    module.fingerprint.cache_clear()
    try:
        return module.fingerprint()
    finally:
        module.fingerprint.cache_clear()


@pytest.mark.parametrize("name", ["ontology/acts.ttl", "loaders/reading.py", "loaders/lexicon/times.toml"])
def test_another_program_or_data_file_is_another_digest(rooms: Path, name: str) -> None:
    before = digest()
    (rooms / name).write_text("two", encoding="utf-8")
    assert digest() != before


def test_what_python_writes_beside_its_programs_does_not_count(rooms: Path) -> None:
    before = digest()
    (rooms / "loaders" / "__pycache__").mkdir()
    (rooms / "loaders" / "__pycache__" / "reading.pyc").write_bytes(b"one")
    assert digest() == before
