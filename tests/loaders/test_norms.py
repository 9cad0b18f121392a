"""Norms: what a clause asks, obliges, permits or promises, of whom, by when and how (annotation guide, 3 to 6)."""

import pytest

REPORT = {"by": "secretary-general", "type_": "report"}


def norms(annotated, text, **setting):
    return annotated(text, **setting).norms


def only(annotated, text, **setting):
    (norm,) = norms(annotated, text, **setting)
    return norm


def duty(norm):
    restated = " restated" if norm.restated else ""
    procedural = " procedural" if norm.procedural else ""
    return f"{norm.modality}{restated}{procedural}"


# --- modality -----------------------------------------------------------------------------------------------------

ACTS = [
    # decisions
    ("决定会员国应建立预报旅客资料系统；", "obligation", "member-states"),
    ("决定所有会员国都应冻结这些资产；", "obligation", "member-states"),
    ("决定会员国不得向这些人提供庇护；", "prohibition", "member-states"),
    ("决定会员国不应向这些人提供庇护；", "prohibition", "member-states"),
    ("决定反恐执行局将在 2021 年 12 月 31 日终了期间内继续作为特别政治任务；", "decision", "cted"),
    ("决定继续积极处理此案。", "commitment procedural", "security-council"),
    ("决定在 2019 年 12 月 31 日前审查执行情况；", "commitment", "security-council"),
    ("决定审议这一事项；", "commitment", "security-council"),
    ("Decides that Member States shall establish such systems;", "obligation", "member-states"),
    ("Decides that all States shall freeze such assets;", "obligation", "states"),
    ("Decides that Member States shall not provide haven;", "prohibition", "member-states"),
    ("Decides that CTED will continue to operate until 31 December 2021;", "decision", "cted"),
    ("Decides to remain actively seized of the matter.", "commitment procedural", "security-council"),
    ("Decides to review the implementation by 31 December 2019;", "commitment", "security-council"),
    ("Decides to convene a meeting;", "commitment", "security-council"),
    # demands
    ("要求会员国停止向其提供武器；", "obligation", "member-states"),
    ("指示反恐执行局提交报告；", "obligation", "cted"),
    ("Demands that States cease such support;", "obligation", "states"),
    ("Requires Member States to cooperate;", "obligation", "member-states"),
    ("Directs CTED to submit a report;", "obligation", "cted"),
    # requests
    ("请秘书长提出报告；", "request", "secretary-general"),
    ("又请反恐执行局通报情况；", "request", "cted"),
    ("Requests the Secretary-General to report;", "request", "secretary-general"),
    ("Also requests CTED to provide briefings;", "request", "cted"),
    # recommendations
    ("敦促会员国批准这些公约；", "recommendation", "member-states"),
    ("促请各国加强合作；", "recommendation", "states"),
    ("呼吁会员国捐款；", "recommendation", "member-states"),
    ("建议反恐执行局举行会议；", "recommendation", "cted"),
    ("吁请国际社会提供援助；", "recommendation", "international-community"),
    ("Urges Member States to ratify it;", "recommendation", "member-states"),
    ("Calls upon States to cooperate;", "recommendation", "states"),
    ("Calls on all States to cooperate;", "recommendation", "states"),
    ("Appeals to Member States to contribute;", "recommendation", "member-states"),
    ("Recommends that CTED hold a meeting;", "recommendation", "cted"),
    # encouragement
    ("鼓励会员国分享信息；", "encouragement", "member-states"),
    ("邀请国际民航组织提供资料；", "encouragement", "icao"),
    ("Encourages Member States to share information;", "encouragement", "member-states"),
    ("Invites ICAO to provide data;", "encouragement", "icao"),
    # authorizations, commitments
    ("授权会员国采取必要措施；", "authorization", "member-states"),
    ("表示打算举行磋商；", "commitment", "security-council"),
    ("Authorizes Member States to take measures;", "authorization", "member-states"),
    ("Expresses its intention to hold consultations;", "commitment", "security-council"),
    ("Intends to hold consultations;", "commitment", "security-council"),
]


@pytest.mark.parametrize(("text", "modality", "addressees"), ACTS)
def test_an_act_gives_its_modality_to_whom_it_addresses(annotated, text, modality, addressees):
    norm = only(annotated, text)
    assert (duty(norm), " ".join(norm.addressees)) == (modality, addressees)


@pytest.mark.parametrize(
    ("text", "modality", "addressees"),
    [
        # its agenda
        ("决定将题为“措施”的项目列入第七十二届会议临时议程；", "decision", "general-assembly"),
        ("决定推迟审议这一项目；", "decision", "general-assembly"),
        (
            "Decides to include the item in the provisional agenda of its next session;",
            "decision",
            "general-assembly",
        ),
        ("Decides to delete the item from its agenda;", "decision", "general-assembly"),
        ("Decides to defer consideration of the item;", "decision", "general-assembly"),
        # nobody's
        ("决定设立一个工作组；", "decision", ""),
        ("决定任命一名协调员；", "decision", ""),
        ("Decides to establish a working group;", "decision", ""),
        ("Decides to appoint a coordinator;", "decision", ""),
        ("Decides that the measures shall not apply to such goods;", "decision", ""),
        # its own further work
        ("决定在大会第八十届会议题为“促进和保护人权”的项目下继续审议这一问题。", "commitment", "general-assembly"),
        ("决定按照工作方案，继续审议这一问题。", "commitment", "general-assembly"),
        ("决定于 2028 年召开一次高级别会议；", "commitment", "general-assembly"),
        ("Decides to continue its consideration of the matter;", "commitment", "general-assembly"),
        ("Decides to actively review the implementation;", "commitment", "general-assembly"),
        ("Decides, in the light of the report, to consider the matter;", "commitment", "general-assembly"),
        ("Agrees to fully review the arrangements at its eightieth session;", "commitment", "general-assembly"),
        ("Decides to remain seized of this issue.", "commitment procedural", "general-assembly"),
    ],
)
def test_what_a_body_decides_about_its_own_work_is_a_decision_or_a_commitment(annotated, text, modality, addressees):
    norm = only(annotated, text, by="general-assembly")
    assert (duty(norm), " ".join(norm.addressees)) == (modality, addressees)


