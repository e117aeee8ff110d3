"""The list of returns: what may be uploaded, the same files twice, stopping, publishing, switching, taking down."""

import io
import zipfile
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.sources.ssda903 import read_files, stitch
from homeward.web.accounts.roles import FIGURE_PUBLISHERS, Role
from homeward.web.audit.models import AuditEvent
from homeward.web.insight.actions import CannotTakeDownError, make_dataset, store_upload, take_down_dataset
from homeward.web.insight.models import Dataset, Upload, UploadedFile
from homeward.web.insight.pages.returns_list import A_PAGE
from homeward.web.jobs.models import Job
from homeward.web.jobs.work import run_job
from tests.web.small_return import FILES

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(client_of):
    return client_of(Role.ANALYST)


@pytest.fixture
def make(user_with):
    by = user_with(Role.ANALYST)
    rows = stitch(read_files({name: text.encode() for name, text in FILES.items()}))

    def make_one(source="Nowhere Council"):
        upload = store_upload(files={}, source=source, is_invented=True, by=by)
        return make_dataset(upload=upload, rows=rows, by=by)

    return make_one


def send(client, *files, source="Nowhere Council"):
    return client.post("/returns/upload/", {"source": source, "files": list(files)})


def one_year(**extra):
    files = {"header.csv": FILES["2024/header.csv"], "episodes.csv": FILES["2024/episodes.csv"], **extra}
    return [SimpleUploadedFile(name, text.encode()) for name, text in files.items()]


def words_of(answer):
    return unescape(" ".join(answer.content.decode().split()))


def publish(client, dataset):
    return client.post(reverse("dataset_publish", args=[dataset.pk]), follow=True)


# What may be uploaded


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("return.xlsx", "return.xlsx: a workbook cannot be read. Save each of its tables as a CSV file"),
        ("letter.docx", "letter.docx: only CSV, XML and zip files can be read."),
        ("episodes", "episodes: only CSV, XML and zip files can be read."),
    ],
)
def test_a_file_that_can_be_no_return_is_refused_at_once_with_what_to_do(analyst, name, sentence):
    answer = send(analyst, *one_year(), SimpleUploadedFile(name, b"anything"))
    assert sentence in words_of(answer)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("name", ["EPISODES.CSV", "episodes.tsv", "episodes.txt", "return.XML"])
def test_files_are_taken_whatever_the_case_of_their_ending(analyst, name):
    assert send(analyst, SimpleUploadedFile(name, b"CHILD\n")).status_code == 302


# The same files twice


def test_the_same_files_under_other_names_are_noticed_and_read_all_the_same(analyst):
    send(analyst, *one_year())
    run_job.call(str(Job.objects.get().pk))
    first = Dataset.objects.get()
    same = [SimpleUploadedFile(f"again-{file.name}", file.read()) for file in one_year()]
    answer = send(analyst, *reversed(same))
    assert "The same files were uploaded before" in words_of(analyst.get(answer.url))
    run_job.call(str(Job.objects.latest("created_at").pk))
    second = Dataset.objects.exclude(pk=first.pk).get()
    shown = words_of(analyst.get(reverse("findings", args=[second.pk])))
    assert "The same files were uploaded before" in shown
    assert reverse("findings", args=[first.pk]) in shown
    assert "The same files" not in words_of(analyst.get(reverse("findings", args=[first.pk])))


def test_a_zip_of_the_same_files_made_at_another_time_holds_the_same(analyst):
    contents = {"header.csv": FILES["2024/header.csv"], "episodes.csv": FILES["2024/episodes.csv"]}
    for year in (1990, 2001):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, text in contents.items():
                archive.writestr(zipfile.ZipInfo(f"{year}/{name}", (year, 1, 1, 0, 0, 0)), text)
        send(analyst, SimpleUploadedFile(f"{year}.zip", stream.getvalue()))
    send(analyst, *one_year())
    send(analyst, SimpleUploadedFile("broken.zip", stream.getvalue()[:-30]))
    assert [*Upload.objects.order_by("uploaded_at").values_list("digest", flat=True)].count(
        Upload.objects.earliest("uploaded_at").digest
    ) == 3


def test_files_of_which_one_differs_are_not_the_same(analyst):
    send(analyst, *one_year())
    send(analyst, *one_year(**{"header.csv": FILES["2024/header.csv"] + "113,1,01/05/2012,WBRI,,,\n"}))
    assert len(set(Upload.objects.values_list("digest", flat=True))) == 2


# Stopping


def test_stopping_keeps_the_files_and_the_reading_can_be_begun_again(analyst):
    progress = send(analyst, *one_year()).url
    answer = analyst.post(progress.replace("progress", "stop"), follow=True)
    assert "The return has not been read" in words_of(answer)
    assert UploadedFile.objects.count() == 2
    analyst.post(progress.replace("progress", "read"))
    run_job.call(str(Job.objects.get(state="queued").pk))
    assert Dataset.objects.count() == 1


