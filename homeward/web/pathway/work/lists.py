"""Lists the tasks of children somebody may see: each with who took note of it, and whether it is shown to others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.practice.tasks.raising import Raised, raised
from homeward.practice.tasks.task import Task, by_day
from homeward.web.accounts.models import User
from homeward.web.pathway.local.queries import PATHWAY
from homeward.web.pathway.models import PathwayStart, TaskSeen
from homeward.web.pathway.queries import Way, ways_of
from homeward.web.pathway.work.raising import raising_row_on, raising_rule
from homeward.web.pathway.work.sources import tasks_of_ways
from homeward.web.people.models import AllocatedAs, Allocation, Child
from homeward.web.people.persons.queries import with_persons
from homeward.web.people.policy import visible


@dataclass(frozen=True)
class TaskLine:
    """One task of a child: who took note of it, to whom it is shown besides, and what it waits for.

    `workers` are the child's social workers by id and name.
    """

    child: Child
    task: Task
    seen: TaskSeen | None
    raised: Raised | None
    workers: tuple[tuple[int, str], ...]
    waits_for: tuple["TaskLine", ...] = ()

    @property
    def worker_names(self) -> str:
        """The names of the child's social workers; empty where nobody is."""
        return ", ".join(name for _, name in self.workers)

    def is_of(self, user: User) -> bool:
        """Tell whether it is somebody's own: the child's social worker's, or whoever took it on."""
        taken = {self.seen.taken_on_by_id} if self.seen and self.seen.taken_on_by_id else set()
        named = {int(self.task.person)} if self.task.person.isdigit() else set()
        return user.pk in (taken or named or {pk for pk, _ in self.workers})


def on_the_way(user: User, today: date) -> QuerySet[Child]:
    """Return the children somebody may see whose record is open and who were ever on the pathway."""
    started = PathwayStart.objects.standing().filter(pathway=PATHWAY, began_on__lte=today)
    return visible(user, Child).filter(pk__in=started.values("child"), closed_on=None)


def own_children(user: User, today: date) -> QuerySet[Child]:
    """Return those of the children on the way with whom somebody works, or of whom they took on a task."""
    mine = Allocation.objects.on(today).filter(user=user).exclude(allocated_as=AllocatedAs.FOSTER_CARER)
    taken = TaskSeen.objects.standing().filter(taken_on_by=user, start__struck_at=None)
    mine_or_taken = Q(pk__in=mine.values("child")) | Q(pk__in=taken.values("start__child"))
    return on_the_way(user, today).filter(mine_or_taken)


def lines_of(children: QuerySet[Child], today: date) -> list[TaskLine]:
    """Return the tasks of some children, the earliest day first; a fixed number of queries, however many children.

    What another task waits for stands under that task.
    """
    named = with_persons(children).in_bulk()
    return lines_of_ways(named, ways_of(named, today), today) if named else []


def lines_of_ways(named: Mapping[UUID, Child], ways: Mapping[UUID, Way], today: date) -> list[TaskLine]:
    """Return the tasks of ways that were read, by the children's ids, as `lines_of` does."""
    if not ways:
        return []
    told = tasks_of_ways(list(ways.values()), today)
    seen, workers = seen_of(way.start for way in ways.values()), workers_of(ways, today)
    rule = raising_rule(raising_row_on(today))
    lines = []
    for child, way in ways.items():
        for task in told[way.start.pk]:
            noted = seen.get((way.start.pk, task.id))
            up = raised(task, rule, today, is_seen=noted is not None)
            lines.append(TaskLine(named[child], task, noted, up, workers.get(child, ())))
    return sorted(_nested(lines), key=lambda line: (by_day(line.task), str(line.child.pk)))


def _nested(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Return the lines with what each waits for under it; what waits for none that is told stands by itself."""
    told = list(lines)
    known = {(line.child.pk, line.task.id) for line in told}
    parts: dict[tuple[UUID, str], list[TaskLine]] = defaultdict(list)
    whole = []
    for line in told:
        above = (line.child.pk, line.task.part_of)
        if line.task.part_of and above in known:
            parts[above].append(line)
        else:
            whole.append(line)
    return [
        TaskLine(one.child, one.task, one.seen, one.raised, one.workers, tuple(parts[one.child.pk, one.task.id]))
        for one in whole
    ]


def seen_of(starts: Iterable[PathwayStart]) -> Mapping[tuple[UUID, str], TaskSeen]:
    """Return who took note of which tasks of some ways, by the ids of start and task; one query."""
    rows = TaskSeen.objects.standing().filter(start__in=[start.pk for start in starts])
    return {(row.start_id, row.task): row for row in rows.select_related("entered_by", "taken_on_by")}


def workers_of(children: Iterable[UUID], today: date) -> Mapping[UUID, tuple[tuple[int, str], ...]]:
    """Return the social workers of each of some children by id and name; one query."""
    found: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
    rows = Allocation.objects.on(today).filter(child__in=list(children), allocated_as=AllocatedAs.SOCIAL_WORKER)
    for child, pk, name in rows.order_by("user__name").values_list("child", "user", "user__name"):
        found[child].append((pk, name))
    return {child: tuple(workers) for child, workers in found.items()}
