"""Says in words what must not be overlooked in a child's record: who must not be told what, or not be contacted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from homeward.web.people.models import MayBeContacted, NotToBeTold, Secret

_NOT_TOLD = {
    Secret.LIVES: gettext_lazy("%(who)s must not be told where the child lives."),
    Secret.SCHOOL: gettext_lazy("%(who)s must not be told which school the child goes to."),
    Secret.CARER: gettext_lazy("%(who)s must not be told who cares for the child."),
    Secret.CONTACT: gettext_lazy("%(who)s must not be told when and where the child meets family."),
    Secret.ANYTHING: gettext_lazy("%(who)s must not be told anything about the child."),
}


@dataclass(frozen=True)
class Warn:
    """What must be kept from somebody, or that they must not be contacted: who, that as a sentence, and why."""

    who: str
    sentence: str
    why: str


def warnings_of(
    secrets: Iterable[NotToBeTold], shunned: Iterable[MayBeContacted], names: Mapping[UUID, str]
) -> tuple[Warn, ...]:
    """Return the warnings about those persons who have a name here; nobody else is told of."""
    found = [
        (names[one.person_id], _NOT_TOLD[Secret(one.what)], one.reason) for one in secrets if one.person_id in names
    ]
    left = gettext("%(who)s must not be contacted.")
    found += [(names[one.person_id], left, one.words) for one in shunned if one.person_id in names]
    return tuple(Warn(who, sentence % {"who": who}, why) for who, sentence, why in found)