@pytest.mark.parametrize(
    ("text", "modality", "addressees"),
    [
        ("决定反恐执行局将每年报告工作情况；", "obligation", "cted"),
        ("决定会员国可采取紧急临时措施；", "authorization", "member-states"),
        ("决定反恐执行局将向所有会员国开放；", "decision", "cted"),
        ("决定第 1 段规定的措施应继续适用；", "obligation", "member-states"),
        ("决定这一事项应由秘书长处理；", "obligation", "secretary-general"),
        ("Decides that CTED will report annually on its work;", "obligation", "cted"),
        ("Decides that Member States may take urgent measures;", "authorization", "member-states"),
        ("Decides that CTED shall be open to all Member States;", "decision", "cted"),
        ("Decides that the measures imposed by paragraph 1 shall continue to apply;", "obligation", "member-states"),
        ("Decides that the session shall be convened by the Secretary-General;", "obligation", "secretary-general"),
        (
            "Decides that CTED (“the Directorate”), established pursuant to resolution 1535 (2004), shall report;",
            "obligation",
            "cted",
        ),
        # what is agreed or repeated
        ("Agrees that CTED should hold a meeting;", "recommendation", "cted"),
        ("同意反恐执行局应举行会议；", "recommendation", "cted"),
        ("Reaffirms that measures described in that resolution shall apply;", "obligation restated", "member-states"),
        ("Reaffirms its intention to review the measures;", "commitment restated", "security-council"),
        ("重申安理会打算审查这些措施；", "commitment restated", "security-council"),
        ("Recalling its repeated call for all States to cooperate,", "recommendation restated", "states"),
        (
            "Reiterates the Security Council’s demand for Member States to cooperate;",
            "obligation restated",
            "member-states",
        ),
        ("Noting that the date shall be fixed by the Security Council,", "obligation restated", "security-council"),
    ],
)
def test_what_is_decided_of_others_is_as_its_modal_word_says(annotated, text, modality, addressees):
    norm = only(annotated, text)
    assert (duty(norm), " ".join(norm.addressees)) == (modality, addressees)


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("决定将反恐执行局的任务期限延长至 2021 年 12 月 31 日；", "cted"),
        ("决定延长监察员办公室的任务期限；", "ombudsperson-1267"),
        ("Decides to extend the mandate of CTED until 31 December 2021;", "cted"),
        ("Decides to renew the mandate of the Office of the Ombudsperson;", "ombudsperson-1267"),
        ("决定将第 1535(2004)号决议规定的反恐执行局的任务期限延长至 2021 年 12 月 31 日；", "cted"),
        ("决定反恐执行局的优先事项是提供协助；", "cted"),
        ("Decides to extend until 31 December 2021 the mandate of CTED;", "cted"),
        ("Decides to extend the present mandate of CTED until 31 December 2021;", "cted"),
        ("Decides that the strategic priorities of CTED are to assist States;", "cted"),
        ("赞扬反恐执行局的工作，决定再次延长其任务期限；", "cted"),
        ("Decides to extend until 31 December 2021 the tasks of CTED;", "cted"),
        ("Commends the work of CTED, and decides to extend its mandate;", "cted"),
        ("Decides to appropriate to the special account for CTED the amount of 3 dollars;", "cted"),
        ("决定，对于已履行对反恐执行局财政义务的会员国，应从其所欠款项中减除 3 美元；", "cted"),
        (
            "Decides that there shall be set off against the apportionment among Member States the amount for CTED;",
            "cted",
        ),
    ],
)
def test_a_decision_about_an_organ_addresses_the_organ(annotated, text, organ):
    *_, norm = norms(annotated, text)
    assert (duty(norm), norm.addressees) == ("decision", (organ,))


RESTATED = [
    # a duty word
    ("回顾会员国有义务防止恐怖分子流动；", "obligation restated", "member-states"),
    ("重申会员国必须确保措施符合国际法；", "obligation restated", "member-states"),
    ("强调各国须起诉责任人；", "obligation restated", "states"),
    ("申明会员国不得提供庇护；", "prohibition restated", "member-states"),
    ("提醒会员国有义务起诉恐怖分子；", "obligation restated", "member-states"),
    ("确认会员国有义务制止恐怖主义；", "obligation restated", "member-states"),
    ("注意到会员国必须加强合作；", "obligation restated", "member-states"),
    ("Recalls that Member States have an obligation to prevent such travel;", "obligation restated", "member-states"),
    ("Reaffirming that Member States must ensure compliance;", "obligation restated", "member-states"),
    ("Stresses that States shall prosecute them;", "obligation restated", "states"),
    ("Reaffirms that Member States shall not provide haven;", "prohibition restated", "member-states"),
    (
        "Reminds Member States that they must act, and that Member States shall cooperate;",
        "obligation restated",
        "member-states",
    ),
    ("Reminds Member States of their obligation to prosecute terrorists;", "obligation restated", "member-states"),
    ("Recalls the obligation of Member States to freeze assets;", "obligation restated", "member-states"),
    # a recalled decision
    ("回顾其关于所有会员国应建立系统的决定；", "obligation restated", "member-states"),
    ("回顾其决定所有会员国应防止这种行为；", "obligation restated", "member-states"),
    ("Recalls its decision that all Member States shall prevent such acts;", "obligation restated", "member-states"),
    # should, need
    ("强调会员国应加强合作；", "recommendation restated", "member-states"),
    ("着重指出各国应当分享信息；", "recommendation restated", "states"),
    ("确认会员国需要提高认识；", "recommendation restated", "member-states"),
    ("强调反恐执行局仍需加大力度；", "recommendation restated", "cted"),
    ("重申各国不论其制度如何，都有义务保护人权；", "obligation restated", "states"),
    ("回顾国家应保护人权；", "recommendation restated", "states"),
    ("Emphasizes that Member States should cooperate;", "recommendation restated", "member-states"),
    ("Underlines that States need to share information;", "recommendation restated", "states"),
    ("Stresses the need for Member States to cooperate;", "recommendation restated", "member-states"),
    (
        "Recognizes the need to increase cooperation between CTED and INTERPOL;",
        "recommendation restated",
        "cted interpol",
    ),
    ("Reaffirms the need for a coordinated follow-up by Member States;", "recommendation restated", "member-states"),
    # should not is a recommendation as should is; in what was decided it forbids
    ("强调会员国不应提供庇护；", "recommendation restated", "member-states"),
    ("回顾其关于会员国不应提供庇护的决定；", "prohibition restated", "member-states"),
    ("Stresses that Member States should not provide haven;", "recommendation restated", "member-states"),
    ("Recalls its decision that States should not provide haven;", "prohibition restated", "states"),
    # may
    ("确认会员国可使用这些数据；", "authorization restated", "member-states"),
    ("Affirms that Member States may use such data;", "authorization restated", "member-states"),
    ("Reaffirms the duty of Member States to cooperate with one another;", "obligation restated", "member-states"),
    ("Decides that paragraph 1 of this resolution shall apply to them;", "obligation", "member-states"),
    (
        "Decides that the individual listed in the annex shall be subject to the measures imposed by paragraph 1;",
        "obligation",
        "member-states",
    ),
    # a repeated call
    ("再次促请会员国批准公约；", "recommendation restated", "member-states"),
    ("再次请秘书长提出报告；", "request restated", "secretary-general"),
    ("重申促请会员国批准公约；", "recommendation restated", "member-states"),
    ("Reiterates its call upon Member States to ratify it;", "recommendation restated", "member-states"),
    ("Reiterates its request to the Secretary-General to report;", "request restated", "secretary-general"),
    ("Once again calls upon Member States to ratify it;", "recommendation restated", "member-states"),
    ("Reiterates its call to Member States to ratify it;", "recommendation restated", "member-states"),
    ("Reiterates its call for Member States to ratify it;", "recommendation restated", "member-states"),
    ("Reiterates its call on all States to ratify it;", "recommendation restated", "states"),
    ("Reiterates the invitation to Member States to ratify it;", "encouragement restated", "member-states"),
    ("Reiterates its demand that States cease such support;", "obligation restated", "states"),
    ("重申其邀请国际民航组织提供资料；", "encouragement restated", "icao"),
]


@pytest.mark.parametrize(("text", "modality", "addressees"), RESTATED)
def test_what_is_recalled_or_stressed_restates_a_duty_of_an_actor(annotated, text, modality, addressees):
    norm = only(annotated, text)
    assert (duty(norm), " ".join(norm.addressees)) == (modality, addressees)


