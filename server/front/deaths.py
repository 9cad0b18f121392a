"""How a worker ended, and what its last client is told."""

import os
import signal
import tempfile
from dataclasses import dataclass
from typing import IO

from mandategraph.server.front.worker import OUT_OF_MEMORY

# What Rust tells of an error, with its trace.
_TAIL = 32_768
_REFUSED = "memory allocation of"


@dataclass(frozen=True, slots=True)
class Death:
    """A process that ended: the `status` that the system tells of it, and the last words on its standard error."""

    pid: int
    status: int
    words: str = ""

    @property
    def signal(self) -> int | None:
        """The signal that ended it, if one did."""
        return os.WTERMSIG(self.status) if os.WIFSIGNALED(self.status) else None

    @property
    def cause(self) -> str:
        """What ended it, in a word."""
        number = self.signal
        return f"status {os.waitstatus_to_exitcode(self.status)}" if number is None else signal.Signals(number).name

    @property
    def in_peace(self) -> bool:
        """Whether it ended by itself and all was well."""
        return self.status == 0

    @property
    def out_of_memory(self) -> bool:
        """Whether it ended because it was refused memory."""
        code = os.WEXITSTATUS(self.status) if os.WIFEXITED(self.status) else None
        # What is told of the trace behind these words needs memory too, so the signal may be any.
        return code == OUT_OF_MEMORY or (self.signal is not None and _REFUSED in self.words)

    @property
    def overflowed(self) -> bool:
        """Whether the native code ran out of stack, which the system and Rust say in several ways."""
        return self.signal in {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGABRT} and not self.out_of_memory


def reaped() -> tuple[tuple[int, int], ...]:
    """The children that ended since it was last asked: pid and status."""
    found = []
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if pid == 0:
            break
        found.append((pid, status))
    return tuple(found)


def has_children() -> bool:
    """Whether this process has children, be it such as ended and were not asked for."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def last_words() -> IO[bytes]:
    """A file without a name, for the standard error of one process."""
    return tempfile.TemporaryFile(prefix="mandategraph-")


def words(file: IO[bytes]) -> str:
    """The end of what stands in such a file."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _TAIL, 0))
    return file.read().decode("utf-8", "replace").strip()
