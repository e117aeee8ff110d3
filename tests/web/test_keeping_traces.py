"""What two people destroyed is not in the database's files either, and a service that is used goes on."""

import pytest

from tests.web.own_service import own_service

pytestmark = pytest.mark.slow

FILL = """
from datetime import date
from homeward.web import clock
from homeward.web.accounts.actions import create_user, give_role
from homeward.web.people.details import PersonDetails, RecordStart
from homeward.web.people.models import CareEpisode
from homeward.web.people.persons.actions import create_child
on = date(2024, 1, 5)
users = []
for role in ("head_of_service", "nominated_officer"):
    user = create_user(username=role, name="Invented", password="quiet harbour, forty lanterns", by=None, on=on)
    give_role(user=user, role=role, by=None, on=on)
for given, year in (("Zyxwvut", 1940), ("Qponmlk", 2016)):
    child = create_child(
        details=PersonDetails(given, "Exemplar", born_on=date(year, 1, 2)), start=RecordStart(), by=None, on=on
    )
    CareEpisode.objects.create(child=child, decom_on=date(year + 5, 1, 2), entered_at=clock.now())
"""
DESTROY = """
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.keeping.destruction.actions import agree_to_destruction, propose_destruction
from homeward.web.people.models import Child
child = Child.objects.get(person__born_on__year=1940)
head, officer = User.objects.order_by("username")
proposal = propose_destruction(child=child, because="Nobody asks for it.", by=head, on=clock.today())
agree_to_destruction(proposal=proposal, by=officer, on=clock.today())
"""


def test_nothing_of_it_is_left_in_the_files(tmp_path):
    with own_service(tmp_path) as service:
        service.python(FILL)
        service.python(DESTROY)
        assert service.rows("SELECT given FROM people_personname") == [("Qponmlk",)]
        done = service.run("audit-verify")
        assert done.returncode == 0, done.stderr
        assert "destroyed under 1 certificate" in done.stdout
        if service.url.startswith("sqlite"):
            stored = b"".join(file.read_bytes() for file in tmp_path.glob("own.sqlite3*"))
            assert b"Qponmlk" in stored
            assert b"Zyxwvut" not in stored
