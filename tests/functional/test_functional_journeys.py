"""What people do, from signing in to the figure on the page, in a real browser against a real service."""

import io
import json
import zipfile
from dataclasses import replace

import pytest

from homeward.charts.figures import percent
from homeward.reports.datapack import prepare
from homeward.reports.results_json import to_json
from homeward.sources.ssda903 import read_files, stitch
from tests.functional.watched_page import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def upload(watched, source, name, content, kind="application/zip"):
    page = watched.page
    watched.visit("/returns/")
    page.get_by_role("button", name="Upload a return").click()
    page.get_by_label("Whose return is this?").fill(source)
    page.get_by_label("Files of the return").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="Upload and read").click()


def wait_for_findings(page):
    page.wait_for_url("**/findings/")


def expected_pack(content, source, audience):
    rows = stitch(read_files({"sample.zip": content}))
    return prepare(replace(rows, source=f"{source} (invented)"), audience=audience)


def total(pack, measure_id):
    result = next(result for result in pack.results if result.id == measure_id)
    return next(row for row in result.rows if not row.group)


def test_an_analyst_uploads_a_return_and_everybody_reads_its_figures(demo, open_page, sample_files):
    content = zipped(sample_files)
    watched = open_page(demo)
    watched.sign_in("analyst")
    upload(watched, "Sample", "sample.zip", content)
    wait_for_findings(watched.page)
    assert watched.heading() == "What was read"
    watched.page.get_by_role("button", name="Publish the figures").click()
    watched.page.wait_for_url("**/figures/")

    internal = expected_pack(content, "Sample", "internal")
    reader = open_page(demo, "director", width=NARROW)
    reader.visit("/figures/")
    for measure in ("returns_home", "re_entry_within_12_months"):
        row = total(internal, measure)
        said = reader.page.locator(f"[data-measure={measure}]").inner_text()
        assert percent(row.value) in said
        assert f"{row.numerator:,}" in said
        assert f"{row.denominator:,}" in said

    downloaded = {}
    reader.visit("/figures/pack/")
    for words, ending in (("Figures for programs (JSON), for sharing", "json"), ("Web page, for sharing", "html")):
        with reader.page.expect_download() as waiting:
            reader.page.get_by_role("link", name=words).click()
        assert waiting.value.suggested_filename == f"homeward-figures-{internal.as_of}-shareable.{ending}"
        downloaded[ending] = waiting.value.path().read_bytes()
    assert downloaded["json"] == to_json(expected_pack(content, "Sample", "shareable"))
    assert json.loads(downloaded["json"])["audience"] == "shareable"
    assert b"<h1>Going home from care</h1>" in downloaded["html"]


@pytest.mark.slow
def test_an_earlier_return_can_be_published_again(demo, open_page):
    watched = open_page(demo, "analyst")
    watched.visit(f"/returns/{demo.dataset}/findings/")
    if watched.page.get_by_role("button", name="Show these figures instead").count():
        watched.page.get_by_role("button", name="Show these figures instead").click()
    watched.visit("/figures/")
    assert "Invented Borough" in watched.page.inner_text("main")


def test_everything_works_without_javascript(demo, open_page, sample_files):
    watched = open_page(demo, script=False)
    watched.sign_in("analyst")
    upload(watched, "Sample without script", "sample.zip", zipped(sample_files))
    for _ in range(200):
        if "/progress/" not in watched.page.url:
            break
        watched.page.get_by_role("link", name="Check again").click()
        watched.page.wait_for_timeout(200)
    assert watched.heading() == "What was read"
    watched.visit("/figures/")
    watched.page.get_by_role("button", name="Sign out").click()
    assert watched.heading() == "Sign in"


@pytest.mark.slow
def test_a_file_that_is_no_return_is_answered_with_a_sentence(demo, open_page):
    watched = open_page(demo, "analyst")
    upload(watched, "Wrong file", "notes.csv", b"a,b\n1,2\n", kind="text/csv")
    watched.page.get_by_role("heading", name="The return could not be read").wait_for()
    said = watched.page.inner_text("main")
    assert "notes.csv" in said
    assert "Traceback" not in said
    watched.assert_accessible()


def test_a_form_sent_without_files_says_what_is_missing(demo, open_page):
    watched = open_page(demo, "analyst", width=NARROW)
    watched.visit("/returns/upload/")
    watched.page.get_by_role("button", name="Upload and read").click()
    assert watched.page.get_by_role("alert").get_by_role("link").all_inner_texts() == [
        "Enter whose return this is",
        "Choose the files of the return",
    ]
    watched.assert_accessible()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/figures/", "/returns/", "/returns/upload/"])
def test_a_visitor_is_asked_to_sign_in_first(demo, open_page, path):
    watched = open_page(demo)
    watched.visit(path)
    assert watched.heading() == "Sign in"


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/figures/", "/returns/", "/returns/upload/"])
def test_a_social_worker_is_refused_figures_and_returns(demo, open_page, path):
    watched = open_page(demo, "social_worker")
    assert watched.page.get_by_role("link", name="Figures").count() == 0
    watched.visit(path, status=403)


def test_a_reader_of_figures_may_not_upload_or_publish(demo, open_page):
    watched = open_page(demo, "director")
    watched.visit("/returns/", status=403)
    watched.visit(f"/returns/{demo.dataset}/findings/", status=403)
    watched.visit("/figures/pack/internal/json/", status=403)
