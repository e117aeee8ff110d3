"""Tells apart the open pages in which one form is being filled in, so that none overwrites what another has kept."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError

from homeward.web.accounts.models import User
from homeward.web.chronology.models import Draft

FIELD = "draft-page"
"""The name under which a form carries its mark."""
_NOTHING = "nothing"


class KeptElsewhereError(ValidationError):
    """What is typed cannot be kept: it would overwrite what another page keeps, or end with somebody else's drafts."""


@dataclass(frozen=True)
class Mark:
    """Which opened page this is (`page`), for whom it was opened, and with what was kept then: `version`."""

    writer: str
    page: UUID
    version: str

    def __str__(self) -> str:
        """Return the mark as a form carries it."""
        return f"{self.writer} {self.page} {self.version}"


def new_mark(user: User, draft: Draft | None) -> Mark:
    """Return the mark of a page that is being opened, with what is kept so far."""
    return Mark(str(user.pk), uuid4(), version_of(draft))


def read_mark(words: str) -> Mark:
    """Return the mark that a form carries. Raises KeptElsewhereError where it is none."""
    try:
        writer, page, version = words.split(" ")
        return Mark(writer, UUID(page), version)
    except ValueError as error:
        raise KeptElsewhereError("Open this page again: it does not say which page it is.") from error


def version_of(draft: Draft | None) -> str:
    """Return by what a draft is told from what it was before, and from none; it holds nothing of what was typed."""
    return draft.saved_at.isoformat() if draft else _NOTHING


def check_may_keep(mark: Mark, user: User, draft: Draft | None) -> None:
    """Raise KeptElsewhereError unless a page may keep what is typed in it: over `draft`, or anew where there is none.

    A draft belongs to the page that kept it last, and to one that was opened with what stands in it.
    """
    if mark.writer != str(user.pk):
        raise KeptElsewhereError("Somebody else has signed in since you opened this page.")
    if draft is not None and mark.page != draft.page and mark.version != version_of(draft):
        raise KeptElsewhereError("You are writing this in another window too: what is typed there is kept.")
