"""Writes at which postcode somebody lives, as they say themselves."""

from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.people.models import WorkersHome


def tell_home(*, postcode: str, by: User) -> None:
    """Keep the postcode at which somebody lives, by themselves; an empty one is forgotten. The audit tells it not."""
    key = "".join(postcode.split()).upper()
    with recorded("home_told", by=by) as entry:
        entry.about(by)
        entry.detail = {"is_known": bool(key)}
        if key:
            WorkersHome.objects.update_or_create(user=by, defaults={"postcode_key": key})
        else:
            WorkersHome.objects.filter(user=by).delete()
