"""The drill: a service in use is saved, put back in a new place, and laid beside what was saved, row by row."""

import hashlib
import json
import os
import tarfile
import time
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from tests.web.own_service import OwnService, own_database, own_service, wait_until

pytestmark = pytest.mark.slow

FILL = """
from datetime import date
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.persons.actions import create_child
from homeward.web.people.teams.actions import create_team
on = date(2024, 1, 5)
team = create_team(name="Invented East", by=None, on=on)
for number in range(25):
    create_child(details=PersonDetails(f"Invented{number}", "Exemplar"), start=RecordStart(team=team), by=None, on=on)
"""
WRITE_ON = """
from datetime import date
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.models import Team
from homeward.web.people.persons.actions import create_child
team, number = Team.objects.get(), 0
while True:
    number += 1
    start = RecordStart(team=team)
    create_child(details=PersonDetails(f"Later{number}", "Exemplar"), start=start, by=None, on=date(2024, 1, 5))
    print(number, flush=True)
"""
PASSPHRASE = "invented words for a drill"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with own_service(tmp_path_factory.mktemp("drill")) as service:
        service.python(FILL)
        yield service


@pytest.fixture(scope="module")
def saved(service):
    """Return a backup made while somebody else was writing, locked, and one that is open."""
    locked, plain = service.home / "locked.backup", service.home / "plain.backup"
    with writing(service) as written:
        service.environment["HOMEWARD_BACKUP_PASSPHRASE"] = PASSPHRASE
        done = service.run("backup", str(locked))
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        del service.environment["HOMEWARD_BACKUP_PASSPHRASE"]
        done = service.run("backup", str(plain))
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("\n") == 1
        assert "is not locked" in done.stderr
        before = written()
        wait_until(lambda: written() > before, "writing went on after the backups")
    return locked, plain


@contextmanager
def writing(service):
    """Let another process add children until the block is left."""
    import subprocess
    import sys

    log = service.home / "written"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{WRITE_ON}"],
            cwd=Path(__file__).resolve().parents[2], env=service.environment, stdout=out, stderr=out,
        )  # fmt: skip

    def count():
        lines = log.read_text().split()
        return int(lines[-1]) if lines and lines[-1].isdigit() else 0

    try:
        wait_until(lambda: count() > 3, "somebody writes")
        yield count
    finally:
        assert process.poll() is None, log.read_text()
        process.kill()
        process.wait()


@contextmanager
def new_place(tmp_path):
    """Give a service whose place holds nothing at all yet."""
    home = tmp_path / "new"
    home.mkdir()
    with own_database(home, is_migrated=False) as url:
        yield OwnService(home, url)


def restore(place, file, passphrase=""):
    place.environment["HOMEWARD_BACKUP_PASSPHRASE"] = passphrase
    return place.run("restore", str(file))


def manifest_in(plain):
    with tarfile.open(plain) as archive:
        return json.load(archive.extractfile("manifest.json"))


def counted(place):
    told = place.python(
        "import json\nfrom dataclasses import asdict\nfrom homeward.web.keeping.backup.databases import survey\n"
        "print(json.dumps(asdict(survey())))"
    )
    return json.loads(told)


def is_untouched(place):
    left = [name for name in os.listdir(place.home) if name != "secret-key"]
    if place.url.startswith("sqlite"):
        return left == []
    return left == [] and place.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []


def test_the_drill(service, saved, tmp_path):
    for file, passphrase in zip(saved, (PASSPHRASE, ""), strict=True):
        assert file.stat().st_mode & 0o077 == 0
        with new_place(_made(tmp_path, file)) as place:
            began = time.monotonic()
            done = restore(place, file, passphrase)
            assert (done.returncode, done.stderr) == (0, ""), done.stderr
            print(f"restored in {time.monotonic() - began:.1f} s: {done.stdout.strip()}")
            assert "the audit chain is intact" in done.stdout
            found = counted(place)
            if file.name == "plain.backup":
                made = manifest_in(file)
                assert found["tables"] == made["tables"]
                assert [found["head_number"], found["head_digest"]] == [made["head_number"], made["head_digest"]]
            assert found["tables"]["people_child"]["rows"] >= 25
            verified = place.run("audit-verify")
            assert verified.returncode == 0, verified.stderr
            again = restore(place, file, passphrase)
            assert again.returncode == 2
            assert "new" in again.stderr
            assert again.stderr.count("\n") == 1
            assert counted(place) == found


def _made(tmp_path, file):
    folder = tmp_path / file.stem
    folder.mkdir()
    return folder


def test_the_restored_service_goes_on_writing(service, saved, tmp_path):
    with new_place(tmp_path) as place:
        assert restore(place, saved[1]).returncode == 0
        place.python(WRITE_ON.replace("while True", "for _ in range(3)"))
        assert place.run("audit-verify").returncode == 0


