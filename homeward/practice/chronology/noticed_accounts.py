"""Points out accounts that may not fit together: two addresses, two tellings of one day, a home without a source."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, groupby

from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge
from homeward.practice.chronology.noticed_kinds import Compared, Noticed, NoticedKind, Placed, in_full, quoted
from homeward.practice.chronology.when import Exactness, When


def two_places(events: Sequence[ChronologyEvent], placed: Sequence[Placed] = ()) -> Iterator[Noticed]:
    """Yield where two sources say of one day that the child lived at different addresses.

    Only days count of which it is certain. One source that tells of two addresses in a day tells of a move. An address
    from a day on which the care history tells of no move is pointed out too.
    """
    at = [(event, days) for event in events if event.place and (days := _certain_days(event.when))]
    for (one, its), (other, others) in combinations(at, 2):
        shared = max(its[0], others[0])
        if (
            shared <= min(its[1], others[1])
            and _source(one) != _source(other)
            and _plain(one.place) != _plain(other.place)
        ):
            sentence = f"On {in_full(shared)} two addresses are told: {quoted(one.place)} and {quoted(other.place)}."
            yield Noticed(NoticedKind.PLACES, shared, sentence, (one, other))
    for event, (on, _) in at:
        for home in placed if event.when.exactness == Exactness.DAY else ():
            if home.began_on < on and home.covers(on) and _plain(home.where) != _plain(event.place):
                yield _beside_care(event, on, home)


def _certain_days(when: When) -> tuple[date, date] | None:
    """Return the first and the last day on which something certainly was; None where no day is certain."""
    first_on = When(when.first_on, when.exactness).latest_on
    last_on = When(when.last_on or when.first_on, when.exactness).earliest_on
    return (first_on, last_on) if first_on <= last_on else None


def _beside_care(event: ChronologyEvent, day: date, home: Placed) -> Noticed:
    sentence = (
        f"An event says that the child lived from {in_full(day)} at {quoted(event.place)}. The care history tells of "
        f"no move on that day: since {in_full(home.began_on)} it says {quoted(home.where)}."
    )
    return Noticed(NoticedKind.PLACES, day, sentence, (event,))


def two_accounts(events: Sequence[ChronologyEvent], compared: Sequence[Compared] = ()) -> Iterator[Noticed]:
    """Yield each day of which different sources tell events of one kind, until somebody has compared them.

    Whether such accounts agree, only people can say.
    """
    settled = {frozenset((one.first, one.second)) for one in compared}
    exact = [event for event in events if event.when.exactness == Exactness.DAY]
    for (day, _), group in groupby(sorted(exact, key=_day_and_kind), key=_day_and_kind):
        open_pairs = [
            pair
            for pair in combinations(group, 2)
            if _source(pair[0]) != _source(pair[1]) and frozenset(one.key for one in pair) not in settled
        ]
        if open_pairs:
            told = tuple(dict.fromkeys(event for pair in open_pairs for event in pair))
            sentence = f"{in_full(day)}: {len(told)} accounts from different sources. Do they agree?"
            yield Noticed(NoticedKind.ACCOUNTS, day, sentence, told)


def _day_and_kind(event: ChronologyEvent) -> tuple[date, Category]:
    return event.when.first_on, event.category


def disagreements(events: Sequence[ChronologyEvent], compared: Iterable[Compared]) -> Iterator[Noticed]:
    """Yield the pairs of accounts of which somebody said that they disagree."""
    by_key = {event.key: event for event in events}
    for one in compared:
        if one.is_disagreement and one.first in by_key and one.second in by_key:
            pair = by_key[one.first], by_key[one.second]
            day = min(event.when.order[0] for event in pair)
            yield Noticed(NoticedKind.DISAGREE, day, f"Two accounts disagree: {one.why}", pair)


def without_source(events: Iterable[ChronologyEvent]) -> Iterator[Noticed]:
    """Yield events that say where the child lived, but not whence that is known so that somebody could find it."""
    for event in events:
        if event.category != Category.PLACEMENT and not event.place:
            continue
        lacks = event.knowledge == Knowledge.NOT_KNOWN
        if lacks or (event.knowledge == Knowledge.DOCUMENT and not event.known_from.strip()):
            what = "no source is recorded" if lacks else "the document is not named"
            sentence = f"Where the child lived from {event.when.in_words}: {what}."
            yield Noticed(NoticedKind.SOURCE, event.when.order[0], sentence, (event,))


def _source(event: ChronologyEvent) -> tuple[str, ...]:
    """Return what tells one source from another; of what was seen or heard that is who wrote it down."""
    return event.knowledge, _plain(event.known_from), event.by if event.knowledge == Knowledge.SEEN else ""


def _plain(words: str) -> str:
    """Return words without what is only a way of writing them: capitals, blanks, commas and full stops."""
    return " ".join(words.casefold().replace(",", " ").replace(".", " ").split())
