"""Writes the secrets of calendars of due days: made and revoked by whose calendar it is, noted when first used."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.secrets_of_tokens import FEED_MARK, digest_of, make_text
from homeward.web.audit.actions import recorded
from homeward.web.pathway.models import FeedToken


def make_feed(*, by: User) -> tuple[FeedToken, str]:
    """Make the secret of somebody's own calendar, and return it with its text, which is stored nowhere.

    One that was made before opens nothing any more.
    """
    text = make_text(FEED_MARK)
    with recorded("feed_made", by=by) as entry:
        FeedToken.objects.filter(user=by, revoked_at=None).update(revoked_at=clock.now())
        token = FeedToken(user=by, digest=digest_of(text), made_at=clock.now())
        token.save()
        entry.about(token)
    return token, text


def revoke_feed(*, token: FeedToken, by: User) -> None:
    """Let the address of somebody's own calendar open nothing any more, at once. Raises ValidationError otherwise."""
    with recorded("feed_revoked", by=by) as entry:
        kept = FeedToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
        if kept.user_id != by.pk or kept.revoked_at is not None:
            raise ValidationError("This calendar is closed already.")
        kept.revoked_at = clock.now()
        kept.save()
        entry.about(kept)


def note_feed_read(*, token: FeedToken, by: User, on: date) -> None:
    """Write down that somebody's calendar is read on a day, once that day."""
    with recorded("feed_read", by=by) as entry:
        FeedToken.objects.filter(pk=token.pk).update(used_on=on)
        entry.about(token)
