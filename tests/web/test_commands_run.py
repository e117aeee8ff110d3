"""The operating commands, inside one process: what they print, and with which code they end."""

import json
import os
import sys

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command
from django.db import connection

from homeward.web import manage
from homeward.web.audit.actions import recorded
from homeward.web.audit.models import AuditEvent
from homeward.web.commands.management.commands import serve
from homeward.web.jobs.models import Job

pytest_plugins = ["tests.audit_rows_removable"]


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOMEWARD_HOME = tmp_path
    return tmp_path


@pytest.fixture
def command(monkeypatch, capsys):
    """Return a function that runs `homeward-web` with words and returns exit code, stdout and stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["homeward-web", *words])
        code = 0
        try:
            manage.main()
        except SystemExit as ended:
            code = ended.code or 0
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    # From the terminal, a command sets Django up and at its end closes every connection: here both are the tests' own.
    monkeypatch.setattr("django.setup", lambda: None)
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)
    return run


def add_rows(count: int) -> None:
    for _ in range(count):
        with recorded("thing_done", by=None):
            pass


class TestTelling:
    def test_lists_its_commands_by_their_names_with_hyphens(self, command):
        code, out, _ = command("help")
        assert code == 0
        for name in ("serve", "worker", "tick", "audit-verify", "migrate"):
            assert f"\n  {name} " in out
        assert "makemigrations" not in out
        assert command() == command("--help") == (code, out, "")

    def test_each_command_has_help_with_an_example(self, command):
        for name in ("serve", "worker", "tick", "audit-verify"):
            code, out, _ = command(name, "--help")
            assert code == 0
            assert f"Example: homeward-web {name}" in out
            assert command("help", name)[1] == out

    @pytest.mark.parametrize("name", ["paint", "../tick", ""])
    def test_an_unknown_command_is_one_sentence(self, command, name):
        code, out, err = command(name)
        assert (code, out) == (2, "")
        assert err == f"There is no command {name}; `homeward-web help` lists those there are.\n"

    def test_the_words_of_a_fault_stay_inside_unless_asked_for(self, command, monkeypatch):
        def fault(*args, **options):
            raise LookupError("Invented Child")

        monkeypatch.setattr("homeward.web.commands.management.commands.tick.Command.handle", fault)
        code, _, err = command("tick")
        assert code == 2
        assert err == "This stopped because of a fault in Homeward (LookupError): --debug shows where.\n"
        with pytest.raises(LookupError):
            command("tick", "--debug")


@pytest.mark.django_db
class TestAuditVerify:
    def test_intact_is_0(self, command):
        add_rows(3)
        code, out, err = command("audit-verify")
        assert (code, err) == (0, "")
        assert out == f"The audit chain is intact: 3 rows, head {AuditEvent.objects.get(number=3).digest}.\n"

    def test_a_bad_row_is_1_and_named(self, command, tamper):
        add_rows(3)
        tamper("UPDATE audit_auditevent SET actor = '99' WHERE number = 2")
        code, out, err = command("audit-verify")
        assert (code, out) == (1, "")
        assert err.startswith("Row 2: ")

    def test_a_cut_off_end_is_1_with_the_published_head(self, command, tamper, home):
        add_rows(3)
        call_command("tick")
        tamper("DELETE FROM audit_auditevent WHERE number = 3")
        head = home / "audit-head.json"
        assert command("audit-verify")[0] == 0
        code, _, err = command("audit-verify", "--head", str(head))
        assert (code, err) == (1, "Row 3: The chain ends before row 3, which was published as its head.\n")

    @pytest.mark.parametrize("words", [None, "", "[1]"])
    def test_a_head_that_cannot_be_read_is_2(self, command, home, words):
        file = home / "head.json"
        if words is not None:
            file.write_text(words)
        assert command("audit-verify", "--head", str(file)) == (
            2, "", f"{file} could not be read as a published head of the audit chain.\n",
        )  # fmt: skip

    def test_rows_that_cannot_be_read_are_2(self, command):
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE audit_auditevent")
        code, _, err = command("audit-verify")
        assert (code, err) == (2, "The audit rows could not be read from the database.\n")

    def test_an_option_that_is_none_is_2(self, command):
        assert command("audit-verify", "--heat", "x")[0] == 2


@pytest.mark.django_db
class TestTick:
    def test_publishes_the_head_and_twice_is_as_good_as_once(self, command, home):
        add_rows(2)
        assert command("tick") == (0, "Audit head published: row 2.\n", "")
        assert command("tick") == (0, "Audit head published: row 2.\n", "")
        head = json.loads((home / "audit-head.json").read_text())
        assert (head["number"], head["digest"]) == (2, AuditEvent.objects.get(number=2).digest)
        assert Job.objects.count() == 0

    def test_keeps_the_published_head_that_proves_a_cut_off_end(self, command, tamper, home):
        add_rows(3)
        command("tick")
        published = (home / "audit-head.json").read_text()
        tamper("DELETE FROM audit_auditevent WHERE number = 3")
        code, out, err = command("tick")
        assert (code, out) == (1, "")
        assert "has lost row 3" in err
        assert (home / "audit-head.json").read_text() == published

    def test_a_head_file_that_is_none_is_told(self, command, home):
        (home / "audit-head.json").write_text("{}")
        code, _, err = command("tick")
        assert code == 1
        assert "is not a published head" in err


class TestServeBeforehand:
    def test_files_are_gathered_when_never_done_changed_or_new(self, settings, tmp_path):
        source, gathered = tmp_path / "source", tmp_path / "gathered"
        source.mkdir()
        (source / "page.css").write_text("p {}")
        settings.STATICFILES_DIRS = [source]
        settings.STATIC_ROOT = gathered
        settings.STORAGES = {
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
        }
        get_finder.cache_clear()
        try:
            assert serve.is_static_stale()
            call_command("collectstatic", interactive=False, verbosity=0)
            assert not serve.is_static_stale()
            (source / "new.css").write_text("p {}")
            assert serve.is_static_stale()
            call_command("collectstatic", interactive=False, verbosity=0)
            assert not serve.is_static_stale()
            later = (gathered / "staticfiles.json").stat().st_mtime + 5
            os.utime(source / "page.css", (later, later))
            assert serve.is_static_stale()
        finally:
            get_finder.cache_clear()
