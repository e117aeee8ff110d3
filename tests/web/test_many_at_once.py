"""Many people who read and write at the same moment, over HTTP, in a service that is really served."""

import pytest

from scripts.bench_load import load
from scripts.bench_service import PASSWORD, Service
from tests.web.own_service import own_service

pytestmark = pytest.mark.slow


@pytest.fixture
def service(tmp_path):
    """Return a service with invented families, on the database that the tests run on."""
    with own_service(tmp_path) as own:
        service = Service(own.home, own.url)
        code = f"from scripts.bench_children import fill\ntold = fill(children=40, rows=50, password={PASSWORD!r})"
        service.told = service.asked(code)
        yield service


def test_reads_and_writes_at_once_are_all_answered_and_each_has_its_audit_row(service):
    with service.served():
        done = load(service, requests=100, threads=8)
    assert not done.failures
    assert len(done.milliseconds) >= 100
    assert not done.missing, "answers of which the audit does not tell"
    assert not done.surplus, "audit rows of which nobody was told that it is done"
    assert done.expected["contact_added"] + done.expected["name_added"] + done.expected["network_joined"] > 10
    assert done.is_intact, done.verified


def test_a_row_that_went_missing_is_noticed(service):
    """The measure itself: a load whose rows were not all kept says so."""
    with service.served():
        service.told["work"] = {name: kids[:1] for name, kids in service.told["work"].items()}
        done = load(service, requests=8, threads=2)
    assert done.is_intact
    done.expected["contact_added"] += 1
    assert done.missing == {}
