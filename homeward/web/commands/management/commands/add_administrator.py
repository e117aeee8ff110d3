"""`homeward-web add-administrator` adds the first person who can sign in, who then adds the others on the pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from homeward.web import clock
from homeward.web.accounts.actions import give_role, invite_user
from homeward.web.accounts.roles import Role


class Command(BaseCommand):
    """Add an administrator and print a password for their first sign-in, within three days."""

    help = "Add an administrator, and print a password for their first sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who it is."""
        parser.epilog = "Example: homeward-web add-administrator ann.example 'Ann Example'"
        parser.add_argument("username", help="letters, figures and @ . + - _ without spaces")
        parser.add_argument("name", help="the name colleagues know them by")

    def handle(self, *args: Any, username: str, name: str, **options: Any) -> None:
        """Print the password, or raise one sentence."""
        today = clock.today()
        try:
            user, password = invite_user(username=username, name=name, by=None, on=today)
        except ValidationError as error:
            raise CommandError(f"This person cannot be added. {' '.join(error.messages)}", returncode=2) from error
        give_role(user=user, role=Role.ADMINISTRATOR, by=None, on=today)
        self.stdout.write(f"Password for the first sign-in, within three days: {password}")
