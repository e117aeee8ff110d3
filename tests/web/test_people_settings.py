"""How the service is set up: ready for production, quiet in its logs, and open about who may open what."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from homeward.web.accounts.roles import Role
from homeward.web.settings import base, environment
from homeward.web.settings.logs import QuietFormatter

NAME = "Jordan Example"


def run(module: str, *words: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOMEWARD_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "homeward.web", *words],
        env=kept
        | {"DJANGO_SETTINGS_MODULE": f"homeward.web.settings.{module}", "HOMEWARD_HOME": str(home)}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_production_has_nothing_to_warn_of(tmp_path: Path) -> None:
    done = run(
        *("production", "check", "--deploy", "--fail-level", "WARNING"),
        home=tmp_path,
        HOMEWARD_SECRET_KEY="an invented secret that is long enough: 0123456789abcdefghijklmnopqrstuvwxyz",
        HOMEWARD_ALLOWED_HOSTS="homeward.example",
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("environment", "named"),
    [({}, "HOMEWARD_SECRET_KEY"), ({"HOMEWARD_SECRET_KEY": "x" * 60}, "HOMEWARD_ALLOWED_HOSTS")],
)
def test_production_says_what_is_not_set(tmp_path: Path, environment: dict[str, str], named: str) -> None:
    done = run("production", "check", home=tmp_path, **environment)
    assert done.returncode != 0
    assert named in done.stderr


def test_models_and_migrations_agree(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_passwords_are_kept_by_argon2() -> None:
    assert base.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


# Logs


def formatted(record: logging.LogRecord) -> str:
    return QuietFormatter().format(record)


def record_of(error: Exception) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__)
    return logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s", ("/figures/",), info
    )


def raised() -> Exception:
    try:
        try:
            {}[NAME]
        except KeyError as error:
            raise ValueError(f"{NAME}, born 1 January 2015") from error
    except ValueError as error:
        return error


def test_the_log_tells_kind_and_place_and_no_words() -> None:
    line = formatted(record_of(raised()))
    assert "Internal Server Error: /figures/" in line
    assert "ValueError at " in line
    assert "KeyError at " in line
    assert f"{__file__}:" in line
    assert "raised" in line
    assert NAME not in line
    assert "2015" not in line


def test_text_that_another_formatter_left_is_not_used() -> None:
    record = record_of(raised())
    logging.Formatter().format(record)
    record.stack_info = NAME
    assert NAME in record.exc_text
    assert NAME not in formatted(record)


def test_an_exception_that_caused_itself_ends() -> None:
    error = ValueError(NAME)
    error.__context__ = KeyError()
    error.__context__.__context__ = error
    assert formatted(record_of(error)).count("ValueError") == 1


def test_a_plain_line_stays_plain() -> None:
    line = formatted(logging.LogRecord("homeward", logging.WARNING, __file__, 1, "The disk is full.", (), None))
    assert line.endswith("WARNING homeward The disk is full.")


def test_no_log_of_django_goes_by_mail_or_repeats_addresses_that_are_not_there(
    client: Client, db: None, capfd: pytest.CaptureFixture[str]
) -> None:
    assert logging.getLogger("django").handlers == []
    client.get(f"/{NAME}/")
    client.get("/", headers={"host": f"{NAME}.example"})
    assert NAME not in "".join(capfd.readouterr())


# Who may open what, as a list


def test_the_list_of_addresses_names_path_and_roles(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("urls", "--json")
    lines = json.loads(capsys.readouterr().out)
    assert lines == sorted(lines, key=lambda line: line["path"])
    by_name = {line["name"]: line for line in lines}
    assert by_name["health"] == {"path": "/healthz", "name": "health", "roles": [], "anyone": True, "relations": []}
    assert len(by_name["home"]["roles"]) == len(Role)
    assert all(set(line) == {"path", "name", "roles", "anyone", "relations"} for line in lines)


def test_the_list_can_be_read_without_json(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    call_command("urls")
    assert "/sign-in/  sign_in  anyone\n" in capsys.readouterr().out


@pytest.mark.slow
def test_an_authority_nobody_knows_is_refused_when_the_service_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEWARD_AUTHORITY", "301")
    assert environment.authority_code() == "E09000002"
    monkeypatch.setenv("HOMEWARD_AUTHORITY", "no such code")
    with pytest.raises(ImproperlyConfigured, match="HOMEWARD_AUTHORITY cannot be used"):
        environment.authority_code()
    monkeypatch.delenv("HOMEWARD_AUTHORITY")
    assert environment.authority_code() == ""
