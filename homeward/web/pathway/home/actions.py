"""Strikes out something of home and after, with the reason; it stays, struck out."""

from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.models import Written
from homeward.web.chronology.writing import struck
from homeward.web.people.entering import words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import NotPermittedError, check_writes


def strike_part(*, child: Child, part: Written, because: str, by: User | None) -> None:
    """Strike out something of home and after. Raises NotPermittedError for what is of another child."""
    check_writes(child, by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    of = part.child_id if hasattr(part, "child_id") else part.start.child_id
    if of != child.pk:
        raise NotPermittedError("This is not part of the child’s record.")
    with recorded("home_part_struck", by=by) as entry:
        kept = struck(part, by, reason)
        kept.save()
        about_child(entry, child, by, kept)
