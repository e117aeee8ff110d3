"""What an analyst does with returns in a browser: stop, read again, look for findings, compare, switch, take down."""

import csv

import pytest

from homeward.invented import invent
from tests.functional.demo_server import running_demo
from tests.functional.test_functional_journeys import upload, wait_for_findings, zipped
from tests.functional.watched_page import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOURCE = "Invented Borough, corrected"


@pytest.fixture(scope="module")
def own_demo(tmp_path_factory):
    """A demo of its own: these journeys change what is published."""
    with running_demo(tmp_path_factory.mktemp("returns-demo"), in_care=60) as running:
        yield running


@pytest.fixture(scope="module")
def corrected():
    return zipped(invent(in_care=60, years=3, last_year=2025, seed=11, dirt=0.05))


def test_from_a_stopped_reading_to_figures_that_are_switched_and_taken_down(own_demo, open_page, corrected):
    watched = open_page(own_demo, "analyst")
    page = watched.page
    page.route("**/progress*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    upload(watched, SOURCE, "corrected.zip", corrected)
    page.get_by_role("heading", name="Reading the return").wait_for()
    watched.assert_accessible()
    page.unroute("**/progress*.js")
    page.reload()
    wait_for_findings(page)
    findings = page.url
    watched.assert_accessible()

    page.get_by_label("How grave").select_option("error")
    page.get_by_label("Table", exact=True).select_option("Episodes")
    page.get_by_role("button", name="Show these findings").click()
    assert "severity=error&table=Episodes" in page.url
    watched.assert_accessible()
    number = int(page.locator("[data-count]").inner_text().split(" of ")[0].replace(",", ""))
    assert number > 0
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the").click()
    rows = list(csv.reader(waiting.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 1 + number

    page.goto(findings)
    page.get_by_role("link", name="What differs from the figures published now").click()
    assert watched.heading() == "What differs"
    watched.assert_accessible()

    page.goto(findings)
    page.get_by_role("button", name="Publish the figures").click()
    page.wait_for_url("**/figures/")
    watched.visit(f"/returns/{own_demo.dataset}/findings/")
    page.get_by_role("button", name="Show these figures instead").click()
    page.wait_for_url("**/figures/")
    assert "Invented Borough (nobody real)" in page.inner_text("main")

    watched.visit(f"/returns/{own_demo.dataset}/findings/")
    page.get_by_text("Published by mistake?").click()
    page.get_by_role("button", name="Take the figures down").click()
    assert "The figures were taken down" in page.inner_text("main")
    watched.assert_accessible()
    watched.visit("/returns/")
    assert "Nothing is published now" in page.inner_text("main")
    watched.assert_accessible()
    watched.visit(f"/returns/{own_demo.dataset}/findings/")
    page.get_by_role("button", name="Show these figures again").click()
    page.wait_for_url("**/figures/")


def test_files_are_dropped_on_the_box_and_named_under_it(own_demo, open_page):
    watched = open_page(own_demo, "analyst", width=NARROW)
    watched.visit("/returns/upload/")
    page = watched.page
    box = page.get_by_label("Files of the return").bounding_box()
    assert box["height"] >= 80
    assert box["width"] >= 300
    page.get_by_label("Files of the return").set_input_files(
        [{"name": f"{name}.csv", "mimeType": "text/csv", "buffer": b"CHILD\n"} for name in ("header", "episodes")]
    )
    assert page.locator("[data-chosen]").inner_text() == "Chosen: header.csv, episodes.csv (1 kB)."
    watched.assert_accessible()


def test_the_same_files_again_are_noticed_without_an_error(own_demo, open_page, corrected):
    watched = open_page(own_demo, "analyst", script=False)
    for _ in range(2):
        upload(watched, SOURCE, "corrected.zip", corrected)
        for _ in range(200):
            if "/progress/" not in watched.page.url:
                break
            watched.page.get_by_role("link", name="Check again").click()
            watched.page.wait_for_timeout(200)
    assert "The same files were uploaded before" in watched.page.inner_text("main")