@pytest.mark.parametrize(
    "text",
    [
        # acts without a modality
        "欢迎会员国的努力；",
        "谴责一切恐怖主义行为；",
        "赞扬反恐执行局的工作；",
        "Welcomes the efforts of Member States;",
        "Condemns all acts of terrorism;",
        # no duty word
        "强调会员国负有首要责任；",
        "重申会员国合作的重要性；",
        "强调加强国际合作的必要性；",
        "回顾会员国的各项承诺；",
        "Reaffirms the primary responsibility of Member States;",
        "Recognizes the importance of cooperation among Member States;",
        # nobody named
        "强调必须加强合作；",
        "着重指出应当分享信息；",
        "Stresses the need to enhance cooperation;",
        "Emphasizes that measures must be taken;",
        # a forecast, not a duty
        "注意到会员国将举行会议；",
        # what somebody can do, not may
        "确认民间社会可在这方面发挥重要作用；",
        "着重指出需要提高安全理事会授权行动的可预测性；",
        "Notes that Member States will hold a meeting;",
        "Recognizes that Member States may face challenges;",
        # obligations that are only spoken of
        "Recognizing that the fulfilment of the obligations of Member States and trade are mutually reinforcing,",
        "Recalls the advisory opinion on the obligations of States in respect of climate change;",
    ],
)
def test_a_clause_without_an_act_of_force_or_a_duty_of_an_actor_is_no_norm(annotated, text):
    assert norms(annotated, text) == ()


@pytest.mark.parametrize(
    ("text", "modality", "addressees"),
    [
        ("反恐执行局将提交一份报告。", "commitment", "cted"),
        ("会员国应加强边境管制。", "recommendation", "member-states"),
        ("会员国必须防止恐怖分子流动。", "obligation", "member-states"),
        ("会员国不得提供庇护。", "prohibition", "member-states"),
        ("会员国不应提供庇护。", "recommendation", "member-states"),
        ("Member States must not provide haven.", "prohibition", "member-states"),
        ("Member States should not provide haven.", "recommendation", "member-states"),
        ("国际刑警组织可提供数据。", "authorization", "interpol"),
        ("反恐执行局和反恐怖主义办公室将合作。", "commitment", "cted unoct"),
        ("会员国和国际组织应分享信息。", "recommendation", "member-states international-organizations"),
        ("我鼓励会员国批准公约。", "encouragement", "member-states"),
        ("在这方面，秘书长建议会员国批准公约。", "recommendation", "member-states"),
        ("The Secretary-General recommends that Member States ratify it.", "recommendation", "member-states"),
        ("联合国系统各实体应提供支持。", "recommendation", "un-entities"),
        ("CTED will submit a report.", "commitment", "cted"),
        ("Member States should strengthen border controls.", "recommendation", "member-states"),
        ("Member States must freeze assets.", "obligation", "member-states"),
        ("INTERPOL may provide data.", "authorization", "interpol"),
        ("CTED and UNOCT will cooperate.", "commitment", "cted unoct"),
        ("I encourage Member States to ratify it.", "encouragement", "member-states"),
    ],
)
def test_a_sentence_of_a_report_is_a_norm_of_its_subject(annotated, text, modality, addressees):
    norm = only(annotated, text, **REPORT)
    assert (duty(norm), " ".join(norm.addressees)) == (modality, addressees)


