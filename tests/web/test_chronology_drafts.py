"""Drafts: kept while somebody types, seen by nobody else, never over what another page keeps, gone once saved."""

import json
from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.chronology.drafts.actions import MOST_LETTERS
from homeward.web.chronology.models import Draft, LifeEvent, SearchEntry, Visit, Voice
from homeward.web.people.models import AllocatedAs, Allocation, Child, ConflictOfInterest
from homeward.web.people.policy import visible
from tests.web.chronology_world import Siblings, browser_of, siblings, works_with
from tests.web.people_world import entered, make_user

pytestmark = pytest.mark.django_db
WORDS = "Canaryword: she hid under the table."
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def family() -> Siblings:
    return siblings()


def opened(browser: Client, child: Child, page: str = "visit_add") -> str:
    """Open a form and return the mark that its page carries."""
    return str(browser.get(reverse(page, args=[child.pk])).context["begun"].mark)


def kept(browser: Client, child: Child, mark: str, words: str = WORDS, of: str = "visit", **answers: object) -> int:
    """Send what was typed so far as the page's script does; return the answer's status."""
    sent = {"what": words, "draft-page": mark, **answers}
    return browser.post(reverse("draft_keep", args=[child.pk, of]), sent, headers=SCRIPT).status_code


def whole_visit(mark: str = "", words: str = WORDS, **answers: object) -> dict[str, object]:
    today = clock.today()
    days = {"on-day": today.day, "on-month": today.month, "on-year": today.year, "at": ""}
    return {"kind": "phone", "reach": "service", "what": words, "draft-page": mark, **days, **answers}


# Going on with what was begun


def test_a_form_goes_on_with_all_that_was_typed_and_ticked(family: Siblings) -> None:
    browser, ana, ben = browser_of(family.worker), family.ana, family.ben
    answers = {
        **{"kind": "unplanned", "on-day": "3", "on-month": "", "on-year": "2026", "children": [str(ben.pk)]},
        **{f"seen_{ben.pk}": "no", f"private_{ben.pk}": "A bruise\0.", "at": "25:99"},
    }
    assert kept(browser, ana, opened(browser, ana), **answers) == 200
    page = browser.get(reverse("visit_add", args=[ana.pk]))
    form = page.context["form"]
    assert (form["what"].value(), form["kind"].value(), form["at"].value()) == (WORDS, "unplanned", "25:99")
    assert form["children"].value() == [str(ben.pk)]
    assert form[f"private_{ben.pk}"].value() == "A bruise."
    assert form["on"].field.widget.values(form["on"].value()) == {"day": "3", "month": "", "year": "2026"}
    assert "You began this on" in page.text
    assert not form.errors


def test_saving_ends_the_draft(family: Siblings) -> None:
    for page, kind, model, answers in (
        ("visit_add", "visit", Visit, whole_visit()),
        ("event_add", "event", LifeEvent, {**whole_visit(), "category": "family", "knowledge": "seen"}),
        ("voice_add", "voice", Voice, {**whole_visit(), "words": WORDS, "how": "alone"}),
    ):
        browser = browser_of(family.worker)
        mark = opened(browser, family.ana, page)
        kept(browser, family.ana, mark, of=kind)
        answers |= {"draft-page": mark, "person": str(family.ana.person_id)}
        assert browser.post(reverse(page, args=[family.ana.pk]), answers).status_code == 302, kind
        assert model.objects.count() == 1
        assert not Draft.objects.exists(), kind


def test_a_form_with_errors_keeps_its_draft_and_may_go_on_keeping_it(family: Siblings) -> None:
    browser = browser_of(family.worker)
    mark = opened(browser, family.ana)
    kept(browser, family.ana, mark)
    answer = browser.post(reverse("visit_add", args=[family.ana.pk]), whole_visit(mark, words=""))
    assert answer.status_code == 200
    assert kept(browser, family.ana, str(answer.context["begun"].mark), "More") == 200
    assert Draft.objects.get().answers["what"] == ["More"]


def test_the_button_works_without_a_script(family: Siblings) -> None:
    browser, address = browser_of(family.worker), reverse("draft_keep", args=[family.ana.pk, "visit"])
    mark = opened(browser, family.ana)
    answer = browser.post(address, {"what": WORDS, "draft-page": mark}, follow=True)
    assert "Only you can see it." in answer.text
    assert WORDS in answer.text
    elsewhere = browser.post(address, {"what": "Other words", "draft-page": f"{family.worker.pk} x"})
    assert elsewhere.status_code == 409
    assert "Other words" in elsewhere.text


# Nobody else sees it


def test_nobody_else_sees_a_draft_and_no_row_tells_of_it(family: Siblings) -> None:
    browser, manager = browser_of(family.worker), make_user(7, Role.DIRECTOR)
    mark = opened(browser, family.ana)
    for words in (WORDS, f"{WORDS} Then", f"{WORDS} Then she"):
        kept(browser, family.ana, mark, words)
    for user in (family.colleague, manager):
        other = browser_of(user)
        assert not visible(user, Draft).exists()
        for address in ("/", *(reverse(n, args=[family.ana.pk]) for n in ("visit_add", "chronology", "visits"))):
            assert "Canaryword" not in other.get(address).text
        assert other.get(reverse("draft_throw_away", args=[family.ana.pk, "visit"])).status_code == 404
    assert not SearchEntry.objects.exists()
    assert AuditEvent.objects.filter(action="draft_begun").count() == 1
    assert not AuditEvent.objects.filter(action__startswith="draft_kept").exists()
    assert "Canaryword" not in json.dumps(list(AuditDetail.objects.values_list("body", flat=True)))
    pages = [json.loads(body).get("page") for body in AuditDetail.objects.values_list("body", flat=True)]
    assert "draft_keep" not in pages


