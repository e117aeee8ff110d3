"""From five years of returns to the data pack in a browser: filtered, beside neighbours, and alike in every file."""

import json

import pytest

from homeward.charts.figures import percent
from homeward.invented import invent
from homeward.reports.reading_order import TITLES
from tests.functional.demo_server import running_demo
from tests.functional.test_functional_journeys import upload, wait_for_findings, zipped
from tests.functional.watched_page import NARROW, WatchedPage
from tests.read_pdf import words_of_pages
from tests.unit.test_reports_same_numbers import sheets_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BARKING = "E09000002"


@pytest.fixture(scope="module")
def own_demo(tmp_path_factory):
    """A demo of its own: these journeys decide what is published."""
    with running_demo(tmp_path_factory.mktemp("pack-demo"), with_figures=False) as running:
        yield running


@pytest.fixture(scope="module")
def published(own_demo, browser, signed_in):
    """Five years, uploaded and published by the analyst; the address of what was read."""
    context = browser.new_context(base_url=own_demo.url, storage_state=signed_in(own_demo, "analyst"))
    watched = WatchedPage(context.new_page(), own_demo)
    files = invent(in_care=200, years=5, last_year=2025, seed=4)
    upload(watched, "Invented Borough", "five-years.zip", zipped(files))
    wait_for_findings(watched.page)
    assert "2021, 2022, 2023, 2024, 2025" in watched.page.inner_text("main")
    watched.page.get_by_role("button", name="Publish the figures").click()
    watched.page.wait_for_url("**/figures/")
    assert watched.faults == []
    context.close()


def test_figures_are_filtered_by_keyboard_and_stay_so_from_chapter_to_chapter(own_demo, published, open_page):
    watched = open_page(own_demo, "team_manager", script=False)
    page = watched.page
    watched.visit("/figures/who-goes-home/")
    everybody = page.locator("[data-opening]").inner_text()
    page.locator("summary", has_text="Filter these figures").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "year"
    page.get_by_label("Sex", exact=True).select_option("female")
    page.get_by_label("Sex", exact=True).press("Tab")
    page.get_by_role("button", name="Show these figures").press("Enter")
    page.wait_for_url("**/figures/who-goes-home/?sex=female")
    assert "Sex: Female" in page.locator("[data-filters]").inner_text()
    girls = page.locator("[data-opening]").inner_text()
    assert girls != everybody
    page.get_by_role("link", name="Next chapter").click()
    assert page.url.endswith("/figures/do-they-stay/?sex=female")
    page.get_by_role("link", name="Previous chapter").click()
    assert page.locator("[data-opening]").inner_text() == girls
    page.get_by_role("link", name="Clear filters").click()
    assert page.locator("[data-opening]").inner_text() == everybody


def test_our_figures_stand_beside_neighbours_and_then_beside_those_chosen(own_demo, published, open_page):
    watched = open_page(own_demo, "director", width=NARROW, script=False)
    page = watched.page
    watched.visit("/figures/beside-others/")
    page.get_by_label("These figures are of").select_option(label="Barking and Dagenham")
    page.get_by_role("button", name="Compare").click()
    assert "Statistical neighbours" in page.locator("figure svg").text_content()
    assert page.get_by_role("rowheader", name="Enfield").count() >= 1
    page.get_by_text("Choose authorities").click()
    page.get_by_label("Find authorities").fill("yorkshire")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_label("Barnsley").check()
    page.get_by_role("button", name="Compare").click()
    assert f"as={BARKING}" in page.url
    assert page.get_by_role("rowheader", name="Barnsley").count() == 1
    assert page.get_by_role("rowheader", name="Enfield").count() == 0


