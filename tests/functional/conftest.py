"""A real demo, a real browser, and a watch on everything that a page does besides showing itself."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.functional.demo_server import CHROMIUM, running_demo
from tests.functional.watched_page import HEIGHT, WIDE, WatchedPage


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def big_demo(tmp_path_factory):
    """A demo of a size that has families: children, their kin, homes and workers."""
    with running_demo(tmp_path_factory.mktemp("big-demo"), in_care=420) as running:
        yield running


@pytest.fixture(scope="session")
def empty_demo(tmp_path_factory):
    with running_demo(tmp_path_factory.mktemp("empty-demo"), with_figures=False) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed here, so no page can be tried in a browser")
    # Playwright runs a loop in this thread; Django would otherwise refuse its database to later tests of the session.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def signed_in(browser):
    """Return a function that signs somebody in once and gives the cookies to every later page of theirs."""
    kept = {}

    def cookies_of(demo, role):
        if (demo.url, role) not in kept:
            context = browser.new_context(base_url=demo.url)
            WatchedPage(context.new_page(), demo).sign_in(role)
            kept[demo.url, role] = context.storage_state()
            context.close()
        return kept[demo.url, role]

    return cookies_of


@pytest.fixture
def open_page(browser, signed_in):
    """Open pages with `open_page(demo, "analyst", width=WIDE, script=True)`; at the end each must have behaved."""
    opened = []

    def open_one(demo, role=None, width=WIDE, script=True):
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=script,
            base_url=demo.url,
            storage_state=signed_in(demo, role) if role else None,
        )
        context.set_default_timeout(20_000)
        opened.append((context, WatchedPage(context.new_page(), demo)))
        return opened[-1][1]

    yield open_one
    for context, _ in opened:
        context.close()
    assert [fault for _, page in opened for fault in page.faults] == []


@pytest.fixture(scope="session")
def sample_files(sample):
    """The CSV files of the sample return, by their path within it."""
    return {str(file.relative_to(sample)): file.read_bytes() for file in sorted(sample.rglob("*.csv"))}
