"""Walks a demo as each role does, from link to link, and comes by every kind of page once."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.functional.watched_page import WatchedPage

ROLES = (
    "social_worker", "team_manager", "director", "analyst", "auditor", "administrator", "reviewing_officer",
    "second_worker", "foster_carer", "guest", "improvement_lead", "emergency_duty",
)  # fmt: skip
"""In this order: whoever sees most of a page comes first."""
_VARIES = re.compile(r"<(?P<kind>\w+):(?P<name>\w+)>")
_PATTERNS = {"uuid": r"[0-9a-f-]{36}", "int": r"\d+", "slug": r"[\w-]+", "str": r"[^/]+"}
_MOST_VISITS = 500
_MOST_OF_A_KIND = 2
"""So many pages of a kind are opened for the links on them: one child has what another lacks."""


@dataclass(frozen=True)
class Stop:
    """One page of a kind that was not seen before, as it stands open: its name among the addresses, and its path."""

    name: str
    role: str
    path: str


def names_of_routes() -> dict[str, re.Pattern[str]]:
    """Return what an address of each kind of page looks like, by the page's name."""
    words = [sys.executable, "-m", "homeward.web", "urls", "--json"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "homeward.web.settings.tests"}
    told = subprocess.run(words, capture_output=True, text=True, check=True, env=environment).stdout
    routes = {}
    for one in json.loads(told):
        pieces, at = [], 0
        for found in _VARIES.finditer(one["path"]):
            pieces += [re.escape(one["path"][at : found.start()]), f"(?:{_PATTERNS[found['kind']]})"]
            at = found.end()
        routes[one["name"]] = re.compile("".join([*pieces, re.escape(one["path"][at:])]))
    return routes


class Walk:
    """A walk through a demo; `seen` are the names of the pages that were come by, `names` all there are."""

    def __init__(self) -> None:
        self.names = names_of_routes()
        self.seen: set[str] = set()

    def as_role(self, watched: WatchedPage, role: str) -> Iterator[Stop]:
        """Yield, while it stands open, each page of a kind nobody came by yet. The role is signed in."""
        to_visit, known, opened = ["/"], {"/"}, dict.fromkeys(self.names, 0)
        while to_visit and sum(opened.values()) < _MOST_VISITS:
            path = to_visit.pop(0)
            name = self._name_of(path)
            if name is None or opened[name] >= _MOST_OF_A_KIND or not _is_page(watched, path):
                continue
            opened[name] += 1
            watched.page.goto(path)
            links = watched.page.eval_on_selector_all(
                "a[href]", "links => links.map(link => link.getAttribute('href'))"
            )
            for link in map(_path_of, links):
                if link and link not in known:
                    known.add(link)
                    to_visit.append(link)
            if name not in self.seen:
                self.seen.add(name)
                yield Stop(name, role, path)

    def _name_of(self, path: str) -> str | None:
        return next((name for name, pattern in self.names.items() if pattern.fullmatch(path)), None)


def _path_of(link: str) -> str:
    """Return the path a link within the service leads to, without what is asked of it; empty for any other link."""
    parts = urlsplit(link)
    return "" if parts.scheme or parts.netloc or not parts.path.startswith("/") else parts.path


def _is_page(watched: WatchedPage, path: str) -> bool:
    """Tell whether an address answers with a page, not with a file or by leading elsewhere."""
    answer = watched.page.request.get(path, max_redirects=0)
    return answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html")
