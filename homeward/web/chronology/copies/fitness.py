"""Asks, when a sealed copy is about to be given, whether the record of today still lets it be given like this."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from homeward.practice.chronology.recipients import holds_forbidden
from homeward.practice.chronology.withholding import Kept, RecipientKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.chronology.copies.addressees import Addressee
from homeward.web.chronology.copies.covers import cover_for
from homeward.web.chronology.copies.documents import furniture_of, words_of_pdf
from homeward.web.chronology.copies.known import others_of, recipient_of
from homeward.web.chronology.copies.queries import is_intact, postal_address_of
from homeward.web.chronology.models import GivenCopy, GivenHow
from homeward.web.people.models import Contact, ContactLeave, ContactWay, MayBeContacted, Safety

_WAYS = {GivenHow.POST: (ContactWay.LETTER,), GivenHow.EMAIL: (ContactWay.EMAIL,)}


def check_still_fit(copy: GivenCopy, by: User) -> None:
    """Raise ValidationError where a copy may not be given as things are today: it is broken, or the record has changed.

    What became secret since it was sealed, a new address for instance, forbids a copy in which it stands.
    """
    if not is_intact(bytes(copy.pdf), copy.digest) or not is_intact(bytes(copy.word), copy.word_digest):
        raise ValidationError("The seal of this copy is broken. Do not give it; tell whoever runs the service.")
    to = _addressee(copy)
    recipient, others = recipient_of(copy.child, to), others_of(by, copy.child, to)
    if Kept.ANYTHING in recipient.secrets:
        raise ValidationError("The record says today that this person must not be told anything about the child.")
    may = MayBeContacted.objects.on(clock.today()).filter(child=copy.child, person=copy.recipient)
    if copy.recipient and may.filter(may=ContactLeave.NO).exists():
        raise ValidationError("The record says today that this person must not be contacted.")
    cover, made_on = cover_for(copy.child, to, copy.purpose, copy.made_by), localdate(copy.made_at)
    furniture = furniture_of(cover, made_on, is_invented=settings.HOMEWARD_INVENTED)
    if holds_forbidden(words_of_pdf(bytes(copy.pdf)), recipient, others, furniture):
        raise ValidationError(
            "This copy holds something that the record of today keeps from this recipient. Call it back, and prepare "
            "another."
        )


def check_way(copy: GivenCopy, how: str, *, is_address_right: bool) -> None:
    """Raise ValidationError where a copy may not go that way, or where nobody has checked the address just now."""
    if how not in GivenHow.values:
        raise ValidationError({"given_how": "Choose how it is given."})
    if how == GivenHow.HANDED:
        return
    unsafe = Contact.objects.on(clock.today()).filter(way__in=_WAYS[GivenHow(how)], safety=Safety.UNSAFE)
    if copy.recipient and unsafe.filter(person=copy.recipient).exists():
        raise ValidationError({"given_how": "The record says that this way of reaching them is not safe."})
    if copy.recipient and how == GivenHow.POST and postal_address_of(copy.recipient, clock.today()) is None:
        raise ValidationError({"given_how": "No address of theirs is recorded. Add it to the record first."})
    if not is_address_right:
        raise ValidationError({"is_address_right": "Check the address now, and tick that it is right."})


def _addressee(copy: GivenCopy) -> Addressee:
    kind = RecipientKind(copy.kind)
    name = copy.recipient.shown_name if copy.recipient else copy.recipient_words
    return Addressee("", kind, name, person=copy.recipient)
