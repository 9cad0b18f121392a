"""Clauses: where each act of the issuing body begins and ends, and which act it is (annotation guide, section 2)."""

import pytest

from mandategraph.loaders.annotate.clauses import performative_clauses
from mandategraph.loaders.document import Kind, Paragraph
from mandategraph.loaders.passage import Passage

BEGIN = "‖"
"""Marks in a table where a clause begins; it ends where the next begins, or with the text."""


def shown(clause):
    """An act with its modifiers: `urge repeated intensified`."""
    modifiers = [name for name in ("repeated", "intensified") if getattr(clause, name)]
    return " ".join([clause.act, *modifiers])


def read(annotated, text, **setting):
    return [(shown(c), c.span.of(text)) for c in annotated(text, **setting).clauses]


def marked(text, acts):
    """The text of a table without marks, and the clauses it says are in it."""
    return text.replace(BEGIN, ""), list(zip(acts, text.split(BEGIN)[1:], strict=True))


# --- resolutions --------------------------------------------------------------------------------------------------

CLAUSES = [
    # one act; several acts, with and without a connective
    ("‖决定继续积极处理此案。", ["decide"]),
    (
        "‖决定会员国应建立预报旅客资料系统，‖还促请会员国分享这些资料，‖并鼓励区域组织提供协助；",
        ["decide", "call-upon", "encourage"],
    ),
    ("‖回顾其以往各项决议，‖强调必须执行这些决议；", ["recall", "emphasize"]),
    ("‖确认此类网络的威胁，‖为此敦促会员国防止招募，‖同时促请各国分享信息；", ["recognize", "urge", "call-upon"]),
    ("‖欢迎会员国的努力，‖在这方面邀请会员国交流经验，‖又请秘书长提出报告；", ["welcome", "invite", "request"]),
    ("‖赞扬执行局的工作，‖进一步鼓励执行局加强对话，‖也请其通报情况；", ["commend", "encourage", "request"]),
    ("‖重申恐怖主义构成严重威胁。‖敦促会员国防止这种行为。", ["reaffirm", "urge"]),
    # modifiers are kept apart
    ("‖再次促请各国批准这些公约；", ["call-upon repeated"]),
    (
        "‖强烈谴责一切恐怖主义行为，‖并再次强烈敦促会员国防止此类行为；",
        ["condemn intensified", "urge repeated intensified"],
    ),
    ("‖欢迎会员国的努力，‖再次请秘书长提出报告；", ["welcome", "request repeated"]),
    ("‖还欢迎这些努力；", ["welcome"]),
    # what continues the body's own speech
    ("‖重申会员国的义务，‖同时强调尊重人权至关重要；", ["reaffirm", "emphasize"]),
    ("‖鼓励会员国打击贩运人口，‖确认贩运活动为恐怖主义提供资助；", ["encourage", "recognize"]),
    ("‖谴责劫持人质行为，‖铭记受害者的苦难；", ["condemn", "bear-in-mind"]),
    # the object first
    ("‖对恐怖主义威胁日益扩散表示严重关切，‖强调必须应对这一威胁；", ["express-concern", "emphasize"]),
    ("‖对袭击的受害者及其家属深表同情；", ["express-sympathy"]),
    # who acts according to what is the end of no clause
    ("‖促请会员国根据国际法采取行动，‖并鼓励各国交流经验；", ["call-upon", "encourage"]),
    # behind the text that is recalled the body goes on with the verb it began with
    ("‖回顾第1769(2007)号决议，其中安理会决定设立特派团，‖并回顾延长其任期的各项决议；", ["recall", "recall"]),
    # two verbs with one object, and one verb twice without a comma
    ("‖欢迎‖并鼓励这些努力；", ["welcome", "encourage"]),
    ("‖呼吁在全球采取行动‖并呼吁各国提供协助；", ["call-for", "call-for"]),
    ("‖Welcomes and ‖encourages the efforts of States;", ["welcome", "encourage"]),
    # directives of several actors that share an action
    ("‖敦促各国‖并鼓励区域组织采取一切必要措施；", ["urge", "encourage"]),
    ("‖鼓励各国政府、地方当局和区域组织‖并邀请捐助方提供支持；", ["encourage", "invite"]),
    ("‖审议了该领土问题‖并审查了特别委员会的报告，", ["consider", "examine"]),
    ("‖Having considered the question of the Territory ‖and examined the report,", ["consider", "examine"]),
    # what the body bears in mind, whatever it does
    ("‖鼓励会员国加强合作，‖同时铭记各国负有主要责任；", ["encourage", "bear-in-mind"]),
    ("‖Encourages States to cooperate, ‖bearing in mind their primary responsibility;", ["encourage", "bear-in-mind"]),
    # what it does once more
    ("‖重申不让任何人掉队，希望看到目标实现，‖并再次承诺首先帮助落在最后者，", ["reaffirm", "commit repeated"]),
    ("‖感谢东道国提供支持，‖并相信秘书长将继续与其接触；", ["appreciate", "express-confidence"]),
    # money set aside, the budget first
    ("‖还在2030年方案预算第9款(经济和社会事务)下追加批款100美元；", ["appropriate"]),
    ("‖2030年为该项目批款200美元；", ["appropriate"]),
    # the first person says more of itself
    ("‖We recognize the need for support ‖and call for more of it.", ["recognize", "call-for"]),
    (
        "‖We welcome the report, ‖acknowledge its findings ‖and call upon States to act.",
        ["welcome", "acknowledge", "call-upon"],
    ),
    ("States act. ‖We commit to assist them.", ["commit"]),
    # what follows makes another act of a form
    ("‖要求所有各方停火，‖并要求秘书长提出报告；", ["demand", "request"]),
    ("‖重申其呼吁会员国采取行动；", ["reiterate"]),
    ("‖重申强烈敦促会员国采取行动；", ["reiterate"]),
    ("‖要求利益攸关方提交材料，‖并要求这些部署有妇女参与；", ["request", "demand"]),
    ("‖希望促进两组织之间的合作，", ["desire"]),
    ("‖希望各国促进合作，", ["express-hope"]),
    (
        "‖认识到儿童的权利，‖特别是鼓励各国采取行动，‖并在这方面除其他外赞赏地注意到这些努力；",
        ["recognize", "encourage", "note"],
    ),
    # a decision tells when the body acted
    ("‖2022年12月7日大会第47次全体会议根据第六委员会的建议，注意到委员会的决定；", ["note"]),
    (
        "‖At its 45th plenary meeting, on 7 December 2023, the General Assembly, on the recommendation of the Sixth "
        "Committee, decided to defer the question ‖and requested the Secretary-General to report;",
        ["decide", "request"],
    ),
    (
        "‖2022年2月28日，大会第60次全体会议根据主席的提议，回顾其第75/326号决议及其附件，‖决定核可名单；",
        ["recall", "decide"],
    ),
    # declarations speak in the first person
    ("‖我们重申这一承诺，‖并鼓励各国提供协助。‖我们还将审查进展。", ["reaffirm", "encourage", "will"]),
    ("‖We reaffirm it. ‖We also urge States to act, ‖and we will review progress.", ["reaffirm", "urge", "will"]),
    ("‖We are deeply concerned about the threat;", ["express-concern intensified"]),
    ("‖At its 2nd plenary meeting, on 1 October 2021, the General Assembly appointed Mr. A. as a member;", ["appoint"]),
    ("‖2021年10月1日，大会第2次全体会议再次选举某国为委员会成员；", ["elect repeated"]),
    # in English
    (
        "‖Decides that Member States shall develop such systems, ‖further calls upon Member States to share data, "
        "‖and encourages regional organizations to assist;",
        ["decide", "call-upon", "encourage"],
    ),
    ("‖Recalling its previous resolutions, ‖and stressing the need to implement them,", ["recall", "stress"]),
    ("‖Welcomes these efforts, ‖in this regard invites Member States to exchange experience;", ["welcome", "invite"]),
    (
        "‖Strongly condemns all acts of terrorism, ‖and again urges States to prevent them;",
        ["condemn intensified", "urge repeated"],
    ),
    ("‖Also requests the Secretary-General to report;", ["request"]),
    ("‖Encourages States to counter trafficking, ‖recognizing that it finances terrorism;", ["encourage", "recognize"]),
    (
        "‖Notes the report, ‖emphasizes its importance; ‖expresses its concern about the threat;",
        ["note", "emphasize", "express-concern"],
    ),
    ("‖Reaffirms its commitment. ‖Urges States to act.", ["reaffirm", "urge"]),
    # behind a mere *and*, if the verbs are of one kind
    ("‖Welcomes the report of the Secretary-General ‖and requests him to publish it;", ["welcome", "request"]),
    ("‖Recalling its resolutions ‖and stressing the need to implement them,", ["recall", "stress"]),
    ("‖Recognizing how States fare in promoting and encouraging dialogue,", ["recognize"]),
    ("‖Requests the Committee to go on advising States and encouraging dialogue;", ["request"]),
    # words inside the verb phrase, and before it
    ("‖Expresses its deep and growing concern about the attacks;", ["express-concern"]),
    ("‖Expressing its full and unwavering support for the Mission,", ["support"]),
    ("‖Takes positive note of the reforms;", ["take-note"]),
    ("‖Remains concerned about the attacks, ‖and continues to encourage dialogue;", ["express-concern", "encourage"]),
    ("‖Re-emphasizes that States must act;", ["emphasize repeated"]),
    ("‖表示极其严重关切这些袭击，‖又表示全力支持特派团；", ["express-concern", "support"]),
    ("‖极为关切地注意到这些袭击，‖并赞赏地欢迎各国的援助；", ["note", "welcome"]),
    ("‖感到震惊的是，平民继续遭受袭击，‖呼吁各方停止敌对行动；", ["express-alarm", "call-for"]),
    ("‖提请各国注意这份报告，‖促请各国采取行动；", ["draw-attention", "call-upon"]),
    # the object first
    (
        "‖对各方未能达成一致深感失望，‖并向受害者家属表示慰问；",
        ["express-disappointment", "express-sympathy"],
    ),
    # a blank behind the mark, where the marker of a footnote was
    ("‖欢迎这份报告， ‖邀请各国交流经验；", ["welcome", "invite"]),
    # behind what another text says, a connective takes the body's own speech up again
    ("‖回顾其决议，其中大会重申各国的义务，并决定设立工作组；", ["recall"]),
    ("‖回顾其决议，其中大会重申各国的义务，‖又强调预防的重要性；", ["recall", "emphasize"]),
    ("‖重申《宪章》，包括其中所载各项原则，‖并认识到人权的重要性；", ["reaffirm", "recognize"]),
]


