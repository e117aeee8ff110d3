"""Nothing committed names a registry, a machine or a secret; every lock is hashed."""

import re
import subprocess

import pytest

from tests.house.reading import ROOT

FORBIDDEN = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|--index-url|--extra-index|/root/|/home/\w+/|BEGIN [A-Z ]*PRIVATE KEY"
)
TEXT = {".py", ".toml", ".md", ".txt", ".html", ".css", ".js", ".json", ".cfg", ".ini", ".sh", ".yml", ""}


@pytest.fixture(scope="module")
def committed():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode != 0:
        pytest.skip("this folder is no git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_address_of_a_registry_no_machine_path_no_secret(committed):
    own = {ROOT / "tests" / "house" / "test_nothing_private_is_committed.py"}
    found = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in committed
        if file.suffix in TEXT and file not in own
        for match in FORBIDDEN.finditer(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_hashed_and_names_no_address(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    entries = re.split(r"\n(?=[a-z0-9])", text.strip(), flags=re.IGNORECASE)
    assert len(entries) > 20
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
