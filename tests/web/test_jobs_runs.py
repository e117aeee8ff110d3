"""Background work: how a job is queued, done, failed, cancelled, handed back and revived."""

import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.audit.actions import recorded
from homeward.web.audit.models import AuditEvent
from homeward.web.audit.queries import Verified, verify
from homeward.web.jobs import beating, work
from homeward.web.jobs.actions import (
    GIVEN_UP,
    cancel_job,
    finish_job,
    keep_alive,
    prune_queue,
    queue_job,
    reap_dead_jobs,
    report_progress,
    start_job,
)
from homeward.web.jobs.endings import JobCancelledError, JobLostError, WorkerStoppingError
from homeward.web.jobs.models import Job, JobState, WorkerBeat
from homeward.web.jobs.queries import dead_jobs, worker_state
from homeward.web.jobs.work import FAULT, JobFailedError, Progress, register, run_job
from tests.web.own_service import wait_until

pytest_plugins = ["tests.audit_rows_removable"]
pytestmark = pytest.mark.django_db


class Panic(BaseException):
    """What a fault in a compiled library looks like: no Exception."""


SECRET = "Invented Child, of Nowhere"
LATER = timedelta(seconds=61)


@pytest.fixture
def kind(monkeypatch) -> Callable[[work.Run], str]:
    """Return a function that registers work for one test and returns its kind."""

    def put(run: work.Run) -> str:
        name = f"invented_{uuid4().hex[:8]}"
        monkeypatch.setitem(work._kinds, name, run)
        return name

    return put


def queued(kind: str) -> Job:
    return queue_job(kind=kind, argument="7", by=None)


def drain() -> None:
    """Do what waits, as a worker would, inside the test's own transaction."""
    for _ in range(5):
        for job in Job.objects.filter(state=JobState.QUEUED):
            run_job.call(str(job.pk))


def actions_of(job: Job) -> list[str]:
    rows = AuditEvent.objects.filter(subject_kind="jobs.job", subject_id=str(job.pk))
    return list(rows.order_by("number").values_list("action", flat=True))


