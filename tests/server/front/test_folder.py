"""The folder that the processes of a server share."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mandategraph.server.front.folder import shared_folder

HOLDING = (
    "import sys; from mandategraph.server.front.folder import shared_folder\n"
    "with shared_folder() as folder: print(folder, flush=True); sys.stdin.read()"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def holding() -> tuple["subprocess.Popen[str]", Path]:
    """A process that has such a folder, and the folder."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_folder_goes_away_with_its_server(place: Path) -> None:
    with shared_folder() as folder:
        assert folder.parent == place
    assert list(place.iterdir()) == []


def test_the_folder_of_a_server_that_was_killed_goes_away_when_another_starts(place: Path) -> None:
    process, folder = holding()
    (folder / "graph.nq").write_text("", encoding="utf-8")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert folder.exists()
    with shared_folder() as mine:
        assert list(place.iterdir()) == [mine]


def test_the_folder_of_a_server_that_runs_stays(place: Path) -> None:
    process, folder = holding()
    with shared_folder():
        assert folder.exists()
    process.communicate("")
    assert not folder.exists()


@pytest.mark.parametrize("name", ["mandategraph-1", "another"])
def test_what_is_no_such_folder_stays(place: Path, name: str) -> None:
    (place / name).mkdir()
    (place / "another" / "lock").parent.mkdir(exist_ok=True)
    (place / "another" / "lock").write_text("", encoding="utf-8")
    with shared_folder():
        pass
    assert (place / name).exists()
