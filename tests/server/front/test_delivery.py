"""Answers on their way."""

import asyncio
from typing import Any

import pytest

from mandategraph.server.front.cache import Answer
from mandategraph.server.front.delivery import Delivery


def test_a_client_that_goes_away_in_the_moment_it_is_answered_is_taken_for_one_that_is_gone() -> None:
    async def closed(_: dict[str, Any]) -> None:
        raise RuntimeError("unable to perform operation on a closed transport")

    with pytest.raises(ConnectionResetError):
        asyncio.run(Delivery(closed, head_only=False).whole(Answer(200, (), b"")))
