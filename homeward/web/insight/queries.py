"""Reads for the figures pages: which figures are published, and what their data pack says."""

from homeward.web.accounts.models import User
from homeward.web.insight.models import LARGE, Dataset, DatasetState
from homeward.web.insight.packs import pack_of
from homeward.web.people.policy import visible

__all__ = ["pack_of", "published"]


def published(user: User) -> Dataset | None:
    """Return the dataset whose figures are published, without its rows, if there is one and somebody may see it."""
    return visible(user, Dataset).filter(state=DatasetState.PUBLISHED).defer(*LARGE).first()
