"""Whatever the environment may set is written down for those who run the service."""

import re
from pathlib import Path

import pytest

from homeward.web.settings.environment import database

ROOT = Path(__file__).parents[2]
READ = re.compile(r"""(?:\b(?:text|number|getenv)\(|environ(?:\.get)?[\[(])\s*["'](HOMEWARD_[A-Z_]+)["']""")
NOT_FOR_A_SERVICE = {
    "HOMEWARD_DEMO_PASSWORD": "the invented service",
    "HOMEWARD_TODAY": "the invented service",
}


def names_read() -> set[str]:
    """Return the names of all that is read from the environment, also by way of a constant."""
    files = [file.read_text() for file in (ROOT / "homeward").rglob("*.py")]
    constants = {name for text in files for name in re.findall(r'^[A-Z_]+ = "(HOMEWARD_[A-Z_]+)"', text, re.MULTILINE)}
    return constants.union(*(READ.findall(text) for text in files))


def test_every_variable_of_the_environment_is_told_to_those_who_run_a_service() -> None:
    told = (ROOT / "docs" / "how-to" / "run-a-service.md").read_text()
    read = names_read()
    assert {"HOMEWARD_SECRET_KEY", "HOMEWARD_BACKUP_PASSPHRASE"} <= read, "else this could not fail"
    assert sorted(name for name in read - set(NOT_FOR_A_SERVICE) if f"`{name}`" not in told) == []


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_a_connection_to_postgresql_serves_many_requests_and_is_tested_before_each(scheme: str, tmp_path: Path) -> None:
    made = database(f"{scheme}://somebody@localhost/homeward", tmp_path)
    assert (made["CONN_MAX_AGE"], made["CONN_HEALTH_CHECKS"]) == (60, True)
    assert "CONN_MAX_AGE" not in database("", tmp_path)
