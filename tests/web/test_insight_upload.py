"""From a file in the browser to rows in the database: what is taken, what is refused, what stays and what goes."""

import io
import zipfile
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditEvent
from homeward.web.insight import receiving
from homeward.web.insight.models import Dataset, Upload, UploadedFile
from homeward.web.jobs.actions import keep_alive
from homeward.web.jobs.models import Job
from homeward.web.jobs.work import run_job
from tests.web.small_return import FILES

pytestmark = pytest.mark.django_db


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return SimpleUploadedFile("return.zip", stream.getvalue())


def send(client, *files, source="Nowhere Council", **extra):
    return client.post("/returns/upload/", {"source": source, "files": list(files)}, **extra)


@pytest.fixture
def analyst(client_of):
    return client_of(Role.ANALYST)


def test_an_upload_is_queued_and_its_reading_leads_to_the_findings(analyst):
    answer = send(analyst, zipped(FILES))
    upload = Upload.objects.get()
    assert answer.url == f"/returns/{upload.pk}/progress/"
    waiting = analyst.get(answer.url)
    assert "Reading the return" in waiting.content.decode()

    job = Job.objects.get()
    assert (job.kind, job.argument) == ("read_return", str(upload.pk))
    run_job.call(str(job.pk))
    assert analyst.get(answer.url).url == f"/returns/{upload.dataset.pk}/findings/"


def test_the_files_go_once_they_are_read_and_nothing_else_of_them_stays(analyst):
    send(analyst, zipped(FILES))
    assert UploadedFile.objects.count() == 1
    run_job.call(str(Job.objects.get().pk))
    dataset = Dataset.objects.get()
    assert UploadedFile.objects.count() == 0
    assert dataset.upload.removed_at is not None
    assert dataset.years == [2024, 2025]
    kept = b"".join([*(bytes(table.content) for table in dataset.tables.all()), bytes(dataset.findings)])
    assert b"AB1 2CD" not in kept
    assert b"A123456789012" not in kept


def test_what_was_stored_and_made_is_in_the_audit_without_names_of_files_or_councils(analyst):
    send(analyst, zipped(FILES))
    run_job.call(str(Job.objects.get().pk))
    actions = list(AuditEvent.objects.order_by("number").values_list("action", flat=True))
    assert actions.index("upload_stored") < actions.index("job_queued") < actions.index("dataset_made")
    assert AuditEvent.objects.get(action="upload_stored").subject_id == str(Upload.objects.get().pk)


def test_a_file_that_is_no_return_fails_with_a_sentence_and_is_removed(analyst):
    answer = send(analyst, SimpleUploadedFile("notes.csv", b"a,b\n1,2\n"))
    run_job.call(str(Job.objects.get().pk))
    shown = analyst.get(answer.url).content.decode()
    assert "The return could not be read" in shown
    assert Job.objects.get().message in unescape(shown)
    assert UploadedFile.objects.count() == 0
    assert Dataset.objects.count() == 0


def test_reading_twice_makes_one_dataset(analyst):
    """A worker may die after it kept the dataset and before it said so: the job is then begun again."""
    send(analyst, zipped(FILES))
    job = Job.objects.get()
    run_job.call(str(job.pk))
    Job.objects.filter(pk=job.pk).update(state="queued")
    run_job.call(str(job.pk))
    job.refresh_from_db()
    assert (job.state, Dataset.objects.count()) == ("done", 1)


def test_two_files_of_one_name_are_refused_because_one_would_be_lost(analyst):
    header = SimpleUploadedFile("header.csv", b"CHILD\n")
    answer = send(analyst, header, SimpleUploadedFile("header.csv", b"CHILD\n1\n"))
    assert "Two files are named header.csv" in answer.content.decode()
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("files", "source", "sentence"),
    [
        ([], "Nowhere Council", "Choose the files of the return"),
        ([SimpleUploadedFile("header.csv", b"")], "Nowhere Council", "One of the files is empty"),
        ([SimpleUploadedFile("header.csv", b"CHILD\n")], " ", "Enter whose return this is"),
    ],
)
def test_a_form_that_lacks_something_says_what(analyst, files, source, sentence):
    assert sentence in send(analyst, *files, source=source).content.decode()
    assert Upload.objects.count() == 0


def test_more_than_we_said_we_take_is_refused_before_it_is_read(analyst, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_BYTES", 1000)
    monkeypatch.setattr(receiving, "MEBIBYTE", 100)
    answer = send(analyst, SimpleUploadedFile("header.csv", b"x" * 5000))
    assert answer.status_code == 413
    assert "larger than 100 MB" in answer.content.decode()
    assert Upload.objects.count() == 0


def test_too_many_files_are_refused_with_a_sentence(analyst):
    files = [SimpleUploadedFile(f"{number}.csv", b"CHILD\n") for number in range(receiving.MOST_FILES + 1)]
    answer = send(analyst, *files)
    assert "more than 100 files" in answer.content.decode()
    assert Upload.objects.count() == 0


def test_no_uploaded_file_touches_the_disk(analyst, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a file was written to the disk")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)
    send(analyst, SimpleUploadedFile("header.csv", b"CHILD,SEX\n" * 500_000))
    assert Upload.objects.count() == 1


def test_a_forged_upload_is_refused(user_with):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user_with(Role.ANALYST))
    assert send(client, SimpleUploadedFile("header.csv", b"CHILD\n")).status_code == 403
    assert Upload.objects.count() == 0


def test_giving_up_stops_the_job_and_removes_the_files(analyst):
    progress = send(analyst, zipped(FILES)).url
    analyst.post(progress.replace("progress", "remove"))
    job = Job.objects.get()
    run_job.call(str(job.pk))
    job.refresh_from_db()
    assert (job.state, UploadedFile.objects.count(), Dataset.objects.count()) == ("cancelled", 0, 0)
    assert "The return was removed" in analyst.get(progress).content.decode()
    assert "Removed" in analyst.get("/returns/").content.decode()


def test_while_no_worker_lives_the_page_says_why_nothing_happens(analyst):
    progress = send(analyst, zipped(FILES)).url
    assert "does not answer" in analyst.get(progress).content.decode()
    keep_alive()
    assert "does not answer" not in analyst.get(progress).content.decode()


def test_a_reading_that_broke_off_can_be_begun_again(analyst):
    progress = send(analyst, zipped(FILES)).url
    Job.objects.update(state="failed", message="This stopped because of a fault in the service.")
    assert "Read them again" in analyst.get(progress).content.decode()
    analyst.post(progress.replace("progress", "read"))
    analyst.post(progress.replace("progress", "read"))
    waiting = Job.objects.get(state="queued")
    run_job.call(str(waiting.pk))
    assert Dataset.objects.count() == 1