# --- who ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        # coordination
        ("敦促会员国和联合国系统采取措施；", "member-states un-system"),
        (
            "促请会员国，以及国际刑警组织及支持能力建设的国际组织，分享信息；",
            "member-states interpol international-organizations",
        ),
        ("促请会员国并酌情促请有关国际组织执行战略；", "member-states international-organizations"),
        ("鼓励反恐执行局与国际刑警组织及时交流信息；", "cted interpol"),
        ("鼓励反恐执行局与国际刑警组织在各自任务范围内开展协作；", "cted interpol"),
        ("促请会员国并酌情包括国际组织采取措施；", "member-states international-organizations"),
        (
            "邀请国际组织在各自职权范围内、已有的国家人权机构以及民间社会作出贡献；",
            "international-organizations nhris civil-society",
        ),
        ("鼓励联合国各基金、方案和专门机构合作；", "un-entities specialized-agencies"),
        ("呼吁会员国与反恐执行局加强合作；", "member-states"),
        ("请反恐委员会、反恐执行局和秘书长提出建议；", "ctc cted secretary-general"),
        ("鼓励会员国以及相关国际组织提供协助；", "member-states international-organizations"),
        ("决定会员国和国际民航组织应合作；", "member-states icao"),
        ("Urges Member States and the United Nations system to act;", "member-states un-system"),
        ("Requests the CTC, CTED and the Secretary-General to report;", "ctc cted secretary-general"),
        ("Encourages Member States, as well as INTERPOL, to assist;", "member-states interpol"),
        # members singled out
        ("请联合国各实体，特别是毒品和犯罪问题办公室，提供援助；", "un-entities unodc"),
        ("促请国际组织，包括国际刑警组织，提供协助；", "international-organizations interpol"),
        ("Urges United Nations entities, in particular UNODC, to assist;", "un-entities unodc"),
        (
            "Calls upon international organizations, including INTERPOL, to assist;",
            "international-organizations interpol",
        ),
        # restricted, and a list that goes on
        (
            "Calls upon the international community as a whole, including States and stakeholders, to act;",
            "international-community states stakeholders",
        ),
        (
            "Encourages the Governments of Member States in distress and the United Nations system to act;",
            "governments un-system",
        ),
        (
            "Urges coordination among UN missions in the region, including UNAMID, and with UNMISS, to act;",
            "un-missions unamid",
        ),
        (
            "Urges coordination among United Nations missions, in particular with UNISFA, and also UNMISS, to act;",
            "un-missions unisfa unmiss",
        ),
        (
            "Invites Member States, the quiet banking sector and regional organizations to act;",
            "member-states regional-organizations",
        ),
        ("Requests any Member State to act;", "member-states"),
        ("Calls for steps, as agreed, to be taken by all Member States, that lead to it;", "member-states"),
        (
            "Encourages the efforts of all actors in society, including non-governmental organizations, to act;",
            "ngos",
        ),
        (
            "Requests the Department of Global Communications and other departments of the Secretariat to act;",
            "department-of-global-communications un-secretariat",
        ),
        ("促请 1951 年《难民公约》及其 1967 年《议定书》的缔约国遵守其义务；", "states-parties"),
        ("建议各国和其他行为体，包括国家人权机构，散发《宣言》；", "states nhris"),
        ("呼吁某某联合会和全球传播部继续合作；", "department-of-global-communications"),
        ("敦促目前未遵守承诺的国家作出决定；", "states"),
        # what is decided of an organ that several resolutions have prolonged
        ("决定将第 2579(2021)号决议所载、此前经延长的联苏综合援助团任务期限延长至 2023 年；", "unitams"),
        ("决定在第 2552(2020)号决议核定的当前人数基础上，将中非稳定团军事部分的人数增加 2 750 人；", "minusca"),
        # with others between that nobody knows, and with words of their own
        (
            "Calls upon Member States, relevant quiet lending institutions and international organizations to assist;",
            "member-states international-organizations",
        ),
        ("Urges the local brass bands and Member States to assist;", ""),
        ("Urges the local brass associations and Member States to assist;", "member-states"),
        (
            "Invites Member States, within existing resources, as well as international organizations to assist;",
            "member-states international-organizations",
        ),
        (
            "Requests the Secretary-General and Member States to help institutions and INTERPOL;",
            "secretary-general member-states",
        ),
        ("促请会员国、贷款机构和国际组织提供协助；", "member-states international-organizations"),
        ("邀请地方合唱团体和会员国提供协助；", "member-states"),
        # a class and its attributes
        ("促请所有有关会员国批准公约；", "member-states"),
        ("鼓励有能力的国家提供援助；", "states"),
        ("促请尚未参加现有国际反恐公约和议定书的国家参加这些公约；", "states"),
        ("Encourages States in a position to do so to assist;", "states"),
        ("Calls upon all relevant States to ratify it;", "states"),
        # who are to cooperate with each other
        ("鼓励反恐执行局与国际刑警组织进一步加强合作；", "cted interpol"),
        ("鼓励会员国与国际组织之间开展合作；", "member-states international-organizations"),
        ("Encourages cooperation between CTED and INTERPOL;", "cted interpol"),
        (
            "Encourages cooperation among Member States and international organizations;",
            "member-states international-organizations",
        ),
        ("鼓励联合国同国际刑警组织加大行动力度；", "united-nations interpol"),
        ("Encourages regional cooperation between CTED and INTERPOL;", "cted interpol"),
        # who is to do what the verb has for its object
        ("Demands full compliance by all Member States with the embargo;", "member-states"),
        ("Encourages support from the international community;", "international-community"),
        ("Encourages the continued engagement of CTED;", "cted"),
        ("Calls for the implementation of resolutions adopted by the Security Council;", ""),
        ("Calls for the withdrawal of forces from Somalia;", ""),
        ("Encourages the Organization for the Prohibition of Chemical Weapons’s continued efforts to help;", "opcw"),
        ("Proposes that particular attention be given by all relevant actors to the crisis;", "relevant-actors"),
        ("Encourages the activities and efforts on the part of civil society;", "civil-society"),
        ("Requests advice from the Secretary-General on how it will be protected;", "secretary-general"),
        ("Encourages cooperation on science and technology among Member States;", "member-states"),
        ("Encourages further cooperation, where appropriate, between CTED and INTERPOL;", "cted interpol"),
        ("Encourages, in this regard, the increased involvement of local authorities;", "local-authorities"),
        (
            "Encourages the increased involvement of local authorities, in particular the rural population, "
            "civil society and the private sector;",
            "local-authorities civil-society private-sector",
        ),
        ("Calls for transformative actions from all relevant stakeholders;", "stakeholders"),
        ("Calls for compliance with the mechanism agreed upon by the parties;", ""),
        ("Encourages measures, with the consent and participation of the parties concerned;", ""),
        # in whose description others are named
        ("敦促尚未向秘书长提供资料的会员国尽快提供；", "member-states"),
        ("鼓励有能力向会员国提供援助的国际组织提供援助；", "international-organizations"),
        ("促请接受 1974 年《海上安全公约》修正案和各项有关议定书的国家执行该公约；", "states"),
        # not the body but somebody of it
        ("Encourages Security Council personnel to report;", ""),
        ("促请索马里军方停火；", ""),
        # words between
        (
            "Requests, in accordance with paragraph 4 of its resolution, the Secretary-General to report;",
            "secretary-general",
        ),
        ("Requests the Secretary-General, in accordance with best practices, conduct a review;", "secretary-general"),
        # lists that break off
        (
            "Encourages ICAO, the Example Organization for West and Central Africa, as well as INTERPOL, to assist;",
            "icao named/Example_Organization_for_West_and_Central_Africa interpol",
        ),
        ("Invites States present in the United Nations and ICAO to assist;", "states icao"),
        (
            "Requests ICAO, established under General Assembly resolution 194 (III), and INTERPOL to assist;",
            "icao interpol",
        ),
        ("Calls upon all Afghan and international parties to coordinate;", "parties"),
        ("促请所有捐助方和国际人道主义行为体提供援助；", "donors humanitarian-actors"),
        # a body that a resolution of another has set up
        ("决定将人权理事会第 49/1 号决议确立的反恐执行局的任务延长一年；", "cted"),
        ("Decides to dissolve with immediate effect CTED;", "cted"),
        ("Decides to renew, with effect from today, until 15 December 2023, CTED;", "cted"),
        ("决定延长 2022 年第 51/1 号决议授权反恐执行局的任务；", "cted"),
        ("Decides to include the topic of trade in the context of its next annual debate;", "security-council"),
        # said in between
        ("Further requests that, after a discussion with the Committee, CTED submit its report;", "cted"),
        (
            "Calls for enhanced cooperation between all States, particularly those in the region, and CTED;",
            "states cted",
        ),
        # what a body says it will do itself
        ("Affirming that it shall keep the situation under review,", "security-council"),
        ("申明它将不断审查局势，", "security-council"),
        ("决定安全理事会将就最合适的模式作出决定；", "security-council"),
        ("又决定加强反恐执行局的工作，", "cted"),
        ("Reaffirming that every State has the duty to respect this right,", "states"),
        ("Decides that UNMISS’s authorised troop ceiling will be 100;", "unmiss"),
        ("Decides to extend until 31 October 2023 UNMISS’s mandate;", "unmiss"),
        # where the body asked before
        ("Recalling also its request to UNODC to convene a meeting,", "unodc"),
        ("Reiterates its request in paragraph 78 of its resolution 78/245 that CTED provide information;", "cted"),
        ("Reiterates its request, made to CTED in its resolution 73/188, to provide information;", "cted"),
        # who is to act behind those who only accompany it
        (
            "Requests that, after a discussion with the Counter-Terrorism Committee, the Security Council report;",
            "security-council",
        ),
        # who is told by somebody else
        ("Encouraging Somalia’s partners to act;", "partners"),
        ("Calls upon CTED and heads of other relevant United Nations bodies to act;", "cted un-entities"),
        (
            "Invites ICAO and, in particular, the Division for Inclusive Social Development of the Department of "
            "Economic and Social Affairs of the Secretariat to act;",
            "icao desa",
        ),
        ("Urges States, parties to conflict and all other relevant actors to act;", "states parties relevant-actors"),
        ("Urges States that are parties to an armed conflict to act;", "states"),
        # of several kinds, or parts of somebody
        (
            "Calls upon Member States and other bilateral and multilateral stakeholders to act;",
            "member-states stakeholders",
        ),
        (
            "Requests the relevant parts of the United Nations system and Member States to act;",
            "un-system member-states",
        ),
        ("Invites ICAO, as well as country-level representatives of the World Bank, to act;", "icao world-bank"),
        ("Urges the members of the World Trade Organization to act;", ""),
        # classes of States
        ("Urges States Parties to the Convention on the Rights of the Child to act;", "states-parties"),
        (
            "Invites Member and observer States, and civil society, to act;",
            "member-states observer-states civil-society",
        ),
        ("促请该地区所有尚未表示同意的国家同意；", "states-in-the-region"),
        ("促请对 1925 年《日内瓦议定书》仍有保留的国家撤销保留；", "states"),
        ("并在这方面促请联合国有关组织应请求提供协助；", "un-entities"),
        # a second one who acts
        ("请反恐委员会审查执行情况，并由反恐执行局提出报告；", "ctc cted"),
        # a thing as subject
        ("决定特派团提供的支持应符合人权政策；", "un-missions"),
        ("Decides that support provided by United Nations missions shall comply with it;", "un-missions"),
    ],
)
def test_whoever_is_to_act_is_addressed(annotated, text, addressees):
    assert " ".join(only(annotated, text).addressees) == addressees


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        # a State's government is the State
        ("促请索马里政府采取措施；", "state-som"),
        ("促请苏丹和南苏丹政府采取措施；", "state-sdn state-ssd"),
        ("敦促利比亚当局合作；", "state-lby"),
        ("Calls upon the Government of Somalia to act;", "state-som"),
        ("Urges the Transitional Government of Mali and the African Union to act;", "state-mli african-union"),
        ("Urges the Libyan authorities to cooperate;", "state-lby"),
        # a name that only says where
        ("促请苏丹境内所有各方停火；", "parties"),
        ("促请索马里各当事方停火；", "parties"),
        ("促请马里国内冲突所有各方和会员国停火；", "parties member-states"),
        ("Calls upon all parties in Somalia to cease fire;", "parties"),
        (
            "Calls upon all parties to the conflict in Myanmar, in particular the Myanmar military, to cease fire;",
            "parties myanmar-military",
        ),
        # a convention and its parties
        ("敦促《海洋公约》及其各项议定书的缔约国采取措施；", "states-parties"),
        ("Urges States parties to the Convention to take measures;", "states-parties"),
        # classes that go by many names
        ("请联合国系统各有关机构、基金和方案提供支持；", "un-entities"),
        ("鼓励尚未加入该公约的国家加入；", "states"),
        ("Requests all relevant entities of the United Nations system to assist;", "un-entities"),
        ("Encourages relevant United Nations agencies, funds and programmes to assist;", "un-entities"),
        # words between the verb and whom it addresses
        ("Requests in this regard the Secretary-General to report;", "secretary-general"),
    ],
)
def test_a_name_may_have_words_around_it(annotated, text, addressees):
    assert " ".join(only(annotated, text).addressees) == addressees


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        # whom the clause before names
        ("欢迎反恐执行局、国际民航组织和国际刑警组织的合作，大力鼓励它们继续合作；", "cted icao interpol"),
        ("赞扬会员国的努力，并促请它们采取进一步措施；", "member-states"),
        ("对秘书长的工作表示赞赏，并请其继续提供协助；", "secretary-general"),
        ("赞扬反恐执行局的工作，并鼓励它继续努力；", "cted"),
        (
            "Welcomes the cooperation between CTED, ICAO and INTERPOL, and encourages them to continue;",
            "cted icao interpol",
        ),
        ("Welcomes the efforts of Member States, and urges them to take further measures;", "member-states"),
        ("Commends the work of CTED, and encourages it to continue;", "cted"),
        # one does not speak of one as of many, nor of many as of one
        ("赞扬反恐执行局的工作，并鼓励它们继续努力；", ""),
        ("Commends the work of CTED, and encourages them to continue;", ""),
        ("Welcomes the efforts of Member States, and encourages it to continue;", ""),
        # of several, whom the clause speaks of first; those named with each other together
        ("欢迎会员国就国际组织的工作提出的意见，鼓励它们继续合作；", "member-states"),
        ("欢迎反恐执行局与国际刑警组织的合作，鼓励它们继续合作；", "cted interpol"),
        ("欢迎反恐执行局与国际刑警组织的合作，并促请两组织扩大合作；", "cted interpol"),
        (
            "Welcomes the support of Member States to international organizations, and encourages them to go on;",
            "member-states",
        ),
        # nobody is named
        ("欢迎所作努力，并鼓励它们继续合作；", ""),
        ("Welcomes the efforts made, and encourages them to continue;", ""),
        ("Commends the Secretary-General for his efforts, and requests him to continue;", "secretary-general"),
        ("Welcomes the efforts of Member States, and urges those actors to continue;", "member-states"),
        ("Welcomes the efforts of Member States, and encourages their continuing cooperation;", "member-states"),
        # its, not it
        ("赞扬秘书长的工作，并鼓励其附属机构继续努力；", ""),
    ],
)
def test_a_pronoun_stands_for_those_named_in_the_clause_before(annotated, text, addressees):
    assert " ".join(actor for norm in norms(annotated, text) for actor in norm.addressees) == addressees


