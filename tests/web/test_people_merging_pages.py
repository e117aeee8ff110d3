"""Two records side by side: one person proposes that they are one, a second decides, and likewise to undo it."""

from collections.abc import Callable

import pytest
from django.test import Client

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import declare_conflict, restrict_child
from homeward.web.people.access.queries import who_has_looked
from homeward.web.people.details import HomeDetails, PersonDetails, RestrictionDetails
from homeward.web.people.family.actions import add_household
from homeward.web.people.merging.actions import agree_to_merge, propose_merge
from homeward.web.people.models import Child, Merge
from homeward.web.people.persons.actions import add_relative
from tests.web.people_service import ON, Service, make_service, rows_about, words_of

pytestmark = pytest.mark.django_db
FIRST, SECOND = Role.HEAD_OF_SERVICE, Role.DIRECTOR


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def twins(service: Service) -> tuple[Child, Child]:
    """Two records of one invented child."""
    return service.child("Jordan", local_id="A1"), service.child("Jordon", local_id="A2")


def compare_at(kept: Child, other: Child) -> str:
    return f"/merges/compare/{kept.person_id}/{other.person_id}/"


def proposed(service: Service, twins: tuple[Child, Child]) -> Merge:
    kept, other = twins
    return propose_merge(kept=kept.person, other=other.person, because="same birthday", by=service.user(FIRST))


def merged(service: Service, twins: tuple[Child, Child]) -> Merge:
    merge = proposed(service, twins)
    agree_to_merge(merge=merge, by=service.user(SECOND))
    return merge


def send(browser: Client, merge: Merge, step: str, because: str = "") -> str:
    answer = browser.post(f"/merges/{merge.pk}/", {"step": step, "because": because}, follow=True)
    merge.refresh_from_db()
    return words_of(answer)


def test_a_childs_page_leads_to_the_other_record_and_both_stand_side_by_side(
    service: Service, twins: tuple[Child, Child]
) -> None:
    kept, other = twins
    add_household(child=kept, people=[kept.person], home=HomeDetails("5 Nowhere Lane", "ZZ1 1ZZ"), by=None, on=ON)
    add_relative(child=other, details=PersonDetails("Morgan", "Between"), kind="mother", by=None)
    browser = service.browser(FIRST)
    said = words_of(browser.get(f"/children/{kept.pk}/merge/"))
    assert compare_at(kept, other) in said
    said = words_of(browser.get(compare_at(kept, other)))
    for words in ("Jordan Exemplar", "Jordon Exemplar", "Id A1", "Id A2", "5 Nowhere Lane", "Morgan Between"):
        assert words in said
    assert [rows_about(child, "page_read") for child in twins] == [2, 1], "both records were read, and both say so"


def test_two_people_merge_and_two_people_undo_it(service: Service, twins: tuple[Child, Child]) -> None:
    (kept, other), first, second = twins, service.browser(FIRST), service.browser(SECOND)
    answer = first.post(compare_at(kept, other), {"kept": str(kept.person_id), "because": "same birthday"})
    merge = Merge.objects.get()
    assert answer.url == f"/merges/{merge.pk}/"
    assert (merge.kept, merge.other) == (kept.person, other.person)
    for child in twins:
        assert "Recorded twice?" in words_of(first.get(f"/children/{child.pk}/"))
    assert str(merge.pk) not in words_of(first.get("/merges/"))
    assert str(merge.pk) in words_of(second.get("/merges/"))

    assert "they are one person" not in words_of(first.get(f"/merges/{merge.pk}/"))
    answer = first.post(f"/merges/{merge.pk}/", {"step": "agree"})
    assert answer.status_code == 403, "whoever proposed does not decide"
    assert "The two records are one now" in send(second, merge, "agree")
    assert "Another record of this child was merged" in words_of(second.get(f"/children/{kept.pk}/"))

    assert "Say why" in send(second, merge, "propose_undoing")
    assert "Proposed" in send(second, merge, "propose_undoing", "two children")
    assert "Somebody proposes to undo the merge" in words_of(first.get(f"/children/{kept.pk}/"))
    assert str(merge.pk) in words_of(first.get("/merges/")), "the second person finds it"
    assert second.post(f"/merges/{merge.pk}/", {"step": "undo"}).status_code == 403
    assert "The merge is undone" in send(first, merge, "undo")
    for child in twins:
        page = first.get(f"/children/{child.pk}/")
        assert page.status_code == 200
        assert "merged" not in words_of(page).lower().partition("<main")[2]


def test_the_address_of_a_merged_record_leads_on_for_whoever_may_open_the_kept_one(
    service: Service, twins: tuple[Child, Child]
) -> None:
    (kept, other), _ = twins, merged(service, twins)
    answer = service.browser(FIRST).get(f"/children/{other.pk}/")
    assert answer.status_code == 404
    assert f"/children/{kept.pk}/" in words_of(answer)
    stranger = service.browser(Role.SOCIAL_WORKER).get(f"/children/{other.pk}/")
    assert stranger.status_code == 404
    assert str(kept.pk) not in words_of(stranger)


