"""Writes down what somebody found who compared two accounts."""

from django.core.exceptions import ValidationError

from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.models import Comparison
from homeward.web.chronology.telling import chronology_of
from homeward.web.people.entering import entered, words_needed
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes


def compare_accounts(*, child: Child, pair: tuple[str, str], is_disagreement: bool, why: str, by: User) -> Comparison:
    """Write down whether two events of a child's chronology disagree, and why; return it.

    `pair` are the keys of events that are open to `by`. Raises NotPermittedError and, by field, ValidationError.
    """
    check_writes(child, by)
    reason = words_needed(why, "why", "Say why.")
    first, second = sorted(pair)
    if first == second or not {first, second} <= {event.key for event in chronology_of(by, child)}:
        raise ValidationError({"second": "Choose two different events of this chronology."})
    with recorded("accounts_compared", by=by) as entry:
        found = entered(
            Comparison, by, child=child, first=first, second=second, is_disagreement=is_disagreement, why=reason
        )
        found.save()
        about_child(entry, child, by, found)
    return found
