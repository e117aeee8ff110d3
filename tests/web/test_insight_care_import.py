"""The published return is brought into the children's records: first what would change, then a job, then nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.insight.actions import take_down_dataset
from homeward.web.insight.models import Dataset
from homeward.web.insight.packs import rows_of
from homeward.web.insight.records_filled import preview_of
from homeward.web.insight.work import FILL_RECORDS
from homeward.web.jobs.models import Job, JobState
from homeward.web.jobs.work import run_job
from homeward.web.people.access.actions import restrict_child
from homeward.web.people.care.actions import (
    correct_episode,
    end_episode,
    enter_episode,
    import_children,
    strike_episode,
)
from homeward.web.people.care.importing import Imported, compare
from homeward.web.people.care.queries import details_of, episodes_of
from homeward.web.people.details import RestrictionDetails
from homeward.web.people.models import CareEpisode, Child, EpisodeSource
from tests.build_rows import Child as ChildRow
from tests.build_rows import Episode, build_rows
from tests.web.published_return import publish_return
from tests.web.small_return import CHILDREN, EPISODE_COLUMNS, HEADER_COLUMNS, episode

pytestmark = pytest.mark.django_db
TODAY = clock.today()


# What people told stays, whatever a return says later


@pytest.fixture
def imported() -> Child:
    """A child of a return up to 31 March 2021, in care since 1 September 2020 in a second episode."""
    import_children(rows=_rows(), dataset=uuid4(), by=None)
    return Child.objects.get()


def _rows(began: date = date(2020, 9, 1), until: date = date(2021, 3, 31), **words: object):
    ended = Episode("A1", date(2020, 5, 1), date(2020, 9, 1), "X1")
    rows = build_rows([ended, Episode("A1", began, new="P", **words)], [ChildRow("A1", date(2012, 6, 1))])
    return replace(rows, data_to_day=until.toordinal() - date(1970, 1, 1).toordinal())


def again(**words: object) -> Imported:
    return import_children(rows=_rows(**words), dataset=uuid4(), by=None)


def days_of(child: Child) -> list[tuple[date, date | None]]:
    return [(row.decom_on, row.dec_on) for row in episodes_of(child)]


def test_a_move_after_the_last_day_of_the_return_is_not_undone_by_importing_it_again(imported: Child) -> None:
    last = episodes_of(imported)[-1]
    moved = replace(details_of(last), decom_on=date(2021, 6, 1), place="U1")
    enter_episode(child=imported, episode=moved, by=None, on=TODAY)
    before = days_of(imported)
    told = again()
    assert (told.episodes_unchanged, told.episodes_left, told.episodes_changed, told.episodes_struck) == (2, 0, 0, 0)
    assert days_of(imported) == before


def test_an_end_told_by_hand_stays_and_a_return_that_tells_it_otherwise_is_a_conflict(imported: Child) -> None:
    last = episodes_of(imported)[-1]
    end_episode(episode=last, dec_on=date(2021, 2, 1), reason_ceased="E4A", by=None, on=TODAY)
    found = compare(_rows(), uuid4(), None)
    assert [(left.local_id, left.decom_on, left.fields) for left in found.left] == [
        ("A1", date(2020, 9, 1), ("dec_on", "reason_ceased"))
    ]
    assert again().episodes_left == 1
    assert days_of(imported)[-1] == (date(2020, 9, 1), date(2021, 2, 1))


def test_a_corrected_first_day_is_not_brought_back_by_the_next_import(imported: Child) -> None:
    last = episodes_of(imported)[-1]
    moved = replace(details_of(last), decom_on=date(2020, 9, 3))
    correct_episode(episode=last, details=moved, because="Two days later.", by=None, on=TODAY)
    told = again()
    assert (told.episodes_made, told.episodes_left) == (0, 2)
    assert days_of(imported) == [(date(2020, 5, 1), date(2020, 9, 3)), (date(2020, 9, 3), None)]


def test_an_episode_struck_out_by_hand_is_not_brought_back_and_counts_as_a_conflict(imported: Child) -> None:
    strike_episode(episode=episodes_of(imported)[-1], because="Another child.", by=None)
    found = compare(_rows(), uuid4(), None)
    assert [(left.decom_on, left.fields) for left in found.left] == [(date(2020, 9, 1), ())]
    assert again().episodes_made == 0


def test_what_an_import_struck_out_comes_back_when_a_return_holds_it_again(imported: Child) -> None:
    again(began=date(2020, 10, 1))
    assert days_of(imported)[-1][0] == date(2020, 10, 1)
    again()
    assert days_of(imported)[-1][0] == date(2020, 9, 1)


def test_an_older_return_does_not_strike_out_what_began_after_its_last_day(imported: Child) -> None:
    CareEpisode.objects.filter(decom_on=date(2020, 9, 1)).update(decom_on=date(2021, 9, 1))
    told = import_children(rows=replace(_rows(), data_to_day=_rows().data_to_day), dataset=uuid4(), by=None)
    assert told.episodes_struck == 0


# The page and the job


@pytest.fixture
def analyst(user_with: Callable[..., User]) -> User:
    return user_with(Role.ANALYST)


@pytest.fixture
def dataset(analyst: User) -> Dataset:
    return publish_return(analyst)


@pytest.fixture
def client(analyst: User) -> Client:
    client = Client()
    client.force_login(analyst)
    return client


def page(dataset: Dataset) -> str:
    return reverse("care_import", args=[dataset.pk])


def do_work(dataset: Dataset) -> Job:
    job = Job.objects.filter(kind=FILL_RECORDS, argument=str(dataset.pk)).latest("created_at")
    run_job.call(str(job.pk))
    job.refresh_from_db()
    return job


def test_the_page_says_what_would_change_and_changes_nothing(client: Client, dataset: Dataset) -> None:
    assert page(dataset) in client.get(reverse("returns")).content.decode()
    answer = client.get(page(dataset))
    told = answer.context["preview"].told
    assert (told.children_made, told.episodes_made, told.children_changed, told.episodes_left) == (11, 14, 0, 0)
    assert "Bring it in" in answer.content.decode()
    assert not Child.objects.exists()
    row = AuditEvent.objects.filter(action="page_read").order_by("-number")[0]
    assert row.subject_id == str(dataset.pk)


def test_the_job_brings_it_in_says_so_and_then_nothing_would_change(
    client: Client, dataset: Dataset, analyst: User
) -> None:
    assert client.post(page(dataset)).status_code == 302
    words = client.get(page(dataset)).content.decode()
    assert "Waiting for its turn" in words
    client.post(page(dataset))
    assert Job.objects.filter(kind=FILL_RECORDS).count() == 1, "one at a time"
    job = do_work(dataset)
    assert (job.state, job.progress) == (JobState.DONE, 100)
    assert job.words.startswith("11 children were added")
    assert Child.objects.count() == 11
    assert set(CareEpisode.objects.values_list("source", "entered_by")) == {(EpisodeSource.IMPORTED, analyst.pk)}
    words = client.get(page(dataset)).content.decode()
    assert "11 children were added" in words
    assert "Nothing: the records hold all that this return says." in words
    assert "Bring it in" not in words


def test_what_people_told_otherwise_is_listed_by_id_but_for_children_shut_to_the_reader(
    client: Client, dataset: Dataset, analyst: User, user_with: Callable[..., User]
) -> None:
    import_children(rows=rows_of(dataset.pk), dataset=dataset.pk, by=None)
    for child in Child.objects.filter(local_id__in=("101", "102")):
        first = episodes_of(child)[0]
        correct_episode(episode=first, details=replace(details_of(first), legal_status="C2"), by=None, on=TODAY)
    preview = preview_of(analyst, dataset)
    assert {(one.local_id, one.differs) for one in preview.conflicts} == {
        ("101", "the legal status"),
        ("102", "the legal status"),
    }
    two = [user_with(Role.SOCIAL_WORKER), user_with(Role.TEAM_MANAGER)]
    restrict_child(
        child=Child.objects.get(local_id="102"), details=RestrictionDetails("x", "0"), leave_for=two, by=None, on=TODAY
    )
    preview = preview_of(analyst, dataset)
    assert [one.local_id for one in preview.conflicts] == ["101"]
    assert (preview.told.episodes_left, preview.not_shown) == (2, 1)
    words = client.get(page(dataset)).content.decode()
    assert "What people told otherwise" in words
    assert ">102<" not in words


def test_a_later_return_shows_what_it_changes(client: Client, dataset: Dataset, analyst: User) -> None:
    import_children(rows=rows_of(dataset.pk), dataset=dataset.pk, by=None)
    files = {
        "2026/header.csv": HEADER_COLUMNS + CHILDREN,
        "2026/episodes.csv": EPISODE_COLUMNS + episode(111, "02/10/2023", "01/07/2025", "E4A"),
    }
    later = publish_return(analyst, files)
    told = preview_of(analyst, later).told
    assert (told.children_made, told.episodes_changed) == (0, 1)
    assert client.get(page(dataset)).status_code == 404, "only the published return"


def test_a_return_that_was_taken_down_meanwhile_is_not_brought_in(
    client: Client, dataset: Dataset, analyst: User
) -> None:
    client.post(page(dataset))
    take_down_dataset(dataset=dataset, by=analyst)
    job = do_work(dataset)
    assert job.state == JobState.FAILED
    assert "not published any more" in job.message
    assert not Child.objects.exists()


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR, Role.SOCIAL_WORKER])
def test_only_who_publishes_brings_a_return_in(dataset: Dataset, user_with: Callable[..., User], role: Role) -> None:
    client = Client()
    client.force_login(user_with(role))
    assert client.post(page(dataset)).status_code == 403
    assert not Job.objects.filter(kind=FILL_RECORDS).exists()