def test_a_second_person_declines_with_a_reason_that_the_first_reads(
    service: Service, twins: tuple[Child, Child]
) -> None:
    merge, second = proposed(service, twins), service.browser(SECOND)
    assert "Say why you do not agree" in send(second, merge, "turn_down")
    assert merge.waits_for_agreement
    assert "Turned down" in send(second, merge, "turn_down", "they are cousins")
    assert not merge.waits_for_agreement
    assert "they are cousins" in words_of(service.browser(FIRST).get(f"/merges/{merge.pk}/"))
    assert "Recorded twice?" not in words_of(second.get(f"/children/{twins[0].pk}/"))


def test_an_undoing_is_declined_and_may_be_proposed_anew(service: Service, twins: tuple[Child, Child]) -> None:
    merge, first, second = merged(service, twins), service.browser(FIRST), service.browser(SECOND)
    for _ in range(2):
        send(first, merge, "propose_undoing", "two children")
        assert merge.waits_for_undoing
        assert "The merge stays" in send(second, merge, "turn_down_undoing", "they are one")
        assert merge.is_in_force
        assert "they are one" in words_of(first.get(f"/merges/{merge.pk}/"))
        assert not merge.waits_for_undoing


def test_what_was_decided_meanwhile_is_not_decided_again(service: Service, twins: tuple[Child, Child]) -> None:
    merge = merged(service, twins)
    assert "This was decided meanwhile" in send(service.browser(SECOND), merge, "agree")
    assert merge.is_in_force


def test_of_a_record_that_is_not_open_only_name_birth_and_team_are_told(
    service: Service, twins: tuple[Child, Child]
) -> None:
    kept, other = twins
    service.allocate(kept)
    add_household(child=other, people=[other.person], home=HomeDetails("9 Hidden Row", "ZZ9 9ZZ"), by=None, on=ON)
    add_relative(child=other, details=PersonDetails("Morgan", "Between"), kind="mother", by=None)
    said = words_of(service.browser(Role.SOCIAL_WORKER).get(compare_at(kept, other)))
    assert "Jordon Exemplar" in said
    assert "Not open to you" in said
    for hidden in ("9 Hidden Row", "Morgan", "Id A2"):
        assert hidden not in said


def test_a_shut_record_is_laid_beside_nothing(service: Service, twins: tuple[Child, Child]) -> None:
    kept, other = twins
    leave = [service.user(Role.DIRECTOR), service.user(Role.TEAM_MANAGER)]
    restrict_child(child=other, details=RestrictionDetails("x", "0300"), leave_for=leave, by=None, on=ON)
    browser = service.browser(FIRST)
    for address in (compare_at(kept, other), compare_at(other, kept)):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"kept": str(kept.person_id), "because": "x"}).status_code == 404
    said = words_of(browser.get(f"/children/{kept.pk}/merge/"))
    assert "Jordon" not in said
    assert "Ring 0300" in said
    assert compare_at(kept, kept) not in said
    assert browser.get(compare_at(kept, kept)).status_code == 404


def test_a_conflict_of_interest_with_either_record_hides_the_merge(
    service: Service, twins: tuple[Child, Child]
) -> None:
    merge, second = proposed(service, twins), service.user(SECOND)
    declare_conflict(child=twins[1], user=second, reason="x", by=second, on=ON)
    browser = service.browser(SECOND)
    assert browser.get(f"/merges/{merge.pk}/").status_code == 404
    assert str(merge.pk) not in words_of(browser.get("/merges/"))
    assert "Recorded twice?" not in words_of(browser.get(f"/children/{twins[0].pk}/"))


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.FAMILY_SUPPORT_WORKER])
def test_whoever_sees_neither_record_finds_no_merge(service: Service, twins: tuple[Child, Child], role: Role) -> None:
    merge, browser = proposed(service, twins), service.browser(role)
    assert browser.get(f"/merges/{merge.pk}/").status_code == 404
    assert browser.post(f"/merges/{merge.pk}/", {"step": "agree"}).status_code == 404
    assert browser.get(compare_at(*twins)).status_code == 404
    merge.refresh_from_db()
    assert merge.agreed_at is None


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.FOSTER_CARER, Role.GUEST, Role.ANALYST])
def test_whoever_is_no_staff_of_children_is_refused(service: Service, twins: tuple[Child, Child], role: Role) -> None:
    merge, browser = proposed(service, twins), service.browser(role)
    for address in ("/merges/", f"/merges/{merge.pk}/", compare_at(*twins)):
        assert browser.get(address).status_code == 403


def test_matches_of_the_known_check_lead_to_a_comparison(service: Service, twins: tuple[Child, Child]) -> None:
    browser = service.browser(FIRST)
    browser.post("/children/known/", {"given": "Jordan", "family": "Exemplar"})
    assert compare_at(*twins) in words_of(browser.get("/children/known/answer/"))


def test_the_rows_of_a_comparison_say_what_ties_the_reader_to_each_child(
    service: Service, twins: tuple[Child, Child]
) -> None:
    service.browser(FIRST).get(compare_at(*twins))
    for child in twins:
        (look,) = [one for one in who_has_looked(child) if one.action == "page_read"]
        assert (look.page, look.relations) == ("merge_propose", ("oversees",))
