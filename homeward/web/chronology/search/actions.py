"""Searches for somebody, and writes down that they searched, but not for what."""

from dataclasses import dataclass, fields

from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.search.queries import Found, Hit, SoughtWritings, find_writings, hits_of
from homeward.web.people.relations import STAFF
from homeward.web.people.rights import check_has_role

ON_A_PAGE = 20


@dataclass(frozen=True)
class Answer:
    """One page of what was found, from 1; `pages` is how many there are."""

    found: Found
    hits: tuple[Hit, ...]
    page: int
    pages: int


def search_writings(*, sought: SoughtWritings, page: int = 1, by: User) -> Answer:
    """Return one page of what fits and is open to somebody. The audit row tells who, by what and how many, not words.

    Raises NotPermittedError for whoever does not see whole records.
    """
    check_has_role(by, STAFF, "search records")
    found = find_writings(by, sought)
    pages = max(1, -(-len(found.writings) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = found.writings[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    hits = tuple(hits_of(by, sought, shown))
    with recorded("writings_searched", by=by) as entry:
        entry.detail = {
            "asked_by": sorted(field.name for field in fields(sought) if getattr(sought, field.name)),
            "page": page,
            "found": len(found.writings),
            "shown": [str(hit.pk) for hit in hits],
        }
    return Answer(found, hits, page, pages)
