"""Writes that a notice was seen. Notices are made by the actions of which they tell."""

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.people.models import Notice
from homeward.web.people.rights import NotPermittedError


def see_notice(*, notice: Notice, by: User) -> None:
    """Say that somebody has seen a notice to them; the second time changes nothing."""
    if notice.to_id != by.pk:
        raise NotPermittedError("This notice is not to you.")
    with recorded("notice_seen", by=by) as entry:
        Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=clock.now())
        entry.about(notice)
