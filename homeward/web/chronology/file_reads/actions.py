"""Names who reads a child's file, and writes down what was declared, what was read, how long it took, and the end."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.timezone import localdate

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.file_reads.checking import (
    check_can_be_named,
    check_due,
    check_is_reader,
    check_reads,
)
from homeward.web.chronology.file_reads.details import NamingDetails, SourceDetails, SourceOutcome
from homeward.web.chronology.file_reads.queries import own_workers_shut_out
from homeward.web.chronology.models import Declared, FileRead, FileSource, HoursRead
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Asked, Child, ConflictOfInterest, Notice
from homeward.web.people.recording import about_child
from homeward.web.people.relations import TO_WRITE, relations_of
from homeward.web.people.rights import check_leads

OPEN_AFTER_DUE = timedelta(days=14)
"""The record stays open to the reader so long after the day by which it is to be read."""
TASK = "Read the file for the chronology"
SHUT_OUT = "The record is no longer open to the reader, who worked with the child. Name somebody else."
READER_SHUT_OUT = "A child’s record is no longer open to you, so your reading of the file has ended."
_LONGEST_MINUTES = 16 * 60


def name_reader(*, child: Child, details: NamingDetails, by: User | None, on: date) -> FileRead:
    """Name who reads a child's file, what, and until which day; the record opens to them for it from `on`.

    Raises NotPermittedError unless a manager names somebody else, ValidationError by field.
    """
    check_leads(child, by)
    because = details.own_worker_because.strip()
    check_can_be_named(details.reader, child, because, by, on)
    check_due(details.due_on, on)
    sources = list(dict.fromkeys(source.strip() for source in details.sources if source.strip()))
    if not sources:
        raise ValidationError({"sources": "Name at least one source that is to be read."})
    with recorded("file_read_named", by=by) as entry:
        if FileRead.objects.filter(child=child, reader=details.reader, finished_at=None, ended_at=None).exists():
            raise ValidationError({"reader": "This person is reading the file already."})
        file_read = FileRead(
            child=child,
            reader=details.reader,
            asked=_opened(child, details, by, on),
            named_by=by,
            named_at=clock.now(),
            due_on=details.due_on,
            own_worker_because=because,
        )
        file_read.save()
        for position, what in enumerate(sources, 1):
            _source(file_read, SourceDetails(what), position).save()
        about_child(entry, child, by, file_read, reader=details.reader.pk, due_on=details.due_on.isoformat())
    return file_read


def declare(*, file_read: FileRead, declared: str, words: str = "", by: User | None, on: date) -> FileRead:
    """Say, as the reader, whether one has a relationship to the family (a Declared); with one, the reading ends.

    Whoever named the reader is told. Who knows somebody of the family in private life is shut out of the record at
    once, as by any conflict of interest. Raises NotPermittedError and ValidationError.
    """
    check_is_reader(file_read, by)
    if declared not in Declared.values:
        raise ValidationError({"declared": "Choose what is so."})
    said = words.strip()
    if declared != Declared.NONE:
        said = words_needed(words, "words", "Say in a few words what the relationship is.")
    with recorded("file_read_declared", by=by) as entry:
        kept = _held(file_read)
        if kept.declared:
            raise ValidationError("This was declared already.")
        kept.declared, kept.declared_words, kept.declared_at = declared, said, clock.now()
        if declared != Declared.NONE:
            _end(kept, by, f"{kept.get_declared_display()}: {said}", on)
            _tell(kept, "The reader of a child’s file has a relationship to the family. Name somebody else.")
        kept.save()
        if declared == Declared.PRIVATE:
            entered(ConflictOfInterest, by, child=kept.child, user=kept.reader, reason=said, begins_on=on).save()
        about_child(entry, kept.child, by, kept, declared=declared)
    return kept


def add_source(*, file_read: FileRead, source: SourceDetails, by: User | None) -> FileSource:
    """Add a source that is to be read, as the reader or a manager."""
    _check_reads_or_leads(file_read, by)
    _check_years(source)
    with recorded("file_source_added", by=by) as entry:
        last = file_read.sources.aggregate(last=Max("position"))["last"] or 0
        added = _source(file_read, source, last + 1)
        added.save()
        about_child(entry, file_read.child, by, added, file_read=str(file_read.pk))
    return added


def mark_source(*, source: FileSource, outcome: SourceOutcome, by: User | None, on: date) -> FileSource:
    """Say, as the reader, on which day a source was read, or why it could not be; said again, it counts anew."""
    check_reads(source.file_read, by)
    because = outcome.not_read_because.strip()
    if (outcome.read_on is None) == (not because):
        raise ValidationError({"read_on": "Say on which day you read it, or why it could not be read."})
    if outcome.read_on and not localdate(source.file_read.named_at) <= outcome.read_on <= on:
        raise ValidationError({"read_on": "The day must lie between the day you were named and today."})
    with recorded("file_source_marked", by=by) as entry:
        kept = FileSource.objects.select_for_update(of=("self",)).get(pk=source.pk)
        kept.read_on, kept.not_read_because = outcome.read_on, because
        kept.clean_fields(exclude={"file_read"})
        kept.save()
        about_child(entry, source.file_read.child, by, kept, was_read=outcome.read_on is not None)
    return kept


def record_hours(*, file_read: FileRead, minutes: int, read_on: date, by: User | None, on: date) -> HoursRead:
    """Say, as the reader, how long one read on a day; said again of the same day, it is that day's new time."""
    check_reads(file_read, by)
    if not localdate(file_read.named_at) <= read_on <= on:
        raise ValidationError({"read_on": "The day must lie between the day you were named and today."})
    if not 0 < minutes <= _LONGEST_MINUTES:
        raise ValidationError({"minutes": "Say how long you read, up to 16 hours."})
    with recorded("file_read_hours_recorded", by=by) as entry:
        found = HoursRead.objects.select_for_update(of=("self",)).filter(file_read=file_read, on=read_on).first()
        kept = found or HoursRead(file_read=file_read, on=read_on)
        kept.minutes, kept.entered_at = minutes, clock.now()
        kept.save()
        about_child(entry, file_read.child, by, kept, minutes=minutes, on=read_on.isoformat())
    return kept


