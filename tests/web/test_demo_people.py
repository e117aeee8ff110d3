"""The demo's people are written down by the actions people use, each on its own day, and every trouble is there."""

from collections import Counter
from datetime import date
from uuid import uuid4

import pytest

from homeward.invented import invent
from homeward.invented.families import InventedService, invent_families
from homeward.invented.families.story_happenings import EventWritten, VisitRecorded, VoiceAnswered, VoiceWritten
from homeward.sources.ssda903 import read_files, stitch
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.models import AuditEvent
from homeward.web.chronology.models import LifeEvent, VisitedChild, VoiceAnswer
from homeward.web.chronology.telling import chronology_of
from homeward.web.commands.demo_people import replay
from homeward.web.people.models import Child
from homeward.web.people.relations import relations_of

AS_OF = date(2026, 11, 20)
ACTIONS = {
    EventWritten: "event_written",
    VisitRecorded: "visit_written",
    VoiceWritten: "voice_written",
    VoiceAnswered: "voice_answered",
}


@pytest.mark.slow
@pytest.mark.django_db
def test_everything_can_be_written_down_on_its_day(settings):
    settings.HOMEWARD_TODAY = AS_OF
    rows = stitch(read_files(invent(in_care=600, years=6, last_year=2026, seed=903, dirt=0.01)))
    service = invent_families(rows, seed=903, as_of=AS_OF)
    stories = replay(service, rows=rows, dataset=uuid4(), password="walnut ladder 42 quiet")
    assert clock.today() == AS_OF
    assert Child.objects.filter(person__names__isnull=False).distinct().count() >= 120
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

    check_every_row_is_of_its_day(service)
    check_stories(stories)


def check_every_row_is_of_its_day(service: InventedService) -> None:
    told = Counter((ACTIONS[type(one.what)], one.on) for one in service.events if type(one.what) in ACTIONS)
    rows = AuditEvent.objects.filter(action__in=ACTIONS.values()).values_list("action", "at")
    assert Counter((action, date.fromisoformat(at[:10])) for action, at in rows) == told


def check_stories(stories: dict[str, Child]) -> None:
    """What is planted can be read by whoever may, and not by others."""
    places = LifeEvent.objects.filter(children=stories["on_pathway"]).exclude(place="")
    assert len({one.on for one in places}) == 1
    assert len({one.place for one in places}) == 2
    abuse = stories["domestic_abuse"]
    worker = abuse.allocations.get(allocated_as="social_worker", ends_on=None).user

    def reach(user: User) -> set[str]:
        return {event.reach for event in chronology_of(user, abuse)}

    assert reach(worker) == {"agencies", "service", "restricted"}
    assert "restricted" not in reach(User.objects.get(username="mina.holtby"))
    assert VisitedChild.objects.filter(is_alone=True).exists()
    assert VisitedChild.objects.exclude(private="").exists()
    assert VoiceAnswer.objects.filter(was_told=False).exists()
