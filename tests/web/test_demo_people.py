"""The demo's people are written down by the actions people use, each on its own day, and every trouble is there."""

from datetime import date
from uuid import uuid4

import pytest

from homeward.invented import invent
from homeward.invented.families import invent_families
from homeward.sources.ssda903 import read_files, stitch
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.commands.demo_people import replay
from homeward.web.people.models import Child
from homeward.web.people.relations import relations_of

AS_OF = date(2026, 11, 20)


@pytest.mark.slow
@pytest.mark.django_db
def test_everything_can_be_written_down_on_its_day(settings):
    settings.HOMEWARD_TODAY = AS_OF
    rows = stitch(read_files(invent(in_care=600, years=6, last_year=2026, seed=903, dirt=0.01)))
    service = invent_families(rows, seed=903, as_of=AS_OF)
    stories = replay(service, rows=rows, dataset=uuid4(), password="walnut ladder 42 quiet")
    assert clock.today() == AS_OF
    assert Child.objects.exclude(person__names=None).count() >= 120
    assert User.objects.get(username="dormant").is_dormant(AS_OF)
    assert set(stories) == set(service.stories)

    def is_open(user: str, story: str) -> bool:
        return bool(relations_of(User.objects.get(username=user), stories[story]))

    assert is_open("social_worker", "on_pathway")
    assert not is_open("social_worker", "conflict")
    assert not is_open("team_manager", "conflict_neighbour")
    assert not is_open("emergency_duty", "restricted")
    assert is_open("head_of_service", "restricted")
    assert is_open("guest", "guest")
    assert not is_open("guest.health", "guest")
    assert is_open("foster_carer", "fostered_here")