@pytest.mark.parametrize(("text", "acts"), CLAUSES)
def test_each_act_of_the_issuing_body_is_a_clause_up_to_the_next(annotated, text, acts):
    plain, expected = marked(text, acts)
    assert read(annotated, plain) == expected


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        # somebody else's verb
        ("‖欢迎国际民航组织决定制订全球计划；", ["welcome"]),
        ("‖欢迎国际民航组织的努力及其鼓励各国提供协助的决定；", ["welcome"]),
        ("‖回顾其关于延长任期的决定；", ["recall"]),
        ("‖鼓励反恐执行局考虑举行公开会议；", ["encourage"]),
        ("‖促请会员国在制订战略时，支持民间社会参与；", ["call-upon"]),
        ("‖促请会员国应请求提供协助；", ["call-upon"]),
        ("‖请秘书长审查提出请求的国家的需要；", ["request"]),
        ("‖Recalls its decision to establish the Committee;", ["recall"]),
        ("‖Welcomes the decision of ICAO to develop a global plan;", ["welcome"]),
        ("‖Encourages CTED to consider holding open meetings;", ["encourage"]),
        ("‖Requests the Secretary-General to review the requests of States;", ["request"]),
        ("‖Calls upon States to act, support victims, encourage dialogue and invite assistance;", ["call-upon"]),
        ("‖Calls upon States to act, supporting victims, establishing centres and adopting plans;", ["call-upon"]),
        ("‖Urges all those concerned, including neighbouring States, to act;", ["urge"]),
        # a verb of the text that is recalled
        ("‖回顾其第75/237号决议，其中除其他外，促请举行会议，并决定设立工作组；", ["recall"]),
        ("‖欢迎主席声明，安理会在该声明中重申其呼吁，并承诺采取行动；", ["welcome"]),
        ("‖又注意到渔业委员会第三十五届会议赞扬该组织的工作，鼓励其提供指导，并进一步鼓励开展培训；", ["note"]),
        ("‖欢迎执行理事会的决定，其中理事会谴责使用化学武器，并要求采取措施；", ["welcome"]),
        ("‖回顾《公约》第九条除其他外，呼吁缔约国采取措施，", ["recall"]),
        ("‖回顾在“共同的未来”中，鼓励各国执行准则，", ["recall"]),
        ("‖回顾咨询委员会的下列建议：鼓励人居署加强合作；", ["recall"]),
        # a verb in somebody else's list
        ("‖请主席举行特别会议，缅怀受难者；", ["request"]),
        ("‖敦促政府解决这些问题，澄清失踪者的下落；", ["urge"]),
        # We of others
        ("‖We call upon States to recognize these rights and encourage dialogue.", ["call-upon"]),
        # a word that only begins like a verb
        ("‖Urges States to freeze assets owned, directly or indirectly, by such persons;", ["urge"]),
        ("‖Decides that States shall review lists, requests for removal and notes verbales;", ["decide"]),
        # a title or a quotation
        ("‖注意到秘书长题为“预防工作：促请会员国采取行动”的报告；", ["note"]),
        ("‖回顾《反恐纲领：鼓励各国，敦促会员国》的通过；", ["recall"]),
        ("‖表示注意到题为“新的威胁，强调预防”的会议；", ["take-note"]),
        ("‖Takes note of the report entitled “A common threat: calls upon States to act”;", ["take-note"]),
    ],
)
def test_a_verb_of_somebody_else_or_of_a_title_begins_no_clause(annotated, text, acts):
    plain, expected = marked(text, acts)
    assert read(annotated, plain) == expected


