"""What the record knows that a written agreement uses: the chronology, the network, and other adults of the family."""

from collections.abc import Mapping

from django.http import HttpRequest

from homeward.practice.chronology.event import ChronologyEvent
from homeward.web import clock
from homeward.web.pathway.agreements.asked import AgreementAsked
from homeward.web.pathway.assessment.known import events_to_show
from homeward.web.people.family.queries import relatives_of
from homeward.web.people.models import Kinship
from homeward.web.people.network.queries import members_seen, name_of

_ADULTS = frozenset({Kinship.MOTHER, Kinship.FATHER, Kinship.PARENT, Kinship.ADOPTIVE_PARENT, Kinship.STEP_PARENT})
_MOST_NAMED = 8


def events_by_key(request: HttpRequest) -> Mapping[str, ChronologyEvent]:
    """Return the events of the child's chronology as the reader may read it, by their key."""
    return {event.key: event for event in events_to_show(request.user, request.child)}


def other_adults(request: HttpRequest, asked: AgreementAsked) -> list[str]:
    """Return the names of parents and step-parents, for the check of goals that answer for somebody else."""
    if not asked.apart:
        return []
    relatives = relatives_of(request.user, request.child, clock.today())
    mine = asked.party.name if asked.party else ""
    return [one.person.shown_name for one in relatives if one.kind in _ADULTS and one.person.shown_name != mine]


def network_in_words(request: HttpRequest) -> str:
    """Return who is in the network round the child, as a help for whoever names who helps; empty where nobody is."""
    members = members_seen(request.user, request.child)[:_MOST_NAMED]
    if not members:
        return "A person or a role whom parents can ring."
    return f"In the network: {'; '.join(f'{name_of(one)}, {one.role_words}' for one in members)}."
