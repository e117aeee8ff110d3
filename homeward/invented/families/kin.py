"""Invents the relatives of children: mothers and fathers, some unknown, step-parents, grandmothers and aunts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from homeward.invented.families.careers import CareChild
from homeward.invented.families.choosing import Siblings
from homeward.invented.families.draws import Draws
from homeward.invented.families.named import InventedPerson
from homeward.invented.families.peoples import ORIGINS, Names, language_of, people_who_come_alone
from homeward.invented.families.staff import named

DOMESTIC_ABUSE, SUBSTANCES, MENTAL_HEALTH = "domestic_abuse", "substances", "mental_health"
ABSENT, OTHER = "absent", "other"
_YEAR_DAYS = 365.25
_KNOWN_FATHERS = 0.65
_YOUNGEST_MOTHER, _OLDEST_AT_FIRST, _OLDEST_AT_LAST = 16, 34, 44
_WORRIES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "N1": MappingProxyType({OTHER: 35, DOMESTIC_ABUSE: 30, SUBSTANCES: 22, MENTAL_HEALTH: 13}),
        "N3": MappingProxyType({MENTAL_HEALTH: 70, OTHER: 30}),
        "N5": MappingProxyType({OTHER: 60, DOMESTIC_ABUSE: 25, SUBSTANCES: 15}),
        "N8": MappingProxyType({ABSENT: 100}),
    }
)
"""What brings children into care, by the return's category of need. ASSUMED: no figure is published."""


@dataclass(frozen=True)
class Family:
    """One family: the children by local id, what brought them into care, and the relatives who are known.

    `fathers` are by child's local id, without those unknown. `registered` are the keys of fathers who stand on the
    birth register, `married` of those married to the mother, `together` says that the parents live in one household.
    """

    siblings: Siblings
    children: Mapping[str, InventedPerson]
    worry: str
    mother: InventedPerson | None = None
    fathers: Mapping[str, InventedPerson] = field(default_factory=dict)
    registered: frozenset[str] = frozenset()
    married: frozenset[str] = frozenset()
    together: bool = False
    partner: InventedPerson | None = None
    grandmother: InventedPerson | None = None
    aunt: InventedPerson | None = None

    @property
    def kin_carer(self) -> InventedPerson | None:
        """The relative who cares for the children where a relative does."""
        return self.grandmother or self.aunt


def invent_family(draws: Draws, names: Names, siblings: Siblings) -> Family:
    """Invent the family of children of a return."""
    if siblings.story == "unaccompanied":
        return _alone(draws, names, siblings)
    return _Inventing(draws, names, siblings).family()


def _alone(draws: Draws, names: Names, siblings: Siblings) -> Family:
    """Return a young person who came alone: no relative is here, and the birth may have been estimated."""
    child = siblings.children[0]
    people = draws.one_of(people_who_come_alone(child.ethnicity))
    family = names.family(people)
    language = language_of(people)
    person = replace(
        _person(child, names.given(people, child.sex, family), family),
        born_exactly="estimated" if draws.chance(0.4) else "day",
        first_language=language,
        needs_interpreter=bool(language) and draws.chance(0.8),
        communication="Explain who you are and that you are not the police or the border force.",
    )
    return Family(siblings, {child.local_id: person}, ABSENT)


def _person(child: CareChild, given: str, family: str) -> InventedPerson:
    return InventedPerson(
        child.local_id, given, family, child.sex, child.born_on, born_exactly="day", ethnicity=child.ethnicity
    )


def _years_before(day: date, years: float) -> date:
    return day - timedelta(days=round(years * _YEAR_DAYS))


