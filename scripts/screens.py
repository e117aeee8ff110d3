"""Takes a picture of every page of a demo of its own, wide and narrow, into out/screens/; a few are kept in docs/."""

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from homeward.invented import invent  # noqa: E402 - found from the folder above
from tests.functional.demo_server import CHROMIUM, Demo, running_demo  # noqa: E402 - found from the folder above
from tests.functional.every_page_walked import ROLES, Walk  # noqa: E402
from tests.functional.watched_page import HEIGHT, NARROW, WIDE, WatchedPage  # noqa: E402

OUT = ROOT / "out" / "screens"
SHOWN = ROOT / "docs" / "screens"
KEPT = {
    "figures",
    "findings",
    "pack",
    "page-home",
    "page-child",
    "page-chronology",
    "page-pathway",
    "page-classification",
}
WRONG = {"name": "notes.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}


def main() -> None:
    """Start a demo with figures and one without, and picture both."""
    if not CHROMIUM.exists():
        sys.exit("Chromium is not installed here, so no picture can be taken.")
    for folder in (OUT, SHOWN):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        full, empty = Path(home, "full"), Path(home, "empty")
        full.mkdir()
        empty.mkdir()
        with running_demo(empty, with_figures=False) as demo:
            picture_empty(browser, demo)
        with running_demo(full, in_care=600) as demo:
            picture_full(browser, demo)
            picture_every_page(browser, demo)
        browser.close()


def picture_empty(browser: Browser, demo: Demo) -> None:
    """Picture the pages of a service to which nothing was uploaded yet."""
    analyst, director = signed_in(browser, demo, "analyst"), signed_in(browser, demo, "director")
    shoot(analyst, "/returns/", "returns-empty")
    shoot(analyst, "/figures/", "figures-empty-analyst")
    shoot(director, "/figures/", "figures-empty")


def picture_full(browser: Browser, demo: Demo) -> None:
    """Picture every page of a service with published figures."""
    visitor = WatchedPage(browser.new_page(base_url=demo.url), demo)
    shoot(visitor, "/sign-in/", "sign-in")
    analyst, worker = signed_in(browser, demo, "analyst"), signed_in(browser, demo, "social_worker")
    shoot(worker, "/figures/", "refused")
    shoot(analyst, "/no-such-page/", "not-found")
    shoot(analyst, "/", "home")
    shoot(analyst, "/figures/", "figures")
    findings = f"/returns/{demo.dataset}/findings/"
    shoot(analyst, findings, "findings")
    more = analyst.page.get_by_role("link", name="See all").first.get_attribute("href")
    shoot(analyst, str(more), "findings-of-one-rule")
    shoot(analyst, "/returns/upload/", "upload")
    picture_uploads(analyst)
    picture_before_publishing(analyst)
    shoot(analyst, "/returns/", "returns")
    picture_pack(analyst)


def picture_every_page(browser: Browser, demo: Demo) -> None:
    """Picture each kind of page once, as whoever comes by it first."""
    walk = Walk()
    for role in ROLES:
        watched = signed_in(browser, demo, role)
        for stop in walk.as_role(watched, role):
            snap(watched.page, f"page-{stop.name.replace('_', '-')}")
    nobody = sorted(walk.names.keys() - walk.seen)
    print(f"{len(walk.seen)} kinds of pages; no link leads to a page of: {', '.join(nobody)}")


def picture_uploads(analyst: WatchedPage) -> None:
    """Picture a form with errors, a return while it is read, and one that could not be."""
    page = analyst.page
    page.get_by_role("button", name="Upload and read").click()
    snap(page, "upload-errors")
    # Held as it first stands: without its script the page does not ask again.
    page.route("**/progress*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    analyst.visit("/returns/upload/")
    page.get_by_label("Whose return is this?").fill("Invented Borough, a wrong file")
    page.get_by_label("Files of the return").set_input_files(WRONG)
    page.get_by_role("button", name="Upload and read").click()
    page.get_by_role("heading", name="Reading the return").wait_for()
    snap(page, "progress")
    page.unroute("**/progress*.js")
    page.reload()
    page.get_by_role("heading", name="could not be read").wait_for()
    snap(page, "progress-failed")


def picture_before_publishing(analyst: WatchedPage) -> None:
    """Picture the findings of a return that waits to be published."""
    files = invent(in_care=100, years=1, last_year=2026, seed=1)
    analyst.visit("/returns/upload/")
    page = analyst.page
    page.get_by_label("Whose return is this?").fill("Invented Borough, one year only")
    page.get_by_label("Files of the return").set_input_files(
        [{"name": Path(name).name, "mimeType": "text/csv", "buffer": content} for name, content in files.items()]
    )
    page.get_by_role("button", name="Upload and read").click()
    page.wait_for_url("**/findings/")
    snap(page, "findings-before-publishing")


def picture_pack(analyst: WatchedPage) -> None:
    """Picture the data pack for sharing as its reader opens it."""
    analyst.visit("/figures/pack/")
    with analyst.page.expect_download() as waiting:
        analyst.page.get_by_role("link", name="Web page, for sharing").click()
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder, "pack.html")
        waiting.value.save_as(pack)
        analyst.page.goto(pack.as_uri())
        snap(analyst.page, "pack")


def signed_in(browser: Browser, demo: Demo, role: str) -> WatchedPage:
    """Return a page of somebody who holds a role."""
    watched = WatchedPage(browser.new_page(base_url=demo.url), demo)
    watched.sign_in(role)
    return watched


def shoot(watched: WatchedPage, path: str, name: str) -> None:
    """Open a page and picture it."""
    watched.page.goto(path)
    snap(watched.page, name)


def snap(page: Page, name: str) -> None:
    """Picture the page as it stands, wide and narrow."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        file = OUT / f"{name}-{width}.png"
        page.screenshot(path=file, full_page=True)
        make_small(file)
        if name in KEPT:
            shutil.copy(file, SHOWN / file.name)
    print(name)


def make_small(file: Path) -> None:
    """Keep 64 colours: pages are flat, and those in docs/ stay in the repository's history."""
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main()