@pytest.mark.parametrize(
    "text",
    [
        "会员国应采取行动；",
        "恐怖主义对国际和平与安全构成威胁；",
        "及时提供数据至关重要，支持所有领域的知情决策；",
        "纪念仪式上的发言以十分钟为限。",
        "The threat has grown;",
        "",
    ],
)
def test_a_paragraph_of_a_resolution_without_a_performative_has_no_clause(annotated, text):
    assert annotated(text).clauses == ()


@pytest.mark.parametrize(
    ("act", "chinese"),
    [
        ("call-upon", ["促请", "吁请", "提请"]),
        ("urge", ["敦促"]),
        ("request", ["请"]),
        ("demand", ["要求"]),
        ("direct", ["指示"]),
        ("encourage", ["鼓励"]),
        ("invite", ["邀请"]),
        ("draw-attention", ["提请注意"]),
        ("call-for", ["呼吁"]),
        ("recommend", ["建议"]),
        ("authorize", ["授权"]),
        ("remind", ["提醒"]),
        ("emphasize", ["强调"]),
        ("stress", ["强调指出"]),
        ("underline", ["着重指出"]),
        ("underscore", ["特别指出"]),
        ("highlight", ["重点指出"]),
        ("recognize", ["确认", "认识到"]),
        ("acknowledge", ["承认", "肯定"]),
        ("note", ["注意到"]),
        ("take-note", ["表示注意到"]),
        ("reaffirm", ["重申"]),
        ("affirm", ["申明"]),
        ("recall", ["回顾"]),
        ("welcome", ["欢迎", "欣见"]),
        ("commend", ["赞扬"]),
        ("endorse", ["认可"]),
        ("intend", ["表示打算"]),
        ("decide", ["决定"]),
        ("be-guided", ["遵循"]),
        ("be-aware", ["意识到", "念及"]),
        ("examine", ["审查了"]),
        ("consider", ["审议了"]),
        ("hear", ["听取了"]),
        ("receive", ["收到了"]),
        ("refer", ["提及"]),
        ("echo", ["呼应"]),
        ("respond", ["回应"]),
        ("clarify", ["澄清"]),
        ("agree", ["同意"]),
        ("commit", ["承诺", "表示致力于"]),
        ("extend", ["延长"]),
        ("maintain", ["维持"]),
        ("appropriate", ["追加批款"]),
        ("insist", ["坚持要求"]),
        ("express-readiness", ["表示愿意", "表示准备"]),
        ("express-satisfaction", ["表示满意"]),
        ("be-encouraged", ["感到鼓舞的是"]),
        ("express-disappointment", ["感到失望的是"]),
        ("express-distress", ["深感不安的是"]),
        ("express-outrage", ["深表愤慨的是"]),
        ("deplore", ["痛惜", "斥责"]),
        ("pay-tribute", ["缅怀"]),
        ("look-forward", ["期待", "展望"]),
    ],
)
def test_a_chinese_verb_is_the_act_that_the_united_nations_translate_it_by(annotated, act, chinese):
    assert [read(annotated, f"{verb}会员国的各项努力；")[0][0] for verb in chinese] == [act] * len(chinese)


