"""The policy page tells what holds here; those who lead practice change it, and see first what it changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.practice.classification import DEFAULT_RULE, Level
from homeward.practice.pathways.position import EntryKind, Move
from homeward.practice.rule_file import print_rule
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.pathway.actions import note_fact, take_move
from homeward.web.pathway.local.actions import confirm_rule, put_in_pathway, put_in_rule, take_back
from homeward.web.pathway.local.queries import pathway_on, rule_on
from homeward.web.pathway.models import LocalPathway, LocalRule, PathwayEntry
from homeward.web.pathway.queries import way_of
from homeward.web.people.models import Child, Restriction
from homeward.web.people.rights import NotPermittedError
from tests.web.people_world import entered, make_user
from tests.web.test_pathway_pages import ana, begun, boxes, browser, manager, worker  # noqa: F401 - the same people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OFF = """
[[changes]]
kind = "off"
step = "plan_assessment"
by = "Invented practice lead"
why = "It is part of the assessment here."
since = 2026-01-01
"""
CIRCLE = """
[[changes]]
kind = "added"
step = "circle"
after = "agreement"
title = "Meet the whole family"
says = "Everybody who helps meets once."
by = "Invented practice lead"
why = "Families asked for it."
since = 2026-01-01
"""
OURS = print_rule(DEFAULT_RULE).replace("Homeward’s default", "Our rule").replace('level = "high"', 'level = "severe"')


@pytest.fixture
def lead() -> User:
    return make_user(8, Role.HEAD_OF_SERVICE)


@pytest.fixture
def on_the_way(ana: Child, manager: User) -> Child:  # noqa: F811
    """A child for whom the assessment is to be planned."""
    begun(ana, manager)
    decided = Move(EntryKind.DECIDED, "consider", "", "yes")
    take_move(child=ana, move=decided, reason="Yes", by=manager, on=clock.today())
    return ana


def put_in(lead: User, text: str = OFF) -> LocalPathway:
    return put_in_pathway(text=text, why="It is our way.", by=lead, on=clock.today())


def test_every_worker_reads_the_policy_and_it_is_honest_about_what_was_left_out(worker, lead):  # noqa: F811
    page = browser(worker)
    shown = page.get(reverse("policy")).text
    assert "Nothing was changed here" in shown
    assert "Nobody here has confirmed it yet" in shown
    assert "unverified" in shown
    assert reverse("policy_change", args=["pathway"]) not in shown
    put_in(lead)
    shown = page.get(reverse("policy")).text
    assert "left out one core step" in shown
    assert "It is part of the assessment here." in shown
    assert page.get(reverse("policy_change", args=["pathway"])).status_code == 403


def test_a_text_is_shown_in_words_before_it_is_stored(lead, on_the_way):
    page, address = browser(lead), reverse("policy_change", args=["pathway"])
    told = {"text": OFF, "why": "It is our way.", **boxes(clock.today())}
    shown = page.post(address, told)
    assert "“Plan the assessment” is no longer a step." in shown.text
    assert "from “Plan the assessment” to “Write the chronology”" in shown.text
    assert not LocalPathway.objects.exists()
    answer = page.post(address, {**told, "put-in": "yes"})
    assert answer.status_code == 302
    assert way_of(on_the_way, clock.today()).position.step.id == "chronology"
    assert AuditEvent.objects.filter(action="pathway_policy_put_in").count() == 1


def test_a_child_who_was_led_on_because_a_step_was_left_out_is_told_so(lead, worker, on_the_way):  # noqa: F811
    PathwayEntry.objects.update(on=clock.today() - timedelta(days=5))
    put_in(lead)
    shown = browser(worker).get(reverse("pathway", args=[on_the_way.pk])).text
    assert "Write the chronology" in shown
    assert "The step before this one was left out of the pathway" in shown


def test_a_restricted_child_is_neither_named_nor_counted_in_the_preview(lead, on_the_way):
    Restriction.objects.create(child=on_the_way, reason="x", number_to_ring="1", **entered())
    told = {"text": OFF, "why": "It is our way.", **boxes(clock.today())}
    shown = browser(lead).post(reverse("policy_change", args=["pathway"]), told).text
    assert "No child whose record you may open is on the way" in shown


def test_a_file_wins_over_the_text_and_a_mistake_says_where_it_is(lead):
    page, address = browser(lead), reverse("policy_change", args=["pathway"])
    told = {"text": OFF, "why": "It is our way.", **boxes(clock.today())}
    file = SimpleUploadedFile("ours.toml", CIRCLE.replace("\n", "\r\n").encode())
    assert "“Meet the whole family” is a step." in page.post(address, {**told, "file": file}).text
    for content, says in (
        (b"\xff\xfe\x00", "no text"),
        (OFF.replace("plan_assessment", "consider").encode(), "decision or an ending"),
        (OFF.replace("off", "gone").encode(), "Change 1"),
    ):
        shown = page.post(address, {**told, "file": SimpleUploadedFile("ours.toml", content)})
        assert says in shown.text
        assert "There is a problem" in shown.text
    assert "Paste the text" in page.post(address, {**told, "text": " "}).text
    yesterday = boxes(clock.today() - timedelta(days=1))
    assert "Enter today or a later day" in page.post(address, {**told, **yesterday}).text


def test_what_was_taken_back_stays_and_what_held_before_holds_again(lead, on_the_way):
    row = put_in(lead)
    assert "plan_assessment" not in pathway_on(clock.today()).by_id
    page = browser(lead)
    address = reverse("policy_take_back", args=["pathway", row.pk])
    assert page.post(address, {"because": "It was a mistake."}).status_code == 302
    assert "plan_assessment" in pathway_on(clock.today()).by_id
    assert way_of(on_the_way, clock.today()).position.step.id == "plan_assessment"
    assert "It was a mistake." in page.get(reverse("policy")).text
    assert page.get(address).status_code == 404
    with pytest.raises(ValidationError, match="already"):
        take_back(kept=row, because="Again", by=lead)


def test_an_entry_of_a_step_that_is_no_longer_there_makes_no_page_fail(lead, worker, on_the_way):  # noqa: F811
    start = way_of(on_the_way, clock.today()).start
    for at, step in enumerate(("circle", "moon"), 2):
        PathwayEntry.objects.create(
            start=start, on=clock.today(), kind="done", step=step, position=at, entered_at=clock.now()
        )
    put_in(lead, OFF + CIRCLE)
    assert browser(worker).get(reverse("pathway", args=[on_the_way.pk])).status_code == 200
    note_fact(child=on_the_way, fact="walked", words="", by=worker, on=clock.today())
    assert way_of(on_the_way, clock.today()).position.step.id == "safety_today"


def test_a_text_that_this_version_cannot_read_any_more_is_told_and_holds_nothing_up(lead):
    told = {"why": "x", "begins_on": clock.today(), "put_in_at": clock.now()}
    LocalPathway.objects.create(text=OFF.replace("plan_assessment", "gone_since"), **told)
    LocalRule.objects.create(text="title = 3", **told)
    shown = browser(lead).get(reverse("policy")).text
    assert shown.count("This version of Homeward cannot read") == 2
    assert "gone_since" in shown
    assert rule_on(clock.today()) == DEFAULT_RULE


def test_nobody_else_changes_the_policy(worker, manager):  # noqa: F811
    for user in (worker, manager):
        with pytest.raises(NotPermittedError):
            put_in(user)
        with pytest.raises(NotPermittedError):
            confirm_rule(why="x", by=user, on=clock.today())
        with pytest.raises(NotPermittedError):
            put_in_rule(text=OURS, why="x", by=user, on=clock.today())


def test_the_rule_is_confirmed_replaced_and_taken_back(lead, worker):  # noqa: F811
    page, today = browser(lead), clock.today()
    assert page.post(reverse("policy_confirm"), {"why": "Our board agreed.", **boxes(today)}).status_code == 302
    assert rule_on(today).is_confirmed
    assert rule_on(today).rows == DEFAULT_RULE.rows
    assert "Confirmed for use here by Invented 8" in browser(worker).get(reverse("policy")).text
    told = {"text": OURS, "why": "Ours is stricter.", **boxes(today)}
    shown = page.post(reverse("policy_change", args=["rule"]), told).text
    assert "<strong>Severe risk</strong>, until then high risk" in shown
    page.post(reverse("policy_change", args=["rule"]), {**told, "put-in": "yes"})
    assert {row.level for row in rule_on(today).rows} == {Level.SEVERE, Level.MEDIUM, Level.LOW}
    assert not rule_on(today - timedelta(days=1)).is_confirmed
    take_back(kept=LocalRule.objects.last(), because="Too strict", by=lead)
    assert rule_on(today).title == "Homeward’s default"
    assert rule_on(today).is_confirmed


def test_what_is_put_in_for_a_later_day_waits_for_it(lead):
    later = clock.today() + timedelta(days=9)
    put_in_pathway(text=OFF, why="From spring.", by=lead, on=later)
    assert "plan_assessment" in pathway_on(clock.today()).by_id
    assert "plan_assessment" not in pathway_on(later).by_id


def test_samples_and_picture_are_sent_as_files(worker):  # noqa: F811
    page = browser(worker)
    assert b"[[changes]]" in page.get(reverse("policy_sample", args=["pathway"])).content
    assert page.get(reverse("policy_sample", args=["rule"])).content.decode() == print_rule(DEFAULT_RULE)
    assert page.get(reverse("policy_flowchart")).content.startswith(b"<svg")


@pytest.mark.slow
def test_the_policy_is_sent_as_pdf(worker):  # noqa: F811
    assert browser(worker).get(reverse("policy_pdf")).content.startswith(b"%PDF")