def test_a_pronoun_stands_for_nobody_of_another_paragraph(annotated):
    for text in (
        ("欢迎会员国的努力；", "鼓励它们继续努力；"),
        ("Welcomes the efforts of Member States;", "Encourages them to go on;"),
    ):
        assert [norm.addressees for norm in annotated(*text).norms] == [()]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("请反恐执行局与国际民航组织协调，提出建议；", "in-coordination icao"),
        ("请反恐执行局与会员国密切协商，提出建议；", "in-consultation member-states"),
        ("请反恐执行局与国际刑警组织合作，提供协助；", "in-cooperation interpol"),
        ("鼓励会员国与国际民航组织一道制订标准；", "together icao"),
        ("请反恐委员会在反恐执行局的支持下举行会议；", "with-support cted"),
        ("请反恐委员会在反恐执行局的协助下举行会议；", "with-assistance cted"),
        ("请反恐执行局在反恐委员会的政策指导下开展工作；", "under-guidance ctc"),
        ("请反恐执行局与国际民航组织和国际刑警组织合作，", "in-cooperation icao in-cooperation interpol"),
        ("请反恐执行局征询会员国的意见；", "in-consultation member-states"),
        ("请反恐执行局提出建议；", ""),
        ("敦促会员国全力配合国际刑警组织履行任务；", "in-cooperation interpol"),
        ("鼓励会员国与其他会员国合作；", "in-cooperation member-states"),
        ("请会员国与国际刑警组织和地方合唱团密切合作；", "in-cooperation interpol"),
        # contact is what is asked for, not with whom
        ("鼓励会员国与国际刑警组织保持联络；", ""),
        ("鼓励会员国在国际刑警组织的适当支持下开展工作；", "with-support interpol"),
        # what somebody else does
        ("请反恐执行局协助反恐委员会与国际刑警组织合作；", ""),
        ("请反恐执行局支持会员国采取措施，包括与国际刑警组织合作；", ""),
        ("请反恐执行局支持会员国采取措施，同时与国际刑警组织协调；", "in-coordination interpol"),
        ("请反恐执行局报告与国际刑警组织协调的情况；", ""),
        ("Requests CTED to assist Member States in cooperation with INTERPOL;", ""),
        ("Requests CTED to assist Member States, in cooperation with INTERPOL;", "in-cooperation interpol"),
        # what is borne in mind
        ("请反恐执行局提出建议，同时考虑到其与国际刑警组织的合作；", ""),
        ("Requests CTED to report, taking into account its cooperation with INTERPOL;", ""),
        ("Requests CTED, in coordination with ICAO, to report;", "in-coordination icao"),
        ("Requests CTED, in close consultation with Member States, to report;", "in-consultation member-states"),
        ("Encourages States to work closely with INTERPOL;", "in-cooperation interpol"),
        (
            "Requests CTED, in cooperation with ICAO and INTERPOL, to assist;",
            "in-cooperation icao in-cooperation interpol",
        ),
        ("Requests the CTC, with the support of CTED, to hold a meeting;", "with-support cted"),
        ("Requests the CTC, with the assistance of CTED, to hold a meeting;", "with-assistance cted"),
        ("Requests CTED, under the policy guidance of the CTC, to act;", "under-guidance ctc"),
        ("Encourages States, together with ICAO, to develop standards;", "together icao"),
        ("Encourages States, in concert with ICAO, to develop standards;", "together icao"),
        ("Encourages CTED to strengthen its partnership with INTERPOL;", "in-cooperation interpol"),
        (
            "Requests CTED, in cooperation with relevant United Nations humanitarian organizations, to assist;",
            "in-cooperation un-entities",
        ),
        # lists in which some are unknown or described
        (
            "促请秘书长与会员国、示例金融管理局、私营部门金融机构和国际社会合作；",
            "in-cooperation member-states in-cooperation financial-institutions in-cooperation international-community",
        ),
        (
            "Requests the CTC to act in cooperation with specialized agencies of the United Nations system, "
            "such as ICAO, and INTERPOL;",
            "in-cooperation specialized-agencies in-cooperation icao in-cooperation interpol",
        ),
        # named before
        ("鼓励反恐执行局应会员国的请求与它们合作；", "in-cooperation member-states"),
        ("促请秘书长参与反恐委员会的工作，与之充分合作；", "in-cooperation ctc"),
        ("Calls upon States to support CTED and to cooperate fully with it;", "in-cooperation cted"),
        # other words for it
        ("请反恐执行局与反恐委员会讨论后提交报告；", "in-consultation ctc"),
        ("请秘书长提交报告，由反恐执行局根据任务规定提供协助；", "with-support cted"),
        ("请秘书长在会员国的充分参与下设立方案；", "with-participation member-states"),
        ("鼓励各国在国际刑警组织的合作下采取措施；", "in-cooperation interpol"),
        ("请秘书长与会员国进行公开的非正式协商；", "in-consultation member-states"),
        ("请秘书长与国际刑警组织的相关机制通力合作；", "in-cooperation interpol"),
        ("鼓励反恐执行局同包括国际刑警组织在内的实体密切合作；", "in-cooperation interpol"),
        ("鼓励会员国对反恐执行局予以充分合作；", "in-cooperation cted"),
        ("敦促反恐执行局深化与国际刑警组织的伙伴关系；", "in-cooperation interpol"),
        ("鼓励会员国与反恐执行局接触；", "in-cooperation cted"),
        ("请会员国在反恐执行局提供的协助下调查来源；", "with-assistance cted"),
        ("Requests CTED, after discussion with the CTC, to report;", "in-consultation ctc"),
        ("Requests CTED to consult Member States on it;", "in-consultation member-states"),
        ("Urges States to extend full cooperation to CTED;", "in-cooperation cted"),
        ("Authorizes the Secretary-General, with the prior concurrence of the CTC, to act;", "with-concurrence ctc"),
        ("Calls upon the Secretary-General to strengthen coordination with ICAO;", "in-coordination icao"),
        # what is told of a thing
        ("Authorizes States to establish a force, which will fulfil its tasks in cooperation with ICAO;", ""),
        # in whatever they do together
        ("Requests CTED to report after a discussion with ICAO;", "in-consultation icao"),
        ("Invites CTED to engage in regular consultations with ICAO;", "in-consultation icao"),
        ("Requests CTED to liaise with ICAO;", "in-coordination icao"),
        ("Calls on all parties to cooperate fully with the operations of UNDOF;", "in-cooperation undof"),
        ("Calls on all parties to enhance their cooperation with UNDOF’s work;", "in-cooperation undof"),
        ("Calls for full cooperation by Myanmar with ICAO;", "in-cooperation icao"),
        ("Invites CTED to cooperate and develop direct contacts with ICAO;", "in-cooperation icao"),
        ("Urges States to cooperate with each other and with ICAO;", "in-cooperation icao"),
        (
            "Urges CTED, under the leadership of the Secretary-General, to act;",
            "under-guidance secretary-general",
        ),
        ("Requests CTED to designate persons in charge of liaising with ICAO;", ""),
        # behind others that nobody knows
        (
            "Calls upon CTED to continue working with Somali financial authorities and the international community;",
            "in-cooperation international-community",
        ),
    ],
)
def test_a_partner_has_its_role(annotated, text, partners):
    found = only(annotated, text).partners
    assert " ".join(f"{partner.role} {partner.actor}" for partner in found) == partners


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("请反恐执行局向反恐委员会提交报告；", "ctc"),
        ("请反恐执行局向安全理事会和会员国通报情况；", "security-council member-states"),
        ("敦促会员国向国际刑警组织提供数据；", "interpol"),
        ("鼓励会员国与国际刑警组织分享信息；", "interpol"),
        ("请反恐执行局提出建议，供反恐委员会审议；", "ctc"),
        ("请反恐执行局与国际民航组织合作；", ""),
        ("请反恐执行局通过秘书长向安全理事会报告；", "security-council"),
        ("请反恐执行局在安全理事会口头介绍情况；", "security-council"),
        ("请反恐执行局提请安全理事会注意这些情况；", "security-council"),
        ("请反恐执行局编写报告，供提交大会第八十届会议；", "general-assembly"),
        ("请秘书长编写报告，并将报告转递裁军谈判会议；", "conference-on-disarmament"),
        ("请秘书长向安全理事会呈交建议；", "security-council"),
        ("鼓励各国支持向国际刑警组织提供培训；", ""),
        # somebody else's action
        ("请秘书长审查反恐执行局向反恐委员会提交的报告；", ""),
        ("请反恐执行局协助向会员国提供技术援助；", ""),
        ("请反恐委员会主席邀请国际刑警组织向安全理事会通报情况；", ""),
        ("鼓励国际刑警组织为会员国提供技术援助；", "member-states"),
        ("鼓励国际刑警组织为会员国的工作提供支持；", ""),
        ("鼓励会员国与其他会员国分享信息；", "member-states"),
        ("鼓励国际刑警组织应会员国请求向它们提供援助；", "member-states"),
        ("请秘书长审查为会员国提供的援助；", ""),
        ("请秘书长向各国、示例学会和民间社会广泛传播行动计划；", "states civil-society"),
        ("敦促会员国确保其国民不向反恐执行局提供资源；", ""),
        ("促请会员国给予反恐执行局充分的准入；", "cted"),
        ("请秘书长委托反恐执行局进行评价，并就此向大会提出报告；", "general-assembly"),
        ("鼓励反恐执行局加强合作，其中包括查明可以在哪些领域应会员国要求向它们提供援助；", ""),
        ("Urges States to facilitate the work of CTED by providing it with information;", "cted"),
        ("Requests CTED to report on the policy pertaining to ICAO;", ""),
        ("Encourages INTERPOL, upon request of Member States, to provide them with assistance;", "member-states"),
        ("Requests CTED to bring it to the attention of the Security Council;", "security-council"),
        ("Requests CTED to keep the Security Council informed;", "security-council"),
        ("Requests CTED to make recommendations to the CTC;", "ctc"),
        ("Requests CTED to provide the CTC, by 30 March 2030, a review;", "ctc"),
        ("Urges Member States to provide full support for CTED;", "cted"),
        ("Requests CTED to submit a report to the CTC;", "ctc"),
        ("Requests CTED to brief the Security Council and Member States;", "security-council member-states"),
        ("Urges Member States to provide data to INTERPOL;", "interpol"),
        ("Encourages Member States to share such information with INTERPOL;", "interpol"),
        ("Requests CTED to make proposals for consideration by the CTC;", "ctc"),
        ("Requests CTED to cooperate with ICAO;", ""),
        ("Requests CTED to provide technical assistance to Member States;", "member-states"),
        ("Requests CTED to provide Member States with assistance;", "member-states"),
        ("Requests CTED to inform all Member States;", "member-states"),
        ("Requests CTED to submit the report of the Secretary-General;", ""),
        ("Requests CTED to make available technical assistance to ICAO;", "icao"),
        ("Requests CTED to promote burden-sharing by reinforcing cooperation with ICAO;", ""),
        ("Requests CTED to agree memoranda on the provision of support to ICAO;", ""),
    ],
)
def test_a_recipient_is_to_whom_the_product_goes(annotated, text, recipients):
    assert " ".join(only(annotated, text).recipients) == recipients


