"""Tells the grounds that the pathway itself holds: assessment, classifications, home, circumstances, siblings."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from homeward.law.clock import add_working_days, anniversary
from homeward.law.nation import Nation
from homeward.practice.decisions.grounds import Ground, digest
from homeward.practice.pathways.steps import TWENTY_WORKING_DAYS, Circumstances
from homeward.sources.ssda903.codes import RESPITE
from homeward.web.pathway.decisions.grounds import ground_of_rows, told_row
from homeward.web.pathway.home_assessment.queries import home_assessment_of, members_of_homes
from homeward.web.pathway.models import PathwayStart
from homeward.web.pathway.queries import circumstances_of
from homeward.web.people.care.queries import care_on, episodes_of, periods_of
from homeward.web.people.models import CareEpisode, HouseholdMembership

ASSESSMENT = "the assessment"
_HOME = frozenset({"E4", "E4A", "E4B", "E13"})
"""The return's reasons why care ended that say the child went to live with parents or relatives."""


def assessment(start: PathwayStart, today: date) -> Iterator[Ground]:
    """Yield the assessment, where one was begun: every account, parent, view and answer ever written; six queries."""
    written = (
        start.assessed_parents.all(),
        start.ratings.all(),
        start.parent_changes.all(),
        start.views.all(),
        start.help_offered.all(),
        start.warning_answers.all(),
    )
    ground = ground_of_rows("assessment", str(start.pk), ASSESSMENT, *written)
    if ground.at is not None:
        yield ground


def classification(start: PathwayStart, today: date) -> Iterator[Ground]:
    """Yield the classifications and what was agreed on, where there are any; two queries."""
    of_way = (start.classifications.all(), start.agreements.all())
    ground = ground_of_rows("classification", str(start.pk), "the classifications", *of_way)
    if ground.at is not None:
        yield ground


def siblings(start: PathwayStart, today: date) -> Iterator[Ground]:
    """Yield what was written of brothers and sisters, where anything was; one query."""
    looks = start.child.siblings_looks.all()
    ground = ground_of_rows("siblings", str(start.child_id), "the look at brothers and sisters", looks)
    if ground.at is not None:
        yield ground


def home(start: PathwayStart, today: date) -> Iterator[Ground]:
    """Yield the home assessment with who lives there: whoever moves in, or turns 18, changes it.

    Its writers are those who assessed. Who wrote down where somebody lives has judged nothing.
    """
    written = (
        start.homes_found.all(),
        start.adults_assessed.all(),
        start.parent_placements.all(),
        start.orders_at_home.all(),
    )
    found = ground_of_rows("home", str(start.pk), "the home assessment, and who lives there", *written)
    if found.at is None:
        return
    homes = {one.household_id for one in members_of_homes(start, today)}
    homes.update(start.homes_found.values_list("household", flat=True))
    # That the child moves in is what was decided, and changes nothing of what it rests on.
    lived = HouseholdMembership.objects.filter(household__in=homes).exclude(person=start.child.person_id)
    adults = {one.person_id for each in home_assessment_of(start, today).homes for one in each.adults}
    rows = [told_row(row) for row in lived]
    told = digest([{"found": found.digest, "adults": sorted(map(str, adults))}, *rows])
    instants = [at for row in lived for at in (row.entered_at, row.struck_at) if at]
    at = max([found.at, *instants]).astimezone(get_current_timezone())
    yield Ground("home", found.id, told, found.words, at, found.written_by)


def circumstances(start: PathwayStart, today: date) -> Iterator[Ground]:
    """Yield what of the child's care history and age says who must sign; moves between carers are not part of it."""
    day = _day_in_care(start, today)
    child = circumstances_of(start, day)
    rows = list(start.child.episodes.exclude(legal_status__in=RESPITE).order_by("decom_on", "entered_at"))
    born = [row.told.get("born_on") for row in start.child.person.before.all() if "born_on" in row.told]
    flags = {
        "legal": child.legal,
        "looked_after": child.looked_after_since is not None,
        "long": child.was_long(day),
        "sixteen": child.age >= 16,
        "born_before": born,
    }
    status = list(_changes_of_status(rows))
    instants = [at for row in status for at in (row.entered_at, row.struck_at) if at]
    history = [{"id": row.pk, "legal": row.legal_status, "struck": row.struck_at is not None} for row in status]
    words = "the child’s legal status, age, and time in care"
    instants += [datetime.combine(day, time(), get_current_timezone()) for day in _days_reached(start, child, day)]
    at = max(instants).astimezone(get_current_timezone()) if instants else None
    yield Ground("circumstances", str(start.child_id), digest([flags, *history]), words, at)


def _day_in_care(start: PathwayStart, today: date) -> date:
    """Return the day as of which circumstances count: the last in care once it ended by going home, else today.

    That care ended so is what was decided. Whoever enters it before the return is noted ends no approval by it.
    """
    periods = periods_of(episodes_of(start.child))
    last = periods[-1] if periods else None
    if last and last.ended_on and last.ended_on <= today and last.last.reason_ceased in _HOME:
        return last.ended_on - timedelta(days=1)
    return today


def _days_reached(start: PathwayStart, child: Circumstances, today: date) -> Iterator[date]:
    """Yield the days reached by now from which others must sign: twenty working days in care, and sixteen years."""
    if child.looked_after_since and child.was_long(today):
        yield add_working_days(child.looked_after_since, TWENTY_WORKING_DAYS, Nation.ENGLAND)
    born_on = start.child.person.born_on
    if born_on and anniversary(born_on, 16) <= today:
        yield anniversary(born_on, 16)


def _changes_of_status(rows: Iterable[CareEpisode]) -> Iterator[CareEpisode]:
    """Yield the episodes with which the legal status changed, and those struck out that said another than stands."""
    kept = list(rows)
    standing = [row for row in kept if row.struck_at is None]
    before: CareEpisode | None = None
    for row in standing:
        goes_on = before is not None and before.dec_on == row.decom_on and before.legal_status == row.legal_status
        if not goes_on:
            yield row
        before = row
    periods = periods_of(standing)
    for row in kept:
        if row.struck_at is not None:
            then = care_on(periods, row.decom_on)
            if then is None or then.legal_status != row.legal_status:
                yield row


SOURCES = (assessment, classification, home, circumstances, siblings)
