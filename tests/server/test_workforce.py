"""Tasks done by processes: each has its result, and one that ends its process or never ends costs only itself."""

import time
from collections.abc import Iterator
from functools import partial
from pydoc import locate

import pytest

from mandategraph.server.intake.workforce import Lost, Workforce

EVAL = partial(locate, "builtins.eval")
"""Prepares a process whose tasks are Python expressions."""


def done(tasks: list[str], count: int, seconds: float = 60) -> dict[str, object]:
    with Workforce[str, object](count, EVAL, seconds) as force:  # type: ignore[arg-type]
        return dict(force.each(tasks))


@pytest.mark.parametrize("count", [1, 2])
def test_every_task_has_its_result(count: int) -> None:
    assert done([f"{n} + 1" for n in range(20)], count) == {f"{n} + 1": n + 1 for n in range(20)}


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("1 / 0", "ended the process that read it: ZeroDivisionError: division by zero"),
        ("__import__('os')._exit(3)", "ended the process that read it, with status 3"),
        ("__import__('os').kill(__import__('os').getpid(), 9)", "ended the process that read it: Killed"),
        ("__import__('time').sleep(60)", "took longer than 3 seconds"),
    ],
)
def test_a_task_that_ends_or_holds_its_process_is_lost_alone(task: str, reason: str) -> None:
    tasks = ["1", "2", task, "3", "4", "5"]
    assert done(tasks, 1, seconds=3) == {**{n: int(n) for n in "12345"}, task: Lost(reason)}


def test_tasks_are_only_taken_as_there_is_room() -> None:
    taken = []

    def tasks() -> Iterator[str]:
        for n in range(100):
            taken.append(n)
            yield str(n)

    with Workforce[str, object](1, EVAL, 60) as force:  # type: ignore[arg-type]
        next(force.each(tasks()))
    assert len(taken) <= 3


def test_what_is_left_undone_is_ended_at_once() -> None:
    began = time.monotonic()
    with Workforce[str, object](1, EVAL, 60) as force:  # type: ignore[arg-type]
        assert next(force.each(["1", "__import__('time').sleep(60)"])) == ("1", 1)
    assert time.monotonic() - began < 30
