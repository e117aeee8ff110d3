"""Writes what happened to a child, corrects it with a reason, and strikes out what never was."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from homeward.practice.chronology.event import Knowledge
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import Entry, recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.file_reads.checking import check_reads_of
from homeward.web.chronology.models import Attachment, Concern, Draft, FileRead, LifeEvent, Mention, SearchEntry
from homeward.web.chronology.search.index import entries_for, entries_of
from homeward.web.chronology.writing import check_of_children, check_shared_reach, replacing, struck
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child


def add_event(
    *,
    child: Child,
    details: EventDetails,
    by: User | None,
    file_read: FileRead | None = None,
    draft: Draft | None = None,
) -> LifeEvent:
    """Write down something that happened to a child and perhaps to sisters and brothers; return it.

    `child` is the one whose chronology is open. `file_read` is the reading of the file in which it was found; `draft`
    is what the writer had kept of it, which ends with it. Raises NotPermittedError where somebody may not write in the
    record of one of the children, ValidationError by field.
    """
    _check(child, details, by)
    check_reads_of(child, file_read, by)
    elsewhere = _elsewhere(details, by)
    with recorded("event_written", by=by) as entry:
        event = _new_event(details, by, file_read=file_read)
        _store(event, details)
        if draft is not None:
            draft.delete()
        _about(entry, child, by, event, **elsewhere)
    return event


def correct_event(*, child: Child, event: LifeEvent, details: EventDetails, because: str, by: User | None) -> LifeEvent:
    """Write an event anew, with the reason; what stood before stays, struck out. Raises as `add_event` does."""
    _check(child, details, by)
    check_of_children(_concerned(event), by)
    reason = words_needed(because, "because", "Say why it is corrected.")
    elsewhere = _elsewhere(details, by)
    with recorded("event_corrected", by=by) as entry:
        before = struck(event, by, reason)
        before.save()
        entries_of(before).delete()
        after = replacing(before, _new_event(details, by, file_read=before.file_read))
        _store(after, details)
        Attachment.objects.filter(event=before).update(event=after)
        _about(entry, child, by, after, replaces=str(before.pk), **elsewhere)
    return after


def strike_event(*, child: Child, event: LifeEvent, because: str, by: User | None) -> None:
    """Strike out an event that never was, or is not of this child, with the reason; it stays, struck out."""
    check_of_children(_concerned(event), by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("event_struck", by=by) as entry:
        struck(event, by, reason).save()
        entries_of(event).delete()
        _about(entry, child, by, event)


def _check(child: Child, details: EventDetails, by: User | None) -> None:
    """Raise NotPermittedError or ValidationError where an event may not be written like this."""
    concerned = [one.child for one in details.concerns]
    if child.pk not in {one.pk for one in concerned}:
        raise ValidationError({"children": "The event must concern the child whose chronology this is."})
    check_of_children(concerned, by)
    check_shared_reach(concerned, details.reach)
    words_needed(details.what, "what", "Say what happened.")
    if details.knowledge == Knowledge.RETURN:
        raise ValidationError({"knowledge": "What is in the return appears by itself."})
    if details.when.first_on > clock.today() or (details.when.last_on or details.when.first_on) > clock.today():
        raise ValidationError({"on": "The day is still to come. A chronology tells what happened."})


def _new_event(details: EventDetails, by: User | None, *, file_read: FileRead | None) -> LifeEvent:
    """Return an event that is not stored yet. Raises ValidationError, by field."""
    when = details.when
    return entered(
        LifeEvent,
        by,
        on=when.first_on,
        exactness=when.exactness,
        until_on=when.last_on,
        at=when.at,
        what=details.what.strip(),
        category=details.category,
        knowledge=details.knowledge,
        known_from=details.known_from.strip(),
        place=details.place.strip(),
        reach=details.reach,
        file_read=file_read,
        elsewhere_because=details.elsewhere_because.strip(),
    )


def _elsewhere(details: EventDetails, by: User | None) -> dict[str, str]:
    """Return in whose record the words stand, too, for the audit. Raises ValidationError where nobody says why."""
    texts = [details.what, details.known_from, details.place]
    texts += [text for one in details.concerns for text in (one.meant, one.private)]
    concerned = [one.child for one in details.concerns]
    found = check_not_copied(texts, concerned=concerned, by=by, because=details.elsewhere_because)
    return {"stands_too_in": str(found.child_id)} if found else {}


def _store(event: LifeEvent, details: EventDetails) -> None:
    """Store an event with whom it concerns and whom it is about, and what the search finds it by."""
    event.save()
    for one in details.concerns:
        _concern(event, one).save()
    for person in dict.fromkeys(details.mentions):
        Mention(event=event, person=person).save()
    SearchEntry.objects.bulk_create(entries_for(event))


def _concern(event: LifeEvent, one: ConcernDetails) -> Concern:
    return Concern(event=event, child=one.child, meant=one.meant.strip(), private=one.private.strip())


def _concerned(event: LifeEvent) -> Iterable[Child]:
    return list(event.children.all())


def _about(entry: Entry, child: Child, by: User | None, event: LifeEvent, **detail: object) -> None:
    """Make the audit row one about the child, and name whom it concerns too."""
    others = sorted(str(one.pk) for one in _concerned(event) if one.pk != child.pk)
    about_child(entry, child, by, event, **detail, **({"also": others} if others else {}))
