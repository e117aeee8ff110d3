"""Addresses of tasks, reviews, reminders, the calendar of due days, and the board of those who lead."""

from django.urls import URLPattern

from homeward.web.accounts.roles import Role
from homeward.web.pathway.pages.board import board, board_decisions, step_times
from homeward.web.pathway.pages.raising_set import raising_set
from homeward.web.pathway.pages.reminders import feed, feed_make, feed_revoke, reminders
from homeward.web.pathway.pages.reviews_of_child import review_strike, review_write, reviews_show
from homeward.web.pathway.pages.tasks_list import tasks_list
from homeward.web.pathway.pages.tasks_of_child import task_see, tasks_of_child
from homeward.web.people.policy import ANYONE, Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_WRITE, Relation

_READ = Allow(roles=STAFF, relations=EVERY_RELATION - {Relation.FOSTERS})
_WRITE = Allow(roles=STAFF, relations=TO_WRITE)
_STAFF = Allow(roles=STAFF, reads=False)
_TASKS = Allow(roles=STAFF, menu="Tasks", says="What is due for children on the way home, and why by then.")
_LEADERS = frozenset(
    {
        Role.TEAM_MANAGER,
        Role.ADVANCED_PRACTITIONER,
        Role.HEAD_OF_SERVICE,
        Role.NOMINATED_OFFICER,
        Role.DIRECTOR,
    }
)
_BOARD = Allow(
    roles=_LEADERS, menu="Return-home board", says="Every child on the way home: at which step, and held up by what."
)
_SERVICE = Allow(roles=frozenset({Role.HEAD_OF_SERVICE, Role.NOMINATED_OFFICER, Role.DIRECTOR}))
_CHILD = "children/<uuid:child_pk>/return-home/"

work_pages: list[URLPattern] = [
    page("tasks/", tasks_list, name="tasks", allow=_TASKS),
    page("tasks/shown-to-others/", raising_set, name="raising", allow=_STAFF),
    page("return-home/board/", board, name="pathway_board", allow=_BOARD),
    page("return-home/board/decisions/", board_decisions, name="board_decisions", allow=_SERVICE),
    page("return-home/step-times/", step_times, name="step_times", allow=_STAFF),
    page(f"{_CHILD}tasks/", tasks_of_child, name="pathway_tasks", allow=_READ),
    page(f"{_CHILD}tasks/<str:task>/seen/", task_see, name="task_see", allow=_WRITE),
    page(f"{_CHILD}reviews/", reviews_show, name="pathway_reviews", allow=_READ),
    page(f"{_CHILD}reviews/write/", review_write, name="review_write", allow=_WRITE),
    page(f"{_CHILD}reviews/<uuid:pk>/strike/", review_strike, name="review_strike", allow=_WRITE),
    page("your-account/reminders/", reminders, name="reminders", allow=_STAFF),
    page("your-account/calendar/", feed_make, name="feed_make", allow=_STAFF),
    page("your-account/calendar/close/", feed_revoke, name="feed_revoke", allow=_STAFF),
    page("calendar/<str:secret>.ics", feed, name="feed", allow=ANYONE),
]
