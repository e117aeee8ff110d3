"""Who has looked at this record, and the auditor's pages: rows in words, by person, day and action; ids, no names."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.actions import break_glass, restrict_child
from homeward.web.people.details import RestrictionDetails
from homeward.web.people.models import Child, WorkersHome
from homeward.web.people.navigation import pages
from homeward.web.people.oversight.shelf import PATTERNS
from homeward.web.people.oversight.words import action_words, page_words, relation_words
from tests.web.people_service import ON, Service, day_boxes, last_row, make_service, today, words_of
from tests.web.planted_rows import LONDON, plant, plant_many

pytestmark = pytest.mark.django_db
MANAGER, WORKER, AUDITOR = Role.TEAM_MANAGER, Role.SOCIAL_WORKER, Role.AUDITOR
NOON = datetime(2026, 3, 4, 12, tzinfo=LONDON)


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def child(service: Service) -> Child:
    return service.child("Qwertina", "Zzyzx", local_id="QZ1")


# Who has looked at this record


def test_the_page_says_who_looked_when_at_what_and_why(service: Service, child: Child) -> None:
    stranger, duty = service.user(WORKER), service.user(Role.EMERGENCY_DUTY)
    service.browser(WORKER).get(f"/children/{child.pk}/")
    service.browser(Role.EMERGENCY_DUTY).get(f"/children/{child.pk}/")
    break_glass(child=child, reason="found alone at the station", by=stranger)
    service.browser(WORKER).get(f"/children/{child.pk}/")
    answer = service.browser(MANAGER).get(f"/children/{child.pk}/looked/")
    lines = [(line["who"], line["what"], line["page"], line["why"]) for line in answer.context["lines"]]
    assert lines == [
        (stranger.name, "Looked", "the child’s page", "broke the glass, with a reason, for three hours"),
        (stranger.name, "Glass broken", "", "broke the glass, with a reason, for three hours"),
        (duty.name, "Looked", "the child’s page", "is on emergency duty"),
        (stranger.name, "Was refused", "the child’s page", ""),
        ("The system", "Child created", "", ""),
    ]
    said = words_of(answer)
    assert "“found alone at the station”" in said
    assert "Nothing ties them to the child" in said
    assert "Social worker" in said


def test_looks_are_filtered_by_person_kind_and_day(service: Service, child: Child) -> None:
    worker, manager = service.user(WORKER), service.user(MANAGER)
    plant(
        (worker, "page_read", child, NOON, ("allocated",)),
        (manager, "page_read", child, NOON + timedelta(days=1), ("supervises",)),
        (worker, "fact_ended", child, NOON + timedelta(days=2), ("allocated",)),
        (worker, "page_refused", child, NOON + timedelta(days=3), ()),
    )
    browser, address = service.browser(MANAGER), f"/children/{child.pk}/looked/"

    def shown(**words: object) -> list[str]:
        lines = browser.get(address, {"kind": "", **words}).context["lines"]
        return [line["what"] for line in lines if line["at"].year == 2026 and line["at"].month == 3]

    assert shown() == ["Was refused", "Fact ended", "Looked", "Looked"]
    assert shown(actor=worker.pk) == ["Was refused", "Fact ended", "Looked"]
    assert shown(actor=worker.pk, kind="looked") == ["Looked"]
    assert shown(kind="wrote", **day_boxes("since", NOON.date())) == ["Fact ended"]
    assert shown(**day_boxes("since", NOON.date() + timedelta(days=2))) == ["Was refused", "Fact ended"]
    assert shown(actor="no number", kind="nonsense") == shown()


def test_many_looks_are_shown_a_page_at_a_time_and_none_is_lost(service: Service, child: Child) -> None:
    worker = service.user(WORKER)
    plant_many((worker, "page_read", child, NOON + timedelta(minutes=n), ("allocated",)) for n in range(120))
    browser, address = service.browser(MANAGER), f"/children/{child.pk}/looked/"
    query, seen = f"?kind=looked&actor={worker.pk}", []
    while query:
        answer = browser.get(address + query)
        seen += [line["at"] for line in answer.context["lines"]]
        query = answer.context["older"]
    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen, reverse=True)
    assert browser.get(address, {"before": "x"}).status_code == 200
    assert browser.get(address, {"before": "9" * 30}).status_code == 200


def test_who_has_looked_is_for_the_childs_workers_and_managers(service: Service, child: Child) -> None:
    service.allocate(child)
    address = f"/children/{child.pk}/looked/"
    for role in (WORKER, MANAGER, Role.ADVANCED_PRACTITIONER, Role.DIRECTOR):
        assert service.browser(role).get(address).status_code == 200
    for role in (Role.SECOND_WORKER, Role.EMERGENCY_DUTY):
        assert service.browser(role).get(address).status_code == 404
    for role in (Role.FOSTER_CARER, Role.GUEST, AUDITOR, Role.ADMINISTRATOR, Role.ANALYST):
        assert service.browser(role).get(address).status_code == 403


# The auditor's search


def test_the_auditor_sees_ids_and_no_name_of_a_child(service: Service, child: Child) -> None:
    leave = [service.user(Role.DIRECTOR), service.user(Role.HEAD_OF_SERVICE)]
    restrict_child(child=child, details=RestrictionDetails("x", "1"), leave_for=leave, by=None, on=ON)
    service.browser(Role.DIRECTOR).get(f"/children/{child.pk}/")
    said = words_of(service.browser(AUDITOR).get("/audit/"))
    assert "QZ1" in said
    assert service.user(Role.DIRECTOR).name in said
    assert "Answers for all children of the service" in said
    assert "Zzyzx" not in said


def test_the_audit_is_searched_by_person_day_action_and_record(service: Service, child: Child) -> None:
    worker, manager = service.user(WORKER), service.user(MANAGER)
    plant(
        (worker, "page_read", child, NOON, ("allocated",)),
        (manager, "page_read", None, NOON + timedelta(days=1), ()),
        (worker, "leave_given", child, NOON + timedelta(days=2), ("allocated",)),
    )
    browser = service.browser(AUDITOR)

    def shown(**words: object) -> list[tuple[str, str]]:
        lines = browser.get("/audit/", words).context["lines"]
        return [(line["who"], line["what"]) for line in lines if line["at"].date() < today() - timedelta(days=30)]

    march = day_boxes("since", NOON.date()) | day_boxes("until", NOON.date() + timedelta(days=5))
    assert shown(**march) == [
        (worker.name, "Leave given"),
        (manager.name, "Looked"),
        (worker.name, "Looked"),
    ]
    assert shown(actor=worker.pk, **march) == [(worker.name, "Leave given"), (worker.name, "Looked")]
    assert shown(action="leave_given", **march) == [(worker.name, "Leave given")]
    assert shown(child=child.pk, action="page_read", **march) == [(worker.name, "Looked")]
    one_day = day_boxes("since", NOON.date()) | day_boxes("until", NOON.date())
    assert shown(**one_day) == [(worker.name, "Looked")], "both days are counted"
    said = words_of(browser.get("/audit/", {"since-day": "x", "since-month": "1", "since-year": "2026"}))
    assert "must be a date" in said


def test_rows_whose_words_retention_destroyed_are_shown_all_the_same(service: Service, child: Child) -> None:
    from homeward.web.audit.models import AuditDetail

    service.browser(Role.DIRECTOR).get(f"/children/{child.pk}/")
    AuditDetail.objects.all().delete()
    assert "QZ1" in words_of(service.browser(AUDITOR).get("/audit/"))
    assert service.browser(MANAGER).get(f"/children/{child.pk}/looked/").status_code == 200


@pytest.mark.parametrize("role", sorted(set(Role) - {AUDITOR}))
def test_the_audit_is_the_auditors(service: Service, role: Role) -> None:
    browser = service.browser(role)
    for address in ("/audit/", "/audit/patterns/", *(f"/audit/patterns/{one}/" for one in PATTERNS)):
        assert browser.get(address).status_code == 403


def test_every_pattern_is_explained_and_can_be_looked_for(service: Service) -> None:
    browser = service.browser(AUDITOR)
    said = words_of(browser.get("/audit/patterns/"))
    for pattern in PATTERNS.values():
        assert f'href="/audit/patterns/{pattern.id}/"' in said
        assert pattern.title in words_of(browser.get(f"/audit/patterns/{pattern.id}/"))
    assert browser.get("/audit/patterns/nonsense/").status_code == 404


def test_looking_at_the_audit_is_written_down_too(service: Service) -> None:
    service.browser(AUDITOR).get("/audit/")
    row, detail = last_row("page_read")
    assert (row.actor, detail["page"]) == (str(service.user(AUDITOR).pk), "audit_search")


def test_every_page_of_the_service_has_words() -> None:
    for _, name, _ in pages():
        assert page_words(name).strip()
        assert "_" not in page_words(name)
    assert (page_words("leave_give"), page_words("family_show")) == ("form: give leave", "family")
    assert (action_words("leave_given"), relation_words(["asked"])) == (
        "Leave given",
        "was asked to do one task for the child, until a day",
    )


# Where a worker lives


def test_a_postcode_is_kept_by_oneself_and_forgotten_again(service: Service) -> None:
    browser, address = service.browser(WORKER), "/your-account/home/"
    assert "Enter a whole postcode" in words_of(browser.post(address, {"postcode": "ZZ1"}))
    browser.post(address, {"postcode": "zz1 1zz"})
    assert WorkersHome.objects.get().postcode_key == "ZZ11ZZ"
    _, detail = last_row("home_told")
    assert detail == {"is_known": True}
    browser.post(address, {"postcode": "ZZ2 2ZZ"})
    assert WorkersHome.objects.get().postcode_key == "ZZ22ZZ"
    browser.post(address, {"postcode": "", "csrfmiddlewaretoken": "x"})
    assert not WorkersHome.objects.exists()
