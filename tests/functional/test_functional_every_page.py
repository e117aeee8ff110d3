"""Every page, wide and narrow: accessible, not wider than the window, no script error, no request to elsewhere."""

import pytest

from tests.functional.every_page_walked import ROLES, Walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.mark.slow
def test_pages_of_a_service_with_figures(demo, open_page):
    visitor = open_page(demo)
    visitor.visit("/sign-in/")
    visitor.assert_accessible()

    analyst = open_page(demo, "analyst")
    findings = f"/returns/{demo.dataset}/findings/"
    for path in ("/", "/returns/", "/returns/upload/", findings, "/figures/", "/figures/pack/"):
        analyst.visit(path)
        analyst.assert_accessible()
    analyst.visit(findings)
    analyst.page.get_by_role("link", name="See all").first.click()
    analyst.assert_accessible()
    analyst.visit(f"/returns/{NOBODY}/findings/", status=404)
    analyst.assert_accessible()

    worker = open_page(demo, "social_worker")
    worker.visit("/figures/", status=403)
    worker.assert_accessible()


@pytest.mark.slow
def test_pages_of_an_empty_service(empty_demo, open_page):
    analyst = open_page(empty_demo, "analyst")
    for path, said in (
        ("/returns/", "No return has been uploaded yet."),
        ("/figures/", "Go to returns"),
    ):
        analyst.visit(path)
        assert said in analyst.page.inner_text("main")
        analyst.assert_accessible()
    director = open_page(empty_demo, "director")
    director.visit("/figures/")
    assert "Ask your analyst" in director.page.inner_text("main")
    director.assert_accessible()


def test_a_sign_in_that_fails_says_so(demo, open_page):
    watched = open_page(demo)
    watched.visit("/sign-in/")
    watched.expect_refusal_at("/sign-in/")
    watched.page.get_by_label("User name").fill("nobody")
    watched.page.get_by_label("Password", exact=True).fill("not the password")
    watched.page.get_by_role("button", name="Sign in").click()
    watched.page.get_by_role("alert").wait_for()
    watched.assert_accessible()


@pytest.mark.slow
def test_the_page_while_a_return_is_read(demo, open_page, sample_files):
    """The worker may be quick; the page is held as it first stood by letting its own script wait."""
    watched = open_page(demo, "analyst")
    watched.page.route("**/progress*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    watched.visit("/returns/upload/")
    watched.page.get_by_label("Whose return is this?").fill("A return being read")
    files = [
        {"name": name.split("/")[-1], "mimeType": "text/csv", "buffer": content}
        for name, content in sample_files.items()
        if name.startswith("2017/")
    ]
    watched.page.get_by_label("Files of the return").set_input_files(files)
    watched.page.get_by_role("button", name="Upload and read").click()
    watched.page.get_by_role("heading", name="Reading the return").wait_for()
    watched.assert_accessible()


@pytest.mark.slow
def test_every_kind_of_page_by_walking_from_link_to_link(big_demo, open_page):
    """Each page that somebody comes by, wide and narrow; of the pages nobody comes by the name is told."""
    walk, wrong = Walk(), []
    for role in ROLES:
        watched = open_page(big_demo, role)
        for stop in walk.as_role(watched, role):
            try:
                watched.assert_accessible()
            except AssertionError as error:
                wrong.append(f"{stop.name} as {stop.role}: {error}")
    assert wrong == []
    # Where nothing was begun yet no link leads further, and what is for other systems has none.
    assert len(walk.seen) > 0.45 * len(walk.names), sorted(walk.names.keys() - walk.seen)
