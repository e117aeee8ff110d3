"""Many people who read and write at the same moment, over HTTP, in a service that is really served."""

import pytest

from scripts import bench_load
from scripts.bench_load import Asked, load
from scripts.bench_service import PASSWORD, Service
from tests.web.own_service import own_service

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """Return a service with invented families that is being served, on the database that the tests run on."""
    with own_service(tmp_path_factory.mktemp("many")) as own:
        service = Service(own.home, own.url)
        code = f"from scripts.bench_children import fill\ntold = fill(children=40, rows=50, password={PASSWORD!r})"
        service.told = service.asked(code)
        with service.served():
            yield service


def test_reads_and_writes_at_once_are_all_answered_and_each_has_its_audit_row(service):
    done = load(service, requests=100, threads=8)
    assert not done.failures
    assert len(done.milliseconds) >= 100
    assert not done.missing, "answers of which the audit does not tell"
    assert not done.surplus, "audit rows of which nobody was told that it is done"
    assert done.expected["contact_added"] + done.expected["name_added"] + done.expected["network_joined"] > 10
    assert done.is_intact, done.verified


def test_what_is_not_as_it_should_be_is_counted(service, monkeypatch):
    """The measure itself: a row too few, a row too many and an answer of another kind do not pass unnoticed."""

    def wrong(child, relative, number):
        yield Asked(f"/children/{child}/", 200, ("page_read", "never_written"))
        yield Asked(f"/children/{child}/care/", 200, ())
        yield Asked("/children/", 404, ())

    monkeypatch.setitem(bench_load.ERRANDS, "look", wrong)
    done = load(service, requests=6, threads=2)
    assert done.missing == {"never_written": 2}
    assert done.surplus == {"page_read": 4}
    assert done.failures == {"children: 200": 2}


def test_what_there_is_no_time_for_counts_as_not_answered(service, monkeypatch):
    monkeypatch.setattr(bench_load, "LONGEST_SECONDS", 0)
    done = load(service, requests=6, threads=2)
    assert done.milliseconds == []
    assert done.failures.total() >= 6
    assert not done.surplus
