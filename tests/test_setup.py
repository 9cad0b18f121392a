"""The README's commands on a fresh clone: each does all set-up itself, and the graph is served."""

import json
import os
import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
QUERY = "ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"

pytestmark = pytest.mark.slow


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    place = tmp_path / "mandategraph"
    subprocess.run(["git", "clone", "--quiet", str(TOP), str(place)], check=True)  # noqa: S603, S607
    return place


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def setup_lines() -> list[str]:
    """The README's commands for those without make."""
    _, without = re.findall(r"^```sh\n(.*?)^```", (TOP / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [line for line in without.splitlines() if line]


def answers(command: str, place: Path, port: int) -> None:
    """Hold that a command serves the graph, with progress on the terminal, until it is interrupted."""
    process = subprocess.Popen(  # noqa: S602
        f"exec {command}", shell=True, cwd=place, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    told = []
    for line in process.stderr:
        told.append(line)
        if "serving on" in line:
            break
    assert [line for line in told if "S/RES/2396(2017)" in line]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sparql?format=json&query={QUERY}", timeout=20) as answer:
        assert json.load(answer)["boolean"] is True
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=30)


def test_make_serve_sets_everything_up_and_serves(clone: Path, port: int) -> None:
    answers(f"make --silent serve ARGS='--port {port}'", clone, port)


def test_without_make_four_lines_do_the_same(clone: Path, port: int) -> None:
    create, install, serve, test = setup_lines()
    for line in (create, install):
        subprocess.run(line, shell=True, cwd=clone, check=True, capture_output=True)  # noqa: S602
    answers(f"{serve} --port {port}", clone, port)
    subprocess.run(f"{test} -q tests/ontology", shell=True, cwd=clone, check=True, capture_output=True)  # noqa: S602
