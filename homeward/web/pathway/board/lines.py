"""The board of those who lead: each child on the way, at which step, since when, held up by what, what is urgent."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from django.db.models import QuerySet

from homeward.practice.after.coming_home import CameHome, came_home
from homeward.practice.agreement import Breach, Side, breaches
from homeward.practice.pathways.position import Entry, EntryKind
from homeward.practice.pathways.steps import Step
from homeward.practice.tasks.returns import Returns, approved_on, came_back_soon, day_at_home, returns_made
from homeward.web.pathway.agreements.queries import agreements_of_ways
from homeward.web.pathway.models import PathwayEntry, SupportPlan
from homeward.web.pathway.queries import Way, ways_of
from homeward.web.pathway.work.lists import workers_of
from homeward.web.people.models import Child, ChildTeam
from homeward.web.people.persons.queries import with_persons

SUPPORT_WEEKS = 8
BACK_DAYS = 92
"""A child whose way has ended stays on the board so long after coming back into care."""
YEAR_DAYS = 365


@dataclass(frozen=True)
class BoardLine:
    """One child on the board.

    `day_home` is which of the first 30 days at home it is, `back_on` the day of coming back into care within three
    months, `support_until` that on which help ends within eight weeks; each is None where it does not apply.
    """

    child: Child
    way: Way
    days: int
    team: str
    workers: tuple[tuple[int, str], ...]
    breaches: tuple[Breach, ...]
    home: CameHome | None
    day_home: int | None
    back_on: date | None
    support_until: date | None

    @property
    def missing(self) -> tuple[str, ...]:
        """What holds the step up, in words."""
        return tuple(one.need.words for one in self.way.position.missing)

    @property
    def worker_names(self) -> str:
        """The names of the child's social workers; empty where nobody is."""
        return ", ".join(name for _, name in self.workers)

    @property
    def by_parents(self) -> int:
        """How many goals of parents are not met."""
        return sum(one.side == Side.PARENT for one in self.breaches)

    @property
    def by_services(self) -> int:
        """How many promises of help were not kept."""
        return sum(one.side == Side.SERVICE for one in self.breaches)


SHOWS: Mapping[str, tuple[str, Callable[[BoardLine], bool]]] = MappingProxyType(
    {
        "all": ("Every child", lambda line: True),
        "missing": ("Something is missing", lambda line: bool(line.missing)),
        "overdue": ("Past the usual time of the step", lambda line: line.way.position.is_overdue),
        "breach": ("An agreement is not kept", lambda line: bool(line.breaches)),
        "first": ("In the first 30 days at home", lambda line: line.day_home is not None),
        "support": ("Help ends within eight weeks", lambda line: line.support_until is not None),
        "back": ("Back in care within three months", lambda line: line.back_on is not None),
    }
)
"""What the board can be narrowed to: words, and what tells of a line whether it belongs."""

SORTS: Mapping[str, tuple[str, Callable[[BoardLine], tuple[object, ...]]]] = MappingProxyType(
    {
        "stage": ("By stage", lambda line: (_place(line), -line.days)),
        "days": ("Longest in the stage first", lambda line: (-line.days,)),
        "child": ("By child", lambda line: (line.child.person.shown_name,)),
        "worker": ("By social worker", lambda line: (line.worker_names, _place(line))),
    }
)
"""In which order the board can stand."""


def board_of(children: QuerySet[Child], today: date) -> list[BoardLine]:
    """Return the lines of some children whose way goes on, or who came back into care lately.

    A fixed number of queries for the board itself, however many children.
    """
    named = with_persons(children).in_bulk()
    ways = ways_of(named, today) if named else {}
    homes = {child: came_home(way.record.entries, today) for child, way in ways.items()}
    shown = {child: way for child, way in ways.items() if _is_shown(way, homes[child], today)}
    if not shown:
        return []
    starts = {child: way.start for child, way in shown.items()}
    agreements = agreements_of_ways(starts.values(), today)
    support, workers, teams = _support(shown.values(), today), workers_of(shown, today), _teams(shown, today)
    return [
        BoardLine(
            child=named[child],
            way=way,
            days=(today - way.position.since).days,
            team=teams.get(child, ""),
            workers=workers.get(child, ()),
            breaches=tuple(one for agreed in agreements[way.start.pk] for one in breaches(agreed, today)),
            home=homes[child],
            day_home=day_at_home(homes[child], today),
            back_on=came_back_soon(homes[child]),
            support_until=support.get(way.start.pk),
        )
        for child, way in shown.items()
    ]


def counts_of(lines: Iterable[BoardLine]) -> list[tuple[Step, int]]:
    """Return how many children stand at each step, in the order of the pathway."""
    told = sorted(lines, key=_place)
    counted = Counter(line.way.position.step.id for line in told)
    steps = {line.way.position.step.id: line.way.position.step for line in told}
    return [(steps[step], number) for step, number in counted.items()]


def returns_of_year(children: QuerySet[Child], today: date) -> Returns:
    """Return how many returns were approved in the last year, and how many children came home, planned or not.

    Every way of a child counts, not only the latest; one query.
    """
    told: dict[UUID, list[Entry]] = defaultdict(list)
    rows = PathwayEntry.objects.standing().filter(start__child__in=children, start__struck_at=None, on__lte=today)
    for row in rows.order_by("start", "position"):
        told[row.start_id].append(Entry(row.on, EntryKind(row.kind), row.step, row.answer))
    ways = [(approved_on(entries, today), came_home(entries, today)) for entries in told.values()]
    return returns_made(ways, today - timedelta(days=YEAR_DAYS))


def _is_shown(way: Way, home: CameHome | None, today: date) -> bool:
    back_on = came_back_soon(home)
    is_back_lately = back_on is not None and (today - back_on).days <= BACK_DAYS
    return not way.position.has_ended or is_back_lately


def _place(line: BoardLine) -> int:
    """Return the place of a line's step among those of the pathway as it was last changed; one left out comes last."""
    ids = list(line.way.versions.held[-1].pathway.by_id)
    step = line.way.position.step.id
    return ids.index(step) if step in ids else len(ids)


def _support(ways: Iterable[Way], today: date) -> Mapping[UUID, date]:
    """Return until when help is planned, where it ends within eight weeks, by the id of the start; one query."""
    until: dict[UUID, date] = {}
    rows = SupportPlan.objects.standing().filter(start__in=[way.start.pk for way in ways], on__lte=today)
    for start, day in rows.order_by("on", "entered_at").values_list("start", "until_on"):
        until[start] = day
    last = today + timedelta(weeks=SUPPORT_WEEKS)
    return {start: day for start, day in until.items() if today <= day <= last}


def _teams(children: Iterable[UUID], today: date) -> Mapping[UUID, str]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = ChildTeam.objects.on(today).filter(child__in=list(children)).order_by("team__name")
    for child, name in rows.values_list("child", "team__name"):
        found[child].append(name)
    return {child: ", ".join(names) for child, names in found.items()}


def narrowed(lines: Sequence[BoardLine], show: str, worker: str) -> list[BoardLine]:
    """Return the lines of one kind, and of one social worker's children where a user's id is given."""
    is_of_kind = SHOWS[show][1]
    found = [line for line in lines if is_of_kind(line)]
    return [line for line in found if not worker or worker in {str(pk) for pk, _ in line.workers}]
