"""Mentions: every actor that a document names, by full, short or introduced name (annotation guide, section 4)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st


def read(annotated, *texts):
    """The words and the actor of every mention of a document's paragraphs."""
    found = annotated(*texts).mentions
    return [(m.span.of(texts[int(m.paragraph.removeprefix("para/")) - 1]), m.actor) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("敦促会员国和联合国系统", [("会员国", "member-states"), ("联合国系统", "un-system")]),
        ("请秘书长向安全理事会提交报告", [("秘书长", "secretary-general"), ("安全理事会", "security-council")]),
        ("国际民航组织和国际刑警组织", [("国际民航组织", "icao"), ("国际刑警组织", "interpol")]),
        ("法国和德国", [("法国", "state-fra"), ("德国", "state-deu")]),
        ("Requests the Secretary-General to report", [("Secretary-General", "secretary-general")]),
        ("urges Member States and INTERPOL", [("Member States", "member-states"), ("INTERPOL", "interpol")]),
        ("the Security Council and ICAO", [("Security Council", "security-council"), ("ICAO", "icao")]),
        ("the Global Counterterrorism Forum", [("Global Counterterrorism Forum", "gctf")]),
        ("International Civil Aviation Organisation", [("International Civil Aviation Organisation", "icao")]),
        ("France and Germany", [("France", "state-fra"), ("Germany", "state-deu")]),
    ],
)
def test_an_actor_is_mentioned_by_its_name(annotated, text, expected):
    assert read(annotated, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # CTED, not CTC
        ("反恐怖主义委员会执行局", [("反恐怖主义委员会执行局", "cted")]),
        ("反恐委员会执行局", [("反恐委员会执行局", "cted")]),
        (
            "the Counter-Terrorism Committee Executive Directorate",
            [("Counter-Terrorism Committee Executive Directorate", "cted")],
        ),
        (
            "the Counterterrorism Committee Executive Directorate",
            [("Counterterrorism Committee Executive Directorate", "cted")],
        ),
        (
            "the UN Special Envoy for the Horn of Africa",
            [("UN Special Envoy for the Horn of Africa", "special-envoy-horn-of-africa")],
        ),
        # a treaty's title takes no place from the class told by it
        (
            "States Parties to the Protocol against the Illicit Manufacturing of and Trafficking in Firearms, "
            "Their Parts and Components and Ammunition",
            [
                (
                    "States Parties to the Protocol against the Illicit Manufacturing of and Trafficking in Firearms",
                    "states-parties",
                )
            ],
        ),
        # the office, not the body
        ("反恐委员会主席", [("反恐委员会主席", "chair-ctc")]),
        ("大会主席", [("大会主席", "president-general-assembly")]),
        ("the Chair of the Counter-Terrorism Committee", [("Chair of the Counter-Terrorism Committee", "chair-ctc")]),
        (
            "the President of the Security Council",
            [("President of the Security Council", "president-security-council")],
        ),
        # the class, not the organization
        ("国际民航组织成员国", [("国际民航组织成员国", "icao-member-states")]),
        ("安全理事会成员", [("安全理事会成员", "security-council-members")]),
        ("ICAO member States", [("ICAO member States", "icao-member-states")]),
        ("联合国反恐中心", [("联合国反恐中心", "uncct")]),
        ("the United Nations Office on Drugs and Crime", [("United Nations Office on Drugs and Crime", "unodc")]),
        ("金融行动任务组形式的区域机构", [("金融行动任务组形式的区域机构", "fatf-style-regional-bodies")]),
    ],
)
def test_the_longest_name_wins(annotated, text, expected):
    assert read(annotated, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "《联合国宪章》",
        "《联合国全球反恐战略》",
        "安全理事会主席声明",
        "缔约方大会",
        "社交媒体",
        "the Charter of the United Nations",
        "a presidential statement",
        "the social media",
        "CTEDs and ICAOs",
    ],
)
def test_words_that_hold_a_name_but_mean_nobody_are_no_mention(annotated, text):
    assert read(annotated, text) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # set up by the resolution that is named, or by the one that set up another organ that is named
        (["Recalling resolution 2140 (2014)", "requests the Committee"], [("Committee", "2140-committee")]),
        (
            ["回顾第2140(2014)号决议", "请专家小组和委员会"],
            [("专家小组", "panel-of-experts-yemen"), ("委员会", "2140-committee")],
        ),
        (
            ["回顾第1540(2004)、1718(2006)号决议，第1718(2006)号决议的规定", "请专家小组"],
            [("专家小组", "panel-of-experts-1718")],
        ),
        (
            ["Recalling resolution 1591 (2005)", "the Panel of Experts on Yemen", "the Committee"],
            [("Panel of Experts on Yemen", "panel-of-experts-yemen"), ("Committee", "2140-committee")],
        ),
        # none that set up any, or none that set up such a one
        (["Recalling resolution 2402 (2018)", "requests the Committee"], []),
        (["Recalling resolution 2140 (2014)", "requests the Commission"], []),
    ],
)
def test_a_noun_alone_is_the_organ_set_up_by_the_resolution_that_a_document_is_about(annotated, texts, expected):
    assert read(annotated, *texts) == expected


