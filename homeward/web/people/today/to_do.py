"""What somebody who works with children must do: tasks, merges, reviews due, and children without a worker."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from homeward.sources.ssda903.codes import RESPITE, STARTED
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.access.queries import broken_glass_to_review
from homeward.web.people.merging.queries import merges_to_decide
from homeward.web.people.models import AllocatedAs, Allocation, Asked, CareEpisode, Child, ChildTeam, TeamMembership
from homeward.web.people.persons.queries import with_child_names
from homeward.web.people.policy import visible
from homeward.web.people.record.next_due import first_review_due
from homeward.web.people.relations import STAFF, Relation, relations_of_roles
from homeward.web.people.today.items import TodayItem

SOON_DAYS = 7
"""A guest's task is shown to whoever leads so many days before it ends."""
_LONGEST_FIRST_REVIEW_DAYS = 45
"""Care that began longer ago has no first review due any more: 20 working days are fewer days than these."""
_LEADS = frozenset({Relation.SUPERVISES, Relation.OVERSEES})
