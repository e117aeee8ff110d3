"""Who works with a child: network, key worker, allocations, tasks for one person, handovers, teams, agencies."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.access.actions import restrict_child
from homeward.web.people.details import MemberDetails, PersonDetails, RecordStart, RestrictionDetails, TaskDetails
from homeward.web.people.models import (
    Agency,
    AllocatedAs,
    Allocation,
    Asked,
    Child,
    ChildTeam,
    Handover,
    KeyWorker,
    NetworkMember,
    Team,
    TeamMembership,
)
from homeward.web.people.network.actions import join_network, leave_network, name_key_worker
from homeward.web.people.network.queries import key_workers_of
from homeward.web.people.persons.actions import create_child
from homeward.web.people.relations import relations_of
from homeward.web.people.rights import NotPermittedError
from homeward.web.people.teams.actions import allocate_child, ask_person, create_team, end_allocation
from homeward.web.people.teams.board import board_of
from tests.web.people_story import BEGAN, Story, tell_story

pytestmark = pytest.mark.django_db
TODAY = clock.today()
LATER = BEGAN + timedelta(days=40)


@pytest.fixture
def story() -> Story:
    return tell_story()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def worker(story: Story) -> Client:
    return browser(story.worker)


@pytest.fixture
def manager(story: Story) -> Client:
    return browser(story.manager)


def days(name: str, day: date | None) -> dict[str, str]:
    parts = ("day", "month", "year")
    return {f"{name}-{part}": str(getattr(day, part)) if day else "" for part in parts}


def page(story: Story, name: str, *more: object) -> str:
    return reverse(name, args=[story.child.pk, *more])


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def key_worker(story: Story, on: date = TODAY) -> KeyWorker | None:
    return KeyWorker.objects.on(on).filter(child=story.child).first()


# The network


def test_the_network_says_who_what_from_which_agency_since_when_and_who_is_key_worker(
    worker: Client, story: Story
) -> None:
    words = words_of(worker, page(story, "network"))
    assert words.count("Invented Worker") >= 2, "as key worker, and once in the table"
    assert "The child has had one key worker." in words
    assert "Independent reviewing officer" in words, "who is allocated is in the network without being put there"


def test_a_teacher_is_added_with_a_new_agency_in_one_go(worker: Client, story: Story) -> None:
    sent = {
        "given": "Tara",
        "family": "Chalk",
        "role_words": "Class teacher",
        "agency": "",
        "new_agency": "Invented Primary",
        "new_agency_kind": "education",
        **days("begins_on", LATER),
    }
    assert worker.post(page(story, "network_add"), sent).status_code == 302
    member = NetworkMember.objects.get(role_words="Class teacher")
    assert (member.person.shown_name, member.agency.name) == ("Tara Chalk", "Invented Primary")
    assert (member.begins_on, member.entered_by) == (LATER, story.worker)
    words = words_of(worker, page(story, "network"))
    assert "Tara Chalk" in words
    assert "Invented Primary" in words


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"family": ""}, "family"),
        ({"role_words": " "}, "role_words"),
        ({"begins_on-day": "31", "begins_on-month": "2"}, "begins_on"),
        ({"new_agency": "Invented Nursery"}, "new_agency_kind"),
        ({"new_agency": "invented borough council", "new_agency_kind": "council"}, "new_agency"),
    ],
)
def test_what_is_missing_of_a_member_stands_beside_its_question(
    worker: Client, story: Story, change: dict[str, str], field: str
) -> None:
    sent = {"family": "Chalk", "role_words": "Teacher", "new_agency": "", **days("begins_on", LATER), **change}
    answer = worker.post(page(story, "network_add"), sent)
    assert field in answer.context["form"].errors
    assert "There is a problem" in answer.content.decode()
    assert NetworkMember.objects.count() == 1


def test_colleagues_and_people_of_the_record_join_without_being_typed_again(worker: Client, story: Story) -> None:
    told = {"role_words": "Takes the child to school", **days("begins_on", LATER)}
    known = worker.get(page(story, "network_add") + "?who=known")
    offered = {words for _, words in known.context["form"].fields["person"].choices}
    assert "Mo Exemplar" in offered
    assert "Jordan Exemplar" not in offered
    worker.post(page(story, "network_add") + "?who=known", told | {"person": str(story.mother.pk)})
    worker.post(page(story, "network_add") + "?who=colleague", told | {"user": story.manager.pk})
    found = NetworkMember.objects.filter(role_words="Takes the child to school")
    assert {(member.person, member.user) for member in found} == {(story.mother, None), (None, story.manager)}
    answer = worker.post(page(story, "network_add") + "?who=known", told | {"person": str(story.child.pk)})
    assert "person" in answer.context["form"].errors, "somebody who is not in the record"


def test_who_leaves_the_network_is_kept_as_former_and_no_key_worker_any_more(worker: Client, story: Story) -> None:
    member = NetworkMember.objects.get()
    address = page(story, "member_end", member.pk)
    assert "They are the child’s key worker" in words_of(worker, address)
    answer = worker.post(address, days("ends_on", TODAY + timedelta(days=1)))
    assert "ends_on" in answer.context["form"].errors
    answer = worker.post(address, days("ends_on", BEGAN - timedelta(days=1)))
    assert "ends_on" in answer.context["form"].errors
    assert worker.post(address, days("ends_on", TODAY)).status_code == 302
    assert key_worker(story) is None
    words = words_of(worker, page(story, "network"))
    assert "Nobody is named." in words
    assert "Who was in the network before (1)" in words
    assert worker.get(address).status_code == 404


def test_the_key_worker_need_not_be_a_social_worker_and_changes_are_counted(worker: Client, story: Story) -> None:
    teacher = join_network(
        child=story.child, who=PersonDetails("Tara", "Chalk"), member=MemberDetails("Teacher"), by=None, on=BEGAN
    )
    form = worker.get(page(story, "key_worker_choose")).context["form"]
    offered = dict(form.fields["who"].choices)
    assert set(offered.values()) == {"Tara Chalk, Teacher", "Invented Reviewer, Independent reviewing officer"}
    sent = {"who": str(teacher.pk), **days("begins_on", LATER)}
    assert worker.post(page(story, "key_worker_choose"), sent).status_code == 302
    assert key_worker(story).member == teacher
    assert [spell.ends_on for spell in key_workers_of(story.child)] == [None, LATER]
    assert "The child has had 2 key workers." in words_of(worker, page(story, "network"))
    back = {"who": f"user-{story.officer.pk}", **days("begins_on", BEGAN)}
    answer = worker.post(page(story, "key_worker_choose"), back)
    assert "begins_on" in answer.context["form"].errors, "a later key worker is known already"


def test_who_is_allocated_comes_into_the_network_by_being_named_key_worker(worker: Client, story: Story) -> None:
    reviewer = story.officer
    sent = {"who": f"user-{reviewer.pk}", **days("begins_on", TODAY)}
    assert worker.post(page(story, "key_worker_choose"), sent).status_code == 302
    member = key_worker(story).member
    assert (member.user, member.role_words) == (reviewer, "Independent reviewing officer")
    with pytest.raises(NotPermittedError):
        name_key_worker(child=story.child, member=story.manager, by=None, on=TODAY)


def test_whose_own_record_is_shut_is_in_no_network_either(worker: Client, story: Story) -> None:
    hidden = create_child(details=PersonDetails("Nell", "Hidden"), start=RecordStart(), by=None, on=BEGAN)
    NetworkMember.objects.create(
        child=story.child, person=hidden.person, role_words="Friend", begins_on=BEGAN, entered_at=clock.now()
    )
    assert "Nell Hidden" in words_of(worker, page(story, "network"))
    two = [story.manager, story.officer]
    restrict_child(child=hidden, details=RestrictionDetails("x", "0"), leave_for=two, by=None, on=BEGAN)
    words = words_of(worker, page(story, "network"))
    assert "Nell" not in words
    assert "Friend" not in words
    assert "Nell" not in words_of(worker, page(story, "key_worker_choose"))


# Allocating


def test_a_manager_sees_first_who_has_nobody_and_allocates_from_there(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    waiting = create_child(
        details=PersonDetails("Zed", "Waiting"), start=RecordStart(team=story.team), by=None, on=TODAY
    )
    elsewhere = create_child(details=PersonDetails("Other", "Team"), start=RecordStart(), by=None, on=TODAY)
    words = words_of(manager, reverse("team_children"))
    assert "<strong>1 without a social worker</strong>" in words
    assert words.index("Zed Waiting") < words.index("Jordan Exemplar")
    assert elsewhere.person.shown_name not in words
    newcomer = user_with(Role.SOCIAL_WORKER)
    address = reverse("worker_allocate", args=[waiting.pk])
    assert "As what?" in words_of(manager, address)
    address += "?allocated_as=social_worker"
    choices = dict(manager.get(address).context["form"].fields["user"].choices)
    assert f"{newcomer.name} (no child yet)" in choices.values()
    assert "Invented Worker (1 child)" in choices.values()
    assert "Invented Reviewer" not in str(choices)
    sent = {"user": newcomer.pk, **days("begins_on", TODAY)}
    assert manager.post(address, sent).status_code == 302
    assert relations_of(newcomer, waiting) == {"allocated"}
    assert "<strong>1 without" not in words_of(manager, reverse("team_children"))
    answer = manager.post(address, sent)
    assert "works with the child as that already" in answer.content.decode()


def test_a_board_counts_and_names_no_child_whom_its_reader_may_not_see(manager: Client, story: Story) -> None:
    hidden = create_child(
        details=PersonDetails("Nell", "Hidden"), start=RecordStart(team=story.team), by=None, on=BEGAN
    )
    two = [story.worker, story.officer]
    restrict_child(child=hidden, details=RestrictionDetails("x", "0"), leave_for=two, by=None, on=BEGAN)
    ask_person(
        child=hidden,
        user=story.worker,
        task=TaskDetails("Hidden task", TODAY + timedelta(days=9)),
        by=None,
        on=TODAY,
    )
    words = words_of(manager, reverse("team_children"))
    assert "Nell" not in words
    assert "Hidden task" not in words
    assert "1 child." in words.replace("\n", " ")
    assert "<strong>1 without" not in words
    assert manager.get(reverse("workers", args=[hidden.pk])).status_code == 404


def test_a_board_is_of_the_teams_that_its_reader_leads(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    other = create_team(name="Invented West", by=None, on=BEGAN)
    words = words_of(manager, reverse("team_children") + f"?team={other.pk}")
    assert "Invented West" not in words
    assert "Invented East" in words
    assert "Invented East" in words_of(manager, reverse("team_children") + "?team=x&page=x")
    stranger = browser(user_with(Role.TEAM_MANAGER))
    assert "You manage no team today" in words_of(stranger, reverse("team_children"))
    head = browser(user_with(Role.HEAD_OF_SERVICE))
    assert "Invented West" in words_of(head, reverse("team_children") + f"?team={other.pk}")
    assert browser(user_with(Role.SOCIAL_WORKER)).get(reverse("team_children")).status_code == 403


def test_whoever_oversees_finds_children_without_a_team(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    create_child(details=PersonDetails("Ola", "Teamless"), start=RecordStart(), by=None, on=BEGAN)
    gone = create_child(details=PersonDetails("Gone", "Closed"), start=RecordStart(), by=None, on=BEGAN)
    Child.objects.filter(pk=gone.pk).update(closed_on=TODAY)
    words = words_of(browser(user_with(Role.HEAD_OF_SERVICE)), reverse("team_children") + "?team=none")
    assert "Ola Teamless" in words
    assert "Gone Closed" not in words
    assert "Jordan Exemplar" not in words
    assert "Ola Teamless" not in words_of(manager, reverse("team_children") + "?team=none")


def test_a_board_takes_as_many_queries_for_many_children_as_for_few(
    story: Story, django_assert_max_num_queries: Callable
) -> None:
    for number in range(12):
        create_child(
            details=PersonDetails("N", f"Umber{number}"), start=RecordStart(team=story.team), by=None, on=TODAY
        )
    with django_assert_max_num_queries(5):
        assert len(board_of(story.manager, story.team, TODAY)) == 13
    client = browser(story.manager)
    with django_assert_max_num_queries(30):
        client.get(reverse("team_children"))


def test_work_ends_and_with_it_the_place_in_the_network(manager: Client, story: Story) -> None:
    work = Allocation.objects.get(user=story.worker)
    address = page(story, "allocation_end", work.pk)
    words = words_of(manager, address)
    assert page(story, "handover_write") in words
    assert "They are the child’s key worker" in words
    answer = manager.post(address, days("ends_on", BEGAN - timedelta(days=1)))
    assert "ends_on" in answer.context["form"].errors
    assert manager.post(address, days("ends_on", TODAY)).status_code == 302
    assert relations_of(story.worker, story.child) == frozenset()
    assert key_worker(story) is None
    assert not NetworkMember.objects.on(TODAY).filter(user=story.worker).exists()
    words = words_of(manager, page(story, "workers"))
    assert "No social worker is allocated." in words
    assert "The child has had 1 social worker." in words
    assert manager.get(address).status_code == 404


def test_who_works_with_the_child_as_something_else_too_stays_in_the_network(story: Story) -> None:
    second = allocate_child(
        child=story.child, user=story.worker, allocated_as=AllocatedAs.SECOND_WORKER, by=None, on=BEGAN
    )
    end_allocation(allocation=second, by=None, on=TODAY)
    assert key_worker(story).member.user == story.worker


def test_another_team_becomes_responsible(manager: Client, story: Story) -> None:
    other = create_team(name="Invented West", by=None, on=BEGAN)
    offered = manager.get(page(story, "child_move_team")).context["form"].fields["team"].queryset
    assert list(offered) == [other]
    answer = manager.post(page(story, "child_move_team"), {"team": other.pk, **days("begins_on", TODAY)})
    assert answer.url == reverse("home"), "the manager led by the old team alone and sees the record no more"
    assert ChildTeam.objects.on(TODAY).get(child=story.child).team == other


# Asking


def test_a_guest_is_asked_until_a_day_and_it_ends_early(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    guest = user_with(Role.GUEST)
    words = words_of(manager, page(story, "person_ask"))
    assert f"{guest.name} (guest)" in words
    sent = {"user": guest.pk, "task": "Read what the school needs", **days("until_on", TODAY)}
    answer = manager.post(page(story, "person_ask"), sent)
    assert list(answer.context["form"].errors) == ["until_on"]
    sent |= days("until_on", TODAY + timedelta(days=7))
    assert manager.post(page(story, "person_ask"), sent).status_code == 302
    assert relations_of(guest, story.child) == {"asked"}
    for name in ("care", "network", "workers"):
        assert browser(guest).get(page(story, name)).status_code == 403, "a guest sees the page of the task alone"
    assert "Read what the school needs" in words_of(manager, page(story, "workers"))
    assert "Read what the school needs" in words_of(manager, reverse("team_children"))
    asked = Asked.objects.get()
    address = page(story, "asking_end", asked.pk)
    assert "shut to them at once" in words_of(manager, address)
    assert manager.post(address).status_code == 302
    assert relations_of(guest, story.child) == frozenset()
    assert manager.post(address).status_code == 404


def test_asking_for_a_restricted_child_says_that_leave_is_needed_too(manager: Client, story: Story) -> None:
    assert "This record is restricted" not in words_of(manager, page(story, "person_ask"))
    two = [story.manager, story.worker]
    restrict_child(child=story.child, details=RestrictionDetails("x", "0"), leave_for=two, by=None, on=BEGAN)
    assert "This record is restricted" in words_of(manager, page(story, "person_ask"))


# Handing over


def handed(story: Story, to: User, **change: str) -> dict[str, str]:
    work = Allocation.objects.get(user=story.worker)
    return {
        "allocation": str(work.pk),
        "to": str(to.pk),
        **days("on", TODAY),
        **days("joint_visit_on", TODAY - timedelta(days=2)),
        "no_visit_because": "",
        "child_was_told": "That Nia comes on Mondays now.",
        "parents_were_told": "The same, and Nia’s number.",
        "open_matters": "Swimming lessons were promised.",
        "key_worker": "new",
    } | change


def test_a_handover_changes_worker_and_key_worker_in_one_step_and_stays_readable(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    newcomer = user_with(Role.SOCIAL_WORKER)
    assert "Invented Worker is it now." in words_of(manager, page(story, "handover_write"))
    before = AuditEvent.objects.count()
    answer = manager.post(page(story, "handover_write"), handed(story, newcomer))
    assert answer.status_code == 302
    assert AuditEvent.objects.count() == before + 1, "one write, one row"
    assert relations_of(story.worker, story.child) == frozenset()
    assert relations_of(newcomer, story.child) == {"allocated"}
    assert key_worker(story).member.user == newcomer
    assert not NetworkMember.objects.on(TODAY).filter(user=story.worker).exists()
    words = words_of(browser(newcomer), answer.url)
    for told in ("That Nia comes on Mondays now.", "Nia’s number", "Swimming lessons were promised.", "joint_visit"):
        assert (told in words) is (told != "joint_visit")
    assert "child and parents met the new worker" in words
    words = words_of(browser(newcomer), page(story, "workers"))
    assert answer.url in words
    assert "The child has had 2 social workers." in words
    row = AuditEvent.objects.get(action="child_handed_over")
    assert "Mondays" not in AuditDetail.objects.get(number=row.number).body


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"no_visit_because": "It was raining."}, "no_visit_because"),
        (days("joint_visit_on", None), "joint_visit_on"),
        (days("joint_visit_on", TODAY + timedelta(days=1)), "joint_visit_on"),
        (days("on", TODAY + timedelta(days=1)), "on"),
        (days("on", BEGAN - timedelta(days=1)), "to"),
        ({"child_was_told": " "}, "child_was_told"),
        ({"parents_were_told": ""}, "parents_were_told"),
        ({"to": ""}, "to"),
        ({"allocation": ""}, "allocation"),
    ],
)
def test_what_is_missing_of_a_handover_stands_beside_its_question(
    manager: Client, story: Story, user_with: Callable[..., User], change: dict[str, str], field: str
) -> None:
    answer = manager.post(page(story, "handover_write"), handed(story, user_with(Role.SOCIAL_WORKER)) | change)
    assert field in answer.context["form"].errors
    assert not Handover.objects.exists()
    assert Allocation.objects.get(user=story.worker).ends_on is None


def test_a_handover_without_a_visit_says_why_and_is_marked(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    sent = handed(story, user_with(Role.SOCIAL_WORKER), no_visit_because="The worker fell ill.")
    sent |= days("joint_visit_on", None)
    answer = manager.post(page(story, "handover_write"), sent)
    handover = Handover.objects.get()
    assert (handover.joint_visit_on, handover.no_visit_because) == (None, "The worker fell ill.")
    assert "None: The worker fell ill." in words_of(manager, answer.url)
    assert "No joint visit" in words_of(manager, page(story, "workers"))


def test_another_than_the_new_worker_may_become_key_worker(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    teacher = join_network(
        child=story.child, who=PersonDetails("Tara", "Chalk"), member=MemberDetails("Teacher"), by=None, on=BEGAN
    )
    sent = handed(story, user_with(Role.SOCIAL_WORKER), key_worker=str(teacher.pk))
    assert manager.post(page(story, "handover_write"), sent).status_code == 302
    assert key_worker(story).member == teacher


def test_a_key_worker_who_stays_is_not_asked_about_and_stays(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    leave_network(member=NetworkMember.objects.get(), by=None, on=LATER)
    teacher = join_network(
        child=story.child, who=PersonDetails("Tara", "Chalk"), member=MemberDetails("Teacher"), by=None, on=LATER
    )
    name_key_worker(child=story.child, member=teacher, by=None, on=LATER)
    assert "key worker from then on" not in words_of(manager, page(story, "handover_write"))
    sent = handed(story, user_with(Role.SOCIAL_WORKER))
    assert manager.post(page(story, "handover_write"), sent).status_code == 302
    assert key_worker(story).member == teacher


def test_who_holds_no_role_for_it_takes_nothing_over(
    manager: Client, story: Story, user_with: Callable[..., User]
) -> None:
    second = user_with(Role.SECOND_WORKER)
    allocate_child(child=story.child, user=second, allocated_as=AllocatedAs.SECOND_WORKER, by=None, on=BEGAN)
    other = user_with(Role.SECOND_WORKER)
    answer = manager.post(page(story, "handover_write"), handed(story, other))
    assert "does not hold a role for that work" in answer.context["form"].errors["to"][0]
    assert key_worker(story).member.user == story.worker


# Who may


@pytest.mark.parametrize("name", ["worker_allocate", "person_ask", "child_move_team", "handover_write"])
def test_only_who_leads_decides_who_works_with_the_child(worker: Client, story: Story, name: str) -> None:
    assert worker.get(page(story, name)).status_code == 404
    assert worker.post(page(story, name), {}).status_code == 404
    assert page(story, name) not in words_of(worker, page(story, "workers"))


@pytest.mark.parametrize("name", ["network", "workers"])
def test_strangers_carers_and_guests_see_neither_network_nor_workers(
    story: Story, user_with: Callable[..., User], name: str
) -> None:
    carer = user_with(Role.FOSTER_CARER)
    allocate_child(child=story.child, user=carer, allocated_as=AllocatedAs.FOSTER_CARER, by=None, on=BEGAN)
    for user in (carer, user_with(Role.SOCIAL_WORKER), user_with(Role.GUEST), user_with(Role.ADMINISTRATOR)):
        assert browser(user).get(page(story, name)).status_code in (403, 404)
    row = AuditEvent.objects.order_by("-number")[0]
    assert (row.action, row.subject_id) == ("page_refused", "") or row.subject_id == str(story.child.pk)


def test_ids_of_another_child_are_not_there(manager: Client, story: Story) -> None:
    other = create_child(details=PersonDetails("Other", "Child"), start=RecordStart(), by=None, on=BEGAN)
    member = join_network(child=other, who=PersonDetails("A", "B"), member=MemberDetails("Teacher"), by=None, on=BEGAN)
    work = allocate_child(child=other, user=story.worker, allocated_as=AllocatedAs.SOCIAL_WORKER, by=None, on=BEGAN)
    for name, pk in (("member_end", member.pk), ("allocation_end", work.pk), ("handover", UUID(int=1))):
        assert manager.get(page(story, name, pk)).status_code == 404
    assert manager.get(page(story, "asking_end", UUID(int=1))).status_code == 404


# Teams and agencies


@pytest.fixture
def administrator(user_with: Callable[..., User]) -> Client:
    return browser(user_with(Role.ADMINISTRATOR))


def test_a_team_is_made_filled_and_left(administrator: Client, story: Story, user_with: Callable[..., User]) -> None:
    answer = administrator.post(reverse("team_add"), {"name": "invented east", **days("begins_on", TODAY)})
    assert "name" in answer.context["form"].errors
    answer = administrator.post(reverse("team_add"), {"name": "Invented North", **days("begins_on", TODAY)})
    team = Team.objects.get(name="Invented North")
    assert answer.url == reverse("team", args=[team.pk])
    assert "Nobody" in words_of(administrator, reverse("teams")), "nobody manages it yet"
    person = user_with(Role.TEAM_MANAGER)
    add = reverse("team_member_add", args=[team.pk])
    sent = {"user": person.pk, "is_manager": "on", **days("begins_on", TODAY)}
    assert administrator.post(add, sent).status_code == 302
    assert person.name in words_of(administrator, reverse("teams"))
    assert "in the team already" in administrator.post(add, sent).content.decode()
    membership = TeamMembership.objects.get(team=team)
    end = reverse("team_member_end", args=[team.pk, membership.pk])
    assert administrator.post(end, days("ends_on", TODAY)).status_code == 302
    assert administrator.get(end).status_code == 404
    assert "Before" in words_of(administrator, reverse("team", args=[team.pk]))


def test_nobody_puts_themselves_into_a_team(story: Story, user_with: Callable[..., User]) -> None:
    person = user_with(Role.ADMINISTRATOR)
    add = reverse("team_member_add", args=[story.team.pk])
    answer = browser(person).post(add, {"user": person.pk, **days("begins_on", TODAY)})
    assert "Nobody puts themselves into a team" in answer.context["form"].errors["user"][0]
    assert not TeamMembership.objects.filter(user=person).exists()


def test_agencies_are_added_renamed_closed_and_opened_again(
    administrator: Client, worker: Client, story: Story
) -> None:
    sent = {"name": "Invented Clinic", "kind": "health", "phone": "0300 000 000"}
    assert administrator.post(reverse("agency_add"), sent).status_code == 302
    assert "name" in administrator.post(reverse("agency_add"), sent).context["form"].errors
    agency = Agency.objects.get(name="Invented Clinic")
    change = reverse("agency_change", args=[agency.pk])
    taken = administrator.post(change, sent | {"name": "INVENTED BOROUGH COUNCIL"})
    assert "name" in taken.context["form"].errors
    administrator.post(change, sent | {"name": "Invented Health Centre"})
    agency.refresh_from_db()
    assert agency.name == "Invented Health Centre"
    close = reverse("agency_close", args=[agency.pk])
    assert administrator.get(close).status_code == 405
    administrator.post(close)
    assert "Invented Health Centre" not in words_of(worker, page(story, "network_add"))
    assert "Closed" in words_of(administrator, reverse("agencies_list"))
    administrator.post(close)
    assert "Invented Health Centre" in words_of(worker, page(story, "network_add"))
    actions = AuditEvent.objects.filter(subject_id=str(agency.pk)).order_by("number").values_list("action", flat=True)
    written = [action for action in actions if action.startswith("agency")]
    assert written == ["agency_added", "agency_changed", "agency_closed", "agency_reopened"]


@pytest.mark.parametrize("name", ["teams", "team_add", "agencies_list", "agency_add"])
def test_teams_and_agencies_are_kept_by_few(worker: Client, name: str) -> None:
    assert worker.get(reverse(name)).status_code == 403


def test_the_row_of_a_network_page_names_the_child_and_why(worker: Client, story: Story) -> None:
    worker.get(page(story, "network"))
    row = AuditEvent.objects.filter(action="page_read").order_by("-number")[0]
    assert (row.subject_kind, row.subject_id) == (Child._meta.label_lower, str(story.child.pk))
    assert json.loads(AuditDetail.objects.get(number=row.number).body)["relations"] == ["allocated"]