def test_a_noun_alone_is_no_organ_of_the_council_in_documents_of_others(annotated):
    found = annotated("Recalling resolution 2140 (2014)", "requests the Committee", by="general-assembly").mentions
    assert found == ()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # a name in brackets behind a full name
        (
            ["反恐怖主义委员会执行局(反恐局)的工作", "反恐局应继续工作"],
            [("反恐怖主义委员会执行局", "cted"), ("反恐局", "cted"), ("反恐局", "cted")],
        ),
        (
            ["联合国反恐怖主义办公室（下称“办公室”）的设立", "办公室的任务"],
            [("联合国反恐怖主义办公室", "unoct"), ("办公室", "unoct"), ("办公室", "unoct")],
        ),
        (
            ["反恐怖主义委员会(以下简称“反恐委”)，", "反恐委的工作"],
            [("反恐怖主义委员会", "ctc"), ("反恐委", "ctc"), ("反恐委", "ctc")],
        ),
        (
            ["the United Nations Office of Counter-Terrorism (hereinafter “the Office”)", "the Office should"],
            [("United Nations Office of Counter-Terrorism", "unoct"), ("Office", "unoct"), ("Office", "unoct")],
        ),
        (
            ["the Financial Action Task Force (the Body)", "Body"],
            [("Financial Action Task Force", "fatf"), ("Body", "fatf"), ("Body", "fatf")],
        ),
        # behind what describes the body that it is for
        (
            ["the Peacebuilding Commission on South Sudan (“the Commission”)", "the Commission met"],
            [
                ("Peacebuilding Commission", "peacebuilding-commission"),
                ("South Sudan", "state-ssd"),
                ("Commission", "peacebuilding-commission"),
                ("Commission", "peacebuilding-commission"),
            ],
        ),
    ],
)
def test_a_bracket_introduces_a_short_name_for_the_rest_of_the_document(annotated, texts, expected):
    assert read(annotated, *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["the Residual Special Court for Sierra Leone", "the Residual Special Court and the Court"],
            [
                ("Residual Special Court for Sierra Leone", "special-court-sierra-leone-residual"),
                ("Residual Special Court", "special-court-sierra-leone-residual"),
                ("the Court", "special-court-sierra-leone-residual"),
            ],
        ),
        (
            [
                "the Office of the United Nations High Commissioner for Human Rights",
                "the Office of the High Commissioner",
            ],
            [
                ("Office of the United Nations High Commissioner for Human Rights", "ohchr"),
                ("Office of the High Commissioner", "ohchr"),
            ],
        ),
        # though others are called so as well
        (
            [
                "the Special Representative of the Secretary-General for Libya",
                "the Special Representative of the Secretary-General",
            ],
            [
                ("Special Representative of the Secretary-General for Libya", "srsg-libya"),
                ("Special Representative of the Secretary-General", "srsg-libya"),
            ],
        ),
        # common to many: another one
        (
            ["the United Nations Mission in South Sudan", "the United Nations Mission"],
            [
                ("United Nations Mission in South Sudan", "unmiss"),
                ("United Nations Mission", "named/United_Nations_Mission"),
            ],
        ),
    ],
)
def test_a_body_is_called_by_the_beginning_of_its_name(annotated, texts, expected):
    assert read(annotated, *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # what the document named first
        (["反恐怖主义委员会设立了", "委员会将开会"], [("反恐怖主义委员会", "ctc"), ("委员会", "ctc")]),
        (["1540 委员会", "委员会将开会"], [("1540 委员会", "1540-committee"), ("委员会", "1540-committee")]),
        (["反恐执行局", "执行局将开会"], [("反恐执行局", "cted"), ("执行局", "cted")]),
        (["反恐执行工作队的工作", "工作队将"], [("反恐执行工作队", "ctitf"), ("工作队", "ctitf")]),
        (["金融行动任务组的标准", "任务组"], [("金融行动任务组", "fatf"), ("任务组", "fatf")]),
        (["CTED", "the Executive Directorate will"], [("CTED", "cted"), ("Executive Directorate", "cted")]),
        (
            ["the Counter-Terrorism Committee", "the Committee will"],
            [("Counter-Terrorism Committee", "ctc"), ("Committee", "ctc")],
        ),
        # and once one is named, not the next
        (
            ["反恐委员会与 1540 委员会", "委员会将开会"],
            [("反恐委员会", "ctc"), ("1540 委员会", "1540-committee"), ("委员会", "ctc")],
        ),
        (
            ["第1533(2004)号决议所设委员会", "刚果民主共和国问题专家组", "专家组应向委员会报告"],
            [
                ("第1533(2004)号决议所设委员会", "1533-committee"),
                ("刚果民主共和国问题专家组", "group-of-experts-on-the-drc"),
                ("专家组", "group-of-experts-on-the-drc"),
                ("委员会", "1533-committee"),
            ],
        ),
        (
            ["the Panel of Experts created pursuant to resolution 2374 (2017)", "requests the Panel"],
            [
                ("the Panel of Experts created pursuant to resolution 2374 (2017)", "panel-of-experts-mali"),
                ("Panel", "panel-of-experts-mali"),
            ],
        ),
        (
            ["the Committee on Information", "requests the Committee"],
            [("Committee on Information", "committee-on-information"), ("Committee", "committee-on-information")],
        ),
        # nobody yet
        (["委员会将开会", "工作队和执行局"], []),
        (["the Committee will meet", "the Executive Directorate"], []),
    ],
)
def test_a_short_name_stands_for_whom_the_document_named(annotated, texts, expected):
    assert read(annotated, *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["反恐委员会及其执行局"], [("反恐委员会", "ctc"), ("执行局", "cted")]),
        (["反恐委员会和执行局", "执行局"], [("反恐委员会", "ctc"), ("执行局", "cted"), ("执行局", "cted")]),
        (
            ["the Counter-Terrorism Committee and its Executive Directorate"],
            [("Counter-Terrorism Committee", "ctc"), ("Executive Directorate", "cted")],
        ),
        # the organ of nobody named there
        (["大会及其执行局"], [("大会", "general-assembly")]),
        (["反恐委员会的执行局"], [("反恐委员会", "ctc")]),
    ],
)
def test_an_organ_behind_its_body_needs_no_introduction(annotated, texts, expected):
    assert read(annotated, *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["反恐委员会主席将报告"], [("反恐委员会主席", "chair-ctc")]),
        (["反恐委员会", "委员会主席将报告"], [("反恐委员会", "ctc"), ("委员会主席", "chair-ctc")]),
        (
            ["1540 委员会", "委员会主席将报告"],
            [("1540 委员会", "1540-committee"), ("委员会主席", "chair-1540-committee")],
        ),
        (["第 1540(2004)号决议所设委员会主席"], [("第 1540(2004)号决议所设委员会主席", "chair-1540-committee")]),
        (
            ["the Counter-Terrorism Committee", "the Chair of the Committee will report"],
            [("Counter-Terrorism Committee", "ctc"), ("Chair of the Committee", "chair-ctc")],
        ),
        (
            ["the 1540 Committee", "the Chairman of the Committee"],
            [("1540 Committee", "1540-committee"), ("Chairman of the Committee", "chair-1540-committee")],
        ),
        (
            ["the Counter-Terrorism Committee", "the Committee’s Chair"],
            [("Counter-Terrorism Committee", "ctc"), ("Committee’s Chair", "chair-ctc")],
        ),
        # no chair of it is in the authority file, or nobody is named yet
        (["the Chair of INTERPOL"], [("Chair of INTERPOL", "named/Chair_of_INTERPOL")]),
        (["the Chair of the Committee"], []),
    ],
)
def test_the_word_for_its_chair_beside_a_body_means_the_chair(annotated, texts, expected):
    assert read(annotated, *texts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第 1373(2001)号决议所设委员会", "ctc"),
        ("第 1373（2001）号决议所设委员会", "ctc"),
        ("安全理事会第1373(2001)号决议所设委员会", "ctc"),
        ("第 1267(1999)、1989(2011)和 2253(2015)号决议所设委员会", "1267-committee"),
        ("安全理事会关于基地组织的第 1267(1999)号和第 2253(2015)号决议所设委员会", "1267-committee"),
        ("第 1540 号决议所设委员会", "1540-committee"),
        ("第 1526(2004)号决议所设监测组", "monitoring-team"),
        ("Committee established pursuant to resolution 1373 (2001)", "ctc"),
        ("Committee established pursuant to resolutions 1267 (1999) and 1989 (2011)", "1267-committee"),
        ("Security Council Committee established pursuant to resolution 1540 (2004)", "1540-committee"),
    ],
)
def test_a_body_is_named_by_the_resolutions_that_set_it_up(annotated, text, expected):
    assert read(annotated, text) == [(text, expected)]


