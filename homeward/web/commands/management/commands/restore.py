"""`homeward-web restore`: puts a backup into a new, empty place and proves that all of it is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import Error

from homeward.web.commands.management.commands.backup import PASSPHRASE
from homeward.web.keeping.backup.refusals import BackupError, DamagedError
from homeward.web.keeping.backup.restoring import restore_backup
from homeward.web.settings import environment

DAMAGED, COULD_NOT = 1, 2


class Command(BaseCommand):
    """Put a backup back, whole or not at all; exit 0 done and proved, 1 the file is not sound, 2 could not."""

    help = "Put a backup into a new, empty database and prove that all of it is there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.epilog = "Example: HOMEWARD_HOME=/srv/new-place homeward-web restore /mnt/elsewhere/monday.backup"
        parser.add_argument("file", type=Path, help=f"what `backup` wrote; {PASSPHRASE} unlocks it")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Print what was proved, or raise one sentence."""
        try:
            found = restore_backup(file.absolute(), environment.text(PASSPHRASE))
        except DamagedError as error:
            raise CommandError(str(error), returncode=DAMAGED) from error
        except BackupError as error:
            raise CommandError(str(error), returncode=COULD_NOT) from error
        except Error as error:
            raise CommandError("The database could not be reached: see that it runs.", returncode=COULD_NOT) from error
        except OSError as error:
            raise CommandError(f"{file} could not be read, or no room is left here.", returncode=COULD_NOT) from error
        made = found.manifest
        self.stdout.write(
            f"Restored what was saved at {made.made_at}: {len(made.tables)} tables with {made.rows} rows, "
            f"each as it was saved; the audit chain is intact, {found.audit_rows} rows."
        )
        if found.steps:
            self.stdout.write(f"The backup was older: {found.steps} steps brought its tables up to date.")
