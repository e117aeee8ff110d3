"""`homeward-web backup`: saves the whole database, as it stands at one moment, to one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import Error

from homeward.web.keeping.backup.refusals import BackupError
from homeward.web.keeping.backup.saving import save_backup
from homeward.web.settings import environment

PASSPHRASE = "HOMEWARD_BACKUP_PASSPHRASE"  # noqa: S105 - the name of a variable
COULD_NOT = 2


class Command(BaseCommand):
    """Save the database while it is in use; exit 0 once the file is whole, 2 could not and nothing was left."""

    help = "Save the whole database to one file, while it is in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.epilog = f"Example: {PASSPHRASE}=... homeward-web backup /mnt/elsewhere/monday.backup"
        parser.add_argument("file", type=Path, help=f"a file that is not there yet; locked where {PASSPHRASE} is set")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Print one sentence, or raise it; warn on stderr where the file is not locked."""
        passphrase = environment.text(PASSPHRASE)
        try:
            made = save_backup(file.absolute(), passphrase)
        except BackupError as error:
            raise CommandError(str(error), returncode=COULD_NOT) from error
        except Error as error:
            says = "The database could not be read: see that it runs and that `homeward-web migrate` was run."
            raise CommandError(says, returncode=COULD_NOT) from error
        except OSError as error:
            raise CommandError(f"{file} could not be written.", returncode=COULD_NOT) from error
        if not passphrase:
            self.stderr.write(
                f"{file} is not locked: whoever reads it reads every child's record. Set {PASSPHRASE} to lock backups."
            )
        self.stdout.write(
            f"Saved to {file}: {len(made.tables)} tables, {made.rows} rows, audit chain up to row {made.head_number}."
        )