def test_the_pack_for_sharing_says_the_numbers_of_the_page_in_every_file(own_demo, published, open_page):
    watched = open_page(own_demo, "team_manager")
    page = watched.page
    watched.visit("/figures/who-goes-home/")
    on_the_page = [row.split("\t") for row in page.locator("#returns_home ~ * table").first.inner_text().splitlines()]
    page.get_by_role("link", name="Take the figures with you").click()
    said = page.locator("[data-withheld]").inner_text()
    files = {}
    for words, ending in (("Figures for programs (JSON)", "json"), ("PDF", "pdf"), ("Excel workbook", "xlsx")):
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("link", name=f"{words}, for sharing").click()
        assert waiting.value.suggested_filename.endswith(f"-shareable.{ending}")
        files[ending] = waiting.value.path().read_bytes()

    measures = json.loads(files["json"])["measures"]
    tables = [each for measure in measures.values() for each in (measure, *measure["beside"])]
    hidden = sum(row["suppressed"] for table in tables for row in table["rows"])
    assert f"{hidden:,} of " in said
    by_year = [row for row in measures["returns_home"]["rows"] if set(row["group"]) == {"year"}]
    shown = [row for row in by_year if not row["suppressed"]]
    assert len(shown) >= 3
    paper = " ".join(words_of_pages(files["pdf"]))
    # The same counted in other ways stands below.
    in_the_workbook = {cells.get("C"): cells for cells in reversed(sheets_of(files["xlsx"])["returns_home"])}
    for row in shown:
        year, share = row["group"]["year"], percent(row["value"], 1)
        assert [year, str(row["numerator"]), str(row["denominator"]), share] in [cells[:4] for cells in on_the_page]
        assert f"{year} {row['numerator']} {row['denominator']} {share}" in paper
        cells = in_the_workbook[float(year)]
        assert (cells["G"], cells["H"], cells["I"]) == (
            row["numerator"],
            row["denominator"],
            pytest.approx(row["value"]),
        )


def test_the_pack_for_use_inside_asks_for_a_promise_first(own_demo, published, open_page):
    watched = open_page(own_demo, "analyst")
    watched.visit("/figures/pack/")
    watched.expect_refusal_at("/figures/pack/internal/json/?")
    watched.page.locator("button", has_text="Figures for programs (JSON)").click()
    assert "Confirm that the pack stays inside the service" in watched.page.get_by_role("alert").inner_text()
    watched.assert_accessible()
    watched.page.get_by_label("I will keep it inside the service").check()
    with watched.page.expect_download() as waiting:
        watched.page.locator("button", has_text="Figures for programs (JSON)").click()
    assert json.loads(waiting.value.path().read_bytes())["audience"] == "internal"


def test_every_chapter_is_accessible_and_fits_a_narrow_window(own_demo, published, open_page):
    watched = open_page(own_demo, "analyst")
    paths = [f"/figures/{chapter}/?need=N1" for chapter in TITLES]
    for path in (*paths, f"/figures/beside-others/?as={BARKING}", "/figures/pack/"):
        watched.visit(path)
        watched.assert_accessible()
    for path, status in (("/figures/in-care/?sex=robot", 400), ("/figures/children/?measure=nothing", 404)):
        watched.visit(path, status=status)
        watched.assert_accessible()


def test_from_a_number_to_the_children_and_to_one_journey(own_demo, published, open_page):
    watched = open_page(own_demo, "head_of_service")
    page = watched.page
    watched.visit("/figures/in-care/")
    page.locator("#looked_after ~ p a", has_text="list the children counted").click()
    assert watched.heading() == "Children behind a number"
    watched.assert_accessible()
    page.get_by_role("link", name="Show all years").click()
    first = page.locator("tbody th a").first.inner_text()
    page.get_by_role("link", name="Next page").click()
    assert page.locator("tbody th a").first.inner_text() != first
    page.locator("thead a", has_text="Child").click()
    assert page.locator("th[aria-sort=ascending]").count() == 1
    page.locator("tbody th a").first.click()
    assert watched.heading().endswith("Journey through care")
    watched.assert_accessible()
    page.get_by_role("link", name="Children behind a number").click()
    assert page.locator("th[aria-sort=ascending]").count() == 1
