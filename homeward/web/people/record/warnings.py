"""Says in words what must not be overlooked in a child's record: who must not be told what, or not be contacted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from homeward.web.people.models import MayBeContacted, NotToBeTold


@dataclass(frozen=True)
class Warn:
    """What must be kept from somebody, or that they must not be contacted: who, what in words, and why."""

    who: str
    what: str
    why: str


def warnings_of(
    secrets: Iterable[NotToBeTold], shunned: Iterable[MayBeContacted], names: Mapping[UUID, str]
) -> tuple[Warn, ...]:
    """Return the warnings about those persons who have a name here; nobody else is told of."""
    kept = (Warn(names[one.person_id], _secret_in_words(one), one.reason) for one in secrets if one.person_id in names)
    left = (Warn(names[one.person_id], "must not be contacted", one.words) for one in shunned if one.person_id in names)
    return (*kept, *left)


def _secret_in_words(secret: NotToBeTold) -> str:
    what = secret.get_what_display()
    return f"must not be told {what[0].lower()}{what[1:]}"
