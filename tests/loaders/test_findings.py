"""What the data do not know is a finding with the words it is met in; what they know is none."""

from collections.abc import Callable

import pytest

from mandategraph.loaders.annotations import Annotations

Annotated = Callable[..., Annotations]


def found(annotations: Annotations) -> list[tuple[str, str, str]]:
    return [(each.kind, each.path, each.words) for each in annotations.findings]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Bemoans the state of harbour lights;", "unknown-act", "Bemoans the"),
        ("同情灯塔看守人的处境；", "unknown-act", "同情灯塔看守"),
        ("Requests the Lamp Office to report every year;", "unknown-actor", "Lamp Office"),
        (
            "Invites members of the Lamplighters’ Union, to take part;",
            "unknown-actor",
            "members of the Lamplighters’ Union",
        ),
        ("请灯塔联合办公室继续提供咨询；", "unknown-actor", "灯塔联合办公室"),
        ("Takes note of document LAMP/2030/17;", "unknown-symbol", "LAMP/2030/17"),
        ("注意到LAMP/COP(15)/23/Add.1；", "unknown-symbol", "LAMP/COP(15)/23/Add.1"),
        ("Welcomes the Lamp Town Agreement;", "unknown-instrument", "Lamp Town Agreement"),
        ("欢迎《灯镇协定》；", "unknown-instrument", "《灯镇协定》"),
        ("Recalls Security Council resolution 9876;", "citation-without-year", "S/RES/9876"),
        ("回顾第9876号决议；", "citation-without-year", "S/RES/9876"),
    ],
)
def test_what_the_data_do_not_know_is_found_with_its_words(
    annotated: Annotated, text: str, kind: str, words: str
) -> None:
    assert found(annotated(text)) == [(kind, "para/1", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretary-General to report every year;",
        "请秘书长每年提出报告；",
        "Calls for full respect for the law;",
        "Encourages efforts to light harbours;",
        "Acting under Chapter VII of the Charter of the United Nations,",
        "根据《联合国宪章》第七章采取行动，",
        "Recalls the Charter of the United Nations and resolution 1373 (2001);",
        "回顾《联合国宪章》和第1373(2001)号决议；",
        "Takes note of the report (S/2030/17) on HIV/AIDS and/or harbours;",
    ],
)
def test_what_the_data_know_and_what_names_nobody_is_no_finding(annotated: Annotated, text: str) -> None:
    assert found(annotated(text)) == []


def test_a_report_need_not_begin_its_paragraphs_with_an_act(annotated: Annotated) -> None:
    assert found(annotated("Harbours are dark.", by="secretary-general", type_="report")) == []


def test_a_sub_item_need_not_begin_with_an_act(itemized: Annotated) -> None:
    assert found(itemized("Requests the Secretary-General:", {"a": "Harbours;", "b": "Lights;"})) == []
