"""Makes a backup: the database as it stands at one moment, in one file that appears whole or not at all."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from homeward.web import clock
from homeward.web.audit.actions import record_read
from homeward.web.keeping.backup.databases import copy_database, engine
from homeward.web.keeping.backup.manifest import FORMAT, Manifest
from homeward.web.keeping.backup.package import write_package
from homeward.web.keeping.backup.placing import put_in_place
from homeward.web.keeping.backup.refusals import BackupError
from homeward.web.keeping.backup.sealing import SHORTEST_PASSPHRASE


def save_backup(file: Path, passphrase: str) -> Manifest:
    """Write a backup to a new file, readable by its owner only, and return what it says of itself.

    With a passphrase the file is locked. That it was begun stands in the audit, and so in the backup itself.
    Raises BackupError, or OSError where the file cannot be written; then nothing is left behind.
    """
    _check(file, passphrase)
    record_read(by=None, action="backup_begun", subject_kind="", subject_id="", detail={"locked": bool(passphrase)})
    with tempfile.TemporaryDirectory(prefix=".homeward-backup-", dir=file.parent) as aside:
        dump, whole = Path(aside) / "database", Path(aside) / "backup"
        manifest = _manifest(dump)
        with whole.open("xb") as out:
            write_package(out, manifest, dump, passphrase)
            out.flush()
            os.fsync(out.fileno())
        put_in_place(whole, file)
    return manifest


def _check(file: Path, passphrase: str) -> None:
    if passphrase and len(passphrase) < SHORTEST_PASSPHRASE:
        raise BackupError(f"HOMEWARD_BACKUP_PASSPHRASE must have at least {SHORTEST_PASSPHRASE} characters.")
    if not file.parent.is_dir():
        raise BackupError(f"There is no folder {file.parent}.")
    if os.path.lexists(file):
        raise BackupError(f"{file} exists already: a backup is never written over another file.")


def _manifest(dump: Path) -> Manifest:
    """Copy the database aside and say what is in it."""
    found = copy_database(dump)
    with dump.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    return Manifest(
        format=FORMAT,
        engine=engine(),
        version=settings.HOMEWARD_VERSION,
        made_at=clock.now().isoformat(),
        migrations=found.migrations,
        tables=found.tables,
        head_number=found.head_number,
        head_digest=found.head_digest,
        size=dump.stat().st_size,
        digest=digest,
    )
