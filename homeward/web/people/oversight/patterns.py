"""What in the audit is worth a question: each pattern is a reason to ask somebody, never a finding against them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Count, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Substr
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localdate

from homeward.law.clock import is_working_day
from homeward.law.nation import Nation
from homeward.web import clock
from homeward.web.accounts.models import DORMANT_AFTER_DAYS, HeldRole, User
from homeward.web.accounts.queries import Shown, list_users
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.people.models import BreakGlass
from homeward.web.people.oversight.search import CHILD, LOOKED, REFUSED, users_by_actor, within

DAY_BEGINS, DAY_ENDS = time(7), time(20)
MANY_RECORDS = 30
"""So many different records opened by one person in one hour of the clock are told."""
MANY_QUESTIONS = 20
"""So many questions who is known by one person in one hour of the clock are told."""


@dataclass(frozen=True)
class Period:
    """From a day to a day, both counted."""

    since_on: date
    until_on: date

    def rows(self) -> QuerySet[AuditEvent]:
        """Return the rows of the period, in no order."""
        return within(self.since_on, self.until_on).order_by()


@dataclass(frozen=True)
class Evidence:
    """One thing found: who, on which day, what in words, and the ids of the children's records it concerns."""

    user: User | None
    on: date
    words: str
    children: tuple[str, ...] = ()
    link: object = None


@dataclass(frozen=True)
class Pattern:
    """One kind of thing worth a question: its id, title, what it looks for and why, and how it is found."""

    id: str
    title: str
    explains: str
    find: Callable[[Period], Iterable[Evidence]]


def no_relation(period: Period) -> Iterator[Evidence]:
    """Yield who asked for records to which nothing tied them, and how often."""
    refused = period.rows().filter(action=REFUSED, subject_kind=CHILD)
    without = AuditDetail.objects.filter(number__in=refused.values("number"), body__contains='"relations": []')
    found: dict[tuple[str, str], list[str]] = {}
    untied = refused.filter(number__in=without.values("number"))
    for actor, at, child in untied.values_list("actor", "at", "subject_id"):
        found.setdefault((actor, at[:10]), []).append(child)
    people = users_by_actor(actor for actor, _ in found)
    for (actor, day), kids in _latest(found):
        words = f"Asked {_counted(len(kids), 'time')} for {_counted(len(set(kids)), 'record')}, and was refused."
        yield Evidence(people.get(actor), date.fromisoformat(day), words, _each(kids))


def out_of_hours(period: Period) -> Iterator[Evidence]:
    """Yield who looked at records at night, at a weekend or on a bank holiday, without being on emergency duty."""
    rows = looks_at_children(period).annotate(day=Substr("at", 1, 10), hour=Substr("at", 12, 2))
    counted = rows.values("actor", "day", "hour").annotate(
        times=Count("number"), records=Count("subject_id", distinct=True)
    )
    found: dict[tuple[str, str], list[int]] = {}
    for row in counted:
        if _is_out(date.fromisoformat(row["day"]), int(row["hour"])):
            sums = found.setdefault((row["actor"], row["day"]), [0, 0])
            sums[0] += row["times"]
            sums[1] = max(sums[1], row["records"])
    people, duty = users_by_actor(actor for actor, _ in found), _on_duty()
    for (actor, day), (times, records) in _latest(found):
        on = date.fromisoformat(day)
        if not any(begins <= on and (ends is None or on < ends) for begins, ends in duty.get(actor, ())):
            words = f"Looked {_counted(times, 'time')}, at up to {_counted(records, 'record')} an hour."
            yield Evidence(people.get(actor), on, words)


def asleep(period: Period) -> Iterator[Evidence]:
    """Yield accounts that did something after long silence or after their owner left, and those that sleep still."""
    yield from _woken(period)
    today = clock.today()
    for user in list_users(words="", shown=Shown.DORMANT, on=today):
        last_on = localdate(user.signed_in_at) if user.signed_in_at else user.joined_on
        words = f"Has not signed in for {(today - last_on).days} days and still can. Shut the account out."
        yield Evidence(user, last_on, words)


def many_records(period: Period) -> Iterator[Evidence]:
    """Yield who opened many different records within one hour of the clock."""
    hours = looks_at_children(period).annotate(hour=Substr("at", 1, 13)).values("actor", "hour")
    counted = hours.annotate(records=Count("subject_id", distinct=True)).filter(records__gte=MANY_RECORDS)
    yield from _in_hours(counted, "Opened {} different records between {}:00 and {}:59.")


