"""Writes whether somebody wants e-mails of what is due, and sends them: once on a working day, to each who does."""

from collections.abc import Iterator
from datetime import date, datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db.models import Q

from homeward.law.clock import is_working_day
from homeward.law.nation import Nation
from homeward.web.accounts.models import HeldRole, User
from homeward.web.audit.actions import recorded
from homeward.web.pathway.models import Reminders
from homeward.web.pathway.work.digest.words import SUBJECT, Due, due_for, in_words
from homeward.web.people.relations import STAFF

FROM_HOUR = 6


def choose_reminders(*, user: User, address: str, is_wanted: bool, by: User) -> Reminders:
    """Let somebody say to which address e-mails of what is due go, and whether they want any.

    Raises ValidationError for an address that is none, and for anybody else's reminders.
    """
    if by.pk != user.pk:
        raise ValidationError("Everybody chooses their own reminders.")
    email = address.strip()
    if email or is_wanted:
        try:
            validate_email(email)
        except ValidationError:
            raise ValidationError({"address": "Enter an e-mail address, such as name@example.gov.uk"}) from None
    with recorded("reminders_chosen", by=by) as entry:
        user.email = email
        user.save(update_fields=["email"])
        reminders, _ = Reminders.objects.update_or_create(user=user, defaults={"is_wanted": is_wanted})
        entry.about(user)
        entry.detail = {"is_wanted": is_wanted}
    return reminders


def send_digests(*, by: User | None, at: datetime) -> tuple[int, int]:
    """Send each who wants it an e-mail that says how much is due; return how many went, and how many could not.

    Nothing before six in the morning, nor on a day that is no working day, and nobody gets a second on a day. One that
    could not be sent is tried again the next time.
    """
    today = at.date()
    if at.hour < FROM_HOUR or not is_working_day(today, Nation.ENGLAND):
        return 0, 0
    sent = failed = 0
    for user in _who_wants(today):
        due = due_for(user, today)
        if _mark(user, due, today, by) and due.is_anything:
            if _is_sent(user, in_words(due, settings.HOMEWARD_ADDRESS)):
                sent += 1
            else:
                _unmark(user, by)
                failed += 1
    return sent, failed


def _who_wants(today: date) -> Iterator[User]:
    """Yield who works with children, gave an address, did not say no, and had none today."""
    held = HeldRole.objects.filter(HeldRole.held_on(today), role__in=STAFF).values("user")
    had = Reminders.objects.filter(Q(is_wanted=False) | Q(sent_on__gte=today)).values("user")
    users = User.objects.filter(pk__in=held, is_active=True).exclude(email="").exclude(pk__in=had)
    yield from list(users.order_by("pk"))


def _mark(user: User, due: Due, today: date, by: User | None) -> bool:
    """Write down that today's digest of somebody is done; tell whether nobody else has done so meanwhile."""
    with recorded("digest_done", by=by) as entry:
        reminders, _ = Reminders.objects.select_for_update().get_or_create(user=user)
        is_first = reminders.is_wanted and (reminders.sent_on is None or reminders.sent_on < today)
        if is_first:
            reminders.sent_on = today
            reminders.save()
        entry.about(user)
        entry.detail = {"on": today.isoformat(), "is_sent": is_first and due.is_anything}
    return is_first


def _unmark(user: User, by: User | None) -> None:
    with recorded("digest_failed", by=by) as entry:
        Reminders.objects.filter(user=user).update(sent_on=None)
        entry.about(user)


def _is_sent(user: User, text: str) -> bool:
    try:
        return EmailMessage(SUBJECT, text, to=[user.email]).send() == 1
    except (OSError, SMTPException):
        return False
