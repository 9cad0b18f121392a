"""What the front says no to, and how."""

import inspect

import pytest

from mandategraph.server.front import refusals
from mandategraph.server.front.deaths import Death
from mandategraph.server.front.refusals import RefusedError

GIVEN = {"seconds": 2.0, "limit": 10, "value": "x", "death": Death(1, 9), "memory": 10}
NO = [each for name, each in inspect.getmembers(refusals, inspect.isfunction) if not name.startswith("_")]


@pytest.mark.parametrize("no", NO, ids=lambda no: no.__name__)
def test_who_may_try_again_is_told_when(no: "object") -> None:
    assert callable(no)
    refusal = no(*(GIVEN[name] for name in inspect.signature(no).parameters))
    assert isinstance(refusal, RefusedError)
    assert refusal.reason
    assert (refusal.status in {429, 503}) == (int(refusal.headers.get("Retry-After", 0)) > 0)
