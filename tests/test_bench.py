"""The benchmarks run, and print what they measure."""

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
    return subprocess.check_output(command, env=environment, text=True)  # noqa: S603


def test_every_stage_of_the_build_is_measured() -> None:
    table = printed(TOP / "bench" / "build.py", "--runs", "1", TOP / "corpus" / "S_2018_80.zho.txt")
    stages = [line.split("  ")[0] for line in table.splitlines()[2:]]
    assert stages[:6] == ["compile", "read", "annotate", "describe", "validate", "store"]


def test_the_quality_of_two_expressions_of_one_work_is_scored(tmp_path: Path) -> None:
    out = tmp_path / "scores.json"
    told = printed("-m", "quality", "--json", out, XML)
    assert "2 files scored" in told
    figures = json.loads(out.read_text("utf-8"))["figures"]
    assert figures["documents read"]["f1"] == 1
    assert figures["zh and en: same paragraphs"]["f1"] == 1
