"""What the forms of home and after offer to choose from: what the record holds already, as the writer may read it."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from homeward.web.accounts.models import User
from homeward.web.chronology.models import Visit, VisitKind, Voice
from homeward.web.chronology.reading import reader_of
from homeward.web.chronology.visits.queries import visits_told
from homeward.web.chronology.voices.queries import open_voices
from homeward.web.people.family.queries import relatives_of
from homeward.web.people.models import AgencyKind, AllocatedAs, Child, NetworkMember, Person
from homeward.web.people.network.queries import members_seen, name_of
from homeward.web.people.teams.queries import workers_of

_LONGEST = 90
_MOST = 12
Offered = list[tuple[Any, str]]


def relatives_offered(user: User, child: Child, today: date) -> Offered:
    """Return the child's relatives of whom somebody may be told, each once, with what they are to the child."""
    found: dict[UUID, tuple[Person, str]] = {}
    for one in relatives_of(user, child, today):
        if one.person.died_on is None:
            found.setdefault(one.person.pk, (one.person, f"{one.person.shown_name}, {one.words}"))
    return list(found.values())


def visits_offered(
    user: User, child: Child, since: date, *, is_family_time: bool = False, most: int | None = _MOST
) -> Offered:
    """Return the latest visits since a day on which the child was seen, in words; or those that are family time.

    `most` is None for all of them.
    """
    found = []
    for told in visits_told(reader_of(user, child)):
        is_kind = (told.visit.kind == VisitKind.FAMILY_TIME) == is_family_time
        if told.own.is_seen and told.visit.on >= since and is_kind:
            found.append((told.visit, _in_words(told.visit, told.seen_in_words)))
    return found[:most]


def voices_offered(user: User, child: Child, since: date) -> Offered:
    """Return what child and others have said since a day, as far as it is open."""
    voices = open_voices(reader_of(user, child)).filter(on__gte=since).select_related("person__child")
    voices = voices.prefetch_related("person__names")
    return [(voice, _said(voice, child)) for voice in voices]


def leads_offered(user: User, child: Child, today: date) -> Offered:
    """Return who may lead the plan after care: who works with the child now, and everybody in the network."""
    no_leads = (AllocatedAs.FOSTER_CARER, AllocatedAs.REVIEWING_OFFICER)
    workers = workers_of(child, today).exclude(allocated_as__in=no_leads)
    found: dict[object, tuple[Any, str]] = {}
    for one in workers.select_related("user"):
        found.setdefault(one.user_id, (one.user, f"{one.user.name}, {one.get_allocated_as_display().lower()}"))
    reviewers = set(workers_of(child, today).filter(allocated_as__in=no_leads).values_list("user", flat=True))
    for member in _members(user, child, today):
        if member.user_id not in reviewers:
            found.setdefault(member.user_id or member.pk, (member, _member(member)))
    return list(found.values())


def watchers_offered(user: User, child: Child, today: date) -> Offered:
    """Return who in the child's network is of a school or of education."""
    members = _members(user, child, today)
    return [(one, _member(one)) for one in members if one.agency and one.agency.kind == AgencyKind.EDUCATION]


def _members(user: User, child: Child, today: date) -> Iterator[NetworkMember]:
    for member in members_seen(user, child):
        if member.ends_on is None or member.ends_on > today:
            yield member


def _member(member: NetworkMember) -> str:
    agency = f", {member.agency.name}" if member.agency else ""
    return f"{name_of(member)}, {member.role_words}{agency}"


def _in_words(visit: Visit, seen: str) -> str:
    what = visit.what if len(visit.what) <= _LONGEST else f"{visit.what[:_LONGEST].rstrip()} …"
    return f"{visit.on.day} {visit.on:%B %Y}. {seen}. {what}"


def _said(voice: Voice, child: Child) -> str:
    who = "The child" if voice.person_id == child.person_id else voice.person.shown_name
    words = voice.words if len(voice.words) <= _LONGEST else f"{voice.words[:_LONGEST].rstrip()} …"
    return f"{who}, {voice.on.day} {voice.on:%B %Y}: “{words}”"
