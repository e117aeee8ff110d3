"""Says what stands on the cover of a copy: whose story it is, for whom, what for, and by whom it was prepared."""

from homeward.practice.chronology.withholding import RecipientKind
from homeward.web.accounts.models import User
from homeward.web.chronology.copies.addressees import Addressee
from homeward.web.chronology.copies.documents import OnCover
from homeward.web.people.models import Child, Exactness

_WITHOUT_BIRTHDAY = frozenset({RecipientKind.RELATIVE})


def cover_for(child: Child, to: Addressee, purpose: str, by: User | None) -> OnCover:
    """Return what the cover says. A relative or friend is not told the child's date of birth."""
    born_on = child.person.born_on
    is_known = born_on is not None and child.person.born_exactly == Exactness.DAY
    born = f"{born_on.day} {born_on:%B %Y}" if is_known and to.kind not in _WITHOUT_BIRTHDAY else ""
    return OnCover(
        whose=child.person.shown_name,
        born=born,
        to=to.in_words,
        kind=to.kind,
        purpose=purpose,
        prepared_by=by.name if by else "",
    )
