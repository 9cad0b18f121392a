"""Which clients are served after the others."""

from mandategraph.server.front.standing import Standing


def test_a_client_that_asked_for_much_is_served_after_others_for_a_while() -> None:
    standing = Standing(10)
    assert not standing.is_bad("a", 0)
    standing.worsen("a", 0)
    assert [standing.is_bad("a", now) for now in (0, 9.9, 10, 11)] == [True, True, False, False]
    assert not standing.is_bad("b", 1)


def test_the_while_begins_anew_each_time() -> None:
    standing = Standing(10)
    standing.worsen("a", 0)
    standing.worsen("a", 8)
    assert [standing.is_bad("a", now) for now in (17, 18)] == [True, False]


def test_of_a_great_many_clients_those_whose_time_is_over_are_forgotten() -> None:
    standing = Standing(10)
    for number in range(15_000):
        standing.worsen(str(number), number / 100)
    assert len(standing.until) < 12_000
    assert standing.is_bad("14999", 150)
