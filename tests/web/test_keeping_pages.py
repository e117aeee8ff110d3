"""The pages of keeping: who opens them, what they do, and that each look and deed is written down."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.models import Voice, VoiceAnswer
from homeward.web.keeping.models import (
    AccessRequest,
    DestructionCertificate,
    DestructionProposal,
    LegalHold,
    Redaction,
    Release,
)
from homeward.web.people.models import CareEpisode, Child, Person
from tests.web.people_service import browser_of, day_boxes, rows_about, words_of
from tests.web.people_story import tell_story
from tests.web.people_world import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story():
    return tell_story()


@pytest.fixture
def head():
    return make_user(71, Role.HEAD_OF_SERVICE)


@pytest.fixture
def officer():
    return make_user(72, Role.NOMINATED_OFFICER)


def past_its_day(story):
    """Make the story one of long ago, so that the record need not be kept any more."""
    Person.objects.filter(pk=story.child.person_id).update(born_on=date(1940, 1, 2))
    return story.child


def test_the_start_page_lists_what_waits_and_is_for_those_who_keep_records(story, head):
    page = browser_of(head).get(reverse("records"))
    assert page.status_code == 200
    assert "75th anniversary" in words_of(page)
    assert [browser_of(user).get(reverse("records")).status_code for user in (story.worker, story.manager)] == [
        403,
        403,
    ]


@pytest.mark.slow
def test_two_people_destroy_a_record_on_the_pages_and_the_certificate_stays(story, head, officer):
    child = past_its_day(story)
    first, second = browser_of(head), browser_of(officer)
    assert "INV903" in words_of(first.get(reverse("records")))
    kept = words_of(first.get(reverse("record_kept", args=[child.pk])))
    assert "Kept until and on 2 January 2015" in kept
    assert second.get(reverse("destruction_propose", args=[child.pk])).status_code == 403
    address = reverse("destruction_propose", args=[child.pk])
    assert "Say why the record" in words_of(first.post(address, {"because": ""}))
    first.post(address, {"because": "Nobody asked for it."})
    proposal = DestructionProposal.objects.get()
    decide = reverse("destruction", args=[proposal.pk])
    assert "You proposed this" in words_of(first.get(decide))
    draft = words_of(second.get(decide))
    assert "Draft of the certificate" in draft
    assert "Care episodes" in draft
    assert "somebody else must agree" in words_of(first.post(decide, {"step": "agree", "is_read": "on"}))
    assert "Tick the box" in words_of(second.post(decide, {"step": "agree"}))
    answer = second.post(decide, {"step": "agree", "is_read": "on"}, follow=True)
    assert "The record is destroyed" in words_of(answer)
    certificate = DestructionCertificate.objects.get()
    assert not Child.objects.exists()
    shown = words_of(answer)
    assert certificate.digest in shown
    assert "Jordan" not in shown
    assert str(child.pk) not in shown
    pdf = second.get(reverse("certificate_pdf", args=[certificate.number]))
    assert pdf.content.startswith(b"%PDF")
    assert first.get(decide).status_code == 404
    assert browser_of(story.worker).get(reverse("certificate", args=[certificate.number])).status_code == 403


def test_whoever_has_not_said_lately_who_they_are_is_asked_before_a_record_goes(story, head, officer):
    child = past_its_day(story)
    browser_of(head).post(reverse("destruction_propose", args=[child.pk]), {"because": "Nobody asked for it."})
    second = browser_of(officer)
    session = second.session
    session["began_at"] = (clock.now() - timedelta(minutes=6)).isoformat()
    session.save()
    decide = reverse("destruction", args=[DestructionProposal.objects.get().pk])
    answer = second.post(decide, {"step": "agree", "is_read": "on"})
    assert answer.status_code == 302
    assert reverse("identity_confirm") in answer.url
    assert Child.objects.exists()


def test_a_proposal_is_turned_down_with_a_reason(story, head, officer):
    child = past_its_day(story)
    browser_of(head).post(reverse("destruction_propose", args=[child.pk]), {"because": "Nobody asked for it."})
    decide = reverse("destruction", args=[DestructionProposal.objects.get().pk])
    browser_of(officer).post(decide, {"step": "turn_down", "because": "Her sister asked."})
    assert "This record stays" in words_of(browser_of(head).get(decide))


def test_a_hold_is_put_on_and_two_people_lift_it(story, head, officer):
    child = past_its_day(story)
    first, second = browser_of(head), browser_of(officer)
    second.post(reverse("hold_put_on", args=[child.pk]), {"reason": "A court case"})
    second.post(reverse("hold_put_on_all"), {"reason": "An inquiry"})
    assert LegalHold.objects.in_force().count() == 2
    assert "An inquiry" in words_of(first.get(reverse("record_kept", args=[child.pk])))
    page = reverse("hold", args=[LegalHold.objects.get(child=child).pk])
    first.post(page, {"step": "propose", "because": "The case is over"})
    assert "somebody else must lift" in words_of(first.post(page, {"step": "lift"}))
    second.post(page, {"step": "lift"})
    assert list(LegalHold.objects.in_force().values_list("child", flat=True)) == [None]
    assert rows_about(child, "hold_lifted") == 1
    assert browser_of(story.worker).get(page).status_code == 403


@pytest.mark.slow
def test_a_request_is_taken_in_collected_withheld_checked_and_given(story, head, officer):
    child, today = story.child, clock.today()
    first, second = browser_of(head), browser_of(officer)
    told = {"asked_by": "themselves", "asker_name": "Jordan Exemplar", "asked_for": "All of it"}
    first.post(reverse("request_receive", args=[child.pk]), {**told, **day_boxes("received_on", today)})
    asked = AccessRequest.objects.get()
    page = reverse("access_request", args=[asked.pk])
    assert "Not clear who asks" in words_of(first.get(page))
    first.post(page, {"step": "prove", "proof": "Passport", **day_boxes("on", today)})
    first.post(page, {"step": "pause", "asked_what": "Which years?", **day_boxes("on", today)})
    assert "Clock stands still" in words_of(first.get(reverse("records")))
    first.post(page, {"step": "go_on", **day_boxes("on", today)})
    first.post(page, {"step": "hand", "handler": story.worker.pk})
    first.post(page, {"step": "collect"})
    worker = browser_of(story.worker)
    assert "Mo Exemplar" in words_of(worker.get(reverse("access_entries", args=[asked.pk])))
    item = asked.items.get(text__contains="1 Invented Lane")
    entry = reverse("access_entry", args=[asked.pk, item.pk])
    wrong = {"words": "2 Other Road", "reason": "third_party", "because": "Carer’s home"}
    assert "do not stand in this entry" in words_of(worker.post(entry, wrong))
    worker.post(entry, {**wrong, "words": "1 Invented Lane"})
    assert "[Withheld: it is about somebody else]" in words_of(worker.get(entry))
    assert "somebody else must check" in words_of(first.post(page, {"step": "check"}))
    second.post(page, {"step": "check"})
    given = {"released_to": "Jordan Exemplar", "how": "By hand", **day_boxes("on", today)}
    assert worker.get(reverse("access_release", args=[asked.pk])).status_code == 403
    first.post(reverse("access_release", args=[asked.pk]), given)
    release = Release.objects.get()
    for which, content in (("given", release.pdf), ("original", release.original)):
        address = reverse("access_release_download", args=[asked.pk, release.pk, which])
        got = second.get(address)
        assert got.content == bytes(content)
        assert "Jordan" not in got.headers["Content-Disposition"]
        assert worker.get(address).status_code == 403
    assert "Given" in words_of(first.get(page))
    actions = ("access_requested", "access_collected", "access_withheld", "access_checked", "access_released")
    assert [rows_about(child, action) for action in actions] == [1] * 5


def test_what_was_withheld_can_be_given_after_all(story, head):
    browser, today = browser_of(head), clock.today()
    told = {"asked_by": "parent", "asker_name": "Mo", "asked_for": "All", "proof": "Known", "received_on": today}
    days = {**day_boxes("received_on", today), **day_boxes("proved_on", today)}
    browser.post(reverse("request_receive", args=[story.child.pk]), {**told, **days})
    asked = AccessRequest.objects.get()
    browser.post(reverse("access_request", args=[asked.pk]), {"step": "collect"})
    item = asked.items.first()
    entry = reverse("access_entry", args=[asked.pk, item.pk])
    browser.post(entry, {"words": "", "reason": "other", "because": "For a test"})
    give = reverse("access_entry_give", args=[asked.pk, item.pk, Redaction.objects.get().pk])
    assert browser.get(give).status_code == 200
    browser.post(give)
    assert Redaction.objects.get().taken_back_at
    assert browser.get(give).status_code == 404


def test_nobody_to_whom_the_record_is_not_open_sees_a_request(story, head):
    browser_of(head).post(
        reverse("request_receive", args=[story.child.pk]),
        {"asked_by": "themselves", "asker_name": "J", "asked_for": "All", **day_boxes("received_on", clock.today())},
    )
    asked = AccessRequest.objects.get()
    stranger = browser_of(make_user(76, Role.SOCIAL_WORKER))
    for name in ("access_request", "access_entries", "access_preview"):
        assert stranger.get(reverse(name, args=[asked.pk])).status_code == 404
        assert browser_of(story.worker).get(reverse(name, args=[asked.pk])).status_code == 404


@pytest.mark.slow
def test_the_life_story_holds_their_life_their_words_and_the_list_of_files(story, head):
    child = story.child
    now = clock.now()
    words = {"on": date(2024, 4, 1), "how": "alone", "entered_at": now}
    voice = Voice.objects.create(child=child, person=child.person, words="I like the boat.", **words)
    VoiceAnswer.objects.create(voice=voice, on=date(2024, 4, 2), done="We went sailing.", entered_at=now)
    Voice.objects.create(child=child, person=story.mother, words="Mother said this.", **words)
    Voice.objects.create(child=child, person=child.person, words="Held back.", reach="restricted", **words)
    answer = browser_of(head).get(reverse("life_story_download", args=[child.pk]))
    assert "Jordan" not in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert {"read-me.txt", "life.html", "life.pdf", "words.html", "words.pdf", "files.html"} == set(found)
    said = found["words.html"].decode()
    assert "I like the boat." in said
    assert "We went sailing." in said
    assert "Mother said this." not in said
    assert "Held back." not in b"".join(found.values()).decode(errors="ignore")
    assert b"http" not in found["life.html"].replace(b"http://www.w3.org", b"")
    assert CareEpisode.objects.filter(child=child).exists()
    assert "look after" in found["life.html"].decode()
    assert AuditEvent.objects.filter(action="page_read", subject_id=str(child.pk)).exists()
    assert browser_of(story.worker).get(reverse("life_story_download", args=[child.pk])).status_code == 403


def test_late_and_due_requests_stand_at_the_top(story, head):
    first = clock.today() - timedelta(days=60)
    days = {**day_boxes("received_on", first), **day_boxes("proved_on", first)}
    told = {"asked_by": "themselves", "asker_name": "J", "asked_for": "All", "proof": "Known", **days}
    browser_of(head).post(reverse("request_receive", args=[story.child.pk]), told)
    assert "Late" in words_of(browser_of(head).get(reverse("records")))