@pytest.mark.parametrize(
    ("act", "english"),
    [
        ("decide", "Decides"),
        ("demand", "Demands"),
        ("require", "Requires"),
        ("direct", "Directs"),
        ("request", "Requests"),
        ("urge", "Urges"),
        ("call-upon", "Calls upon"),
        ("call-upon", "Calls on"),
        ("call-for", "Calls for"),
        ("appeal", "Appeals to"),
        ("recommend", "Recommends"),
        ("encourage", "Encourages"),
        ("invite", "Invites"),
        ("authorize", "Authorizes"),
        ("approve", "Approves"),
        ("endorse", "Endorses"),
        ("intend", "Expresses its intention"),
        ("recall", "Recalling"),
        ("reaffirm", "Reaffirming"),
        ("reiterate", "Reiterates"),
        ("affirm", "Affirms"),
        ("emphasize", "Emphasizing"),
        ("stress", "Stresses"),
        ("underline", "Underlines"),
        ("underscore", "Underscores"),
        ("highlight", "Highlights"),
        ("recognize", "Recognizing"),
        ("acknowledge", "Acknowledges"),
        ("note", "Notes"),
        ("note", "Noting"),
        ("take-note", "Takes note of"),
        ("welcome", "Welcomes"),
        ("commend", "Commends"),
        ("appreciate", "Expresses its appreciation to"),
        ("support", "Supports"),
        ("express-concern", "Expresses its concern about"),
        ("express-concern", "Gravely concerned about"),
        ("note", "Noting with concern"),
        ("condemn", "Condemns"),
        ("deplore", "Deplores"),
        ("regret", "Regrets"),
        ("remind", "Reminds"),
        ("express-solidarity", "Expresses its solidarity with"),
        ("look-forward", "Looks forward to"),
        ("determine", "Determines"),
        ("consider", "Considering"),
        ("warn", "Warns"),
        ("draw-attention", "Draws attention to"),
        ("bear-in-mind", "Bearing in mind"),
        ("be-guided", "Guided by"),
        ("be-aware", "Mindful also of"),
        ("examine", "Having examined"),
        ("review", "Having reviewed"),
        ("hear", "Having heard"),
        ("receive", "Having received"),
        ("refer", "Referring to"),
        ("echo", "Echoing"),
        ("share", "Sharing"),
        ("respond", "Responding to"),
        ("confirm", "Confirms"),
        ("confirm", "Reconfirming"),
        ("clarify", "Clarifies"),
        ("realize", "Realizing"),
        ("believe", "Believing in"),
        ("agree", "Agrees with"),
        ("desire", "Desirous of"),
        ("commit", "Commits to"),
        ("commit", "Expressing its commitment to"),
        ("renew", "Renews its call for"),
        ("extend", "Extends"),
        ("maintain", "Maintains"),
        ("appropriate", "Appropriates funds for"),
        ("insist", "Insists on"),
        ("express-readiness", "Expresses its readiness to consider"),
        ("express-satisfaction", "Expresses its satisfaction with"),
        ("be-encouraged", "Encouraged by"),
        ("express-disappointment", "Deeply disappointed by"),
        ("express-distress", "Deeply disturbed by"),
        ("express-outrage", "Expressing outrage at"),
        ("oppose", "Strongly objects to"),
        ("pay-tribute", "Honouring"),
        ("look-forward", "Expects"),
        ("consider", "Having also considered"),
        ("draw-attention", "Brings to the attention of all"),
    ],
)
def test_an_english_verb_is_the_act_of_its_lemma(annotated, act, english):
    text = f"{english} the efforts of Member States;"
    ((found, words),) = read(annotated, text)
    assert found.split()[0] == act
    assert words == text


