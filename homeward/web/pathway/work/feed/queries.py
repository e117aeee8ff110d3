"""Reads whose calendar a secret opens, and what stands in it: due days, and of nobody."""

from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings

from homeward.practice.tasks.calendar import CalendarEntry
from homeward.web.accounts.models import User
from homeward.web.accounts.queries import was_shut_out_since
from homeward.web.accounts.secrets_of_tokens import digest_of
from homeward.web.pathway.models import FeedToken
from homeward.web.pathway.work.lists import TaskLine, lines_of, own_children
from homeward.web.people.relations import STAFF

TITLE = "Homeward: a task is due"
_KEPT_DAYS = 31
"""A day that has passed stays in the calendar so long."""


def live_feed(user: User) -> FeedToken | None:
    """Return somebody's own live calendar, if there is one."""
    return FeedToken.objects.filter(user=user, revoked_at=None).first()


def opened_by(text: str, today: date) -> FeedToken | None:
    """Return the calendar that a secret opens, with whose it is; None for a wrong, revoked or ended one alike.

    It is found by its digest: what is asked of the database is the same however near a wrong secret comes.
    """
    token = FeedToken.objects.select_related("user").filter(digest=digest_of(text), revoked_at=None).first()
    if token is None or not token.user.roles_on(today) & STAFF or was_shut_out_since(token.user, token.made_at):
        return None
    return token


def entries_of(user: User, today: date) -> list[CalendarEntry]:
    """Return somebody's own tasks that have a day as entries of a calendar, without anything of whose they are."""
    since = today - timedelta(days=_KEPT_DAYS)
    lines = (line for line in lines_of(own_children(user, today), today) if line.is_of(user))
    return [_entry(line) for line in lines if line.task.due_on and line.task.due_on >= since]


def _entry(line: TaskLine) -> CalendarEntry:
    # A digest of random ids: the entry stays the same where the day moves, and tells nothing of the child.
    uid = sha256(f"{line.child.pk}/{line.task.id}".encode()).hexdigest()[:32]
    href = f"{settings.HOMEWARD_ADDRESS}/tasks/" if settings.HOMEWARD_ADDRESS else ""
    return CalendarEntry(f"{uid}@homeward", line.task.due_on, TITLE, "Sign in to Homeward to see what it is.", href)
