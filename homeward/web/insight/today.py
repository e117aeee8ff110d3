"""What the first page lists for those who publish figures: returns that were read and wait."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from homeward.web.accounts.roles import FIGURE_PUBLISHERS
from homeward.web.insight.models import LARGE, Dataset, DatasetState
from homeward.web.people.policy import visible
from homeward.web.people.today.items import TodayItem

_MOST = 5


def returns_waiting(request: HttpRequest) -> Iterator[TodayItem]:
    """Yield the returns that were read after the published one and are not published, the latest first."""
    if not request.roles & FIGURE_PUBLISHERS:
        return
    datasets = visible(request.user, Dataset).defer(*LARGE)
    published = datasets.filter(state=DatasetState.PUBLISHED).first()
    waiting = datasets.filter(state=DatasetState.DRAFT)
    if published:
        waiting = waiting.filter(made_at__gt=published.made_at)
    for dataset in waiting[:_MOST]:
        words = f"Look through and publish the return “{dataset.source}”"
        yield TodayItem(words, reverse("findings", kwargs={"pk": dataset.pk}), more=dataset.years_in_words)
