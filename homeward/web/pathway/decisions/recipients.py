"""Says to whom a decision is told by letter, one recipient at a time, and keeps addresses out of what they are told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.decisions.details import ProposalDetails
from homeward.web.pathway.models import AbuseRecorded, PathwayStart
from homeward.web.people.entering import words_needed
from homeward.web.people.family.queries import kinds_of
from homeward.web.people.models import (
    CareEpisode,
    ContactLeave,
    Household,
    HouseholdMembership,
    Kinship,
    MayBeContacted,
    NotToBeTold,
    Person,
    Secret,
)
from homeward.web.people.permissions import hidden_persons
from homeward.web.people.persons.queries import with_names

PARENTS = frozenset({Kinship.MOTHER, Kinship.FATHER, Kinship.PARENT, Kinship.ADOPTIVE_PARENT})
_SHORTEST = 5


@dataclass(frozen=True)
class Recipient:
    """Somebody who is to be told of a decision.

    `why_not` says why no letter is written to them, `caution` what its sender should know; both are empty otherwise.
    """

    person: Person
    name: str
    is_child: bool
    why_not: str = ""
    caution: str = ""


def is_apart(start: PathwayStart) -> bool:
    """Tell whether each parent is told apart: abuse is recorded, or nobody knows whether there is any."""
    return start.abuse != AbuseRecorded.NO


def recipients_of(start: PathwayStart, user: User, today: date) -> list[Recipient]:
    """Return the child and each living parent of whom a reader may be told; six queries.

    A parent who must not be told anything, or must not be contacted, gets no letter: the reader sees why.
    """
    parents = [pk for pk, kind in kinds_of(start.child, today).items() if kind in PARENTS]
    told = Person.objects.filter(pk__in=[start.child.person_id, *parents], died_on=None).exclude(hidden_persons(user))
    secrets: dict[UUID, list[Secret]] = defaultdict(list)
    for person, what in NotToBeTold.objects.on(today).filter(child=start.child).values_list("person", "what"):
        secrets[person].append(Secret(what))
    leaves = MayBeContacted.objects.on(today).filter(child=start.child, may=ContactLeave.NO)
    shut = set(leaves.values_list("person", flat=True))
    found = sorted(with_names(told), key=lambda one: (one.pk != start.child.person_id, str(one.pk)))
    return [_recipient(one, start, secrets[one.pk], is_shut=one.pk in shut) for one in found]


def parents_told(start: PathwayStart, user: User, today: date) -> list[Recipient]:
    """Return the parents to whom a letter may be written, as somebody may see them."""
    return [one for one in recipients_of(start, user, today) if not one.is_child and not one.why_not]


def check_reasons(start: PathwayStart, details: ProposalDetails, texts: Iterable[str]) -> None:
    """Raise ValidationError where reasons are missing, parents told apart are told together, or words hold an address.

    What is told to all parents is never told to those who are told apart, not even where only one of them is known.
    """
    if not is_apart(start):
        words_needed(details.for_parents, "for_parents", "Give the reasons in plain words.")
    elif details.for_parents.strip():
        says = "Domestic abuse is recorded, or nobody knows: give the reasons to each parent apart."
        raise ValidationError({"for_parents": says})
    told = " ".join(" ".join(texts).lower().split())
    if any(line in told for line in _addresses(start)):
        raise ValidationError("These words hold an address. Letters go to different people: take it out.")


def _recipient(person: Person, start: PathwayStart, secrets: list[Secret], *, is_shut: bool) -> Recipient:
    why_not = "The record says that this person must not be contacted." if is_shut else ""
    if Secret.ANYTHING in secrets:
        why_not = "The record says that this person must not be told anything about the child."
    said = " and ".join(one.label.lower() for one in secrets)
    caution = f"The record says what this person must not be told: {said}. Read the letter before you send it."
    return Recipient(person, person.shown_name, person.pk == start.child.person_id, why_not, caution if secrets else "")


def _addresses(start: PathwayStart) -> Iterator[str]:
    """Yield first lines and postcodes of the homes of the child's family, and of those where the child was placed."""
    family = [*kinds_of(start.child, clock.today()), start.child.person_id]
    lived = HouseholdMembership.objects.standing().filter(person__in=family).values("household")
    placed = CareEpisode.objects.filter(child=start.child_id, household__isnull=False).values("household")
    for home in Household.objects.filter(Q(pk__in=lived) | Q(pk__in=placed)):
        for line in (home.postcode, *home.address.splitlines()[:1]):
            folded = " ".join(line.lower().split()).strip(",.")
            if len(folded) >= _SHORTEST:
                yield folded
