"""Says for whom a copy of a child's story can be prepared: the child, people of the record, agencies, the court."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from homeward.practice.chronology.withholding import RECIPIENT_WORDS, RecipientKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.family.queries import Relative, relatives_of
from homeward.web.people.models import Agency, AgencyKind, Child, Kinship, NetworkMember, Person, Sex

COURT = "court"
_MOTHERS = (Kinship.MOTHER, Kinship.ADOPTIVE_PARENT, Kinship.PARENT)
_FATHERS = (Kinship.FATHER, Kinship.ADOPTIVE_PARENT, Kinship.PARENT)
_PARENTS = frozenset({RecipientKind.MOTHER, RecipientKind.FATHER})
_ORDER = (RecipientKind.MOTHER, RecipientKind.FATHER, RecipientKind.FOSTER_CARER, RecipientKind.RELATIVE)


@dataclass(frozen=True)
class Addressee:
    """Somebody for whom a copy can be prepared: as whom, and their name. `key` names them in an address of a page."""

    key: str
    kind: RecipientKind
    name: str
    person: Person | None = None
    agency: Agency | None = None

    @property
    def in_words(self) -> str:
        """Such as "Mo Exemplar, the mother"; for the court, and for the child, the name alone."""
        return self.name if self.kind == RecipientKind.COURT else f"{self.name}, {RECIPIENT_WORDS[self.kind]}"


def addressees_of(user: User, child: Child) -> list[Addressee]:
    """Return for whom somebody can prepare a copy of a child's story; seven queries.

    Each person stands once, as what comes first of mother, father, foster carer, relative. Another child with a record,
    such as a sister, is not offered; a parent who is one is.
    """
    found = {child.person_id: _person(child.person, RecipientKind.CHILD)}
    relatives = [
        one for one in relatives_of(user, child, clock.today()) if _kind_of(one) in _PARENTS or _is_no_child(one)
    ]
    for one in sorted(relatives, key=lambda one: _ORDER.index(_kind_of(one))):
        found.setdefault(one.person.pk, _person(one.person, _kind_of(one)))
    court = Addressee(COURT, RecipientKind.COURT, "The court")
    return [*found.values(), *_agencies(child), court]


def addressee_of(user: User, child: Child, key: str) -> Addressee | None:
    """Return the one for whom the key of an address stands; None for anybody else."""
    return next((one for one in addressees_of(user, child) if one.key == key), None)


def _person(person: Person, kind: RecipientKind) -> Addressee:
    return Addressee(f"person-{person.pk}", kind, person.shown_name, person=person)


def _is_no_child(one: Relative) -> bool:
    """Tell whether a relative has no record of their own as a child."""
    return getattr(one.person, "child", None) is None


def _kind_of(one: Relative) -> RecipientKind:
    if one.kind == Kinship.MOTHER or (one.kind in _MOTHERS and one.person.sex == Sex.FEMALE):
        return RecipientKind.MOTHER
    if one.kind == Kinship.FATHER or (one.kind in _FATHERS and one.person.sex == Sex.MALE):
        return RecipientKind.FATHER
    return RecipientKind.FOSTER_CARER if one.kind == Kinship.CARER else RecipientKind.RELATIVE


def _agencies(child: Child) -> Iterator[Addressee]:
    """Yield the agencies of the child's network of today, and courts among them as the court."""
    members = NetworkMember.objects.on(clock.today()).filter(child=child, agency__isnull=False).select_related("agency")
    agencies: dict[UUID, Agency] = {member.agency.pk: member.agency for member in members}
    for agency in sorted(agencies.values(), key=lambda agency: agency.name):
        kind = RecipientKind.COURT if agency.kind == AgencyKind.COURT else RecipientKind.AGENCY
        yield Addressee(f"agency-{agency.pk}", kind, agency.name, agency=agency)