def finish_read(*, file_read: FileRead, words: str, by: User | None, on: date) -> FileRead:
    """Finish a reading with a closing word, as the reader; what it opened is shut. Whoever named the reader is told.

    Raises ValidationError while a source is neither read nor said to be impossible to read.
    """
    check_reads(file_read, by)
    said = words_needed(words, "words", "Say in a few words what the file tells, and what is missing in it.")
    with recorded("file_read_finished", by=by) as entry:
        kept = _held(file_read)
        if any(not source.is_done for source in kept.sources.all()):
            raise ValidationError("Say of each source when you read it, or why it could not be read.")
        kept.finished_at, kept.finished_words = clock.now(), said
        _shut(kept, on)
        _tell(kept, "The reading of a child’s file is finished.")
        kept.save()
        about_child(entry, kept.child, by, kept)
    return kept


def end_read(*, file_read: FileRead, because: str, by: User | None, on: date) -> FileRead:
    """End a reading before it is finished, as a manager, with the reason; what it opened is shut."""
    check_leads(file_read.child, by)
    reason = words_needed(because, "because", "Say why the reading ends.")
    with recorded("file_read_ended", by=by) as entry:
        kept = _held(file_read)
        _end(kept, by, reason, on)
        kept.save()
        about_child(entry, kept.child, by, kept, reader=kept.reader_id)
    return kept


def end_reads_shut(*, by: User | None, on: date) -> int:
    """End each reading whose own worker has lost the record, for the reason that it is shut; return how many.

    Leaving a child shuts the record at once, also in the middle of a reading; who named the reader and the reader are
    told. Where a record was opened for the reading alone a manager gives another day or ends it: that stays open.
    """
    ended = 0
    for found in own_workers_shut_out():
        with recorded("file_read_ended", by=by) as entry:
            kept = _held(found)
            _end(kept, by, SHUT_OUT, on)
            _tell(kept, "The reader of a child’s file can no longer open the record: the reading has ended.")
            Notice(to=kept.reader, about=kept.child, words=READER_SHUT_OUT, at=clock.now()).save()
            kept.save()
            about_child(entry, kept.child, by, kept, reader=kept.reader_id)
        ended += 1
    return ended


