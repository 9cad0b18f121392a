"""The folder that the processes of a server share, and those of servers that were killed."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "mandategraph-"
_LOCK = "lock"


@contextmanager
def shared_folder() -> Iterator[Path]:
    """A new folder, which goes away at the end of the block; those of servers that were killed go away before.

    A file in it is locked until the last process has ended that has it open: this one, what it becomes, and those
    that it forks.
    """
    _tidy(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        _lock(folder)
        yield folder
    finally:
        shutil.rmtree(folder)


def _lock(folder: Path) -> None:
    """Make the file, which has its name only once it is locked, so that nobody finds it otherwise."""
    file = os.open(folder / f"{_LOCK}.new", os.O_CREAT | os.O_RDWR, 0o600)
    os.set_inheritable(file, True)
    fcntl.flock(file, fcntl.LOCK_EX)
    (folder / f"{_LOCK}.new").rename(folder / _LOCK)


def _tidy(place: Path) -> None:
    for each in place.glob(f"{_PREFIX}*/{_LOCK}"):
        # It may be another user's, or another one that starts may be as quick.
        with suppress(OSError), each.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(each.parent, ignore_errors=True)
