"""Visits: what can be told of one, who reads which part of it, and how long a child was not seen or heard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.practice.chronology.event import Category, Origin, Reach
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.chronology.lately.times import last_times
from homeward.web.chronology.lately.today import NOT_SEEN_DAYS
from homeward.web.chronology.models import SearchEntry, Visit, VisitedChild, VisitKind
from homeward.web.chronology.telling import chronology_of
from homeward.web.chronology.visits.actions import correct_visit, record_visit, strike_visit
from homeward.web.chronology.visits.details import SeenDetails, check_seen
from homeward.web.chronology.voices.queries import NOT_HEARD_DAYS
from homeward.web.people.models import Child, ConflictOfInterest
from homeward.web.people.policy import visible
from homeward.web.people.rights import NotPermittedError
from tests.web.chronology_world import Siblings, alone, browser_of, siblings, visit_of, works_with
from tests.web.people_world import entered, make_child, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Siblings:
    return siblings()


def told(user: User, child: Child) -> list[str]:
    return [event.what for event in chronology_of(user, child)]


# What can be told of one child


@pytest.mark.parametrize(
    ("kind", "told", "refused"),
    [
        (VisitKind.PLANNED, {"is_seen": True, "is_alone": True}, ""),
        (VisitKind.FAMILY_TIME, {"is_seen": True, "is_alone": False}, ""),
        (VisitKind.UNPLANNED, {"not_seen_because": "At school"}, ""),
        (VisitKind.PHONE, {}, ""),
        (VisitKind.PLANNED, {}, "not_seen_because"),
        (VisitKind.PLANNED, {"not_seen_because": "  "}, "not_seen_because"),
        (VisitKind.PLANNED, {"is_seen": True}, "seen"),
        (VisitKind.PHONE, {"is_seen": True, "is_alone": True}, "seen"),
        (VisitKind.VIDEO, {"is_seen": True, "is_alone": False}, "seen"),
        (VisitKind.PLANNED, {"is_alone": True, "not_seen_because": "Asleep"}, "seen"),
        (VisitKind.PLANNED, {"is_seen": True, "is_alone": True, "not_seen_because": "Asleep"}, "not_seen_because"),
    ],
)
def test_what_can_be_of_a_contact(kind: VisitKind, told: dict, refused: str) -> None:
    one = SeenDetails(child=None, **told)
    if not refused:
        check_seen(one, kind)
        return
    with pytest.raises(ValidationError) as error:
        check_seen(one, kind)
    assert list(error.value.message_dict) == [refused]


# Who reads which part


def test_one_note_stands_in_both_records_and_each_keeps_what_is_its_own(family: Siblings) -> None:
    of_ana = alone(family.ana, childs_words="I want to go home.", private="Ana has a rash.")
    of_ben = SeenDetails(family.ben, not_seen_because="Asleep", private="Ben wet the bed.")
    visit = record_visit(child=family.ana, details=visit_of(of_ana, of_ben), by=family.worker)
    (ana,), (ben,) = chronology_of(family.worker, family.ana), chronology_of(family.worker, family.ben)
    assert (ana.origin, ana.category, ana.private) == (Origin.VISIT, Category.VISIT, "Ana has a rash.")
    assert "Seen alone." in ana.what
    assert "“I want to go home.”" in ana.what
    assert ben.private == "Ben wet the bed."
    assert "Not seen: Asleep." in ben.what
    assert "go home" not in ben.what
    for child, own, others in ((family.ana, "rash", "wet"), (family.ben, "wet", "rash")):
        page = browser_of(family.worker).get(reverse("visit", args=[child.pk, visit.pk])).text
        assert own in page
        assert others not in page
    row = AuditEvent.objects.get(action="visit_written")
    assert row.subject_id == str(family.ana.pk)
    body = AuditDetail.objects.get(number=row.number).body
    assert str(family.ben.pk) in body
    assert "bread" not in body


def test_a_note_about_a_child_whose_record_is_shut_is_nowhere(family: Siblings) -> None:
    visit = record_visit(
        child=family.ana, details=visit_of(alone(family.ana, childs_words="Hello"), alone(family.ben)), by=family.worker
    )
    ConflictOfInterest.objects.create(child=family.ben, user=family.colleague, reason="invented", **entered())
    browser = browser_of(family.colleague)
    assert told(family.colleague, family.ana) == []
    assert browser.get(reverse("visit", args=[family.ana.pk, visit.pk])).status_code == 404
    for name in ("visits", "voices", "child"):
        page = browser.get(reverse(name, args=[family.ana.pk])).text
        assert "bread" not in page
        assert "Hello" not in page
        assert "Last seen today" not in page
    assert "Ben" not in browser.get(reverse("visits", args=[family.ana.pk])).text


def test_a_restricted_visit_is_seen_by_the_social_worker_and_not_by_others(family: Siblings) -> None:
    other = make_user(3, Role.ADULT_SPECIALIST)
    details = visit_of(alone(family.ana), reach=Reach.RESTRICTED)
    record_visit(child=family.ana, details=details, by=family.colleague)
    assert [visible(user, Visit).count() for user in (family.worker, family.colleague, other)] == [1, 1, 0]


def test_nobody_writes_of_a_child_whose_record_is_not_open_to_them(family: Siblings) -> None:
    with pytest.raises(NotPermittedError):
        record_visit(child=family.ana, details=visit_of(alone(family.ana), alone(family.ben)), by=family.colleague)
    with pytest.raises(ValidationError):
        record_visit(child=family.ana, details=visit_of(alone(family.ben)), by=family.worker)
    with pytest.raises(ValidationError):
        record_visit(child=family.ana, details=visit_of(alone(family.ana), days_ago=-1), by=family.worker)
    assert not Visit.objects.exists()


def test_a_correction_keeps_what_stood_before_and_names_every_child(family: Siblings) -> None:
    visit = record_visit(child=family.ana, details=visit_of(alone(family.ana), alone(family.ben)), by=family.worker)
    details = visit_of(alone(family.ana), what="We baked cake.")
    with pytest.raises(NotPermittedError):
        correct_visit(child=family.ana, visit=visit, details=details, because="Cake", by=family.colleague)
    after = correct_visit(child=family.ana, visit=visit, details=details, because="Cake", by=family.worker)
    assert "We baked cake." in told(family.worker, family.ana)[0]
    assert told(family.worker, family.ben) == []
    row = AuditEvent.objects.get(action="visit_corrected")
    assert str(family.ben.pk) in AuditDetail.objects.get(number=row.number).body
    assert {entry.visit_id for entry in SearchEntry.objects.all()} == {after.pk}
    page = browser_of(family.worker).get(reverse("visit", args=[family.ana.pk, after.pk])).text
    assert "We baked bread." in page
    strike_visit(child=family.ana, visit=after, because="It was another family", by=family.worker)
    assert told(family.worker, family.ana) == []
    assert not SearchEntry.objects.exists()
    with pytest.raises(ValidationError):
        strike_visit(child=family.ana, visit=after, because="Again", by=family.worker)


# On the pages


def test_a_visit_is_written_corrected_and_struck_out_on_the_pages(family: Siblings) -> None:
    browser, ana, ben = browser_of(family.worker), family.ana, family.ben
    form = browser.get(reverse("visit_add", args=[ana.pk]))
    assert form.context["form"]["on"].value() == clock.today()
    today = clock.today()
    answers = {
        **{"kind": "planned", "on-day": today.day, "on-month": today.month, "on-year": today.year, "at": "00:00"},
        **{"where": "the park", "what": "We flew a kite.", "reach": "service", "children": [str(ben.pk)]},
        **{f"seen_{ana.pk}": "alone", f"childs_words_{ana.pk}": "Higher!", f"seen_{ben.pk}": "no"},
        "with_persons": [str(family.mother.pk)],
    }
    refused = browser.post(reverse("visit_add", args=[ana.pk]), answers)
    assert "Ben Invented: Say why the child was not seen." in refused.text
    answers[f"not_seen_because_{ben.pk}"] = "At a friend’s"
    listed = browser.post(reverse("visit_add", args=[ana.pk]), answers, follow=True)
    assert "“Higher!”" in listed.text
    visit = Visit.objects.get()
    page = browser.get(reverse("visit", args=[ana.pk, visit.pk])).text
    assert "Ben Invented" in page
    assert "Mo Invented" in page
    again = browser.get(reverse("visit_correct", args=[ana.pk, visit.pk])).context["form"]
    assert again[f"childs_words_{ana.pk}"].value() == "Higher!"
    answers |= {"what": "We flew two kites.", "because": "There were two"}
    browser.post(reverse("visit_correct", args=[ana.pk, visit.pk]), answers)
    visit = Visit.objects.standing().get()
    assert visit.what == "We flew two kites."
    browser.post(reverse("visit_strike", args=[ana.pk, visit.pk]), {"because": "Never was"})
    assert not Visit.objects.standing().exists()


def test_what_is_not_ticked_is_not_written(family: Siblings) -> None:
    today, ana, ben = clock.today(), family.ana, family.ben
    answers = {
        **{"kind": "phone", "on-day": today.day, "on-month": today.month, "on-year": today.year, "at": ""},
        **{"what": "Ana rang.", "reach": "service", f"seen_{ben.pk}": "alone", f"private_{ben.pk}": "Secret"},
    }
    browser_of(family.worker).post(reverse("visit_add", args=[ana.pk]), answers)
    assert [(row.child_id, row.is_seen) for row in VisitedChild.objects.all()] == [(ana.pk, False)]


@pytest.mark.slow
def test_many_visits_take_no_more_queries_than_one(family: Siblings) -> None:
    browser, address = browser_of(family.worker), reverse("visits", args=[family.ana.pk])
    details = visit_of(alone(family.ana), alone(family.ben), with_persons=(family.mother,))
    taken = []
    for number in (1, 6):
        for _ in range(number):
            record_visit(child=family.ana, details=details, by=family.worker)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        taken.append(len(queries))
    assert taken[0] == taken[1]


# Lately


def lately_of(family: Siblings, user: User | None = None) -> dict[str, str]:
    answer = browser_of(user or family.worker).get(reverse("child", args=[family.ana.pk]))
    return {line.label: line.words for line in answer.context["lately"]}


def test_the_childs_page_says_when_the_child_was_last_seen_and_heard(family: Siblings) -> None:
    assert lately_of(family) == {"Last seen": "not written down", "Last heard": "not written down"}
    with_others = SeenDetails(family.ana, is_seen=True, is_alone=False)
    for details in (
        visit_of(alone(family.ana, childs_words="I am fine."), days_ago=30),
        visit_of(with_others, days_ago=2),
        visit_of(SeenDetails(family.ana, not_seen_because="Asleep"), days_ago=1),
    ):
        record_visit(child=family.ana, details=details, by=family.worker)
    lately = lately_of(family)
    assert lately == {"Last seen": "2 days ago; alone 30 days ago", "Last heard": "30 days ago"}


def test_what_is_restricted_does_not_tell_others_when_the_child_was_seen(family: Siblings) -> None:
    details = visit_of(alone(family.ana), reach=Reach.RESTRICTED, days_ago=1)
    record_visit(child=family.ana, details=details, by=family.worker)
    assert "yesterday" in lately_of(family)["Last seen"]
    assert lately_of(family, family.colleague)["Last seen"] == "not written down"


def test_the_childs_page_takes_one_query_for_it_with_visits_and_sisters_and_brothers(
    family: Siblings, django_assert_max_num_queries: Callable
) -> None:
    record_visit(child=family.ana, details=visit_of(alone(family.ana), alone(family.ben)), by=family.worker)
    with django_assert_max_num_queries(1):
        last_times(family.colleague, [family.ana.pk], {Reach.SERVICE})


def to_do(family: Siblings) -> list[str]:
    items = browser_of(family.worker).get("/").context["items"]
    return [item.words for item in items]


def test_today_lists_children_not_seen_and_not_heard_for_long(family: Siblings) -> None:
    seen = alone(family.ana, childs_words="Hello")
    silent = replace(seen, childs_words="")
    ben = [line for line in to_do(family) if "Ben" in line]
    assert len(ben) == 2
    record_visit(child=family.ana, details=visit_of(seen, days_ago=NOT_HEARD_DAYS), by=family.worker)
    assert [line for line in to_do(family) if "Ana" in line] == ["Ana Invented: not seen for more than six weeks"]
    record_visit(child=family.ana, details=visit_of(silent, days_ago=NOT_SEEN_DAYS), by=family.worker)
    assert not [line for line in to_do(family) if "Ana" in line]
    Visit.objects.update(on=clock.today() - timedelta(days=NOT_HEARD_DAYS + 1))
    assert len([line for line in to_do(family) if "Ana" in line]) == 2


def test_a_record_that_began_lately_is_not_listed_as_silent(family: Siblings) -> None:
    child = make_child(9)
    child.opened_on = clock.today()
    child.save()
    works_with(family.worker, child)
    assert not [line for line in to_do(family) if "INV9" in line]
