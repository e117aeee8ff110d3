"""What the search finds, of whom, and that it tells nothing of what is hidden."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import Exactness, When
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.chronology.events.actions import add_event, correct_event, strike_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import Draft, HowAsked, LifeEvent, SearchEntry, Visit, VisitKind
from homeward.web.chronology.search.queries import MOST, SoughtWritings, find_writings, hits_of
from homeward.web.chronology.search.words import kept_words, terms_of
from homeward.web.chronology.visits.actions import record_visit, strike_visit
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails
from homeward.web.chronology.voices.actions import answer_voice, write_voice
from homeward.web.chronology.voices.details import AnswerDetails, VoiceDetails
from homeward.web.people.access.actions import declare_conflict
from homeward.web.people.details import KinDetails, PersonDetails
from homeward.web.people.family.actions import relate_persons
from homeward.web.people.models import Child, Person
from homeward.web.people.persons.actions import add_relative
from tests.web.people_service import ON, Service, browser_of, last_row, make_service, rows_about, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def worker(service: Service) -> User:
    return service.user(Role.SOCIAL_WORKER)


@pytest.fixture
def ana(service: Service) -> Child:
    return child_of(service, "Ana")


def child_of(service: Service, given: str) -> Child:
    child = service.child(given)
    service.allocate(child)
    return child


def write(child: Child, what: str, *more: ConcernDetails, **words: object) -> LifeEvent:
    own = ConcernDetails(child, words.pop("meant", ""), words.pop("private", ""))
    when = words.pop("when", When(date(2024, 3, 5)))
    details = EventDetails(when, what, Category.FAMILY, Knowledge.PARENT, (own, *more), **words)
    return add_event(child=child, details=details, by=None)


def found(user: User, words: str = "", **more: object) -> list[str]:
    """Return what is shown of each writing that is found, in whole."""
    sought = SoughtWritings(words, **more)
    writings = find_writings(user, sought).writings
    return ["".join(f"{piece.words} " for piece in hit.pieces).strip() for hit in hits_of(user, sought, writings)]


WHAT = "Adoption panel met. Zoë’s step-father Mr O’Neill came to Tŷ Gwyn; Owen's family time, reread."


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("adoption", True),
        ("ADOPTION panel", True),
        ("adop*", True),
        ("adop", False),
        ("*", False),
        ("%", False),
        ("adopt_on", False),
        ("family time", True),
        ('"family time"', True),
        ('"time family"', False),
        ('"panel met" time', True),
        ('"adoption pan*"', True),
        ('"unclosed family', False),
        ("o'neill", True),
        ("O’Neills", False),
        ("oneill", True),
        ("zoe", True),
        ("tŷ", True),
        ("ty", True),
        ("stepfather", True),
        ("step-father", True),
        ("father", True),
        ("re-read", True),
        ("owen", True),
        ("'; drop table people_child; --", False),
        ('"" \\ \x00', False),
    ],
)
def test_words_are_found_however_they_are_written(asked: str, is_found: bool) -> None:
    terms, kept = terms_of(asked), kept_words([WHAT])
    assert (bool(terms) and all(term.is_in(kept) for term in terms)) is is_found


def test_the_database_finds_what_the_words_say_whatever_is_typed(worker: User, ana: Child) -> None:
    write(ana, WHAT)
    for asked in ("ADOPTION panel", "adop*", '"panel met" time', "o'neill", "tŷ", "stepfather"):
        assert found(worker, asked), asked
    for asked in ("adop", "%", "adopt_on", '"time family"', "'; drop table people_child; --", '"" \\ \x00'):
        assert not found(worker, asked), asked


def test_a_phrase_does_not_reach_from_one_answer_into_the_next(worker: User, ana: Child) -> None:
    write(ana, "She went home", meant="time stood still")
    assert found(worker, "home time")
    assert not found(worker, '"home time"')


def test_nothing_is_found_of_a_record_that_is_not_open_or_of_words_that_reach_others(
    service: Service, worker: User, ana: Child
) -> None:
    write(service.child("Hidden"), "kestrel seen")
    write(ana, "kestrel in restricted words", reach=Reach.RESTRICTED)
    support = service.make(Role.FAMILY_SUPPORT_WORKER)
    from homeward.web.people.teams.actions import allocate_child

    allocate_child(child=ana, user=support, allocated_as="family_support_worker", by=None, on=ON)
    assert found(worker, "kestrel") == ["kestrel in restricted words"]
    assert found(support, "kestrel") == []
    assert len(found(service.user(Role.DIRECTOR), "kestrel")) == 2
    for role in (Role.ADMINISTRATOR, Role.ANALYST, Role.GUEST, Role.FOSTER_CARER):
        assert found(service.make(role), "kestrel") == []


def test_what_concerns_siblings_is_found_once_and_what_concerns_one_alone_only_in_that_record(
    service: Service, worker: User, ana: Child
) -> None:
    ben, cal = child_of(service, "Ben"), service.child("Cal")
    write(ana, "A heron flew.", ConcernDetails(ben), ConcernDetails(cal, private="Cal saw a bittern."))
    sought = SoughtWritings("heron")
    (writing,) = find_writings(worker, sought).writings
    assert set(writing.children) == {ana.pk, ben.pk}
    assert found(worker, "bittern") == []
    assert found(service.user(Role.DIRECTOR), "bittern") == ["Cal saw a bittern."]


def test_what_concerns_a_child_that_is_shut_is_found_in_no_siblings_record(
    service: Service, worker: User, ana: Child
) -> None:
    ben = child_of(service, "Ben")
    write(ana, "A heron flew.", ConcernDetails(ben))
    declare_conflict(child=ben, user=worker, reason="invented", by=None, on=clock.today())
    assert found(worker, "heron") == []


def test_a_correction_is_found_and_what_was_struck_out_is_not(worker: User, ana: Child) -> None:
    event = write(ana, "A heron flew.")
    details = EventDetails(
        When(date(2024, 3, 6)), "An egret flew.", Category.FAMILY, Knowledge.PARENT, (ConcernDetails(ana),)
    )
    after = correct_event(child=ana, event=event, details=details, because="Another bird", by=None)
    assert (found(worker, "heron"), found(worker, "flew")) == ([], ["An egret flew."])
    strike_event(child=ana, event=after, because="Another child", by=None)
    assert not SearchEntry.objects.exists()


def test_an_event_and_its_words_for_the_search_are_kept_both_or_neither(
    ana: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    from homeward.web.audit import actions as audit

    def fail(entry: object) -> None:
        raise RuntimeError("the row could not be stored")

    monkeypatch.setattr(audit, "_append", fail)
    with pytest.raises(RuntimeError):
        write(ana, "A heron flew.")
    assert not LifeEvent.objects.exists()
    assert not SearchEntry.objects.exists()


def relative(child: Child, given: str, family: str, kind: str = "mother") -> Person:
    return add_relative(child=child, details=PersonDetails(given, family), kind=kind, by=None)


def test_a_person_is_found_where_they_are_mentioned_or_it_concerns_them(
    service: Service, worker: User, ana: Child
) -> None:
    mother = relative(ana, "Siân", "Exemplar-Jones")
    write(ana, "She came late.", mentions=(mother,))
    write(ana, "Nobody came.")
    assert found(worker, person="Sian") == ["She came late."]
    assert found(worker, "late", person="sian exemplar") == ["She came late."]
    assert found(worker, "nobody", person="Sian") == []
    assert set(found(worker, person="Ana")) == {"She came late.", "Nobody came."}
    stranger = relative(service.child("Hidden"), "Zebulon", "Elsewhere")
    write(ana, "A man rang.", mentions=(stranger,))
    assert found(worker, person="Zebulon") == [], "whoever may not be told of somebody does not find by them"


def test_kind_and_days_narrow(worker: User, ana: Child) -> None:
    write(ana, "heron one", when=When(date(2024, 3, 1), Exactness.MONTH))
    write(ana, "heron two", when=When(date(2024, 6, 9)))
    assert found(worker, "heron") == ["heron two", "heron one"]
    assert found(worker, "heron", from_on=date(2024, 3, 20), until_on=date(2024, 5, 1)) == ["heron one"]
    assert found(worker, "heron", until_on=date(2024, 2, 29)) == []
    assert found(worker, "heron", kind="event", from_on=date(2024, 4, 1)) == ["heron two"]
    assert found(worker, "heron", kind="visit") == []


def test_a_long_text_is_shown_round_what_was_looked_for(worker: User, ana: Child) -> None:
    write(ana, " ".join(["before"] * 100 + ["the grey heron"] + ["after"] * 100))
    (shown,) = found(worker, '"grey heron"')
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert len(shown.split()) < 50
    sought = SoughtWritings('"grey heron"')
    (hit,) = hits_of(worker, sought, find_writings(worker, sought).writings)
    assert [piece.words for piece in hit.pieces if piece.is_marked] == ["grey heron"]


def test_so_many_are_listed_and_no_more_and_nothing_is_found_without_a_question(worker: User, ana: Child) -> None:
    event = write(ana, "heron")
    entry = SearchEntry.objects.get()
    events = [LifeEvent(**_copied(event)) for _ in range(MOST)]
    LifeEvent.objects.bulk_create(events)
    SearchEntry.objects.bulk_create(_entries_like(entry, events))
    answer = find_writings(worker, SoughtWritings("heron"))
    assert (len(answer.writings), answer.is_cut) == (MOST, True)
    assert find_writings(worker, SoughtWritings("*")).writings == ()


def _copied(event: LifeEvent) -> dict[str, object]:
    names = ("on", "what", "category", "knowledge", "reach", "entered_at")
    return {name: getattr(event, name) for name in names}


def _entries_like(entry: SearchEntry, events: Iterable[LifeEvent]) -> list[SearchEntry]:
    days = {"first_on": entry.first_on, "last_on": entry.last_on, "reach": entry.reach}
    return [SearchEntry(child=entry.child, event=event, words=entry.words, **days) for event in events]


# Visits, what people say, and what is only begun


def visit(child: Child, what: str, *more: SeenDetails, **words: object) -> Visit:
    own = SeenDetails(child, is_seen=True, is_alone=True, **words)
    details = VisitDetails(date(2024, 5, 1), None, VisitKind.PLANNED, what, (own, *more))
    return record_visit(child=child, details=details, by=None)


def test_visits_are_found_by_what_may_be_read_of_each_child(service: Service, worker: User, ana: Child) -> None:
    ben = service.child("Ben")
    alone = SeenDetails(ben, is_seen=True, is_alone=True, childs_words="I saw a bittern")
    written = visit(ana, "We walked to the pond.", alone, childs_words="I saw a heron")
    assert found(worker, "pond", kind="visit") == ["We walked to the pond."]
    assert found(worker, "heron") == ["I saw a heron"]
    assert found(worker, "bittern") == []
    assert set(found(worker, person="Ana")) == {"We walked to the pond."}
    strike_visit(child=ana, visit=written, because="Another day", by=None)
    assert not SearchEntry.objects.exists()


def test_what_people_say_is_found_with_what_was_done_about_it(service: Service, worker: User, ana: Child) -> None:
    mother = relative(ana, "Siân", "Exemplar")
    said = VoiceDetails(mother, date(2024, 5, 1), HowAsked.TALKED, "I want the heron picture back")
    voice = write_voice(child=ana, details=said, by=None)
    done = AnswerDetails(date(2024, 5, 9), "The frame was mended", was_told=True)
    answer_voice(child=ana, voice=voice, details=done, by=None)
    assert found(worker, "heron", person="sian") == ["I want the heron picture back"]
    assert found(worker, "mended", kind="voice") == ["The frame was mended"]
    assert f"{reverse('voices', args=[ana.pk])}#said-{voice.pk}" in ask(
        service.browser(Role.SOCIAL_WORKER), words="heron"
    )
    sister = service.child("Sister")
    add_kin(ana, sister)
    write_voice(child=ana, details=replace(said, person=sister.person, words="The kestrel is mine"), by=None)
    assert found(worker, "kestrel") == ["The kestrel is mine"]
    declare_conflict(child=sister, user=worker, reason="invented", by=None, on=clock.today())
    assert found(worker, "kestrel") == [], "nobody finds what somebody said of whom they may not be told"


def add_kin(child: Child, other: Child) -> None:
    relate_persons(child=child, kin=KinDetails(other.person, "sibling", child.person), by=None, on=ON)


def test_drafts_are_never_found(worker: User, ana: Child) -> None:
    begun = {"begun_at": clock.now(), "saved_at": clock.now(), "page": uuid4()}
    Draft.objects.create(user=worker, child=ana, kind="event", answers={"what": ["heron"]}, **begun)
    assert found(worker, "heron") == []
    assert found(worker, person="Ana") == []


# The page


def ask(browser: Client, **asked: str) -> str:
    return words_of(browser.post(reverse("search"), asked, follow=True))


def test_the_page_finds_keeps_words_out_of_addresses_and_writes_down_that_somebody_searched(
    service: Service, worker: User, ana: Child
) -> None:
    write(ana, "A heron flew over <b>Tŷ Gwyn</b>.")
    browser = service.browser(Role.SOCIAL_WORKER)
    sent = browser.post(reverse("search"), {"words": "heron"})
    assert (sent.status_code, sent.url) == (302, "/search/")
    words = words_of(browser.get(sent.url))
    assert "1 found" in words
    assert "A <mark>heron</mark> flew over &lt;b&gt;Tŷ Gwyn&lt;/b&gt;." in words
    assert reverse("event", args=[ana.pk, LifeEvent.objects.get().pk]) in words
    row, detail = last_row("writings_searched")
    assert (row.actor, detail["asked_by"], detail["found"]) == (str(worker.pk), ["words"], 1)
    assert not AuditDetail.objects.filter(body__icontains="heron").exists()
    assert rows_about(ana, "page_read") == 1, "the look is among the looks at the record"
    assert "heron" not in ask(browser, clear="1")


def test_the_page_refuses_empty_questions_and_days_the_wrong_way_round(service: Service, ana: Child) -> None:
    browser = service.browser(Role.SOCIAL_WORKER)
    assert "Enter a word to look for" in ask(browser, words=" * ")
    days = {"from_on-day": "2", "from_on-month": "2", "from_on-year": "2024"}
    days |= {"until_on-day": "1", "until_on-month": "2", "until_on-year": "2024"}
    assert "The last day cannot be before the first" in ask(browser, words="heron", **days)
    assert AuditEvent.objects.filter(action="writings_searched").count() == 0


@pytest.mark.slow
def test_the_pages_of_what_was_found_follow_each_other(service: Service, ana: Child) -> None:
    for number in range(21):
        write(ana, f"heron {number}", when=When(date(2024, 1, 1 + number)))
    browser = service.browser(Role.SOCIAL_WORKER)
    first = ask(browser, words="heron")
    assert "21 found" in first
    assert ("<mark>heron</mark> 20 " in first, "<mark>heron</mark> 0 " in first) == (True, False)
    for page, is_last in (("2", True), ("999", True), ("x", False), ("-1", False)):
        assert ("<mark>heron</mark> 0 " in words_of(browser.get("/search/", {"page": page}))) is is_last


def test_a_page_is_the_same_whether_nothing_is_there_or_only_what_is_hidden(service: Service, ana: Child) -> None:
    hidden = service.child("Hidden")
    write(hidden, "kestrel")
    browser = browser_of(service.user(Role.SOCIAL_WORKER))
    told = [ask(browser, words=words).split("</form>")[-1] for words in ("kestrel", "zzz")]
    assert told[0] == told[1]
    assert "Nothing found" in told[0]