class TestHowItEnds:
    def test_done_once_with_its_argument_and_its_owner(self, kind, user_with):
        seen = []
        user = user_with(Role.ANALYST)
        job = queue_job(kind=kind(lambda argument, progress: seen.append(argument)), argument="7", by=user)
        drain()
        drain()
        job.refresh_from_db()
        assert seen == ["7"]
        assert (job.state, job.progress, job.owner, job.attempts) == (JobState.DONE, 100, user, 1)
        assert job.created_at <= job.started_at <= job.finished_at
        assert actions_of(job) == ["job_queued", "job_started", "job_finished"]
        assert isinstance(verify(), Verified)

    def test_failed_with_the_sentence_it_gave(self, kind):
        def run(argument, progress):
            raise JobFailedError("Line 3 of the file cannot be read: correct it and upload the file again.")

        job = queued(kind(run))
        drain()
        job.refresh_from_db()
        assert (job.state, job.message) == (
            JobState.FAILED, "Line 3 of the file cannot be read: correct it and upload the file again.",
        )  # fmt: skip
        assert job.is_ended

    def test_work_of_an_unknown_kind_fails(self):
        job = queued("never_registered")
        drain()
        job.refresh_from_db()
        assert (job.state, job.message) == (JobState.FAILED, FAULT)

    def test_a_write_of_the_work_that_fails_is_undone(self, kind):
        def run(argument, progress):
            with recorded("thing_done", by=None):
                WorkerBeat.objects.create(pk=2, beat_at=clock.now())
                raise JobFailedError("It cannot be done.")

        queued(kind(run))
        drain()
        assert not WorkerBeat.objects.filter(pk=2).exists()
        assert not AuditEvent.objects.filter(action="thing_done").exists()

    def test_a_job_that_could_not_be_audited_leaves_nothing_in_the_queue(self, kind, monkeypatch):
        monkeypatch.setattr("homeward.web.audit.actions._append", lambda entry: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            queued(kind(print))
        assert not Job.objects.exists()
        assert not DBTaskResult.objects.exists()

    def test_a_kind_has_one_function(self, kind):
        name = kind(print)
        register(name, print)
        with pytest.raises(ValueError, match="already"):
            register(name, repr)


class TestProgress:
    def test_is_stored_in_percent_with_its_words(self, kind):
        seen = []

        def run(argument, progress):
            progress.report(0.251, "Reading the files")
            seen.append(Job.objects.values_list("state", "progress", "words").get())

        queued(kind(run))
        drain()
        assert seen == [("running", 25, "Reading the files")]

    def test_is_stored_at_most_twice_a_second_and_always_at_the_end(self, kind, monkeypatch):
        stored, present = [], [100.0]
        monkeypatch.setattr(work, "monotonic", lambda: present[0])
        monkeypatch.setattr(work, "report_progress", lambda **given: stored.append((present[0], given["share"])))
        progress = Progress(uuid4(), 1)
        for tick in range(20):
            present[0] = 100 + tick / 10
            progress.report(tick / 20, "Counting")
        progress.report(1, "Counted")
        assert stored == [(100.0, 0.0), (100.5, 0.25), (101.0, 0.5), (101.5, 0.75), (101.9, 1)]

    @pytest.mark.parametrize(("share", "percent"), [(-1, 0), (0, 0), (0.999, 100), (7, 100)])
    def test_stays_between_nothing_and_all(self, kind, share, percent):
        job = start_job(job_id=queued(kind(print)).pk, by=None)
        report_progress(job_id=job.pk, attempt=1, share=share, words="Counting")
        assert Job.objects.get().progress == percent

    def test_leaves_no_audit_row(self, kind):
        job = start_job(job_id=queued(kind(print)).pk, by=None)
        before = AuditEvent.objects.count()
        report_progress(job_id=job.pk, attempt=1, share=0.5, words="Counting")
        keep_alive()
        assert AuditEvent.objects.count() == before


class TestCancelling:
    def test_a_waiting_job_is_cancelled_at_once_and_never_begun(self, kind):
        seen = []
        job = queued(kind(lambda argument, progress: seen.append(argument)))
        cancel_job(job=job, by=None)
        drain()
        job.refresh_from_db()
        assert (seen, job.state) == ([], JobState.CANCELLED)

    def test_a_running_job_stops_at_its_next_report(self, kind):
        def run(argument, progress):
            job = Job.objects.get()
            cancel_job(job=job, by=None)
            assert Job.objects.get().state == JobState.RUNNING
            progress.report(0.5, "Never told")
            raise AssertionError("went on")

        job = queued(kind(run))
        drain()
        job.refresh_from_db()
        assert (job.state, job.message) == (JobState.CANCELLED, "")

    def test_a_job_that_has_ended_stays_as_it_is(self, kind):
        job = queued(kind(print))
        drain()
        cancel_job(job=job, by=None)
        job.refresh_from_db()
        assert (job.state, job.cancel_asked_at) == (JobState.DONE, None)


class TestOwnership:
    """A worker that seemed dead comes back: it may neither report nor end what is another's by now."""

    @pytest.fixture
    def late(self, kind) -> Job:
        job = start_job(job_id=queued(kind(print)).pk, by=None)
        assert reap_dead_jobs(by=None, at=clock.now() + LATER) == 1
        return job

    def test_before_the_other_begins(self, late):
        with pytest.raises(JobLostError):
            report_progress(job_id=late.pk, attempt=late.attempts, share=0.5, words="Still here")
        with pytest.raises(JobLostError):
            finish_job(job=late, state=JobState.DONE, by=None)
        assert Job.objects.get().state == JobState.QUEUED

    def test_while_the_other_runs(self, late):
        other = start_job(job_id=late.pk, by=None)
        with pytest.raises(JobLostError):
            report_progress(job_id=late.pk, attempt=late.attempts, share=0.5, words="Still here")
        with pytest.raises(JobLostError):
            finish_job(job=late, state=JobState.DONE, by=None)
        report_progress(job_id=late.pk, attempt=other.attempts, share=0.1, words="Begun anew")
        assert Job.objects.get().words == "Begun anew"

    def test_a_job_cannot_be_taken_twice(self, kind):
        job = queued(kind(print))
        start_job(job_id=job.pk, by=None)
        with pytest.raises(JobLostError):
            start_job(job_id=job.pk, by=None)
        assert actions_of(job) == ["job_queued", "job_started"]

    def test_a_run_that_lost_its_job_leaves_it_alone(self, kind):
        def run(argument, progress):
            reap_dead_jobs(by=None, at=clock.now() + LATER)
            progress.report(0.5, "Still here")

        job = queued(kind(run))
        drain()  # each new attempt is lost in the same way, until the third is given up
        job.refresh_from_db()
        assert (job.state, job.attempts, job.message) == (JobState.FAILED, 3, GIVEN_UP)


class TestReviving:
    def test_a_silent_job_is_queued_anew_twice_and_then_fails(self, kind):
        job = queued(kind(print))
        for attempt in (1, 2, 3):
            assert start_job(job_id=job.pk, by=None).attempts == attempt
            assert reap_dead_jobs(by=None, at=clock.now()) == 0
            assert reap_dead_jobs(by=None, at=clock.now() + LATER) == 1
        job.refresh_from_db()
        assert (job.state, job.message) == (JobState.FAILED, GIVEN_UP)
        assert reap_dead_jobs(by=None, at=clock.now() + LATER) == 0

    def test_a_job_whose_worker_died_before_it_began_is_queued_anew(self, kind):
        job = queued(kind(print))
        DBTaskResult.objects.update(status="RUNNING", started_at=clock.now())
        assert reap_dead_jobs(by=None, at=clock.now()) == 0
        assert reap_dead_jobs(by=None, at=clock.now() + LATER) == 1
        drain()
        job.refresh_from_db()
        assert job.state == JobState.DONE

    def test_a_job_that_only_waits_long_is_left_alone(self, kind):
        queued(kind(print))
        assert reap_dead_jobs(by=None, at=clock.now() + timedelta(days=1)) == 0

    def test_a_silent_job_that_was_to_stop_is_cancelled(self, kind):
        job = start_job(job_id=queued(kind(print)).pk, by=None)
        cancel_job(job=job, by=None)
        reap_dead_jobs(by=None, at=clock.now() + LATER)
        job.refresh_from_db()
        assert job.state == JobState.CANCELLED

    @pytest.mark.parametrize(
        "night",
        [
            datetime(2026, 3, 29, 2, 0, 30, tzinfo=ZoneInfo("Europe/London")),  # half a minute after clocks go forward
            datetime(2026, 10, 25, 1, 0, 30, fold=1, tzinfo=ZoneInfo("Europe/London")),  # and after they go back
        ],
    )
    def test_the_nights_when_clocks_change_kill_nobody_and_save_nobody(self, kind, night):
        job = start_job(job_id=queued(kind(print)).pk, by=None)
        for seconds, is_dead in ((5, False), (59, False), (61, True)):
            beat = night.astimezone(UTC) - timedelta(seconds=seconds)
            Job.objects.filter(pk=job.pk).update(heartbeat_at=beat)
            assert dead_jobs(night).exists() is is_dead


class TestStopping:
    def test_a_running_job_is_handed_back_and_done_by_the_next_worker(self, kind, monkeypatch):
        runs = []
        monkeypatch.setattr(work, "stopping", Event())

        def run(argument, progress):
            runs.append(argument)
            if len(runs) == 1:
                work.stopping.set()
            progress.report(0.5, "Counting")

        job = queued(kind(run))
        work.run(job.pk)
        job.refresh_from_db()
        assert (job.state, job.attempts, job.progress) == (JobState.QUEUED, 1, 0)
        with pytest.raises(WorkerStoppingError):
            Progress(job.pk, 1).report(0.5, "Counting")
        work.stopping.clear()
        drain()
        job.refresh_from_db()
        assert (len(runs), job.state) == (2, JobState.DONE)


@pytest.mark.django_db(transaction=True)
class TestTheWorkerItself:
    """`homeward-web worker`, on the queue as it really stands in the database."""

    def test_does_everything_that_waits_once(self, kind):
        seen = []
        name = kind(lambda argument, progress: seen.append(argument))
        for argument in "123":
            queue_job(kind=name, argument=argument, by=None)
        call_command("worker", "--batch")
        call_command("worker", "--batch")
        assert seen == ["1", "2", "3"]
        assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
        assert isinstance(verify(), Verified)

    def test_revives_what_another_left(self, kind):
        seen = []
        job = queued(kind(lambda argument, progress: seen.append(argument)))
        start_job(job_id=job.pk, by=None)
        long_ago = clock.now() - LATER
        DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)  # as a worker that was killed leaves it
        Job.objects.update(heartbeat_at=long_ago)
        call_command("worker", "--batch")
        job.refresh_from_db()
        assert (seen, job.state, job.attempts) == (["7"], JobState.DONE, 2)

    def test_says_that_it_lives(self):
        assert worker_state() == "waiting"
        call_command("worker", "--batch")
        assert worker_state() == "ok"

    def test_leaves_the_signals_as_they_were(self):
        before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
        call_command("worker", "--batch")
        assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before

    @pytest.mark.parametrize("fault", [ValueError, KeyError, SystemExit, Panic])
    def test_no_words_of_a_fault_are_kept_or_printed(self, kind, fault, caplog, capfd):
        def run(argument, progress):
            try:
                raise LookupError(SECRET)
            except LookupError as error:
                raise fault(SECRET) from error

        job = queued(kind(run))
        call_command("worker", "--batch")
        job.refresh_from_db()
        assert (job.state, job.message) == (JobState.FAILED, FAULT)
        entry = DBTaskResult.objects.get(pk=job.task_id)
        kept = " ".join(str(value) for row in (job, entry) for value in vars(row).values())
        for place in (kept, caplog.text, *capfd.readouterr()):
            assert SECRET not in place
        assert fault.__name__ in caplog.text  # and who runs the service can still find the line
        assert "test_jobs_runs.py:" in caplog.text


