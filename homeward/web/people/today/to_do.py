"""What somebody who works with children must do: tasks, merges, reviews due, and children who need a worker."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from homeward.sources.ssda903.codes import RESPITE, STARTED
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.people.access.queries import broken_glass_to_review
from homeward.web.people.merging.queries import merges_to_decide
from homeward.web.people.models import AllocatedAs, Allocation, Asked, CareEpisode, Child, ChildTeam, TeamMembership
from homeward.web.people.persons.queries import list_children
from homeward.web.people.record.next_due import first_review_due
from homeward.web.people.relations import STAFF, TO_LEAD, WHO_SEES, relations_of_roles
from homeward.web.people.today.items import TodayItem, list_on_today, shortened

SOON_DAYS = 7
"""A task of somebody asked is shown to whoever asked so many days before it ends."""
_FIRST_REVIEWS_DAYS = 45
"""Care that began longer ago has its first review behind it: 20 working days are fewer days than these."""


_told_elsewhere: list[Callable[[], QuerySet[Any]]] = []


def tell_elsewhere(tasks: Callable[[], QuerySet[Any]]) -> None:
    """State, at the start, that another app lists some tasks itself; `tasks` returns a query of their ids."""
    if tasks not in _told_elsewhere:
        _told_elsewhere.append(tasks)


def list_all() -> None:
    """State, when the service starts, what this app lists on the first page."""
    for source in (tasks_asked, first_reviews, children_without_worker, tasks_ending, merges_waiting, glass_broken):
        list_on_today(source)


def tasks_asked(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the tasks that somebody was asked to do for a child."""
    if not request.roles & WHO_SEES.keys():
        return
    tasks = list(_tasks().filter(user=request.user))
    children = _named(request, [task.child_id for task in tasks])
    for task in tasks:
        if task.child_id in children:
            last_on = task.ends_on - timedelta(days=1)
            yield TodayItem(f"{_name(children[task.child_id])}: {task.task}", _page(task.child_id), by_on=last_on)


def first_reviews(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the first reviews still to be held in time of children with whom somebody works, or whose team they manage.

    Which reviews were held is not recorded here yet, so each stands until its last day.
    """
    if not request.roles & STAFF:
        return
    today = clock.today()
    begun = CareEpisode.objects.filter(
        reason_new_episode=STARTED,
        struck_at=None,
        decom_on__range=(today - timedelta(days=_FIRST_REVIEWS_DAYS), today),
        child__in=CareEpisode.objects.filter(dec_on=None, struck_at=None).values("child"),
    ).exclude(legal_status__in=RESPITE)
    mine = Allocation.objects.on(today).filter(user=request.user).exclude(allocated_as=AllocatedAs.FOSTER_CARER)
    begun = begun.filter(Q(child__in=mine.values("child")) | Q(child__in=_of_managed_teams(request)))
    due = {episode.child_id: first_review_due(episode.decom_on, today) for episode in begun.order_by("decom_on")}
    items = [
        TodayItem(
            f"{_name(child)}: first review", _page(child.pk), more=due[child.pk].explanation, by_on=due[child.pk].due_on
        )
        for child in _named(request, [pk for pk, one in due.items() if one]).values()
    ]
    yield from shortened(items, "first reviews more are due")


def children_without_worker(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the children of the teams somebody manages who have no social worker, or only one who has left."""
    if not relations_of_roles(request.roles) & TO_LEAD:
        return
    workers = Allocation.objects.on(clock.today()).filter(allocated_as=AllocatedAs.SOCIAL_WORKER)
    working = workers.filter(user__is_active=True)
    found = list_children(request.user).filter(pk__in=_of_managed_teams(request))
    children = list(found.exclude(pk__in=working.values("child")))
    left = dict(workers.filter(child__in=children).values_list("child", "user__name"))
    items = [
        TodayItem(
            f"{_name(child)}: hand over from {left[child.pk]}, who has left"
            if child.pk in left
            else f"{_name(child)}: nobody is the child’s social worker",
            _page(child.pk),
        )
        for child in children
    ]
    yield from shortened(items, "children more have no social worker")


def tasks_ending(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the tasks that end soon and for which somebody asked a guest or a colleague."""
    if not relations_of_roles(request.roles) & TO_LEAD:
        return
    today = clock.today()
    ending = _tasks().filter(entered_by=request.user, ends_on__lte=today + timedelta(days=SOON_DAYS))
    tasks = list(ending.select_related("user"))
    children = _named(request, [task.child_id for task in tasks])
    for task in tasks:
        if task.child_id in children:
            words = f"{_name(children[task.child_id])}: {task.user.name}’s task ends"
            yield TodayItem(words, _page(task.child_id), more=task.task, by_on=task.ends_on)


def merges_waiting(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield that records wait for a second person to agree that they are of one person, or are not after all."""
    number = merges_to_decide(request.user).count() if request.roles & STAFF else 0
    if number:
        words = "A merge of two records waits" if number == 1 else f"{number} merges of two records wait"
        yield TodayItem(f"{words} for a second person", reverse("merges_list"))


def glass_broken(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield, to auditors, that the glass was broken over records and nobody has said yet whether that was right."""
    number = broken_glass_to_review(request.user).count() if Role.AUDITOR in request.roles else 0
    if number:
        times = "once" if number == 1 else f"{number} times"
        yield TodayItem(f"The glass was broken {times}: say whether that was right", reverse("glass_list"))


def _of_managed_teams(request: HttpRequest) -> object:
    """Return a query of the ids of the children of the teams that somebody manages."""
    today = clock.today()
    teams = TeamMembership.objects.on(today).filter(user=request.user, is_manager=True).values("team")
    return ChildTeam.objects.on(today).filter(team__in=teams).values("child")


def _named(request: HttpRequest, pks: Iterable[UUID]) -> dict[UUID, Child]:
    """Return those of some children whom the reader may see, with names, by id."""
    wanted = set(pks)
    if not wanted:
        return {}
    return {child.pk: child for child in list_children(request.user, is_open=False).filter(pk__in=wanted)}


def _tasks() -> QuerySet[Asked]:
    """Return the tasks that are to be done today and that no other app lists."""
    tasks = Asked.objects.on(clock.today())
    for elsewhere in _told_elsewhere:
        tasks = tasks.exclude(pk__in=elsewhere())
    return tasks


def _name(child: Child) -> str:
    return child.person.shown_name


def _page(child_pk: UUID) -> str:
    return reverse("child", kwargs={"child_pk": child_pk})
