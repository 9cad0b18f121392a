"""The words of the pages, and the examples in the docstrings."""

import doctest
import importlib
import pkgutil
import string
from types import ModuleType

import pytest

import mandategraph.server
from mandategraph.server.places import local_place, pinpoint, place
from mandategraph.server.words import duration, languages, recurrence

MODULES = [each.name for each in pkgutil.walk_packages(mandategraph.server.__path__, "mandategraph.server.")]
PLACES = (
    # path                                  English                                           Chinese
    ("S/2018/80", "S/2018/80", "S/2018/80"),
    ("S/RES/2396(2017)/para/11", "S/RES/2396(2017), para. 11", "S/RES/2396(2017) 第11段"),
    ("S/RES/2396(2017)/para/46/a", "S/RES/2396(2017), para. 46 (a)", "S/RES/2396(2017) 第46段(a)"),
    (
        "S/RES/2396(2017)/pre/3/cl/1",
        "S/RES/2396(2017), preamb. para. 3, clause 1",
        "S/RES/2396(2017) 序言部分第3段第1小句",
    ),
    ("S/2018/208/annex/2/para/7", "S/2018/208, annex 2, para. 7", "S/2018/208 附件2第7段"),
    ("S/2018/80/note/4", "S/2018/80, note 4", "S/2018/80 脚注4"),
    ("A/72/6(Sect.%203)/sec/2", "A/72/6(Sect. 3), section 2", "A/72/6(Sect. 3) 第2节"),
    ("S/2018/80/para/1/new/2", "S/2018/80, para. 1 (new) (2)", "S/2018/80 第1段(new)(2)"),
)
PINPOINTS = (
    ("art/17", "article 17", "第17条"),
    ("para/4/a", "para. 4 (a)", "第4段(a)"),
    ("annex", "annex", "附件"),
    ("unheard-of", "unheard-of", "unheard-of"),
)


@pytest.mark.parametrize("module", MODULES)
def test_every_example_of_a_docstring_holds(module: str) -> None:
    found: ModuleType = importlib.import_module(module)
    assert doctest.testmod(found).failed == 0


def test_every_language_has_the_same_words() -> None:
    first, *others = languages().values()
    for other in others:
        assert other.keys() == first.keys()
        assert all(_fields(other[key]) == _fields(first[key]) for key in first)


def _fields(shape: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(shape) if name}


@pytest.mark.parametrize(("path", "english", "chinese"), PLACES)
def test_a_place_is_said_as_a_lawyer_would(path: str, english: str, chinese: str) -> None:
    assert (place(path, languages()["en"]), place(path, languages()["zh"])) == (english, chinese)
    symbol = place(path, languages()["en"]).partition(", ")[0]
    assert local_place(path, languages()["en"]) == english.removeprefix(symbol).removeprefix(", ")


@pytest.mark.parametrize(("path", "english", "chinese"), PINPOINTS)
def test_a_pinpoint_is_said_in_words(path: str, english: str, chinese: str) -> None:
    assert (pinpoint(path, languages()["en"]), pinpoint(path, languages()["zh"])) == (english, chinese)


TIMES = (
    # ISO      times  English                 Chinese
    ("R", None, "regularly", "定期"),
    ("R/P1Y", None, "every year", "每年"),
    ("R/P1Y", 2, "2 times every year", "每年 2 次"),
    ("R/P3M", 1, "every 3 months", "每 3 个月"),
    ("R/P2W", None, "every 2 weeks", "每 2 周"),
    ("R/PT6H", None, "every PT6H", "每 PT6H"),
)


@pytest.mark.parametrize(("iso", "times", "english", "chinese"), TIMES)
def test_a_recurrence_is_said_in_words(iso: str, times: int | None, english: str, chinese: str) -> None:
    assert recurrence(iso, times, languages()["en"]) == english
    assert recurrence(iso, times, languages()["zh"]) == chinese


def test_a_duration_is_said_in_words() -> None:
    assert duration("P1Y6M", languages()["en"]) == "1 year 6 months"
    assert duration("P120D", languages()["zh"]) == "120 天"
    assert duration("P", languages()["en"]) == "P"
