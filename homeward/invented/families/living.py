"""Writes down who lived where: at home, with foster carers, with relatives, in a children's home, and home again."""

from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from homeward.invented.families.by_hand import earlier_periods
from homeward.invented.families.careers import HOME, PARENTS, CareChild, Stay
from homeward.invented.families.cases import Case, Lived
from homeward.invented.families.draws import Draws
from homeward.invented.families.happenings import HouseholdJoined, PersonsRelated
from homeward.invented.families.kin import DOMESTIC_ABUSE
from homeward.invented.families.named import InventedHousehold, InventedPerson
from homeward.invented.families.peoples import Names
from homeward.invented.families.places import PLACES, Addresses
from homeward.invented.families.staff import named

KIN = frozenset({"U1", "U2", "U3"})
FOSTER = frozenset({"U4", "U5", "U6"})
_ADOPTERS = frozenset({"A3", "A4", "A5", "A6"})
_BEDS = 3
_PEOPLES = MappingProxyType({"british": 60.0, "caribbean": 12.0, "west_african": 10.0, "pakistani": 8.0, "irish": 10.0})
_NAMED = MappingProxyType(
    {
        "K2": PLACES["homes"],
        "K1": PLACES["secure"],
        "R1": PLACES["residential"],
        "R2": PLACES["hospitals"],
        "R3": PLACES["family_centres"],
        "S1": PLACES["schools_residential"],
    }
)
_SINCE_BIRTH_DAYS = 7
WRITTEN_DAYS = 730
"""Households of stays that ended longer ago are not written down; the episodes tell of them."""

_FOR_EVER = date.max
CARTER = "carer-001"
"""The foster carer who signs in."""


@dataclass(frozen=True)
class FosterHome:
    """A foster carer, the household, and who has stayed with them from when until when."""

    carer: InventedPerson
    household: InventedHousehold
    stays: list[tuple[date, date, str]] = field(default_factory=list)

    def has_room(self, stay: Stay, family: str) -> bool:
        """Say whether there is a bed over the whole stay; a family's children may share one."""
        until = stay.ended_on or _FOR_EVER
        others = [one for one in self.stays if one[0] < until and one[1] > stay.began_on and one[2] != family]
        return len(others) < _BEDS


class Homes:
    """Every foster home, and who lives where."""

    def __init__(self, draws: Draws, names: Names, addresses: Addresses, as_of: date) -> None:
        """Begin with the home of the foster carer who signs in."""
        self._draws, self._names, self.addresses, self._as_of = draws, names, addresses, as_of
        given, family = named("foster_carer").name.split()
        flo = InventedPerson(CARTER, given, family, "female", date(as_of.year - 52, 5, 17), "day", ethnicity="WBRI")
        self.homes = [FosterHome(flo, addresses.household())]

    def for_stay(self, case: Case, stay: Stay, before: FosterHome | None) -> FosterHome:
        """Return the foster home of a stay: with brothers and sisters where there are any, else one with a bed.

        It is another than the one `before`; four who live apart have a home each.
        """
        mine = case.children[0].local_id
        ours = [home for home in self.homes if any(one[2] == mine for one in home.stays)]
        free = [home for home in self.homes if home is not before and home.has_room(stay, mine)]
        if case.story == "fostered_here" and stay.ended_on is None:
            home = self.homes[0]
        elif case.story != "apart" and any(home in free for home in ours):
            home = next(home for home in ours if home in free)
        else:
            others = [home for home in free[1:] if home not in ours]
            home = self._draws.one_of(others) if others and self._draws.chance(0.7) else self._new()
        home.stays.append((stay.began_on, stay.ended_on or case.went_home_on or _FOR_EVER, mine))
        return home

    def fosters(self, carer: str, child: CareChild, family: str) -> bool:
        """Say whether a child's last stay is with a foster carer, by the carer's key."""
        began_on = child.stays[-1].began_on
        return any(
            home.carer.key == carer and began_on == began and family == theirs
            for home in self.homes
            for began, _, theirs in home.stays
        )

    def _new(self) -> FosterHome:
        people = self._draws.weighted(_PEOPLES)
        family = self._names.family(people)
        sex = "female" if self._draws.chance(0.8) else "male"
        home = FosterHome(self._carer(people, family, sex), self.addresses.household())
        self.homes.append(home)
        return home

    def _carer(self, people: str, family: str, sex: str) -> InventedPerson:
        born_on = date(self._as_of.year - self._draws.between(33, 64), self._draws.between(1, 12), 9)
        given = self._names.given(people, sex, family, is_older=True)
        return InventedPerson(f"carer-{len(self.homes) + 1:03d}", given, family, sex, born_on, "day")


def write_living(case: Case, draws: Draws, homes: Homes) -> None:
    """Write down where the parents and the children of a family have lived."""
    _Living(case, draws, homes).write()