@pytest.mark.parametrize("place_in_file", [0.0, 0.0005, 0.3, 0.6, 0.9999])
def test_a_damaged_file_leaves_nothing(saved, tmp_path, place_in_file):
    for file, passphrase in zip(saved, (PASSPHRASE, ""), strict=True):
        data = bytearray(file.read_bytes())
        data[int(len(data) * place_in_file)] ^= 0x10
        damaged = tmp_path / file.name
        damaged.write_bytes(data)
        check_refused(damaged, passphrase, _made(tmp_path, file), 1)


def test_a_file_half_written_or_opened_with_wrong_words_leaves_nothing(saved, tmp_path):
    half = tmp_path / "half.backup"
    half.write_bytes(saved[1].read_bytes()[:-5000])
    check_refused(half, "", _made(tmp_path, half), 1)
    check_refused(saved[0], "words that are not right", _made(tmp_path, saved[0]), 1)
    check_refused(tmp_path / "no-such.backup", "", _made(tmp_path, Path("nothing")), 2)


def check_refused(file, passphrase, folder, code):
    with new_place(folder) as place:
        done = restore(place, file, passphrase)
        assert done.returncode == code, done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        assert done.stdout == ""
        assert is_untouched(place)


def test_a_database_that_is_not_what_the_manifest_says_is_not_restored(saved, tmp_path):
    """Somebody who can make a whole new archive, but not one whose rows and counts agree."""
    from homeward.web.keeping.backup.manifest import from_json
    from homeward.web.keeping.backup.package import write_package

    with tarfile.open(saved[1]) as archive:
        dump = archive.extractfile("database").read()
        told = json.load(archive.extractfile("manifest.json"))
    told["tables"]["people_child"]["rows"] += 1
    told["digest"] = hashlib.sha256(dump).hexdigest()
    (tmp_path / "dump").write_bytes(dump)
    out = BytesIO()
    write_package(out, from_json(json.dumps(told).encode()), tmp_path / "dump", "")
    forged = tmp_path / "forged.backup"
    forged.write_bytes(out.getvalue())
    check_refused(forged, "", _made(tmp_path, forged), 1)


def test_a_backup_of_the_other_database_is_refused(saved, tmp_path):
    from homeward.web.keeping.backup.manifest import from_json
    from homeward.web.keeping.backup.package import write_package

    with tarfile.open(saved[1]) as archive:
        told = json.load(archive.extractfile("manifest.json"))
        (tmp_path / "dump").write_bytes(archive.extractfile("database").read())
    told["engine"] = "sqlite" if told["engine"] == "postgresql" else "postgresql"
    other = tmp_path / "other.backup"
    with other.open("wb") as out:
        write_package(out, from_json(json.dumps(told).encode()), tmp_path / "dump", "")
    check_refused(other, "", _made(tmp_path, other), 2)


def test_a_backup_never_takes_the_place_of_a_file(service, saved):
    before = saved[1].read_bytes()
    done = service.run("backup", str(saved[1]))
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert saved[1].read_bytes() == before
    assert [name for name in os.listdir(service.home) if name.startswith(".homeward")] == []


def test_what_cannot_be_written_is_one_sentence(service, tmp_path):
    done = service.run("backup", str(tmp_path / "no-such-folder" / "x.backup"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    service.environment["HOMEWARD_BACKUP_PASSPHRASE"] = "short"
    done = service.run("backup", str(tmp_path / "x.backup"))
    del service.environment["HOMEWARD_BACKUP_PASSPHRASE"]
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert os.listdir(tmp_path) == []


def test_without_the_databases_own_programs_it_says_so(service, tmp_path):
    path = service.environment["PATH"]
    service.environment["PATH"] = str(tmp_path)
    done = service.run("backup", str(tmp_path / "x.backup"))
    service.environment["PATH"] = path
    if service.url.startswith("sqlite"):
        assert done.returncode == 0, "SQLite needs none"
    else:
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "pg_dump is not on this machine" in done.stderr
        assert os.listdir(tmp_path) == []


def test_an_older_backup_is_brought_up_to_date(service, saved, tmp_path):
    """As one made before a table was there: without the last step of one app."""
    older = tmp_path / "older"
    older.mkdir()
    with own_service(older) as before:
        before.python("from django.core.management import call_command\ncall_command('migrate', 'keeping', 'zero')")
        file = tmp_path / "older.backup"
        assert before.run("backup", str(file)).returncode == 0
    with new_place(tmp_path) as place:
        done = restore(place, file)
        assert done.returncode == 0, done.stderr
        assert "The backup was older: 1 step" in done.stdout
        assert place.run("audit-verify").returncode == 0
        assert any(name.startswith("keeping_") for name in counted(place)["tables"])