# --- when ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("请反恐执行局至迟于 2018 年 3 月 30 日提交报告；", "deadlines", "2018-03-30"),
        ("请秘书长在 2018 年 6 月底之前提出建议；", "deadlines", "2018-06-30"),
        ("请秘书长至迟于 2018 年 4 月提交报告；", "deadlines", "2018-04"),
        (
            "请秘书长在 2018 年 3 月 30 日前提出建议，并在 2019 年 3 月 30 日前提交报告；",
            "deadlines",
            "2018-03-30 2019-03-30",
        ),
        ("Requests CTED to report by 30 March 2018;", "deadlines", "2018-03-30"),
        ("Requests the Secretary-General to report no later than April 2018;", "deadlines", "2018-04"),
        ("Requests CTED to report before the end of June 2018;", "deadlines", "2018-06-30"),
        # a date of the past, or of somebody else's action
        ("请秘书长执行在 2017 年 3 月 30 日前制订的计划；", "deadlines", ""),
        ("请反恐委员会审议反恐执行局在 2018 年 6 月 30 日前提交的报告；", "deadlines", ""),
        # a term is no deadline
        ("决定反恐执行局将在 2021 年 12 月 31 日终了期间内继续工作；", "terms", "2021-12-31"),
        ("决定反恐执行局将在 2021 年 12 月 31 日终了期间内继续工作；", "deadlines", ""),
        ("Decides that CTED will continue to operate for the period ending 31 December 2021;", "terms", "2021-12-31"),
        ("Decides that CTED will continue to operate for the period ending 31 December 2021;", "deadlines", ""),
        ("决定延长反恐执行局的任务期限至 2021 年 12 月 31 日；", "terms", "2021-12-31"),
        ("决定延长反恐执行局的任务期限至 2021 年 12 月 31 日；", "deadlines", ""),
        ("决定将反恐执行局的任务期限延长 12 个月，至 2021 年 12 月 31 日；", "terms", "2021-12-31"),
        ("决定将反恐执行局的任务期限延长 12 个月，至 2021 年 12 月 31 日；", "relative_deadlines", ""),
        ("注意到反恐执行局必须继续工作，其任务期限将于 2021 年 12 月 31 日终止；", "terms", "2021-12-31"),
        ("决定反恐执行局任期至 2021 年 12 月 31 日；", "terms", "2021-12-31"),
        ("Decides to extend the mandate of CTED until 31 December 2021;", "terms", "2021-12-31"),
        (
            "Decides to extend the mandate of CTED for a period of 12 months, until 31 December 2021;",
            "terms",
            "2021-12-31",
        ),
        ("Decides to extend the mandate of CTED to 31 December 2021;", "terms", "2021-12-31"),
        ("Decides to extend the mandate of CTED until 31 December 2021;", "deadlines", ""),
        # a period of which no end is printed has no date
        ("决定将反恐执行局的任务期限延长，为期 12 个月；", "terms", ""),
        ("决定将反恐执行局的任务期限延长，为期 12 个月；", "relative_deadlines", ""),
        ("Decides to extend the mandate of CTED for a period of one year;", "terms", ""),
        ("Decides to extend the mandate of CTED for a period of one year;", "relative_deadlines", ""),
        ("请反恐执行局在初步评估报告提出后 12 个月之内提交分析；", "relative_deadlines", "P12M"),
        ("Requests CTED to report within 12 months after the initial assessment;", "relative_deadlines", "P12M"),
        ("请反恐执行局在本决议通过后 90 天内提交报告；", "relative_deadlines", "P90D"),
        ("请反恐委员会审议反恐执行局在评估报告提出后 12 个月之内所提供的信息；", "relative_deadlines", ""),
    ],
)
def test_dates_are_deadlines_or_terms_as_printed(annotated, text, field, values):
    assert " ".join(getattr(only(annotated, text), field)) == values


