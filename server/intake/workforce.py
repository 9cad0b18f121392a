"""Many tasks done by processes of their own: a task that ends its process, or never ends, is one lost task."""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 2
"""So many tasks wait at each process, so that none stands idle while an answer is dealt with."""

_SPAWN = multiprocessing.get_context("spawn")
"""Processes begin anew: a fork would share the store's threads and locks."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without a result; `reason` says what became of its process."""

    reason: str


@dataclass(slots=True)
class _Hand(Generic[Task]):
    """A process, the pipe to it, the tasks that it has, and since when it has been at the first of them."""

    process: BaseProcess
    pipe: Connection
    tasks: deque[Task] = field(default_factory=deque)
    since: float = 0.0


class Workforce(Generic[Task, Result]):
    """Up to `count` processes, each begun when there is a task for it.

    `prepare` is called once in each and gives the function that does a task. A task that takes longer than `seconds`
    is given up with its process.
    """

    def __init__(self, count: int, prepare: Callable[[], Callable[[Task], Result]], seconds: float) -> None:
        self._count = count
        self._prepare = prepare
        self._seconds = seconds
        self._hands: list[_Hand[Task]] = []

    def __enter__(self) -> "Workforce[Task, Result]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for hand in self._hands:
            _end(hand)
        self._hands = []

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Lost]]:
        """Every task with its result, as they come; tasks are only taken from `tasks` when a process has room."""
        source, returned = iter(tasks), deque[Task]()
        while True:
            self._hand_out(source, returned)
            busy = [hand for hand in self._hands if hand.tasks]
            if not busy:
                return
            for hand in self._answering(busy):
                yield self._answer(hand, returned)

    def _hand_out(self, source: Iterator[Task], returned: deque[Task]) -> None:
        while (hand := self._free()) is not None:
            task = returned.popleft() if returned else next(source, None)
            if task is None:
                return
            hand.since = hand.since if hand.tasks else time.monotonic()
            hand.tasks.append(task)
            try:
                hand.pipe.send(task)
            except OSError:
                continue  # the process is gone: reading its answer will say so

    def _free(self) -> _Hand[Task] | None:
        """The process with the fewest tasks if it has room for one; a new one while there may be more."""
        least = min(self._hands, key=lambda hand: len(hand.tasks), default=None)
        if (least is None or least.tasks) and len(self._hands) < self._count:
            self._hands.append(_begun(self._prepare))
            return self._hands[-1]
        return least if least is not None and len(least.tasks) < _AHEAD else None

    def _answering(self, busy: list[_Hand[Task]]) -> list[_Hand[Task]]:
        """The processes that have an answer, or have ended, or are overdue."""
        left = min(hand.since for hand in busy) + self._seconds - time.monotonic()
        ready = wait([hand.pipe for hand in busy], max(0.0, left))
        now = time.monotonic()
        return [hand for hand in busy if hand.pipe in ready or now - hand.since > self._seconds]

    def _answer(self, hand: _Hand[Task], returned: deque[Task]) -> tuple[Task, Result | Lost]:
        task = hand.tasks.popleft()
        overdue = not hand.pipe.poll()
        try:
            result: Result | Lost = Lost(f"took longer than {self._seconds:g} seconds") if overdue else hand.pipe.recv()
        except (EOFError, OSError):
            hand.process.join()
            result = Lost(_ended(hand.process.exitcode))
        if isinstance(result, Lost):
            _end(hand)
            self._hands.remove(hand)
            returned.extend(hand.tasks)
        hand.since = time.monotonic()
        return task, result


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begun(prepare: Callable[[], Callable[[Task], Result]]) -> _Hand[Task]:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(theirs, prepare), daemon=True)
    process.start()
    theirs.close()
    return _Hand(process, ours)


def _work(pipe: Connection, prepare: Callable[[], Callable[[Task], Result]]) -> None:
    """What each process does: one task after the other, until nobody gives it any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who gives the tasks
    do = prepare()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            result = do(task)
        except BaseException as error:
            pipe.send(Lost(f"ended the process that read it: {type(error).__name__}: {error}"))
            raise  # a mistake of the program: its trace is to be seen
        try:
            pipe.send(result)
        except BrokenPipeError:
            return


def _end(hand: _Hand[Task]) -> None:
    hand.process.kill()
    hand.process.join()
    hand.pipe.close()


def _ended(status: int | None) -> str:
    if status is not None and status < 0:
        return f"ended the process that read it: {signal.strsignal(-status) or f'signal {-status}'}"
    return f"ended the process that read it, with status {status}"