class TestSignsOfLife:
    @pytest.mark.django_db(transaction=True)
    def test_are_given_while_a_long_step_tells_nothing(self, kind, monkeypatch):
        monkeypatch.setattr(beating, "BEAT_SECONDS", 0.02)

        def run(argument, progress):
            started = Job.objects.get().started_at
            wait_until(lambda: Job.objects.get().heartbeat_at > started, "a sign of life")

        job = queued(kind(run))
        run_job.call(str(job.pk))
        job.refresh_from_db()
        assert (job.state, job.message) == (JobState.DONE, "")

    def test_go_on_after_one_failed_and_end_with_the_work(self, monkeypatch, caplog):
        monkeypatch.setattr(beating, "BEAT_SECONDS", 0.005)
        beats = []

        def beat():
            beats.append(1)
            raise LookupError(SECRET)

        with beating.beating(beat):
            wait_until(lambda: len(beats) > 2, "three beats")
        after = len(beats)
        time.sleep(0.05)
        assert len(beats) == after
        assert "LookupError" in caplog.text
        assert SECRET not in caplog.text


class TestWorkerState:
    def test_waits_when_the_last_sign_is_old(self):
        keep_alive()
        WorkerBeat.objects.update(beat_at=clock.now() - LATER)
        assert worker_state() == "waiting"
        keep_alive()
        assert worker_state() == "ok"