def test_while_a_running_job_has_not_stopped_yet_it_is_not_begun_a_second_time(analyst):
    progress = send(analyst, *one_year()).url
    Job.objects.update(state="running")
    analyst.post(progress.replace("progress", "stop"))
    assert "Stopping the reading" in words_of(analyst.get(progress))
    assert "Stopping" in words_of(analyst.get("/returns/"))
    analyst.post(progress.replace("progress", "read"))
    assert Job.objects.count() == 1


def test_stopping_what_is_read_already_changes_nothing(analyst, make):
    upload = make().upload
    assert analyst.post(reverse("upload_stop", args=[upload.pk])).status_code == 302
    assert Dataset.objects.count() == 1
    assert not AuditEvent.objects.filter(action="job_cancelled").exists()


# The list


def test_the_list_has_25_a_page_and_the_published_return_above_them(analyst, make):
    published = make("The published one")
    for number in range(A_PAGE + 2):
        make(f"Return {number}")
    publish(analyst, published)
    first, second = (words_of(analyst.get("/returns/", {"page": page})) for page in (1, 2))
    assert [shown.count("govuk-task-list__name-and-hint") for shown in (first, second)] == [A_PAGE, 2]
    for shown in (first, second):
        assert "The published one" in shown.split("Other returns")[0]
        assert "The published one" not in shown.split("Other returns")[1]
    assert "Page 1 of 2" in first
    assert "Return 0," in second


def test_a_return_in_the_list_says_who_uploaded_and_who_published_it(analyst, make):
    first, second = make("First"), make("Second")
    publish(analyst, first)
    publish(analyst, second)
    shown = words_of(analyst.get("/returns/")).split("Other returns")[1]
    assert "years to 31 March 2024 to 2025" in shown
    assert "by Invented Person" in shown
    assert "; published" in shown
    assert "Published earlier" in shown


# Publishing, switching, taking down


def test_earlier_figures_can_be_shown_instead_and_back_again(analyst, make):
    first, second = make("First"), make("Second")
    publish(analyst, first)
    publish(analyst, second)
    assert "Show these figures instead" in words_of(analyst.get(reverse("findings", args=[first.pk])))
    publish(analyst, first)
    states = dict(Dataset.objects.values_list("source", "state"))
    assert states == {"First (invented)": "published", "Second (invented)": "retired"}


def test_figures_are_taken_down_and_nobody_sees_any_until_some_are_published(analyst, make, client_of):
    dataset = make()
    publish(analyst, dataset)
    answer = analyst.post(reverse("dataset_take_down", args=[dataset.pk]), follow=True)
    assert "The figures were taken down" in words_of(answer)
    assert "Show these figures again" in words_of(answer)
    assert "Ask your analyst" in words_of(client_of(Role.DIRECTOR).get("/figures/"))
    assert "Nothing is published now" in words_of(analyst.get("/returns/"))
    noted = AuditEvent.objects.get(action="dataset_taken_down")
    assert noted.subject_id == str(dataset.pk)
    publish(analyst, dataset)
    assert Dataset.objects.get().state == "published"


def test_what_is_not_published_cannot_be_taken_down(analyst, make, user_with):
    dataset = make()
    answer = analyst.post(reverse("dataset_take_down", args=[dataset.pk]), follow=True)
    assert "These figures are not published now" in words_of(answer)
    with pytest.raises(CannotTakeDownError):
        take_down_dataset(dataset=dataset, by=user_with(Role.ANALYST))
    assert not AuditEvent.objects.filter(action="dataset_taken_down").exists()
    assert Dataset.objects.get().state == "draft"


@pytest.mark.slow
@pytest.mark.parametrize("role", [None, *sorted(set(Role) - FIGURE_PUBLISHERS)])
def test_nobody_but_a_publisher_stops_takes_down_or_compares(client, client_of, make, analyst, role):
    dataset = make()
    publish(analyst, dataset)
    other = client_of(role) if role else client
    for method, name, pk in (
        ("post", "upload_stop", dataset.upload_id),
        ("post", "dataset_take_down", dataset.pk),
        ("get", "dataset_compare", dataset.pk),
    ):
        answer = getattr(other, method)(reverse(name, args=[pk]))
        assert answer.status_code == (403 if role else 302), name
    assert Dataset.objects.get().state == "published"


@pytest.mark.parametrize("name", ["upload_stop", "dataset_take_down"])
def test_what_changes_something_is_asked_for_by_a_form_only(analyst, make, name):
    dataset = make()
    assert analyst.get(reverse(name, args=[dataset.pk])).status_code == 405
    assert analyst.post(reverse(name, args=["11111111-2222-3333-4444-555555555555"])).status_code == 404
