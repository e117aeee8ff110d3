"""Reads the notices to somebody."""

from django.db.models import QuerySet

from homeward.web.accounts.models import User
from homeward.web.people.models import Notice


def unseen_notices(user: User) -> QuerySet[Notice]:
    """Return the notices to somebody that they have not seen, the latest first."""
    return Notice.objects.filter(to=user, seen_at=None)