def many_questions(period: Period) -> Iterator[Evidence]:
    """Yield who asked very often who is known, within one hour of the clock."""
    hours = period.rows().filter(action="known_asked").annotate(hour=Substr("at", 1, 13)).values("actor", "hour")
    counted = hours.annotate(records=Count("number")).filter(records__gte=MANY_QUESTIONS)
    yield from _in_hours(counted, "Asked {} times between {}:00 and {}:59.")


def broken_glass(period: Period) -> Iterator[Evidence]:
    """Yield each breaking of the glass, and whether it was reviewed."""
    found = BreakGlass.objects.filter(at__date__range=(period.since_on, period.until_on))
    for broken in found.select_related("user", "reviewed_by"):
        reviewed = f"Reviewed by {broken.reviewed_by.name}." if broken.reviewed_by else "Not reviewed yet."
        at = broken.at.astimezone(get_current_timezone())
        words = f"Broke the glass at {at:%H:%M}. {reviewed}"
        yield Evidence(broken.user, at.date(), words, (str(broken.child_id),), broken.pk)


def _woken(period: Period) -> Iterator[Evidence]:
    """Yield whose account was silent for long before the first row of the period, or acted after its owner had left."""
    rows = period.rows().exclude(actor="").values_list("actor").annotate(Min("at"), Max("at"))
    days = {actor: (date.fromisoformat(first[:10]), date.fromisoformat(last[:10])) for actor, first, last in rows}
    people = users_by_actor(days)
    before = _last_before(people.values(), period.since_on)
    for actor, user in people.items():
        woke_on, last_on = days[actor]
        silent_days = (woke_on - (before.get(user.pk) or user.joined_on)).days
        if silent_days >= DORMANT_AFTER_DAYS:
            yield Evidence(user, woke_on, f"The account had been silent for {silent_days} days.")
        if user.left_on and last_on > user.left_on:
            left = date_format(user.left_on, "j F Y")
            yield Evidence(user, last_on, f"The account did something although its owner left on {left}.")


def _last_before(people: Iterable[User], day: date) -> dict[int, date]:
    """Return by user id on which day before this one each did something last; without those who did nothing."""
    rows = within(None, day - timedelta(days=1)).filter(actor=Cast(OuterRef("pk"), CharField())).order_by("-number")
    found = User.objects.filter(pk__in=[user.pk for user in people]).annotate(last_at=Subquery(rows.values("at")[:1]))
    return {pk: date.fromisoformat(at[:10]) for pk, at in found.values_list("pk", "last_at") if at}


def looks_at_children(period: Period) -> QuerySet[AuditEvent]:
    """Return the rows that tell of a child’s record looked at, in no order."""
    return period.rows().filter(subject_kind=CHILD, action=LOOKED)


def _in_hours(counted: Iterable[dict[str, object]], words: str) -> Iterator[Evidence]:
    rows = sorted(counted, key=lambda row: row["hour"], reverse=True)
    people = users_by_actor(row["actor"] for row in rows)
    for row in rows:
        at = datetime.fromisoformat(f"{row['hour']}:00")
        yield Evidence(people.get(row["actor"]), at.date(), words.format(row["records"], f"{at:%H}", f"{at:%H}"))


def _is_out(day: date, hour: int) -> bool:
    if not DAY_BEGINS <= time(hour) < DAY_ENDS:
        return True
    try:
        return not is_working_day(day, Nation.ENGLAND)
    except ValueError:  # bank holidays of that year are not known yet
        return day.weekday() >= 5


def _on_duty() -> dict[str, list[tuple[date, date | None]]]:
    """Return by actor when they held the role of emergency duty."""
    found: dict[str, list[tuple[date, date | None]]] = {}
    for user, begins, ends in HeldRole.objects.filter(role=Role.EMERGENCY_DUTY).values_list(
        "user", "begins_on", "ends_on"
    ):
        found.setdefault(str(user), []).append((begins, ends))
    return found


def _latest(found: dict[tuple[str, str], list]) -> list[tuple[tuple[str, str], list]]:
    """Return what was found by actor and day, the latest day first."""
    return sorted(found.items(), key=lambda item: (item[0][1], item[0][0]), reverse=True)


def _each(kids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kids))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