class TestPruning:
    def test_only_old_entries_go_and_jobs_stay(self, kind):
        done, abandoned, waiting = (queued(kind(print)) for _ in range(3))
        old, recent = clock.now() - timedelta(days=15), clock.now() - timedelta(days=13)
        entries = DBTaskResult.objects
        entries.filter(pk=done.task_id).update(status="SUCCESSFUL", started_at=old, finished_at=old)
        entries.filter(pk=abandoned.task_id).update(status="RUNNING", started_at=old)
        kept = queued(kind(print))
        entries.filter(pk=kept.task_id).update(status="SUCCESSFUL", started_at=old, finished_at=recent)
        entries.filter(pk=waiting.task_id).update(enqueued_at=old)
        assert prune_queue(by=None, at=clock.now()) == 2
        assert set(entries.values_list("pk", flat=True)) == {kept.task_id, waiting.task_id}
        assert Job.objects.count() == 4
        rows = AuditEvent.objects.count()
        assert prune_queue(by=None, at=clock.now()) == 0
        assert AuditEvent.objects.count() == rows


def test_cancelling_is_told_to_the_run_itself(kind):
    job = start_job(job_id=queued(kind(print)).pk, by=None)
    cancel_job(job=job, by=None)
    with pytest.raises(JobCancelledError):
        report_progress(job_id=job.pk, attempt=1)
