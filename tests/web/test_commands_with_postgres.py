"""`scripts/with_postgres.py` gives a command a database server of its own and takes it away again."""

import os
import runpy
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.web.own_service import wait_until

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "with_postgres.py"
TOLD = """
import os, pathlib, psycopg, sys
with psycopg.connect(os.environ["HOMEWARD_DATABASE_URL"]) as database:
    told = database.execute("SHOW data_directory").fetchone()[0]
pathlib.Path(sys.argv[1]).write_text(told)
"""


@pytest.fixture
def script():
    return runpy.run_path(str(SCRIPT))


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_without_postgresql_the_command_is_not_run_and_ci_fails(script, monkeypatch, capsys, ci, code):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setitem(script["main"].__globals__, "find_programs", lambda: None)
    assert script["main"]([sys.executable, "-c", "print('ran')"]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "not installed here" in printed.err


@pytest.mark.parametrize("words", [[], ["no-such-command"]])
def test_nothing_to_run_is_told(script, capsys, words):
    assert script["main"](words) == 2
    assert capsys.readouterr().err.count("\n") == 1


def needs_postgresql(script) -> None:
    if script["find_programs"]() is None:
        pytest.skip("PostgreSQL is not installed here")


@pytest.mark.slow
def test_the_command_has_a_server_whose_folder_is_gone_afterwards_and_its_exit_code_is_ours(script, tmp_path):
    needs_postgresql(script)
    told = tmp_path / "told"
    done = subprocess.run(
        [sys.executable, SCRIPT, sys.executable, "-c", TOLD + "sys.exit(7)", told],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (7, "")
    folder = Path(told.read_text())
    assert folder.is_relative_to(tempfile.gettempdir())
    assert not folder.exists()


@pytest.mark.slow
def test_the_server_goes_too_when_the_script_is_asked_to_end(script, tmp_path):
    needs_postgresql(script)
    told = tmp_path / "told"
    running = subprocess.Popen(
        [sys.executable, SCRIPT, sys.executable, "-c", TOLD + "import time; time.sleep(60)", told]
    )
    wait_until(lambda: told.exists() and told.read_text(), "the command ran")
    postmaster = int((Path(told.read_text()) / "postmaster.pid").read_text().split()[0])
    running.send_signal(signal.SIGTERM)
    assert running.wait(15) == 128 + signal.SIGTERM
    assert not Path(told.read_text()).exists()
    wait_until(lambda: not is_running(postmaster), "the server ended")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
