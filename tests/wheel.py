"""Build the wheel, install it in a clean environment away from the checkout, and test there that all is in it."""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BESIDE = ("tests", "docs", "README.md", "CHANGELOG.md", "pyproject.toml")
"""What the tests read besides the installed package."""

TESTS = ("ontology", "queries", "loaders/test_lexicon.py", "server/test_cli.py", "server/test_pages.py", "test_docs.py")
"""The tests of data files, templates, pages and commands: what a package can lack that a checkout has."""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="mandategraph-wheel-") as name:
        place = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", str(place / "dist"), cwd=TOP)
        (wheel,) = (place / "dist").glob("*.whl")
        venv.create(place / "venv", with_pip=True)
        python = str(place / "venv" / "bin" / "python")
        run(python, "-m", "pip", "install", "--quiet", f"{wheel}[dev]", cwd=place)
        for part in BESIDE:
            copy(TOP / part, place / part)
        run(
            python, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", *(f"tests/{each}" for each in TESTS), cwd=place
        )
        run(python, "-W", "error", "-c", "import mandategraph.server.cli as c; print(c.__file__)", cwd=place)
        run(str(place / "venv" / "bin" / "mandategraph"), "build", str(place / "graph.nq"), cwd=place)


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def run(*command: str, cwd: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    subprocess.run(command, cwd=cwd, env=environment, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
