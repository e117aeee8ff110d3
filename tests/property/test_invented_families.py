"""Whatever the seed and the day: an invented service contradicts neither itself nor the returns it was made from."""

import re
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.invented import invent
from homeward.invented.families import InventedService, invent_families
from homeward.invented.families import happenings as told
from homeward.invented.families.living import WRITTEN_DAYS
from homeward.invented.families.staff import STAFF
from homeward.invented.families.story_happenings import EventWritten, VisitRecorded, VoiceAnswered, VoiceWritten
from homeward.invented.families.story_teller import runs_in
from homeward.sources.day import date_of
from homeward.sources.rows import Rows
from homeward.sources.ssda903 import read_files, stitch

UNTIL = date(2026, 3, 31)
SEEDS = st.integers(0, 2**31)
DAYS = st.integers(0, 365).map(lambda days: UNTIL + timedelta(days=days))
TEN_MONTHS_OLD = timedelta(days=270)


@cache
def rows_of(seed: int) -> Rows:
    return stitch(read_files(invent(in_care=500, years=6, last_year=UNTIL.year, seed=seed, dirt=0.01)))


def years(one: date, other: date) -> float:
    return (other - one).days / 365.25


def of_kind(service: InventedService, kind: type) -> list[tuple[told.Event, object]]:
    return [(event, event.what) for event in service.events if isinstance(event.what, kind)]


def check_returns_are_kept(service: InventedService, rows: Rows) -> None:
    said = {row["child_id"]: row for row in rows.children.native.to_dicts()}
    created = {what.person.key: what for _, what in of_kind(service, told.ChildCreated) if what.is_in_return}
    assert len(created) >= 120
    assert set(created) == set(service.children)
    for key, what in created.items():
        row = said[key]
        assert (what.person.born_on, what.person.sex) == (date_of(row["born_day"]), row["sex"])
        assert what.person.ethnicity == (row["ethnicity"] or "")


def check_families(service: InventedService) -> None:
    for family in service.families:
        born = {key: child.born_on for key, child in family.children.items()}
        for key, day in born.items():
            for parent in (family.mother, family.fathers.get(key)):
                assert parent is None or 13 <= years(parent.born_on, day) <= 55
            for carer in (family.kin_carer,):
                assert carer is None or years(carer.born_on, day) >= 13
        if family.mother and family.grandmother:
            assert years(family.grandmother.born_on, family.mother.born_on) >= 13
        days = sorted(born.values())
        assert all(later - earlier >= TEN_MONTHS_OLD for earlier, later in pairwise(days))
        if family.mother and family.mother.died_on:
            assert max(days) <= family.mother.died_on <= service.as_of


