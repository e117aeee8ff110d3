"""Keeps a file in a child's record, cleaned, and strikes it out."""

from django.core.exceptions import ValidationError

from homeward.practice.chronology.event import Reach
from homeward.sources.attachments.kinds import NotTakenError
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.attachments.cleaning import clean_file
from homeward.web.chronology.attachments.details import FileDetails, plain_title
from homeward.web.chronology.models import Attachment, AttachmentBytes
from homeward.web.chronology.writing import check_of_children, struck
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child

_WIDTHS = (Reach.RESTRICTED, Reach.SERVICE, Reach.AGENCIES)
_NAMES_NOBODY = "Say what the file is."


def add_attachment(*, child: Child, content: bytes, details: FileDetails, by: User | None) -> Attachment:
    """Keep a file in a child's record; return what is known of it.

    Raises NotPermittedError; ValidationError by field for a file that cannot be kept, for one without a title, and for
    one that would reach further than the event or the visit to which it belongs.
    """
    check_of_children([child], by)
    title = words_needed(plain_title(details.title), "title", _NAMES_NOBODY)
    _check_belongs(child, details)
    try:
        clean = clean_file(content)
    except NotTakenError as error:
        raise ValidationError({"file": str(error)}) from error
    with recorded("attachment_added", by=by) as entry:
        kept = entered(
            Attachment,
            by,
            child=child,
            event=details.event,
            visit=details.visit,
            title=title,
            kind=clean.kind,
            size=len(clean.content),
            digest=clean.digest,
            digest_given=clean.digest_given,
            reach=details.reach,
        )
        kept.save()
        AttachmentBytes(attachment=kept, body=clean.content, entered_by=by).save()
        about_child(entry, child, by, kept, kind=clean.kind, digest=clean.digest)
    return kept


def strike_attachment(*, attachment: Attachment, because: str, by: User | None) -> None:
    """Strike out a file that is not of this record, with the reason; it stays, struck out, and is given out no more."""
    check_of_children([attachment.child], by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("attachment_struck", by=by) as entry:
        struck(attachment, by, reason).save()
        about_child(entry, attachment.child, by, attachment)


def _check_belongs(child: Child, details: FileDetails) -> None:
    """Raise ValidationError where a file belongs to something of another child, or would reach further than it."""
    for owner in filter(None, (details.event, details.visit)):
        if not owner.children.filter(pk=child.pk).exists() or owner.struck_at is not None:
            raise ValidationError({"belongs_to": "That is not of this child’s record, or was struck out."})
        if _WIDTHS.index(Reach(details.reach)) > _WIDTHS.index(Reach(owner.reach)):
            raise ValidationError({"reach": "A file cannot be seen by more people than what it belongs to."})
