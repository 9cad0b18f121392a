"""What the pages say of the checkout, and no installed package can prove: links to files, and figures of bench/."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
PAGES = (TOP / "README.md", *sorted((TOP / "docs").glob("*.md")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_figures_by_hand_are_those_that_the_scorer_prints(corpus: Path) -> None:
    command = [sys.executable, "-m", "quality", "--gold", TOP / "tests" / "gold" / "five.jsonl", corpus]
    environment = {**os.environ, "PYTHONPATH": str(TOP / "bench")}
    printed = subprocess.check_output(command, env=environment, text=True)  # noqa: S603
    assert printed in (TOP / "docs" / "quality.md").read_text(encoding="utf-8")
