"""Writes down visits and contacts, corrects them with a reason, and strikes out what never was."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import Entry, recorded
from homeward.web.chronology.copied import check_not_copied
from homeward.web.chronology.models import Attachment, Draft, SearchEntry, Visit, VisitedChild
from homeward.web.chronology.search.index import entries_for, entries_of
from homeward.web.chronology.visits.details import SeenDetails, VisitDetails, check_seen
from homeward.web.chronology.writing import check_of_children, check_shared_reach, replacing, struck
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child


def record_visit(*, child: Child, details: VisitDetails, by: User | None, draft: Draft | None = None) -> Visit:
    """Write down a visit or contact with a child and perhaps sisters and brothers; return it.

    `child` is the one whose page is open; `draft` is what the writer had kept of it, which ends with it. Raises
    NotPermittedError where somebody may not write in the record of one of the children, ValidationError by field.
    """
    _check(child, details, by)
    elsewhere = _elsewhere(details, by)
    with recorded("visit_written", by=by) as entry:
        visit = _new_visit(details, by)
        _store(visit, details)
        if draft is not None:
            draft.delete()
        _about(entry, child, by, visit, **elsewhere)
    return visit


def correct_visit(*, child: Child, visit: Visit, details: VisitDetails, because: str, by: User | None) -> Visit:
    """Write a visit anew, with the reason; what stood before stays, struck out. Raises as `record_visit` does."""
    _check(child, details, by)
    check_of_children(_concerned(visit), by)
    reason = words_needed(because, "because", "Say why it is corrected.")
    elsewhere = _elsewhere(details, by)
    with recorded("visit_corrected", by=by) as entry:
        before = struck(visit, by, reason)
        before.save()
        entries_of(before).delete()
        after = replacing(before, _new_visit(details, by))
        _store(after, details)
        Attachment.objects.filter(visit=before).update(visit=after)
        also = {one.pk for one in _concerned(before)}
        _about(entry, child, by, after, also=also, replaces=str(before.pk), **elsewhere)
    return after


def strike_visit(*, child: Child, visit: Visit, because: str, by: User | None) -> None:
    """Strike out a visit that never was, or was with other children, with the reason; it stays, struck out."""
    check_of_children(_concerned(visit), by)
    reason = words_needed(because, "because", "Say why it is struck out.")
    with recorded("visit_struck", by=by) as entry:
        struck(visit, by, reason).save()
        entries_of(visit).delete()
        _about(entry, child, by, visit)


def _check(child: Child, details: VisitDetails, by: User | None) -> None:
    """Raise NotPermittedError or ValidationError where a visit may not be written like this."""
    visited = [one.child for one in details.visited]
    if child.pk not in {one.pk for one in visited} or len({one.pk for one in visited}) < len(visited):
        raise ValidationError({"children": "Tell once of each child, and of the child whose page this is."})
    check_of_children(visited, by)
    check_shared_reach(visited, details.reach)
    words_needed(details.what, "what", "Say what happened.")
    _check_when(details)
    for one in details.visited:
        check_seen(one, details.kind)


def _check_when(details: VisitDetails) -> None:
    """Raise ValidationError for a visit that is still to come."""
    present = localtime(clock.now())
    if details.on > present.date():
        raise ValidationError({"on": "The day is still to come. Write the visit down when it was."})
    if details.on == present.date() and details.at and details.at > present.time():
        raise ValidationError({"at": "The time is still to come. Write the visit down when it was."})


def _new_visit(details: VisitDetails, by: User | None) -> Visit:
    """Return a visit that is not stored yet. Raises ValidationError, by field."""
    return entered(
        Visit,
        by,
        on=details.on,
        at=details.at,
        kind=details.kind,
        where=details.where.strip(),
        what=details.what.strip(),
        next_steps=details.next_steps.strip(),
        reach=details.reach,
        elsewhere_because=details.elsewhere_because.strip(),
    )


def _elsewhere(details: VisitDetails, by: User | None) -> dict[str, str]:
    """Return in whose record the words stand, too, for the audit. Raises ValidationError where nobody says why."""
    concerned = [one.child for one in details.visited]
    found = check_not_copied(details.texts, concerned=concerned, by=by, because=details.elsewhere_because)
    return {"stands_too_in": str(found.child_id)} if found else {}


def _store(visit: Visit, details: VisitDetails) -> None:
    """Store a visit with each child it was about, who else was there, and what the search finds it by."""
    visit.save()
    for one in details.visited:
        _visited(visit, one).save()
    visit.with_persons.set(dict.fromkeys(details.with_persons))
    SearchEntry.objects.bulk_create(entries_for(visit))


def _visited(visit: Visit, one: SeenDetails) -> VisitedChild:
    return VisitedChild(
        visit=visit,
        child=one.child,
        is_seen=one.is_seen,
        is_alone=one.is_alone,
        where=one.where.strip() if one.is_seen else "",
        not_seen_because=one.not_seen_because.strip(),
        childs_words=one.childs_words.strip(),
        private=one.private.strip(),
    )


def _concerned(visit: Visit) -> list[Child]:
    return list(visit.children.all())


def _about(
    entry: Entry, child: Child, by: User | None, visit: Visit, *, also: Iterable[object] = (), **detail: object
) -> None:
    """Make the audit row one about the child, and name whom the visit was about too; `also` are more of these."""
    others = {*(one.pk for one in _concerned(visit)), *also} - {child.pk}
    about_child(entry, child, by, visit, **detail, **({"also": sorted(map(str, others))} if others else {}))
