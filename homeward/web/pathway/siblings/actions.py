"""Writes down that somebody looked at a child because a sister or brother goes home, or may."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.writing import struck
from homeward.web.pathway.models import SiblingsLook
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_of_child, check_writes


def look_at_siblings(
    *, child: Child, words: str, by: User | None, on: date, elsewhere_because: str = ""
) -> SiblingsLook:
    """Write down what a return means for a child and the sisters and brothers.

    Raises ValidationError for a day to come, and for words that stand in another family's record without a reason.
    """
    check_writes(child, by)
    said = words_needed(words, "words", "Say what the return means for them.")
    if on > clock.today():
        raise ValidationError({"on": "Enter today or a day before: this is written down when it has happened"})
    check_not_copied([said], concerned=[child], by=by, because=elsewhere_because)
    with recorded("siblings_looked_at", by=by) as entry:
        row = entered(SiblingsLook, by, child=child, on=on, words=said, elsewhere_because=elsewhere_because.strip())
        row.save()
        about_child(entry, child, by, row, on=on.isoformat())
    return row


def strike_siblings_look(*, child: Child, look: SiblingsLook, because: str, by: User | None) -> None:
    """Strike out what was written of a look, with the reason; it stays, struck out."""
    check_writes(child, by)
    check_of_child(child, look)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("siblings_look_struck", by=by) as entry:
        kept = struck(look, by, reason)
        kept.save()
        about_child(entry, child, by, kept)
