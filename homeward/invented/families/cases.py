"""Gives each family a team and workers over time, and says who writes in its record on which day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from homeward.invented.families.by_hand import earlier_periods, unplanned_return_on
from homeward.invented.families.careers import CareChild
from homeward.invented.families.choosing import Siblings
from homeward.invented.families.draws import Draws
from homeward.invented.families.happenings import Happening
from homeward.invented.families.kin import Family
from homeward.invented.families.ledger import Ledger
from homeward.invented.families.named import InventedHousehold, InventedPerson
from homeward.invented.families.staff import (
    LEAVER,
    MILLBROOK,
    NORTHGATE,
    RETURN_HOME,
    YOUNG_PEOPLE,
    head_of,
    named,
    workers_of,
)

_TEAM_OF_STORY = {
    **dict.fromkeys(("unaccompanied",), YOUNG_PEOPLE),
    **dict.fromkeys(("restricted", "restricted_public", "break_glass", "handover_without_visit"), NORTHGATE),
    **dict.fromkeys(("returned_home", "special_guardianship"), RETURN_HOME),
}
_WORKER_OF_STORY = {
    "conflict": "carys.bevanridge",
    "conflict_neighbour": "idris.fallowell",
    **dict.fromkeys(
        ("merge", "on_pathway", "unplanned", "placed_with_parents", "two_failed_returns", "baby", "handover", "guest"),
        "social_worker",
    ),
    "handover_without_visit": LEAVER,
}
_CASES_OF_LEAVER = 5


@dataclass(frozen=True)
class Turn:
    """Somebody is the family's social worker from a day on."""

    since: date
    user: str


@dataclass(frozen=True)
class Lived:
    """Somebody lived in a household from one day until before another (None: always, still), with a carer or none."""

    since: date | None
    until: date | None
    household: InventedHousehold
    carer: InventedPerson | None = None


@dataclass(frozen=True)
class Case:
    """The work with one family: team (by key), who worked with it from when, and the ledger it is written in.

    `record_on` is the day on which each child's record began, by local id. `went_home_on` is set where a child went
    home after the last return. `keys` are those of the allocations, and `allocations` the user names, by child and by
    what somebody is allocated as. `lived` tells where people lived, by person, as far as it was written down.
    """

    family: Family
    team: str
    turns: list[Turn]
    record_on: dict[str, date]
    ledger: Ledger
    as_of: date
    went_home_on: date | None = None
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    allocations: dict[tuple[str, str], str] = field(default_factory=dict)
    lived: dict[str, list[Lived]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells one family from another: the local id of its eldest child."""
        return self.family.siblings.children[0].local_id

    @property
    def story(self) -> str:
        """The story told with this family; empty for most."""
        return self.family.siblings.story

    @property
    def children(self) -> list[CareChild]:
        """The children, whose record began first before the others."""
        return sorted(self.family.siblings.children, key=lambda child: self.record_on[child.local_id])

    @property
    def worker(self) -> str:
        """The family's social worker now."""
        return self.turns[-1].user

    def worker_on(self, day: date) -> str:
        """Return the family's social worker on a day; before the first of them, the first."""
        return next((turn.user for turn in reversed(self.turns) if turn.since <= day), self.turns[0].user)

    def lived_on(self, person: str, day: date) -> Lived | None:
        """Return where a person lived on a day, if that was written down."""
        spells = [one for one in self.lived.get(person, []) if (one.since or day) <= day < (one.until or date.max)]
        return spells[-1] if spells else None

    def write(self, child: str, what: Happening, since: date | None = None) -> str:
        """Write down what is so since a day, on that day or, if later, when the child's record began."""
        on = max(since or self.record_on[child], self.record_on[child])
        return self.ledger.write(what, on=on, by=self.worker_on(on))

    def write_from_register(self, child: str, what: Happening, since: date) -> str:
        """Write down what the service knows of its foster carers: no one family's worker sees them all."""
        return self.ledger.write(what, on=max(since, self.record_on[child]))

    def end(self, child: str, fact: str, ended_on: date) -> None:
        """Write down that something ended on a day."""
        on = max(ended_on, self.record_on[child])
        self.ledger.end(child, fact, ended_on=ended_on, on=on, by=self.worker_on(on))


def open_cases(families: list[Family], draws: Draws, ledger: Ledger, as_of: date) -> Iterator[Case]:
    """Yield the case of each family, its workers chosen so that each has about as many children as the next."""
    load: Counter[str] = Counter()
    left = _CASES_OF_LEAVER
    for family in families:
        team = _team(family, draws, as_of)
        user = _WORKER_OF_STORY.get(family.siblings.story) or min(workers_of(team), key=lambda one: load[one])
        if team == NORTHGATE and not family.siblings.story and left:
            user, left = LEAVER, left - 1
        record_on = _records(family.siblings, draws)
        load[user] += len(record_on)
        since = max(min(record_on.values()), named(user).joined_on(as_of))
        went = unplanned_return_on(family.siblings, as_of)
        yield Case(family, team, [Turn(since, user)], record_on, ledger, as_of, went)


def _team(family: Family, draws: Draws, as_of: date) -> str:
    story, child = family.siblings.story, family.siblings.children[0]
    if story:
        return _TEAM_OF_STORY.get(story, MILLBROOK)
    if child.age_on(as_of) >= 15 and len(family.children) == 1:
        return YOUNG_PEOPLE
    return draws.weighted({MILLBROOK: 1, NORTHGATE: 4, RETURN_HOME: 5})


def _records(siblings: Siblings, draws: Draws) -> dict[str, date]:
    """Return when each child's record began: some weeks before the child first came into care."""
    before = timedelta(days=draws.between(0, 60))
    earlier = [period[0].began_on for period in earlier_periods(siblings)]
    first = {child.local_id: min([*earlier, child.periods[0][0].began_on]) for child in siblings.children}
    return {child.local_id: max(child.born_on, first[child.local_id] - before) for child in siblings.children}


def begins_by(case: Case, day: date) -> str:
    """Return who begins a record on a day: the team's manager, or emergency duty at the weekend."""
    return "emergency_duty" if day.weekday() >= 5 else head_of(case.team)
