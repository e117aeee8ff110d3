"""The way home by phases, help after it, visits and what became of it: nothing counts that nobody saw."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.law.clock import add_months
from homeward.law.nation import Nation
from homeward.law.shelf import duty
from homeward.practice.after.family_time import TookPlace
from homeward.practice.after.outcomes import How, KnownBy, Outcome
from homeward.practice.after.phase_kinds import PhaseKind
from homeward.web import clock
from homeward.web.chronology.models import VisitKind, Voice
from homeward.web.chronology.telling import chronology_of
from homeward.web.chronology.visits.actions import correct_visit, strike_visit
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails
from homeward.web.pathway.home.details import ContactDetails, LearningDetails, SafetyDetails, SessionDetails
from homeward.web.pathway.home.family_time.actions import plan_family_time, record_session
from homeward.web.pathway.home.monitoring.actions import (
    look_at_safety,
    note_visit_at_home,
    plan_support,
    put_in_visits,
    tell_officer,
)
from homeward.web.pathway.home.outcomes.actions import write_contact, write_learning_review
from homeward.web.pathway.home.phases.actions import judge_phase, plan_phase, say_different
from homeward.web.pathway.home.queries import home_of, home_read
from homeward.web.pathway.models import FamilyTimeSession, PlannedPhase, ReviewHeld
from homeward.web.pathway.queries import way_of, ways_of
from homeward.web.pathway.work.sources import tasks_of_ways
from homeward.web.people.models import CareEpisode
from homeward.web.people.rights import NotPermittedError
from tests.web.pathway_at_home import (
    BROKEN,
    TO_HOME,
    TO_PREPARE,
    TO_SUPPORT,
    ago,
    family_time,
    in_care_since,
    mother_of,
    phase,
    seen,
    support,
    way_at,
    write,
)
from tests.web.people_world import make_child
from tests.web.test_pathway_pages import ana, boxes, browser, manager, worker  # noqa: F401 - the same people

pytestmark = pytest.mark.django_db


def missing(child) -> set[str]:
    return {one.need.id for one in way_of(child, clock.today()).position.missing}


def test_the_need_of_the_move_is_met_once_every_phase_held_by_what_was_seen(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE, ago(40))
    maud, by = mother_of(ana), {"child": ana, "by": worker}
    plan_phase(details=phase(PhaseKind.FAMILY_TIME, ago(30)), **by)
    with pytest.raises(ValidationError, match="comes first"):
        plan_phase(details=phase(PhaseKind.OVERNIGHT, ago(31)), **by)
    plan_phase(details=phase(PhaseKind.OVERNIGHT, ago(10)), **by)
    assert "phases_held" in missing(ana)
    judged = {"is_held": True, "words": "She came each time.", "on": clock.today(), **by}
    with pytest.raises(ValidationError, match="Nothing is written down"):
        judge_phase(phase=PhaseKind.FAMILY_TIME, **judged)
    session = SessionDetails(maud, PhaseKind.FAMILY_TIME, TookPlace.YES, ago(20), saw="They baked.")
    record_session(details=session, **by)
    record_session(details=replace(session, phase=PhaseKind.OVERNIGHT, on=ago(5)), **by)
    with pytest.raises(ValidationError, match="comes first"):
        judge_phase(phase=PhaseKind.OVERNIGHT, **judged)
    judge_phase(phase=PhaseKind.FAMILY_TIME, **judged)
    judge_phase(phase=PhaseKind.OVERNIGHT, **judged)
    assert "phases_held" not in missing(ana)
    plan_phase(details=replace(phase(PhaseKind.OVERNIGHT, ago(3)), because="One night was not enough."), **by)
    assert "phases_held" in missing(ana)
    assert PlannedPhase.objects.count() == 3


def test_a_session_that_did_not_take_place_is_no_evidence_that_a_phase_held(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE, ago(40))
    by = {"child": ana, "by": worker}
    plan_phase(details=phase(PhaseKind.DAY, ago(10)), **by)
    off = SessionDetails(mother_of(ana), PhaseKind.DAY, TookPlace.SERVICE, ago(4), because="No driver.")
    record_session(details=off, **by)
    with pytest.raises(ValidationError, match="Nothing is written down"):
        judge_phase(phase=PhaseKind.DAY, is_held=True, words="Yes", on=clock.today(), **by)
    judge_phase(phase=PhaseKind.DAY, is_held=False, words="We did not bring her.", on=clock.today(), **by)
    shown = browser(worker).get(reverse("family_time", args=[ana.pk])).text
    assert "1 did not (our service)" in shown


def test_what_a_visit_tells_of_family_time_is_read_from_there_and_not_written_twice(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE, ago(40))
    by = {"child": ana, "by": worker}
    visit = seen(ana, ago(3), worker, kind=VisitKind.FAMILY_TIME, what="They built a den.")
    told = SessionDetails(mother_of(ana), PhaseKind.FAMILY_TIME, TookPlace.YES, visit=visit)
    with pytest.raises(ValidationError, match="stands in the visit"):
        record_session(details=replace(told, saw="They built a den."), **by)
    assert record_session(details=told, **by).on == ago(3)
    page = browser(worker)
    assert "They built a den." in page.get(reverse("family_time", args=[ana.pk])).text
    details = VisitDetails(
        ago(2), None, VisitKind.FAMILY_TIME, "They built a boat.", (SeenDetails(ana, is_seen=True, is_alone=False),)
    )
    correct_visit(child=ana, visit=visit, details=details, because="Wrong word", by=worker)
    assert "They built a boat." in page.get(reverse("family_time", args=[ana.pk])).text
    assert FamilyTimeSession.objects.get().saw == ""


def test_a_session_stands_in_the_chronology_once(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE, ago(40))
    maud, by = mother_of(ana), {"child": ana, "by": worker}
    record_session(details=SessionDetails(maud, PhaseKind.DAY, TookPlace.YES, ago(3), saw="They baked."), **by)
    visit = seen(ana, ago(2), worker, kind=VisitKind.FAMILY_TIME, what="They built a den.")
    record_session(details=SessionDetails(maud, PhaseKind.DAY, TookPlace.YES, visit=visit), **by)
    told = [event for event in chronology_of(worker, ana) if event.when.first_on in (ago(3), ago(2))]
    assert ["They baked." in told[0].what, "They built a den." in told[1].what, len(told)] == [True, True, 2]
    assert told[0].mentions[0].person == str(maud.pk)


def test_family_time_under_an_order_names_it(worker, ana):  # noqa: F811
    maud = mother_of(ana)
    with pytest.raises(ValidationError, match="which order"):
        plan_family_time(child=ana, details=replace(family_time(maud), basis="order", rests_on=" "), by=worker)
    plan_family_time(child=ana, details=family_time(maud), by=worker)
    assert "Every Saturday" in browser(worker).get(reverse("family_time", args=[ana.pk])).text


def test_help_that_ends_before_six_months_needs_a_reason(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(10))
    by = {"child": ana, "by": worker}
    sooner = support(worker, ago(10) + timedelta(days=100))
    with pytest.raises(ValidationError, match="sooner than six months"):
        plan_support(details=sooner, **by)
    plan_support(details=replace(sooner, sooner_because="They move to their family abroad."), **by)
    plan_support(details=support(worker, add_months(ago(10), 6)), **by)


def test_the_plan_after_care_meets_the_need_of_the_approval(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE[:-1], ago(40))
    assert "support_planned" in missing(ana)
    plan_support(child=ana, details=support(worker, add_months(clock.today(), 6)), by=worker)
    assert "support_planned" not in missing(ana)


def test_only_a_visit_since_the_child_is_home_and_said_to_be_at_home_counts(worker, ana):  # noqa: F811
    start = way_at(ana, TO_HOME, ago(10))
    seen(ana, ago(12), worker)
    assert "seen_at_home" in missing(ana)
    visit = seen(ana, ago(4), worker, alone=False)
    assert "seen_at_home" in missing(ana)
    by = {"child": ana, "by": worker, "concerns": ""}
    with pytest.raises(ValidationError, match="not seen alone"):
        note_visit_at_home(visit=visit, not_alone_because="", **by)
    note_visit_at_home(visit=visit, not_alone_because="She would not leave her mother.", **by)
    assert "seen_at_home" not in missing(ana)
    assert home_of(start, clock.today()).visit_due.local_on == ago(4) + timedelta(days=7)
    strike_visit(child=ana, visit=visit, because="It was her sister.", by=worker)
    assert "seen_at_home" in missing(ana)


def test_the_law_is_the_floor_of_visits_to_a_child_on_an_order_at_home(worker, ana):  # noqa: F811
    CareEpisode.objects.filter(child=ana).update(legal_status="C2", place="P1")
    start = way_at(ana, TO_HOME, ago(100), began_on=ago(150))
    plan_support(child=ana, details=support(worker, ago(100) + timedelta(days=190)), by=worker)
    seen(ana, ago(20), worker)
    put_in_visits(text="[[visits]]\nuntil_day = 400\nevery_days = 90\n", why="Few workers.", by=None, on=clock.today())
    due = home_of(start, clock.today()).visit_due
    assert due.local_on == ago(20) + timedelta(days=90)
    assert due.due_on == ago(20) + timedelta(weeks=6)
    assert "regulation 28" in due.statutory.explanation


def test_an_unplanned_return_on_a_care_order_is_visited_each_week_until_the_first_review(worker, ana):  # noqa: F811
    CareEpisode.objects.filter(child=ana).update(legal_status="C2", place="P1")
    start = way_at(ana, (("happened", "walked", ""),), ago(40))
    seen(ana, ago(33), worker)
    due = home_of(start, clock.today()).visit_due
    assert due.statutory.due_on == ago(33) + timedelta(weeks=1)
    assert "before the assessment" in duty(due.statutory.duty_id, Nation.ENGLAND).requirement
    ReviewHeld.objects.create(child=ana, on=ago(30), entered_at=clock.now())
    assert home_of(start, clock.today()).visit_due.statutory.due_on == ago(33) + timedelta(weeks=1)
    seen(ana, ago(28), worker)
    assert home_of(start, clock.today()).visit_due.statutory.due_on == ago(28) + timedelta(weeks=6)


def test_who_does_not_lead_practice_does_not_change_the_schedule(worker):  # noqa: F811
    with pytest.raises(NotPermittedError):
        put_in_visits(text="[[visits]]\nuntil_day = 9\nevery_days = 9\n", why="x", by=worker, on=clock.today())


def test_without_anybody_who_knew_the_outcome_is_not_known_and_never_well(worker, ana):  # noqa: F811
    in_care_since(ana, ago(500))
    start = way_at(ana, TO_SUPPORT, ago(240), began_on=ago(300))
    by, on = {"child": ana, "by": worker}, add_months(ago(240), 6)
    outcome = lambda: home_read(start, clock.today()).outcomes[0].outcome  # noqa: E731
    assert outcome() == Outcome.NOT_KNOWN
    with pytest.raises(ValidationError, match="not known how"):
        write_contact(details=ContactDetails(KnownBy.NOBODY, How.WELL, on, words="We rang."), **by)
    with pytest.raises(ValidationError, match="Choose the visit"):
        write_contact(details=ContactDetails(KnownBy.SEEN, How.WELL, on, words="She is well."), **by)
    with pytest.raises(ValidationError, match="who told"):
        write_contact(details=ContactDetails(KnownBy.SCHOOL, How.WELL, on, words="She is well."), **by)
    write_contact(details=ContactDetails(KnownBy.NOBODY, How.NOT_KNOWN, on, words="We rang."), **by)
    assert outcome() == Outcome.NOT_KNOWN
    visit = seen(ana, on, worker)
    write_contact(details=ContactDetails(KnownBy.SEEN, How.WELL, visit=visit), **by)
    assert outcome() == Outcome.HOME_AND_WELL
    strike_visit(child=ana, visit=visit, because="It never was.", by=worker)
    assert outcome() == Outcome.NOT_KNOWN
    write_contact(details=ContactDetails(KnownBy.SCHOOL, How.WELL, on, "Her teacher", "She comes each day."), **by)
    assert outcome() == Outcome.HOME_AND_WELL


def test_a_child_who_is_in_care_again_by_the_care_history_is_not_counted_as_home_and_well(worker, ana):  # noqa: F811
    CareEpisode.objects.filter(child=ana).update(decom_on=ago(500), dec_on=ago(240), reason_ceased="E4A")
    start = way_at(ana, TO_SUPPORT, ago(240), began_on=ago(300))
    told = ContactDetails(KnownBy.SCHOOL, How.WELL, ago(60), "Her teacher", "She comes each day.")
    write_contact(child=ana, details=told, by=worker)
    outcome = lambda: home_read(start, clock.today()).outcomes[0]  # noqa: E731
    assert outcome().outcome == Outcome.HOME_AND_WELL
    CareEpisode.objects.create(
        child=ana, decom_on=ago(100), legal_status="V2", place="U4", reason_new_episode="S", entered_at=clock.now()
    )
    assert outcome().outcome == Outcome.BACK_IN_CARE
    assert outcome().back_on == ago(100)
    assert home_of(start, clock.today()).visit_due is None
    assert "visit-at-home" not in tasks(ana)


def test_what_is_known_can_be_written_down_after_the_way_has_ended(worker, ana):  # noqa: F811
    in_care_since(ana, ago(500))
    start = way_at(ana, (*TO_SUPPORT, ("decided", "support", "lasted")), ago(370), began_on=ago(420))
    on = add_months(ago(370), 12)
    told = ContactDetails(KnownBy.FAMILY, How.WORRIES, on, "Her aunt", "They quarrel.")
    words = "find out how the child is 12 months after"
    assert words in browser(worker).get(reverse("home")).text
    write_contact(child=ana, details=told, by=worker)
    assert home_read(start, clock.today()).outcome.outcome == Outcome.HOME_WITH_WORRIES
    assert words not in browser(worker).get(reverse("home")).text


def test_six_months_are_met_by_time_and_a_plan_and_not_by_words(worker, ana):  # noqa: F811
    way_at(ana, TO_SUPPORT, ago(100), began_on=ago(160))
    plan_support(child=ana, details=support(worker, add_months(ago(100), 6)), by=worker)
    assert "six_months" in missing(ana)
    need = reverse("pathway_need", args=[ana.pk, "six_months"])
    told = {"words": "They asked us to stop.", **boxes(clock.today())}
    assert "shows by itself" in browser(worker).post(need, told).text
    assert "six_months" in missing(ana)


def test_an_unplanned_return_says_what_is_missing_until_it_is_there(worker, manager, ana):  # noqa: F811
    start = way_at(ana, (("happened", "removed", ""),), clock.today())
    page, address = browser(worker), reverse("home_and_after", args=[ana.pk])
    shown = page.get(address).text
    assert "same-day check" in shown
    assert "permission" not in shown
    visit = seen(ana, clock.today(), worker, alone=False)
    look_at_safety(child=ana, details=SafetyDetails(clock.today(), "Bed, food.", "Her mother alone.", visit), by=worker)
    assert "The child seen alone" in page.get(address).text
    tell_officer(child=ana, words="Told by phone.", review_on=None, by=worker, on=clock.today())
    write(start, "decided", "safety_today", "safe", clock.today())
    plan_support(child=ana, details=support(worker, add_months(clock.today(), 7)), by=worker)
    left = list(home_read(start, clock.today()).unplanned.missing())
    assert left == ["the child seen alone", "a day for the review"]


def test_a_breakdown_is_learnt_from_and_a_second_attempt_says_what_is_different(worker, manager, ana):  # noqa: F811
    first = way_at(ana, BROKEN, ago(60), began_on=ago(300))
    by = {"child": ana, "by": worker}
    told = LearningDetails("Most of it.", "The help with sleep never came.", "Nights are hardest.", "A night worker.")
    with pytest.raises(ValidationError, match="why the child was not heard"):
        write_learning_review(details=told, **by)
    voice = Voice.objects.create(
        child=ana, person=ana.person, on=ago(5), how="alone", words="Nobody came at night.", entered_at=clock.now()
    )
    assert "learning_review" in missing(ana)
    write_learning_review(details=replace(told, voices=(voice,)), **by)
    assert "learning_review" not in missing(ana)
    write(first, "done", "broken_down", "", clock.today())
    way_at(ana, TO_PREPARE, clock.today())
    with pytest.raises(ValidationError, match="what is different"):
        plan_phase(details=phase(PhaseKind.DAY, clock.today()), **by)
    say_different(different="A night worker comes twice a week.", **by)
    plan_phase(details=phase(PhaseKind.DAY, clock.today()), **by)
    shown = browser(worker).get(reverse("return_plan", args=[ana.pk])).text
    assert "Nobody came at night." in shown
    assert "A night worker comes twice a week." in shown


def tasks(child):
    way = way_of(child, clock.today())
    # After a dot stands what makes the next visit another task: it is seen anew.
    return {task.id.split(".")[0]: task for task in tasks_of_ways([way], clock.today())[way.start.pk]}


def test_what_is_due_at_home_stands_in_the_list_of_tasks_until_it_is_done(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(5))
    found = tasks(ana)
    assert found["visit-at-home"].due_on == ago(5) + timedelta(days=7)
    assert "not a law" in found["visit-at-home"].because
    before = found["visit-at-home"].id
    assert found["third-classification"].due_on == ago(5) + timedelta(days=44)
    assert found["outcome-6"].due_on == add_months(ago(5), 6)
    assert "safety-check" not in found
    plan_support(child=ana, details=support(worker, until := add_months(ago(5), 7)), by=worker)
    seen(ana, ago(1), worker)
    found = tasks(ana)
    assert found["visit-at-home"].due_on == ago(1) + timedelta(days=7)
    assert found["visit-at-home"].id != before, "who saw the visit before has not seen this one"
    assert found["support-ending"].due_on == until


def test_an_unplanned_return_asks_for_the_same_day(worker, ana):  # noqa: F811
    way_at(ana, (("happened", "walked", ""),), clock.today())
    assert {"safety-check", "reviewing-officer"} <= tasks(ana).keys()
    details = SafetyDetails(clock.today(), "Bed", "Her mother")
    look_at_safety(child=ana, details=details, by=worker)
    tell_officer(child=ana, words="By phone", review_on=None, by=worker, on=clock.today())
    assert not {"safety-check", "reviewing-officer"} & tasks(ana).keys()


def test_tasks_of_many_ways_ask_no_more_of_the_database_than_those_of_one(worker, ana):  # noqa: F811
    kids, counts = [ana, make_child(21), make_child(22)], []
    for child in kids:
        way_at(child, TO_HOME, ago(20))
        write_contact(
            child=child, details=ContactDetails(KnownBy.SEEN, How.WELL, visit=seen(child, ago(3), worker)), by=None
        )
        plan_support(child=child, details=support(worker, add_months(ago(20), 6)), by=None)
    for some in (kids[:1], kids):
        ways = list(ways_of([child.pk for child in some], clock.today()).values())
        with CaptureQueriesContext(connection) as asked:
            assert len(tasks_of_ways(ways, clock.today())) == len(some)
            ways_of([child.pk for child in some], clock.today())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_contact_or_a_visit_of_another_child_is_refused(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(30))
    other = seen(make_child(9), ago(3), worker)
    by = {"child": ana, "by": worker}
    with pytest.raises(ValidationError):
        write_contact(details=ContactDetails(KnownBy.SEEN, How.WELL, visit=other), **by)
    with pytest.raises(ValidationError):
        note_visit_at_home(visit=other, not_alone_because="x", concerns="", **by)
    with pytest.raises(ValidationError):
        look_at_safety(details=SafetyDetails(clock.today(), "All", "Nobody", other), **by)


def test_the_pages_ask_as_much_of_the_database_after_much_was_written(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(30))
    maud, page, counts = mother_of(ana), browser(worker), []
    pages = [reverse(name, args=[ana.pk]) for name in ("home_and_after", "return_plan", "family_time")]
    for _ in range(2):
        for day in (9, 8, 7):
            visit = seen(ana, ago(day), worker)
            write_contact(child=ana, details=ContactDetails(KnownBy.SEEN, How.WELL, visit=visit), by=worker)
            note_visit_at_home(child=ana, visit=visit, not_alone_because="", concerns="", by=worker)
            told = SessionDetails(maud, PhaseKind.DAY, TookPlace.YES, ago(day), saw="They read.")
            record_session(child=ana, details=told, by=worker)
        plan_support(child=ana, details=support(worker, add_months(ago(30), 6)), by=worker)
        with CaptureQueriesContext(connection) as asked:
            assert all(page.get(address).status_code == 200 for address in pages)
        counts.append(len(asked))
    assert counts[0] == counts[1]
