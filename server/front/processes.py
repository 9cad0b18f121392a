"""What every process of the server does when it starts: whom it hears, and when it ends."""

import ctypes
import gc
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType

FAILED = 70
"""The exit status of a process that ended by an error of ours."""

NOT_LOADED = 71
"""The exit status of a front that could not have its first data loaded: another one could not either."""

_SET_CHILD_SUBREAPER = 36
_SET_PDEATHSIG = 1
_SET_THP_DISABLE = 41
_FIRST_TO_GO = "1000"
_IGNORED = (signal.SIGINT, signal.SIGHUP, signal.SIGPIPE)


@dataclass(frozen=True, slots=True)
class Lifeline:
    """A pipe whose one end the first process holds as long as it lives; its children end when it closes."""

    theirs: int
    ours: int

    @classmethod
    def new(cls) -> "Lifeline":
        """A new one."""
        return cls(*os.pipe())

    def hold(self) -> None:
        """Keep, in a child, the end that tells of the end."""
        os.close(self.ours)


def settle() -> None:
    """Give a new process the signals of a child: Ctrl-C is for the first process, which tells the others."""
    deafen()
    for each in _IGNORED:
        signal.signal(each, signal.SIG_IGN)
    for each in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)


def be_the_first_to_go() -> None:
    """Have the system, where it is short of memory, end this process before others, on systems that can be told so."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:  # noqa: PTH123
        score.write(_FIRST_TO_GO)


def have_small_pages() -> None:
    """Have what this process takes from now on stand in small pages, on systems where that can be said.

    The system fills a huge one in one go, and whoever is to run on that processor waits meanwhile.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_THP_DISABLE, 1, 0, 0, 0)


def give_back() -> None:
    """Give memory of this process that is free back to the system, where the C library can (glibc).

    By itself it gives back only what is free at the end of its heap, and of large pieces next to nothing.
    """
    trim = _trimming()
    if trim is not None:
        trim(0)


@cache
def _trimming() -> Callable[[int], object] | None:
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def end_with_parent() -> None:
    """Have this process end when its parent does, on systems where that can be said (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def adopt() -> None:
    """Become the parent of the processes below this one whose parents end, where the system has that (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def freeze() -> None:
    """Set apart what is in memory, so that collecting garbage in a child does not copy it."""
    gc.collect()
    gc.freeze()


def listener(path: Path) -> socket.socket:
    """A socket that listens at a path, in the place of what was there."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(path))
    listening.listen(128)
    return listening


def signals(*numbers: signal.Signals) -> socket.socket:
    """A socket from which one can read the numbers of the signals that come."""
    hear, tell = socket.socketpair()
    for each in (hear, tell):
        each.setblocking(False)
    for number in numbers:
        signal.signal(number, _noted)
    signal.set_wakeup_fd(tell.detach(), warn_on_full_buffer=False)
    return hear


def deafen() -> None:
    """Have the numbers of signals go nowhere, before the socket that they are read from is closed."""
    telling = signal.set_wakeup_fd(-1)
    if telling != -1:
        os.close(telling)


def _noted(_number: int, _frame: object) -> None:
    """The number of a signal goes to the socket by itself; nothing else is done in a handler."""


class Ending:
    """A block with which a process ends: with status 0, or where an error leaves it, says so and ends with FAILED."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if error is not None:
            traceback.print_exception(error)
            sys.stderr.flush()
        os._exit(0 if kind is None else FAILED)
