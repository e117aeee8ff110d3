"""Puts a backup back into a new, empty place: whole, checked against what it says of itself, or not at all."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader

from homeward.web.audit.head import Head
from homeward.web.audit.queries import BadRow, verify
from homeward.web.keeping.backup.databases import check_empty, engine, filled_from, survey
from homeward.web.keeping.backup.manifest import Manifest
from homeward.web.keeping.backup.package import read_package
from homeward.web.keeping.backup.refusals import BackupError, DamagedError

_ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Restored:
    """What was put back, how many audit rows are intact, and how many `steps` brought the tables up to date."""

    manifest: Manifest
    audit_rows: int
    steps: int


def restore_backup(file: Path, passphrase: str) -> Restored:
    """Put a backup into the service's empty place and check every table and the audit chain.

    The tables are brought up to date where the backup is older. Raises DamagedError for a file that is not whole or
    does not hold what it says, BackupError where it cannot be put here, and OSError where it cannot be read; the place
    is then as it was.
    """
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    check_empty()
    with tempfile.TemporaryDirectory(prefix=".homeward-restore-", dir=_beside(), ignore_cleanup_errors=True) as aside:
        dump = Path(aside) / "database"
        manifest = read_package(file, passphrase, dump)
        _check_fits(manifest)
        try:
            with filled_from(dump):
                _check_same(manifest)
                steps = _bring_up_to_date(manifest)
                return Restored(manifest, _check_chain(manifest), steps)
        except Error as error:
            raise DamagedError("The database inside this backup cannot be used; nothing was restored.") from error


def _beside() -> Path:
    """Return the folder in which to take the backup apart: the database's own, so that nothing has to be copied."""
    return settings.HOMEWARD_HOME if engine() == "postgresql" else Path(connection.settings_dict["NAME"]).parent


def _check_fits(manifest: Manifest) -> None:
    """Raise BackupError where a backup is of the other database, or of a later version than this one."""
    if manifest.engine != engine():
        theirs, ours = (_ENGINES.get(name, "another database") for name in (manifest.engine, engine()))
        raise BackupError(f"This backup is of {theirs} and this service uses {ours}: restore it to {theirs}.")
    if set(manifest.migrations) - _known_steps():
        raise BackupError(
            f"This backup was made by a later version of Homeward ({manifest.version}): install that first."
        )


def _known_steps() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def _check_same(manifest: Manifest) -> None:
    """Raise DamagedError unless every table is as the manifest says."""
    found = survey()
    wrong = sorted(
        name for name in {*found.tables, *manifest.tables} if found.tables.get(name) != manifest.tables.get(name)
    )
    if wrong:
        raise DamagedError(f"These tables are not as they were saved: {', '.join(wrong)}. Nothing was restored.")


def _bring_up_to_date(manifest: Manifest) -> int:
    """Take the steps that the tables have not been through; return how many those were."""
    missing = len(_known_steps() - set(manifest.migrations))
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    return missing


def _check_chain(manifest: Manifest) -> int:
    """Raise DamagedError unless the audit chain is intact and ends where the manifest says."""
    found = verify(head=Head(manifest.head_number, manifest.head_digest, manifest.made_at))
    if isinstance(found, BadRow):
        raise DamagedError(
            f"The audit chain in this backup was broken already when it was made, at row {found.number}. "
            "Nothing was restored; `homeward-web audit-verify` tells more where it was made."
        )
    return found.count