class Said:
    """What was said so far, and so may be spoken of."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.users: set[str] = set()
        self.children: set[str] = set()
        self.people: set[str] = set()
        self.households: set[str] = set()

    def check(self, event: told.Event) -> None:
        what = event.what
        assert event.by is None or event.by in self.users
        assert getattr(what, "child", None) in self.children | {None}
        for name in ("fact", "member", "merge", "broken", "voice"):
            assert getattr(what, name, None) in self.keys | {None}
        self.take(what)
        assert getattr(what, "user", None) in self.users | {None}
        if isinstance(getattr(what, "person", None), str):
            assert what.person in self.people
        for name in ("mentions", "with_persons"):
            assert set(getattr(what, name, ())) <= self.people
        self.keys.add(event.key)

    def take(self, what: object) -> None:
        match what:
            case told.StaffJoined():
                assert what.user not in self.users
                self.users.add(what.user)
            case told.ChildCreated():
                self.children.add(what.person.key)
                self.people.add(what.person.key)
            case told.PersonsRelated():
                assert what.is_new == (what.person.key not in self.people)
                self.people.add(what.person.key)
                assert what.other in self.people
            case told.HouseholdJoined():
                assert what.is_new == (what.household.key not in self.households)
                self.households.add(what.household.key)


def check_order(service: InventedService) -> None:
    """Everything is said on or after its day, and speaks only of what was said before."""
    said, last = Said(), service.first_on
    for event in service.events:
        assert last <= event.on <= service.as_of
        for name in ("since", "ended_on", "on"):
            day = getattr(event.what, name, None)
            assert day is None or day <= event.on
        assert not isinstance(event.what, EventWritten) or (event.what.until or event.on) <= event.on
        said.check(event)
        last = event.on


def lived(service: InventedService) -> dict[str, list[tuple[date, date, str]]]:
    """Return where each child lived, from when until when."""
    ended = {what.fact: what.ended_on for _, what in of_kind(service, told.FactEnded)}
    found = defaultdict(list)
    for event, what in of_kind(service, told.HouseholdJoined):
        if what.person == what.child:
            found[what.child].append((what.since, ended.get(event.key, date.max), what.household.key))
    return found


def check_homes(service: InventedService) -> None:
    homes = lived(service)
    for key, child in service.children.items():
        spells = sorted(homes[key])
        assert all(begun < ends for begun, ends, _ in spells), key
        pairs = pairwise(spells)
        assert all(one[1] <= other[0] for one, other in pairs), key
        now = [spell for spell in spells if spell[1] == date.max]
        assert len(now) == 1, key
        begins = {begun for begun, _, _ in spells}
        for stay in child.stays:
            if stay.ended_on is None or (service.as_of - stay.ended_on).days <= WRITTEN_DAYS:
                assert stay.began_on in begins
    for family in service.families:
        if family.siblings.story == "apart":
            assert len({max(homes[key])[2] for key in family.children}) == 4


def check_names(service: InventedService) -> None:
    """No two sisters or brothers have one given name, whatever their family names."""
    for family in service.families:
        given = [child.given for child in family.children.values()]
        assert len(set(given)) == len(given)


def check_workers(service: InventedService) -> None:
    """Every child has one social worker from the first without a gap, and nobody who left has a child."""
    now: dict[str, str] = {}
    for _, what in ((event, event.what) for event in service.events):
        match what:
            case told.ChildCreated(worker=str()):
                now[what.person.key] = what.worker
            case told.Allocated(allocated_as="social_worker"):
                assert what.child not in now
                now[what.child] = what.user
            case told.HandedOver():
                assert now[what.child] == what.from_user
                assert (what.joint_visit_on is None) == bool(what.no_visit_because)
                now[what.child] = what.to_user
            case told.StaffLeft():
                assert what.user not in now.values()
            case told.ConflictDeclared():
                assert now[what.child] != what.user
    assert set(service.children) <= set(now)


STORY = EventWritten | VisitRecorded | VoiceWritten | VoiceAnswered


def concerned(what: object) -> list[str]:
    """Return the children of whom something is told."""
    parts = getattr(what, "concerned", None) or getattr(what, "seen", None)
    return [one.child for one in parts] if parts else [what.child]


def check_writers(service: InventedService) -> None:
    """What is told is written by each child's social worker on that day, by who reads the file, or was brought over."""
    now: dict[str, str] = {}
    for event in service.events:
        what = event.what
        match what:
            case told.ChildCreated(worker=str()):
                now[what.person.key] = what.worker
            case told.Allocated(allocated_as="social_worker"):
                now[what.child] = what.user
            case told.HandedOver():
                now[what.child] = what.to_user
            case EventWritten() | VisitRecorded() | VoiceWritten() | VoiceAnswered():
                assert event.by is not None or event.on == service.first_on
                is_read_in_file = bool(getattr(what, "file_read", ""))
                assert is_read_in_file or {now[child] for child in concerned(what)} == {event.by} or event.by is None


def check_lives(service: InventedService) -> None:
    """Nothing happens before the mother was born, nobody speaks after they died, and who came alone has nobody here."""
    for family in service.families:
        kin = [family.mother, *family.fathers.values(), family.kin_carer, family.partner]
        died = {person.key: person.died_on for person in kin if person and person.died_on}
        for _, what in of_kind(service, STORY):
            if what.child not in family.children:
                continue
            assert family.mother is None or what.on > family.mother.born_on
            for key in (
                *getattr(what, "mentions", ()),
                *getattr(what, "with_persons", ()),
                getattr(what, "person", ""),
            ):
                assert what.on < died.get(key, date.max)
            if family.siblings.story == "unaccompanied":
                assert not [key for key in getattr(what, "mentions", ()) if not key.startswith("carer")]
                assert getattr(what, "person", what.child) == what.child


