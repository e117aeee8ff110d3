"""Who may see uploads, datasets and the jobs that read them."""

from collections.abc import Callable

from django.db.models import Q

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import FIGURE_PUBLISHERS, FIGURE_READERS
from homeward.web.insight.models import Dataset, DatasetState, Upload
from homeward.web.insight.work import FILL_RECORDS, READ_RETURN
from homeward.web.jobs.models import Job
from homeward.web.people.policy import NOTHING, list_records, roles_of

EVERYTHING = Q()


def state() -> None:
    """State each expression once, when the service starts."""
    list_records(Upload, _for_publishers(EVERYTHING))
    list_records(Job, _for_publishers(Q(kind__in=(READ_RETURN, FILL_RECORDS))))
    list_records(Dataset, _datasets)


def _for_publishers(expression: Q) -> Callable[[User], Q]:
    return lambda user: expression if roles_of(user) & FIGURE_PUBLISHERS else NOTHING


def _datasets(user: User) -> Q:
    """Let publishers see every dataset, and readers the one that is published."""
    roles = roles_of(user)
    if roles & FIGURE_PUBLISHERS:
        return EVERYTHING
    return Q(state=DatasetState.PUBLISHED) if roles & FIGURE_READERS else NOTHING
