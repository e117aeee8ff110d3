"""Invents a service that never was: its staff, teams and families, each thing written down on its own day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from homeward.invented.families.careers import CareChild, read_children
from homeward.invented.families.cases import Case, open_cases
from homeward.invented.families.choosing import AFTER_RETURN_DAYS, choose
from homeward.invented.families.draws import Draws
from homeward.invented.families.happenings import AgencyAdded, Event, ReturnImported
from homeward.invented.families.kin import Family, invent_family
from homeward.invented.families.ledger import Ledger
from homeward.invented.families.living import Homes, write_living
from homeward.invented.families.peoples import Names
from homeward.invented.families.places import AGENCIES, Addresses
from homeward.invented.families.relatives import write_relatives
from homeward.invented.families.staff import STAFF, write_staff
from homeward.invented.families.story_teller import Teller
from homeward.invented.families.telling_pathway import (
    SHORT_CHILD,
    SHORT_ROUTE,
    write_pathway,
    write_policy,
    write_short_route,
)
from homeward.invented.families.telling_stories import write_events
from homeward.invented.families.telling_visits import write_visits
from homeward.invented.families.telling_voices import write_voices
from homeward.invented.families.troubles import local_id_outside, write_troubles
from homeward.invented.families.working import Professionals, write_working
from homeward.sources.day import date_of
from homeward.sources.rows import Rows

KEPT_SINCE_DAYS = 400
"""How long before the last day the service has kept its records here: what was before is brought over."""

_IMPORTED_AFTER_DAYS = 45


@dataclass(frozen=True)
class InventedService:
    """A service: everything written down, in the order in which it was, and whom the stories are about.

    `stories` names for each story the local id of its first child, and `families` holds who is related to whom.
    """

    first_on: date
    as_of: date
    events: tuple[Event, ...]
    families: tuple[Family, ...]
    children: Mapping[str, CareChild]
    stories: Mapping[str, str]


def invent_families(rows: Rows, *, seed: int, as_of: date) -> InventedService:
    """Invent the families, workers and troubles of at least 120 children of a council's returns.

    The returns stay as they are: the children keep their ids, births, sexes, ethnicities and histories. `as_of` is the
    last day told, not before the returns end. The same arguments give the same service. Raises ValueError where the
    returns end later, or hold too few children; about 400 in care are enough.
    """
    told_until = date_of(rows.data_to_day)
    if as_of < told_until:
        raise ValueError("The last day of the invented service must not lie before the returns end.")
    chosen = choose(read_children(rows), Draws(seed, 1), as_of=as_of, told_until=told_until)
    draws = Draws(seed, 2)
    names = Names(draws, frozenset(staff.name for staff in STAFF))
    families = [invent_family(draws, names, siblings) for siblings in chosen]
    ledger = Ledger(as_of - timedelta(days=KEPT_SINCE_DAYS))
    write_staff(ledger, as_of)
    for agency in AGENCIES.values():
        ledger.write(AgencyAdded(agency), on=None)
    teller = Teller(Draws(seed, 3))
    ledger.write(ReturnImported(), on=_imported_on(told_until, as_of))
    for case in _write_cases(families, draws, names, ledger, as_of):
        _write_story(case, teller)
        write_pathway(case)
    write_policy(ledger, as_of)
    write_short_route(ledger, as_of)
    return InventedService(
        ledger.first_on,
        as_of,
        ledger.in_order(),
        tuple(families),
        MappingProxyType({child.local_id: child for siblings in chosen for child in siblings.children}),
        MappingProxyType(_stories(families)),
    )


def _write_cases(families: list[Family], draws: Draws, names: Names, ledger: Ledger, as_of: date) -> Iterator[Case]:
    addresses = Addresses(draws)
    homes = Homes(draws, names, addresses, as_of)
    professionals = Professionals(draws, names)
    for case in open_cases(families, draws, ledger, as_of):
        write_relatives(case, draws, addresses)
        write_living(case, draws, homes)
        write_working(case, draws, homes, professionals)
        write_troubles(case)
        yield case


def _write_story(case: Case, teller: Teller) -> None:
    """Write down what happened in a family, the visits, and what was said: from a stream of draws of its own."""
    write_events(case, teller)
    write_visits(case, teller)
    write_voices(case, teller)


def _imported_on(told_until: date, as_of: date) -> date:
    """Return the day on which the last return was brought in: weeks after it ends, and before what came after it."""
    if (as_of - told_until).days <= AFTER_RETURN_DAYS:
        return as_of
    return min(told_until + timedelta(days=_IMPORTED_AFTER_DAYS), as_of - timedelta(days=AFTER_RETURN_DAYS + 1))


def _stories(families: list[Family]) -> dict[str, str]:
    """Return for each story the local id of its child; for a second record of one child, that of the second too."""
    found: dict[str, str] = {}
    for family in families:
        if family.siblings.story:
            found.setdefault(family.siblings.story, family.siblings.children[0].local_id)
    outside = {"merge_other": local_id_outside(0), "unmerged_other": local_id_outside(1), SHORT_ROUTE: SHORT_CHILD}
    return found | outside