@pytest.mark.parametrize(
    ("text", "rhythms"),
    [
        ("请反恐执行局至少每年一次向安全理事会报告；", [("R/P1Y", 1)]),
        ("请反恐执行局每年两次通报情况；", [("R/P1Y", 2)]),
        ("请反恐执行局定期举行会议；", [("R", None)]),
        ("请秘书长每六个月提交一份报告，并定期通报情况；", [("R/P6M", None), ("R", None)]),
        ("请秘书长提出报告；", []),
        ("Requests CTED to report at least once a year;", [("R/P1Y", 1)]),
        ("Requests CTED to brief it twice a year;", [("R/P1Y", 2)]),
        ("Requests CTED to meet regularly;", [("R", None)]),
    ],
)
def test_a_recurrence_is_an_interval_and_how_often_in_it(annotated, text, rhythms):
    assert [(rhythm.interval, rhythm.times) for rhythm in only(annotated, text).recurrences] == rhythms


# --- how, on what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("促请会员国酌情采取措施；", "as-appropriate"),
        ("请反恐执行局应请求提供协助；", "upon-request"),
        ("请反恐执行局必要时举行会议；", "when-necessary"),
        ("请联合国各实体在现有任务和资源范围内提供协助；", "within-existing-mandates-and-resources"),
        ("鼓励有能力的国家提供援助；", "in-a-position-to-do-so"),
        ("促请会员国根据国际法采取行动；", "international-law"),
        ("促请会员国遵守国际人权法；", "international-human-rights-law"),
        (
            "促请会员国按照国际人权法、国际人道主义法和国际难民法采取行动；",
            "international-human-rights-law international-humanitarian-law refugee-law",
        ),
        ("促请会员国根据国内法和国际法交换信息；", "domestic-law international-law"),
        ("促请会员国根据国内和国际法采取行动；", "domestic-law international-law"),
        (
            "Calls upon States to act in accordance with domestic and international law;",
            "domestic-law international-law",
        ),
        ("促请会员国酌情应请求提供援助；", "as-appropriate upon-request"),
        ("请反恐执行局应会员国、国际组织和其他伙伴的请求提供协助；", "upon-request"),
        ("请反恐执行局回应会员国的访问请求；", ""),
        ("促请会员国根据国内及适用的国际人权法采取行动；", "domestic-law international-human-rights-law"),
        ("请秘书长尽可能缩短起草报告的时间；", ""),
        ("Requests CTED to make available to Member States, at their request, information;", "upon-request"),
        ("鼓励会员国在自愿基础上逐案提供援助；", "case-by-case voluntary"),
        ("请秘书长在各自任务授权范围内，在可行情况下提供援助；", "as-far-as-possible in-accordance-with-mandates"),
        ("Urges States, as applicable, to provide assistance on a case-by-case basis;", "as-applicable case-by-case"),
        ("Invites States to report, where relevant and on a voluntary basis;", "as-relevant voluntary"),
        ("促请会员国采取行动；", ""),
        # a kind of law that nothing is done in accordance with
        ("促请会员国传播国际人权法知识；", ""),
        ("Calls upon Member States to take measures, as appropriate;", "as-appropriate"),
        ("Requests CTED to provide assistance upon request;", "upon-request"),
        ("Requests CTED to hold meetings when necessary;", "when-necessary"),
        (
            "Requests United Nations entities to assist within existing mandates and resources;",
            "within-existing-mandates-and-resources",
        ),
        ("Encourages States in a position to do so to assist;", "in-a-position-to-do-so"),
        ("Calls upon States to act in accordance with international law;", "international-law"),
        (
            "Calls upon States to act in compliance with international human rights law;",
            "international-human-rights-law",
        ),
        (
            "Calls upon States to act consistent with international human rights law, international humanitarian law "
            "and international refugee law;",
            "international-human-rights-law international-humanitarian-law refugee-law",
        ),
        (
            "Calls upon States to exchange information in accordance with domestic law and international law;",
            "domestic-law international-law",
        ),
    ],
)
def test_a_qualifier_says_on_what_condition_one_for_each_kind_of_law(annotated, text, qualifiers):
    assert " ".join(sorted(only(annotated, text).qualifiers)) == qualifiers


@pytest.mark.parametrize(
    ("text", "systems"),
    [
        ("决定会员国应建立预报旅客资料系统；", {"api"}),
        ("决定会员国应收集旅客姓名记录数据；", {"pnr"}),
        ("决定会员国应编制监控名单；", {"watch-lists"}),
        ("鼓励会员国使用风险评估工具；", {"risk-assessment-tools"}),
        ("Decides that Member States shall establish advance passenger information systems;", {"api"}),
        ("Decides that Member States shall collect passenger name record data;", {"pnr"}),
        ("Decides that Member States shall develop watch lists;", {"watch-lists"}),
    ],
)
def test_a_norm_concerns_the_systems_it_names(annotated, text, systems):
    assert set(only(annotated, text).systems) == systems


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("还敦促会员国批准这些公约；", "批准这些公约；"),
        ("决定会员国应建立系统，并鼓励各国提供协助", "建立系统，"),
        ("Urges Member States to ratify it;", "to ratify it;"),
        ("Decides that Member States shall establish systems;", "establish systems;"),
    ],
)
def test_the_action_is_what_follows_addressee_or_modal(annotated, text, action):
    assert norms(annotated, text)[0].action.of(text) == action


