"""The benchmarks run, and print what they measure."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
XML = TOP / "tests" / "loaders" / "akn" / "data"

pytestmark = pytest.mark.slow


def printed(*arguments: str | Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(TOP / "bench")}
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, env=environment, text=True, stdout=subprocess.PIPE, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_every_stage_of_the_build_is_measured() -> None:
    table = printed(TOP / "bench" / "build.py", "--runs", "1", TOP / "corpus" / "S_2018_80.zho.txt")
    stages = [line.split("  ")[0] for line in table.splitlines()[2:]]
    assert stages[:6] == ["compile", "read", "annotate", "describe", "validate", "store"]


def test_a_folder_of_akoma_ntoso_is_streamed_into_quads() -> None:
    table = printed(TOP / "bench" / "archive.py", "--runs", "1", XML).splitlines()
    assert table[0].startswith("2 documents, ")
    assert [line[:16].strip() for line in table[2:]] == [
        "read", "annotate", "describe", "all", "floor: XML", "floor: N-Quads",
    ]  # fmt: skip


def test_the_quality_of_two_expressions_of_one_work_is_scored(tmp_path: Path) -> None:
    out = tmp_path / "scores.json"
    told = printed("-m", "quality", "--json", out, XML)
    assert "2 files scored" in told
    figures = json.loads(out.read_text("utf-8"))["figures"]
    assert figures["documents read"]["f1"] == 1
    assert figures["zh and en: same paragraphs"]["f1"] == 1
    assert figures["plain text: numbers"]["f1"] == 1


ALIKE = """
import json, sys
from quality.scores import _alike, renderings
from mandategraph.loaders.loading import loader
same = renderings(loader().annotators["zho"].knowledge)
print(json.dumps([_alike(*pair, same) for pair in json.loads(sys.argv[1])]))
"""


def test_acts_of_two_languages_are_alike_if_they_render_each_other_in_order() -> None:
    alike = [
        (["note", "urge"], ["note", "urge"]),
        (["note"], ["note", "note"]),
        (["note", "note", "urge"], ["note", "urge"]),
        (["reaffirm", "reaffirm"], ["reiterate", "reaffirm"]),
        (["express-concern again", "urge"], ["reiterate", "urge"]),
        (["urge again", "urge"], ["urge"]),
    ]
    different = [
        (["note"], []),
        (["note", "welcome"], ["welcome", "note"]),
        (["note", "urge", "note"], ["note", "note"]),
        (["reaffirm"], ["reiterate", "reaffirm"]),
        (["express-concern"], ["reiterate"]),
    ]
    told = json.loads(printed("-c", ALIKE, json.dumps([*alike, *different])))
    assert told == [True] * len(alike) + [False] * len(different)


def test_hand_annotation_is_scored_field_by_field(tmp_path: Path) -> None:
    text = tmp_path / "S_RES_2400(2018).eng.txt"
    text.write_text(
        "The Security Council,\n\nRecalling resolution 1373 (2001),\n\n"
        "1. Urges Member States to report by 1 May 2019, and requests the Secretary-General to assist them;\n",
        "utf-8",
    )
    norm: dict[str, object] = {
        "modality": "recommendation", "restated": False, "addressees": ["member-states", "icao"], "recipients": [],
        "partners": [], "qualifiers": [], "deadlines": ["2019-05-01"], "terms": [], "relative": [], "recurrences": [],
    }  # fmt: skip
    lines = [
        {"para": "pre/1", "clauses": [{"act": "recall", "norm": None}],
         "citations": [{"target": "S/RES/1373(2001)", "pinpoints": []}]},
        {"para": "para/1", "clauses": [{"act": "urge", "norm": norm}], "citations": []},
    ]  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        "\n".join(json.dumps({"doc": "S/RES/2400(2018)", "lang": "eng", **line}) for line in lines), "utf-8"
    )
    out = tmp_path / "scores.json"
    printed("-m", "quality", "--gold", gold, "--json", out, text)
    figures = json.loads(out.read_text("utf-8"))["figures"]
    counts = {
        name.removeprefix("eng: "): (each["hits"], each["wanted"], each["given"]) for name, each in figures.items()
    }
    assert counts["acts (clauses)"] == (2, 2, 3)
    assert counts["modality"] == (1, 1, 2)
    assert counts["addressees"] == (1, 2, 2)
    assert counts["deadlines"] == (1, 1, 1)
    assert counts["citations with pinpoint"] == (1, 1, 1)


def test_a_server_that_is_not_installed_is_told_before_anything_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOP / "bench"))
    peers = importlib.import_module("sparql.peers")
    monkeypatch.setattr(peers, "_BIN", Path("nowhere"))
    peers.require(["mandategraph", "no-op, uvicorn"])
    with pytest.raises(peers.NoPeerError, match="oxigraph is not installed: `pip install"):
        peers.require(["mandategraph", "oxigraph, disk"])


def test_servers_are_measured_side_by_side_with_ratios_and_aims(tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    only = [part for name in ("mandategraph", "oxigraph, memory", "no-op, granian") for part in ("--only", name)]
    table = printed("-m", "sparql", "--quick", *only, "--json", out)
    figures = json.loads(out.read_text("utf-8"))["figures"]
    loads = [each for each in figures if each["kind"] == "Measure"]
    assert {each["server"] for each in loads} == {"mandategraph", "oxigraph, memory", "no-op, granian"}
    assert {each["load"]["failed"] for each in loads} == {0}
    assert all(each["load"]["requests"] > 0 for each in loads)
    assert {each["look"]["status"] for each in figures if each["kind"] == "Seen"} == {200}
    assert "repeated: × no-op route" in table


def test_hostile_queries_fail_no_good_one_and_leave_no_memory_behind() -> None:
    # How much slower good ones become is told by a run on a quiet machine, not by one beside other tests.
    printed("-m", "soak", "--seconds", "20", "--quads", "50000", "--timeout", "3", "--slower", "1000")


def test_nothing_that_is_sent_brings_an_error_a_hang_or_growth() -> None:
    printed("-m", "fuzz", "--count", "400")
