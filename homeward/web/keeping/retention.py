"""Asks of a child's record until when it has to be kept, and whether a legal hold lies on it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.evidence.authorities import authority
from homeward.law.nation import Nation
from homeward.law.retention_rule import Kept, Life, RecordPart, keep_record, rules_of
from homeward.web.accounts.models import User
from homeward.web.keeping.models import LegalHold
from homeward.web.people.models import CareEpisode, Child, Exactness, Person
from homeward.web.people.policy import visible

_ADOPTED = ("E11", "E12")
_NATIONS = {"E": Nation.ENGLAND, "W": Nation.WALES, "S": Nation.SCOTLAND, "N": Nation.NORTHERN_IRELAND}


@dataclass(frozen=True)
class RecordKept:
    """A child's record with until when it is kept, and whether a hold lies on it."""

    child: Child
    part: RecordPart
    kept: Kept
    is_held: bool

    def may_be_destroyed(self, day: date) -> bool:
        """Tell whether the record is past its day and not held."""
        return self.kept.is_over(day) and not self.is_held


def nation_served() -> Nation:
    """Return the nation of the authority served; England where none is named, whose returns Homeward reads."""
    code = settings.HOMEWARD_AUTHORITY
    return _NATIONS.get(authority(code).code[:1], Nation.ENGLAND) if code else Nation.ENGLAND


def record_kept(child: Child, day: date) -> RecordKept:
    """Return until when one record is kept by the rules of a day."""
    return _kept(_with_parts(Child.objects.filter(pk=child.pk)).get(), day)


def records_past_their_day(user: User, day: date) -> list[RecordKept]:
    """Return the records open to somebody that need not be kept any more on a day, the longest past first.

    Only records are looked at whose person could be past the shortest rule; three queries.
    """
    found = (_kept(child, day) for child in _with_parts(visible(user, Child).filter(_old_enough(day))))
    past = [record for record in found if record.kept.is_over(day)]
    return sorted(past, key=lambda record: record.kept.to_on or day)


def life_of(person: Person) -> Life:
    """Return what the rules hang on; a day of birth that is not known to the day is not known."""
    born_on = person.born_on if person.born_exactly == Exactness.DAY else None
    return Life(born_on, person.died_on, person.died_on is not None)


def part_of(*, is_looked_after: bool, is_adopted: bool) -> RecordPart:
    """Return of which kind a child's record is: adoption before care, care before all else."""
    if is_adopted:
        return RecordPart.ADOPTION
    return RecordPart.LOOKED_AFTER if is_looked_after else RecordPart.OTHER


def _kept(child: Child, day: date) -> RecordKept:
    part = part_of(is_looked_after=child.is_looked_after, is_adopted=child.is_adopted)
    kept = keep_record(life_of(child.person), part, nation_served(), day)
    return RecordKept(child, part, kept, child.is_held)


def _with_parts(kids: QuerySet[Child]) -> QuerySet[Child]:
    episodes = CareEpisode.objects.filter(child=OuterRef("pk"))
    holds = LegalHold.objects.in_force().filter(Q(child=OuterRef("pk")) | Q(child=None))
    return kids.select_related("person").annotate(
        is_looked_after=Exists(episodes.filter(struck_at=None)),
        is_adopted=Exists(episodes.filter(reason_ceased__in=_ADOPTED)),
        is_held=Exists(holds),
    )


def _old_enough(day: date) -> Q:
    """Return the condition that some rule of the nation could be over for a person: by years alone, days come later."""
    condition = Q(pk__in=[])
    for rule in rules_of(nation_served()):
        condition |= Q(person__born_on__year__lte=day.year - rule.years_from_birth)
        condition |= Q(person__died_on__year__lte=day.year - rule.years_from_early_death)
    return condition
