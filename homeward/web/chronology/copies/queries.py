"""Reads sealed copies of a child's story, and the address to which one would go."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Prefetch, QuerySet

from homeward.practice.chronology.withholding import RECIPIENT_WORDS, Reason, RecipientKind
from homeward.web.accounts.models import User
from homeward.web.chronology.models import GivenCopy
from homeward.web.people.models import Child, HouseholdMembership, Person, PersonName
from homeward.web.people.policy import visible

_BYTES = ("pdf", "word")


@dataclass(frozen=True)
class PostalAddress:
    """Where somebody lives today, and since when; None where nobody knows since when."""

    address: str
    since_on: date | None


def copies_of(user: User, child: Child) -> QuerySet[GivenCopy]:
    """Return the copies of a child's story that somebody may see, the latest first, without their bytes."""
    names = Prefetch("recipient__names", PersonName.objects.standing())
    found = visible(user, GivenCopy).filter(child=child).defer(*_BYTES)
    return found.select_related("recipient__child", "made_by", "given_by", "called_back_by").prefetch_related(names)


def recipient_in_words(copy: GivenCopy) -> str:
    """Return for whom a copy is, such as "Mo Exemplar, the mother"."""
    kind = RecipientKind(copy.kind)
    name = copy.recipient.shown_name if copy.recipient else copy.recipient_words
    return name if kind == RecipientKind.COURT else f"{name}, {RECIPIENT_WORDS[kind]}"


def is_intact(content: bytes, digest: str) -> bool:
    """Tell whether a sealed file is still the one that was sealed."""
    return sha256(content).hexdigest() == digest


def withheld_by_reason(copy: GivenCopy) -> dict[Reason, int]:
    """Return how much was withheld in a copy for each reason: whole events, and passages within others."""
    found: dict[Reason, int] = {}
    for one in copy.withheld:
        reason = Reason(one["reason"])
        found[reason] = found.get(reason, 0) + one["times"]
    return found


def postal_address_of(person: Person, on: date) -> PostalAddress | None:
    """Return where somebody lives on a day, or None where no address is recorded; the latest where there are two."""
    homes = HouseholdMembership.objects.on(on).filter(person=person).select_related("household")
    for home in sorted(homes, key=lambda one: one.begins_on or date.min, reverse=True):
        parts = [part for part in (home.household.address, home.household.postcode) if part]
        if parts:
            return PostalAddress("\n".join(parts), home.begins_on)
    return None
