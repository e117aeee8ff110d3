"""Measures over HTTP how long each page takes: figures of 5,000 children, and records of 2,000 open children.

Pages are found, not typed: from the list of addresses that the service prints of itself, and by following links.
"""

import html
import json
import re
import statistics
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlencode, urlsplit

from scripts.bench_line import Line
from scripts.bench_service import PASSWORD, Answer, Service, ServiceError, Visitor, cpu_seconds

CHILDREN, AUDIT_ROWS, IN_CARE, YEARS = 2_000, 100_000, 5_000, 5
SLOWEST_MILLISECONDS = 300
QUICK_MILLISECONDS, TIMES = 100, 5
"""A page that takes longer than that the second time is asked for until it was timed so many times."""
ROLES = ("director", "team_manager", "auditor", "administrator", "analyst")
"""Between them they open every page, each with the widest leave of its kind: all children, a team's, all rows."""
NOT_ASKED = frozenset({"sign_out", "figures_download"})
"""To sign out would end the walk; a download is one of hundreds of the same kind."""
PACK_FORMS, AGAIN = ("html", "json", "xlsx", "pdf"), 4
_FILLED = re.compile(r"<(uuid|int|slug):(\w+)>")
_KINDS = {"uuid": "[0-9a-f-]{36}", "int": "[0-9]+", "slug": "[-a-zA-Z0-9_]+"}
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
_QUESTION = re.compile(r'<select\b[^>]*\bname="(\w+)".*?</select>', re.DOTALL)
_CHOICE = re.compile(r'<option\b[^>]*\bvalue="([^"]+)"')


@dataclass(frozen=True)
class Route:
    """One line of the list of addresses."""

    name: str
    path: str
    roles: frozenset[str]

    @property
    def blanks(self) -> list[str]:
        """The names of what must be filled in before it is an address."""
        return [name for _, name in _FILLED.findall(self.path)]

    def is_of(self, path: str) -> bool:
        """Tell whether an address is this page's."""
        pattern = _FILLED.sub(lambda blank: _KINDS[blank[1]], self.path.replace(".", r"\."))
        return re.fullmatch(pattern, path) is not None


@dataclass(frozen=True)
class Page:
    """What one page took, in milliseconds: asked for the first time, and the median of some times after that."""

    page: str
    role: str
    address: str
    status: int
    first: float
    again: float

    @property
    def is_shown(self) -> bool:
        """Tell whether it is a page rather than a way to another or a refusal."""
        return self.status == 200


def routes_of(service: Service) -> list[Route]:
    """Return every page of a service that asks who somebody is, those without blanks first."""
    listed = json.loads(service.command("urls", "--json").stdout)
    found = [Route(line["name"], line["path"], frozenset(line["roles"])) for line in listed if not line["anyone"]]
    return sorted(found, key=lambda route: len(route.blanks))


class Walk:
    """Goes through the pages that a role may open, following links; at most so many addresses of each page."""

    def __init__(self, visitor: Visitor, role: str, routes: list[Route], most: int) -> None:
        """Begin nowhere."""
        self.visitor, self.role, self.most = visitor, role, most
        self.routes = [route for route in routes if role in route.roles and route.name not in NOT_ASKED]
        self._seen: set[str] = set()
        self._times: Counter[str] = Counter()

    def pages(self, addresses: Iterable[str]) -> Iterator[Page]:
        """Yield what each page took, from these addresses on."""
        waiting = deque(addresses)
        while waiting:
            address = waiting.popleft()
            route = self._route(address)
            if route is None or address in self._seen or self._times[route.name] >= self.most:
                continue
            self._seen.add(address)
            self._times[route.name] += 1
            page, answer = measured(self.visitor, route.name, self.role, address)
            yield page
            waiting.extend(links(answer, address))

    def _route(self, address: str) -> Route | None:
        path = urlsplit(address).path
        return next((route for route in self.routes if route.is_of(path)), None)


def measured(visitor: Visitor, name: str, role: str, address: str) -> tuple[Page, Answer]:
    """Ask for a page, and again: once where it is quick, else some times. Return what it took, and the first answer."""
    first = visitor.get(address)
    again = second = visitor.get(address).milliseconds
    if second > QUICK_MILLISECONDS and first.status == 200:
        again = statistics.median([second, *(visitor.get(address).milliseconds for _ in range(TIMES - 1))])
    return Page(name, role, address, first.status, round(first.milliseconds, 1), round(again, 1)), first


def links(answer: Answer, address: str) -> list[str]:
    """Return where a page leads on to inside the service."""
    if answer.location:
        return [answer.location]
    if not answer.body.lstrip().startswith(b"<"):
        return []
    found = (urldefrag(html.unescape(link)).url for link in _LINK.findall(answer.text))
    path = urlsplit(address).path
    return [f"{path}{link}" if link.startswith("?") else link for link in found if link.startswith(("/", "?"))]


def people_pages(service: Service, routes: list[Route]) -> list[Page]:
    """Return what each page took for each of the roles that may open it."""
    found = []
    for role in ROLES:
        visitor = service.visitor(role)
        walk = Walk(visitor, role, routes, most=3)
        begins = [
            route.path.replace("<uuid:child_pk>", child)
            for route in walk.routes
            if set(route.blanks) <= {"child_pk"}
            for child in service.told["children"]
        ]
        found += [page for page in walk.pages(begins) if not page.address.startswith("/figures/")]
        found += list(asked_pages(visitor, role, walk.routes))
    return found