def move_due_day(*, file_read: FileRead, due_on: date, by: User | None, on: date) -> FileRead:
    """Give a reader another day by which the file is to be read, as a manager; the record stays open until after it."""
    check_leads(file_read.child, by)
    check_due(due_on, on)
    with recorded("file_read_due_moved", by=by) as entry:
        kept = _held(file_read)
        kept.due_on = due_on
        if kept.asked is not None:
            kept.asked = _kept_open(kept, by, on)
        kept.save()
        about_child(entry, kept.child, by, kept, due_on=due_on.isoformat())
    return kept


def _check_reads_or_leads(file_read: FileRead, by: User | None) -> None:
    if by is not None and by.pk == file_read.reader_id:
        check_reads(file_read, by)
    else:
        check_leads(file_read.child, by)
        _check_open(file_read)


def _check_open(file_read: FileRead) -> None:
    if not file_read.is_open:
        raise ValidationError("This reading is over.")


def _check_years(source: SourceDetails) -> None:
    words_needed(source.what, "what", "Say what is to be read.")
    if source.from_year and source.until_year and source.until_year < source.from_year:
        raise ValidationError({"until_year": "The last year cannot be before the first."})


def _held(file_read: FileRead) -> FileRead:
    """Return an open reading, locked. Raises ValidationError where it is over."""
    rows = FileRead.objects.select_for_update(of=("self",)).select_related("asked", "child", "reader", "named_by")
    kept = rows.get(pk=file_read.pk)
    _check_open(kept)
    return kept


def _source(file_read: FileRead, source: SourceDetails, position: int) -> FileSource:
    words = {"what": source.what.strip(), "from_year": source.from_year, "until_year": source.until_year}
    row = FileSource(file_read=file_read, position=position, **words)
    try:
        row.clean_fields(exclude={"file_read"})
    except ValidationError as error:
        raise ValidationError({"sources": "Keep each source within 200 letters."}) from error
    return row


def _opened(child: Child, details: NamingDetails, by: User | None, on: date) -> Asked | None:
    """Store what opens the record to a reader until some days after the day due; None where it is open to them."""
    if relations_of(details.reader, child) & TO_WRITE:
        return None
    days = {"begins_on": on, "ends_on": details.due_on + OPEN_AFTER_DUE}
    asked = entered(Asked, by, child=child, user=details.reader, task=TASK, **days)
    asked.save()
    return asked


def _kept_open(file_read: FileRead, by: User | None, on: date) -> Asked:
    """Store that a record stays open to a reader until after the new day; anew where it was shut meanwhile."""
    asked, until_on = file_read.asked, file_read.due_on + OPEN_AFTER_DUE
    if not asked.holds_on(on):
        words = {"child": file_read.child, "user": file_read.reader, "task": TASK}
        asked = entered(Asked, by, **words, begins_on=on, ends_on=until_on)
    asked.ends_on = until_on
    asked.save()
    return asked


def _end(file_read: FileRead, by: User | None, because: str, on: date) -> None:
    file_read.ended_by, file_read.ended_at, file_read.ended_because = by, clock.now(), because
    _shut(file_read, on)


def _shut(file_read: FileRead, on: date) -> None:
    """Shut what a reading opened to its reader, from this day on."""
    asked = file_read.asked
    if asked is not None and asked.ends_on > on:
        asked.ends_on = max(on, asked.begins_on)
        asked.save()


def _tell(file_read: FileRead, words: str) -> None:
    """Leave a notice to whoever named the reader."""
    for user in _to_tell(file_read):
        Notice(to=user, about=file_read.child, words=words, at=clock.now()).save()


def _to_tell(file_read: FileRead) -> Iterable[User]:
    return [file_read.named_by] if file_read.named_by is not None else []
