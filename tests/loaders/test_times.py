"""Deadlines, terms, recurrences and relative deadlines (annotation guide, section 5)."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.numerals import numerals
from mandategraph.loaders.annotate.patterns import patterns
from mandategraph.loaders.annotate.times import Role, Times, find_times, time_grammar

GRAMMARS = {language: time_grammar(language) for language in ("zho", "eng")}
PATTERNS = [pattern for language in GRAMMARS for pattern in patterns("times", language)]


def ids(pattern):
    return f"{pattern.language}-{pattern.name}"


@pytest.mark.parametrize("pattern", PATTERNS, ids=ids)
def test_every_pattern_proves_its_examples(pattern):
    assert pattern.match
    assert pattern.no_match
    assert [text for text in pattern.match if pattern.regex.fullmatch(text) is None] == []
    assert [text for text in pattern.no_match if pattern.regex.search(text) is not None] == []


@pytest.mark.parametrize("pattern", PATTERNS, ids=ids)
def test_every_pattern_has_a_role_that_is_known(pattern):
    assert pattern.facts["role"] in set(Role)


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        # S/RES/2395(2017)
        ("zho", "还决定在 2019 年 12 月 31 日前开展一次中期审查", "在 2019 年 12 月 31 日前", "2019-12-31"),
        ("zho", "至迟于 2018 年 3 月 30 日向反恐委员会报告", "至迟于 2018 年 3 月 30 日", "2018-03-30"),
        ("zho", "在 2018 年 6 月 30 日前向反恐委员会提交", "在 2018 年 6 月 30 日前", "2018-06-30"),
        # S/RES/2396(2017)
        ("zho", "不迟于 2018 年 6 月底向所有会员国通报", "不迟于 2018 年 6 月底", "2018-06-30"),
        (
            "zho",
            "关于其成员国于 2017 年 10 月 23 日前建立系统的标准",
            "于 2017 年 10 月 23 日前",
            "2017-10-23",
        ),
        # A/RES/70/291
        ("zho", "在 2017 年 4 月 30 日前向安理会提交", "在 2017 年 4 月 30 日前", "2017-04-30"),
        ("zho", "以期在 2017 年 5 月之前向大会提出", "在 2017 年 5 月之前", "2017-05"),
        ("zho", "请秘书长至迟于 2018 年 4 月向大会提交", "至迟于 2018 年 4 月", "2018-04"),
        ("zho", "以便最迟在 2018 年 6 月审查", "最迟在 2018 年 6 月", "2018-06"),
        # S/2018/208: blanks astray
        ("zho", "执行局将在 2018年 3月 30日前提交", "在 2018年 3月 30日前", "2018-03-30"),
        ("zho", "于 2018年 6月 30日前提交的报告", "于 2018年 6月 30日前", "2018-06-30"),
        # other forms
        ("zho", "到 2030 年消除贫穷", "到 2030 年", "2030"),
        ("zho", "不迟于 2018 年底提交", "不迟于 2018 年底", "2018-12-31"),
        ("zho", "不晚于 2020 年 2 月底", "不晚于 2020 年 2 月底", "2020-02-29"),
        ("zho", "在２０１８年３月３０日前提交", "在２０１８年３月３０日前", "2018-03-30"),
        ("eng", "to report to the CTC by 30 March 2018 on ways", "by 30 March 2018", "2018-03-30"),
        ("eng", "to the CTC prior to 30 June 2018 a report", "prior to 30 June 2018", "2018-06-30"),
        ("eng", "subregional bodies by June 2018, and", "by June 2018", "2018-06"),
        ("eng", "no later than 31 January 2018.", "no later than 31 January 2018", "2018-01-31"),
        ("eng", "before the end of June 2018", "before the end of June 2018", "2018-06-30"),
        ("eng", "by October 23, 2017", "by October 23, 2017", "2017-10-23"),
        ("eng", "not later than the end of 2018", "not later than the end of 2018", "2018-12-31"),
        ("eng", "by 2030", "by 2030", "2030"),
        ("eng", "ahead of 15 September 2018", "ahead of 15 September 2018", "2018-09-15"),
        ("eng", "no later than the 31 July 2018", "no later than the 31 July 2018", "2018-07-31"),
        ("eng", "by early 2025", "by early 2025", "2025"),
        ("eng", "by mid-2025", "by mid-2025", "2025"),
        ("eng", "before the beginning of March 2025", "before the beginning of March 2025", "2025-03"),
        ("eng", "by the year 2030", "by the year 2030", "2030"),
        ("eng", "to present in September 2025 a report", "present in September 2025", "2025-09"),
        ("zho", "请主任在 2025 年 9 月向委员会提交报告", "在 2025 年 9 月向委员会提交", "2025-09"),
        ("zho", "请秘书长于 2027 年向理事会报告执行情况", "于 2027 年向理事会报告", "2027"),
        ("zho", "至迟到 2027 年底举行续会", "至迟到 2027 年底", "2027-12-31"),
    ],
)
def test_a_deadline_is_as_precise_as_printed(language, text, words, value):
    times = find_times(text, GRAMMARS[language])
    assert [(deadline.span.of(text), deadline.value) for deadline in times.deadlines] == [(words, value)]
    assert not times.terms


@pytest.mark.parametrize(
    ("language", "text", "words", "value", "start"),
    [
        (
            "zho",
            "将在 2021 年 12 月 31 日终了期间内继续",
            "在 2021 年 12 月 31 日终了期间内",
            "2021-12-31",
            None,
        ),
        ("zho", "任务期限延长至 2021 年12 月 31 日,并", "延长至 2021 年12 月 31 日", "2021-12-31", None),
        (
            "zho",
            "执行局 2018年 1月 1日至 12月 31日期间的工作方案",
            "2018年 1月 1日至 12月 31日期间",
            "2018-12-31",
            "2018-01-01",
        ),
        ("zho", "延至 2021 年底", "延至 2021 年底", "2021-12-31", None),
        ("zho", "自 2023 年 12 月 3 日起终止办事处的任务", "自 2023 年 12 月 3 日起终止", "2023-12-03", None),
        (
            "eng",
            "to end the work of the office as of 3 May 2023",
            "end the work of the office as of 3 May 2023",
            "2023-05-03",
            None,
        ),
        ("zho", "宣布 2024-2033 年为读书十年", "宣布 2024-2033 年为", "2033", None),
        ("eng", "proclaims the period 2024–2033 the Decade", "proclaims the period 2024–2033", "2033", None),
        ("zho", "自 2024 年 1 月 1 日起任期四年", "自 2024 年 1 月 1 日起任期四年", "2027-12-31", "2024-01-01"),
        ("zho", "充作 2025 年的经费", "充作 2025 年的经费", "2025", None),
        (
            "eng",
            "a term beginning on 1 May 2024 and ending on 14 May 2026",
            "ending on 14 May 2026",
            "2026-05-14",
            None,
        ),
        (
            "zho",
            "2021 年 7 月 1 日至 2022 年 6 月 30 日财政期间的预算",
            "2021 年 7 月 1 日至 2022 年 6 月 30 日财政期间",
            "2022-06-30",
            "2021-07-01",
        ),
        (
            "eng",
            "for the financial period from 1 July 2021 to 30 June 2022",
            "for the financial period from 1 July 2021 to 30 June 2022",
            "2022-06-30",
            "2021-07-01",
        ),
        (
            "eng",
            "for the period ending 31 December 2021 and",
            "for the period ending 31 December 2021",
            "2021-12-31",
            None,
        ),
        ("eng", "extends its mandate until 31 December 2021", "until 31 December 2021", "2021-12-31", None),
        ("zho", "决定延长任务期限至 2021 年 12 月 31 日，", "延长任务期限至 2021 年 12 月 31 日", "2021-12-31", None),
        ("zho", "任务期延长六个月，即至 2021 年底", "延长六个月，即至 2021 年底", "2021-12-31", None),
        ("zho", "成员任期至 2021 年 6 月", "任期至 2021 年 6 月", "2021-06", None),
        ("zho", "任务期限将于 2021 年 12 月 31 日终止", "于 2021 年 12 月 31 日终止", "2021-12-31", None),
        ("zho", "授权于 2021 年 6 月 30 日到期", "于 2021 年 6 月 30 日到期", "2021-06-30", None),
        ("eng", "its mandate expires on 31 December 2021", "expires on 31 December 2021", "2021-12-31", None),
        ("eng", "to extend, to 30 June 2021, the mandate", "extend, to 30 June 2021", "2021-06-30", None),
        ("eng", "for a period of one year, until 30 June 2021", "until 30 June 2021", "2021-06-30", None),
        (
            "eng",
            "for the period from 1 January to 31 December 2018",
            "for the period from 1 January to 31 December 2018",
            "2018-12-31",
            "2018-01-01",
        ),
        # told by when it begins and how long it is
        (
            "eng",
            "for a period of fourteen months from the date of expiration of the mandate in December 2024, with",
            "for a period of fourteen months from the date of expiration of the mandate in December 2024",
            "2026-02",
            "2024-12",
        ),
        ("eng", "for one month from 31 January 2021", "for one month from 31 January 2021", "2021-02-28", "2021-01-31"),
        ("eng", "for 90 days from 30 June 2021", "for 90 days from 30 June 2021", "2021-09-28", "2021-06-30"),
        ("eng", "for two years from 2021", "for two years from 2021", "2023", "2021"),
        ("zho", "自 2024 年 12 月到期之日起十四个月", "自 2024 年 12 月到期之日起十四个月", "2026-02", "2024-12"),
        # money for a year
        ("eng", "to enter into commitments in the year 2022 to meet", "commitments in the year 2022", "2022", None),
        ("eng", "5,100 dollars for the Mechanism for 2026;", "dollars for the Mechanism for 2026", "2026", None),
    ],
)
def test_a_term_is_a_period_in_force_and_no_deadline(language, text, words, value, start):
    times = find_times(text, GRAMMARS[language])
    assert [(term.span.of(text), term.value, term.start) for term in times.terms] == [(words, value, start)]
    assert not times.deadlines


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("zho", "通过委员会主席，至少每年一次向安理会报告", "至少每年一次", ("R/P1Y", 1, True)),
        ("zho", "将通过其主席，每年至少一次向安全理事会", "每年至少一次", ("R/P1Y", 1, True)),
        ("zho", "表示打算至少每年举行一次非正式磋商", "至少每年举行一次", ("R/P1Y", 1, True)),
        ("zho", "打算每年至少举行一次非正式磋商", "每年至少举行一次", ("R/P1Y", 1, True)),
        ("zho", "最高层每年两次向反恐委员会通报", "每年两次", ("R/P1Y", 2, False)),
        ("zho", "一年两次", "一年两次", ("R/P1Y", 2, False)),
        ("zho", "每六个月至少一次", "每六个月至少一次", ("R/P6M", 1, True)),
        ("zho", "的支持下，每年确定一份清单", "每年", ("R/P1Y", None, False)),
        ("zho", "并随后每四个月报告最新情况", "每四个月", ("R/P4M", None, False)),
        ("zho", "此后每六个月提交一份", "每六个月", ("R/P6M", None, False)),
        ("zho", "每 12 个月", "每 12 个月", ("R/P12M", None, False)),
        ("zho", "每半年", "每半年", ("R/P6M", None, False)),
        ("zho", "每两年审查", "每两年", ("R/P2Y", None, False)),
        ("zho", "每隔一年审查", "每隔一年", ("R/P2Y", None, False)),
        ("zho", "对各项活动进行一次年度审查和预测", "年度审查", ("R/P1Y", None, False)),
        ("zho", "继续提供季度情况通报和", "季度情况通报", ("R/P3M", None, False)),
        ("zho", "至少每 60 天定期提出报告", "至少每 60 天定期", ("R/P60D", None, True)),
        ("zho", "每隔一个月开会", "每隔一个月", ("R/P2M", None, False)),
        ("zho", "提交关于其工作的年度报告", "提交关于其工作的年度报告", ("R/P1Y", None, False)),
        (
            "eng",
            "to report on a regular basis, at least every 60 days",
            "on a regular basis, at least every 60 days",
            ("R/P60D", None, True),
        ),
        ("eng", "every other month", "every other month", ("R/P2M", None, False)),
        ("eng", "at two-year intervals", "at two-year intervals", ("R/P2Y", None, False)),
        ("eng", "on the basis of triennial reports", "triennial reports", ("R/P3Y", None, False)),
        ("eng", "to engage in regular dialogue", "regular", ("R", None, False)),
        ("zho", "应定期举行会议", "定期", ("R", None, False)),
        ("zho", "将及时、定期或者有此要求时", "定期", ("R", None, False)),
        (
            "eng",
            "to report at least once per year to the Council",
            "at least once per year",
            ("R/P1Y", 1, True),
        ),
        ("eng", "At least once a year,", "At least once a year", ("R/P1Y", 1, True)),
        ("eng", "on a twice annual basis on its work", "on a twice annual basis", ("R/P1Y", 2, False)),
        ("eng", "twice a year", "twice a year", ("R/P1Y", 2, False)),
        ("eng", "shall undertake two country visits per year", "two country visits per year", ("R/P1Y", 2, False)),
        ("eng", "update it on a triennial basis", "on a triennial basis", ("R/P3Y", None, False)),
        ("eng", "three times a year", "three times a year", ("R/P1Y", 3, False)),
        ("eng", "and every four months thereafter", "every four months", ("R/P4M", None, False)),
        ("eng", "once every six months", "once every six months", ("R/P6M", 1, False)),
        ("eng", "to determine on an annual basis a list", "on an annual basis", ("R/P1Y", None, False)),
        ("eng", "report annually", "annually", ("R/P1Y", None, False)),
        ("eng", "report semi-annually", "semi-annually", ("R/P6M", None, False)),
        ("eng", "quarterly briefings", "quarterly", ("R/P3M", None, False)),
        ("eng", "should meet regularly to discuss", "regularly", ("R", None, False)),
        ("eng", "in a timely manner, on a regular basis or", "on a regular basis", ("R", None, False)),
    ],
)
def test_a_recurrence_has_its_interval_and_how_often(language, text, words, expected):
    found = find_times(text, GRAMMARS[language]).recurrences
    assert [(r.span.of(text), r.interval, r.times, r.at_least) for r in found] == [(words, *expected)]


@pytest.mark.parametrize(
    ("language", "text", "duration", "event"),
    [
        ("zho", "初步评估报告提出后 12 个月之内", "P12M", "初步评估报告提出"),
        ("zho", "并由反恐执行局在初步评估报告提出后 12 个月之内向", "P12M", "初步评估报告提出"),
        ("zho", "在向委员会提交初步评估报告后 12 个月之内所提供的", "P12M", "向委员会提交初步评估报告"),
        ("zho", "自本决议通过之日起 90 天内", "P90D", "本决议通过"),
        ("zho", "不迟于本决议通过后六十天", "P60D", "本决议通过"),
        ("zho", "在六个月内提交", "P6M", None),
        ("zho", "在本决议通过后两周内", "P14D", "本决议通过"),
        ("zho", "在攻击发生后 24 小时内", "PT24H", "攻击发生"),
        (
            "eng",
            "within 12 months after the initial assessment report to the CTC",
            "P12M",
            "the initial assessment report",
        ),
        (
            "eng",
            "within 90 days of the adoption of this resolution,",
            "P90D",
            "the adoption of this resolution",
        ),
        ("eng", "no later than six months after its establishment", "P6M", "its establishment"),
        ("eng", "within two weeks", "P14D", None),
        ("eng", "to report six months after the adoption", "P6M", "the adoption"),
        ("eng", "at least one month before the session begins", "P1M", "the session begins"),
        ("zho", "在会议召开之前至少六周", "P42D", "会议召开"),
        ("eng", "to provide a report in 90 days, and", "P90D", None),
        ("eng", "within a period of six months", "P6M", None),
        ("zho", "请各国至迟在协商开始五个星期前提交", "P35D", "协商开始"),
        ("zho", "至迟在该议定书生效一年后设立", "P1Y", "该议定书生效"),
        ("zho", "至少在大会进行讨论前 72 小时提交", "PT72H", "大会进行讨论"),
        ("zho", "在本决议通过后 11 个月时报告", "P11M", "本决议通过"),
        ("eng", "to inform it at least five days in advance", "P5D", None),
    ],
)
def test_a_relative_deadline_has_its_duration_and_its_event(language, text, duration, event):
    times = find_times(text, GRAMMARS[language])
    (found,) = times.relative_deadlines
    assert found.duration == duration
    assert (None if found.event is None else found.event.of(text)) == event
    assert not times.deadlines


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zho", "在本决议通过后六个月和十一个月内报告执行情况"),
        ("eng", "to report within six months and eleven months of the adoption of this resolution"),
    ],
)
def test_two_durations_count_from_one_event(language, text):
    times = find_times(text, GRAMMARS[language])
    assert [found.duration for found in times.relative_deadlines] == ["P6M", "P11M"]


@pytest.mark.parametrize(
    ("language", "text", "of_thing"),
    [
        ("zho", "恢复理事会的定期会议", True),
        ("zho", "定期举行会议", False),
        ("eng", "to keep up a regular dialogue", True),
        ("eng", "to meet regularly", False),
    ],
)
def test_a_rhythm_tells_whether_it_is_said_of_a_thing(language, text, of_thing):
    (found,) = find_times(text, GRAMMARS[language]).recurrences
    assert found.of_thing is of_thing


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zho", "欢迎 2016 年 7 月 1 日对《战略》进行的第五次审查"),
        ("zho", "于 2017 年 10 月 23 日起生效"),
        ("zho", "又表示注意到 2016 年 4 月 7 日和 8 日举行的会议"),
        ("zho", "注意到 1944 年 12 月 7 日在芝加哥缔结的"),
        ("zho", "将在 2016 年 6 月 30 日和 7 月 1 日举行的"),
        ("zho", "于 2018 年 1 月 22 日至 25 日召开联席会议"),
        ("zho", "截至 2017 年 9 月，在 77 个国家中"),
        ("zho", "在 2017 年期间，扩张受到限制"),
        ("zho", "在过去六个月里，过去两年里"),
        ("zho", "反恐战略第五次双年度审查"),
        ("zho", "一周七天、每天 24 小时响应"),
        ("zho", "决定期待着，规定期限，不定期"),
        ("zho", "2014-2017 年工作"),
        ("zho", "每一个被指称的儿童"),
        ("zho", "任务期限延长 12 个月"),
        ("zho", "任期两年"),
        ("zho", "任务期限延长至 2025 年届会结束"),
        ("zho", "会议推迟到 2025 年"),
        ("zho", "四年度全面政策审查"),
        ("zho", "每日津贴和每天的工作量"),
        ("zho", "在其年度报告附件中，通过年度报告调查表"),
        ("zho", "下一份关于法治的年度报告"),
        ("eng", "before the 2025 session"),
        ("eng", "through the 2030 Connect platform"),
        ("eng", "dollars, taking into account the scale of assessments for 2025"),
        ("eng", "dollars under section 9 of the programme budget for 2025"),
        ("eng", "in his next annual report and at its fifth annual session"),
        ("eng", "as part of the Director’s regular reporting"),
        ("eng", "safe, orderly and regular migration"),
        ("eng", "the strategy for the period 2022–2028"),
        ("eng", "for a period of one year"),
        ("eng", "for a period of 12 months from the date of adoption"),
        ("eng", "extends an invitation to States"),
        ("eng", "renews the measures for a further six months from the date of adoption"),
        ("eng", "renews the measures until one year from the date of adoption"),
        ("eng", "the fifth review of 1 July 2016"),
        ("eng", "with effect from October 23, 2017"),
        ("eng", "at its 8146th meeting, on 21 December 2017"),
        ("eng", "supported by 50 States and by resolution 2178 (2014)"),
        ("eng", "within the United Nations"),
        ("eng", "the fifth biennial review"),
        ("eng", "the regular budget and the regular session"),
        ("eng", "irregular migration"),
        # what has its name from a rhythm, or is had already
        ("eng", "the universal periodic review and the annual discussions"),
        ("eng", "in her regular reporting and in their annual reports"),
        ("eng", "at a monthly rate of 5,000 dollars"),
        ("eng", "credit approved for the Mechanism for 2026"),
        ("zho", "普遍定期审议和第三次定期报告"),
        ("zho", "按年龄分列，每年需要投资"),
    ],
)
def test_past_events_and_other_words_are_no_times(language, text):
    assert find_times(text, GRAMMARS[language]) == Times()


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        (
            "eng",
            "report by 10 July 2022, 10 October 2022, and 10 January 2023",
            ["2022-07-10", "2022-10-10", "2023-01-10"],
        ),
        ("eng", "two reports, by 6 July 2026 and 4 January 2027", ["2026-07-06", "2027-01-04"]),
        (
            "zho",
            "在 2022 年 7 月 10 日、2022 年 10 月 10 日和 2023 年 1 月 10 日之前",
            ["2022-07-10", "2022-10-10", "2023-01-10"],
        ),
        ("zho", "在 2022 年 7 月 10 日和 2023 年 1 月 10 日举行会议", []),
        ("eng", "the reports due by 12 August 2023", []),
        ("eng", "by 31 June 2022 and 4 January 2027", ["2027-01-04"]),
    ],
)
def test_each_date_of_a_list_by_which_something_is_due_is_a_deadline(language, text, values):
    assert [deadline.value for deadline in find_times(text, GRAMMARS[language]).deadlines] == values


def test_a_text_may_have_several_times():
    text = "至迟于 2018 年 1 月 31 日提交下一份报告,此后每六个月提交一份最新情况报告,并定期通报"
    times = find_times(text, GRAMMARS["zho"])
    assert [deadline.value for deadline in times.deadlines] == ["2018-01-31"]
    assert [recurrence.interval for recurrence in times.recurrences] == ["R/P6M", "R"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zho", "在 2018 年 13 月 1 日前"),
        ("zho", "在 2018 年 6 月 31 日前"),
        ("zho", "至迟于 0000 年 6 月"),
        ("eng", "by 31 June 2018"),
        ("eng", "within 0 days"),
    ],
)
def test_what_no_calendar_has_is_reported_and_not_guessed(language, text):
    times = find_times(text, GRAMMARS[language])
    assert times == Times(impossible=times.impossible)
    assert len(times.impossible) == 1


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize("text", ["", " ", "9" * 5000, "每" + "9" * 5000 + "个月", "within " + "9" * 5000 + " days"])
def test_empty_texts_and_endless_numbers_hold_no_times(language, text):
    assert find_times(text, GRAMMARS[language]) == Times()


def everything(times):
    found = (*times.deadlines, *times.terms, *times.recurrences, *times.relative_deadlines)
    return sorted([*(one.span for one in found), *times.impossible])


WORDS = st.sampled_from(
    ["在", "于", "2018", " 年 ", "6 月", "30 日", "前", "底", "每", "两", "次", "至少", "后", "内", "by "]
)
MORE = st.sampled_from(
    ["March ", "within ", "12 ", "months ", "after ", "once a ", "year", "定期", "至", "期间", "，", "0"]
)


@pytest.mark.parametrize("language", GRAMMARS)
@given(text=st.one_of(st.text(), st.lists(st.one_of(WORDS, MORE, st.text(max_size=3)), max_size=30).map("".join)))
def test_whatever_the_text_spans_lie_in_it_in_order_and_apart(language, text):
    times = find_times(text, GRAMMARS[language])
    spans = everything(times)
    assert all(span.end <= len(text) and len(span) for span in spans)
    assert all(not one.overlaps(other) for one, other in pairwise(spans))
    for kind in (times.deadlines, times.terms, times.recurrences, times.relative_deadlines):
        assert [one.span for one in kind] == sorted(one.span for one in kind)


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize(
    "unit",
    ["每年", "2018 年 ", "在后12个月", "at least ", "within 1 month of ", "每年至少举行", "一", "\u3000"],
)
def test_a_long_hostile_text_takes_time_in_proportion(language, unit):
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find_times(text, GRAMMARS[language])
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("language", "printed", "value"),
    [
        ("zho", "〇", 0),
        ("zho", "十", 10),
        ("zho", "十二", 12),
        ("zho", "二十一", 21),
        ("zho", "一百零五", 105),
        ("zho", "二〇一八", 2018),
        ("zho", "两", 2),
        ("zho", "１２", 12),
        ("zho", "VII", 7),
        ("zho", "XIV", 14),
        ("eng", "twelve", 12),
        ("eng", "Twice", 2),
        ("eng", "IV", 4),
        ("eng", "60", 60),
        ("eng", "", None),
        ("eng", "A", None),
        ("eng", "9" * 5000, None),
        ("zho", "²", None),
        ("zho", "又", None),
    ],
)
def test_numerals_are_read_in_each_language(language, printed, value):
    assert numerals(language).value(printed) == value


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_number_word_that_a_pattern_takes_has_a_value(language):
    count = lexicon.load("times")["fragments"][language]["count"]
    words = re.findall(r"[a-z-]{3,}", count.replace("(?:-four)?", "").replace("(?:-six)?", ""))
    characters = re.findall(r"[^\W\da-z_]", count)
    assert words or characters
    assert all(numerals(language).value(word) for word in (*words, *characters))


def test_a_language_without_lexicon_is_refused():
    with pytest.raises(KeyError):
        time_grammar("xxx")
