"""A browser's page that is watched: console errors, requests that leave this machine, accessibility, width."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.functional.demo_server import Demo

WIDE, NARROW, HEIGHT = 1280, 390, 900
AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


class WatchedPage:
    """A page with the few steps that every journey takes; `faults` fills with what must not happen."""

    def __init__(self, page: Page, demo: Demo) -> None:
        self.page, self.demo = page, demo
        self.faults: list[str] = []
        self._expected: set[str] = set()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # The browser itself remarks on an answer such as 404; where that answer is what we asked for, it is no fault.
        if message.text.startswith("Failed to load resource") and message.location["url"] in self._expected:
            return
        self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _see(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:")):
            return
        if urlsplit(request.url).hostname != "localhost":
            self.faults.append(f"request that leaves this machine: {request.url}")

    def expect_refusal_at(self, path: str) -> None:
        """Let the browser remark that the page at this path answered with an error."""
        self._expected.add(self.demo.url + path)

    def visit(self, path: str, status: int = 200) -> None:
        """Open a path and insist on the answer's status."""
        if status != 200:
            self.expect_refusal_at(path)
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"

    def sign_in(self, role: str) -> None:
        """Sign in as the person who holds a role."""
        self.visit("/sign-in/")
        self.page.get_by_label("User name").fill(role)
        self.page.get_by_label("Password", exact=True).fill(self.demo.password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(self.demo.url + "/")

    def heading(self) -> str:
        """Return the words of the page's heading."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def assert_accessible(self) -> None:
        """Insist, in a wide and in a narrow window, that axe has nothing to say and that the page fits in."""
        for width in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            found = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
            violations = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
            assert not violations, f"{self.page.url}, {width} pixels wide: {violations}"
            whole = self.page.evaluate("document.documentElement.scrollWidth")
            assert whole <= width, f"{self.page.url} is {whole} pixels wide in a window of {width}"