@pytest.mark.parametrize(
    ("language", "text", "acts"),
    [
        # what a sub-item tells its addressee to do
        ("zho", "支持受害者并向其提供援助；", []),
        ("zho", "鼓励各国之间开展对话；", []),
        ("eng", "Encourage dialogue among States;", []),
        ("eng", "Supporting victims of terrorism;", []),
        ("eng", "Coordinate assistance, taking into account resolution 2615 (2021);", []),
        ("eng", "Develop a plan and encourage donors to support it, supporting victims;", []),
        ("zho", "制定计划，并鼓励捐助者提供支持；", []),
        # a verb of its own
        ("zho", "促请各国分享信息；", ["call-upon"]),
        ("zho", "表示打算审查这些措施；", ["intend"]),
        ("eng", "Encourages States to share information;", ["encourage"]),
        ("eng", "to support victims, and calls upon States to assist them;", ["call-upon"]),
        ("eng", "We recognize these needs and encourage support;", ["recognize", "encourage"]),
    ],
)
def test_a_sub_item_is_an_act_only_if_it_opens_with_a_verb_of_its_own(compiled, language, text, acts):
    item = Paragraph("para/1/a", Kind.SUB_ITEM, Passage(text, ()), 2, "", "a", parent="para/1")
    assert [clause.act for clause in performative_clauses(item, "", compiled.annotators[language].clauses)] == acts


