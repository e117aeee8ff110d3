"""Prepares a copy of a child's story for one recipient as it would be sealed today, and its documents."""

from dataclasses import dataclass

from homeward.practice.chronology.event import ChronologyEvent
from homeward.practice.chronology.recipients import holds_forbidden, prepare
from homeward.practice.chronology.withholding import Choices, OthersData, Prepared, Recipient
from homeward.web.accounts.models import User
from homeward.web.chronology.copies.addressees import Addressee
from homeward.web.chronology.copies.known import others_of, recipient_of
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.models import Child


@dataclass(frozen=True)
class Readied:
    """A copy as it would be sealed now, beside the events from which it is made."""

    to: Addressee
    events: tuple[ChronologyEvent, ...]
    recipient: Recipient
    others: OthersData
    prepared: Prepared

    def is_fit(self, text: str, furniture: frozenset[str] = frozenset()) -> bool:
        """Tell whether a text holds nothing that the recipient may not read."""
        return not holds_forbidden(text, self.recipient, self.others, furniture)


def ready_copy(user: User, child: Child, to: Addressee, choices: Choices | None = None) -> Readied:
    """Return a copy of a child's story for one recipient, as somebody prepares it. Raises NothingMayBeToldError."""
    events = tuple(chronology_of(user, child))
    recipient, others = recipient_of(child, to), others_of(user, child, to)
    return Readied(to, events, recipient, others, prepare(events, recipient, others, choices))