def check_ages(service: InventedService) -> None:
    for _, what in of_kind(service, VisitRecorded):
        for one in what.seen:
            assert (one.is_alone is None) == (not one.is_seen)
            assert what.kind in ("phone", "video") or one.is_seen or one.not_seen_because
            assert not one.words or service.children[one.child].age_on(what.on) >= 3
    for _, what in of_kind(service, VoiceWritten):
        is_own = what.person == what.child in service.children
        is_small = is_own and service.children[what.child].age_on(what.on) < 3
        assert what.words.startswith("Has no words for it yet") == is_small
    said = {event.key: what.on for event, what in of_kind(service, VoiceWritten)}
    assert all(said[what.voice] < what.on for _, what in of_kind(service, VoiceAnswered))


def check_nobodys_words_are_anothers(service: InventedService) -> None:
    families = {child: number for number, family in enumerate(service.families) for child in family.children}
    first: dict[str, int] = {}
    for _, what in of_kind(service, STORY):
        for run in (run for text in what.texts for run in runs_in(text)):
            assert first.setdefault(run, families.get(what.child, -1)) == families.get(what.child, -1)


def check_planted(service: InventedService) -> None:
    """What other parts of the demo show is there, whoever the stories' children are."""
    events = [what for _, what in of_kind(service, EventWritten)]
    pathway = [what for what in events if what.child == service.stories["on_pathway"]]
    abuse = [what for what in events if what.child == service.stories["domestic_abuse"]]
    assert {"restricted", "service"} <= {what.reach for what in abuse}
    assert len(pathway) >= 10
    assert len({what.knowledge for what in pathway if what.category == "family_time" and what.exactness == "day"}) >= 2


def check_nothing_is_real(service: InventedService) -> None:
    homes = [what.household for _, what in of_kind(service, told.HouseholdJoined)]
    assert all(re.fullmatch(r"(ZZ\d \d[A-Z]{2})?", home.postcode) for home in homes)
    numbers = [home.phone for home in homes] + [what.value for _, what in of_kind(service, told.ContactAdded)]
    assert all(re.fullmatch(r"(01632 960\d{3}|07700 900\d{3})?", number) for number in numbers)
    assert all(key.startswith("INV") for key in service.children)


def check_secrets(service: InventedService) -> None:
    """Nobody lives now with a child who must not know where the child lives."""
    ended = {what.fact for _, what in of_kind(service, told.FactEnded)}
    now = {
        (what.person, what.household.key)
        for event, what in of_kind(service, told.HouseholdJoined)
        if event.key not in ended
    }
    for _, what in of_kind(service, told.SecretKept):
        theirs = {home for person, home in now if person == what.child}
        assert not any((what.person, home) in now for home in theirs)


def check_stories(service: InventedService) -> None:
    check_writers(service)
    check_lives(service)
    check_ages(service)
    check_nobodys_words_are_anothers(service)
    check_planted(service)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(SEEDS, DAYS)
def test_a_service_contradicts_neither_itself_nor_the_returns(seed: int, as_of: date) -> None:
    rows = rows_of(903)
    service = invent_families(rows, seed=seed, as_of=as_of)
    check_returns_are_kept(service, rows)
    check_families(service)
    check_order(service)
    check_names(service)
    check_homes(service)
    check_workers(service)
    check_nothing_is_real(service)
    check_secrets(service)
    check_stories(service)


@pytest.mark.slow
@settings(max_examples=4, deadline=None)
@given(st.integers(0, 2**31), DAYS)
def test_so_it_is_for_other_councils(seed: int, as_of: date) -> None:
    rows = rows_of(seed)
    service = invent_families(rows, seed=seed, as_of=as_of)
    check_returns_are_kept(service, rows)
    check_families(service)
    check_order(service)
    check_names(service)
    check_homes(service)
    check_workers(service)
    check_secrets(service)
    check_stories(service)
    assert {staff.user for staff in STAFF} == {what.user for _, what in of_kind(service, told.StaffJoined)}
