"""What was noticed in a return, looked for by severity, table, year and words, on the page and in the file."""

import csv
import io
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.web.accounts.roles import Role
from homeward.web.insight.findings_read import NOT_KNOWN, Sought, noticed
from homeward.web.insight.models import Dataset
from homeward.web.jobs.models import Job
from homeward.web.jobs.work import run_job
from tests.web.small_return import EPISODE_COLUMNS, FILES, FIRST_YEAR, OTHER_TABLES
from tests.web.test_insight_upload import send, zipped

pytestmark = pytest.mark.django_db

BAD_DATES = "".join(f"{child},31/02/2023,S,V2,N1,U4,PR1,,,,,,\n" for child in range(500, 2500))
BAD_REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n" + "110,01/05/2012,32/13/2024,PN1\n" * 3
"""2,000 rows of episodes of the year to 31 March 2024, and 3 of reviews of the next, whose dates cannot be read."""


@pytest.fixture
def analyst(client_of):
    return client_of(Role.ANALYST)


@pytest.fixture
def dataset(analyst):
    """A return with many findings, read by the very job that reads uploads."""
    files = {
        **FILES, **OTHER_TABLES,
        "2024/episodes.csv": EPISODE_COLUMNS + FIRST_YEAR + BAD_DATES,
        "2025/reviews.csv": BAD_REVIEWS + "110,01/05/2012,20/10/2024,PN1\n",
        "2025/notes.csv": "=a,b\n1,2\n",
    }  # fmt: skip
    send(analyst, zipped(files))
    run_job.call(str(Job.objects.get().pk))
    return Dataset.objects.get()


def words_of(answer):
    return unescape(" ".join(answer.content.decode().split()))


def rules(dataset, **sought):
    return {group.rule: group.count for group in noticed(dataset, Sought(**sought)).groups}


def test_findings_are_looked_for_by_table_and_year_of_their_file(dataset):
    assert rules(dataset, severity="error", table="Episodes") == {"date_unreadable": 2001}
    assert rules(dataset, severity="error", table="Reviews") == {"date_unreadable": 3}
    assert rules(dataset, severity="error", year="2025") == {"date_unreadable": 3}
    assert rules(dataset, severity="error", table="Reviews", year="2024") == {}
    assert rules(dataset, table=NOT_KNOWN, words="notes.csv") == {"file_not_recognised": 1}


def test_every_finding_is_under_one_severity_and_one_year(dataset):
    whole = noticed(dataset, Sought()).of
    assert sum(noticed(dataset, Sought(severity=each)).count for each in ("error", "warning", "note")) == whole
    assert sum(noticed(dataset, Sought(year=each)).count for each in ("2024", "2025", NOT_KNOWN)) == whole


@pytest.mark.parametrize(
    ("words", "found"),
    [("DATE unreadable", 2004), ("decom", 2001), ("dd/mm/yyyy reviews.csv", 3), ("unreadable nowhere", 0)],
)
def test_words_are_all_looked_for_in_rule_file_and_column(dataset, words, found):
    assert noticed(dataset, Sought(severity="error", words=words)).count == found


def test_words_never_look_into_what_stood_in_a_cell(dataset):
    assert noticed(dataset, Sought(words="31/02/2023")).count == 0


def test_the_page_says_how_many_of_how_many_and_keeps_what_is_sought_on_every_way_on(analyst, dataset):
    address = reverse("findings", args=[dataset.pk])
    whole = noticed(dataset, Sought()).of
    shown = words_of(analyst.get(address, {"severity": "error", "table": "Reviews"}))
    assert f"3 of {whole:,} findings, of 1 kind" in shown
    assert "3 of 2,004 times" in shown
    assert '<option value="Reviews" selected>' in shown
    assert f"{reverse('findings_download', args=[dataset.pk])}?severity=error&table=Reviews" in shown
    assert "Show all" in shown
    assert "Nothing that was noticed is like this" in words_of(analyst.get(address, {"words": "nowhere"}))


def test_an_address_with_answers_that_were_not_offered_shows_everything(analyst, dataset):
    address = reverse("findings", args=[dataset.pk])
    assert analyst.get(address, {"severity": "grave", "year": "1066"}).context["query"] == ""


@pytest.mark.slow
def test_all_two_thousand_places_of_a_rule_are_there_page_after_page(analyst, dataset):
    address = reverse("findings_of_rule", args=[dataset.pk, "error-date_unreadable"])
    asked = {"table": "Episodes"}
    first = analyst.get(address, asked)
    assert "Page 1 of 41" in words_of(first)
    assert "?table=Episodes&page=2" in words_of(first)
    lines = set()
    for page in range(1, 42):
        lines |= {finding.line for finding in analyst.get(address, asked | {"page": page}).context["page"]}
    assert len(lines) == 2001
    assert analyst.get(address, {"table": "Header"}).status_code == 404


def test_the_file_holds_exactly_what_is_sought_and_what_to_do(analyst, dataset):
    answer = analyst.get(reverse("findings_download", args=[dataset.pk]), {"severity": "error", "table": "Reviews"})
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[-1] == "What to do"
    assert [(row[2], row[3], row[4], row[5], row[7]) for row in rows] == [
        ("return.zip/2025/reviews.csv", str(line), "REVIEW", "32/13/2024", "Write it as dd/mm/yyyy.")
        for line in (2, 3, 4)
    ]


def test_a_file_with_several_bad_kinds_is_told_once(analyst):
    answer = send(analyst, *(SimpleUploadedFile(f"{n}.docx", b"x") for n in range(5)))
    assert "0.docx, 1.docx, 2.docx and 2 more" in words_of(answer)