@pytest.mark.parametrize(
    ("chapeau", "text", "acts"),
    [
        # the chapeau leaves the word to its items
        ("强调必须保护移民，并在这方面：", "鼓励各国加强合作；", ["encourage"]),
        ("促请各国保护移民，并因此：", "又鼓励各国加强合作；", ["encourage"]),
        ("促请各国保护移民，并因此：", "支持各国的努力；", ["support"]),
        # or tells whose acts they are
        ("促请各国保护移民，包括为此：", "鼓励私营部门参与；", []),
        ("鼓励该会议：", "请其咨询委员会报告进展情况；", []),
        ("鼓励该会议：", "强调委员会的工作十分重要；", []),
        ("鼓励该会议：", "制定计划，并促请各国报告进展情况；", ["call-upon"]),
        # or neither
        ("决定：", "请秘书长提出报告；", ["request"]),
        ("决定：", "鼓励各国提供支持；", ["encourage"]),
        ("决定特派团执行下列任务：", "鼓励各国提供支持；", []),
        ("Decides:", "To request the Secretary-General to report;", ["request"]),
        ("Decides:", "To continue its work;", []),
        ("Decides that the Mission shall:", "To encourage dialogue, and to call upon States to act;", []),
        ("At its 45th plenary meeting, on 7 December 2023, the General Assembly:", "Decided to meet;", ["decide"]),
        ("Recalling that the Council:", "Decided to meet;", []),
    ],
)
def test_a_sub_item_has_verbs_of_the_issuing_body_as_its_chapeau_lets_it(compiled, chapeau, text, acts):
    language = "eng" if chapeau.isascii() else "zho"
    item = Paragraph("para/1/a", Kind.SUB_ITEM, Passage(text, ()), 2, "", "a", parent="para/1")
    assert [clause.act for clause in performative_clauses(item, chapeau, compiled.annotators[language].clauses)] == acts


def test_a_preamble_of_participles_has_no_act_in_a_finite_verb(compiled):
    text = (
        "Reaffirming its resolution 69/313, which supports the Agenda, and reaffirms the commitment, and stressing it,"
    )
    preamble = Paragraph("pre/1", Kind.PREAMBULAR, Passage(text, ()), 1, "")
    clauses = performative_clauses(preamble, "", compiled.annotators["eng"].clauses)
    assert [clause.act for clause in clauses] == ["reaffirm", "stress"]


