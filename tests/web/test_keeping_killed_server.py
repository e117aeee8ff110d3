"""The server is killed dead while many people write: what was acknowledged is there afterwards, and nothing half."""

import json
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from scripts.bench_service import PASSWORD, Visitor
from tests.web.own_service import own_service, wait_until

pytestmark = pytest.mark.slow

WRITES, WRITERS, KILLED_AFTER = 500, 6, 180
FILL = f"""
import json
from datetime import date
from homeward.web.accounts.actions import create_user, give_role
from homeward.web.accounts.roles import Role
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.persons.actions import create_child
from homeward.web.people.teams.actions import allocate_child, create_team
on = date(2024, 1, 5)
team = create_team(name="Invented East", by=None, on=on)
told = []
for number in range({WRITERS}):
    name = f"writer_{{number}}"
    user = create_user(username=name, name="Invented", password={PASSWORD!r}, by=None, on=on)
    give_role(user=user, role=Role.SOCIAL_WORKER, by=None, on=on)
    start = RecordStart(team=team, allocated_to=user)
    child = create_child(details=PersonDetails(f"Invented{{number}}", "Exemplar"), start=start, by=None, on=on)
    told.append([user.username, str(child.pk)])
print(json.dumps(told))
"""
FOUND = """
import json
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.models import Concern, LifeEvent
print(json.dumps({
    "words": list(LifeEvent.objects.values_list("what", flat=True)),
    "halves": LifeEvent.objects.filter(concerns=None).count(),
    "concerns": Concern.objects.count(),
    "rows": AuditEvent.objects.filter(action="event_written").count(),
}))
"""


@pytest.fixture
def service(tmp_path):
    with own_service(tmp_path) as service:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            service.port = probe.getsockname()[1]
        service.environment["HOMEWARD_PORT"] = str(service.port)
        service.told = json.loads(service.python(FILL))
        yield service


def is_served(service):
    try:
        return Visitor(service.port, 5).get("/healthz").status == 200
    except OSError:
        return False


def write(visitor, child, words):
    """Send one event as the form does; tell whether it was acknowledged."""
    told = {
        "what": words, "on-year": "2024", "on-month": "3", "on-day": "5", "category": "family",
        "knowledge": "parent", "reach": "service",
    }  # fmt: skip
    answer = visitor.post(f"/children/{child}/chronology/add/", **told)
    assert answer.status == 302, answer.text[:3000]


def test_every_acknowledged_write_is_there_after_the_server_was_killed(service):
    process = service.start("serve")
    wait_until(lambda: is_served(service), "the service answers")
    visitors = []
    for username, _ in service.told:
        visitor = Visitor(service.port)
        visitor.sign_in(username)
        visitors.append(visitor)
    acknowledged, sent, killed = [], [], threading.Event()

    def work(number):
        for turn in range(WRITES // WRITERS):
            words = f"invented event {number} {turn}"
            sent.append(words)
            try:
                write(visitors[number], service.told[number][1], words)
            except OSError:
                return
            except Exception:
                # A server that dies while it answers breaks off in many ways; before that, none is right.
                assert killed.is_set()
                return
            acknowledged.append(words)

    with ThreadPoolExecutor(WRITERS) as pool:
        jobs = [pool.submit(work, number) for number in range(WRITERS)]
        until = time.monotonic() + 300
        while len(acknowledged) < KILLED_AFTER and time.monotonic() < until:
            time.sleep(0.005)
        killed.set()
        os.killpg(process.pid, signal.SIGKILL)
        for job in jobs:
            job.result()
    process.wait(10)
    assert KILLED_AFTER <= len(acknowledged) <= len(sent) < WRITES

    service.start("serve", log="again")
    wait_until(lambda: is_served(service), "the service answers again")
    found = json.loads(service.python(FOUND))
    print(f"{len(sent)} sent, {len(acknowledged)} acknowledged, {len(found['words'])} found")
    assert set(acknowledged) <= set(found["words"]) <= set(sent)
    assert len(found["words"]) == len(set(found["words"])) == found["rows"] == found["concerns"]
    assert found["halves"] == 0
    verified = service.run("audit-verify")
    assert verified.returncode == 0, verified.stderr
    write(visitors[0], service.told[0][1], "and on it goes")
