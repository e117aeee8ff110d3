"""`homeward-web audit-verify`: proves that nobody changed the record of who looked and who wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import Error

from homeward.web.audit.head import Head, read_head
from homeward.web.audit.queries import BadRow, verify
from homeward.web.keeping.destruction.queries import what_is_gone

BROKEN, COULD_NOT = 1, 2


class Command(BaseCommand):
    """Walk the audit chain; exit 0 intact, 1 with the first bad row named, 2 could not."""

    help = "Prove that the audit rows are as they were written, or name the first that is not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file of a published head."""
        parser.epilog = "Example: homeward-web audit-verify --head /mnt/elsewhere/audit-head.json"
        parser.add_argument(
            "--head",
            type=Path,
            metavar="FILE",
            help="a head that `tick` published (audit-head.json): proves too that the end was not cut off",
        )

    def handle(self, *args: Any, head: Path | None, **options: Any) -> None:
        """Print one sentence, or raise it."""
        published = _published(head) if head else None
        try:
            found, gone = verify(head=published), what_is_gone()
        except Error as error:
            raise CommandError("The audit rows could not be read from the database.", returncode=COULD_NOT) from error
        if isinstance(found, BadRow):
            raise CommandError(f"Row {found.number}: {found.problem}", returncode=BROKEN)
        if gone.unexplained is not None:
            says = f"Row {gone.unexplained}: What was said with it is gone, and no certificate of destruction says so."
            raise CommandError(says, returncode=BROKEN)
        if gone.changed is not None:
            says = f"Certificate of destruction {gone.changed} was changed after it was written."
            raise CommandError(says, returncode=BROKEN)
        self.stdout.write(f"The audit chain is intact: {found.count} rows, head {found.head_digest}.")
        if gone.certificates:
            self.stdout.write(
                f"What was said in {gone.rows} rows was destroyed under {gone.certificates} "
                f"certificate{'' if gone.certificates == 1 else 's'} of destruction."
            )


def _published(file: Path) -> Head:
    try:
        return read_head(file)
    except (OSError, ValueError) as error:
        raise CommandError(
            f"{file} could not be read as a published head of the audit chain.", returncode=COULD_NOT
        ) from error