class _Inventing:
    """Invents one family, relative by relative."""

    def __init__(self, draws: Draws, names: Names, siblings: Siblings) -> None:
        self.draws, self.names, self.siblings = draws, names, siblings
        self.eldest, self.youngest = siblings.children[0], siblings.children[-1]
        self.key = f"F{self.eldest.local_id[3:]}"
        self.origin = ORIGINS[self.eldest.ethnicity]
        self.people = draws.one_of(self.origin.mothers)
        self.worry = self._worry()
        # Half-brothers may have two family names: with one given name they would still be taken for one child.
        self._given: set[str] = set()

    def family(self) -> Family:
        """Return the family."""
        fathers = self._fathers()
        married = frozenset(father.key for father in fathers.values() if self.draws.chance(0.25))
        family_name = self._family_name(fathers, married)
        mother = self._mother(family_name)
        grandmother = self._grandmother(mother) if self.siblings.story == "conflict" or self.draws.chance(0.6) else None
        return Family(
            self.siblings,
            {child.local_id: self._child(child, family_name, fathers) for child in self.siblings.children},
            self.worry,
            mother,
            fathers,
            frozenset(key for key in _keys(fathers) if key in married or self.draws.chance(0.6)),
            married,
            bool(married) and self.worry != DOMESTIC_ABUSE and self.draws.chance(0.6),
            self._partner() if not married and self.draws.chance(0.2) else None,
            grandmother,
            self._aunt(mother, grandmother),
        )

    def _worry(self) -> str:
        if self.siblings.story == DOMESTIC_ABUSE:
            return DOMESTIC_ABUSE
        return self.draws.weighted(_WORRIES.get(self.eldest.last.need, {OTHER: 1}))

    def _family_name(self, fathers: Mapping[str, InventedPerson], married: frozenset[str]) -> str:
        """Return the mother's name, which is her husband's where she has one."""
        husband = next((father for father in fathers.values() if father.key in married), None)
        return husband.family if husband else self.names.family(self.people)

    def _child(self, child: CareChild, family: str, fathers: Mapping[str, InventedPerson]) -> InventedPerson:
        """Return a child with the mother's family name, or now and then the father's or both."""
        father = fathers.get(child.local_id)
        if father is not None and father.family != family:
            choice = self.draws.weighted({"mother": 55, "father": 35, "both": 10})
            is_plain = "-" not in family + father.family and " " not in family + father.family
            both = f"{family}-{father.family}" if is_plain else family
            family = {"mother": family, "father": father.family, "both": both}[choice]
        given = self.names.given(self.people, child.sex, family, but=self._given)
        self._given.add(given)
        return _person(child, given, family)

    def _fathers(self) -> dict[str, InventedPerson]:
        """Return the known fathers by child; brothers and sisters may have one father or several."""
        found: dict[str, InventedPerson] = {}
        for children in self._of_one_father():
            needed = self.siblings.story in (DOMESTIC_ABUSE, "name_change")
            if needed or (self.worry != ABSENT and self.draws.chance(_KNOWN_FATHERS)):
                father = self._father(children)
                found |= {child.local_id: father for child in children}
        return found

    def _of_one_father(self) -> Iterator[list[CareChild]]:
        children = list(self.siblings.children)
        while children:
            first = children[0]
            same = [first] + [c for c in children[1:] if c.ethnicity == first.ethnicity and self.draws.chance(0.7)]
            children = [child for child in children if child not in same]
            yield same

    def _father(self, children: list[CareChild]) -> InventedPerson:
        origin = ORIGINS[children[0].ethnicity]
        people = self.people if origin.fathers == origin.mothers else self.draws.one_of(origin.fathers)
        born_on = _years_before(children[0].born_on, self.draws.between(180, 440) / 10)
        return self._relative(f"father-{children[0].local_id[3:]}", people, "male", born_on, origin.father_is)

    def _mother(self, family: str) -> InventedPerson:
        spread = (self.youngest.born_on - self.eldest.born_on).days / _YEAR_DAYS
        oldest = min(_OLDEST_AT_FIRST, _OLDEST_AT_LAST - spread)
        age = self.draws.between(_YOUNGEST_MOTHER * 10 + 5, int(oldest * 10)) / 10
        born_on = _years_before(self.eldest.born_on, age)
        mother = self._relative("mother", self.people, "female", born_on, self.origin.mother_is, family)
        is_needed = self.siblings.story or any(child.has_been_home for child in self.siblings.children)
        if self.worry == ABSENT and not is_needed and self.draws.chance(0.5):
            return replace(mother, died_on=self.draws.day(self.youngest.born_on, self.eldest.episodes[0].began_on))
        return mother

    def _partner(self) -> InventedPerson:
        born_on = _years_before(self.eldest.born_on, self.draws.between(190, 360) / 10)
        return self._relative("partner", "british", "male", born_on, "WBRI")

    def _grandmother(self, mother: InventedPerson) -> InventedPerson:
        born_on = _years_before(mother.born_on or self.eldest.born_on, self.draws.between(175, 330) / 10)
        return self._relative("grandmother", self.people, "female", born_on, self.origin.mother_is)

    def _aunt(self, mother: InventedPerson, grandmother: InventedPerson | None) -> InventedPerson | None:
        """Return the mother's sister: an elder one where the grandmother is not known, else a younger one or none."""
        if self.siblings.story == "conflict":
            given, family = named("social_worker").name.split()
            born_on = _years_before(mother.born_on or self.eldest.born_on, -2.5)
            return InventedPerson(f"{self.key}-aunt", given, family, "female", born_on, "year")
        if grandmother is not None and not self.draws.chance(0.2):
            return None
        years = self.draws.between(12, 80) / 10
        born_on = _years_before(mother.born_on or self.eldest.born_on, -years if grandmother else years)
        return self._relative("aunt", self.people, "female", born_on, self.origin.mother_is)

    def _relative(  # noqa: PLR0913, PLR0917 - what a person is made of, each by its place
        self, part: str, people: str, sex: str, born_on: date, ethnicity: str, family: str = ""
    ) -> InventedPerson:
        family = family or self.names.family(people)
        given = self.names.given(people, sex, family, is_older=born_on.year < 1993)
        language = language_of(people) if self.draws.chance(0.5) else ""
        return InventedPerson(
            f"{self.key}-{part}",
            given,
            family,
            sex,
            born_on,
            born_exactly="day",
            ethnicity=ethnicity,
            first_language=language,
            needs_interpreter=bool(language) and self.draws.chance(0.4),
        )


def _keys(people: Mapping[str, InventedPerson]) -> list[str]:
    return list(dict.fromkeys(person.key for person in people.values()))
