"""Lists on the first page what is due on the ways of the children somebody works with, and whom to look at."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse

from homeward.practice.tasks.reviews import FIRST_REVIEW
from homeward.web import clock
from homeward.web.pathway.siblings.queries import Prompt, prompts_of
from homeward.web.pathway.work.lists import TaskLine, lines_of, own_children
from homeward.web.pathway.work.whose import raised_for
from homeward.web.people.models import AllocatedAs, Allocation
from homeward.web.people.persons.queries import list_children
from homeward.web.people.relations import STAFF, TO_LEAD, relations_of_roles
from homeward.web.people.today.items import MOST_OF_A_KIND, TodayItem, list_on_today, shortened

SOON_DAYS = 14


def list_all() -> None:
    """State, when the service starts, what this app lists on the first page."""
    list_on_today(tasks_due)
    list_on_today(tasks_raised)
    list_on_today(siblings_to_look_at)


def tasks_due(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield somebody's own tasks that are due within two weeks or were; what each waits for is on the tasks' page.

    First reviews that are still in time stand there for every child already.
    """
    if not request.roles & STAFF:
        return
    today = clock.today()
    until = today + timedelta(days=SOON_DAYS)
    mine = (line for line in lines_of(own_children(request.user, today), today) if line.is_of(request.user))
    due = [line for line in mine if line.task.is_due_by(until) and not _is_told(line, today)]
    for line in due[:MOST_OF_A_KIND]:
        href = reverse("pathway_tasks", kwargs={"child_pk": line.child.pk})
        words = f"{line.child.person.shown_name}: {line.task.words[:1].lower()}{line.task.words[1:]}"
        yield TodayItem(words, href, more=line.task.because, by_on=line.task.due_on)
    if len(due) > MOST_OF_A_KIND:
        yield TodayItem(f"{len(due) - MOST_OF_A_KIND} tasks more are due on the way home", reverse("tasks"))


def tasks_raised(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield, to those who lead, that tasks are overdue and nobody has said that they saw them."""
    if not relations_of_roles(request.roles) & TO_LEAD:
        return
    number = len(raised_for(request.user, clock.today()))
    if number:
        words = "1 task is overdue" if number == 1 else f"{number} tasks are overdue"
        href = f"{reverse('tasks')}?whose=raised"
        yield TodayItem(f"{words}, and nobody has said they saw {'it' if number == 1 else 'them'}", href)


def _is_told(line: TaskLine, today: date) -> bool:
    return line.task.id.startswith(FIRST_REVIEW) and not line.task.is_overdue(today)


def siblings_to_look_at(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the children somebody works with who should be looked at because a sister or brother goes home, or may."""
    if not request.roles & STAFF:
        return
    today = clock.today()
    mine = Allocation.objects.on(today).filter(user=request.user).exclude(allocated_as=AllocatedAs.FOSTER_CARER)
    children = list(list_children(request.user).filter(pk__in=mine.values("child")))
    items = [_to_look_at(prompt) for prompt in prompts_of(request.user, children, today)]
    yield from shortened(items, "children more have a sister or brother who goes home, or may")


def _to_look_at(prompt: Prompt) -> TodayItem:
    """Return the line; of a sister or brother whose record the reader may not open it tells nothing more."""
    name, href = prompt.child.person.shown_name, reverse("siblings", kwargs={"child_pk": prompt.child.pk})
    if prompt.of is None:
        words = f"{name}: something changed for a sister or brother. Look at what it means"
        return TodayItem(words, href, more="Ask the social worker of the sister or brother.")
    words = f"{name}: {prompt.of.person.shown_name} goes home, or may. Look at what it means"
    since = f"{prompt.since.day} {prompt.since:%B %Y}"
    return TodayItem(words, href, more=f"Since {since}. One child’s return prompts a look at the others.")
