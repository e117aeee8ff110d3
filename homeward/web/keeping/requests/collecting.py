"""Gathers what is held about a person into entries that can be read, withheld and given: facts, then the chronology."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from homeward.practice.chronology.event import CATEGORY_WORDS, ChronologyEvent
from homeward.web.accounts.models import User
from homeward.web.chronology.models import Attachment, GivenCopy, LifeEvent, Visit, Voice
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.models import (
    Allocation,
    Child,
    Contact,
    HouseholdMembership,
    MayBeContacted,
    NetworkMember,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    Relationship,
)
from homeward.web.people.policy import visible

_WRITTEN = ((LifeEvent, "children"), (Visit, "children"), (Voice, "child"))
LONGEST_SOURCE, LONGEST_HEADING, LONGEST_WHEN = 80, 200, 80


@dataclass(frozen=True)
class Entry:
    """One thing that is held: where it stands (`source`), what kind of thing it is, when, and its words."""

    source: str
    heading: str
    when_words: str
    text: str


def entries_of(child: Child, by: User) -> list[Entry]:
    """Return all that is held of a child, as somebody who keeps records may read it."""
    sources = (_names, _birth, _family, _homes, _contacts, _responsible, _contact_leaves, _secrets, _workers, _network)
    facts = [entry for source in sources for entry in source(child)]
    story = [_told(event) for event in chronology_of(by, child)]
    return [*facts, *story, *_struck_out(child, by), *_files(child), *_given(child)]


def not_collected(child: Child, by: User) -> int:
    """Return how many events, visits and voices somebody may not read: they also concern a child shut to them."""
    told = sum(event.key.startswith(("event-", "visit-", "voice-")) for event in chronology_of(by, child))
    held = sum(model.objects.standing().filter(**{way: child}).count() for model, way in _WRITTEN)
    return max(held - told, 0)


def _told(event: ChronologyEvent) -> Entry:
    lines = [event.what]
    lines += [f"What it meant for you: {event.meant}"] if event.meant else []
    lines += [event.private] if event.private else []
    lines += [f"Place: {event.place}"] if event.place else []
    named = ", ".join(one.name for one in (*event.mentions, *event.siblings))
    lines += [f"People named: {named}"] if named else []
    lines.append(f"Source: {event.source_in_words}")
    lines += [f"Written by: {event.by}"] if event.by else []
    return Entry(event.key, CATEGORY_WORDS[event.category], event.when.in_words, "\n".join(lines))


def _struck_out(child: Child, by: User) -> Iterator[Entry]:
    """Yield what was struck out or corrected: it is held still."""
    for model, way in _WRITTEN:
        for one in visible(by, model).filter(**{way: child}).exclude(struck_at=None).order_by("on"):
            said = one.words if isinstance(one, Voice) else one.what
            text = f"{said}\nStruck out because: {one.struck_because}"
            yield Entry(f"struck-{one.pk}", "Struck out or corrected since", _in_full(one.on), text)


def _names(child: Child) -> Iterator[Entry]:
    for name in child.person.names.standing():
        yield Entry(f"name-{name.pk}", "Your name", _since(name), f"{name.get_kind_display()}: {name.full}")


def _birth(child: Child) -> Iterator[Entry]:
    person = child.person
    born = _in_full(person.born_on) if person.born_on else "not known"
    lines = [f"Born: {born} ({person.get_born_exactly_display().lower()})", f"Sex: {person.get_sex_display()}"]
    lines += [f"First language: {person.first_language}"] if person.first_language else []
    lines += [f"Communication: {person.communication}"] if person.communication else []
    lines.append(f"Record opened: {_in_full(child.opened_on)}; the service’s own id: {child.local_id}")
    lines += [f"Record closed: {_in_full(child.closed_on)}. {child.closed_because}"] if child.closed_on else []
    yield Entry(f"person-{person.pk}", "About you", "", "\n".join(lines))


def _family(child: Child) -> Iterator[Entry]:
    me = child.person_id
    facts = Relationship.objects.standing().select_related("person__child", "other__child")
    for one in facts.filter(person=me).union(facts.filter(other=me)):
        said = f"{one.person.shown_name} is the {one.get_kind_display()} of {one.other.shown_name}"
        yield Entry(f"kin-{one.pk}", "Your family", _since(one), said)


def _homes(child: Child) -> Iterator[Entry]:
    for one in HouseholdMembership.objects.standing().filter(person=child.person_id).select_related("household"):
        home = one.household
        said = ", ".join(filter(None, (home.address, home.postcode, home.phone, one.note)))
        yield Entry(f"home-{one.pk}", "Where you lived", _since(one), said or "No address recorded")


def _contacts(child: Child) -> Iterator[Entry]:
    for one in Contact.objects.standing().filter(person=child.person_id):
        yield Entry(f"contact-{one.pk}", "How to reach you", _since(one), f"{one.get_way_display()}: {one.value}")


def _responsible(child: Child) -> Iterator[Entry]:
    for one in ParentalResponsibility.objects.standing().filter(child=child).select_related("person", "agency"):
        who = one.person.shown_name if one.person else one.agency.name
        yield Entry(
            f"responsible-{one.pk}", "Parental responsibility", _since(one), f"{who}: {one.get_basis_display()}"
        )


def _contact_leaves(child: Child) -> Iterator[Entry]:
    for one in MayBeContacted.objects.standing().filter(child=child).select_related("person"):
        said = f"{_name(one.person)}: {one.get_may_display()}. {one.words}"
        yield Entry(f"leave-{one.pk}", "Contact with you", _since(one), said.strip())


def _secrets(child: Child) -> Iterator[Entry]:
    for one in NotToBeTold.objects.standing().filter(child=child).select_related("person"):
        said = f"{_name(one.person)} is not to be told: {one.get_what_display()}. {one.reason}"
        yield Entry(f"secret-{one.pk}", "What somebody is not to be told", _since(one), said)


def _workers(child: Child) -> Iterator[Entry]:
    for one in Allocation.objects.standing().filter(child=child).select_related("user").order_by("begins_on"):
        yield Entry(
            f"worker-{one.pk}", "Who worked with you", _since(one), f"{one.user.name}, {one.get_allocated_as_display()}"
        )


def _network(child: Child) -> Iterator[Entry]:
    for one in NetworkMember.objects.standing().filter(child=child).select_related("user", "person", "agency"):
        who = one.user.name if one.user else _name(one.person)
        said = ", ".join(filter(None, (who, one.role_words, one.agency.name if one.agency else "")))
        yield Entry(f"network-{one.pk}", "People round you", _since(one), said)


def _files(child: Child) -> Iterator[Entry]:
    for one in Attachment.objects.standing().filter(child=child).order_by("entered_at"):
        said = f"{one.title} ({one.kind}, {one.size:,} bytes). The file itself is read and given apart."
        yield Entry(f"file-{one.pk}", "A file", _in_full(localdate(one.entered_at)), said)


def _given(child: Child) -> Iterator[Entry]:
    for one in GivenCopy.objects.filter(child=child).exclude(given_on=None).defer("pdf", "word"):
        said = (
            f"A copy of your chronology was given: {one.recipient_words or one.get_kind_display()}. For: {one.purpose}"
        )
        yield Entry(f"copy-{one.pk}", "What was given to whom", _in_full(one.given_on), said)


def _name(person: Person | None) -> str:
    return person.shown_name if person else ""


def _since(fact: object) -> str:
    """Return from when until when a fact held, in words; nothing where neither is known."""
    begins, ends = fact.begins_on, fact.ends_on
    parts = [f"from {_in_full(begins)}"] if begins else []
    parts += [f"until {_in_full(ends)}"] if ends else []
    return " ".join(parts)


def _in_full(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
