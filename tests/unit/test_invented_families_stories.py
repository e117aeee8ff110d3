"""An invented service has every role, every trouble and names of every kind, and is the same for the same seed."""

from datetime import date, timedelta

import pytest

from homeward.invented import invent
from homeward.invented.families import InventedService, invent_families
from homeward.invented.families import happenings as told
from homeward.invented.families.staff import TEAMS, workers_of
from homeward.invented.families.troubles import misheard
from homeward.sources.rows import Rows
from homeward.sources.ssda903 import read_files, stitch

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 20)
ROLES = {
    "social_worker", "second_worker", "advanced_practitioner", "team_manager", "reviewing_officer", "head_of_service",
    "nominated_officer", "director", "emergency_duty", "family_support_worker", "adult_specialist",
    "supervising_social_worker", "foster_carer", "guest", "analyst", "improvement_lead", "facilitator", "auditor",
    "administrator",
}  # fmt: skip


def council(in_care: int, years: int) -> Rows:
    return stitch(read_files(invent(in_care=in_care, years=years, last_year=2026, seed=903, dirt=0.01)))


@pytest.fixture(scope="module")
def rows() -> Rows:
    return council(600, 6)


@pytest.fixture(scope="module")
def service(rows: Rows) -> InventedService:
    return invent_families(rows, seed=903, as_of=AS_OF)


def said(service: InventedService, what: type, /, **about: object) -> list[told.Event]:
    return [
        event
        for event in service.events
        if isinstance(event.what, what) and all(getattr(event.what, key) == value for key, value in about.items())
    ]


def test_the_same_seed_invents_the_same_service_and_another_another(rows: Rows, service: InventedService) -> None:
    again = invent_families(rows, seed=903, as_of=AS_OF)
    assert again.events == service.events
    assert again.stories == service.stories
    assert invent_families(rows, seed=904, as_of=AS_OF).stories != service.stories


def test_every_role_is_held_and_its_first_holder_is_named_by_it(service: InventedService) -> None:
    joined = [event.what for event in said(service, told.StaffJoined)]
    assert {what.role for what in joined} == ROLES
    users = {what.user for what in joined}
    assert users >= ROLES
    assert all(what.user == what.role for what in joined if what.user in ROLES)
    assert len(TEAMS) == 4
    assert all(len(workers_of(team)) >= 2 for team in TEAMS)
    assert len(said(service, told.TeamJoined, is_manager=True)) == 4


def test_two_records_are_restricted_and_who_works_with_them_has_leave(service: InventedService) -> None:
    restricted = {event.what.child: event.what for event in said(service, told.ChildRestricted)}
    assert set(restricted) == {service.stories["restricted"], service.stories["restricted_public"]}
    for child, what in restricted.items():
        assert {"head_of_service", "director"} < set(what.leave_for)
        assert "social_worker" not in what.leave_for
        for event in said(service, told.Allocated, child=child, allocated_as="reviewing_officer"):
            assert event.what.user in what.leave_for


def test_a_worker_is_the_aunt_and_a_manager_the_neighbour(service: InventedService) -> None:
    conflicts = {event.what.child: event.what.user for event in said(service, told.ConflictDeclared)}
    assert conflicts == {
        service.stories["conflict"]: "social_worker",
        service.stories["conflict_neighbour"]: "team_manager",
    }
    aunts = said(service, told.PersonsRelated, child=service.stories["conflict"], kind="aunt_uncle")
    assert [event.what.person.name for event in aunts] == ["Sam Okafor"]


def test_one_child_has_two_records_whose_day_and_month_are_swapped(service: InventedService) -> None:
    created = {event.what.person.key: event.what.person for event in said(service, told.ChildCreated)}
    known, heard = (created[service.stories[story]] for story in ("merge", "merge_other"))
    assert (known.born_on.day, known.born_on.month) == (heard.born_on.month, heard.born_on.day)
    assert known.name != heard.name
    assert len(said(service, told.MergeProposed)) == 2
    assert len(said(service, told.MergeUndone)) == 1


def test_names_are_misheard_as_people_mishear_them() -> None:
    assert misheard("Sophie") == "Sofie"
    assert misheard("Ricky") == "Riky"
    assert misheard("Dan") == "Dane"


