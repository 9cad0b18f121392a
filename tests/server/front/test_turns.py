"""Whose turn it is."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from mandategraph.server.front.refusals import RefusedError
from mandategraph.server.front.turns import Turns


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 5))


def arrive(turns: Turns, served: list[str], *clients: str) -> list["asyncio.Task[None]"]:
    async def one(client: str) -> None:
        await turns.take(client)
        served.append(client)

    return [asyncio.ensure_future(one(client)) for client in clients]


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_clients_are_served_in_turn_however_many_requests_each_has() -> None:
    async def work() -> None:
        turns, served = Turns(0, 10), list[str]()
        waiting = arrive(turns, served, "greedy", "greedy", "greedy", "modest", "other")
        await settle()
        for _ in waiting:
            turns.give()
            await settle()
        assert served == ["greedy", "modest", "other", "greedy", "greedy"]

    run(work())


def test_a_place_that_nobody_waits_for_is_kept() -> None:
    async def work() -> None:
        turns = Turns(1, 0)
        await turns.take("a")
        with pytest.raises(RefusedError):
            await turns.take("b")
        turns.give()
        await turns.take("b")

    run(work())


def test_whose_time_is_over_before_its_turn_is_refused_with_a_time_to_come_back() -> None:
    async def work() -> None:
        turns = Turns(0, 10)
        with pytest.raises(RefusedError) as refusal:
            await turns.take_before("late", asyncio.get_running_loop().time() + 0.01)
        assert (refusal.value.status, int(refusal.value.headers["Retry-After"]) > 0) == (503, True)
        assert turns.queued == 0
        turns.give()
        await turns.take_before("in time", asyncio.get_running_loop().time() + 0.01)

    run(work())


def test_when_no_more_can_wait_the_last_of_the_greediest_is_refused() -> None:
    async def work() -> None:
        turns, served = Turns(0, 3), list[str]()
        waiting = arrive(turns, served, "greedy", "greedy", "greedy")
        await settle()
        (late,) = arrive(turns, served, "modest")
        await settle()
        assert [each.done() for each in (*waiting, late)] == [False, False, True, False]
        with pytest.raises(RefusedError) as refusal:
            await waiting[2]
        assert (refusal.value.status, int(refusal.value.headers["Retry-After"]) > 0) == (503, True)
        for each in (*waiting[:2], late):
            each.cancel()

    run(work())


def test_a_client_that_would_be_the_greediest_is_refused_itself() -> None:
    async def work() -> None:
        turns, served = Turns(0, 2), list[str]()
        waiting = arrive(turns, served, "a", "b")
        await settle()
        with pytest.raises(RefusedError):
            await turns.take("a")
        assert not any(each.done() for each in waiting)
        for each in waiting:
            each.cancel()

    run(work())


def test_who_gives_up_waiting_takes_no_place() -> None:
    async def work() -> None:
        turns, served = Turns(0, 10), list[str]()
        first, _second = arrive(turns, served, "a", "b")
        await settle()
        first.cancel()
        await settle()
        assert turns.queued == 1
        turns.give()
        await settle()
        assert served == ["b"]

    run(work())


def test_who_gives_up_in_the_moment_of_its_turn_passes_it_on() -> None:
    async def work() -> None:
        turns, served = Turns(0, 10), list[str]()
        first, _second = arrive(turns, served, "a", "b")
        await settle()
        turns.give()
        first.cancel()
        await settle()
        assert served == ["b"]

    run(work())
