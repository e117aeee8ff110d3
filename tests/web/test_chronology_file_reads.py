"""The reading of a file: who may be named, what opens and shuts, what is declared, read, recorded and found."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from homeward.practice.chronology.event import Category, Knowledge
from homeward.practice.chronology.when import When
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.events.actions import add_event, correct_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.file_reads import actions
from homeward.web.chronology.file_reads.details import NamingDetails, SourceDetails, SourceOutcome
from homeward.web.chronology.file_reads.offered import candidates, sources_for
from homeward.web.chronology.models import Declared, FileRead, LifeEvent
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.access.actions import declare_conflict
from homeward.web.people.models import Allocation, Asked, CareEpisode, Child, ConflictOfInterest, Notice
from homeward.web.people.relations import Relation, relations_of
from homeward.web.people.rights import NotPermittedError
from homeward.web.people.teams.actions import end_allocation
from tests.web.people_service import Service, browser_of, day_boxes, make_service, words_of

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DUE = TODAY + timedelta(days=28)


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def child(service: Service) -> Child:
    child = service.child()
    service.allocate(child)
    return child


@pytest.fixture
def manager(service: Service) -> User:
    return service.user(Role.TEAM_MANAGER)


@pytest.fixture
def reader(service: Service) -> User:
    return service.user(Role.SECOND_WORKER)


def name(child: Child, reader: User, by: User, **words: object) -> FileRead:
    details = NamingDetails(reader, **{"sources": ("Court bundle", "Old case notes"), "due_on": DUE, **words})
    return actions.name_reader(child=child, details=details, by=by, on=TODAY)


@pytest.fixture
def reading(child: Child, reader: User, manager: User) -> FileRead:
    return name(child, reader, manager)


@pytest.fixture
def begun(reading: FileRead, reader: User) -> FileRead:
    return actions.declare(file_read=reading, declared=Declared.NONE, by=reader, on=TODAY)


def found(child: Child) -> EventDetails:
    own = (ConcernDetails(child),)
    return EventDetails(
        When(date(2019, 3, 5)), "The kitchen burnt.", Category.FAMILY, Knowledge.DOCUMENT, own, "Court bundle"
    )


def mark_all(file_read: FileRead, by: User) -> None:
    outcomes = (SourceOutcome(read_on=TODAY), SourceOutcome(not_read_because="Lost when the office moved"))
    for source, outcome in zip(file_read.sources.all(), outcomes, strict=True):
        actions.mark_source(source=source, outcome=outcome, by=by, on=TODAY)


# Who is named, and what that opens and shuts


def test_naming_opens_the_record_until_after_the_day_due_and_finishing_shuts_it(
    child: Child, reader: User, manager: User
) -> None:
    assert not relations_of(reader, child)
    reading = name(child, reader, manager)
    assert relations_of(reader, child) == {Relation.ASKED}
    assert Asked.objects.get().ends_on == DUE + actions.OPEN_AFTER_DUE
    actions.declare(file_read=reading, declared=Declared.NONE, by=reader, on=TODAY)
    mark_all(reading, reader)
    finished = actions.finish_read(file_read=reading, words="Two fires, one of them not told.", by=reader, on=TODAY)
    assert finished.finished_at
    assert not relations_of(reader, child)
    assert Notice.objects.get(to=manager).about == child
    with pytest.raises(NotPermittedError):
        actions.record_hours(file_read=finished, minutes=5, read_on=TODAY, by=reader, on=TODAY)


def test_the_childs_own_worker_needs_a_reason_which_is_kept_and_stays_at_work(
    service: Service, child: Child, manager: User
) -> None:
    own = service.user(Role.SOCIAL_WORKER)
    with pytest.raises(ValidationError) as refused:
        name(child, own, manager)
    assert set(refused.value.message_dict) == {"own_worker_because"}
    reading = name(child, own, manager, own_worker_because="Nobody else has time.")
    assert (reading.own_worker_because, reading.asked) == ("Nobody else has time.", None)
    actions.end_read(file_read=reading, because="A second worker is found.", by=manager, on=TODAY)
    assert Relation.ALLOCATED in relations_of(own, child)


def test_a_worker_who_leaves_the_child_while_reading_is_shut_out_and_the_reading_ends_where_all_can_see(
    service: Service, child: Child, reader: User, manager: User
) -> None:
    own = service.user(Role.SOCIAL_WORKER)
    reading = name(child, own, manager, own_worker_because="Nobody else has time.")
    actions.declare(file_read=reading, declared=Declared.NONE, by=own, on=TODAY)
    of_other = name(child, reader, manager)
    assert actions.end_reads_shut(by=None, on=TODAY) == 0
    end_allocation(allocation=Allocation.objects.get(child=child, user=own), by=manager, on=TODAY)
    with pytest.raises(NotPermittedError):
        actions.record_hours(file_read=reading, minutes=5, read_on=TODAY, by=own, on=TODAY)
    assert actions.end_reads_shut(by=None, on=TODAY) == 1
    reading.refresh_from_db()
    assert (reading.ended_because, reading.ended_by) == (actions.SHUT_OUT, None)
    assert list(FileRead.objects.filter(ended_at=None)) == [of_other]
    assert Notice.objects.filter(to=manager, about=child).count() == 1
    page = browser_of(manager).get(reverse("file_read", args=[child.pk, reading.pk]))
    assert actions.SHUT_OUT in words_of(page)
    assert actions.READER_SHUT_OUT in words_of(browser_of(own).get("/"))
    assert "Jordan" not in words_of(browser_of(own).get("/"))
    assert actions.end_reads_shut(by=None, on=TODAY) == 0


def test_only_who_leads_names_and_nobody_who_must_not_be_named(
    service: Service, child: Child, reader: User, manager: User
) -> None:
    worker, guest = service.user(Role.SOCIAL_WORKER), service.user(Role.GUEST)
    with pytest.raises(NotPermittedError):
        name(child, reader, worker)
    with pytest.raises(NotPermittedError):
        name(child, manager, manager)
    with pytest.raises(ValidationError):
        name(child, guest, manager)
    with pytest.raises(ValidationError):
        name(child, reader, manager, sources=(" ", ""))
    with pytest.raises(ValidationError):
        name(child, reader, manager, due_on=TODAY - timedelta(days=1))
    declare_conflict(child=child, user=reader, reason="a cousin", by=None, on=TODAY)
    with pytest.raises(ValidationError):
        name(child, reader, manager)
    assert not Asked.objects.exists()
    assert not FileRead.objects.exists()


def test_a_conflict_of_interest_shuts_the_reading_at_once(child: Child, reader: User, begun: FileRead) -> None:
    declare_conflict(child=child, user=reader, reason="a cousin", by=None, on=TODAY)
    with pytest.raises(NotPermittedError):
        add_event(child=child, details=found(child), by=reader, file_read=begun)
    address = reverse("file_read", args=[child.pk, begun.pk])
    assert browser_of(reader).get(address).status_code == 404


def test_second_workers_are_offered_first_and_who_works_with_the_child_last(
    service: Service, child: Child, reader: User, manager: User
) -> None:
    other = service.user(Role.ADULT_SPECIALIST)
    service.user(Role.GUEST)
    offered = candidates(child, manager, TODAY)
    assert [one.user for one in offered] == [reader, other, service.user(Role.SOCIAL_WORKER)]
    assert offered[-1].words.endswith("(works with the child)")


@pytest.mark.parametrize(
    ("legal_status", "is_court", "is_ours"),
    [("C2", True, False), ("C1", True, False), ("V2", False, True), ("L1", True, True), ("", True, True)],
)
def test_sources_are_offered_by_the_legal_status(
    child: Child, legal_status: str, is_court: bool, is_ours: bool
) -> None:
    if legal_status:
        codes = {"legal_status": legal_status, "place": "U4", "reason_new_episode": "S"}
        CareEpisode.objects.create(child=child, decom_on=date(2026, 1, 6), entered_at=clock.now(), **codes)
    words = " ".join(sources_for(child, TODAY))
    assert (("Court bundle" in words), ("Child in need plans" in words)) == (is_court, is_ours)


# What the reader declares


@pytest.mark.parametrize("declared", [Declared.WORK, Declared.PRIVATE])
def test_a_relationship_ends_the_reading_tells_the_manager_and_if_private_shuts_the_record(
    child: Child, reader: User, manager: User, reading: FileRead, declared: Declared
) -> None:
    with pytest.raises(ValidationError):
        actions.declare(file_read=reading, declared=declared, by=reader, on=TODAY)
    ended = actions.declare(file_read=reading, declared=declared, words="His neighbour.", by=reader, on=TODAY)
    assert ended.ended_at
    assert "His neighbour." in ended.ended_because
    assert not relations_of(reader, child)
    notice = Notice.objects.get(to=manager)
    assert "neighbour" not in notice.words
    assert ConflictOfInterest.objects.filter(child=child, user=reader).exists() is (declared == Declared.PRIVATE)


def test_nothing_is_read_or_found_before_the_declaration_nor_by_anybody_else(
    service: Service, child: Child, reader: User, manager: User, reading: FileRead
) -> None:
    source = reading.sources.first()

    def attempts(by: User) -> list[Callable[[], object]]:
        about = {"file_read": reading, "by": by}
        return [
            lambda: actions.mark_source(source=source, outcome=SourceOutcome(TODAY), by=by, on=TODAY),
            lambda: actions.record_hours(**about, minutes=5, read_on=TODAY, on=TODAY),
            lambda: actions.finish_read(**about, words="x", on=TODAY),
            lambda: add_event(child=child, details=found(child), **about),
        ]

    for attempt in attempts(reader):
        with pytest.raises(NotPermittedError):
            attempt()
    actions.declare(file_read=reading, declared=Declared.NONE, by=reader, on=TODAY)
    reading.refresh_from_db()
    for by in (manager, service.user(Role.SOCIAL_WORKER)):
        for attempt in attempts(by):
            with pytest.raises(NotPermittedError):
                attempt()
    with pytest.raises(NotPermittedError):
        actions.declare(file_read=reading, declared=Declared.NONE, by=manager, on=TODAY)
    assert not LifeEvent.objects.exists()


# What is read, found and recorded


def test_what_is_found_is_told_as_read_from_the_file_by_the_reader_even_when_another_corrects_it(
    service: Service, child: Child, reader: User, begun: FileRead
) -> None:
    worker = service.user(Role.SOCIAL_WORKER)
    event = add_event(child=child, details=found(child), by=reader, file_read=begun)
    correct_event(child=child, event=event, details=found(child), because="Spelling", by=worker)
    (told,) = chronology_of(worker, child)
    assert told.by_in_words == f"Read from the file by {reader.name}"
    assert told.source_in_words == "Read in a document or file: Court bundle"
    other = service.child()
    with pytest.raises(NotPermittedError):
        add_event(child=other, details=found(other), by=None, file_read=begun)


def test_a_source_is_read_on_a_day_or_could_not_be_and_a_day_has_one_time(begun: FileRead, reader: User) -> None:
    source = begun.sources.first()

    def mark(outcome: SourceOutcome) -> object:
        return actions.mark_source(source=source, outcome=outcome, by=reader, on=TODAY)

    for wrong in (
        SourceOutcome(),
        SourceOutcome(TODAY, "Lost"),
        SourceOutcome(TODAY + timedelta(days=1)),
        SourceOutcome(TODAY - timedelta(days=1)),
    ):
        with pytest.raises(ValidationError):
            mark(wrong)
    assert mark(SourceOutcome(not_read_because="Lost")).is_done
    again = mark(SourceOutcome(read_on=TODAY))
    assert (again.read_on, again.not_read_because) == (TODAY, "")
    for minutes in (30, 95):
        actions.record_hours(file_read=begun, minutes=minutes, read_on=TODAY, by=reader, on=TODAY)
    assert [(row.on, row.in_words) for row in begun.hours.all()] == [(TODAY, "1 h 35 min")]
    for minutes, on in ((0, TODAY), (961, TODAY), (5, TODAY + timedelta(days=1))):
        with pytest.raises(ValidationError):
            actions.record_hours(file_read=begun, minutes=minutes, read_on=on, by=reader, on=TODAY)


def test_it_is_finished_only_when_each_source_is_told_of(begun: FileRead, reader: User, manager: User) -> None:
    added = actions.add_source(file_read=begun, source=SourceDetails("School file", 2015, 2017), by=reader)
    assert added.in_words == "School file, 2015 to 2017"
    with pytest.raises(ValidationError):
        actions.add_source(file_read=begun, source=SourceDetails("School file", 2017, 2015), by=manager)
    with pytest.raises(ValidationError):
        actions.finish_read(file_read=begun, words="All read.", by=reader, on=TODAY)


def test_another_day_keeps_the_record_open_and_opens_it_again_where_it_had_shut(
    child: Child, reader: User, manager: User, begun: FileRead, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = DUE + actions.OPEN_AFTER_DUE + timedelta(days=1)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + (later - TODAY))
    assert not relations_of(reader, child)
    moved = actions.move_due_day(file_read=begun, due_on=later + timedelta(days=7), by=manager, on=later)
    assert relations_of(reader, child) == {Relation.ASKED}
    assert moved.asked.ends_on == later + timedelta(days=7) + actions.OPEN_AFTER_DUE
    actions.end_read(file_read=begun, because="No longer needed", by=manager, on=later)
    assert not relations_of(reader, child)


def test_each_step_leaves_its_row_about_the_child(child: Child, begun: FileRead, reader: User) -> None:
    add_event(child=child, details=found(child), by=reader, file_read=begun)
    mark_all(begun, reader)
    actions.record_hours(file_read=begun, minutes=5, read_on=TODAY, by=reader, on=TODAY)
    actions.finish_read(file_read=begun, words="Done.", by=reader, on=TODAY)
    rows = AuditEvent.objects.filter(subject_id=str(child.pk)).order_by("number")
    assert list(rows.values_list("action", flat=True))[-7:] == [
        "file_read_named",
        "file_read_declared",
        "event_written",
        "file_source_marked",
        "file_source_marked",
        "file_read_hours_recorded",
        "file_read_finished",
    ]


# The pages


def to_do(user: User) -> list[str]:
    items = browser_of(user).get("/").context["items"]
    return [item.words for item in items if "file" in item.words.casefold()]


def test_the_first_page_lists_a_reading_once_for_each_of_the_two_and_no_more_when_it_is_over(
    child: Child, reader: User, manager: User, reading: FileRead
) -> None:
    assert to_do(reader) == ["Jordan Exemplar: read the file"]
    assert to_do(manager) == [f"Jordan Exemplar: {reader.name} reads the file"]
    actions.end_read(file_read=reading, because="No longer needed", by=manager, on=TODAY)
    assert (to_do(reader), to_do(manager)) == ([], [])


@pytest.mark.slow
def test_a_file_is_read_on_the_pages(service: Service, child: Child, reader: User) -> None:
    leads, reads = service.browser(Role.TEAM_MANAGER), browser_of(reader)
    where = reverse("file_read_name", args=[child.pk])
    assert "Farmer E. and Patsios D. (2016)" in words_of(leads.get(where))
    named = {"reader": str(reader.pk), "sources": "Court bundle\nCase notes\n\n", **day_boxes("due_on", DUE)}
    assert "is named to read the file" in words_of(leads.post(where, named, follow=True))
    reading = FileRead.objects.get()
    ids = [child.pk, reading.pk]
    page = reverse("file_read", args=ids)
    assert "Before you read the file" in words_of(reads.get(page))
    assert reads.get(reverse("file_read_event", args=ids)).status_code == 404
    begun = words_of(reads.post(page, {"declared": "none"}, follow=True))
    assert "Not read yet" in begun
    first, second = reading.sources.all()
    find_event(reads, ids, first.pk)
    was_read = {"was_read": "read", **day_boxes("read_on", TODAY)}
    for source, told in ((first, was_read), (second, was_read | {"was_read": "not_read", "not_read_because": "Lost"})):
        reads.post(reverse("file_source_mark", args=[*ids, source.pk]), told)
    reads.post(reverse("file_hours_add", args=ids), {"hours": "2", "minutes": "5", **day_boxes("read_on", TODAY)})
    listed = words_of(leads.get(reverse("file_reads", args=[child.pk])))
    for said in ("Being read", "2 of 2", "2 h 5 min"):
        assert said in listed
    ended = reads.post(reverse("file_read_finish", args=ids), {"words": "One fire."}, follow=True)
    assert ended.redirect_chain[-1][0] == "/"
    assert reads.get(page).status_code == 404
    assert "One fire." in words_of(leads.get(page))
    assert f"Read from the file by {reader.name}" in words_of(leads.get(reverse("chronology", args=[child.pk])))


def find_event(reads: Client, ids: list[object], source: object) -> None:
    """Write an event down from a source, and insist that the source is filled in, then and for the next."""
    where = f"{reverse('file_read_event', args=ids)}?source={source}"
    assert 'value="Court bundle"' in words_of(reads.get(where))
    told = {"what": "The kitchen burnt.", "on-year": "2019", "category": "family", "knowledge": "document"}
    told |= {"known_from": "Court bundle, page 4", "reach": "service", "another": "1"}
    answer = reads.post(where, told)
    assert (answer.status_code, answer.url) == (302, where)
    assert LifeEvent.objects.get().file_read_id == ids[1]


@pytest.mark.slow
def test_pages_of_a_reading_are_for_its_reader_or_who_leads(
    service: Service, child: Child, reader: User, begun: FileRead
) -> None:
    ids = [child.pk, begun.pk]
    worker, leads, reads = service.browser(Role.SOCIAL_WORKER), service.browser(Role.TEAM_MANAGER), browser_of(reader)
    assert [one.get(reverse("file_read", args=ids)).status_code for one in (worker, leads, reads)] == [200, 200, 200]
    expected = {
        "file_read_event": [404, 404, 200],
        "file_source_add": [404, 200, 200],
        "file_hours_add": [404, 404, 200],
        "file_read_finish": [404, 404, 200],
        "file_read_end": [404, 200, 404],
        "file_read_due": [404, 200, 404],
    }
    for page, statuses in expected.items():
        assert [one.get(reverse(page, args=ids)).status_code for one in (worker, leads, reads)] == statuses, page
    other = service.child("Other")
    assert leads.get(reverse("file_read", args=[other.pk, begun.pk])).status_code == 404
