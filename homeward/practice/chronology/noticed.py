"""Points out what is worth a second look in a chronology: long silences, and accounts that may not fit together."""

from collections.abc import Sequence
from datetime import date

from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.chronology.noticed_accounts import disagreements, two_accounts, two_places, without_source
from homeward.practice.chronology.noticed_kinds import Compared, Noticed, NoticedKind, Placed
from homeward.practice.chronology.noticed_silences import silences


def noticed(
    events: Sequence[ChronologyEvent],
    today: date,
    *,
    born_on: date | None = None,
    placed: Sequence[Placed] = (),
    compared: Sequence[Compared] = (),
) -> list[Noticed]:
    """Return what is worth a second look in a chronology, kind by kind, the latest first.

    `placed` is the care history; `compared` what people said of pairs of accounts, of each pair the last that was said.
    A pair of which one event is not among `events` is passed over.
    """
    found = [
        *disagreements(events, compared),
        *two_places(events, placed),
        *two_accounts(events, compared),
        *without_source(events),
        *silences(events, today, born_on=born_on, placed=placed),
    ]
    kinds = list(NoticedKind)
    return sorted(sorted(found, key=lambda one: one.on, reverse=True), key=lambda one: kinds.index(one.kind))