def test_guests_are_asked_for_one_task_until_a_day(service: InventedService) -> None:
    asked = {event.what.user: event for event in said(service, told.Asked, child=service.stories["guest"])}
    assert set(asked) == {"guest", "guest.health", "guest.police"}
    assert asked["guest"].what.until > AS_OF
    assert asked["guest.health"].what.until < AS_OF
    assert all(event.on < event.what.until for event in asked.values())


def test_glass_was_broken_twice_and_reviewed_by_the_auditor(service: InventedService) -> None:
    broken = said(service, told.GlassBroken)
    assert {event.what.child for event in broken} == {service.stories["restricted"], service.stories["break_glass"]}
    reviewed = said(service, told.GlassReviewed)
    assert {event.what.broken for event in reviewed} == {event.key for event in broken}
    assert {event.by for event in reviewed} == {"auditor"}


def test_one_account_lies_dormant_and_one_was_shut(service: InventedService) -> None:
    last = {event.what.user: event.on for event in said(service, told.SignedIn)}
    assert last["dormant"] < AS_OF - timedelta(days=90)
    assert [event.what.user for event in said(service, told.StaffLeft)] == ["leaver"]
    staying = set(last) - {"dormant", "leaver"}
    assert all(last[user] > AS_OF - timedelta(days=7) for user in staying)


def test_a_parent_took_a_child_home_whom_the_last_return_holds_in_care(service: InventedService) -> None:
    (ended,) = said(service, told.CareEnded)
    child = service.children[service.stories["unplanned"]]
    assert (ended.what.child, ended.what.reason_ceased) == (child.local_id, "E4B")
    assert child.is_open
    assert child.last.legal_status == "V2"
    assert ended.on == AS_OF - timedelta(days=6)
    (imported,) = said(service, told.ReturnImported)
    assert imported.on < ended.on


def test_a_child_came_back_after_two_returns_home(service: InventedService) -> None:
    key = service.stories["two_failed_returns"]
    by_hand = [event.what.reason_ceased for event in said(service, told.EpisodeEntered, child=key)]
    told_by_return = [period[-1].reason_ceased for period in service.children[key].periods[:-1]]
    assert len([code for code in by_hand + told_by_return if code in ("E4A", "E4B")]) == 2
    assert service.children[key].is_open


def test_a_child_on_a_care_order_lives_with_its_mother(service: InventedService) -> None:
    key = service.stories["placed_with_parents"]
    family = next(family for family in service.families if key in family.children)
    placed = said(service, told.HouseholdJoined, child=key, is_placement=True)[-1].what.household
    assert said(service, told.HouseholdJoined, person=family.mother.key, household=placed)
    assert said(service, told.ResponsibilityGiven, child=key, basis="care_order")


def test_young_people_who_came_alone_have_no_family_here(service: InventedService) -> None:
    alone = [family for family in service.families if family.siblings.story == "unaccompanied"]
    assert len(alone) >= 3
    for family in alone:
        (key,) = family.children
        kinds = {event.what.kind for event in said(service, told.PersonsRelated, child=key)}
        assert kinds <= {"carer"}
        assert family.children[key].first_language


def test_a_child_had_five_key_workers_and_one_of_them_was_no_social_worker(service: InventedService) -> None:
    key = service.stories["five_workers"]
    named = said(service, told.KeyWorkerNamed, child=key)
    assert len(named) == 5
    roles = {event.what.role_words for event in said(service, told.NetworkJoined, child=key)}
    assert {"Social worker", "Youth worker"} <= roles


def test_names_are_of_every_kind(service: InventedService) -> None:
    people = [event.what.person for event in said(service, told.ChildCreated)]
    people += [event.what.person for event in said(service, told.PersonsRelated, is_new=True)]
    names = [person.name for person in people]
    for sign in ("'", "-"):
        assert any(sign in name for name in names)
    assert any(not name.isascii() for name in names)
    assert any(" " in person.family for person in people)
    assert said(service, told.NameAdded, kind="former")
    # The wrong second record of one child bears the name of the cousin it was taken for.
    assert len(names) - len(set(names)) <= 1


def test_too_small_a_council_is_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match="invent a larger council"):
        invent_families(council(40, 3), seed=1, as_of=AS_OF)
    with pytest.raises(ValueError, match="must not lie before the returns end"):
        invent_families(council(40, 3), seed=1, as_of=date(2026, 3, 30))
