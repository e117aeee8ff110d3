"""A person asks for their own record: the clock, who prepares and checks, and what is withheld is not in the PDF."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.audit.queries import Verified, verify
from homeward.web.chronology.events.actions import add_event, strike_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.keeping.models import AccessItem, AccessRequest, Redaction
from homeward.web.keeping.requests.actions import (
    RedactionDetails,
    RequestDetails,
    close_request,
    collect_entries,
    extend_clock,
    go_on_with_clock,
    hand_request,
    pause_clock,
    prove_asker,
    receive_request,
    release_request,
    sign_check,
    take_back,
    withhold,
)
from homeward.web.keeping.requests.queries import due_of, requests_of
from homeward.web.people.models import Allocation, ConflictOfInterest, Notice
from homeward.web.people.policy import visible
from homeward.web.people.rights import NotPermittedError
from tests.read_pdf import words_of_pages
from tests.web.people_story import tell_story
from tests.web.people_world import entered, make_child, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Flo Carter told Jordan about the kettle."


@pytest.fixture
def story():
    story = tell_story()
    add(story, SAID, meant="Jordan laughed with Flo Carter.")
    add(story, "A letter of counsel about the hearing.", reach=Reach.RESTRICTED)
    return story


def add(story, what, *, meant="", reach=Reach.SERVICE, also=()):
    concerns = (ConcernDetails(story.child, meant), *(ConcernDetails(one) for one in also))
    details = EventDetails(When(date(2024, 3, 5)), what, Category.FAMILY, Knowledge.PARENT, concerns, reach=reach)
    return add_event(child=story.child, details=details, by=story.worker if not also else None)


@pytest.fixture
def head():
    return make_user(71, Role.HEAD_OF_SERVICE)


@pytest.fixture
def officer():
    return make_user(72, Role.NOMINATED_OFFICER)


def received(story, by, days_ago=3, proved=True):
    on = clock.today() - timedelta(days=days_ago)
    proof = {"proof": "Passport seen", "proved_on": on} if proved else {}
    details = RequestDetails("themselves", "Jordan Exemplar", "All that you hold.", on, **proof)
    return receive_request(child=story.child, details=details, by=by)


def collected(story, by):
    request = received(story, by)
    collect_entries(request=request, by=by)
    return request


def entry_with(request, words):
    return AccessItem.objects.filter(request=request, text__contains=words).first()


def test_all_that_is_held_is_collected_even_what_is_restricted_or_struck_out(story, head):
    strike_event(child=story.child, event=add(story, "Never was."), because="Of another child", by=story.worker)
    request = collected(story, head)
    texts = "\n".join(request.items.values_list("text", flat=True))
    for words in (
        SAID,
        "letter of counsel",
        "Never was.",
        "Jordan laughed",
        "Mo Exemplar",
        "1 Invented Lane",
        "Polish",
    ):
        assert words in texts, words
    request.refresh_from_db()
    assert request.not_collected == 0
    with pytest.raises(ValidationError, match="already"):
        collect_entries(request=request, by=head)


def test_what_also_concerns_a_child_shut_to_the_collector_is_counted_and_not_shown(story, head):
    other = make_child(9)
    add(story, "Both were there.", also=(other,))
    ConflictOfInterest.objects.create(child=other, user=head, reason="invented", **entered())
    request = collected(story, head)
    assert entry_with(request, "Both were there") is None
    request.refresh_from_db()
    assert request.not_collected == 1


def test_what_is_withheld_is_nowhere_in_what_is_given_and_the_original_is_kept(story, head, officer):
    request = collected(story, head)
    third = RedactionDetails("flo  CARTER", "third_party", "She has not agreed", everywhere=True)
    assert withhold(item=entry_with(request, SAID), details=third, by=head) >= 2
    counsel = RedactionDetails("", "privilege", "Advice for the hearing on contact")
    withhold(item=entry_with(request, "letter of counsel"), details=counsel, by=head)
    sign_check(request=request, by=officer)
    release = release_request(request=request, released_to="Jordan", how="By hand", on=clock.today(), by=head)

    pages = [page.extract_text() for page in PdfReader(BytesIO(release.pdf)).pages]
    for words in ("\n".join(pages), "\n".join(words_of_pages(bytes(release.pdf)))):
        squeezed = "".join(words.split()).lower()
        assert "flocarter" not in squeezed
        assert "counsel" not in squeezed
        assert "hasnotagreedon" not in squeezed
        assert "adviceforthehearing" not in squeezed
        assert "[withheld:itisaboutsomebodyelse]" in squeezed
        assert "[withheld:legaladvice,ormadeforacourtcase]" in squeezed
        assert "whysomethingiswithheld" in squeezed
        assert "jordanaboutthekettle" in squeezed
    for raw in (b"Carter", b"counsel"):
        assert raw not in bytes(release.pdf)
    original = "".join("".join(words_of_pages(bytes(release.original))).split())
    assert "FloCartertoldJordan" in original
    assert "Unredactedoriginal" in original
    request.refresh_from_db()
    assert not request.is_open
    assert isinstance(verify(), Verified)


def test_whoever_prepared_does_not_check_and_a_change_undoes_the_check(story, head, officer):
    request = collected(story, officer)
    hand_request(request=request, handler=story.worker, by=head)
    assert Notice.objects.filter(to=story.worker, about=story.child).exists()
    item = entry_with(request, SAID)
    withhold(item=item, details=RedactionDetails("kettle", "other", "For a test"), by=story.worker)
    withhold(item=item, details=RedactionDetails("Jordan", "other", "For a test"), by=head)
    for by in (officer, head):
        with pytest.raises(NotPermittedError, match="somebody else"):
            sign_check(request=request, by=by)
    with pytest.raises(NotPermittedError):
        sign_check(request=request, by=story.worker)
    director = make_user(74, Role.DIRECTOR)
    sign_check(request=request, by=director)
    take_back(redaction=Redaction.objects.get(words="kettle"), by=story.worker)
    with pytest.raises(ValidationError, match="second person"):
        release_request(request=request, released_to="Jordan", how="By hand", on=clock.today(), by=head)
    sign_check(request=request, by=director)
    close_request(request=request, because="Withdrawn", on=clock.today(), by=head)
    for again in (
        lambda: withhold(item=item, details=RedactionDetails("", "other", "Late"), by=head),
        lambda: release_request(request=request, released_to="J", how="By hand", on=clock.today(), by=head),
    ):
        with pytest.raises(ValidationError, match="answered or closed"):
            again()


def test_words_that_do_not_stand_there_and_no_reason_are_refused(story, head):
    item = entry_with(collected(story, head), SAID)
    for details, says in (
        (RedactionDetails("tea pot", "other", "x"), "do not stand"),
        (RedactionDetails("kettle", "because", "x"), "Choose a reason"),
        (RedactionDetails("kettle", "other", " "), "Say why"),
    ):
        with pytest.raises(ValidationError, match=says):
            withhold(item=item, details=details, by=head)
    assert not Redaction.objects.exists()


def test_the_clock_begins_with_the_proof_stands_still_and_is_extended_in_time(story, head):
    today = clock.today()
    request = received(story, head, days_ago=20, proved=False)
    assert due_of(request, today).due_on is None
    prove_asker(request=request, proof="Passport seen", on=today - timedelta(days=15), by=head)
    pause_clock(request=request, asked_what="Which years?", on=today - timedelta(days=10), by=head)
    request = AccessRequest.objects.get()
    assert due_of(request, today).is_paused
    with pytest.raises(ValidationError, match="stands still already"):
        pause_clock(request=request, asked_what="Which years?", on=today, by=head)
    go_on_with_clock(request=request, on=today - timedelta(days=4), by=head)
    request = AccessRequest.objects.get()
    before = due_of(request, today)
    assert not before.is_paused
    extend_clock(request=request, because="Many years", on=today, by=head)
    after = due_of(AccessRequest.objects.get(), today)
    assert after.due_on > before.due_on + timedelta(days=50)
    with pytest.raises(ValidationError, match="extended already"):
        extend_clock(request=request, because="More", on=today, by=head)


def test_after_the_first_month_nothing_is_extended(story, head):
    request = received(story, head, days_ago=45)
    assert due_of(request, clock.today()).is_late
    with pytest.raises(ValidationError, match="cannot be extended"):
        extend_clock(request=request, because="Late", on=clock.today(), by=head)


def test_a_request_is_seen_by_those_who_keep_records_and_who_was_asked_while_the_record_is_open(story, head, officer):
    request = received(story, head)
    stranger = make_user(75, Role.SOCIAL_WORKER)
    assert [visible(user, AccessRequest).exists() for user in (head, officer, story.worker, stranger)] == [
        True,
        True,
        False,
        False,
    ]
    with pytest.raises(ValidationError, match="not open"):
        hand_request(request=request, handler=stranger, by=head)
    hand_request(request=request, handler=story.worker, by=head)
    assert [one for one, _ in requests_of(story.worker, clock.today())] == [request]
    Allocation.objects.filter(user=story.worker).update(ends_on=clock.today())
    assert not visible(story.worker, AccessRequest).exists()
    ConflictOfInterest.objects.create(child=story.child, user=officer, reason="invented", **entered())
    assert not visible(officer, AccessRequest).exists()
    with pytest.raises(NotPermittedError):
        close_request(request=request, because="No", on=clock.today(), by=officer)