# --- reports, letters, programmes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("反恐执行局将继续支持会员国。", [("will", "反恐执行局将继续支持会员国。")]),
        (
            "威胁已经演变。会员国应加强边境管制。这一点十分重要。",
            [("should", "会员国应加强边境管制。")],
        ),
        (
            "会员国必须防止恐怖分子流动。它们可利用国际刑警组织的数据库。国际刑警组织可提供协助。",
            [("must", "会员国必须防止恐怖分子流动。"), ("may", "国际刑警组织可提供协助。")],
        ),
        ("会员国不得向恐怖分子提供庇护。", [("must-not", "会员国不得向恐怖分子提供庇护。")]),
        ("会员国有义务冻结资产。", [("must", "会员国有义务冻结资产。")]),
        ("在反恐委员会的指导下，反恐执行局将举行会议。", [("will", "在反恐委员会的指导下，反恐执行局将举行会议。")]),
        ("反恐执行局将酌情与国际刑警组织合作。", [("will", "反恐执行局将酌情与国际刑警组织合作。")]),
        (
            "反恐执行局将举行会议，同时铭记其任务，并在会员国支持下，将继续提交报告。",
            [
                ("will", "反恐执行局将举行会议，"),
                ("bear-in-mind", "同时铭记其任务，"),
                ("will", "并在会员国支持下，将继续提交报告。"),
            ],
        ),
        (
            "CTED will visit States and will report on it.",
            [("will", "CTED will visit States "), ("will", "and will report on it.")],
        ),
        ("秘书长欢迎这一步骤，并感谢会员国。", [("welcome", "秘书长欢迎这一步骤，"), ("appreciate", "并感谢会员国。")]),
        ("这一威胁依然存在，我相信，会员国能够应对。", [("express-confidence", "我相信，会员国能够应对。")]),
        ("我鼓励会员国批准这些公约。", [("encourage", "我鼓励会员国批准这些公约。")]),
        ("CTED will continue to support States. ", [("will", "CTED will continue to support States. ")]),
        (
            "The threat has grown. Member States should strengthen border controls.",
            [("should", "Member States should strengthen border controls.")],
        ),
        ("Member States must freeze such assets.", [("must", "Member States must freeze such assets.")]),
        ("Member States shall not provide haven.", [("must-not", "Member States shall not provide haven.")]),
        ("INTERPOL may provide assistance.", [("may", "INTERPOL may provide assistance.")]),
        ("In this regard, CTED will hold a meeting.", [("will", "In this regard, CTED will hold a meeting.")]),
        ("I encourage Member States to ratify it.", [("encourage", "I encourage Member States to ratify it.")]),
    ],
)
def test_in_a_report_each_sentence_of_an_actor_and_a_modal_is_a_clause(annotated, text, expected):
    assert read(annotated, text, by="secretary-general", type_="report") == expected


@pytest.mark.parametrize(
    "text",
    [
        # no modal
        "反恐执行局对两个会员国进行了访问。",
        "CTED visited two Member States.",
        # no actor
        "这一威胁将继续演变。",
        "The threat will continue to evolve.",
        # no modal word: the same characters in another
        "反恐执行局即将完成这项工作。",
        "反恐执行局可能需要更多时间。",
        "反恐执行局应对这一威胁。",
        "反恐执行局应会员国请求提供了协助。",
        "国家可发挥重要作用。",
        "各国需要援助。",
        # the mark of an object
        "国际刑警组织鼓励各国将访问权限扩大到前线警官。",
        # the actor is not the subject
        "向会员国提供的援助将增加。",
        # a forecast
        "伊黎伊斯兰国将继续构成威胁。",
        "ISIL will continue to pose a threat.",
    ],
)
def test_in_a_report_every_other_sentence_is_a_statement(annotated, text):
    assert annotated(text, by="secretary-general", type_="report").clauses == ()


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("还决定会员国应采取行动，并鼓励各国提供协助；", ["决定", "鼓励"]),
        ("对这些行为表示严重关切；", ["表示严重关切"]),
        ("Also decides to remain seized of the matter.", ["decides"]),
        ("Taking note of the report, and further calling upon States to act,", ["Taking note", "calling upon"]),
    ],
)
def test_the_verb_of_a_clause_is_its_performative_alone(annotated, text, verbs):
    assert [clause.verb.of(text) for clause in annotated(text).clauses] == verbs


def test_clauses_are_numbered_in_each_paragraph_from_one(annotated):
    found = annotated("回顾其决议，鼓励各国提供协助；", "欢迎这些努力，", "又请秘书长提出报告。").clauses
    assert [clause.path for clause in found] == ["para/1/cl/1", "para/1/cl/2", "para/2/cl/1", "para/3/cl/1"]
