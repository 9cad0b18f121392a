"""Citations: found in a text, resolved in a document (annotation guide, section 7)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandategraph.loaders import lexicon
from mandategraph.loaders.annotate.citations import Citation, Form, Target, TargetKind
from mandategraph.loaders.annotate.citations_find import find_citations
from mandategraph.loaders.annotate.citations_grammar import citation_grammar
from mandategraph.loaders.annotate.citations_resolve import Context, full_mentions, resolve
from mandategraph.loaders.annotate.patterns import patterns

INSTRUMENTS = {
    "zho": {
        "联合国宪章": "un-charter",
        "《宪章》": "un-charter",
        "国际民用航空公约": "chicago-convention",
        "芝加哥公约": "chicago-convention",
        "公民权利和政治权利国际公约": "iccpr",
        "世界人权宣言": "udhr",
        "儿童权利公约": "crc",
        "联合国全球反恐战略": "un-ct-strategy",
        "《全球反恐战略》": "un-ct-strategy",
        "《战略》": "un-ct-strategy",
        "反击恐怖主义宣传的综合性国际框架": "international-framework",
        "执行安全理事会第 1373(2001)号决议和其他有关决议的技术指南": "technical-guide",
        "联合国囚犯待遇最低限度标准规则": "nelson-mandela-rules",
        "防止暴力极端主义行动计划": "pve-plan",
    },
    "eng": {
        "Charter of the United Nations": "un-charter",
        "Convention on International Civil Aviation": "chicago-convention",
        "Chicago Convention": "chicago-convention",
        "International Covenant on Civil and Political Rights": "iccpr",
        "United Nations Global Counterterrorism Strategy": "un-ct-strategy",
        "Comprehensive International Framework to Counter Terrorist Narratives": "international-framework",
    },
}
KNOWN = {
    number: f"S/RES/{number}({year})"
    for number, year in [
        ("1267", 1999),
        ("1373", 2001),
        ("1540", 2004),
        ("1989", 2011),
        ("2178", 2014),
        ("2195", 2014),
    ]
}
SELF = "S/RES/2396(2017)"
GRAMMARS = {
    language: citation_grammar(language, {name: (key,) for name, key in names.items()})
    for language, names in INSTRUMENTS.items()
}
PATTERNS = [pattern for language in GRAMMARS for pattern in patterns("citations", language)]


def read(paragraphs, language="zho", known=KNOWN):
    """The citations and findings of a document given as path and text."""
    found = [(path, find_citations(text, GRAMMARS[language])) for path, text in paragraphs]
    mentions = full_mentions(candidate for _, candidates in found for candidate in candidates)
    return resolve(found, Context(SELF, mentions, known))


def shown(text, language):
    """For each citation of one text: its words, target, pinpoints, and the symbols beside its name."""
    citations, findings = read([("para/1", text)], language)
    assert not findings
    return [
        (c.span.of(text), c.target.key, " ".join(p.path for p in c.pinpoints), " ".join(c.also)) for _, c in citations
    ]


def ids(pattern):
    return f"{pattern.language}-{pattern.name}"


@pytest.mark.parametrize("pattern", PATTERNS, ids=ids)
def test_every_pattern_proves_its_examples(pattern):
    assert pattern.match
    assert pattern.no_match
    assert [text for text in pattern.match if pattern.regex.fullmatch(text) is None] == []
    assert [text for text in pattern.no_match if pattern.regex.search(text) is not None] == []


def test_every_word_the_patterns_use_has_a_meaning():
    words = lexicon.load("citations")["words"]
    kinds = {kind for language in GRAMMARS for name in ("named", "numbered") for kind in words[name][language].values()}
    assert kinds == {"para", "pre", "art", "item", "chapter", "annex", "appendix", "pillar", "note", "section"}
    assert set(words["body"]["zho"].values()) == set(words["body"]["eng"].values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # resolutions of the Council
        (
            "第 1267(1999)、1989(2011)和 2253(2015)号决议所设委员会指认的个人",
            [
                ("1267(1999)", "S/RES/1267(1999)", "", ""),
                ("1989(2011)", "S/RES/1989(2011)", "", ""),
                ("2253(2015)", "S/RES/2253(2015)", "", ""),
            ],
        ),
        ("重申第 1373(2001)号决议", [("1373(2001)", "S/RES/1373(2001)", "", "")]),
        ("重申第 1373（2001）号决议", [("1373（2001）", "S/RES/1373(2001)", "", "")]),
        ("重申第１３７３（２００１）号决议", [("１３７３（２００１）", "S/RES/1373(2001)", "", "")]),
        (
            "有关的第 1535(2004)号、1787 (2007)、1805(2008)和 2129(2013)号决议",
            [
                ("1535(2004)", "S/RES/1535(2004)", "", ""),
                ("1787 (2007)", "S/RES/1787(2007)", "", ""),
                ("1805(2008)", "S/RES/1805(2008)", "", ""),
                ("2129(2013)", "S/RES/2129(2013)", "", ""),
            ],
        ),
        (
            "履行第 2331(2016)2341(2017)、2354(2017)号决议规定的任务",
            [
                ("2331(2016)", "S/RES/2331(2016)", "", ""),
                ("2341(2017)", "S/RES/2341(2017)", "", ""),
                ("2354(2017)", "S/RES/2354(2017)", "", ""),
            ],
        ),
        (
            "第 1267(1999)号、第 1989(2011)号和第 2253(2015)号决议所设委员会第 1526(2004)号决议所设监测组",
            [
                ("1267(1999)", "S/RES/1267(1999)", "", ""),
                ("1989(2011)", "S/RES/1989(2011)", "", ""),
                ("2253(2015)", "S/RES/2253(2015)", "", ""),
                ("1526(2004)", "S/RES/1526(2004)", "", ""),
            ],
        ),
        (
            "安理会 2001 年 9 月 28 日第 1373(2001)号、2005 年 9 月 14 日第 1624(2005)号"
            "和 2014 年 9 月 24 日第 2178(2014)号决议",
            [
                ("1373(2001)", "S/RES/1373(2001)", "", ""),
                ("1624(2005)", "S/RES/1624(2005)", "", ""),
                ("2178(2014)", "S/RES/2178(2014)", "", ""),
            ],
        ),
        (
            "请 1267(1999)和 1989(2011)号决议所设委员会",
            [
                ("1267(1999)", "S/RES/1267(1999)", "", ""),
                ("1989(2011)", "S/RES/1989(2011)", "", ""),
            ],
        ),
        ("回顾第 2178 号决议和定义", [("2178", "S/RES/2178(2014)", "", "")]),
        (
            "第1267 和 1989号决议所设委员会及第1540号决议所设委员会",
            [
                ("1267", "S/RES/1267(1999)", "", ""),
                ("1989", "S/RES/1989(2011)", "", ""),
                ("1540", "S/RES/1540(2004)", "", ""),
            ],
        ),
        # resolutions of the Assembly and other bodies
        ("重申大会 2006 年 9 月 8 日第 60/288 号决议所载", [("60/288", "A/RES/60/288", "", "")]),
        ("根据大会 2017年 6月 15 日第 71/291 号决议设立", [("71/291", "A/RES/71/291", "", "")]),
        ("第70/254号决议", [("70/254", "A/RES/70/254", "", "")]),
        ("第 217 A(III)号决议。", [("217 A(III)", "A/RES/217(III)", "part/A", "")]),
        (
            "见第 2200 A(XXI)号决议，附件。",
            [("2200 A(XXI)号决议，附件", "A/RES/2200(XXI)", "part/A annex", "")],
        ),
        ("第 75/242 B 号决议", [("75/242 B", "A/RES/75/242B", "", "")]),
        ("第 ES-10/21 号决议", [("ES-10/21", "A/RES/ES-10/21", "", "")]),
        ("人权理事会第 25/1 号决议", [("25/1", "A/HRC/RES/25/1", "", "")]),
        ("经济及社会理事会第 2010/12 号决议", [("2010/12", "E/RES/2010/12", "", "")]),
        # symbols
        (
            "见 S/2016/92、S/2017/97 和 S/2017/467。",
            [
                ("S/2016/92", "S/2016/92", "", ""),
                ("S/2017/97", "S/2017/97", "", ""),
                ("S/2017/467", "S/2017/467", "", ""),
            ],
        ),
        ("按照 S/PRST/2015/11 的要求", [("S/PRST/2015/11", "S/PRST/2015/11", "", "")]),
        ("A/HRC/25/59。", [("A/HRC/25/59", "A/HRC/25/59", "", "")]),
        ("S/RES/2178 (2014)", [("S/RES/2178 (2014)", "S/RES/2178(2014)", "", "")]),
        ("S/2017/35，第 43 和 44 段", [("S/2017/35，第 43 和 44 段", "S/2017/35", "para/43 para/44", "")]),
        ("第 S/2017/35, 第 41 段。", [("S/2017/35, 第 41 段", "S/2017/35", "para/41", "")]),
        ("S/2017/573,第59和60段。", [("S/2017/573,第59和60段", "S/2017/573", "para/59 para/60", "")]),
        ("袭击行动(S/2016/629,第3段)", [("S/2016/629,第3段", "S/2016/629", "para/3", "")]),
        (
            "S/2017/573, 第 10 段和第 2341(2017)号决议。",
            [
                ("S/2017/573, 第 10 段", "S/2017/573", "para/10", ""),
                ("2341(2017)", "S/RES/2341(2017)", "", ""),
            ],
        ),
        ("工作的报告(S/2004/124，附件)的规定", [("S/2004/124，附件", "S/2004/124", "annex", "")]),
        ("第二十一次报告(S/2018/14)。", [("S/2018/14", "S/2018/14", "", "")]),
        ("报告(S/2018/14)第 3 段", [("S/2018/14)第 3 段", "S/2018/14", "para/3", "")]),
        # pinpoints
        ("为促进第 2178 号决议第 9 段和标准", [("2178 号决议第 9 段", "S/RES/2178(2014)", "para/9", "")]),
        ("第 2178(2014)号决议第 6 段所述", [("2178(2014)号决议第 6 段", "S/RES/2178(2014)", "para/6", "")]),
        (
            "第 1373(2001)号决议第 6段所设委员会",
            [("1373(2001)号决议第 6段", "S/RES/1373(2001)", "para/6", "")],
        ),
        (
            "第 2178(2014)号决议第 4 至 7 段",
            [("2178(2014)号决议第 4 至 7 段", "S/RES/2178(2014)", "para/4-7", "")],
        ),
        (
            "第 2178(2014)号决议序言部分第 3 段",
            [("2178(2014)号决议序言部分第 3 段", "S/RES/2178(2014)", "pre/3", "")],
        ),
        ("第 2178(2014)号决议第 6(a)段", [("2178(2014)号决议第 6(a)段", "S/RES/2178(2014)", "para/6/a", "")]),
        (
            "S/2018/208，附件一，第 7 段",
            [("S/2018/208，附件一，第 7 段", "S/2018/208", "annex/1/para/7", "")],
        ),
        ("第78/253号决议第十二节第9段", [("78/253号决议第十二节第9段", "A/RES/78/253", "section/12/para/9", "")]),
        ("《联合国宪章》第七十三条(辰)款的规定", [("《联合国宪章》第七十三条(辰)款", "un-charter", "art/73/e", "")]),
        ("第55/258号决议第十一节", [("55/258号决议第十一节", "A/RES/55/258", "section/11", "")]),
        # the document itself
        ("支持会员国执行本决议；", [("本决议", SELF, "", "")]),
        ("本决议第 5 段", [("本决议第 5 段", SELF, "para/5", "")]),
        ("审查上文第 71 段中请秘书长提交的报告", [("上文第 71 段", SELF, "para/71", "")]),
        ("以及在根据第 47 段的要求促进", [("第 47 段", SELF, "para/47", "")]),
        # instruments
        ("根据《联合国宪章》第七章采取行动，", [("《联合国宪章》第七章", "un-charter", "chapter/7", "")]),
        (
            "根据《世界人权宣言》 第 12 条和《公民权利和政治权利国际公约》 第 17 条的规定",
            [
                ("《世界人权宣言》 第 12 条", "udhr", "art/12", ""),
                ("《公民权利和政治权利国际公约》 第 17 条", "iccpr", "art/17", ""),
            ],
        ),
        (
            "《国际民用航空公约》(“芝加哥公约”)附件 9 和附件 17 中列有",
            [
                (
                    "《国际民用航空公约》(“芝加哥公约”)附件 9 和附件 17",
                    "chicago-convention",
                    "annex/9 annex/17",
                    "",
                )
            ],
        ),
        ("《芝加哥公约》附件 17 规定", [("《芝加哥公约》附件 17", "chicago-convention", "annex/17", "")]),
        (
            "如《联合国全球反恐战略》(A/RES/60/288)的第一和第四支柱所述",
            [
                (
                    "《联合国全球反恐战略》(A/RES/60/288)的第一和第四支柱",
                    "un-ct-strategy",
                    "pillar/1 pillar/4",
                    "A/RES/60/288",
                )
            ],
        ),
        (
            "《联合国全球反恐战略》(《战略》)(A/RES/70/291 号文件)进行的审查",
            [("《联合国全球反恐战略》(《战略》)(A/RES/70/291 号文件)", "un-ct-strategy", "", "A/RES/70/291")],
        ),
        (
            "的“反击恐怖主义宣传的综合性国际框架” (S/2017/375)；",
            [
                (
                    "“反击恐怖主义宣传的综合性国际框架” (S/2017/375)",
                    "international-framework",
                    "",
                    "S/2017/375",
                )
            ],
        ),
        (
            "执行反击恐怖主义宣传的综合性国际框架(S/2017/375，附件)。",
            [
                (
                    "反击恐怖主义宣传的综合性国际框架(S/2017/375，附件)",
                    "international-framework",
                    "annex",
                    "S/2017/375",
                )
            ],
        ),
        (
            "重申大会第 60/288 号决议所载《联合国全球反恐战略》",
            [("60/288", "A/RES/60/288", "", ""), ("《联合国全球反恐战略》", "un-ct-strategy", "", "")],
        ),
        (
            "《执行安全理事会第 1373(2001)号决议和其他有关决议的技术指南》",
            [
                ("《执行安全理事会第 1373(2001)号决议和其他有关决议的技术指南》", "technical-guide", "", ""),
                ("1373(2001)", "S/RES/1373(2001)", "", ""),
            ],
        ),
        (
            "《联合国囚犯待遇最低限度标准规则》(“纳尔逊·曼德拉规则”)，",
            [("《联合国囚犯待遇最低限度标准规则》(“纳尔逊·曼德拉规则”)", "nelson-mandela-rules", "", "")],
        ),
        ("《战略》的所有四个支柱", [("《战略》", "un-ct-strategy", "", "")]),
        ("遵守国际法和《宪章》各项原则", [("《宪章》", "un-charter", "", "")]),
        # the sanctions list
        ("以伊拉克基地组织列名(QDe.115)。", [("QDe.115", "QDe.115", "", "")]),
        ('萨马赖"(QDi.299)列名', [("QDi.299", "QDi.299", "", "")]),
    ],
)
def test_chinese_citations(text, expected):
    assert shown(text, "zho") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recalling resolution 2178 (2014),", [("2178 (2014)", "S/RES/2178(2014)", "", "")]),
        (
            "pursuant to resolutions 1267 (1999), 1989 (2011) and 2253 (2015) to",
            [
                ("1267 (1999)", "S/RES/1267(1999)", "", ""),
                ("1989 (2011)", "S/RES/1989(2011)", "", ""),
                ("2253 (2015)", "S/RES/2253(2015)", "", ""),
            ],
        ),
        (
            "resolution 1267 (1999), 1989 (2011) and 2253 (2015)",
            [
                ("1267 (1999)", "S/RES/1267(1999)", "", ""),
                ("1989 (2011)", "S/RES/1989(2011)", "", ""),
                ("2253 (2015)", "S/RES/2253(2015)", "", ""),
            ],
        ),
        (
            "its resolutions 1566 (2004) 1624 (2005), and other relevant resolutions",
            [("1566 (2004)", "S/RES/1566(2004)", "", ""), ("1624 (2005)", "S/RES/1624(2005)", "", "")],
        ),
        (
            "resolutions 1267 and 1989 and the Committee",
            [("1267", "S/RES/1267(1999)", "", ""), ("1989", "S/RES/1989(2011)", "", "")],
        ),
        ("its decision in resolution 2178, 15 States", [("2178", "S/RES/2178(2014)", "", "")]),
        (
            "the provisions of Article 73 e of the Charter of the United Nations",
            [("Article 73 e of the Charter of the United Nations", "un-charter", "art/73/e", "")],
        ),
        (
            "section XI, paragraph 6, of General Assembly resolution 59/276",
            [
                (
                    "section XI, paragraph 6, of General Assembly resolution 59/276",
                    "A/RES/59/276",
                    "section/11/para/6",
                    "",
                )
            ],
        ),
        (
            "paragraph 4 of section XIV of its resolution 80/243",
            [("paragraph 4 of section XIV of its resolution 80/243", "A/RES/80/243", "section/14/para/4", "")],
        ),
        (
            "paragraph 9 of resolution 2178 and",
            [("paragraph 9 of resolution 2178", "S/RES/2178(2014)", "para/9", "")],
        ),
        (
            "in paragraphs 4 to 7 of Security Council resolution 2178 (2014)",
            [
                (
                    "paragraphs 4 to 7 of Security Council resolution 2178 (2014)",
                    "S/RES/2178(2014)",
                    "para/4-7",
                    "",
                )
            ],
        ),
        ("its resolution 60/288 of 8 September 2006, and", [("60/288", "A/RES/60/288", "", "")]),
        ("General Assembly resolution 71/291 of 15 June 2017", [("71/291", "A/RES/71/291", "", "")]),
        ("resolution 217 A (III)", [("217 A (III)", "A/RES/217(III)", "part/A", "")]),
        ("Human Rights Council resolution 25/1", [("25/1", "A/HRC/RES/25/1", "", "")]),
        ("to implement the present resolution;", [("the present resolution", SELF, "", "")]),
        ("aspects of this resolution", [("this resolution", SELF, "", "")]),
        (
            "paragraph 5 of the present resolution",
            [("paragraph 5 of the present resolution", SELF, "para/5", "")],
        ),
        ("requested in paragraph 71 above, and", [("paragraph 71 above", SELF, "para/71", "")]),
        ("as requested in paragraph 47;", [("paragraph 47", SELF, "para/47", "")]),
        (
            "Article 17 of the International Covenant on Civil and Political Rights",
            [
                (
                    "Article 17 of the International Covenant on Civil and Political Rights",
                    "iccpr",
                    "art/17",
                    "",
                )
            ],
        ),
        (
            "Acting under Chapter VII of the Charter of the United Nations",
            [("Chapter VII of the Charter of the United Nations", "un-charter", "chapter/7", "")],
        ),
        (
            "Annex 9 and Annex 17 to the Convention on International Civil Aviation contain",
            [
                (
                    "Annex 9 and Annex 17 to the Convention on International Civil Aviation",
                    "chicago-convention",
                    "annex/9 annex/17",
                    "",
                )
            ],
        ),
        (
            "in Pillars I and IV of the United Nations Global Counterterrorism Strategy (A/RES/60/288)",
            [
                (
                    "Pillars I and IV of the United Nations Global Counterterrorism Strategy (A/RES/60/288)",
                    "un-ct-strategy",
                    "pillar/1 pillar/4",
                    "A/RES/60/288",
                )
            ],
        ),
        (
            "United Nations Global Counterterrorism Strategy (GCTS) (document A/RES/70/291) of 1 July",
            [
                (
                    "United Nations Global Counterterrorism Strategy (GCTS) (document A/RES/70/291)",
                    "un-ct-strategy",
                    "",
                    "A/RES/70/291",
                )
            ],
        ),
        (
            "“Comprehensive International Framework to Counter Terrorist Narratives” (S/2017/375) with",
            [
                (
                    "“Comprehensive International Framework to Counter Terrorist Narratives” (S/2017/375)",
                    "international-framework",
                    "",
                    "S/2017/375",
                )
            ],
        ),
        (
            "S/2017/35, paras. 43 and 44.",
            [("S/2017/35, paras. 43 and 44", "S/2017/35", "para/43 para/44", "")],
        ),
        ("(S/2017/375, annex)", [("S/2017/375, annex", "S/2017/375", "annex", "")]),
        ("listed as QDe.115", [("QDe.115", "QDe.115", "", "")]),
    ],
)
def test_english_citations(text, expected):
    assert shown(text, "eng") == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zho", "与 1267 委员会分析支助和制裁监测组之间的协作"),
        ("zho", "议程项目 117"),
        ("zho", "联合国，《条约汇编》，第 1577 卷，第 27531 号。"),
        ("zho", "根据秘书长报告 第 22 段所述"),
        ("zho", "秘书长 2016 年 6 月 9 日关于联合国反恐架构的信"),
        ("zho", "《战略性文件》附件和附文，随函附上"),
        ("zho", "提请注意本函及其附件和附文"),
        ("zho", "国际刑警组织 I-24/7 系统，18-01399 (C)"),
        ("zho", "特别是执行建议 6，并使会员国更好地利用"),
        ("zho", "13 个联合国实体提交的 50 个项目，安理会在该决议中还注意到"),
        ("zho", "2014-2017 年工作，本决议草案"),
        ("zho", "第一次报告，第三阶段，第 8148 次会议"),
        ("zho", "甲型 A/H1N1 流感"),
        ("eng", "the 1267 Committee and the peaceful resolution of 3 conflicts"),
        ("eng", "paragraph 22 of the report of the Secretary-General"),
        ("eng", "agenda item 117, vol. 1577, No. 27531"),
        ("eng", "I-24/7 and/or 18-01399 (E)"),
        ("eng", "the letter of 9 June 2016 and the above threats"),
        ("eng", "across all four of its pillars"),
    ],
)
def test_what_only_looks_like_a_citation_is_none(language, text):
    assert read([("para/1", text)], language) == ((), ())


def keys(paragraphs, language="zho", known=KNOWN):
    citations, findings = read(paragraphs, language, known)
    return [citation.target.key for _, citation in citations], findings


def test_a_number_takes_its_year_from_a_full_mention_anywhere_in_the_document():
    paragraphs = [("para/1", "第 2322 号决议"), ("para/2", "第 2322(2016)号决议")]
    assert keys(paragraphs, known={}) == (["S/RES/2322(2016)", "S/RES/2322(2016)"], ())


def test_a_full_mention_in_the_document_wins_over_the_known_table():
    paragraphs = [("para/1", "第 2322 号决议"), ("para/2", "第 2322(2015)号决议")]
    found, findings = keys(paragraphs, known={"2322": "S/RES/2322(2016)"})
    assert found == ["S/RES/2322(2015)", "S/RES/2322(2015)"]
    assert [finding.kind for finding in findings] == ["citation-year-differs"]


def test_a_number_without_full_mention_takes_its_year_from_the_known_table():
    assert keys([("para/1", "第 1540 号决议")]) == (["S/RES/1540(2004)"], ())


def test_the_document_itself_gives_its_number_its_year():
    assert keys([("para/1", "第 2396 号决议")]) == (["S/RES/2396(2017)"], ())


def test_a_number_that_nothing_gives_a_year_is_a_finding():
    found, (finding,) = keys([("para/3", "第 2322 号决议")], known={})
    assert found == []
    assert (finding.kind, finding.path) == ("citation-without-year", "para/3")
    assert "S/RES/2322" in finding.detail


def test_a_number_printed_with_two_years_is_settled_by_the_known_table_or_is_a_finding():
    paragraphs = [("para/1", "第 2195(2015)和 2195(2014)号决议"), ("para/2", "第 2195 号决议")]
    found, findings = keys(paragraphs)
    assert found == ["S/RES/2195(2015)", "S/RES/2195(2014)", "S/RES/2195(2014)"]
    assert [finding.kind for finding in findings] == ["citation-year-differs"]
    found, findings = keys(paragraphs, known={})
    assert found == ["S/RES/2195(2015)", "S/RES/2195(2014)"]
    assert [finding.kind for finding in findings] == ["citation-year-ambiguous"]


def test_a_misprinted_year_stays_as_printed_and_is_reported():
    found, (finding,) = keys([("pre/1", "第 2195(2015)号决议")])
    assert found == ["S/RES/2195(2015)"]
    assert (finding.kind, finding.path) == ("citation-year-differs", "pre/1")
    assert "S/RES/2195(2014)" in finding.detail


def test_an_assembly_number_without_session_is_not_taken_for_one_of_the_council():
    found, (finding,) = keys([("para/1", "大会第 1373 号决议")])
    assert found == []
    assert finding.kind == "citation-without-year"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zho", "在其第 2253(2015)号决议中表示决心。安理会在该决议第 97 段中请我"),
        ("eng", "In its resolution 2253 (2015), and in paragraph 97 of that resolution"),
    ],
)
def test_that_resolution_is_the_one_cited_last(language, text):
    citations, findings = read([("para/1", text)], language)
    assert [citation.target.key for _, citation in citations] == ["S/RES/2253(2015)", "S/RES/2253(2015)"]
    assert [pinpoint.path for pinpoint in citations[1][1].pinpoints] == ["para/97"]
    assert findings == ()


def test_that_resolution_is_not_another_document_or_an_instrument_cited_since():
    text = "第 2253(2015)号决议、S/2018/14 和《战略》，该决议第 97 段"
    found, _ = keys([("para/1", text)])
    assert found[-1] == "S/RES/2253(2015)"


def test_that_resolution_may_have_been_cited_in_the_paragraph_before():
    found, _ = keys([("para/1", "第 2253(2015)号决议"), ("para/2", "该决议第 97 段")])
    assert found == ["S/RES/2253(2015)", "S/RES/2253(2015)"]


def test_that_resolution_without_one_before_is_a_finding():
    found, (finding,) = keys([("para/1", "该决议第 97 段")])
    assert found == []
    assert finding.kind == "citation-without-antecedent"


def test_ibid_is_what_was_cited_just_before():
    found, _ = keys([("note/1", "S/2017/35，第 17 段。"), ("note/2", "同上，第 22 段。")])
    assert found == ["S/2017/35", "S/2017/35"]
    found, _ = keys([("note/1", "S/2017/35, para. 17."), ("note/2", "Ibid., para. 22.")], "eng")
    assert found == ["S/2017/35", "S/2017/35"]


@pytest.mark.parametrize(
    ("language", "before", "text"),
    [
        ("zho", "《国际民用航空公约》附件 9 和附件 17", "在《附件 9：简化手续》下设定标准"),
        (
            "eng",
            "Annex 17 to the Convention on International Civil Aviation",
            "a standard under Annex 9 — Facilitation",
        ),
    ],
)
def test_an_annex_by_its_title_is_one_of_the_instrument_whose_annexes_were_cited_last(language, before, text):
    citations, findings = read([("pre/1", before), ("pre/2", text)], language)
    path, citation = citations[-1]
    assert (path, citation.target.key) == ("pre/2", "chicago-convention")
    assert [pinpoint.path for pinpoint in citation.pinpoints] == ["annex/9"]
    assert findings == ()


def test_an_annex_by_its_title_without_such_an_instrument_is_a_finding():
    _, (finding,) = keys([("pre/2", "在《附件 9：简化手续》下设定标准")])
    assert finding.kind == "citation-without-antecedent"


def test_a_paragraph_above_is_one_of_the_component_in_which_it_is_cited():
    citations, _ = read([("annex/1/para/9", "上文第 7 段")])
    assert [pinpoint.path for _, citation in citations for pinpoint in citation.pinpoints] == ["annex/1/para/7"]


def test_targets_tell_what_they_are():
    text = "第 1373(2001)号决议、《战略》和 QDe.115"
    citations, _ = read([("para/1", text)])
    assert [citation.target for _, citation in citations] == [
        Target(TargetKind.DOCUMENT, "S/RES/1373(2001)"),
        Target(TargetKind.INSTRUMENT, "un-ct-strategy"),
        Target(TargetKind.LISTING, "QDe.115"),
    ]
    assert all(isinstance(citation, Citation) for _, citation in citations)


def test_spans_count_code_points():
    text = "\U0001f54a\U00020000 《战略》"
    (candidate,) = find_citations(text, GRAMMARS["zho"])
    assert candidate.span.of(text) == "《战略》"


def test_without_instruments_the_rest_is_found():
    grammar = citation_grammar("zho", {})
    assert [c.value for c in find_citations("《战略》和第 1373(2001)号决议", grammar)] == ["S/RES/1373(2001)"]


SERIES = [
    ("eng", "decision 73/546 of 22 December 2018", ["A/DEC/73/546"]),
    ("zho", "第 73/546 号决定", ["A/DEC/73/546"]),
    ("eng", "its decisions 2022/355 of 22 July 2022 and 2023/349", ["E/DEC/2022/355", "E/DEC/2023/349"]),
    ("zho", "第 2022/355 号决定", ["E/DEC/2022/355"]),
    ("eng", "decision 14/34 of the Conference of the Parties", []),
    ("zho", "缔约方大会第 14/34 号决定", []),
    ("eng", "Human Rights Council, in its resolution 45/12", ["A/HRC/RES/45/12"]),
    ("eng", "Council resolutions 5/1 and 5/2", ["A/HRC/RES/5/1", "A/HRC/RES/5/2"]),
    ("zho", "人权理事会题为“土著人民”的 2020 年 10 月 6 日第 45/12 号决议", ["A/HRC/RES/45/12"]),
    ("zho", "人权理事会关于体制建设的第 5/1 号决议", ["A/HRC/RES/5/1"]),
    ("eng", "Council resolution 2008 (LX) of 14 May 1976", ["E/RES/2008(LX)"]),
    ("eng", "Environment Assembly resolution 4/10", ["UNEP/EA.4/RES/10"]),
    ("zho", "联合国环境大会 2019 年 3 月 15 日第 4/10 号决议", ["UNEP/EA.4/RES/10"]),
    ("eng", "Commission on Crime Prevention and Criminal Justice resolution 27/6", ["E/CN.15/RES/27/6"]),
    ("zho", "社会发展委员会第 42/1 号决议", ["E/CN.5/RES/42/1"]),
    ("eng", "resolution 181 A and B (II)", ["A/RES/181(II)"]),
    ("zho", "第 181A 和 B(II)号决议", ["A/RES/181(II)"]),
    ("eng", "Resolution S\u201110/2", ["A/RES/S-10/2"]),
    (
        "eng",
        "GC(69)/RES/9 A.2, GC(SPL.2)/RES/1 and EC-102/DEC.6",
        ["GC(69)/RES/9A.2", "GC(SPL.2)/RES/1", "EC-102/DEC.6"],
    ),
    ("zho", "题为“核安全”的 GC(69)/RES/7 号决议", ["GC(69)/RES/7"]),
    (
        "eng",
        "its resolutions 74/270 of 2 April 2020, entitled “Unity”, 74/274 of 20 April 2020, in which it spoke, "
        "and 68/237 of 23 December 2013",
        ["A/RES/74/270", "A/RES/74/274", "A/RES/68/237"],
    ),
    (
        "eng",
        "its resolution 74/270 of 2 April 2020, and decision 74/546 of 3 May 2020, entitled “Rules”, "
        "75/555 of 4 May 2021",
        ["A/RES/74/270", "A/DEC/74/546", "A/DEC/75/555"],
    ),
    (
        "eng",
        "resolutions 74/232 A and B, 75/227, 78/254 A to C of 22 December 2023 and 78/255",
        ["A/RES/74/232A-B", "A/RES/75/227", "A/RES/78/254A-C", "A/RES/78/255"],
    ),
    ("zho", "第 74/232 A和B、75/227 和 78/254 A至C号决议", ["A/RES/74/232A-B", "A/RES/75/227", "A/RES/78/254A-C"]),
    ("zho", "第 2022/201 A号和第 2022/201 B号决定", ["E/DEC/2022/201A", "E/DEC/2022/201B"]),
    ("zho", "第 281(LXIII)号决定", ["E/DEC/281(LXIII)"]),
    ("zho", "大会第一㈠号决议", ["A/RES/1(I)"]),
    ("zho", "第 10/2019 号决议", []),
    (
        "eng",
        "resolutions on sanctions, in particular 1267 (1999) and 1989 (2011)",
        ["S/RES/1267(1999)", "S/RES/1989(2011)"],
    ),
    ("eng", "resolution 2428 (2018), renewed in 2471 (2019)", ["S/RES/2428(2018)", "S/RES/2471(2019)"]),
    (
        "eng",
        "resolutions 73/71 on bombs and 73/72, 73/73 and 74/1",
        ["A/RES/73/71", "A/RES/73/72", "A/RES/73/73", "A/RES/74/1"],
    ),
    ("eng", "resolution 5/12 of 2 March 2022 of the United Nations Environment Assembly", ["UNEP/EA.5/RES/12"]),
    ("eng", "resolution 11/4 of 21 October 2022 of the Conference of the Parties", []),
    ("eng", "Human Rights Council decision 18/120 and resolutions 24/14", ["A/HRC/DEC/18/120", "A/HRC/RES/24/14"]),
    ("eng", "General Assembly resolution 60/251 and resolution 60/288", ["A/RES/60/251", "A/RES/60/288"]),
    ("zho", "人权理事会第 43/1 号决议和 2021 年 7 月 13 日第 47/21 号决议", ["A/HRC/RES/43/1", "A/HRC/RES/47/21"]),
    ("zho", "联合国环境大会 2022 年 3 月 2 日题为“基础设施”的第 5/9 号决议", ["UNEP/EA.5/RES/9"]),
    ("zho", "关于增进人口与发展委员会贡献的 2023 年 12 月 19 日第 78/225 号决议", ["A/RES/78/225"]),
    ("zho", "题为“一”的第 70/193 号和题为“二”的第 70/200 号决议", ["A/RES/70/193", "A/RES/70/200"]),
    ("zho", "大会第 76/136 号和以往各项决议", ["A/RES/76/136"]),
    ("zho", "A/63/855‑S/2009/250 和 A/ES‑10/273", ["A/63/855", "A/ES-10/273"]),
]


@pytest.mark.parametrize(("language", "text", "symbols"), SERIES)
def test_a_number_makes_the_symbol_of_whoever_numbers_so(language, text, symbols):
    found = find_citations(text, GRAMMARS[language])
    assert [candidate.value for candidate in found] == symbols


@pytest.mark.parametrize(
    ("language", "text", "pinpoints"),
    [
        ("eng", "Article 101, paragraph 3, of the Charter of the United Nations", ["art/101/para/3"]),
        ("zho", "《联合国宪章》第一百零一条第三项", ["art/101/para/3"]),
        ("eng", "article 20 (2) of the International Covenant on Civil and Political Rights", ["art/20/para/2"]),
        ("zho", "《联合国宪章》第一条第二款(b)项", ["art/1/para/2/b"]),
        ("eng", "paragraph 36 to paragraph 38 of resolution 2178 (2014)", ["para/36-38"]),
        ("zho", "本决议第 34.c 段", ["para/34/c"]),
        ("zho", "记录(A/75/53)，第四章", ["chapter/4"]),
        ("eng", "paragraphs 3 (c), (d) and (e) of resolution 2178 (2014)", ["para/3/c", "para/3/d", "para/3/e"]),
        ("eng", "paragraphs 3 (a) to (f) and 5 of resolution 2178 (2014)", ["para/3/a-f", "para/5"]),
        ("eng", "article 20 (2) and (3) of the Chicago Convention", ["art/20/para/2", "art/20/para/3"]),
        ("eng", "paragraphs 4, 6 (as modified below) and 7 of resolution 2178 (2014)", ["para/4", "para/6", "para/7"]),
        ("eng", "section 5.1.2 of the Chicago Convention", ["section/5.1.2"]),
        ("eng", "Supplement No. 53 (A/75/53), chap. IV, sect. A", ["chapter/4", "section/A"]),
        ("zho", "第 2178(2014)号决议第 3 段(c)、(d)和(e)分段", ["para/3/c", "para/3/d", "para/3/e"]),
        ("zho", "第 2178(2014)号决议第 3(a)至(f)段", ["para/3/a-f"]),
        ("zho", "第 2178(2014)号决议第 9(a)、(b)和 12 段", ["para/9/a", "para/9/b", "para/12"]),
        ("zho", "记录(A/75/53)，第四章，A节", ["chapter/4", "section/A"]),
        ("zho", "记录(A/75/53)，第三.A节", ["section/3/A"]),
        ("eng", "Supplement No. 53 (A/75/53), sect. III.A", ["section/3/A"]),
        ("zho", "《联合国宪章》第五条第五款第㈦项", ["art/5/para/5/g"]),
        ("zho", "第 2178(2014)号决议第 3(a)(五)和 29㈠段", ["para/3/a/v", "para/29/i"]),
        ("eng", "paragraph 21.a.iii of resolution 2178 (2014)", ["para/21/a/iii"]),
        ("eng", "paras 1 and 2 (a) (i) of resolution 2178 (2014)", ["para/1", "para/2/a/i"]),
        ("eng", "OP5 of resolution 2178 (2014)", ["para/5"]),
        ("eng", "paragraph 41 of the report of the Secretary-General of 10 May 2016 (S/2016/951)", ["para/41"]),
        ("eng", "the annexes of the report of the Secretary-General (S/2016/951)", []),
        ("eng", "resolution 2178 (2014), in particular paragraphs 15 to 17", ["para/15-17"]),
        ("zho", "第 2178(2014)号决议，特别是其中第 15 至 17 段", ["para/15-17"]),
        ("zho", "第 2178(2014)号决议附件中关于宣布国际年的标准的第 1 至 10 段", ["annex/para/1-10"]),
        ("eng", "resolution 79/1 entitled “The Pact for the Future” and its annexes", ["annex"]),
        ("zho", "S/2016/951 号文件附件", ["annex"]),
        ("eng", "resolution 2178 (2014) and paragraph 3.4 of the guidelines", []),
        ("eng", "resolution 2178 (2014) and article 5 of the Code", []),
    ],
)
def test_a_part_is_pinpointed_as_deep_as_printed(language, text, pinpoints):
    (found,) = find_citations(text, GRAMMARS[language])
    assert [pinpoint.path for pinpoint in found.pinpoints] == pinpoints


@pytest.mark.parametrize(("own", "cited"), [({"para/1", "para/3"}, 1), ({"para/1"}, 0)])
def test_a_paragraph_without_a_document_is_one_of_this_document_if_it_has_it(own, cited):
    found = find_citations("the measures in paragraph 3", GRAMMARS["eng"])
    citations, findings = resolve([("para/1", found)], Context(SELF, {}, KNOWN, frozenset(own)))
    assert (len(citations), len(findings)) == (cited, 1 - cited)


@pytest.mark.parametrize(
    ("text", "pinpoints"),
    [
        ("审查第 1 段所述措施", ["para/1"]),
        ("为第 5 和 6 段所列部署工作", ["para/5", "para/6"]),
        ("注意到秘书长报告第 1 段所述措施", []),
        ("《最后文件》第 1 段规定的任务", []),
        ("第 4 条第 1 款所述委员会", []),
        ("采取第 1 段措施", []),
    ],
)
def test_words_behind_a_paragraph_tell_that_it_is_one_of_this_document(text, pinpoints):
    found = find_citations(text, GRAMMARS["zho"])
    assert [pinpoint.path for candidate in found for pinpoint in candidate.pinpoints] == pinpoints


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "the Convention on International Civil Aviation (Chicago Convention) and",
            ["Convention on International Civil Aviation (Chicago Convention)"],
        ),
        (
            "the Convention on International Civil Aviation (the Chicago Convention)",
            ["Convention on International Civil Aviation (the Chicago Convention)"],
        ),
        (
            "the Charter of the United Nations (Chicago Convention)",
            ["Charter of the United Nations", "Chicago Convention"],
        ),
    ],
)
def test_another_name_in_brackets_is_part_of_the_citation(text, spans):
    assert [found.span.of(text) for found in find_citations(text, GRAMMARS["eng"])] == spans


def test_a_part_thereof_is_one_of_what_else_was_cited_last():
    text = "paragraph 7 of resolution 2178 (2014), from the adoption of this resolution, and paragraph 11 thereof"
    found = find_citations(text, GRAMMARS["eng"])
    citations, _ = resolve([("para/1", found)], Context(SELF, full_mentions(found), KNOWN))
    last = citations[-1][1]
    assert (last.target.key, last.pinpoints[0].path) == ("S/RES/2178(2014)", "para/11")


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("eng", "the Conference of the Parties to the Convention on International Civil Aviation", 0),
        ("eng", "the secretariat of the Chicago Convention", 0),
        ("eng", "States parties to the Chicago Convention", 1),
        ("eng", "the item entitled “Chicago Convention”", 0),
        ("zho", "《儿童权利公约》缔约国会议", 0),
        ("zho", "题为“《儿童权利公约》的执行情况”的分项", 0),
        ("zho", "题为“《儿童权利公约》的执行情况”的第 78/1 号决议", 2),
        ("zho", "《儿童权利公约》缔约国", 1),
    ],
)
def test_an_instrument_in_the_name_of_a_body_is_not_cited(language, text, times):
    assert len(find_citations(text, GRAMMARS[language])) == times


@pytest.mark.parametrize(
    ("language", "text"),
    [("eng", "Ibid., vol. 2515, No. 44910."), ("zho", "同上，《第七十七届会议，补编第 48 号》(A/77/48)。")],
)
def test_ibid_that_goes_on_with_another_volume_is_no_citation_of_the_same(language, text):
    assert Form.SAME not in {candidate.form for candidate in find_citations(text, GRAMMARS[language])}


def test_a_name_of_two_instruments_cites_both():
    grammar = citation_grammar("eng", {"International Covenants": ("iccpr", "icescr")})
    assert [found.value for found in find_citations("the International Covenants", grammar)] == ["iccpr", "icescr"]


def test_every_form_of_candidate_is_resolved():
    text = (
        "第 1373(2001)号决议，第 60/288 号决议，第 1540 号决议，《战略》附件，QDe.115，本决议，上文第 1 段，"
        "该决议第 2 段，《附件 9：手续》，同上"
    )
    found = find_citations(text, GRAMMARS["zho"])
    found += find_citations("paragraph 3 thereof", GRAMMARS["eng"])
    assert {candidate.form for candidate in found} == set(Form)
    citations, findings = resolve([("para/1", found)], Context(SELF, full_mentions(found), KNOWN))
    assert len(citations) == len(found)
    assert findings == ()


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "9" * 5000,
        "第" + "9" * 5000 + "号决议",
        "resolution " + "9" * 5000,
        "S/" + "9" * 5000,
        "٣(٢٠١٧)号决议",
    ],
)
def test_empty_texts_and_endless_numbers_hold_no_citation(language, text):
    assert find_citations(text, GRAMMARS[language]) == ()


PIECES = st.sampled_from(
    [
        "第",
        "1373",
        "(2001)",
        "、",
        "和",
        "号决议",
        "第 6 段",
        "S/2017/35",
        "，",
        "《战略》",
        "(",
        ")",
        "附件 9",
        "的",
        "上文",
        "该决议",
        "本决议",
        "《附件 9：手续》",
        "QDe.115",
        "resolution ",
        "resolutions ",
        "paragraph 3 ",
        "of ",
        "that resolution",
        " above",
        "Annex",
        " and ",
        "60/288",
        "A (III)",
        "大会",
        "根据",
        "第七章",
        "“芝加哥公约”",
        "\u3000",
        "０",
    ]
)


@pytest.mark.parametrize("language", GRAMMARS)
@given(text=st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map("".join)))
def test_whatever_the_text_candidates_lie_in_it_in_order_and_can_be_resolved(language, text):
    found = find_citations(text, GRAMMARS[language])
    assert all(candidate.extent.covers(candidate.span) for candidate in found)
    assert all(len(candidate.span) and candidate.extent.end <= len(text) for candidate in found)
    assert [candidate.span.start for candidate in found] == sorted(candidate.span.start for candidate in found)
    citations, findings = resolve([("para/1", found)], Context(SELF, full_mentions(found), KNOWN))
    unsettled = [finding for finding in findings if finding.kind != "citation-year-differs"]
    assert len(citations) + len(unsettled) == len(found)


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize(
    "unit",
    [
        "第1、",
        "第1段",
        "第1、第1、",
        "1267(1999)、",
        "《战略》(",
        "S/",
        "附件1、",
        "resolution 1, ",
        "paragraphs 1 to ",
        "(",
        "\u3000",
    ],
)
def test_a_long_hostile_text_takes_time_in_proportion(language, unit):
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    find_citations(text, GRAMMARS[language])
    assert time.process_time() - started < 10


def test_a_language_without_lexicon_is_refused():
    with pytest.raises(KeyError):
        citation_grammar("xxx", {})


@pytest.mark.parametrize(
    ("symbol", "text", "target"),
    [
        ("A/HRC/RES/57/34", "Recalling its resolution 10/33", "A/HRC/RES/10/33"),
        ("A/HRC/RES/57/34", "Recalling resolution 60/251", "A/RES/60/251"),
        ("A/HRC/RES/57/34", "Recalling General Assembly resolution 48/141", "A/RES/48/141"),
        ("A/RES/70/291", "Recalling its resolution 60/33", "A/RES/60/33"),
    ],
)
def test_the_human_rights_council_cites_its_own_sessions_without_naming_itself(symbol, text, target):
    found = find_citations(text, GRAMMARS["eng"])
    citations, _ = resolve([("pre/1", found)], Context(symbol, full_mentions(found), {}))
    assert [citation.target.key for _, citation in citations] == [target]


def test_a_number_of_a_session_that_the_assembly_numbered_otherwise_is_a_finding():
    found = find_citations("Recalling resolution 10/33", GRAMMARS["eng"])
    citations, (finding,) = resolve([("pre/1", found)], Context("A/RES/70/291", full_mentions(found), {}))
    assert not citations
    assert (finding.kind, finding.words) == ("citation-without-body", "A/RES/10/33")