def asked_pages(visitor: Visitor, role: str, routes: list[Route]) -> Iterator[Page]:
    """Yield what two pages took whose question is sent as a form: the children searched for, and who is known."""
    names = {route.name for route in routes}
    if "children_list" in names:
        visitor.post("/children/", words="an", state="open", team="")
        yield measured(visitor, "children_list, searched", role, "/children/")[0]
        visitor.post("/children/", clear="1")
    if "known" in names:
        sought = {"given": "Megan", "family": "Ashcombe", "born_on-day": 7, "born_on-month": 3, "born_on-year": 2015}
        times = []
        for _ in range(TIMES + 1):
            visitor.post("/children/known/", **sought)
            times.append(visitor.get("/children/known/answer/"))
        again = statistics.median(answer.milliseconds for answer in times[1:])
        first = times[0]
        yield Page("known_answer, asked", role, "", first.status, round(first.milliseconds, 1), round(again, 1))


def figures_pages(service: Service, routes: list[Route]) -> list[Page]:
    """Return what each page of figures took for the analyst: each chapter whole and narrowed, and lists of children."""
    visitor, role = service.visitor("analyst"), "analyst"
    routes = [route for route in routes if route.path.startswith("/figures/") and "/pack/" not in route.path]
    found = list(Walk(visitor, role, routes, most=20).pages(["/figures/"]))
    chapters = sorted({urlsplit(page.address).path for page in found if page.page == "figures_chapter"})
    for at, choice in enumerate(choices(visitor.get("/figures/"))):
        for path in ["/figures/", *(chapters if at == 0 else ())]:
            found.append(measured(visitor, "figures, narrowed", role, f"{path}?{choice}")[0])
    found.append(measured(visitor, "pack", role, "/figures/pack/")[0])
    return found


def choices(answer: Answer) -> list[str]:
    """Return, for each question by which a page can be narrowed, its first choice as the end of an address."""
    asked = ((match[1], _CHOICE.search(match[0])) for match in _QUESTION.finditer(answer.text))
    return [urlencode({name: html.unescape(choice[1])}) for name, choice in asked if choice]


def pack_lines(service: Service) -> Iterator[Line]:
    """Yield what each form of the shareable pack costs a server just started, and again: waiting, and CPU spent."""
    for form in PACK_FORMS:
        with service.served() as pid:
            visitor = service.visitor("analyst")
            costs = [_pack_cost(visitor, form, pid) for _ in range(1 + AGAIN)]
        # Two processes answer, and each works the pack out once: the least of some times is one that found it done.
        for what, (milliseconds, seconds) in (("first", costs[0]), ("again", min(costs[1:]))):
            yield Line(f"pack_{form}_{what}", round(milliseconds), "ms", {})
            yield Line(f"pack_{form}_{what}_cpu", round(seconds, 2), "CPU s", {})


def _pack_cost(visitor: Visitor, form: str, pid: int) -> tuple[float, float]:
    """Return the milliseconds until a pack is there, and the CPU seconds that the server spent on it."""
    before = cpu_seconds(pid)
    answer = visitor.get(f"/figures/pack/shareable/{form}/")
    if answer.status != 200:
        raise ServiceError(f"The pack as {form} was answered by {answer.status}.")
    return answer.milliseconds, cpu_seconds(pid) - before


def figures_lines(folder: Path) -> tuple[list[Line], list[Page]]:
    """Measure the figures of an invented council; return the lines, and every page."""
    service = filled(folder, children=40, rows=100)
    service.asked(f"from scripts.bench_children import publish\npublish(in_care={IN_CARE}, years={YEARS})\ntold = None")
    lines = list(pack_lines(service))
    with service.served():
        lightest = measured(service.visitor("analyst"), "account_show", "analyst", "/your-account/")[0]
        pages = [page for page in figures_pages(service, routes_of(service)) if page.is_shown]
    for what, name in (("first", "figures_heaviest_page_first"), ("again", "figures_heaviest_page")):
        lines.append(slowest_line(name, pages, what, lightest))
    return lines, pages


def people_lines(name: str, service: Service) -> tuple[list[Line], list[Page]]:
    """Measure the pages about people on one database; return the lines, and every page."""
    routes = routes_of(service)
    with service.served():
        pages = [page for page in people_pages(service, routes) if page.is_shown]
    lightest = min(pages, key=lambda page: page.again)
    lines = [
        slowest_line(f"people_{name}_slowest_page_first", pages, "first", lightest),
        slowest_line(f"people_{name}_slowest_page", pages, "again", lightest, SLOWEST_MILLISECONDS),
        Line(f"people_{name}_median_page", statistics.median(page.again for page in pages), "ms", {}),
    ]
    return lines, pages


def slowest_line(name: str, pages: list[Page], what: str, lightest: Page, bar: float | None = None) -> Line:
    """Return a line for the slowest of some pages; its id names the page and who asked for it."""
    page = max(pages, key=lambda page: getattr(page, what))
    value = getattr(page, what)
    ratio = {f"lightest page ({lightest.page})": round(value / lightest.again, 1)}
    return Line(f"{name} ({page.page}, {page.role})", round(value), "ms", ratio, bar)


def filled(folder: Path, *, children: int = CHILDREN, rows: int = AUDIT_ROWS, database_url: str = "") -> Service:
    """Return a service of its own with staff, families and audit rows; `told` of it says who is who."""
    folder.mkdir()
    service = Service(folder, database_url)
    service.migrate()
    words = f"children={children}, rows={rows}, password={PASSWORD!r}"
    service.told = service.asked(f"from scripts.bench_children import fill\ntold = fill({words})")
    return service