def test_a_resolution_alone_names_nobody(annotated):
    assert read(annotated, "第 1373(2001)号决议规定的义务") == []
    assert read(annotated, "resolution 1373 (2001)") == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["全球反恐论坛的作用，该论坛"], [("全球反恐论坛", "gctf"), ("该论坛", "gctf")]),
        (
            ["全球反恐论坛、反恐办公室，该办公室和该论坛"],
            [("全球反恐论坛", "gctf"), ("反恐办公室", "unoct"), ("该办公室", "unoct"), ("该论坛", "gctf")],
        ),
        (
            ["the Global Counterterrorism Forum, as the Forum has shown"],
            [("Global Counterterrorism Forum", "gctf"), ("the Forum", "gctf")],
        ),
        (
            ["the Global Counterterrorism Forum, and calls upon that Forum"],
            [("Global Counterterrorism Forum", "gctf"), ("that Forum", "gctf")],
        ),
        # whose name begins so
        (
            ["the Committee on Information; requests the Committee on the basis of that"],
            [("Committee on Information", "committee-on-information"), ("Committee", "committee-on-information")],
        ),
        # but not of somebody who belongs to one
        (
            ["the Global Counterterrorism Forum, as the Chair of the Coffee Forum to the World said of that Forum"],
            [
                ("Global Counterterrorism Forum", "gctf"),
                ("Chair of the Coffee Forum to the World", "named/Chair_of_the_Coffee_Forum_to_the_World"),
                ("that Forum", "gctf"),
            ],
        ),
        # the last one whose name ends so
        (
            ["全球反恐论坛和全球互联网反恐论坛，该论坛"],
            [("全球反恐论坛", "gctf"), ("全球互联网反恐论坛", "gifct"), ("该论坛", "gifct")],
        ),
        (["国际刑警组织，该论坛"], [("国际刑警组织", "interpol")]),
    ],
)
def test_that_forum_is_the_forum_named_last(annotated, texts, expected):
    assert read(annotated, *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["全球反恐论坛的作用", "请论坛继续工作"], [("全球反恐论坛", "gctf"), ("论坛", "gctf")]),
        (
            ["the Global Counterterrorism Forum", "requests the Forum to continue"],
            [("Global Counterterrorism Forum", "gctf"), ("the Forum", "gctf")],
        ),
        # the one that the document has named so most, of those the first
        (
            ["全球反恐论坛", "全球互联网反恐论坛", "全球互联网反恐论坛", "请该论坛"],
            [
                ("全球反恐论坛", "gctf"),
                *[("全球互联网反恐论坛", "gifct")] * 2,
                ("该论坛", "gifct"),
            ],
        ),
        (
            ["全球反恐论坛", "全球互联网反恐论坛", "请该论坛"],
            [("全球反恐论坛", "gctf"), ("全球互联网反恐论坛", "gifct"), ("该论坛", "gctf")],
        ),
        (
            ["the United Nations Support Mission in Libya", "requests the Mission to report"],
            [("United Nations Support Mission in Libya", "unsmil"), ("the Mission", "unsmil")],
        ),
        (
            ["the President of the General Assembly", "requests the President to report"],
            [
                ("President of the General Assembly", "president-general-assembly"),
                ("the President", "president-general-assembly"),
            ],
        ),
        # by a noun with which its own ends, and not a class of bodies that goes by the noun
        (["联合国脱离接触观察员部队", "请该部队"], [("联合国脱离接触观察员部队", "undof"), ("该部队", "undof")]),
        (
            ["联合国西撒哈拉全民投票特派团", "请该特派团"],
            [("联合国西撒哈拉全民投票特派团", "minurso"), ("该特派团", "minurso")],
        ),
        # also one that no authority file has
        (
            ["the Coffee Forum", "the Global Counterterrorism Forum", "the Forum"],
            [
                ("Coffee Forum", "named/Coffee_Forum"),
                ("Global Counterterrorism Forum", "gctf"),
                ("the Forum", "named/Coffee_Forum"),
            ],
        ),
        (["特设论坛和全球反恐论坛", "请该论坛"], [("全球反恐论坛", "gctf")]),
        (["请论坛继续工作"], []),
        # a longer name
        (
            ["the Global Counterterrorism Forum", "the Forum on Forests"],
            [("Global Counterterrorism Forum", "gctf"), ("Forum on Forests", "named/Forum_on_Forests")],
        ),
        # no part of another word
        (["反恐委员会的工作", "宪法委员会的工作"], [("反恐委员会", "ctc")]),
    ],
)
def test_a_noun_alone_is_whoever_the_document_named_by_it(annotated, texts, expected):
    assert read(annotated, *texts) == expected


