"""The wall clock: the one place in Homeward where the present is read."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present instant in the service's time zone; `HOMEWARD_TODAY` moves its day (demo and tests only)."""
    present = timezone.localtime()
    if settings.HOMEWARD_TODAY is None:
        return present
    return timezone.make_aware(datetime.combine(settings.HOMEWARD_TODAY, present.time()))


def today() -> date:
    """Return the present day in the service's time zone."""
    return now().date()
