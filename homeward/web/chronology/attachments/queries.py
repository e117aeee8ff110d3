"""Reads the files of a child's record as somebody may see them; lists read no bytes."""

from hashlib import sha256

from django.db.models import Q, QuerySet

from homeward.web.accounts.models import User
from homeward.web.chronology.models import Attachment, AttachmentBytes, LifeEvent, Visit
from homeward.web.chronology.reading import seen_writings
from homeward.web.people.models import Child
from homeward.web.people.policy import visible


def seen_attachments(user: User) -> Q:
    """Return the condition on files that somebody may see them, by their reach and by that to which they belong."""
    events, visits = visible(user, LifeEvent).values("pk"), visible(user, Visit).values("pk")
    of_seen = (Q(event=None) | Q(event__in=events)) & (Q(visit=None) | Q(visit__in=visits))
    return seen_writings(user, Attachment, "child") & of_seen


def attachments_of(user: User, child: Child) -> QuerySet[Attachment]:
    """Return the files of a child's record that somebody may see, struck out ones too, the latest first."""
    found = visible(user, Attachment).filter(child=child)
    return found.select_related("event", "visit", "entered_by", "struck_by").order_by("-entered_at")


def content_of(attachment: Attachment) -> bytes | None:
    """Return a file's bytes; None where they are gone or are no longer those that were kept."""
    kept = AttachmentBytes.objects.filter(attachment=attachment).first()
    content = bytes(kept.body) if kept else b""
    return content if kept and sha256(content).hexdigest() == attachment.digest else None
