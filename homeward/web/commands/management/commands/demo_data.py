"""`homeward-web demo-data` fills an empty demo: somebody for every role, an invented council's figures and families."""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from homeward.invented import invent
from homeward.invented.families import invent_families
from homeward.sources.day import return_year_of
from homeward.web import clock
from homeward.web.accounts.actions import create_user, give_role
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.commands.demo_people import replay
from homeward.web.insight.actions import publish_dataset, store_upload
from homeward.web.insight.models import Dataset, DatasetState
from homeward.web.insight.packs import rows_of
from homeward.web.insight.work import KEEP_SHARED, READ_RETURN
from homeward.web.jobs.actions import queue_job
from homeward.web.jobs.work import run_job
from homeward.web.people.models import Child

ENOUGH_FOR_FAMILIES = 400
"""In a smaller council not every story finds a child whom it fits."""

TENTHS = 10
JOINED_DAYS_AGO = 500
"""Everybody was here before the first thing that the demo tells."""

COUNCIL = "Invented Borough (nobody real)"
SEED = 903
DIRT = 0.01
NAMES = {
    Role.SOCIAL_WORKER: "Sam Okafor",
    Role.SECOND_WORKER: "Priya Nair",
    Role.ADVANCED_PRACTITIONER: "Bryn Howells",
    Role.TEAM_MANAGER: "Tess Moreau",
    Role.REVIEWING_OFFICER: "Ravi Thorne",
    Role.HEAD_OF_SERVICE: "Hanna Lindqvist",
    Role.NOMINATED_OFFICER: "Noor Castle",
    Role.DIRECTOR: "Dee Whitlock",
    Role.EMERGENCY_DUTY: "Eddie Marsh",
    Role.FAMILY_SUPPORT_WORKER: "Fola Bright",
    Role.ADULT_SPECIALIST: "Ada Quill",
    Role.SUPERVISING_SOCIAL_WORKER: "Sunita Vale",
    Role.FOSTER_CARER: "Flo Carter",
    Role.GUEST: "Gwen Partridge",
    Role.ANALYST: "Anil Reeve",
    Role.IMPROVEMENT_LEAD: "Imogen Sharp",
    Role.FACILITATOR: "Femi Clay",
    Role.AUDITOR: "Audrey Stone",
    Role.ADMINISTRATOR: "Adam Frost",
}
"""Invented names, whose first letters recall the roles."""


class Command(BaseCommand):
    """Fills the demo by the actions that people use. Running it again changes nothing."""

    help = "Fill an empty demo: somebody for every role, an invented council's published figures, and its families."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size of the invented council."""
        least = f"children in care on a day (600); with {ENOUGH_FOR_FAMILIES} or more some get families"
        parser.add_argument("--in-care", type=int, default=600, help=least)
        parser.add_argument("--years", type=int, default=6, help="returns, one a year (6)")
        parser.add_argument("--without-figures", action="store_true", help="make the people only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is not there yet, and write `demo.json` into the data folder."""
        if not settings.HOMEWARD_INVENTED:
            raise CommandError("Demo data are only for the demo: this service may hold real children's records.")
        file = Path(settings.HOMEWARD_HOME) / "demo.json"
        password = _password(file)
        _check(password)
        told = _told(file)
        _write(file, password, told)
        analyst = _person(Role.ANALYST, password)
        dataset = Dataset.objects.filter(state=DatasetState.PUBLISHED).first()
        if dataset is None and not options["without_figures"]:
            dataset = self._figures(analyst, options["in_care"], options["years"])
        told["dataset"] = str(dataset.pk) if dataset else None
        if dataset and options["in_care"] >= ENOUGH_FOR_FAMILIES and not told["children"]:
            told["children"] = self._families(dataset, password)
        self._people(password)
        _write(file, password, told)
        self.stdout.write(f"The demo is ready. Its accounts are in {file}.")

    def _people(self, password: str) -> None:
        self.stdout.write("Demo: somebody for every role")
        for role in Role:
            _person(role, password)

    def _figures(self, analyst: User, in_care: int, years: int) -> Dataset:
        """Upload, read and publish an invented return as the analyst would."""
        self.stdout.write("Demo: an invented council, its returns read and published")
        last_year = return_year_of(clock.today()) - 1
        files = invent(in_care=in_care, years=years, last_year=last_year, seed=SEED, dirt=DIRT)
        upload = store_upload(files=files, source=COUNCIL, is_invented=True, by=analyst)
        job = queue_job(kind=READ_RETURN, argument=str(upload.pk), by=analyst)
        run_job.call(str(job.pk))
        job.refresh_from_db()
        if job.message:
            raise CommandError(job.message)
        publish_dataset(dataset=upload.dataset, by=analyst)
        kept = queue_job(kind=KEEP_SHARED, argument=str(upload.dataset.pk), by=analyst)
        run_job.call(str(kept.pk))
        return upload.dataset

    def _families(self, dataset: Dataset, password: str) -> dict[str, str]:
        """Write the families' stories day by day, as their workers would; returns the stories' children."""
        if Child.objects.exists():
            raise CommandError(f"The demo broke off while it was filled: remove {settings.HOMEWARD_HOME}, start again.")
        rows = rows_of(dataset.pk)
        service = invent_families(rows, seed=SEED, as_of=clock.today())
        shown = 0

        def show(done: int, of: int) -> None:
            nonlocal shown
            if done * TENTHS // of > shown:
                shown = done * TENTHS // of
                self.stdout.write(f"Demo: invented families, {shown * 100 // TENTHS}% of {of:,} things that happened")

        children = replay(service, rows=rows, dataset=dataset.pk, password=password, progress=show)
        return {story: str(child.pk) for story, child in children.items()}


def _person(role: Role, password: str) -> User:
    """Return the person who holds a role; one who is not there yet joins before anything that the demo tells."""
    found = User.objects.filter(username=role).first()
    if found is not None:
        return found
    joined_on = clock.today() - timedelta(days=JOINED_DAYS_AGO)
    user = create_user(username=role, name=NAMES[role], password=password, by=None, on=joined_on)
    give_role(user=user, role=role, by=None, on=joined_on)
    return user


def _password(file: Path) -> str:
    """Return the password of every account: the one in `demo.json`, else the one asked for, else a random one.

    Raises CommandError where there are accounts whose password is not known any more.
    """
    if file.exists():
        return json.loads(file.read_text())["password"]
    if User.objects.exists():
        raise CommandError(f"The accounts are there already, but {file}, which tells their password, is not.")
    return os.environ.get("HOMEWARD_DEMO_PASSWORD") or secrets.token_urlsafe(12)


def _check(password: str) -> None:
    """Raise CommandError when somebody could not have this password, before anything is written."""
    try:
        for role in Role:
            validate_password(password, User(username=role, name=NAMES[role]))
    except ValidationError as error:
        raise CommandError(f"HOMEWARD_DEMO_PASSWORD cannot be used. {' '.join(error.messages)}") from None


def _told(file: Path) -> dict[str, object]:
    """Return what `demo.json` told before: the published dataset, and the children that show a thing by its name."""
    before = json.loads(file.read_text()) if file.exists() else {}
    return {"dataset": before.get("dataset"), "children": before.get("children", {})}


def _write(file: Path, password: str, told: Mapping[str, object]) -> None:
    """Write what a visitor of the demo must know. Only the user who runs the demo may read it."""
    content = {
        "url": f"http://localhost:{settings.HOMEWARD_PORT}",
        "accounts": {role: role for role in Role},
        "password": password,
        **told,
    }
    file.touch(mode=0o600)
    file.write_text(json.dumps(content, indent=1) + "\n")