class _Living:
    """Writes down one family's homes."""

    def __init__(self, case: Case, draws: Draws, homes: Homes) -> None:
        self.case, self.draws, self.homes = case, draws, homes
        self.first_home = self.home = homes.addresses.household()
        self.kin_home: InventedHousehold | None = None

    def write(self) -> None:
        """Write everything, the grown-ups first."""
        self._write_mother()
        self._write_father()
        for child in self.case.children:
            self._write_before_care(child)
            before: FosterHome | None = None
            for stay in child.stays:
                if stay.ended_on is None or (self.case.as_of - stay.ended_on).days <= WRITTEN_DAYS:
                    before = self._write_stay(child, stay, before)
            self._write_after_care(child)

    def _write_mother(self) -> None:
        """Write down where the mother lives; one who was beaten fled, where no child lives with her."""
        first, mother = self.case.children[0].local_id, self.case.family.mother
        if mother is None:
            return
        key = self._joins(first, mother, self.home)
        if mother.died_on is not None:
            self.case.end(first, key, mother.died_on)
        elif self.case.family.worry == DOMESTIC_ABUSE and not any(child.has_been_home for child in self.case.children):
            on = max(child.came_on for child in self.case.children)
            self.case.end(first, key, on)
            self.home = self.homes.addresses.withheld("A refuge; the address is not written down")
            self._joins(first, mother, self.home, on)

    def _write_father(self) -> None:
        family = self.case.family
        for father in {person.key: person for person in family.fathers.values()}.values():
            child = next(one for one in self.case.children if family.fathers.get(one.local_id) == father)
            if family.together and father.key in family.married:
                self._joins(child.local_id, father, self.first_home)
            elif self.draws.chance(0.5) or self.case.story == DOMESTIC_ABUSE:
                self._joins(child.local_id, father, self.homes.addresses.household())

    def _write_before_care(self, child: CareChild) -> None:
        """Write down life at home before, and between, the periods of care."""
        if self.case.family.mother is None:
            return
        since: date | None = child.born_on
        for number, period in enumerate((*earlier_periods(self.case.family.siblings), *child.periods)):
            if since is not None and (number or (period[0].began_on - since).days > _SINCE_BIRTH_DAYS):
                self._lives(child, Lived(since, period[0].began_on, self.first_home))
            since = period[-1].ended_on if period[-1].reason_ceased in HOME else None

    def _write_stay(self, child: CareChild, stay: Stay, before: FosterHome | None) -> FosterHome | None:
        """Write down one stay, and return the foster home it was in, if any."""
        ended_on = stay.ended_on or self.case.went_home_on
        if stay.place in FOSTER or (stay.place in KIN and self.case.family.kin_carer is None):
            home = self.homes.for_stay(self.case, stay, before)
            self._write_with(child, home.carer, home.household, Stay(stay.began_on, ended_on, stay.place))
            return home
        if stay.place in KIN:
            self._write_with_kin(child, stay.began_on, ended_on)
        else:
            self._lives(child, Lived(stay.began_on, ended_on, self._place(stay)), is_placement=True)
        return None

    def _place(self, stay: Stay) -> InventedHousehold:
        """Return the household of a stay that is with no foster carer: the parents', or one for this child."""
        addresses = self.homes.addresses
        if stay.place == PARENTS and self.case.family.mother is not None:
            return self.home
        if stay.place in _ADOPTERS:
            return addresses.withheld("With adopters; the address is not written down")
        return addresses.household(name=self.draws.one_of(_NAMED.get(stay.place, PLACES["supported"])))

    def _write_with_kin(self, child: CareChild, began_on: date, ended_on: date | None) -> None:
        carer = self.case.family.kin_carer
        self.kin_home = self.kin_home or self.homes.addresses.household()
        if carer is not None:
            self._write_with(child, carer, self.kin_home, Stay(began_on, ended_on, ""))

    def _write_with(self, child: CareChild, carer: InventedPerson, household: InventedHousehold, stay: Stay) -> None:
        """Write down a stay with a carer, who lives there."""
        is_kin = household is self.kin_home
        write = self.case.write if is_kin else self.case.write_from_register
        related = PersonsRelated(child.local_id, carer, child.local_id, "carer", stay.began_on)
        key = write(child.local_id, related, stay.began_on)
        write(child.local_id, HouseholdJoined(child.local_id, carer.key, household, None), stay.began_on)
        self._lives(child, Lived(stay.began_on, stay.ended_on, household, carer), is_placement=True)
        if stay.ended_on is not None:
            self.case.end(child.local_id, key, stay.ended_on)

    def _write_after_care(self, child: CareChild) -> None:
        if self.case.went_home_on is not None or child.last.reason_ceased in HOME:
            self._lives(child, Lived(self.case.went_home_on or child.last.ended_on, None, self.home))
        elif child.last.ended_on is not None and child.stays[-1].place not in KIN:
            self._write_with_kin(child, child.last.ended_on, None)
        elif child.last.ended_on is not None and self.kin_home is not None:
            self._lives(child, Lived(child.last.ended_on, None, self.kin_home))

    def _joins(
        self, child: str, person: InventedPerson, household: InventedHousehold, since: date | None = None
    ) -> str:
        self.case.lived.setdefault(person.key, []).append(Lived(since, None, household))
        return self.case.write(child, HouseholdJoined(child, person.key, household, since), since)

    def _lives(self, child: CareChild, lived: Lived, *, is_placement: bool = False) -> None:
        self.case.lived.setdefault(child.local_id, []).append(lived)
        what = HouseholdJoined(child.local_id, child.local_id, lived.household, lived.since, is_placement=is_placement)
        key = self.case.write(child.local_id, what, lived.since)
        if lived.until is not None:
            self.case.end(child.local_id, key, lived.until)
