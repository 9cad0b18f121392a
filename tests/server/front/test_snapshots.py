"""What the front hears of the first process."""

import asyncio
import json

from mandategraph.server.front.deaths import Death
from mandategraph.server.front.snapshots import SupervisorLink

KILLED = {"pid": 7, "status": 9, "words": ""}


def link() -> SupervisorLink:
    return SupervisorLink(lambda: None)


def told(death: dict[str, object]) -> bytes:
    return json.dumps({"writer": death}).encode() + b"\n"


def test_the_death_of_the_writer_is_known_also_where_it_is_told_before_it_is_asked_for() -> None:
    async def watched() -> Death:
        front = link()
        with front.watching() as death:
            front.data_received(told(KILLED))
            return await asyncio.wait_for(death, 1)

    assert asyncio.run(watched()).signal == 9


def test_a_death_is_told_to_nobody_who_no_longer_watches() -> None:
    async def watched() -> list[bool]:
        front = link()
        with front.watching() as first:
            pass
        front.data_received(told(KILLED))
        with front.watching() as second:
            await asyncio.sleep(0)
            return [first.cancelled(), second.done()]

    assert asyncio.run(watched()) == [True, False]
