"""Copies for one recipient: what they get, sealed for good, given once, called back; nobody else is in them."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from homeward.practice.chronology.recipients import NothingMayBeToldError
from homeward.practice.chronology.withholding import Choices, Reason, RecipientKind
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.chronology.copies.actions import Giving, Seen, call_back_copy, give_copy, seal_copy
from homeward.web.chronology.copies.addressees import Addressee, addressees_of
from homeward.web.chronology.copies.documents import words_of_pdf, words_of_word
from homeward.web.chronology.copies.preparing import Readied, ready_copy
from homeward.web.chronology.events.actions import add_event, correct_event
from homeward.web.chronology.models import GivenCopy, GivenHow
from homeward.web.people.details import HomeDetails, SecretDetails
from homeward.web.people.family.actions import add_household, keep_secret
from homeward.web.people.rights import NotPermittedError
from tests.web.copies_family import Family, happened, tell_family
from tests.web.people_service import browser_of, last_row, rows_about
from tests.web.people_world import make_user

pytestmark = pytest.mark.django_db(transaction=True)
NOT_THE_MOTHERS = re.compile(
    r"saffron|zz\W*2\W*2\W*zz|0\W*7\W*7\W*0\W*0\W*9\W*0\W*0\W*2\W*2\W*2|otherham|\bfin\b|mr exemplar|carter|"
    r"invented lane|zz1\W*1zz|7946",
    re.IGNORECASE,
)
"""Written down by hand, apart from the rules: nothing of the father, of the carer, or of where the child lives."""


@pytest.fixture
def family() -> Family:
    return tell_family()


def addressee(family: Family, kind: RecipientKind) -> Addressee:
    return next(one for one in addressees_of(family.worker, family.child) if one.kind == kind)


def readied(family: Family, kind: RecipientKind, choices: Choices | None = None) -> Readied:
    return ready_copy(family.worker, family.child, addressee(family, kind), choices)


def seen(copy: Readied, choices: Choices | None = None) -> Seen:
    return Seen(copy.prepared.stamp, [look.stamp for look in copy.prepared.looks], choices or Choices())


def sealed(family: Family, kind: RecipientKind = RecipientKind.MOTHER) -> GivenCopy:
    copy = readied(family, kind)
    return seal_copy(child=family.child, to=copy.to, purpose="Before the review", seen=seen(copy), by=family.worker)


def texts(copy: Readied) -> str:
    return "\n".join(text for event in copy.prepared.kept for text in event.texts)


# What each recipient gets


def test_the_mother_gets_nothing_of_the_father_the_carer_or_where_the_child_lives(family: Family) -> None:
    copy = readied(family, RecipientKind.MOTHER)
    assert not NOT_THE_MOTHERS.search(texts(copy)), texts(copy)
    assert "Mo Exemplar of 5 Thistle Close" in texts(copy)
    whole = {one.reason for one in copy.prepared.withheld if one.is_whole}
    assert {Reason.RESTRICTED, Reason.OTHER_ADULT} <= whole


def test_the_father_who_must_not_be_told_where_the_child_lives_gets_no_placement_at_all(family: Family) -> None:
    copy = readied(family, RecipientKind.FATHER)
    assert "22 saffron hill" in texts(copy)
    assert not re.search("thistle|zz5|invented lane|carter|became looked after", texts(copy), re.IGNORECASE)
    assert Reason.LIVES in {one.reason for one in copy.prepared.withheld if one.is_whole}


def test_the_child_reads_where_it_lived_and_the_court_reads_names(family: Family) -> None:
    assert "1 Invented Lane" in texts(readied(family, RecipientKind.CHILD))
    court = texts(readied(family, RecipientKind.COURT))
    assert "Flo Carter" in court
    assert "Fin Exemplar" in court
    assert not re.search("invented lane|thistle", court, re.IGNORECASE), "the father must not be told where"
    assert "22 saffron hill" in court, "of him from whom it is kept nothing is protected"


def test_who_must_not_be_told_anything_gets_no_copy(family: Family) -> None:
    mother = family.story.mother
    secret = SecretDetails("anything", "Invented.")
    keep_secret(child=family.child, person=mother, secret=secret, by=None, on=clock.today())
    with pytest.raises(NothingMayBeToldError):
        readied(family, RecipientKind.MOTHER)
    page = browser_of(family.worker).get(_prepare(family, RecipientKind.MOTHER))
    assert "must not be told anything" in page.text


def test_other_words_pass_the_same_look(family: Family) -> None:
    about_father = next(one for one in family.events if one.what.startswith("He was seen"))
    words = Choices(said_instead={f"event-{about_father.pk}": "Fin came from Saffron Hill. A worry was raised."})
    kept = {one.key: one for one in readied(family, RecipientKind.MOTHER, words).prepared.kept}
    assert kept[f"event-{about_father.pk}"].what == "[withheld] came from [withheld]. A worry was raised."


def test_what_points_to_somebody_without_a_name_is_to_be_looked_at(family: Family) -> None:
    words = [word for look in readied(family, RecipientKind.MOTHER).prepared.looks for word in look.words]
    assert "dad" in words


# Sealing


def test_nothing_is_sealed_that_was_not_seen_like_this(family: Family) -> None:
    copy = readied(family, RecipientKind.MOTHER)
    told = {"child": family.child, "to": copy.to, "purpose": "Review", "by": family.worker}
    with pytest.raises(ValidationError, match="changed since you looked"):
        seal_copy(seen=Seen("another"), **told)
    with pytest.raises(ValidationError, match="tick that you did"):
        seal_copy(seen=Seen(copy.prepared.stamp), **told)
    event = family.events[3]
    correct_event(
        child=family.child,
        event=event,
        details=happened(family.child, "Jordan started at the new school. His uncle came."),
        because="Not his dad",
        by=family.worker,
    )
    with pytest.raises(ValidationError, match="changed since you looked"):
        seal_copy(seen=seen(copy), **told)
    with pytest.raises(ValidationError, match="name somebody"):
        seal_copy(seen=seen(readied(family, RecipientKind.MOTHER)), **told | {"purpose": "About Fin"})
    assert not GivenCopy.objects.exists()


def test_only_who_writes_in_the_record_prepares_copies(family: Family) -> None:
    copy = readied(family, RecipientKind.MOTHER)
    stranger = make_user(7, Role.SOCIAL_WORKER)
    with pytest.raises(NotPermittedError):
        seal_copy(child=family.child, to=copy.to, purpose="x", seen=seen(copy), by=stranger)
    assert browser_of(stranger).get(reverse("copies", args=[family.child.pk])).status_code == 404


@pytest.mark.slow
def test_a_sealed_copy_holds_nothing_forbidden_and_never_changes_when_the_record_does(family: Family) -> None:
    copy = sealed(family)
    for words in (words_of_pdf(copy.pdf), words_of_word(copy.word)):
        assert not NOT_THE_MOTHERS.search(words), words
        assert "[withheld]" in words
        assert "Mo Exemplar, the mother" in words
    assert "saffron" not in str(copy.withheld).casefold()
    before = (bytes(copy.pdf), bytes(copy.word), copy.digest)
    correct_event(
        child=family.child,
        event=family.events[3],
        details=happened(family.child, "All was otherwise."),
        because="Told again",
        by=family.worker,
    )
    kept = GivenCopy.objects.get(pk=copy.pk)
    assert (bytes(kept.pdf), bytes(kept.word), kept.digest) == before
    row, detail = last_row("copy_sealed")
    assert row.subject_id == str(family.child.pk)
    assert detail["digest"] == copy.digest
    assert "Before the review" not in str(detail)


@pytest.mark.slow
def test_a_finished_file_that_holds_what_is_forbidden_is_refused(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    from homeward.web.chronology.copies import documents

    monkeypatch.setattr(documents, "_LEFT_OUT", ("Ask Fin at 22 Saff\u00adron Hill.",))
    with pytest.raises(ValidationError, match="Nothing was sealed"):
        sealed(family)
    assert not GivenCopy.objects.exists()


# Giving and calling back


@pytest.mark.slow
def test_a_copy_is_given_once_by_a_checked_address_and_can_be_called_back(family: Family) -> None:
    copy, today = sealed(family), clock.today()
    with pytest.raises(ValidationError, match="Check the address"):
        give_copy(copy=copy, giving=Giving(today, GivenHow.POST), by=family.worker)
    with pytest.raises(ValidationError, match="between"):
        give_copy(copy=copy, giving=Giving(today - timedelta(days=1), GivenHow.HANDED), by=family.worker)
    give_copy(copy=copy, giving=Giving(today, GivenHow.POST, is_address_right=True), by=family.worker)
    with pytest.raises(ValidationError, match="given already"):
        give_copy(copy=copy, giving=Giving(today, GivenHow.HANDED), by=family.worker)
    call_back_copy(copy=copy, because="Sent too early", by=family.worker)
    with pytest.raises(ValidationError, match="called back"):
        call_back_copy(copy=copy, because="Again", by=family.worker)
    assert [rows_about(family.child, action) for action in ("copy_given", "copy_called_back")] == [1, 1]


@pytest.mark.slow
def test_a_copy_in_which_something_stands_that_became_secret_since_is_not_given(family: Family) -> None:
    met = happened(family.child, "We all met at Rookery House in Fernham.")
    add_event(child=family.child, details=met, by=family.worker)
    copy, today = sealed(family), clock.today()
    home = HomeDetails("Rookery House, Fernham")
    add_household(child=family.child, people=[family.story.father], home=home, by=None, on=today)
    with pytest.raises(ValidationError, match="Call it back"):
        give_copy(copy=copy, giving=Giving(today, GivenHow.HANDED), by=family.worker)
    secret = SecretDetails("anything", "Invented.")
    keep_secret(child=family.child, person=family.story.mother, secret=secret, by=None, on=today)
    with pytest.raises(ValidationError, match="must not be told anything"):
        give_copy(copy=copy, giving=Giving(today, GivenHow.HANDED), by=family.worker)
    assert not GivenCopy.objects.filter(given_on__isnull=False).exists()


@pytest.mark.slow
def test_a_copy_whose_seal_is_broken_is_neither_given_nor_handed_out(family: Family) -> None:
    copy = sealed(family)
    GivenCopy.objects.filter(pk=copy.pk).update(pdf=bytes(copy.pdf) + b" ")
    copy.refresh_from_db()
    with pytest.raises(ValidationError, match="broken"):
        give_copy(copy=copy, giving=Giving(clock.today(), GivenHow.HANDED), by=family.worker)
    answer = browser_of(family.worker).get(reverse("copy_download", args=[family.child.pk, copy.pk, "pdf"]))
    assert (answer.status_code, "broken" in answer.text) == (409, True)


# The pages


def _prepare(family: Family, kind: RecipientKind) -> str:
    return reverse("copy_prepare", args=[family.child.pk, addressee(family, kind).key])


def test_the_page_shows_what_is_withheld_beside_what_they_get(family: Family) -> None:
    browser = browser_of(family.worker)
    choose = browser.get(reverse("copy_choose", args=[family.child.pk]))
    assert "Mo Exemplar, the mother" in choose.text
    page = browser.get(_prepare(family, RecipientKind.MOTHER))
    for words in ("Restricted in the record", "About another adult", "Look at this", "once in where the child lived"):
        assert words in page.text
    for nonsense in ("person-1", "court-", "a"):
        assert browser.get(reverse("copy_prepare", args=[family.child.pk, nonsense])).status_code == 404


@pytest.mark.slow
def test_a_worker_prepares_seals_downloads_gives_and_calls_back_on_the_pages(family: Family) -> None:
    browser: Client = browser_of(family.worker)
    where = _prepare(family, RecipientKind.MOTHER)
    copy = readied(family, RecipientKind.MOTHER)
    looks = [look.stamp for look in copy.prepared.looks]
    sent = {"do": "seal", "purpose": "Before the review", "stamp": copy.prepared.stamp}
    assert "tick that you did" in browser.post(where, sent).text
    shown = browser.post(where, sent | {"looked_at": looks}, follow=True)
    assert "The copy is sealed." in shown.text
    kept = GivenCopy.objects.get()
    for form, content, digest in (("pdf", kept.pdf, kept.digest), ("docx", kept.word, kept.word_digest)):
        answer = browser.get(reverse("copy_download", args=[family.child.pk, kept.pk, form]))
        assert answer.content == bytes(content)
        assert sha256(answer.content).hexdigest() == digest
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert last_row("page_read")[1]["id"] == str(kept.pk)
    give = reverse("copy_give", args=[family.child.pk, kept.pk])
    assert "5 Thistle Close" in browser.get(give).text
    day = clock.today()
    boxes = {"given_on-day": day.day, "given_on-month": day.month, "given_on-year": day.year}
    assert "Check the address" in browser.post(give, boxes | {"given_how": "post"}).text
    told = browser.post(give, boxes | {"given_how": "post", "is_address_right": "on"}, follow=True)
    assert "By post" in told.text
    back = reverse("copy_call_back", args=[family.child.pk, kept.pk])
    assert "Say why" in browser.post(back, {"because": ""}).text
    assert "Called back" in browser.post(back, {"because": "Wrong day"}, follow=True).text
    assert "Called back" in browser.get(reverse("copies", args=[family.child.pk])).text


def test_a_guest_and_whoever_is_only_on_duty_see_no_copies(family: Family) -> None:
    duty = make_user(8, Role.EMERGENCY_DUTY)
    assert browser_of(duty).get(reverse("copies", args=[family.child.pk])).status_code == 404
