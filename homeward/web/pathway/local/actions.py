"""Writes what the council made its own for the whole service: its changes of the pathway, and its rule."""

from datetime import date

from django.core.exceptions import ValidationError

from homeward.practice.classification import DEFAULT_RULE
from homeward.practice.decisions.local_scheme import read_scheme
from homeward.practice.pathways.local_file import check_changes, read_changes
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.rule_file import print_rule, read_rule
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.audit.actions import recorded
from homeward.web.pathway.models import LocalDecisions, LocalPathway, LocalRule, LocalText
from homeward.web.people.entering import words_needed
from homeward.web.people.rights import check_has_role

SETS_POLICY = frozenset({Role.HEAD_OF_SERVICE, Role.DIRECTOR})
"""The roles of those who lead practice for the whole service."""


def put_in_pathway(*, text: str, why: str, by: User | None, on: date) -> LocalPathway:
    """Put in the council's changes of the return-home pathway, which hold from a day.

    They take the place of what was put in before. Raises ValidationError that says what is wrong in the text.
    """
    _check_may(by)
    check_can_put_in_pathway(text)
    row = _new(LocalPathway, text, why, by, on)
    with recorded("pathway_policy_put_in", by=by) as entry:
        row.save()
        entry.about(row)
        entry.detail = {"on": on.isoformat(), "changes": len(read_changes(text))}
    return row


def put_in_rule(*, text: str, why: str, by: User | None, on: date) -> LocalRule:
    """Put in the council's own rule for classifying risk, which holds from a day and counts as confirmed.

    Raises ValidationError that says what is wrong in the text.
    """
    _check_may(by)
    check_can_put_in_rule(text)
    row = _new(LocalRule, text, why, by, on)
    with recorded("classification_rule_put_in", by=by) as entry:
        row.save()
        entry.about(row)
        entry.detail = {"on": on.isoformat()}
    return row


def put_in_decisions(*, text: str, why: str, by: User | None, on: date) -> LocalDecisions:
    """Put in how the council decides: its panel, and the lines of contact in letters. It holds from a day.

    Raises ValidationError that says what is wrong in the text.
    """
    _check_may(by)
    check_can_put_in_decisions(text)
    row = _new(LocalDecisions, text, why, by, on)
    with recorded("decision_scheme_put_in", by=by) as entry:
        row.save()
        entry.about(row)
        entry.detail = {"on": on.isoformat()}
    return row


def confirm_rule(*, why: str, by: User | None, on: date) -> LocalRule:
    """Confirm Homeward's default rule for live use from a day. What it says today is kept with it."""
    _check_may(by)
    row = _new(LocalRule, print_rule(DEFAULT_RULE), why, by, on)
    with recorded("classification_rule_confirmed", by=by) as entry:
        row.save()
        entry.about(row)
        entry.detail = {"on": on.isoformat()}
    return row


def take_back(*, kept: LocalText, because: str, by: User | None) -> None:
    """Take back what was put in, from today; what was put in before it holds again. It stays, with the reason."""
    _check_may(by)
    reason = words_needed(because, "because", "Say why it is taken back.")
    with recorded("policy_taken_back", by=by) as entry:
        row = type(kept).objects.select_for_update(of=("self",)).get(pk=kept.pk)
        if row.taken_back_on is not None:
            raise ValidationError("This was taken back already.")
        row.taken_back_by, row.taken_back_on, row.taken_back_because = by, clock.today(), reason
        row.save()
        entry.about(row)


def check_can_put_in_pathway(text: str) -> None:
    """Raise ValidationError that says what is wrong in a text of changes of the pathway."""
    try:
        check_changes(RETURN_HOME, read_changes(text))
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from None


def check_can_put_in_rule(text: str) -> None:
    """Raise ValidationError that says what is wrong in the text of a rule."""
    try:
        read_rule(text)
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from None


def check_can_put_in_decisions(text: str) -> None:
    """Raise ValidationError that says what is wrong in a text of how the council decides."""
    try:
        read_scheme(text)
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from None


def _check_may(by: User | None) -> None:
    check_has_role(by, SETS_POLICY, "change the policy of the service")


def _new(model: type, text: str, why: str, by: User | None, on: date) -> LocalText:
    """Return a text that is not stored yet. Raises ValidationError without a reason, or for a day that has passed."""
    reason = words_needed(why, "why", "Say why.")
    if on < clock.today():
        raise ValidationError({"on": "Enter today or a later day: what was written until now stays read as it was"})
    return model(text=text, why=reason, begins_on=on, put_in_by=by, put_in_at=clock.now())
