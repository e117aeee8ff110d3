"""Lets many people read and write at once in a running service, and counts whether the audit lost or doubled anything.

It stops by itself, asks only the service that it is given on this machine, and starts and ends nothing but that.
"""

import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice

from scripts.bench_line import Line
from scripts.bench_service import Answer, Service, Visitor

REQUESTS, THREADS = 1_000, 32
LONGEST_SECONDS = 300
"""After so long nobody asks for anything more; what is left counts as not answered."""
COUNTED = """
from homeward.web.audit.models import AuditEvent
from django.db.models import Count
rows = AuditEvent.objects.filter(number__gt={after}).order_by()
last = AuditEvent.objects.order_by("-number").values_list("number", flat=True).first() or 0
told = {{"last": last, "rows": dict(rows.values_list("action").annotate(Count("number")))}}
"""
MORE = ("look", "look", "look", "look", "look", "search", "contact", "name", "network", "known")
"""What people do, and how often among ten errands."""


@dataclass(frozen=True)
class Asked:
    """One request: where, how it should be answered, which audit rows that leaves, and the form sent, if any."""

    address: str
    status: int
    rows: tuple[str, ...]
    form: dict[str, object] | None = None


@dataclass
class Load:
    """What became of all requests: how long each took (ms), which were not answered as they should be, and the audit.

    `missing` are rows, by action, that should be there and are not; `surplus` those that should not be there.
    """

    milliseconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    surplus: Counter[str] = field(default_factory=Counter)
    verified: str = ""
    is_intact: bool = False
    seconds: float = 0.0


def look(child: str, relative: str, number: int) -> Iterator[Asked]:
    """Open a child's page."""
    yield Asked(f"/children/{child}/", 200, ("page_read",))


def search(child: str, relative: str, number: int) -> Iterator[Asked]:
    """Look for children by part of a name."""
    yield Asked("/children/", 302, (), {"words": "an", "state": "open", "team": ""})
    yield Asked("/children/", 200, ("page_read",))


def known(child: str, relative: str, number: int) -> Iterator[Asked]:
    """Ask whether a child is known."""
    yield Asked("/children/known/", 302, (), {"given": "Megan", "family": "Ashcombe"})
    yield Asked("/children/known/answer/", 200, ("known_asked", "page_read"))


def contact(child: str, relative: str, number: int) -> Iterator[Asked]:
    """Add a way to reach a relative."""
    told = {"way": "phone", "value": f"01632 {number:06d}", "safety": "ask"}
    yield from _written(f"/children/{child}/family/{relative}/contacts/add/", "contact_added", told)


def name(child: str, relative: str, number: int) -> Iterator[Asked]:
    """Add a name of a relative."""
    told = {"given": f"Invented{number}", "family": "Exemplar", "kind": "known_as"}
    yield from _written(f"/children/{child}/family/{relative}/names/add/", "name_added", told)


def network(child: str, relative: str, number: int) -> Iterator[Asked]:
    """Add somebody new to the network round the child."""
    day = {"begins_on-day": 1, "begins_on-month": 9, "begins_on-year": 2025}
    told = {"given": "Invented", "family": f"Teacher{number}", "role_words": "Class teacher", **day}
    yield from _written(f"/children/{child}/network/add/", "network_joined", told)


def _written(address: str, action: str, told: dict[str, object]) -> Iterator[Asked]:
    """Open a form, then send it."""
    yield Asked(address, 200, ("page_read",))
    yield Asked(address, 302, (action,), told)


ERRANDS: dict[str, Callable[[str, str, int], Iterator[Asked]]] = {
    each.__name__: each for each in (look, search, known, contact, name, network)
}


def planned(requests: int, work: dict[str, list[list[str]]], threads: int) -> list[list[Asked]]:
    """Return for each of so many people what they will ask, in order: at least so many requests in all."""
    people = [kids for _, kids in sorted(work.items())]
    plans: list[list[Asked]] = [[] for _ in range(threads)]
    errands = enumerate(cycle(MORE))
    while sum(map(len, plans)) < requests:
        number, errand = next(errands)
        turn, at = number % threads, number // threads
        kids = people[turn % len(people)]
        child, relative = kids[at % len(kids)]
        plans[turn] += ERRANDS[errand](child, relative, number)
    return plans


def load(service: Service, *, requests: int = REQUESTS, threads: int = THREADS) -> Load:
    """Let so many people work at once in a service that is being served, and return what became of it."""
    work = service.told["work"]
    # One after the other: to sign in all at once from one address is another matter, and is held back on purpose.
    visitors = [service.visitor(username) for username in islice(cycle(sorted(work)), threads)]
    with ThreadPoolExecutor(threads) as pool:
        before = service.asked(COUNTED.format(after=0))["last"]
        found, lock = Load(), threading.Lock()
        began = time.monotonic()
        until = began + LONGEST_SECONDS
        jobs = zip(visitors, planned(requests, work, threads), strict=True)
        for done in [pool.submit(_work, visitor, plan, until, found, lock) for visitor, plan in jobs]:
            done.result()
        found.seconds = time.monotonic() - began
    rows = Counter(service.asked(COUNTED.format(after=before))["rows"])
    found.missing, found.surplus = found.expected - rows, rows - found.expected
    verified = service.command("audit-verify")
    found.is_intact, found.verified = verified.returncode == 0, (verified.stdout + verified.stderr).strip()
    return found


def _work(visitor: Visitor, plan: list[Asked], until: float, found: Load, lock: threading.Lock) -> None:
    for asked in plan:
        answer = _ask(visitor, asked) if time.monotonic() < until else None
        with lock:
            if answer is None or answer.status != asked.status:
                found.failures[f"{asked.address.split('/')[-2]}: {answer.status if answer else 'no answer'}"] += 1
            else:
                found.expected.update(asked.rows)
            if answer is not None:
                found.milliseconds.append(answer.milliseconds)


def _ask(visitor: Visitor, asked: Asked) -> Answer | None:
    try:
        return visitor.get(asked.address) if asked.form is None else visitor.post(asked.address, **asked.form)
    except OSError:
        return None


def load_lines(name: str, service: Service) -> list[Line]:
    """Return the lines of 1,000 reads and writes at once on one database."""
    with service.served():
        found = load(service)
    for failure, times in found.failures.items():
        print(f"{name}, many at once: {failure}, {times} times", file=sys.stderr)
    milliseconds = sorted(found.milliseconds)
    p50, p95 = statistics.median(milliseconds), milliseconds[int(len(milliseconds) * 0.95)]
    a_second = {"answers a second": round(len(milliseconds) / found.seconds, 1)}
    wrong = {
        "not_answered": (found.failures.total(), "answers"),
        "audit_rows_missing": (found.missing.total(), "rows"),
        "audit_rows_too_many": (found.surplus.total(), "rows"),
        "audit_chain_broken": (int(not found.is_intact), "chains"),
    }
    return [
        Line(f"load_{name}_answers", len(milliseconds), "answers", a_second),
        Line(f"load_{name}_p50", round(p50), "ms", {}),
        Line(f"load_{name}_p95", round(p95), "ms", {"p50": round(p95 / p50, 1)}),
        Line(f"load_{name}_longest", round(milliseconds[-1]), "ms", {"p50": round(milliseconds[-1] / p50, 1)}),
        *(Line(f"load_{name}_{what}", count, unit, {}, 0) for what, (count, unit) in wrong.items()),
    ]
