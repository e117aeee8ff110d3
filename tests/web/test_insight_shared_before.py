"""Packs for sharing, one after the other: what somebody may hold already decides what the next one may show."""

import json
from functools import partial

import pytest
from django.urls import reverse

from homeward.sources.ssda903 import read_files, stitch
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.insight import packs
from homeward.web.insight.actions import keep_shared, make_dataset, publish_dataset, store_upload, take_down_dataset
from homeward.web.insight.kept_results import audit_of, keep_results, results_of
from homeward.web.insight.models import Dataset
from homeward.web.insight.packs import pack_of, shared_before
from homeward.web.jobs.models import Job
from homeward.web.jobs.work import run_job
from tests.property.test_measures_successive_packs import learnt
from tests.web.small_return import EPISODE_COLUMNS, HEADER_COLUMNS, episode

pytestmark = pytest.mark.django_db

HOME, ELSEWHERE = 30, 20


def files(*, home=HOME, elsewhere=ELSEWHERE, prefix="1"):
    """A return of one year in which so many children went home and so many left care otherwise."""
    ids = [f"{prefix}{number:03d}" for number in range(home + elsewhere)]
    exits = [
        episode(child, "03/04/2023", "01/06/2023", "E4A" if place < home else "E11") for place, child in enumerate(ids)
    ]
    header = "".join(f"{child},1,01/05/2012,WBRI,,,\n" for child in ids)
    return {"header.csv": HEADER_COLUMNS + header, "episodes.csv": EPISODE_COLUMNS + "".join(exits)}


@pytest.fixture
def by(user_with):
    return user_with(Role.ANALYST)


@pytest.fixture
def make(by):
    def make_one(source="Nowhere Council", **numbers):
        upload = store_upload(files={}, source=source, is_invented=True, by=by)
        rows = stitch(read_files({name: text.encode() for name, text in files(**numbers).items()}))
        return make_dataset(upload=upload, rows=rows, by=by)

    return make_one


@pytest.fixture
def publish(by):
    def publish_one(dataset):
        publish_dataset(dataset=dataset, by=by)
        dataset.refresh_from_db()
        return dataset

    return publish_one


@pytest.fixture(autouse=True)
def nothing_kept_in_memory():
    packs._pack.cache_clear()


def total(pack, measure="returns_home"):
    result = next(result for result in pack.results if result.id == measure)
    return next(row for row in result.rows if not row.group)


shareable = partial(pack_of, audience="shareable")


@pytest.mark.slow
def test_whoever_takes_one_pack_from_the_next_learns_no_small_number(make, publish):
    """Two children more went home than the first return said: shown beside it, 32 would tell of them."""
    first = publish(make())
    second = publish(make(home=HOME + 2))
    assert total(shareable(first)).numerator == HOME
    assert total(shareable(second)).suppressed
    assert learnt(shareable(first).results, shareable(second).results) == []
    assert total(pack_of(second, "internal")).numerator == HOME + 2


def test_alone_the_second_return_would_have_been_shown(make, publish):
    assert total(shareable(publish(make(home=HOME + 2)))).numerator == HOME + 2


@pytest.mark.slow
def test_a_pack_is_laid_beside_every_earlier_one_and_not_the_last_alone(make, publish):
    for more in (0, 20):
        publish(make(home=HOME + more))
    third = publish(make(home=HOME + 3))
    assert len({result.id for result in shared_before(third)}) * 2 == len(shared_before(third))
    assert total(shareable(third)).suppressed


@pytest.mark.slow
def test_published_again_a_return_says_what_it_said_and_stands_where_it_stood(make, publish):
    first, second = publish(make()), publish(make(home=HOME + 2))
    before = [shareable(each) for each in (first, second)]
    again = [publish(each) for each in (first, second)]
    packs._pack.cache_clear()
    assert [shareable(each) for each in again] == before
    assert [each.publication for each in again] == [1, 2]
    assert shared_before(again[0]) == ()


def test_what_was_taken_down_may_be_in_somebody_s_hands(make, publish, by):
    first = publish(make())
    take_down_dataset(dataset=first, by=by)
    assert total(shareable(publish(make(home=HOME + 2)))).suppressed


@pytest.mark.slow
def test_a_draft_comes_after_all_that_were_published_and_before_none(make, publish):
    draft = make(home=HOME + 2)
    assert shared_before(draft) == ()
    first = publish(make())
    assert shared_before(draft) == shareable(first).results
    assert shared_before(first) == ()


def test_packs_of_another_source_about_other_children_are_left_out(make, publish):
    first = publish(make())
    assert shared_before(make("Elsewhere", prefix="2")) == ()
    assert shared_before(make(" nowhere council ", prefix="2")) == shareable(first).results
    assert shared_before(make("Misspelt Council")) == shareable(first).results


def test_a_job_keeps_what_is_shared_and_later_packs_are_laid_beside_that(client_of, make, monkeypatch):
    first = make()
    analyst = client_of(Role.ANALYST)
    analyst.post(reverse("dataset_publish", args=[first.pk]))
    job = Job.objects.get(kind="keep_shared")
    for _ in range(2):
        Job.objects.update(state="queued")
        run_job.call(str(job.pk))
    job.refresh_from_db()
    assert job.state == "done"
    assert AuditEvent.objects.filter(action="shared_kept").count() == 1
    first.refresh_from_db()
    assert results_of(first.shared) == shareable(first).results
    monkeypatch.setattr(packs, "prepare", None)
    assert shared_before(make(home=HOME + 2)) == results_of(first.shared)
    analyst.post(reverse("dataset_publish", args=[make(home=60).pk]))
    analyst.post(reverse("dataset_publish", args=[first.pk]))
    assert Job.objects.filter(argument=str(first.pk)).count() == 1


def test_results_come_back_as_they_were_kept(make):
    pack = shareable(make(home=3))
    assert any(row.suppressed for result in pack.results for row in result.rows)
    kept = keep_results(pack.results, pack.suppression)
    assert results_of(kept) == pack.results
    assert audit_of(kept) == pack.suppression


def test_a_kept_pack_says_what_it_said_when_it_was_worked_out(make, publish):
    dataset = publish(make())
    worked_out = shareable(dataset)
    keep_shared(dataset=dataset, pack=worked_out, by=None)
    dataset.refresh_from_db()
    assert shareable(dataset) == worked_out


def test_the_file_that_readers_download_hides_the_change(client_of, make, publish):
    publish(make())
    publish(make(home=HOME + 2))
    answer = client_of(Role.DIRECTOR).get(reverse("pack_shareable", args=["json"]))
    rows = json.loads(answer.content)["measures"]["returns_home"]["rows"]
    assert next(row for row in rows if not row["group"])["suppressed"]
    assert Dataset.objects.filter(state="published").count() == 1
