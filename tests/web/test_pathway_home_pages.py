"""Home and after in a browser: each thing is asked once, written down, shown, struck out, and put on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from homeward.law.clock import add_months
from homeward.practice.after.family_time import TookPlace
from homeward.practice.after.phase_kinds import PhaseKind
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.models import VisitKind
from homeward.web.pathway.home.details import SessionDetails
from homeward.web.pathway.home.family_time.actions import plan_family_time, record_session
from homeward.web.pathway.home.phases.actions import plan_phase
from homeward.web.pathway.home.writing_pages import HOME
from homeward.web.pathway.models import ContactAfter, FamilyTimePlan, LearningReview, PhaseJudged, SupportPlan
from homeward.web.people.models import Kinship, Relationship, Restriction
from tests.web.pathway_at_home import (
    BROKEN,
    TO_HOME,
    TO_PREPARE,
    ago,
    family_time,
    in_care_since,
    mother_of,
    phase,
    seen,
    way_at,
    write,
)
from tests.web.people_world import entered, make_child, make_user
from tests.web.test_pathway_pages import ana, boxes, browser, manager, worker  # noqa: F401 - the same people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READ = ("home_and_after", "return_plan", "family_time", "learning")


def post(user, name, child, told, *more):
    """Send a form, and return the page that follows."""
    return browser(user).post(reverse(name, args=[child.pk, *more]), told, follow=True)


def test_a_phase_is_planned_judged_and_carries_on_what_was_planned_before(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE, ago(40))
    words = {
        "must_hold": "Both come.",
        "who": "Jo",
        "signs": "She cries.",
        "contingency": "We stop.",
        "school": "Told.",
    }
    shown = post(worker, "return_phase", ana, {**words, **boxes(ago(9), "begins_on")}, "family_time").text
    assert "This phase has begun" in shown
    following = browser(worker).get(reverse("return_phase", args=[ana.pk, "day"])).text
    assert "We stop." in following
    assert "Both come." not in following
    seen(ana, ago(3), worker)
    judged = {"is_held": "yes", "words": "They came twice.", **boxes(clock.today())}
    assert "They came twice." in post(worker, "return_phase_judge", ana, judged, "family_time").text
    assert PhaseJudged.objects.get().is_held
    assert browser(worker).get(reverse("return_phase", args=[ana.pk, "never"])).status_code == 404


def test_family_time_is_planned_with_a_relative_of_the_record_and_changed_with_what_stood(worker, ana):  # noqa: F811
    maud = mother_of(ana)
    told = {"how_often": "Weekly", "where": "Park", "supervision": "supervised", "supervision_because": "Why not",
            "basis": "agreement", "rests_on": "", "person": f"person-{maud.pk}"}  # fmt: skip
    assert "Invented-Maud" in post(worker, "family_time_plan", ana, told).text
    again = reverse("family_time_plan_of", args=[ana.pk, maud.pk])
    assert 'value="Weekly"' in browser(worker).get(again).text
    stranger = {**told, "person": f"person-{mother_of(make_child(8)).pk}"}
    assert "Select a valid choice" in post(worker, "family_time_plan", ana, stranger).text
    assert FamilyTimePlan.objects.count() == 1


def test_family_time_with_somebody_of_whom_the_reader_may_not_be_told_says_nothing_of_them(worker, ana):  # noqa: F811
    sister = make_child(31)
    Relationship.objects.create(person=sister.person, other=ana.person, kind=Kinship.SIBLING, **entered())
    plan_family_time(child=ana, details=family_time(sister.person), by=None)
    off = SessionDetails(sister.person, PhaseKind.DAY, TookPlace.SERVICE, ago(3), because="Her address is secret.")
    record_session(child=ana, details=off, by=None)
    page, address = browser(worker), reverse("family_time", args=[ana.pk])
    assert "The family centre" in page.get(address).text
    Restriction.objects.create(child=sister, reason="x", number_to_ring="1", **entered())
    shown = page.get(address).text
    assert "The family centre" not in shown
    assert "Her address is secret." not in shown


def test_a_session_with_a_visit_in_the_chronology_takes_its_day_from_there(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE, ago(40))
    plan_family_time(child=ana, details=family_time(maud := mother_of(ana)), by=worker)
    visit = seen(ana, ago(3), worker, kind=VisitKind.FAMILY_TIME)
    told = {"person": f"person-{maud.pk}", "phase": "family_time", "took_place": "yes", "visit": f"visit-{visit.pk}"}
    shown = post(worker, "family_time_session", ana, told).text
    assert "I like my bed." in shown
    assert "1 took place" in shown
    assert f"visit-{visit.pk}" not in browser(worker).get(reverse("family_time_session", args=[ana.pk])).text


def test_the_plan_after_care_names_its_lead_and_asks_why_it_ends_soon(worker, ana):  # noqa: F811
    way_at(ana, TO_PREPARE, ago(40))
    until = clock.today() + timedelta(days=60)
    told = {"plan_name": "Family help plan", "lead": f"user-{worker.pk}", "help": "Jo, weekly.", "school": "none",
            "school_words": "She does not go yet.", **boxes(until, "until_on")}  # fmt: skip
    assert "sooner than six months" in post(worker, "support_write", ana, told).text
    shown = post(worker, "support_write", ana, told | {"sooner_because": "They move away."}).text
    assert worker.name in shown
    assert "They move away." in shown
    assert SupportPlan.objects.get().lead == worker


def test_a_visit_is_said_to_be_at_home_in_one_page_and_what_was_seen_is_not_asked(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(10))
    visit = seen(ana, ago(2), worker)
    address = reverse("visit_at_home", args=[ana.pk, visit.pk])
    assert address in browser(worker).get(reverse("home_and_after", args=[ana.pk])).text
    asked = browser(worker).get(address).text
    assert "not_alone_because" not in asked
    assert "She was well." in asked
    assert (
        "Her brother hits her."
        in post(worker, "visit_at_home", ana, {"concerns": "Her brother hits her."}, visit.pk).text
    )
    assert browser(worker).get(address).status_code == 404


def test_what_is_written_is_struck_out_with_the_reason_and_stays(worker, ana):  # noqa: F811
    in_care_since(ana, ago(500))
    way_at(ana, TO_HOME, ago(220), began_on=ago(250))
    on = add_months(ago(220), 6)
    told = {
        "known_by": "school",
        "how": "well",
        "visit": "none",
        "who": "Her head teacher",
        "words": "Well",
        **boxes(on),
    }
    assert "Home and well" in post(worker, "contact_write", ana, told).text
    row = ContactAfter.objects.get()
    shown = post(worker, "home_strike", ana, {"because": "Another child"}, "contact", row.pk).text
    assert "Home and well" not in shown
    assert ContactAfter.objects.get().struck_because == "Another child"
    gone = reverse("home_strike", args=[ana.pk, "contact", row.pk])
    assert browser(worker).get(gone).status_code == 404
    assert browser(worker).get(reverse("home_strike", args=[ana.pk, "nothing", row.pk])).status_code == 404


def test_the_learning_review_shows_what_was_planned_and_asks_for_the_rest(worker, ana):  # noqa: F811
    start = way_at(ana, TO_PREPARE, ago(60), began_on=ago(300))
    plan_phase(child=ana, details=phase(PhaseKind.DAY, ago(50)), by=worker)
    for at, (kind, step, answer) in enumerate(BROKEN[len(TO_PREPARE) :], len(TO_PREPARE) + 1):
        write(start, kind, step, answer, ago(40), at)
    asked = browser(worker).get(reverse("learning_write", args=[ana.pk])).text
    assert "What was planned" in asked
    told = {"done": "Half", "help_came": "None", "learnt": "Nights", "next_plan": "Help at night"}
    assert "why the child was not heard" in post(worker, "learning_write", ana, told).text
    assert "Help at night" in post(worker, "learning_write", ana, told | {"not_heard_because": "Not yet two."}).text
    assert LearningReview.objects.count() == 1


def test_the_pages_are_read_with_an_audit_row_and_shut_with_the_record(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(10))
    page = browser(worker)
    for name in READ:
        assert page.get(reverse(name, args=[ana.pk])).status_code == 200
    assert AuditEvent.objects.filter(action="page_read", subject_id=str(ana.pk)).count() >= len(READ)
    stranger = browser(make_user(7, Role.SOCIAL_WORKER))
    Restriction.objects.create(child=ana, reason="x", number_to_ring="1", **entered())
    for name in READ:
        assert stranger.get(reverse(name, args=[ana.pk])).status_code in (403, 404)


def test_without_a_way_the_pages_lead_to_where_one_begins(worker, ana):  # noqa: F811
    page = browser(worker)
    assert page.get(reverse(HOME[0], args=[ana.pk])).url == reverse("pathway", args=[ana.pk])
    assert page.get(reverse("return_plan_word", args=[ana.pk])).url == reverse("pathway", args=[ana.pk])


def test_the_plan_and_the_review_are_word_documents_without_the_childs_name_in_their_file(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(10))
    plan_family_time(child=ana, details=family_time(mother_of(ana)), by=worker)
    sent = browser(worker).get(reverse("return_plan_word", args=[ana.pk]))
    word = Document(BytesIO(sent.content))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["The move home", "Family time", "After coming home"]
    assert word.tables[0].rows[1].cells[1].text == "Every Saturday, 10 to 2"
    assert sent["Content-Disposition"] == f'attachment; filename="return-plan-{clock.today():%Y-%m-%d}.docx"'
    review = Document(BytesIO(browser(worker).get(reverse("learning_word", args=[ana.pk])).content))
    assert "no enquiry into one person’s work" in " ".join(one.text for one in review.paragraphs)


@pytest.mark.slow
def test_the_plan_and_the_review_are_pdfs(worker, ana):  # noqa: F811
    way_at(ana, TO_HOME, ago(10))
    for name in ("return_plan_pdf", "learning_pdf"):
        assert browser(worker).get(reverse(name, args=[ana.pk])).content.startswith(b"%PDF")


def test_the_schedule_of_visits_is_changed_by_those_who_lead_practice_and_taken_back(worker):  # noqa: F811
    head = make_user(6, Role.HEAD_OF_SERVICE)
    address = reverse("visits_policy_change")
    assert browser(worker).get(address).status_code == 403
    told = {"text": "[[visits]]\nuntil_day = 60\nevery_days = 4\n", "why": "More at first.", **boxes(clock.today())}
    wrong = browser(head).post(address, {**told, "text": "visits = 3"})
    assert "Write tables" in wrong.text
    shown = browser(head).post(address, told, follow=True).text
    assert "4 days" in shown
    assert "More at first." in shown