@pytest.mark.parametrize(
    ("text", "by", "expected"),
    [
        ("请理事会审议", "economic-and-social-council", "economic-and-social-council"),
        ("requests the Council to consider", "human-rights-council", "human-rights-council"),
    ],
)
def test_the_author_is_known_by_its_short_name(annotated, text, by, expected):
    assert [mention.actor for mention in annotated(text, by=by).mentions] == [expected]


@given(text=st.text(alphabet="反恐怖主义委员会及其执行局主席该论坛(下称)第1373(2001)号决议所设 CTEDchair", max_size=80))
def test_mentions_lie_in_the_text_in_order_and_apart(annotated, text):
    spans = [mention.span for mention in annotated(text).mentions]
    assert spans == sorted(spans)
    assert all(span.end <= len(text) and len(span) for span in spans)
    assert all(one == other or not one.overlaps(other) for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请 CTED 与ICAO和 INTERPOL 合作", [("CTED", "cted"), ("ICAO", "icao"), ("INTERPOL", "interpol")]),
        ("UNODC、UNDP和UNHCR", [("UNODC", "unodc"), ("UNDP", "undp"), ("UNHCR", "unhcr")]),
        ("CTEDs", []),
    ],
)
def test_a_latin_abbreviation_names_its_actor_in_a_chinese_text_too(annotated, text, expected):
    assert read(annotated, f"注意到{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("索马里政府", [("索马里政府", "state-som")]),
        ("马里过渡政府", [("马里过渡政府", "state-mli")]),
        ("利比亚当局", [("利比亚当局", "state-lby")]),
        ("the Government of Somalia", [("Government of Somalia", "state-som")]),
        ("the Federal Government of Somalia", [("Federal Government of Somalia", "state-som")]),
        (
            "the authorities of the Central African Republic",
            [("authorities of the Central African Republic", "state-caf")],
        ),
        # what holds a State's name and is none
        ("伊拉克和黎凡特伊斯兰国", []),
        ("乍得湖流域", []),
        ("其中国家机构", []),
        ("the Islamic State in Iraq and the Levant", []),
        ("the Lake Chad basin", []),
    ],
)
def test_a_government_is_its_state(annotated, text, expected):
    assert read(annotated, text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["the Government of Haiti", "urges the Government"], "state-hti"),
        (["the Government of Somalia", "calls upon the Federal Government"], "state-som"),
        (["索马里政府", "敦促联邦政府"], "state-som"),
        (["海地政府", "请该国政府"], "state-hti"),
        (["尼加拉瓜政府", "敦促政府"], "state-nic"),
        (["the Malian authorities", "urges the transitional authorities"], "state-mli"),
        (["the Government of Haiti", "the Governments of Haiti and Cuba", "urges the Government"], "state-hti"),
        # a State that is named without its government, two governments, a government of its own name
        (["the situation in Haiti", "urges the Government"], None),
        (["the Governments of Haiti", "urges the Government"], None),
        (["the Government of Haiti", "the Government of Cuba", "urges the Government"], None),
        (["海地政府和古巴政府", "请该国政府"], None),
        (["the Government of Haiti", "urges the Government of National Accord"], "government-of-national-accord"),
    ],
)
def test_the_government_is_that_of_the_state_whose_government_is_named_most(annotated, texts, expected):
    found = annotated(*texts).mentions
    assert {m.actor for m in found if m.paragraph == f"para/{len(texts)}"} == ({expected} - {None})


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["促请联邦政府继续努力", "欢迎索马里政府的工作"], ["state-som", "state-som"]),
        (["urges the Government to act", "the Government of Haiti"], ["state-hti", "state-hti"]),
        (["敦促联邦政府采取措施", "欢迎所作的努力"], []),
    ],
)
def test_the_government_may_be_spoken_of_before_it_is_named(annotated, texts, expected):
    assert [mention.actor for mention in annotated(*texts).mentions] == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("《儿童权利公约》缔约国", "states-parties"),
        ("共有山脉的国家", "states"),
        ("all States parties", "states-parties"),
        ("联合国系统各有关机构", "un-entities"),
        ("联合国所有相关实体", "un-entities"),
        ("联合国发展系统各实体", "un-development-system"),
        ("联合国系统各专门机构", "specialized-agencies"),
        ("尚未批准该公约的国家", "states"),
        ("relevant entities of the United Nations system", "un-entities"),
        ("United Nations agencies, funds and programmes", "un-entities"),
        ("entities of the United Nations development system", "un-development-system"),
        # a body's own name
        ("联合国组织刚果民主共和国稳定特派团", "monusco"),
        ("联合国贸易和发展会议", "unctad"),
        ("World Food Programme", "wfp"),
        ("文书缔约国", "states-parties"),
        ("其他国家政府", "governments"),
        ("受掠夺影响的国家", "affected-states"),
        ("联合国相关区域委员会", "regional-commissions"),
    ],
)
def test_a_class_may_go_by_many_names(annotated, text, key):
    assert read(annotated, text) == [(text, key)]
