"""The plan of the house fails the build: each forbidden arrow is planted once and caught by import-linter."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import ROOT

PLANTED_ARROWS = {
    "an upward import": ("homeward/law/planted.py", "import homeward.measures.result\n"),
    "a stair-to-stair import of a neighbour": ("homeward/stats/planted.py", "import homeward.sources.day\n"),
    "an upward import inside a function": (
        "homeward/charts/planted.py",
        "def draw() -> None:\n    import homeward.reports\n",
    ),
    "an upward import for types only": (
        "homeward/journeys/planted.py",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import homeward.measures.result\n",
    ),
    "Django below the web floor": (
        "homeward/measures/planted.py",
        "def count() -> None:\n    import django.db\n",
    ),
    "a room that is not on the plan": ("homeward/attic/__init__.py", ""),
    "an app that reaches up within the web floor": (
        "homeward/web/audit/planted.py",
        "import homeward.web.people.policy\n",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "homeward", folder / "homeward", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_our_own_house_keeps_the_contracts(copy_of_the_house):
    outcome = lint(copy_of_the_house)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.slow
@pytest.mark.parametrize("arrow", PLANTED_ARROWS)
def test_a_planted_arrow_breaks_a_contract(copy_of_the_house, arrow):
    name, code = PLANTED_ARROWS[arrow]
    planted = copy_of_the_house / name
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(code)
    try:
        outcome = lint(copy_of_the_house)
    finally:
        planted.unlink()
        if not any(planted.parent.iterdir()):
            planted.parent.rmdir()
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr


def test_two_files_that_import_each_other_break_a_contract(copy_of_the_house):
    pair = [copy_of_the_house / f"homeward/stats/{name}.py" for name in ("hen", "egg")]
    pair[0].write_text("import homeward.stats.egg\n")
    pair[1].write_text("import homeward.stats.hen\n")
    try:
        outcome = lint(copy_of_the_house)
    finally:
        for file in pair:
            file.unlink()
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