def test_a_draft_of_a_child_whose_record_is_shut_since_is_listed_for_nobody(family: Siblings) -> None:
    browser = browser_of(family.colleague)
    mark = opened(browser, family.ana)
    kept(browser, family.ana, mark)
    assert "you began to write" in browser.get("/").text
    ConflictOfInterest.objects.create(child=family.ana, user=family.colleague, reason="invented", **entered())
    assert "you began to write" not in browser.get("/").text
    assert not visible(family.colleague, Draft).exists()
    assert kept(browser, family.ana, mark, "More") == 404


def test_whoever_may_only_read_now_is_not_led_to_a_form_that_is_shut(family: Siblings) -> None:
    duty = make_user(8, Role.EMERGENCY_DUTY, Role.SOCIAL_WORKER)
    works_with(duty, family.ana, AllocatedAs.SOCIAL_WORKER)
    browser = browser_of(duty)
    kept(browser, family.ana, opened(browser, family.ana))
    Allocation.objects.filter(user=duty).update(ends_on=clock.today())
    assert browser.get(reverse("child", args=[family.ana.pk])).status_code == 200
    assert "you began to write" not in browser.get("/").text


def test_throwing_away_leaves_nothing_but_a_row(family: Siblings) -> None:
    browser, address = browser_of(family.worker), reverse("draft_throw_away", args=[family.ana.pk, "visit"])
    kept(browser, family.ana, opened(browser, family.ana))
    assert "cannot be got back" in browser.get(address).text
    browser.post(address)
    assert not Draft.objects.exists()
    assert AuditEvent.objects.filter(action="draft_thrown_away", subject_id=str(family.ana.pk)).count() == 1
    assert browser.get(address).status_code == 404


# Two windows, two people, an ended session


def test_a_page_never_overwrites_what_another_keeps(family: Siblings) -> None:
    browser = browser_of(family.worker)
    first, second = opened(browser, family.ana), opened(browser, family.ana)
    assert kept(browser, family.ana, first, "In the first window") == 200
    assert kept(browser, family.ana, second, "In the second window") == 409
    assert Draft.objects.get().answers["what"] == ["In the first window"]
    browser.post(reverse("visit_add", args=[family.ana.pk]), whole_visit(second, "In the second window"))
    assert Visit.objects.get().what == "In the second window"
    assert Draft.objects.get().answers["what"] == ["In the first window"], (
        "saving one note must not end another’s draft"
    )
    third = opened(browser, family.ana)
    assert kept(browser, family.ana, third, "Going on elsewhere") == 200
    assert kept(browser, family.ana, first, "In the first window again") == 409


def test_what_one_typed_is_never_kept_for_who_signed_in_after(family: Siblings) -> None:
    browser, other = browser_of(family.worker), browser_of(family.colleague)
    mark = opened(browser, family.ana)
    assert kept(other, family.ana, mark) == 409
    asked = other.get(reverse("draft_keep", args=[family.ana.pk, "visit"]), headers={**SCRIPT, "Draft-Page": mark})
    assert asked.status_code == 409
    assert "token" not in asked.text
    assert not Draft.objects.exists()


def test_after_a_session_ended_the_script_is_told_so_and_may_go_on_once_signed_in(family: Siblings) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(family.worker)
    page = strict.get(reverse("visit_add", args=[family.ana.pk]))
    mark, token = str(page.context["begun"].mark), str(page.context["csrf_token"])
    strict.cookies.pop("sessionid")
    address = reverse("draft_keep", args=[family.ana.pk, "visit"])
    sent = {"what": WORDS, "draft-page": mark, "csrfmiddlewaretoken": token}
    ended = strict.post(address, sent, headers=SCRIPT)
    assert (ended.status_code, ended.json()["says"]) == (401, "You are signed out.")
    assert strict.get(address, headers={**SCRIPT, "Draft-Page": mark}).status_code == 401
    strict.cookies.pop("csrftoken")
    strict.force_login(family.worker)
    strict.get(reverse("home"))
    assert strict.post(address, sent, headers=SCRIPT).status_code == 403
    token = strict.get(address, headers={**SCRIPT, "Draft-Page": mark}).json()["token"]
    assert strict.post(address, sent | {"csrfmiddlewaretoken": token}, headers=SCRIPT).status_code == 200
    assert Draft.objects.get().answers["what"] == [WORDS]


@pytest.mark.parametrize("answers", [{"what": "x" * (MOST_LETTERS + 1)}, {"draft-page": ""}])
def test_what_cannot_be_kept_is_refused_in_words(family: Siblings, answers: Mapping[str, str]) -> None:
    browser = browser_of(family.worker)
    sent = {"what": WORDS, "draft-page": opened(browser, family.ana), **answers}
    answer = browser.post(reverse("draft_keep", args=[family.ana.pk, "visit"]), sent, headers=SCRIPT)
    assert answer.status_code == 409
    assert answer.json()["says"].endswith((".", "?"))
    assert browser.post(reverse("draft_keep", args=[family.ana.pk, "nothing"]), sent).status_code == 404


def test_the_first_page_lists_what_was_begun_for_its_writer(family: Siblings) -> None:
    browser = browser_of(family.worker)
    for kind, page in (("visit", "visit_add"), ("event", "event_add"), ("voice", "voice_add")):
        kept(browser, family.ana, opened(browser, family.ana, page), of=kind)
    words = [item.words for item in browser.get("/").context["items"] if "began" in item.words]
    assert sorted(words) == [
        "Ana Invented: you began to write for the chronology",
        "Ana Invented: you began to write of a visit or contact",
        "Ana Invented: you began to write of what somebody said",
    ]
