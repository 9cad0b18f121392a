"""How often a client may ask."""

import pytest

from mandategraph.server.front.rates import Rates
from mandategraph.server.front.refusals import RefusedError


def admitted(rates: Rates, client: str, times: list[float]) -> list[bool]:
    return [is_admitted(rates, client, now) for now in times]


def is_admitted(rates: Rates, client: str, now: float) -> bool:
    try:
        rates.admit(client, now)
    except RefusedError:
        return False
    return True


def test_who_is_refused_is_told_when_to_come_back() -> None:
    rates = Rates(0.25, 1)
    rates.admit("a", 0)
    with pytest.raises(RefusedError) as refusal:
        rates.admit("a", 1)
    assert (refusal.value.status, refusal.value.headers["Retry-After"]) == (429, "3")


@pytest.mark.parametrize(
    ("rate", "burst", "times", "expected"),
    [
        (1.0, 2, [0, 0, 0, 1, 1], [True, True, False, True, False]),
        (10.0, 1, [0, 0.05, 0.1, 0.15, 0.2], [True, False, True, False, True]),
        (0.5, 1, [0, 1, 2, 3, 4], [True, False, True, False, True]),
        (None, 1, [0, 0, 0], [True, True, True]),
    ],
)
def test_a_client_may_ask_so_often(rate: float | None, burst: int, times: list[float], expected: list[bool]) -> None:
    assert admitted(Rates(rate, burst), "a", times) == expected


def test_one_client_takes_nothing_from_another() -> None:
    rates = Rates(1.0, 1)
    assert admitted(rates, "a", [0, 0]) == [True, False]
    assert admitted(rates, "b", [0, 0]) == [True, False]


def test_clients_that_came_once_are_forgotten() -> None:
    rates = Rates(1.0, 5)
    for number in range(30_000):
        rates.admit(str(number), number / 10)
    assert len(rates.buckets) < 10_100
