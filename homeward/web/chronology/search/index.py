"""Says what the search keeps of a writing, for the action that stores the writing: both are kept or neither is.

An action that stores a writing ends with `SearchEntry.objects.bulk_create(entries_for(written))`; one that strikes it
out does `entries_of(written).delete()`. Drafts have no entries, so nobody finds them.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from homeward.practice.chronology.when import When
from homeward.web.chronology.models import LifeEvent, SearchEntry, Visit, Voice, Written
from homeward.web.chronology.search.words import kept_words

KIND_OF: dict[type[Written], str] = {LifeEvent: "event", Visit: "visit", Voice: "voice"}
"""The field of `SearchEntry` that holds each kind of writing."""


def entries_for(written: Written) -> list[SearchEntry]:
    """Return what the search keeps of a stored writing, not stored yet: one entry for each child whom it concerns."""
    when = when_of(written)
    about = {
        KIND_OF[type(written)]: written,
        "reach": written.reach,
        "entered_by_id": written.entered_by_id,
        "first_on": when.earliest_on,
        "last_on": when.latest_on,
    }
    return [SearchEntry(child_id=child, words=kept_words(texts), **about) for child, texts in texts_in(written)]


def entries_of(written: Written) -> QuerySet[SearchEntry]:
    """Return what the search holds of a writing, for an action to delete."""
    return SearchEntry.objects.filter(**{KIND_OF[type(written)]: written})


def texts_in(written: Written) -> Iterator[tuple[UUID, list[str]]]:
    """Yield the id of each child whom a writing concerns, with the texts that may be read in this child's record.

    What concerns a sister or brother alone is not among them.
    """
    if isinstance(written, LifeEvent):
        for row in written.concerns.all():
            yield row.child_id, [written.what, row.meant, row.private, written.known_from, written.place]
    elif isinstance(written, Visit):
        for row in written.visited.all():
            own = [row.childs_words, row.private, row.not_seen_because, row.where]
            yield row.child_id, [written.what, *own, written.next_steps, written.where]
    elif isinstance(written, Voice):
        done = [answer.done for answer in written.answers.all()]
        yield written.child_id, [written.words, written.how_words, *done]


def when_of(written: Written) -> When:
    """Return when what is told in a writing happened."""
    return written.when if isinstance(written, LifeEvent) else When(written.on)