def test_roles_and_times_of_one_clause_are_not_those_of_the_next(annotated):
    text = "请反恐执行局在 2018 年 3 月 30 日前向反恐委员会提交报告，并鼓励会员国酌情与国际刑警组织合作；"
    first, second = norms(annotated, text)
    assert (first.recipients, first.deadlines, first.partners, first.qualifiers) == (("ctc",), ("2018-03-30",), (), ())
    assert (second.recipients, second.deadlines, second.qualifiers) == ((), (), ("as-appropriate",))
    assert [(partner.actor, partner.role) for partner in second.partners] == [("interpol", "in-cooperation")]


# --- sub-items ----------------------------------------------------------------------------------------------------


def told(norm):
    """What a norm tells besides its duty, in words."""
    return {
        "by": " ".join(norm.deadlines),
        "till": " ".join(norm.terms),
        "after": " ".join(norm.relative_deadlines),
        "each": " ".join(f"{rhythm.interval} {rhythm.times}" for rhythm in norm.recurrences),
        "to": " ".join(norm.recipients),
        "with": " ".join(f"{partner.role} {partner.actor}" for partner in norm.partners),
        "how": " ".join(norm.qualifiers),
        "on": " ".join(norm.systems),
    }


EVERYTHING = {
    "by": "2018-03-30",
    "till": "2021-12-31",
    "after": "P90D",
    "each": "R/P1Y 2",
    "to": "ctc",
    "with": "in-coordination icao",
    "how": "as-appropriate",
    "on": "api",
}
ZHO = {
    "a": "在 2018 年 3 月 30 日前向反恐委员会提交报告；",
    "b": "与国际民航组织协调，酌情提出关于预报旅客资料的建议；",
    "c": "每年两次举行会议，直至 2021 年 12 月 31 日；",
    "d": "在本决议通过后 90 天内开始工作；",
}
ENG = {
    "a": "to submit a report to the CTC by 30 March 2018;",
    "b": "in coordination with ICAO, to make proposals on advance passenger information, as appropriate;",
    "c": "to meet twice a year until 31 December 2021;",
    "d": "to begin its work within 90 days of the adoption of this resolution;",
}


@pytest.mark.parametrize(
    ("chapeau", "items", "setting"),
    [
        ("请反恐执行局：", ZHO, {}),
        ("决定反恐执行局应：", ZHO, {}),
        ("鼓励反恐执行局采取下列行动：", ZHO, {}),
        ("反恐执行局将：", ZHO, {"by": "cted", "type_": "work-programme"}),
        ("反恐执行局应：", ZHO, REPORT),
        ("Requests CTED:", ENG, {}),
        ("Decides that CTED shall take the following steps:", ENG, {}),
        ("CTED will continue:", ENG, {"by": "cted", "type_": "work-programme"}),
        ("CTED should continue:", ENG, REPORT),
    ],
)
def test_sub_items_without_an_act_tell_what_their_chapeau_asks(itemized, chapeau, items, setting):
    (norm,) = itemized(chapeau, items, **setting).norms
    assert norm.addressees == ("cted",)
    assert told(norm) == EVERYTHING
    assert norm.action.end <= len(chapeau)


@pytest.mark.parametrize(
    ("chapeau", "item", "rhythms"),
    [
        ("请反恐执行局：", "定期报告进展；", ["R"]),
        ("请反恐执行局：", "恢复与会员国的定期会议；", []),
        ("Requests CTED:", "To report regularly;", ["R"]),
        ("Requests CTED:", "To resume its exchanges through regular dialogue;", []),
    ],
)
def test_a_thing_that_a_sub_item_calls_regular_is_no_rhythm_of_the_norm(itemized, chapeau, item, rhythms):
    (norm,) = itemized(chapeau, {"a": item}).norms
    assert [rhythm.interval for rhythm in norm.recurrences] == rhythms


@pytest.mark.parametrize(
    ("chapeau", "items", "deadlines"),
    [
        # an act of its own
        (
            "请反恐执行局：",
            {"a": "提出建议；", "b": "促请会员国在 2018 年 6 月 30 日前采取行动；"},
            {"para/1/cl/1": "", "para/1/b/cl/1": "2018-06-30"},
        ),
        (
            "Requests CTED:",
            {"a": "to make proposals;", "b": "Calls upon Member States to act by 30 June 2018;"},
            {"para/1/cl/1": "", "para/1/b/cl/1": "2018-06-30"},
        ),
        # items of items
        (
            "请反恐执行局：",
            {"a": "采取下列步骤：", "a/i": "在 2018 年 6 月 30 日前提出建议；"},
            {"para/1/cl/1": "2018-06-30"},
        ),
        (
            "请反恐执行局：",
            {"a": "促请会员国：", "a/i": "在 2018 年 6 月 30 日前采取行动；"},
            {"para/1/cl/1": "", "para/1/a/cl/1": "2018-06-30"},
        ),
        (
            "Requests CTED:",
            {"a": "to take these steps:", "a/i": "to make proposals by 30 June 2018;"},
            {"para/1/cl/1": "2018-06-30"},
        ),
        # the clause with which the chapeau ends
        (
            "请反恐执行局提出报告，并鼓励会员国：",
            {"a": "在 2018 年 6 月 30 日前采取行动；"},
            {"para/1/cl/1": "", "para/1/cl/2": "2018-06-30"},
        ),
        (
            "Requests CTED to report, and encourages Member States:",
            {"a": "to act by 30 June 2018;"},
            {"para/1/cl/1": "", "para/1/cl/2": "2018-06-30"},
        ),
    ],
)
def test_a_sub_item_belongs_to_the_nearest_clause_above(itemized, chapeau, items, deadlines):
    found = itemized(chapeau, items).norms
    assert {norm.clause: " ".join(norm.deadlines) for norm in found} == deadlines


def test_a_sub_item_below_a_statement_tells_nothing_of_the_sentence_before(itemized):
    items = {"a": "在 2018 年 6 月 30 日前举行会议；"}
    (norm,) = itemized("反恐执行局将提交报告。活动包括：", items, by="cted", type_="work-programme").norms
    assert norm.deadlines == ()
    items = {"a": "a meeting by 30 June 2018;"}
    (norm,) = itemized("CTED will submit a report. Activities include:", items, by="cted", type_="work-programme").norms
    assert norm.deadlines == ()


def test_a_clause_with_two_duties_is_one_norm_with_the_first(annotated):
    norm = only(annotated, "Decides that Member States shall freeze such assets and shall not provide haven;")
    assert (duty(norm), norm.addressees) == ("obligation", ("member-states",))
    norm = only(annotated, "决定会员国应冻结这些资产且不得提供庇护；")
    assert (duty(norm), norm.addressees) == ("obligation", ("member-states",))


@pytest.mark.parametrize(
    "text", ["反恐执行局将举行会议，并将提交报告。", "CTED will hold a meeting and will submit a report."]
)
def test_a_second_modal_commits_the_subject_of_the_first(annotated, text):
    norms = annotated(text, by="cted", type_="work-programme").norms
    assert [(norm.modality, norm.addressees) for norm in norms] == [("commitment", ("cted",))] * 2


@pytest.mark.parametrize("text", ["我们将审查进展。", "We will review progress."])
def test_what_a_declaration_will_do_commits_the_body_that_adopts_it(annotated, text):
    (norm,) = annotated(text, by="general-assembly").norms
    assert (norm.modality, norm.addressees) == ("commitment", ("general-assembly",))
